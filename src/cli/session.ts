/**
 * What plan, apply, drift and validate have in common: load the source, open each gateway, prepare a plan for it.
 * @module
 */
import type { DesiredGateway } from "../desired/gateways.ts";
import { type Desired, type LoadOptions, loadDesired } from "../desired/load.ts";
import { PartlyReadError } from "../desired/source-errors.ts";
import type { Gateway, RequestCounts } from "../engine/gateway.ts";
import { DEFAULT_OWNERSHIP, type OwnershipRules } from "../engine/ownership.ts";
import { DEFAULT_PLAN_OPTIONS } from "../engine/plan-options.ts";
import { type PlanOptions, type Preparation, prepare } from "../engine/prepare.ts";
import { validateOffline } from "../engine/validate.ts";
import { ErrorList, type ErrorReport, inOrder, KongruentError } from "../model/errors.ts";
import { bundledSubschema } from "../plugins/schemas.ts";
import { counted } from "../report/text.ts";
import { connect, displayUrl, originOfUrl } from "./connect.ts";
import { type Interrupt, interruptedBeforeWriting, reportsOf, unlessInterrupted } from "./interrupt.ts";
import type { Io } from "./io.ts";
import type { CommonFlags, ConnectionFlags, OutputFlags, SilenceFlags, SourceFlags } from "./options.ts";
import type { Progress } from "./progress.ts";
import { withWarnings } from "./warnings.ts";

const variables = (texts: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf("=");
      // What stands there may be the value: it is not repeated.
      if (at < 1) {
        throw new KongruentError(
          "KG_VAR_INVALID",
          "A --var (KONGRUENT_VAR) is written as name=value, and one of those given is not.",
        );
      }
      return [text.slice(0, at).trim(), text.slice(at + 1)];
    }),
  );

/** Reads the source. Where some of it cannot be read, what is wrong with the rest is told along with that. */
const loadAndJudge = async (options: LoadOptions): Promise<Desired> => {
  try {
    return await loadDesired(options);
  } catch (error) {
    if (!(error instanceof PartlyReadError)) throw error;
    const { errors, declarations, wrong } = error;
    const found = await validateOffline(declarations, bundledSubschema);
    throw new ErrorList(inOrder([...errors, ...found.filter(({ address = "" }) => !wrong.has(address))]));
  }
};

/** Reads the source. What its app prints goes to stderr once it has succeeded; a failure tells what matters of it. */
export const load = async (
  source: string | undefined,
  flags: SourceFlags & Pick<CommonFlags, "ownerTag">,
  io: Io,
  signal: AbortSignal,
): Promise<readonly DesiredGateway[]> => {
  const printed: string[] = [];
  const { gateways } = await unlessInterrupted(
    loadAndJudge({
      source: source ?? ".",
      cwd: io.cwd,
      env: io.env,
      stack: flags.stack,
      vars: variables(flags.var),
      varFiles: flags.varFile,
      ownerTag: flags.ownerTag,
      onOutput: (line) => printed.push(line),
      signal,
    }),
    signal,
  );
  for (const line of printed) io.stderr(`${line}\n`);
  if (gateways.length === 0) {
    throw new KongruentError(
      "KG_SOURCE_EMPTY",
      "The source has no stack, so there is nothing to compare a gateway with. Check which folder or file is meant.",
    );
  }
  return gateways;
};

/** Several gateways cannot be sent to one address: the flag would mix their entities. */
export const refuseAmbiguousGateway = (flags: ConnectionFlags, gateways: readonly DesiredGateway[]): void => {
  if (flags.gateway === undefined || gateways.length < 2) return;
  const names = gateways.map(({ provider, stacks }) => {
    const url = displayUrl({ ...flags, gateway: undefined }, provider) || "an address that is none";
    const workspace = provider.workspace === undefined ? "" : `workspace ${provider.workspace}, `;
    return `${url} (${workspace}${stacks.length === 1 ? "stack" : "stacks"} ${stacks.join(", ")})`;
  });
  const all = gateways.flatMap(({ stacks }) => stacks);
  // A stack with several providers is for several gateways by itself.
  const canChoose = all.some((stack) => all.filter((other) => other === stack).length === 1);
  throw new KongruentError(
    "KG_GATEWAY_AMBIGUOUS",
    `--gateway (KONGRUENT_GATEWAY) names one gateway, but the source is for ${gateways.length}: ${names.join(", ")}. ${canChoose ? "Choose one with --stack, or leave --gateway out" : "Leave --gateway out"}.`,
  );
};

/** One exact tag cannot tell two owners apart: each would delete what the other one made. */
const refuseSharedTag = (flags: CommonFlags, { owners }: DesiredGateway): void => {
  if (flags.ownerTag === undefined || owners.length < 2) return;
  throw new KongruentError(
    "KG_OWNER_TAG_SHARED",
    `--owner-tag ${flags.ownerTag} would mark what ${owners.join(" and ")} own alike, and each would delete what the others declare. Leave it out, or move them into one stack.`,
  );
};

/**
 * The mark of somebody else would make everything of theirs ours, to be deleted. An owner's usual mark is its own; a file that has it
 * as its select tag says that it is that owner's.
 */
const refuseForeignMark = (flags: CommonFlags, { owners }: DesiredGateway, rules: OwnershipRules): void => {
  const { tag, prefix, foreignTags } = rules;
  if (tag === undefined) return;
  const name = tag.startsWith(prefix) ? tag.slice(prefix.length) : undefined;
  const isAnothers = name !== undefined && owners.some((owner) => owner !== name && owner !== tag);
  if (!isAnothers && !foreignTags.includes(tag)) return;
  const where = flags.ownerTag === undefined ? `The select tag '${tag}'` : `--owner-tag ${tag}`;
  const whose =
    name === undefined ? "marks what something else on the gateway keeps" : `is how '${name}' marks its own`;
  throw new KongruentError(
    "KG_OWNER_TAG_TAKEN",
    `${where} ${whose}: all of that would count as declared here once, and be deleted. Take a tag that nobody else has.`,
  );
};

export const ownershipOf = (flags: CommonFlags, desired: DesiredGateway): OwnershipRules => {
  refuseSharedTag(flags, desired);
  const rules: OwnershipRules = {
    prefix: desired.provider.ownerTagPrefix ?? DEFAULT_OWNERSHIP.prefix,
    tag: flags.ownerTag ?? desired.provider.ownerTag,
    foreignTags: [...DEFAULT_OWNERSHIP.foreignTags, ...flags.foreignTag],
  };
  refuseForeignMark(flags, desired, rules);
  return rules;
};

export const planOptions = (flags: CommonFlags, desired: DesiredGateway, signal: AbortSignal): PlanOptions => ({
  adopt: flags.adopt,
  ownership: ownershipOf(flags, desired),
  owners: desired.owners.length > 0 ? desired.owners : DEFAULT_PLAN_OPTIONS.owners,
  maxDeletes: flags.maxDeletes,
  cascade: flags.cascade ?? desired.provider.cascade ?? DEFAULT_PLAN_OPTIONS.cascade,
  only: flags.only,
  targets: flags.target,
  keepOpen: flags.keepOpen ?? DEFAULT_PLAN_OPTIONS.keepOpen,
  allKinds: flags.allKinds ?? DEFAULT_PLAN_OPTIONS.allKinds,
  concurrency: flags.concurrency,
  signal,
});

/** One gateway of the run. */
export interface Target {
  readonly desired: DesiredGateway;
  /** Its address, as it may be printed. */
  readonly url: string;
  readonly gateway: Gateway & { close(): Promise<void> };
}

/** A gateway's part of the run that failed before it wrote anything. */
export interface Failed {
  readonly errors: readonly ErrorReport[];
  readonly url: string;
  readonly requests: RequestCounts;
}

/** Errors that are often the address's: they say where it is from. */
const ABOUT_ADDRESS: ReadonlySet<string> = new Set(["KG_GATEWAY_UNREACHABLE", "KG_NOT_ADMIN_API"]);

/**
 * Opens each gateway in turn and closes it again, whatever happens. A failure of one becomes its result, so that the
 * others are still looked at.
 */
export const forEachGateway = async <T>(
  { flags, io, interrupt }: { readonly flags: ConnectionFlags; readonly io: Io; readonly interrupt: Interrupt },
  gateways: readonly DesiredGateway[],
  work: (target: Target) => Promise<T>,
  failed: (failure: Failed) => T,
): Promise<readonly T[]> => {
  const results: T[] = [];
  for (const desired of gateways) {
    const url = displayUrl(flags, desired.provider);
    let gateway: Target["gateway"] | undefined;
    const over = new AbortController();
    try {
      if (interrupt.stop.aborted) throw interruptedBeforeWriting(url);
      gateway = await connect(flags, desired.provider, io, AbortSignal.any([interrupt.abort, over.signal]));
      results.push(await work({ desired, url, gateway }));
    } catch (error) {
      const requests = gateway?.requests() ?? { read: 0, write: 0 };
      const errors = reportsOf(error, interrupt.abort, url).map((report) =>
        ABOUT_ADDRESS.has(report.code)
          ? { ...report, message: `${report.message} ${originOfUrl(flags, desired.provider)}` }
          : report,
      );
      results.push(failed({ errors, url, requests }));
    } finally {
      // After a failure other lists may still be on their way: nobody waits for them.
      over.abort();
      const closed = gateway?.close().catch(() => {});
      if (!interrupt.abort.aborted) await closed;
    }
  }
  return results;
};

const prepareWith = async (
  { url, gateway, desired }: Target,
  options: PlanOptions,
  progress: Progress,
  signal: AbortSignal,
): Promise<Preparation> => {
  progress.start(`Reading ${url}`, () => counted(gateway.requests().read, "request"));
  try {
    return await unlessInterrupted(prepare(gateway, desired.declarations, options), signal);
  } finally {
    progress.end();
  }
};

/** A plan for a gateway, with what lints say of it. */
export const prepareTarget = async (
  target: Target,
  flags: CommonFlags,
  progress: Progress,
  signal: AbortSignal,
): Promise<Preparation> => {
  const { desired } = target;
  const prepared = await prepareWith(target, planOptions(flags, desired, signal), progress, signal);
  return withWarnings(prepared, desired.declarations, flags);
};

/** A plan as it is without any flag about what may change: for looking at, not for making. */
export const prepareForLint = (
  target: Target,
  flags: ConnectionFlags & SourceFlags & SilenceFlags & OutputFlags,
  progress: Progress,
  signal: AbortSignal,
): Promise<Preparation> =>
  prepareWith(
    target,
    planOptions({ ...flags, foreignTag: [], only: [], target: [] }, target.desired, signal),
    progress,
    signal,
  );
