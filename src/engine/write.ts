/**
 * Makes one planned change happen: creates, adopts or updates an entity, with the unique values it needs set free first.
 * @module
 */
import type { Declaration } from "../model/declaration.ts";
import { createOrFind, guardScope, parentOf, settle } from "./converge.ts";
import type { Entity } from "./gateway.ts";
import { removeHalfMade } from "./open-routes.ts";
import { tagsOf } from "./ownership.ts";
import type { Operation } from "./plan.ts";
import { putBack, release } from "./release.ts";
import type { Run } from "./run.ts";
import { sentFields } from "./sent-fields.ts";

/** Makes a create, an adoption or an update. A rejection is the operation's failure; what it released is put back then. */
export const write = async (run: Run, operation: Operation): Promise<void> => {
  const { declaration, live, kind } = operation;
  if (declaration === undefined) return;
  const released: Entity[] = [];
  try {
    await release(run, operation, released);
    const fields = sentFields(run, operation);
    if (operation.action === "create") await create(run, operation, declaration, fields);
    else if (live !== undefined) {
      // Since the plan it may have changed, also hands.
      const now = (await run.gateway.read(kind, live.id, parentOf(kind, live))) ?? live;
      run.wrote(operation, await settle(run.context, operation, declaration, fields, now));
    }
  } catch (error) {
    await putBack(run, operation, released);
    throw error;
  }
};

const create = async (
  run: Run,
  operation: Operation,
  declaration: Declaration,
  fields: Readonly<Record<string, unknown>>,
): Promise<void> => {
  const { tags } = operation;
  const body = tags === undefined ? fields : { ...fields, tags: [...new Set([...tagsOf(fields), ...tags])] };
  guardScope(operation, declaration, body);
  const id = declaration.id ?? run.newId();
  try {
    const { action, entity } = await createOrFind(run.context, operation, declaration, body, id);
    run.madeOrFound(operation, action, entity);
    run.wrote(operation, await settle(run.context, operation, declaration, body, entity));
  } catch (error) {
    await removeHalfMade(run, operation, declaration, id);
    throw error;
  }
};
