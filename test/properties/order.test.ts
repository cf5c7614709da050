import fc from "fast-check";
import { expect, test } from "vitest";
import { scenarios } from "./arbitraries.ts";
import { numbers, runs } from "./chance.ts";
import { createWorld, planOf, type RunOptions } from "./world.ts";

const run: fc.Arbitrary<RunOptions> = fc.record({
  pageSize: fc.oneof(fc.constantFrom(1, 2, 3, 1000), fc.integer({ min: 1, max: 1000 })),
  concurrency: fc.integer({ min: 1, max: 64 }),
  seed: fc.nat(),
});

const shuffled = <T>(items: readonly T[], seed: number): readonly T[] => {
  const random = numbers(seed);
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
};

test("a plan is the same to the byte, whatever the size of pages and the order of answers and of declarations", async () => {
  await fc.assert(
    fc.asyncProperty(scenarios, run, run, async (scenario, first, second) => {
      const world = createWorld(scenario);
      const { declarations } = world.declared;
      const { plan } = await planOf(world, declarations, first);
      const other = await planOf(world, shuffled(declarations, second.seed), second);
      expect(JSON.stringify(other.plan, null, 1)).toBe(JSON.stringify(plan, null, 1));
    }),
    runs(150),
  );
});
