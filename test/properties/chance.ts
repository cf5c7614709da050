/** Randomness for property tests: seeds that can be repeated, numbers and ids that follow from one seed, clocks. */
import type fc from "fast-check";

const given = process.env["KONGRUENT_SEED"];

/**
 * Parameters of every property: the seed of `KONGRUENT_SEED` if that is set, else a random one, which fast-check prints in the
 * test's error together with the path to the smallest counterexample.
 */
export const runs = (numRuns: number): fc.Parameters<unknown> => ({
  numRuns,
  ...(given === undefined ? {} : { seed: Number(given) }),
  // Shrinking a gateway's state is worth some time, but not the whole of the test's.
  interruptAfterTimeLimit: 50_000,
  markInterruptAsFailure: false,
});

/** How much longer than usual is searched: `KONGRUENT_RUNS=8`. */
export const EFFORT = Number(process.env["KONGRUENT_RUNS"] ?? 1);

/** As {@link runs}, times the effort. */
export const often = (numRuns: number): fc.Parameters<unknown> => runs(Math.ceil(numRuns * EFFORT));

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
export const numbers = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Ids in no order, that follow from a seed. */
export const ids = (seed: number): (() => string) => {
  const random = numbers(seed);
  const digits = (count: number): string =>
    Array.from({ length: count }, () => Math.floor(random() * 16).toString(16)).join("");
  return () => `${digits(8)}-${digits(4)}-4${digits(3)}-8${digits(3)}-${digits(12)}`;
};

/** A clock that goes on by so many milliseconds each time it is looked at: no two writes have the same time. */
export const clock = (step: number, start = 1_750_000_000_000): (() => number) => {
  let time = start;
  return () => {
    time += step;
    return time;
  };
};

/** No time passes. */
export const instantly = async (): Promise<void> => {};

/** Lets everything else that is ready go first. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Waits some turns of the event loop, so that answers arrive in another order than their requests. */
export const someTurns = async (random: () => number): Promise<void> => {
  for (let left = Math.floor(random() * 4); left > 0; left--) await turn();
};
