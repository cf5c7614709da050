import { describe, expect, test } from "vitest";
import type { AdoptMode } from "../../src/model/declaration.ts";
import { acl, consumer, createWorld, OWNER_TAG, plugin, route, service, target, upstream, writesIn } from "./kit.ts";

describe("what is already on the gateway", () => {
  test("an existing target is adopted, and the run goes on (S4)", async () => {
    const world = createWorld();
    const pool = world.gateway.insert("upstreams", { name: "pool" });
    const live = world.gateway.insert("targets", { upstream: { id: pool.id }, target: "10.0.0.1:80", weight: 5 });
    const declared = upstream("pool");
    const all = [declared, target(declared, "10.0.0.1:80", { weight: 100 }), target(declared, "10.0.0.2:80")];
    const outcome = await world.run(all);
    expect(outcome.summary).toMatchObject({ adopted: 2, created: 1, failed: 0, blocked: 0 });
    expect(outcome.errors).toEqual([]);
    expect(world.one("targets", { target: "10.0.0.1:80" })).toMatchObject({
      id: live.id,
      weight: 100,
      tags: [OWNER_TAG],
    });
    expect(world.gateway.entities("targets")).toHaveLength(2);
  });

  test("an existing entity is adopted with a visible difference, and what is not ours is left alone (S3)", async () => {
    const world = createWorld();
    const live = world.gateway.insert("services", { name: "orders", host: "old.example" });
    const other = world.gateway.insert("services", { name: "other", host: "other.example" });
    const plan = await world.plan([service("orders", { host: "new.example" })]);
    expect(plan.summary).toEqual({ create: 0, adopt: 1, update: 0, delete: 0, unchanged: 0, unmanaged: 1 });
    expect(plan.changes[0]).toMatchObject({
      action: "adopt",
      identity: "services/orders",
      id: live.id,
      fields: [
        { path: "host", from: "old.example", to: "new.example" },
        { path: "owner", from: null, to: "shop" },
      ],
    });
    await world.run([service("orders", { host: "new.example" })]);
    expect(world.one("services", { name: "orders" })).toMatchObject({ id: live.id, created_at: live["created_at"] });
    expect(world.one("services", { name: "other" })).toEqual(other);
  });

  test("an entity with another select tag names its owner and is not created twice (S3b)", async () => {
    const world = createWorld();
    world.gateway.insert("services", { name: "orders", host: "a.example", tags: ["kongruent-owner:billing"] });
    const plan = await world.plan([service("orders")]);
    expect(plan.summary.create).toBe(0);
    expect(plan.errors).toMatchObject([{ code: "KG_OWNED_BY_OTHER", address: "kong_service.orders" }]);
    expect(plan.errors[0]?.message).toContain("'billing'");
  });

  test("a plugin already on that scope is adopted, and the difference is shown (S5)", async () => {
    const world = createWorld();
    const live = world.gateway.insert("routes", { name: "orders-v1", paths: ["/orders"] });
    world.gateway.insert("plugins", {
      name: "rate-limiting",
      route: { id: live.id },
      config: { minute: 5, policy: "local" },
    });
    const orders = route("orders-v1", { paths: ["/orders"] });
    const all = [orders, plugin("rate-limiting", { route: orders }, { minute: 10 })];
    const plan = await world.plan(all);
    expect(plan.changes.map(({ identity, action }) => [action, identity])).toEqual([
      ["adopt", "routes/orders-v1"],
      ["adopt", "plugins/rate-limiting@route=orders-v1"],
    ]);
    expect(plan.changes[1]?.fields).toEqual([
      { path: "config.minute", from: 5, to: 10 },
      { path: "owner", from: null, to: "shop" },
    ]);
    await world.run(all);
    expect(world.gateway.entities("plugins")).toHaveLength(1);
    expect(world.one("plugins", { name: "rate-limiting" })).toMatchObject({
      config: { minute: 10 },
      route: { id: live.id },
    });
  });

  test("an ACL is adopted without a single field of its own differing", async () => {
    const world = createWorld();
    const mobile = world.gateway.insert("consumers", { username: "mobile" });
    world.gateway.insert("acls", { consumer: { id: mobile.id }, group: "gold" });
    const declared = consumer("mobile");
    const outcome = await world.run([declared, acl(declared, "gold")]);
    expect(outcome.summary).toMatchObject({ adopted: 2, created: 0, failed: 0 });
    expect((await world.run([declared, acl(declared, "gold")])).requests.write).toBe(0);
  });

  test("the owner's tag is taken with one write, and then with none", async () => {
    const world = createWorld();
    const live = world.gateway.insert("services", { name: "orders", host: "orders.example" });
    const first = await world.run([service("orders")]);
    expect(first.summary).toMatchObject({ adopted: 1 });
    expect(world.sent).toEqual([{ request: `PATCH /services/${live.id}`, body: { tags: [OWNER_TAG] }, status: 200 }]);
    world.forget();
    const second = await world.run([service("orders")]);
    expect(second.requests.write).toBe(0);
    expect(second.summary).toMatchObject({ adopted: 0, unchanged: 1 });
    expect(writesIn(world.gateway)).toEqual([]);
  });
});

type Cell = [AdoptMode, string, readonly string[], "update" | "adopt" | "error"];
const ours: readonly string[] = [OWNER_TAG];
const nobodys: readonly string[] = ["team-a"];
const anothers: readonly string[] = ["kongruent-owner:billing"];
const ingress: readonly string[] = ["managed-by-ingress-controller"];
const listed: readonly string[] = ["terraform"];
const CELLS: Cell[] = (["never", "own", "unowned", "any"] as const).flatMap((mode): Cell[] => [
  [mode, "ours", ours, "update"],
  [mode, "nobody's", nobodys, mode === "unowned" || mode === "any" ? "adopt" : "error"],
  [mode, "another owner's", anothers, mode === "any" ? "adopt" : "error"],
  [mode, "an ingress controller's", ingress, mode === "any" ? "adopt" : "error"],
  [mode, "that of a tag the user lists", listed, mode === "any" ? "adopt" : "error"],
]);

describe("the table of adoption", () => {
  const ownership = { prefix: "kongruent-owner:", foreignTags: ["managed-by-ingress-controller", "terraform"] };
  for (const via of ["the run's mode", "the declaration's mode"]) {
    test.each(CELLS)(`adopt %s, live is %s (${via})`, async (mode, _whose, tags, expected) => {
      const world = createWorld();
      const live = world.gateway.insert("services", { name: "orders", host: "old.example", tags: [...tags] });
      const isRun = via === "the run's mode";
      const declared = service("orders", { host: "new.example" }, isRun ? {} : { adopt: mode });
      const options = { ownership, ...(isRun ? { adopt: mode } : {}) };
      const plan = await world.plan([declared], options);
      const outcome = await world.run([declared], options);
      if (expected === "error") {
        expect(plan.errors).toMatchObject([{ address: "kong_service.orders" }]);
        expect(plan.changes).toEqual([]);
        expect(outcome.errors).toHaveLength(1);
        expect(writesIn(world.gateway)).toEqual([]);
        expect(world.one("services", { name: "orders" })).toEqual(live);
      } else {
        expect(plan.errors).toEqual([]);
        expect(plan.changes).toMatchObject([{ action: expected, id: live.id }]);
        expect(world.one("services", { name: "orders" })).toMatchObject({ id: live.id, host: "new.example" });
        expect(world.one("services", { name: "orders" })["tags"]).toContain(OWNER_TAG);
        expect(writesIn(world.gateway)).toHaveLength(1);
      }
    });
  }

  test("a refusal names the other owner; one for nobody's says how to take it over", async () => {
    const world = createWorld();
    world.gateway.insert("services", { name: "a", host: "h", tags: ["kongruent-owner:billing"] });
    world.gateway.insert("services", { name: "b", host: "h" });
    const { errors } = await world.plan([service("a"), service("b")], { adopt: "never" });
    expect(errors.map(({ code }) => code)).toEqual(["KG_OWNED_BY_OTHER", "KG_ADOPTION_REFUSED"]);
    expect(errors[0]?.message).toContain("billing");
    expect(errors[1]?.message).toContain("--target 'services/b'");
  });

  test("taking over takes the other owner's tag away and keeps the rest", async () => {
    const world = createWorld();
    const tags = ["team-a", "kongruent-owner:billing"];
    world.gateway.insert("services", { name: "orders", host: "orders.example", tags });
    await world.run([service("orders")], { adopt: "any" });
    expect(world.one("services", { name: "orders" })["tags"]).toEqual(["team-a", OWNER_TAG]);
  });

  test("with ownership turned off what exists is updated, whoever owns it, and nothing is adopted or deleted", async () => {
    const world = createWorld();
    world.gateway.insert("services", { name: "orders", host: "old.example", tags: ["kongruent-owner:billing"] });
    world.gateway.insert("services", { name: "left", host: "left.example" });
    const outcome = await world.run([service("orders", {}, { owner: false })], { owners: [false] });
    expect(outcome.summary).toMatchObject({ updated: 1, adopted: 0, deleted: 0 });
    expect(world.one("services", { name: "orders" })).toMatchObject({
      tags: ["kongruent-owner:billing"],
      host: "orders.example",
    });
    expect(await world.run([], { owners: [false] })).toMatchObject({ operations: [], errors: [] });
    expect(world.gateway.entities("services")).toHaveLength(2);
  });

  test("without an owner an adoption mode is refused", async () => {
    const world = createWorld();
    const { errors } = await world.plan([service("orders", {}, { owner: false })], { owners: [false], adopt: "any" });
    expect(errors).toMatchObject([{ code: "KG_ADOPT_WITHOUT_OWNER" }]);
  });
});
