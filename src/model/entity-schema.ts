/**
 * The schema an entity is held against: completed by its plugin's, and by the fields that `/schemas` hides.
 * @module
 */
import type { AnyKind } from "./define.ts";
import { fieldsOf, kongField } from "./derive.ts";
import { factsOf } from "./facts.ts";
import { fieldMap, type KongSchema } from "./kong-schema.ts";

const merged = new WeakMap<KongSchema, WeakMap<KongSchema, KongSchema>>();

/** A schema completed by a plugin's: its fields stand for those of the same name. */
export const withSubschema = (schema: KongSchema, subschema: KongSchema): KongSchema => {
  let bySubschema = merged.get(schema);
  if (bySubschema === undefined) {
    bySubschema = new WeakMap();
    merged.set(schema, bySubschema);
  }
  let result = bySubschema.get(subschema);
  if (result === undefined) {
    const own = fieldMap(subschema.fields);
    result = {
      fields: [...fieldMap(schema.fields)].map(([name, field]) => ({ [name]: { ...field, ...own.get(name) } })),
      entity_checks: [...(schema.entity_checks ?? []), ...(subschema.entity_checks ?? [])],
    };
    // An abstract field is one that a subschema defines.
    result = { ...result, fields: result.fields.map(concrete) };
    bySubschema.set(subschema, result);
  }
  return result;
};

const concrete = (field: KongSchema["fields"][number]): KongSchema["fields"][number] =>
  Object.fromEntries(
    Object.entries(field).map(([name, { abstract, ...rest }]) => [
      name,
      abstract === true && rest.fields === undefined ? { ...rest, abstract } : rest,
    ]),
  );

const hidden = new WeakMap<KongSchema, KongSchema>();

/** The schema with the fields that the gateway takes though its `/schemas` does not list them. */
export const withHiddenFields = (kind: AnyKind, schema: KongSchema): KongSchema => {
  let result = hidden.get(schema);
  if (result === undefined) {
    const known = fieldMap(schema.fields);
    const added = Object.entries(fieldsOf(kind)).flatMap(([name, field]) => {
      const facts = factsOf(field);
      const isMissing = facts.hiddenFromSchema === true && facts.writeOnly === undefined && !known.has(name);
      return isMissing ? [{ [name]: kongField(field, "traditional") }] : [];
    });
    result = added.length === 0 ? schema : { ...schema, fields: [...schema.fields, ...added] };
    hidden.set(schema, result);
  }
  return result;
};

