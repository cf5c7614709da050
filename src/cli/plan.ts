/** `kongruent plan`: what would change and why. @module */
import type { Plan } from "../engine/plan.ts";
import { type SavedPlan, savePlan } from "../engine/saved-plan.ts";
import { type ErrorReport, errorReports } from "../model/errors.ts";
import { errorLines, failureLines, gatewayLine, planText } from "../report/plan-text.ts";
import { documentOf, failedPlan, jsonText } from "./documents.ts";
import { listenForInterrupt, reportsOf } from "./interrupt.ts";
import type { ExitCode, Io } from "./io.ts";
import type { CommonFlags } from "./options.ts";
import { createProgress } from "./progress.ts";
import { writeSavedPlans } from "./saved.ts";
import { forEachGateway, load, prepareTarget, refuseAmbiguousGateway } from "./session.ts";

export type PlanCommandFlags = CommonFlags & { readonly out?: string };

/** Plans as one JSON document: the plan itself, or a list where the source is for several gateways. */
export const plansDocument = (plans: readonly Plan[]): unknown => documentOf(plans, "kongruent.plans/1");

export const differs = ({ summary }: Plan): boolean =>
  summary.create + summary.adopt + summary.update + summary.delete > 0;

/** 1 for any error, 2 for differences, else 0. */
export const planExitCode = (plans: readonly Plan[]): ExitCode =>
  plans.some(({ errors }) => errors.length > 0) ? 1 : plans.some(differs) ? 2 : 0;

export interface Planned {
  readonly plans: readonly Plan[];
  readonly saved: readonly SavedPlan[];
}

/** Plans for every gateway of the source; in a form to be saved too, where that is asked for. */
export const planAll = async (
  source: string | undefined,
  flags: CommonFlags,
  io: Io,
  isToBeSaved = false,
): Promise<Planned> => {
  const interrupt = listenForInterrupt(io);
  const saved: SavedPlan[] = [];
  try {
    const gateways = await load(source, flags, io, interrupt.abort);
    refuseAmbiguousGateway(flags, gateways);
    const progress = createProgress(io, !flags.json && !flags.quiet);
    const plans = await forEachGateway(
      { flags, io, interrupt },
      gateways,
      async (target) => {
        const prepared = await prepareTarget(target, flags, progress, interrupt.abort);
        const { declarations } = target.desired;
        if (isToBeSaved) saved.push(savePlan(prepared, declarations, io.env["KONGRUENT_PLAN_KEY"]));
        return prepared.plan;
      },
      ({ errors, url }) => failedPlan(errors, url),
    );
    return { plans, saved };
  } catch (error) {
    return { plans: [failedPlan(reportsOf(error, interrupt.abort))], saved: [] };
  } finally {
    interrupt.dispose();
  }
};

/** Prints a plan as text: the gateway first, then what differs. */
export const printPlan = (plan: Plan, flags: CommonFlags, io: Io, voice: "plan" | "drift"): void => {
  const color = flags.color && io.hasColor;
  if (plan.gateway.version === "") {
    io.stderr(`${failureLines(plan.errors, plan.gateway.url, flags.color && io.hasErrorColor).join("\n")}\n`);
  } else {
    io.stdout(`${gatewayLine(plan.gateway, color)}\n${planText(plan, { color, voice })}\n`);
  }
};

/** How to apply the saved plan: with the source again, which is read for its values. */
const applyCommand = (source: string | undefined, file: string): string =>
  ["kongruent apply", ...(source === undefined ? [] : [source]), "--plan", file].join(" ");

/** Saves the plans; what went wrong instead. */
const save = async (
  file: string,
  { plans, saved }: Planned,
  flags: CommonFlags,
  io: Io,
): Promise<readonly ErrorReport[]> => {
  if (planExitCode(plans) === 1) return [];
  try {
    await writeSavedPlans(file, io, flags, saved);
    return [];
  } catch (error) {
    return errorReports(error);
  }
};

export const runPlan = async (source: string | undefined, flags: PlanCommandFlags, io: Io): Promise<ExitCode> => {
  const planned = await planAll(source, flags, io, flags.out !== undefined);
  const { plans } = planned;
  const code = planExitCode(plans);
  const problems = flags.out === undefined ? [] : await save(flags.out, planned, flags, io);
  if (flags.json) {
    const shown =
      problems.length === 0 ? plans : plans.map((plan) => ({ ...plan, errors: [...plan.errors, ...problems] }));
    io.stdout(jsonText(plansDocument(shown)));
    return problems.length > 0 ? 1 : code;
  }
  for (const plan of plans)
    if (!flags.quiet || differs(plan) || plan.errors.length > 0) printPlan(plan, flags, io, "plan");
  if (problems.length > 0) {
    io.stderr(`${errorLines(problems, flags.color && io.hasErrorColor).join("\n")}\n`);
    return 1;
  }
  if (flags.out !== undefined && code === 1) io.stderr("The plan was not saved, because it has errors.\n");
  else if (flags.out !== undefined && !flags.quiet)
    io.stdout(`Saved as ${flags.out}. Apply exactly this with: ${applyCommand(source, flags.out)}\n`);
  return code;
};
