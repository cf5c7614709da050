/**
 * Values that are secret at every leaf, and how they lie over values that are not.
 * @module
 */
import { Template } from "./declaration.ts";
import { Secret } from "./secret.ts";
import { isRecord } from "./values.ts";

/**
 * Wraps every leaf as a secret, so that a list or an object of secrets can still be looked into. What only apply knows stays
 * as it is.
 *
 * @example
 * sealed({ redis: { password: "p" } }) // { redis: { password: *** } }
 */
export const sealed = (value: unknown): unknown => {
  if (value === null || value === undefined || value instanceof Secret || value instanceof Template) return value;
  if (Array.isArray(value)) return value.map(sealed);
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, sealed(item)]));
  return new Secret(value);
};

/**
 * Records merged, everything else replaced: how secret settings lie over the others.
 *
 * @example
 * mergedOver({ redis: { host: "r" } }, { redis: { password: "p" } }) // { redis: { host: "r", password: "p" } }
 */
export const mergedOver = (below: unknown, above: unknown): unknown => {
  if (!isRecord(below) || !isRecord(above)) return above;
  const merged = Object.entries(above).map(([key, value]) => [
    key,
    mergedOver(Object.hasOwn(below, key) ? below[key] : undefined, value),
  ]);
  return Object.fromEntries([...Object.entries(below), ...merged]);
};
