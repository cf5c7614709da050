/**
 * What is wrong with an entity, in the gateway's own shape, and how it says so in words.
 * @module
 */
import { byText } from "./values.ts";

/** One field's error: a sentence, errors by index (null where an element is right), or errors by inner field. */
export type FieldError = string | readonly (FieldError | null)[] | FieldErrors;

/** Errors by field. `@entity` holds the sentences about several fields at once. */
export interface FieldErrors {
  readonly [field: string]: FieldError;
}

/** One thing that is wrong, for people. */
export interface Issue {
  /** Where: field names and, in lists, positions from 0. Empty for the entity as a whole. */
  readonly path: readonly string[];
  readonly message: string;
}

const isList = (error: FieldError): error is readonly (FieldError | null)[] => Array.isArray(error);

/** Kong prints nested errors as a Lua table: `{\n  headers = {\n    "…"\n  }\n}`. */
const luaTable = (error: FieldError, indent = ""): string => {
  if (typeof error === "string") return luaText(error);
  const inner = `${indent}  `;
  const lines: string[] = [];
  if (isList(error)) {
    let isUnbroken = true;
    error.forEach((item, index) => {
      if (item === null) isUnbroken = false;
      else lines.push(`${inner}${isUnbroken ? "" : `[${index + 1}] = `}${luaTable(item, inner)}`);
    });
  } else {
    for (const key of Object.keys(error).sort(byText)) {
      const item = error[key];
      if (item === undefined) continue;
      const name = /^[A-Za-z_]\w*$/.test(key) ? key : `["${key}"]`;
      lines.push(`${inner}${name} = ${luaTable(item, inner)}`);
    }
  }
  return lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n${indent}}`;
};

const luaText = (text: string): string => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

/** The sentences of one field with children: `paths.1: …`, deeper ones as a Lua table. */
const childSentences = (field: string, error: Exclude<FieldError, string>): readonly string[] => {
  const children: readonly (readonly [string, FieldError | null | undefined])[] = isList(error)
    ? error.map((item, index) => [String(index + 1), item] as const)
    : Object.keys(error)
        .sort(byText)
        .map((key) => [key, error[key]] as const);
  return children.flatMap(([key, child]) => {
    if (child === null || child === undefined) return [];
    // Kong's table of an inner `@entity` key keeps the key bare: `config.@entity: {…}`.
    return [`${field}.${key}: ${typeof child === "string" ? child : luaTable(child)}`];
  });
};

const entitySentences = (errors: FieldErrors): readonly string[] => {
  const whole = errors["@entity"];
  if (whole === undefined) return [];
  return (isList(whole) ? whole : [whole]).filter((item) => typeof item === "string");
};

/**
 * The `message` of a schema violation (Kong 3.9 recordings: validation).
 *
 * @example
 * violationMessage({ port: "required field missing" }) // "schema violation (port: required field missing)"
 */
export const violationMessage = (errors: FieldErrors): string => {
  const sentences = [...entitySentences(errors)];
  for (const field of Object.keys(errors).sort(byText)) {
    const error = errors[field];
    if (field === "@entity" || error === undefined) continue;
    if (typeof error === "string") sentences.push(`${field}: ${error}`);
    else sentences.push(...childSentences(field, error));
  }
  const [only] = sentences;
  return sentences.length === 1
    ? `schema violation (${only})`
    : `${sentences.length} schema violations (${sentences.join("; ")})`;
};

/**
 * Errors as a flat list, for people.
 *
 * @example
 * issues({ paths: ["should start with: /"] }) // [{ path: ["paths", "0"], message: "should start with: /" }]
 */
export const issues = (errors: FieldError | null, path: readonly string[] = []): readonly Issue[] => {
  if (errors === null) return [];
  if (typeof errors === "string") return [{ path, message: errors }];
  if (isList(errors)) return errors.flatMap((item, index) => issues(item, [...path, String(index)]));
  return Object.entries(errors).flatMap(([key, error]) =>
    key === "@entity"
      ? (isList(error) ? error : [error]).flatMap((item) => issues(item, path))
      : issues(error, [...path, key]),
  );
};
