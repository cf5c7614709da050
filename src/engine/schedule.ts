/**
 * Runs operations as a graph: each starts when what it needs is done, up to a limit; what guards an open route goes first.
 * @module
 */
import type { KongruentError } from "../model/errors.ts";
import { addTo } from "../model/values.ts";
import * as refuse from "./errors.ts";
import { InterruptedError } from "./gateway-errors.ts";
import type { OperationResult } from "./outcome.ts";
import type { Operation } from "./plan.ts";

export type State = "pending" | "running" | OperationResult;

export interface ScheduleOptions {
  readonly concurrency: number;
  /** Makes one operation happen; a rejection is its failure. */
  readonly run: (operation: Operation) => Promise<void>;
  /** Told once for every operation that will not be run or did not succeed. */
  readonly onSettled: (operation: Operation, state: OperationResult, error: KongruentError | unknown) => void;
  /** Called when every guard of a route made in this run has settled and one of them did not succeed. It reports by itself. */
  readonly onUnguarded: (route: Operation, failed: Operation) => Promise<void>;
  /** Ask to start nothing new. What guards a route that is already made is still started. */
  readonly stop?: AbortSignal | undefined;
  readonly keepOpen: boolean;
}

/** First in, first out; taking is cheap however long it is. */
const queue = <T>(): {
  readonly isEmpty: () => boolean;
  readonly push: (item: T) => void;
  readonly take: () => T | undefined;
} => {
  let items: T[] = [];
  let first = 0;
  return {
    isEmpty: () => first === items.length,
    push: (item) => {
      items.push(item);
    },
    take: () => {
      const item = items[first];
      if (first < items.length) first += 1;
      if (first === items.length) {
        items = [];
        first = 0;
      }
      return item;
    },
  };
};

/** What is left to be told: an operation's end, or that a route's guards are to be looked at. */
type Step =
  | { readonly operation: Operation; readonly state: OperationResult; readonly error?: unknown }
  | { readonly route: string };

/** Runs all operations to an end; never rejects for an operation's failure. Returns the state of each by key. */
export const schedule = async (
  operations: readonly Operation[],
  options: ScheduleOptions,
): Promise<ReadonlyMap<string, State>> => {
  const byKey = new Map(operations.map((operation) => [operation.key, operation]));
  const states = new Map<string, State>(operations.map(({ key }) => [key, "pending"]));
  const waiting = new Map<string, number>();
  const dependents = new Map<string, Operation[]>();
  const guards = new Map<string, Operation[]>();
  const urgent = queue<Operation>();
  const ready = queue<Operation>();
  let running = 0;
  let finish: () => void = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });

  for (const operation of operations) {
    const needs = [...operation.dependsOn].filter((key) => byKey.has(key));
    waiting.set(operation.key, needs.length);
    for (const key of needs) addTo(dependents, key, operation);
    if (operation.guards !== undefined && byKey.has(operation.guards)) addTo(guards, operation.guards, operation);
    if (needs.length === 0) ready.push(operation);
  }

  const isOpen = (route: string | undefined): boolean => route !== undefined && states.get(route) === "done";
  const isFinal = (state: State | undefined): boolean => state !== "pending" && state !== "running";

  // A stack, not a recursion: what waits for a failed operation may be a chain of thousands.
  const steps: Step[] = [];
  let isStepping = false;
  /** Takes these steps, and what follows from each right after it. */
  const step = (next: readonly Step[]): void => {
    for (const one of next.toReversed()) steps.push(one);
    if (isStepping) return;
    isStepping = true;
    for (let last = steps.pop(); last !== undefined; last = steps.pop()) {
      if ("route" in last) considerRoute(last.route);
      else settleOne(last.operation, last.state, last.error);
    }
    isStepping = false;
  };

  const settle = (operation: Operation, state: OperationResult, error?: unknown): void =>
    step([{ operation, state, error }]);

  const settleOne = (operation: Operation, state: OperationResult, error: unknown): void => {
    const now = states.get(operation.key);
    // What runs is not "not tried": it ends by itself and says how.
    if (isFinal(now) || (now === "running" && state === "blocked")) return;
    states.set(operation.key, state);
    options.onSettled(operation, state, error);
    const after: Step[] = [];
    for (const next of dependents.get(operation.key) ?? []) {
      if (state === "done") {
        const left = (waiting.get(next.key) ?? 1) - 1;
        waiting.set(next.key, left);
        if (left === 0) (next.guards !== undefined && isOpen(next.guards) ? urgent : ready).push(next);
      } else if (state === "interrupted") {
        after.push({ operation: next, state: "interrupted", error: refuse.interrupted(next.identity) });
      } else {
        after.push({
          operation: next,
          state: "blocked",
          error: refuse.blockedBy(next.identity, operation.identity),
        });
      }
    }
    if (operation.guards !== undefined) after.push({ route: operation.guards });
    else if (guards.has(operation.key)) after.push({ route: operation.key });
    step(after);
  };

  const removing = new Set<string>();
  /** A route with a failed guard starts no more guards and is removed once the running ones have ended. */
  const considerRoute = (key: string): void => {
    const route = byKey.get(key);
    if (route === undefined || options.keepOpen || removing.has(key) || states.get(key) !== "done") return;
    const all = guards.get(key) ?? [];
    const failed = all.find((guard) => {
      const state = states.get(guard.key);
      return isFinal(state) && state !== "done";
    });
    if (failed === undefined) return;
    removing.add(key);
    step(
      all
        .filter((guard) => states.get(guard.key) === "pending")
        .map((guard) => ({
          operation: guard,
          state: "blocked",
          error: refuse.blockedBy(guard.identity, failed.identity),
        })),
    );
    const runningGuards = all.filter((guard) => states.get(guard.key) === "running");
    if (runningGuards.length > 0) {
      removing.delete(key);
      return;
    }
    running++;
    states.set(key, "failed");
    step(
      (dependents.get(key) ?? []).map((next) => ({
        operation: next,
        state: "blocked",
        error: refuse.blockedBy(next.identity, route.identity),
      })),
    );
    const ended = (): void => {
      running--;
      pump();
    };
    options.onUnguarded(route, failed).then(ended, ended);
  };

  const start = (operation: Operation): void => {
    running++;
    states.set(operation.key, "running");
    options.run(operation).then(
      () => {
        running--;
        settle(operation, "done");
        pump();
      },
      (error: unknown) => {
        running--;
        settle(operation, error instanceof InterruptedError ? "interrupted" : "failed", error);
        pump();
      },
    );
  };

  const take = (): Operation | undefined => urgent.take() ?? ready.take();

  const pump = (): void => {
    while (running < options.concurrency) {
      const next = take();
      if (next === undefined) break;
      if (states.get(next.key) !== "pending") continue;
      if (next.blocked !== undefined) {
        settle(next, "blocked", next.blocked);
      } else if (options.stop?.aborted === true && !isOpen(next.guards)) {
        settle(next, "interrupted", refuse.interrupted(next.identity));
      } else {
        start(next);
      }
    }
    if (running > 0) return;
    // Nothing runs and nothing is ready: whatever is left waits for something outside this run.
    for (const operation of operations) {
      if (states.get(operation.key) === "pending" && urgent.isEmpty() && ready.isEmpty()) {
        settle(operation, "blocked", refuse.blockedBy(operation.identity, "what it depends on"));
      }
    }
    if (urgent.isEmpty() && ready.isEmpty()) finish();
    else pump();
  };

  pump();
  await finished;
  return states;
};
