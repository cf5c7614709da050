/** `kongruent plan`: what would change and why. @module */
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Plan } from "../engine/plan.ts";
import { SAVED_PLAN_FORMAT, type SavedPlan, type SavedPlanFile, savePlan } from "../engine/saved-plan.ts";
import { errorReports, KongruentError } from "../model/errors.ts";
import { errorLines, gatewayLine, planText } from "../report/plan-text.ts";
import { listenForInterrupt } from "./interrupt.ts";
import type { ExitCode, Io } from "./io.ts";
import type { CommonFlags } from "./options.ts";
import { createProgress } from "./progress.ts";
import { failedPlan, forEachGateway, load, planOrFailure, prepareTarget, refuseAmbiguousGateway } from "./session.ts";

export type PlanCommandFlags = CommonFlags & { readonly out?: string };

/** Plans as one JSON document: the plan itself, or a list where the source is for several gateways. */
export const plansDocument = (plans: readonly Plan[]): unknown =>
  plans.length === 1 ? plans[0] : { format: "kongruent.plans/1", results: plans };

export const differs = ({ summary }: Plan): boolean =>
  summary.create + summary.adopt + summary.update + summary.delete > 0;

/** 1 for any error, 2 for differences, else 0. */
export const planExitCode = (plans: readonly Plan[]): ExitCode =>
  plans.some(({ errors }) => errors.length > 0) ? 1 : plans.some(differs) ? 2 : 0;

/** Plans for every gateway of the source. */
export const planAll = async (
  source: string | undefined,
  flags: CommonFlags,
  io: Io,
): Promise<{ readonly plans: readonly Plan[]; readonly saved: readonly SavedPlan[] }> => {
  const interrupt = listenForInterrupt(io);
  const saved: SavedPlan[] = [];
  try {
    const gateways = await load(source, flags, io, interrupt.abort);
    refuseAmbiguousGateway(flags, gateways);
    const progress = createProgress(io, !flags.json && !flags.quiet);
    const plans = await forEachGateway(flags, gateways, io, interrupt.abort, (target) =>
      planOrFailure(async () => {
        const prepared = await prepareTarget(target, flags, progress, interrupt.abort);
        saved.push(savePlan(prepared, target.desired.declarations, io.env["KONGRUENT_PLAN_KEY"]));
        return prepared.plan;
      }, target.url),
    );
    return { plans, saved };
  } catch (error) {
    return { plans: [failedPlan(errorReports(error))], saved: [] };
  } finally {
    interrupt.dispose();
  }
};

/** Prints plans as text: the gateway first, then what differs. */
export const printPlan = (plan: Plan, io: Io, isColored: boolean, voice: "plan" | "drift"): void => {
  if (plan.gateway.version === "") {
    io.stderr(`${errorLines(plan.errors, isColored).join("\n")}\n`);
    return;
  }
  io.stdout(`${gatewayLine(plan.gateway, isColored)}\n${planText(plan, { color: isColored, voice })}\n`);
};

export const runPlan = async (source: string | undefined, flags: PlanCommandFlags, io: Io): Promise<ExitCode> => {
  const isColored = flags.color && io.hasColor;
  const { plans, saved } = await planAll(source, flags, io);
  let code = planExitCode(plans);
  const problems: KongruentError[] = [];
  if (flags.out !== undefined && code !== 1) {
    const file: SavedPlanFile = { format: SAVED_PLAN_FORMAT, plans: saved };
    try {
      await writeFile(resolve(io.cwd, flags.out), `${JSON.stringify(file, null, 1)}\n`, { mode: 0o600 });
    } catch (cause) {
      problems.push(
        new KongruentError("KG_FILE_UNWRITABLE", `The plan could not be saved to ${flags.out}.`, { cause }),
      );
      code = 1;
    }
  }
  const reports = problems.flatMap(errorReports);
  if (flags.json) {
    const shown =
      reports.length === 0 ? plans : plans.map((plan) => ({ ...plan, errors: [...plan.errors, ...reports] }));
    io.stdout(`${JSON.stringify(plansDocument(shown), null, 2)}\n`);
    return code;
  }
  for (const plan of plans)
    if (!flags.quiet || differs(plan) || plan.errors.length > 0) printPlan(plan, io, isColored, "plan");
  if (reports.length > 0) io.stderr(`${errorLines(reports, isColored).join("\n")}\n`);
  if (flags.out !== undefined && code === 1) io.stderr("The plan was not saved, because it has errors.\n");
  if (flags.out !== undefined && code !== 1)
    io.stdout(`Saved as ${flags.out}. Apply exactly this with: kongruent apply --plan ${flags.out}\n`);
  return code;
};
