/**
 * Terraform's values on the wire: msgpack, and the JSON of states, read and written by the value's type.
 * @module
 */
import { exactObject, type JsonOptions, valueFromJson } from "./protocol/json-values.ts";
import { MsgpackReader } from "./protocol/msgpack-reader.ts";
import { MsgpackWriter } from "./protocol/msgpack-writer.ts";
import { numberFromText, numberToWire } from "./protocol/numbers.ts";
import { parseType, shapeOf, typeFrom } from "./protocol/types.ts";
import { put, ValueError, type ValueStep, Walk } from "./protocol/value-error.ts";
import { Decimal, Dynamic, type Type, UNKNOWN, type Value } from "./value.ts";

export { exactObject, type JsonOptions, parseType, ValueError, type ValueStep };

const decode = (type: Type, reader: MsgpackReader, walk: Walk): Value => {
  if (reader.nil()) return null;
  const extension = reader.extension();
  if (extension !== undefined) {
    // 12 says more about the unknown value (that it is not null, say), which this provider does not use.
    return extension === 0 || extension === 12 ? UNKNOWN : walk.fail(`the unknown extension ${extension}`);
  }
  if (type === "string") return reader.string();
  if (type === "bool") return reader.bool();
  if (type === "number") {
    const number = reader.number();
    return typeof number === "string" ? (numberFromText(number) ?? walk.fail("a text that is no number")) : number;
  }
  walk.enter();
  const value = type === "dynamic" ? decodeDynamic(reader, walk) : decodeMany(type, reader, walk);
  walk.leave();
  return value;
};

const decodeDynamic = (reader: MsgpackReader, walk: Walk): Value => {
  if (reader.array("a type and a value") !== 2) walk.fail("a type and a value expected");
  const json = reader.binaryText("a type");
  const type = walk.try(() => parseType(json));
  return new Dynamic(type, decode(type, reader, walk));
};

const decodeMany = (type: Exclude<Type, string>, reader: MsgpackReader, walk: Walk): Value => {
  const { path } = walk;
  switch (type[0]) {
    case "list":
    case "set": {
      const length = reader.array(type[0]);
      const values: Value[] = [];
      for (let index = 0; index < length; index++) {
        path.push(index);
        values.push(decode(type[1], reader, walk));
        path.pop();
      }
      return values;
    }
    case "tuple": {
      const length = reader.array("tuple");
      if (length !== type[1].length) walk.fail(`a tuple of ${type[1].length} expected, ${length} found`);
      return type[1].map((element, index) => {
        path.push(index);
        const value = decode(element, reader, walk);
        path.pop();
        return value;
      });
    }
    case "map": {
      const length = reader.map("map");
      const values: Record<string, Value> = {};
      for (let index = 0; index < length; index++) {
        const key = reader.string("a key");
        path.push(key);
        put(values, key, decode(type[1], reader, walk));
        path.pop();
      }
      return values;
    }
    case "object": {
      const length = reader.map("object");
      const { nulls, sorted } = shapeOf(type[1]);
      const values: Record<string, Value> = { ...nulls };
      for (let index = 0; index < length; index++) {
        const next = sorted[index];
        // Compared byte by byte, the name that is expected need not be made a text.
        const isNext = next !== undefined && reader.takes(next.bytes);
        const name = isNext ? next.name : reader.string("a name");
        path.push(name);
        const attribute = isNext ? next.type : Object.hasOwn(values, name) ? type[1][name] : undefined;
        if (attribute === undefined) walk.fail("no such attribute");
        values[name] = reader.nil() ? null : decode(attribute, reader, walk);
        path.pop();
      }
      return values;
    }
  }
};

/**
 * A value from its msgpack form. Objects have every attribute of the type, null if it is missing; unknown values are
 * {@link UNKNOWN}, in dynamic places there are {@link Dynamic}. Throws a {@link ValueError}.
 *
 * @example
 * decodeValue(["object", { name: "string" }], request.config.msgpack) // { name: "a" }
 */
export const decodeValue = (type: Type, bytes: Uint8Array): Value => {
  const walk = new Walk();
  const reader = new MsgpackReader(bytes, walk.fail);
  const value = decode(type, reader, walk);
  return reader.left === 0 ? value : walk.fail(`${reader.left} bytes after the value's end`);
};

/** What a value is, for people; never what it says. */
const describe = (value: unknown): string => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (value instanceof Dynamic) return "a dynamic value";
  if (value instanceof Decimal) return "a number";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
};

const isNumber = (value: Value): value is number | bigint | Decimal =>
  typeof value === "number" || typeof value === "bigint" || value instanceof Decimal;
// Array.isArray alone forgets what the elements are.
const isArray = (value: Value): value is readonly Value[] => Array.isArray(value);
const isRecord = (value: Value): value is { readonly [name: string]: Value } =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Dynamic) &&
  !(value instanceof Decimal);

const encode = (type: Type, value: Value, writer: MsgpackWriter, walk: Walk): void => {
  if (value === null) writer.nil();
  else if (value === UNKNOWN) writer.unknown();
  else if (type === "string" && typeof value === "string") writer.string(value);
  else if (type === "bool" && typeof value === "boolean") writer.bool(value);
  else if (type === "number" && isNumber(value)) {
    const number = numberToWire(value) ?? walk.fail("a number that Terraform does not have");
    if (typeof number === "string") writer.string(number);
    else writer.integer(number);
  } else {
    walk.enter();
    if (type === "dynamic" && value instanceof Dynamic) encodeDynamic(value, writer, walk);
    else if (typeof type === "string") walk.fail(`${type} expected, ${describe(value)} found`);
    else encodeMany(type, value, writer, walk);
    walk.leave();
  }
};

const encodeDynamic = ({ type, value }: Dynamic, writer: MsgpackWriter, walk: Walk): void => {
  const json = JSON.stringify(walk.try(() => typeFrom(type)));
  writer.array(2);
  writer.binary(json);
  encode(type, value, writer, walk);
};

const encodeMany = (type: Exclude<Type, string>, value: Value, writer: MsgpackWriter, walk: Walk): void => {
  const one = (step: ValueStep, inner: Type, element: Value): void => {
    walk.path.push(step);
    encode(inner, element, writer, walk);
    walk.path.pop();
  };
  switch (type[0]) {
    case "list":
    case "set": {
      if (!isArray(value)) walk.fail(`${type[0]} expected, ${describe(value)} found`);
      writer.array(value.length);
      for (const [index, element] of value.entries()) one(index, type[1], element);
      break;
    }
    case "tuple": {
      if (!isArray(value)) walk.fail(`tuple expected, ${describe(value)} found`);
      const { length } = type[1];
      if (value.length !== length) walk.fail(`a tuple of ${length} expected, ${value.length} found`);
      writer.array(length);
      for (const [index, element] of type[1].entries()) one(index, element, value[index] ?? null);
      break;
    }
    case "map": {
      if (!isRecord(value)) walk.fail(`map expected, ${describe(value)} found`);
      const elements = Object.entries(value);
      writer.map(elements.length);
      for (const [key, element] of elements) {
        writer.string(key);
        one(key, type[1], element);
      }
      break;
    }
    case "object": {
      if (!isRecord(value)) walk.fail(`object expected, ${describe(value)} found`);
      const { sorted } = shapeOf(type[1]);
      for (const name of Object.keys(value)) {
        if (!Object.hasOwn(type[1], name)) walk.at(name, () => walk.fail("no such attribute"));
      }
      writer.map(sorted.length);
      for (const { name, type: attribute } of sorted) {
        writer.string(name);
        one(name, attribute, (Object.hasOwn(value, name) ? value[name] : null) ?? null);
      }
      break;
    }
  }
};

/**
 * A value in its msgpack form. An attribute that an object lacks is null. Throws a {@link ValueError} for a value that is not
 * of the type.
 *
 * @example
 * encodeValue(["object", { name: "string" }], { name: "a" })
 */
export const encodeValue = (type: Type, value: Value): Uint8Array => {
  const writer = new MsgpackWriter();
  encode(type, value, writer, new Walk());
  return writer.finish();
};

/**
 * A value from the JSON of a state, big integers included. Throws a {@link ValueError}.
 *
 * @example
 * decodeJsonValue(["object", { port: "number" }], '{"port":80}') // { port: 80 }
 */
export const decodeJsonValue = (type: Type, text: string, options: JsonOptions = {}): Value =>
  valueFromJson(type, text, options);
