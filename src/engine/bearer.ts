/**
 * Whose an entity is that cannot say so itself.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import { fieldFacts, referenceId, referencesOf } from "../model/derive.ts";
import { findKind } from "../model/kinds.ts";
import type { Entity } from "./gateway.ts";
import { isOwnable, type OwnershipRules, relationTo } from "./ownership.ts";
import type { Snapshot } from "./snapshot.ts";

/** The entity whose tags tell the owner: itself, or the one that it hangs below where its kind carries no tags. */
export const bearerOf = (kind: AnyKind, entity: Entity, snapshot: Snapshot): Entity => {
  if (isOwnable(kind)) return entity;
  const reference = referencesOf(kind).find(({ field }) => field === kind.nested?.parent);
  const parentKind = reference === undefined ? undefined : findKind(reference.kind);
  const id = reference === undefined ? undefined : referenceId(entity[reference.field]);
  const parent = parentKind === undefined || id === undefined ? undefined : snapshot.byId(parentKind.kind, id);
  return parentKind === undefined || parent === undefined ? entity : bearerOf(parentKind, parent, snapshot);
};

/** Whether a child that nobody owns was made as a part of what its reference points to, and goes with it. */
export const isPartOfParent = (rules: OwnershipRules, kind: AnyKind, entity: Entity, field: string): boolean =>
  fieldFacts(kind, field).partOfParent === true && relationTo(rules, false, entity).is === "nobody's";
