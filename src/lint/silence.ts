/**
 * Silences of the command line: `code=reason` for all declarations, `code@name=reason` for one, by its address or its identity.
 * @module
 */
import { isLintCode, LINT_CODES, type LintCode } from "../model/lint.ts";
import { didYouMean } from "../model/nearest.ts";

/** One silence that was asked for. */
export interface Silence {
  readonly code: LintCode;
  /** `name=reason` or `reason`; a name may hold a `=`, so where it ends is found by the names there are. */
  readonly rest: string;
  readonly isForOne: boolean;
  readonly text: string;
}

const FORM = /^([a-z-]+)(?:([@=])(.*))?$/s;

/**
 * Reads a silence; a text says what is wrong with it.
 *
 * @example
 * parseSilence("rate-limiting-local=one node only")
 * parseSilence("route-shadowed@routes/orders-v1=goes away in May")
 */
export const parseSilence = (text: string): Silence | string => {
  const [, code = "", sign, rest = ""] = FORM.exec(text.trim()) ?? [];
  if (!isLintCode(code) || code === "silence-unused") {
    const known = LINT_CODES.filter((one) => one !== "silence-unused");
    const hint = code === "" ? "" : didYouMean(code, known);
    return `Write code=reason or code@identity=reason. The codes are ${known.join(", ")}.${hint}`;
  }
  const isForOne = sign === "@";
  const reason = isForOne ? rest.slice(rest.indexOf("=") + 1) : rest;
  const isWhole = reason.trim() !== "" && (!isForOne || rest.indexOf("=") > 0);
  return isWhole ? { code, rest, isForOne, text } : "It gives no reason: write code=reason or code@identity=reason.";
};

/** The reason for which a silence covers a finding of this code at what has these names; undefined where it does not. */
export const reasonFor = (
  { code, rest, isForOne }: Silence,
  found: LintCode,
  names: () => readonly string[],
): string | undefined => {
  if (code !== found) return undefined;
  if (!isForOne) return rest.trim();
  const name = names().find((one) => rest.startsWith(`${one}=`));
  const reason = name === undefined ? "" : rest.slice(name.length + 1).trim();
  return reason === "" ? undefined : reason;
};
