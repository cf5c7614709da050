import { describe, expect, test } from "vitest";
import { Template } from "../../src/model/declaration.ts";
import { consumer, createWorld, OWNER_TAG, route, service, upstream, writesIn } from "./kit.ts";

const THEIRS = "kongruent-owner:billing";
const both = { tags: [OWNER_TAG, THEIRS] };

describe("an entity with two owners' marks", () => {
  test.each([THEIRS, "managed-by-ingress-controller"])("is not deleted (%s)", async (mark) => {
    const world = createWorld();
    world.gateway.insert("services", { name: "a", host: "a.example", tags: [OWNER_TAG, mark] });
    const outcome = await world.run([service("b")], { adopt: "any" });
    expect(outcome.summary).toMatchObject({ created: 1, deleted: 0, blocked: 1 });
    expect(outcome.errors).toMatchObject([{ code: "KG_OWNED_BY_OTHER" }]);
    expect(writesIn(world.gateway)).toEqual(["POST /services"]);
  });

  test.each(["never", "own", "unowned"] as const)("is not updated under adopt '%s'", async (adopt) => {
    const world = createWorld();
    world.gateway.insert("services", { name: "a", host: "a.example", ...both });
    const { errors } = await world.run([service("a", { retries: 1 })], { adopt });
    expect(errors).toMatchObject([{ code: "KG_OWNED_BY_OTHER" }]);
    expect(errors[0]?.message).toContain("'billing'");
    expect(writesIn(world.gateway)).toEqual([]);
  });

  test("is taken under adopt 'any', and the plan says whose it was", async () => {
    const world = createWorld();
    world.gateway.insert("services", { name: "a", host: "a.example", ...both });
    const { changes } = await world.plan([service("a")], { adopt: "any" });
    expect(changes).toMatchObject([{ action: "adopt", fields: [{ path: "owner", from: "billing", to: "shop" }] }]);
    expect((await world.run([service("a")], { adopt: "any" })).errors).toEqual([]);
    expect(world.one("services", { name: "a" })["tags"]).toEqual([OWNER_TAG]);
  });

  test("is contested between two owners of one run as well", async () => {
    const world = createWorld();
    world.gateway.insert("services", { name: "a", host: "a.example", ...both });
    const owners = ["billing", "shop"];
    const held = await world.run([], { owners });
    expect(held.errors).toMatchObject([{ code: "KG_OWNED_BY_OTHER" }]);
    const refused = await world.run([service("a")], { owners });
    expect(refused.errors.map(({ code }) => code)).toContain("KG_OWNED_BY_OTHER");
    expect(writesIn(world.gateway)).toEqual([]);
  });

  test("holds the delete of what it hangs under", async () => {
    const world = createWorld();
    const old = world.gateway.insert("services", { name: "old", host: "a.example", tags: [OWNER_TAG] });
    world.gateway.insert("routes", { name: "r", paths: ["/r"], service: { id: old.id }, ...both });
    const { errors } = await world.run([service("b")], { maxDeletes: 9 });
    expect(errors.map(({ code }) => code).sort()).toEqual(["KG_DELETE_REFERENCED", "KG_OWNED_BY_OTHER"]);
    expect(world.gateway.entities("services")).toHaveLength(2);
  });

  test("is none where the other mark is the owner's own usual one", async () => {
    const world = createWorld();
    const ownership = { prefix: "kongruent-owner:", tag: "team-shop", foreignTags: [] };
    world.gateway.insert("services", { name: "a", host: "a.example", tags: [OWNER_TAG, "team-shop"] });
    expect((await world.run([service("a")], { ownership })).errors).toEqual([]);
    expect(world.one("services", { name: "a" })["tags"]).toEqual(["team-shop"]);
  });
});

test.each([OWNER_TAG, THEIRS, "managed-by-ingress-controller"])(
  "the mark %s among declared tags is refused",
  async (mark) => {
    const world = createWorld();
    world.gateway.insert("services", { name: "a", host: "a.example", tags: [OWNER_TAG] });
    for (const one of [service("a", { tags: ["x", mark] }), service("new", { tags: [mark] })]) {
      const { errors } = await world.run([service("a"), one].slice(one.address.endsWith(".a") ? 1 : 0));
      expect(errors).toMatchObject([{ code: "KG_INVALID", address: one.address }]);
      expect(errors[0]?.message).toContain("is a mark of ownership; leave it out");
    }
    expect(writesIn(world.gateway)).toEqual([]);
  },
);

test("a mark whose end is known only at apply is refused too", async () => {
  const world = createWorld();
  const pool = upstream("pool");
  const mark = new Template(["kongruent-owner:", { address: pool.address, path: ["id"] }]);
  expect((await world.run([pool, service("a", { tags: [mark] })])).errors).toMatchObject([{ code: "KG_INVALID" }]);
});

describe("one id in several kinds", () => {
  const id = "11111111-1111-4111-8111-111111111111";

  test("is no entity declared twice", async () => {
    const world = createWorld();
    const orders = service("orders", {}, { id });
    const all = [orders, route("v1", { service: orders }, { id }), consumer("c", {}, { id })];
    expect((await world.run(all)).summary).toMatchObject({ created: 3 });
    const again = await world.run(all);
    expect(again.errors).toEqual([]);
    expect(again.summary).toMatchObject({ unchanged: 3 });
  });

  test("does not make a holder of a value doomed because another kind's entity is", async () => {
    const world = createWorld();
    world.gateway.insert("services", { id, name: "old", host: "old.example", tags: [OWNER_TAG] });
    world.gateway.insert("consumers", { id, username: "theirs", custom_id: "42", tags: [THEIRS] });
    const { errors } = await world.run([consumer("ours", { custom_id: "42" })], { maxDeletes: 9 });
    expect(errors).toMatchObject([{ code: "KG_KEY_HELD" }]);
    expect(writesIn(world.gateway)).toEqual([]);
  });

  test("does not take another kind's change for the holder's", async () => {
    const world = createWorld();
    world.gateway.insert("consumers", { id, username: "theirs", custom_id: "42" });
    world.gateway.insert("upstreams", { id, name: "pool", tags: [OWNER_TAG] });
    const all = [upstream("pool", { slots: 100 }), consumer("ours", { custom_id: "42" })];
    expect((await world.run(all)).errors).toMatchObject([{ code: "KG_KEY_HELD" }]);
  });
});

describe("a unique value left alone by ignore_changes", () => {
  const ours = consumer("ours", { custom_id: "42" }, { lifecycle: { ignoreChanges: ["custom_id"] } });

  test("is not asked for in an adoption", async () => {
    const world = createWorld();
    world.gateway.insert("consumers", { username: "theirs", custom_id: "42" });
    world.gateway.insert("consumers", { username: "ours" });
    expect((await world.run([ours])).errors).toEqual([]);
    expect(world.sent.map(({ body }) => body)).toEqual([{ tags: [OWNER_TAG] }]);
  });

  test("is asked for in a create", async () => {
    const world = createWorld();
    world.gateway.insert("consumers", { username: "theirs", custom_id: "42" });
    expect((await world.run([ours])).errors).toMatchObject([{ code: "KG_KEY_HELD" }]);
  });
});
