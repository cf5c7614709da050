/** What lints find. @module */
import type { LintCode } from "../model/lint.ts";

/** One thing to look at. It holds no value of a secret. */
export interface Finding {
  readonly code: LintCode;
  /** What, why, and what to do about it. */
  readonly message: string;
  /** The declaration concerned; null for a silence of the command line. */
  readonly address: string | null;
}

/** A finding that somebody silenced. */
export interface SilencedFinding extends Finding {
  readonly reason: string;
}
