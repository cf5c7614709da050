/**
 * What declarations use of a gateway, collected in one pass over them.
 * @module
 */
import type { Declaration } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldFacts, fieldsOf, type ReferenceField, referencesOf } from "../model/derive.ts";
import { findKind, kindOf } from "../model/kinds.ts";
import { subschemaKey, subschemaName } from "../model/subschema.ts";
import { isRecord } from "../model/values.ts";

export interface Uses {
  /** Kinds that are declared. */
  readonly declared: ReadonlySet<string>;
  /** Kinds that something declared refers to, of those that this version knows. */
  readonly referred: ReadonlySet<string>;
  /** The schemas that complete what is declared, of plugins and others, by {@link subschemaKey}. */
  readonly subschemas: ReadonlyMap<string, { readonly kind: AnyKind; readonly name: string }>;
  /** Entities that are referred to by an id given in so many words. */
  readonly byId: readonly { readonly kind: AnyKind; readonly id: string }[];
}

/** A kind's references to kinds that this version knows. */
const knownReferences = (kind: AnyKind): readonly (ReferenceField & { readonly target: AnyKind })[] =>
  referencesOf(kind).flatMap((reference) => {
    const target = findKind(reference.kind);
    return target === undefined ? [] : [{ ...reference, target }];
  });

/** What declarations use. */
export const usesOf = (declarations: readonly Declaration[]): Uses => {
  const byKind = new Map<string, { kind: AnyKind; references: ReturnType<typeof knownReferences> }>();
  const referred = new Set<string>();
  const subschemas = new Map<string, { kind: AnyKind; name: string }>();
  const byId = new Map<string, { kind: AnyKind; id: string }>();
  for (const { kind: name, fields } of declarations) {
    let known = byKind.get(name);
    if (known === undefined) {
      const kind = kindOf(name);
      known = { kind, references: knownReferences(kind) };
      for (const field of Object.keys(fieldsOf(kind))) {
        const { childNames } = fieldFacts(kind, field);
        if (childNames !== undefined && findKind(childNames.kind) !== undefined) referred.add(childNames.kind);
      }
      byKind.set(name, known);
    }
    for (const { field, target } of known.references) {
      const value = fields[field];
      if (value === undefined) continue;
      referred.add(target.kind);
      if (isRecord(value) && typeof value["id"] === "string") {
        byId.set(`${target.kind} ${value["id"]}`, { kind: target, id: value["id"] });
      }
    }
    const subschema = subschemaName(known.kind, fields);
    if (subschema !== undefined)
      subschemas.set(subschemaKey(known.kind, subschema), { kind: known.kind, name: subschema });
  }
  return { declared: new Set(byKind.keys()), referred, subschemas, byId: [...byId.values()] };
};
