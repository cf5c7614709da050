/**
 * Values and names in the text of doc comments.
 * @module
 */
import type { KongField } from "../../model/kong-schema.ts";
import { isRecord } from "../../model/values.ts";
import { isListed, propertyOf } from "../properties.ts";
import { literalLine } from "./literal.ts";

const listed = (words: readonly string[], last: string): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;

export const and = (words: readonly string[]): string => listed(words, "and");
export const or = (words: readonly string[]): string => listed(words, "or");

/** Text as code; what holds a backtick stands in quotes. */
export const code = (text: string): string => (text.includes("`") ? JSON.stringify(text) : `\`${text}\``);

/** Longer values are told by what they are. */
const LONGEST_VALUE = 100;

/** A default's records with properties in place of fields. */
const asProperties = (value: unknown, field: KongField | undefined): unknown => {
  if (Array.isArray(value)) return value.map((item) => asProperties(item, field?.elements));
  if (!isRecord(value)) return value;
  if (!isListed(field)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asProperties(item, field?.values)]));
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const property = propertyOf(field, key);
      return [property?.name ?? key, asProperties(item, property?.schema)];
    }),
  );
};

/** A value as code. An empty Lua table is a map or a list: the field says which. */
export const valueText = (value: unknown, field?: KongField): string => {
  if (typeof value === "object" && value !== null && Object.keys(value).length === 0) {
    const isMap = field?.type === "map" || field?.type === "record" || !Array.isArray(value);
    return isMap ? "an empty map" : "an empty list";
  }
  const text = literalLine(asProperties(value, field));
  if (text.length <= LONGEST_VALUE || typeof value !== "object" || value === null) return code(text);
  return Array.isArray(value) ? `a list of ${value.length}` : "a record of its own";
};

/** Text that cannot end the comment it stands in, on one line. */
export const commentText = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .replaceAll("*/", "*\\/")
    .trim();

const WIDTH = 120;

/** Text in lines of at most `width`, words longer than that apart. A line never begins with `@`: that would be a tag. */
export const wrapped = (text: string, indent: number): readonly string[] => {
  const width = WIDTH - indent;
  const lines: string[] = [];
  for (const word of text.split(" ").filter((part) => part !== "")) {
    const last = lines.at(-1);
    const safe = word.replace(/^@/, "\\@");
    if (last !== undefined && last.length + 1 + safe.length <= width) lines[lines.length - 1] = `${last} ${safe}`;
    else lines.push(safe);
  }
  return lines;
};

/**
 * A doc comment. Each paragraph is wrapped; a tag (`@default - none`) stays on lines of its own.
 *
 * @param indent how far its lines are moved in
 */
export const comment = (parts: readonly string[], indent = ""): readonly string[] => {
  const lines = parts.flatMap((part) => {
    const text = commentText(part);
    const [, tag, rest = ""] = /^(@(?:default|deprecated|module|example)\b) ?(.*)$/.exec(text) ?? [];
    if (part === "") return [""];
    if (tag === undefined) return wrapped(text, indent.length + 3);
    const [first = "", ...more] = wrapped(rest, indent.length + 4 + tag.length);
    return [`${tag} ${first}`.trimEnd(), ...more];
  });
  if (lines.length === 0) return [];
  const [only = ""] = lines;
  if (lines.length === 1 && !only.startsWith("@")) return [`${indent}/** ${only} */`];
  return [`${indent}/**`, ...lines.map((line) => `${indent} *${line === "" ? "" : ` ${line}`}`), `${indent} */`];
};
