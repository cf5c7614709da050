/**
 * How declarations name an entity's fields as attributes, and what they may say beside them: one contract for stacks, for this
 * package's engine and for Terraform's provider.
 * @module
 */
import { z } from "zod";
import type { AnyKind } from "./define.ts";
import { fieldFacts, fieldsOf, isComputed, referencesOf, unwrapped } from "./derive.ts";
import { factsOf } from "./facts.ts";

/** The attribute of a reference field: `service` → `service_id`. */
export const referenceAttribute = (field: string): string => `${field}_id`;

/** The write-only twin of an attribute that holds secrets: Terraform stores it nowhere. */
export const writeOnlyAttribute = (name: string): string => `${name}_wo`;

/** The attribute whose values lie over a field that is no secret as a whole: `config` → `config_secrets`. */
export const secretsAttribute = (field: string): string => `${field}_secrets`;

/** What happens to the entity when its resource goes: `abandon` leaves it on the gateway. Terraform alone acts by it. */
export type DeletionPolicy = "delete" | "abandon";
export const DELETION_POLICIES: readonly DeletionPolicy[] = ["delete", "abandon"];

/** An attribute that gives secrets of a field in another way than the field's own attribute. */
export interface SecretAttribute {
  readonly name: string;
  /** Kong's field. */
  readonly field: string;
  readonly schema: z.core.$ZodType;
  /** It holds some of the field's values and is merged over the others; else it stands in place of the field's attribute. */
  readonly isMerged: boolean;
  readonly isWriteOnly: boolean;
  /** The attribute that says the same thing: only one of the two may be given. */
  readonly twin?: string;
}

const known = new WeakMap<AnyKind, ReadonlyMap<string, SecretAttribute>>();

const hasSecretInside = (schema: z.core.$ZodType): boolean => {
  const type = unwrapped(schema);
  return (
    type instanceof z.ZodObject &&
    Object.values(type.shape).some((inner) => factsOf(inner).secret === true || hasSecretInside(inner))
  );
};

const derive = (kind: AnyKind): readonly SecretAttribute[] =>
  Object.entries(fieldsOf(kind)).flatMap(([field, schema]): readonly SecretAttribute[] => {
    if (fieldFacts(kind, field).secret === true) {
      return [{ name: writeOnlyAttribute(field), field, schema, isMerged: false, isWriteOnly: true, twin: field }];
    }
    const stored = secretsAttribute(field);
    const unstored = writeOnlyAttribute(stored);
    if (field !== kind.subschema?.of) {
      // In a typed record each secret has a place of its own, which is never shown.
      return hasSecretInside(schema) ? [{ name: unstored, field, schema, isMerged: true, isWriteOnly: true }] : [];
    }
    return [
      { name: stored, field, schema, isMerged: true, isWriteOnly: false, twin: unstored },
      { name: unstored, field, schema, isMerged: true, isWriteOnly: true, twin: stored },
    ];
  });

/**
 * The attributes by which a kind's secrets are given beside, or in place of, its fields' own. By name.
 *
 * @example
 * [...secretAttributesOf(keyAuth).keys()] // ["key_wo"]
 * [...secretAttributesOf(plugin).keys()] // ["config_secrets", "config_secrets_wo"]
 * [...secretAttributesOf(key).keys()] // ["jwk_wo", "pem_secrets_wo"]
 */
export const secretAttributesOf = (kind: AnyKind): ReadonlyMap<string, SecretAttribute> => {
  let found = known.get(kind);
  if (found === undefined) {
    found = new Map(derive(kind).map((attribute) => [attribute.name, attribute]));
    known.set(kind, found);
  }
  return found;
};

/** What an attribute may be used for: `given` in a declaration · `read` in expressions only, which the gateway or the provider fills in. */
export type AttributeUse = "given" | "read";

/** What is said of the resource and not of the entity. */
const BEHAVIOUR = ["extra", "adopt", "deletion_policy"] as const;

/** The times that an entity bears: a membership has none. */
export const timesOf = ({ membership, timestamps }: AnyKind): readonly ("created_at" | "updated_at")[] =>
  membership !== undefined ? [] : timestamps.updated ? ["created_at", "updated_at"] : ["created_at"];

/** Whether a declaration may pin the id: that of a membership follows from its two sides. */
export const isIdPinnable = ({ membership }: AnyKind): boolean => membership === undefined;

const isInScope = (kind: AnyKind, field: string): boolean => kind.scope?.includes(field) === true;

/** The attribute that stands for a field outside of the scope. */
const attributeOf = (kind: AnyKind, field: string): string =>
  referencesOf(kind).some((reference) => reference.field === field) ? referenceAttribute(field) : field;

const hasOwnerTag = (kind: AnyKind): boolean => fieldFacts(kind, "tags").carriesOwner === true;

const ofResource = (kind: AnyKind): readonly (readonly [string, AttributeUse])[] => {
  const all = Object.keys(fieldsOf(kind)).filter((field) => !isInScope(kind, field));
  const fields = all.filter((field) => !isComputed(kind, field));
  const secrets = [...secretAttributesOf(kind).values()];
  const given = [
    ...(isIdPinnable(kind) ? ["id"] : []),
    ...(kind.scope === undefined ? [] : ["scope"]),
    ...fields.map((field) => attributeOf(kind, field)),
    ...secrets.map(({ name }) => name),
    ...BEHAVIOUR,
  ];
  const read = [
    ...(isIdPinnable(kind) ? [] : ["id"]),
    ...all.filter((field) => isComputed(kind, field)),
    ...timesOf(kind),
    ...(hasOwnerTag(kind) ? ["owner"] : []),
    ...(secrets.some(({ isWriteOnly }) => isWriteOnly) ? ["secrets_version"] : []),
  ];
  return [...given.map((name) => [name, "given"] as const), ...read.map((name) => [name, "read"] as const)];
};

/** The fields by which a data source finds an entity. */
export const findingFields = (kind: AnyKind): ReadonlySet<string> =>
  new Set([
    ...kind.uniqueKeys.filter(({ secret }) => secret !== true).flatMap(({ fields }) => fields),
    ...(kind.recognisedBy ?? []).map(({ field }) => field),
  ]);

const ofData = (kind: AnyKind): readonly (readonly [string, AttributeUse])[] => {
  const keys = findingFields(kind);
  const shown = Object.keys(fieldsOf(kind)).filter((field) => {
    const { secret, writeOnly } = fieldFacts(kind, field);
    return !isInScope(kind, field) && secret !== true && writeOnly === undefined;
  });
  return [
    ["identity", "given"],
    ["id", "given"],
    ...(kind.scope === undefined ? [] : [["scope", "given"] as const]),
    ...shown.map((field) => [attributeOf(kind, field), keys.has(field) ? "given" : "read"] as const),
    ...timesOf(kind).map((name) => [name, "read"] as const),
    ...(hasOwnerTag(kind) ? [["owner", "read"] as const] : []),
  ];
};

const resources = new WeakMap<AnyKind, ReadonlyMap<string, AttributeUse>>();
const dataSources = new WeakMap<AnyKind, ReadonlyMap<string, AttributeUse>>();

/**
 * Every attribute of a kind's resource or data source, and what it may be used for.
 *
 * @example
 * attributeUsesOf(service, false).get("created_at") // "read"
 * attributeUsesOf(service, true).get("name") // "given": a data source is found by it
 */
export const attributeUsesOf = (kind: AnyKind, isData: boolean): ReadonlyMap<string, AttributeUse> => {
  const cache = isData ? dataSources : resources;
  let found = cache.get(kind);
  if (found === undefined) {
    found = new Map(isData ? ofData(kind) : ofResource(kind));
    cache.set(kind, found);
  }
  return found;
};
