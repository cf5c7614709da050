import { describe, expect, test } from "vitest";
import { matchSavedPlan, type SavedPlan, savePlan } from "../../src/engine/saved-plan.ts";
import { createWorld, fault, many, plugin, route, service, writesIn } from "./kit.ts";

const orders = service("orders");
const v1 = route("v1", { service: orders });

describe("a route that is pointed to another service", () => {
  const other = service("other");
  const moved = route("v1", { service: other });
  const auth = plugin("key-auth", { service: other });

  test.each(["update", "adopt"])("waits for that service's new plugins (%s)", async (action) => {
    const world = createWorld();
    await world.run([orders, v1]);
    const live = world.one("routes", { name: "v1" });
    if (action === "adopt") world.gateway.update("routes", live.id, { tags: [] });
    world.forget();
    await world.run([orders, moved, other, auth]);
    expect(writesIn(world.gateway)).toEqual(["POST /services", "POST /plugins", `PATCH /routes/${live.id}`]);
  });

  test("stays where it is if one of them fails", async () => {
    const world = createWorld();
    await world.run([orders, v1, other]);
    const body = { message: "schema violation", code: 2, name: "schema violation", fields: { config: "no" } };
    world.gateway.faults.push(fault({ method: "POST", path: /^\/plugins/ }, { status: 400, body }));
    const outcome = await world.run([orders, moved, other, auth]);
    expect(outcome.summary).toMatchObject({ updated: 0, failed: 1, blocked: 1 });
    expect(world.one("routes", { name: "v1" })["service"]).toEqual({
      id: world.one("services", { name: "orders" }).id,
    });
  });

  test("and one that stays at its service waits for nothing", async () => {
    const world = createWorld();
    await world.run([orders, v1]);
    const changed = route("v1", { service: orders, paths: ["/v2"] });
    const { changes } = await world.plan([orders, changed, plugin("key-auth", { service: orders })]);
    expect(changes.find(({ kind }) => kind === "routes")).toMatchObject({ action: "update", dependsOn: [] });
  });

  test("does not wait for a plugin that waits for it", async () => {
    const world = createWorld();
    await world.run([orders, v1, other]);
    const late = plugin("cors", { service: other }, {}, {}, { dependsOn: [moved.address] });
    const outcome = await world.run([orders, moved, other, auth, late]);
    expect(outcome.errors).toEqual([]);
    expect(outcome.summary).toMatchObject({ created: 2, updated: 1 });
  });
});

test("thousands of guards in one chain are put in order in no time", async () => {
  const world = createWorld();
  const services = many(6_000, (index) => service(`s${index}`));
  const guards = services.map((one, index) =>
    plugin(
      "cors",
      { service: one },
      {},
      {},
      { dependsOn: index === 0 ? [] : [`kong_plugin.cors@service=${services[index - 1]?.address}`] },
    ),
  );
  const routes = services.map((one, index) => route(`r${index}`, { service: one }));
  const started = performance.now();
  const { changes } = await world.plan([...services, ...guards, ...routes]);
  expect(changes.find(({ identity }) => identity === "routes/r5999")?.dependsOn).toEqual([
    "plugins/cors@service=s5999",
    "services/s5999",
  ]);
  expect(performance.now() - started).toBeLessThan(3_000);
});

describe("a saved plan", () => {
  const declared = [orders, v1, plugin("key-auth", { service: orders })];
  type Forgery = (saved: SavedPlan) => SavedPlan;
  const planned = (saved: SavedPlan, plan: Partial<SavedPlan["plan"]>): SavedPlan => ({
    ...saved,
    plan: { ...saved.plan, ...plan },
  });
  const forgeries: readonly (readonly [string, Forgery])[] = [
    [
      "the guards cut out",
      (one) => planned(one, { changes: one.plan.changes.filter(({ kind }) => kind !== "plugins") }),
    ],
    ["another summary", (one) => planned(one, { summary: { ...one.plan.summary, create: 0 } })],
    ["another content", (one) => ({ ...one, content: {} })],
    ["another seal", (one) => ({ ...one, seal: "00" })],
  ];

  test.each(forgeries)("with %s is refused", async (_what, forge) => {
    const world = createWorld();
    const prepared = await world.prepare(declared);
    const saved = JSON.parse(JSON.stringify(savePlan(prepared, declared))) as SavedPlan;
    expect(matchSavedPlan(saved, prepared, declared).operations).toHaveLength(3);
    expect(() => matchSavedPlan(forge(saved), prepared, declared)).toThrow(
      expect.objectContaining({
        code: "KG_PLAN_FILE_INVALID",
        message: expect.stringContaining("has been changed since it was made"),
      }),
    );
  });
});
