/**
 * An apply to one gateway: plan, show, ask, make the changes.
 * @module
 */
import { setTimeout as wait } from "node:timers/promises";
import { apply } from "../engine/apply.ts";
import { type OperationOutcome, type Outcome, summarise } from "../engine/outcome.ts";
import type { Plan } from "../engine/plan.ts";
import type { Preparation } from "../engine/prepare.ts";
import { matchSavedPlan, type SavedPlan, savePlan } from "../engine/saved-plan.ts";
import { errorReports, KongruentError } from "../model/errors.ts";
import { applyText } from "../report/apply-text.ts";
import { factsOf, gatewayLine, planText } from "../report/plan-text.ts";
import { counted } from "../report/text.ts";
import { nothingDone } from "./documents.ts";
import { type Interrupt, unlessInterrupted } from "./interrupt.ts";
import type { Io } from "./io.ts";
import { openJournal } from "./journal.ts";
import type { CommonFlags } from "./options.ts";
import type { Progress } from "./progress.ts";
import { planOptions, prepareTarget, type Target } from "./session.ts";

export type ApplyFlags = CommonFlags & { readonly plan?: string; readonly yes?: boolean; readonly journal?: string };

export interface Run {
  readonly flags: ApplyFlags;
  readonly io: Io;
  readonly interrupt: Interrupt;
  readonly progress: Progress;
}

const say = ({ flags, io }: Run, text: string): void => {
  if (!flags.json) io.stdout(text);
};

const placeText = ({ url, workspace }: Plan["gateway"]): string =>
  workspace === "default" ? url : `${url} (workspace ${workspace})`;

/** What is shown of a saved plan: its own changes, whatever else has come up since. */
const shownPlan = ({ plan }: Preparation, saved: SavedPlan | undefined): Plan =>
  saved === undefined ? plan : { ...saved.plan, errors: plan.errors, warnings: plan.warnings };

/** The plan that a target is applied with: fresh, or cut down to the saved one. Throws `KG_PLAN_STALE`. */
export const prepareApply = async (
  { flags, io, interrupt, progress }: Run,
  target: Target,
  saved: SavedPlan | undefined,
): Promise<Preparation> => {
  const fresh = await prepareTarget(target, flags, progress, interrupt.abort);
  return saved === undefined
    ? fresh
    : matchSavedPlan(saved, fresh, target.desired.declarations, io.env["KONGRUENT_PLAN_KEY"]);
};

const planLines = (prepared: Preparation, plan: Plan, color: boolean): string =>
  `${gatewayLine(plan.gateway, color)}\n${planText(plan, { color, voice: "apply", ...factsOf(prepared) })}\n`;

/** Without those that are held back whatever is answered. */
const changesToMake = ({ operations }: Preparation): number =>
  operations.filter(({ blocked }) => blocked === undefined).length;

/** True if the changes may be made. */
const isConfirmed = async ({ flags, io, interrupt }: Run, prepared: Preparation, plan: Plan): Promise<boolean> => {
  if (flags.yes || changesToMake(prepared) === 0) return true;
  if (!io.isInteractive) {
    throw new KongruentError(
      "KG_CONFIRMATION_NEEDED",
      "There is nobody to ask here, so nothing was written. Say --yes to apply without being asked.",
    );
  }
  // stdout is for the document alone: who is asked sees on stderr what it is about.
  if (flags.json) io.stderr(planLines(prepared, plan, flags.color && io.hasErrorColor));
  const question = `\nMake ${counted(changesToMake(prepared), "change")} on ${placeText(plan.gateway)}? Only 'yes' is accepted: `;
  return (await unlessInterrupted(io.ask(question, interrupt.abort), interrupt.abort)).trim() === "yes";
};

/** A person takes time to read: what was confirmed is made only if it is still what would be shown. */
const lookAgain = async (run: Run, target: Target, seen: Preparation): Promise<Preparation> => {
  const saved = savePlan(seen, target.desired.declarations, run.io.env["KONGRUENT_PLAN_KEY"]);
  const again = await prepareApply(run, target, saved);
  const held = new Map(seen.operations.map(({ identity, blocked }) => [identity, blocked]));
  // What was shown as held back stays so, even if it could be made by now.
  return {
    ...again,
    operations: again.operations.map((operation) => ({
      ...operation,
      blocked: operation.blocked ?? held.get(operation.identity),
    })),
  };
};

/** A change whose request was cut by the second Ctrl-C has not failed: whether it arrived is not known. */
const cutOff = (operation: OperationOutcome): OperationOutcome =>
  operation.result === "failed" && operation.error?.code === "KG_INTERRUPTED"
    ? { ...operation, result: "interrupted" }
    : operation;

const interruptedRun = (operations: readonly OperationOutcome[]): KongruentError => {
  const left = operations.filter(({ result }) => result !== "done").length;
  return new KongruentError(
    "KG_INTERRUPTED",
    left === 0
      ? "The run was interrupted; every change had been made by then."
      : `The run was interrupted: ${left} of ${counted(operations.length, "change")} ${left === 1 ? "was" : "were"} not made. Run it again to go on.`,
  );
};

const write = async (run: Run, { gateway, desired }: Target, prepared: Preparation): Promise<Outcome> => {
  const { flags, io, interrupt, progress } = run;
  const journal = openJournal(flags.journal, io);
  const options = planOptions(flags, desired, interrupt.abort);
  interrupt.beginWriting();
  progress.start("Applying");
  try {
    const outcome = await apply(gateway, prepared, {
      concurrency: flags.concurrency,
      ownership: options.ownership,
      owners: options.owners,
      adopt: options.adopt,
      keepOpen: options.keepOpen,
      cascade: options.cascade,
      stop: interrupt.stop,
      // What is not started any more settles too: a full bar would say that everything is done.
      onProgress: (done, total) => {
        if (!interrupt.stop.aborted) progress.step(done, total);
      },
      // A pause ends with the second Ctrl-C; the request after it then fails by itself.
      sleep: (milliseconds) => wait(milliseconds, undefined, { signal: interrupt.abort }).catch(() => {}),
      ...(journal.write === undefined ? {} : { journal: journal.write }),
    });
    const operations = outcome.operations.map(cutOff);
    const ended = interrupt.stop.aborted ? errorReports(interruptedRun(operations)) : [];
    return {
      ...outcome,
      operations,
      summary: summarise(operations, outcome.summary.unchanged),
      errors: [...outcome.errors, ...ended],
    };
  } finally {
    interrupt.endWriting();
    progress.end();
    journal.close();
  }
};

/** Applies to one gateway. Rejects only before the first write. */
export const applyTo = async (run: Run, target: Target, saved: SavedPlan | undefined): Promise<Outcome> => {
  const { flags, io } = run;
  const { gateway } = target;
  const prepared = await prepareApply(run, target, saved);
  const plan = shownPlan(prepared, saved);
  const color = flags.color && io.hasColor;
  if (!flags.quiet || prepared.operations.length > 0 || plan.errors.length > 0)
    say(run, planLines(prepared, plan, color));
  if (prepared.refusals.length > 0) {
    say(run, "\nNothing was written.\n");
    return nothingDone(plan.errors, { plan: prepared.plan, requests: gateway.requests() });
  }
  if (prepared.operations.length === 0) {
    return nothingDone(plan.errors, { plan: prepared.plan, requests: gateway.requests() });
  }
  if (!(await isConfirmed(run, prepared, plan))) {
    const declined = new KongruentError("KG_DECLINED", "Not confirmed, so nothing was written.");
    say(run, `${declined.message}\n`);
    return nothingDone(errorReports(declined), { plan: prepared.plan, requests: gateway.requests() });
  }
  const isSeen = flags.yes || changesToMake(prepared) === 0;
  const outcome = await write(run, target, isSeen ? prepared : await lookAgain(run, target, prepared));
  say(run, `\n${applyText(outcome, { color })}\n`);
  return outcome;
};
