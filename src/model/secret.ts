/**
 * Secret values: wrapped at the border, so that printing, logging or serialising one gives `***`.
 * @module
 */

const values = new WeakMap<Secret, unknown>();
const inspect = Symbol.for("nodejs.util.inspect.custom");

/** What a secret looks like everywhere but on the wire. */
export const MASK = "***";

/**
 * A value that must not be seen. Only the Admin API client (and later the provider's encoder) reveals it.
 *
 * @example
 * `${new Secret("hunter2")}` // "***"
 */
export class Secret {
  constructor(value: unknown) {
    values.set(this, value);
    Object.freeze(this);
  }
  toString(): string {
    return MASK;
  }
  toJSON(): string {
    return MASK;
  }
  [inspect](): string {
    return MASK;
  }
}

/** The value behind a {@link Secret}; anything else is returned as it is. Not deep: see {@link revealAll}. */
export const reveal = (value: unknown): unknown => (value instanceof Secret ? values.get(value) : value);

/** A deep copy with every {@link Secret} revealed: for the wire, and nowhere else. */
export const revealAll = (value: unknown): unknown => {
  if (value instanceof Secret) return values.get(value);
  if (Array.isArray(value)) return value.map(revealAll);
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revealAll(item)]));
  }
  return value;
};

/** A vault reference names a secret and is none itself. */
export const isVaultReference = (value: unknown): boolean =>
  typeof value === "string" && value.startsWith("{vault://") && value.endsWith("}");
