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
import { fillRecord, withoutAliases } from "./fill.ts";
import { fieldMap, type KongSchema } from "./kong-schema.ts";
import { revealAll } from "./secret.ts";
import { type CheckField, isOpaque, isUnknown, validateRecord } from "./validate.ts";
import { isRecord, sameValue } from "./values.ts";
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
  const expanded = withoutShorthands(kind, entity);
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

interface Settled {
  readonly settled: Readonly<Record<string, unknown>>;
  readonly contradictions: FieldErrors | undefined;
}

/** Settings under their present names; where an old name and its replacement say different things, what Kong answers. */
const withoutOldNames = (kind: AnyKind, schema: KongSchema, entity: Readonly<Record<string, unknown>>): Settled => {
  const name = kind.subschema?.of;
  const field = name === undefined ? undefined : fieldMap(schema.fields).get(name);
  const settings = name === undefined ? undefined : entity[name];
  if (name === undefined || field === undefined || !isRecord(settings)) {
    return { settled: entity, contradictions: undefined };
  }
  const found: Record<string, FieldError> = {};
  const moved = withoutAliases(field, settings, ({ alias, replacement }) => {
    const replaced = replacement.split(".").reduce<unknown>((at, key) => (isRecord(at) ? at[key] : at), settings);
    if (isUnknown(replaced) || isUnknown(settings[alias]) || sameValue(replaced, settings[alias])) return;
    const values = `${alias} = ${String(settings[alias])} vs ${replacement} = ${String(replaced)}`;
    found[alias] = `both deprecated and new field are used but their values mismatch: ${values}`;
  });
  for (const [alias, shorthand] of fieldMap(field.shorthand_fields)) {
    if (alias in settings && isOpaque(shorthand)) moved[alias] = settings[alias];
  }
  const contradictions = Object.keys(found).length > 0 ? found : undefined;
  return { settled: { ...entity, [name]: moved }, contradictions };
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
