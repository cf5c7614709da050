import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scenarios } from "./arbitraries.ts";
import { runs } from "./chance.ts";
import { violations } from "./invariants.ts";
import { heldDeletes, notDone } from "./outcomes.ts";
import { agree, applyPlan, createWorld, planOf, stateOf, textsOf } from "./world.ts";

describe("a run on any gateway, with any declarations", () => {
  test("makes live what is declared, and writes nothing the second time; leaves alone what is not its own", async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        const world = createWorld(scenario);
        const { declarations, prepared } = await agree(world);
        const before = stateOf(world);
        const outcome = await applyPlan(world, prepared);
        expect(notDone(outcome)).toEqual([]);
        const after = stateOf(world);
        expect(violations({ world, declarations, before, after })).toEqual([]);

        const again = await planOf(world, declarations);
        const held = new Set(heldDeletes(outcome));
        expect(again.plan.changes.filter(({ kind, id }) => !held.has(`${kind} ${id}`))).toEqual([]);
        expect(again.refusals).toEqual([]);
        const writes = world.writes.length;
        await applyPlan(world, again);
        expect(world.writes.slice(writes)).toEqual([]);
        expect(textsOf(stateOf(world))).toEqual(textsOf(after));
      }),
      runs(250),
    );
  });
});
