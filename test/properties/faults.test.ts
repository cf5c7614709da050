import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/engine/outcome.ts";
import type { Plan } from "../../src/engine/plan.ts";
import type { Preparation } from "../../src/engine/prepare.ts";
import type { Declaration } from "../../src/model/declaration.ts";
import { type DeclaredSpec, type Scenario, scenarios } from "./arbitraries.ts";
import { runs } from "./chance.ts";
import { type Fault, faults, type Others, rulesOf } from "./faults.ts";
import { violations } from "./invariants.ts";
import { heldDeletes, notDone } from "./outcomes.ts";
import { agree, applyPlan, createWorld, planOf, stateOf, type World } from "./world.ts";

interface Tried {
  readonly plan: Plan;
  readonly outcome: Outcome;
}

/** Plans and applies while the faults are in force; undefined where the gateway could not even be read. */
const tryTo = async (world: World, declarations: readonly Declaration[]): Promise<Tried | undefined> => {
  let prepared: Preparation;
  try {
    prepared = await planOf(world, declarations);
  } catch {
    expect(world.writes).toEqual([]);
    return undefined;
  }
  return { plan: prepared.plan, outcome: await applyPlan(world, prepared) };
};

const isDelete = ({ action }: { readonly action: string }): boolean => action === "delete";

/** What is not ours keeps from being ours whatever happens; then everything is repaired and one more run is enough. */
const survives = async (scenario: Scenario, list: readonly Fault[]): Promise<void> => {
  const world = createWorld(scenario);
  const { declarations, prepared } = await agree(world);
  const before = stateOf(world);
  const others: Others = new Set();
  world.embedded.faults.push(...rulesOf(world, list, others));
  const tried = await tryTo(world, declarations);
  world.embedded.faults.length = 0;
  expect(violations({ world, declarations, before, after: stateOf(world), others })).toEqual([]);

  if (tried !== undefined) {
    const { plan, outcome } = tried;
    // A read is complete or it failed: what was planned is what a healthy gateway would have shown.
    if (others.size === 0) expect(plan).toEqual(prepared.plan);
    const failed = outcome.operations.filter((operation) => !isDelete(operation) && operation.result !== "done");
    const deleted = outcome.operations.filter((operation) => isDelete(operation) && operation.result === "done");
    if (failed.length > 0) expect(deleted).toEqual([]);
    if (notDone(outcome).length === 0 && others.size === 0) {
      const held = new Set(heldDeletes(outcome));
      const next = await planOf(world, declarations);
      expect(next.plan.changes.filter(({ kind, id }) => !held.has(`${kind} ${id}`))).toEqual([]);
    }
  }

  const repaired = await agree(world, declarations);
  const second = await applyPlan(world, repaired.prepared);
  expect(notDone(second)).toEqual([]);
  const held = new Set(heldDeletes(second));
  const last = await planOf(world, repaired.declarations);
  expect(last.plan.changes.filter(({ kind, id }) => !held.has(`${kind} ${id}`))).toEqual([]);
  if (others.size === 0) {
    const { declarations: agreed } = repaired;
    expect(violations({ world, declarations: agreed, before, after: stateOf(world), others })).toEqual([]);
  }
};

/** Consumers that are not on the gateway, each with a second name. */
const newConsumers = (count: number): readonly DeclaredSpec[] =>
  Array.from({ length: count }, (_, index) => ({
    spec: {
      kind: "consumers",
      key: { username: `new-${index}` },
      refs: {},
      fields: { custom_id: `new-${index}` },
      tags: undefined,
    },
    like: undefined,
    isSame: false,
    adopt: undefined,
    pin: "none",
    ignore: "none",
    refersBy: "declaration",
    after: undefined,
  }));

describe("a run against a gateway that fails at random", () => {
  test("is congruent or says what is not, and a second run repairs it", async () => {
    await fc.assert(fc.asyncProperty(scenarios, faults(false), survives), runs(130));
  });

  test("keeps to its own while somebody else writes, and a second run repairs it", async () => {
    await fc.assert(fc.asyncProperty(scenarios, faults(true), survives), runs(130));
  });

  test("takes no unique value from whoever came to have it first", async () => {
    const taken: Fault = { action: "stranger", method: "POST", probability: 1, times: 1 };
    await fc.assert(
      fc.asyncProperty(scenarios, fc.integer({ min: 1, max: 3 }), (scenario, count) =>
        survives({ ...scenario, declared: [...newConsumers(count), ...scenario.declared] }, [taken]),
      ),
      runs(30),
    );
  });

  test("notices that a patch was lost", async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        const world = createWorld(scenario);
        const { declarations, prepared } = await agree(world);
        world.losses = 1;
        const outcome = await applyPlan(world, prepared);
        world.losses = 0;
        if (notDone(outcome).length > 0) return;
        const held = new Set(heldDeletes(outcome));
        const next = await planOf(world, declarations);
        expect(next.plan.changes.filter(({ kind, id }) => !held.has(`${kind} ${id}`))).toEqual([]);
      }),
      runs(70),
    );
  });
});
