import { describe, expect, test } from "vitest";
import { Template } from "../../src/model/declaration.ts";
import { consumer, createWorld, fault, keyAuth, many, plugin, route, service, writesIn } from "./kit.ts";

const refusal = {
  message: "schema violation",
  code: 2,
  name: "schema violation",
  fields: { config: "is not liked here" },
};
const refusePlugins = (nth?: number) =>
  fault({ method: "POST", path: /^\/plugins/, ...(nth === undefined ? {} : { nth }) }, { status: 400, body: refusal });

const orders = service("orders");
const v1 = route("orders-v1", { service: orders });
const auth = plugin("key-auth", { route: v1 });

describe("a route made in this run", () => {
  test("does not stay if its authentication plugin is refused", async () => {
    const world = createWorld();
    world.gateway.faults.push(refusePlugins());
    const outcome = await world.run([orders, v1, auth]);
    expect(world.gateway.entities("routes")).toEqual([]);
    expect(world.gateway.entities("services")).toHaveLength(1);
    expect(outcome.operations.map(({ identity, result, error }) => [identity, result, error?.code])).toEqual([
      ["services/orders", "done", undefined],
      ["routes/orders-v1", "failed", "KG_ROUTE_REMOVED"],
      ["plugins/key-auth@route=orders-v1", "failed", "KG_SCHEMA_VIOLATION"],
    ]);
    world.gateway.faults.length = 0;
    expect((await world.run([orders, v1, auth])).summary).toMatchObject({ created: 2, unchanged: 1, failed: 0 });
  });

  test("stays with keepOpen, and the failure is told all the same", async () => {
    const world = createWorld();
    world.gateway.faults.push(refusePlugins());
    const outcome = await world.run([orders, v1, auth], { keepOpen: true });
    expect(world.gateway.entities("routes")).toHaveLength(1);
    expect(outcome.summary).toMatchObject({ created: 2, failed: 1 });
  });

  test("goes with the plugins that did succeed on it, and they are not reported as made", async () => {
    const world = createWorld();
    world.gateway.faults.push(refusePlugins(2));
    const outcome = await world.run([orders, v1, auth, plugin("cors", { route: v1 })]);
    expect(world.gateway.entities("routes")).toEqual([]);
    expect(world.gateway.entities("plugins")).toEqual([]);
    expect(outcome.summary).toMatchObject({ created: 1, failed: 3, blocked: 0 });
    expect(outcome.errors.map(({ code }) => code).sort()).toEqual([
      "KG_REMOVED_WITH_PARENT",
      "KG_ROUTE_REMOVED",
      "KG_SCHEMA_VIOLATION",
    ]);
  });

  test("does not take away routes that were there before", async () => {
    const world = createWorld();
    await world.run([orders, v1]);
    world.gateway.faults.push(refusePlugins());
    const outcome = await world.run([orders, v1, auth]);
    expect(outcome.summary).toMatchObject({ failed: 1, unchanged: 2 });
    expect(world.gateway.entities("routes")).toHaveLength(1);
  });

  test("is not removed if it turned out to be there already", async () => {
    const world = createWorld();
    world.gateway.faults.push(refusePlugins());
    await world.run([orders, v1, auth], {
      beforeApply: () => void world.gateway.insert("routes", { name: "orders-v1", paths: ["/orders-v1"] }),
    });
    expect(world.gateway.entities("routes")).toHaveLength(1);
  });

  test("says that it stands open if it cannot be removed", async () => {
    const world = createWorld();
    world.gateway.faults.push(refusePlugins(), fault({ method: "DELETE" }, { status: 403 }));
    const { errors } = await world.run([orders, v1, auth]);
    expect(errors.map(({ code }) => code)).toContain("KG_ROUTE_STANDS_OPEN");
    expect(world.gateway.entities("routes")).toHaveLength(1);
  });

  test("is followed by its plugins before other branches go on", async () => {
    const world = createWorld();
    const services = many(20, (index) => service(`s${index}`));
    const routes = services.map((one, index) => route(`r${index}`, { service: one }));
    await world.run([...services, ...routes, ...routes.map((one) => plugin("key-auth", { route: one }))], {
      concurrency: 1,
    });
    const writes = writesIn(world.gateway);
    const opened = writes.flatMap((write, index) => (write === "POST /routes" ? [index] : []));
    expect(opened).toHaveLength(20);
    for (const index of opened) expect(writes[index + 1]).toBe("POST /plugins");
  });

  test("waits for its new service's plugins, and is not made if one of them is refused", async () => {
    const world = createWorld();
    const all = [v1, plugin("key-auth", { service: orders }), orders];
    await world.run(all);
    expect(writesIn(world.gateway)).toEqual(["POST /services", "POST /plugins", "POST /routes"]);
    const other = createWorld();
    other.gateway.faults.push(refusePlugins());
    const outcome = await other.run(all);
    expect(other.gateway.entities("routes")).toEqual([]);
    expect(outcome.operations.find(({ kind }) => kind === "routes")).toMatchObject({
      result: "blocked",
      error: { code: "KG_BLOCKED" },
    });
  });

  test("waits for a plugin of its service and a consumer too", async () => {
    const world = createWorld();
    const mobile = consumer("mobile");
    await world.run([
      v1,
      plugin("rate-limiting", { service: orders, consumer: mobile }, { minute: 1 }),
      orders,
      mobile,
      keyAuth(mobile, "k"),
    ]);
    const writes = writesIn(world.gateway);
    expect(writes.indexOf("POST /plugins")).toBeLessThan(writes.indexOf("POST /routes"));
  });

  test("waits for whatever else its guards wait for, and is not made at all without that", async () => {
    const mobile = consumer("mobile");
    const all = [orders, v1, plugin("rate-limiting", { route: v1, consumer: mobile }, { minute: 1 }), mobile];
    const world = createWorld();
    await world.run(all, { concurrency: 1 });
    expect(writesIn(world.gateway).slice(-2)).toEqual(["POST /routes", "POST /plugins"]);
    const other = createWorld();
    const body = { message: "no", code: 2, name: "schema violation", fields: { username: "is not liked" } };
    other.gateway.faults.push(fault({ method: "POST", path: /^\/consumers/ }, { status: 400, body }));
    const outcome = await other.run(all);
    expect(outcome.summary).toMatchObject({ created: 1, failed: 1, blocked: 2 });
    expect(writesIn(other.gateway)).not.toContain("POST /routes");
  });

  test("does not wait for a plugin that itself waits for the route", async () => {
    const world = createWorld();
    const url = new Template(["http://log.example/", { address: v1.address, path: ["id"] }]);
    const log = plugin("http-log", { service: orders }, { http_endpoint: url });
    const chained = plugin("cors", { route: v1 }, {}, {}, { dependsOn: [auth.address] });
    const outcome = await world.run([orders, v1, log, auth, chained]);
    expect(outcome.errors).toEqual([]);
    expect(writesIn(world.gateway)).toEqual([
      "POST /services",
      "POST /routes",
      "POST /plugins",
      "POST /plugins",
      "POST /plugins",
    ]);
  });

  test("is removed also when the run was interrupted before its plugin could be made", async () => {
    const world = createWorld();
    const stop = new AbortController();
    world.gateway.faults.push(
      fault({ method: "POST", path: /^\/routes/ }, { before: () => stop.abort() }),
      refusePlugins(),
    );
    await world.run([orders, v1, auth], { stop: stop.signal });
    expect(world.gateway.entities("routes")).toEqual([]);
  });
});
