/** Credentials: generated keys, hashes, times to live. @module */
import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { createEmbeddedGateway, type EmbeddedGateway } from "../../src/testing.ts";
import { call, dataOf, idOf } from "./call.ts";

const consumer = idOf(1);
let gateway: EmbeddedGateway;
let time = 0;
beforeEach(() => {
  time = 1_700_000_000_000;
  gateway = createEmbeddedGateway({ now: () => time });
  gateway.insert("consumers", { id: consumer, username: "c" });
});

const hashOf = (password: string): string =>
  createHash("sha1")
    .update(password + consumer)
    .digest("hex");

describe("a key", () => {
  it("is made by the gateway where none is sent, and reached by itself or its id", async () => {
    const { body } = await call(gateway, "POST", "/consumers/c/key-auth", {});
    expect(body["key"]).toMatch(/^\w{32}$/);
    expect((await call(gateway, "GET", `/consumers/c/key-auth/${String(body["key"])}`)).body["id"]).toBe(body["id"]);
    expect((await call(gateway, "GET", `/key-auths/${String(body["id"])}`)).status).toBe(200);
  });

  it("is unique over all consumers", async () => {
    gateway.insert("consumers", { username: "other" });
    await call(gateway, "POST", "/consumers/c/key-auth", { key: "k" });
    expect((await call(gateway, "POST", "/consumers/other/key-auth", { key: "k" })).status).toBe(409);
  });

  it("counts its time down and ends by itself", async () => {
    const { body } = await call(gateway, "POST", "/consumers/c/key-auth", { key: "k", ttl: 10 });
    const path = `/key-auths/${String(body["id"])}`;
    time += 4_000;
    expect((await call(gateway, "GET", path)).body["ttl"]).toBe(6);
    await call(gateway, "PATCH", path, { tags: ["a"] });
    time += 6_001;
    expect((await call(gateway, "GET", path)).status).toBe(404);
    expect(dataOf(await call(gateway, "GET", "/key-auths"))).toEqual([]);
    expect((await call(gateway, "POST", "/consumers/c/key-auth", { key: "k" })).status).toBe(201);
  });

  it("with an explicit null for its time to live is a server error", async () => {
    expect((await call(gateway, "POST", "/consumers/c/key-auth", { ttl: null })).status).toBe(500);
  });
});

describe("a password", () => {
  it("comes back as a hash with the consumer's id, and hashed again when the hash is written", async () => {
    const { body } = await call(gateway, "POST", "/consumers/c/basic-auth", { username: "u", password: "p" });
    expect(body["password"]).toBe(hashOf("p"));
    const path = `/consumers/c/basic-auth/${String(body["id"])}`;
    const again = await call(gateway, "PUT", path, { username: "u", password: body["password"] });
    expect(again.body["password"]).toBe(hashOf(hashOf("p")));
  });

  it("stays when something else is patched", async () => {
    await call(gateway, "POST", "/consumers/c/basic-auth", { username: "u", password: "p" });
    expect((await call(gateway, "PATCH", "/consumers/c/basic-auth/u", { tags: ["t"] })).body["password"]).toBe(
      hashOf("p"),
    );
  });

  it("is refused in a flat patch without its consumer", async () => {
    const { body } = await call(gateway, "POST", "/consumers/c/basic-auth", { username: "u", password: "p" });
    const path = `/basic-auths/${String(body["id"])}`;
    expect((await call(gateway, "PATCH", path, { password: "q" })).status).toBe(400);
    const both = await call(gateway, "PATCH", path, { password: "q", consumer: { id: consumer } });
    expect(both.body["password"]).toBe(hashOf("q"));
    expect((await call(gateway, "PATCH", "/consumers/c/basic-auth/u", { password: "r" })).body["password"]).toBe(
      hashOf("r"),
    );
  });
});

describe("a group", () => {
  it("is reached by its name under its consumer only", async () => {
    await call(gateway, "PUT", "/consumers/c/acls/gold", {});
    expect((await call(gateway, "GET", "/consumers/c/acls/gold")).body["group"]).toBe("gold");
    expect(await call(gateway, "GET", "/acls/gold")).toMatchObject({ status: 400, body: { code: 1 } });
    expect((await call(gateway, "DELETE", "/consumers/c/acls/gold")).status).toBe(204);
    expect(gateway.entities("acls")).toEqual([]);
  });

  it("is in it once per consumer", async () => {
    await call(gateway, "POST", "/consumers/c/acls", { group: "gold" });
    expect(await call(gateway, "POST", "/consumers/c/acls", { group: "gold" })).toMatchObject({
      status: 409,
      body: { fields: { consumer: { id: consumer }, group: "gold" } },
    });
  });
});
