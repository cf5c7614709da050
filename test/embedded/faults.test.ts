/** Injected faults, in memory and over a socket. @module */
import { afterEach, describe, expect, it } from "vitest";
import { createEmbeddedGateway, type FaultRule, type RunningGateway, startGateway } from "../../src/testing.ts";
import { call } from "./call.ts";

describe("a fault", () => {
  it("answers an error as often as it should, with its headers", async () => {
    const gateway = createEmbeddedGateway({
      faults: [{ match: { method: "GET", times: 2 }, action: { status: 429, headers: { "retry-after": "1" } } }],
    });
    const first = await call(gateway, "GET", "/services");
    expect(first).toMatchObject({ status: 429, headers: { "retry-after": "1" } });
    expect((await call(gateway, "GET", "/services")).status).toBe(429);
    expect((await call(gateway, "GET", "/services")).status).toBe(200);
  });

  it("meets the nth request to a path and no other", async () => {
    const gateway = createEmbeddedGateway();
    gateway.faults.push({ match: { path: /^\/services/, nth: 2 }, action: { html: true } });
    expect((await call(gateway, "GET", "/routes")).status).toBe(200);
    expect((await call(gateway, "GET", "/services")).status).toBe(200);
    const second = await call(gateway, "GET", "/services");
    expect(second.status).toBe(502);
    expect(second.text).toContain("<html>");
    expect((await call(gateway, "GET", "/services")).status).toBe(200);
  });

  it("that cuts the connection leaves nothing behind; one that loses the answer leaves the entity", async () => {
    const gateway = createEmbeddedGateway();
    gateway.faults.push({ match: { times: 1 }, action: { cut: true } });
    await expect(call(gateway, "POST", "/services", { host: "h" })).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(gateway.entities("services")).toHaveLength(0);
    gateway.faults.splice(0, 1, { match: { times: 1 }, action: { loseAnswer: true } });
    await expect(call(gateway, "POST", "/services", { host: "h" })).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(gateway.entities("services")).toHaveLength(1);
    expect(gateway.log.map(({ status }) => status)).toEqual([0, 0]);
  });

  it("lets somebody else write just before a request is handled", async () => {
    const gateway = createEmbeddedGateway();
    gateway.faults.push({
      match: { method: "POST", times: 1 },
      action: { before: (other) => void other.insert("services", { name: "s", host: "theirs" }) },
    });
    expect((await call(gateway, "POST", "/services", { name: "s", host: "ours" })).status).toBe(409);
  });

  it("changes a page: a cursor that leads nowhere new", async () => {
    const gateway = createEmbeddedGateway();
    for (let number = 0; number < 3; number += 1) gateway.insert("consumers", { username: `c${number}` });
    gateway.faults.push({ action: { change: (body) => ({ ...(body as object), next: "/consumers?size=1" }) } });
    expect((await call(gateway, "GET", "/consumers?size=1")).body["next"]).toBe("/consumers?size=1");
  });

  it("is drawn by the gateway's own random numbers", async () => {
    const numbers = [0.1, 0.9, 0.1];
    const gateway = createEmbeddedGateway({ random: () => numbers.shift() ?? 1 });
    gateway.faults.push({ match: { probability: 0.5 }, action: { status: 503 } });
    const statuses = [];
    for (let number = 0; number < 3; number += 1) statuses.push((await call(gateway, "GET", "/services")).status);
    expect(statuses).toEqual([503, 200, 503]);
  });
});

describe("a gateway behind a socket", () => {
  let running: RunningGateway | undefined;
  afterEach(async () => running?.close());

  const started = async (...faults: readonly FaultRule[]): Promise<RunningGateway> => {
    running = await startGateway({ faults });
    return running;
  };

  it("answers as in memory", async () => {
    const { url, gateway } = await started();
    const made = await fetch(`${url}/services`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"name":"s","host":"h"}',
    });
    expect(made.status).toBe(201);
    expect(await (await fetch(`${url}/services/s`)).json()).toEqual(gateway.entities("services")[0]);
    expect((await fetch(`${url}/services/s`, { method: "DELETE" })).status).toBe(204);
  });

  it("cuts connections, and closes with some open", async () => {
    const { url } = await started(
      { match: { path: /^\/routes/ }, action: { cut: true } },
      { match: { path: /^\/services/ }, action: { truncate: true } },
    );
    await expect(fetch(`${url}/routes`)).rejects.toThrow();
    await expect(fetch(`${url}/services`).then((answer) => answer.text())).rejects.toThrow();
    expect((await fetch(`${url}/consumers`)).status).toBe(200);
  });
});
