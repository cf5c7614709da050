/**
 * Values as HCL, laid out as `terraform fmt` does.
 * @module
 */
import { isRecord } from "../model/values.ts";

/** HCL that stands as it is where a value is expected. */
export class Hcl {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Characters that are written by their number: control characters, and those that hide or turn what stands around them. */
const UNPRINTABLE = /["\\\p{Cc}\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** The inside of a quoted text. */
export const hclEscaped = (text: string): string =>
  text
    .replace(UNPRINTABLE, (one) => ESCAPES[one] ?? `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(/([$%])(?=\{)/g, "$1$1");

export const hclQuoted = (text: string): string => `"${hclEscaped(text)}"`;

/** Words that begin an expression, or are a value of their own, where a key stands. */
const NO_KEYS = new Set(["for", "null", "true", "false", "if"]);

const keyText = (name: string): string =>
  /^[A-Za-z_][\w-]*$/.test(name) && !NO_KEYS.has(name) ? name : hclQuoted(name);

const WIDEST = 100;

/**
 * A value as HCL; `of` may say what stands for values that are not plain.
 *
 * @example
 * hclText({ minute: 60 }) // "{ minute = 60 }"
 */
export const hclText = (
  value: unknown,
  indent = "",
  of: (value: object) => string | undefined = () => undefined,
): string => {
  if (value instanceof Hcl) return value.text;
  if (typeof value === "string") return hclQuoted(value);
  if (value === null || value === undefined || typeof value !== "object") return String(value ?? null);
  const known = of(value);
  if (known !== undefined) return known;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => hclText(item, inner, of));
    const line = `[${items.join(", ")}]`;
    if (!line.includes("\n") && indent.length + line.length <= WIDEST) return line;
    return `[\n${items.map((item) => `${inner}${item},\n`).join("")}${indent}]`;
  }
  const entries = isRecord(value) ? Object.entries(value) : [];
  if (entries.length === 0) return "{}";
  const isFlat = entries.every(([, item]) => !isRecord(item) && !Array.isArray(item));
  const line = `{ ${entries.map(([name, item]) => `${keyText(name)} = ${hclText(item, inner, of)}`).join(", ")} }`;
  if (isFlat && !line.includes("\n") && indent.length + line.length <= WIDEST) return line;
  return `{\n${hclBody(value as Readonly<Record<string, unknown>>, inner, of)}\n${indent}}`;
};

/**
 * Assignments line by line. The equals signs of neighbours stand below each other, unless a value has several lines.
 *
 * @example
 * hclBody({ name: "orders", port: 80 }, "  ") // '  name = "orders"\n  port = 80'
 */
export const hclBody = (
  values: Readonly<Record<string, unknown>>,
  indent: string,
  of: (value: object) => string | undefined = () => undefined,
): string => {
  const lines = Object.entries(values).map(([name, value]) => ({
    key: keyText(name),
    text: hclText(value, indent, of),
  }));
  const widths: number[] = [];
  let group: number[] = [];
  const close = (): void => {
    const width = Math.max(0, ...group.map((index) => [...(lines[index]?.key ?? "")].length));
    for (const index of group) widths[index] = width;
    group = [];
  };
  lines.forEach(({ text }, index) => {
    if (text.includes("\n")) close();
    else group.push(index);
  });
  close();
  return lines.map(({ key, text }, index) => `${indent}${key.padEnd(widths[index] ?? 0)} = ${text}`).join("\n");
};
