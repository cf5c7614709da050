import { describe, expect, test } from "vitest";
import { matchSavedPlan, parseSavedPlan, type SavedPlan, savePlan } from "../../src/engine/saved-plan.ts";
import type { Declaration } from "../../src/model/declaration.ts";
import { consumer, createWorld, keyAuth, OWNER_TAG, plugin, route, service, type World, writesIn } from "./kit.ts";

const orders = service("orders", { retries: 1 });
const mobile = consumer("mobile");
const declared = [
  orders,
  route("v1", { service: orders }),
  mobile,
  keyAuth(mobile, "key-4711"),
  plugin("rate-limiting", { service: orders }, { minute: 5 }),
];

/** A gateway that holds some of what is declared, and a plan of the rest that went through a file. */
const saved = async (passphrase = "") => {
  const world = createWorld();
  world.gateway.insert("services", { name: "orders", host: "old.example", tags: [OWNER_TAG] });
  world.gateway.insert("services", { name: "left", host: "left.example", tags: [OWNER_TAG] });
  world.gateway.insert("upstreams", { name: "theirs" });
  const plan = savePlan(await world.prepare(declared), declared, passphrase);
  const text = JSON.stringify({ format: "kongruent.saved-plan/1", plans: [plan] });
  const [parsed] = parseSavedPlan(text, "plan.json").plans;
  if (parsed === undefined) throw new Error("no plan");
  return { world, plan: parsed, text };
};

const applySaved = async (
  world: World,
  plan: SavedPlan,
  source: readonly Declaration[] = declared,
  passphrase = "",
) => {
  const prepared = matchSavedPlan(plan, await world.prepare(source), source, passphrase);
  return world.applyPrepared(prepared);
};

const stale = async (change: (world: World) => void, source: readonly Declaration[] = declared): Promise<string> => {
  const { world, plan } = await saved();
  change(world);
  world.forget();
  const error: unknown = await applySaved(world, plan, source).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "KG_PLAN_STALE" });
  expect(writesIn(world.gateway)).toEqual([]);
  return error instanceof Error ? error.message : "";
};

const idOf = (world: World, name: string): string => world.one("services", { name }).id;

describe("a saved plan", () => {
  test("is applied as it was reviewed, and then everything is congruent", async () => {
    const { world, plan } = await saved();
    const outcome = await applySaved(world, plan);
    expect(outcome.errors).toEqual([]);
    expect(outcome.summary).toMatchObject({ created: 4, updated: 1, deleted: 1, failed: 0 });
    expect((await world.plan(declared)).changes).toEqual([]);
  });

  test("is stale when the source changed, also in a secret alone", async () => {
    const key = keyAuth(mobile, "key-4712");
    await stale(
      () => {},
      declared.map((one) => (one.kind === key.kind ? key : one)),
    );
    await stale(() => {}, [...declared, service("more")]);
    await stale(() => {}, declared.slice(0, -1));
    await stale(
      () => {},
      declared.map((one) => ({ ...one, lifecycle: { ...one.lifecycle, preventDestroy: true } })),
    );
  });

  test("is not stale when the source says the same in another order", async () => {
    const { world, plan } = await saved();
    expect((await applySaved(world, plan, [...declared].reverse())).errors).toEqual([]);
  });

  test("is stale when an entity that it changes was changed, though the change itself stays the same", async () => {
    const message = await stale(
      (world) => void world.gateway.update("services", idOf(world, "orders"), { connect_timeout: 60_001 }),
    );
    expect(message).toContain("services/orders has changed");
    await stale((world) => void world.gateway.update("services", idOf(world, "left"), { host: "b" }));
  });

  test("is stale when an entity that it makes has appeared", async () => {
    expect(await stale((world) => void world.gateway.insert("consumers", { username: "mobile" }))).toContain(
      "consumers/mobile has appeared",
    );
    // Also where nothing would be left to do.
    await stale((world) => void world.gateway.insert("consumers", { username: "mobile", tags: [OWNER_TAG] }));
  });

  test("is stale when an entity that it changes or deletes is gone", async () => {
    await stale((world) => world.gateway.remove("services", idOf(world, "orders")));
    await stale((world) => world.gateway.remove("services", idOf(world, "left")));
  });

  test("is stale when somebody hung something below what it deletes", async () => {
    await stale(
      (world) => void world.gateway.insert("plugins", { name: "cors", service: { id: idOf(world, "left") } }),
    );
  });

  test("is stale on another gateway or workspace", async () => {
    const { world, plan } = await saved();
    const prepared = await world.prepare(declared);
    const elsewhere = (gateway: Partial<typeof plan.plan.gateway>): SavedPlan => ({
      ...plan,
      plan: { ...plan.plan, gateway: { ...plan.plan.gateway, ...gateway } },
    });
    for (const other of [elsewhere({ url: "http://other" }), elsewhere({ workspace: "team" })]) {
      expect(() => matchSavedPlan(other, prepared, declared)).toThrow(
        expect.objectContaining({ code: "KG_PLAN_STALE" }),
      );
    }
  });

  test("is not stale when only updated_at moved, or an entity that does not concern it changed", async () => {
    const { world, plan } = await saved();
    const orders = world.one("services", { name: "orders" });
    // A write that changes nothing but the time.
    world.gateway.update("services", orders.id, { updated_at: 1, host: orders["host"] });
    expect(world.one("services", { name: "orders" })).toMatchObject({ host: "old.example" });
    world.gateway.update("upstreams", world.one("upstreams", { name: "theirs" }).id, { slots: 100 });
    const outcome = await applySaved(world, plan);
    expect(outcome.summary).toMatchObject({ created: 4, updated: 1, deleted: 1, failed: 0 });
  });

  test("does nothing that was not in it: what differs newly waits for the next plan", async () => {
    const world = createWorld();
    const all = [service("a"), service("b")];
    await world.run([service("a"), service("b", { retries: 1 })]);
    const plan = savePlan(await world.prepare(all), all);
    world.gateway.update("services", idOf(world, "a"), { retries: 9 });
    world.forget();
    const outcome = await applySaved(world, plan, all);
    expect(outcome.operations.map(({ identity }) => identity)).toEqual(["services/b"]);
    expect(world.one("services", { name: "a" })["retries"]).toBe(9);
  });

  test("holds no secret, nor a plain digest of one", async () => {
    const { text } = await saved();
    expect(text).not.toContain("key-4711");
    expect(text).toContain("***");
    const again = await saved();
    expect(again.plan.source).not.toBe((await saved()).plan.source);
  });

  test("made with a passphrase is stale without it", async () => {
    const { world, plan } = await saved("sesame");
    await expect(applySaved(world, plan)).rejects.toMatchObject({ code: "KG_PLAN_STALE" });
    expect((await applySaved(world, plan, declared, "sesame")).errors).toEqual([]);
  });

  test.each([
    ["no JSON", "{"],
    ["another document", '{"format":"kongruent.plan/1"}'],
    ["a plan cut by hand", '{"format":"kongruent.saved-plan/1","plans":[{"salt":"00"}]}'],
  ])("that is %s is refused as no plan file", (_what, text) => {
    expect(() => parseSavedPlan(text, "plan.json")).toThrow(expect.objectContaining({ code: "KG_PLAN_FILE_INVALID" }));
  });

  test("edited by hand is refused", async () => {
    const { world, plan } = await saved();
    const [first, ...rest] = plan.plan.changes;
    if (first === undefined) throw new Error("no change");
    const edited: SavedPlan = { ...plan, plan: { ...plan.plan, changes: [{ ...first, fields: [] }, ...rest] } };
    await expect(applySaved(world, edited)).rejects.toMatchObject({ code: "KG_PLAN_FILE_INVALID" });
  });
});

test("the flags a plan was made with stand under its seal", async () => {
  const world = createWorld();
  const declared = [service("orders")];
  const prepared = await world.prepare(declared);
  const saved = savePlan(prepared, declared, "", { cascade: false });
  expect(() => matchSavedPlan(saved, prepared, declared)).not.toThrow();
  const forged = { ...saved, options: { cascade: true } };
  expect(() => matchSavedPlan(forged, prepared, declared)).toThrow(
    expect.objectContaining({ code: "KG_PLAN_FILE_INVALID" }),
  );
});
