/**
 * Words and signs that reports share: colours, values as text, counts.
 * @module
 */
import pc from "picocolors";

export type Colors = ReturnType<typeof pc.createColors>;

export const colors = (isEnabled: boolean): Colors => pc.createColors(isEnabled);

/** Text from a gateway or a source, safe for a terminal: control characters are shown, not obeyed. */
export const safe = (text: string): string =>
  text.replace(
    /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

const LONGEST_VALUE = 160;

/** A value on one line. */
export const valueText = (value: unknown): string => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const line = safe(text).replaceAll("\n", "\\n");
  return line.length > LONGEST_VALUE ? `${line.slice(0, LONGEST_VALUE)}… (${text.length} characters)` : line;
};

/** `1 change`, `2 changes`. */
export const counted = (count: number, singular: string, plural = `${singular}s`): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? singular : plural}`;
