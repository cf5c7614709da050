/** What an outcome leaves undone, told apart: what brakes hold for good reasons, and what should not have failed. */
import type { Outcome } from "../../src/engine/outcome.ts";

/** Brakes hold a delete, and hold it again in the next run. */
const BRAKES = new Set([
  "KG_DELETE_BLOCKED",
  "KG_DELETE_REFERENCED",
  "KG_DESTROY_PREVENTED",
  "KG_BLOCKED",
  "KG_OWNED_BY_OTHER",
]);

/** Kind and id of the deletes that are held. */
export const heldDeletes = ({ operations }: Outcome): readonly string[] =>
  operations
    .filter(({ action, error }) => action === "delete" && BRAKES.has(error?.code ?? ""))
    .map(({ kind, id }) => `${kind} ${id}`);

/** Everything else that was not done, and every other error. */
export const notDone = ({ operations, errors }: Outcome): readonly unknown[] => {
  const undone = operations.filter(
    ({ action, result, error }) => result !== "done" && !(action === "delete" && BRAKES.has(error?.code ?? "")),
  );
  return undone.length > 0 ? undone : errors.filter(({ code }) => !BRAKES.has(code));
};
