/**
 * Kong's own schema language, as `GET /schemas/{entity}` and `GET /schemas/plugins/{name}` answer it.
 * Validation, defaults, comparison and the embedded gateway all work on this form.
 * @module
 */

export type KongType =
  | "string"
  | "integer"
  | "number"
  | "boolean"
  | "array"
  | "set"
  | "map"
  | "record"
  | "foreign"
  | "json"
  | "any";

/** A Lua pattern with the sentence Kong answers when it is violated. */
export interface KongPattern {
  readonly pattern: string;
  readonly err?: string;
}

export interface KongDeprecation {
  readonly removal_in_version?: string;
  readonly old_default?: unknown;
  readonly replaced_with?: readonly { readonly path: readonly string[]; readonly reverse_mapping_function?: unknown }[];
}

/** One field: its type, constraints and default. Empty Lua tables arrive as `[]`, so a map's default `{}` may arrive as `[]`. */
export interface KongField {
  readonly type: KongType;
  readonly required?: boolean;
  readonly default?: unknown;
  readonly one_of?: readonly unknown[];
  readonly not_one_of?: readonly unknown[];
  readonly between?: readonly [number, number];
  readonly gt?: number;
  readonly eq?: unknown;
  readonly ne?: unknown;
  readonly len_eq?: number;
  readonly len_min?: number;
  readonly len_max?: number;
  readonly match?: string;
  readonly not_match?: string;
  readonly match_all?: readonly KongPattern[];
  readonly match_none?: readonly KongPattern[];
  readonly match_any?: { readonly patterns: readonly string[]; readonly err?: string };
  readonly starts_with?: string;
  readonly contains?: unknown;
  readonly is_regex?: boolean;
  readonly uuid?: boolean;
  readonly timestamp?: boolean;
  readonly auto?: boolean;
  readonly unique?: boolean;
  readonly unique_across_ws?: boolean;
  readonly transient?: boolean;
  readonly immutable?: boolean;
  readonly encrypted?: boolean;
  readonly referenceable?: boolean;
  readonly abstract?: boolean;
  readonly reference?: string;
  readonly on_delete?: "cascade" | "restrict" | "null";
  readonly elements?: KongField;
  readonly keys?: KongField;
  readonly values?: KongField;
  readonly fields?: KongFields;
  readonly shorthand_fields?: KongFields;
  readonly mutually_exclusive_subsets?: readonly (readonly string[])[];
  readonly entity_checks?: readonly KongEntityCheck[];
  readonly deprecation?: KongDeprecation;
  readonly json_schema?: unknown;
  /** The sentence answered instead of the usual one. */
  readonly err?: string;
}

/** Kong's `fields`: an array of objects with one key each. */
export type KongFields = readonly { readonly [name: string]: KongField }[];

/** A check over several fields, as data: `{ at_least_one_of: ["custom_id", "username"] }`. */
export type KongEntityCheck = { readonly [check: string]: unknown };

export interface KongSchema {
  readonly fields: KongFields;
  readonly entity_checks?: readonly KongEntityCheck[];
}

const indexes = new WeakMap<KongFields, ReadonlyMap<string, KongField>>();
const NO_FIELDS: ReadonlyMap<string, KongField> = new Map();

/** The fields of a schema by name; built once per schema. */
export const fieldMap = (fields: KongFields | undefined): ReadonlyMap<string, KongField> => {
  if (fields === undefined) return NO_FIELDS;
  let map = indexes.get(fields);
  if (map === undefined) {
    map = new Map(fields.flatMap((field) => Object.entries(field)));
    indexes.set(fields, map);
  }
  return map;
};

/** The config schema of a plugin subschema. */
export const configField = (subschema: KongSchema): KongField | undefined => fieldMap(subschema.fields).get("config");

/** Names of texts that are credentials: `token`, `client_secret`, `gcp_service_account_json`; not `header_name`, `public_key` or `username`. */
const CREDENTIAL = /(?:^|_)(?:token|secret|password|passphrase|(?<!public_)key|credentials?|service_account_json)$/;

/**
 * True where a value of this field must not be shown: encrypted fields; maps whose values may be vault references (http-log
 * `headers` carry credentials though Kong does not mark them encrypted); and texts that may be vault references and are
 * credentials by their name (acme `storage_config.vault.token`). Items of lists have no name of their own.
 *
 * @param name what the field is called; undefined for the items of a list and the values of a map
 */
export const isSecretField = (field: KongField, name: string | undefined): boolean =>
  field.encrypted === true ||
  (field.type === "string" && field.referenceable === true && name !== undefined && CREDENTIAL.test(name)) ||
  (field.type === "map" && (field.values?.encrypted === true || field.values?.referenceable === true));
