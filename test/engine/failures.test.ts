import { describe, expect, test } from "vitest";
import type { FaultAction } from "../../src/embedded/faults.ts";
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
} from "./kit.ts";

describe("a request that fails", () => {
  test("50 of 200 plugins refused by the gateway: 50 errors named, 150 plugins made (S8)", async () => {
    const world = createWorld();
    const services = many(200, (index) => service(`s${String(index).padStart(3, "0")}`));
    const plugins = services.map((one) => plugin("cors", { service: one }));
    const fields = { config: "is not liked here" };
    const body = { message: "schema violation", code: 2, name: "schema violation", fields };
    // The gateway refuses every fourth plugin for reasons of its own.
    for (const nth of many(50, (index) => index * 4 + 1)) {
      world.gateway.faults.push(fault({ method: "POST", path: /^\/plugins/, nth }, { status: 400, body }));
    }
    const outcome = await world.run([...services, ...plugins]);
    expect(outcome.summary).toMatchObject({ created: 350, failed: 50, blocked: 0 });
    expect(outcome.errors).toHaveLength(50);
    const made = new Set(outcome.operations.filter(({ result }) => result === "done").map(({ address }) => address));
    const named = new Set(outcome.errors.map(({ address }) => address));
    expect(named.size).toBe(50);
    expect(plugins.every(({ address }) => made.has(address) !== named.has(address))).toBe(true);
    expect(outcome.errors.every(({ message }) => message.includes("config: is not liked here"))).toBe(true);
    expect(world.gateway.entities("plugins")).toHaveLength(150);
    world.gateway.faults.length = 0;
    expect((await world.run([...services, ...plugins])).summary).toMatchObject({ created: 50, failed: 0 });
  });

  const once: [string, FaultAction][] = [
    ["500", { status: 500 }],
    ["502 of HTML", { html: true }],
    ["503", { status: 503 }],
    ["504", { status: 504 }],
    ["429 with Retry-After", { status: 429, headers: { "retry-after": "1" } }],
    ["429 without Retry-After", { status: 429 }],
    ["cut connection", { cut: true }],
    ["truncated answer", { truncate: true }],
  ];
  test.each(once)(
    "one %s among many, on any kind of request, is repeated and the run completes (S9)",
    async (_what, action) => {
      const world = createWorld();
      const services = many(30, (index) => service(`s${index}`));
      const all = [...services, ...services.map((one) => route(`r-${one.fields["name"]}`, { service: one }))];
      for (const method of ["GET", "POST", "PATCH", "DELETE"]) {
        world.gateway.faults.push(fault({ method, nth: 3 }, action));
      }
      const made = await world.run(all);
      expect(made.errors).toEqual([]);
      expect(made.summary).toMatchObject({ created: 60, failed: 0 });
      const patched = await world.run(all.map((one) => ({ ...one, fields: { ...one.fields, tags: ["a"] } })));
      expect(patched.summary).toMatchObject({ updated: 60, failed: 0 });
      const fewer = await world.run(all.slice(0, 10), { maxDeletes: 100 });
      expect(fewer.errors).toEqual([]);
      expect(fewer.summary).toMatchObject({ deleted: 50, failed: 0, blocked: 0 });
      await congruent(world, all.slice(0, 10));
      expect(world.gateway.entities("services")).toHaveLength(10);
    },
  );

  test("a Retry-After is waited for, and nobody waits for minutes", async () => {
    const world = createWorld();
    world.gateway.faults.push(fault({ method: "POST", nth: 1 }, { status: 429, headers: { "retry-after": "3" } }));
    await world.run([service("orders")]);
    expect(world.slept()).toBe(3_000);
  });

  test("a gateway that stays broken ends in one error per operation, and what depends on it says what blocked it", async () => {
    const world = createWorld();
    world.gateway.faults.push(fault({ method: "POST", path: /^\/services/ }, { status: 503 }));
    const orders = service("orders");
    const outcome = await world.run([orders, route("r1", { service: orders }), upstream("pool")]);
    expect(outcome.summary).toMatchObject({ created: 1, failed: 1, blocked: 1 });
    expect(outcome.operations.find(({ kind }) => kind === "routes")).toMatchObject({
      result: "blocked",
      error: { code: "KG_BLOCKED", address: "kong_route.r1" },
    });
    expect(outcome.errors.find(({ code }) => code === "KG_BLOCKED")?.message).toContain("services/orders");
  });
});

const mobile = consumer("mobile");
const pool = upstream("pool");
const orders = service("orders");
const everyKind: [string, Declaration, Declaration[]][] = [
  ["services", orders, []],
  ["routes", route("r1", { service: orders }), [orders]],
  ["upstreams", pool, []],
  ["targets", target(pool, "10.0.0.1"), [pool]],
  ["plugins", plugin("cors", { service: orders }), [orders]],
  ["consumers", mobile, []],
  ["keyauth_credentials", keyAuth(mobile, "key-4711"), [mobile]],
  ["basicauth_credentials", basicAuth(mobile, "user", "pass-4711"), [mobile]],
  ["acls", acl(mobile, "gold"), [mobile]],
];
const losses: [string, FaultAction][] = [
  ["is lost", { loseAnswer: true }],
  ["is cut in half", { truncate: true }],
];

describe.each(losses)("a create whose answer %s", (_how, action) => {
  test.each(everyKind)("of %s ends in the same run with exactly one entity (S11)", async (kind, declared, needs) => {
    const world = createWorld();
    await world.run(needs);
    const before = world.gateway.entities(kind).length;
    world.gateway.faults.push(fault({ method: "POST", times: 1 }, action));
    const outcome = await world.run([...needs, declared]);
    expect(outcome.errors).toEqual([]);
    expect(outcome.summary).toMatchObject({ created: 1, failed: 0, blocked: 0 });
    expect(world.gateway.entities(kind)).toHaveLength(before + 1);
    await congruent(world, [...needs, declared]);
  });
});

describe("an update or delete whose answer is lost", () => {
  test("is repeated, and the run completes", async () => {
    const world = createWorld();
    await world.run([orders, service("other"), pool]);
    world.gateway.faults.push(
      fault({ method: "PATCH", nth: 1 }, { loseAnswer: true }),
      fault({ method: "DELETE", nth: 1 }, { loseAnswer: true }),
    );
    const outcome = await world.run([service("orders", { retries: 1 }), pool]);
    expect(outcome.errors).toEqual([]);
    expect(outcome.summary).toMatchObject({ updated: 1, deleted: 1, failed: 0 });
    expect(world.gateway.entities("services")).toMatchObject([{ name: "orders", retries: 1 }]);
  });
});
