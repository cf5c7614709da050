/**
 * Reads a JSON file that a person or a tool wrote, and says where it is broken.
 * @module
 */
import { readFile } from "node:fs/promises";
import { sourceInvalid } from "./source-errors.ts";

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/**
 * The first key that stands twice in one object. `JSON.parse` would drop the first of the two without a word.
 *
 * @param text valid JSON
 */
export const duplicateKey = (text: string): string | undefined => {
  const objects: (Set<string> | undefined)[] = [];
  let last = "";
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "{") objects.push(new Set());
    else if (token === "[") objects.push(undefined);
    else if (token === "}" || token === "]") objects.pop();
    else if (token === ":") {
      const keys = objects.at(-1);
      // The token is a JSON string, so that two spellings of one key are the same.
      const key: unknown = last.includes("\\") ? JSON.parse(last) : last.slice(1, -1);
      if (typeof key === "string" && key !== "//") {
        if (keys?.has(key)) return key;
        keys?.add(key);
      }
    }
    last = token;
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
