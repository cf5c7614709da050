import { describe, expect, test } from "vitest";
import { createWorld, fault, OWNER_TAG, plugin, route, service, type World, writesIn } from "./kit.ts";

const orders = route("orders-v1");
const limit = (minute: number, on = orders) => plugin("rate-limiting", { route: on }, { minute });

const routeOf = (world: World): unknown => world.one("routes", { name: "orders-v1" }).id;
const expectScoped = (world: World): void => {
  const plugins = world.gateway.entities("plugins");
  expect(plugins.map(({ route: scope }) => scope)).toEqual(plugins.map(() => ({ id: routeOf(world) })));
};
const globals = (world: World) =>
  world.gateway.entities("plugins").filter((one) => !one["route"] && !one["service"] && !one["consumer"]);

describe("a route-scoped plugin stays on its route", () => {
  test("through create, re-run, update and re-run", async () => {
    const world = createWorld();
    await world.run([orders, limit(5)]);
    expect(world.gateway.entities("plugins")).toHaveLength(1);
    expectScoped(world);
    expect((await world.run([orders, limit(5)])).requests.write).toBe(0);
    expectScoped(world);
    const { id } = world.one("plugins", { name: "rate-limiting" });
    world.forget();
    await world.run([orders, limit(7)]);
    expect(world.sent).toEqual([{ request: `PATCH /plugins/${id}`, body: { config: { minute: 7 } }, status: 200 }]);
    expectScoped(world);
    expect((await world.run([orders, limit(7)])).requests.write).toBe(0);
  });

  test("through adoption", async () => {
    const world = createWorld();
    const live = world.gateway.insert("routes", { name: "orders-v1", paths: ["/orders-v1"] });
    const made = world.gateway.insert("plugins", {
      name: "rate-limiting",
      route: { id: live.id },
      config: { minute: 1 },
    });
    await world.run([orders, limit(5)]);
    expect(world.gateway.entities("plugins")).toHaveLength(1);
    expect(world.one("plugins", { name: "rate-limiting" })).toMatchObject({
      id: made.id,
      route: { id: live.id },
      config: { minute: 5 },
      tags: [OWNER_TAG],
    });
  });

  test("a global plugin of the same name is another entity: it is neither adopted nor moved", async () => {
    const world = createWorld();
    const global = world.gateway.insert("plugins", { name: "rate-limiting", config: { minute: 1 } });
    const outcome = await world.run([orders, limit(5)]);
    expect(outcome.summary).toMatchObject({ created: 2, adopted: 0, updated: 0 });
    expect(world.one("plugins", { id: global.id })).toEqual(global);
  });

  test("through its route's deletion by somebody else between two runs: both are made again", async () => {
    const world = createWorld();
    await world.run([orders, limit(5)]);
    world.gateway.remove("routes", world.one("routes", { name: "orders-v1" }).id);
    expect(world.gateway.entities("plugins")).toEqual([]);
    const outcome = await world.run([orders, limit(5)]);
    expect(outcome.summary).toMatchObject({ created: 2, failed: 0 });
    expectScoped(world);
  });

  test("through its route's deletion between plan and apply of an update: never global, and the run says so", async () => {
    const world = createWorld();
    await world.run([orders, limit(5)]);
    const { id } = world.one("routes", { name: "orders-v1" });
    const outcome = await world.run([orders, limit(9)], { beforeApply: () => world.gateway.remove("routes", id) });
    expect(world.gateway.entities("plugins")).toEqual([]);
    expect(outcome.summary).toMatchObject({ failed: 1, updated: 0 });
    expect(outcome.errors).toMatchObject([{ address: limit(9).address }]);
    const next = await world.run([orders, limit(9)]);
    expect(next.summary).toMatchObject({ created: 2, failed: 0 });
    expectScoped(world);
  });

  test("through its route's deletion between plan and apply of a create: never global, and the run says so", async () => {
    const world = createWorld();
    await world.run([orders]);
    const { id } = world.one("routes", { name: "orders-v1" });
    const outcome = await world.run([orders, limit(9)], { beforeApply: () => world.gateway.remove("routes", id) });
    expect(outcome.summary).toMatchObject({ failed: 1, created: 0 });
    expect(outcome.errors).toMatchObject([{ code: "KG_FOREIGN_KEY", address: limit(9).address }]);
    expect(globals(world)).toEqual([]);
  });

  test("through its route's deletion just before the plugin is sent", async () => {
    const world = createWorld();
    world.gateway.faults.push(
      fault(
        { method: "POST", path: /^\/plugins/ },
        {
          before: (gateway) => {
            for (const { id } of gateway.entities("routes")) gateway.remove("routes", id);
          },
        },
      ),
    );
    const outcome = await world.run([orders, limit(9)]);
    expect(outcome.summary.failed).toBeGreaterThan(0);
    expect(world.gateway.entities("plugins")).toEqual([]);
  });

  test("when its declaration moves it to another route, the one here is deleted and the other made", async () => {
    const world = createWorld();
    const second = route("orders-v2");
    const third = route("orders-v3");
    await world.run([orders, second, third, limit(5)]);
    const outcome = await world.run([orders, second, third, limit(5, second)]);
    expect(outcome.summary).toMatchObject({ created: 1, deleted: 1, failed: 0 });
    expect(world.gateway.entities("plugins")).toMatchObject([
      { route: { id: world.one("routes", { name: "orders-v2" }).id } },
    ]);
  });
});

describe("a scope that resolves to nothing", () => {
  const refused = async (declared: ReturnType<typeof plugin>, code: string, more = [service("orders")]) => {
    const world = createWorld();
    world.gateway.insert("routes", { name: "orders-v1", paths: ["/a"] });
    const plan = await world.plan([...more, declared]);
    expect(plan.errors.map((error) => [error.code, error.address])).toContainEqual([code, declared.address]);
    const outcome = await world.run([...more, declared]);
    expect(outcome.errors.map((error) => error.address)).toContain(declared.address);
    expect(writesIn(world.gateway)).toEqual([]);
    expect(world.gateway.entities("plugins")).toEqual([]);
  };

  test("because it is absent is refused at plan", () =>
    refused(plugin("cors", {}, {}, {}, { isGlobal: false }), "KG_SCOPE_MISSING"));

  test("because its field is null is refused at plan", () =>
    refused(plugin("cors", {}, {}, { route: null }), "KG_SCOPE_UNRESOLVED"));

  test("because it is an empty object is refused at plan", () =>
    refused(plugin("cors", {}, {}, { route: {} }), "KG_SCOPE_UNRESOLVED"));

  test("because its id is null is refused at plan", () =>
    refused(plugin("cors", {}, {}, { route: { id: null } }), "KG_SCOPE_UNRESOLVED"));

  test("because one of two fields is null is refused at plan", () =>
    refused(plugin("cors", { service: service("orders") }, {}, { route: null }), "KG_SCOPE_UNRESOLVED"));

  test("because it is global and a reference at once is refused at plan", () =>
    refused(plugin("cors", { service: service("orders") }, {}, {}, { isGlobal: true }), "KG_SCOPE_CONTRADICTORY"));

  test("because its address is unknown is refused at plan", () =>
    refused(plugin("cors", { route: route("nowhere") }), "KG_REFERENCE_UNKNOWN"));

  test("because its id is not on the gateway is refused at plan", () =>
    refused(plugin("cors", { route: { id: "00000000-0000-4000-8000-000000000404" } }), "KG_REFERENCE_DANGLING"));

  test("because its existing route is not there is refused at plan", () => {
    const gone = route("gone", {}, { existing: true });
    return refused(plugin("cors", { route: gone }), "KG_SCOPE_UNRESOLVED", [gone]);
  });
});
