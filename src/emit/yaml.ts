/**
 * Values as YAML, in the plainest form that every reader takes alike.
 * @module
 */
import { isRecord } from "../model/values.ts";
import { isBlock } from "./block.ts";

/** YAML that stands as it is where a value is expected; what is on several lines is indented where it is put. */
export class Yaml {
  readonly lines: (indent: number) => readonly string[];

  constructor(lines: (indent: number) => readonly string[]) {
    this.lines = lines;
  }
}

/** Texts that some reader takes for something else. */
const WORDS = /^(?:~|null|true|false|yes|no|on|off|y|n|nan|inf)$/i;
const PLAIN = /^[A-Za-z_/][\w/.-]*$/;
const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const UNPRINTABLE = /["\\\p{Cc}\p{Cs}\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * A text: bare where it cannot be taken for anything else, else in double quotes. The beginning of an expression is written by
 * numbers, so that decK's templates leave it alone.
 *
 * @example
 * yamlText("yes") // '"yes"'
 */
export const yamlText = (text: string): string => {
  if (PLAIN.test(text) && !WORDS.test(text)) return text;
  const escaped = text.replace(
    UNPRINTABLE,
    (one) => ESCAPES[one] ?? `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `"${escaped.replaceAll("${{", "$\\u007b{")}"`;
};

const scalar = (value: unknown): string => {
  if (typeof value === "string") return yamlText(value);
  // YAML reads `1e21` as a text, and `1.0e+21` as a number.
  if (typeof value === "number") return String(value).replace(/^(-?\d+)e/, "$1.0e");
  return String(value ?? null);
};

const INDENT = 2;

/** A text line by line. */
const blockLines = (text: string, indent: number): readonly string[] => {
  const lines = text.replace(/\n$/, "").split("\n");
  return [
    text.endsWith("\n") ? "|" : "|-",
    ...lines.map((line) => (line === "" ? "" : `${" ".repeat(indent)}${line}`)),
  ];
};

/** The lines of a value; the first one stands behind what it is the value of where `isInline` says so. */
const linesOf = (value: unknown, indent: number): { readonly isInline: boolean; readonly lines: readonly string[] } => {
  if (value instanceof Yaml) return { isInline: true, lines: value.lines(indent) };
  if (Array.isArray(value)) {
    if (value.length === 0) return { isInline: true, lines: ["[]"] };
    const pad = " ".repeat(indent);
    const lines = value.flatMap((item) => {
      const { isInline, lines: inner } = linesOf(item, indent + INDENT);
      const [first = "", ...rest] = inner;
      return isInline ? [`${pad}- ${first}`, ...rest] : [`${pad}- ${first.trimStart()}`, ...rest];
    });
    return { isInline: false, lines };
  }
  // In a block there is no other way to write what begins an expression of decK's.
  if (typeof value === "string" && isBlock(value) && !value.includes("${{"))
    return { isInline: true, lines: blockLines(value, indent) };
  if (!isRecord(value)) return { isInline: true, lines: [scalar(value)] };
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return { isInline: true, lines: ["{}"] };
  const pad = " ".repeat(indent);
  const lines = entries.flatMap(([key, item]) => {
    const name = `${pad}${yamlText(key)}:`;
    // A list stands in the column of its key, as people write it.
    const { isInline, lines: inner } = linesOf(item, Array.isArray(item) ? indent : indent + INDENT);
    const [first = "", ...rest] = inner;
    return isInline ? [`${name} ${first}`, ...rest] : [name, ...inner];
  });
  return { isInline: false, lines };
};

/**
 * A document.
 *
 * @example
 * yamlDocument({ services: [{ name: "orders" }] }) // "services:\n- name: orders\n"
 */
export const yamlDocument = (value: Readonly<Record<string, unknown>>): string =>
  `${linesOf(value, 0).lines.join("\n")}\n`;
