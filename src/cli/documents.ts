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

export const unread = (url: string): PlaceOfGateway => ({ url, version: "", mode: "", workspace: "" });

/** A plan document for a run that failed before there was a plan. */
export const failedPlan = (errors: readonly ErrorReport[], url = ""): Plan => ({
  format: "kongruent.plan/1",
  gateway: unread(url),
  kinds: [],
  summary: { create: 0, adopt: 0, update: 0, delete: 0, unchanged: 0, unmanaged: 0 },
  changes: [],
  unmanaged: [],
  warnings: [],
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

/** `kongruent.lint/1` */
export interface Linting {
  readonly format: "kongruent.lint/1";
  /** The gateway that was asked; null where none was. */
  readonly gateway: PlaceOfGateway | null;
  readonly summary: {
    readonly declared: number;
    readonly findings: number;
    readonly silenced: number;
    readonly errors: number;
  };
  readonly findings: readonly ErrorReport[];
  readonly silenced: readonly (ErrorReport & { readonly reason: string })[];
  /** Codes that were not looked for, because too little is known of the gateway. */
  readonly unchecked: readonly string[];
  readonly errors: readonly ErrorReport[];
}

export const linting = (
  errors: readonly ErrorReport[],
  { declared, ...facts }: Omit<Linting, "format" | "summary" | "errors"> & { readonly declared: number } = {
    gateway: null,
    declared: 0,
    findings: [],
    silenced: [],
    unchecked: [],
  },
): Linting => ({
  format: "kongruent.lint/1",
  gateway: facts.gateway,
  summary: {
    declared,
    findings: facts.findings.length,
    silenced: facts.silenced.length,
    errors: errors.length,
  },
  findings: facts.findings,
  silenced: facts.silenced,
  unchecked: facts.unchecked,
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

/** `kongruent.import/1` */
export interface Imported {
  readonly format: "kongruent.import/1";
  /** The gateway that was read; null for another source, or where none was reached. */
  readonly gateway: PlaceOfGateway | null;
  readonly out: string;
  /** Full paths of what was written. */
  readonly files: readonly string[];
  /** How many entities are declared in them, and how many are referred to beside those. */
  readonly entities: number;
  readonly referred: number;
  /** Secrets, which are variables now. One that is not known is kept on the gateway as a hash only. */
  readonly variables: readonly {
    readonly name: string;
    readonly identity: string;
    readonly field: string;
    readonly isKnown: boolean;
  }[];
  readonly leftOut: readonly {
    readonly identity: string;
    readonly kind: string;
    readonly because: "owned" | "expires";
    readonly owner?: string;
  }[];
  /** Fields that are left alone, because no declaration can say what is live. */
  readonly unsaid: readonly {
    readonly identity: string;
    readonly field: string;
    readonly because: "hashed" | "unsayable" | "undescribed";
  }[];
  /** Lists of the gateway that no kind describes, and how much is in them, where that is known. */
  readonly unknown: readonly { readonly list: string; readonly count: number | null }[];
  /** Choices that nothing on the gateway meets. */
  readonly warnings: readonly ErrorReport[];
  readonly errors: readonly ErrorReport[];
}

export const imported = (
  errors: readonly ErrorReport[],
  facts: Omit<Imported, "format" | "errors"> = {
    gateway: null,
    out: "",
    files: [],
    entities: 0,
    referred: 0,
    variables: [],
    leftOut: [],
    unsaid: [],
    unknown: [],
    warnings: [],
  },
): Imported => ({ format: "kongruent.import/1", ...facts, errors });

/** `kongruent.generate/1` */
export interface Generation {
  readonly format: "kongruent.generate/1";
  readonly gateway: { readonly url: string; readonly version: string };
  readonly folder: string;
  /** Whether nothing was to be written. */
  readonly isCheck: boolean;
  /** The plugins that the folder is for. */
  readonly plugins: readonly string[];
  /** What was done with the files that were not up to date; with `--check` what would be. */
  readonly changes: readonly { readonly file: string; readonly action: "create" | "update" | "delete" }[];
  readonly errors: readonly ErrorReport[];
}

export const generation = (
  errors: readonly ErrorReport[],
  facts: Omit<Generation, "format" | "errors"> = {
    gateway: { url: "", version: "" },
    folder: "",
    isCheck: false,
    plugins: [],
    changes: [],
  },
): Generation => ({ format: "kongruent.generate/1", ...facts, errors });

/** One result as itself; those of several gateways as a list. */
export const documentOf = <T>(results: readonly T[], listFormat: string): unknown =>
  results.length === 1 ? results[0] : { format: listFormat, results };

/** What a command prints with `--json` when it fails before it has begun: its own shape, so that readers need one only. */
export const failureDocument = (command: string | undefined, errors: readonly ErrorReport[]): unknown => {
  if (command === "plan" || command === "drift") return failedPlan(errors);
  if (command === "apply") return nothingDone(errors);
  if (command === "validate") return validation(0, errors);
  if (command === "lint") return linting(errors);
  if (command === "provider") return installation(errors);
  if (command === "generate") return generation(errors);
  if (command === "import") return imported(errors);
  return { format: "kongruent.error/1", errors };
};

/** The text of a document on stdout. */
export const jsonText = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`;
