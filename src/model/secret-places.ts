/**
 * Wraps the secret parts of an entity, by places that are worked out once per kind and per plugin.
 * @module
 */
import type { z } from "zod";
import { Template } from "./declaration.ts";
import type { AnyKind } from "./define.ts";
import { fieldsOf, unwrapped } from "./derive.ts";
import { factsOf } from "./facts.ts";
import { fieldMap, isSecretField, type KongField, type KongFields } from "./kong-schema.ts";
import { isVaultReference, reveal, Secret } from "./secret.ts";
import { isRecord } from "./values.ts";

/** Where secrets are in a value: the whole of it, every text, number and switch in it, in each of its items, or in some of its fields. */
export type SecretPlaces =
  | { readonly type: "whole" }
  | { readonly type: "leaves" }
  | { readonly type: "each"; readonly items: SecretPlaces }
  | { readonly type: "fields"; readonly fields: ReadonlyMap<string, SecretPlaces> };

const WHOLE: SecretPlaces = { type: "whole" };
const LEAVES: SecretPlaces = { type: "leaves" };

const each = (items: SecretPlaces | undefined): SecretPlaces | undefined =>
  items === undefined ? undefined : { type: "each", items };

const inFields = (fields: ReadonlyMap<string, SecretPlaces>): SecretPlaces | undefined =>
  fields.size === 0 ? undefined : { type: "fields", fields };

/** What lies at a path, where a shorthand's replacement is. */
export const placesAt = (places: SecretPlaces | undefined, path: readonly string[]): SecretPlaces | undefined => {
  const [name, ...rest] = path;
  return name === undefined || places === undefined ? places : placesAt(placesIn(places, name), rest);
};

/** Where a value's item or field has secrets. */
export const placesIn = (places: SecretPlaces | undefined, name: string): SecretPlaces | undefined => {
  if (places === undefined || places.type === "whole" || places.type === "leaves") return places;
  return places.type === "each" ? places.items : places.fields.get(name);
};

const ofField = (field: KongField, name?: string): SecretPlaces | undefined => {
  // The names in a secret map (a header's) are none; its values are.
  if (isSecretField(field, name)) return field.type === "map" ? each(WHOLE) : WHOLE;
  if (field.type === "record") return ofFields(field.fields, field.shorthand_fields);
  return each(field.elements ? ofField(field.elements) : field.values ? ofField(field.values) : undefined);
};

/** Deprecated aliases are echoed beside what replaced them: secret if that is (Kong 3.9 recordings: shorthand_fields). */
const ofFields = (fields: KongFields | undefined, shorthands: KongFields | undefined): SecretPlaces | undefined => {
  const found = new Map<string, SecretPlaces>();
  for (const [name, field] of fieldMap(fields)) {
    const places = ofField(field, name);
    if (places !== undefined) found.set(name, places);
  }
  const own = inFields(new Map(found));
  for (const [name, field] of fieldMap(shorthands)) {
    const replaced = field.deprecation?.replaced_with ?? [];
    const places =
      ofField(field, name) ?? replaced.map(({ path }) => placesAt(own, path)).find((place) => place !== undefined);
    if (places !== undefined) found.set(name, places);
  }
  return inFields(found);
};

/**
 * Where a plugin's schema has secrets; undefined where it has none.
 *
 * @example
 * secretsOfSchema(rateLimiting.fields) // config → redis → password, config → redis_password
 */
export const secretsOfSchema = (fields: KongFields): SecretPlaces | undefined => ofFields(fields, undefined);

const ofZod = (schema: z.core.$ZodType): SecretPlaces | undefined => {
  if (factsOf(schema).secret === true) return WHOLE;
  // zod types its definitions per class; objects have a shape, the others none.
  const { shape } = unwrapped(schema)._zod.def as { shape?: Readonly<Record<string, z.core.$ZodType>> };
  return shape === undefined ? undefined : ofShape(shape);
};

const ofShape = (shape: Readonly<Record<string, z.core.$ZodType>>): SecretPlaces | undefined => {
  const found = new Map<string, SecretPlaces>();
  for (const [name, schema] of Object.entries(shape)) {
    const places = ofZod(schema);
    if (places !== undefined) found.set(name, places);
  }
  return inFields(found);
};

/**
 * Where an entity may have secrets whose settings no schema describes: a plugin that is not installed any more. Everything counts.
 *
 * @example
 * secretsWithoutSchema(plugin) // config → all that is in it
 */
export const secretsWithoutSchema = (kind: AnyKind): SecretPlaces | undefined =>
  kind.subschema === undefined ? undefined : inFields(new Map([[kind.subschema.of, LEAVES]]));

/** Where a kind's own fields are secret. */
export const secretsOfKind = (kind: AnyKind): SecretPlaces | undefined => ofShape(fieldsOf(kind));

/** The places of both. */
export const mergedPlaces = (a: SecretPlaces | undefined, b: SecretPlaces | undefined): SecretPlaces | undefined =>
  a?.type === "fields" && b?.type === "fields"
    ? { type: "fields", fields: new Map([...a.fields, ...b.fields]) }
    : (a ?? b);

/**
 * Wraps the secrets of a freshly parsed value, in place. Null and vault references stay plain. Equal texts in one entity share one
 * `Secret`, so that an alias and its replacement compare as the same.
 */
export const wrapSecrets = (value: unknown, places: SecretPlaces | undefined, known: Secret[] = []): unknown => {
  if (places === undefined || value === null || value === undefined || value instanceof Secret) return value;
  if (value instanceof Template) return value;
  if (places.type === "whole" || (places.type === "leaves" && typeof value !== "object"))
    return isVaultReference(value) ? value : sharedSecret(value, known);
  if (Array.isArray(value)) {
    if (places.type !== "fields")
      for (const [index, item] of value.entries()) value[index] = wrapSecrets(item, placesIn(places, ""), known);
    return value;
  }
  if (!isRecord(value)) return value;
  if (places.type !== "fields") {
    for (const name of Object.keys(value)) value[name] = wrapSecrets(value[name], placesIn(places, name), known);
    return value;
  }
  for (const [name, inner] of places.fields) {
    const item = value[name];
    if (item !== undefined && item !== null) value[name] = wrapSecrets(item, inner, known);
  }
  return value;
};

/** Whether {@link wrapSecrets} would look at anything in a value. */
export const hasSecretPlace = (value: unknown, places: SecretPlaces | undefined): boolean => {
  if (places === undefined || value === null || value === undefined) return false;
  if (places.type === "whole" || (places.type === "leaves" && typeof value !== "object")) return true;
  const some = (items: readonly unknown[]): boolean => items.some((item) => hasSecretPlace(item, placesIn(places, "")));
  if (Array.isArray(value)) return places.type !== "fields" && some(value);
  if (!isRecord(value)) return false;
  if (places.type !== "fields") return some(Object.values(value));
  for (const [name, inner] of places.fields) if (hasSecretPlace(value[name], inner)) return true;
  return false;
};

const sharedSecret = (value: unknown, known: Secret[]): Secret => {
  const same = known.find((secret) => reveal(secret) === value);
  if (same !== undefined) return same;
  const secret = new Secret(value);
  known.push(secret);
  return secret;
};
