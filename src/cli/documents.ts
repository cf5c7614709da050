/**
 * The JSON documents of commands, also for runs that end before there is anything to tell but errors.
 * @module
 */
import { type Outcome, summarise } from "../engine/outcome.ts";
import type { Plan } from "../engine/plan.ts";
import type { ErrorReport } from "../model/errors.ts";

type PlaceOfGateway = Plan["gateway"];
type RequestCounts = Outcome["requests"];

const unread = (url: string): PlaceOfGateway => ({ url, version: "", mode: "", workspace: "" });

/** A plan document for a run that failed before there was a plan. */
export const failedPlan = (errors: readonly ErrorReport[], url = ""): Plan => ({
  format: "kongruent.plan/1",
  gateway: unread(url),
  kinds: [],
  summary: { create: 0, adopt: 0, update: 0, delete: 0, unchanged: 0, unmanaged: 0 },
  changes: [],
  unmanaged: [],
  errors,
});

/** An outcome document for a run that wrote nothing. */
export const nothingDone = (
  errors: readonly ErrorReport[],
  about: { readonly plan?: Plan; readonly requests?: RequestCounts; readonly url?: string } = {},
): Outcome => ({
  format: "kongruent.apply/1",
  gateway: about.plan?.gateway ?? unread(about.url ?? ""),
  summary: summarise([], about.plan?.summary.unchanged ?? 0),
  operations: [],
  requests: about.requests ?? { read: 0, write: 0 },
  errors,
});

/** `kongruent.validate/1` */
export interface Validation {
  readonly format: "kongruent.validate/1";
  readonly summary: { readonly declared: number; readonly errors: number };
  readonly errors: readonly ErrorReport[];
}

export const validation = (declared: number, errors: readonly ErrorReport[]): Validation => ({
  format: "kongruent.validate/1",
  summary: { declared, errors: errors.length },
  errors,
});

/** One result as itself; those of several gateways as a list. */
export const documentOf = <T>(results: readonly T[], listFormat: string): unknown =>
  results.length === 1 ? results[0] : { format: listFormat, results };

/** What a command prints with `--json` when it fails before it has begun: its own shape, so that readers need one only. */
export const failureDocument = (command: string | undefined, errors: readonly ErrorReport[]): unknown => {
  if (command === "plan" || command === "drift") return failedPlan(errors);
  if (command === "apply") return nothingDone(errors);
  if (command === "validate") return validation(0, errors);
  return { format: "kongruent.error/1", errors };
};

/** The text of a document on stdout. */
export const jsonText = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`;
