import { describe, expect, test } from "vitest";
import type { Declaration } from "../../src/model/declaration.ts";
import { Reference } from "../../src/model/declaration.ts";
import type { Scenario } from "./arbitraries.ts";
import { OURS } from "./arbitraries.ts";
import { applyPlan, createWorld, planOf, stateOf, textsOf, type World } from "./world.ts";

/** Counterexamples that the properties found, each in its smallest form. */

const declared = (kind: string, address: string, more: Partial<Declaration>): Declaration => ({
  kind,
  address,
  fields: {},
  id: undefined,
  isGlobal: false,
  existing: false,
  lifecycle: { preventDestroy: false, ignoreChanges: [] },
  dependsOn: [],
  owner: "ours",
  adopt: undefined,
  ...more,
});

const worldOf = (more: Partial<Scenario> = {}): World =>
  createWorld({
    live: [],
    declared: [],
    owners: ["ours"],
    adopt: undefined,
    cascade: false,
    allKinds: false,
    keepOpen: false,
    pageSize: 1000,
    concurrency: 4,
    seed: 1,
    ...more,
  });

const run = async (world: World, declarations: readonly Declaration[]) => {
  const prepared = await planOf(world, declarations);
  return { prepared, outcome: await applyPlan(world, prepared) };
};
const ours = { tags: [OURS] };

describe("a delete", () => {
  test("takes nothing along that is declared, also where everything else may go with it", async () => {
    const world = worldOf({ cascade: true });
    const { id } = world.embedded.insert("services", { name: "old", host: "h", ...ours });
    world.embedded.insert("plugins", { name: "cors", service: { id } });
    const cors = declared("plugins", "cors", { fields: { name: "cors", service: { id } } });
    const { outcome } = await run(world, [cors]);
    expect(outcome.errors.map(({ code }) => code)).toEqual(["KG_DELETE_REFERENCED"]);
    expect(world.embedded.entities("plugins")).toHaveLength(1);
    expect((await planOf(world, [cors])).refusals).toEqual([]);
  });

  test("waits for nobody who comes to refer to what goes: it is held in the plan", async () => {
    const world = worldOf();
    const { id } = world.embedded.insert("services", { name: "old", host: "h", ...ours });
    const route = declared("routes", "r", { fields: { name: "r", paths: ["/"], service: { id } } });
    const { prepared, outcome } = await run(world, [route]);
    expect(prepared.plan.errors.map(({ code }) => code)).toEqual(["KG_DELETE_REFERENCED"]);
    expect(outcome.summary).toMatchObject({ created: 1, failed: 0, blocked: 1 });
  });

  test("is held where a route's change away from it is ignored", async () => {
    const world = worldOf();
    const { id } = world.embedded.insert("services", { name: "old", host: "h", ...ours });
    world.embedded.insert("routes", { name: "r", paths: ["/"], service: { id }, ...ours });
    const route = declared("routes", "r", {
      fields: { name: "r", paths: ["/"] },
      lifecycle: { preventDestroy: false, ignoreChanges: ["service"] },
    });
    const { outcome } = await run(world, [route]);
    expect(outcome.errors.map(({ code }) => code)).toEqual(["KG_DELETE_REFERENCED"]);
  });

  test("of a child is made by itself where that of its parent is held", async () => {
    const world = worldOf();
    const { id } = world.embedded.insert("services", { name: "old", host: "h", ...ours });
    world.embedded.insert("plugins", { name: "cors", service: { id }, ...ours });
    world.embedded.insert("plugins", { name: "acl", config: { allow: ["a"] }, service: { id } });
    const { outcome } = await run(world, []);
    expect(outcome.summary).toMatchObject({ deleted: 1, blocked: 1 });
    expect(world.embedded.entities("plugins").map(({ name }) => name)).toEqual(["acl"]);
  });
});

describe("a unique value", () => {
  test("is not taken from what is not ours, though that goes with its parent", async () => {
    const world = worldOf({ cascade: true });
    const { id } = world.embedded.insert("services", { name: "old", host: "h", ...ours });
    world.embedded.insert("plugins", { name: "cors", instance_name: "one", service: { id } });
    const before = textsOf(stateOf(world));
    const plugin = declared("plugins", "p", {
      fields: { name: "prometheus", instance_name: "one" },
      isGlobal: true,
    });
    const { prepared } = await run(world, [plugin]);
    expect(prepared.refusals.map(({ code }) => code)).toEqual(["KG_KEY_HELD"]);
    expect(textsOf(stateOf(world))).toEqual(before);
  });

  test.each([
    ["its only name", {}],
    ["both of its names", { custom_id: "x" }],
  ])("is not freed from an entity that needs it: %s", async (_what, more) => {
    const world = worldOf();
    const { id } = world.embedded.insert("consumers", { username: "first" });
    world.embedded.insert("consumers", { username: "second", ...more, ...ours });
    const renamed = declared("consumers", "c", { id, fields: { username: "second", ...more } });
    const { prepared } = await run(world, [renamed]);
    expect(prepared.refusals.map(({ code }) => code)).toEqual(["KG_KEY_HELD"]);
    expect(world.writes).toEqual([]);
  });
});

test("a plugin that takes no consumer is refused in the plan, also where the consumer is yet to be made", async () => {
  const world = worldOf();
  const consumer = declared("consumers", "c", { fields: { username: "c" } });
  const plugin = declared("plugins", "p", { fields: { name: "cors", consumer: new Reference("c") } });
  const { prepared } = await run(world, [consumer, plugin]);
  expect(prepared.refusals.map(({ code, address }) => [code, address])).toEqual([["KG_INVALID", "p"]]);
  expect(world.writes).toEqual([]);
});

test("a target whose id is pinned under another upstream is refused in the plan: no PATCH moves it", async () => {
  const world = worldOf();
  const [a, b] = ["a", "b"].map((name) => world.embedded.insert("upstreams", { name }));
  const { id } = world.embedded.insert("targets", { target: "h.example:1", upstream: { id: a?.id } });
  const target = declared("targets", "t", { id, fields: { target: "h.example:1", upstream: { id: b?.id } } });
  const { prepared } = await run(world, [target]);
  expect(prepared.refusals.map(({ code }) => code)).toEqual(["KG_FIELD_FIXED"]);
});

test("of two declarations of one entity the same one is refused, in whatever order they come", async () => {
  const world = worldOf();
  const { id } = world.embedded.insert("consumers", { username: "c" });
  const first = declared("consumers", "a", { fields: { username: "c" } });
  const second = declared("consumers", "b", { fields: { username: "d" }, id });
  const errors = async (declarations: readonly Declaration[]) => (await planOf(world, declarations)).plan.errors;
  expect(await errors([first, second])).toEqual(await errors([second, first]));
});
