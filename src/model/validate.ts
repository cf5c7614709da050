/**
 * Kong's schema language, interpreted: whether a value is right, and the error texts that Kong would answer.
 * @module
 */
import { Reference, Template } from "./declaration.ts";
import { entityErrors } from "./entity-checks.ts";
import { constraintError } from "./field-checks.ts";
import { fillRecord } from "./fill.ts";
import { fieldMap, type KongField, type KongSchema } from "./kong-schema.ts";
import { MASK, reveal, Secret } from "./secret.ts";
import { isRecord, isUuid } from "./values.ts";
import type { FieldError, FieldErrors } from "./violations.ts";

export { type FieldError, type FieldErrors, type Issue, issues, violationMessage } from "./violations.ts";

/** A value that only apply will know: nothing can be said about it. */
export const isUnknown = (value: unknown): value is Template | Reference =>
  value instanceof Template || value instanceof Reference;

/** A named check on the field at a dotted path, made in code: the error text, or undefined where the value is right. */
export type CheckField = (path: string, text: string) => string | undefined;

export interface ValidateOptions {
  /**
   * `complete`: absent fields count as their defaults, as in a create (the usual).
   * `filled`: the defaults are already there. `given`: only what is there is looked at, as in part of a patch.
   */
  readonly mode?: "complete" | "filled" | "given";
  /** Checks that Kong makes in code, by the field's path; elements, keys and values have the path of their field. */
  readonly check?: CheckField;
}

interface Walk {
  readonly mode: "complete" | "filled" | "given";
  readonly check: CheckField | undefined;
}

const typeErrors: Readonly<Record<string, string>> = {
  string: "expected a string",
  integer: "expected an integer",
  number: "expected a number",
  boolean: "expected a boolean",
  array: "expected an array",
  set: "expected a set",
  map: "expected a map",
  record: "expected a record",
};

const isEmptyTable = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

const hasType = (field: KongField, value: unknown): boolean => {
  switch (field.type) {
    case "string":
      return typeof value === "string";
    case "integer":
      return typeof value === "number" && Number.isInteger(value);
    case "number":
      return typeof value === "number";
    case "boolean":
      return typeof value === "boolean";
    case "array":
    case "set":
      return Array.isArray(value) || (isRecord(value) && Object.keys(value).length === 0);
    case "map":
    case "record":
      return isRecord(value) || isEmptyTable(value);
    default:
      return true;
  }
};

const nullError = (field: KongField, isRequired: boolean): string | undefined => {
  if (field.ne === null) return "value must not be null";
  if (field.eq !== undefined && field.eq !== null) return `value must be ${String(field.eq)}`;
  return isRequired && field.auto !== true ? "required field missing" : undefined;
};

/** A primary key `{ id }`; other fields beside the id are ignored. */
const foreignError = (value: unknown): FieldError | undefined => {
  const id = isRecord(value) ? reveal(value["id"]) : undefined;
  if (isUnknown(id)) return undefined;
  if (id === undefined || id === null) return { id: "missing primary key" };
  return isUuid(id) ? undefined : { id: "expected a valid UUID" };
};

const elementsError = (
  field: KongField,
  values: readonly unknown[],
  path: string,
  walk: Walk,
): FieldError | undefined => {
  const { elements } = field;
  if (elements === undefined) return undefined;
  let errors: (FieldError | null)[] | undefined;
  values.forEach((value, index) => {
    const error = valueError(elements, value, path, walk, true);
    if (error === undefined) return;
    errors ??= [];
    while (errors.length < index) errors.push(null);
    errors.push(error);
  });
  return errors;
};

const mapError = (
  field: KongField,
  map: Readonly<Record<string, unknown>>,
  path: string,
  walk: Walk,
): FieldError | undefined => {
  for (const [key, value] of Object.entries(map)) {
    const error =
      (field.keys && valueError(field.keys, key, `${path}.@key`, walk, true)) ??
      (field.values && valueError(field.values, value, path, walk, true));
    if (error !== undefined) return error;
  }
  return undefined;
};

const insideError = (field: KongField, value: unknown, path: string, walk: Walk): FieldError | undefined => {
  switch (field.type) {
    case "array":
    case "set":
      return Array.isArray(value) ? elementsError(field, value, path, walk) : undefined;
    case "map":
      return isRecord(value) ? mapError(field, value, path, walk) : undefined;
    case "record":
      return field.fields === undefined ? undefined : recordErrors(field, isRecord(value) ? value : {}, path, walk);
    case "foreign":
      return foreignError(value);
    default:
      return undefined;
  }
};

const valueError = (
  field: KongField,
  given: unknown,
  path: string,
  walk: Walk,
  isElement = false,
): FieldError | undefined => {
  // What is not known yet is something, and that can be too much: a plugin that takes no consumer.
  if (isUnknown(given)) return field.eq === null ? (field.err ?? "value must be null") : undefined;
  const value = reveal(given);
  if (value === null || value === undefined) {
    return nullError(field, isElement || (field.required === true && walk.mode !== "given"));
  }
  if (field.eq === null) return field.err ?? "value must be null";
  if (!hasType(field, value) && field.type !== "foreign") return typeErrors[field.type];
  const inside = insideError(field, value, path, walk);
  if (inside !== undefined) return inside;
  const error = constraintError(field, value) ?? (typeof value === "string" ? walk.check?.(path, value) : undefined);
  return given instanceof Secret && error !== undefined ? withoutValue(error, String(value)) : error;
};

/** An error text about a secret. Most texts repeat the value, some only a part of it: they end before that. */
const withoutValue = (error: string, value: string): string => {
  if (error.startsWith("expected one of")) return error.replaceAll(value, MASK);
  const [what = ""] = error.split(/[:'"(]/);
  return `${what.trimEnd()} (the value is secret)`;
};

/** An old name that the gateway's code turns into others: which, the schema does not say. */
export const isOpaque = (shorthand: KongField): boolean => shorthand.deprecation?.replaced_with?.[0] === undefined;

type Recordlike = Pick<KongField, "fields" | "shorthand_fields" | "entity_checks">;

const recordErrors = (
  schema: Recordlike,
  given: Readonly<Record<string, unknown>>,
  path: string,
  walk: Walk,
): FieldErrors | undefined => {
  const record = walk.mode === "complete" && path !== "" ? fillRecord(schema.fields, given) : given;
  const fields = fieldMap(schema.fields);
  const shorthands = fieldMap(schema.shorthand_fields);
  let errors: Record<string, FieldError> | undefined;
  for (const name of Object.keys(record)) {
    const field = fields.get(name) ?? shorthands.get(name);
    const error =
      field === undefined
        ? "unknown field"
        : valueError(field, record[name], path === "" ? name : `${path}.${name}`, walk);
    if (error !== undefined) {
      errors ??= {};
      errors[name] = error;
    }
  }
  if (walk.mode === "filled" || walk.mode === "complete") {
    for (const [name, field] of fields) {
      const error = Object.hasOwn(record, name) || field.required !== true ? undefined : nullError(field, true);
      if (error !== undefined) {
        errors ??= {};
        errors[name] = error;
      }
    }
  }
  const isSettled =
    shorthands.size === 0 || ![...shorthands].some(([name, field]) => Object.hasOwn(record, name) && isOpaque(field));
  return schema.entity_checks === undefined || schema.entity_checks.length === 0 || !isSettled
    ? errors
    : entityErrors(schema.entity_checks, record, errors, { isPartial: walk.mode === "given", testField });
};

const MATCHING: Walk = { mode: "filled", check: undefined };
const typedMatches = new WeakMap<KongField, KongField>();

/** `if_match` and `then_match` name no type: any value may be looked at. */
const typedMatch = (field: KongField): KongField => {
  if (field.type !== undefined) return field;
  let found = typedMatches.get(field);
  if (found === undefined) {
    found = { ...field, type: field.elements === undefined ? "any" : "array" };
    typedMatches.set(field, found);
  }
  return found;
};

/** Whether a value fits a field's constraints alone: what `if_match` and `then_match` ask. */
const testField = (field: KongField, value: unknown): string | undefined => {
  const error = valueError(typedMatch(field), value, "", MATCHING);
  return error === undefined || typeof error === "string" ? error : "invalid value";
};

/**
 * What is wrong with a record of a schema, in Kong's shape and words; undefined where nothing is.
 * Values wrapped as {@link Secret} are looked at and never repeated in a text; values only apply will know are passed over.
 *
 * @example
 * validateRecord(kongSchema(service), { host: "h", port: 70000 }) // { port: "value should be between 0 and 65535" }
 */
export const validateRecord = (
  schema: KongSchema,
  record: Readonly<Record<string, unknown>>,
  options: ValidateOptions = {},
): FieldErrors | undefined => {
  const mode = options.mode ?? "complete";
  const filled = mode === "complete" ? fillRecord(schema.fields, record) : record;
  return recordErrors(schema, filled, "", { mode, check: options.check });
};
