/**
 * Words and signs that reports share: colours, values as text, counts.
 * @module
 */
import pc from "picocolors";

export type Colors = ReturnType<typeof pc.createColors>;

export const colors = (isEnabled: boolean): Colors => pc.createColors(isEnabled);

/** Text from a gateway or a source as part of one line, safe for a terminal: control characters are shown, not obeyed. */
export const safe = (text: string): string =>
  text.replace(
    /(?!\t)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** A sentence whose further lines, if any, stand under it: text from elsewhere cannot pose as a line of the report. */
export const indented = (text: string): string => text.split("\n").map(safe).join("\n  ");

const LONGEST_VALUE = 160;

/** Texts that would be taken for another value, or for none, stand in quotes. */
const needsQuotes = (text: string): boolean =>
  text.trim() !== text || /^(|null|true|false|-?\d+(\.\d+)?(e[+-]?\d+)?|["[{].*)$/is.test(text);

const lineOf = (value: unknown): string => {
  const text = typeof value === "string" && !needsQuotes(value) ? value : (JSON.stringify(value) ?? "null");
  return safe(text.replaceAll("\n", "\\n"));
};

/** Whether a value is cut where it is shown. */
export const isLong = (value: unknown): boolean => lineOf(value).length > LONGEST_VALUE;

/** A value on one line. */
export const valueText = (value: unknown): string => {
  const line = lineOf(value);
  return line.length > LONGEST_VALUE
    ? `${line.slice(0, LONGEST_VALUE)}… (${line.length.toLocaleString("en-US")} characters)`
    : line;
};

/** `1 change`, `2 changes`. */
export const counted = (count: number, singular: string, plural = `${singular}s`): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? singular : plural}`;
