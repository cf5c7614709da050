/**
 * Reads a JSON file that a person or a tool wrote, and says where it is broken.
 * @module
 */
import { readFile } from "node:fs/promises";
import { sourceInvalid } from "./source-errors.ts";

/** Where the string ends that starts here: at a quote with an even number of backslashes before it. */
const endOfString = (text: string, start: number): number => {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text[before] === "\\") before--;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
};

/**
 * The first key that stands twice in one object. `JSON.parse` would drop the first of the two without a word.
 *
 * @param text valid JSON
 */
export const duplicateKey = (text: string): string | undefined => {
  const objects: (Set<string> | undefined)[] = [];
  // Of the last string. By hand and not by a regular expression: stacks have millions of tokens.
  let start = 0;
  let end = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '"':
        start = at;
        end = endOfString(text, at);
        at = end;
        break;
      case "{":
        objects.push(new Set());
        break;
      case "[":
        objects.push(undefined);
        break;
      case "}":
      case "]":
        objects.pop();
        break;
      case ":": {
        const keys = objects.at(-1);
        const written = text.slice(start, end + 1);
        // It is a JSON string, so that two spellings of one key are the same.
        const key: unknown = written.includes("\\") ? JSON.parse(written) : written.slice(1, -1);
        if (typeof key !== "string" || key === "//") break;
        if (keys?.has(key)) return key;
        keys?.add(key);
      }
    }
  }
  return undefined;
};

/** A JSON file's content. Throws `KG_SOURCE_INVALID`. */
export const readJson = async (path: string): Promise<unknown> => {
  let text: string;
  try {
    text = (await readFile(path, "utf8")).replace(/^\uFEFF/, "");
  } catch (error) {
    throw sourceInvalid(path, "the file is missing or not readable.", error);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw sourceInvalid(
      path,
      `it is no valid JSON (${error instanceof Error ? error.message : String(error)}).`,
      error,
    );
  }
  const key = duplicateKey(text);
  if (key !== undefined) throw sourceInvalid(path, `the key '${key}' stands twice in one object. Keep one of the two.`);
  return value;
};
