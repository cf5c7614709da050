/** What {@link Core} throws. */

/** A plan, state or answer that Terraform's core would refuse: a bug of the provider. */
export class CoreError extends Error {
  /** Which of the core's rules is broken: `plan`, `apply`, `schema`, … */
  readonly rule: string;

  constructor(rule: string, problem: string) {
    super(`${rule}: ${problem}`);
    this.name = "CoreError";
    this.rule = rule;
  }
}

/** A diagnostic as a user sees it. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  /** Names, keys and indices; empty if the diagnostic is about the whole. */
  readonly path: readonly (string | number)[];
}

/** The provider answered with errors, which end a command of the CLI. */
export class DiagnosticsError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(
      diagnostics
        .map(
          ({ severity, summary, detail, path }) =>
            `${severity}: ${summary}${path.length > 0 ? ` (${path.join(".")})` : ""}\n${detail}`,
        )
        .join("\n\n"),
    );
    this.name = "DiagnosticsError";
    this.diagnostics = diagnostics;
  }
}
