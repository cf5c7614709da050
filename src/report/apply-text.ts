/**
 * The outcome of an apply as people read it: what was done, what was not, and why.
 * @module
 */
import type { OperationOutcome, OperationResult, Outcome } from "../engine/outcome.ts";
import type { Action } from "../engine/plan.ts";
import { errorLines } from "./error-text.ts";
import { type Colors, colors, counted, indented, safe } from "./text.ts";

const DONE: Readonly<Record<Action, string>> = {
  create: "created",
  adopt: "adopted",
  update: "updated",
  delete: "deleted",
};
/** Beyond this many operations those that went well are counted and not listed. */
const LISTED_DONE = 50;

const resultWord = (operation: OperationOutcome): string =>
  operation.result === "done" ? DONE[operation.action] : operation.result;

const paint = (color: Colors, result: OperationResult, text: string): string =>
  result === "done" ? color.green(text) : result === "failed" ? color.red(text) : color.yellow(text);

/** Lines per operation, then the counts and the requests they took. */
export const applyText = (outcome: Outcome, options: { readonly color: boolean }): string => {
  const color = colors(options.color);
  const { summary, operations, requests } = outcome;
  const done = operations.filter(({ result }) => result === "done");
  const listed = done.length > LISTED_DONE ? operations.filter(({ result }) => result !== "done") : operations;
  const explained = new Set(operations.flatMap(({ error }) => (error === null ? [] : [error.message])));
  const others = outcome.errors.filter(({ message }) => !explained.has(message));
  const counts = [
    `${summary.created} created`,
    `${summary.adopted} adopted`,
    `${summary.updated} updated`,
    `${summary.deleted} deleted`,
    `${summary.unchanged} unchanged`,
    ...(summary.failed > 0 ? [color.red(`${summary.failed} failed`)] : []),
    ...(summary.blocked > 0 ? [color.yellow(`${summary.blocked} not done`)] : []),
  ];
  return [
    ...listed.flatMap((operation) => [
      `  ${paint(color, operation.result, resultWord(operation).padEnd(11))} ${safe(operation.identity)}`,
      ...(operation.error === null
        ? []
        : [`              ${color.dim(operation.error.code)} ${indented(operation.error.message)}`]),
    ]),
    ...(others.length > 0 ? errorLines(others, options.color) : []),
    ...(operations.length > 0 || others.length > 0 ? [""] : []),
    `${summary.failed + summary.blocked + others.length === 0 ? "Applied" : "Not everything was done"}: ${counts.join(", ")} (${counted(requests.write, "write")}, ${counted(requests.read, "read")}).`,
  ].join("\n");
};
