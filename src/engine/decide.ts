/**
 * Decides what would change: pure, the same answer for the same inputs, whatever order they came in.
 * @module
 */
import type { AdoptMode, Declaration } from "../model/declaration.ts";
import { KNOWN_AFTER_APPLY, Reference } from "../model/declaration.ts";
import type { AnyKind, Impact } from "../model/define.ts";
import { IMPACTS } from "../model/define.ts";
import { fieldFacts, fieldsOf, isMandatory, referenceId, referencesOf, referrersOf } from "../model/derive.ts";
import { errorReports, type KongruentError } from "../model/errors.ts";
import { identityText } from "../model/identity.ts";
import { kindOf, kinds } from "../model/kinds.ts";
import { validateEntity } from "../model/validate-entity.ts";
import { byText, isRecord } from "../model/values.ts";
import { type Comparator, comparisonOptions, type FieldChange, shown } from "./comparator.ts";
import { type DeleteDecision, decideDeletes } from "./deletes.ts";
import * as refuse from "./errors.ts";
import type { Entity, GatewayDescription } from "./gateway.ts";
import { awaited, keyInWords, type Match, matchAll, referText } from "./match.ts";
import {
  adoptModeOf,
  compareTags,
  expectedTags,
  isOwnable,
  type Owner,
  type OwnershipRules,
  relationTo,
  verdictOn,
} from "./ownership.ts";
import type { Action, Operation, Plan, PlanChange, PreparedPlan, Release, Unmanaged } from "./plan.ts";
import { keyText, type Snapshot } from "./snapshot.ts";

export interface DecideOptions {
  /** The run's adoption mode; a declaration's own one goes first. */
  readonly adopt: AdoptMode | undefined;
  readonly ownership: OwnershipRules;
  readonly maxDeletes: number | undefined;
  readonly cascade: boolean;
  /** Only these kinds, and nothing is deleted. */
  readonly only: readonly string[];
  /** Only these identities and what they need, and nothing is deleted. */
  readonly targets: readonly string[];
  /** Keep routes whose guards failed. */
  readonly keepOpen: boolean;
}

export interface DecideInput {
  readonly description: GatewayDescription;
  readonly declarations: readonly Declaration[];
  /** Addresses that were declared and found wrong before. */
  readonly unusable: ReadonlySet<string>;
  /** Every owner of the run, also those that declare nothing. */
  readonly owners: readonly Owner[];
  readonly snapshot: Snapshot;
  readonly comparatorOf: (kind: AnyKind, fields: Readonly<Record<string, unknown>>) => Comparator;
  /** What is wrong with declared fields, by the gateway's schema and ours. */
  readonly validate: (match: Match) => readonly KongruentError[];
  readonly options: DecideOptions;
}

interface Draft {
  readonly key: string;
  readonly match: Match;
  readonly action: Action;
  readonly fields: readonly FieldChange[];
  readonly tags: readonly string[] | undefined;
  readonly dependsOn: Set<string>;
  readonly releases: Release[];
  guards: string | undefined;
}

const tagsField = (fields: Readonly<Record<string, unknown>>): readonly string[] | undefined => {
  const tags = fields["tags"];
  return Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === "string") : undefined;
};

/** A change that waits for nothing yet. */
const emptyDraft = (match: Match): Pick<Draft, "key" | "match" | "dependsOn" | "releases" | "guards"> => ({
  key: match.declaration.address,
  match,
  dependsOn: new Set(),
  releases: [],
  guards: undefined,
});

/** Fields of a create as changes from nothing; a plugin's config one level deep, so that each setting has its line. */
const createFields = (kind: AnyKind, fields: Readonly<Record<string, unknown>>): FieldChange[] =>
  Object.entries(fields).flatMap(([name, value]) => {
    if (name === "tags") return [];
    if (name === kind.subschema?.of && isRecord(value)) {
      return Object.entries(value).map(([inner, item]) => ({ path: `${name}.${inner}`, from: null, to: shown(item) }));
    }
    return [{ path: name, from: null, to: shown(value) }];
  });

/** Decides the plan. Nothing here reads or writes. */
export const decide = (input: DecideInput): PreparedPlan => {
  const { snapshot, options, description } = input;
  const refusals: KongruentError[] = [];
  // Whoever comes first of two that want the same is the same one each time.
  const declarations = [...input.declarations].sort((a, b) => byText(a.address, b.address));
  const modeOf = (declaration: Declaration): AdoptMode => adoptModeOf(declaration, options.adopt);

  const ownerless = declarations.find(({ owner, existing }) => owner === false && !existing);
  const unusable = ownerless === undefined ? undefined : (options.adopt ?? ownerless.adopt);
  if (unusable !== undefined) refusals.push(refuse.adoptWithoutOwner(unusable));

  const matches = matchAll({
    declarations,
    snapshot,
    workspace: description.workspace,
    unusable: input.unusable,
    normalise: (kind, fields) => input.comparatorOf(kind, fields).normalise(fields),
    mayMove: (declaration, holder) => relationTo(options.ownership, declaration.owner, holder).is === "ours",
  });
  refusals.push(...matches.errors);

  const drafts = new Map<string, Draft>();
  let unchanged = 0;
  for (const match of matches.byAddress.values()) {
    const before = refusals.length;
    const draft = draftOf(match, input, modeOf, refusals);
    if (draft === undefined) {
      const isCongruent = refusals.length === before && !match.declaration.existing;
      if (isCongruent && isSelected(match, options)) unchanged++;
    } else drafts.set(draft.key, { ...draft, fields: withNames(draft, snapshot, matches.byAddress) });
  }

  connect(drafts, input);
  const matched = matchedEntities(matches.byAddress);
  const deletes =
    options.only.length > 0 || options.targets.length > 0
      ? { deletes: [], refusals: [] }
      : decideDeletes({
          snapshot,
          owners: input.owners.filter((owner) => owner !== false),
          ownership: options.ownership,
          matched,
          referring: () => referringDeclarations(matches.byAddress),
          cascade: options.cascade,
          maxDeletes: options.maxDeletes,
          workspace: description.workspace,
        });
  refusals.push(...deletes.refusals);
  claimKeys(drafts, deletes.deletes, input, refusals);
  const cycle = findCycle(drafts);
  if (cycle !== undefined) refusals.push(refuse.dependencyCycle(cycle));

  if (options.targets.length > 0) {
    const identities = new Set([...matches.byAddress.values()].map(({ identity }) => identity));
    for (const target of options.targets) if (!identities.has(target)) refusals.push(refuse.unknownTarget(target));
  }
  const selected = select(drafts, options);
  const operations: Operation[] = [
    ...selected.map((draft) => operationOf(draft, drafts)),
    ...deletes.deletes.map((decision) => deleteOperation(decision)),
  ].sort(inOrder);

  const unmanaged = findUnmanaged(input, matched);
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
    errors: errors.flatMap(errorReports),
  };
  const live = new Map(
    [...matches.byAddress].flatMap(([address, match]) => (match.live === undefined ? [] : [[address, match.live]])),
  );
  return { plan, operations, description, refusals, live };
};

const order = new Map(kinds.map(({ kind }, index) => [kind, index]));
const inOrder = (a: Operation, b: Operation): number =>
  Number(a.action === "delete") - Number(b.action === "delete") ||
  (order.get(a.kind.kind) ?? 0) - (order.get(b.kind.kind) ?? 0) ||
  byText(a.identity, b.identity) ||
  byText(a.key, b.key);

/** References as people call what they point to: `services/orders`, not an id. */
const withNames = (draft: Draft, snapshot: Snapshot, matches: ReadonlyMap<string, Match>): readonly FieldChange[] => {
  const { kind, fields, live } = draft.match;
  const references = new Map(referencesOf(kind).map((reference) => [reference.field, reference.kind]));
  const name = (target: string, value: unknown): unknown => {
    if (value instanceof Reference) return matches.get(value.address)?.identity ?? KNOWN_AFTER_APPLY;
    const id = referenceId(value);
    if (id === undefined) return null;
    const entity = snapshot.byId(target, id);
    return entity === undefined ? `${target}/${id}` : identityText(kindOf(target), entity, { nameOf: snapshot.nameOf });
  };
  return draft.fields.map((change) => {
    const target = references.get(change.path);
    if (target === undefined) return change;
    return { path: change.path, from: name(target, live?.[change.path]), to: name(target, fields[change.path]) };
  });
};

/** What one declaration would change, or undefined if it is congruent. */
const draftOf = (
  match: Match,
  input: DecideInput,
  modeOf: (declaration: Declaration) => AdoptMode,
  refusals: KongruentError[],
): Draft | undefined => {
  const { declaration, kind, live, fields, identity } = match;
  if (declaration.existing) return undefined;
  const { ownership } = input.options;
  const comparator = input.comparatorOf(kind, fields);
  const declaredTags = tagsField(fields);
  if (live === undefined) {
    const problems = input.validate(match);
    refusals.push(...problems);
    if (problems.length > 0) return undefined;
    const tags = isOwnable(kind) ? expectedTags(ownership, declaration.owner, declaredTags, []) : [];
    const changes = createFields(kind, fields);
    if (declaredTags !== undefined) changes.push({ path: "tags", from: null, to: [...declaredTags] });
    return { ...emptyDraft(match), action: "create", fields: changes, tags: tags.length > 0 ? tags : declaredTags };
  }
  const relation = isOwnable(kind) ? relationTo(ownership, declaration.owner, live) : ({ is: "ours" } as const);
  const mode = modeOf(declaration);
  const verdict = verdictOn(mode, declaration.owner, relation);
  if (verdict === "refuse") {
    const owner = relation.is === "another's" ? relation.owner : undefined;
    refusals.push(refuse.adoptionRefused(declaration.address, identity, mode, owner));
    return undefined;
  }
  const comparison = comparator.compare(fields, live, comparisonOptions(declaration));
  const fixed = comparison.fields.find(({ path }) => isFixed(kind, path));
  if (fixed !== undefined) {
    refusals.push(refuse.fieldFixed(declaration.address, identity, fixed.path, live.id));
    return undefined;
  }
  const tags = isOwnable(kind) ? tagChange(match, ownership, declaredTags) : undefined;
  if (comparison.fields.length === 0 && tags === undefined) return undefined;
  const changes = [...comparison.fields, ...(tags?.fields ?? [])];
  const problems = input.validate(match);
  refusals.push(...problems);
  if (problems.length > 0) return undefined;
  return { ...emptyDraft(match), action: verdict === "adopt" ? "adopt" : "update", fields: changes, tags: tags?.tags };
};

/** A field that no PATCH changes: which plugin it is, and the parent of what is reached only under it. */
const isFixed = (kind: AnyKind, field: string): boolean =>
  field === kind.subschema?.name || (kind.path === undefined && field === kind.nested?.parent);

/** The change of tags; ignored ones are left alone but for the owner's. */
const tagChange = (
  match: Match,
  rules: OwnershipRules,
  declared: readonly string[] | undefined,
): ReturnType<typeof compareTags> => {
  const { ignoreChanges } = match.declaration.lifecycle;
  const isIgnored = ignoreChanges === "all" || ignoreChanges.includes("tags");
  return match.live === undefined
    ? undefined
    : compareTags(rules, match.declaration.owner, isIgnored ? undefined : declared, match.live);
};

/** Edges between changes: references, depends_on, and guards that must stand before traffic flows. */
const connect = (drafts: Map<string, Draft>, input: DecideInput): void => {
  const creates = (address: string): Draft | undefined => {
    const draft = drafts.get(address);
    return draft?.action === "create" ? draft : undefined;
  };
  for (const draft of drafts.values()) {
    const { match, dependsOn } = draft;
    for (const address of awaited(match.fields)) if (drafts.has(address)) dependsOn.add(address);
    for (const address of match.declaration.dependsOn) if (drafts.has(address)) dependsOn.add(address);
    if (match.kind.guards !== true || draft.action !== "create") continue;
    for (const field of match.kind.scope ?? []) {
      const value = match.fields[field];
      const target = value instanceof Reference ? creates(value.address) : undefined;
      if (target?.match.kind.opensTraffic) draft.guards = target.key;
    }
  }
  if (input.options.keepOpen) return;
  // A new route waits for the new plugins of its service: it must not take traffic before they stand.
  const guardsOf = new Map<string, Draft[]>();
  for (const draft of drafts.values()) {
    const { kind, fields } = draft.match;
    if (kind.guards !== true || draft.action !== "create" || draft.guards !== undefined) continue;
    const scope = (kind.scope ?? []).filter((field) => referText(fields[field]) !== undefined);
    const opens = scope.some((field) => referencesOf(kind).some((ref) => ref.field === field && kindOpens(ref.kind)));
    if (opens) continue;
    for (const field of scope) {
      const target = referencesOf(kind).find((reference) => reference.field === field)?.kind;
      const slot = `${target} ${referText(fields[field])}`;
      const known = guardsOf.get(slot);
      if (known === undefined) guardsOf.set(slot, [draft]);
      else known.push(draft);
    }
  }
  for (const draft of drafts.values()) {
    const { kind, fields } = draft.match;
    if (kind.opensTraffic !== true || draft.action !== "create") continue;
    for (const reference of referencesOf(kind)) {
      for (const guard of guardsOf.get(`${reference.kind} ${referText(fields[reference.field])}`) ?? []) {
        if (!waitsFor(drafts, guard, draft.key)) draft.dependsOn.add(guard.key);
      }
    }
  }
  // What guards a new route follows right after it, so the route waits for whatever else its guards wait for.
  for (const guard of drafts.values()) {
    const route = guard.guards === undefined ? undefined : drafts.get(guard.guards);
    if (route === undefined) continue;
    for (const key of guard.dependsOn) {
      const needed = drafts.get(key);
      if (needed === undefined || needed === route || waitsFor(drafts, needed, route.key)) continue;
      route.dependsOn.add(key);
    }
  }
};

/** Whether a change waits for another one, also through others. */
const waitsFor = (drafts: ReadonlyMap<string, Draft>, from: Draft, key: string): boolean => {
  const seen = new Set<Draft>([from]);
  for (const draft of seen) {
    if (draft.dependsOn.has(key)) return true;
    for (const next of draft.dependsOn) {
      const found = drafts.get(next);
      if (found !== undefined) seen.add(found);
    }
  }
  return false;
};

const kindOpens = (kind: string): boolean => kinds.some((known) => known.kind === kind && known.opensTraffic === true);

/** Unique values that creates and updates take: free, freed by another change, or held by somebody who keeps them. */
const claimKeys = (
  drafts: Map<string, Draft>,
  deletes: readonly DeleteDecision[],
  input: DecideInput,
  refusals: KongruentError[],
): void => {
  const { snapshot } = input;
  const byEntity = new Map(
    [...drafts.values()].flatMap((draft) =>
      draft.match.live === undefined ? [] : [[draft.match.live.id, draft] as const],
    ),
  );
  // What is not ours may go with its parent, and is still not written before.
  const doomed = new Set(
    deletes.flatMap(({ entity, cascade, blocked }) =>
      blocked === undefined
        ? [entity.id, ...cascade.filter((child) => isOwned(input, child.entity)).map((child) => child.entity.id)]
        : [],
    ),
  );
  const released = new Map<string, readonly string[]>();
  const releasedOf = ({ id }: Entity): readonly string[] => released.get(id) ?? [];
  for (const draft of drafts.values()) {
    const { kind, fields, live, declaration, identity } = draft.match;
    for (const key of kind.uniqueKeys) {
      const text = keyText(kind, key, fields, referText);
      if (text === undefined) continue;
      const holder = snapshot.byKey(key, text);
      if (holder === undefined || holder.id === live?.id) continue;
      const change = byEntity.get(holder.id);
      if (change?.fields.some(({ path }) => key.fields.includes(path))) {
        draft.dependsOn.add(change.key);
        if (change.dependsOn.has(draft.key)) {
          refusals.push(
            refuse.keyCycle([declaration.address, change.match.declaration.address], key.fields.join(" and ")),
          );
          change.dependsOn.delete(draft.key);
        }
      } else if (doomed.has(holder.id) && isReleasable(kind, holder, [...releasedOf(holder), ...key.fields])) {
        released.set(holder.id, [...releasedOf(holder), ...key.fields]);
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

/** The first cycle among the changes. A loop, not a recursion: chains may be thousands long. */
const findCycle = (drafts: ReadonlyMap<string, Draft>): readonly string[] | undefined => {
  const done = new Set<string>();
  const open = new Set<string>();
  const path: { readonly key: string; readonly needs: Iterator<string, undefined> }[] = [];
  const enter = (key: string): void => {
    open.add(key);
    path.push({ key, needs: (drafts.get(key)?.dependsOn ?? new Set<string>()).values() });
  };
  for (const first of drafts.keys()) {
    if (!done.has(first)) enter(first);
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const { value: next } = last.needs.next();
      if (next === undefined) {
        open.delete(last.key);
        done.add(last.key);
        path.pop();
      } else if (open.has(next)) {
        const keys = path.map(({ key }) => key);
        return [...keys.slice(keys.indexOf(next)), next];
      } else if (!done.has(next)) {
        enter(next);
      }
    }
  }
  return undefined;
};

/** Whether a run limited to kinds or identities is about this one. */
const isSelected = ({ kind, identity }: Match, { only, targets }: DecideOptions): boolean =>
  (only.length === 0 || only.includes(kind.kind)) && (targets.length === 0 || targets.includes(identity));

/** The changes of a run limited to kinds or identities, with all they depend on and what guards the routes it makes. */
const select = (drafts: ReadonlyMap<string, Draft>, options: DecideOptions): readonly Draft[] => {
  const all = [...drafts.values()];
  if (options.only.length === 0 && options.targets.length === 0) return all;
  const chosen = new Set<string>();
  const guards = new Map<string, Draft[]>();
  for (const draft of options.keepOpen ? [] : all) {
    if (draft.guards !== undefined) guards.set(draft.guards, [...(guards.get(draft.guards) ?? []), draft]);
  }
  const choose = (first: Draft): void => {
    const left = [first];
    for (let draft = left.pop(); draft !== undefined; draft = left.pop()) {
      if (chosen.has(draft.key)) continue;
      chosen.add(draft.key);
      for (const key of draft.dependsOn) {
        const next = drafts.get(key);
        if (next !== undefined) left.push(next);
      }
      left.push(...(guards.get(draft.key) ?? []));
    }
  };
  for (const draft of all) {
    if (isSelected(draft.match, options)) choose(draft);
  }
  return all.filter(({ key }) => chosen.has(key));
};

const impactOf = (kind: AnyKind, action: Action, cascaded: readonly AnyKind[] = []): readonly Impact[] => {
  const write = action === "adopt" ? "update" : action;
  const all = new Set([...kind.impact[write], ...cascaded.flatMap((child) => child.impact.delete)]);
  return IMPACTS.filter((impact) => all.has(impact));
};

const operationOf = (draft: Draft, drafts: ReadonlyMap<string, Draft>): Operation => {
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

const deleteOperation = (decision: DeleteDecision): Operation => ({
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

/** Looks up the declaration of a live entity, by kind and id. */
const matchedEntities = (matches: ReadonlyMap<string, Match>): ((kind: AnyKind, id: string) => Match | undefined) => {
  const byKind = new Map<AnyKind, Map<string, Match>>();
  for (const match of matches.values()) {
    if (match.live === undefined) continue;
    const known = byKind.get(match.kind);
    if (known === undefined) byKind.set(match.kind, new Map([[match.live.id, match]]));
    else known.set(match.live.id, match);
  }
  return (kind, id) => byKind.get(kind)?.get(id);
};

/** Identities of declared entities that refer to a live one by its id, by that one's kind and id. */
const referringDeclarations = (matches: ReadonlyMap<string, Match>): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const { kind, fields, identity } of matches.values()) {
    for (const reference of referencesOf(kind)) {
      const id = referenceId(fields[reference.field]);
      if (id === undefined) continue;
      const key = `${reference.kind} ${id}`;
      const known = found.get(key);
      if (known === undefined) found.set(key, [identity]);
      else known.push(identity);
    }
  }
  return found;
};

/** Whether one of the run's owners owns a live entity. */
const isOwned = ({ owners, options }: DecideInput, entity: Entity): boolean =>
  owners.some((owner) => relationTo(options.ownership, owner, entity).is === "ours");

const findUnmanaged = (
  input: DecideInput,
  matched: (kind: AnyKind, id: string) => Match | undefined,
): readonly Unmanaged[] => {
  const { snapshot, description } = input;
  const found = kinds.flatMap((kind) =>
    snapshot.isComplete(kind.kind)
      ? snapshot
          .entities(kind.kind)
          .filter((entity) => matched(kind, entity.id) === undefined && !isOwned(input, entity))
          .map((entity) => ({
            kind: kind.kind,
            identity: identityText(kind, entity, { nameOf: snapshot.nameOf, workspace: description.workspace }),
            id: entity.id,
          }))
          .sort((a, b) => byText(a.identity, b.identity) || byText(a.id, b.id))
      : [],
  );
  return found;
};

/** Kinds that must be read in full before deletes of these kinds can be judged: whatever hangs below them. */
export const kindsBelow = (kind: string): ReadonlySet<string> => {
  const below = new Set<string>();
  const visit = (name: string): void => {
    for (const { kind: referrer } of referrersOf(name)) {
      if (below.has(referrer.kind)) continue;
      below.add(referrer.kind);
      visit(referrer.kind);
    }
  };
  visit(kind);
  return below;
};
