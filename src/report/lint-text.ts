/** Findings of lints as people read them. @module */
import type { ErrorReport } from "../model/errors.ts";
import { colors, counted, indented, safe } from "./text.ts";

/** Findings, each as a line with its address. */
export const warningLines = (warnings: readonly ErrorReport[], isColored: boolean): readonly string[] => {
  const color = colors(isColored);
  return warnings.map(({ code, message, address }) => {
    const where = address === null ? "" : `${safe(address)}: `;
    return `${color.yellow("Warning")} ${color.dim(code)}: ${where}${indented(message)}`;
  });
};

export interface LintFacts {
  readonly findings: readonly ErrorReport[];
  readonly silenced: number;
  readonly declared: number;
  readonly unchecked: readonly string[];
  /** Whether a gateway was asked. */
  readonly isOnline: boolean;
  readonly stacks: readonly string[];
}

/** The stack that an address is of; empty where none is certain. */
const stackOf = (address: string | null, stacks: readonly string[]): string => {
  const [only] = stacks;
  const found = stacks.find((stack) => address === stack || address?.startsWith(`${stack}/`));
  return found ?? (stacks.length === 1 && only !== undefined && address !== null ? only : "");
};

/**
 * Findings by stack, how many there are, and what was not looked for.
 *
 * @example
 * lintText({ findings: [], silenced: 1, declared: 12, unchecked: [], isOnline: true, stacks: ["shop"] }, false)
 * // "No findings: 12 declarations, 1 silenced."
 */
export const lintText = (facts: LintFacts, isColored: boolean): string => {
  const color = colors(isColored);
  const { findings, silenced, declared, unchecked, isOnline, stacks } = facts;
  const groups = new Map<string, ErrorReport[]>();
  for (const finding of findings) {
    const stack = stackOf(finding.address, stacks);
    groups.set(stack, [...(groups.get(stack) ?? []), finding]);
  }
  const listed = [...groups].flatMap(([stack, found]) => [
    ...(stack === "" ? [] : [color.bold(safe(stack))]),
    ...warningLines(found, isColored).map((line) => `  ${line}`),
    "",
  ]);
  const all = counted(declared, "declaration");
  const count = findings.length === 0 ? `No findings: ${all}` : `${counted(findings.length, "finding")} in ${all}`;
  const why = isOnline ? "because the gateway does not tell enough" : "because no gateway was asked";
  return [
    ...listed,
    `${count}${silenced === 0 ? "" : `, ${silenced} silenced`}.`,
    ...(unchecked.length === 0 ? [] : [color.dim(`Not looked for, ${why}: ${unchecked.join(", ")}.`)]),
  ].join("\n");
};
