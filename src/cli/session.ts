/**
 * What plan, apply and drift have in common: load the source, open each gateway, prepare a plan for it.
 * @module
 */
import type { DesiredGateway } from "../desired/gateways.ts";
import { loadDesired } from "../desired/load.ts";
import type { Gateway } from "../engine/gateway.ts";
import { DEFAULT_OWNERSHIP, type OwnershipRules } from "../engine/ownership.ts";
import type { Plan } from "../engine/plan.ts";
import { type PlanOptions, type Preparation, prepare } from "../engine/prepare.ts";
import { type ErrorReport, errorReports, KongruentError } from "../model/errors.ts";
import { connect, gatewayUrl } from "./connect.ts";
import type { Io } from "./io.ts";
import type { CommonFlags, SourceFlags } from "./options.ts";
import type { Progress } from "./progress.ts";

/** Reads the source. What its app prints goes to stderr once it has succeeded; a failure tells what matters of it. */
export const load = async (
  source: string | undefined,
  flags: SourceFlags,
  io: Io,
  signal: AbortSignal,
): Promise<readonly DesiredGateway[]> => {
  const vars = Object.fromEntries(
    flags.var.map((text) => {
      const at = text.indexOf("=");
      if (at < 1)
        throw new KongruentError("KG_VAR_INVALID", `--var ${at < 0 ? text : "…"} is not written as name=value.`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
  const printed: string[] = [];
  const { gateways } = await loadDesired({
    source,
    cwd: io.cwd,
    env: io.env,
    stack: flags.stack,
    vars,
    varFiles: flags.varFile,
    onOutput: (line) => printed.push(line),
    signal,
  });
  for (const line of printed) io.stderr(`${line}\n`);
  return gateways;
};

/** Several gateways cannot be sent to one address: the flag would mix their entities. */
export const refuseAmbiguousGateway = (flags: CommonFlags, gateways: readonly DesiredGateway[]): void => {
  if (flags.gateway === undefined || gateways.length < 2) return;
  const names = gateways.flatMap(({ stacks }) => stacks).join(", ");
  throw new KongruentError(
    "KG_GATEWAY_AMBIGUOUS",
    `--gateway names one gateway, but the source is for ${gateways.length} (stacks ${names}). Choose with --stack.`,
  );
};

export const ownershipOf = (flags: CommonFlags, { provider }: DesiredGateway): OwnershipRules => ({
  prefix: provider.ownerTagPrefix ?? DEFAULT_OWNERSHIP.prefix,
  tag: flags.ownerTag,
  foreignTags: [...DEFAULT_OWNERSHIP.foreignTags, ...flags.foreignTag],
});

export const planOptions = (flags: CommonFlags, desired: DesiredGateway, signal: AbortSignal): PlanOptions => ({
  adopt: flags.adopt,
  ownership: ownershipOf(flags, desired),
  owners: desired.owners.length > 0 ? desired.owners : [false],
  maxDeletes: flags.maxDeletes,
  cascade: flags.cascade ?? false,
  only: flags.only,
  targets: flags.target,
  keepOpen: flags.keepOpen ?? false,
  allKinds: flags.allKinds ?? false,
  concurrency: flags.concurrency,
  signal,
});

/** One gateway of the run, or why it could not be planned for. */
export interface Target {
  readonly desired: DesiredGateway;
  readonly url: string;
  readonly gateway: Gateway & { close(): Promise<void> };
}

/** Opens each gateway in turn and closes it again, whatever happens. */
export const forEachGateway = async <T>(
  flags: CommonFlags,
  gateways: readonly DesiredGateway[],
  io: Io,
  signal: AbortSignal,
  work: (target: Target) => Promise<T>,
): Promise<readonly T[]> => {
  const results: T[] = [];
  for (const desired of gateways) {
    const gateway = await connect(flags, desired.provider, io, signal);
    try {
      results.push(await work({ desired, url: gatewayUrl(flags, desired.provider), gateway }));
    } finally {
      await gateway.close();
    }
  }
  return results;
};

export const prepareTarget = async (
  target: Target,
  flags: CommonFlags,
  progress: Progress,
  signal: AbortSignal,
): Promise<Preparation> => {
  progress.start(`Reading ${target.url}`);
  try {
    return await prepare(target.gateway, target.desired.declarations, planOptions(flags, target.desired, signal));
  } finally {
    progress.end();
  }
};

/** A plan document for a run that failed before there was a plan. */
export const failedPlan = (errors: readonly ErrorReport[], url = ""): Plan => ({
  format: "kongruent.plan/1",
  gateway: { url, version: "", mode: "", workspace: "" },
  kinds: [],
  summary: { create: 0, adopt: 0, update: 0, delete: 0, unchanged: 0, unmanaged: 0 },
  changes: [],
  unmanaged: [],
  errors,
});

/** Runs planning for one gateway; its failure becomes a document, so that the other gateways are still looked at. */
export const planOrFailure = async (plan: () => Promise<Plan>, url: string): Promise<Plan> => {
  try {
    return await plan();
  } catch (error) {
    return failedPlan(errorReports(error), url);
  }
};
