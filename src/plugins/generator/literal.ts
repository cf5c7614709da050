/**
 * JSON in generated code: as a literal on one line, and as the text of a template that is parsed.
 * @module
 */
import { isRecord } from "../../model/values.ts";
import { propertyText } from "./identifiers.ts";
import { WIDTH } from "./types.ts";

const lineOf = (value: unknown, keyText: (key: string) => string): string => {
  if (Array.isArray(value)) return `[${value.map((item) => lineOf(item, keyText)).join(", ")}]`;
  if (!isRecord(value)) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).map(([key, item]) => `${keyText(key)}: ${lineOf(item, keyText)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
};

/**
 * A value on one line, as people write it.
 *
 * @example
 * literalLine({ maxEntries: 10 }) // "{ maxEntries: 10 }"
 */
export const literalLine = (value: unknown): string => lineOf(value, propertyText);

/** Text as it stands in a template. */
const escaped = (text: string): string => text.replace(/\\|`|\$(?=\{)/g, "\\$&");

const quoted = (key: string): string => JSON.stringify(key);

const jsonLines = (value: unknown, indent: string, head: string, tail: string): readonly string[] => {
  const start = indent + head;
  if (!Array.isArray(value) && !isRecord(value)) return [start + escaped(JSON.stringify(value ?? null)) + tail];
  const items: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.map((item) => ["", item])
    : Object.entries(value).map(([key, item]) => [`${escaped(quoted(key))}: `, item]);
  // Deep ones are not tried on one line: their text would be made anew for each level.
  const line = isDeeper(value, MOST_ON_A_LINE) ? undefined : start + escaped(lineOf(value, quoted)) + tail;
  if (line !== undefined && (line.length <= WIDTH || items.length === 0)) return [line];
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const inner = items.flatMap(([before, item], index) =>
    jsonLines(item, `${indent}  `, before, index < items.length - 1 ? "," : ""),
  );
  return [start + open, ...inner, indent + close + tail];
};

const MOST_ON_A_LINE = 4;

const isDeeper = (value: unknown, depth: number): boolean => {
  if (typeof value !== "object" || value === null) return false;
  return depth === 0 || Object.values(value).some((item) => isDeeper(item, depth - 1));
};

/**
 * JSON for a template between backticks, what fits on a line on one. A literal would have a type, which the compiler would have to work
 * out: for large schemas that takes seconds, and for deep ones it gives up.
 *
 * @example
 * templateText({ type: "string" }) // '{ "type": "string" }'
 */
export const templateText = (value: unknown): string => jsonLines(value, "", "", "").join("\n");
