/**
 * Applies a plan: makes each change, goes on after failures, and reports what was done and what was not.
 * @module
 */
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { type AdoptMode, Reference, Template } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { kindsBelow, referenceId } from "../model/derive.ts";
import { type ErrorReport, errorReports, KongruentError } from "../model/errors.ts";
import { encodePart, identityText } from "../model/identity.ts";
import { isRecord } from "../model/values.ts";
import { forEachBounded } from "./bounded.ts";
import { type ConvergeContext, createOrAdopt, guardScope, settle } from "./converge.ts";
import { indexChildren } from "./deletes.ts";
import * as refuse from "./errors.ts";
import type { Entity, Gateway } from "./gateway.ts";
import { attributeOf, joined } from "./match.ts";
import type { Journal, JournalEntry, OperationOutcome, OperationResult, Outcome } from "./outcome.ts";
import { summarise } from "./outcome.ts";
import { type Owner, type OwnershipRules, relationTo, tagsOf } from "./ownership.ts";
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

  constructor(gateway: Gateway, prepared: Preparation, options: ApplyOptions) {
    this.#gateway = gateway;
    this.#prepared = prepared;
    this.#options = options;
    this.#context = {
      gateway,
      ownership: options.ownership,
      adopt: options.adopt,
      comparatorOf: (kind, fields) => prepared.schemas.comparator(kind, fields),
      newId: options.newId ?? randomUUID,
      sleep: options.sleep ?? ((milliseconds) => wait(milliseconds)),
      now: options.now ?? Date.now,
      journal: (entry) => this.#note(entry),
      workspace: prepared.description.workspace,
    };
  }

  async execute(): Promise<Outcome> {
    const { operations } = this.#prepared;
    const writes = operations.filter(({ action }) => action !== "delete");
    const deletes = operations.filter(({ action }) => action === "delete");
    await this.#schedule(writes, (operation) => this.#write(operation));
    await this.#readBack(writes);
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
    const { declaration, live } = operation;
    if (declaration === undefined) return;
    const released = await this.#release(operation);
    try {
      const fields = this.#resolved(operation, operation.fields);
      if (operation.action === "create") {
        const { tags } = operation;
        const body = tags === undefined ? fields : { ...fields, tags: [...new Set([...tagsOf(fields), ...tags])] };
        guardScope(operation, declaration, body);
        const { action, entity } = await createOrAdopt(this.#context, operation, declaration, body);
        this.#actions.set(operation.key, action);
        this.#entities.set(operation.key, entity);
      } else if (live !== undefined) {
        this.#entities.set(operation.key, await settle(this.#context, operation, declaration, fields, live));
      }
    } catch (error) {
      await this.#restore(operation, released);
      throw error;
    }
  }

  #resolved(operation: Operation, fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, this.#resolve(operation, value)]));
  }

  /** Frees unique values that entities to be deleted still hold. */
  async #release(operation: Operation): Promise<readonly Entity[]> {
    const released: Entity[] = [];
    for (const { kind, entity, fields } of operation.releases) {
      const name = identityText(kind, entity, { nameOf: this.#prepared.snapshot.nameOf });
      this.#context.journal({ phase: "intent", action: "release", identity: name, id: entity.id, before: entity });
      await this.#gateway.update(kind, entity, Object.fromEntries(fields.map((field) => [field, null])));
      released.push(entity);
    }
    return released;
  }

  async #restore(operation: Operation, released: readonly Entity[]): Promise<void> {
    for (const { kind, entity, fields } of operation.releases) {
      if (!released.includes(entity)) continue;
      const name = identityText(kind, entity, { nameOf: this.#prepared.snapshot.nameOf });
      this.#context.journal({ phase: "intent", action: "restore", identity: name, id: entity.id });
      try {
        await this.#gateway.update(kind, entity, Object.fromEntries(fields.map((field) => [field, entity[field]])));
      } catch (error) {
        this.#extraErrors.push(...errorReports(error));
      }
    }
  }

  /** A route made in this run must not stand open because what guards it failed. */
  async #removeRoute(route: Operation, failed: Operation, operations: readonly Operation[]): Promise<void> {
    const entity = this.#entities.get(route.key);
    const created = (this.#actions.get(route.key) ?? route.action) === "create";
    if (entity === undefined || !created) return;
    this.#context.journal({
      phase: "intent",
      action: "remove",
      identity: route.identity,
      id: entity.id,
      before: entity,
    });
    let error: KongruentError = refuse.routeRemoved(route.identity, failed.identity);
    try {
      await this.#gateway.delete(route.kind, entity);
    } catch (cause) {
      error = refuse.routeNotRemoved(
        route.identity,
        failed.identity,
        cause instanceof Error ? cause.message : String(cause),
      );
    }
    this.#settled(route, "failed", error);
    for (const guard of operations) {
      if (guard.guards === route.key && this.#results.get(guard.key)?.result === "done") {
        this.#settled(guard, "failed", refuse.removedWith(guard.identity, route.identity));
      }
    }
  }

  /** Reads what was written and lists what is not congruent: the gateway loses concurrent patches of one entity. */
  async #readBack(operations: readonly Operation[]): Promise<void> {
    const touched = operations.filter(
      ({ key, declaration }) => declaration !== undefined && this.#results.get(key)?.result === "done",
    );
    const byKind = new Map<AnyKind, Operation[]>();
    for (const operation of touched) byKind.set(operation.kind, [...(byKind.get(operation.kind) ?? []), operation]);
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
      operations.flatMap(({ live, cascade }) => [live?.id ?? "", ...cascade.map(({ entity }) => entity.id)]),
    );
    await this.#schedule(operations, async ({ kind, identity, live }) => {
      const now = live === undefined ? undefined : fresh.byId(kind.kind, live.id);
      if (now === undefined) return;
      const isOurs = this.#options.owners.some(
        (owner) => relationTo(this.#options.ownership, owner, now).is === "ours",
      );
      if (!isOurs) throw refuse.ownedNoLonger(identity);
      const unplanned = this.#below(childrenOf, kind, now).filter(({ entity }) => !planned.has(entity.id));
      if (unplanned.length > 0 && !this.#options.cascade) {
        const names = unplanned.map((child) => identityText(child.kind, child.entity, { nameOf: fresh.nameOf }));
        throw refuse.deleteBlocked(identity, names);
      }
      this.#context.journal({ phase: "intent", action: "delete", identity, id: now.id, before: now });
      await this.#gateway.delete(kind, now);
    });
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
