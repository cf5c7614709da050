/**
 * Values as HCL, laid out as `terraform fmt` does.
 * @module
 */
import { isRecord } from "../model/values.ts";
import { isBlock } from "./block.ts";

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

const escapedMarks = (text: string): string => text.replace(/([$%])(?=\{)/g, "$1$1");

/** The inside of a quoted text. */
export const hclEscaped = (text: string): string =>
  escapedMarks(
    text.replace(UNPRINTABLE, (one) => ESCAPES[one] ?? `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );

export const hclQuoted = (text: string): string => `"${hclEscaped(text)}"`;

/** A text line by line; undefined for one that is not written so. It ends its line, so nothing may follow. */
const heredoc = (text: unknown, indent: string): string | undefined => {
  if (typeof text !== "string" || !text.endsWith("\n") || !isBlock(text)) return undefined;
  const lines = text.slice(0, -1).split("\n");
  // Readers differ in whether an empty line counts as one without indentation.
  if (lines.some((line) => line === "" || /^\s*EOT$/.test(line))) return undefined;
  const inner = lines.map((line) => (line === "" ? "" : `${indent}  ${escapedMarks(line)}`));
  return `<<-EOT\n${inner.join("\n")}\n${indent}EOT`;
};

/** Words that begin an expression, or are a value of their own, where a key stands. */
const NO_KEYS = new Set(["for", "null", "true", "false", "if"]);

const keyText = (name: string): string =>
  /^[A-Za-z_][\w-]*$/.test(name) && !NO_KEYS.has(name) ? name : hclQuoted(name);

const WIDEST = 100;

/**
 * A value as HCL; `of` may say what stands for values that are not plain.
 *
 * @param isByLine whether texts of several lines are written line by line: not every reader of values knows that
 *
 * @example
 * hclText({ minute: 60 }) // "{ minute = 60 }"
 */
export const hclText = (
  value: unknown,
  indent = "",
  of: (value: object) => string | undefined = () => undefined,
  isByLine = false,
): string => {
  if (value instanceof Hcl) return value.text;
  if (typeof value === "string") return hclQuoted(value);
  if (value === null || value === undefined || typeof value !== "object") return String(value ?? null);
  const known = of(value);
  if (known !== undefined) return known;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => hclText(item, inner, of, isByLine));
    const line = `[${items.join(", ")}]`;
    if (!line.includes("\n") && indent.length + line.length <= WIDEST) return line;
    return `[\n${items.map((item) => `${inner}${item},\n`).join("")}${indent}]`;
  }
  const entries = isRecord(value) ? Object.entries(value) : [];
  if (entries.length === 0) return "{}";
  const isFlat = entries.every(([, item]) => !isRecord(item) && !Array.isArray(item));
  const line = `{ ${entries.map(([name, item]) => `${keyText(name)} = ${hclText(item, inner, of, isByLine)}`).join(", ")} }`;
  if (isFlat && !line.includes("\n") && indent.length + line.length <= WIDEST) return line;
  return `{\n${hclBody(value as Readonly<Record<string, unknown>>, inner, of, isByLine)}\n${indent}}`;
};

const written = (
  value: unknown,
  indent: string,
  of: (value: object) => string | undefined,
  isByLine: boolean,
): { readonly text: string; readonly isHeredoc: boolean } => {
  const lines = isByLine ? heredoc(value, indent) : undefined;
  return { text: lines ?? hclText(value, indent, of, isByLine), isHeredoc: lines !== undefined };
};

/**
 * Assignments line by line. The equals signs of neighbours stand below each other, unless a value has several lines and is no text.
 *
 * @example
 * hclBody({ name: "orders", port: 80 }, "  ") // '  name = "orders"\n  port = 80'
 */
export const hclBody = (
  values: Readonly<Record<string, unknown>>,
  indent: string,
  of: (value: object) => string | undefined = () => undefined,
  isByLine = false,
): string => {
  const lines = Object.entries(values).map(([name, value]) => ({
    key: keyText(name),
    ...written(value, indent, of, isByLine),
  }));
  const widths: number[] = [];
  let group: number[] = [];
  const close = (): void => {
    const width = Math.max(0, ...group.map((index) => [...(lines[index]?.key ?? "")].length));
    for (const index of group) widths[index] = width;
    group = [];
  };
  lines.forEach(({ text, isHeredoc }, index) => {
    if (text.includes("\n") && !isHeredoc) close();
    else group.push(index);
  });
  close();
  return lines.map(({ key, text }, index) => `${indent}${key.padEnd(widths[index] ?? 0)} = ${text}`).join("\n");
};
