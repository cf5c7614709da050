/**
 * How long a process wrote, and how many of its writes were in flight meanwhile.
 * @module
 */

export interface Writing {
  /** From the first write sent to the last one answered. */
  readonly wallMs: number;
  /** On average over that time. */
  readonly inFlight: number;
}

/** Takes the duration of each write at the moment it is answered. */
export const watchWriting = (): {
  readonly answered: (milliseconds: number) => void;
  readonly writing: () => Writing | undefined;
} => {
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  let sum = 0;
  return {
    answered: (milliseconds) => {
      last = performance.now();
      first = Math.min(first, last - milliseconds);
      sum += milliseconds;
    },
    writing: () => (last > first ? { wallMs: last - first, inFlight: sum / (last - first) } : undefined),
  };
};
