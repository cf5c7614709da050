/**
 * One apply while it goes on: what it wrote, each operation's result, the journal, and the errors beside them.
 * @module
 */
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { AdoptMode } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { type ErrorReport, errorReports, KongruentError } from "../model/errors.ts";
import { encodePart } from "../model/identity.ts";
import { type ById, relationOf } from "./bearer.ts";
import type { ConvergeContext } from "./converge.ts";
import { indexChildren } from "./deletes.ts";
import * as refuse from "./errors.ts";
import type { Entity, Gateway } from "./gateway.ts";
import { entityKey } from "./match.ts";
import {
  type Journal,
  type JournalEntry,
  type OperationOutcome,
  type OperationResult,
  type Outcome,
  summarise,
} from "./outcome.ts";
import type { Owner, OwnershipRules } from "./ownership.ts";
import type { Action, Operation } from "./plan.ts";
import type { Preparation } from "./prepare.ts";

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

interface Result {
  readonly action: Action;
  readonly id: string | null;
  readonly result: OperationResult;
  readonly error: ErrorReport | null;
}

export class Run {
  readonly gateway: Gateway;
  readonly prepared: Preparation;
  readonly options: ApplyOptions;
  readonly context: ConvergeContext;
  readonly newId: () => string;
  readonly #results = new Map<string, Result>();
  /** Entities written in this run, by the declaration's address. */
  readonly #entities = new Map<string, Entity>();
  readonly #actions = new Map<string, Action>();
  readonly #extraErrors: ErrorReport[] = [];
  /** What was created, not found, in this run. */
  readonly #made = new Set<string>();

  constructor(gateway: Gateway, prepared: Preparation, options: ApplyOptions) {
    this.gateway = gateway;
    this.prepared = prepared;
    this.options = options;
    this.newId = options.newId ?? randomUUID;
    let childrenAtPlan: ReturnType<typeof indexChildren> | undefined;
    this.context = {
      gateway,
      ownership: options.ownership,
      adopt: options.adopt,
      comparatorOf: (kind, fields) => prepared.schemas.comparator(kind, fields),
      sleep: options.sleep ?? ((milliseconds) => wait(milliseconds)),
      now: options.now ?? Date.now,
      journal: (entry) => this.note(entry),
      workspace: prepared.description.workspace,
      cascade: options.cascade,
      byId: (kind, id) => prepared.snapshot.byId(kind, id),
      hadChildren: (kind, entity) => {
        childrenAtPlan ??= indexChildren(prepared.snapshot);
        return childrenAtPlan(kind, entity).some(({ onDelete }) => onDelete === "cascade");
      },
    };
  }

  /** The entity that was written in this run for a declaration's address. */
  written(address: string): Entity | undefined {
    return this.#entities.get(address);
  }

  /** Takes note of an entity as it is after a write. */
  wrote(operation: Operation, entity: Entity): void {
    this.#entities.set(operation.key, entity);
  }

  /** Takes note of what came of a create: made, or found and adopted. */
  madeOrFound(operation: Operation, action: Action, entity: Entity): void {
    this.#actions.set(operation.key, action);
    this.wrote(operation, entity);
    if (action === "create") this.#made.add(entityKey(operation.kind, entity));
  }

  /** Whether an entity was created, not found, in this run. */
  isMade(kind: AnyKind, entity: Entity): boolean {
    return this.#made.has(entityKey(kind, entity));
  }

  isOurs(kind: AnyKind, entity: Entity, byId: ById): boolean {
    const { ownership, owners } = this.options;
    return owners.some((owner) => relationOf(ownership, owner, kind, entity, byId).is === "ours");
  }

  /** How an operation ended; undefined for one that was not tried. */
  resultOf({ key }: Operation): OperationResult | undefined {
    return this.#results.get(key)?.result;
  }

  /** How many operations were not done so far. */
  failures(): number {
    return [...this.#results.values()].filter(({ result }) => result === "failed" || result === "blocked").length;
  }

  /** Records an operation's end, in place of one recorded before. */
  settle(operation: Operation, result: OperationResult, error?: unknown): void {
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
        this.note({
          phase: result,
          action: operation.action,
          identity: operation.identity,
          id: entity?.id ?? operation.live?.id ?? "",
          ...(report === undefined ? {} : { error: report }),
        });
      } catch (cause) {
        const isKnown = error instanceof KongruentError && error.code === "KG_JOURNAL";
        if (!isKnown) this.alsoFailed(cause);
      }
    }
  }

  /** Records an error that is no operation's own result. */
  alsoFailed(error: unknown): void {
    this.#extraErrors.push(...errorReports(error));
  }

  /** Writes to the journal. What cannot be noted before it is sent is not sent. */
  note(entry: JournalEntry): void {
    try {
      this.options.journal?.(entry);
    } catch (cause) {
      throw refuse.journalFailed(entry.identity, cause);
    }
  }

  /** The outcome so far; operations without a result were not tried. */
  outcome(refusals: readonly ErrorReport[]): Outcome {
    const { operations, plan } = this.prepared;
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
      requests: this.gateway.requests(),
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
}
