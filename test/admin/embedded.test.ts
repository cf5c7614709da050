import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createAdminGateway } from "../../src/admin/gateway.ts";
import { handlerTransport } from "../../src/admin/transport.ts";
import type { FaultAction, FaultMatch, FaultRule } from "../../src/embedded/faults.ts";
import { createEmbeddedGateway, type EmbeddedGateway } from "../../src/embedded/gateway.ts";
import { startGateway } from "../../src/embedded/server.ts";
import type { Gateway } from "../../src/engine/gateway.ts";
import { consumer } from "../../src/model/consumer.ts";
import { keyAuth } from "../../src/model/key-auth.ts";
import { plugin } from "../../src/model/plugin.ts";
import { route } from "../../src/model/route.ts";
import { reveal, Secret } from "../../src/model/secret.ts";
import { service } from "../../src/model/service.ts";
import { target } from "../../src/model/target.ts";
import { upstream } from "../../src/model/upstream.ts";
import { errorOf, uuid } from "./support.ts";

const sleep = async () => {};
const fault = (match: FaultMatch, action: FaultAction): FaultRule => ({
  match,
  action,
});
const overSockets = async () => {
  const { url, gateway: embedded, close } = await startGateway();
  const gateway = createAdminGateway({ url, sleep });
  const end = async () => {
    await gateway.close();
    await close();
  };
  return { embedded, gateway, end };
};
const inProcess = async () => {
  const embedded = createEmbeddedGateway();
  const gateway = createAdminGateway({ url: "http://embedded", transport: handlerTransport(embedded.handle), sleep });
  return { embedded, gateway, end: () => gateway.close() };
};

describe.each([
  ["over sockets", overSockets],
  ["in the same process", inProcess],
])("the embedded gateway %s", (_how, start) => {
  let embedded: EmbeddedGateway;
  let gateway: Gateway;
  let end: () => Promise<void>;
  beforeEach(async () => {
    ({ embedded, gateway, end } = await start());
  });
  afterEach(() => end());

  test("is described", async () => {
    const description = await gateway.describe();
    expect(description).toMatchObject({ version: "3.9.1", mode: "traditional", routerFlavor: "traditional" });
    expect(description.endpoints?.has("/services")).toBe(true);
    expect((await gateway.schema(service))?.fields.length).toBeGreaterThan(5);
    expect(await gateway.subschema(plugin, "no-such")).toBeUndefined();
  });

  test("gives 2,501 services and 1,001 targets of one upstream", async () => {
    for (let index = 0; index < 2_501; index++) embedded.insert("services", { name: `s${index}`, host: "h" });
    const { id } = embedded.insert("upstreams", { name: "u" });
    for (let index = 0; index < 1_001; index++) {
      embedded.insert("targets", { upstream: { id }, target: `10.0.${index >> 8}.${index & 255}:80` });
    }
    expect(await gateway.list(service)).toHaveLength(2_501);
    expect(await gateway.list(target, { parent: id })).toHaveLength(1_001);
    expect(gateway.requests()).toEqual({ read: 5, write: 0 });
  });

  test("is written to, and read back", async () => {
    await gateway.create(service, { id: uuid(1), name: "orders", host: "a" });
    await gateway.create(route, { id: uuid(2), name: "orders-v1", paths: ["/orders"], service: { id: uuid(1) } });
    await gateway.create(upstream, { id: uuid(3), name: "pool" });
    const made = await gateway.create(target, { id: uuid(4), target: "10.0.0.1", upstream: { id: uuid(3) } });
    expect(made).toMatchObject({ target: "10.0.0.1:8000", upstream: { id: uuid(3) } });
    expect(await gateway.update(target, made, { weight: 5 })).toMatchObject({ weight: 5 });
    expect(await gateway.read(target, uuid(4), uuid(3))).toMatchObject({ weight: 5 });
    await gateway.delete(target, made);
    await gateway.delete(target, made);
    expect(await gateway.read(target, uuid(4), uuid(3))).toBeUndefined();
  });

  test("keeps secrets wrapped, also in a conflict", async () => {
    const key = "sesame-open-1234";
    await gateway.create(consumer, { id: uuid(1), username: "mobile" });
    await gateway.create(keyAuth, { id: uuid(2), consumer: { id: uuid(1) }, key: new Secret(key) });
    const [listed] = await gateway.list(keyAuth);
    expect(reveal(listed?.["key"])).toBe(key);
    expect(JSON.stringify(listed)).not.toContain(key);
    const error = await errorOf(
      gateway.create(keyAuth, { id: uuid(3), consumer: { id: uuid(1) }, key: new Secret(key) }),
    );
    expect(error["code"]).toBe("KG_UNIQUE_VIOLATION");
    expect(`${error.stack}${JSON.stringify(error)}`).not.toContain(key);
  });

  test("refuses what is wrong with a typed error", async () => {
    await gateway.create(service, { id: uuid(1), name: "orders", host: "a" });
    const codes: [string, () => Promise<unknown>][] = [
      ["KG_UNIQUE_VIOLATION", () => gateway.create(service, { id: uuid(2), name: "orders", host: "a" })],
      ["KG_ID_TAKEN", () => gateway.create(service, { id: uuid(1), name: "other", host: "a" })],
      ["KG_SCHEMA_VIOLATION", () => gateway.create(service, { id: uuid(3), host: "a", hots: 1 })],
      ["KG_FOREIGN_KEY", () => gateway.create(route, { id: uuid(4), paths: ["/a"], service: { id: uuid(404) } })],
      ["KG_NOT_FOUND", () => gateway.update(service, { id: uuid(404) }, { host: "b" })],
      ["KG_SCHEMA_VIOLATION", () => gateway.validate(plugin, { name: "rate-limiting", config: { minute: "x" } })],
    ];
    for (const [code, run] of codes) expect((await errorOf(run()))["code"]).toBe(code);
    await gateway.validate(plugin, { name: "rate-limiting", config: { minute: 1 } });
  });

  test("loses answers, and each entity is still made once", async () => {
    embedded.faults.push(
      fault({ method: "POST", nth: 2 }, { loseAnswer: true }),
      fault({ method: "POST", nth: 5 }, { cut: true }),
      fault({ method: "POST", nth: 7 }, { status: 500 }),
      fault({ method: "POST", nth: 9 }, { truncate: true }),
      fault({ method: "GET", nth: 1 }, { status: 429, headers: { "retry-after": "1" } }),
      fault({ method: "GET", nth: 3 }, { html: true }),
    );
    for (let index = 0; index < 10; index++) {
      await gateway.create(service, { id: uuid(index), name: `s${index}`, host: "h" });
    }
    expect(embedded.entities("services")).toHaveLength(10);
  });

  test("turns in a circle, and that is no end", async () => {
    for (let index = 0; index < 3; index++) embedded.insert("services", { name: `s${index}`, host: "h" });
    const change = (page: unknown) => ({ ...(page as object), next: "/services?offset=x", offset: "x" });
    embedded.faults.push(fault({ path: /^\/services/ }, { change }));
    expect((await errorOf(gateway.list(service)))["code"]).toMatch(/^KG_LIST_INCOMPLETE$/);
  });
});
