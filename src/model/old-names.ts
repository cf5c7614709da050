/**
 * Deprecated names inside a plugin's settings, before validation: each setting under its present name.
 * @module
 */
import type { AnyKind } from "./define.ts";
import { withoutAliases } from "./fill.ts";
import { fieldMap, type KongSchema } from "./kong-schema.ts";
import { isOpaque, isUnknown } from "./validate.ts";
import { isRecord, sameValue } from "./values.ts";
import type { FieldError, FieldErrors } from "./violations.ts";

export interface Settled {
  readonly settled: Readonly<Record<string, unknown>>;
  readonly contradictions: FieldErrors | undefined;
}

/** Settings under their present names; where an old name and its replacement say different things, what Kong answers. */
export const withoutOldNames = (
  kind: AnyKind,
  schema: KongSchema,
  entity: Readonly<Record<string, unknown>>,
): Settled => {
  const name = kind.subschema?.of;
  const field = name === undefined ? undefined : fieldMap(schema.fields).get(name);
  const settings = name === undefined ? undefined : entity[name];
  if (name === undefined || field === undefined || !isRecord(settings)) {
    return { settled: entity, contradictions: undefined };
  }
  const found: Record<string, FieldError> = {};
  const moved = withoutAliases(field, settings, ({ alias, replacement }) => {
    const replaced = replacement.split(".").reduce<unknown>((at, key) => (isRecord(at) ? at[key] : at), settings);
    if (isUnknown(replaced) || isUnknown(settings[alias]) || sameValue(replaced, settings[alias])) return;
    const values = `${alias} = ${String(settings[alias])} vs ${replacement} = ${String(replaced)}`;
    found[alias] = `both deprecated and new field are used but their values mismatch: ${values}`;
  });
  for (const [alias, shorthand] of fieldMap(field.shorthand_fields)) {
    if (alias in settings && isOpaque(shorthand)) moved[alias] = settings[alias];
  }
  const contradictions = Object.keys(found).length > 0 ? found : undefined;
  return { settled: { ...entity, [name]: moved }, contradictions };
};
