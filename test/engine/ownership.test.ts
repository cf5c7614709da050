import { describe, expect, test } from "vitest";
import { Template } from "../../src/model/declaration.ts";
import { consumer, createWorld, keyAuth, OWNER_TAG, service, upstream, writesIn } from "./kit.ts";

const tagsOf = (tags: unknown): readonly string[] => (Array.isArray(tags) ? [...tags].sort() : []);

describe("tags", () => {
  test("that are declared are the exact set, and the owner's beside them", async () => {
    const world = createWorld();
    world.gateway.insert("services", { name: "a", host: "a.example", tags: ["old", "both"] });
    await world.run([service("a", { tags: ["both", "new"] })]);
    expect(tagsOf(world.one("services", { name: "a" })["tags"])).toEqual(["both", OWNER_TAG, "new"]);
    expect((await world.run([service("a", { tags: ["new", "both"] })])).requests.write).toBe(0);
  });

  test("that are declared as none are taken away, but for the owner's", async () => {
    const world = createWorld();
    world.gateway.insert("services", { name: "a", host: "a.example", tags: ["old"] });
    await world.run([service("a", { tags: [] })]);
    expect(world.one("services", { name: "a" })["tags"]).toEqual([OWNER_TAG]);
  });

  test("that are not declared stay as they are, also those that come later", async () => {
    const world = createWorld();
    const live = world.gateway.insert("services", { name: "a", host: "a.example", tags: ["theirs"] });
    await world.run([service("a")]);
    expect(tagsOf(world.one("services", { name: "a" })["tags"])).toEqual([OWNER_TAG, "theirs"]);
    world.gateway.update("services", live.id, { tags: ["theirs", "more", OWNER_TAG] });
    expect((await world.run([service("a")])).requests.write).toBe(0);
  });

  test("of the owner are hidden from what is shown", async () => {
    const world = createWorld();
    const plan = await world.plan([service("a", { tags: ["x"] })]);
    expect(plan.changes[0]?.fields).toContainEqual({ path: "tags", from: null, to: ["x"] });
    expect(JSON.stringify(plan)).not.toContain(OWNER_TAG);
  });

  test("of the owner can be replaced by one exact tag, so that a select tag serves", async () => {
    const world = createWorld();
    const ownership = { prefix: "kongruent-owner:", tag: "managed-by-team-a", foreignTags: [] };
    world.gateway.insert("services", { name: "ours", host: "ours.example", tags: ["managed-by-team-a"] });
    world.gateway.insert("services", { name: "left", host: "h", tags: ["managed-by-team-a"] });
    const outcome = await world.run([service("ours")], { ownership });
    expect(outcome.summary).toMatchObject({ adopted: 0, updated: 0, unchanged: 1, deleted: 1 });
    expect(writesIn(world.gateway)).toHaveLength(1);
  });

  test("made of what another entity will be are sent once that is known, and kept", async () => {
    const world = createWorld();
    const pool = upstream("pool");
    const tag = new Template(["for-", { address: pool.address, path: ["id"] }]);
    const all = [pool, service("a", { tags: [tag, "x"] })];
    expect((await world.run(all)).errors).toEqual([]);
    const { id } = world.one("upstreams", { name: "pool" });
    expect(tagsOf(world.one("services", { name: "a" })["tags"])).toEqual([`for-${id}`, OWNER_TAG, "x"].sort());
    expect((await world.run(all)).requests.write).toBe(0);
  });

  test("that somebody took away are taken again, as an adoption that says so", async () => {
    const world = createWorld();
    await world.run([service("a")]);
    world.gateway.update("services", world.one("services", { name: "a" }).id, { tags: [] });
    const plan = await world.plan([service("a")]);
    expect(plan.changes).toMatchObject([{ action: "adopt", fields: [{ path: "owner", from: null, to: "shop" }] }]);
    await world.run([service("a")]);
    expect(world.one("services", { name: "a" })["tags"]).toEqual([OWNER_TAG]);
  });
});

describe("two owners on one gateway", () => {
  test("do not see each other's entities as left over", async () => {
    const world = createWorld();
    await world.run([service("a", {}, { owner: "billing" })], { owners: ["billing"] });
    world.forget();
    const outcome = await world.run([service("b")]);
    expect(outcome.summary).toMatchObject({ created: 1, deleted: 0 });
    expect(world.gateway.entities("services")).toHaveLength(2);
  });

  test.each(["team,a", "team/a"])(
    "an owner whose tag the gateway would not take ('%s') is refused before anything is asked",
    async (owner) => {
      const world = createWorld();
      await expect(world.run([service("a", {}, { owner })], { owners: [owner] })).rejects.toMatchObject({
        code: "KG_OWNER_INVALID",
      });
      expect(writesIn(world.gateway)).toEqual([]);
    },
  );

  test("an owner that declares nothing any more, beside one that does, is held back", async () => {
    const world = createWorld();
    await world.run([service("a", {}, { owner: "billing" })], { owners: ["billing"] });
    world.forget();
    const { errors } = await world.run([service("b")], { owners: ["billing", "shop"] });
    expect(errors).toMatchObject([{ code: "KG_DELETES_EVERYTHING" }]);
    expect(errors[0]?.message).toContain("'billing'");
    expect(writesIn(world.gateway)).toEqual([]);
  });
});

describe("a lifecycle", () => {
  test("with prevent_destroy holds nothing but deletes", async () => {
    const world = createWorld();
    const kept = service("a", {}, { lifecycle: { preventDestroy: true } });
    await world.run([kept]);
    const changed = service("a", { retries: 1 }, { lifecycle: { preventDestroy: true } });
    expect((await world.run([changed])).summary).toMatchObject({ updated: 1, failed: 0 });
  });

  test("with ignore_changes sends the field on create and never again", async () => {
    const world = createWorld();
    const ignoring = (retries: number, port: number) =>
      service("a", { retries, port }, { lifecycle: { ignoreChanges: ["retries"] } });
    await world.run([ignoring(1, 81)]);
    expect(world.one("services", { name: "a" })).toMatchObject({ retries: 1, port: 81 });
    world.forget();
    await world.run([ignoring(2, 82)]);
    expect(world.sent.map(({ body }) => body)).toEqual([{ port: 82 }]);
  });

  test("with ignore_changes of tags still takes the owner's", async () => {
    const world = createWorld();
    world.gateway.insert("services", { name: "a", host: "a.example", tags: ["theirs"] });
    await world.run([service("a", { tags: ["mine"] }, { lifecycle: { ignoreChanges: ["tags"] } })]);
    expect(tagsOf(world.one("services", { name: "a" })["tags"])).toEqual([OWNER_TAG, "theirs"]);
  });

  test("that ignores all makes an entity once and leaves it alone after that", async () => {
    const world = createWorld();
    await world.run([service("a", { retries: 1 }, { lifecycle: { ignoreChanges: "all" } })]);
    world.forget();
    await world.run([service("a", { retries: 2, host: "b" }, { lifecycle: { ignoreChanges: "all" } })]);
    expect(writesIn(world.gateway)).toEqual([]);
  });

  test("of what exists elsewhere: it is never written, and its children can be declared", async () => {
    const world = createWorld();
    const live = world.gateway.insert("consumers", { username: "theirs", tags: ["x"] });
    const theirs = consumer("theirs", { custom_id: "42" }, { existing: true });
    const outcome = await world.run([theirs, keyAuth(theirs, "key-4711")]);
    expect(outcome.errors).toEqual([]);
    expect(world.one("consumers", { username: "theirs" })).toEqual(live);
    expect(world.gateway.entities("keyauth_credentials")).toMatchObject([{ consumer: { id: live.id } }]);
  });
});
