/**
 * Reads what was written and makes it congruent once more: a gateway loses concurrent patches of one entity.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import { referenceId } from "../model/derive.ts";
import { addTo } from "../model/values.ts";
import { forEachBounded } from "./bounded.ts";
import { settle } from "./converge.ts";
import * as refuse from "./errors.ts";
import type { Entity } from "./gateway.ts";
import type { Operation } from "./plan.ts";
import type { Run } from "./run.ts";
import { sentFields } from "./sent-fields.ts";

/** Up to this many touched entities of a kind are read back one by one; more are read as lists. */
const READ_BACK_ONE_BY_ONE = 20;

/** Reads back what was done, all kinds at once. Never rejects: what is not congruent then is the operation's failure. */
export const readBack = async (run: Run, operations: readonly Operation[]): Promise<void> => {
  const byKind = new Map<AnyKind, Operation[]>();
  for (const operation of operations) {
    if (operation.declaration !== undefined && run.resultOf(operation) === "done") {
      addTo(byKind, operation.kind, operation);
    }
  }
  await Promise.all([...byKind].map(([kind, changed]) => readBackKind(run, kind, changed)));
};

const readBackKind = async (run: Run, kind: AnyKind, changed: readonly Operation[]): Promise<void> => {
  let found: ReadonlyMap<string, Entity>;
  try {
    const entities =
      changed.length <= READ_BACK_ONE_BY_ONE || kind.path === undefined
        ? await readEach(run, kind, changed)
        : await run.gateway.list(kind);
    found = new Map(entities.map((entity) => [entity.id, entity]));
  } catch (error) {
    run.alsoFailed(error);
    return;
  }
  await forEachBounded(changed, run.options.concurrency, async (operation) => {
    try {
      await confirm(run, operation, found);
    } catch (error) {
      run.settle(operation, "failed", error);
    }
  });
};

/** The entities that were written, by their ids; those without a list of their own by the lists of their parents. */
const readEach = async (run: Run, kind: AnyKind, changed: readonly Operation[]): Promise<readonly Entity[]> => {
  const { gateway, options } = run;
  const found: Entity[] = [];
  const entities = changed.flatMap(({ key }) => run.written(key) ?? []);
  const parentField = kind.nested?.parent;
  if (kind.path === undefined && parentField !== undefined) {
    const parents = new Set(entities.flatMap((entity) => referenceId(entity[parentField]) ?? []));
    await forEachBounded([...parents], options.concurrency, async (parent) => {
      found.push(...(await gateway.list(kind, { parent })));
    });
    return found;
  }
  await forEachBounded(entities, options.concurrency, async ({ id }) => {
    const entity = await gateway.read(kind, id);
    if (entity !== undefined) found.push(entity);
  });
  return found;
};

const confirm = async (run: Run, operation: Operation, found: ReadonlyMap<string, Entity>): Promise<void> => {
  const { declaration } = operation;
  const written = run.written(operation.key);
  if (declaration === undefined || written === undefined) return;
  const now = found.get(written.id);
  if (now === undefined) throw refuse.vanished(operation.identity);
  const fields = sentFields(run, operation);
  run.wrote(operation, await settle(run.context, operation, declaration, fields, now));
};
