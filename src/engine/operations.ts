/**
 * Decisions as operations, in the one order that plans list them.
 * @module
 */
import { type AnyKind, IMPACTS, type Impact } from "../model/define.ts";
import { kinds } from "../model/kinds.ts";
import { byText } from "../model/values.ts";
import type { DeleteDecision } from "./deletes.ts";
import type { Draft } from "./draft.ts";
import type { Action, Operation, PlanChange } from "./plan.ts";

const order = new Map(kinds.map(({ kind }, index) => [kind, index]));
/** Deletes last, then by kind, then by identity. */
export const inOrder = (a: Operation, b: Operation): number =>
  Number(a.action === "delete") - Number(b.action === "delete") ||
  (order.get(a.kind.kind) ?? 0) - (order.get(b.kind.kind) ?? 0) ||
  byText(a.identity, b.identity) ||
  byText(a.key, b.key);

const impactOf = (kind: AnyKind, action: Action, cascaded: readonly AnyKind[] = []): readonly Impact[] => {
  const write = action === "adopt" ? "update" : action;
  const all = new Set([...kind.impact[write], ...cascaded.flatMap((child) => child.impact.delete)]);
  return IMPACTS.filter((impact) => all.has(impact));
};

export const operationOf = (draft: Draft, drafts: ReadonlyMap<string, Draft>): Operation => {
  const { match, action } = draft;
  const change: PlanChange = {
    action,
    kind: match.kind.kind,
    identity: match.identity,
    address: match.declaration.address,
    id: match.live?.id ?? null,
    fields: draft.fields,
    dependsOn: [...draft.dependsOn].map((key) => drafts.get(key)?.match.identity ?? key).sort(byText),
    cascades: [],
    impact: impactOf(match.kind, action),
  };
  return {
    key: draft.key,
    action,
    kind: match.kind,
    identity: match.identity,
    declaration: match.declaration,
    fields: match.fields,
    tags: draft.tags,
    live: match.live,
    dependsOn: draft.dependsOn,
    guards: draft.guards,
    releases: draft.releases,
    cascade: [],
    blocked: undefined,
    change,
  };
};

export const deleteOperation = (decision: DeleteDecision): Operation => ({
  key: `delete ${decision.kind.kind} ${decision.entity.id}`,
  action: "delete",
  kind: decision.kind,
  identity: decision.identity,
  declaration: undefined,
  fields: {},
  tags: undefined,
  live: decision.entity,
  dependsOn: new Set(decision.after.map(({ kind, id }) => `delete ${kind} ${id}`)),
  guards: undefined,
  releases: [],
  cascade: decision.cascade,
  blocked: decision.blocked,
  change: {
    action: "delete",
    kind: decision.kind.kind,
    identity: decision.identity,
    address: null,
    id: decision.entity.id,
    fields: [],
    dependsOn: [...decision.after.map(({ identity }) => identity)].sort(byText),
    cascades: decision.cascade.map(({ identity }) => identity).sort(byText),
    impact: impactOf(
      decision.kind,
      "delete",
      decision.cascade.map(({ kind }) => kind),
    ),
  },
});
