/** `kongruent apply`: makes the gateway match what is declared. @module */
import { appendFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { apply } from "../engine/apply.ts";
import type { Journal, Outcome } from "../engine/outcome.ts";
import { summarise } from "../engine/outcome.ts";
import type { Preparation } from "../engine/prepare.ts";
import { matchSavedPlan, parseSavedPlan, type SavedPlan } from "../engine/saved-plan.ts";
import { type ErrorReport, errorReports, KongruentError } from "../model/errors.ts";
import { applyText } from "../report/apply-text.ts";
import { errorLines, gatewayLine, planText } from "../report/plan-text.ts";
import { counted } from "../report/text.ts";
import { type Interrupt, listenForInterrupt } from "./interrupt.ts";
import type { ExitCode, Io } from "./io.ts";
import type { CommonFlags } from "./options.ts";
import { createProgress, type Progress } from "./progress.ts";
import { forEachGateway, load, planOptions, prepareTarget, refuseAmbiguousGateway, type Target } from "./session.ts";

export type ApplyFlags = CommonFlags & { readonly plan?: string; readonly yes?: boolean; readonly journal?: string };

const NO_REQUESTS = { read: 0, write: 0 };

/** An outcome document for a run that wrote nothing. */
const nothingDone = (
  errors: readonly ErrorReport[],
  prepared?: Preparation,
  requests = NO_REQUESTS,
  url = "",
): Outcome => ({
  format: "kongruent.apply/1",
  gateway: prepared?.plan.gateway ?? { url, version: "", mode: "", workspace: "" },
  summary: summarise([], prepared?.plan.summary.unchanged ?? 0),
  operations: [],
  requests,
  errors,
});

const isClean = ({ operations, errors }: Outcome): boolean =>
  errors.length === 0 && operations.every(({ result }) => result === "done");

const exitCodeOf = (outcomes: readonly Outcome[]): ExitCode => {
  if (outcomes.some(({ errors }) => errors.some(({ code }) => code === "KG_PLAN_STALE"))) return 3;
  return outcomes.every(isClean) ? 0 : 1;
};

const journalTo = (file: string | undefined, io: Io): Journal | undefined => {
  if (file === undefined) return undefined;
  const path = resolve(io.cwd, file);
  return (entry) => appendFileSync(path, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
};

const mustConfirm = (): KongruentError =>
  new KongruentError(
    "KG_CONFIRMATION_NEEDED",
    "There is nobody to ask here, so nothing was written. Say --yes to apply without asking.",
  );

interface Run {
  readonly flags: ApplyFlags;
  readonly io: Io;
  readonly interrupt: Interrupt;
  readonly progress: Progress;
  readonly isColored: boolean;
  readonly saved: SavedPlan | undefined;
}

const say = ({ flags, io }: Run, text: string): void => {
  if (!flags.json) io.stdout(text);
};

/** True if the changes may be made. */
const isConfirmed = async (run: Run, prepared: Preparation): Promise<boolean> => {
  const { flags, io } = run;
  if (flags.yes) return true;
  if (!io.isInteractive) throw mustConfirm();
  const question = `\nMake ${counted(prepared.operations.length, "change")} on ${prepared.plan.gateway.url}? Only 'yes' is accepted: `;
  return (await io.ask(question)).trim().toLowerCase() === "yes";
};

const applyTo = async (run: Run, target: Target): Promise<Outcome> => {
  const { flags, io, interrupt, progress, saved } = run;
  const { gateway, desired } = target;
  const fresh = await prepareTarget(target, flags, progress, interrupt.abort);
  const prepared =
    saved === undefined ? fresh : matchSavedPlan(saved, fresh, desired.declarations, io.env["KONGRUENT_PLAN_KEY"]);
  const isNews = prepared.operations.length > 0 || prepared.plan.errors.length > 0;
  if (!flags.quiet || isNews) {
    say(run, `${gatewayLine(prepared.plan.gateway, run.isColored)}\n`);
    say(run, `${planText(prepared.plan, { color: run.isColored, voice: "plan" })}\n`);
  }
  if (prepared.refusals.length > 0) {
    say(run, "\nNothing was written.\n");
    return nothingDone(prepared.plan.errors, prepared, gateway.requests());
  }
  if (prepared.operations.length === 0) return nothingDone([], prepared, gateway.requests());
  if (!(await isConfirmed(run, prepared))) {
    const declined = new KongruentError("KG_DECLINED", "Not confirmed, so nothing was written.");
    say(run, `${declined.message}\n`);
    return nothingDone(errorReports(declined), prepared, gateway.requests());
  }
  interrupt.beginWriting();
  progress.start("Applying");
  const journal = journalTo(flags.journal, io);
  const options = planOptions(flags, desired, interrupt.abort);
  const outcome = await apply(gateway, prepared, {
    concurrency: flags.concurrency,
    ownership: options.ownership,
    owners: options.owners,
    adopt: options.adopt,
    keepOpen: options.keepOpen,
    cascade: options.cascade,
    stop: interrupt.stop,
    onProgress: progress.step,
    ...(journal === undefined ? {} : { journal }),
  });
  progress.end();
  say(run, `\n${applyText(outcome, { color: run.isColored })}\n`);
  return outcome;
};

const readSaved = async (file: string | undefined, io: Io): Promise<readonly SavedPlan[] | undefined> => {
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = await readFile(resolve(io.cwd, file), "utf8");
  } catch (cause) {
    throw new KongruentError("KG_PLAN_FILE_INVALID", `The plan file ${file} cannot be read.`, { cause });
  }
  return parseSavedPlan(text, file).plans;
};

export const runApply = async (source: string | undefined, flags: ApplyFlags, io: Io): Promise<ExitCode> => {
  const isColored = flags.color && io.hasColor;
  const interrupt = listenForInterrupt(io);
  const progress = createProgress(io, !flags.json && !flags.quiet);
  const report = (outcome: Outcome): Outcome => {
    if (!flags.json && outcome.gateway.version === "")
      io.stderr(`${errorLines(outcome.errors, isColored).join("\n")}\n`);
    return outcome;
  };
  let outcomes: readonly Outcome[];
  try {
    const plans = await readSaved(flags.plan, io);
    const gateways = await load(source, flags, io, interrupt.abort);
    refuseAmbiguousGateway(flags, gateways);
    if (plans !== undefined && plans.length !== gateways.length) {
      throw new KongruentError(
        "KG_PLAN_STALE",
        "The saved plan is for other gateways than the source now names. Nothing was written. Make a new plan.",
      );
    }
    let index = 0;
    outcomes = await forEachGateway(flags, gateways, io, interrupt.abort, async (target) => {
      const saved = plans?.[index++];
      try {
        return await applyTo({ flags, io, interrupt, progress, isColored, saved }, target);
      } catch (error) {
        progress.end();
        return report(nothingDone(errorReports(error), undefined, target.gateway.requests(), target.url));
      }
    });
  } catch (error) {
    outcomes = [report(nothingDone(errorReports(error)))];
  } finally {
    interrupt.dispose();
  }
  if (flags.json) {
    const document = outcomes.length === 1 ? outcomes[0] : { format: "kongruent.applies/1", results: outcomes };
    io.stdout(`${JSON.stringify(document, null, 2)}\n`);
  }
  return exitCodeOf(outcomes);
};
