import { describe, expect, test } from "vitest";
import { consumer, createWorld, fault, keyAuth, OWNER_TAG, plugin, service, writesIn } from "./kit.ts";

describe("a unique value that moves (S13)", () => {
  test("a custom_id from one consumer to another: the holder gives it up first", async () => {
    for (const [from, to] of [
      ["a", "b"],
      ["b", "a"],
    ] as const) {
      const world = createWorld();
      await world.run([consumer(from, { custom_id: "42" }), consumer(to)]);
      world.forget();
      const outcome = await world.run([consumer(from), consumer(to, { custom_id: "42" })]);
      expect(outcome.summary).toMatchObject({ updated: 2, failed: 0, blocked: 0 });
      expect(world.sent.map(({ body }) => body)).toEqual([{ custom_id: null }, { custom_id: "42" }]);
      expect(world.one("consumers", { username: to })["custom_id"]).toBe("42");
      expect(world.one("consumers", { username: from })["custom_id"]).toBeNull();
    }
  });

  test("a custom_id to a consumer that is made in the same run", async () => {
    const world = createWorld();
    await world.run([consumer("old", { custom_id: "42" })]);
    const outcome = await world.run([consumer("old"), consumer("new", { custom_id: "42" })]);
    expect(outcome.summary).toMatchObject({ created: 1, updated: 1, failed: 0 });
    expect(world.one("consumers", { username: "new" })["custom_id"]).toBe("42");
  });

  test("a custom_id from a consumer that is deleted in the same run", async () => {
    const world = createWorld();
    await world.run([consumer("old", { custom_id: "42" }), consumer("stays")]);
    const outcome = await world.run([consumer("new", { custom_id: "42" }), consumer("stays")]);
    expect(outcome.summary).toMatchObject({ created: 1, deleted: 1, failed: 0, blocked: 0 });
    expect(world.gateway.entities("consumers").map(({ username, custom_id }) => [username, custom_id])).toEqual(
      expect.arrayContaining([
        ["new", "42"],
        ["stays", null],
      ]),
    );
  });

  test("if the create that takes the value fails, the entity to be deleted gets it back and stays", async () => {
    const world = createWorld();
    await world.run([consumer("old", { custom_id: "42" }), consumer("stays")]);
    const old = world.one("consumers", { username: "old" });
    const body = { message: "no", code: 2, name: "schema violation", fields: { username: "is not liked" } };
    world.gateway.faults.push(fault({ method: "POST", path: /^\/consumers/ }, { status: 400, body }));
    const outcome = await world.run([consumer("new", { custom_id: "42" }), consumer("stays")]);
    expect(outcome.summary).toMatchObject({ created: 0, deleted: 0, failed: 1, blocked: 1 });
    expect(world.one("consumers", { username: "old" })).toMatchObject({ id: old.id, custom_id: "42" });
  });

  test.each([
    ["a", "b"],
    ["b", "a"],
  ])("a key from consumer %s to consumer %s is moved in place", async (from, to) => {
    const world = createWorld();
    const consumers = [consumer("a"), consumer("b")] as const;
    const of = (name: string) => (name === "a" ? consumers[0] : consumers[1]);
    await world.run([...consumers, keyAuth(of(from), "key-4711")]);
    const before = world.one("keyauth_credentials", { key: "key-4711" });
    world.forget();
    const outcome = await world.run([...consumers, keyAuth(of(to), "key-4711")]);
    expect(outcome.summary).toMatchObject({ created: 0, updated: 1, deleted: 0, failed: 0 });
    const { id } = world.one("consumers", { username: to });
    expect(world.one("keyauth_credentials", { key: "key-4711" })).toMatchObject({ id: before.id, consumer: { id } });
    expect((await world.run([...consumers, keyAuth(of(to), "key-4711")])).requests.write).toBe(0);
  });

  test("two consumers exchange their keys", async () => {
    const world = createWorld();
    const [a, b] = [consumer("a"), consumer("b")];
    const keys = (ofA: string, ofB: string) => [
      keyAuth(a, ofA, {}, { address: "of-a" }),
      keyAuth(b, ofB, {}, { address: "of-b" }),
    ];
    await world.run([a, b, ...keys("key-1", "key-2")]);
    const outcome = await world.run([a, b, ...keys("key-2", "key-1")]);
    expect(outcome.summary).toMatchObject({ failed: 0, blocked: 0, deleted: 0 });
    expect(world.one("keyauth_credentials", { key: "key-1" })["consumer"]).toEqual({
      id: world.one("consumers", { username: "b" }).id,
    });
    expect(world.one("keyauth_credentials", { key: "key-2" })["consumer"]).toEqual({
      id: world.one("consumers", { username: "a" }).id,
    });
  });

  test("an instance_name from one plugin to another", async () => {
    const world = createWorld();
    const [a, b] = [service("a"), service("b")];
    const cors = (on: typeof a, name?: string) =>
      plugin("cors", { service: on }, {}, name === undefined ? {} : { instance_name: name });
    await world.run([a, b, cors(a, "main"), cors(b)]);
    const outcome = await world.run([a, b, cors(a), cors(b, "main")]);
    expect(outcome.summary).toMatchObject({ updated: 2, failed: 0 });
    expect(world.one("plugins", { instance_name: "main" })["service"]).toEqual({
      id: world.one("services", { name: "b" }).id,
    });
  });

  test("two values exchanged directly are refused, and both declarations named", async () => {
    const world = createWorld();
    await world.run([consumer("a", { custom_id: "1" }), consumer("b", { custom_id: "2" })]);
    world.forget();
    const all = [consumer("a", { custom_id: "2" }), consumer("b", { custom_id: "1" })];
    const { errors } = await world.run(all);
    expect(errors).toMatchObject([{ code: "KG_KEY_CYCLE" }]);
    expect(errors[0]?.message).toMatch(/kong_consumer\.a.*kong_consumer\.b|kong_consumer\.b.*kong_consumer\.a/);
    expect(writesIn(world.gateway)).toEqual([]);
  });
});

describe("a unique value that another identity holds is never patched away from its holder", () => {
  test("custom_id, at plan", async () => {
    const world = createWorld();
    const holder = world.gateway.insert("consumers", { username: "theirs", custom_id: "42" });
    const { errors } = await world.run([consumer("ours", { custom_id: "42" })]);
    expect(errors).toMatchObject([{ code: "KG_KEY_HELD", address: "kong_consumer.ours" }]);
    expect(errors[0]?.message).toContain("consumers/theirs");
    expect(writesIn(world.gateway)).toEqual([]);
    expect(world.one("consumers", { username: "theirs" })).toEqual(holder);
  });

  test("custom_id, also when the holder is ours and keeps it", async () => {
    const world = createWorld();
    const both = [consumer("first", { custom_id: "42" }), consumer("second")];
    await world.run(both);
    world.forget();
    const { errors } = await world.run([
      consumer("second", { custom_id: "42" }),
      consumer("first", { custom_id: "42" }),
    ]);
    expect(errors.map(({ code }) => code)).toEqual(["KG_DUPLICATE_KEY", "KG_KEY_HELD"]);
    expect(writesIn(world.gateway)).toEqual([]);
  });

  test("custom_id, taken by somebody between plan and apply: given up within a second, the holder named", async () => {
    const world = createWorld();
    const outcome = await world.run([consumer("ours", { custom_id: "42" }), service("orders")], {
      beforeApply: () => void world.gateway.insert("consumers", { username: "theirs", custom_id: "42" }),
    });
    expect(outcome.summary).toMatchObject({ created: 1, failed: 1 });
    expect(outcome.errors).toMatchObject([{ code: "KG_KEY_HELD", address: "kong_consumer.ours" }]);
    expect(outcome.errors[0]?.message).toContain("consumers/theirs");
    expect(world.gateway.entities("consumers")).toMatchObject([{ username: "theirs", custom_id: "42" }]);
    expect(world.slept()).toBeLessThanOrEqual(1_500);
  });

  test("custom_id, freed by its holder while we try: taken then", async () => {
    const world = createWorld();
    const theirs = world.gateway.insert("consumers", { username: "theirs" });
    world.gateway.faults.push(
      fault(
        { method: "POST", path: /^\/consumers/, nth: 1 },
        { before: (gateway) => void gateway.update("consumers", theirs.id, { custom_id: "42" }) },
      ),
      fault(
        { method: "POST", path: /^\/consumers/, nth: 2 },
        { before: (gateway) => void gateway.update("consumers", theirs.id, { custom_id: null }) },
      ),
    );
    const outcome = await world.run([consumer("ours", { custom_id: "42" })]);
    expect(outcome.summary).toMatchObject({ created: 1, failed: 0 });
    expect(world.one("consumers", { custom_id: "42" })["username"]).toBe("ours");
  });

  test("custom_id of a consumer that is there, freed by its holder while we try: taken then", async () => {
    const world = createWorld();
    await world.run([consumer("ours")]);
    const theirs = world.gateway.insert("consumers", { username: "theirs" });
    const give = (custom_id: string | null) => (gateway: typeof world.gateway) =>
      void gateway.update("consumers", theirs.id, { custom_id });
    world.gateway.faults.push(
      fault({ method: "PATCH", nth: 1 }, { before: give("42") }),
      fault({ method: "PATCH", nth: 2 }, { before: give(null) }),
    );
    const outcome = await world.run([consumer("ours", { custom_id: "42" })]);
    expect(outcome.errors).toEqual([]);
    expect(world.one("consumers", { custom_id: "42" })["username"]).toBe("ours");
  });

  test("custom_id of a consumer that is there, kept by its holder: given up within a second, the holder named", async () => {
    const world = createWorld();
    await world.run([consumer("ours")]);
    const outcome = await world.run([consumer("ours", { custom_id: "42" })], {
      beforeApply: () => void world.gateway.insert("consumers", { username: "theirs", custom_id: "42" }),
    });
    expect(outcome.errors).toMatchObject([{ code: "KG_KEY_HELD", address: "kong_consumer.ours" }]);
    expect(outcome.errors[0]?.message).toContain("consumers/theirs");
    expect(world.one("consumers", { custom_id: "42" })["username"]).toBe("theirs");
    expect(world.slept()).toBeLessThanOrEqual(1_500);
  });

  test("instance_name, at plan and when it is taken meanwhile", async () => {
    const world = createWorld();
    const holder = world.gateway.insert("plugins", { name: "cors", instance_name: "main" });
    const declared = plugin("key-auth", "global", {}, { instance_name: "main" });
    expect((await world.run([declared])).errors).toMatchObject([{ code: "KG_KEY_HELD", address: declared.address }]);
    expect(writesIn(world.gateway)).toEqual([]);
    world.gateway.remove("plugins", holder.id);
    const late = await world.run([declared], {
      beforeApply: () => void world.gateway.insert("plugins", { name: "cors", instance_name: "main" }),
    });
    expect(late.errors).toMatchObject([{ code: "KG_KEY_HELD" }]);
    expect(world.gateway.entities("plugins")).toMatchObject([{ name: "cors", instance_name: "main" }]);
  });

  test("the key of another consumer that is not ours, at plan and when it is taken meanwhile", async () => {
    const world = createWorld();
    const theirs = world.gateway.insert("consumers", { username: "theirs" });
    const take = () => world.gateway.insert("keyauth_credentials", { consumer: { id: theirs.id }, key: "key-4711" });
    const holder = take();
    const ours = consumer("ours");
    const all = [ours, keyAuth(ours, "key-4711")];
    const early = await world.run(all);
    expect(early.errors).toMatchObject([{ code: "KG_KEY_HELD" }]);
    expect(JSON.stringify(early)).not.toContain("key-4711");
    expect(writesIn(world.gateway)).toEqual([]);
    world.gateway.remove("keyauth_credentials", holder.id);
    const late = await world.run(all, { beforeApply: () => void take() });
    expect(late.errors).toMatchObject([{ code: "KG_KEY_HELD" }]);
    expect(late.summary).toMatchObject({ created: 1, failed: 1 });
    expect(JSON.stringify(late)).not.toContain("key-4711");
    expect(world.gateway.entities("keyauth_credentials")).toMatchObject([{ consumer: { id: theirs.id } }]);
  });

  test("the key of another owner's credential is not taken, not even with adopt any", async () => {
    const world = createWorld();
    const theirs = world.gateway.insert("consumers", { username: "theirs" });
    world.gateway.insert("keyauth_credentials", {
      consumer: { id: theirs.id },
      key: "key-4711",
      tags: ["kongruent-owner:billing"],
    });
    const ours = consumer("ours");
    const { errors } = await world.run([ours, keyAuth(ours, "key-4711")], { adopt: "any" });
    expect(errors).toMatchObject([{ code: "KG_KEY_HELD" }]);
    expect(world.gateway.entities("keyauth_credentials")).toMatchObject([{ tags: ["kongruent-owner:billing"] }]);
  });

  test("a consumer of ours found by its custom_id alone is given its name in place", async () => {
    const world = createWorld();
    const live = world.gateway.insert("consumers", { custom_id: "42", tags: [OWNER_TAG] });
    const outcome = await world.run([consumer("mobile", { custom_id: "42" })]);
    expect(outcome.summary).toMatchObject({ updated: 1, created: 0, failed: 0 });
    expect(world.one("consumers", { username: "mobile" }).id).toBe(live.id);
  });
});
