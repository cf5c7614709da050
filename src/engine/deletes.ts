/**
 * What is owned and no longer declared, what would go with it, and the brakes that hold its delete.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import { listedIds, listersOf, referenceId, referrersOf } from "../model/derive.ts";
import type { KongruentError } from "../model/errors.ts";
import { identityText } from "../model/identity.ts";
import { kinds } from "../model/kinds.ts";
import { addTo, byText } from "../model/values.ts";
import { type ById, isPartOfParent, relationOf } from "./bearer.ts";
import * as refuse from "./errors.ts";
import type { Entity } from "./gateway.ts";
import { entityKey, type Match, referText } from "./match.ts";
import type { MatchedEntities } from "./matched.ts";
import { contesterOf, isOwnable, type OwnershipRules, relationTo, withOwner } from "./ownership.ts";
import type { Snapshot } from "./snapshot.ts";

export interface DeleteDecision {
  readonly kind: AnyKind;
  readonly entity: Entity;
  readonly identity: string;
  readonly owner: string;
  /** All that goes with it. */
  readonly cascade: readonly { readonly kind: AnyKind; readonly entity: Entity; readonly identity: string }[];
  /** Deletes that must come first, because the gateway refuses to delete what is referred to. */
  readonly after: readonly { readonly kind: string; readonly id: string; readonly identity: string }[];
  readonly blocked: KongruentError | undefined;
}

export interface DeletesInput {
  readonly snapshot: Snapshot;
  readonly owners: readonly string[];
  readonly ownership: OwnershipRules;
  readonly matched: MatchedEntities;
  /** The live entities of a kind that nothing declares. */
  readonly undeclared: (kind: AnyKind) => readonly Entity[];
  /** Identities of declared entities that refer to a live one by its id, by that one's kind and id. */
  readonly referring: () => ReadonlyMap<string, readonly string[]>;
  readonly cascade: boolean;
  readonly maxDeletes: number | undefined;
  readonly workspace: string;
}

/** Below this many deletes the share of what is owned is not looked at. */
const ALWAYS_ALLOWED_DELETES = 10;
const ALLOWED_SHARE = 0.2;

/** Decides every delete of the run, each blocked on its own where a brake holds it, and refuses the plan where the whole is too much. */
export const decideDeletes = (
  input: DeletesInput,
): { readonly deletes: readonly DeleteDecision[]; readonly refusals: readonly KongruentError[] } => {
  const { snapshot, matched } = input;
  const name = (kind: AnyKind, entity: Entity): string =>
    identityText(kind, entity, { nameOf: snapshot.nameOf, workspace: input.workspace });
  const whose = (kind: AnyKind, entity: Entity, identity: string): string =>
    withOwner(input.ownership, kind, entity, identity);
  const byId: ById = (kind, id) => snapshot.byId(kind, id);
  const candidates = new Map<string, { kind: AnyKind; entity: Entity; owner: string }>();
  const contested: DeleteDecision[] = [];
  const ownerOf = (kind: AnyKind, entity: Entity): string | undefined => {
    // What was made as a part of something is no candidate by itself.
    if (isOwnable(kind)) return input.owners.find((one) => relationTo(input.ownership, one, entity).is === "ours");
    return input.owners.find((one) => relationOf(input.ownership, one, kind, entity, byId).is === "ours");
  };
  for (const kind of kinds) {
    for (const entity of input.undeclared(kind)) {
      const owner = ownerOf(kind, entity);
      if (owner !== undefined) {
        candidates.set(entityKey(kind, entity), { kind, entity, owner });
        continue;
      }
      const decision = holdContested(input, kind, entity, name);
      if (decision !== undefined) contested.push(decision);
    }
  }
  const refusals: KongruentError[] = [];
  for (const owner of input.owners) {
    const deletes = [...candidates.values()].filter((candidate) => candidate.owner === owner).length;
    if (deletes === 0 || deletes <= (input.maxDeletes ?? -1)) continue;
    const owned = kinds
      .map((kind) => snapshot.entities(kind.kind).filter((entity) => ownerOf(kind, entity) === owner).length)
      .reduce((sum, count) => sum + count, 0);
    const limit = input.maxDeletes ?? Math.max(ALWAYS_ALLOWED_DELETES, Math.floor(owned * ALLOWED_SHARE));
    if (deletes > limit) refusals.push(refuse.tooManyDeletes(deletes, owned, limit));
    else if (deletes === owned) refusals.push(refuse.deletesEverything(deletes, owner));
  }

  /** Whether a child that is not to be deleted itself may go with what it hangs below. */
  const goesAlong = (kind: AnyKind, entity: Entity, field: string): boolean => {
    if (isPartOfParent(input.ownership, kind, entity, field)) return true;
    if (isOwnable(kind)) return false;
    return input.owners.some((one) => relationOf(input.ownership, one, kind, entity, byId).is === "ours");
  };

  if (candidates.size === 0) return { deletes: contested, refusals };
  const childrenOf = indexChildren(snapshot);
  const referringTo = input.referring();
  const decisions = [...candidates.values()].map(({ kind, entity, owner }): DeleteDecision => {
    const cascade: { kind: AnyKind; entity: Entity; identity: string }[] = [];
    const after: { kind: string; id: string; identity: string }[] = [];
    const foreign: string[] = [];
    const referring: string[] = [];
    let prevented: KongruentError | undefined;
    const visit = (parentKind: AnyKind, parent: Entity): void => {
      referring.push(...(referringTo.get(entityKey(parentKind, parent)) ?? []));
      for (const { child, onDelete, field } of childrenOf(parentKind, parent)) {
        const key = entityKey(child.kind, child.entity);
        const identity = name(child.kind, child.entity);
        const match = matched.get(child.entity);
        if (match !== undefined && !stays(match, field, parent)) continue;
        const isDoomed = candidates.has(key);
        if (onDelete === "restrict") {
          if (isDoomed) after.push({ kind: child.kind.kind, id: child.entity.id, identity });
          else referring.push(match === undefined ? whose(child.kind, child.entity, identity) : identity);
          continue;
        }
        if (match?.declaration.lifecycle.preventDestroy) {
          prevented = refuse.destroyPrevented(name(kind, entity), match.declaration.address);
        }
        // What is declared must not go with something that is not, whatever is allowed to cascade.
        if (match !== undefined) referring.push(identity);
        else if (!isDoomed && !goesAlong(child.kind, child.entity, field))
          foreign.push(whose(child.kind, child.entity, identity));
        cascade.push({ kind: child.kind, entity: child.entity, identity });
        visit(child.kind, child.entity);
      }
    };
    visit(kind, entity);
    const identity = name(kind, entity);
    const blocked =
      prevented ??
      (referring.length > 0 ? refuse.deleteReferenced(identity, [...new Set(referring)].sort(byText)) : undefined) ??
      (foreign.length > 0 && !input.cascade ? refuse.deleteBlocked(identity, foreign.sort(byText)) : undefined);
    return { kind, entity, identity, owner, cascade, after, blocked };
  });
  // What goes with a parent needs no delete of its own, unless the parent stays.
  const covered = new Set(
    decisions.flatMap(({ blocked, cascade }) =>
      blocked === undefined ? cascade.map((child) => entityKey(child.kind, child.entity)) : [],
    ),
  );
  const deletes = [...decisions, ...contested].filter(({ kind, entity }) => !covered.has(entityKey(kind, entity)));
  return { deletes, refusals };
};

/** The delete of what bears our mark and another owner's too: it is held, for the other one counts on the entity. */
const holdContested = (
  { owners, ownership }: DeletesInput,
  kind: AnyKind,
  entity: Entity,
  name: (kind: AnyKind, entity: Entity) => string,
): DeleteDecision | undefined => {
  for (const owner of owners) {
    const other = contesterOf(ownership, owner, entity);
    if (other === undefined) continue;
    const identity = name(kind, entity);
    const blocked = refuse.deleteContested(identity, owner, other);
    return { kind, entity, identity, owner, cascade: [], after: [], blocked };
  }
  return undefined;
};

/** Whether a declared child still points to this parent when the changes of the run are made. */
const stays = ({ declaration, fields }: Match, field: string, parent: Entity): boolean => {
  const { ignoreChanges } = declaration.lifecycle;
  if (declaration.existing || ignoreChanges === "all" || ignoreChanges.includes(field)) return true;
  const value = fields[field];
  return Array.isArray(value) ? listedIds(value).includes(parent.id) : referText(value) === parent.id;
};

export interface Child {
  readonly child: { readonly kind: AnyKind; readonly entity: Entity };
  readonly field: string;
  readonly onDelete: "cascade" | "restrict";
}

/** Looks children up by parent, with what a delete of the parent does to them. */
export const indexChildren = (snapshot: Snapshot): ((kind: AnyKind, parent: Entity) => readonly Child[]) => {
  const index = new Map<string, Child[]>();
  for (const parent of kinds) {
    for (const { kind, reference } of referrersOf(parent.kind)) {
      for (const entity of snapshot.entities(kind.kind)) {
        const id = referenceId(entity[reference.field]);
        if (id === undefined) continue;
        const child = { child: { kind, entity }, field: reference.field, onDelete: reference.onDelete };
        addTo(index, entityKey(parent, { id }), child);
      }
    }
    for (const { kind, field } of listersOf(parent.kind)) {
      for (const entity of snapshot.entities(kind.kind)) {
        for (const id of listedIds(entity[field])) {
          addTo(index, entityKey(parent, { id }), { child: { kind, entity }, field, onDelete: "restrict" as const });
        }
      }
    }
  }
  return (kind, parent) => index.get(entityKey(kind, parent)) ?? [];
};
