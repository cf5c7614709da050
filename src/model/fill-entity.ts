/**
 * An entity as the gateway completes it on a write: shorthands expanded, defaults filled.
 * @module
 */
import type { AnyKind } from "./define.ts";
import { fieldFacts, fieldsOf } from "./derive.ts";
import { factsOf } from "./facts.ts";
import { fillRecord } from "./fill.ts";
import type { KongSchema } from "./kong-schema.ts";
import { isUnknown } from "./validate.ts";

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

/** Fields absent from an entity, whose default depends on another field of it. */
export const conditionalDefaults = (
  kind: AnyKind,
  entity: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  const added: Record<string, unknown> = {};
  for (const [name, { field, holdsAnyOf, value }] of defaultsWhen(kind)) {
    const other = entity[field];
    const values: readonly unknown[] = Array.isArray(other) ? other : [other];
    if (entity[name] === undefined && values.some((item) => holdsAnyOf.includes(item))) added[name] = value;
  }
  return added;
};

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

