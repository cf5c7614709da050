import { describe, expect, test } from "vitest";
import type { Declaration } from "../../src/model/declaration.ts";
import {
  acl,
  basicAuth,
  congruent,
  consumer,
  createWorld,
  fault,
  keyAuth,
  many,
  plugin,
  route,
  service,
  target,
  upstream,
  writesIn,
} from "./kit.ts";

const fleet = (): Declaration[] => {
  const services = many(100, (index) => service(`s${index}`));
  const routes = services.map((one) => route(`r-${one.fields["name"]}`, { service: one }));
  return [...services, ...routes, ...routes.map((one) => plugin("cors", { route: one }))];
};

describe("a run that is interrupted in the middle (S10)", () => {
  test("starts nothing new, lists what was not done, and a second run converges without orphans or duplicates", async () => {
    const world = createWorld();
    const stop = new AbortController();
    world.gateway.faults.push(fault({ method: "POST", nth: 100 }, { before: () => stop.abort() }));
    const outcome = await world.run(fleet(), { stop: stop.signal });
    const results = outcome.operations.map(({ result }) => result);
    expect(outcome.operations).toHaveLength(300);
    expect(results.filter((result) => result === "done").length).toBeGreaterThanOrEqual(100);
    expect(results.filter((result) => result === "interrupted").length).toBeGreaterThan(100);
    expect(results.every((result) => result === "done" || result === "interrupted")).toBe(true);
    const interrupted = outcome.operations.filter(({ result }) => result === "interrupted");
    expect(interrupted.every(({ error }) => error?.code === "KG_INTERRUPTED")).toBe(true);
    expect(outcome.errors).toHaveLength(interrupted.length);
    // What stands is guarded: no route was left without its plugin.
    const guarded = new Set(world.gateway.entities("plugins").map((one) => JSON.stringify(one["route"])));
    const open = world.gateway.entities("routes").filter(({ id }) => !guarded.has(JSON.stringify({ id })));
    expect(open).toEqual([]);
    const second = await world.run(fleet());
    expect(second.summary).toMatchObject({ failed: 0, blocked: 0 });
    for (const kind of ["services", "routes", "plugins"]) expect(world.gateway.entities(kind)).toHaveLength(100);
    await congruent(world, fleet());
  });

  test("before its deletes makes none of them", async () => {
    const world = createWorld();
    await world.run([service("a"), service("b"), service("c")]);
    const stop = new AbortController();
    world.gateway.faults.push(fault({ method: "PATCH" }, { before: () => stop.abort() }));
    const outcome = await world.run([service("a", { retries: 1 }), service("b")], { stop: stop.signal });
    expect(outcome.operations).toMatchObject([
      { action: "update", result: "done" },
      { action: "delete", identity: "services/c", result: "interrupted", error: { code: "KG_INTERRUPTED" } },
    ]);
    expect(world.gateway.entities("services")).toHaveLength(3);
  });

  test("for the second time, at once: what was in flight is neither done nor failed, and the next run clears up", async () => {
    const world = createWorld();
    const abort = new AbortController();
    world.gateway.faults.push(fault({ method: "POST", nth: 50 }, { before: () => abort.abort() }));
    const outcome = await world.run(fleet(), { stop: abort.signal, signal: abort.signal });
    const results = outcome.operations.map(({ result }) => result);
    expect(results).toContain("done");
    expect(results).toContain("interrupted");
    expect(outcome.errors.map(({ code }) => code)).toContain("KG_INTERRUPTED");
    expect(
      outcome.operations
        .filter(({ error }) => error?.code === "KG_INTERRUPTED")
        .every(({ result }) => result === "interrupted"),
    ).toBe(true);
    const second = await world.run(fleet());
    expect(second.summary).toMatchObject({ failed: 0, blocked: 0 });
    for (const kind of ["services", "routes", "plugins"]) expect(world.gateway.entities(kind)).toHaveLength(100);
  });

  test("before it begins writes nothing", async () => {
    const world = createWorld();
    const outcome = await world.run(fleet(), { stop: AbortSignal.abort() });
    expect(outcome.summary).toMatchObject({ created: 0, blocked: 300 });
    expect(writesIn(world.gateway)).toEqual([]);
  });
});

describe("two runs at once from the same declarations (S12)", () => {
  test("both succeed, and exactly as many entities are there as declared", async () => {
    const world = createWorld();
    const credentials = many(20, (index) => consumer(`c${index}`)).flatMap((one, index) => [
      one,
      keyAuth(one, `key-${index}`),
      acl(one, "gold"),
      basicAuth(one, `user-${index}`, `pass-${index}`),
    ]);
    const backends = many(3, (index) => upstream(`u${index}`)).flatMap((one) => [
      one,
      ...many(5, (index) => target(one, `10.0.0.${index}`)),
    ]);
    const declared = [...fleet(), ...credentials, ...backends];
    const outcomes = await Promise.all([world.run(declared), world.run(declared)]);
    for (const outcome of outcomes) {
      expect(outcome.errors).toEqual([]);
      expect(outcome.summary).toMatchObject({ failed: 0, blocked: 0 });
      expect(outcome.summary.created + outcome.summary.adopted + outcome.summary.unchanged).toBe(declared.length);
    }
    // They did meet: some of what one made the other found there.
    expect(outcomes.reduce((sum, { summary }) => sum + summary.adopted, 0)).toBeGreaterThan(50);
    const count = (kind: string): number => world.gateway.entities(kind).length;
    expect([count("services"), count("routes"), count("plugins"), count("targets")]).toEqual([100, 100, 100, 15]);
    expect([count("keyauth_credentials"), count("basicauth_credentials"), count("acls")]).toEqual([20, 20, 20]);
    await congruent(world, declared);
  });

  test("both delete what is left over, and neither minds that the other was first", async () => {
    const world = createWorld();
    await world.run(fleet().slice(0, 100));
    const kept = fleet().slice(0, 90);
    const outcomes = await Promise.all([world.run(kept), world.run(kept)]);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ errors: [], summary: { deleted: 10, failed: 0 } });
    expect(world.gateway.entities("services")).toHaveLength(90);
  });
});
