/** Plugins: scopes, settings, deprecated names. @module */
import { beforeEach, describe, expect, it } from "vitest";
import { createEmbeddedGateway, type EmbeddedGateway } from "../../src/testing.ts";
import { call, dataOf, idOf } from "./call.ts";

let gateway: EmbeddedGateway;
beforeEach(() => {
  gateway = createEmbeddedGateway();
  gateway.insert("services", { id: idOf(1), name: "s1", host: "h" });
  gateway.insert("routes", { id: idOf(2), name: "r1", paths: ["/a"], service: { id: idOf(1) } });
});

describe("the scope of a plugin", () => {
  it("is unique with its nulls, and an instance_name does not change that", async () => {
    await call(gateway, "POST", "/plugins", { name: "cors" });
    expect(await call(gateway, "POST", "/plugins", { name: "cors", instance_name: "x" })).toMatchObject({
      status: 409,
      body: {
        fields: { name: "cors", service: null, route: null, consumer: null },
        message: "UNIQUE violation detected on '{consumer=null,name=\"cors\",route=null,service=null}'",
      },
    });
    expect((await call(gateway, "POST", "/services/s1/plugins", { name: "cors" })).status).toBe(201);
  });

  it("becomes global when a PUT omits it", async () => {
    const path = `/plugins/${idOf(9)}`;
    await call(gateway, "PUT", path, { name: "cors", service: { id: idOf(1) } });
    expect((await call(gateway, "PUT", path, { name: "cors" })).body["service"]).toBeNull();
  });

  it("is refused where the plugin forbids it, and fields of another edition are unknown", async () => {
    gateway.insert("consumers", { id: idOf(3), username: "c" });
    expect(
      (await call(gateway, "POST", "/plugins", { name: "key-auth", consumer: { id: idOf(3) } })).body,
    ).toMatchObject({ fields: { consumer: "value must be null" } });
    expect((await call(gateway, "POST", "/plugins", { name: "cors", consumer_group: null })).body).toMatchObject({
      fields: { consumer_group: "unknown field" },
    });
  });

  it("shares a protocol with its route", async () => {
    const body = { name: "file-log", config: { path: "/tmp/x" }, protocols: ["tcp"], route: { id: idOf(2) } };
    expect((await call(gateway, "POST", "/plugins", body)).body).toMatchObject({
      fields: { protocols: "must match the associated route's protocols" },
    });
  });

  it("shows in the lists of everything in it", async () => {
    gateway.insert("plugins", { name: "cors", service: { id: idOf(1) }, route: { id: idOf(2) } });
    expect(dataOf(await call(gateway, "GET", "/services/s1/plugins"))).toHaveLength(1);
    expect(dataOf(await call(gateway, "GET", "/routes/r1/plugins"))).toHaveLength(1);
  });
});

describe("the settings of a plugin", () => {
  it("echo deprecated names beside the new ones, whichever was sent", async () => {
    const made = await call(gateway, "POST", "/plugins", {
      name: "rate-limiting",
      config: { minute: 1, policy: "redis", redis_host: "r.example" },
    });
    expect(made.body).toMatchObject({ config: { redis_host: "r.example", redis: { host: "r.example", port: 6379 } } });
    const path = `/plugins/${String(made.body["id"])}`;
    const patched = await call(gateway, "PATCH", path, { config: { redis: { port: 7000 } } });
    expect(patched.body).toMatchObject({ config: { redis_port: 7000, redis: { host: "r.example", port: 7000 } } });
  });

  it("are refused where the old and the new name say different things", async () => {
    const config = { minute: 1, redis: { host: "a" }, redis_host: "b" };
    const sentence =
      "both deprecated and new field are used but their values mismatch: redis_host = b vs redis.host = a";
    expect(await call(gateway, "POST", "/plugins", { name: "rate-limiting", config })).toMatchObject({
      status: 400,
      body: { code: 2, fields: { redis_host: sentence } },
    });
  });

  it("are made by the gateway where they are random", async () => {
    const { body } = await call(gateway, "POST", "/plugins", {
      name: "oauth2",
      config: { enable_client_credentials: true },
    });
    expect(body).toMatchObject({ config: { provision_key: expect.stringMatching(/^\w{32}$/) } });
  });

  it("of a plugin that is not there are refused by its name", async () => {
    expect((await call(gateway, "POST", "/plugins", { name: "nosuch" })).body).toMatchObject({
      fields: { name: "plugin 'nosuch' not enabled; add it to the 'plugins' configuration property" },
    });
  });

  it("stand in enabled_in_cluster once the plugin is used", async () => {
    gateway.insert("plugins", { name: "cors" });
    expect((await call(gateway, "GET", "/")).body).toMatchObject({
      version: "3.9.1",
      plugins: { enabled_in_cluster: ["cors"], available_on_server: { acl: { version: "3.9.1" } } },
      configuration: { role: "traditional", database: "postgres", router_flavor: "traditional_compatible" },
    });
  });
});

describe("a gateway with the expressions router", () => {
  it("has expression and priority, and needs no other matcher beside an expression", async () => {
    const other = createEmbeddedGateway({ routerFlavor: "expressions" });
    const made = await call(other, "POST", "/routes", { expression: 'http.path == "/a"', priority: 5 });
    expect(made).toMatchObject({ status: 201, body: { priority: 5 } });
    expect((await call(other, "GET", "/schemas/routes")).text).toContain('"expression"');
    expect((await call(gateway, "GET", "/schemas/routes")).text).not.toContain('"expression"');
  });
});
