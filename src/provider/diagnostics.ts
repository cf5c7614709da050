/**
 * What a person reads in the CLI: errors and warnings, each at the attribute it is about.
 * @module
 */
import { errorReports, KongruentError } from "../model/errors.ts";
import { type Diagnostic, Diagnostic_Severity } from "./protocol/generated/tfplugin6.ts";

/** Where in a resource: attribute names from the outside in. */
export type Path = readonly string[];

const diagnostic = (severity: Diagnostic_Severity, summary: string, detail: string, path: Path): Diagnostic => ({
  severity,
  summary,
  detail,
  ...(path.length === 0 ? {} : { attribute: { steps: path.map((attributeName) => ({ attributeName })) } }),
});

export const problem = (summary: string, detail: string, path: Path = []): Diagnostic =>
  diagnostic(Diagnostic_Severity.ERROR, summary, detail, path);

export const warning = (summary: string, detail: string, path: Path = []): Diagnostic =>
  diagnostic(Diagnostic_Severity.WARNING, summary, detail, path);

export const isProblem = ({ severity }: Diagnostic): boolean => severity === Diagnostic_Severity.ERROR;

export const hasProblem = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.some(isProblem);

/** A thrown value as errors: with its code, so that it can be looked up in the documentation. */
export const problemsFrom = (error: unknown, summary: string, path: Path = []): readonly Diagnostic[] =>
  errorReports(error).map(({ code, message }) => problem(summary, `${message} (${code})`, path));

export const isKnownError = (error: unknown): boolean => error instanceof KongruentError;
