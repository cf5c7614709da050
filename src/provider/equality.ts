/**
 * Whether two of Terraform's values are the same.
 * @module
 */
import { Decimal, Dynamic, UNKNOWN, type Value } from "./value.ts";

/** Equal in value and, inside a dynamic one, in type. Lists and sets are compared in the order they came in. */
export const sameValues = (a: Value, b: Value): boolean => {
  if (a === b) return true;
  if (a === null || b === null || a === UNKNOWN || b === UNKNOWN) return false;
  if (a instanceof Dynamic) {
    return b instanceof Dynamic && sameValues(a.value, b.value) && JSON.stringify(a.type) === JSON.stringify(b.type);
  }
  if (a instanceof Decimal) return b instanceof Decimal && a.text === b.text;
  if (Array.isArray(a)) {
    return (
      Array.isArray(b) && a.length === b.length && a.every((item: Value, index) => sameValues(item, b[index] as Value))
    );
  }
  if (
    typeof a !== "object" ||
    typeof b !== "object" ||
    Array.isArray(b) ||
    b instanceof Dynamic ||
    b instanceof Decimal
  ) {
    return false;
  }
  const left = a as { readonly [name: string]: Value };
  const right = b as { readonly [name: string]: Value };
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  for (const name of names) {
    if (!(name in right) || !sameValues(left[name] ?? null, right[name] ?? null)) return false;
  }
  return true;
};
