/**
 * Bounds how many requests are in flight, first come first served.
 * @module
 */

export interface Semaphore {
  run<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * A semaphore of so many places.
 *
 * @example
 * await semaphore(32).run(() => transport.send(request))
 */
export const semaphore = (places: number): Semaphore => {
  let free = places;
  const waiting: (() => void)[] = [];
  let first = 0;
  const leave = () => {
    const next = waiting[first];
    if (next === undefined) {
      free += 1;
      return;
    }
    first += 1;
    // Dropping the front now and then keeps the queue short without moving it on every step.
    if (first > 1_024) {
      waiting.splice(0, first);
      first = 0;
    }
    next();
  };
  return {
    async run(work) {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
};
