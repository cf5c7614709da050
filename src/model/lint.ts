/** The codes of lints, and how a finding is silenced where it is declared. @module */

/** Every code, in the order reports list them. */
export const LINT_CODES = [
  "secret-in-source",
  "secret-already-hashed",
  "secret-not-compared",
  "consumer-unauthenticated",
  "service-disabled",
  "route-of-other-service",
  "route-shadowed",
  "regex-without-tilde",
  "rate-limiting-local",
  "custom-plugin-incremental-sync",
  "silence-unused",
] as const;

/** The code of a lint: `route-shadowed`. */
export type LintCode = (typeof LINT_CODES)[number];

/** Whether a text is the code of a lint. */
export const isLintCode = (text: string): text is LintCode => LINT_CODES.some((code) => code === text);

/** Codes that are silenced for one declaration, each with the reason why. What is no code silences nothing, and is reported. */
export type Silences = Readonly<Record<string, string>>;

/** The key under which a resource's comment (`"//"`) holds its {@link Silences}. */
export const SILENCE = "silence";
