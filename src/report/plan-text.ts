/**
 * A plan as people read it.
 * @module
 */

import type { Action, Plan, PlanChange } from "../engine/plan.ts";
import { IMPACTS, type Impact } from "../model/define.ts";
import type { ErrorReport } from "../model/errors.ts";
import { type Colors, colors, counted, indented, safe, valueText } from "./text.ts";

export interface TextOptions {
  readonly color: boolean;
  /** `plan` speaks of what would change, `drift` of what differs. */
  readonly voice: "plan" | "drift";
}

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

const changeLines = (change: PlanChange, color: Colors, voice: TextOptions["voice"]): readonly string[] => {
  const word = voice === "drift" ? DRIFT_WORDS[change.action] : change.action;
  const address =
    change.address === null || change.address === change.identity ? "" : color.dim(`   ${safe(change.address)}`);
  const width = Math.min(36, Math.max(0, ...change.fields.map(({ path }) => path.length)));
  return [
    `  ${paint(color, change.action, `${SIGNS[change.action]} ${word.padEnd(voice === "drift" ? 9 : 6)}`)} ${color.bold(safe(change.identity))}${address}`,
    ...change.fields.map(({ path, from, to }) => {
      const name = safe(path).padEnd(width);
      return change.action === "create"
        ? `        ${name}  ${valueText(to)}`
        : `        ${name}  ${color.dim(valueText(from))} → ${valueText(to)}`;
    }),
    ...change.cascades.map((identity) => `        ${color.red("with it")}  ${safe(identity)}`),
  ];
};

export const errorLines = (errors: readonly ErrorReport[], isColored: boolean): readonly string[] => {
  const color = colors(isColored);
  return errors.map(({ code, message }) => `${color.red("Error")} ${color.dim(code)}: ${indented(message)}`);
};

/** Errors of a run without a plan: which gateway, where one is known, and what went wrong. */
export const failureLines = (errors: readonly ErrorReport[], url: string, isColored: boolean): readonly string[] => [
  ...(url === "" ? [] : [`Gateway ${colors(isColored).bold(safe(url))}`]),
  ...errorLines(errors, isColored),
];

/** The first line of every report: which gateway is spoken of. */
export const gatewayLine = (gateway: Plan["gateway"], isColored: boolean): string => {
  const color = colors(isColored);
  const workspace = gateway.workspace === "default" ? "" : `, workspace ${safe(gateway.workspace)}`;
  return `Gateway ${color.bold(safe(gateway.url))} (Kong ${safe(gateway.version)}, ${safe(gateway.mode)}${workspace})`;
};

const unmanagedLines = (plan: Plan, color: Colors, voice: TextOptions["voice"]): readonly string[] => {
  const { unmanaged } = plan;
  if (unmanaged.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { kind } of unmanaged) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const byKind = [...counts].map(([kind, count]) => `${count.toLocaleString("en-US")} ${kind}`).join(", ");
  const listed =
    voice === "drift" && unmanaged.length <= LISTED_UNMANAGED
      ? unmanaged.map(({ identity }) => color.dim(`    ${safe(identity)}`))
      : [];
  return [`Not managed here, left alone: ${byKind}.`, ...listed];
};

/** The plan, its summary, and what it makes the gateway rebuild. */
export const planText = (plan: Plan, options: TextOptions): string => {
  const color = colors(options.color);
  const { summary, changes } = plan;
  const impacts = IMPACTS.filter((impact) => changes.some((change) => change.impact.includes(impact)));
  const total = summary.create + summary.adopt + summary.update + summary.delete;
  const unchanged = counted(summary.unchanged, "declared entity", "declared entities");
  const verdict =
    total === 0
      ? plan.errors.length > 0
        ? []
        : [color.green(`Congruent: ${unchanged}, nothing to change.`)]
      : options.voice === "drift"
        ? [
            `Drift: ${summary.create} missing, ${summary.adopt} not ours, ${summary.update} different, ${summary.delete} left over; ${summary.unchanged} as declared.`,
          ]
        : [
            `Plan: ${summary.create} to create, ${summary.adopt} to adopt, ${summary.update} to update, ${summary.delete} to delete; ${summary.unchanged} unchanged.`,
          ];
  const rebuilds =
    impacts.length === 0 || options.voice === "drift"
      ? []
      : [`The gateway rebuilds ${impacts.map((impact) => REBUILDS[impact]).join(", ")}.`];
  return [
    ...(changes.length > 0 ? ["", ...changes.flatMap((change) => changeLines(change, color, options.voice))] : []),
    ...(plan.errors.length > 0 ? ["", ...errorLines(plan.errors, options.color)] : []),
    "",
    ...verdict,
    ...rebuilds,
    ...unmanagedLines(plan, color, options.voice),
  ].join("\n");
};
