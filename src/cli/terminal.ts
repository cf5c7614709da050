/**
 * Who is watching: colours only for a terminal that wants them, questions only where all three streams are one.
 * @module
 */
import type { Io } from "./io.ts";

type Environment = Io["env"];

const isSaid = (text: string | undefined): boolean => text !== undefined && text !== "";

/**
 * Colours on a stream: never with `NO_COLOR`, always with `FORCE_COLOR`, else on a terminal that can show them.
 *
 * @example
 * allowsColor({ NO_COLOR: "1" }, true) // false
 */
export const allowsColor = (env: Environment, isTerminal: boolean): boolean => {
  if (isSaid(env["NO_COLOR"])) return false;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return isTerminal && env["TERM"] !== "dumb";
};

/** Whether somebody can be asked. A CI run has nobody, even where it has a terminal. */
export const canAsk = (env: Environment, terminals: readonly (boolean | undefined)[]): boolean =>
  terminals.every((isTerminal) => isTerminal === true) && !isSaid(env["CI"]);
