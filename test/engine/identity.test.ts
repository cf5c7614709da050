import { describe, expect, test } from "vitest";
import { Template } from "../../src/model/declaration.ts";
import { congruent, consumer, createWorld, keyAuth, plugin, route, service, upstream, writesIn } from "./kit.ts";

const ID = "11111111-1111-4111-8111-111111111111";

describe("an entity is found again", () => {
  test("by its pinned id where it has no name", async () => {
    const world = createWorld();
    const unnamed = route("r", { name: undefined }, { id: ID });
    const plan = await world.plan([unnamed]);
    expect(plan.changes).toMatchObject([{ action: "create", identity: `routes/${ID}` }]);
    await world.run([unnamed]);
    expect(world.one("routes", { id: ID })["name"]).toBeNull();
    await congruent(world, [unnamed]);
  });

  test("not at all where it has neither name nor id: refused, for a second run would make it again", async () => {
    const world = createWorld();
    const { errors } = await world.run([route("r", { name: undefined })]);
    expect(errors).toMatchObject([{ code: "KG_IDENTITY_MISSING", address: "kong_route.r" }]);
    expect(writesIn(world.gateway)).toEqual([]);
  });

  test("by its custom_id where a consumer has no user name", async () => {
    const world = createWorld();
    const anonymous = consumer("c", { username: undefined, custom_id: "42" });
    const plan = await world.plan([anonymous]);
    expect(plan.changes).toMatchObject([{ identity: "consumers/custom_id=42" }]);
    await world.run([anonymous]);
    await congruent(world, [anonymous]);
  });

  test("by its pinned id where the gateway makes its key, and the key is kept", async () => {
    const world = createWorld();
    const mobile = consumer("mobile");
    const credential = keyAuth(mobile, "", { key: undefined }, { id: ID });
    await world.run([mobile, credential]);
    const made = world.one("keyauth_credentials", { id: ID });
    expect(made["key"]).toMatch(/^\w{20,}$/);
    expect((await world.run([mobile, credential])).requests.write).toBe(0);
    expect(world.one("keyauth_credentials", { id: ID })["key"]).toBe(made["key"]);
  });

  test("with a time to live that counts down, and is not started anew", async () => {
    const world = createWorld();
    const mobile = consumer("mobile");
    const all = [mobile, keyAuth(mobile, "key-4711", { ttl: 1_000 })];
    expect((await world.run(all)).errors).toEqual([]);
    expect(world.sent.find(({ request }) => request.includes("key-auth"))?.body).toMatchObject({ ttl: 1_000 });
    world.gateway.faults.length = 0;
    expect((await world.run(all)).requests.write).toBe(0);
  });

  test("by the scope of each plugin: one name on many scopes is many entities", async () => {
    const world = createWorld();
    const orders = service("orders");
    const v1 = route("v1", { service: orders });
    const mobile = consumer("mobile");
    const all = [
      orders,
      v1,
      mobile,
      plugin("rate-limiting", "global", { minute: 1 }),
      plugin("rate-limiting", { service: orders }, { minute: 2 }),
      plugin("rate-limiting", { route: v1 }, { minute: 3 }),
      plugin("rate-limiting", { consumer: mobile }, { minute: 4 }),
      plugin("rate-limiting", { service: orders, consumer: mobile }, { minute: 5 }),
      plugin("rate-limiting", { route: v1, consumer: mobile }, { minute: 6 }),
      plugin("rate-limiting", { service: orders, route: v1 }, { minute: 7 }),
      plugin("rate-limiting", { service: orders, route: v1, consumer: mobile }, { minute: 8 }),
    ];
    expect((await world.run(all)).summary).toMatchObject({ created: 11, failed: 0 });
    expect(world.gateway.entities("plugins")).toHaveLength(8);
    await congruent(world, all);
    const plan = await world.plan(
      all.map((one) =>
        one.fields["config"] === undefined ? one : { ...one, fields: { ...one.fields, enabled: false } },
      ),
    );
    expect(plan.changes.map(({ identity }) => identity).sort()).toEqual([
      "plugins/rate-limiting@consumer=mobile",
      "plugins/rate-limiting@global",
      "plugins/rate-limiting@route=v1",
      "plugins/rate-limiting@route=v1,consumer=mobile",
      "plugins/rate-limiting@service=orders",
      "plugins/rate-limiting@service=orders,consumer=mobile",
      "plugins/rate-limiting@service=orders,route=v1",
      "plugins/rate-limiting@service=orders,route=v1,consumer=mobile",
    ]);
  });

  test("by a name that needs encoding", async () => {
    const world = createWorld();
    const odd = consumer("a/b@c=d,e%f ü?#");
    const plan = await world.plan([odd]);
    expect(plan.changes).toMatchObject([{ identity: "consumers/a%2Fb%40c%3Dd%2Ce%25f ü?#" }]);
    expect(
      (
        await world.run([odd], {
          beforeApply: () => void world.gateway.insert("consumers", { username: "a/b@c=d,e%f ü?#" }),
        })
      ).summary,
    ).toMatchObject({ adopted: 1 });
    await congruent(world, [odd]);
  });

  test("a name swap between two pinned ids is refused, a chain of renames is ordered", async () => {
    const world = createWorld();
    const ids = [1, 2, 3].map((index) => `${index}1111111-1111-4111-8111-111111111111`);
    const named = (...names: string[]) =>
      names.map((name, index) => service(`s${index}`, { name, host: "h" }, { id: ids[index] ?? "" }));
    await world.run(named("a", "b", "c"));
    expect((await world.run(named("b", "a", "c"))).errors).toMatchObject([{ code: "KG_KEY_CYCLE" }]);
    const outcome = await world.run(named("b", "c", "d"));
    expect(outcome.errors).toEqual([]);
    expect(ids.map((id) => world.one("services", { id })["name"])).toEqual(["b", "c", "d"]);
  });

  test.each([
    ["s0", "s1"],
    ["s1", "s0"],
  ])(
    "one name for an entity and for another one's pinned id is one identity twice, whoever comes first (%s)",
    async (plain, pinned) => {
      const world = createWorld();
      await world.run([service("a", { host: "h" }), service("b", { host: "h" }, { id: ID })]);
      const outcome = await world.run([
        service(plain, { name: "a", host: "h" }),
        service(pinned, { name: "a", host: "h" }, { id: ID }),
      ]);
      expect(outcome.errors.map(({ code }) => code)).toContain("KG_DUPLICATE_IDENTITY");
    },
  );

  test("a name that an entity to be deleted holds is freed for the one that takes it, and nothing is orphaned", async () => {
    const world = createWorld();
    const stays = service("stays");
    await world.run([service("s0", { name: "a", host: "h" }, { id: ID }), service("b", { host: "h" }), stays]);
    const outcome = await world.run([service("s0", { name: "b", host: "h" }, { id: ID }), stays]);
    expect(outcome.errors).toEqual([]);
    expect(
      world.gateway
        .entities("services")
        .map(({ id, name }) => [id === ID, name])
        .sort(),
    ).toEqual([
      [false, "stays"],
      [true, "b"],
    ]);
  });
});

describe("a value that only apply knows", () => {
  test("beside one that is known already is put together at apply", async () => {
    const world = createWorld();
    const [there, new_] = [upstream("there"), upstream("new")];
    await world.run([there]);
    const url = new Template([
      "http://log.example/",
      { address: there.address, path: ["id"] },
      "/",
      { address: new_.address, path: ["id"] },
    ]);
    const all = [there, new_, plugin("http-log", "global", { http_endpoint: url })];
    expect((await world.run(all)).errors).toEqual([]);
    const ids = ["there", "new"].map((name) => world.one("upstreams", { name }).id);
    expect(world.one("plugins", { name: "http-log" })).toMatchObject({
      config: { http_endpoint: `http://log.example/${ids.join("/")}` },
    });
    await congruent(world, all);
  });

  test("that is made of a secret is one itself", async () => {
    const world = createWorld();
    const mobile = consumer("mobile");
    const credential = keyAuth(mobile, "key-4711");
    const header = new Template(["Key ", { address: credential.address, path: ["key"] }]);
    const all = [
      mobile,
      credential,
      plugin("http-log", "global", { http_endpoint: "http://log.example", headers: { authorization: header } }),
    ];
    const first = await world.run(all);
    expect(first.errors).toEqual([]);
    expect(world.one("plugins", { name: "http-log" })).toMatchObject({
      config: { headers: { authorization: "Key key-4711" } },
    });
    world.gateway.update("plugins", world.one("plugins", { name: "http-log" }).id, {
      config: { headers: { authorization: "x" } },
    });
    expect(JSON.stringify(await world.plan(all))).not.toContain("key-4711");
    await world.run(all);
    await congruent(world, all);
  });

  test("of something that is not declared is refused at plan", async () => {
    const world = createWorld();
    const url = new Template(["http://log.example/", { address: "kong_upstream.gone", path: ["id"] }]);
    const { errors } = await world.run([plugin("http-log", "global", { http_endpoint: url })]);
    expect(errors).toMatchObject([{ code: "KG_REFERENCE_UNKNOWN", address: "kong_plugin.http-log@global" }]);
    expect(writesIn(world.gateway)).toEqual([]);
  });

  test("is named as such in the plan, sent once it is known, and then nothing differs", async () => {
    const world = createWorld();
    const pool = upstream("pool");
    const url = new Template(["http://log.example/", { address: pool.address, path: ["id"] }]);
    const log = plugin("http-log", "global", { http_endpoint: url });
    const plan = await world.plan([log, pool]);
    expect(plan.changes.find(({ kind }) => kind === "plugins")).toMatchObject({
      dependsOn: ["upstreams/pool"],
      fields: expect.arrayContaining([{ path: "config.http_endpoint", from: null, to: "(known after apply)" }]),
    });
    expect((await world.run([log, pool])).errors).toEqual([]);
    const { id } = world.one("upstreams", { name: "pool" });
    expect(world.one("plugins", { name: "http-log" })).toMatchObject({
      config: { http_endpoint: `http://log.example/${id}` },
    });
    await congruent(world, [log, pool]);
  });
});
