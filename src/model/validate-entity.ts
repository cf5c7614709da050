/**
 * Validation of an entity of a kind: Kong's schema, its named checks on fields, and its checks over several fields.
 * @module
 */
import type { z } from "zod";
import { checks } from "./checks.ts";
import { Template } from "./declaration.ts";
import type { AnyKind } from "./define.ts";
import { fieldFacts, fieldsOf, kongField, kongSchema, unwrapped } from "./derive.ts";
import { type CheckName, factsOf, type RouterFlavor } from "./facts.ts";
import { fillRecord } from "./fill.ts";
import { fieldMap, type KongSchema } from "./kong-schema.ts";
import { withoutOldNames } from "./old-names.ts";
import { revealAll } from "./secret.ts";
import { type CheckField, isUnknown, validateRecord } from "./validate.ts";
import { isRecord } from "./values.ts";
import type { FieldError, FieldErrors } from "./violations.ts";

export interface ValidateEntityOptions {
  /** The gateway's own schema of the kind; the descriptor's without it. */
  readonly schema?: KongSchema;
  /** The schema of the plugin that the entity names, for kinds that have a subschema. */
  readonly pluginSchema?: KongSchema | undefined;
  readonly flavor?: RouterFlavor;
  /** As in {@link validateRecord}. */
  readonly mode?: "complete" | "filled" | "given";
  /** Checks of a plugin's settings that Kong makes in code: a sentence about `config`. */
  readonly checkConfig?: (config: Readonly<Record<string, unknown>>) => string | undefined;
}

const merged = new WeakMap<KongSchema, WeakMap<KongSchema, KongSchema>>();

/** A schema completed by a plugin's: its fields stand for those of the same name. */
export const withSubschema = (schema: KongSchema, subschema: KongSchema): KongSchema => {
  let bySubschema = merged.get(schema);
  if (bySubschema === undefined) {
    bySubschema = new WeakMap();
    merged.set(schema, bySubschema);
  }
  let result = bySubschema.get(subschema);
  if (result === undefined) {
    const own = fieldMap(subschema.fields);
    result = {
      fields: [...fieldMap(schema.fields)].map(([name, field]) => ({ [name]: { ...field, ...own.get(name) } })),
      entity_checks: [...(schema.entity_checks ?? []), ...(subschema.entity_checks ?? [])],
    };
    // An abstract field is one that a subschema defines.
    result = { ...result, fields: result.fields.map(concrete) };
    bySubschema.set(subschema, result);
  }
  return result;
};

const concrete = (field: KongSchema["fields"][number]): KongSchema["fields"][number] =>
  Object.fromEntries(
    Object.entries(field).map(([name, { abstract, ...rest }]) => [
      name,
      abstract === true && rest.fields === undefined ? { ...rest, abstract } : rest,
    ]),
  );

const hidden = new WeakMap<KongSchema, KongSchema>();

/** The schema with the fields that the gateway takes though its `/schemas` does not list them. */
export const withHiddenFields = (kind: AnyKind, schema: KongSchema): KongSchema => {
  let result = hidden.get(schema);
  if (result === undefined) {
    const known = fieldMap(schema.fields);
    const added = Object.entries(fieldsOf(kind)).flatMap(([name, field]) => {
      const facts = factsOf(field);
      const isMissing = facts.hiddenFromSchema === true && facts.writeOnly === undefined && !known.has(name);
      return isMissing ? [{ [name]: kongField(field, "traditional") }] : [];
    });
    result = added.length === 0 ? schema : { ...schema, fields: [...schema.fields, ...added] };
    hidden.set(schema, result);
  }
  return result;
};

type Expand = (value: unknown) => Readonly<Record<string, unknown>>;
const expansions = new Map<AnyKind, readonly (readonly [string, Expand])[]>();

const expansionsOf = (kind: AnyKind): readonly (readonly [string, Expand])[] => {
  let found = expansions.get(kind);
  if (found === undefined) {
    found = Object.keys(fieldsOf(kind)).flatMap((name) => {
      const { writeOnly } = fieldFacts(kind, name);
      return writeOnly === undefined ? [] : [[name, writeOnly] as const];
    });
    expansions.set(kind, found);
  }
  return found;
};

/** An entity with its write-only shorthands replaced by what they stand for: they win over the fields they set. */
export const withoutShorthands = (
  kind: AnyKind,
  entity: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  let result = entity;
  for (const [name, expand] of expansionsOf(kind)) {
    if (!(name in entity) || isUnknown(entity[name])) continue;
    const { [name]: value, ...rest } = result;
    result = value === null || value === undefined ? rest : { ...rest, ...expand(value) };
  }
  return result;
};

/** An entity whose shorthands that are not known yet stand for fields that are not known yet. */
const withoutPendingShorthands = (
  kind: AnyKind,
  entity: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  let result = entity;
  for (const [name] of expansionsOf(kind)) {
    const { [name]: value, ...rest } = result;
    if (!isUnknown(value)) continue;
    const sets = fieldFacts(kind, name).shorthand?.sets ?? [];
    result = { ...rest, ...Object.fromEntries(sets.map((field) => [field, value])) };
  }
  return result;
};

/** Fields absent from an entity, whose default depends on another field of it. */
export const conditionalDefaults = (
  kind: AnyKind,
  entity: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  const rules = defaultsWhen(kind);
  if (rules.length === 0) return NO_DEFAULTS;
  let added: Record<string, unknown> | undefined;
  for (const [name, { field, holdsAnyOf, value }] of rules) {
    const other = entity[field];
    if (other === undefined || entity[name] !== undefined) continue;
    const values: readonly unknown[] = Array.isArray(other) ? other : [other];
    if (!values.some((item) => holdsAnyOf.includes(item))) continue;
    added ??= {};
    added[name] = value;
  }
  return added ?? NO_DEFAULTS;
};

const NO_DEFAULTS: Readonly<Record<string, unknown>> = {};
type DefaultWhen = { readonly field: string; readonly holdsAnyOf: readonly unknown[]; readonly value: unknown };
const whens = new Map<AnyKind, readonly (readonly [string, DefaultWhen])[]>();

const defaultsWhen = (kind: AnyKind): readonly (readonly [string, DefaultWhen])[] => {
  let found = whens.get(kind);
  if (found === undefined) {
    found = Object.entries(fieldsOf(kind)).flatMap(([name, field]) => {
      const { defaultWhen } = factsOf(field);
      return defaultWhen === undefined ? [] : [[name, defaultWhen] as const];
    });
    whens.set(kind, found);
  }
  return found;
};

/** An entity as the gateway completes it on a create: every field of the schema, with its default or null. */
export const fillEntity = (
  kind: AnyKind,
  schema: KongSchema,
  entity: Readonly<Record<string, unknown>>,
): Record<string, unknown> => fillRecord(schema.fields, { ...conditionalDefaults(kind, entity), ...entity });

const checkNames = new Map<AnyKind, ReadonlyMap<string, CheckName>>();

const collectChecks = (schema: z.core.$ZodType, path: string, found: Map<string, CheckName>): void => {
  const { check } = factsOf(schema);
  if (check !== undefined) found.set(path, check);
  // zod types its internals per class; these are the parts that hold inner schemas.
  const { def } = unwrapped(schema)._zod as unknown as {
    readonly def: { element?: z.core.$ZodType; shape?: Readonly<Record<string, z.core.$ZodType>> };
  };
  if (def.element !== undefined) collectChecks(def.element, path, found);
  for (const [name, inner] of Object.entries(def.shape ?? {})) collectChecks(inner, `${path}.${name}`, found);
};

const checksOf = (kind: AnyKind): ReadonlyMap<string, CheckName> => {
  let found = checkNames.get(kind);
  if (found === undefined) {
    const collected = new Map<string, CheckName>();
    for (const [name, schema] of Object.entries(fieldsOf(kind))) collectChecks(schema, name, collected);
    found = collected;
    checkNames.set(kind, found);
  }
  return found;
};

/** The named check of a field of a kind: what is wrong with a text there, or undefined. */
export const fieldCheck = (kind: AnyKind, field: string, text: string): string | undefined => {
  const check = checksOf(kind).get(field);
  return check === undefined ? undefined : checks[check](text);
};

const addErrors = (errors: FieldErrors | undefined, added: FieldErrors): FieldErrors => {
  const result: Record<string, FieldError> = { ...errors };
  for (const [field, error] of Object.entries(added)) {
    const known = result[field];
    result[field] = field === "@entity" && Array.isArray(known) && Array.isArray(error) ? [...known, ...error] : error;
  }
  return result;
};

/** A reference is set, whatever its id will be: only a text that is not known yet leaves a check open. */
const hasUnknown = (entity: Readonly<Record<string, unknown>>): boolean =>
  Object.values(entity).some((value) => value instanceof Template);

/**
 * What is wrong with an entity of a kind, in Kong's shape and words; undefined where nothing is.
 *
 * @example
 * validateEntity(service, { name: "a b", host: "h" })
 * // { name: "invalid value 'a b': the only accepted ascii characters are alphanumerics or ., -, _, and ~" }
 */
export const validateEntity = (
  kind: AnyKind,
  entity: Readonly<Record<string, unknown>>,
  options: ValidateEntityOptions = {},
): FieldErrors | undefined => {
  const mode = options.mode ?? "complete";
  const base = withHiddenFields(kind, options.schema ?? kongSchema(kind, options.flavor));
  const schema = options.pluginSchema === undefined ? base : withSubschema(base, options.pluginSchema);
  const expanded = withoutPendingShorthands(kind, withoutShorthands(kind, entity));
  const { settled: given, contradictions } =
    mode === "complete" ? withoutOldNames(kind, schema, expanded) : { settled: expanded, contradictions: undefined };
  if (contradictions !== undefined) return contradictions;
  const whole = mode === "complete" ? fillEntity(kind, schema, given) : given;
  const checksByField = checksOf(kind);
  const check: CheckField = (path, text) => {
    const found = checksByField.get(path);
    return found === undefined ? undefined : checks[found](text);
  };
  let errors = validateRecord(schema, whole, { mode: mode === "given" ? "given" : "filled", check });
  if (mode === "given") return errors;
  for (const custom of kind.customChecks ?? []) {
    const wrong = new Set(Object.keys(errors ?? {}));
    const found = custom(whole, wrong);
    if (found !== undefined && !hasUnknownSource(whole, found)) errors = addErrors(errors, found);
  }
  return configErrors(kind, whole, errors, options);
};

/** A check over several fields says nothing certain while fields it speaks about are not known. */
const hasUnknownSource = (entity: Readonly<Record<string, unknown>>, found: FieldErrors): boolean =>
  "@entity" in found && hasUnknown(entity);

const configErrors = (
  kind: AnyKind,
  entity: Readonly<Record<string, unknown>>,
  errors: FieldErrors | undefined,
  { checkConfig }: ValidateEntityOptions,
): FieldErrors | undefined => {
  const field = kind.subschema?.of;
  const config = field === undefined ? undefined : entity[field];
  if (field === undefined || checkConfig === undefined || errors?.[field] !== undefined || !isRecord(config))
    return errors;
  const message = checkConfig(revealAll(config) as Readonly<Record<string, unknown>>);
  return message === undefined ? errors : addErrors(errors, { [field]: message });
};
