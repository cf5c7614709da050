/**
 * Terraform's expression language, as far as plain data needs it: what it reads it understands, the rest it names.
 * @module
 */
import { isIdentifierStart, readIdentifier, readNumber, skipSpace } from "./hcl-text.ts";

export type Expression =
  | { readonly type: "literal"; readonly value: string | number | boolean | null }
  | { readonly type: "template"; readonly parts: readonly (string | Expression)[] }
  | { readonly type: "list"; readonly items: readonly Expression[] }
  | { readonly type: "object"; readonly entries: readonly (readonly [key: Expression, value: Expression])[] }
  /** `kong_service.orders.id`: a root name and a path below it. */
  | { readonly type: "traversal"; readonly root: string; readonly path: readonly (string | number)[] }
  /** `file("tls.key")`: the text of a file. */
  | { readonly type: "file"; readonly path: Expression }
  /** What only Terraform evaluates, in words: `the function upper()`. */
  | { readonly type: "terraform"; readonly what: string };

/** The text is no expression; `at` is where it stops being one. */
export class HclSyntaxError extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

export interface Parsed<T> {
  readonly value: T;
  readonly end: number;
}

const OPERATOR = /(?:==|!=|<=|>=|&&|\|\||[-+*/%<>])/y;
const MAX_DEPTH = 100;

const terraform = (what: string): Expression => ({ type: "terraform", what });

const expect = (text: string, at: number, wanted: string): number => {
  if (!text.startsWith(wanted, at)) throw new HclSyntaxError(`expected '${wanted}'`, at);
  return at + wanted.length;
};

/**
 * Reads one expression that starts at a position.
 *
 * @example
 * parseExpression("kong_service.orders.id}", 0) // { value: { type: "traversal", root: "kong_service", path: ["orders", "id"] }, end: 22 }
 */
export const parseExpression = (text: string, start: number, depth = 0): Parsed<Expression> => {
  let { value, end } = parseOperand(text, start, depth);
  for (;;) {
    const at = skipSpace(text, end);
    OPERATOR.lastIndex = at;
    const operator = OPERATOR.exec(text)?.[0];
    if (operator === undefined) break;
    end = parseOperand(text, at + operator.length, depth).end;
    value = terraform(`the operator '${operator}'`);
  }
  const question = skipSpace(text, end);
  if (text[question] !== "?") return { value, end };
  const yes = parseExpression(text, question + 1, depth + 1);
  const colon = expect(text, skipSpace(text, yes.end), ":");
  return { value: terraform("a conditional"), end: parseExpression(text, colon, depth + 1).end };
};

const parseOperand = (text: string, start: number, depth: number): Parsed<Expression> => {
  if (depth > MAX_DEPTH) throw new HclSyntaxError("it is nested too deeply", start);
  const at = skipSpace(text, start);
  const sign = text[at];
  if (sign !== "-" && sign !== "!") return parsePostfix(text, at, depth);
  const operand = parseOperand(text, at + 1, depth + 1);
  const isNegative =
    sign === "-" && operand.value.type === "literal" && typeof operand.value.value === "number"
      ? -operand.value.value
      : undefined;
  const value: Expression =
    isNegative === undefined ? terraform(`the operator '${sign}'`) : { type: "literal", value: isNegative };
  return { value, end: operand.end };
};

const stepInto = (value: Expression, key: string | number): Expression =>
  value.type === "traversal" ? { ...value, path: [...value.path, key] } : terraform("an index into an expression");

const parsePostfix = (text: string, start: number, depth: number): Parsed<Expression> => {
  let { value, end } = parsePrimary(text, start, depth);
  for (;;) {
    if (text.startsWith(".*", end) || text.startsWith("[*]", end)) {
      end += text[end] === "." ? 2 : 3;
      value = terraform("a splat");
    } else if (text[end] === ".") {
      const name = readIdentifier(text, end + 1) ?? /^\d+/.exec(text.slice(end + 1))?.[0];
      if (name === undefined) throw new HclSyntaxError("expected a name behind '.'", end + 1);
      value = value.type === "terraform" ? value : stepInto(value, /^\d/.test(name) ? Number(name) : name);
      end += 1 + name.length;
    } else if (text[end] === "[") {
      const index = parseExpression(text, end + 1, depth + 1);
      end = expect(text, skipSpace(text, index.end), "]");
      const key = index.value.type === "literal" ? index.value.value : undefined;
      const isKey = typeof key === "string" || typeof key === "number";
      if (value.type !== "terraform") value = isKey ? stepInto(value, key) : terraform("a computed index");
    } else {
      return { value, end };
    }
  }
};

const parsePrimary = (text: string, at: number, depth: number): Parsed<Expression> => {
  const character = text[at];
  if (character === undefined) throw new HclSyntaxError("it ends too early", at);
  if (character === '"') return parseQuoted(text, at, depth);
  if (character === "(") {
    const inner = parseExpression(text, at + 1, depth + 1);
    return { value: inner.value, end: expect(text, skipSpace(text, inner.end), ")") };
  }
  if (character === "[") return parseList(text, at, depth);
  if (character === "{") return parseObject(text, at, depth);
  const number = readNumber(text, at);
  if (number !== undefined) return { value: { type: "literal", value: Number(number) }, end: at + number.length };
  const name = isIdentifierStart(character) ? readIdentifier(text, at) : undefined;
  if (name === undefined) throw new HclSyntaxError(`'${character}' starts no expression`, at);
  const end = at + name.length;
  if (text[end] === "(" || text.startsWith("::", end)) return parseCall(text, at, end, depth);
  if (name === "true" || name === "false") return { value: { type: "literal", value: name === "true" }, end };
  if (name === "null") return { value: { type: "literal", value: null }, end };
  return { value: { type: "traversal", root: name, path: [] }, end };
};

const parseCall = (text: string, start: number, nameEnd: number, depth: number): Parsed<Expression> => {
  let end = nameEnd;
  while (text.startsWith("::", end)) {
    const part = readIdentifier(text, end + 2);
    if (part === undefined) throw new HclSyntaxError("expected a name behind '::'", end + 2);
    end += 2 + part.length;
  }
  const name = text.slice(start, end);
  const items = parseItems(text, expect(text, end, "("), ")", depth);
  const [path, ...more] = items.value;
  if (name === "file" && path !== undefined && more.length === 0)
    return { value: { type: "file", path }, end: items.end };
  return { value: terraform(`the function ${name}()`), end: items.end };
};

/** Comma-separated expressions up to a closing bracket; a call's last argument may end in `...`. */
const parseItems = (text: string, start: number, close: string, depth: number): Parsed<readonly Expression[]> => {
  const items: Expression[] = [];
  let at = skipSpace(text, start);
  while (text[at] !== close) {
    const item = parseExpression(text, at, depth + 1);
    items.push(item.value);
    at = skipSpace(text, item.end);
    if (close === ")" && text.startsWith("...", at)) at = skipSpace(text, at + 3);
    if (text[at] !== close) at = skipSpace(text, expect(text, at, ","));
  }
  return { value: items, end: at + 1 };
};

const isFor = (text: string, at: number): boolean => /^for\s/.test(text.slice(at, at + 4));

/** Skips the body of a `for` expression: its brackets balance, and that is all there is to know here. */
const parseFor = (text: string, start: number, close: string): Parsed<Expression> => {
  let level = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === '"') at = parseQuoted(text, at, 0).end - 1;
    else if (level === 0 && character === close) return { value: terraform("a for expression"), end: at + 1 };
    else if ("([{".includes(character)) level += 1;
    else if (")]}".includes(character)) level -= 1;
  }
  throw new HclSyntaxError(`expected '${close}'`, text.length);
};

const parseList = (text: string, start: number, depth: number): Parsed<Expression> => {
  const at = skipSpace(text, start + 1);
  if (isFor(text, at)) return parseFor(text, at, "]");
  const items = parseItems(text, at, "]", depth);
  return { value: { type: "list", items: items.value }, end: items.end };
};

const parseObject = (text: string, start: number, depth: number): Parsed<Expression> => {
  const entries: [Expression, Expression][] = [];
  let at = skipSpace(text, start + 1);
  if (isFor(text, at)) return parseFor(text, at, "}");
  while (text[at] !== "}") {
    const name = isIdentifierStart(text[at] ?? "") ? readIdentifier(text, at) : undefined;
    const key: Parsed<Expression> =
      name === undefined
        ? parseExpression(text, at, depth + 1)
        : { value: { type: "literal", value: name }, end: at + name.length };
    at = skipSpace(text, key.end);
    at = expect(text, at, text[at] === ":" ? ":" : "=");
    const value = parseExpression(text, at, depth + 1);
    entries.push([key.value, value.value]);
    at = skipSpace(text, value.end);
    const isNewLine = text.slice(value.end, at).includes("\n");
    if (text[at] === ",") at = skipSpace(text, at + 1);
    else if (text[at] !== "}" && !isNewLine) throw new HclSyntaxError("expected ',' or a new line", at);
  }
  return { value: { type: "object", entries }, end: at + 1 };
};

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

const readEscape = (text: string, at: number): Parsed<string> => {
  const letter = text[at + 1] ?? "";
  const known = ESCAPES[letter];
  if (known !== undefined) return { value: known, end: at + 2 };
  const length = letter === "u" ? 4 : letter === "U" ? 8 : 0;
  const digits = text.slice(at + 2, at + 2 + length);
  const point = length > 0 && /^[0-9a-f]+$/i.test(digits) ? Number.parseInt(digits, 16) : Number.POSITIVE_INFINITY;
  if (digits.length !== length || point > 0x10ffff) throw new HclSyntaxError(`'\\${letter}' is no escape`, at);
  return { value: String.fromCodePoint(point), end: at + 2 + length };
};

const parseQuoted = (text: string, start: number, depth: number): Parsed<Expression> => {
  const parts: (string | Expression)[] = [];
  let literal = "";
  let at = start + 1;
  while (text[at] !== '"') {
    const character = text[at];
    if (character === undefined || character === "\n") throw new HclSyntaxError("a quoted text does not end", at);
    if (character === "\\") {
      const escaped = readEscape(text, at);
      literal += escaped.value;
      at = escaped.end;
    } else if (text.startsWith("$${", at) || text.startsWith("%%{", at)) {
      literal += text.slice(at + 1, at + 3);
      at += 3;
    } else if (text.startsWith("${", at)) {
      const inner = parseExpression(text, at + 2, depth + 1);
      if (literal !== "") parts.push(literal);
      literal = "";
      parts.push(inner.value);
      at = expect(text, skipSpace(text, inner.end), "}");
    } else {
      literal += character;
      at += 1;
    }
  }
  if (parts.length === 0) return { value: { type: "literal", value: literal }, end: at + 1 };
  if (literal !== "") parts.push(literal);
  return { value: { type: "template", parts }, end: at + 1 };
};
