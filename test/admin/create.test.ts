import { describe, expect, test } from "vitest";
import { MOST_TRIES } from "../../src/admin/retry.ts";
import { AccessDeniedError, UnexpectedAnswerError } from "../../src/engine/gateway-errors.ts";
import { keyAuth } from "../../src/model/key-auth.ts";
import { Secret } from "../../src/model/secret.ts";
import { service } from "../../src/model/service.ts";
import { target } from "../../src/model/target.ts";
import { errorOf, failing, gatewayOn, html, json, notFound, type Reply, uuid } from "./support.ts";

const id = uuid(1);
const body = { id, name: "orders", host: "a" };
const taken = json(400, { code: 3, name: "primary key violation", fields: { id }, message: "…" });

const run = (replies: readonly Reply[]) => gatewayOn((_request, index) => replies[index]);

describe("a create whose answer was lost", () => {
  test.each<[string, Reply]>([
    ["a cut connection", failing("ECONNRESET")],
    ["a time-out", failing("UND_ERR_HEADERS_TIMEOUT")],
    ["502", json(502, {})],
    ["504", json(504, {})],
    ["500", json(500, {})],
  ])("finds by its id what the first try made: %s", async (_what, lost) => {
    const { gateway, paths } = run([lost, json(200, body)]);
    expect(await gateway.create(service, body)).toEqual(body);
    expect(paths()).toEqual(["POST /services", `GET /services/${id}`]);
    expect(gateway.requests()).toEqual({ read: 1, write: 1 });
  });

  test("is repeated if the first try made nothing", async () => {
    const { gateway, paths } = run([failing("ECONNRESET"), notFound, json(201, body)]);
    expect(await gateway.create(service, body)).toEqual(body);
    expect(paths()).toEqual(["POST /services", `GET /services/${id}`, "POST /services"]);
  });

  test("is not looked up where the request cannot have arrived", async () => {
    const { gateway, paths } = run([json(429, {}), json(201, body)]);
    await gateway.create(service, body);
    expect(paths()).toEqual(["POST /services", "POST /services"]);
  });

  test("finds it also when it arrives between the look-up and the second try", async () => {
    const { gateway } = run([failing("UND_ERR_HEADERS_TIMEOUT"), notFound, taken, json(200, body)]);
    expect(await gateway.create(service, body)).toEqual(body);
  });

  test("finds it when the second try answers 409 on the key, as key-auth does", async () => {
    const credential = { id, consumer: { id: uuid(2) }, key: "sesame-sesame" };
    const conflict = json(409, {
      code: 5,
      fields: { key: credential.key },
      message: "UNIQUE violation on 'sesame-sesame'",
    });
    const { gateway } = run([failing("ECONNRESET"), notFound, conflict, json(200, credential)]);
    const made = await gateway.create(keyAuth, { ...credential, key: new Secret(credential.key) });
    expect(made["key"]).toBeInstanceOf(Secret);
  });

  test("passes the second try's refusal on if the id is not there", async () => {
    const conflict = json(409, { code: 5, fields: { name: "orders" } });
    const { gateway } = run([failing("ECONNRESET"), notFound, conflict, notFound]);
    expect((await errorOf(gateway.create(service, body)))["code"]).toBe("KG_UNIQUE_VIOLATION");
  });

  test("is looked for once more before giving up", async () => {
    let posts = 0;
    const { gateway } = gatewayOn(({ method }) => {
      if (method === "POST") posts += 1;
      if (method === "POST") return failing("ECONNRESET");
      return posts === 4 ? json(200, body) : notFound;
    });
    expect(await gateway.create(service, body)).toEqual(body);
  });

  test("gives up after the table's tries", async () => {
    const { gateway } = gatewayOn(({ method }) => (method === "POST" ? json(500, {}) : notFound));
    expect((await errorOf(gateway.create(service, body)))["code"]).toBe("KG_GATEWAY_UNAVAILABLE");
    expect(gateway.requests()).toEqual({ read: 2, write: 2 });
  });
});

describe("a create whose answer is not our entity", () => {
  const other = json(201, { id: uuid(9), name: "billing" });
  const unusable: readonly [string, Reply][] = [
    ["another entity", other],
    ["an empty object", json(201, {})],
    ["an empty answer", { status: 201, headers: {}, body: "" }],
    ["HTML", html(200, "<html>")],
  ];

  test.each(unusable)("is looked up by its id: %s", async (_what, answer) => {
    const { gateway, paths } = run([answer, json(200, body)]);
    expect(await gateway.create(service, body)).toEqual(body);
    expect(paths()).toEqual(["POST /services", `GET /services/${id}`]);
  });

  test.each(unusable)("is unexpected if it is not there: %s", async (_what, answer) => {
    const { gateway, sent } = run([answer, notFound]);
    const error = await errorOf(gateway.create(service, body));
    expect(error).toBeInstanceOf(UnexpectedAnswerError);
    expect(error["code"]).toBe("KG_UNEXPECTED_ANSWER");
    expect(error.message).toContain("POST on services");
    expect(sent).toHaveLength(2);
  });

  test.each<[string, Reply]>([
    ["another entity", other],
    ["a 404 that is not the gateway's", html(404, "<html>")],
  ])("is unexpected if the look-up brings %s", async (_what, found) => {
    const { gateway } = run([other, found]);
    const error = await errorOf(gateway.create(service, body));
    expect(error["code"]).toBe("KG_UNEXPECTED_ANSWER");
    expect(error.message).toContain("not known whether it was made");
  });

  test("differs in letter case only: it is ours", async () => {
    const upper = "ABCDEF00-0000-4000-8000-000000000001";
    const { gateway, sent } = run([json(201, { ...body, id: upper.toLowerCase() })]);
    expect((await gateway.create(service, { ...body, id: upper })).id).toBe(upper.toLowerCase());
    expect(sent).toHaveLength(1);
  });
});

describe("a create whose look-up fails too", () => {
  test("is looked up further, beyond one cause's tries", async () => {
    const { gateway, paths } = run([
      failing("ECONNRESET"),
      json(500, {}),
      json(500, {}),
      json(500, {}),
      json(200, body),
    ]);
    expect(await gateway.create(service, body)).toEqual(body);
    expect(paths().filter((path) => path.startsWith("POST"))).toHaveLength(1);
  });

  test("ends after the most tries, and says that its fate is not known", async () => {
    const { gateway } = gatewayOn(({ method }) => (method === "POST" ? failing("ECONNRESET") : json(500, {})));
    const error = await errorOf(gateway.create(service, body));
    expect(error["code"]).toBe("KG_GATEWAY_UNAVAILABLE");
    expect(error.message).toContain("POST on services: its answer was lost or unusable");
    expect(error.message).toContain("not known whether it was made");
    expect(gateway.requests()).toEqual({ read: MOST_TRIES, write: 1 });
  });

  test("keeps the code whose advice helps", async () => {
    const { gateway } = run([failing("ECONNRESET"), json(403, { message: "no" })]);
    const error = await errorOf(gateway.create(service, body));
    expect(error).toBeInstanceOf(AccessDeniedError);
    expect(error["code"]).toBe("KG_FORBIDDEN");
    expect(error.message).toContain("not known whether it was made");
  });
});

test("a taken id on the very first try is what it says, and nothing is taken for ours", async () => {
  const { gateway, sent } = run([taken, json(200, body)]);
  expect((await errorOf(gateway.create(service, body)))["code"]).toBe("KG_ID_TAKEN");
  expect(sent).toHaveLength(1);
});

test("a target is made under its upstream, which the body does not repeat", async () => {
  const made = { id, target: "10.0.0.1:80", weight: 100, upstream: { id: uuid(2) } };
  const { gateway, sent, paths } = run([json(201, made), json(200, made), { status: 204, headers: {}, body: "" }]);
  await gateway.create(target, { id, target: "10.0.0.1:80", upstream: { id: uuid(2) } });
  await gateway.update(target, made, { weight: 5 });
  await gateway.delete(target, made);
  const under = `/upstreams/${uuid(2)}/targets`;
  expect(paths()).toEqual([`POST ${under}`, `PATCH ${under}/${id}`, `DELETE ${under}/${id}`]);
  expect(JSON.parse(sent[0]?.body ?? "")).toEqual({ id, target: "10.0.0.1:80" });
});

test("a create without an id is a mistake of the caller", async () => {
  const { gateway, sent } = run([]);
  expect((await errorOf(gateway.create(service, { name: "x" }))).message).toContain("client-made id");
  expect(sent).toHaveLength(0);
});
