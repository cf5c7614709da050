/** Random values of a field of Kong's schemas: right ones, nulls, empty lists and defaults given in so many words included. */
import fc from "fast-check";
import { constraintError } from "../../src/model/field-checks.ts";
import { absentValue } from "../../src/model/fill.ts";
import { fieldMap, type KongField, type KongFields } from "../../src/model/kong-schema.ts";
import { isRecord } from "../../src/model/values.ts";

type Values = Record<string, unknown>;

/** Texts of all the shapes that some schema asks for; those that break a field's constraints are left out for it. */
const TEXTS = [
  "a",
  "b-c",
  "A",
  "ä ö",
  "GET",
  "/p",
  "/p/q",
  "10.0.0.1",
  "h.example",
  "http://h.example/x",
  "X-One:1",
  "name:value",
  "exp",
  "200-299",
  "ops@h.example",
  "5c0a1b1c-7a5e-4f3e-9a1b-0d6f3c2b1a00",
  "%7B%%",
];
const NUMBERS = [0, 1, 2, 5, 80, 443, 1000, 60000, 0.1, 0.25, 123456789012345];
const KEYS = ["x-one", "x-two", "Three"];

/** Arbitraries that stand for the one that follows from the schema, by dotted path; elements have their field's path. */
export type Overrides = Readonly<Record<string, fc.Arbitrary<unknown>>>;

const accepted = (field: KongField, values: readonly unknown[]): readonly unknown[] =>
  values.filter((value) => constraintError(field, value) === undefined);

const numberOf = (field: KongField): fc.Arbitrary<unknown> => {
  const whole = NUMBERS.filter((value) => field.type === "number" || Number.isInteger(value));
  const known = accepted(field, whole);
  const [low, high] = field.between ?? [1, 100_000];
  const random = fc.integer({ min: Math.ceil(low), max: Math.floor(high) });
  return known.length === 0 ? random : fc.oneof(fc.constantFrom(...known), random);
};

/** A value that is there, and right as far as `/schemas` say. */
export const rightValueOf = (field: KongField, overrides: Overrides = {}, path = ""): fc.Arbitrary<unknown> => {
  const override = overrides[path];
  if (override !== undefined) return override;
  if (field.one_of !== undefined) return fc.constantFrom(...field.one_of);
  switch (field.type) {
    case "boolean":
      return fc.boolean();
    case "integer":
    case "number":
      return numberOf(field);
    case "array":
    case "set": {
      const element = rightValueOf(field.elements ?? { type: "string" }, overrides, path);
      return fc.array(element, { minLength: field.len_min ?? 0, maxLength: Math.max(field.len_min ?? 0, 3) });
    }
    case "map": {
      const keys = accepted(field.keys ?? { type: "string" }, KEYS) as readonly string[];
      const value = rightValueOf(field.values ?? { type: "string" }, overrides, path);
      return fc.dictionary(fc.constantFrom(...keys), value, { minKeys: field.len_min ?? 0, maxKeys: 2 });
    }
    case "record":
      return recordOf(field, overrides, path);
    default:
      return fc.constantFrom(...accepted(field, TEXTS));
  }
};

/** A value, or null where the field may be null, or its default in so many words. */
const settingOf = (field: KongField, overrides: Overrides, path: string): fc.Arbitrary<unknown> => {
  const value = rightValueOf(field, overrides, path);
  const usual = absentValue(field);
  const isPlainDefault = usual !== null && field.type !== "record";
  return fc.oneof(
    { arbitrary: value, weight: 6 },
    ...(isPlainDefault ? [{ arbitrary: fc.constant(usual), weight: 1 }] : []),
    ...(field.required === true || field.auto === true ? [] : [{ arbitrary: fc.constant(null), weight: 1 }]),
  );
};

/** Some of the fields. Those that must be there and have no default are always among them. */
export const fieldsOf = (
  fields: KongFields | undefined,
  overrides: Overrides = {},
  path = "",
): fc.Arbitrary<Values> => {
  const model: Record<string, fc.Arbitrary<unknown>> = {};
  const required: string[] = [];
  for (const [name, field] of fieldMap(fields)) {
    const at = path === "" ? name : `${path}.${name}`;
    model[name] = settingOf(field, overrides, at);
    if (field.required === true && absentValue(field) === null && field.auto !== true) required.push(name);
  }
  // Every second record is sparse: few fields are declared in practice, and few make smaller counterexamples.
  const some = fc.record(model, { requiredKeys: required });
  return fc
    .tuple(some, fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 8, maxLength: 8 }))
    .map(([record, dice]) => {
      const names = Object.keys(record);
      const kept = names.filter((name, index) => required.includes(name) || dice[(index + names.length) % 8] === 0);
      return Object.fromEntries(kept.map((name) => [name, record[name]]));
    });
};

const recordOf = (field: KongField, overrides: Overrides, path: string): fc.Arbitrary<Values> => {
  const shorthands = [...fieldMap(field.shorthand_fields)].flatMap(([alias, { deprecation }]) => {
    const replacement = deprecation?.replaced_with?.[0]?.path;
    return replacement === undefined ? [] : [{ alias, path: replacement }];
  });
  const record = fieldsOf(field.fields, overrides, path);
  if (shorthands.length === 0) return record;
  const aliases = fc.subarray(shorthands);
  return fc.tuple(record, fc.boolean(), aliases).map(([values, usesAliases, chosen]) => {
    if (!usesAliases) return values;
    return chosen.reduce((result, { alias, path: from }) => movedToAlias(result, alias, from), values);
  });
};

/** A setting under its deprecated name instead of its own. */
const movedToAlias = (record: Values, alias: string, path: readonly string[]): Values => {
  const [first = "", second] = path;
  if (second === undefined) {
    const { [first]: value, ...rest } = record;
    return value === undefined ? record : { ...rest, [alias]: value };
  }
  const inner = record[first];
  if (path.length > 2 || !isRecord(inner) || inner[second] === undefined) return record;
  const { [second]: value, ...rest } = inner;
  return { ...record, [first]: rest, [alias]: value };
};
