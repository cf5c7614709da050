import { describe, expect, test } from "vitest";
import type { Declaration } from "../../src/model/declaration.ts";
import { createWorld, plugin, route, service, upstream } from "./kit.ts";

type Case = [string, Declaration[], Declaration[], Record<string, unknown>[]];

const log = (headers: Record<string, string>) =>
  plugin("http-log", "global", { http_endpoint: "http://log.example", headers });
const checks = (active: Record<string, unknown>) => upstream("pool", { healthchecks: { active } });
const limits = (config: Record<string, unknown>) => plugin("rate-limiting", "global", config);

/** What is live, what is declared, and the bodies of all PATCHes that follow. */
const CASES: Case[] = [
  [
    "only the field that differs is sent",
    [service("a", { retries: 1, port: 1 })],
    [service("a", { retries: 2, port: 1 })],
    [{ retries: 2 }],
  ],
  ["a reset sends the default", [service("a", { retries: 1 })], [service("a")], [{ retries: 5 }]],
  [
    "of a record only the inner field is sent",
    [limits({ minute: 5, policy: "redis", redis: { host: "a", port: 1 } })],
    [limits({ minute: 5, policy: "redis", redis: { host: "b", port: 1 } })],
    [{ config: { redis: { host: "b" } } }],
  ],
  [
    "a map is sent whole",
    [log({ a: "1", b: "2" })],
    [log({ a: "1", b: "3" })],
    [{ config: { headers: { a: "1", b: "3" } } }],
  ],
  [
    "a key taken out of a map goes away",
    [log({ a: "1", b: "2" })],
    [log({ a: "1" })],
    [{ config: { headers: { a: "1" } } }],
  ],
  [
    "a route's headers are a map",
    [route("r", { headers: { a: ["1"], b: ["2"] } })],
    [route("r", { headers: { a: ["1"] } })],
    [{ headers: { a: ["1"] } }],
  ],
  [
    "a list is sent whole",
    [route("r", { paths: ["/a", "/b"] })],
    [route("r", { paths: ["/a", "/c"] })],
    [{ paths: ["/a", "/c"] }],
  ],
  [
    "a list inside a record is sent whole",
    [checks({ healthy: { http_statuses: [200] } })],
    [checks({ healthy: { http_statuses: [200, 201] } })],
    [{ healthchecks: { active: { healthy: { http_statuses: [200, 201] } } } }],
  ],
  [
    "the healthchecks' headers are a map in a record",
    [checks({ headers: { a: ["1"] } })],
    [checks({ headers: { b: ["1"] } })],
    [{ healthchecks: { active: { headers: { b: ["1"] } } } }],
  ],
  [
    "a record taken out is reset field by field",
    [checks({ healthy: { interval: 5 } })],
    [upstream("pool")],
    [{ healthchecks: { active: { healthy: { interval: 0 } } } }],
  ],
  [
    "a null inside config is Kong's null",
    [limits({ minute: 5, hour: 10 })],
    [limits({ minute: 5, hour: null })],
    [{ config: { hour: null } }],
  ],
  [
    "a service from https to http drops tls_verify in the same PATCH",
    [service("a", { protocol: "https", tls_verify: true, tls_verify_depth: 2 })],
    [service("a", { protocol: "http" })],
    [{ protocol: "http", tls_verify: null, tls_verify_depth: null }],
  ],
  [
    "url is never sent, what it stands for is",
    [service("a", { host: undefined, url: "http://a.example/v1" })],
    [service("a", { host: undefined, url: "https://a.example/v2" })],
    [{ protocol: "https", port: 443, path: "/v2" }],
  ],
  [
    "a deprecated alias moves its replacement, and only that is sent",
    [limits({ minute: 5, policy: "redis", redis_host: "a" })],
    [limits({ minute: 5, policy: "redis", redis_host: "b" })],
    [{ config: { redis: { host: "b" } } }],
  ],
  [
    "http to grpc takes strip_path along",
    [route("r")],
    [route("r", { protocols: ["grpc"] })],
    [{ protocols: ["grpc"], strip_path: false }],
  ],
  [
    "hash_on takes its algorithm along",
    [upstream("pool")],
    [upstream("pool", { hash_on: "ip" })],
    [{ hash_on: "ip", algorithm: "consistent-hashing" }],
  ],
  [
    "without hash_on the algorithm goes back",
    [upstream("pool", { hash_on: "ip" })],
    [upstream("pool")],
    [{ hash_on: "none", algorithm: "round-robin" }],
  ],
  [
    "a changed scope of a header limit sends its companion",
    [limits({ minute: 5, limit_by: "header", header_name: "x-a" })],
    [limits({ minute: 5 })],
    [{ config: { limit_by: "consumer", header_name: null } }],
  ],
  [
    "declared tags are sent as the exact set and the owner's",
    [service("a", { tags: ["x", "y"] })],
    [service("a", { tags: ["y"] })],
    [{ tags: ["y", "kongruent-owner:shop"] }],
  ],
];

describe("a PATCH", () => {
  test.each(CASES)("%s", async (_what, before, declared, bodies) => {
    const world = createWorld();
    expect((await world.run(before)).errors).toEqual([]);
    world.forget();
    const outcome = await world.run(declared);
    expect(outcome.errors).toEqual([]);
    expect(world.sent.map(({ request }) => request.split(" ")[0])).toEqual(bodies.map(() => "PATCH"));
    expect(world.sent.map(({ body }) => body)).toEqual(bodies);
    expect((await world.plan(declared)).changes).toEqual([]);
  });

  test("is one per entity, however much differs, and a PUT is never sent", async () => {
    const world = createWorld();
    const orders = (retries: number) => service("orders", { retries, port: retries, path: `/${retries}` });
    const limit = (minute: number) => plugin("rate-limiting", { service: orders(1) }, { minute, hour: minute * 100 });
    await world.run([orders(1), limit(1)]);
    await world.run([orders(2), limit(2)]);
    expect(world.gateway.log.filter(({ method }) => method === "PATCH")).toHaveLength(2);
    expect(world.gateway.log.filter(({ method }) => method === "PUT")).toEqual([]);
  });

  test("leaves what the declaration does not speak of: SNIs, created_at, other people's tags", async () => {
    const world = createWorld();
    const live = world.gateway.insert("services", {
      name: "a",
      host: "a.example",
      tags: ["team"],
      created_at: 1_000_000_000,
    });
    await world.run([service("a", { retries: 1 })]);
    expect(world.one("services", { name: "a" })).toMatchObject({
      id: live.id,
      created_at: 1_000_000_000,
      tags: ["team", "kongruent-owner:shop"],
    });
  });

  test("is not sent for a field that the gateway has and we do not know", async () => {
    const world = createWorld();
    await world.run([service("a")]);
    expect(Object.keys(world.sent[0]?.body ?? {}).sort()).toEqual(["host", "id", "name", "tags"]);
  });
});
