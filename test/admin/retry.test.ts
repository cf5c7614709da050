import { describe, expect, test } from "vitest";
import { jitterMs, RETRY_TABLE, retryAfterMs } from "../../src/admin/retry.ts";
import { service } from "../../src/model/service.ts";
import { target } from "../../src/model/target.ts";
import { errorOf, failing, gatewayOn, json, notFound, type Reply, root, uuid } from "./support.ts";

const id = uuid(1);
const entity = { id, name: "orders" };
const unavailable = (headers: Record<string, string> = {}) => json(503, { message: "no" }, headers);

describe("what is repeated", () => {
  test.each<[string, Reply, number]>([
    ["a cut connection", failing("ECONNRESET"), 4],
    ["a socket closed by the other side", failing("UND_ERR_SOCKET"), 4],
    ["no answer in time", failing("UND_ERR_HEADERS_TIMEOUT"), 4],
    ["502", json(502, {}), 4],
    ["504", json(504, {}), 4],
    ["429", json(429, {}), 5],
    ["503", unavailable(), 5],
    ["500", json(500, {}), 2],
  ])("%s: tried as often as the table says", async (_what, reply, tries) => {
    const { gateway, sent } = gatewayOn(() => reply);
    const error = await errorOf(gateway.read(service, id));
    expect(error["code"]).toBe("KG_GATEWAY_UNAVAILABLE");
    expect(error.message).toContain("GET on services");
    expect(error.message).toContain(`${tries} times`);
    expect(sent).toHaveLength(tries);
    expect(gateway.requests()).toEqual({ read: tries, write: 0 });
  });

  test.each([400, 401, 403, 405, 409, 413, 415, 501])("%i is final", async (status) => {
    const { gateway, sent } = gatewayOn(() => json(status, { message: "no" }));
    await errorOf(gateway.read(service, id));
    expect(sent).toHaveLength(1);
  });

  test.each([
    ["ENOTFOUND", "KG_GATEWAY_UNREACHABLE"],
    ["ECONNREFUSED", "KG_GATEWAY_UNREACHABLE"],
    ["UND_ERR_CONNECT_TIMEOUT", "KG_GATEWAY_UNREACHABLE"],
    ["CERT_HAS_EXPIRED", "KG_TLS_VERIFICATION"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "KG_TLS_VERIFICATION"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "KG_TLS_VERIFICATION"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "KG_TLS_VERIFICATION"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "KG_TLS_VERIFICATION"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "KG_TLS_HANDSHAKE"],
    ["EPROTO", "KG_TLS_HANDSHAKE"],
    ["HPE_INVALID_CONSTANT", "KG_NOT_ADMIN_API"],
  ])("the first request fails at once with %s", async (code, expected) => {
    const { gateway, sent } = gatewayOn(() => failing(code));
    const error = await errorOf(gateway.describe());
    expect(error["code"]).toBe(expected);
    expect(error.message).toMatch(/--(gateway|tls-)/);
    expect(sent).toHaveLength(1);
  });

  test("a refused connection is tried again once the gateway has answered: it may be restarting", async () => {
    const replies = [root(), notFound, failing("ECONNREFUSED"), json(200, entity)];
    const { gateway } = gatewayOn((_request, index) => replies[index]);
    await gateway.describe();
    expect(await gateway.read(service, id)).toEqual(entity);
  });

  test("a PATCH and a DELETE are repeated, and every try counts as a write", async () => {
    const { gateway } = gatewayOn(({ method }, index) => {
      if (index % 2 === 0) return failing("ECONNRESET");
      return method === "PATCH" ? json(200, entity) : { status: 204, headers: {}, body: "" };
    });
    await gateway.update(service, entity, { host: "b" });
    await gateway.delete(service, entity);
    expect(gateway.requests()).toEqual({ read: 0, write: 4 });
  });

  test("a target whose delete was done by a lost try is gone, and that is no error", async () => {
    const { gateway } = gatewayOn((_request, index) => (index === 0 ? failing("ECONNRESET") : notFound));
    await gateway.delete(target, { id, upstream: { id: uuid(2) } });
  });
});

describe("how long is waited", () => {
  test("a random part of 100 ms · 2^n, at most 2 s", async () => {
    const { gateway, slept } = gatewayOn(() => failing("ECONNRESET"));
    await errorOf(gateway.read(service, id));
    expect(slept).toEqual([50, 100, 200]);
    expect(jitterMs(10, () => 0.999)).toBeLessThan(2_000);
    expect(jitterMs(10, () => 0.5)).toBe(1_000);
  });

  test("what Retry-After says, in seconds or as a date, at most 30 s", async () => {
    const now = Date.parse("2026-01-01T00:00:00Z");
    expect(retryAfterMs("2", now)).toBe(2_000);
    expect(retryAfterMs("Thu, 01 Jan 2026 00:00:05 GMT", now)).toBe(5_000);
    expect(retryAfterMs("Wed, 31 Dec 2025 00:00:00 GMT", now)).toBe(0);
    expect(retryAfterMs("3600", now)).toBe(30_000);
    expect(retryAfterMs("soon", now)).toBeUndefined();
    const replies = [unavailable({ "retry-after": "3" }), json(429, {}), json(200, entity)];
    const { gateway, slept } = gatewayOn((_request, index) => replies[index]);
    await gateway.read(service, id);
    expect(slept).toEqual([3_000, 100]);
  });

  test("a mix of causes ends too", async () => {
    const mix = [failing("ECONNRESET"), failing("UND_ERR_HEADERS_TIMEOUT"), json(502, {}), json(429, {})];
    const { gateway, sent } = gatewayOn((_request, index) => mix[index % 4]);
    await errorOf(gateway.read(service, id));
    expect(sent).toHaveLength(8);
  });

  test("the table has no line that waits without an end", () => {
    for (const rule of Object.values(RETRY_TABLE)) expect(rule.tries).toBeLessThanOrEqual(5);
  });
});

test("no more requests are in flight than allowed", async () => {
  let inFlight = 0;
  let most = 0;
  const { gateway } = gatewayOn(() => undefined, {
    concurrency: 3,
    transport: {
      async send() {
        inFlight += 1;
        most = Math.max(most, inFlight);
        await new Promise((resolve) => setImmediate(resolve));
        inFlight -= 1;
        return json(200, entity);
      },
      close: async () => {},
    },
  });
  await Promise.all(Array.from({ length: 3_000 }, () => gateway.read(service, id)));
  expect(most).toBe(3);
});

test("an interruption ends a wait", async () => {
  const stop = new AbortController();
  const { gateway, sent } = gatewayOn(() => unavailable({ "retry-after": "30" }), {
    signal: stop.signal,
    sleep: (_milliseconds, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(new Error("aborted")));
        stop.abort();
      }),
  });
  expect((await errorOf(gateway.read(service, id)))["code"]).toBe("KG_INTERRUPTED");
  expect(sent).toHaveLength(1);
});
