/**
 * What it means for two values to be equal on a gateway.
 * @module
 */
import { reveal } from "./secret.ts";

/** A plain object: not null, not an array, not an instance of a class (a Secret is no record). */
export const isRecord = (value: unknown): value is Record<string, unknown> => {
  if (value === null || typeof value !== "object") return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** A number as the gateway returns it: 14 significant digits, halves to even (Kong 3.9: 123456789012345 → 123456789012340). */
export const gatewayNumber = (value: number): number => {
  if (Number.isInteger(value) && Math.abs(value) < 1e14) return value;
  if (!Number.isFinite(value)) return value;
  const rounded = Number(value.toPrecision(14));
  // JavaScript rounds an exact half away from zero, C's printf to the even digit.
  const [mantissa = "", exponent = ""] = value.toExponential(40).split("e");
  const digits = mantissa.replace(/\D/g, "");
  const isHalf = /^50*$/.test(digits.slice(14));
  const isEven = Number(digits[13]) % 2 === 0;
  return isHalf && isEven ? Number(`${mantissa.slice(0, mantissa.indexOf(".") + 14)}e${exponent}`) : rounded;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text has the shape of a UUID, of any version. */
export const isUuid = (value: unknown): value is string => typeof value === "string" && UUID.test(value);

/** Deep equality with secrets revealed and numbers at the gateway's precision. Object keys are unordered, arrays ordered. */
export const sameValue = (left: unknown, right: unknown): boolean => {
  const a = reveal(left);
  const b = reveal(right);
  if (a === b) return true;
  if (typeof a === "number" && typeof b === "number") return gatewayNumber(a) === gatewayNumber(b);
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => sameValue(item, b[index]));
  }
  if (isRecord(a) && isRecord(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => key in b && sameValue(a[key], b[key]));
  }
  return false;
};

/** The same JSON for the same value: object keys sorted, arrays as they are. Secrets stay masked. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) =>
    isRecord(item) && !("toJSON" in item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : item,
  ) ?? "null";

/** Adds to the list behind a key. */
export const addTo = <Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void => {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [item]);
  else known.push(item);
};

const PARTS = /\d+|\D/g;
const isNumber = (part: string): boolean => /^\d/.test(part);

/**
 * Sorts texts with the numbers in them by their size, anything else by code unit.
 *
 * @example
 * ["w.yaml:10", "w.yaml:3"].sort(byPlace) // ["w.yaml:3", "w.yaml:10"]
 */
export const byPlace = (a: string, b: string): number => {
  const [left, right] = [a.match(PARTS) ?? [], b.match(PARTS) ?? []];
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const bySize = isNumber(part) && isNumber(other) ? Number(part) - Number(other) : 0;
    const order = bySize || byText(part, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
};

/** Sorts texts by code unit: the same on every machine, unlike `localeCompare`. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
