/**
 * The errors that constructs report when their app is synthesized, found again in what the app printed.
 * @module
 */
import { KongruentError } from "../model/errors.ts";
import { placeBelow } from "./place.ts";
import { providerMissing } from "./source-errors.ts";

/** cdktf prints one line per failed validation: `  [shop/orders] KG_INVALID: readTimeout: …`. */
const VALIDATION = /^\s*\[([^\]]+)\] (KG_[A-Z_]+): (.*)$/;
/** A thrown error is printed as `KG_SCOPE_MISSING: shop/cors: …`, the code being its name. */
const THROWN = /^(?:Uncaught )?(KG_[A-Z_]+): (?:([^\s:]+(?:\/[^\s:]+)+): )?(.*)$/;

/** cdktf's own words for a stack without the provider of its resources: `  [shop] Found resources without …: kong`. */
const PROVIDERLESS = /^\s*\[([^\]]+)\] Found resources without a matching provider construct\..*: (.*)$/;

/**
 * Every construct's error with its path as the address, and with the place in the program where one was thrown; empty
 * where the app failed for another reason.
 *
 * @param folder the app's folder, which places are relative to
 *
 * @example
 * constructErrors(["  [shop/orders] KG_INVALID: port: expected an integer"], "/app")
 * // [KG_INVALID at shop/orders]
 */
export const constructErrors = (lines: readonly string[], folder: string): readonly KongruentError[] =>
  lines.flatMap((line, index) => {
    const [, stack = "", providers] = PROVIDERLESS.exec(line) ?? [];
    if (providers?.split(", ").includes("kong")) return [providerMissing(stack)];
    const validation = VALIDATION.exec(line);
    if (validation !== null) {
      const [, address = "", code = "", message = ""] = validation;
      return [new KongruentError(code, `${address}: ${message}`, { address })];
    }
    const thrown = THROWN.exec(line);
    if (thrown === null) return [];
    const [, code = "", address, message = ""] = thrown;
    const place = placeBelow(lines, index, folder);
    const sentence = place === undefined ? message : `${message} (${place})`;
    return [new KongruentError(code, address === undefined ? sentence : `${address}: ${sentence}`, { address })];
  });
