/**
 * Strings with `${…}` in them, split into text and expressions.
 * @module
 */
import { type Expression, HclSyntaxError, parseExpression } from "./hcl.ts";
import { skipSpace } from "./hcl-text.ts";

/** A `${` or `%{` that starts no expression: Lua code, a log format. */
export class UnescapedError extends Error {
  /** The text from the marker on, shortened. */
  readonly snippet: string;
  constructor(text: string, at: number) {
    const rest = text.slice(at);
    const close = rest.indexOf("}");
    const whole = close === -1 ? rest : rest.slice(0, close + 1);
    super("unescaped");
    this.snippet = whole.length > 60 ? `${whole.slice(0, 57)}…` : whole;
  }
}

const DIRECTIVE = /%\{~?\s*(if|else|endif|for|endfor)\b[^}]*\}/y;
const MARKER = /\$\$\{|%%\{|\$\{|%\{/g;

/**
 * The parts of a string: texts with their escapes undone, and expressions.
 *
 * @example
 * parseTemplate("a-${var.x}-$${y}") // ["a-", { type: "traversal", … }, "-${y}"]
 */
export const parseTemplate = (text: string): readonly (string | Expression)[] => {
  const parts: (string | Expression)[] = [];
  let literal = "";
  let position = 0;
  for (;;) {
    MARKER.lastIndex = position;
    const found = MARKER.exec(text);
    if (found === null) break;
    const at = found.index;
    literal += text.slice(position, at);
    if (found[0].length === 3) {
      literal += found[0].slice(1);
      position = at + 3;
      continue;
    }
    if (literal !== "") parts.push(literal);
    literal = "";
    const part = found[0] === "%{" ? parseDirective(text, at) : parseInterpolation(text, at);
    parts.push(part.value);
    position = part.end;
  }
  literal += text.slice(position);
  if (literal !== "" || parts.length === 0) parts.push(literal);
  return parts;
};

const parseDirective = (text: string, at: number): { value: Expression; end: number } => {
  DIRECTIVE.lastIndex = at;
  const found = DIRECTIVE.exec(text);
  if (found === null) throw new UnescapedError(text, at);
  return { value: { type: "terraform", what: `the directive %{ ${found[1]} }` }, end: at + found[0].length };
};

const parseInterpolation = (text: string, at: number): { value: Expression; end: number } => {
  const isTrimmed = text[at + 2] === "~";
  try {
    const { value, end } = parseExpression(text, at + (isTrimmed ? 3 : 2));
    const close = skipSpace(text, end);
    const trimsAfter = text.startsWith("~}", close);
    if (!trimsAfter && text[close] !== "}") throw new UnescapedError(text, at);
    const trims = isTrimmed || trimsAfter;
    return {
      value: trims ? { type: "terraform", what: "the marker '~'" } : value,
      end: close + (trimsAfter ? 2 : 1),
    };
  } catch (error) {
    if (error instanceof HclSyntaxError) throw new UnescapedError(text, at);
    throw error;
  }
};
