/**
 * Terraform's values as this process holds them: what the wire's msgpack and JSON are decoded to and encoded from.
 * @module
 */

/** What stands for a value that is known only after apply. */
export const UNKNOWN: unique symbol = Symbol("known after apply");

/**
 * A number that neither a JavaScript number nor a bigint holds exactly, in Terraform's decimal form (`1.5e400`).
 */
export class Decimal {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * A type as Terraform writes it in JSON: `"string"`, `["set", "string"]`, `["object", { name: "string" }]`.
 */
export type Type =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", Type]
  | readonly ["tuple", readonly Type[]]
  | readonly ["object", { readonly [name: string]: Type }]
  | readonly ["object", { readonly [name: string]: Type }, readonly string[]];

/** A value in a place whose type is dynamic: it carries its own type. */
export class Dynamic {
  readonly type: Type;
  readonly value: Value;

  constructor(type: Type, value: Value) {
    this.type = type;
    this.value = value;
  }
}

/**
 * A value. Objects carry every attribute, nulls included; sets are arrays. Integers up to 2^53 are numbers, larger ones
 * bigints.
 */
export type Value =
  | null
  | string
  | number
  | bigint
  | boolean
  | Decimal
  | typeof UNKNOWN
  | Dynamic
  | readonly Value[]
  | { readonly [name: string]: Value };
