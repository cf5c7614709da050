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
 * @param inLists whether defaults are left out of what is in lists, too
 * @example
 * undefaulted(config, { minute: 5, hour: null, policy: "local", redis_host: null }) // { minute: 5 }
 */
export const undefaulted = (field: KongField, value: unknown, inLists = true): unknown => {
  if (field.type === "record" && field.fields !== undefined && isRecord(value)) return inRecord(field, value, inLists);
  if ((field.type === "array" || field.type === "set") && Array.isArray(value)) {
    const { elements } = field;
    if (elements === undefined) return value;
    return inLists ? value.map((item) => undefaulted(elements, item)) : value.map(withoutNulls);
  }
  if (field.type === "map" || field.type === "record") {
    if (Array.isArray(value) && value.length === 0) return {};
    const { values } = field;
    if (!isRecord(value) || values === undefined) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, undefaulted(values, item, inLists)]));
  }
  return value;
};

const withoutNulls = (value: unknown): unknown =>
  isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([name, item]) => (item === null ? [] : [[name, withoutNulls(item)]])),
      )
    : value;

const inRecord = (
  field: KongField,
  record: Readonly<Record<string, unknown>>,
  inLists: boolean,
): Record<string, unknown> => {
  const fields = fieldMap(field.fields);
  const shorthands = fieldMap(field.shorthand_fields);
  const kept = [...fields].flatMap(([name, inner]): readonly (readonly [string, unknown])[] => {
    const value = record[name];
    if (value === undefined || inner.auto === true || sameFieldValue(inner, absentValue(inner), value)) return [];
    return [[name, undefaulted(inner, value, inLists)]];
  });
  const unknown = Object.entries(record).filter(([name]) => !fields.has(name) && !shorthands.has(name));
  return Object.fromEntries([...kept, ...unknown]);
};
