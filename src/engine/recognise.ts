/**
 * Recognises entities that no unique key identifies, by the values they share with a declaration: a certificate by its server
 * names, else by its digest.
 * @module
 */
import type { AnyKind, Mark } from "../model/define.ts";
import type { Entity } from "./gateway.ts";

/** The values of each mark of a kind, the most certain mark first. */
export type Marks = readonly { readonly mark: Mark; readonly values: readonly string[] }[];

/** The marks of a declaration or an entity; those without values left out. */
export const marksOf = (
  kind: AnyKind,
  fields: Readonly<Record<string, unknown>>,
  ofReferring: (mark: Mark) => readonly string[] = () => [],
): Marks =>
  (kind.recognisedBy ?? []).flatMap((mark) => {
    const values = [...new Set([...mark.values(fields), ...ofReferring(mark)])];
    return values.length === 0 ? [] : [{ mark, values }];
  });

const known = new WeakMap<Entity, Map<Mark, readonly string[]>>();

/** The values of a mark in a live entity, worked out once: a digest costs, and every declaration asks for all of them. */
const valuesIn = (mark: Mark, entity: Entity): readonly string[] => {
  let ofEntity = known.get(entity);
  if (ofEntity === undefined) {
    ofEntity = new Map();
    known.set(entity, ofEntity);
  }
  let values = ofEntity.get(mark);
  if (values === undefined) {
    values = mark.values(entity);
    ofEntity.set(mark, values);
  }
  return values;
};

/** The entities that share a value of the first mark that any shares one of. */
export const recognised = (
  marks: Marks,
  entities: readonly Entity[],
): { readonly mark: Mark; readonly entities: readonly Entity[] } | undefined => {
  for (const { mark, values } of marks) {
    const wanted = new Set(values);
    const found = entities.filter((entity) => valuesIn(mark, entity).some((value) => wanted.has(value)));
    if (found.length > 0) return { mark, entities: found };
  }
  return undefined;
};

/** The marks as one text, to find duplicates among declarations. */
export const marksText = (marks: Marks): string => marks[0]?.values.toSorted().join(" ") ?? "";
