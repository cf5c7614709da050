/** StopProvider: running writes finish and are recorded, no later one begins. */

import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EFFORT, numbers, runs } from "../properties/chance.ts";
import { ApplyError, DiagnosticsError, type Plan, type ResourceState } from "./core/core.ts";
import { get } from "./core/values.ts";
import { type Stage, stage } from "./stage.ts";

const open: Stage[] = [];
let stages: Stage[] = [];
const RUNS = Math.ceil(12 * EFFORT);
beforeAll(async () => {
  // A provider is stopped once.
  stages = await Promise.all(Array.from({ length: RUNS * 2 }, (_, seed) => stage({ seed })));
  open.push(...stages);
});
afterAll(async () => {
  await Promise.all(open.map((one) => one.close()));
});

const stop = (on: Stage): Promise<unknown> =>
  // Not among the calls that the core's client knows the messages of: it has none.
  on.core.call("stopProvider" as "getFunctions", {});

test("stopped at any moment, what is recorded is what is there, and nothing is written afterwards", async () => {
  let interrupted = 0;
  let finished = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 0, max: 25 }), async (seed, delay) => {
      const on = stages.pop() ?? (await stage());
      if (!open.includes(on)) open.push(on);
      const random = numbers(seed);
      const kept = await on.apply("kong_service", { name: "old", host: "h" });
      const gone = await on.apply("kong_consumer", { username: "gone" });
      await on.command();
      const names = Array.from({ length: 6 }, (_, index) => `s${index}`);
      const plans: Plan[] = [
        ...(await Promise.all(names.map((name) => on.core.planResource("kong_service", { name, host: "h" })))),
        await on.core.planResource("kong_service", { name: "old", host: "new" }, kept),
        await on.core.planResource("kong_consumer", undefined, gone),
      ];
      const late = await on.core.planResource("kong_service", { name: "late", host: "h" });
      await on.command();
      on.embedded.faults.push({ action: { latencyMs: 4 } });
      const states: (ResourceState | undefined)[] = [];
      const run = async (plan: Plan): Promise<void> => {
        await new Promise((resolve) => setTimeout(resolve, random() * 20));
        try {
          states.push((await on.core.applyResource(plan)).state);
          finished += 1;
        } catch (error) {
          if (!(error instanceof DiagnosticsError)) throw error;
          expect(error.message).toContain("Interrupted");
          states.push(error instanceof ApplyError ? error.state : plan.prior);
          interrupted += 1;
        }
      };
      const applying = Promise.all(plans.map(run));
      await new Promise((resolve) => setTimeout(resolve, delay));
      // The call answers at once; the provider itself tells when the running writes have ended.
      await stop(on);
      await on.handlers.stop?.();
      const count = on.writes.length;
      await expect(on.core.applyResource(late)).rejects.toThrow("Interrupted");
      await applying;
      expect(on.writes.length).toBe(count);
      const recorded = states.flatMap((state) => (state === undefined ? [] : [String(get(state.value, "id"))]));
      const live = ["services", "consumers"].flatMap((kind) => on.embedded.entities(kind).map(({ id }) => id));
      expect([...recorded].sort()).toEqual([...live].sort());
      const host = on.embedded.entities("services").find(({ id }) => id === get(kept.value, "id"))?.["host"];
      const state = states.find((one) => get(one?.value ?? null, "id") === get(kept.value, "id"));
      expect(get(state?.value ?? null, "host")).toBe(host);
      // Stopped again, it is as stopped as before.
      await stop(on);
    }),
    runs(RUNS),
  );
  expect(interrupted).toBeGreaterThan(0);
  expect(finished).toBeGreaterThan(0);
});
