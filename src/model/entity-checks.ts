/**
 * Kong's checks over several fields (`at_least_one_of`, `conditional`, …), in its words.
 * @module
 */
import { Reference, Template } from "./declaration.ts";
import type { KongEntityCheck, KongField } from "./kong-schema.ts";
import { reveal } from "./secret.ts";
import { isRecord, sameValue } from "./values.ts";
import type { FieldError, FieldErrors } from "./violations.ts";

type Values = Readonly<Record<string, unknown>>;

/** Tells what is wrong with a value under a field's constraints. */
type TestField = (field: KongField, value: unknown) => string | undefined;

interface CheckContext {
  /** Absent fields are not known rather than null. */
  readonly isPartial: boolean;
  readonly testField: TestField;
}

interface Failure {
  /** The sentence about the whole. */
  readonly message: string;
  /** The field that is wrong for itself. */
  readonly field?: { readonly path: string; readonly message: string };
}

interface Checker {
  /** Fields the check looks at. */
  readonly sources: (argument: unknown) => readonly string[];
  readonly fails: (argument: unknown, get: (path: string) => unknown, test: TestField) => Failure | undefined;
}

interface Conditional {
  readonly if_field: string;
  readonly if_match: KongField;
  readonly then_field?: string;
  readonly then_match: KongField;
  readonly then_err?: string;
  readonly then_at_least_one_of?: readonly string[];
}

// The argument of a named check is data of Kong's schema language: its form follows from the check's name.
const names = (argument: unknown): readonly string[] =>
  Array.isArray(argument) ? (argument as readonly string[]) : [];
const conditional = (argument: unknown): Conditional => argument as Conditional;

/** Whether the condition of a check holds. Null meets none but `eq: null`. */
const holds = (check: Conditional, get: (path: string) => unknown, test: TestField): boolean => {
  const value = get(check.if_field);
  if (!isSet(value) && check.if_match.eq !== null) return false;
  return test(check.if_match, value) === undefined;
};

const quoted = (fields: readonly string[]): string => fields.map((field) => `'${field}'`).join(", ");

const isNonEmpty = (value: unknown): boolean =>
  value !== null && value !== undefined && !(typeof value === "object" && Object.keys(value).length === 0);

const isSet = (value: unknown): boolean => value !== null && value !== undefined;

const listCheck = (fails: (set: number, total: number) => boolean, sentence: string): Checker => ({
  sources: names,
  fails: (argument, get) => {
    const fields = names(argument);
    const count = fields.filter((field) => isNonEmpty(get(field))).length;
    return fails(count, fields.length) ? { message: `${sentence}: ${quoted(fields)}` } : undefined;
  },
});

const checkers: Readonly<Record<string, Checker>> = {
  at_least_one_of: listCheck((count) => count === 0, "at least one of these fields must be non-empty"),
  only_one_of: listCheck((count) => count !== 1, "exactly one of these fields must be non-empty"),
  mutually_exclusive: listCheck((count) => count > 1, "only one or none of these fields must be set"),
  mutually_required: listCheck((count, total) => count > 0 && count < total, "all or none of these fields must be set"),
  distinct: {
    sources: names,
    fails: (argument, get) => {
      const fields = names(argument);
      const values = fields.map(get).filter(isSet);
      const hasTwin = values.some((value, index) => values.slice(index + 1).some((other) => sameValue(value, other)));
      return hasTwin ? { message: `values of these fields must be distinct: ${quoted(fields)}` } : undefined;
    },
  },
  conditional: {
    sources: (argument) => {
      const { if_field: condition, then_field: consequence } = conditional(argument);
      return consequence === undefined ? [] : [condition, consequence];
    },
    fails: (argument, get, test) => {
      const check = conditional(argument);
      // One without a consequence says nothing; Kong takes it in a schema.
      if (check.then_field === undefined || !holds(check, get, test)) return undefined;
      const error = test(check.then_match, get(check.then_field));
      if (error === undefined) return undefined;
      return {
        message: check.then_err ?? `failed conditional validation given value of field '${check.if_field}'`,
        field: { path: check.then_field, message: error },
      };
    },
  },
  conditional_at_least_one_of: {
    sources: (argument) => [conditional(argument).if_field, ...names(conditional(argument).then_at_least_one_of)],
    fails: (argument, get, test) => {
      const check = conditional(argument);
      if (!holds(check, get, test)) return undefined;
      const fields = names(check.then_at_least_one_of);
      if (fields.some((field) => isNonEmpty(get(field)))) return undefined;
      const sentence = check.then_err ?? "at least one of these fields must be non-empty: %s";
      return { message: sentence.replace("%s", quoted(fields)) };
    },
  },
};

const splits = new Map<string, readonly string[]>();

/** The names of a dotted path. The paths are those of schemas: few, and asked for again and again. */
const namesOf = (path: string): readonly string[] => {
  let parts = splits.get(path);
  if (parts === undefined) {
    parts = path.split(".");
    splits.set(path, parts);
  }
  return parts;
};

const isUnknown = (value: unknown): boolean => value instanceof Template || value instanceof Reference;

const getPath = (values: unknown, path: string): unknown => {
  let value: unknown = values;
  for (const name of namesOf(path)) {
    if (isUnknown(value)) return value;
    value = isRecord(value) ? value[name] : undefined;
  }
  return reveal(value);
};

/** Whether a field is already wrong. */
const hasError = (path: string, errors: FieldErrors): boolean => {
  let error: FieldError | undefined = errors;
  for (const name of namesOf(path)) error = isErrors(error) ? error[name] : error;
  return error !== undefined;
};

const isErrors = (error: FieldError | undefined): error is FieldErrors => isRecord(error);

const withFieldError = (errors: FieldErrors, path: readonly string[], message: string): Record<string, FieldError> => {
  const [name = "", ...rest] = path;
  if (rest.length === 0) return { ...errors, [name]: message };
  const inner = errors[name];
  return { ...errors, [name]: withFieldError(isErrors(inner) ? inner : {}, rest, message) };
};

/**
 * Adds what the entity checks find to the errors of single fields. A check is passed over where one of its fields is
 * already wrong or not known.
 */
export const entityErrors = (
  checks: readonly KongEntityCheck[],
  record: Values,
  fieldErrors: FieldErrors | undefined,
  { isPartial, testField }: CheckContext,
): FieldErrors | undefined => {
  let errors = fieldErrors;
  let sentences: string[] | undefined;
  const get = (path: string): unknown => getPath(record, path);
  const isBlocked = (path: string): boolean => {
    if (errors !== undefined && hasError(path, errors)) return true;
    const value = get(path);
    return isUnknown(value) || (isPartial && value === undefined);
  };
  for (const check of checks) {
    for (const name in check) {
      const checker = checkers[name];
      const argument = check[name];
      if (checker === undefined || checker.sources(argument).some(isBlocked)) continue;
      const failure = checker.fails(argument, get, testField);
      if (failure === undefined) continue;
      sentences = [...(sentences ?? []), failure.message];
      const { field } = failure;
      if (field !== undefined) errors = withFieldError(errors ?? {}, namesOf(field.path), field.message);
    }
  }
  return sentences === undefined ? errors : { ...errors, "@entity": sentences };
};
