/** `kongruent plan`: what would change and why. @module */
import type { Plan } from "../engine/plan.ts";
import { type SavedPlan, savePlan } from "../engine/saved-plan.ts";
import { type ErrorReport, errorReports } from "../model/errors.ts";
import { errorLines, failureLines } from "../report/error-text.ts";
import { factsOf, gatewayLine, type PlanFacts, planText } from "../report/plan-text.ts";
import { counted, safe } from "../report/text.ts";
import { displayUrl } from "./connect.ts";
import { documentOf, failedPlan, jsonText } from "./documents.ts";
import { listenForInterrupt, reportsOf } from "./interrupt.ts";
import type { ExitCode, Io } from "./io.ts";
import type { CommonFlags } from "./options.ts";
import { createProgress } from "./progress.ts";
import { optionsOf, writeSavedPlans } from "./saved.ts";
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
  /** What the text of each plan tells beside it. */
  readonly facts: ReadonlyMap<Plan, PlanFacts>;
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
  const facts = new Map<Plan, PlanFacts>();
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
        if (isToBeSaved) {
          saved.push(savePlan(prepared, declarations, io.env["KONGRUENT_PLAN_KEY"], optionsOf(flags)));
        }
        facts.set(prepared.plan, factsOf(prepared));
        return prepared.plan;
      },
      ({ errors, url }) => failedPlan(errors, url),
    );
    return { plans, saved, facts };
  } catch (error) {
    return { plans: [failedPlan(reportsOf(error, interrupt.abort))], saved: [], facts };
  } finally {
    interrupt.dispose();
  }
};

/** Prints a plan as text: the gateway first, then what differs. */
export const printPlan = (
  plan: Plan,
  flags: CommonFlags,
  io: Io,
  voice: "plan" | "drift",
  facts: PlanFacts | undefined,
): void => {
  const color = flags.color && io.hasColor;
  if (plan.gateway.version === "") {
    const lines = failureLines(plan.errors, plan.gateway.url, flags.color && io.hasErrorColor);
    io.stderr(`${lines.join("\n")}\n${counted(plan.errors.length, "error")}.\n`);
  } else {
    io.stdout(`${gatewayLine(plan.gateway, color)}\n${planText(plan, { color, voice, ...facts })}\n`);
  }
};

/** A word for a shell. */
const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** Flags that an apply needs again, and that may be printed. */
const CONNECTION = {
  workspace: "--workspace",
  tokenFile: "--token-file",
  tlsCaCert: "--tls-ca-cert",
  tlsClientCert: "--tls-client-cert",
  tlsClientKey: "--tls-client-key",
  tlsServerName: "--tls-server-name",
} as const;
/** Those whose value is, or may be, a secret. */
const SECRETS = { token: "--token", header: "--header", var: "--var" } as const;

const keysOf = <T extends object>(record: T): readonly (keyof T & string)[] =>
  Object.keys(record) as (keyof T & string)[];

/** How to apply the saved plan: as it was made, without what may be secret. */
const applyHint = (source: string | undefined, file: string, flags: CommonFlags): string => {
  const isSaid = (name: string): boolean => flags.said.includes(name);
  const url = isSaid("gateway") ? displayUrl(flags, {}) : "";
  const words = [
    ...(source === undefined ? [] : [source]),
    "--plan",
    file,
    ...(url === "" ? [] : ["--gateway", url]),
    ...keysOf(CONNECTION).flatMap((name) => (isSaid(name) ? [CONNECTION[name], flags[name] ?? ""] : [])),
    ...(isSaid("tlsInsecure") ? ["--tls-insecure"] : []),
    ...(isSaid("varFile") ? flags.varFile.flatMap((name) => ["--var-file", name]) : []),
  ];
  const secret = keysOf(SECRETS).filter(isSaid);
  const more = secret.length === 0 ? "" : ` (and ${secret.map((name) => SECRETS[name]).join(", ")} as here)`;
  return `Apply exactly this${more} with: npx kongruent apply ${words.map((word) => quoted(safe(word))).join(" ")}`;
};

/** Saves the plans; what went wrong instead. */
const save = async (
  file: string,
  { plans, saved }: Planned,
  source: string | undefined,
  io: Io,
): Promise<readonly ErrorReport[]> => {
  if (planExitCode(plans) === 1) return [];
  try {
    await writeSavedPlans(file, io, source, saved);
    return [];
  } catch (error) {
    return errorReports(error);
  }
};

export const runPlan = async (source: string | undefined, flags: PlanCommandFlags, io: Io): Promise<ExitCode> => {
  const planned = await planAll(source, flags, io, flags.out !== undefined);
  const { plans } = planned;
  const code = planExitCode(plans);
  const problems = flags.out === undefined ? [] : await save(flags.out, planned, source, io);
  if (flags.json) {
    const shown =
      problems.length === 0 ? plans : plans.map((plan) => ({ ...plan, errors: [...plan.errors, ...problems] }));
    io.stdout(jsonText(plansDocument(shown)));
    return problems.length > 0 ? 1 : code;
  }
  for (const plan of plans)
    if (!flags.quiet || differs(plan) || plan.errors.length > 0)
      printPlan(plan, flags, io, "plan", planned.facts.get(plan));
  if (problems.length > 0) {
    io.stderr(`${errorLines(problems, flags.color && io.hasErrorColor).join("\n")}\n`);
    return 1;
  }
  if (flags.out !== undefined && code === 1) io.stderr("The plan was not saved, because it has errors.\n");
  else if (flags.out !== undefined && !flags.quiet)
    io.stdout(`Saved as ${safe(flags.out)}. ${applyHint(source, flags.out, flags)}\n`);
  return code;
};
