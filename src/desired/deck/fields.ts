/**
 * Values of decK files as fields: the environment's texts in their fields' types, secrets wrapped, defaults filled in.
 * @module
 */
import type { z } from "zod";
import type { AnyKind } from "../../model/define.ts";
import { fieldFacts, fieldsOf, unwrapped } from "../../model/derive.ts";
import { isVaultReference, Secret } from "../../model/secret.ts";
import { secretsOfKind, wrapSecrets } from "../../model/secret-places.ts";
import { mergedOver } from "../../model/secret-values.ts";
import { isRecord } from "../../model/values.ts";
import { Given, plain } from "./environment.ts";

type Fields = Record<string, unknown>;

interface Shape {
  readonly type: string;
  readonly element?: z.core.$ZodType;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly valueType?: z.core.$ZodType;
}

// zod types its internals per class; this is the part of them that is read here.
const shapeOf = (schema: z.core.$ZodType): Shape => unwrapped(schema)._zod.def as unknown as Shape;

/** A value of the environment: in a field of texts it stays the text that it was, whatever YAML makes of it. */
const ofEnvironment = (given: Given, schema: z.core.$ZodType | undefined, isSealed: boolean): unknown => {
  const type = schema === undefined ? "" : shapeOf(schema).type;
  const isText = type === "string" || type === "enum";
  const value =
    isText && given.text !== undefined && given.value !== null
      ? typeof given.value === "string"
        ? given.value
        : given.text
      : given.value;
  return isSealed && typeof value === "string" && !isVaultReference(value) ? new Secret(value) : value;
};

/**
 * A copy of a value, for one field of one entity: what aliases share is not shared any more.
 *
 * @param isSealed whether texts of the environment are hidden, as in settings of which nobody knows here what is secret
 */
const copied = (value: unknown, schema: z.core.$ZodType | undefined, isSealed: boolean): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Given) return ofEnvironment(value, schema, isSealed);
  const { element, shape, valueType } = schema === undefined ? ({} as Partial<Shape>) : shapeOf(schema);
  if (Array.isArray(value)) return value.map((item) => copied(item, element, isSealed));
  const copy: Fields = {};
  for (const [key, item] of Object.entries(value)) copy[key] = copied(item, shape?.[key] ?? valueType, isSealed);
  return copy;
};

/** A field's value as a declaration has it. */
export const fieldValue = (kind: AnyKind, field: string, value: unknown): unknown => {
  const schema = fieldsOf(kind)[field];
  return copied(value, schema, schema === undefined || kind.subschema?.of === field || isFreeForm(schema));
};

/** A field that may hold anything. */
const isFreeForm = (schema: z.core.$ZodType): boolean => {
  const { type, element } = shapeOf(schema);
  return type === "unknown" || (type === "array" && element !== undefined && hasFreeForm(element));
};
const hasFreeForm = (schema: z.core.$ZodType): boolean => {
  const { shape } = shapeOf(schema);
  return Object.values(shape ?? {}).some(isFreeForm);
};

/** What follows from a descriptor, worked out once: it is asked for per entity. */
export const perKind = <T>(compute: (kind: AnyKind) => T): ((kind: AnyKind) => T) => {
  const known = new Map<AnyKind, { readonly value: T }>();
  return (kind) => {
    const found = known.get(kind) ?? { value: compute(kind) };
    known.set(kind, found);
    return found.value;
  };
};

const secretsIn = perKind(secretsOfKind);

/** Wraps what the descriptor says is secret. */
export const withSecrets = (kind: AnyKind, fields: Fields): Fields => {
  wrapSecrets(fields, secretsIn(kind));
  return fields;
};

/** The shorthand fields of a kind that stand for others: `url`. */
const shorthandsOf = perKind((kind) =>
  Object.keys(fieldsOf(kind)).filter((field) => fieldFacts(kind, field).writeOnly !== undefined),
);

/** Whether the gateway has another default for a field, for what this entity is. */
const hasOwnDefault = (kind: AnyKind, field: string, fields: Readonly<Fields>): boolean => {
  const { defaultWhen } = fieldFacts(kind, field);
  if (defaultWhen === undefined) return false;
  const decisive = plain(fields[defaultWhen.field]);
  const held = Array.isArray(decisive) ? decisive.map(plain) : [decisive];
  return defaultWhen.holdsAnyOf.some((value) => held.includes(value));
};

/** Fields with the file's own defaults below them. A default for what a shorthand says gives way to it. */
export const withDefaults = (kind: AnyKind, fields: Fields, defaults: Readonly<Fields> | undefined): Fields => {
  if (defaults === undefined) return fields;
  const said = shorthandsOf(kind).flatMap((field) =>
    fields[field] === undefined ? [] : (fieldFacts(kind, field).shorthand?.sets ?? []),
  );
  const filled: Fields = { ...fields };
  for (const [field, value] of Object.entries(defaults)) {
    if (value === null || (fields[field] === undefined && (said.includes(field) || hasOwnDefault(kind, field, fields))))
      continue;
    filled[field] = fields[field] === undefined ? value : mergedOver(value, fields[field]);
  }
  return filled;
};

/**
 * In a decK file a field beside a shorthand wins over it (go-database-reconciler pkg/file/types.go, read, not measured):
 * where both are given the shorthand is written out. One that stands for nothing is left for validation to refuse.
 */
export const withoutShorthands = (kind: AnyKind, fields: Fields): Fields => {
  for (const field of shorthandsOf(kind)) {
    const value = fields[field];
    const { writeOnly, shorthand } = fieldFacts(kind, field);
    const isMixed = shorthand?.sets.some((name) => fields[name] !== undefined) === true;
    if (value === undefined || writeOnly === undefined || !isMixed || shorthand?.check(value) !== undefined) continue;
    const { [field]: _written, ...others } = fields;
    const expanded = Object.entries(writeOnly(value)).filter(([, part]) => part !== null && part !== undefined);
    return withoutShorthands(kind, { ...Object.fromEntries(expanded), ...others });
  }
  return fields;
};

/** Whether a value is there in a file and says nothing. */
export const isEmpty = (given: unknown): boolean => {
  const value = plain(given);
  return value === null || value === "" || (isRecord(value) && Object.values(value).every((item) => isEmpty(item)));
};
