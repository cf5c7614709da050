/**
 * The state that a plan promises: as configured, else as the gateway will have it.
 * @module
 */

import { type FieldChange, hasUnknown, sameFieldValue } from "../engine/comparator.ts";
import type { Entity } from "../engine/gateway.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldFacts, fieldsOf } from "../model/derive.ts";
import { absentValue, fillValue } from "../model/fill.ts";
import { fieldMap, isSecretField, type KongField } from "../model/kong-schema.ts";
import { reveal } from "../model/secret.ts";
import { mergedOver } from "../model/secret-values.ts";
import { isRecord, sameValue } from "../model/values.ts";
import { type Attribute, attributesOf, perKind, writeOnlyAttributesOf } from "./attributes.ts";
import { sameValues } from "./equality.ts";
import {
  attributeValue,
  declaredFields,
  type Fields,
  fieldValue,
  holdsUnknown,
  isGiven,
  isObject,
  leavesOf,
  plain,
  type State,
  textOf,
} from "./fields.ts";
import type { Memory } from "./memory.ts";
import { type KindSchemas, ownerOf, schemaOfField } from "./projection.ts";
import type { Session } from "./session.ts";
import { UNKNOWN, type Value } from "./value.ts";

export interface PlanInput {
  readonly kind: AnyKind;
  /** Null for a create. */
  readonly prior: State | null;
  readonly isDestroy: boolean;
  readonly config: State;
  readonly memory: Memory;
}

/** What the plan starts from: the state, the entity to adopt, or nothing. */
export interface Base {
  readonly entity: Entity;
  readonly isLive: boolean;
}

export const NOTHING: Base = { entity: { id: "" }, isLive: false };

/** Attributes that say nothing of what is there: shorthands, and what no state holds. */
const untoldOf = perKind((kind) =>
  attributesOf(kind).filter(
    ({ role, field, writeOnly }) =>
      writeOnly === true || (role === "field" && fieldFacts(kind, field).writeOnly !== undefined),
  ),
);

/** A state without what says nothing. */
const told = (kind: AnyKind, state: State): State => {
  const untold = untoldOf(kind).filter(({ name }) => isGiven(state[name]));
  return untold.length === 0 ? state : { ...state, ...Object.fromEntries(untold.map(({ name }) => [name, null])) };
};

/**
 * The state as an entity, to compare with: shorthands left out, hashes made, what is not told filled in.
 *
 * @param live what the gateway has, where something is given that the state does not tell
 * @param untold where in the settings that is
 */
export const entityInState = (
  kind: AnyKind,
  prior: State,
  schemas: KindSchemas,
  live: Entity | undefined,
  untold: Memory["writeOnly"] = [],
): Entity => {
  const fields = schemas.comparator.normalise(declaredFields(kind, told(kind, prior)));
  const entity: Record<string, unknown> & { id: string } = { ...fields, id: textOf(prior["id"]) ?? "" };
  for (const { field, role, sensitive, writeOnly } of attributesOf(kind)) {
    if (role !== "field" || writeOnly === true) continue;
    const { hashed } = fieldFacts(kind, field);
    const text = reveal(entity[field]);
    if (hashed !== undefined && typeof text === "string") entity[field] = hashed(text, entity);
    // What the state must not hold is compared with the gateway's own.
    if (sensitive === true && entity[field] === undefined && live !== undefined) entity[field] = live[field];
  }
  const of = kind.subschema?.of;
  if (of !== undefined && schemas.settings !== undefined) {
    const given = entity[of] ?? {};
    const settings = fillValue(schemas.settings, given);
    entity[of] =
      live === undefined
        ? settings
        : untold.reduce(
            (known, path) => withLiveValue(known, live[of], path),
            withLiveSecrets(schemas.settings, given, settings, live[of]),
          );
  }
  for (const [name, field] of schemas.fields) {
    if (name === of) continue;
    const value = entity[name];
    const current: unknown = live?.[name];
    if (isRecord(current) && hasSecretsOf(kind, name)) {
      entity[name] = withLiveSecrets(field, value, fillValue(field, value ?? {}), current);
    } else if (value !== undefined) entity[name] = fillValue(field, value);
  }
  return entity;
};

/** Whether a part of a field is given by attributes of its own. */
const hasSecretsOf = (kind: AnyKind, name: string): boolean =>
  attributesOf(kind).some(({ role, field }) => role === "secrets" && field === name);

/** Settings with the gateway's values wherever a secret may have been given write-only; its default is none that is told. */
const withLiveSecrets = (schema: KongField, given: unknown, filled: unknown, live: unknown): unknown => {
  if (!isRecord(filled) || !isRecord(live)) return filled;
  const told = isRecord(given) ? given : {};
  const result = { ...filled };
  for (const [name, field] of fieldMap(schema.fields)) {
    if (isSecretField(field, name) && (told[name] === null || told[name] === undefined)) result[name] = live[name];
    else if (field.type === "record") result[name] = withLiveSecrets(field, told[name], result[name], live[name]);
  }
  return result;
};

/** Settings with the gateway's value in one place. */
const withLiveValue = (settings: unknown, live: unknown, [name, ...rest]: readonly string[]): unknown => {
  if (name === undefined) return live;
  const known = isRecord(settings) ? settings : {};
  if (!isRecord(live) || !Object.hasOwn(live, name)) return settings;
  return { ...known, [name]: withLiveValue(known[name], live[name], rest) };
};

export const writeOnlyGiven = (kind: AnyKind, config: State): readonly Attribute[] =>
  writeOnlyAttributesOf(kind).filter(({ name }) => isGiven(config[name]));

export const writeOnlyPlaces = (kind: AnyKind, config: State): Memory["writeOnly"] =>
  writeOnlyGiven(kind, config)
    .filter(({ role, field }) => role === "secrets" && field === kind.subschema?.of)
    .flatMap(({ name }) => {
      const given = plain(config[name] ?? null);
      return isRecord(given) ? leavesOf(given) : [];
    });

/** A body of a patch laid over an entity: records merge, everything else is replaced. */
export const overlaid = (entity: Entity, patch: Fields): Fields => {
  const result: Record<string, unknown> = { ...entity };
  for (const [name, value] of Object.entries(patch)) result[name] = mergedOver(result[name], value);
  return result;
};

/** The shorthands that set a field, by the field. */
const shorthandsOf = perKind((kind): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const name of Object.keys(fieldsOf(kind))) {
    for (const field of fieldFacts(kind, name).shorthand?.sets ?? []) {
      found.set(field, [...(found.get(field) ?? []), name]);
    }
  }
  return found;
});

/** Whether a field is set by a shorthand, or by a default, that depends on what is not known yet. */
const isUndecided = (kind: AnyKind, field: string, declared: Fields): boolean => {
  const { defaultWhen } = fieldFacts(kind, field);
  if (defaultWhen !== undefined && hasUnknown(declared[defaultWhen.field])) return true;
  const isCoupled = kind.normalise !== undefined && Object.values(declared).some(hasUnknown);
  return (
    isCoupled ||
    shorthandsOf(kind)
      .get(field)
      ?.some((name) => hasUnknown(declared[name])) === true
  );
};

interface FieldPlan {
  readonly attribute: Attribute;
  readonly schema: KongField;
  readonly config: Value | undefined;
  readonly prior: Value | undefined;
  /** What the gateway will have, as far as the comparison tells. */
  readonly expected: unknown;
  /** Whether the entity is there, so that what is not declared and not reset stays as it is. */
  readonly isLive: boolean;
}

/** One attribute: as configured, else as the gateway will have it. */
const planField = (plan: FieldPlan): Value => {
  const { attribute, schema, config, prior, expected, isLive } = plan;
  const { nested } = attribute;
  if (config === UNKNOWN) return UNKNOWN;
  if (config !== null && config !== undefined) {
    if (nested?.mode === "single" && isObject(config)) {
      const before = isObject(prior) ? prior : undefined;
      const record = isRecord(expected) ? expected : {};
      return Object.fromEntries(
        nested.attributes.map((inner) => [
          inner.name,
          planField({
            attribute: inner,
            schema: fieldMap(schema.fields).get(inner.field) ?? { type: "any" },
            config: config[inner.name],
            prior: before?.[inner.name],
            expected: record[inner.field],
            isLive,
          }),
        ]),
      );
    }
    return config;
  }
  if (attribute.computed !== true) return null;
  const value = expected === undefined && !isLive ? undefined : fillValue(schema, expected);
  if (value === undefined) {
    if (schema.auto === true) return UNKNOWN;
    return attributeValue(attribute, absentValue(schema));
  }
  const before = fieldValue(attribute, prior);
  const isKept = prior !== undefined && before !== undefined && sameFieldValue(schema, before, value);
  return isKept ? prior : attributeValue(attribute, value);
};

export const plannedState = (
  session: Session,
  { kind, prior, config }: PlanInput,
  declared: Fields,
  fields: Fields,
  schemas: KindSchemas,
  base: Base,
  expected: Fields,
  changes: readonly FieldChange[],
): State => {
  const { settings } = session;
  const planned: Record<string, Value> = {};
  const { entity, isLive } = base;
  for (const attribute of attributesOf(kind)) {
    const { name, role, field } = attribute;
    const given = config[name];
    const before = prior?.[name];
    switch (role) {
      case "id":
        planned[name] = given ?? (isLive ? entity.id : UNKNOWN);
        break;
      case "time":
        planned[name] = before ?? (isLive ? attributeValue(attribute, entity[field]) : UNKNOWN);
        break;
      case "owner":
        planned[name] = settings.owner === false ? (before ?? null) : settings.owner;
        break;
      case "secrets_version":
        planned[name] = before ?? null;
        break;
      case "field":
        planned[name] = plannedField(attribute, kind, declared, schemas, base, expected, given, before);
        break;
      case "reference":
      case "scope":
        planned[name] = given ?? null;
        break;
      default:
        planned[name] = attribute.writeOnly === true ? null : (given ?? null);
    }
  }
  countSecrets(kind, config, prior, planned, changes, fields);
  // The very same, so that nobody compares them again.
  if (prior !== null && sameValues(prior, planned)) return prior;
  const isWritten =
    prior !== null ||
    !isLive ||
    changes.length > 0 ||
    (settings.owner !== false && settings.owner !== ownerOf(settings, entity));
  if (isWritten && "updated_at" in planned) planned["updated_at"] = UNKNOWN;
  return planned;
};

const plannedField = (
  attribute: Attribute,
  kind: AnyKind,
  declared: Fields,
  schemas: KindSchemas,
  base: Base,
  expected: Fields,
  given: Value | undefined,
  before: Value | undefined,
): Value => {
  const { field } = attribute;
  const { isLive } = base;
  if (attribute.writeOnly === true) return null;
  const facts = fieldFacts(kind, field);
  const isGiven = given !== null && given !== undefined;
  // Undeclared they stay as they are. A create knows of none: what it adopts may appear only after the plan.
  if (!isGiven && facts.carriesOwner === true) return before ?? null;
  if (!isGiven && attribute.sensitive === true) {
    // Given in another way, or not at all where the gateway makes none.
    if (declared[field] !== undefined || attribute.computed !== true) return null;
    return isLive ? (before ?? null) : UNKNOWN;
  }
  if (facts.computed !== undefined) {
    if (Object.values(declared).some(hasUnknown)) return UNKNOWN;
    const made = facts.computed(expected);
    // What cannot be worked out stays as long as nothing changes that it follows from.
    return typeof made === "string" ? made : sameValue(expected, base.entity) ? (before ?? UNKNOWN) : UNKNOWN;
  }
  if (!isGiven && attribute.computed === true && isUndecided(kind, field, declared)) return UNKNOWN;
  const schema = schemaOfField(kind, schemas.fields, field);
  const planned = planField({ attribute, schema, config: given, prior: before, expected: expected[field], isLive });
  return isRespelt(kind, attribute, given, before) ? (before ?? null) : planned;
};

/** Whether a value is the one before in another spelling, as an address with the port that it has anyway: that is no change. */
export const isRespelt = (
  kind: AnyKind,
  { role, field }: Attribute,
  given: Value | undefined,
  before: Value | undefined,
): boolean => {
  const { stored } = role === "field" ? fieldFacts(kind, field) : {};
  if (stored === undefined || given === null || given === undefined || before === null || before === undefined) {
    return false;
  }
  return !holdsUnknown(given) && stored(plain(before)) === stored(plain(given));
};

/** Write-only secrets that the gateway does not have show in their count: nothing else of them may be shown. */
const countSecrets = (
  kind: AnyKind,
  config: State,
  prior: State | null,
  planned: Record<string, Value>,
  changes: readonly FieldChange[],
  fields: Fields,
): void => {
  if (!("secrets_version" in planned)) return;
  const given = writeOnlyGiven(kind, config);
  if (given.length === 0) {
    planned["secrets_version"] = prior?.["secrets_version"] ?? null;
    return;
  }
  const count = typeof prior?.["secrets_version"] === "number" ? prior["secrets_version"] : 0;
  const places = given
    .filter(({ role }) => role === "secrets")
    .flatMap((attribute) =>
      leavesOf(fieldValue(attribute, config[attribute.name])).map((path) => [attribute.field, ...path].join(".")),
    );
  const isWritten = changes.some(
    ({ path }) =>
      given.some(({ role, field }) => role === "field" && field === path) ||
      places.some((place) => place === path || path.startsWith(`${place}.`) || place.startsWith(`${path}.`)),
  );
  const isPending = given.some(({ field }) => hasUnknown(fields[field]));
  // What was imported has no count: as long as the gateway has these secrets already, nothing is to be told.
  const isNews = prior === null || isWritten || isPending;
  planned["secrets_version"] = isNews ? count + 1 : (prior["secrets_version"] ?? null);
};

export const unlooked = (attribute: Attribute, config: Value | undefined, prior: Value | undefined): Value => {
  const { nested } = attribute;
  if (attribute.writeOnly === true) return null;
  if (config === null || config === undefined) {
    if (attribute.computed !== true) return null;
    return prior === undefined ? UNKNOWN : prior;
  }
  if (nested?.mode !== "single" || !isObject(config)) return config;
  const before = isObject(prior) ? prior : undefined;
  return Object.fromEntries(
    nested.attributes.map((inner) => [inner.name, unlooked(inner, config[inner.name], before?.[inner.name])]),
  );
};
