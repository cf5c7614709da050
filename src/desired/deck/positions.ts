/** Places in a text, found again. @module */

/**
 * The index of the last of some ascending numbers that is not above a value; 0 where all are.
 *
 * @example
 * lastAtMost([0, 10, 20], 15)   // 1
 */
export const lastAtMost = (ascending: readonly number[], value: number): number => {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
};
