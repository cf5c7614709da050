/**
 * Files of variables: `terraform.tfvars`, `*.auto.tfvars`, their JSON forms, and `--var-file`.
 * @module
 */
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { isRecord } from "../model/values.ts";
import { variableFile } from "./errors.ts";
import { HclSyntaxError, parseExpression } from "./hcl.ts";
import { readIdentifier, skipSpace } from "./hcl-text.ts";
import { literalValue } from "./variable-types.ts";

export interface VariableFile {
  readonly path: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const HEREDOC = /<<(-?)([A-Za-z_][\w-]*)\r?\n/y;

const parseHeredoc = (text: string, at: number): { value: string; end: number } | undefined => {
  HEREDOC.lastIndex = at;
  const start = HEREDOC.exec(text);
  if (start === null) return undefined;
  const [opening, dash, word = ""] = start;
  const lines: string[] = [];
  let position = at + opening.length;
  while (position < text.length) {
    const newLine = text.indexOf("\n", position);
    const end = newLine === -1 ? text.length : newLine + 1;
    const line = text.slice(position, end);
    if (line.trim() === word) {
      const margin = dash === "-" ? Math.min(...lines.filter((l) => l.trim() !== "").map((l) => l.search(/\S/))) : 0;
      return {
        value: lines.map((l) => l.slice(Math.min(margin, l.search(/\S|$/)))).join(""),
        end: position + line.length,
      };
    }
    lines.push(line);
    position = end;
  }
  throw new HclSyntaxError(`'<<${word}' does not end`, at);
};

/**
 * The assignments of a tfvars text. Throws {@link HclSyntaxError}.
 *
 * @example
 * parseTfvars('name = "orders"\nports = [80, 443]') // { name: "orders", ports: [80, 443] }
 */
export const parseTfvars = (text: string): Record<string, unknown> => {
  const values: Record<string, unknown> = {};
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const name = readIdentifier(text, at);
    if (name === undefined) throw new HclSyntaxError("expected a variable's name", at);
    if (Object.hasOwn(values, name)) throw new HclSyntaxError(`'${name}' is given twice`, at);
    at = skipSpace(text, at + name.length);
    if (text[at] !== "=") throw new HclSyntaxError(`expected '=' behind '${name}'`, at);
    at = skipSpace(text, at + 1);
    const heredoc = parseHeredoc(text, at);
    if (heredoc === undefined) {
      const { value, end } = parseExpression(text, at);
      values[name] = literalValue(value);
      at = end;
    } else {
      values[name] = heredoc.value;
      at = heredoc.end;
    }
    const next = skipSpace(text, at);
    const isSeparated = next === text.length || text.slice(Math.max(at - 1, 0), next).includes("\n");
    if (!isSeparated) throw new HclSyntaxError("expected a new line", at);
    at = next;
  }
  return values;
};

/** Reads one file of variables. */
export const readVariableFile = async (path: string): Promise<VariableFile> => {
  let text: string;
  try {
    text = (await readFile(path, "utf8")).replace(/^\uFEFF/, "");
  } catch (error) {
    throw variableFile(path, "it is missing or not readable.", error);
  }
  try {
    const values: unknown = path.endsWith(".json") ? JSON.parse(text) : parseTfvars(text);
    if (!isRecord(values)) throw new Error("it holds no object.");
    return { path, values };
  } catch (error) {
    // A parser's message may quote the file, and the file may hold secrets: only the place is said.
    const why =
      error instanceof HclSyntaxError
        ? `line ${text.slice(0, error.at).split("\n").length}: ${error.message}.`
        : error instanceof SyntaxError
          ? "it is no valid JSON."
          : String(error instanceof Error ? error.message : error);
    throw variableFile(path, why);
  }
};

const AUTOMATIC = /\.auto\.tfvars(?:\.json)?$/;

/** The files Terraform reads by itself in a folder, in the order they count. */
export const automaticVariableFiles = async (folder: string): Promise<readonly string[]> => {
  const names = await readdir(folder).catch((): string[] => []);
  const named = ["terraform.tfvars", "terraform.tfvars.json"].filter((name) => names.includes(name));
  return [...named, ...names.filter((name) => AUTOMATIC.test(name)).sort()].map((name) => join(folder, name));
};

/** Every file that counts: the automatic ones of the folders, then the given ones. */
export const readVariableFiles = async (
  folders: readonly string[],
  givenFiles: readonly string[],
  cwd: string,
): Promise<readonly VariableFile[]> => {
  const distinct = [...new Set(folders.map((folder) => resolve(folder)))];
  const automatic = (await Promise.all(distinct.map(automaticVariableFiles))).flat();
  const paths = [...automatic, ...givenFiles.map((path) => resolve(cwd, path))];
  return Promise.all(paths.map(readVariableFile));
};
