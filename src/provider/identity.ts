/**
 * Resource identity: what tells one entity from all others, its scope included.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import { fieldFacts } from "../model/derive.ts";
import { type Attribute, attributesOf, perKind } from "./attributes.ts";
import { isObject, objectIn, type State } from "./fields.ts";
import type { Type, Value } from "./value.ts";

export interface IdentityAttribute {
  readonly name: string;
  readonly type: Type;
  readonly description: string;
  /** The attribute of the resource it repeats, and the one that is around it. */
  readonly attribute: Attribute;
  readonly within: string | undefined;
}

const derive = (kind: AnyKind): readonly IdentityAttribute[] => {
  const { path, at = [], fallback } = kind.identity;
  const fields = new Set([...path, ...at, ...(fallback === undefined ? [] : [fallback])]);
  const attributes = attributesOf(kind);
  const scope = attributes.find(({ role }) => role === "scope");
  const isPart = ({ role, field }: Attribute): boolean =>
    (role === "field" || role === "reference") && fields.has(field) && fieldFacts(kind, field).secret !== true;
  const part = (attribute: Attribute, within?: string): IdentityAttribute => ({
    name: attribute.name,
    type: attribute.type,
    description: attribute.description,
    attribute,
    within,
  });
  return [
    ...attributes.filter(({ role }) => role === "id").map((attribute) => part(attribute)),
    ...attributes.filter(isPart).map((attribute) => part(attribute)),
    ...(scope?.parts ?? []).map((attribute) => part(attribute, scope?.name)),
  ];
};

/** The identity's attributes: the id, and what names the entity. */
export const identityAttributesOf = perKind(derive);

export const identityType = perKind((kind): readonly ["object", { readonly [name: string]: Type }] => [
  "object",
  Object.fromEntries(identityAttributesOf(kind).map(({ name, type }) => [name, type])),
]);

/** The identity of a resource's value. */
export const identityOf = (kind: AnyKind, state: State): State => {
  const identity: Record<string, Value> = {};
  for (const { name, within } of identityAttributesOf(kind)) {
    const around = within === undefined ? state : objectIn(state[within]);
    identity[name] = around?.[name] ?? null;
  }
  return identity;
};

/** A resource's value that holds an identity and nothing else. */
export const stateFromIdentity = (kind: AnyKind, identity: State): State => {
  const state: Record<string, Value> = {};
  for (const { name, within } of identityAttributesOf(kind)) {
    const value = identity[name] ?? null;
    if (within === undefined) state[name] = value;
    else if (value !== null) {
      const around = state[within];
      state[within] = { ...(isObject(around) ? around : {}), [name]: value };
    }
  }
  return state;
};
