/**
 * The constraints of one field (`between`, `one_of`, `match`, …) in the order and words of Kong.
 * @module
 */
import type { KongField } from "./kong-schema.ts";
import { luaPattern } from "./lua-pattern.ts";
import { isUuid, sameValue } from "./values.ts";

const listed = (values: readonly unknown[]): string => values.map(String).join(", ");

/** Strings count in bytes, as in Lua. */
const lengthOf = (value: unknown): number =>
  typeof value === "string"
    ? Buffer.byteLength(value)
    : Array.isArray(value)
      ? value.length
      : value !== null && typeof value === "object"
        ? Object.keys(value).length
        : 0;

const isRegex = (text: string): boolean => {
  try {
    new RegExp(text.replaceAll("(?P<", "(?<"));
    return true;
  } catch {
    return false;
  }
};

const scalarError = (field: KongField, value: unknown): string | undefined => {
  if (field.eq !== undefined && value !== field.eq) return field.err ?? `value must be ${String(field.eq)}`;
  if (field.ne !== undefined && sameValue(value, field.ne)) return field.err ?? `value must not be ${String(field.ne)}`;
  if (field.not_one_of?.includes(value)) return field.err ?? `must not be one of: ${listed(field.not_one_of)}`;
  if (field.one_of !== undefined && !field.one_of.includes(value)) {
    return field.err ?? `expected one of: ${listed(field.one_of)}`;
  }
  if (typeof value === "number") {
    if (field.gt !== undefined && !(value > field.gt)) return field.err ?? `value must be greater than ${field.gt}`;
    if (field.timestamp === true && value < 0) return "expected a valid timestamp";
    const { between } = field;
    if (between !== undefined && (value < between[0] || value > between[1])) {
      return field.err ?? `value should be between ${between[0]} and ${between[1]}`;
    }
  }
  return undefined;
};

const lengthError = (field: KongField, value: unknown): string | undefined => {
  const shortest = field.len_min ?? (field.type === "string" ? 1 : undefined);
  const { len_eq: exact, len_max: longest } = field;
  if (exact === undefined && shortest === undefined && longest === undefined) return undefined;
  const length = lengthOf(value);
  if (exact !== undefined && length !== exact) return field.err ?? `length must be ${exact}`;
  if (exact === undefined && shortest !== undefined && length < shortest)
    return field.err ?? `length must be at least ${shortest}`;
  if (longest !== undefined && length > longest) return field.err ?? `length must be at most ${longest}`;
  return undefined;
};

const textError = (field: KongField, text: string): string | undefined => {
  const invalid = field.err ?? `invalid value: ${text}`;
  if (field.starts_with !== undefined && !text.startsWith(field.starts_with)) {
    return field.err ?? `should start with: ${field.starts_with}`;
  }
  if (field.not_match !== undefined && luaPattern(field.not_match).test(text)) return invalid;
  const forbidden = field.match_none?.find(({ pattern }) => luaPattern(pattern).test(text));
  if (forbidden !== undefined) return forbidden.err ?? invalid;
  if (field.match !== undefined && !luaPattern(field.match).test(text)) return invalid;
  const missed = field.match_all?.find(({ pattern }) => !luaPattern(pattern).test(text));
  if (missed !== undefined) return missed.err ?? invalid;
  const any = field.match_any;
  if (any !== undefined && !any.patterns.some((pattern) => luaPattern(pattern).test(text))) return any.err ?? invalid;
  return undefined;
};

const subsetsError = (field: KongField, value: unknown): string | undefined => {
  const { mutually_exclusive_subsets: subsets } = field;
  if (subsets === undefined || !Array.isArray(value)) return undefined;
  const touched = subsets.filter((subset) => subset.some((item) => value.includes(item)));
  if (touched.length < 2) return undefined;
  const named = touched.map((subset) => `(${subset.map((item) => `'${item}'`).join(", ")})`);
  return `these sets are mutually exclusive: ${named.join(", ")}`;
};

/** The first constraint of a field that a value of the right type breaks, in Kong's order and words. */
export const constraintError = (field: KongField, value: unknown): string | undefined => {
  const scalar = scalarError(field, value);
  if (scalar !== undefined) return scalar;
  if (typeof value === "string") {
    if (field.uuid === true && !isUuid(value)) return field.err ?? "expected a valid UUID";
    if (field.is_regex === true && !isRegex(value)) return field.err ?? `not a valid regex: ${value}`;
  }
  const length = lengthError(field, value);
  if (length !== undefined) return length;
  if (typeof value === "string") return textError(field, value);
  if (field.contains !== undefined && Array.isArray(value) && !value.includes(field.contains)) {
    return field.err ?? `expected to contain: ${String(field.contains)}`;
  }
  return subsetsError(field, value);
};
