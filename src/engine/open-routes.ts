/**
 * Routes made in this run that would stand open, because what guards them failed: they are removed again.
 * @module
 */
import type { Declaration } from "../model/declaration.ts";
import { referenceId, referrersOf } from "../model/derive.ts";
import type { KongruentError } from "../model/errors.ts";
import { identityText } from "../model/identity.ts";
import { maskedAs } from "./comparator.ts";
import { parentOf } from "./converge.ts";
import * as refuse from "./errors.ts";
import type { Entity } from "./gateway.ts";
import type { JournalEntry } from "./outcome.ts";
import type { Operation } from "./plan.ts";
import type { Run } from "./run.ts";
import { hasKind } from "./snapshot.ts";

/** A route whose own operation failed gets no guards: if it was made all the same, it is removed. Never rejects. */
export const removeHalfMade = async (
  run: Run,
  operation: Operation,
  declaration: Declaration,
  id: string,
): Promise<void> => {
  if (operation.kind.opensTraffic !== true || run.options.keepOpen) return;
  const found = run.written(operation.key);
  const isMade = found !== undefined && run.isMade(operation.kind, found);
  // Under a pinned id may stand what somebody else made.
  if (!isMade && (found !== undefined || declaration.id !== undefined)) return;
  try {
    const entity = await run.gateway.read(operation.kind, id, parentOf(operation.kind, operation.fields));
    if (entity === undefined) return;
    const others = await removeUnlessShared(run, operation, entity);
    if (others.length > 0) run.alsoFailed(refuse.routeHasOthers(operation.identity, operation.identity, others));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    run.alsoFailed(refuse.routeMayStandOpen(operation.identity, why));
  }
};

/** A route made in this run must not stand open because what guards it failed. Never rejects. */
export const removeRoute = async (
  run: Run,
  route: Operation,
  failed: Operation,
  operations: readonly Operation[],
): Promise<void> => {
  const entity = run.written(route.key);
  if (entity === undefined || !run.isMade(route.kind, entity)) return;
  const error = await tryToRemove(run, route, failed, entity);
  run.settle(route, "failed", error);
  if (error.code !== "KG_ROUTE_REMOVED") return;
  for (const guard of operations) {
    if (guard.guards === route.key && run.resultOf(guard) === "done") {
      run.settle(guard, "failed", refuse.removedWith(guard.identity, route.identity));
    }
  }
};

/** Routes made in this run whose guard turned out to be gone when it was read back. */
export const removeUnguarded = async (run: Run, operations: readonly Operation[]): Promise<void> => {
  if (run.options.keepOpen) return;
  const byKey = new Map(operations.map((operation) => [operation.key, operation]));
  for (const guard of operations) {
    const route = guard.guards === undefined ? undefined : byKey.get(guard.guards);
    if (route === undefined || run.resultOf(route) !== "done") continue;
    if (run.resultOf(guard) !== "done") await removeRoute(run, route, guard, operations);
  }
};

/** What came of removing a route whose guard failed. */
const tryToRemove = async (run: Run, route: Operation, failed: Operation, entity: Entity): Promise<KongruentError> => {
  try {
    const others = await removeUnlessShared(run, route, entity);
    return others.length > 0
      ? refuse.routeHasOthers(route.identity, failed.identity, others)
      : refuse.routeRemoved(route.identity, failed.identity);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return refuse.routeNotRemoved(route.identity, failed.identity, why);
  }
};

/**
 * Removes a route made in this run, with the guards it had got. What others hung below it meanwhile is not taken along:
 * then the route stays, and they are named.
 */
const removeUnlessShared = async (run: Run, route: Operation, entity: Entity): Promise<readonly string[]> => {
  const others: string[] = [];
  for (const { kind, reference } of referrersOf(route.kind.kind)) {
    if (!(await hasKind(run.gateway, kind))) continue;
    for (const child of await run.gateway.list(kind)) {
      if (referenceId(child[reference.field]) !== entity.id || run.isMade(kind, child)) continue;
      others.push(identityText(kind, child, { nameOf: () => undefined }));
    }
  }
  if (others.length > 0) return others;
  noteIfPossible(run, {
    phase: "intent",
    action: "remove",
    identity: route.identity,
    id: entity.id,
    before: maskedAs(route.fields, entity),
  });
  await run.gateway.delete(route.kind, entity);
  return [];
};

/** A route is removed also where that cannot be noted: to leave it open would be worse. */
const noteIfPossible = (run: Run, entry: JournalEntry): void => {
  try {
    run.note(entry);
  } catch (cause) {
    run.alsoFailed(cause);
  }
};
