import { describe, expect, test } from "vitest";
import type { Declaration } from "../../src/model/declaration.ts";
import {
  acl,
  basicAuth,
  congruent,
  consumer,
  createWorld,
  keyAuth,
  plugin,
  route,
  service,
  target,
  upstream,
  writesIn,
} from "./kit.ts";

const orders = service("orders");
const v1 = route("v1", { service: orders });
const pool = upstream("pool");
const mobile = consumer("mobile");
/** What stays in each case, and the one that goes. */
const CASES: [string, Declaration[], Declaration][] = [
  ["a service", [pool], orders],
  ["a route", [orders], v1],
  ["an upstream", [orders], pool],
  ["a target", [pool], target(pool, "10.0.0.1")],
  ["a plugin", [orders, v1], plugin("cors", { route: v1 })],
  ["a global plugin", [orders], plugin("cors", "global")],
  ["a consumer", [orders], mobile],
  ["a key", [mobile], keyAuth(mobile, "key-4711")],
  ["a user name", [mobile], basicAuth(mobile, "user", "pass-4711")],
  ["an ACL", [mobile], acl(mobile, "gold")],
];

describe("what is no longer declared", () => {
  test.each(CASES)("%s is deleted, and nothing else", async (_what, rest, goes) => {
    const world = createWorld();
    expect((await world.run([...rest, goes])).errors).toEqual([]);
    const kept = rest
      .map(({ kind }) => [kind, world.gateway.entities(kind)] as const)
      .filter(([kind]) => kind !== goes.kind);
    world.forget();
    const outcome = await world.run(rest);
    expect(outcome.errors).toEqual([]);
    expect(outcome.summary).toMatchObject({ deleted: 1, failed: 0, blocked: 0 });
    expect(writesIn(world.gateway).map((write) => write.split(" ")[0])).toEqual(["DELETE"]);
    expect(world.gateway.entities(goes.kind)).toHaveLength(rest.filter(({ kind }) => kind === goes.kind).length);
    for (const [kind, entities] of kept) expect(world.gateway.entities(kind)).toEqual(entities);
    await congruent(world, rest);
  });

  test("goes with its children in one delete, and the plan lists them", async () => {
    const world = createWorld();
    const all = [
      pool,
      target(pool, "10.0.0.1"),
      target(pool, "10.0.0.2"),
      mobile,
      keyAuth(mobile, "key-4711"),
      acl(mobile, "gold"),
      plugin("rate-limiting", { consumer: mobile }, { minute: 1 }),
      orders,
    ];
    await world.run(all);
    world.forget();
    const plan = await world.plan([orders]);
    expect(plan.changes.map(({ identity, cascades }) => [identity, cascades])).toEqual([
      ["upstreams/pool", ["targets/pool/10.0.0.1:8000", "targets/pool/10.0.0.2:8000"]],
      [
        "consumers/mobile",
        [
          "acls/gold@consumer=mobile",
          expect.stringMatching(/^keyauth_credentials\/[0-9a-f-]+@consumer=mobile$/),
          "plugins/rate-limiting@consumer=mobile",
        ],
      ],
    ]);
    expect((await world.run([orders])).summary).toMatchObject({ deleted: 2, failed: 0 });
    expect(writesIn(world.gateway)).toHaveLength(2);
    for (const { kind } of all) if (kind !== "services") expect(world.gateway.entities(kind)).toEqual([]);
  });

  test("and moved away with the child that stays: the child is moved first", async () => {
    const world = createWorld();
    const old = service("old");
    await world.run([orders, old, route("v1", { service: old })]);
    const { id } = world.one("routes", { name: "v1" });
    const outcome = await world.run([orders, v1]);
    expect(outcome.summary).toMatchObject({ updated: 1, deleted: 1, failed: 0, blocked: 0 });
    expect(world.one("routes", { name: "v1" })).toMatchObject({
      id,
      service: { id: world.one("services", { name: "orders" }).id },
    });
  });

  test("and a key that moves to another consumer while its own goes is not lost with it", async () => {
    const world = createWorld();
    const old = consumer("old");
    await world.run([mobile, old, keyAuth(old, "key-4711")]);
    const { id } = world.one("keyauth_credentials", { key: "key-4711" });
    const outcome = await world.run([mobile, keyAuth(mobile, "key-4711")]);
    expect(outcome.errors).toEqual([]);
    expect(outcome.summary).toMatchObject({ updated: 1, deleted: 1, failed: 0 });
    expect(world.gateway.entities("keyauth_credentials")).toMatchObject([
      { id, consumer: { id: world.one("consumers", { username: "mobile" }).id } },
    ]);
  });
});
