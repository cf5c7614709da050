/**
 * What of a live value a declaration has to say: all that the gateway would not fill in by itself.
 * @module
 */
import { absentValue } from "../model/fill.ts";
import { fieldMap, type KongField } from "../model/kong-schema.ts";
import { isRecord } from "../model/values.ts";
import { sameFieldValue } from "./comparator.ts";

/**
 * A live value without what its schema fills in: defaults, deprecated aliases, and what the gateway makes up when it is
 * left out.
 *
 * @example
 * undefaulted(config, { minute: 5, hour: null, policy: "local", redis_host: null }) // { minute: 5 }
 */
export const undefaulted = (field: KongField, value: unknown): unknown => {
  if (field.type === "record" && field.fields !== undefined && isRecord(value)) return inRecord(field, value);
  if ((field.type === "array" || field.type === "set") && Array.isArray(value)) {
    const { elements } = field;
    return elements === undefined ? value : value.map((item) => undefaulted(elements, item));
  }
  if (field.type === "map" || field.type === "record") {
    if (Array.isArray(value) && value.length === 0) return {};
    const { values } = field;
    if (!isRecord(value) || values === undefined) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, undefaulted(values, item)]));
  }
  return value;
};

const inRecord = (field: KongField, record: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const fields = fieldMap(field.fields);
  const shorthands = fieldMap(field.shorthand_fields);
  const kept = [...fields].flatMap(([name, inner]): readonly (readonly [string, unknown])[] => {
    const value = record[name];
    if (value === undefined || inner.auto === true || sameFieldValue(inner, absentValue(inner), value)) return [];
    return [[name, undefaulted(inner, value)]];
  });
  const unknown = Object.entries(record).filter(([name]) => !fields.has(name) && !shorthands.has(name));
  return Object.fromEntries([...kept, ...unknown]);
};
