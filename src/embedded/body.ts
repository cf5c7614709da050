/**
 * Request bodies: JSON and forms, and the answers to everything else (Kong 3.9 recordings: validation).
 * @module
 */
import { fieldMap, type KongField, type KongFields } from "../model/kong-schema.ts";
import { isRecord } from "../model/values.ts";
import { htmlPage, message, Refusal, unexpected } from "./answers.ts";

const LARGEST_BODY = 10 * 1024 * 1024;

export interface RequestBody {
  readonly text: string | undefined;
  readonly contentType: string | undefined;
}

const typedText = (field: KongField | undefined, text: string): unknown => {
  switch (field?.type) {
    case "integer":
    case "number":
      return text !== "" && !Number.isNaN(Number(text)) ? Number(text) : text;
    case "boolean":
      return text === "true" ? true : text === "false" ? false : text;
    case "array":
    case "set":
      return [typedText(field.elements, text)];
    default:
      return text === "" ? null : text;
  }
};

/** Form values are texts: they become what the schema wants. */
const typed = (field: KongField | undefined, value: unknown): unknown => {
  if (typeof value === "string") return typedText(field, value);
  if (Array.isArray(value)) return value.map((item) => typed(field?.elements, item));
  return isRecord(value) ? typedRecord(field?.fields, value) : value;
};

const typedRecord = (
  fields: KongFields | undefined,
  record: Readonly<Record<string, unknown>>,
): Record<string, unknown> => {
  const known = fieldMap(fields);
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, typed(known.get(name), value)]));
};

/** `config.allow=a&config.allow=b&tags[]=c` as nested values. */
const parseForm = (text: string): Record<string, unknown> => {
  const result: Record<string, unknown> = {};
  for (const [key, value] of new URLSearchParams(text)) {
    const path = key.split(/[.[]/).map((part) => part.replace(/\]$/, ""));
    const isList = path.at(-1) === "" || /^\d+$/.test(path.at(-1) ?? "");
    if (isList) path.pop();
    let at = result;
    for (const name of path.slice(0, -1)) {
      const inner = at[name];
      const next = isRecord(inner) ? inner : {};
      at[name] = next;
      at = next;
    }
    const name = path.at(-1) ?? "";
    const known = at[name];
    at[name] = Array.isArray(known)
      ? [...known, value]
      : known !== undefined
        ? [known, value]
        : isList
          ? [value]
          : value;
  }
  return result;
};

const parseJson = (text: string): Readonly<Record<string, unknown>> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal(message(400, "Cannot parse JSON body"));
  }
  if (!isRecord(value)) throw unexpected();
  return value;
};

/** A body as values. `fieldsFor` gives the schema that a form's texts are typed by. */
export const parseBody = (
  { text = "", contentType }: RequestBody,
  fieldsFor: (values: Readonly<Record<string, unknown>>) => KongFields | undefined,
): Readonly<Record<string, unknown>> => {
  if (text.length > LARGEST_BODY) throw new Refusal(htmlPage(413, "Request Entity Too Large"));
  const type = (contentType ?? "").split(";")[0]?.trim().toLowerCase();
  if (type === "" && text === "") return {};
  if (type === "application/json") return parseJson(text);
  if (type === "application/x-www-form-urlencoded") {
    const values = parseForm(text);
    return typedRecord(fieldsFor(values), values);
  }
  throw new Refusal(htmlPage(415, "Unsupported Media Type"));
};
