/**
 * Sends requests to one gateway: bounded in number, repeated by the retry table, counted.
 * @module
 */
import { setMaxListeners } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import type { RequestCounts } from "../engine/gateway.ts";
import { type Failure, failureOf, failureOfAnswer } from "./failures.ts";
import { givenUp, interrupted } from "./give-up.ts";
import { type Chance, retryBudget } from "./retry.ts";
import { semaphore } from "./semaphore.ts";
import type { Transport, TransportRequest, TransportResponse } from "./transport.ts";

/** What happened to one try, for progress and debugging. Holds no header and no body. */
export interface RequestEvent {
  readonly method: TransportRequest["method"];
  readonly path: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** The answer's status, or undefined where there was none. */
  readonly status: number | undefined;
  /** The code of what went wrong instead of an answer: `ECONNRESET`. */
  readonly failure: string | undefined;
  readonly milliseconds: number;
}

export interface ClientRequest {
  readonly method: TransportRequest["method"];
  /** Relative to the admin URL and workspace. A function is asked before each try. */
  readonly path: string | (() => string);
  /** The subject in error messages: `services`. Never a value from a body. */
  readonly subject: string;
  readonly counts: keyof RequestCounts;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /**
   * Asked after a failed try, before the next one or before giving up: an answer ends it. What a create uses to look for
   * what a first try made.
   */
  readonly lookFirst?: (failure: Failure) => Promise<TransportResponse | undefined>;
  /** Tried up to `MOST_TRIES` times where its cause is repeated at all: for what must not stay unknown. */
  readonly isPatient?: boolean;
  /** Told of a failed try; true if the next try asks for less, so that the tries of this cause start anew. */
  readonly onFailure?: (failure: Failure) => boolean;
}

export interface ClientOptions extends Chance {
  readonly transport: Transport;
  /** The admin URL without credentials, for messages. */
  readonly gateway: string;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  readonly onRequest?: ((event: RequestEvent) => void) | undefined;
}

export interface Client {
  readonly gateway: string;
  /** The answer, 3xx and 4xx included. Throws a GatewayError when the retry table is used up. */
  send(request: ClientRequest): Promise<TransportResponse>;
  requests(): RequestCounts;
}

/** Waits for real; ends early when the signal fires. */
export const realSleep = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
  await wait(milliseconds, undefined, signal === undefined ? {} : { signal });
};

const bothSignals = (a: AbortSignal | undefined, b: AbortSignal | undefined): AbortSignal | undefined =>
  a === undefined || b === undefined ? (a ?? b) : AbortSignal.any([a, b]);

/**
 * A client on a transport.
 *
 * @example
 * const answer = await client.send({ method: "GET", path: "/services", subject: "services", counts: "read" });
 */
export const createClient = (options: ClientOptions): Client => {
  const { transport, gateway, timeoutMs, now } = options;
  const places = semaphore(options.concurrency);
  const counts = { read: 0, write: 0 };
  let hasAnswered = false;
  // Every request in flight listens; Node warns from the eleventh on.
  if (options.signal !== undefined) setMaxListeners(0, options.signal);

  const attempt = (request: ClientRequest, path: string, number: number, signal: AbortSignal | undefined) =>
    places.run(async (): Promise<TransportResponse | Failure> => {
      if (signal?.aborted) throw interrupted(`${request.method} on ${request.subject}`);
      const { method, body } = request;
      const headers = body === undefined ? options.headers : { ...options.headers, "content-type": "application/json" };
      const since = now();
      const tell = (status: number | undefined, failure: string | undefined) =>
        options.onRequest?.({ method, path, attempt: number, status, failure, milliseconds: now() - since });
      counts[request.counts] += 1;
      let answer: TransportResponse;
      try {
        answer = await transport.send({ method, path, headers, body, signal, timeoutMs });
      } catch (error) {
        if (signal?.aborted) throw interrupted(`${method} on ${request.subject}`);
        const failure = failureOf(error);
        tell(undefined, failure.code ?? "unknown");
        return failure;
      }
      hasAnswered = true;
      tell(answer.status, undefined);
      return failureOfAnswer(answer) ?? answer;
    });

  const pause = async (milliseconds: number, what: string, signal: AbortSignal | undefined): Promise<void> => {
    try {
      await options.sleep(milliseconds, signal);
    } catch (error) {
      throw signal?.aborted ? interrupted(what) : error;
    }
  };

  const send = async (request: ClientRequest): Promise<TransportResponse> => {
    const budget = retryBudget(options, request.isPatient);
    const what = `${request.method} on ${request.subject}`;
    const signal = bothSignals(options.signal, request.signal);
    for (;;) {
      const path = typeof request.path === "string" ? request.path : request.path();
      const answer = await attempt(request, path, budget.failed + 1, signal);
      if (!("cause" in answer)) return answer;
      const isNewRequest = request.onFailure?.(answer) ?? false;
      const milliseconds = budget.waitAfter(answer, hasAnswered, isNewRequest);
      if (milliseconds !== undefined) await pause(milliseconds, what, signal);
      const found = await request.lookFirst?.(answer);
      if (found !== undefined) return found;
      if (milliseconds === undefined) {
        throw givenUp({ what, gateway, failure: answer, tries: budget.failed, hasAnswered });
      }
    }
  };

  return { gateway, send, requests: () => ({ ...counts }) };
};
