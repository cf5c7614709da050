/**
 * Errors as people read them.
 * @module
 */
import type { ErrorReport } from "../model/errors.ts";
import { colors, indented, safe } from "./text.ts";

export const errorLines = (errors: readonly ErrorReport[], isColored: boolean): readonly string[] => {
  const color = colors(isColored);
  return errors.map(({ code, message }) => `${color.red("Error")} ${color.dim(code)}: ${indented(message)}`);
};

/** Errors of a run without a plan: which gateway, where one is known, and what went wrong. */
export const failureLines = (errors: readonly ErrorReport[], url: string, isColored: boolean): readonly string[] => [
  ...(url === "" ? [] : [`Gateway ${colors(isColored).bold(safe(url))}`]),
  ...errorLines(errors, isColored),
];
