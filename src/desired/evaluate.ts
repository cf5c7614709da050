/**
 * Turns values with expressions in them into plain values, as far as they are known before apply.
 * @module
 */
import { Template } from "../model/declaration.ts";
import { reveal, Secret } from "../model/secret.ts";
import { isRecord } from "../model/values.ts";
import { expressionType, needsTerraform, unescapedTemplate } from "./errors.ts";
import type { Expression } from "./hcl.ts";
import { parseTemplate, UnescapedError } from "./template.ts";

/** Where a value stands, for the sentences of errors. */
export interface Where {
  readonly address: string;
  /** `config.header`. */
  readonly field: string;
}

export interface Traversal {
  readonly root: string;
  readonly path: readonly (string | number)[];
}

/**
 * Finds what a reference stands for: a plain value, a Secret, or a {@link Template} of one attribute where only the
 * gateway knows it. Throws a KongruentError where it stands for nothing.
 */
export type Lookup = (traversal: Traversal, where: Where) => unknown;

/** The key under which Terraform's JSON holds comments. */
export const COMMENT = "//";

/** A traversal as people write it: `local.ports[0]`. */
export const traversalText = ({ root, path }: Traversal): string =>
  path.reduce<string>((text, key) => (typeof key === "number" ? `${text}[${key}]` : `${text}.${key}`), root);

/**
 * The value with every expression replaced. A string that is one expression keeps the expression's type.
 *
 * @example
 * evaluate("${local.port}", lookup, { address: "shop/orders", field: "port" }) // 8080
 */
export const evaluate = (value: unknown, lookup: Lookup, where: Where): unknown => {
  if (typeof value === "string") return evaluateText(value, lookup, where);
  if (Array.isArray(value)) {
    return value.map((item, index) => evaluate(item, lookup, { ...where, field: `${where.field}.${index}` }));
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== COMMENT)
      .map(([key, item]) => {
        const inner = { ...where, field: `${where.field}.${key}` };
        return [keyText(evaluateText(key, lookup, inner), inner), evaluate(item, lookup, inner)];
      }),
  );
};

const evaluateText = (text: string, lookup: Lookup, where: Where): unknown => {
  if (!text.includes("${") && !text.includes("%{")) return text;
  let parts: readonly (string | Expression)[];
  try {
    parts = parseTemplate(text);
  } catch (error) {
    if (error instanceof UnescapedError) throw unescapedTemplate(where.address, where.field, error.snippet);
    throw error;
  }
  const [only] = parts;
  const shown = text.length > 80 ? `${text.slice(0, 79)}…` : text;
  const values = parts.map((part) =>
    typeof part === "string" ? part : evaluateExpression(part, lookup, where, shown),
  );
  return parts.length === 1 && only !== undefined ? values[0] : joined(values, where);
};

const evaluateExpression = (expression: Expression, lookup: Lookup, where: Where, source: string): unknown => {
  switch (expression.type) {
    case "literal":
      return expression.value;
    case "template":
      return joined(
        expression.parts.map((part) =>
          typeof part === "string" ? part : evaluateExpression(part, lookup, where, source),
        ),
        where,
      );
    case "list":
      return expression.items.map((item) => evaluateExpression(item, lookup, where, source));
    case "object":
      return Object.fromEntries(
        expression.entries.map(([key, value]) => [
          keyText(evaluateExpression(key, lookup, where, source), where),
          evaluateExpression(value, lookup, where, source),
        ]),
      );
    case "traversal":
      return lookup(expression, where);
    case "file":
      return fileText(evaluateExpression(expression.path, lookup, where, source), lookup, where);
    case "terraform":
      throw needsTerraform(where.address, expression.what, source);
  }
};

/** The root under which a file's text is looked up; no name of a block or variable can be it. */
export const FILE = "file()";

const fileText = (path: unknown, lookup: Lookup, where: Where): unknown => {
  if (typeof path !== "string") {
    throw expressionType(
      where.address,
      where.field,
      "the path of a file must be a text that is known now and no secret.",
    );
  }
  return lookup({ root: FILE, path: [path] }, where);
};

const keyText = (key: unknown, where: Where): string => {
  if (typeof key === "string" || typeof key === "number" || typeof key === "boolean") return String(key);
  throw expressionType(where.address, where.field, "a key must be a text that is known now and no secret.");
};

/** One text out of several values. A secret part makes the whole a secret. */
const joined = (values: readonly unknown[], where: Where): unknown => {
  const parts: (string | Template["parts"][number])[] = [];
  let isSecret = false;
  for (const value of values) {
    if (value instanceof Template) {
      parts.push(...value.parts);
      continue;
    }
    isSecret ||= value instanceof Secret;
    const plain = reveal(value);
    if (typeof plain !== "string" && typeof plain !== "number" && typeof plain !== "boolean") {
      const found = plain === null || plain === undefined ? "null" : Array.isArray(plain) ? "a list" : "an object";
      throw expressionType(where.address, where.field, `${found} cannot stand inside a text.`);
    }
    parts.push(String(plain));
  }
  if (parts.every((part) => typeof part === "string")) {
    const text = parts.join("");
    return isSecret ? new Secret(text) : text;
  }
  if (isSecret) {
    throw expressionType(
      where.address,
      where.field,
      "a secret and a value that only apply knows cannot be joined into one text. Use Terraform for it.",
    );
  }
  return new Template(merged(parts));
};

const merged = (parts: readonly Template["parts"][number][]): Template["parts"] => {
  const result: Template["parts"][number][] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (typeof part === "string" && typeof last === "string") result[result.length - 1] = last + part;
    else if (part !== "") result.push(part);
  }
  return result;
};
