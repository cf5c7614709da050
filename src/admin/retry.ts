/**
 * What is repeated, how often, and after which wait: one table for every request to a gateway.
 * @module
 */
import type { Cause, Failure } from "./failures.ts";

/** One line of the table. */
export interface RetryRule {
  /** What this line is about, in words. */
  readonly on: string;
  /** Tries in all, the first one included. 1: never repeated. */
  readonly tries: number;
  /** `jitter`: a random part of 100 ms · 2^n, at most 2 s · `retry-after`: what the header says, at most 30 s, else jitter. */
  readonly wait: "jitter" | "retry-after" | "none";
  /** Only once this gateway has answered something in this run: before that, the address is wrong. */
  readonly onlyAfterAnswer?: boolean;
}

/**
 * The table. It holds for GET, PATCH, DELETE and validation alike: repeating them changes nothing. A POST that creates is repeated
 * after its client-made id was looked up (see `create`). Any answer that is not in the table, every 4xx but 429 among them, is final.
 *
 * @example
 * RETRY_TABLE.server.tries // 2
 */
export const RETRY_TABLE: Readonly<Record<Cause, RetryRule>> = {
  reset: { on: "the connection was cut (also after 10,000 requests)", tries: 4, wait: "jitter" },
  timeout: { on: "no answer in time", tries: 4, wait: "jitter" },
  gateway: { on: "502, 504", tries: 4, wait: "jitter" },
  overloaded: { on: "429, 503", tries: 5, wait: "retry-after" },
  server: { on: "500", tries: 2, wait: "jitter" },
  refused: { on: "no connection", tries: 4, wait: "jitter", onlyAfterAnswer: true },
  name: { on: "unknown host name", tries: 1, wait: "none" },
  tls: { on: "the certificate does not verify", tries: 1, wait: "none" },
  handshake: { on: "TLS cannot be agreed on", tries: 1, wait: "none" },
  protocol: { on: "the other side speaks no HTTP", tries: 1, wait: "none" },
  unknown: { on: "anything else", tries: 1, wait: "none" },
};

/** No request is tried more often than this, whatever the mix of causes. */
export const MOST_TRIES = 8;
export const JITTER_BASE_MS = 100;
export const JITTER_MOST_MS = 2_000;
export const RETRY_AFTER_MOST_MS = 30_000;

/** What waits depend on, injected so that tests do not sleep. */
export interface Chance {
  /** 0 ≤ x < 1. */
  random(): number;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Milliseconds a `Retry-After` asks for: seconds or a date. Undefined for one that says neither. */
export const retryAfterMs = (header: string | undefined, now: number): number | undefined => {
  const text = header?.trim() ?? "";
  if (text === "") return undefined;
  const asked = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isNaN(asked) ? undefined : Math.min(Math.max(asked, 0), RETRY_AFTER_MOST_MS);
};

/** Full jitter: spread over the whole span, so that 32 requests do not come back together. */
export const jitterMs = (repeat: number, random: () => number): number =>
  random() * Math.min(JITTER_MOST_MS, JITTER_BASE_MS * 2 ** repeat);

/** The tries left for one request. */
export interface RetryBudget {
  /** The wait before the next try, or undefined: give up. `isNewRequest`: the next try asks for less, so its cause's tries start anew. */
  waitAfter(failure: Failure, hasAnswered: boolean, isNewRequest: boolean): number | undefined;
  /** Tries that failed so far. */
  readonly failed: number;
}

/**
 * A fresh budget for one request. A patient one counts no causes apart: only `MOST_TRIES` ends it.
 *
 * @example
 * retryBudget({ random: () => 0.5, now: Date.now }).waitAfter(failure, true, false) // 50
 */
export const retryBudget = ({ random, now }: Chance, isPatient = false): RetryBudget => {
  const failures = new Map<Cause, number>();
  let failed = 0;
  return {
    waitAfter(failure, hasAnswered, isNewRequest) {
      failed += 1;
      const rule = RETRY_TABLE[failure.cause];
      const count = (failures.get(failure.cause) ?? 0) + (isNewRequest ? 0 : 1);
      failures.set(failure.cause, count);
      const isOver = (!isPatient && count >= rule.tries) || failed >= MOST_TRIES;
      if (rule.tries === 1 || isOver || (rule.onlyAfterAnswer === true && !hasAnswered)) return undefined;
      const asked = rule.wait === "retry-after" ? retryAfterMs(failure.retryAfter, now()) : undefined;
      return asked ?? jitterMs(failed - 1, random);
    },
    get failed() {
      return failed;
    },
  };
};
