/**
 * Between Terraform's values and an entity's fields, both ways.
 * @module
 */
import { Template } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { referenceId } from "../model/derive.ts";
import { reveal, Secret } from "../model/secret.ts";
import { mergedOver, sealed } from "../model/secret-values.ts";
import { isRecord } from "../model/values.ts";
import { type Attribute, attributesOf } from "./attributes.ts";
import { Decimal, Dynamic, type Type, UNKNOWN, type Value } from "./value.ts";

export type Fields = Readonly<Record<string, unknown>>;
/** A resource's value: one entry per attribute. */
export type State = { readonly [name: string]: Value };

/** Stands in an entity for what apply will know; the engine takes it for any value of the right type. */
export const PENDING = new Template([]);

export const isObject = (value: Value | undefined): value is { readonly [name: string]: Value } =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Dynamic) &&
  !(value instanceof Decimal);

/** Whether a block says it: what is null is left out. */
export const isGiven = (value: Value | undefined): boolean => value !== null && value !== undefined;

/** The object in a dynamic value, or the value where it is one itself. */
export const objectIn = (value: Value | undefined): State | undefined => {
  const inner = value instanceof Dynamic ? value.value : value;
  return isObject(inner) ? inner : undefined;
};

/** A plain value: what stands in a dynamic one, in JSON's terms. Nulls stay, they are Kong's. */
export const plain = (value: Value): unknown => {
  if (value === UNKNOWN) return PENDING;
  if (value instanceof Dynamic) return plain(value.value);
  if (value instanceof Decimal) return Number(value.text);
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  return value;
};

/** A value of a typed attribute as the field's; undefined where it is null, which is undeclared. */
export const fieldValue = (attribute: Attribute, value: Value | undefined): unknown => {
  if (value === null || value === undefined) return undefined;
  if (value === UNKNOWN) return PENDING;
  if (attribute.role === "reference") return { id: value };
  const { nested } = attribute;
  if (nested === undefined) return plain(value);
  if (nested.mode === "single") return isObject(value) ? fieldsIn(nested.attributes, value) : undefined;
  return Array.isArray(value)
    ? value.map((item: Value) => (isObject(item) ? fieldsIn(nested.attributes, item) : plain(item)))
    : undefined;
};

const fieldsIn = (attributes: readonly Attribute[], values: State): Record<string, unknown> => {
  const fields: Record<string, unknown> = {};
  for (const attribute of attributes) {
    const value = fieldValue(attribute, values[attribute.name]);
    if (value !== undefined) fields[attribute.field] = attribute.sensitive === true ? sealed(value) : value;
  }
  return fields;
};

/**
 * The fields of an entity as a resource's value declares them: what is null is absent, what is unknown is pending, what
 * is secret is wrapped.
 *
 * @example
 * declaredFields(route, { name: "v1", service_id: "3f…", … }) // { name: "v1", service: { id: "3f…" } }
 */
export const declaredFields = (kind: AnyKind, values: State): Record<string, unknown> => {
  const fields: Record<string, unknown> = {};
  for (const attribute of attributesOf(kind)) {
    const value = values[attribute.name];
    if (value === null || value === undefined) continue;
    const { role, field } = attribute;
    switch (role) {
      case "field":
      case "reference": {
        const given = fieldValue(attribute, value);
        fields[field] = attribute.sensitive === true ? sealed(given) : given;
        break;
      }
      case "scope": {
        const scope = objectIn(value) ?? {};
        for (const inner of attribute.parts ?? []) {
          const reference = inner.role === "reference" ? fieldValue(inner, scope[inner.name]) : undefined;
          if (reference !== undefined) fields[inner.field] = reference;
        }
        break;
      }
      case "secrets":
        fields[field] = mergedOver(fields[field] ?? {}, sealed(fieldValue(attribute, value)));
        break;
      case "extra": {
        const extra = plain(value);
        if (isRecord(extra)) for (const [name, item] of Object.entries(extra)) fields[name] ??= item;
        break;
      }
      default:
    }
  }
  return fields;
};

/** The type that Terraform gives a plain value written as a literal. */
const typeOfPlain = (value: unknown): Type => {
  if (typeof value === "string") return "string";
  if (typeof value === "number" || typeof value === "bigint") return "number";
  if (typeof value === "boolean") return "bool";
  if (Array.isArray(value)) return ["tuple", value.map(typeOfPlain)];
  if (isRecord(value)) {
    return ["object", Object.fromEntries(Object.entries(value).map(([key, item]) => [key, typeOfPlain(item)]))];
  }
  return "dynamic";
};

/** A plain value without its secrets: those are null. */
const withoutSecrets = (value: unknown): unknown => {
  if (value instanceof Secret) return null;
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutSecrets(item)]));
};

const asValue = (value: unknown): Value => {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.map(asValue);
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asValue(item)]));
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean" || typeof value === "bigint")
    return value;
  return null;
};

/** A plain value as a dynamic one; secrets in it are null. */
export const dynamicOf = (value: unknown): Dynamic => {
  const shown = withoutSecrets(value);
  return new Dynamic(typeOfPlain(shown), asValue(shown));
};

/** A field of a live entity as an attribute's value. A secret is revealed only to a sensitive attribute. */
export const attributeValue = (attribute: Attribute, value: unknown): Value => {
  if (value === null || value === undefined) return null;
  if (attribute.role === "reference") return referenceId(value) ?? null;
  const known = attribute.sensitive === true ? reveal(value) : value;
  if (known instanceof Secret) return null;
  if (attribute.type === "dynamic") return dynamicOf(known);
  const { nested } = attribute;
  if (nested === undefined) return asValue(withoutSecrets(emptyAs(attribute.type, known)));
  if (nested.mode === "single") return isRecord(known) ? valuesIn(nested.attributes, known) : null;
  const items = emptyAs(["list", "string"], known);
  return Array.isArray(items)
    ? items.map((item: unknown) => (isRecord(item) ? valuesIn(nested.attributes, item) : asValue(item)))
    : null;
};

/** An empty table as the type wants it: the gateway answers `{}` or `[]` for either. */
const emptyAs = (type: Type, value: unknown): unknown => {
  const wanted = Array.isArray(type) ? type[0] : type;
  if ((wanted === "list" || wanted === "set") && isRecord(value) && Object.keys(value).length === 0) return [];
  if (wanted === "map" && Array.isArray(value) && value.length === 0) return {};
  return value;
};

/** The attributes of a record. What is secret stands in a state only where it was put. */
const valuesIn = (attributes: readonly Attribute[], fields: Fields): State =>
  Object.fromEntries(
    attributes.map((attribute) => [
      attribute.name,
      attribute.sensitive === true ? null : attributeValue(attribute, fields[attribute.field]),
    ]),
  );

/** Whether a value, or a part of it, is known only after apply. */
export const holdsUnknown = (value: Value | undefined): boolean => {
  if (value === UNKNOWN) return true;
  if (value instanceof Dynamic) return holdsUnknown(value.value);
  if (Array.isArray(value)) return value.some((item: Value) => holdsUnknown(item));
  return isObject(value) && Object.values(value).some(holdsUnknown);
};

/** Where a plain value has its leaves: `{ redis: { password } }` → `["redis", "password"]`. */
export const leavesOf = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
  isRecord(value) && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]))
    : [path];

/** A known text; undefined for everything else. */
export const textOf = (value: Value | undefined): string | undefined => (typeof value === "string" ? value : undefined);
