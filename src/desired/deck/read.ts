/**
 * decK files as a source of desired state.
 * @module
 */
import type { Declaration } from "../../model/declaration.ts";
import { Reference } from "../../model/declaration.ts";
import { ErrorList, inOrder, type KongruentError } from "../../model/errors.ts";
import { kindOf } from "../../model/kinds.ts";
import { byText } from "../../model/values.ts";
import type { Part } from "../gateways.ts";
import { PartlyReadError } from "../source-errors.ts";
import { type Content, contentOf } from "./content.ts";
import { declarationOf, type Marks } from "./declarations.ts";
import { directoryOf } from "./directory.ts";
import { type DeckDocument, readDocument } from "./document.ts";
import { type Entry, entriesOf } from "./entities.ts";

export interface DeckSource {
  /** What the source is called where a stack's name would stand: the file's or folder's. */
  readonly name: string;
  /** The path that was given. */
  readonly path: string;
  readonly files: readonly string[];
}

export interface DeckOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The run's own tag of ownership, like `--select-tag` of decK. */
  readonly ownerTag?: string | undefined;
}

/**
 * Whose the entities of a source are. One select tag is the owner's tag itself. Several mark an entity only together, so
 * that none of them can tell alone: they are put on everything, and the owner's usual tag tells.
 */
const marksOf = ({ selectTags }: Content, ofRun: string | undefined): Marks => {
  const ownerTag = ofRun ?? (selectTags.length === 1 ? selectTags[0] : undefined);
  return {
    // A list of tags has no order: however it is written, they are the same owner's.
    owner: selectTags.length > 0 ? [...selectTags].sort(byText).join("+") : (ofRun ?? false),
    ownerTag,
    stamped: selectTags.filter((tag) => tag !== ownerTag),
  };
};

/** A membership may be said on both of its sides: it is the same one. */
const withoutRepeatedMemberships = (declarations: readonly Declaration[]): readonly Declaration[] => {
  const seen = new Set<string>();
  return declarations.filter(({ kind, fields }) => {
    if (kindOf(kind).membership === undefined) return true;
    const key = Object.entries(fields)
      .map(([field, value]) => `${field} ${value instanceof Reference ? value.address : JSON.stringify(value)}`)
      .sort()
      .join("\n");
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};

/** What an entity is read wrong as may not be another one: without its scope a plugin would be a global one. */
const isSafelyWrong = ({ kind }: Entry): boolean => !kind.uniqueKeys.some(({ nullIsValue }) => nullIsValue === true);

/**
 * What decK files declare, as one part of a gateway. Throws an ErrorList with everything that is wrong; a
 * {@link PartlyReadError} where the files could be read and some entities in them could not.
 *
 * @example
 * await readDeck({ name: "kong", path: "kong.yaml", files: ["/work/kong.yaml"] }, { cwd: "/work", env: {} })
 */
export const readDeck = async (source: DeckSource, options: DeckOptions): Promise<Part> => {
  const read = await Promise.all(source.files.map((file) => readDocument(file, options.cwd, options.env)));
  const errors = read.flatMap((found): readonly KongruentError[] => (Array.isArray(found) ? found : []));
  const documents = read.filter((found): found is DeckDocument => !Array.isArray(found));
  // A file that cannot be read leaves names dangling and versions missing everywhere: that is no news.
  if (errors.length > 0) throw new ErrorList(inOrder(errors));

  const content = contentOf(documents, source.path);
  errors.push(...content.errors);
  const entries = entriesOf(content, errors);
  const directory = directoryOf(entries, content.lookups);
  const marks = marksOf(content, options.ownerTag);
  const wrong = new Set<string>();
  const declarations = entries.flatMap((entry): readonly Declaration[] => {
    const before = errors.length;
    const declaration = declarationOf(entry, content, directory, marks, errors);
    if (errors.length === before) return [declaration];
    wrong.add(entry.address);
    return isSafelyWrong(entry) ? [declaration] : [];
  });
  if (errors.length > 0) {
    const found = inOrder(errors);
    throw content.isComplete
      ? new PartlyReadError(found, [...directory.existing(), ...withoutRepeatedMemberships(declarations)], wrong)
      : new ErrorList(found);
  }
  const { workspace } = content;
  return {
    stack: source.name,
    provider: "kong",
    config: {
      owner: marks.owner,
      ...(marks.ownerTag === undefined ? {} : { ownerTag: marks.ownerTag }),
      ...(workspace === undefined ? {} : { workspace }),
    },
    declarations: [...directory.existing(), ...withoutRepeatedMemberships(declarations)],
  };
};
