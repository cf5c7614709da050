/**
 * Decides what would change: pure, the same answer for the same inputs, whatever order they came in.
 * @module
 */
import { errorReports, type KongruentError } from "../model/errors.ts";
import { byText } from "../model/values.ts";
import { claimChildNames } from "./child-names.ts";
import type { DecideInput } from "./decide-input.ts";
import { decideDeletes } from "./deletes.ts";
import { type Draft, draftOf, withNames } from "./draft.ts";
import { connect, findCycle } from "./edges.ts";
import * as refuse from "./errors.ts";
import type { Match } from "./match.ts";
import { matchAll } from "./match-all.ts";
import { findUnmanaged, referringDeclarations, undeclaredEntities } from "./matched.ts";
import { deleteOperation, inOrder, operationOf } from "./operations.ts";
import { relationTo } from "./ownership.ts";
import type { Action, Operation, Plan, PreparedPlan } from "./plan.ts";
import { isSelected, nearestIdentity, select } from "./selection.ts";
import { claimKeys } from "./unique-keys.ts";

/** Decides the plan. Nothing here reads or writes. */
export const decide = (input: DecideInput): PreparedPlan => {
  const { snapshot, options, description } = input;
  const refusals: KongruentError[] = [];
  // Whoever comes first of two that want the same is the same one each time.
  const declarations = [...input.declarations].sort((a, b) => byText(a.address, b.address));

  const ownerless = declarations.filter(({ owner, existing }) => owner === false && !existing);
  const unusable = ownerless.map(({ adopt }) => options.adopt ?? adopt).find((mode) => mode !== undefined);
  if (unusable !== undefined) refusals.push(refuse.adoptWithoutOwner(unusable));

  const drafts = new Map<string, Draft>();
  let unchanged = 0;
  const decideOn = (match: Match): void => {
    const before = refusals.length;
    const draft = draftOf(match, input, refusals);
    if (draft !== undefined) drafts.set(draft.key, draft);
    else if (refusals.length === before && !match.declaration.existing && isSelected(match, options)) unchanged++;
  };
  const matches = matchAll({
    declarations,
    snapshot,
    workspace: description.workspace,
    unusable: input.unusable,
    normalise: (kind, fields) => input.comparatorOf(kind, fields).normalise(fields),
    mayMove: (declaration, holder) => relationTo(options.ownership, declaration.owner, holder).is === "ours",
    onMatch: decideOn,
  });
  refusals.push(...matches.errors);
  for (const [key, draft] of drafts) drafts.set(key, { ...draft, fields: withNames(draft, snapshot, matches.of) });

  connect(drafts, input);
  const undeclared = undeclaredEntities(snapshot, matches.entities);
  const deletes =
    options.only.length > 0 || options.targets.length > 0
      ? { deletes: [], refusals: [] }
      : decideDeletes({
          snapshot,
          owners: input.owners.filter((owner) => owner !== false),
          ownership: options.ownership,
          matched: matches.entities,
          undeclared,
          referring: () => referringDeclarations(matches.all),
          cascade: options.cascade,
          maxDeletes: options.maxDeletes,
          workspace: description.workspace,
        });
  refusals.push(...deletes.refusals);
  claimKeys(drafts, deletes.deletes, input, refusals);
  claimChildNames(drafts, matches, input, refusals);
  const cycle = findCycle(drafts);
  if (cycle !== undefined) refusals.push(refuse.dependencyCycle(cycle));

  if (options.targets.length > 0) {
    const identities = new Set(matches.all.map(({ identity }) => identity));
    for (const target of options.targets) {
      if (!identities.has(target)) refusals.push(refuse.unknownTarget(target, nearestIdentity(target, identities)));
    }
  }
  const selected = select(drafts, options);
  const operations: Operation[] = [
    ...selected.map((draft) => operationOf(draft, drafts)),
    ...deletes.deletes.map((decision) => deleteOperation(decision)),
  ].sort(inOrder);

  const unmanaged = findUnmanaged(input, undeclared);
  const errors = [...refusals, ...operations.flatMap(({ blocked }) => (blocked === undefined ? [] : [blocked]))];
  const count = (action: Action): number => operations.filter((operation) => operation.action === action).length;
  const plan: Plan = {
    format: "kongruent.plan/1",
    gateway: {
      url: description.url,
      version: description.version,
      mode: description.mode,
      workspace: description.workspace,
    },
    kinds: snapshot.kindsRead(),
    summary: {
      create: count("create"),
      adopt: count("adopt"),
      update: count("update"),
      delete: count("delete"),
      unchanged,
      unmanaged: unmanaged.length,
    },
    changes: operations.map(({ change }) => change),
    unmanaged,
    warnings: [],
    errors: errors.flatMap(errorReports),
  };
  return { plan, operations, description, refusals, live: { get: (address) => matches.of(address)?.live } };
};
