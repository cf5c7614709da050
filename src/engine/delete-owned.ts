/**
 * The deletes at the end of an apply: each entity, and all that would go with it, is read again before it goes.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import { kindsBelow, referencesOf } from "../model/derive.ts";
import { identityText } from "../model/identity.ts";
import type { ById } from "./bearer.ts";
import { indexChildren } from "./deletes.ts";
import * as refuse from "./errors.ts";
import type { Entity } from "./gateway.ts";
import { entityKey } from "./match.ts";
import { isOwnable, relationTo, withOwner } from "./ownership.ts";
import type { Operation } from "./plan.ts";
import type { Run } from "./run.ts";
import { readInto, Snapshot } from "./snapshot.ts";

/**
 * How to make each of these deletes, or undefined where none is made: something of the run failed, it was interrupted,
 * or what they would take along could not be read. Then their results say so.
 */
export const readyToDelete = async (
  run: Run,
  operations: readonly Operation[],
): Promise<((operation: Operation) => Promise<void>) | undefined> => {
  if (operations.length === 0) return undefined;
  const failures = run.failures();
  if (failures > 0) {
    for (const operation of operations) {
      run.settle(operation, "blocked", operation.blocked ?? refuse.deletesHeld(operation.identity, failures));
    }
    return undefined;
  }
  if (run.options.stop?.aborted) {
    for (const operation of operations) run.settle(operation, "interrupted", refuse.interrupted(operation.identity));
    return undefined;
  }
  const fresh = new Snapshot();
  // Whose a kind without tags is, its parents tell.
  const parents = (kind: AnyKind): readonly string[] =>
    isOwnable(kind) ? [] : referencesOf(kind).map((reference) => reference.kind);
  const read = new Set(operations.flatMap(({ kind }) => [kind.kind, ...parents(kind), ...kindsBelow(kind.kind)]));
  try {
    await readInto(fresh, run.gateway, { kinds: read, ownerTags: [], concurrency: run.options.concurrency });
  } catch (error) {
    for (const operation of operations) run.settle(operation, "failed", error);
    return undefined;
  }
  return deleteWith(run, operations, fresh);
};

/** Deletes by a fresh snapshot: only what is still ours, and nothing below it that was not planned to go. */
const deleteWith = (
  run: Run,
  operations: readonly Operation[],
  fresh: Snapshot,
): ((operation: Operation) => Promise<void>) => {
  const childrenOf = indexChildren(fresh);
  const planned = new Set(
    operations.flatMap(({ kind, live, cascade }) => [
      ...(live === undefined ? [] : [entityKey(kind, live)]),
      ...cascade.map((child) => entityKey(child.kind, child.entity)),
    ]),
  );
  return async ({ kind, identity, live }) => {
    const now = live === undefined ? undefined : fresh.byId(kind.kind, live.id);
    if (now === undefined) return;
    const byId: ById = (name, id) => fresh.byId(name, id) ?? run.prepared.snapshot.byId(name, id);
    if (!run.isOurs(kind, now, byId)) throw refuse.ownedNoLonger(identity);
    const unplanned = below(childrenOf, kind, now).filter(
      (child) => !planned.has(entityKey(child.kind, child.entity)) || isOthers(run, child.entity),
    );
    if (unplanned.length > 0 && !run.options.cascade) {
      const names = unplanned.map(({ kind: childKind, entity }) => {
        const text = identityText(childKind, entity, { nameOf: fresh.nameOf });
        return withOwner(run.options.ownership, childKind, entity, text);
      });
      throw refuse.deleteBlocked(identity, names);
    }
    run.note({ phase: "intent", action: "delete", identity, id: now.id, before: now });
    await run.gateway.delete(kind, now);
  };
};

const isOthers = ({ options }: Run, entity: Entity): boolean =>
  options.owners.every((owner) => relationTo(options.ownership, owner, entity).is === "another's");

/** All that would go with an entity. */
const below = (
  childrenOf: ReturnType<typeof indexChildren>,
  kind: AnyKind,
  entity: Entity,
): { readonly kind: AnyKind; readonly entity: Entity }[] =>
  childrenOf(kind, entity)
    .filter(({ onDelete }) => onDelete === "cascade")
    .flatMap(({ child }) => [child, ...below(childrenOf, child.kind, child.entity)]);
