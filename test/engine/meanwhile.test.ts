import { describe, expect, test } from "vitest";
import {
  acl,
  consumer,
  createWorld,
  fault,
  keyAuth,
  OWNER_TAG,
  plugin,
  route,
  service,
  target,
  upstream,
  type World,
} from "./kit.ts";

const orders = service("orders");

describe("somebody who writes between plan and apply", () => {
  const made: [string, readonly string[], string | undefined][] = [
    ["nobody's", [], undefined],
    ["ours", [OWNER_TAG], undefined],
    ["another owner's", ["kongruent-owner:billing"], "KG_OWNED_BY_OTHER"],
  ];
  test.each(made)("and makes what we would create, %s: the table of adoption decides", async (_whose, tags, code) => {
    const world = createWorld();
    const outcome = await world.run([orders, route("v1", { service: orders })], {
      beforeApply: () =>
        void world.gateway.insert("services", { name: "orders", host: "theirs.example", tags: [...tags] }),
    });
    expect(world.gateway.entities("services")).toHaveLength(1);
    if (code === undefined) {
      expect(outcome.errors).toEqual([]);
      expect(outcome.operations).toMatchObject([
        { identity: "services/orders", action: "adopt", result: "done" },
        { identity: "routes/v1", action: "create", result: "done" },
      ]);
      expect(world.one("services", { name: "orders" })).toMatchObject({ host: "orders.example", tags: [OWNER_TAG] });
    } else {
      expect(outcome.operations).toMatchObject([
        { result: "failed", error: { code, address: "kong_service.orders" } },
        { result: "blocked" },
      ]);
      expect(world.one("services", { name: "orders" })).toMatchObject({ host: "theirs.example", tags });
    }
  });

  test("and makes what we would create, with adopt never: refused", async () => {
    const world = createWorld();
    const outcome = await world.run([orders], {
      adopt: "never",
      beforeApply: () => void world.gateway.insert("services", { name: "orders", host: "theirs.example" }),
    });
    expect(outcome.errors).toMatchObject([{ code: "KG_ADOPTION_REFUSED" }]);
    expect(world.one("services", { name: "orders" })["host"]).toBe("theirs.example");
  });

  const mobile = consumer("mobile");
  const pool = upstream("pool");
  const others: [string, () => ReturnType<typeof service>[], (world: World, parent: string) => void][] = [
    ["a route", () => [route("v1")], (world) => void world.gateway.insert("routes", { name: "v1", paths: ["/x"] })],
    [
      "a global plugin",
      () => [plugin("cors", "global")],
      (world) => void world.gateway.insert("plugins", { name: "cors" }),
    ],
    [
      "a target",
      () => [pool, target(pool, "10.0.0.1")],
      (world, id) => void world.gateway.insert("targets", { upstream: { id }, target: "10.0.0.1" }),
    ],
    [
      "a key of the same consumer",
      () => [mobile, keyAuth(mobile, "key-4711")],
      (world, id) => void world.gateway.insert("keyauth_credentials", { consumer: { id }, key: "key-4711" }),
    ],
    [
      "an ACL",
      () => [mobile, acl(mobile, "gold")],
      (world, id) => void world.gateway.insert("acls", { consumer: { id }, group: "gold" }),
    ],
  ];
  test.each(others)(
    "and makes %s that we would create: adopted, one there, congruent",
    async (_what, declared, make) => {
      const world = createWorld();
      const all = declared();
      const [first] = all;
      if (all.length > 1 && first !== undefined) await world.run([first]);
      const parent = world.gateway.entities(first?.kind ?? "")[0]?.id ?? "";
      const outcome = await world.run(all, { beforeApply: () => make(world, parent) });
      expect(outcome.errors).toEqual([]);
      expect(outcome.summary).toMatchObject({ adopted: 1, created: 0, failed: 0 });
      expect(world.gateway.entities(all.at(-1)?.kind ?? "")).toHaveLength(1);
      expect((await world.run(all)).requests.write).toBe(0);
    },
  );

  test("and changes an entity that we change: compared again, and what they changed is set right too", async () => {
    const world = createWorld();
    await world.run([orders]);
    const { id } = world.one("services", { name: "orders" });
    const outcome = await world.run([service("orders", { retries: 1 })], {
      beforeApply: () => void world.gateway.update("services", id, { host: "theirs.example" }),
    });
    expect(outcome.summary).toMatchObject({ updated: 1, failed: 0 });
    expect(world.one("services", { name: "orders" })).toMatchObject({ host: "orders.example", retries: 1 });
  });

  test("and takes the entity over: it is theirs now and not written to", async () => {
    const world = createWorld();
    await world.run([orders]);
    const { id } = world.one("services", { name: "orders" });
    const outcome = await world.run([service("orders", { retries: 1 })], {
      beforeApply: () => void world.gateway.update("services", id, { tags: ["kongruent-owner:billing"] }),
    });
    expect(outcome.errors).toMatchObject([{ code: "KG_OWNED_BY_OTHER" }]);
    expect(world.one("services", { name: "orders" })["tags"]).toEqual(["kongruent-owner:billing"]);
  });

  test("and deletes an entity that we change: it is made again, under its id", async () => {
    const world = createWorld();
    await world.run([orders]);
    const { id } = world.one("services", { name: "orders" });
    const outcome = await world.run([service("orders", { retries: 1 })], {
      beforeApply: () => world.gateway.remove("services", id),
    });
    expect(outcome.errors).toEqual([]);
    expect(world.one("services", { name: "orders" })).toMatchObject({ id, retries: 1, tags: [OWNER_TAG] });
    expect((await world.run([service("orders", { retries: 1 })])).requests.write).toBe(0);
  });

  test("and replaces an entity that we change by another of its name: that one is adopted", async () => {
    const world = createWorld();
    await world.run([orders]);
    const { id } = world.one("services", { name: "orders" });
    const outcome = await world.run([service("orders", { retries: 1 })], {
      beforeApply: () => {
        world.gateway.remove("services", id);
        world.gateway.insert("services", { name: "orders", host: "theirs.example" });
      },
    });
    expect(outcome.errors).toEqual([]);
    expect(world.gateway.entities("services")).toMatchObject([
      { name: "orders", host: "orders.example", retries: 1, tags: [OWNER_TAG] },
    ]);
  });

  test("and makes an entity of the name whose id we pin: another one, and refused", async () => {
    const world = createWorld();
    const pinned = service("orders", {}, { id: "11111111-1111-4111-8111-111111111111" });
    const outcome = await world.run([pinned], {
      beforeApply: () => void world.gateway.insert("services", { name: "orders", host: "theirs.example" }),
    });
    expect(outcome.errors).toMatchObject([{ code: "KG_ID_MISMATCH", address: "kong_service.orders" }]);
    expect(world.one("services", { name: "orders" })["host"]).toBe("theirs.example");
  });

  test("and deletes what we would delete: no error", async () => {
    const world = createWorld();
    await world.run([orders, service("goes")]);
    const outcome = await world.run([orders], {
      beforeApply: () => world.gateway.remove("services", world.one("services", { name: "goes" }).id),
    });
    expect(outcome).toMatchObject({ errors: [], summary: { deleted: 1 } });
  });
});

describe("somebody who writes while we do", () => {
  test("and whose change overlaps ours: read back, and set right", async () => {
    const world = createWorld();
    await world.run([orders]);
    const { id } = world.one("services", { name: "orders" });
    world.gateway.faults.push(
      fault(
        { method: "GET", path: new RegExp(`^/services/${id}`), times: 1 },
        { before: (gateway) => void gateway.update("services", id, { retries: 9 }) },
      ),
    );
    const outcome = await world.run([service("orders", { retries: 1 })]);
    expect(outcome.errors).toEqual([]);
    expect(world.one("services", { name: "orders" })["retries"]).toBe(1);
  });

  test("and never stops: given up within seconds, and told which fields", async () => {
    const world = createWorld();
    await world.run([orders]);
    world.gateway.faults.push(fault({ method: "PATCH" }, { change: (body) => ({ ...(body as object), retries: 9 }) }));
    const outcome = await world.run([service("orders", { retries: 1 })]);
    expect(outcome.errors).toMatchObject([{ code: "KG_NOT_CONGRUENT", address: "kong_service.orders" }]);
    expect(outcome.errors[0]?.message).toContain("retries");
    expect(world.slept()).toBeLessThan(5_000);
    expect(world.sent.length).toBeLessThan(12);
  });

  test("and deletes what we made: told, not taken for done", async () => {
    const world = createWorld();
    world.gateway.faults.push(
      fault(
        { method: "GET", path: /^\/services\/[^/?]+$/, times: 1 },
        {
          before: (gateway) => {
            for (const { id } of gateway.entities("services")) gateway.remove("services", id);
          },
        },
      ),
    );
    const outcome = await world.run([orders]);
    expect(outcome.errors).toMatchObject([{ code: "KG_VANISHED" }]);
  });

  test("a reference that the lists missed is read by id before it is called dangling", async () => {
    const world = createWorld();
    const late = "99999999-0000-4000-8000-000000000001";
    // The list of services was read before the service was made; the route's own list is not concerned.
    world.gateway.faults.push(
      fault(
        { method: "GET", path: /^\/services\?/ },
        {
          change: (page) => ({ ...(page as object), data: [], next: null }),
        },
      ),
    );
    world.gateway.insert("services", { id: late, name: "late", host: "h" });
    const plan = await world.plan([route("v1", { service: { id: late } })]);
    expect(plan.errors).toEqual([]);
    expect(plan.changes).toMatchObject([{ action: "create", identity: "routes/v1" }]);
  });
});
