/** Creating, replacing, patching and deleting. @module */
import { beforeEach, describe, expect, it } from "vitest";
import { createEmbeddedGateway, type EmbeddedGateway } from "../../src/testing.ts";
import { call, dataOf, idOf } from "./call.ts";

let gateway: EmbeddedGateway;
let time = 0;
beforeEach(() => {
  time = 1_700_000_000_000;
  gateway = createEmbeddedGateway({ now: () => time });
});

describe("a create", () => {
  it("fills in the defaults and stamps the time in seconds", async () => {
    const { status, body } = await call(gateway, "POST", "/services", { host: "h" });
    expect(status).toBe(201);
    expect(body).toMatchObject({ protocol: "http", port: 80, retries: 5, name: null, created_at: 1_700_000_000 });
  });

  it("takes apart the url shorthand, which wins over the host", async () => {
    const { body } = await call(gateway, "POST", "/services", { url: "https://x.example:8443/p", host: "y" });
    expect(body).toMatchObject({ protocol: "https", host: "x.example", port: 8443, path: "/p" });
    expect(body).not.toHaveProperty("url");
  });

  it("keeps the order of a set and drops what repeats; numbers have 14 digits", async () => {
    const { body } = await call(gateway, "POST", "/services", { host: "h", tags: ["z", "a", "z"] });
    expect(body["tags"]).toEqual(["z", "a"]);
    const route = await call(gateway, "POST", "/routes", { paths: ["/a"], regex_priority: 123456789012345 });
    expect(route.body["regex_priority"]).toBe(123456789012340);
  });

  it("honours an id, in lower case", async () => {
    const { body } = await call(gateway, "POST", "/services", {
      id: "ABCDEF00-0000-4000-8000-00000000000A",
      host: "h",
    });
    expect(body["id"]).toBe("abcdef00-0000-4000-8000-00000000000a");
    expect((await call(gateway, "GET", "/services/ABCDEF00-0000-4000-8000-00000000000A")).status).toBe(200);
  });

  it("resolves a reference given by name, and says which it cannot resolve", async () => {
    gateway.insert("services", { id: idOf(1), name: "s1", host: "h" });
    const made = await call(gateway, "POST", "/routes", { paths: ["/a"], service: { name: "s1" } });
    expect(made.body["service"]).toEqual({ id: idOf(1) });
    const missing = await call(gateway, "POST", "/routes", { paths: ["/a"], service: { name: "nosuch" } });
    expect(missing).toMatchObject({ status: 400, body: { code: 13 } });
    const dangling = await call(gateway, "POST", "/routes", { paths: ["/a"], service: { id: idOf(404) } });
    expect(dangling).toMatchObject({ status: 400, body: { code: 4, fields: { service: { id: idOf(404) } } } });
  });

  it("under a parent takes the parent of the path, not of the body", async () => {
    gateway.insert("services", { id: idOf(1), name: "s1", host: "h" });
    gateway.insert("services", { id: idOf(2), name: "s2", host: "h" });
    const { body } = await call(gateway, "POST", "/services/s1/routes", { paths: ["/a"], service: { id: idOf(2) } });
    expect(body["service"]).toEqual({ id: idOf(1) });
  });
});

describe("uniqueness", () => {
  beforeEach(() => {
    gateway.insert("services", { id: idOf(1), name: "s1", host: "h" });
    gateway.insert("consumers", { id: idOf(2), username: "c1", custom_id: "one" });
  });

  it("a taken name is 409 with exactly that field", async () => {
    const { status, body } = await call(gateway, "POST", "/services", { name: "s1", host: "h" });
    expect(status).toBe(409);
    expect(body).toEqual({
      code: 5,
      name: "unique constraint violation",
      fields: { name: "s1" },
      message: "UNIQUE violation detected on '{name=\"s1\"}'",
    });
  });

  it("a taken id is 400 with code 3, also when the name is taken", async () => {
    const { status, body } = await call(gateway, "POST", "/services", { id: idOf(1), name: "s1", host: "h" });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 3, fields: { id: idOf(1) } });
  });

  it("a taken secondary key is named as such", async () => {
    const { body } = await call(gateway, "POST", "/consumers", { username: "c2", custom_id: "one" });
    expect(body).toMatchObject({ code: 5, fields: { custom_id: "one" } });
  });

  it("a repeated create of a key answers 409 on the key, not code 3", async () => {
    const body = { id: idOf(7), key: "k" };
    await call(gateway, "POST", "/consumers/c1/key-auth", body);
    expect(await call(gateway, "POST", "/consumers/c1/key-auth", body)).toMatchObject({
      status: 409,
      body: { code: 5 },
    });
  });

  it("is freed by a rename and by a delete", async () => {
    await call(gateway, "PATCH", "/services/s1", { name: "s2" });
    expect((await call(gateway, "POST", "/services", { name: "s1", host: "h" })).status).toBe(201);
    await call(gateway, "DELETE", "/services/s2");
    expect((await call(gateway, "POST", "/services", { name: "s2", host: "h" })).status).toBe(201);
  });

  it("may hold among many that race: one of twenty equal creates wins", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => call(gateway, "POST", "/services", { name: "race", host: "h" })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
  });
});

describe("a PUT", () => {
  it("resets what it omits, created_at included, and answers 200 also when it creates", async () => {
    expect((await call(gateway, "PUT", "/services/full", { host: "h", retries: 3, tags: ["a"] })).status).toBe(200);
    time += 5_000;
    const { body } = await call(gateway, "PUT", "/services/full", { host: "h" });
    expect(body).toMatchObject({ name: "full", retries: 5, tags: null, created_at: 1_700_000_005 });
  });

  it("ignores id and name of the body: the URL's win", async () => {
    const { body } = await call(gateway, "PUT", "/services/s1", { id: idOf(9), name: "other", host: "h" });
    expect(body["name"]).toBe("s1");
    expect(body["id"]).not.toBe(idOf(9));
  });

  it("of a name that is none is code 10", async () => {
    expect(await call(gateway, "PUT", "/services/a%20b", { host: "h" })).toMatchObject({
      status: 400,
      body: { code: 10 },
    });
  });

  it("of a target is no upsert: it patches one that is there", async () => {
    gateway.insert("upstreams", { name: "up" });
    expect((await call(gateway, "PUT", "/upstreams/up/targets/10.0.0.1:80", { weight: 1 })).status).toBe(404);
    await call(gateway, "POST", "/upstreams/up/targets", { target: "10.0.0.1:80", tags: ["a"] });
    const { body } = await call(gateway, "PUT", "/upstreams/up/targets/10.0.0.1:80", { weight: 7 });
    expect(body).toMatchObject({ weight: 7, tags: ["a"] });
  });
});

describe("a PATCH", () => {
  it("merges records at every depth and replaces lists inside them", async () => {
    gateway.insert("upstreams", { name: "up", healthchecks: { active: { healthy: { interval: 5 } } } });
    const patch = { healthchecks: { active: { healthy: { http_statuses: [201] } }, passive: {} } };
    const { body } = await call(gateway, "PATCH", "/upstreams/up", patch);
    expect(body).toMatchObject({ healthchecks: { active: { healthy: { interval: 5, http_statuses: [201] } } } });
  });

  it("replaces maps, lists and sets whole", async () => {
    gateway.insert("routes", { name: "r", paths: ["/a"], headers: { a: ["1"], b: ["2"] }, tags: ["x", "y"] });
    const { body } = await call(gateway, "PATCH", "/routes/r", { headers: { c: ["3"] }, tags: ["z"] });
    expect(body).toMatchObject({ headers: { c: ["3"] }, tags: ["z"], paths: ["/a"] });
    expect((await call(gateway, "PATCH", "/routes/r", { headers: {} })).body["headers"]).toEqual({});
  });

  it("stores null where it may, and refuses it where it must", async () => {
    gateway.insert("services", { name: "s", host: "h" });
    expect((await call(gateway, "PATCH", "/services/s", { retries: null })).body["retries"]).toBeNull();
    expect((await call(gateway, "PATCH", "/services/s", { port: null })).body).toMatchObject({ code: 2 });
  });

  it("moves updated_at, also when it changes nothing, and keeps created_at", async () => {
    gateway.insert("services", { name: "s", host: "h" });
    time += 3_000;
    const { body } = await call(gateway, "PATCH", "/services/s", {});
    expect(body).toMatchObject({ created_at: 1_700_000_000, updated_at: 1_700_000_003 });
  });

  it("of what is not there is code 6; an id in it is ignored", async () => {
    expect(await call(gateway, "PATCH", "/services/x", { host: "a" })).toMatchObject({
      status: 404,
      body: { code: 6, fields: { name: "x" } },
    });
    gateway.insert("services", { id: idOf(1), name: "s", host: "h" });
    expect((await call(gateway, "PATCH", "/services/s", { id: idOf(2) })).body["id"]).toBe(idOf(1));
  });
});

describe("a DELETE", () => {
  beforeEach(() => {
    gateway.insert("services", { id: idOf(1), name: "s1", host: "h" });
    gateway.insert("plugins", { name: "cors", service: { id: idOf(1) } });
  });

  it("of a service takes its plugins along", async () => {
    expect((await call(gateway, "DELETE", "/services/s1")).status).toBe(204);
    expect(gateway.entities("plugins")).toEqual([]);
  });

  it("of a service with routes is refused and takes nothing along", async () => {
    gateway.insert("routes", { paths: ["/a"], service: { id: idOf(1) } });
    expect(await call(gateway, "DELETE", "/services/s1")).toMatchObject({
      status: 400,
      body: { code: 4, fields: { "@referenced_by": "routes" } },
    });
    expect(gateway.entities("plugins")).toHaveLength(1);
  });

  it("of a consumer takes credentials, groups and plugins along; of an upstream its targets", async () => {
    gateway.insert("consumers", { id: idOf(2), username: "c" });
    gateway.insert("keyauth_credentials", { consumer: { id: idOf(2) } });
    gateway.insert("acls", { consumer: { id: idOf(2) }, group: "g" });
    gateway.insert("plugins", { name: "correlation-id", consumer: { id: idOf(2) } });
    gateway.insert("upstreams", { id: idOf(3), name: "up" });
    gateway.insert("targets", { upstream: { id: idOf(3) }, target: "10.0.0.1" });
    await call(gateway, "DELETE", "/consumers/c");
    await call(gateway, "DELETE", "/upstreams/up");
    for (const kind of ["keyauth_credentials", "acls", "targets"]) expect(gateway.entities(kind), kind).toEqual([]);
    expect(gateway.entities("plugins")).toHaveLength(1);
  });

  it("of what is not there is 204 at top level and 404 under a parent", async () => {
    expect((await call(gateway, "DELETE", "/services/nosuch")).status).toBe(204);
    expect((await call(gateway, "DELETE", `/services/s1/plugins/${idOf(5)}`)).status).toBe(404);
  });
});

describe("a target", () => {
  beforeEach(() => void gateway.insert("upstreams", { id: idOf(1), name: "up" }));

  it("is stored with its port, IPv6 expanded, stamped in milliseconds", async () => {
    const plain = await call(gateway, "POST", "/upstreams/up/targets", { target: "10.0.0.1" });
    expect(plain.body["target"]).toBe("10.0.0.1:8000");
    time += 250;
    const { body } = await call(gateway, "POST", "/upstreams/up/targets", { target: "[::1]:80" });
    expect(body).toMatchObject({
      target: "[0000:0000:0000:0000:0000:0000:0000:0001]:80",
      created_at: 1_700_000_000.25,
    });
    expect(dataOf(await call(gateway, "GET", "/upstreams/up/targets"))).toHaveLength(2);
  });

  it("conflicts as the address it is stored as", async () => {
    await call(gateway, "POST", "/upstreams/up/targets", { target: "10.0.0.1" });
    expect(await call(gateway, "POST", "/upstreams/up/targets", { target: "10.0.0.1:8000" })).toMatchObject({
      status: 409,
      body: { fields: { target: "10.0.0.1:8000", upstream: { id: idOf(1) } } },
    });
  });

  it("with a null weight is refused with the misleading code 3", async () => {
    expect(await call(gateway, "POST", "/upstreams/up/targets", { target: "10.0.0.1", weight: null })).toMatchObject({
      status: 400,
      body: { code: 3 },
    });
  });
});
