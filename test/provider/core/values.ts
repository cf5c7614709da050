/** Values as Terraform's core sees them: compared, written as JSON, and made from plain JavaScript as it makes them from HCL. */
import { numberFromText } from "../../../src/provider/protocol/numbers.ts";
import { Decimal, Dynamic, type Type, UNKNOWN, type Value } from "../../../src/provider/value.ts";
import { CoreError } from "./errors.ts";
import type { Attribute, BlockType, Nested } from "./schema.ts";

/** What a configuration may hold: plain JavaScript, and what HCL's expressions may be: unknown, or dynamic with a given type. */
export type Plain =
  | undefined
  | null
  | string
  | number
  | bigint
  | boolean
  | typeof UNKNOWN
  | Dynamic
  | Decimal
  | readonly Plain[]
  | { readonly [name: string]: Plain };

export type ObjectValue = { readonly [name: string]: Value };

export const isObject = (value: Value | Plain): value is ObjectValue =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Dynamic) &&
  !(value instanceof Decimal);
export const isArray = (value: Value): value is readonly Value[] => Array.isArray(value);

/** An attribute or key, null if there is none. */
export const get = (value: Value, name: string): Value =>
  isObject(value) && Object.hasOwn(value, name) ? (value[name] ?? null) : null;

const inner = (type: Type, name: string): Type => {
  if (typeof type === "string") return "dynamic";
  if (type[0] === "map") return type[1];
  return type[0] === "object" ? (type[1][name] ?? "dynamic") : "dynamic";
};
const elementType = (type: Type, index: number): Type => {
  if (typeof type === "string" || type[0] === "map" || type[0] === "object") return "dynamic";
  return type[0] === "tuple" ? (type[1][index] ?? "dynamic") : type[1];
};

/** One text per value: two values are the same exactly if their texts are. The order of sets does not count. */
export const canonical = (type: Type, value: Value): string => {
  if (value === UNKNOWN) return "?";
  if (value === null) return "null";
  if (value instanceof Dynamic) return `<${JSON.stringify(value.type)}>${canonical(value.type, value.value)}`;
  if (value instanceof Decimal) return value.text;
  if (isArray(value)) {
    const texts = value.map((element, index) => canonical(elementType(type, index), element));
    if (typeof type !== "string" && type[0] === "set") texts.sort();
    return `[${texts.join(",")}]`;
  }
  if (isObject(value)) {
    const names = typeof type !== "string" && type[0] === "object" ? Object.keys(type[1]) : Object.keys(value);
    return `{${names
      .sort()
      .map((name) => `${JSON.stringify(name)}:${canonical(inner(type, name), get(value, name))}`)
      .join(",")}}`;
  }
  return typeof value === "string" ? JSON.stringify(value) : String(value);
};

export const isSame = (type: Type, one: Value, other: Value): boolean =>
  canonical(type, one) === canonical(type, other);

/** A value with its sets in one order and without twins, as the core holds them. */
export const ordered = (type: Type, value: Value): Value => {
  if (value instanceof Dynamic) return new Dynamic(value.type, ordered(value.type, value.value));
  if (isArray(value)) {
    const items = value.map((element, index) => ordered(elementType(type, index), element));
    if (typeof type === "string" || type[0] !== "set") return items;
    const distinct = new Map<string, Value>(items.map((item) => [canonical(type[1], item), item]));
    return [...distinct].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, item]) => item);
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, ordered(inner(type, name), item)]));
};

/** The paths of all unknown values. */
export const unknowns = (value: Value, path: readonly (string | number)[] = []): readonly string[] => {
  if (value === UNKNOWN) return [path.join(".") || "the whole"];
  if (value instanceof Dynamic) return unknowns(value.value, path);
  if (isArray(value)) return value.flatMap((element, index) => unknowns(element, [...path, index]));
  if (isObject(value)) return Object.entries(value).flatMap(([name, element]) => unknowns(element, [...path, name]));
  return [];
};

/** A known value as it lies in a state file. */
export const toJson = (type: Type, value: Value): string => {
  if (value === UNKNOWN) throw new CoreError("state", "an unknown value in a state");
  if (value instanceof Dynamic) {
    return `{"value":${toJson(value.type, value.value)},"type":${JSON.stringify(value.type)}}`;
  }
  if (value instanceof Decimal) return value.text;
  if (isArray(value)) {
    return `[${value.map((element, index) => toJson(elementType(type, index), element)).join(",")}]`;
  }
  if (isObject(value)) {
    const entries = Object.entries(value).map(
      ([name, element]) => `${JSON.stringify(name)}:${toJson(inner(type, name), element)}`,
    );
    return `{${entries.join(",")}}`;
  }
  return typeof value === "bigint" ? String(value) : JSON.stringify(value);
};

const invalid = (path: readonly (string | number)[], problem: string): never => {
  throw new CoreError("configuration", `${path.join(".") || "the whole"}: ${problem}`);
};

/** In a dynamic place: the type follows from the value, as in HCL. */
const inferred = (plain: Plain, path: readonly (string | number)[]): Dynamic => {
  if (plain instanceof Dynamic) return plain;
  if (plain === null || plain === undefined || plain === UNKNOWN) return new Dynamic("dynamic", plain ?? null);
  if (typeof plain === "string") return new Dynamic("string", plain.normalize("NFC"));
  if (typeof plain === "boolean") return new Dynamic("bool", plain);
  if (typeof plain === "number" || typeof plain === "bigint" || plain instanceof Decimal) {
    return new Dynamic("number", coerced("number", plain, path));
  }
  if (Array.isArray(plain)) {
    const list: readonly Plain[] = plain;
    const elements = list.map((element, index) => inferred(element, [...path, index]));
    return new Dynamic(
      ["tuple", elements.map(({ type }) => type)],
      elements.map(({ value }) => value),
    );
  }
  const entries = Object.entries(plain).map(([name, element]): [string, Dynamic] => [
    name,
    inferred(element, [...path, name]),
  ]);
  return new Dynamic(
    ["object", Object.fromEntries(entries.map(([name, { type }]) => [name, type]))],
    Object.fromEntries(entries.map(([name, { value }]) => [name, value])),
  );
};

/** A value of the type, converted as HCL converts: numbers to strings and back, lists to sets without twins. */
export const coerced = (type: Type, plain: Plain, path: readonly (string | number)[] = []): Value => {
  if (plain === null || plain === undefined) return null;
  if (plain === UNKNOWN) return UNKNOWN;
  if (type === "dynamic") {
    const dynamic = inferred(plain, path);
    return dynamic.type === "dynamic" ? dynamic.value : dynamic;
  }
  if (plain instanceof Dynamic) return invalid(path, "a dynamic value where the type is given");
  if (type === "string") {
    if (typeof plain === "object") return invalid(path, "string expected");
    return String(plain).normalize("NFC");
  }
  if (type === "bool") {
    if (typeof plain === "boolean") return plain;
    return plain === "true" || plain === "false" ? plain === "true" : invalid(path, "bool expected");
  }
  if (type === "number") {
    const text = plain instanceof Decimal ? plain.text : typeof plain === "object" ? "" : String(plain);
    return numberFromText(text) ?? invalid(path, "number expected");
  }
  if (type[0] === "map") {
    if (!isObject(plain)) return invalid(path, "map expected");
    const [, element] = type;
    return Object.fromEntries(
      Object.entries(plain)
        .filter(([, item]) => item !== undefined)
        .map(([name, item]) => [name.normalize("NFC"), coerced(element, item, [...path, name])]),
    );
  }
  if (type[0] === "object") {
    if (!isObject(plain)) return invalid(path, "object expected");
    const [, attributes] = type;
    const stray = Object.keys(plain).find((name) => !Object.hasOwn(attributes, name));
    if (stray !== undefined) return invalid([...path, stray], "no such attribute");
    return Object.fromEntries(
      Object.entries(attributes).map(([name, attribute]) => [
        name,
        coerced(attribute, get(plain, name), [...path, name]),
      ]),
    );
  }
  if (!Array.isArray(plain)) return invalid(path, `${type[0]} expected`);
  // Array.isArray forgets the element's type.
  const list: readonly Plain[] = plain;
  if (type[0] === "tuple" && list.length !== type[1].length) return invalid(path, "a tuple of another length");
  const values = list.map((element, index) => coerced(elementType(type, index), element, [...path, index]));
  return ordered(type, values);
};

type Holder = { readonly attributes: ReadonlyMap<string, Attribute>; readonly blocks: ReadonlyMap<string, BlockType> };

/** What the core itself finds wrong in a configuration before it asks the provider. */
export const checkConfiguration = (schema: Holder, config: Value, path: readonly (string | number)[] = []): void => {
  if (!isObject(config)) return;
  for (const [name, attribute] of schema.attributes) {
    const value = get(config, name);
    const at = [...path, name];
    if (value === null && attribute.isRequired) invalid(at, "is required");
    if (value !== null && !attribute.isRequired && !attribute.isOptional) invalid(at, "cannot be set");
    if (attribute.nested !== undefined) checkNested(attribute.nested, value, at);
  }
  for (const [name, block] of schema.blocks) checkNested(block, get(config, name), [...path, name]);
};

const checkNested = (nested: Nested, value: Value, path: readonly (string | number)[]): void => {
  if (nested.nesting === "single") checkConfiguration(nested, value, path);
  else if (isArray(value))
    for (const [index, element] of value.entries()) checkConfiguration(nested, element, [...path, index]);
  else if (isObject(value))
    for (const [key, element] of Object.entries(value)) checkConfiguration(nested, element, [...path, key]);
};

/** A configuration of the schema: absent blocks are empty, as the core has them. */
export const withEmptyBlocks = (blocks: ReadonlyMap<string, BlockType>, plain: Plain): Plain => {
  if (!isObject(plain)) return plain;
  const filled: Record<string, Plain> = { ...plain };
  for (const [name, block] of blocks) {
    const given: Plain = get(plain, name);
    const one = (element: Plain): Plain => withEmptyBlocks(block.blocks, element);
    if (block.nesting === "single") filled[name] = given === null && block.isGroup ? one({}) : one(given);
    else if (block.nesting === "map") {
      filled[name] = isObject(given)
        ? Object.fromEntries(Object.entries(given).map(([key, item]) => [key, one(item)]))
        : {};
    } else filled[name] = Array.isArray(given) ? given.map(one) : (given ?? []);
  }
  return filled;
};
