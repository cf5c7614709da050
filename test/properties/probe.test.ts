import fc from "fast-check";
import { test } from "vitest";
import { scenarios } from "./arbitraries.ts";
import { agree, applyPlan, createWorld, planOf, stateOf } from "./world.ts";
test("probe", async () => {
  const t0 = Date.now();
  const count: Record<string, number> = {};
  const add = (k: string, n = 1) => { count[k] = (count[k] ?? 0) + n; };
  const errs = new Map<string, number>();
  for (const scenario of fc.sample(scenarios, 200)) {
    const world = createWorld(scenario);
    add("liveSpecs", scenario.live.length); add("live", world.live.size);
    add("declaredSpecs", scenario.declared.length); add("declared", world.declared.declarations.length);
    try {
    const { declarations, prepared, refused } = await agree(world);
    add("agreed", declarations.length);
    for (const r of refused) add(r);
    for (const [k, n] of Object.entries(prepared.plan.summary)) add(`plan ${k}`, n);
    const outcome = await applyPlan(world, prepared);
    for (const { result, error } of outcome.operations) { add(result); if (error) { add(`E ${error.code}`); if (!["KG_DELETE_BLOCKED", "KG_BLOCKED"].includes(error.code)) errs.set(error.message, 1); } }
    const again = await planOf(world, declarations);
    add("again", again.plan.changes.length);
    } catch (e) { errs.set(String((e as Error).stack).slice(0, 600), 1); }
  }
  console.log(Date.now() - t0, count, [...errs.keys()].slice(0, 20));
});
