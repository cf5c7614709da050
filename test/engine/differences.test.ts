import { describe, expect, test } from "vitest";
import type { Declaration } from "../../src/model/declaration.ts";
import { createWorld, plugin, route, service, target, upstream, type World, writesIn } from "./kit.ts";

/** Runs once, lets somebody change things, and gives the plan that follows. */
const drifted = async (declared: readonly Declaration[], change: (world: World) => void) => {
  const world = createWorld();
  expect((await world.run(declared)).errors).toEqual([]);
  change(world);
  world.forget();
  return { world, plan: await world.plan(declared) };
};

const patched = (world: World, kind: string, fields: Record<string, unknown>): void => {
  const [entity] = world.gateway.entities(kind);
  world.gateway.update(kind, entity?.id ?? "", fields);
};

describe("what is seen as different", () => {
  test("an attribute taken out of the declaration is reset to its default, and then nothing differs (S14)", async () => {
    const world = createWorld();
    await world.run([
      service("orders", { retries: 1, path: "/v1" }),
      plugin("rate-limiting", "global", { minute: 5, hour: 9, policy: "local" }),
    ]);
    world.forget();
    const fewer = [service("orders"), plugin("rate-limiting", "global", { minute: 5 })];
    const plan = await world.plan(fewer);
    expect(plan.changes.map(({ fields }) => fields)).toEqual([
      expect.arrayContaining([
        { path: "retries", from: 1, to: 5 },
        { path: "path", from: "/v1", to: null },
      ]),
      [{ path: "config.hour", from: 9, to: null }],
    ]);
    await world.run(fewer);
    expect(world.sent.map(({ body }) => body)).toEqual(
      expect.arrayContaining([{ retries: 5, path: null }, { config: { hour: null } }]),
    );
    expect(world.sent).toHaveLength(2);
    expect((await world.run(fewer)).requests.write).toBe(0);
  });

  test("a field that nobody declared and somebody changed is seen and reset (S15)", async () => {
    const declared = [service("orders")];
    const { world, plan } = await drifted(declared, (one) => patched(one, "services", { read_timeout: 1_000 }));
    expect(plan.changes).toMatchObject([
      { action: "update", fields: [{ path: "read_timeout", from: 1_000, to: 60_000 }] },
    ]);
    await world.run(declared);
    expect(world.sent.map(({ body }) => body)).toEqual([{ read_timeout: 60_000 }]);
    expect(world.gateway.entities("services")).toMatchObject([{ read_timeout: 60_000 }]);
  });

  test("a field that nobody declared and somebody changed is left alone where ignore_changes says so (S15)", async () => {
    const declared = [service("orders", {}, { lifecycle: { ignoreChanges: ["read_timeout"] } })];
    const { plan } = await drifted(declared, (one) => patched(one, "services", { read_timeout: 1_000 }));
    expect(plan.changes).toEqual([]);
  });

  test("of a plugin's config exactly the field that was changed out of band is seen (S16)", async () => {
    const declared = [plugin("rate-limiting", "global", { minute: 5 })];
    const { world, plan } = await drifted(declared, (one) =>
      patched(one, "plugins", { config: { policy: "redis", redis: { host: "r" } } }),
    );
    expect(plan.changes[0]?.fields).toEqual([
      { path: "config.policy", from: "redis", to: "local" },
      { path: "config.redis.host", from: "r", to: null },
    ]);
    await world.run(declared);
    expect(world.sent.map(({ body }) => body)).toEqual([{ config: { policy: "local", redis: { host: null } } }]);
  });

  test("lists are ordered, sets are not (S19)", async () => {
    const declared = (paths: string[], methods: string[]) => [
      route("r1", { paths, methods, hosts: ["a.example", "b.example"], protocols: ["https", "http"] }),
    ];
    const world = createWorld();
    await world.run(declared(["/a", "/b"], ["GET", "POST"]));
    world.forget();
    expect((await world.plan(declared(["/a", "/b"], ["POST", "GET"]))).changes).toEqual([]);
    const plan = await world.plan(declared(["/b", "/a"], ["POST", "GET"]));
    expect(plan.changes[0]?.fields).toEqual([{ path: "paths", from: ["/a", "/b"], to: ["/b", "/a"] }]);
    await world.run(declared(["/b", "/a"], ["POST", "GET"]));
    expect(world.sent.map(({ body }) => body)).toEqual([{ paths: ["/b", "/a"] }]);
  });

  test("a rename is made in place where the id is pinned (S18)", async () => {
    const world = createWorld();
    const id = "11111111-1111-4111-8111-111111111111";
    const old = service("old", {}, { id });
    await world.run([old, route("r1", { service: old })]);
    world.forget();
    const fresh = service("new", { host: "old.example" }, { id });
    const renamed = [fresh, route("r1", { service: fresh })];
    const outcome = await world.run(renamed);
    expect(outcome.summary).toMatchObject({ updated: 1, created: 0, deleted: 0 });
    expect(world.sent).toEqual([{ request: `PATCH /services/${id}`, body: { name: "new" }, status: 200 }]);
  });

  test("a rename without a pinned id is a create and a delete, and children move over before the delete (S18)", async () => {
    const world = createWorld();
    const old = service("old");
    const other = service("other");
    await world.run([old, other, route("r1", { service: old })]);
    const kept = world.one("routes", { name: "r1" }).id;
    world.forget();
    const fresh = service("new");
    const outcome = await world.run([fresh, other, route("r1", { service: fresh })]);
    expect(outcome.summary).toMatchObject({ created: 1, updated: 1, deleted: 1, failed: 0, blocked: 0 });
    expect(writesIn(world.gateway).map((write) => write.split(" ")[0])).toEqual(["POST", "PATCH", "DELETE"]);
    expect(world.one("routes", { name: "r1" })).toMatchObject({
      id: kept,
      service: { id: world.one("services", { name: "new" }).id },
    });
  });

  test("a pinned id that is another's is refused", async () => {
    const world = createWorld();
    const live = world.gateway.insert("services", { name: "orders", host: "h" });
    const { errors } = await world.run([service("orders", {}, { id: "11111111-1111-4111-8111-111111111111" })]);
    expect(errors).toMatchObject([{ code: "KG_ID_MISMATCH" }]);
    expect(errors[0]?.message).toContain(live.id);
    expect(writesIn(world.gateway)).toEqual([]);
  });
});

describe("no difference is seen", () => {
  const noDiff: [string, () => Declaration[], ((world: World) => void)?][] = [
    [
      "between a deprecated redis_host and redis.host",
      () => [plugin("rate-limiting", "global", { minute: 5, policy: "redis", redis_host: "r", redis_port: 6380 })],
    ],
    [
      "between redis.host and the redis_host that the gateway echoes",
      () => [plugin("rate-limiting", "global", { minute: 5, policy: "redis", redis: { host: "r" } })],
    ],
    [
      "between url and what it stands for",
      () => [service("orders", { host: undefined, url: "https://orders.example:8443/v1" })],
    ],
    [
      "between url with a path and one without",
      () => [service("orders", { host: undefined, url: "http://orders.example" })],
    ],
    ["between a target with and without its port", () => [upstream("pool"), target(upstream("pool"), "10.0.0.1")]],
    [
      "between two spellings of an IPv6 target",
      () => [upstream("pool"), target(upstream("pool"), "[::1]:80"), target(upstream("pool"), "[2001:DB8::1]")],
    ],
    ["in strip_path of a grpc route", () => [route("g", { protocols: ["grpc", "grpcs"] })]],
    [
      "in a number with more than 14 digits",
      () => [plugin("rate-limiting", "global", { minute: 123_456_789_012_345 })],
    ],
    ["in a null inside config", () => [plugin("rate-limiting", "global", { minute: 5, hour: null })]],
    ["in the algorithm that hash_on decides", () => [upstream("pool", { hash_on: "ip" })]],
    ["in the hash_on that least-connections overrules", () => [upstream("pool", { algorithm: "least-connections" })]],
    ["in a null at the top level, which is undeclared", () => [service("orders", { path: null, tags: null })]],
    ["in an empty map", () => [plugin("response-ratelimiting", "global", { limits: { a: { minute: 1 } } })]],
    ["in a secret that the gateway made", () => [plugin("session", "global", {})]],
    ["in a set with repetitions", () => [route("r", { methods: ["GET", "GET"] })]],
    [
      "in nested healthchecks of which one field is declared",
      () => [upstream("pool", { healthchecks: { active: { healthy: { interval: 5 } } } })],
    ],
    ["in an empty declared list", () => [route("r", { hosts: [] })]],
    [
      "in a set of records",
      () => [route("t", { protocols: ["tcp"], paths: undefined, sources: [{ ip: "10.0.0.1" }, { port: 80 }] })],
    ],
  ];
  test.each(noDiff)("%s", async (_what, declared) => {
    const world = createWorld();
    const first = await world.run(declared());
    expect(first.errors).toEqual([]);
    expect(first.operations.every(({ action }) => action === "create")).toBe(true);
    expect(first.requests.write).toBe(first.operations.length);
    expect((await world.plan(declared())).changes).toEqual([]);
    expect((await world.run(declared())).requests.write).toBe(0);
  });
});
