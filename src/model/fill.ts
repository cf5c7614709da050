/**
 * Completes a value the way the gateway does on a write: defaults for what is absent, null for what has none.
 * @module
 */
import { fieldMap, type KongField, type KongFields } from "./kong-schema.ts";
import { isRecord } from "./values.ts";

/** A default as the type wants it: an empty Lua table arrives as `[]` also where it is a map or a record. */
const typedDefault = (field: KongField): unknown => {
  if (typeof field.default !== "object") return field.default;
  const value = structuredClone(field.default);
  const isTable = field.type === "map" || field.type === "record";
  return isTable && Array.isArray(value) && value.length === 0 ? {} : value;
};

/** What an absent field is stored as. */
export const absentValue = (field: KongField): unknown => {
  if (field.default !== undefined && field.default !== null) return fillValue(field, typedDefault(field));
  if (field.type === "record" && field.required === true && field.abstract !== true)
    return fillRecord(field.fields, {});
  return null;
};

/** One present value with the defaults of what is absent inside it. */
export const fillValue = (field: KongField, value: unknown): unknown => {
  if (value === null || value === undefined) return value;
  switch (field.type) {
    case "record":
      if (Array.isArray(value) && value.length === 0) return fillRecord(field.fields, {});
      return isRecord(value) && field.fields !== undefined ? fillRecord(field.fields, value) : value;
    case "array":
    case "set": {
      const elements = field.elements;
      return Array.isArray(value) && elements !== undefined ? value.map((item) => fillValue(elements, item)) : value;
    }
    case "map": {
      const values = field.values;
      if (Array.isArray(value) && value.length === 0) return {};
      if (!isRecord(value) || values === undefined) return value;
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillValue(values, item)]));
    }
    default:
      return value;
  }
};

/**
 * A record with every field of its schema: what is absent has its default, else null. Unknown fields are kept as they are.
 *
 * @example
 * fillRecord([{ minute: { type: "number" } }, { policy: { type: "string", default: "local" } }], { minute: 5 })
 * // { minute: 5, policy: "local" }
 */
export const fillRecord = (
  fields: KongFields | undefined,
  record: Readonly<Record<string, unknown>>,
): Record<string, unknown> => {
  const filled: Record<string, unknown> = { ...record };
  for (const [name, field] of fieldMap(fields)) {
    // A plugin may call a setting `constructor`: what every object inherits is no value of it.
    const value = Object.hasOwn(record, name) ? record[name] : undefined;
    filled[name] = value === undefined ? absentValue(field) : fillValue(field, value);
  }
  return filled;
};

const getPath = (record: Readonly<Record<string, unknown>>, path: readonly string[]): unknown => {
  let value: unknown = record;
  for (const name of path) value = isRecord(value) ? value[name] : undefined;
  return value;
};

const withPath = (
  record: Readonly<Record<string, unknown>>,
  path: readonly string[],
  value: unknown,
): Record<string, unknown> => {
  const [name, ...rest] = path;
  if (name === undefined) return { ...record };
  const inner = record[name];
  return { ...record, [name]: rest.length === 0 ? value : withPath(isRecord(inner) ? inner : {}, rest, value) };
};

/** Whether {@link withoutAliases} would move anything. */
export const hasAliases = (field: KongField, record: Readonly<Record<string, unknown>>): boolean => {
  const shorthands = fieldMap(field.shorthand_fields);
  const fields = fieldMap(field.fields);
  for (const name of Object.keys(record)) {
    if (shorthands.has(name)) return true;
    const value = record[name];
    const inner = isRecord(value) ? fields.get(name) : undefined;
    if (inner?.type === "record" && isRecord(value) && hasAliases(inner, value)) return true;
  }
  return false;
};

/** Two values for one setting: the deprecated alias and its replacement say different things. */
export interface AliasMismatch {
  readonly alias: string;
  readonly replacement: string;
}

/**
 * Moves deprecated aliases to their replacements, so that each setting stands once: `redis_host` → `redis.host`.
 * A null beside a value is no contradiction (Kong 3.9 recordings: shorthand_fields).
 */
export const withoutAliases = (
  field: KongField,
  record: Readonly<Record<string, unknown>>,
  onMismatch: (mismatch: AliasMismatch) => void = () => {},
): Record<string, unknown> => {
  let result: Record<string, unknown> = { ...record };
  for (const [alias, shorthand] of fieldMap(field.shorthand_fields)) {
    if (!(alias in result)) continue;
    const value = result[alias];
    delete result[alias];
    const path = shorthand.deprecation?.replaced_with?.[0]?.path;
    if (path === undefined || value === null || value === undefined) continue;
    const replacement = getPath(result, path);
    if (replacement === undefined || replacement === null) result = withPath(result, path, value);
    else if (replacement !== value) onMismatch({ alias, replacement: path.join(".") });
  }
  for (const [name, inner] of fieldMap(field.fields)) {
    const value = result[name];
    if (inner.type === "record" && isRecord(value)) result[name] = withoutAliases(inner, value, onMismatch);
  }
  return result;
};
