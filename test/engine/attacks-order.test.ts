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

/** How often sets and maps are asked and added to meanwhile: work, whatever else the machine does. */
const workOf = async (run: () => Promise<unknown>): Promise<number> => {
  let count = 0;
  const { add } = Set.prototype;
  const { get } = Map.prototype;
  Set.prototype.add = function (value: unknown) {
    count++;
    return add.call(this, value);
  };
  Map.prototype.get = function (key: unknown) {
    count++;
    return get.call(this, key) as unknown;
  };
  try {
    await run();
  } finally {
    Set.prototype.add = add;
    Map.prototype.get = get;
  }
  return count;
};

test("of guards in one chain, four times as many are about four times the work to put in order", async () => {
  const planned = async (count: number): Promise<number> => {
    const world = createWorld();
    const services = many(count, (index) => service(`s${index}`));
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
    return workOf(async () => {
      const { changes } = await world.plan([...services, ...guards, ...routes]);
      expect(changes.find(({ identity }) => identity === `routes/r${count - 1}`)?.dependsOn).toEqual([
        `plugins/cors@service=s${count - 1}`,
        `services/s${count - 1}`,
      ]);
    });
  };
  await planned(10);
  const few = await planned(500);
  const fourfold = await planned(2_000);
  // Sixteen times as much where each looks at all others.
  expect(fourfold / few).toBeLessThan(5);
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
