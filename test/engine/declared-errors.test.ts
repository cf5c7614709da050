import { describe, expect, test } from "vitest";
import { Secret } from "../../src/model/secret.ts";
import {
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
  writesIn,
} from "./kit.ts";

describe("errors in what is declared", () => {
  test("every reference to something that does not exist is listed, not only the first, and nothing is written (S1)", async () => {
    const world = createWorld();
    const gone = service("gone");
    const lost = many(3, (index) => route(`r${index}`, { service: gone }));
    const bad = plugin("cors", { service: { id: "00000000-0000-4000-8000-000000000404" } });
    const all = [service("orders"), ...lost, bad];
    const { errors } = await world.plan(all);
    expect(errors.map(({ code, address }) => [code, address])).toEqual([
      ["KG_REFERENCE_DANGLING", bad.address],
      ...lost.map(({ address }) => ["KG_REFERENCE_UNKNOWN", address]),
    ]);
    expect(errors[1]?.message).toContain("kong_service.gone");
    const outcome = await world.run(all);
    expect(outcome.errors).toHaveLength(4);
    expect(outcome.summary.created).toBe(0);
    expect(writesIn(world.gateway)).toEqual([]);
  });

  test("one plugin declared twice on one scope is refused with both addresses, whether the scope is live or not (S2)", async () => {
    for (const isLive of [false, true]) {
      const world = createWorld();
      if (isLive) world.gateway.insert("services", { name: "orders", host: "h" });
      const orders = service("orders");
      const first = plugin("cors", { service: orders });
      const second = plugin("cors", { service: orders }, {}, {}, { address: "shop/again" });
      const { errors } = await world.plan([orders, first, second]);
      expect(errors).toMatchObject([{ code: "KG_DUPLICATE_IDENTITY", address: "shop/again" }]);
      expect(errors[0]?.message).toContain(first.address);
      expect((await world.run([orders, first, second])).errors).toHaveLength(1);
      expect(writesIn(world.gateway)).toEqual([]);
    }
  });

  test.each([
    ["name", () => [service("a"), service("a", {}, { address: "b" })], "KG_DUPLICATE_IDENTITY"],
    ["custom_id", () => [consumer("a", { custom_id: "1" }), consumer("b", { custom_id: "1" })], "KG_DUPLICATE_KEY"],
    [
      "instance_name",
      () => [
        plugin("cors", "global", {}, { instance_name: "x" }),
        plugin("key-auth", "global", {}, { instance_name: "x" }),
      ],
      "KG_DUPLICATE_KEY",
    ],
    [
      "key",
      () => {
        const both = [consumer("a"), consumer("b")];
        return [...both, ...both.map((one, index) => keyAuth(one, "same-key-4711", {}, { address: `key${index}` }))];
      },
      "KG_DUPLICATE_IDENTITY",
    ],
    [
      "target, spelled in two ways",
      () => {
        const pool = upstream("pool");
        return [pool, target(pool, "10.0.0.1"), target(pool, "10.0.0.1:8000")];
      },
      "KG_DUPLICATE_IDENTITY",
    ],
  ])("two declarations of one %s are refused", async (_what, declared, code) => {
    const world = createWorld();
    const { errors } = await world.plan(declared());
    expect(errors.map((error) => error.code)).toEqual([code]);
    await world.run(declared());
    expect(writesIn(world.gateway)).toEqual([]);
  });

  test("all schema errors are known at plan, each with its declaration, and nothing is written (S7)", async () => {
    const world = createWorld();
    const orders = service("orders");
    const all = [
      orders,
      plugin("no-such-plugin", { service: orders }),
      plugin("rate-limiting", { service: orders }, { minit: 5 }),
      plugin("rate-limiting", "global", { minute: "five" }),
      plugin("key-auth", { service: orders }, {}, { protocols: ["ftp"] }),
      route("r1", { service: orders, pahts: ["/a"] }),
      route("r2", { service: orders, paths: ["no-slash"] }),
      route("r3", { service: orders, paths: undefined }),
      service("s2", { port: 70_000 }),
    ];
    const { errors } = await world.plan(all);
    expect(new Set(errors.map(({ address }) => address))).toEqual(new Set(all.slice(1).map(({ address }) => address)));
    const outcome = await world.run(all);
    expect(outcome.errors).toEqual(errors);
    expect(writesIn(world.gateway)).toEqual([]);
  });

  test("what the gateway only checks in code is asked at plan, once per body, and named per declaration (S7)", async () => {
    const world = createWorld();
    const services = many(3, (index) => service(`s${index}`));
    const limits = services.map((one) => plugin("rate-limiting", { service: one }, { minute: 10, second: 20 }));
    const { errors } = await world.plan([...services, ...limits]);
    expect(errors.map(({ address }) => address)).toEqual(limits.map(({ address }) => address));
    await world.run([...services, ...limits]);
    expect(writesIn(world.gateway)).toEqual([]);
  });

  test("a gateway's own opinion that no schema knows is an error of each declaration concerned", async () => {
    const world = createWorld();
    const body = {
      message: "schema violation",
      code: 2,
      name: "schema violation",
      fields: { config: { path: "is not writable" } },
    };
    world.gateway.faults.push(fault({ path: /^\/schemas\/plugins\/validate/ }, { status: 400, body }));
    const services = many(2, (index) => service(`s${index}`));
    const logs = services.map((one) => plugin("file-log", { service: one }, { path: "/tmp/x" }));
    const { errors } = await world.plan([...services, ...logs]);
    expect(errors.map(({ address, code }) => [address, code])).toEqual(
      logs.map(({ address }) => [address, "KG_INVALID"]),
    );
    expect(errors[0]?.message).toContain("config.path: is not writable");
    const asked = world.gateway.log.filter(({ path }) => path.startsWith("/schemas/plugins/validate"));
    expect(asked).toHaveLength(1);
  });

  test("a mistyped setting or plugin is answered with the one that is meant", async () => {
    const world = createWorld();
    const { errors } = await world.plan([
      plugin("rate-limiting", "global", { minutes: 5 }),
      plugin("rate-limit", "global", {}),
      service("a", { retrys: 3 }),
    ]);
    const texts = errors.map(({ message }) => message).join("\n");
    expect(texts).toContain("config.minutes: unknown field. Did you mean 'minute'?");
    expect(texts).toContain("(Kong 3.9.1). Did you mean 'rate-limiting'? Check its name");
    expect(texts).toContain("has no field retrys. Did you mean 'retries'?");
  });

  test("what exists and what is targeted under a mistyped name is answered with the nearest one", async () => {
    const world = createWorld();
    world.gateway.insert("services", { name: "orders", host: "h" });
    const { errors } = await world.plan([service("ordres", { host: undefined }, { existing: true })]);
    expect(errors[0]?.message).toContain("does not have it. Did you mean 'orders'? Check");
    for (const target of ["services/billng", "service/billing"]) {
      const plan = await world.plan([service("billing")], { targets: [target] });
      expect(plan.errors.at(-1)?.message).toContain("Did you mean 'services/billing'?");
    }
  });

  test("a shorthand that stands for nothing, or contradicts a field, is refused in its own name", async () => {
    const world = createWorld();
    const { errors } = await world.plan([service("a", { host: undefined, url: "orders.internal:8080" })]);
    expect(errors.map(({ message }) => message)).toEqual([
      "kong_service.a: url: 'orders.internal:8080' is no URL. Write it with its scheme, like http://orders.internal:8080.",
    ]);
    const secret = service("a", { host: undefined, url: new Secret("hunter2:8080") });
    const hidden = (await world.plan([secret])).errors.map(({ message }) => message).join();
    expect(hidden).toContain("kong_service.a: url: '***' is no URL.");
    expect(hidden).not.toContain("hunter2");
    const right = service("a", { host: undefined, url: "http://a.example/p" });
    await world.run([right]);
    const contradicted = { ...right, fields: { ...right.fields, path: "/q" } };
    expect((await world.plan([contradicted])).errors).toMatchObject([
      { code: "KG_INVALID", message: expect.stringMatching(/url: it sets 'path' too/) },
    ]);
    expect((await world.plan([right])).errors).toEqual([]);
  });

  test("many entities of one other owner are taken for a stack with another name, once", async () => {
    const world = createWorld();
    const all = many(4, (index) => service(`s${index}`));
    for (const { fields } of all) {
      world.gateway.insert("services", { name: fields["name"], host: "h", tags: ["kongruent-owner:store"] });
    }
    const advice = `If this stack was called 'store' before, say owner: "store" in its KongProvider.`;
    const advised = async (declared: typeof all) =>
      (await world.plan(declared)).errors.map(({ message }) => message.endsWith(advice));
    expect(await advised(all)).toEqual([true, false, false, false]);
    expect(await advised(all.slice(0, 2))).toEqual([false, false]);
  });

  test("what holds a delete is named with its owner", async () => {
    const world = createWorld();
    await world.run([service("a"), service("b"), consumer("c")]);
    const id = (name: string) => ({ id: String(world.one("services", { name })["id"]) });
    world.gateway.insert("routes", { name: "debug", paths: ["/d"], service: id("a") });
    const tags = ["kongruent-owner:billing"];
    world.gateway.insert("plugins", { name: "cors", service: id("b"), tags });
    const { errors } = await world.plan([consumer("c")]);
    const texts = errors.map(({ message }) => message).join("\n");
    expect(texts).toContain("services/a is not deleted: routes/debug (nobody's) still refers to it.");
    expect(texts).toContain("services/b is not deleted: plugins/cors@service=b (owned by 'billing') would go with it");
  });

  test("references in a circle are refused, and named", async () => {
    const world = createWorld();
    const a = service("a", {}, { dependsOn: ["kong_service.b"] });
    const b = service("b", {}, { dependsOn: ["kong_service.a"] });
    const { errors } = await world.plan([a, b]);
    expect(errors).toMatchObject([{ code: "KG_DEPENDENCY_CYCLE" }]);
    expect((await world.run([a, b])).summary.created).toBe(0);
  });

  test("every reference of one declaration that leads nowhere is listed", async () => {
    const world = createWorld();
    const lost = plugin("cors", { service: service("gone"), route: route("lost") });
    const { errors } = await world.plan([lost]);
    expect(errors.map(({ code, address }) => [code, address])).toEqual([
      ["KG_REFERENCE_UNKNOWN", lost.address],
      ["KG_REFERENCE_UNKNOWN", lost.address],
    ]);
  });

  test("a kind the gateway does not have is an error of each declaration of it, and no news for what refers to them", async () => {
    const world = createWorld();
    world.gateway.faults.push(
      fault(
        { path: /^\/endpoints/ },
        {
          change: (body) => ({
            data: (body as { data: string[] }).data.filter((path) => !path.startsWith("/upstreams")),
          }),
        },
      ),
    );
    const [a, b] = [upstream("a"), upstream("b")];
    const { errors } = await world.plan([a, b, target(a, "10.0.0.1"), service("orders")]);
    expect(errors.map(({ code, address }) => [code, address])).toEqual([
      ["KG_KIND_LACKING", a.address],
      ["KG_KIND_LACKING", b.address],
    ]);
    expect(writesIn(world.gateway)).toEqual([]);
  });

  test("a field the gateway does not have is refused with the version and why", async () => {
    const world = createWorld();
    const { errors } = await world.plan([route("a", { expression: 'http.path == "/a"' })]);
    expect(errors).toMatchObject([{ code: "KG_FIELD_LACKING", address: "kong_route.a" }]);
    expect(errors[0]?.message).toMatch(/3\.9\.1.*router_flavor/);
  });
});
