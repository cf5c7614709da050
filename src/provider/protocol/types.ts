/**
 * Types as they travel: Terraform's JSON form, checked.
 * @module
 */
import type { Type } from "../value.ts";
import { DEPTH_LIMIT, ValueError } from "./value-error.ts";

const names: readonly unknown[] = ["string", "number", "bool", "dynamic"];
const collections: readonly unknown[] = ["list", "set", "map"];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const check = (type: unknown, depth: number): void => {
  if (names.includes(type)) return;
  if (depth > DEPTH_LIMIT) throw new ValueError(`the type is nested more than ${DEPTH_LIMIT} deep`);
  if (Array.isArray(type)) {
    const [kind, inner, optional]: readonly unknown[] = type;
    const elements = collections.includes(kind)
      ? [inner]
      : kind === "tuple" && Array.isArray(inner)
        ? inner
        : undefined;
    if (type.length === 2 && elements !== undefined) {
      for (const element of elements) check(element, depth + 1);
      return;
    }
    const isNamed = Array.isArray(optional) && optional.every((name) => typeof name === "string");
    if (kind === "object" && isRecord(inner) && (type.length === 2 || (type.length === 3 && isNamed))) {
      for (const attribute of Object.values(inner)) check(attribute, depth + 1);
      return;
    }
  }
  throw new ValueError("no Terraform type");
};

// Dynamic values carry their types one by one, the same ones over and over.
const known = new Map<string, Type>();

/** A parsed JSON value as a type. Throws a {@link ValueError}. */
export const typeFrom = (value: unknown): Type => {
  check(value, 0);
  return value as Type; // Checked above.
};

/**
 * A type from its JSON form. Throws a {@link ValueError}.
 *
 * @example
 * parseType('["list","string"]') // ["list", "string"]
 */
export const parseType = (json: string): Type => {
  const found = known.get(json);
  if (found !== undefined) return found;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new ValueError("a type that is not JSON");
  }
  const type = typeFrom(value);
  if (known.size >= 1000) known.clear();
  known.set(json, type);
  return type;
};

/** A type in words, for people. */
export const describeType = (type: Type): string => (typeof type === "string" ? type : type[0]);

const templates = new WeakMap<object, Readonly<Record<string, null>>>();

/** An object with every attribute of the type, null: to be copied and filled. */
export const nullsOf = (attributes: { readonly [name: string]: Type }): Readonly<Record<string, null>> => {
  const found = templates.get(attributes);
  if (found !== undefined) return found;
  const template = Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));
  templates.set(attributes, template);
  return template;
};
