/**
 * A live entity as a resource's value: what means the same as before keeps its spelling, what differs shows.
 * @module
 */
import { type Comparator, type Difference, differences, inNoOrder, sameFieldValue } from "../engine/comparator.ts";
import type { Entity } from "../engine/gateway.ts";
import { isOwnerTag, relationTo, tagsOf } from "../engine/ownership.ts";
import type { AnyKind } from "../model/define.ts";
import { kongField as descriptorField, fieldFacts, fieldsOf, referenceId } from "../model/derive.ts";
import { fillValue } from "../model/fill.ts";
import { fieldMap, type KongField, type KongSchema } from "../model/kong-schema.ts";
import { reveal } from "../model/secret.ts";
import { isRecord } from "../model/values.ts";
import { type Attribute, attributesOf } from "./attributes.ts";
import type { Settings } from "./configuration.ts";
import {
  attributeValue,
  declaredFields,
  dynamicOf,
  type Fields,
  isObject,
  leavesOf,
  objectIn,
  plain,
  type State,
} from "./fields.ts";
import type { Memory } from "./memory.ts";
import { Dynamic, type Type, UNKNOWN, type Value } from "./value.ts";

/** What a gateway knows of a kind: its schema, and the schema of the plugin that completes the entity. */
export interface KindSchemas {
  readonly comparator: Comparator;
  readonly fields: ReadonlyMap<string, KongField>;
  /** The settings that a plugin's schema describes. */
  readonly settings: KongField | undefined;
}

export interface ProjectionInput {
  readonly kind: AnyKind;
  readonly live: Entity;
  /** What was known before: the state, or the plan with what it did not know. Empty for an import. */
  readonly prior: State;
  readonly schemas: KindSchemas;
  readonly settings: Pick<Settings, "owner" | "ownership">;
  readonly memory: Memory;
}

/** Kong's schema of a field: the gateway's own, ours where its `/schemas` keeps silent, nothing where it lacks the field. */
export const schemaOfField = (kind: AnyKind, fields: ReadonlyMap<string, KongField>, name: string): KongField => {
  const known = fields.get(name);
  if (known !== undefined) return inNoOrder(known, fieldFacts(kind, name));
  const own = fieldsOf(kind)[name];
  const isHidden = own !== undefined && fieldFacts(kind, name).hiddenFromSchema === true;
  return isHidden ? descriptorField(own, "traditional") : { type: "any" };
};

const innerField = (field: KongField, name: string): KongField => fieldMap(field.fields).get(name) ?? { type: "any" };

const known = (value: Value | undefined): Value => (value === undefined || value === UNKNOWN ? null : value);

/** One attribute: the value before where it means what is live, else what is live. */
const project = (
  attribute: Attribute,
  field: KongField,
  before: Value | undefined,
  meant: unknown,
  live: unknown,
): Value => {
  const prior = known(before);
  const { nested } = attribute;
  if (attribute.sensitive === true && prior === null) return null;
  if (nested?.mode === "single" && isObject(prior) && isRecord(live)) {
    const meantRecord = isRecord(meant) ? meant : {};
    return Object.fromEntries(
      nested.attributes.map((inner) => [
        inner.name,
        project(inner, innerField(field, inner.field), prior[inner.name], meantRecord[inner.field], live[inner.field]),
      ]),
    );
  }
  if (prior !== null && meant !== undefined && isSame(field, meant, live)) return prior;
  if (prior === null && isEmpty(live) && before !== UNKNOWN) return null;
  const value = attributeValue(attribute, live);
  // Nothing of it may be told.
  return nested?.mode === "single" && isObject(value) && Object.values(value).every((one) => one === null)
    ? null
    : value;
};

/** Whether a value means what is live: what its elements leave out is there with its default. */
const isSame = (field: KongField, meant: unknown, live: unknown): boolean =>
  sameFieldValue(field, meant, live) ||
  (field.elements?.type === "record" && sameFieldValue(field, fillValue(field, meant), live));

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (Array.isArray(value) && value.length === 0) ||
  (isRecord(value) && Object.keys(value).length === 0);

/** Sets a value inside a typed one. A map becomes an object, for its values may differ in type from then on. */
const withValueAt = (type: Type, value: Value, path: readonly string[], given: unknown): Dynamic => {
  const [name, ...rest] = path;
  if (name === undefined) return dynamicOf(given);
  const entries = isObject(value) ? value : {};
  const types: Readonly<Record<string, Type>> =
    Array.isArray(type) && type[0] === "object"
      ? type[1]
      : Object.fromEntries(
          Object.keys(entries).map((key) => [key, Array.isArray(type) ? (type[1] as Type) : "dynamic"]),
        );
  const inner = withValueAt(types[name] ?? "dynamic", unwrapped(entries[name]), rest, given);
  return new Dynamic(["object", { ...types, [name]: inner.type }], { ...entries, [name]: inner.value });
};

const unwrapped = (value: Value | undefined): Value => (value instanceof Dynamic ? value.value : (value ?? null));

const without = (dynamic: Dynamic, name: string): Dynamic => {
  const { type, value } = dynamic;
  if (!isObject(value) || !Array.isArray(type)) return dynamic;
  const { [name]: _value, ...values } = value;
  if (type[0] !== "object") return new Dynamic(type, values);
  const { [name]: _type, ...types } = type[1];
  return new Dynamic(["object", types], values);
};

/** Whether a place is inside one of those where secrets were given. */
export const isWithin = (path: readonly string[], places: readonly (readonly string[])[]): boolean =>
  places.some((place) => place.every((name, index) => path[index] === name));

/** Differences between settings, by Kong's field names. Without a schema only what is declared can be compared. */
export const settingDifferences = (
  schema: KongField | undefined,
  declared: Fields,
  live: Fields,
): readonly Difference[] => {
  const found: Difference[] = [];
  if (schema !== undefined) {
    differences(schema, declared, live, [], found);
    return found;
  }
  for (const [name, to] of Object.entries(declared)) {
    if (!sameFieldValue({ type: "any" }, to, live[name])) {
      found.push({ path: [name], from: live[name], to, send: to, isSecret: false });
    }
  }
  return found;
};

/** Deprecated names of settings that stand for a place: `redis_host` for `redis.host`. */
const aliasesOf = (schema: KongField | undefined, path: readonly string[]): readonly string[] =>
  [...fieldMap(schema?.shorthand_fields)].flatMap(([name, { deprecation }]) =>
    deprecation?.replaced_with?.some((one) => one.path.join(".") === path.join(".")) ? [name] : [],
  );

interface Settled {
  readonly settings: Value;
  readonly secrets: Value;
}

/** Settings and secret settings as the state has them, changed where the gateway has something else. */
const projectSettings = (
  input: ProjectionInput,
  attribute: Attribute,
  secretsName: string | undefined,
  meant: Fields,
): Settled => {
  const { prior, live, schemas, memory } = input;
  const before = known(prior[attribute.name]);
  const secretsBefore = secretsName === undefined ? null : known(prior[secretsName]);
  const liveSettings = live[attribute.field];
  const declared = meant[attribute.field];
  const given = secretsBefore === null ? {} : plain(secretsBefore);
  const secretPlaces = isRecord(given) && Object.keys(given).length > 0 ? leavesOf(given) : [];
  let settings = before instanceof Dynamic ? before : undefined;
  let secrets = secretsBefore instanceof Dynamic ? secretsBefore : undefined;
  const found = settingDifferences(
    schemas.settings,
    isRecord(declared) ? declared : {},
    isRecord(liveSettings) ? liveSettings : {},
  );
  for (const { path, from, isSecret } of found) {
    // A map is one value: what else is in one that holds a write-only secret is compared when it is planned.
    if (isWithin(path, memory.writeOnly) || memory.writeOnly.some((place) => isWithin(place, [path]))) continue;
    // A map with one secret value differs as a whole.
    const holdsSecret = isWithin(path, secretPlaces) || secretPlaces.some((place) => isWithin(place, [path]));
    if (secrets !== undefined && holdsSecret) {
      // What somebody else made it is not stored; that it differs is.
      secrets = withValueAt(secrets.type, secrets.value, path, null);
      continue;
    }
    const shown = isSecret ? null : from;
    for (const alias of aliasesOf(schemas.settings, path))
      if (settings !== undefined) settings = without(settings, alias);
    if (isSecret && settings === undefined) continue;
    const start = settings ?? new Dynamic(["object", {}], {});
    settings = withValueAt(start.type, start.value, path, shown ?? null);
  }
  return { settings: settings ?? null, secrets: secrets ?? null };
};

/** The scope as it was written where it means what is live, else what is live. */
const projectScope = (attribute: Attribute, prior: Value, live: Entity): Value => {
  const before = objectIn(prior);
  const references = (attribute.parts ?? []).filter(({ role }) => role === "reference");
  const idOf = ({ field }: Attribute): string | null => referenceId(live[field]) ?? null;
  const isGlobal = references.every((reference) => idOf(reference) === null);
  const isSame =
    before !== undefined &&
    (before["global"] === true) === isGlobal &&
    references.every((reference) => (before[reference.name] ?? null) === idOf(reference));
  if (isSame) return prior;
  const scope = references.filter((reference) => idOf(reference) !== null);
  return dynamicOf(
    isGlobal ? { global: true } : Object.fromEntries(scope.map((reference) => [reference.name, idOf(reference)])),
  );
};

/** The tags that are not marks of ownership. */
export const plainTags = (settings: Pick<Settings, "ownership">, live: Fields): readonly string[] =>
  tagsOf(live).filter((tag) => !isOwnerTag(settings.ownership, tag));

/** Whose an entity is, as the attribute says it. */
export const ownerOf = ({ owner, ownership }: Pick<Settings, "owner" | "ownership">, live: Fields): string | null => {
  const relation = relationTo(ownership, owner, live);
  if (relation.is === "ours") return owner === false ? null : owner;
  return relation.is === "another's" ? relation.owner : null;
};

/** The whole value of a resource, from the entity that is live. */
export const projectEntity = (input: ProjectionInput): State => {
  const { kind, live, prior, schemas, settings } = input;
  const meant = schemas.comparator.normalise(declaredFields(kind, prior));
  const state: Record<string, Value> = {};
  for (const attribute of attributesOf(kind)) {
    const { name, role, field } = attribute;
    const before = prior[name];
    switch (role) {
      case "id":
        // A pinned id keeps its spelling.
        state[name] = typeof before === "string" && before.toLowerCase() === live.id ? before : live.id;
        break;
      case "time":
        state[name] = attributeValue(attribute, live[field]);
        break;
      case "owner":
        state[name] = ownerOf(settings, live);
        break;
      case "scope":
        state[name] = projectScope(attribute, known(before), live);
        break;
      case "reference":
        state[name] = project(attribute, { type: "foreign" }, before, meant[field], live[field] ?? null);
        break;
      case "secrets":
        state[name] ??= null;
        break;
      case "field":
        projectField(input, attribute, meant, state);
        break;
      case "secrets_version":
        state[name] = known(before) ?? null;
        break;
      default:
        state[name] = role === "extra" ? projectExtra(known(before), live) : known(before);
    }
  }
  return state;
};

const projectExtra = (prior: Value, live: Entity): Value => {
  const given = plain(prior);
  if (!(prior instanceof Dynamic) || !isRecord(given)) return prior;
  return Object.entries(given).reduce<Dynamic>(
    (at, [name, value]) =>
      sameFieldValue({ type: "any" }, value, live[name])
        ? at
        : withValueAt(at.type, at.value, [name], live[name] ?? null),
    prior,
  );
};

const projectField = (
  input: ProjectionInput,
  attribute: Attribute,
  meant: Fields,
  state: Record<string, Value>,
): void => {
  const { kind, live, prior, schemas, settings } = input;
  const { name, field } = attribute;
  const before = prior[name];
  if (attribute.writeOnly === true) {
    state[name] = null;
    return;
  }
  const facts = fieldFacts(kind, field);
  if (field === kind.subschema?.of) {
    const secrets = attributesOf(kind).find(
      (other) => other.role === "secrets" && other.field === field && !other.writeOnly,
    );
    const settled = projectSettings(input, attribute, secrets?.name, meant);
    state[name] = settled.settings;
    if (secrets !== undefined) state[secrets.name] = settled.secrets;
    return;
  }
  if (facts.carriesOwner === true) {
    const tags = plainTags(settings, live);
    const own = before === UNKNOWN ? null : before;
    state[name] = project(attribute, { type: "set", elements: { type: "string" } }, own, meant[field], tags);
    return;
  }
  if (facts.writeOnly !== undefined || facts.countsDown === true) {
    // A shorthand says what other attributes show; what counts down is what was once given.
    state[name] = known(before);
    return;
  }
  if (attribute.sensitive === true) {
    state[name] = projectSecret(input, attribute, meant);
    return;
  }
  state[name] = project(attribute, schemaOfField(kind, schemas.fields, field), before, meant[field], live[field]);
};

/** A secret stands in the state if it was put there, or if the gateway made it and nobody else could tell it. */
const projectSecret = ({ kind, live, prior }: ProjectionInput, { name, field }: Attribute, meant: Fields): Value => {
  const before = prior[name];
  if (before === null || before === undefined) return null;
  const { hashed, isOpaque } = fieldFacts(kind, field);
  const current = reveal(live[field]);
  const text = typeof current === "string" ? current : null;
  if (hashed === undefined) return text;
  // A hash that cannot be repeated says nothing.
  if (text !== null && isOpaque?.(live) === true) return known(before);
  const plainText = reveal(meant[field]);
  const isSame = typeof plainText === "string" && hashed(plainText, { ...live }) === text;
  return isSame ? known(before) : null;
};

/** The part of a gateway's schemas that the projection and the plan of a kind work with. */
export const kindSchemas = (
  kind: AnyKind,
  schema: KongSchema | undefined,
  subschema: KongSchema | undefined,
  comparator: Comparator,
): KindSchemas => ({
  comparator,
  fields: fieldMap(schema?.fields),
  settings: kind.subschema === undefined ? undefined : fieldMap(subschema?.fields).get(kind.subschema.of),
});
