/**
 * From an entity of a decK file to a declaration.
 * @module
 */
import { deckChildren } from "../../model/deck-layout.ts";
import { type Declaration, NO_LIFECYCLE, Reference } from "../../model/declaration.ts";
import type { AnyKind } from "../../model/define.ts";
import {
  COMPUTED_FIELDS,
  fieldFacts,
  fieldsOf,
  isComputed,
  type ReferenceField,
  referencesOf,
} from "../../model/derive.ts";
import type { KongruentError } from "../../model/errors.ts";
import { didYouMean } from "../../model/nearest.ts";
import { mergedOver } from "../../model/secret-values.ts";
import { isRecord, isUuid } from "../../model/values.ts";
import type { Content } from "./content.ts";
import { attempt, type Directory } from "./directory.ts";
import { childIn, type Entry } from "./entities.ts";
import { plain } from "./environment.ts";
import * as refuse from "./errors.ts";
import { fieldValue, isEmpty, perKind, withDefaults, withoutShorthands, withSecrets } from "./fields.ts";
import { givenPaths } from "./outside.ts";

/** Who owns what a source declares, and which tags everything in it has. */
export interface Marks {
  readonly owner: string | false;
  /** The tag that is the owner's; not one of the declared tags. */
  readonly ownerTag: string | undefined;
  /** Tags that every entity gets. */
  readonly stamped: readonly string[];
}

const SHARED_CONFIG = "_config";

/** Keys that an entity of a kind may have, for finding out what a mistyped one means. */
const keysOf = (kind: AnyKind): readonly string[] => [
  "id",
  ...Object.keys(fieldsOf(kind)),
  ...deckChildren(kind).keys(),
  ...(takesSharedConfig(kind) ? [SHARED_CONFIG] : []),
];

/** Only plugins share settings. */
const takesSharedConfig = (kind: AnyKind): boolean => kind.subschema !== undefined && kind.scope !== undefined;

/** What `_config` stands for; undefined where it names nothing. */
const sharedConfig = (entry: Entry, content: Content): unknown => {
  const { body, document } = entry;
  const name = plain(body[SHARED_CONFIG]);
  const found = typeof name === "string" ? content.configs.get(name) : undefined;
  if (found !== undefined) return found;
  throw refuse.configUnknown(
    document.placeOf(body, SHARED_CONFIG),
    String(name),
    didYouMean(String(name), content.configs.keys()),
  );
};

/** The reference fields that an entity says, by its place and by its keys. */
const referencesIn = (entry: Entry, directory: Directory, errors: KongruentError[]): Record<string, unknown> => {
  const { kind, body, parent, document } = entry;
  const fields: Record<string, unknown> = {};
  if (parent !== undefined) fields[parent.field] = new Reference(parent.entry.address);
  for (const { field, kind: target } of referencesOf(kind)) {
    if (!(field in body)) continue;
    const value = body[field];
    const place = document.placeOf(body, field);
    const isScope = kind.scope?.includes(field) === true;
    if (isEmpty(value)) {
      if (isScope) errors.push(refuse.scopeEmpty(place, field));
      else if (plain(value) !== null)
        errors.push(refuse.valueInvalid(place, field, "is there and empty. Name what is meant, or leave the key out."));
      continue;
    }
    const found = attempt(errors, () => directory.resolve(entry, field, value, target));
    if (found === undefined) continue;
    const isSame = found instanceof Reference && found.address === parent?.entry.address;
    const isMisplaced = parent !== undefined && (parent.field === field ? !isSame : isScope);
    if (isMisplaced) errors.push(refuse.nestedElsewhere(place, field, parent.entry.address));
    else fields[field] = found;
  }
  return fields;
};

/** A membership below one of its two: the other one is named by what stands there. */
const membershipOf = (
  entry: Entry,
  { field, kind: target }: ReferenceField,
  directory: Directory,
  errors: KongruentError[],
): Record<string, unknown> => {
  const { parent, document, body } = entry;
  if (parent === undefined) return {};
  const { created_at: _created, updated_at: _updated, ...named } = body;
  const inside: Entry = {
    ...entry,
    body: { [parent.key]: named },
    document: { ...document, placeOf: () => document.placeOf(body) },
  };
  const found = attempt(errors, () => directory.resolve(inside, parent.key, named, target));
  return { [parent.field]: new Reference(parent.entry.address), ...(found === undefined ? {} : { [field]: found }) };
};

/** The other entities whose ids are in lists of an entity: they are there before it. */
const listed = ({ kind, body }: Entry, directory: Directory): readonly string[] =>
  listsOf(kind).flatMap(({ field, listOf }) => {
    const value = body[field];
    if (!Array.isArray(value)) return [];
    return value.flatMap((item) => {
      const id = plain(item);
      const found = isUuid(id) ? directory.pinned(listOf, id.toLowerCase()) : undefined;
      return found === undefined ? [] : [found.address];
    });
  });

/** The fields that list ids of other entities. */
const listsOf = perKind((kind) =>
  Object.keys(fieldsOf(kind)).flatMap((field) => {
    const { listOf } = fieldFacts(kind, field);
    return listOf === undefined ? [] : [{ field, listOf }];
  }),
);

/** Keys whose values are no fields of their own, lists of entities aside. */
const isElsewhere = perKind((kind) => {
  const references = referencesOf(kind).map(({ field }) => field);
  const computed = Object.keys(fieldsOf(kind)).filter((field) => isComputed(kind, field));
  return new Set(["id", ...COMPUTED_FIELDS, ...references, ...computed]);
});

/** Declared tags without the owner's, and with those that everything gets. */
const tagsFor = (kind: AnyKind, declared: unknown, { ownerTag, stamped }: Marks): unknown => {
  if (fieldFacts(kind, "tags").carriesOwner !== true || (declared !== undefined && !Array.isArray(declared)))
    return declared;
  if (declared === undefined && stamped.length === 0) return undefined;
  return [...new Set([...((declared ?? []) as readonly unknown[]).filter((tag) => tag !== ownerTag), ...stamped])];
};

interface OwnFields {
  readonly fields: Record<string, unknown>;
  /** Paths of values of the environment. */
  readonly fromOutside: ReadonlySet<string>;
}

/** The fields that are no references. */
const ownFields = (entry: Entry, content: Content, marks: Marks, errors: KongruentError[]): OwnFields => {
  const { kind, body, document } = entry;
  const written: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(body)) {
    if (isElsewhere(kind).has(key) || plain(value) === null || childIn(kind, key, value) !== undefined) continue;
    if (key === SHARED_CONFIG && takesSharedConfig(kind)) continue;
    if (!(key in fieldsOf(kind))) {
      const hint = key.startsWith("_") ? ` It has ${keysOf(kind).join(", ")}.` : didYouMean(key, keysOf(kind));
      if (hint !== "") {
        errors.push(refuse.keyUnknown(document.placeOf(body, key), key, `the ${kind.singular}`, hint));
        continue;
      }
      // What this version does not know a newer gateway may have: the gateway's own schema says so.
    }
    written[key] = value;
  }
  if (takesSharedConfig(kind) && plain(body[SHARED_CONFIG]) !== undefined && plain(body[SHARED_CONFIG]) !== null) {
    const field = kind.subschema?.of ?? "";
    const shared = attempt(errors, () => sharedConfig(entry, content));
    if (isRecord(shared)) written[field] = mergedOver(shared, written[field] ?? {});
  }
  const filled = withDefaults(kind, written, content.defaults.get(kind.kind));
  const values: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(filled)) values[key] = fieldValue(kind, key, value);
  const fields = withoutShorthands(kind, values);
  const tags = tagsFor(kind, fields["tags"], marks);
  if (tags !== undefined) fields["tags"] = tags;
  return { fields, fromOutside: givenPaths(filled) };
};

/** One entity's declaration; what is wrong with it is added to the errors. */
export const declarationOf = (
  entry: Entry,
  content: Content,
  directory: Directory,
  marks: Marks,
  errors: KongruentError[],
): Declaration => {
  const { kind, parent } = entry;
  const other =
    kind.membership === undefined || parent === undefined
      ? undefined
      : referencesOf(kind).find(({ field }) => field !== parent.field);
  const references =
    other === undefined ? referencesIn(entry, directory, errors) : membershipOf(entry, other, directory, errors);
  const own: OwnFields =
    other === undefined ? ownFields(entry, content, marks, errors) : { fields: {}, fromOutside: new Set() };
  const isScoped = kind.scope?.some((field) => references[field] !== undefined) === true;
  return {
    kind: kind.kind,
    address: entry.address,
    fields: withSecrets(kind, Object.assign(own.fields, references)),
    id: entry.id,
    // A list of plugins at the top level says it in its place; a key that is there and empty is an error.
    isGlobal: kind.scope !== undefined && !isScoped,
    existing: false,
    lifecycle: NO_LIFECYCLE,
    dependsOn: listed(entry, directory),
    owner: marks.owner,
    adopt: undefined,
    fromOutside: own.fromOutside,
  };
};
