/**
 * Files that settings of the connection name: certificates, keys, tokens.
 * @module
 */
import { readFile } from "node:fs/promises";
import { KongruentError } from "../model/errors.ts";
import { Secret } from "../model/secret.ts";

const UNREADABLE: Readonly<Record<string, string>> = { ENOENT: "it does not exist", EISDIR: "it is a folder" };

const unusable = (what: string, file: string, why: string, cause?: unknown): KongruentError =>
  new KongruentError("KG_FILE_UNREADABLE", `The ${what} ${file} cannot be used: ${why}.`, { cause });

/**
 * The text of a file.
 *
 * @param what what it is, for the error: "CA certificate file"
 * @param file as it was named, which the error repeats
 * @param place where it is
 */
export const readSetting = async (what: string, file: string, place: string = file): Promise<string> => {
  try {
    return await readFile(place, "utf8");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    throw unusable(what, file, UNREADABLE[code] ?? "it cannot be read", cause);
  }
};

/** The token in a file that holds nothing else; see {@link readSetting}. */
export const readToken = async (file: string, place?: string): Promise<Secret> => {
  const what = "token file";
  const token = (await readSetting(what, file, place)).trim();
  if (token === "") throw unusable(what, file, "it is empty");
  if (/[\r\n]/.test(token)) {
    const why = "holds more than one line: it must hold the token and nothing else";
    throw new KongruentError("KG_FILE_UNREADABLE", `The ${what} ${file} ${why}.`);
  }
  return new Secret(token);
};
