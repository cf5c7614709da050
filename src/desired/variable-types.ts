/**
 * Types of variables: reading a value out of text, and converting one the way Terraform does.
 * @module
 */
import { isRecord } from "../model/values.ts";
import { type Expression, HclSyntaxError, parseExpression } from "./hcl.ts";
import { skipSpace } from "./hcl-text.ts";

/** The plain value of a literal expression. Throws where it refers to anything. */
export const literalValue = (expression: Expression): unknown => {
  switch (expression.type) {
    case "literal":
      return expression.value;
    case "list":
      return expression.items.map(literalValue);
    case "object":
      return Object.fromEntries(
        expression.entries.map(([key, value]) => [String(literalValue(key)), literalValue(value)]),
      );
    default:
      throw new HclSyntaxError("a value of a variable cannot contain expressions", 0);
  }
};

const parseLiteral = (text: string): unknown => {
  const { value, end } = parseExpression(text, 0);
  if (skipSpace(text, end) !== text.length) throw new HclSyntaxError("there is something behind the value", end);
  return literalValue(value);
};

const isPrimitive = (type: string | undefined): boolean =>
  type === undefined || type === "string" || type === "number" || type === "bool";

/**
 * A value given as text, in the environment or on the command line.
 *
 * @example
 * fromText("list(string)", '["a", "b"]') // ["a", "b"]
 */
export const fromText = (type: string | undefined, text: string): unknown => {
  if (isPrimitive(type)) return convert(type, text);
  try {
    return convert(type, parseLiteral(text));
  } catch (error) {
    if (!(error instanceof HclSyntaxError)) throw error;
    throw new Error(`it is no ${type}: ${error.message}. Write it like '["a", "b"]' or '{"a": 1}'.`);
  }
};

const shown = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "a list" : isRecord(value) ? "an object" : `a ${typeof value}`;

/** A value in a variable's type. Throws a sentence where it does not fit; the value itself is not in it. */
export const convert = (type: string | undefined, value: unknown): unknown => {
  if (type === undefined || type === "any" || value === null || value === undefined) return value;
  if (type === "string") {
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    if (typeof value === "string") return value;
  }
  if (type === "number") {
    if (typeof value === "number") return value;
    if (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value))) return Number(value);
  }
  if (type === "bool") {
    if (typeof value === "boolean") return value;
    if (value === "true" || value === "1") return true;
    if (value === "false" || value === "0") return false;
  }
  const [, container = "", inner] = /^(list|set|map|object|tuple)\s*(?:\((.*)\))?$/s.exec(type) ?? [];
  if ((container === "list" || container === "set") && Array.isArray(value)) {
    return value.map((item) => convert(inner?.trim(), item));
  }
  if (container === "map" && isRecord(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, convert(inner?.trim(), item)]));
  }
  if ((container === "object" && isRecord(value)) || (container === "tuple" && Array.isArray(value))) return value;
  throw new Error(`the variable is a ${type}, and the value is ${shown(value)}.`);
};
