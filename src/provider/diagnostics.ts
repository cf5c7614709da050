/**
 * What a person reads in the CLI: errors and warnings, each at the attribute it is about.
 * @module
 */
import { errorReports } from "../model/errors.ts";
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

/** What the engine's messages call by a flag of the command line, as an argument of the provider block. */
const ARGUMENT_OF_FLAG: ReadonlyMap<string, string> = new Map([
  ["--gateway", "admin_url"],
  ["--token", "admin_token"],
  ["--token-file", "admin_token_file"],
  ["--header", "headers"],
  ["--workspace", "workspace"],
  ["--tls-ca-cert", "tls_ca_file"],
  ["--tls-client-cert", "tls_client_cert_file"],
  ["--tls-client-key", "tls_client_key_file"],
  ["--tls-server-name", "tls_server_name"],
  ["--tls-insecure", "tls_insecure"],
]);

const inProviderTerms = (message: string): string =>
  message.replace(/--[a-z][a-z-]*[a-z]/g, (flag) => ARGUMENT_OF_FLAG.get(flag) ?? flag);

/** A thrown value as errors: with its code, so that it can be looked up in the documentation. */
export const problemsFrom = (error: unknown, summary: string, path: Path = []): readonly Diagnostic[] =>
  errorReports(error).map(({ code, message }) => problem(summary, `${inProviderTerms(message)} (${code})`, path));
