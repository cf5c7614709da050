/**
 * Rules over desired state: what is declared, valid, and probably not meant.
 * @module
 */
import { isLintCode, LINT_CODES, type LintCode } from "../model/lint.ts";
import { didYouMean } from "../model/nearest.ts";
import { byText } from "../model/values.ts";
import type { Finding, SilencedFinding } from "./finding.ts";
import { rules } from "./rules.ts";
import { reasonFor, type Silence } from "./silence.ts";
import { type LintSource, worldOf } from "./world.ts";

export interface LintResult {
  readonly findings: readonly Finding[];
  readonly silenced: readonly SilencedFinding[];
  /** Silences of the command line that covered something. */
  readonly used: ReadonlySet<Silence>;
  /** Codes that were not looked for, because too little is known of the gateway. */
  readonly unchecked: readonly LintCode[];
  /** Whether the gateway was asked. */
  readonly isOnline: boolean;
}

const inOrder = (a: Finding, b: Finding): number =>
  byText(a.address ?? "", b.address ?? "") ||
  LINT_CODES.indexOf(a.code) - LINT_CODES.indexOf(b.code) ||
  byText(a.message, b.message);

/** Whether a silence that covered nothing is worth a word after a run of this kind. What is no code always is. */
const isWorthAWord = (code: string, isOnline: boolean): boolean => {
  const told = rules.find((rule) => rule.code === code)?.unusedTold ?? "always";
  return told === "always" || told === (isOnline ? "online" : "offline");
};

/** One silence of a construct is written to everything below it: it is one, and unused only if none of them used it. */
const unusedInSource = (
  { declarations }: LintSource,
  isOnline: boolean,
  isUsed: (silence: string) => boolean,
): readonly Finding[] => {
  const told = new Set<string>();
  const silencing = declarations.filter(({ silences }) => silences !== undefined);
  const inOrderOfAddress = [...silencing].sort((a, b) => byText(a.address, b.address));
  return inOrderOfAddress.flatMap(({ address, silences = {} }) =>
    Object.entries(silences).flatMap(([code, reason]): readonly Finding[] => {
      const silence = silenceKey(code, reason);
      if (!isWorthAWord(code, isOnline) || isUsed(silence) || told.has(silence)) return [];
      told.add(silence);
      const message = isLintCode(code)
        ? `The silence of ${code} (${reason}) silences nothing. Take it out.`
        : `The silence of '${code}' (${reason}) silences nothing: there is no such code.${didYouMean(code, LINT_CODES)}`;
      return [{ code: "silence-unused", message, address }];
    }),
  );
};

const silenceKey = (code: string, reason: string): string => `${code} ${reason}`;

/**
 * What the rules find, and what of it is silenced. The same source gives the same findings in the same order; no secret is in them.
 *
 * @example
 * const { findings } = await lint({ declarations });
 */
export const lint = async (source: LintSource, silences: readonly Silence[] = []): Promise<LintResult> => {
  const world = worldOf(source);
  const findings: Finding[] = [];
  const silenced: SilencedFinding[] = [];
  const usedInSource = new Set<string>();
  const used = new Set<Silence>();
  for (const { code, check } of rules) {
    for (const { subject, message } of await check(world)) {
      const { declaration } = subject;
      if (declaration === undefined) continue;
      const { address } = declaration;
      const finding: Finding = { code, message, address };
      const own = declaration.silences?.[code];
      const names = (): readonly string[] => [address, world.identityOf(subject)];
      const given = silences.flatMap((silence) => {
        const reason = reasonFor(silence, code, names);
        if (reason !== undefined) used.add(silence);
        return reason ?? [];
      });
      if (own !== undefined) usedInSource.add(silenceKey(code, own));
      const reason = own ?? given[0];
      if (reason === undefined) findings.push(finding);
      else silenced.push({ ...finding, reason });
    }
  }
  const unchecked = rules.filter(({ canTell }) => canTell?.(source.gateway) === false).map(({ code }) => code);
  findings.push(...unusedInSource(source, world.isOnline, (silence) => usedInSource.has(silence)));
  return {
    findings: findings.sort(inOrder),
    silenced: silenced.sort(inOrder),
    used,
    unchecked,
    isOnline: world.isOnline,
  };
};

/** Silences of the command line that covered nothing in any of the results. */
export const unusedSilences = (silences: readonly Silence[], results: readonly LintResult[]): readonly Finding[] =>
  silences
    .filter(
      (silence) =>
        results.some(({ isOnline }) => isWorthAWord(silence.code, isOnline)) &&
        !results.some(({ used }) => used.has(silence)),
    )
    .map(({ text }) => ({
      code: "silence-unused",
      message: `--silence '${text}' silences nothing. Take it out.`,
      address: null,
    }));
