/** An entity's settings one by one, along Kong's schema: records are walked into, everything else is one value. */
import type { AnyKind } from "../../src/model/define.ts";
import { COMPUTED_FIELDS, kongSchema } from "../../src/model/derive.ts";
import { absentValue } from "../../src/model/fill.ts";
import { configField, fieldMap, type KongField } from "../../src/model/kong-schema.ts";
import { reveal, revealAll } from "../../src/model/secret.ts";
import { isRecord, sameValue } from "../../src/model/values.ts";
import { pluginSchemas } from "../../src/plugins/all-schemas.ts";
import type { Values } from "./entities.ts";

/** The fields of a kind by name, a plugin's config included. */
export const schemaFields = (kind: AnyKind, plugin?: string): ReadonlyMap<string, KongField> => {
  const fields = new Map([...fieldMap(kongSchema(kind).fields)].filter(([name]) => !COMPUTED_FIELDS.has(name)));
  const config = plugin === undefined ? undefined : configField(pluginSchemas.get(plugin) ?? { fields: [] });
  return config === undefined ? fields : fields.set("config", config);
};

/** A live entity in the words of a declaration: all of it but what only the gateway writes and the deprecated names. */
export const declarable = (fields: ReadonlyMap<string, KongField>, live: Readonly<Values>): Values => {
  const result: Values = {};
  for (const [name, field] of fields) {
    const value = live[name];
    if (value !== undefined && value !== null) result[name] = withoutOldNames(field, value);
  }
  return result;
};

const withoutOldNames = (field: KongField, value: unknown): unknown => {
  if (field.type !== "record" || !isRecord(value) || field.fields === undefined) return value;
  const inner = fieldMap(field.fields);
  return Object.fromEntries(
    [...inner]
      .filter(([name]) => value[name] !== undefined)
      .map(([name, known]) => [name, withoutOldNames(known, value[name])]),
  );
};

/** Without what is as it would be undeclared. */
export const withoutDefaults = (fields: ReadonlyMap<string, KongField>, declared: Readonly<Values>): Values =>
  Object.fromEntries(
    Object.entries(declared).flatMap(([name, value]) => {
      const field = fields.get(name);
      const thinned = field === undefined ? value : thin(field, value);
      return thinned === undefined ? [] : [[name, thinned]];
    }),
  );

const thin = (field: KongField, value: unknown): unknown => {
  const usual = absentValue(field);
  if (sameValue(value, usual)) return undefined;
  if (field.type !== "record" || !isRecord(value) || field.default !== undefined) return value;
  const inner = withoutDefaults(fieldMap(field.fields), value);
  return Object.keys(inner).length === 0 && usual !== null ? undefined : inner;
};

export interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

const sameLeaf = (field: KongField, a: unknown, b: unknown): boolean => {
  const [left, right] = [revealAll(a), revealAll(b)];
  if (field.type !== "set" || !Array.isArray(left) || !Array.isArray(right)) return sameValue(left, right);
  return sameValue([...new Set(left)].sort(), [...new Set(right)].sort());
};

/** Where two declarations differ, with the value of the second; undefined for what it does not declare. */
export const changedLeaves = (
  fields: ReadonlyMap<string, KongField>,
  first: Readonly<Values>,
  second: Readonly<Values>,
  path: readonly string[] = [],
): readonly Leaf[] =>
  [...fields].flatMap(([name, field]): readonly Leaf[] => {
    const [a, b] = [first[name], second[name]];
    const at = [...path, name];
    if (field.type === "record" && isRecord(a) && isRecord(b)) return changedLeaves(fieldMap(field.fields), a, b, at);
    return sameLeaf(field, a, b) ? [] : [{ path: at, value: b }];
  });

/** The declaration with one setting changed, or left out. */
export const withLeaf = (declared: Readonly<Values>, { path: [name = "", ...rest], value }: Leaf): Values => {
  const { [name]: old, ...others } = declared;
  if (rest.length > 0) return { ...others, [name]: withLeaf(isRecord(old) ? old : {}, { path: rest, value }) };
  return value === undefined ? others : { ...others, [name]: value };
};

/** The dotted paths that a patch sends, where records are merged and everything else is replaced. */
export const sentPaths = (
  fields: ReadonlyMap<string, KongField>,
  patch: Readonly<Values>,
  path = "",
): readonly string[] =>
  Object.entries(patch).flatMap(([name, value]) => {
    const field = fields.get(name);
    const at = path === "" ? name : `${path}.${name}`;
    const isMerged = field?.type === "record" && field.fields !== undefined && isRecord(reveal(value));
    return isMerged && isRecord(value) ? sentPaths(fieldMap(field.fields), value, at) : [at];
  });
