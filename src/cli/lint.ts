/** `kongruent lint`: what is valid and probably not meant. @module */
import type { DesiredGateway } from "../desired/gateways.ts";
import type { Plan } from "../engine/plan.ts";
import { type LintResult, lint, unusedSilences } from "../lint/lint.ts";
import type { Silence } from "../lint/silence.ts";
import type { ErrorReport } from "../model/errors.ts";
import { failureLines } from "../report/error-text.ts";
import { lintText } from "../report/lint-text.ts";
import { gatewayLine } from "../report/plan-text.ts";
import { documentOf, jsonText, type Linting, linting, unread } from "./documents.ts";
import { type Interrupt, listenForInterrupt, reportsOf } from "./interrupt.ts";
import type { ExitCode, Io } from "./io.ts";
import type { ConnectionFlags, OutputFlags, SilenceFlags, SourceFlags } from "./options.ts";
import { createProgress } from "./progress.ts";
import { forEachGateway, load, prepareForLint, refuseAmbiguousGateway } from "./session.ts";
import { lintPrepared, silencesOf } from "./warnings.ts";

export type LintFlags = ConnectionFlags & SourceFlags & SilenceFlags & OutputFlags & { readonly online?: boolean };

interface Linted {
  /** Undefined after a failure. */
  readonly result?: LintResult;
  readonly gateway: Plan["gateway"] | null;
  readonly declared: number;
  readonly stacks: readonly string[];
  readonly errors: readonly ErrorReport[];
}

/** What is known without a gateway. The sources of several gateways are one result: none of them has been spoken to. */
const lintOffline = async (gateways: readonly DesiredGateway[], silences: readonly Silence[]): Promise<Linted> => {
  const results = await Promise.all(gateways.map(({ declarations }) => lint({ declarations }, silences)));
  return {
    result: {
      findings: results.flatMap(({ findings }) => findings),
      silenced: results.flatMap(({ silenced }) => silenced),
      used: new Set(results.flatMap(({ used }) => [...used])),
      unchecked: results[0]?.unchecked ?? [],
      isOnline: false,
    },
    gateway: null,
    declared: gateways.reduce((sum, { declarations }) => sum + declarations.length, 0),
    stacks: gateways.flatMap(({ stacks }) => stacks),
    errors: [],
  };
};

const lintOnline = (
  gateways: readonly DesiredGateway[],
  silences: readonly Silence[],
  flags: LintFlags,
  io: Io,
  interrupt: Interrupt,
): Promise<readonly Linted[]> => {
  refuseAmbiguousGateway(flags, gateways);
  const progress = createProgress(io, !flags.json && !flags.quiet);
  return forEachGateway<Linted>(
    { flags, io, interrupt },
    gateways,
    async (target) => {
      const { declarations, stacks } = target.desired;
      const prepared = await prepareForLint(target, flags, progress, interrupt.abort);
      const result = await lintPrepared(prepared, declarations, silences);
      return { result, gateway: prepared.plan.gateway, declared: declarations.length, stacks, errors: [] };
    },
    ({ errors, url }) => ({ gateway: unread(url), declared: 0, stacks: [], errors }),
  );
};

/** Silences of the command line are for the whole run: what none of its results used is told with the last one. */
const withUnused = (linted: readonly Linted[], silences: readonly Silence[]): readonly Linted[] => {
  const results = linted.flatMap(({ result }) => result ?? []);
  const unused = results.length === linted.length ? unusedSilences(silences, results) : [];
  return linted.map((one, index) =>
    one.result === undefined || index < linted.length - 1
      ? one
      : { ...one, result: { ...one.result, findings: [...one.result.findings, ...unused] } },
  );
};

const documentFor = ({ result, gateway, declared, errors }: Linted): Linting =>
  linting(errors, {
    gateway,
    declared,
    findings: result?.findings ?? [],
    silenced: result?.silenced ?? [],
    unchecked: result?.unchecked ?? [],
  });

const print = ({ result, gateway, declared, stacks, errors }: Linted, flags: LintFlags, io: Io): void => {
  if (result === undefined) {
    io.stderr(`${failureLines(errors, gateway?.url ?? "", flags.color && io.hasErrorColor).join("\n")}\n`);
    return;
  }
  const { findings, silenced, unchecked, isOnline } = result;
  if (flags.quiet && findings.length === 0) return;
  const color = flags.color && io.hasColor;
  if (gateway !== null) io.stdout(`${gatewayLine(gateway, color)}\n\n`);
  io.stdout(`${lintText({ findings, silenced: silenced.length, declared, unchecked, isOnline, stacks }, color)}\n`);
};

const exitCodeOf = (linted: readonly Linted[]): ExitCode => {
  if (linted.some(({ errors }) => errors.length > 0)) return 1;
  return linted.some(({ result }) => (result?.findings.length ?? 0) > 0) ? 2 : 0;
};

export const runLint = async (source: string | undefined, flags: LintFlags, io: Io): Promise<ExitCode> => {
  const interrupt = listenForInterrupt(io);
  let linted: readonly Linted[];
  try {
    const gateways = await load(source, flags, io, interrupt.abort);
    const silences = silencesOf(flags);
    const isOnline = flags.online === true || flags.gateway !== undefined;
    linted = withUnused(
      isOnline ? await lintOnline(gateways, silences, flags, io, interrupt) : [await lintOffline(gateways, silences)],
      silences,
    );
  } catch (error) {
    linted = [{ gateway: null, declared: 0, stacks: [], errors: reportsOf(error, interrupt.abort) }];
  } finally {
    interrupt.dispose();
  }
  if (flags.json) io.stdout(jsonText(documentOf(linted.map(documentFor), "kongruent.lints/1")));
  else for (const one of linted) print(one, flags, io);
  return exitCodeOf(linted);
};
