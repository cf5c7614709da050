/**
 * From what was sent to what is stored: names resolved, aliases moved, defaults filled, values in the gateway's own form.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import { fieldFacts, fieldsOf } from "../model/derive.ts";
import { type AliasMismatch, withoutAliases } from "../model/fill.ts";
import { fieldMap, type KongField, type KongSchema } from "../model/kong-schema.ts";
import { subschemaName } from "../model/subschema.ts";
import { withHiddenFields, withSubschema } from "../model/validate-entity.ts";
import { gatewayNumber, isRecord } from "../model/values.ts";
import { subschemaOf } from "../plugins/subschemas.ts";
import { schemaViolation } from "./answers.ts";
import type { Node } from "./node.ts";

type Values = Readonly<Record<string, unknown>>;

/** The schema of an entity, what completes it included. */
export interface EntitySchema {
  readonly schema: KongSchema;
  /** Which plugin or vault completes it. */
  readonly subschema: string | undefined;
}

/**
 * The schema to hold an entity against; what should complete it and is not there is a refusal. Without the name of a plugin the
 * settings cannot be looked at, and are left out.
 */
export const schemaOf = (kind: AnyKind, node: Node, entity: Values): EntitySchema => {
  const schema = withHiddenFields(kind, node.schema(kind));
  const { subschema } = kind;
  const name = subschemaName(kind, entity);
  if (subschema === undefined || name === undefined || name === "") return { schema, subschema: undefined };
  const found = subschemaOf(kind, name);
  if (found === undefined) throw schemaViolation({ [subschema.name]: subschema.lacking(name) });
  return { schema: withSubschema(schema, found), subschema: name };
};

/** Deprecated aliases moved to what replaces them; a contradiction is a refusal. */
export const resolveAliases = (kind: AnyKind, schema: KongSchema, entity: Values): Values => {
  const field = kind.subschema?.of;
  const settings = field === undefined ? undefined : fieldMap(schema.fields).get(field);
  const value = field === undefined ? undefined : entity[field];
  if (field === undefined || settings === undefined || !isRecord(value)) return entity;
  const onMismatch = ({ alias, replacement }: AliasMismatch): void => {
    const old = String(value[alias]);
    const now = String(replacement.split(".").reduce<unknown>((at, name) => (isRecord(at) ? at[name] : at), value));
    const sentence = "both deprecated and new field are used but their values mismatch";
    throw schemaViolation({ [alias]: `${sentence}: ${alias} = ${old} vs ${replacement} = ${now}` });
  };
  return { ...entity, [field]: withoutAliases(settings, value, onMismatch) };
};

/** The settings with their deprecated aliases beside what replaced them, as the gateway answers. */
export const echoAliases = (field: KongField, value: unknown): unknown => {
  if (!isRecord(value)) return value;
  let result: Record<string, unknown> | undefined;
  for (const [name, inner] of fieldMap(field.fields)) {
    if (inner.type !== "record" || !isRecord(value[name])) continue;
    const echoed = echoAliases(inner, value[name]);
    if (echoed !== value[name]) {
      result ??= { ...value };
      result[name] = echoed;
    }
  }
  for (const [alias, shorthand] of fieldMap(field.shorthand_fields)) {
    const path = shorthand.deprecation?.replaced_with?.[0]?.path;
    if (path === undefined) continue;
    result ??= { ...value };
    result[alias] = path.reduce<unknown>((at, name) => (isRecord(at) ? at[name] : null), value) ?? null;
  }
  return result ?? value;
};

/** One value in the form the gateway stores: sets without repetitions, references as `{ id }`, 14 digits. */
export const storedValue = (field: KongField | undefined, value: unknown): unknown => {
  if (typeof value === "number") return gatewayNumber(value);
  if (value === null || typeof value !== "object" || field === undefined) return value;
  switch (field.type) {
    case "set":
    case "array": {
      if (!Array.isArray(value)) return [];
      const items = value.map((item) => storedValue(field.elements, item));
      return field.type === "set" && typeof items[0] !== "object" ? [...new Set(items)] : items;
    }
    case "foreign":
      return isRecord(value) ? { id: String(value["id"]).toLowerCase() } : value;
    case "map":
      return isRecord(value)
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, storedValue(field.values, item)]))
        : {};
    case "record": {
      if (!isRecord(value)) return value;
      const fields = fieldMap(field.fields);
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, storedValue(fields.get(key), item)]));
    }
    default:
      return value;
  }
};

/** A patch laid over a value: records merge at every depth; lists, sets and maps are replaced. */
export const mergeValue = (field: KongField | undefined, old: unknown, patch: unknown): unknown => {
  if (field?.type !== "record" || field.fields === undefined) return patch;
  if (Array.isArray(patch) && patch.length === 0) return old;
  if (!isRecord(patch) || !isRecord(old)) return patch;
  const fields = fieldMap(field.fields);
  const merged: Record<string, unknown> = { ...old };
  for (const [name, value] of Object.entries(patch)) merged[name] = mergeValue(fields.get(name), old[name], value);
  return merged;
};

/** Settings with a text for each absent one that the gateway makes itself. */
export const withAuto = (field: KongField, value: unknown, make: () => string): unknown => {
  if (!isRecord(value)) return value;
  let result: Record<string, unknown> | undefined;
  for (const [name, inner] of fieldMap(field.fields)) {
    const old = value[name];
    const isMade = inner.auto === true && inner.type === "string" && (old === null || old === undefined);
    const now = isMade ? make() : inner.type === "record" ? withAuto(inner, old, make) : old;
    if (now === old) continue;
    result ??= { ...value };
    result[name] = now;
  }
  return result ?? value;
};

interface WriteFacts {
  readonly stored: readonly (readonly [string, (value: unknown) => unknown])[];
  readonly hashed: readonly (readonly [string, (value: string, entity: Values) => string | undefined])[];
  readonly auto: readonly string[];
  readonly refusesNull: readonly string[];
  readonly countsDown: string | undefined;
  readonly computed: readonly (readonly [string, (entity: Values) => unknown])[];
}

const known = new Map<AnyKind, WriteFacts>();

/** The facts of a kind that matter on every write, collected once. */
export const writeFacts = (kind: AnyKind): WriteFacts => {
  let found = known.get(kind);
  if (found === undefined) {
    const all = Object.keys(fieldsOf(kind)).map((name) => [name, fieldFacts(kind, name)] as const);
    found = {
      stored: all.flatMap(([name, { stored }]) => (stored === undefined ? [] : [[name, stored] as const])),
      hashed: all.flatMap(([name, { hashed }]) => (hashed === undefined ? [] : [[name, hashed] as const])),
      auto: all.flatMap(([name, { auto }]) => (auto === true ? [name] : [])),
      refusesNull: all.flatMap(([name, { refusesNull }]) => (refusesNull === true ? [name] : [])),
      computed: all.flatMap(([name, { computed }]) => (computed === undefined ? [] : [[name, computed] as const])),
      countsDown: all.find(([, { countsDown }]) => countsDown === true)?.[0],
    };
    known.set(kind, found);
  }
  return found;
};
