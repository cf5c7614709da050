/**
 * Values from the JSON of states. `JSON.parse` alone would round big numbers.
 * @module
 */
import { Dynamic, type Type, type Value } from "../value.ts";
import { numberFromFloat, numberFromText } from "./numbers.ts";
import { describeType, shapeOf, typeFrom } from "./types.ts";
import { DEPTH_LIMIT, put, ValueError, Walk } from "./value-error.ts";

export interface JsonOptions {
  /** What to do with attributes that the type does not have: older states may hold them. @default "error" */
  readonly unknownAttributes?: "error" | "ignore";
}

const [quote, backslash, minus, zero, nine] = [0x22, 0x5c, 0x2d, 0x30, 0x39];

/** Where a string that begins at the index ends: after its closing quote. */
const endOfString = (text: string, start: number): number => {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let first = end;
    while (text.charCodeAt(first - 1) === backslash) first--;
    if ((end - first) % 2 === 0) return end + 1;
  }
  return text.length;
};

const numeral = /[-+.0-9eE]+/y;

/** The JSON text with quotes around each number that `JSON.parse` might round: where a number belongs, its text will do. */
const withQuotedNumbers = (text: string): string => {
  let result = "";
  let copied = 0;
  for (let index = 0; index < text.length; ) {
    const code = text.charCodeAt(index);
    if (code === quote) {
      index = endOfString(text, index);
    } else if (code === minus || (code >= zero && code <= nine)) {
      numeral.lastIndex = index;
      numeral.test(text);
      const end = numeral.lastIndex;
      const number = text.slice(index, end);
      if (number.length > 15 || /[eE]/.test(number)) {
        result += `${text.slice(copied, index)}"${number}"`;
        copied = end;
      }
      index = end;
    } else index++;
  }
  return copied === 0 ? text : result + text.slice(copied);
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(withQuotedNumbers(text));
  } catch {
    // The parser's own message shows a piece of the text, which may be secret.
    throw new ValueError("the text is not JSON");
  }
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const primitive = (type: "string" | "number" | "bool", value: unknown): Value | undefined => {
  // As both CLIs do: an attribute whose type has changed is converted.
  if (type === "string" && typeof value === "string") return value;
  if (type === "bool") {
    if (value === "true" || value === "1") return true;
    if (value === "false" || value === "0") return false;
    return typeof value === "boolean" ? value : undefined;
  }
  if (type === "number") {
    if (typeof value === "number") return numberFromFloat(value);
    return typeof value === "string" ? numberFromText(value) : undefined;
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined;
};

const convert = (type: Type, value: unknown, options: JsonOptions, walk: Walk): Value => {
  if (value === null) return null;
  const wrong = (): never => walk.fail(`${describeType(type)} expected`);
  if (type === "string" || type === "number" || type === "bool") return primitive(type, value) ?? wrong();
  walk.enter();
  const result = type === "dynamic" ? dynamic(value, options, walk) : many(type, value, options, walk);
  walk.leave();
  return result ?? wrong();
};

const dynamic = (value: unknown, options: JsonOptions, walk: Walk): Value | undefined => {
  if (!isRecord(value) || !Object.hasOwn(value, "type") || !Object.hasOwn(value, "value")) return undefined;
  const type = walk.try(() => typeFrom(value["type"]));
  return new Dynamic(type, convert(type, value["value"], options, walk));
};

const many = (type: Exclude<Type, string>, value: unknown, options: JsonOptions, walk: Walk): Value | undefined => {
  const one = (step: string | number, inner: Type, element: unknown): Value => {
    walk.path.push(step);
    const converted = convert(inner, element, options, walk);
    walk.path.pop();
    return converted;
  };
  switch (type[0]) {
    case "list":
    case "set":
      return Array.isArray(value) ? value.map((element, index) => one(index, type[1], element)) : undefined;
    case "tuple":
      if (!Array.isArray(value) || value.length !== type[1].length) return undefined;
      return type[1].map((element, index) => one(index, element, value[index]));
    case "map": {
      if (!isRecord(value)) return undefined;
      const values: Record<string, Value> = {};
      for (const [key, element] of Object.entries(value)) put(values, key, one(key, type[1], element));
      return values;
    }
    case "object": {
      if (!isRecord(value)) return undefined;
      const values: Record<string, Value> = { ...shapeOf(type[1]).nulls };
      for (const [name, element] of Object.entries(value)) {
        const attribute = Object.hasOwn(values, name) ? type[1][name] : undefined;
        if (attribute !== undefined) values[name] = one(name, attribute, element);
        else if (options.unknownAttributes !== "ignore") {
          walk.path.push(name);
          return walk.fail("no such attribute");
        }
      }
      return values;
    }
  }
};

/** Whether a parsed value is of the type as it is: with nothing to convert, to add or to leave out. */
const isExactly = (type: Type, value: unknown, depth: number): boolean => {
  if (value === null) return true;
  if (type === "string") return typeof value === "string";
  if (type === "bool") return typeof value === "boolean";
  if (type === "number") return Number.isFinite(value);
  if (depth > DEPTH_LIMIT) return false;
  if (type === "dynamic") {
    if (!isRecord(value) || Object.keys(value).length !== 2 || !("type" in value)) return false;
    return isExactly(typeFrom(value["type"]), value["value"], depth + 1);
  }
  switch (type[0]) {
    case "list":
    case "set":
      return Array.isArray(value) && value.every((item) => isExactly(type[1], item, depth + 1));
    case "tuple":
      if (!Array.isArray(value) || value.length !== type[1].length) return false;
      return type[1].every((element, index) => isExactly(element, value[index], depth + 1));
    case "map":
      return isRecord(value) && Object.values(value).every((item) => isExactly(type[1], item, depth + 1));
    case "object": {
      const { sorted } = shapeOf(type[1]);
      if (!isRecord(value) || Object.keys(value).length !== sorted.length) return false;
      return sorted.every(
        ({ name, type: attribute }) => Object.hasOwn(value, name) && isExactly(attribute, value[name], depth + 1),
      );
    }
  }
};

/**
 * The object in a JSON text, only parsed, where both CLIs would read from the text what {@link valueFromJson} reads.
 * Undefined where something is to be converted, added or left out, or is wrong. Numbers may be rounded.
 */
export const exactObject = (type: Type, text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && isExactly(type, value, 0) ? value : undefined;
  } catch {
    // What is wrong is told by who reads it all.
    return undefined;
  }
};

/** A value from JSON. Throws a {@link ValueError}. */
export const valueFromJson = (type: Type, text: string, options: JsonOptions): Value =>
  convert(type, parse(text), options, new Walk());
