/**
 * One decK file: its text, rendered and parsed, with the place of everything in it.
 * @module
 */
import { readFile, stat } from "node:fs/promises";
import { isAbsolute, relative, sep } from "node:path";
import type { KongruentError } from "../../model/errors.ts";
import { sourceInvalid } from "../source-errors.ts";
import { textOf } from "./bytes.ts";
import { readFilled } from "./environment.ts";
import * as refuse from "./errors.ts";
import { lastAtMost } from "./positions.ts";
import { readTemplate, type TemplateProblem } from "./template.ts";

export interface DeckDocument {
  /** The path as it is shown. */
  readonly file: string;
  /** What the file holds; undefined where it is empty. */
  readonly value: unknown;
  /** File and line of a list or mapping, or of a key in it: `kong.yaml:12`. */
  readonly placeOf: (container: object, key?: string) => string;
  /** The column of a list or mapping, from 1. */
  readonly columnOf: (container: object) => number;
}

/** No file of a gateway is as large; a file of 30,000 entities has 4 to 6 MiB. */
const MOST_MEBIBYTES = 32;
const MEBIBYTE = 1024 * 1024;
/** Values that take memory by their number; a file of 30,000 entities has some 0.4 million. */
const MOST_VALUES = 4_000_000;

/** No fewer than the values in a text: each but the first stands behind one of these signs. */
const valuesIn = (text: string): number => {
  let count = 1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED || code === COMMA || code === COLON || code === BRACKET || code === BRACE) count++;
  }
  return count;
};
const LINE_FEED = 10;
const COMMA = 44;
const COLON = 58;
const BRACKET = 91;
const BRACE = 123;

/** Why a text is not read; undefined where it is. */
const whyTooLarge = (text: string, given: number): string | undefined =>
  text.length + given > MOST_MEBIBYTES * MEBIBYTE
    ? `with the values of the environment the file holds more than ${MOST_MEBIBYTES} MiB`
    : valuesIn(text) > MOST_VALUES
      ? `the file holds more than ${MOST_VALUES / 1_000_000} million values`
      : undefined;

/** A path as people know it: relative to where they are, with slashes. */
const shownPath = (path: string, cwd: string): string => {
  const short = relative(cwd, path);
  return (short === "" || short.startsWith("..") || isAbsolute(short) ? path : short).split(sep).join("/");
};

/** Lines by offset, looked up often. */
const linesOf = (text: string): ((offset: number) => { readonly line: number; readonly column: number }) => {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    const index = lastAtMost(starts, offset);
    return { line: index + 1, column: offset - (starts[index] ?? 0) + 1 };
  };
};

const templateError = (problem: TemplateProblem, place: string): KongruentError => {
  switch (problem.is) {
    case "missing":
      return refuse.envMissing(place, problem.name);
    case "unsupported":
      return refuse.templateUnsupported(place, problem.what);
    case "invalid":
      return refuse.templateInvalid(place, problem.why);
  }
};

const readBytes = async (path: string, file: string): Promise<Uint8Array | KongruentError> => {
  try {
    const { size } = await stat(path);
    return size > MOST_MEBIBYTES * MEBIBYTE
      ? refuse.tooLarge(file, `the file holds more than ${MOST_MEBIBYTES} MiB`)
      : await readFile(path);
  } catch (error) {
    return sourceInvalid(file, "the file is missing or not readable.", error);
  }
};

/** A text as a document, or everything that is wrong with it. */
export const documentOf = (
  text: string,
  file: string,
  env: Readonly<Record<string, string | undefined>>,
): DeckDocument | readonly KongruentError[] => {
  const at = linesOf(text);
  const placeOf = (offset: number): string => `${file}:${at(offset).line}`;
  const template = readTemplate(text, env);
  const given = template.expressions.reduce((sum, { value }) => sum + value.length, 0);
  const tooLarge = whyTooLarge(text, given);
  if (tooLarge !== undefined) return [refuse.tooLarge(file, tooLarge)];
  const errors = template.problems.map((problem) => templateError(problem, placeOf(problem.offset)));
  // Without its values a file is not what it is: its YAML is looked at, and no more.
  const {
    yaml,
    value,
    places,
    errors: broken,
  } = readFilled(errors.length > 0 ? { ...template, expressions: [] } : template, placeOf);
  for (const { offset, message } of yaml.problems) {
    errors.push(refuse.yamlInvalid(placeOf(template.sourceOffset(offset)), message));
  }
  errors.push(...broken);
  if (errors.length > 0) return errors;
  const offsetOf = (container: object, key?: string): number =>
    places.get(container) ??
    template.sourceOffset(
      (key === undefined ? undefined : yaml.keyOffsetOf(container, key)) ?? yaml.offsetOf(container) ?? 0,
    );
  return {
    file,
    value,
    placeOf: (container, key) => placeOf(offsetOf(container, key)),
    columnOf: (container) => at(offsetOf(container)).column,
  };
};

/** Reads one file. */
export const readDocument = async (
  path: string,
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<DeckDocument | readonly KongruentError[]> => {
  const file = shownPath(path, cwd);
  const bytes = await readBytes(path, file);
  if (bytes instanceof Error) return [bytes];
  const text = textOf(bytes, file);
  return typeof text === "string" ? documentOf(text, file, env) : [text];
};
