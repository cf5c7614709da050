/**
 * Texts of several lines, which are written as such.
 * @module
 */

/** Shorter texts stay on one line. */
const FEWEST_LINES = 3;

/** What cannot stand in a line as it is, or is lost there: control characters, and those that hide or turn what is around them. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/**
 * Whether a text is best read line by line, and is the same again: a certificate, a few lines of code.
 *
 * @example
 * isBlock("-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n") // true
 */
export const isBlock = (text: string): boolean => {
  const lines = text.replace(/\n$/, "").split("\n");
  const [first = "", last = ""] = [lines[0], lines.at(-1)];
  return (
    lines.length >= FEWEST_LINES &&
    /^\S/.test(first) &&
    last !== "" &&
    lines.every((line) => !UNPRINTABLE.test(line) && !/\s$/.test(line))
  );
};
