/**
 * A plan as people read it.
 * @module
 */

import type { Action, Plan, PlanChange, PreparedPlan } from "../engine/plan.ts";
import { IMPACTS, type Impact } from "../model/define.ts";
import { findKind } from "../model/kinds.ts";
import { differenceRows, type Row } from "./difference.ts";
import { errorLines } from "./error-text.ts";
import { warningLines } from "./lint-text.ts";
import { type Colors, colors, counted, safe, valueText } from "./text.ts";

export interface TextOptions {
  readonly color: boolean;
  /** `plan` speaks of what would change, `apply` of what will, `drift` of what differs. */
  readonly voice: "plan" | "apply" | "drift";
  /** Identities of deletes that are held back. */
  readonly held?: ReadonlySet<string> | undefined;
  /** How many of the errors refuse the whole plan. */
  readonly refusals?: number | undefined;
}

/** What a plan's text tells beside the plan: what will not be tried, and whether anything will. */
export type PlanFacts = Pick<TextOptions, "held" | "refusals">;

export const factsOf = ({ operations, refusals }: Pick<PreparedPlan, "operations" | "refusals">): PlanFacts => ({
  held: new Set(operations.flatMap(({ blocked, identity }) => (blocked === undefined ? [] : [identity]))),
  refusals: refusals.length,
});

const SIGNS: Readonly<Record<Action, string>> = { create: "+", adopt: "»", update: "~", delete: "-" };
const DRIFT_WORDS: Readonly<Record<Action, string>> = {
  create: "missing",
  adopt: "not ours",
  update: "differs",
  delete: "left over",
};
const REBUILDS: Readonly<Record<Impact, string>> = {
  router: "the router",
  plugins_iterator: "the plugins iterator",
  balancer: "a balancer",
  caches: "cache entries",
};

/** Beyond this many, unmanaged entities are counted by kind and not listed. */
const LISTED_UNMANAGED = 20;

const paint = (color: Colors, action: Action, text: string): string =>
  action === "create"
    ? color.green(text)
    : action === "delete"
      ? color.red(text)
      : action === "adopt"
        ? color.cyan(text)
        : color.yellow(text);

interface Looks {
  readonly color: Colors;
  readonly voice: TextOptions["voice"];
  readonly held: ReadonlySet<string>;
  /** What explains the signs, above the fields; empty where nothing does. */
  readonly legend: string;
}

const WIDEST_NAME = 36;

const rowText = (row: Row, color: Colors): string => {
  if (!("sign" in row)) return `${color.dim(row.from)} → ${row.to}`;
  if (row.sign === "") return color.dim(row.text);
  return row.sign === "-" ? `${color.red("-")} ${color.dim(row.text)}` : `${color.green("+")} ${row.text}`;
};

const fieldLines = (change: PlanChange, { color, legend }: Looks): readonly string[] => {
  const rows: readonly (readonly [string, string])[] =
    change.action === "create"
      ? change.fields.map(({ path, to }) => [path, valueText(to)])
      : change.fields.flatMap(differenceRows).map((row) => [row.path, rowText(row, color)]);
  const width = Math.min(WIDEST_NAME, Math.max(0, ...rows.map(([path]) => safe(path).length)));
  const explanation = legend === "" ? [] : [`        ${"".padEnd(width)}  ${color.dim(legend)}`];
  return [...explanation, ...rows.map(([path, text]) => `        ${safe(path).padEnd(width)}  ${text}`)];
};

const changeLines = (change: PlanChange, looks: Looks): readonly string[] => {
  const { color, voice } = looks;
  const word = voice === "drift" ? DRIFT_WORDS[change.action] : change.action;
  const address =
    change.address === null || change.address === change.identity ? "" : color.dim(`   ${safe(change.address)}`);
  const mark = looks.held.has(change.identity) ? color.yellow("   held back") : "";
  return [
    `  ${paint(color, change.action, `${SIGNS[change.action]} ${word.padEnd(voice === "drift" ? 9 : 6)}`)} ${color.bold(safe(change.identity))}${address}${mark}`,
    ...fieldLines(change, looks),
    ...change.cascades.map((identity) => `        ${color.red("with it")}  ${safe(identity)}`),
  ];
};

/** The first line of every report: which gateway is spoken of. */
export const gatewayLine = (gateway: Plan["gateway"], isColored: boolean): string => {
  const color = colors(isColored);
  const workspace = gateway.workspace === "default" ? "" : `, workspace ${safe(gateway.workspace)}`;
  return `Gateway ${color.bold(safe(gateway.url))} (Kong ${safe(gateway.version)}, ${safe(gateway.mode)} mode${workspace})`;
};

const singularOf = (kind: string): string => (findKind(kind)?.singular ?? kind).replaceAll("_", "-");

const unmanagedLines = (plan: Plan, color: Colors, voice: TextOptions["voice"]): readonly string[] => {
  const { unmanaged } = plan;
  if (unmanaged.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { kind } of unmanaged) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const byKind = [...counts].map(([kind, count]) => counted(count, singularOf(kind), kind)).join(", ");
  const listed =
    voice === "drift" && unmanaged.length <= LISTED_UNMANAGED
      ? unmanaged.map(({ identity }) => color.dim(`    ${safe(identity)}`))
      : [];
  return [`Not managed here, left alone: ${byKind}.`, ...listed];
};

const hasArrow = ({ action, fields }: PlanChange): boolean => action !== "create" && fields.length > 0;

/** How the fields of a drift read. */
const legendOf = (changes: readonly PlanChange[]): string =>
  changes.filter(hasArrow).some(({ fields }) => fields.flatMap(differenceRows).some((row) => "sign" in row))
    ? "live → declared, - live only, + declared only"
    : "live → declared";

/** How many deletes, how many entities go in all, and how many of the deletes are held back. */
const deletesText = (changes: readonly PlanChange[], held: ReadonlySet<string>): string => {
  const deletes = changes.filter(({ action }) => action === "delete");
  const kept = deletes.filter(({ identity }) => held.has(identity)).length;
  const gone = new Set(
    deletes.flatMap(({ identity, cascades }) => (held.has(identity) ? [identity] : [identity, ...cascades])),
  );
  return [
    `${deletes.length} to delete`,
    ...(gone.size > deletes.length ? [`, ${gone.size} with what goes along`] : []),
    ...(kept > 0 ? [` (${kept} held back)`] : []),
  ].join("");
};

const verdictOf = ({ summary, changes, errors }: Plan, voice: TextOptions["voice"], held: ReadonlySet<string>) => {
  if (changes.length === 0) {
    const unchanged = counted(summary.unchanged, "declared entity", "declared entities");
    return errors.length > 0 ? "" : `Congruent: ${unchanged}, nothing to change.`;
  }
  return voice === "drift"
    ? `Drift: ${summary.create} missing, ${summary.adopt} not ours, ${summary.update} different, ${summary.delete} left over; ${summary.unchanged} as declared.`
    : `Plan: ${summary.create} to create, ${summary.adopt} to adopt, ${summary.update} to update, ${deletesText(changes, held)}; ${summary.unchanged} unchanged.`;
};

/** What comes of it: what the gateway rebuilds, or that errors keep everything from being written. */
const consequences = (changes: readonly PlanChange[], voice: TextOptions["voice"], refusals: number): string => {
  if (voice === "drift") return "";
  if (refusals > 0) return voice === "plan" ? `${counted(refusals, "error")}: apply would write nothing.` : "";
  const impacts = IMPACTS.filter((impact) => changes.some((change) => change.impact.includes(impact)));
  return impacts.length === 0 ? "" : `The gateway rebuilds ${impacts.map((impact) => REBUILDS[impact]).join(", ")}.`;
};

/** Beyond this many, warnings are counted and not listed. */
const LISTED_WARNINGS = 20;

const warnings = ({ warnings: all }: Plan, isColored: boolean): readonly string[] => {
  if (all.length === 0) return [];
  const more = all.length - LISTED_WARNINGS;
  return [
    "",
    ...warningLines(all.slice(0, LISTED_WARNINGS), isColored),
    ...(more > 0 ? [`… and ${counted(more, "more warning", "more warnings")}: npx kongruent lint lists them.`] : []),
  ];
};

/** The plan, its summary, and what it makes the gateway rebuild. */
export const planText = (plan: Plan, { color: isColored, voice, held, refusals = 0 }: TextOptions): string => {
  const color = colors(isColored);
  const { changes } = plan;
  const marked: ReadonlySet<string> = voice === "drift" ? new Set() : (held ?? new Set());
  const explained = voice === "drift" ? changes.find(hasArrow) : undefined;
  const legend = explained === undefined ? "" : legendOf(changes);
  const verdict = verdictOf(plan, voice, marked);
  const made = changes.filter(({ identity }) => !marked.has(identity));
  const lines = [
    changes.length === 0 && verdict !== "" ? color.green(verdict) : verdict,
    consequences(made, voice, refusals),
    ...(refusals > 0 ? [] : unmanagedLines(plan, color, voice)),
  ].filter((line) => line !== "");
  return [
    ...(changes.length > 0 ? [""] : []),
    ...changes.flatMap((change) =>
      changeLines(change, { color, voice, held: marked, legend: change === explained ? legend : "" }),
    ),
    ...(voice === "drift" ? [] : warnings(plan, isColored)),
    ...(plan.errors.length > 0 ? ["", ...errorLines(plan.errors, isColored)] : []),
    ...(lines.length > 0 ? ["", ...lines] : []),
  ].join("\n");
};
