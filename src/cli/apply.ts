/** `kongruent apply`: makes the gateway match what is declared. @module */
import type { DesiredGateway } from "../desired/gateways.ts";
import type { Outcome } from "../engine/outcome.ts";
import type { SavedPlan } from "../engine/saved-plan.ts";
import { failureLines } from "../report/error-text.ts";
import { type ApplyFlags, applyTo, prepareApply, type Run } from "./apply-target.ts";
import { displayUrl } from "./connect.ts";
import { documentOf, jsonText, nothingDone } from "./documents.ts";
import { listenForInterrupt, reportsOf } from "./interrupt.ts";
import type { ExitCode, Io } from "./io.ts";
import { createProgress } from "./progress.ts";
import { flagsOfPlan, plansFor, readSavedPlans } from "./saved.ts";
import { forEachGateway, load, refuseAmbiguousGateway, type Target } from "./session.ts";

export type { ApplyFlags } from "./apply-target.ts";

const isStale = ({ errors }: Outcome): boolean => errors.some(({ code }) => code === "KG_PLAN_STALE");

const isClean = ({ operations, errors }: Outcome): boolean =>
  errors.length === 0 && operations.every(({ result }) => result === "done");

const exitCodeOf = (outcomes: readonly Outcome[]): ExitCode =>
  outcomes.some(isStale) ? 3 : outcomes.every(isClean) ? 0 : 1;

const report = ({ flags, io }: Pick<Run, "flags" | "io">, { errors, gateway }: Outcome): void => {
  if (!flags.json) io.stderr(`${failureLines(errors, gateway.url, flags.color && io.hasErrorColor).join("\n")}\n`);
};

/** An outcome for each gateway; a failure before its first write becomes its outcome, and is printed at once. */
const eachGateway = (
  run: Run,
  gateways: readonly DesiredGateway[],
  work: (target: Target) => Promise<Outcome>,
): Promise<readonly Outcome[]> =>
  forEachGateway(run, gateways, work, (failure) => {
    const outcome = nothingDone(failure.errors, failure);
    report(run, outcome);
    return outcome;
  });

/** Of several gateways all saved plans are looked at before the first one is applied: a stale one holds them all. */
const staleOnes = async (
  run: Run,
  gateways: readonly DesiredGateway[],
  saved: readonly SavedPlan[],
): Promise<readonly Outcome[] | undefined> => {
  if (gateways.length < 2) return undefined;
  const outcomes = await forEachGateway(
    run,
    gateways,
    async (target) => {
      const prepared = await prepareApply(run, target, saved[gateways.indexOf(target.desired)]);
      return nothingDone([], { plan: prepared.plan, requests: target.gateway.requests() });
    },
    (failure) => nothingDone(failure.errors, failure),
  );
  if (!outcomes.some(isStale)) return undefined;
  for (const outcome of outcomes) if (outcome.errors.length > 0) report(run, outcome);
  return outcomes;
};

const applySaved = async (source: string | undefined, file: string, run: Run): Promise<readonly Outcome[]> => {
  const { io, interrupt } = run;
  const plans = await readSavedPlans(file, io);
  const flags = flagsOfPlan(run.flags, plans);
  const saved: Run = { ...run, flags };
  const gateways = await load(source ?? plans.source, flags, io, interrupt.abort);
  refuseAmbiguousGateway(flags, gateways);
  const places = gateways.map(({ provider }) => ({
    url: displayUrl(flags, provider),
    workspace: (flags.workspace ?? provider.workspace) || "default",
  }));
  const matching = plansFor(places, plans);
  return (
    (await staleOnes(saved, gateways, matching)) ??
    eachGateway(saved, gateways, (target) => applyTo(saved, target, matching[gateways.indexOf(target.desired)]))
  );
};

const applyFresh = async (source: string | undefined, run: Run): Promise<readonly Outcome[]> => {
  const gateways = await load(source, run.flags, run.io, run.interrupt.abort);
  refuseAmbiguousGateway(run.flags, gateways);
  return eachGateway(run, gateways, (target) => applyTo(run, target, undefined));
};

export const runApply = async (source: string | undefined, flags: ApplyFlags, io: Io): Promise<ExitCode> => {
  const interrupt = listenForInterrupt(io);
  const run: Run = { flags, io, interrupt, progress: createProgress(io, !flags.json && !flags.quiet) };
  let outcomes: readonly Outcome[];
  try {
    outcomes = flags.plan === undefined ? await applyFresh(source, run) : await applySaved(source, flags.plan, run);
  } catch (error) {
    const outcome = nothingDone(reportsOf(error, interrupt.abort));
    report(run, outcome);
    outcomes = [outcome];
  } finally {
    interrupt.dispose();
  }
  if (flags.json) io.stdout(jsonText(documentOf(outcomes, "kongruent.applies/1")));
  return exitCodeOf(outcomes);
};
