/**
 * Unique values that change hands within a run.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import { fieldFacts, fieldsOf, isMandatory } from "../model/derive.ts";
import type { KongruentError } from "../model/errors.ts";
import { identityText } from "../model/identity.ts";
import { validateEntity } from "../model/validate-entity.ts";
import type { DecideInput } from "./decide-input.ts";
import type { DeleteDecision } from "./deletes.ts";
import type { Draft } from "./draft.ts";
import * as refuse from "./errors.ts";
import type { Entity } from "./gateway.ts";
import { entityKey, keyInWords, referText } from "./match.ts";
import { isOwned } from "./ownership.ts";
import { keyText } from "./snapshot.ts";

/** Unique values that creates and updates take: free, freed by another change, or held by somebody who keeps them. */
export const claimKeys = (
  drafts: Map<string, Draft>,
  deletes: readonly DeleteDecision[],
  input: DecideInput,
  refusals: KongruentError[],
): void => {
  const { snapshot } = input;
  const byEntity = new Map(
    [...drafts.values()].flatMap((draft) =>
      draft.match.live === undefined ? [] : [[entityKey(draft.match.kind, draft.match.live), draft] as const],
    ),
  );
  // What is not ours may go with its parent, and is still not written before.
  const doomed = new Set(
    deletes.flatMap(({ kind, entity, cascade, blocked }) =>
      blocked === undefined
        ? [
            { kind, entity },
            ...cascade.filter((child) => isOwned(input.options.ownership, input.owners, child.entity)),
          ].map((one) => entityKey(one.kind, one.entity))
        : [],
    ),
  );
  const released = new Map<string, readonly string[]>();
  for (const draft of drafts.values()) {
    const { kind, fields, live, declaration, identity } = draft.match;
    for (const key of kind.uniqueKeys) {
      // What is left alone in an update is never sent, so it takes nothing from anybody.
      if (draft.action !== "create" && !draft.fields.some(({ path }) => key.fields.includes(path))) continue;
      const text = keyText(kind, key, fields, referText);
      if (text === undefined) continue;
      const holder = snapshot.byKey(kind, key, text);
      if (holder === undefined || holder.id === live?.id) continue;
      const held = entityKey(kind, holder);
      const releasing = [...(released.get(held) ?? []), ...key.fields];
      const change = byEntity.get(held);
      if (change?.fields.some(({ path }) => key.fields.includes(path))) {
        draft.dependsOn.add(change.key);
        if (change.dependsOn.has(draft.key)) {
          refusals.push(
            refuse.keyCycle([declaration.address, change.match.declaration.address], key.fields.join(" and ")),
          );
          change.dependsOn.delete(draft.key);
        }
      } else if (doomed.has(held) && isReleasable(kind, holder, releasing)) {
        released.set(held, releasing);
        draft.releases.push({ kind, entity: holder, fields: key.fields });
      } else {
        const name = identityText(kind, holder, { nameOf: snapshot.nameOf, workspace: input.description.workspace });
        refusals.push(refuse.keyHeld(declaration.address, identity, keyInWords(kind, key, fields), name));
      }
    }
  }
};

/** Whether a live entity may do without these values: each may be null, and the entity needs none of them. */
const isReleasable = (kind: AnyKind, entity: Entity, names: readonly string[]): boolean => {
  const mayBeNull = names.every((field) => {
    const schema = fieldsOf(kind)[field];
    const { required, auto, reference } = fieldFacts(kind, field);
    return schema !== undefined && !isMandatory(schema) && !required && !auto && reference === undefined;
  });
  const released = { ...entity, ...Object.fromEntries(names.map((field) => [field, null])) };
  return mayBeNull && validateEntity(kind, released, { mode: "filled" })?.["@entity"] === undefined;
};
