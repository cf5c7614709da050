/** `kongruent import`: what is live, or what another source declares, as a stack, as HCL or as a decK file. @module */
import { randomBytes } from "node:crypto";
import { basename, dirname, extname, join, relative, resolve } from "node:path";
import { NOTHING_DECLARED } from "../desired/gateways.ts";
import { type Document, documentOf, type EmitInput, type EmittedFile } from "../emit/document.ts";
import { hclConfiguration, hclFiles } from "../emit/hcl.ts";
import { bundledSettings, withSecretsWrapped } from "../emit/secrets.ts";
import { stackFiles, stackProgram } from "../emit/typescript.ts";
import { deckVariable, shellText, tfvarsText } from "../emit/values-file.ts";
import type { Variable } from "../emit/variables.ts";
import {
  declareLive,
  type LeftOut,
  type LiveDeclarations,
  readGateway,
  type Strangers,
  strangersOf,
} from "../engine/live-declarations.ts";
import { DEFAULT_OWNERSHIP, isOwnerTag, ownerTag, tagsOf } from "../engine/ownership.ts";
import type { Snapshot } from "../engine/snapshot.ts";
import { requiredProvidersText } from "../install/names.ts";
import { version } from "../install/version.ts";
import type { Declaration } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { type ErrorReport, KongruentError } from "../model/errors.ts";
import { kinds } from "../model/kinds.ts";
import { fieldMap, type KongSchema } from "../model/kong-schema.ts";
import { errorLines, failureLines } from "../report/error-text.ts";
import { warningLines } from "../report/lint-text.ts";
import { gatewayLine } from "../report/plan-text.ts";
import { colors, counted, safe } from "../report/text.ts";
import { type Imported, imported, jsonText } from "./documents.ts";
import { type Interrupt, listenForInterrupt, reportsOf, unlessInterrupted } from "./interrupt.ts";
import type { ExitCode, Io } from "./io.ts";
import type { ConnectionFlags, IMPORT_FORMATS, OutputFlags, SourceFlags } from "./options.ts";
import { createProgress } from "./progress.ts";
import { forEachGateway, load } from "./session.ts";
import { refuseExisting, refuseSame, type ToWrite, writeFiles } from "./written.ts";

type Format = (typeof IMPORT_FORMATS)[number];

export type ImportFlags = ConnectionFlags &
  SourceFlags &
  OutputFlags & {
    readonly out?: string;
    readonly format: Format;
    readonly owner?: string;
    readonly includeOwned?: boolean;
    readonly selectTag: readonly string[];
    readonly only: readonly string[];
    readonly secretsFile?: string;
    readonly force?: boolean;
  };

const EXTENSIONS: Readonly<Record<Format, readonly string[]>> = {
  ts: [".ts", ".mts"],
  deck: [".yaml", ".yml"],
  hcl: [".tf"],
};

/** What was read, from wherever. */
interface Read {
  readonly declarations: readonly Declaration[];
  readonly gateway: Imported["gateway"];
  readonly adminUrl?: string | undefined;
  readonly workspace?: string | undefined;
  readonly owner: string | false;
  readonly ownerTagPrefix?: string | undefined;
  /** The tag that marks it, where there is one. */
  readonly ownerTag: string | undefined;
  readonly from: string;
  readonly live?: Pick<LiveDeclarations, "ids" | "leftOut" | "unsaid">;
  readonly settingsOf?: EmitInput["settingsOf"];
  readonly strangers: readonly Strangers[];
  readonly warnings: readonly ErrorReport[];
}

/**
 * The tag that a stack's runs are given as the mark of ownership (`--owner-tag`), so that it need not be declared beside others.
 * A provider block has no word for it.
 */
const markOf = ({ format, owner, selectTag }: ImportFlags): string | undefined =>
  format === "ts" && owner === undefined && selectTag.length === 1 ? selectTag[0] : undefined;

/** Choices that nothing on the gateway meets: most likely a name is misspelt. */
const unmatched = ({ owner, includeOwned, selectTag }: ImportFlags, snapshot: Snapshot): readonly ErrorReport[] => {
  const tags = new Set(kinds.flatMap(({ kind }) => snapshot.entities(kind).flatMap(tagsOf)));
  const warning = (message: string): ErrorReport => ({ code: "KG_NOTHING_CHOSEN", message, address: null });
  const isOwned = [...tags].some((tag) => isOwnerTag(DEFAULT_OWNERSHIP, tag));
  return [
    ...(owner !== undefined && !tags.has(ownerTag(DEFAULT_OWNERSHIP, owner))
      ? [
          warning(
            `--owner ${safe(owner)}: nothing on this gateway is owned by '${safe(owner)}'. What nobody owns was written, to be that owner's. Check the name.`,
          ),
        ]
      : []),
    ...selectTag
      .filter((tag) => !tags.has(tag))
      .map((tag) => warning(`--select-tag ${safe(tag)}: nothing on this gateway has this tag. Check its name.`)),
    ...(includeOwned === true && !isOwned
      ? [warning("--include-owned: nothing on this gateway has an owner. It changed nothing.")]
      : []),
  ];
};

const readLive = async (flags: ImportFlags, io: Io, interrupt: Interrupt): Promise<Read> => {
  const progress = createProgress(io, !flags.json && !flags.quiet);
  const { owner, includeOwned, concurrency } = flags;
  const [result] = await forEachGateway<Read | { readonly errors: readonly ErrorReport[]; readonly url: string }>(
    { flags, io, interrupt },
    [NOTHING_DECLARED],
    async ({ gateway, url }) => {
      progress.start(`Reading ${url}`, () => counted(gateway.requests().read, "request"));
      try {
        const options = { concurrency, signal: interrupt.abort };
        const live = await unlessInterrupted(readGateway(gateway, options), interrupt.abort);
        const declared = declareLive(live, {
          ownership: DEFAULT_OWNERSHIP,
          owners: includeOwned === true ? "all" : owner === undefined ? [] : [owner],
          selectTags: flags.selectTag,
          impliedTags: flags.selectTag,
          isImpliedAlone: flags.format !== "deck" && markOf(flags) === undefined,
          only: flags.only,
          isWholeInLists: flags.format === "hcl",
        });
        const strangers = flags.only.length > 0 ? [] : await strangersOf(gateway, options);
        const { description } = live;
        const { version: kong, mode, workspace } = description;
        return {
          declarations: declared.declarations,
          gateway: { url: description.url, version: kong, mode, workspace },
          adminUrl: url,
          workspace: description.workspace === "default" ? undefined : description.workspace,
          owner: owner ?? false,
          ownerTag: owner === undefined ? undefined : ownerTag(DEFAULT_OWNERSHIP, owner),
          from: `What ${url} holds`,
          live: declared,
          settingsOf: (kind, fields) => settingsOf(kind, live.schemas.subschema(kind, fields)),
          strangers,
          warnings: unmatched(flags, live.snapshot),
        };
      } finally {
        progress.end();
      }
    },
    ({ errors, url }) => ({ errors, url }),
  );
  if (result === undefined) throw new Error("no gateway was read");
  if ("errors" in result) throw new ReadFailure(result.errors, result.url);
  return result;
};

/** A gateway that could not be read, with all that is to be said about it. */
class ReadFailure extends Error {
  readonly reports: readonly ErrorReport[];
  readonly url: string;

  constructor(reports: readonly ErrorReport[], url: string) {
    super("the gateway could not be read");
    this.reports = reports;
    this.url = url;
  }
}

const settingsOf = (kind: AnyKind, schema: KongSchema | undefined) =>
  fieldMap(schema?.fields).get(kind.subschema?.of ?? "");

const readSource = async (source: string, flags: ImportFlags, io: Io, interrupt: Interrupt): Promise<Read> => {
  const gateways = await load(source, flags, io, interrupt.abort);
  const [first, ...others] = gateways;
  if (first === undefined || others.length > 0) {
    const stacks = gateways.map((gateway) => gateway.stacks.join(", ")).join("; ");
    throw new KongruentError(
      "KG_GATEWAY_AMBIGUOUS",
      `${source} is for ${gateways.length} gateways (stacks ${stacks}), and one configuration is written for one. Choose with --stack.`,
    );
  }
  const { provider, declarations } = first;
  const owner = flags.owner ?? provider.owner ?? false;
  const usual = { ...DEFAULT_OWNERSHIP, prefix: provider.ownerTagPrefix ?? DEFAULT_OWNERSHIP.prefix };
  return {
    declarations: withSecretsWrapped(declarations),
    settingsOf: (kind, fields) => bundledSettings(kind.kind, fields),
    gateway: null,
    adminUrl: provider.adminUrl,
    workspace: provider.workspace,
    owner,
    ownerTagPrefix: provider.ownerTagPrefix,
    ownerTag:
      owner === false
        ? undefined
        : ((flags.owner === undefined ? provider.ownerTag : undefined) ?? ownerTag(usual, owner)),
    from: `What ${basename(source)} declares`,
    strangers: [],
    warnings: [],
  };
};

/** A name for the stack: the owner's, else that of the folder or file. */
const nameFor = (read: Read, out: string): string => {
  const name = (read.owner === false ? basename(out, extname(out)) : read.owner).replace(/[^A-Za-z0-9_-]+/g, "-");
  return /^[A-Za-z]/.test(name) ? name : "gateway";
};

const isFile = (flags: ImportFlags, out: string): boolean => EXTENSIONS[flags.format].includes(extname(out));

const emit = async (document: Document, flags: ImportFlags, asFile: boolean): Promise<readonly EmittedFile[]> => {
  const whole = (text: string): readonly EmittedFile[] => [{ path: "", text }];
  if (flags.format === "ts") return asFile ? whole(stackProgram(document)) : stackFiles(document);
  if (flags.format === "deck") {
    const { deckText } = await import("../emit/deck.ts");
    const text = deckText(document);
    return asFile ? whole(text) : [{ path: "kong.yaml", text }];
  }
  const options = { requirement: requiredProvidersText(version) };
  return asFile ? whole(hclConfiguration(document, options)) : hclFiles(document, options);
};

/** A value that nobody knows. */
const made = (): string => randomBytes(24).toString("base64url");

const secretsText = (variables: readonly Variable[], format: Format, file: string): string =>
  format === "deck" ? shellText(variables) : tfvarsText(variables, file.endsWith(".json"), made);

const run = async (source: string | undefined, flags: ImportFlags, io: Io, interrupt: Interrupt): Promise<Imported> => {
  const { out, secretsFile, format } = flags;
  if (out === undefined) {
    throw new KongruentError("KG_USAGE", "Say where to write it, with --out. See npx kongruent import --help.");
  }
  if (source !== undefined && flags.said.includes("gateway")) {
    throw new KongruentError(
      "KG_USAGE",
      "A source and --gateway are two places to import from. Leave one of them out. See npx kongruent import --help.",
    );
  }
  if (source !== undefined && (flags.selectTag.length > 0 || flags.only.length > 0)) {
    throw new KongruentError(
      "KG_USAGE",
      "--select-tag and --only choose from what a gateway has. A source is written as a whole. See npx kongruent import --help.",
    );
  }
  const path = resolve(io.cwd, out);
  if (secretsFile !== undefined)
    await refuseSame(resolve(io.cwd, secretsFile), `--secrets-file ${secretsFile}`, [path]);
  if (flags.force !== true) {
    await refuseExisting(path, out);
    if (secretsFile !== undefined) await refuseExisting(resolve(io.cwd, secretsFile), secretsFile);
  }
  const read =
    source === undefined ? await readLive(flags, io, interrupt) : await readSource(source, flags, io, interrupt);
  const document = documentOf({
    declarations: read.declarations,
    adminUrl: read.adminUrl,
    workspace: read.workspace,
    owner: read.owner,
    ownerTagPrefix: read.ownerTagPrefix,
    ownerTag: read.ownerTag,
    ...(read.live === undefined ? {} : { ids: read.live.ids }),
    ...(read.settingsOf === undefined ? {} : { settingsOf: read.settingsOf }),
    selectTags: flags.selectTag,
    markTag: markOf(flags),
    name: nameFor(read, out),
    from: read.from,
  });
  const asFile = isFile(flags, out);
  const files = await emit(document, flags, asFile);
  const writes: ToWrite[] = files.map((file) => ({ path: asFile ? path : join(path, file.path), text: file.text }));
  if (secretsFile !== undefined && document.variables.length > 0) {
    const text = secretsText(document.variables, format, secretsFile);
    const file = resolve(io.cwd, secretsFile);
    const others = writes.map((write) => write.path);
    await refuseSame(file, `--secrets-file ${secretsFile}`, others);
    writes.push({ path: file, text, isSecret: true });
  }
  await writeFiles(writes);
  return imported([], {
    warnings: read.warnings,
    gateway: read.gateway,
    out,
    files: writes.map((file) => file.path),
    entities: read.declarations.filter(({ existing }) => !existing).length,
    referred: read.declarations.filter(({ existing }) => existing).length,
    variables: document.variables.map(({ name, identity, field, isKnown }) => ({ name, identity, field, isKnown })),
    leftOut: read.live?.leftOut ?? [],
    unsaid: (read.live?.unsaid ?? []).map(({ address, field, because }) => ({ identity: address, field, because })),
    unknown: read.strangers.map(({ list, count }) => ({ list, count: count ?? null })),
  });
};

const ownerLine = (leftOut: readonly LeftOut[]): string | undefined => {
  const counts = new Map<string, number>();
  for (const { owner } of leftOut) if (owner !== undefined) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  if (counts.size === 0) return undefined;
  const owners = [...counts].map(([owner, count]) => `${safe(owner)} (${counted(count, "entity", "entities")})`);
  return `Left out, because somebody owns it: ${owners.join(", ")}. With --owner <name> that owner's part comes too, with --include-owned everybody's.`;
};

/** A word as a shell takes it. */
const shellWord = (word: string): string => {
  const shown = safe(word);
  return /^[\w./:@%+=,-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
};

/** More of them are not named one by one. */
const MOST_SET = 3;

/** The flags of this run that reach the gateway, for the next one: what a provider block or a file does not say. */
const reachingFlags = (flags: ImportFlags): string => {
  const words: readonly (readonly [name: keyof ConnectionFlags, flag: string])[] = [
    ...(flags.format === "deck" ? ([["gateway", "--gateway"]] as const) : []),
    ["tokenFile", "--token-file"],
    ["tlsCaCert", "--tls-ca-cert"],
    ["tlsClientCert", "--tls-client-cert"],
    ["tlsClientKey", "--tls-client-key"],
    ["tlsServerName", "--tls-server-name"],
  ];
  const given = words.flatMap(([name, flag]) => {
    const value = flags[name];
    return flags.said.includes(name) && typeof value === "string" ? [` ${flag} ${shellWord(value)}`] : [];
  });
  return given.join("");
};

/** The line to be typed next, as it can be typed. */
const nextLine = (document: Imported, flags: ImportFlags, cwd: string): string => {
  const { variables, out } = document;
  const { format, secretsFile } = flags;
  const file = variables.length === 0 ? undefined : secretsFile;
  const unset =
    variables.length > 0 && file === undefined
      ? `set ${variables.length === 1 ? "that variable" : "those variables"}, then `
      : "";
  if (format === "hcl") {
    const folder = isFile(flags, out) ? dirname(out) : out;
    const from = file === undefined ? undefined : relative(resolve(cwd, folder), resolve(cwd, file));
    // Terraform reads these by itself.
    const isRead = from !== undefined && /^[^/\\]*\.auto\.tfvars(?:\.json)?$/.test(from);
    const values = from === undefined || isRead ? "" : ` -var-file=${shellWord(from)}`;
    const enter = relative(cwd, resolve(cwd, folder)) === "" ? "" : ` && cd ${shellWord(folder)}`;
    return `Next: ${unset}npx kongruent provider install ${shellWord(folder)}${enter} && terraform init && terraform plan${values}`;
  }
  const mark = markOf(flags);
  const owner = mark === undefined ? "" : ` --owner-tag ${shellWord(mark)}`;
  const reached = document.gateway === null ? "" : reachingFlags(flags);
  const plan = `npx kongruent plan ${shellWord(out)}${reached}${owner}`;
  if (file === undefined) return `Next: ${unset}${plan}`;
  if (format === "ts") return `Next: ${plan} --var-file ${shellWord(file)}`;
  // A name without a folder would be looked for on the PATH.
  const read = `. ${shellWord(/[/\\]/.test(file) ? file : `./${file}`)}`;
  const unknown = variables.filter(({ isKnown }) => !isKnown).map(deckVariable);
  if (unknown.length > MOST_SET)
    return `Next: set the ${unknown.length} variables that ${safe(file)} leaves out, then ${read}; ${plan}`;
  return `Next: ${read}; ${unknown.map((name) => `${name}=… `).join("")}${plan}`;
};

const MOST_LISTED = 20;

/** What is to be done about secrets of which the gateway keeps no more than a hash. */
const hashedLine = (count: number, format: Format, hasFile: boolean): string => {
  const them = count === 1 ? "it" : "them";
  const start = `Of ${counted(count, "secret")} the gateway keeps only a hash, so nothing can restore ${them}.`;
  if (format === "deck") {
    return `${start} A decK file cannot leave ${them} alone: an apply sets what the variable holds${hasFile ? ", and the file of secrets leaves that out" : ""}.`;
  }
  return `${start} What is live is left alone (ignore changes) until you give another.${hasFile ? ` In the file ${count === 1 ? "stands a random value in its place, which is" : "stand random values in their place, which are"} sent only where the credential is made anew.` : ""}`;
};

const variableLines = (document: Imported, format: Format, secretsFile: string | undefined): readonly string[] => {
  const { variables } = document;
  if (variables.length === 0) return [];
  const isOne = variables.length === 1;
  const nameOf = format === "deck" ? deckVariable : ({ name }: { readonly name: string }): string => name;
  const how = format === "deck" ? "in the environment" : "as TF_VAR_…, by --var or by --var-file";
  const its = isOne ? "Its value is" : "Their values are";
  const where =
    secretsFile === undefined
      ? `${its} on the gateway or in the source; --secrets-file <file> writes ${isOne ? "it" : "them"}, for you alone to read.`
      : `${its} in ${safe(secretsFile)}, which only you can read: keep it out of version control.`;
  const listed = variables
    .slice(0, MOST_LISTED)
    .map((variable) => `  ${nameOf(variable)}   ${safe(variable.identity)}: ${safe(variable.field)}`);
  const rest = variables.length - listed.length;
  const unknown = variables.filter(({ isKnown }) => !isKnown).length;
  const hashed = unknown === 0 ? [] : [hashedLine(unknown, format, secretsFile !== undefined)];
  return [
    `${counted(variables.length, "secret")} became ${isOne ? "a variable" : "variables"}, to be set ${how}:`,
    ...listed,
    ...(rest > 0 ? [`  … and ${rest} more; --json lists all`] : []),
    where,
    ...hashed,
  ];
};

const textOf = (document: Imported, flags: ImportFlags, cwd: string): readonly string[] => {
  const { leftOut, unsaid, unknown, files, out } = document;
  const expiring = leftOut.filter(({ because }) => because === "expires");
  const unsayable = unsaid.filter(({ because }) => because === "unsayable");
  const undescribed = unsaid.filter(({ because }) => because === "undescribed");
  const owners = ownerLine(leftOut);
  const { secretsFile } = flags;
  const written = files.length - (secretsFile !== undefined && document.variables.length > 0 ? 1 : 0);
  return [
    `Wrote ${counted(document.entities, "entity", "entities")} to ${safe(out)} (${counted(written, "file")}).`,
    ...variableLines(document, flags.format, secretsFile),
    ...(owners === undefined ? [] : [owners]),
    ...(expiring.length === 0
      ? []
      : [`Left out, because it expires by itself: ${expiring.map(({ identity }) => safe(identity)).join(", ")}.`]),
    ...(unknown.length === 0
      ? []
      : [
          `Not imported, because kongruent has no kind for it: ${unknown.map(({ list, count }) => `${safe(list)}${count === null ? "" : ` (${count.toLocaleString("en-US")})`}`).join(", ")}.`,
        ]),
    ...unsayable.map(({ identity, field }) => {
      const then =
        flags.format === "deck" ? "an apply puts it back to its default" : "it is left alone (ignore changes)";
      return `${safe(identity)}: what is live in ${safe(field)} cannot be declared; ${then}.`;
    }),
    ...undescribed.map(
      ({ identity, field }) =>
        `${safe(identity)}: the gateway has no schema of its ${safe(field)}, so all of it became variables: nobody can say what is secret there. A plan needs that schema: install what it is of, or delete the entity.`,
    ),
    nextLine(document, flags, cwd),
  ];
};

/** Imports. Writes files only, and nothing to a gateway. */
export const runImport = async (source: string | undefined, flags: ImportFlags, io: Io): Promise<ExitCode> => {
  const interrupt = listenForInterrupt(io);
  try {
    const document = await run(source, flags, io, interrupt);
    if (flags.json) io.stdout(jsonText(document));
    else {
      const color = flags.color && io.hasColor;
      const { bold } = colors(color);
      const [first = "", ...lines] = textOf(document, flags, io.cwd);
      const head = document.gateway === null || flags.quiet ? [] : [gatewayLine(document.gateway, color)];
      const warnings = warningLines(document.warnings, flags.color && io.hasErrorColor);
      if (warnings.length > 0) io.stderr(`${warnings.join("\n")}\n`);
      io.stdout(`${[...head, bold(first), ...lines].join("\n")}\n`);
    }
    return 0;
  } catch (error) {
    const reports = error instanceof ReadFailure ? error.reports : reportsOf(error, interrupt.abort);
    const color = flags.color && io.hasErrorColor;
    const lines = error instanceof ReadFailure ? failureLines(reports, error.url, color) : errorLines(reports, color);
    if (flags.json) io.stdout(jsonText(imported(reports)));
    else io.stderr(`${lines.join("\n")}\n`);
    return 1;
  } finally {
    interrupt.dispose();
  }
};
