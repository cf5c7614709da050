/** What lints say of a prepared plan. @module */
import type { Preparation } from "../engine/prepare.ts";
import { type LintResult, lint } from "../lint/lint.ts";
import { parseSilence, type Silence } from "../lint/silence.ts";
import type { LintSource } from "../lint/world.ts";
import type { Declaration } from "../model/declaration.ts";
import type { SilenceFlags } from "./options.ts";

/** The silences of the command line. They were checked when the flags were read. */
export const silencesOf = ({ silence }: SilenceFlags): readonly Silence[] =>
  silence.map(parseSilence).filter((parsed) => typeof parsed !== "string");

/** What the rules are to look at, with what was read for the plan. */
const sourceOf = (
  { description, live, snapshot, operations }: Preparation,
  declarations: readonly Declaration[],
): LintSource => {
  const declared = new Set(declarations.flatMap(({ address }) => live.get(address)?.id ?? []));
  const doomed = new Set(
    operations.flatMap(({ action, live: entity }) => (action === "delete" && entity !== undefined ? [entity.id] : [])),
  );
  return {
    declarations,
    gateway: description,
    live,
    others: (kind) =>
      snapshot.isComplete(kind)
        ? snapshot.entities(kind).filter(({ id }) => !declared.has(id) && !doomed.has(id))
        : undefined,
  };
};

/** Lints what is declared, in view of the gateway that a plan was prepared for. */
export const lintPrepared = (
  prepared: Preparation,
  declarations: readonly Declaration[],
  silences: readonly Silence[],
): Promise<LintResult> => lint(sourceOf(prepared, declarations), silences);

/** The preparation with what lints find as the plan's warnings. */
export const withWarnings = async (
  prepared: Preparation,
  declarations: readonly Declaration[],
  flags: SilenceFlags,
): Promise<Preparation> => {
  const { findings } = await lintPrepared(prepared, declarations, silencesOf(flags));
  return { ...prepared, plan: { ...prepared.plan, warnings: findings } };
};
