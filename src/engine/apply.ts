/**
 * Applies a plan: makes each change, goes on after failures, and reports what was done and what was not.
 * @module
 */
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { type AdoptMode, type Declaration, Reference, Template } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { kindsBelow, referenceId, referrersOf } from "../model/derive.ts";
import { type ErrorReport, errorReports, KongruentError } from "../model/errors.ts";
import { encodePart, identityText } from "../model/identity.ts";
import { addTo, isRecord } from "../model/values.ts";
import { forEachBounded } from "./bounded.ts";
import { maskedAs } from "./comparator.ts";
import { type ConvergeContext, createOrFind, guardScope, parentOf, settle } from "./converge.ts";
import { indexChildren } from "./deletes.ts";
import * as refuse from "./errors.ts";
import type { Entity, Gateway } from "./gateway.ts";
import { attributeOf, entityKey, joined } from "./match.ts";
import type { Journal, JournalEntry, OperationOutcome, OperationResult, Outcome } from "./outcome.ts";
import { summarise } from "./outcome.ts";
import { isOwned, type Owner, type OwnershipRules, relationTo, tagsOf, withOwner } from "./ownership.ts";
import type { Action, Operation } from "./plan.ts";
import type { Preparation } from "./prepare.ts";
import { type State, schedule } from "./schedule.ts";
import { readInto, Snapshot } from "./snapshot.ts";

export interface ApplyOptions {
  readonly concurrency: number;
  readonly ownership: OwnershipRules;
  readonly owners: readonly Owner[];
  readonly adopt: AdoptMode | undefined;
  readonly keepOpen: boolean;
  readonly cascade: boolean;
  /** Aborted once: start nothing new, finish and record what runs. */
  readonly stop?: AbortSignal | undefined;
  readonly journal?: Journal;
  readonly onProgress?: (done: number, total: number) => void;
  readonly newId?: () => string;
  readonly sleep?: (milliseconds: number) => Promise<void>;
  readonly now?: () => number;
}

/** Up to this many touched entities of a kind are read back one by one; more are read as lists. */
const READ_BACK_ONE_BY_ONE = 20;

/**
 * Applies a prepared plan. Rejects only before the first write; afterwards every failure is in the outcome.
 * A plan with refusals writes nothing.
 */
export const apply = async (gateway: Gateway, prepared: Preparation, options: ApplyOptions): Promise<Outcome> => {
  const run = new Run(gateway, prepared, options);
  if (prepared.refusals.length > 0) return run.outcome(prepared.refusals.flatMap(errorReports));
  return run.execute();
};

interface Result {
  readonly action: Action;
  readonly id: string | null;
  readonly result: OperationResult;
  readonly error: ErrorReport | null;
}

class Run {
  readonly #gateway: Gateway;
  readonly #prepared: Preparation;
  readonly #options: ApplyOptions;
  readonly #context: ConvergeContext;
  readonly #results = new Map<string, Result>();
  /** Entities written in this run, by the declaration's address. */
  readonly #entities = new Map<string, Entity>();
  readonly #actions = new Map<string, Action>();
  readonly #extraErrors: ErrorReport[] = [];
  /** What was created, not found, in this run. */
  readonly #made = new Set<string>();
  readonly #newId: () => string;

  constructor(gateway: Gateway, prepared: Preparation, options: ApplyOptions) {
    this.#gateway = gateway;
    this.#prepared = prepared;
    this.#options = options;
    this.#newId = options.newId ?? randomUUID;
    let childrenAtPlan: ReturnType<typeof indexChildren> | undefined;
    this.#context = {
      gateway,
      ownership: options.ownership,
      adopt: options.adopt,
      comparatorOf: (kind, fields) => prepared.schemas.comparator(kind, fields),
      sleep: options.sleep ?? ((milliseconds) => wait(milliseconds)),
      now: options.now ?? Date.now,
      journal: (entry) => this.#note(entry),
      workspace: prepared.description.workspace,
      hadChildren: (kind, entity) => {
        childrenAtPlan ??= indexChildren(prepared.snapshot);
        return childrenAtPlan(kind, entity).some(({ onDelete }) => onDelete === "cascade");
      },
    };
  }

  async execute(): Promise<Outcome> {
    const { operations } = this.#prepared;
    const writes = operations.filter(({ action }) => action !== "delete");
    const deletes = operations.filter(({ action }) => action === "delete");
    await this.#schedule(writes, (operation) => this.#write(operation));
    await this.#readBack(writes);
    await this.#removeUnguarded(writes);
    const failures = [...this.#results.values()].filter(
      ({ result }) => result === "failed" || result === "blocked",
    ).length;
    await this.#delete(deletes, failures);
    return this.outcome([]);
  }

  /** The outcome so far; operations without a result were not tried. */
  outcome(refusals: readonly ErrorReport[]): Outcome {
    const { operations, plan } = this.#prepared;
    const outcomes = operations.map((operation): OperationOutcome => {
      const result = this.#results.get(operation.key);
      return {
        action: result?.action ?? operation.action,
        kind: operation.kind.kind,
        identity: this.#identityNow(operation),
        address: operation.declaration?.address ?? null,
        id: result?.id ?? operation.live?.id ?? null,
        result: result?.result ?? "blocked",
        error: result?.error ?? null,
      };
    });
    const failed = outcomes.flatMap(({ error }) => (error === null ? [] : [error]));
    return {
      format: "kongruent.apply/1",
      gateway: plan.gateway,
      summary: summarise(outcomes, plan.summary.unchanged),
      operations: outcomes,
      requests: this.#gateway.requests(),
      errors: [...refusals, ...failed, ...this.#extraErrors],
    };
  }

  /** Where an entity is named by its id, the plan could only say its address: now the id is known. */
  #identityNow({ key, identity, declaration }: Operation): string {
    const entity = this.#entities.get(key);
    return entity === undefined || declaration === undefined
      ? identity
      : identity.replace(`/${encodePart(declaration.address)}`, `/${entity.id}`);
  }

  async #schedule(operations: readonly Operation[], run: (operation: Operation) => Promise<void>): Promise<void> {
    let settled = 0;
    await schedule(operations, {
      concurrency: this.#options.concurrency,
      keepOpen: this.#options.keepOpen,
      stop: this.#options.stop,
      run,
      onSettled: (operation, state, error) => {
        this.#settled(operation, state, error);
        this.#options.onProgress?.(++settled, operations.length);
      },
      onUnguarded: (route, failed) => this.#removeRoute(route, failed, operations),
    });
  }

  #settled(operation: Operation, state: State, error: unknown): void {
    const result: OperationResult =
      state === "done" ? "done" : state === "failed" ? "failed" : state === "interrupted" ? "interrupted" : "blocked";
    const entity = this.#entities.get(operation.key);
    const [report] = error === undefined ? [] : errorReports(error);
    this.#results.set(operation.key, {
      action: this.#actions.get(operation.key) ?? operation.action,
      id: entity?.id ?? operation.live?.id ?? null,
      result,
      error:
        report === undefined ? null : { ...report, address: report.address ?? operation.declaration?.address ?? null },
    });
    if (result === "done" || result === "failed") {
      try {
        this.#note({
          phase: result,
          action: operation.action,
          identity: operation.identity,
          id: entity?.id ?? operation.live?.id ?? "",
          ...(report === undefined ? {} : { error: report }),
        });
      } catch (cause) {
        const isKnown = error instanceof KongruentError && error.code === "KG_JOURNAL";
        if (!isKnown) this.#extraErrors.push(...errorReports(cause));
      }
    }
  }

  /** Writes to the journal. What cannot be noted before it is sent is not sent. */
  #note(entry: JournalEntry): void {
    try {
      this.#options.journal?.(entry);
    } catch (cause) {
      throw refuse.journalFailed(entry.identity, cause);
    }
  }

  /** Declared fields with every reference standing for an id. */
  #resolve(operation: Operation, value: unknown): unknown {
    if (value instanceof Reference) {
      const entity = this.#entities.get(value.address);
      if (entity === undefined)
        throw refuse.unknownReference(operation.declaration?.address ?? "", "a reference", value.address);
      return { id: entity.id };
    }
    if (value instanceof Template) {
      const parts = value.parts.map((part) => {
        if (typeof part === "string") return part;
        const entity = this.#entities.get(part.address) ?? this.#prepared.live.get(part.address);
        const item = attributeOf(entity, part);
        if (item === undefined)
          throw refuse.unknownReference(operation.declaration?.address ?? "", "a text", part.address);
        return item ?? "";
      });
      return joined(parts);
    }
    if (Array.isArray(value)) return value.map((item) => this.#resolve(operation, item));
    if (isRecord(value)) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#resolve(operation, item)]));
    }
    return value;
  }

  async #write(operation: Operation): Promise<void> {
    const { declaration, live, kind } = operation;
    if (declaration === undefined) return;
    const released: Entity[] = [];
    try {
      await this.#release(operation, released);
      const fields = this.#resolved(operation, operation.fields);
      if (operation.action === "create") await this.#create(operation, declaration, fields);
      else if (live !== undefined) {
        // Since the plan it may have changed, also hands.
        const now = (await this.#gateway.read(kind, live.id, parentOf(kind, live))) ?? live;
        this.#entities.set(operation.key, await settle(this.#context, operation, declaration, fields, now));
      }
    } catch (error) {
      await this.#restore(operation, released);
      throw error;
    }
  }

  async #create(
    operation: Operation,
    declaration: Declaration,
    fields: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const { tags } = operation;
    const body = tags === undefined ? fields : { ...fields, tags: [...new Set([...tagsOf(fields), ...tags])] };
    guardScope(operation, declaration, body);
    const id = declaration.id ?? this.#newId();
    try {
      const { action, entity } = await createOrFind(this.#context, operation, declaration, body, id);
      this.#actions.set(operation.key, action);
      this.#entities.set(operation.key, entity);
      if (action === "create") this.#made.add(entityKey(operation.kind, entity));
      this.#entities.set(operation.key, await settle(this.#context, operation, declaration, body, entity));
    } catch (error) {
      await this.#removeHalfMade(operation, declaration, id);
      throw error;
    }
  }

  /** A route whose own operation failed gets no guards: if it was made all the same, it is removed. */
  async #removeHalfMade(operation: Operation, declaration: Declaration, id: string): Promise<void> {
    if (operation.kind.opensTraffic !== true || this.#options.keepOpen) return;
    const found = this.#entities.get(operation.key);
    const isMade = found !== undefined && this.#made.has(entityKey(operation.kind, found));
    // Under a pinned id may stand what somebody else made.
    if (!isMade && (found !== undefined || declaration.id !== undefined)) return;
    try {
      const entity = await this.#gateway.read(operation.kind, id, parentOf(operation.kind, operation.fields));
      if (entity === undefined) return;
      const others = await this.#removeUnlessShared(operation, entity);
      if (others.length > 0)
        this.#extraErrors.push(...errorReports(refuse.routeHasOthers(operation.identity, operation.identity, others)));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#extraErrors.push(...errorReports(refuse.routeMayStandOpen(operation.identity, why)));
    }
  }

  #resolved(operation: Operation, fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, this.#resolve(operation, value)]));
  }

  /** Frees unique values that entities to be deleted still hold. Adds each to `released` before it is sent. */
  async #release(operation: Operation, released: Entity[]): Promise<void> {
    for (const { kind, entity, fields } of operation.releases) {
      const name = identityText(kind, entity, { nameOf: this.#prepared.snapshot.nameOf });
      const now = await this.#gateway.read(kind, entity.id, parentOf(kind, entity));
      if (now === undefined) continue;
      if (!this.#isOurs(now)) throw refuse.ownedNoLonger(name);
      this.#context.journal({ phase: "intent", action: "release", identity: name, id: entity.id, before: now });
      released.push(entity);
      await this.#gateway.update(kind, now, Object.fromEntries(fields.map((field) => [field, null])));
    }
  }

  #isOurs(entity: Entity): boolean {
    return isOwned(this.#options.ownership, this.#options.owners, entity);
  }

  async #restore(operation: Operation, released: readonly Entity[]): Promise<void> {
    for (const { kind, entity, fields } of operation.releases) {
      if (!released.includes(entity)) continue;
      const name = identityText(kind, entity, { nameOf: this.#prepared.snapshot.nameOf });
      try {
        this.#context.journal({ phase: "intent", action: "restore", identity: name, id: entity.id });
        await this.#gateway.update(kind, entity, Object.fromEntries(fields.map((field) => [field, entity[field]])));
      } catch (error) {
        this.#extraErrors.push(...errorReports(error));
      }
    }
  }

  /** A route made in this run must not stand open because what guards it failed. Never rejects. */
  async #removeRoute(route: Operation, failed: Operation, operations: readonly Operation[]): Promise<void> {
    const entity = this.#entities.get(route.key);
    if (entity === undefined || !this.#made.has(entityKey(route.kind, entity))) return;
    const error = await this.#tryToRemove(route, failed, entity);
    this.#settled(route, "failed", error);
    if (error.code !== "KG_ROUTE_REMOVED") return;
    for (const guard of operations) {
      if (guard.guards === route.key && this.#results.get(guard.key)?.result === "done") {
        this.#settled(guard, "failed", refuse.removedWith(guard.identity, route.identity));
      }
    }
  }

  /** What came of removing a route whose guard failed. */
  async #tryToRemove(route: Operation, failed: Operation, entity: Entity): Promise<KongruentError> {
    try {
      const others = await this.#removeUnlessShared(route, entity);
      return others.length > 0
        ? refuse.routeHasOthers(route.identity, failed.identity, others)
        : refuse.routeRemoved(route.identity, failed.identity);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      return refuse.routeNotRemoved(route.identity, failed.identity, why);
    }
  }

  /**
   * Removes a route made in this run, with the guards it had got. What others hung below it meanwhile is not taken along:
   * then the route stays, and they are named.
   */
  async #removeUnlessShared(route: Operation, entity: Entity): Promise<readonly string[]> {
    const others: string[] = [];
    for (const { kind, reference } of referrersOf(route.kind.kind)) {
      for (const child of await this.#gateway.list(kind)) {
        if (referenceId(child[reference.field]) !== entity.id || this.#made.has(entityKey(kind, child))) continue;
        others.push(identityText(kind, child, { nameOf: () => undefined }));
      }
    }
    if (others.length > 0) return others;
    this.#noteIfPossible({
      phase: "intent",
      action: "remove",
      identity: route.identity,
      id: entity.id,
      before: maskedAs(route.fields, entity),
    });
    await this.#gateway.delete(route.kind, entity);
    return [];
  }

  /** A route is removed also where that cannot be noted: to leave it open would be worse. */
  #noteIfPossible(entry: JournalEntry): void {
    try {
      this.#note(entry);
    } catch (cause) {
      this.#extraErrors.push(...errorReports(cause));
    }
  }

  /** Reads what was written and lists what is not congruent: the gateway loses concurrent patches of one entity. */
  async #readBack(operations: readonly Operation[]): Promise<void> {
    const touched = operations.filter(
      ({ key, declaration }) => declaration !== undefined && this.#results.get(key)?.result === "done",
    );
    const byKind = new Map<AnyKind, Operation[]>();
    for (const operation of touched) addTo(byKind, operation.kind, operation);
    const { concurrency } = this.#options;
    for (const [kind, changed] of byKind) {
      const found = new Map<string, Entity>();
      try {
        if (changed.length <= READ_BACK_ONE_BY_ONE || kind.path === undefined) {
          await this.#readEach(kind, changed, found);
        } else {
          for (const entity of await this.#gateway.list(kind)) found.set(entity.id, entity);
        }
      } catch (error) {
        this.#extraErrors.push(...errorReports(error));
        continue;
      }
      await forEachBounded(changed, concurrency, async (operation) => {
        try {
          await this.#confirm(operation, found);
        } catch (error) {
          this.#settled(operation, "failed", error);
        }
      });
    }
  }

  /** Routes made in this run whose guard turned out to be gone when it was read back. */
  async #removeUnguarded(operations: readonly Operation[]): Promise<void> {
    if (this.#options.keepOpen) return;
    const byKey = new Map(operations.map((operation) => [operation.key, operation]));
    for (const guard of operations) {
      const route = guard.guards === undefined ? undefined : byKey.get(guard.guards);
      if (route === undefined || this.#results.get(route.key)?.result !== "done") continue;
      if (this.#results.get(guard.key)?.result !== "done") await this.#removeRoute(route, guard, operations);
    }
  }

  /** Entities by id; those without a list of their own by the lists of their parents. */
  async #readEach(kind: AnyKind, changed: readonly Operation[], found: Map<string, Entity>): Promise<void> {
    const entities = changed.flatMap(({ key }) => this.#entities.get(key) ?? []);
    const parentField = kind.nested?.parent;
    if (kind.path === undefined && parentField !== undefined) {
      const parents = new Set(entities.flatMap((entity) => referenceId(entity[parentField]) ?? []));
      await forEachBounded([...parents], this.#options.concurrency, async (parent) => {
        for (const entity of await this.#gateway.list(kind, { parent })) found.set(entity.id, entity);
      });
      return;
    }
    await forEachBounded(entities, this.#options.concurrency, async ({ id }) => {
      const entity = await this.#gateway.read(kind, id);
      if (entity !== undefined) found.set(id, entity);
    });
  }

  async #confirm(operation: Operation, found: ReadonlyMap<string, Entity>): Promise<void> {
    const { declaration } = operation;
    const written = this.#entities.get(operation.key);
    if (declaration === undefined || written === undefined) return;
    const now = found.get(written.id);
    if (now === undefined) throw refuse.vanished(operation.identity);
    const fields = this.#resolved(operation, operation.fields);
    this.#entities.set(operation.key, await settle(this.#context, operation, declaration, fields, now));
  }

  async #delete(operations: readonly Operation[], failures: number): Promise<void> {
    if (operations.length === 0) return;
    if (failures > 0) {
      for (const operation of operations) {
        this.#settled(operation, "blocked", operation.blocked ?? refuse.deletesHeld(operation.identity, failures));
      }
      return;
    }
    if (this.#options.stop?.aborted) {
      for (const operation of operations)
        this.#settled(operation, "interrupted", refuse.interrupted(operation.identity));
      return;
    }
    const fresh = new Snapshot();
    const read = new Set(operations.flatMap(({ kind }) => [kind.kind, ...kindsBelow(kind.kind)]));
    try {
      await readInto(fresh, this.#gateway, { kinds: read, ownerTags: [], concurrency: this.#options.concurrency });
    } catch (error) {
      for (const operation of operations) this.#settled(operation, "failed", error);
      return;
    }
    const childrenOf = indexChildren(fresh);
    const planned = new Set(
      operations.flatMap(({ kind, live, cascade }) => [
        ...(live === undefined ? [] : [entityKey(kind, live)]),
        ...cascade.map((child) => entityKey(child.kind, child.entity)),
      ]),
    );
    await this.#schedule(operations, async ({ kind, identity, live }) => {
      const now = live === undefined ? undefined : fresh.byId(kind.kind, live.id);
      if (now === undefined) return;
      if (!this.#isOurs(now)) throw refuse.ownedNoLonger(identity);
      const unplanned = this.#below(childrenOf, kind, now).filter(
        (child) => !planned.has(entityKey(child.kind, child.entity)) || this.#isOthers(child.entity),
      );
      if (unplanned.length > 0 && !this.#options.cascade) {
        const names = unplanned.map(({ kind: childKind, entity }) => {
          const text = identityText(childKind, entity, { nameOf: fresh.nameOf });
          return withOwner(this.#options.ownership, childKind, entity, text);
        });
        throw refuse.deleteBlocked(identity, names);
      }
      this.#context.journal({ phase: "intent", action: "delete", identity, id: now.id, before: now });
      await this.#gateway.delete(kind, now);
    });
  }

  #isOthers(entity: Entity): boolean {
    return this.#options.owners.every((owner) => relationTo(this.#options.ownership, owner, entity).is === "another's");
  }

  /** All that would go with an entity. */
  #below(
    childrenOf: ReturnType<typeof indexChildren>,
    kind: AnyKind,
    entity: Entity,
  ): { readonly kind: AnyKind; readonly entity: Entity }[] {
    return childrenOf(kind, entity)
      .filter(({ onDelete }) => onDelete === "cascade")
      .flatMap(({ child }) => [child, ...this.#below(childrenOf, child.kind, child.entity)]);
  }
}
