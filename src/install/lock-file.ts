/**
 * The dependency lock file (`.terraform.lock.hcl`): enters our provider, and leaves everything else as it is.
 * @module
 */
import { lockFileInvalid } from "./errors.ts";

/** A provider as the lock file holds it. */
export interface LockEntry {
  /** `registry.terraform.io/kongruent/kong` */
  readonly address: string;
  readonly version: string;
  /** The configuration's own words; `init` and `cdktf deploy` compare them. */
  readonly constraints: string;
  readonly hashes: readonly string[];
}

/** Where a `provider "…" { … }` block stands in the text. */
interface Block {
  readonly address: string;
  readonly start: number;
  /** Behind the closing brace. */
  readonly end: number;
}

const HEADER = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.
`;

/** One piece of HCL: a comment, a quoted text, a brace, or anything else up to the next of these. */
const PIECE =
  /(?<comment>#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<quoted>"(?:[^"\\\n]|\\.)*")|(?<brace>[{}])|[^#/"{}]+|\//y;

const PROVIDER = /(?:^|\n)[ \t]*provider[ \t]+"([^"\n]*)"[ \t]*$/;

const placeIn = (text: string, offset: number): string => `line ${text.slice(0, offset).split("\n").length}`;

/** The provider blocks of the text. Throws `KG_LOCK_FILE_INVALID` where its quotes or braces do not close. */
const blocksOf = (text: string): readonly Block[] => {
  const blocks: Block[] = [];
  const pieces = new RegExp(PIECE);
  // What stands before a brace on the outermost level, comments as blanks.
  let heading = "";
  let headingStart = 0;
  let depth = 0;
  let open: Omit<Block, "end"> | undefined;
  for (let offset = 0; offset < text.length; offset = pieces.lastIndex) {
    pieces.lastIndex = offset;
    const piece = pieces.exec(text);
    if (piece === null) throw lockFileInvalid(`a quote that is not closed in ${placeIn(text, offset)}`);
    const brace = piece.groups?.["brace"];
    if (brace === "{") {
      const provider = depth === 0 ? PROVIDER.exec(heading) : null;
      if (provider !== null) {
        const start = headingStart + provider.index + (heading.startsWith("\n", provider.index) ? 1 : 0);
        open = { address: provider[1] ?? "", start };
      }
      depth += 1;
    } else if (brace === "}") {
      depth -= 1;
      if (depth < 0) throw lockFileInvalid(`a closing brace too many in ${placeIn(text, offset)}`);
      if (depth === 0) {
        if (open !== undefined) blocks.push({ ...open, end: pieces.lastIndex });
        open = undefined;
        heading = "";
        headingStart = pieces.lastIndex;
      }
    } else if (depth === 0) {
      heading += piece.groups?.["comment"] === undefined ? piece[0] : " ".repeat(piece[0].length);
    }
  }
  if (depth > 0) throw lockFileInvalid("a block is not closed at its end");
  return blocks;
};

const withoutComments = (text: string): string =>
  [...text.matchAll(new RegExp(PIECE, "g"))]
    .map((piece) => (piece.groups?.["comment"] === undefined ? piece[0] : " "))
    .join("");

/** What our entry says now. */
const entryIn = (text: string, { address, start, end }: Block): LockEntry => {
  const body = withoutComments(text.slice(start, end));
  const attribute = (name: string): string =>
    new RegExp(`(?:^|[\\n{])\\s*${name}\\s*=\\s*"([^"\\n]*)"`).exec(body)?.[1] ?? "";
  const hashes = /(?:^|[\n{])\s*hashes\s*=\s*\[([^\]]*)\]/.exec(body)?.[1] ?? "";
  return {
    address,
    version: attribute("version"),
    constraints: attribute("constraints"),
    hashes: [...hashes.matchAll(/"([^"\n]*)"/g)].map(([, hash = ""]) => hash),
  };
};

/** An entry as Terraform formats it. */
const entryText = ({ address, version, constraints, hashes }: LockEntry): string =>
  [
    `provider "${address}" {`,
    `  version     = "${version}"`,
    `  constraints = "${constraints}"`,
    "  hashes = [",
    ...[...new Set(hashes)].sort().map((hash) => `    "${hash}",`),
    "  ]",
    "}",
  ].join("\n");

/** The entry to write: what is known of the same version stays, for a mirror may have other hashes of it. */
const joined = (wanted: LockEntry, there: LockEntry): LockEntry =>
  there.version === wanted.version ? { ...wanted, hashes: [...there.hashes, ...wanted.hashes] } : wanted;

const isSaid = (wanted: LockEntry, there: LockEntry): boolean =>
  there.version === wanted.version &&
  there.constraints === wanted.constraints &&
  wanted.hashes.every((hash) => there.hashes.includes(hash));

/** Where an entry belongs that is not there yet: entries are sorted by address. */
const placeFor = (text: string, address: string, blocks: readonly Block[]): { at: number; isFirst: boolean } => {
  const before = blocks.filter((block) => block.address < address).at(-1);
  if (before !== undefined) return { at: before.end, isFirst: false };
  const first = blocks[0];
  return first === undefined ? { at: text.trimEnd().length, isFirst: false } : { at: first.start, isFirst: true };
};

const withEntry = (text: string, wanted: LockEntry): string => {
  const blocks = blocksOf(text);
  const block = blocks.find(({ address }) => address === wanted.address);
  if (block !== undefined) {
    const there = entryIn(text, block);
    if (isSaid(wanted, there)) return text;
    return text.slice(0, block.start) + entryText(joined(wanted, there)) + text.slice(block.end);
  }
  const { at, isFirst } = placeFor(text, wanted.address, blocks);
  const entry = entryText(wanted);
  if (isFirst) return `${text.slice(0, at)}${entry}\n\n${text.slice(at)}`;
  const rest = text.slice(at);
  return `${text.slice(0, at)}${at === 0 ? "" : "\n\n"}${entry}${rest === "" ? "\n" : rest}`;
};

/**
 * Whether the text has this entry. Terraform and OpenTofu drop entries of the other's registry, so one may be all there is.
 * Throws `KG_LOCK_FILE_INVALID` for a text that is no lock file.
 */
export const isLocked = (text: string, wanted: LockEntry): boolean =>
  blocksOf(text).some((block) => block.address === wanted.address && isSaid(wanted, entryIn(text, block)));

/**
 * The lock file's text with these entries in it; the same text where it says them already. Other providers' entries and
 * comments stay byte for byte. Throws `KG_LOCK_FILE_INVALID` for a text that is no lock file.
 *
 * @param text the file's text; undefined where there is none yet
 */
export const extendLockFile = (text: string | undefined, entries: readonly LockEntry[]): string => {
  const found = text === undefined || text.trim() === "" ? HEADER : text;
  // Where some lines end in one way and some in the other, none is touched.
  const isWindows = /\r\n/.test(found) && !/(^|[^\r])\n/.test(found);
  const extended = entries.reduce(withEntry, isWindows ? found.replaceAll("\r\n", "\n") : found);
  return isWindows ? extended.replaceAll("\n", "\r\n") : extended;
};
