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

/** An attribute of an object type. */
export interface AttributeType {
  readonly name: string;
  /** The name in UTF-8. */
  readonly bytes: Uint8Array;
  readonly type: Type;
}

/** What is worked out once about an object type. */
export interface ObjectShape {
  /** An object with every attribute, null: to be copied and filled. */
  readonly nulls: Readonly<Record<string, null>>;
  /** The attributes in the order that both CLIs send them in: by name. */
  readonly sorted: readonly AttributeType[];
}

const shapes = new WeakMap<object, ObjectShape>();

export const shapeOf = (attributes: { readonly [name: string]: Type }): ObjectShape => {
  let shape = shapes.get(attributes);
  if (shape === undefined) {
    const all = Object.entries(attributes).map(([name, type]) => ({ name, bytes: Buffer.from(name), type }));
    shape = {
      nulls: Object.fromEntries(all.map(({ name }) => [name, null])),
      sorted: all.sort((a, b) => Buffer.compare(a.bytes, b.bytes)),
    };
    shapes.set(attributes, shape);
  }
  return shape;
};
