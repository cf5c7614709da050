/**
 * What an apply did: each operation's result, and the journal of how it got there.
 * @module
 */
import type { ErrorReport } from "../model/errors.ts";
import type { Action } from "./plan.ts";

export type OperationResult = "done" | "failed" | "blocked" | "interrupted";

export interface OperationOutcome {
  /** What was done in the end: a create that found its entity live is an adoption. */
  readonly action: Action;
  readonly kind: string;
  readonly identity: string;
  readonly address: string | null;
  readonly id: string | null;
  readonly result: OperationResult;
  readonly error: ErrorReport | null;
}

export interface OutcomeSummary {
  readonly created: number;
  readonly adopted: number;
  readonly updated: number;
  readonly deleted: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly blocked: number;
}

/** `kongruent.apply/1` */
export interface Outcome {
  readonly format: "kongruent.apply/1";
  readonly gateway: {
    readonly url: string;
    readonly version: string;
    readonly mode: string;
    readonly workspace: string;
  };
  readonly summary: OutcomeSummary;
  readonly operations: readonly OperationOutcome[];
  readonly requests: { readonly read: number; readonly write: number };
  readonly errors: readonly ErrorReport[];
}

/** One step of an apply, written before it is sent and after it is answered. Secrets in before-images are masked when written. */
export interface JournalEntry {
  readonly phase: "intent" | "done" | "failed";
  readonly action: Action | "release" | "restore" | "remove";
  readonly identity: string;
  /** The client-made id of a create, or the id of what is changed. */
  readonly id: string;
  /** What the entity was before. */
  readonly before?: Readonly<Record<string, unknown>>;
  readonly error?: ErrorReport;
}

export type Journal = (entry: JournalEntry) => void;

const FINISHED: Readonly<Record<Action, keyof OutcomeSummary>> = {
  create: "created",
  adopt: "adopted",
  update: "updated",
  delete: "deleted",
};

/** Counts results; what was interrupted counts as blocked. */
export const summarise = (operations: readonly OperationOutcome[], unchanged: number): OutcomeSummary => {
  const summary = { created: 0, adopted: 0, updated: 0, deleted: 0, unchanged, failed: 0, blocked: 0 };
  for (const { action, result } of operations) {
    if (result === "done") summary[FINISHED[action]]++;
    else if (result === "failed") summary.failed++;
    else summary.blocked++;
  }
  return summary;
};
