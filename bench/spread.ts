/** What several runs of one measurement come to. @module */

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
};

export const spread = (values: readonly number[]): Spread => ({
  min: Math.min(...values),
  median: median(values),
  max: Math.max(...values),
});

/** Least, median and greatest, as a table shows them. */
export const spreadText = (values: readonly number[], text: (value: number) => string): string => {
  const { min, median: middle, max } = spread(values);
  return [min, middle, max].map(text).join(" / ");
};
