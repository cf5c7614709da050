/**
 * The base of every error a person may see: a stable code, a sentence, and what to do.
 * @module
 */
import { byPlace, byText } from "./values.ts";

/** A failure with a stable `code` (`KG_SCOPE_UNRESOLVED`), a sentence for a person, and the declaration's address if it has one. */
export class KongruentError extends Error {
  readonly code: string;
  /** The declaration concerned, in the user's own words (a construct path or a Terraform address). */
  readonly address: string | undefined;

  constructor(code: string, message: string, options: { address?: string | undefined; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = code;
    this.code = code;
    this.address = options.address;
  }
}

/** Errors by address, so that the same inputs in any order give the same text. */
export const inOrder = (errors: readonly KongruentError[]): readonly KongruentError[] =>
  [...errors].sort(
    (a, b) => byPlace(a.address ?? "", b.address ?? "") || byText(a.code, b.code) || byText(a.message, b.message),
  );

/** A {@link KongruentError} as plain data, the form reports and JSON use. */
export interface ErrorReport {
  readonly code: string;
  readonly message: string;
  readonly address: string | null;
}

/** Several errors found in one look, all reported together. */
export class ErrorList extends Error {
  readonly errors: readonly KongruentError[];

  constructor(errors: readonly KongruentError[]) {
    super(errors.map((error) => error.message).join("\n"));
    this.name = "ErrorList";
    this.errors = errors;
  }
}

/**
 * Any thrown value as reports.
 *
 * @example
 * errorReports(new KongruentError("KG_X", "It broke.")) // [{ code: "KG_X", message: "It broke.", address: null }]
 */
export const errorReports = (error: unknown): readonly ErrorReport[] => {
  if (error instanceof ErrorList) return error.errors.flatMap(errorReports);
  if (error instanceof KongruentError) {
    return [{ code: error.code, message: error.message, address: error.address ?? null }];
  }
  return [{ code: "KG_INTERNAL", message: error instanceof Error ? error.message : String(error), address: null }];
};
