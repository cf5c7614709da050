/**
 * Resource identity: what tells one entity from all others, its scope included.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import { fieldFacts } from "../model/derive.ts";
import { type Attribute, attributesOf } from "./attributes.ts";
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

const known = new Map<AnyKind, readonly IdentityAttribute[]>();

/** The identity's attributes: the id, and what names the entity. */
export const identityAttributesOf = (kind: AnyKind): readonly IdentityAttribute[] => {
  let found = known.get(kind);
  if (found === undefined) {
    found = derive(kind);
    known.set(kind, found);
  }
  return found;
};

export const identityType = (kind: AnyKind): Type => [
  "object",
  Object.fromEntries(identityAttributesOf(kind).map(({ name, type }) => [name, type])),
];

/** The identity of a resource's value. */
export const identityOf = (kind: AnyKind, state: State): State =>
  Object.fromEntries(
    identityAttributesOf(kind).map(({ name, within }): [string, Value] => {
      const around = within === undefined ? state : objectIn(state[within]);
      return [name, around?.[name] ?? null];
    }),
  );

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
