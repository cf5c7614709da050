/**
 * Prints TypeScript expressions the way the formatter would: on one line where they fit, broken up where they do not.
 * @module
 */
import { isRecord } from "../model/values.ts";
import { isBlock } from "./block.ts";

/** An expression: code as it is, a text, or one that may stand on several lines. */
export type Expression =
  | { readonly is: "code"; readonly code: string; readonly isText?: boolean }
  | { readonly is: "number"; readonly code: string }
  | { readonly is: "object"; readonly entries: readonly (readonly [key: Key, value: Expression])[] }
  | { readonly is: "list"; readonly items: readonly Expression[] }
  | { readonly is: "call"; readonly head: string; readonly given: readonly Expression[] };

/** A property's name; or code that gives it. */
export type Key = string | { readonly computed: string };

const LINE_WIDTH = 120;
const INDENT = "  ";
/** Keys of fewer columns stay beside their text, however long that is. */
const SHORT_KEY = 5;

/**
 * Code that stands as it is.
 *
 * @example
 * code("this")
 */
export const code = (text: string): Expression => ({ is: "code", code: text });

/** Characters that a quoted text cannot hold as they are. */
const UNPRINTABLE = /[\\\p{Cc}\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\p{Cs}]/gu;

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const escaped = (character: string): string =>
  ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/**
 * A text in quotes: those that need fewer escapes, double ones where both do alike.
 *
 * @example
 * quoted('say "no"') // `'say "no"'`
 */
export const quoted = (text: string): string => {
  const plain = text.replace(UNPRINTABLE, escaped);
  const doubles = text.split('"').length;
  const singles = text.split("'").length;
  const quote = doubles > singles ? "'" : '"';
  return quote + plain.replaceAll(quote, `\\${quote}`) + quote;
};

/**
 * A text of several lines as it is, where nothing in it needs an escape; undefined where a quoted one is to be written.
 *
 * @example
 * template("-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n")
 */
const template = (text: string): string | undefined =>
  isBlock(text) && !/[`\\]|\$\{/.test(text) ? `\`${text}\`` : undefined;

/** A property's name: bare where that is possible. */
const keyText = (name: Key): string => {
  if (typeof name !== "string") return `[${name.computed}]`;
  // In a literal it would set the object's prototype.
  if (name === "__proto__") return '["__proto__"]';
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) ? name : quoted(name);
};

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\p{Extended_Pictographic}]/u;

/** Columns that a text takes. */
const widthOf = (text: string): number => {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) if (!/\p{Mn}/u.test(character)) width += WIDE.test(character) ? 2 : 1;
  return width;
};

/** Lists whose items all are lists or objects of several parts stand on several lines, whatever their length. */
const isAlwaysBroken = (items: readonly Expression[]): boolean => {
  if (items.length < 2) return false;
  return (
    items.every((item) => item.is === "object" && item.entries.length > 1) ||
    items.every((item) => item.is === "list" && item.items.length > 1)
  );
};

/** An expression on one line; undefined where it must stand on several. */
const flat = (expression: Expression): string | undefined => {
  switch (expression.is) {
    case "code":
      return expression.code.includes("\n") ? undefined : expression.code;
    case "number":
      return expression.code;
    case "object": {
      const entries = expression.entries.map(([name, value]) => {
        const text = flat(value);
        return text === undefined ? undefined : property(name, text);
      });
      if (entries.includes(undefined)) return undefined;
      return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
    }
    case "list": {
      if (isAlwaysBroken(expression.items)) return undefined;
      const items = expression.items.map(flat);
      return items.includes(undefined) ? undefined : `[${items.join(", ")}]`;
    }
    case "call": {
      const given = expression.given.map(flat);
      return given.includes(undefined) ? undefined : `${expression.head}(${given.join(", ")})`;
    }
  }
};

/** `{ service }` for `{ service: service }`. */
const property = (name: Key, value: string): string => (name === value ? value : `${keyText(name)}: ${value}`);

/** Numbers fill their lines. */
const filled = (items: readonly string[], indent: string): string => {
  const lines: string[] = [];
  let line = indent;
  for (const item of items) {
    const next = line === indent ? `${line}${item},` : `${line} ${item},`;
    if (next.length > LINE_WIDTH && line !== indent) {
      lines.push(line);
      line = `${indent}${item},`;
    } else line = next;
  }
  return [...lines, line].join("\n");
};

/**
 * An expression as code.
 *
 * @param indent what the line that it begins on is indented by
 * @param before columns of that line that are taken already
 * @param after columns that follow behind it
 */
export const print = (expression: Expression, indent: string, before: number, after: number): string => {
  const line = flat(expression);
  if (line !== undefined && before + widthOf(line) + after <= LINE_WIDTH) return line;
  const inner = indent + INDENT;
  switch (expression.is) {
    case "code":
    case "number":
      return expression.code;
    case "object":
      return expression.entries.length === 0 ? "{}" : printBroken(expression, indent);
    case "list": {
      const { items } = expression;
      if (items.length === 0) return "[]";
      const numbers = items.flatMap((item) => (item.is === "number" ? [item.code] : []));
      if (numbers.length === items.length && items.length > 1) return `[\n${filled(numbers, inner)}\n${indent}]`;
      return `[\n${items.map((item) => `${inner}${print(item, inner, inner.length, 1)},\n`).join("")}${indent}]`;
    }
    case "call": {
      const { head, given } = expression;
      const last = given.at(-1);
      const others = given.slice(0, -1).map(flat);
      const start = `${head}(${others.map((text) => `${text}, `).join("")}`;
      const isHugged =
        last?.is === "object" &&
        last.entries.length > 0 &&
        !others.includes(undefined) &&
        before + widthOf(start) + 1 <= LINE_WIDTH;
      if (isHugged) return `${start}${printBroken(last, indent)})`;
      if (given.length === 0) return `${head}()`;
      return `${head}(\n${given.map((one) => `${inner}${print(one, inner, inner.length, 1)},\n`).join("")}${indent})`;
    }
  }
};

/** An object on several lines. */
const printBroken = (expression: Extract<Expression, { is: "object" }>, indent: string): string => {
  const inner = indent + INDENT;
  const entries = expression.entries.map(([name, value]) => `${inner}${printProperty(name, value, inner)},\n`);
  return `{\n${entries.join("")}${indent}}`;
};

const printProperty = (name: Key, value: Expression, indent: string): string => {
  const key = keyText(name);
  const start = indent.length + widthOf(key) + 2;
  if (typeof name === "string" && value.is === "code" && value.code === name) return name;
  // A text that does not fit beside its name stands below it.
  const isBelow = value.is === "code" && value.isText === true && start + widthOf(value.code) + 1 > LINE_WIDTH;
  if (isBelow && widthOf(key) >= SHORT_KEY)
    return `${key}:\n${indent}${INDENT}${value.is === "code" ? value.code : ""}`;
  return `${key}: ${print(value, indent, start, 1)}`;
};

const numberText = (value: number): string => String(value).replace("e+", "e");

/**
 * A plain value as an expression; `of` may say what stands for values that are not plain, and for texts.
 *
 * @example
 * valueExpression({ minute: 60 }) // { minute: 60 }
 */
export const valueExpression = (value: unknown, of: (value: object | string) => Expression | undefined): Expression => {
  if (typeof value === "string") {
    const lines = template(value);
    return of(value) ?? (lines === undefined ? { is: "code", code: quoted(value), isText: true } : code(lines));
  }
  if (typeof value === "number") return { is: "number", code: numberText(value) };
  if (value === null || value === undefined || typeof value !== "object") return code(String(value));
  const known = of(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) return { is: "list", items: value.map((item) => valueExpression(item, of)) };
  const entries = isRecord(value) ? Object.entries(value) : [];
  return {
    is: "object",
    entries: entries.map(([name, item]) => [keyOf(name, of), valueExpression(item, of)] as const),
  };
};

const keyOf = (name: string, of: (value: string) => Expression | undefined): Key => {
  const known = of(name);
  const computed = known === undefined ? undefined : flat(known);
  return computed === undefined ? name : { computed };
};
