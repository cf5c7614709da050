/**
 * The errors that constructs report when their app is synthesized, found again in what the app printed.
 * @module
 */
import { KongruentError } from "../model/errors.ts";

/** cdktf prints one line per failed validation: `  [shop/orders] KG_INVALID: readTimeout: …`. */
const VALIDATION = /^\s*\[([^\]]+)\] (KG_[A-Z_]+): (.*)$/;
/** A thrown error is printed as `KG_SCOPE_MISSING: shop/cors: …`, the code being its name. */
const THROWN = /^(?:Uncaught )?(KG_[A-Z_]+): (?:([^\s:]+(?:\/[^\s:]+)+): )?(.*)$/;

/**
 * Every construct's error with its path as the address; empty where the app failed for another reason.
 *
 * @example
 * constructErrors(["  [shop/orders] KG_INVALID: port: expected an integer"])
 * // [KG_INVALID at shop/orders]
 */
export const constructErrors = (lines: readonly string[]): readonly KongruentError[] =>
  lines.flatMap((line) => {
    const validation = VALIDATION.exec(line);
    if (validation !== null) {
      const [, address = "", code = "", message = ""] = validation;
      return [new KongruentError(code, `${address}: ${message}`, { address })];
    }
    const thrown = THROWN.exec(line);
    if (thrown === null) return [];
    const [, code = "", address, message = ""] = thrown;
    return [new KongruentError(code, address === undefined ? message : `${address}: ${message}`, { address })];
  });
