/**
 * Unique values that entities to be deleted still hold: freed for the change that needs them, put back if it fails.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import { identityText } from "../model/identity.ts";
import { parentOf } from "./converge.ts";
import * as refuse from "./errors.ts";
import type { Entity } from "./gateway.ts";
import type { Operation } from "./plan.ts";
import type { Run } from "./run.ts";

const nameOf = (run: Run, kind: AnyKind, entity: Entity): string =>
  identityText(kind, entity, { nameOf: run.prepared.snapshot.nameOf });

/** Frees what an operation needs. Adds each entity to `released` before its change is sent. */
export const release = async (run: Run, operation: Operation, released: Entity[]): Promise<void> => {
  for (const { kind, entity, fields } of operation.releases) {
    const identity = nameOf(run, kind, entity);
    const now = await run.gateway.read(kind, entity.id, parentOf(kind, entity));
    if (now === undefined) continue;
    if (!run.isOurs(kind, now, (name, id) => run.prepared.snapshot.byId(name, id)))
      throw refuse.ownedNoLonger(identity);
    run.note({ phase: "intent", action: "release", identity, id: entity.id, before: now });
    released.push(entity);
    await run.gateway.update(kind, now, Object.fromEntries(fields.map((field) => [field, null])));
  }
};

/** Gives released entities their values again. Never rejects: what cannot be put back is an error of the run. */
export const putBack = async (run: Run, operation: Operation, released: readonly Entity[]): Promise<void> => {
  for (const { kind, entity, fields } of operation.releases) {
    if (!released.includes(entity)) continue;
    const identity = nameOf(run, kind, entity);
    try {
      run.note({ phase: "intent", action: "restore", identity, id: entity.id });
      await run.gateway.update(kind, entity, Object.fromEntries(fields.map((field) => [field, entity[field]])));
    } catch (error) {
      run.alsoFailed(error);
    }
  }
};
