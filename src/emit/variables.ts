/**
 * Secrets out of declarations: each becomes a variable, whose value stands in no file of the configuration.
 * @module
 */
import type { Declaration } from "../model/declaration.ts";
import { fieldMap, type KongField } from "../model/kong-schema.ts";
import { reveal, Secret } from "../model/secret.ts";
import { isRecord } from "../model/values.ts";
import type { Tree } from "./tree.ts";
import { joined, Names, wordsOf } from "./words.ts";

/** Stands where a secret was. */
export class Variable {
  /** `mobile_key` */
  readonly name: string;
  /** Which entity it is of: `keyauth_credentials/…@consumer=mobile`. */
  readonly identity: string;
  readonly address: string;
  /** Where in the entity: `config.redis.password`. */
  readonly field: string;
  readonly type: "string" | "number" | "bool" | "any";
  readonly #value: Secret;

  constructor(name: string, of: Pick<Variable, "identity" | "address" | "field">, value: Secret) {
    this.name = name;
    this.identity = of.identity;
    this.address = of.address;
    this.field = of.field;
    this.#value = value;
    const plain = reveal(value);
    this.type =
      typeof plain === "number"
        ? "number"
        : typeof plain === "boolean"
          ? "bool"
          : typeof plain === "string" || plain === undefined
            ? "string"
            : "any";
  }

  /** The value, wrapped; one of which only a hash is known holds undefined. */
  get value(): Secret {
    return this.#value;
  }

  /** Whether the value is known. */
  get isKnown(): boolean {
    return reveal(this.#value) !== undefined;
  }
}

/** Names that Terraform keeps for itself. */
const RESERVED = ["source", "version", "providers", "count", "for_each", "lifecycle", "depends_on", "locals"];

export interface WithVariables {
  readonly declarations: readonly Declaration[];
  /** In the order of the declarations. */
  readonly variables: readonly Variable[];
}

/**
 * Replaces every secret by a {@link Variable}, named after the entity and the field.
 *
 * @example
 * withVariables(treeOf(declarations)).variables.map(({ name }) => name) // ["mobile_key"]
 */
export const withVariables = (tree: Tree): WithVariables => {
  const names = new Names(RESERVED, "_");
  const variables: Variable[] = [];
  const declarations = tree.nodes.map(({ declaration, identity, words, kind }) => {
    const replaced = (value: unknown, path: readonly string[]): unknown => {
      if (value instanceof Secret) {
        const fields = path.filter((name) => name !== kind.subschema?.of).flatMap(wordsOf);
        const tail = words.at(-1)?.toLowerCase() === fields[0]?.toLowerCase() ? fields.slice(1) : fields;
        const name = joined(
          [...words, ...tail].map((word) => word.toLowerCase()),
          "_",
          kind.singular,
        );
        const of = { identity, address: declaration.address, field: path.join(".") };
        const variable = new Variable(names.take(name), of, value);
        variables.push(variable);
        return variable;
      }
      if (Array.isArray(value)) return value.map((item, index) => replaced(item, [...path, String(index + 1)]));
      if (!isRecord(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replaced(item, [...path, name])]));
    };
    return { ...declaration, fields: replaced(declaration.fields, []) as Declaration["fields"] };
  });
  return { declarations, variables };
};

/** Whether a value has a variable in it. */
export const hasVariable = (value: unknown): boolean =>
  value instanceof Variable ||
  (Array.isArray(value) && value.some(hasVariable)) ||
  (isRecord(value) && Object.values(value).some(hasVariable));

/**
 * Settings taken apart: what may be seen, and what lies over it. A list with a secret in it goes as a whole, since objects are
 * merged and lists are not; so does a map, which is one value to the gateway.
 *
 * @param schema of the settings; without it every object counts as a record
 */
export const apart = (value: unknown, schema?: KongField): { readonly plain: unknown; readonly secret: unknown } => {
  if (!hasVariable(value)) return { plain: value, secret: undefined };
  if (!isRecord(value) || schema?.type === "map") return { plain: undefined, secret: value };
  const fields = fieldMap(schema?.fields);
  const parts = Object.entries(value).map(([name, item]) => [name, apart(item, fields.get(name))] as const);
  const of = (part: "plain" | "secret"): Record<string, unknown> =>
    Object.fromEntries(parts.flatMap(([name, both]) => (both[part] === undefined ? [] : [[name, both[part]]])));
  const plain = of("plain");
  return { plain: Object.keys(plain).length === 0 ? undefined : plain, secret: of("secret") };
};
