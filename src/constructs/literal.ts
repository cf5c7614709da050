/**
 * Literal text in Terraform's JSON, where `${` and `%{` begin an expression: escaping on the way in, and telling
 * literals from expressions on the way out.
 * @module
 */
import { Lazy, StringConcat, Token, Tokenization } from "cdktf";
import { Template } from "../model/declaration.ts";
import { looksLikeToken, withoutMarks } from "../model/token-marks.ts";
import { isRecord } from "../model/values.ts";

/** The `$` or `%` of a sequence that Terraform would evaluate; CDKTF's own markers (`${TfToken[…]}`) are none. */
const TO_ESCAPE = /\$(?=\{(?!TfToken\[))|%(?=\{)/g;
/** Signs before a token: with its own one they would be an escape. */
const BEFORE_TOKEN = /\$+(?=\$\{TfToken\[)/g;
const EXPRESSION = /(?<!\$)\$\{|(?<!%)%\{/;
const ESCAPED = /([$%])\1(?=\{)/g;

const unescapeText = (text: string): string => text.replace(ESCAPED, "$1");

const escapeText = (text: string): string => {
  const escaped = text.replace(TO_ESCAPE, (sign) => sign + sign).replace(BEFORE_TOKEN, (signs) => `\${"${signs}"}`);
  if (escaped === text || !Token.isUnresolved(text)) return escaped;
  // CDKTF takes a token behind a literal `${` for a part of that expression, so the pieces are joined here instead.
  return Lazy.stringValue({
    produce: (context) => Tokenization.reverseString(escaped).mapTokens(context).join(new StringConcat()),
  });
};

/**
 * A text that arrives as it stands here, even where CDKTF would read a token in it: the name of a token in a text that a person or
 * a gateway wrote. Other texts need no such care.
 *
 * @example
 * new Consumer(this, "odd", { username: literal("${TfToken[TOKEN.1]}") });
 */
export const literal = (text: string): string =>
  looksLikeToken(text) ? Lazy.stringValue({ produce: () => withoutMarks(text) }) : text;

/**
 * The value with every literal text escaped: what a person wrote arrives as it was written. Tokens stay tokens.
 *
 * @example
 * escapeLiterals({ body: "${name}" }) // { body: "$${name}" }
 */
export const escapeLiterals = (value: unknown): unknown => {
  if (typeof value === "string") return escapeText(value);
  if (Array.isArray(value)) return value.map(escapeLiterals);
  if (!isRecord(value) || Tokenization.isResolvable(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [escapeText(key), escapeLiterals(item)]));
};

/**
 * A synthesized value with literals as they were written. Expressions, whose value only the run knows, become a
 * {@link Template}.
 *
 * @example
 * readLiterals({ a: "$${x}", b: "${var.x}" }) // { a: "${x}", b: Template }
 */
export const readLiterals = (value: unknown): unknown => {
  if (typeof value === "string") {
    return EXPRESSION.test(value) ? new Template([value]) : unescapeText(value);
  }
  if (Array.isArray(value)) return value.map(readLiterals);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [unescapeText(key), readLiterals(item)]));
};
