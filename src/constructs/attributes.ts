/** From camelCase properties to the attributes of the synthesized JSON, as the kind's descriptor says. @module */
import { Tokenization } from "cdktf";
import { z } from "zod";
import { attributeUsesOf, referenceAttribute, secretAttributesOf } from "../model/attribute-names.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldFacts, unwrapped } from "../model/derive.ts";
import { isRecord } from "../model/values.ts";
import { referenceInvalid } from "./errors.ts";
import { escapeLiterals } from "./literal.ts";
import { camelCase } from "./names.ts";
import { idOf } from "./references.ts";

type Shape = Readonly<Record<string, z.core.$ZodType>>;

const properties = new WeakMap<Shape, ReadonlyMap<string, string>>();

/** Field names of a record by their property name. */
const fieldsByProperty = (shape: Shape): ReadonlyMap<string, string> => {
  let map = properties.get(shape);
  if (map === undefined) {
    map = new Map(Object.keys(shape).map((field) => [camelCase(field), field]));
    properties.set(shape, map);
  }
  return map;
};

/** A property's field; a name that the descriptor does not know stays as it is and is reported at synth. */
const fieldOf = (kind: AnyKind, property: string): string =>
  fieldsByProperty(kind.schema.shape).get(property) ?? property;

const others = new WeakMap<AnyKind, ReadonlyMap<string, string>>();

/** The attributes that are no fields, by property name: `createdAt`, `keyWo`. */
const otherAttributes = (kind: AnyKind): ReadonlyMap<string, string> => {
  let map = others.get(kind);
  if (map === undefined) {
    const names = [...attributeUsesOf(kind, false).keys()].filter((name) => !(name in kind.schema.shape));
    map = new Map(names.map((name) => [camelCase(name), name]));
    others.set(kind, map);
  }
  return map;
};

/**
 * A property's path as the attribute's that it stands for, where people name one: in `attribute()` and in
 * `lifecycle.ignoreChanges`.
 *
 * @example
 * attributePath(upstream, "healthchecks.active.httpPath") // "healthchecks.active.http_path"
 * attributePath(route, "service") // "service_id"
 * attributePath(route, "createdAt") // "created_at"
 * attributePath(plugin, "route") // "scope.route_id"
 */
export const attributePath = (kind: AnyKind, path: string): string => {
  const [property = "", ...rest] = path.split(".");
  const field = fieldOf(kind, property);
  const other = otherAttributes(kind).get(property);
  if (other !== undefined && !(field in kind.schema.shape)) return [other, ...rest].join(".");
  const isReference = fieldFacts(kind, field).reference !== undefined;
  const before = isReference && kind.scope?.includes(field) === true ? ["scope"] : [];
  let schema = kind.schema.shape[field];
  const below = rest.map((part) => {
    const type: z.core.$ZodType | undefined = schema === undefined ? undefined : unwrapped(schema);
    const shape: Shape | undefined = type instanceof z.ZodObject ? type.shape : undefined;
    const name = shape === undefined ? part : (fieldsByProperty(shape).get(part) ?? part);
    schema = shape === undefined ? undefined : shape[name];
    return name;
  });
  return [...before, isReference ? referenceAttribute(field) : field, ...below].join(".");
};

/** A value with the properties of its records renamed; the keys of maps are people's own and are left alone. */
const renamed = (schema: z.core.$ZodType | undefined, value: unknown): unknown => {
  if (schema === undefined || value === null || typeof value !== "object" || Tokenization.isResolvable(value)) {
    return value;
  }
  const type = unwrapped(schema);
  if (type instanceof z.ZodArray && Array.isArray(value)) return value.map((item) => renamed(type.element, item));
  if (type instanceof z.ZodRecord && isRecord(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renamed(type.valueType, item)]));
  }
  if (type instanceof z.ZodObject && isRecord(value)) {
    const shape: Shape = type.shape;
    const names = fieldsByProperty(shape);
    return Object.fromEntries(
      Object.entries(value).map(([property, item]) => {
        const field = names.get(property) ?? property;
        return [field, renamed(shape[field], item)];
      }),
    );
  }
  return value;
};

/**
 * Properties as attributes: snake_case, a reference as `<field>_id`, literals escaped. `where` names the declaration in
 * errors. Throws `KG_REFERENCE_INVALID` for a reference to something else.
 *
 * @example
 * toAttributes(route, { paths: ["/orders"], service: orders }, "shop/orders/v1")
 * // { paths: ["/orders"], service_id: "${kong_service.orders.id}" }
 */
export const toAttributes = (
  kind: AnyKind,
  props: Readonly<Record<string, unknown>>,
  where: string,
): Record<string, unknown> => {
  const attributes: Record<string, unknown> = {};
  for (const [property, value] of Object.entries(props)) {
    if (value === undefined) continue;
    const secret = secretAttributesOf(kind).get(otherAttributes(kind).get(property) ?? "");
    if (secret !== undefined) {
      attributes[secret.name] = escapeLiterals(renamed(secret.schema, value));
      continue;
    }
    const field = fieldOf(kind, property);
    const { reference, listOf } = fieldFacts(kind, field);
    if (listOf !== undefined && Array.isArray(value)) {
      attributes[field] = value.map((item, index) => {
        const id = idOf(item, listOf);
        if (id === undefined) throw referenceInvalid(where, `${property}[${index}]`, listOf, item);
        return id;
      });
      continue;
    }
    if (reference === undefined) {
      attributes[field] = escapeLiterals(renamed(kind.schema.shape[field], value));
      continue;
    }
    const id = idOf(value, reference.kind);
    if (id === undefined) throw referenceInvalid(where, property, reference.kind, value);
    attributes[referenceAttribute(field)] = id;
  }
  return attributes;
};
