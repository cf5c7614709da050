/**
 * The JSON documents of commands, also for runs that end before there is anything to tell but errors.
 * @module
 */
import { type Outcome, summarise } from "../engine/outcome.ts";
import type { Plan } from "../engine/plan.ts";
import { PLATFORMS, PROVIDER_SOURCE, REGISTRY_HOSTS } from "../install/names.ts";
import { version } from "../install/version.ts";
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

/** `kongruent.provider/1` */
export interface Installation {
  readonly format: "kongruent.provider/1";
  readonly folder: string;
  readonly source: string;
  readonly version: string;
  /** `h1:…`; empty where nothing was installed. */
  readonly hash: string;
  readonly registries: readonly string[];
  readonly platforms: readonly string[];
  /** Whether anything had to be written. */
  readonly isChanged: boolean;
  /** CLI configuration files under which the provider is not seen where it was laid. */
  readonly ignoredUnder: readonly string[];
  readonly errors: readonly ErrorReport[];
}

export const installation = (
  errors: readonly ErrorReport[],
  facts: Pick<Installation, "folder" | "hash" | "isChanged" | "ignoredUnder"> = {
    folder: "",
    hash: "",
    isChanged: false,
    ignoredUnder: [],
  },
): Installation => ({
  format: "kongruent.provider/1",
  source: PROVIDER_SOURCE,
  version,
  registries: REGISTRY_HOSTS,
  platforms: PLATFORMS,
  ...facts,
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
  if (command === "provider") return installation(errors);
  return { format: "kongruent.error/1", errors };
};

/** The text of a document on stdout. */
export const jsonText = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`;
