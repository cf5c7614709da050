/**
 * Whose an entity is that does not say so itself.
 * @module
 */
import type { AdoptMode, Declaration } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldFacts, type ReferenceField, referenceId, referencesOf } from "../model/derive.ts";
import { findKind } from "../model/kinds.ts";
import type { Entity } from "./gateway.ts";
import {
  isOwnable,
  type Judgement,
  judge,
  type Owner,
  type OwnershipRules,
  type Relation,
  relationTo,
} from "./ownership.ts";

/** An entity by its kind and id; undefined where it is not there, or was not read. */
export type ById = (kind: string, id: string) => Entity | undefined;

/** Whether a child that nobody owns was made as a part of what its reference points to, and goes with it. */
export const isPartOfParent = (rules: OwnershipRules, kind: AnyKind, entity: Entity, field: string): boolean =>
  fieldFacts(kind, field).partOfParent === true && relationTo(rules, false, entity).is === "nobody's";

/** The references whose targets say whose an entity is; none where it says so itself. */
const tellingReferences = (rules: OwnershipRules, kind: AnyKind, entity: Entity): readonly ReferenceField[] => {
  const references = referencesOf(kind);
  if (!isOwnable(kind)) return references;
  return references.filter(({ field }) => isPartOfParent(rules, kind, entity, field));
};

/**
 * The entities whose tags tell the owner: itself; both sides of what carries no tags; the parent of what was made as a part of it.
 * Undefined among them is one that was not read, so nobody can tell.
 */
export const bearersOf = (
  rules: OwnershipRules,
  kind: AnyKind,
  entity: Entity,
  byId: ById,
): readonly (Entity | undefined)[] => {
  const telling = tellingReferences(rules, kind, entity);
  if (telling.length === 0) return [entity];
  return telling.flatMap((reference): readonly (Entity | undefined)[] => {
    const id = referenceId(entity[reference.field]);
    if (id === undefined) return [];
    const target = byId(reference.kind, id);
    const targetKind = findKind(reference.kind);
    return target === undefined || targetKind === undefined ? [target] : bearersOf(rules, targetKind, target, byId);
  });
};

/** Whose an entity is by what tells it: another's if any of it is, ours if all of it is. */
export const relationOf = (
  rules: OwnershipRules,
  owner: Owner,
  kind: AnyKind,
  entity: Entity,
  byId: ById,
): Relation => {
  const relations = bearersOf(rules, kind, entity, byId).map(
    (bearer): Relation => (bearer === undefined ? { is: "nobody's" } : relationTo(rules, owner, bearer)),
  );
  const others = relations.find(({ is }) => is === "another's");
  if (others !== undefined) return others;
  return relations.length > 0 && relations.every(({ is }) => is === "ours") ? { is: "ours" } : { is: "nobody's" };
};

/** Judges a live entity as it is now: at plan, and again before each patch, for it may have changed hands. */
export const judgeLive = (
  rules: OwnershipRules,
  kind: AnyKind,
  declaration: Declaration,
  live: Entity,
  ofRun: AdoptMode | undefined,
  byId: ById,
): Judgement =>
  // What carries no tags is whoever's declares it: there is nothing in it to take over.
  judge(declaration, isOwnable(kind) ? relationOf(rules, declaration.owner, kind, live, byId) : { is: "ours" }, ofRun);
