/**
 * Applies a plan: makes each change, goes on after failures, and reports what was done and what was not.
 * @module
 */
import { errorReports } from "../model/errors.ts";
import { readyToDelete } from "./delete-owned.ts";
import type { Gateway } from "./gateway.ts";
import { removeRoute, removeUnguarded } from "./open-routes.ts";
import type { Outcome } from "./outcome.ts";
import type { Operation } from "./plan.ts";
import type { Preparation } from "./prepare.ts";
import { readBack } from "./read-back.ts";
import { type ApplyOptions, Run } from "./run.ts";
import { schedule } from "./schedule.ts";
import { write } from "./write.ts";

/**
 * Applies a prepared plan. Rejects only before the first write; afterwards every failure is in the outcome.
 * A plan with refusals writes nothing.
 */
export const apply = async (gateway: Gateway, prepared: Preparation, options: ApplyOptions): Promise<Outcome> => {
  const run = new Run(gateway, prepared, options);
  if (prepared.refusals.length > 0) return run.outcome(prepared.refusals.flatMap(errorReports));
  const writes = prepared.operations.filter(({ action }) => action !== "delete");
  const deletes = prepared.operations.filter(({ action }) => action === "delete");
  await makeAll(run, writes, (operation) => write(run, operation));
  await readBack(run, writes);
  await removeUnguarded(run, writes);
  const deleteOne = await readyToDelete(run, deletes);
  if (deleteOne !== undefined) await makeAll(run, deletes, deleteOne);
  return run.outcome([]);
};

/** Makes operations in the order of what they need, and records how each ended. */
const makeAll = async (
  run: Run,
  operations: readonly Operation[],
  make: (operation: Operation) => Promise<void>,
): Promise<void> => {
  const { concurrency, keepOpen, stop, onProgress } = run.options;
  let settled = 0;
  await schedule(operations, {
    concurrency,
    keepOpen,
    stop,
    run: make,
    onSettled: (operation, state, error) => {
      run.settle(operation, state, error);
      onProgress?.(++settled, operations.length);
    },
    onUnguarded: (route, failed) => removeRoute(run, route, failed, operations),
  });
};
