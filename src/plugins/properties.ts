/**
 * Settings as TypeScript names them: each field's property in camelCase, and the way back.
 * @module
 */
import { fieldMap, type KongField } from "../model/kong-schema.ts";
import { addTo } from "../model/values.ts";

/**
 * A field's name as a property.
 *
 * @example
 * camelCase("read_timeout") // "readTimeout"
 */
export const camelCase = (field: string): string =>
  field.replace(/(?<=.)_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());

/** A record of Kong's: its fields, and old names for some of them. */
export type Recordlike = Pick<KongField, "fields" | "shorthand_fields">;

export interface Property {
  /** Kong's name. */
  readonly field: string;
  readonly schema: KongField;
  /** It is an old name for something else. */
  readonly isOld: boolean;
}

/** Fields that would get the same property keep Kong's names, and so does whoever has one of those for its property. */
const propertiesByField = (fields: readonly string[]): ReadonlyMap<string, string> => {
  const kept = new Set<string>();
  for (;;) {
    const names = new Map(fields.map((field) => [field, kept.has(field) ? field : camelCase(field)]));
    const users = new Map<string, string[]>();
    for (const [field, property] of names) addTo(users, property, field);
    const clashing = [...users.values()].filter(({ length }) => length > 1).flat();
    if (clashing.length === 0) return names;
    for (const field of clashing) kept.add(field);
  }
};

const known = new WeakMap<Recordlike, ReadonlyMap<string, Property>>();

/**
 * The properties of a record, by name, in the schema's order; old names last.
 *
 * @example
 * propertiesOf(redis).get("sslVerify")?.field // "ssl_verify"
 */
export const propertiesOf = (record: Recordlike): ReadonlyMap<string, Property> => {
  let found = known.get(record);
  if (found === undefined) {
    const fields = fieldMap(record.fields);
    const old = [...fieldMap(record.shorthand_fields)].filter(([name]) => !fields.has(name));
    const names = propertiesByField([...fields.keys(), ...old.map(([name]) => name)]);
    const properties = [
      ...[...fields].map(([field, schema]): Property => ({ field, schema, isOld: false })),
      ...old.map(([field, schema]): Property => ({ field, schema, isOld: true })),
    ];
    found = new Map(properties.map((property) => [names.get(property.field) ?? property.field, property]));
    known.set(record, found);
  }
  return found;
};

/** What a field of a record is called as a property, and its schema; undefined where the record has no such field. */
export const propertyOf = (record: Recordlike, field: string): { name: string; schema: KongField } | undefined => {
  for (const [name, property] of propertiesOf(record)) {
    if (property.field === field) return { name, schema: property.schema };
  }
  return undefined;
};

/** Whether the type has properties of its own: records whose fields the schema lists. */
export const isListed = (schema: KongField | undefined): schema is KongField & Required<Pick<KongField, "fields">> =>
  schema?.type === "record" && schema.fields !== undefined;
