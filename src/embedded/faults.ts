/**
 * Faults to inject: latency, error answers, cut connections, lost answers, concurrent writers, wrong pages.
 * @module
 */
import { type GatewayAnswer, htmlPage, json } from "./answers.ts";
import type { EmbeddedGateway } from "./gateway.ts";

/** Which requests a fault meets. Without any condition: all. */
export interface FaultMatch {
  readonly method?: string;
  /** Tried on the path with its query. */
  readonly path?: RegExp;
  /** Only the nth request that meets the other conditions, counted from 1. */
  readonly nth?: number;
  /** How often it acts at most. */
  readonly times?: number;
  /** How likely it acts, between 0 and 1; drawn from the gateway's `random`. */
  readonly probability?: number;
}

/** What happens to a request that a fault meets. */
export type FaultAction =
  | { readonly latencyMs: number }
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  /** The connection is cut before the request is handled. */
  | { readonly cut: true }
  /** The request is handled; the connection is cut before the answer. */
  | { readonly loseAnswer: true }
  /** A page of something in front of the gateway. */
  | { readonly html: true }
  /** Somebody else acts just before the request is handled. */
  | { readonly before: (gateway: EmbeddedGateway) => void }
  /** Half of the answer's text, and then the connection is closed. */
  | { readonly truncate: true }
  /** The answer's JSON body, changed: a page that repeats its cursor, a list that is no list. */
  | { readonly change: (body: unknown) => unknown };

export interface FaultRule {
  readonly match?: FaultMatch;
  readonly action: FaultAction;
}

/** What the rules decided about one request. */
export interface FaultPlan {
  readonly latencyMs: number;
  readonly isCut: boolean;
  readonly isAnswerLost: boolean;
  readonly isTruncated: boolean;
  readonly before: readonly ((gateway: EmbeddedGateway) => void)[];
  /** Answered instead of handling the request. */
  readonly instead: GatewayAnswer | undefined;
  readonly changes: readonly ((body: unknown) => unknown)[];
}

interface Counts {
  met: number;
  acted: number;
}

/** Decides about requests by rules that may be added and taken away at any time. */
export const createFaults = (
  rules: readonly FaultRule[],
  random: () => number,
): ((method: string, path: string) => FaultPlan | undefined) => {
  const counts = new WeakMap<FaultRule, Counts>();
  const acts = (rule: FaultRule, method: string, path: string): boolean => {
    const { match = {} } = rule;
    if (match.method !== undefined && match.method !== method) return false;
    if (match.path !== undefined && path.search(match.path) === -1) return false;
    const count = counts.get(rule) ?? { met: 0, acted: 0 };
    counts.set(rule, count);
    count.met += 1;
    if (match.nth !== undefined && count.met !== match.nth) return false;
    if (match.times !== undefined && count.acted >= match.times) return false;
    if (match.probability !== undefined && random() >= match.probability) return false;
    count.acted += 1;
    return true;
  };
  return (method, path) => {
    if (rules.length === 0) return undefined;
    const actions = rules.filter((rule) => acts(rule, method, path)).map((rule) => rule.action);
    return actions.length === 0 ? undefined : planOf(actions);
  };
};

const insteadOf = (action: FaultAction): GatewayAnswer | undefined => {
  if ("html" in action) return htmlPage(502, "Bad Gateway");
  if (!("status" in action)) return undefined;
  const answer = json(action.status, action.body ?? { message: `injected ${action.status}` });
  return { ...answer, headers: { ...answer.headers, ...action.headers } };
};

const planOf = (actions: readonly FaultAction[]): FaultPlan => ({
  latencyMs: actions.reduce((sum, action) => sum + ("latencyMs" in action ? action.latencyMs : 0), 0),
  isCut: actions.some((action) => "cut" in action),
  isAnswerLost: actions.some((action) => "loseAnswer" in action),
  isTruncated: actions.some((action) => "truncate" in action),
  before: actions.flatMap((action) => ("before" in action ? [action.before] : [])),
  instead: actions.map(insteadOf).find((answer) => answer !== undefined),
  changes: actions.flatMap((action) => ("change" in action ? [action.change] : [])),
});
