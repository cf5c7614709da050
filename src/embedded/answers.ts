/**
 * The answers of the Admin API: bodies, statuses and error texts (Kong 3.9 recordings: conflicts, validation, pagination).
 * @module
 */
import { type FieldErrors, violationMessage } from "../model/validate.ts";
import { isRecord } from "../model/values.ts";

/** An answer as it goes out. `body` is the exact text. */
export interface GatewayAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A refusal: thrown where it is found, turned into an answer at the border. */
export class Refusal extends Error {
  readonly answer: GatewayAnswer;
  constructor(answer: GatewayAnswer) {
    super(answer.body);
    this.name = "Refusal";
    this.answer = answer;
  }
}

const JSON_TYPE = { "content-type": "application/json; charset=utf-8" } as const;

/** An answer whose body is JSON text already. */
export const jsonText = (status: number, body: string): GatewayAnswer => ({ status, headers: JSON_TYPE, body });
export const json = (status: number, body: unknown): GatewayAnswer => jsonText(status, JSON.stringify(body));
export const noContent = (): GatewayAnswer => ({ status: 204, headers: {}, body: "" });
export const allowed = (methods: string): GatewayAnswer => ({ status: 204, headers: { allow: methods }, body: "" });
export const message = (status: number, text: string): GatewayAnswer => json(status, { message: text });

/** nginx' own error pages. */
export const htmlPage = (status: number, title: string): GatewayAnswer => ({
  status,
  headers: { "content-type": "text/html; charset=UTF-8" },
  body: [
    "<html>",
    `<head><title>${status} ${title}</title></head>`,
    "<body>",
    `<center><h1>${status} ${title}</h1></center>`,
    "</body>",
    "</html>",
    "",
  ].join("\r\n"),
});

export const notFound = (text = "Not found"): Refusal => new Refusal(message(404, text));
export const methodNotAllowed = (): Refusal => new Refusal(message(405, "Method not allowed"));
export const unexpected = (): Refusal => new Refusal(message(500, "An unexpected error occurred"));

/** `{id="…"}`: a key in Lua's notation, its fields in order of name. */
export const luaKey = (value: unknown): string => {
  if (value === null || value === undefined) return "null";
  if (isRecord(value)) {
    const fields = Object.keys(value).sort();
    return `{${fields.map((field) => `${field}=${luaKey(value[field])}`).join(",")}}`;
  }
  return typeof value === "string" ? `"${value}"` : String(value);
};

const refuse = (status: number, body: Readonly<Record<string, unknown>>): Refusal => new Refusal(json(status, body));

export const schemaViolation = (fields: FieldErrors): Refusal =>
  refuse(400, { code: 2, name: "schema violation", fields, message: violationMessage(fields) });

export const invalidPrimaryKey = (): Refusal =>
  refuse(400, {
    code: 1,
    name: "invalid primary key",
    fields: { id: "expected a valid UUID" },
    message: `invalid primary key: '{id="expected a valid UUID"}'`,
  });

export const primaryKeyTaken = (id: unknown): Refusal =>
  refuse(400, {
    code: 3,
    name: "primary key violation",
    fields: { id },
    message: `primary key violation on key '${luaKey({ id })}'`,
  });

export const uniqueViolation = (fields: Readonly<Record<string, unknown>>): Refusal =>
  refuse(409, {
    code: 5,
    name: "unique constraint violation",
    fields,
    message: `UNIQUE violation detected on '${luaKey(fields)}'`,
  });

export const foreignKeyMissing = (field: string, key: unknown, kind: string): Refusal =>
  refuse(400, {
    code: 4,
    name: "foreign key violation",
    fields: { [field]: key },
    message: `the foreign key '${luaKey(key)}' does not reference an existing '${kind}' entity.`,
  });

export const stillReferenced = (kind: string, by: string): Refusal =>
  refuse(400, {
    code: 4,
    name: "foreign key violation",
    fields: { "@referenced_by": by },
    message: `an existing '${by}' entity references this '${kind}' entity`,
  });

export const stillListed = (singular: string, id: string, by: string, holder: string): Refusal =>
  refuse(400, {
    code: 19,
    name: "referenced by others",
    message: `${singular.replaceAll("_", " ")} ${id} is still referenced by ${by} (id = ${holder})`,
  });

export const foreignKeyUnresolved = (field: string, key: Readonly<Record<string, unknown>>, kind: string): Refusal => {
  const sentence = `the foreign key cannot be resolved with '${luaKey(key)}' for an existing '${kind}' entity`;
  const names = Object.keys(key);
  return refuse(400, {
    code: 13,
    name: "foreign keys unresolved",
    fields: { [field]: Object.fromEntries(names.map((name) => [name, sentence])) },
    message: `foreign key unresolved (${field}.${names[0]}: ${sentence})`,
  });
};

export const entityNotFound = (key: Readonly<Record<string, unknown>>): Refusal =>
  refuse(404, {
    code: 6,
    name: "not found",
    fields: key,
    message: `could not find the entity with ${"id" in key ? "primary key " : ""}'${luaKey(key)}'`,
  });

export const invalidUniqueName = (text: string): Refusal =>
  refuse(400, { code: 10, name: "invalid unique name", message: text });

export const invalidSize = (text: string): Refusal => refuse(400, { code: 9, name: "invalid size", message: text });

export const invalidOffset = (offset: string, reason: string): Refusal =>
  refuse(400, { code: 7, name: "invalid offset", message: `'${offset}' is not a valid offset: ${reason}` });

export const invalidTags = (reason: string): Refusal =>
  refuse(400, {
    code: 11,
    name: "invalid options",
    options: { tags: reason },
    message: `invalid option (tags: ${reason})`,
  });
