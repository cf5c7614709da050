import { describe, expect, test } from "vitest";
import {
  AccessDeniedError,
  ConflictError,
  ForeignKeyError,
  MethodNotAllowedError,
  NotAdminApiError,
  NotFoundError,
  PrimaryKeyTakenError,
  RequestTooLargeError,
  SchemaViolationError,
  UnexpectedAnswerError,
} from "../../src/engine/gateway-errors.ts";
import { certificate } from "../../src/model/certificate.ts";
import { keyAuth } from "../../src/model/key-auth.ts";
import { plugin } from "../../src/model/plugin.ts";
import { reveal, Secret } from "../../src/model/secret.ts";
import { service } from "../../src/model/service.ts";
import { rsa } from "../kinds/pem.ts";
import { errorOf, gatewayOn, html, json, type Reply, uuid } from "./support.ts";

const id = uuid(1);
const body = { id, name: "orders" };
const denied = { message: "no" };

describe("an error answer becomes one typed error with a stable code", () => {
  test.each<[string, Reply, new (...args: never[]) => Error, string, string]>([
    [
      "a taken key",
      json(409, { code: 5, fields: { name: "orders" }, message: "UNIQUE …" }),
      ConflictError,
      "KG_UNIQUE_VIOLATION",
      'name "orders"',
    ],
    [
      "a refused field",
      json(400, { code: 2, fields: { host: "required field missing" } }),
      SchemaViolationError,
      "KG_SCHEMA_VIOLATION",
      "host: required field missing",
    ],
    [
      "an entity check",
      json(400, { code: 2, fields: { "@entity": ["at least one of these fields must be non-empty"] } }),
      SchemaViolationError,
      "KG_SCHEMA_VIOLATION",
      "refused: at least one",
    ],
    [
      "a bad element",
      json(400, { code: 2, fields: { tags: [null, "invalid tag"] } }),
      SchemaViolationError,
      "KG_SCHEMA_VIOLATION",
      "tags.2: invalid tag",
    ],
    [
      "a message only",
      json(400, { code: 10, message: "invalid value 'a b'" }),
      SchemaViolationError,
      "KG_SCHEMA_VIOLATION",
      "invalid value 'a b'",
    ],
    ["a taken id", json(400, { code: 3, fields: { id } }), PrimaryKeyTakenError, "KG_ID_TAKEN", "id is taken"],
    [
      "a missing parent",
      json(400, { code: 4, fields: { service: { id } } }),
      ForeignKeyError,
      "KG_FOREIGN_KEY",
      `service ${id}`,
    ],
    [
      "a parent by a name that is not there",
      json(400, { code: 13, fields: { service: { name: "…" } } }),
      ForeignKeyError,
      "KG_FOREIGN_KEY",
      "service",
    ],
    [
      "still referenced",
      json(400, { code: 19, message: "still referenced by services (id = 5)" }),
      ForeignKeyError,
      "KG_FOREIGN_KEY",
      "still referenced by services",
    ],
    ["401", json(401, denied), AccessDeniedError, "KG_UNAUTHORIZED", "--token-file"],
    ["403", json(403, denied), AccessDeniedError, "KG_FORBIDDEN", "--token-file"],
    [
      "405",
      json(405, { code: 12, message: "cannot create" }),
      MethodNotAllowedError,
      "KG_METHOD_NOT_ALLOWED",
      "DB-less",
    ],
    ["413", html(413, "<html>"), RequestTooLargeError, "KG_BODY_TOO_LARGE", "10 MiB"],
    ["414", html(414, "<html>"), RequestTooLargeError, "KG_URI_TOO_LONG", "longer"],
    [
      "415",
      html(415, "<html><head><title>415 Unsupported</title>"),
      UnexpectedAnswerError,
      "KG_UNEXPECTED_ANSWER",
      "415 Unsupported",
    ],
    [
      "broken JSON",
      json(400, { message: "Cannot parse JSON body" }),
      UnexpectedAnswerError,
      "KG_UNEXPECTED_ANSWER",
      "Cannot parse",
    ],
    [
      "an answer without an entity",
      json(201, { ok: true }),
      UnexpectedAnswerError,
      "KG_UNEXPECTED_ANSWER",
      "JSON with ok",
    ],
    [
      "a redirect",
      json(301, {}, { location: "https://sso.example/login?x=1" }),
      NotAdminApiError,
      "KG_REDIRECTED",
      "sso.example",
    ],
  ])("%s", async (_what, reply, type, code, words) => {
    const { gateway } = gatewayOn(() => reply);
    const error = await errorOf(gateway.create(service, body));
    expect(error).toBeInstanceOf(type);
    expect(error["code"]).toBe(code);
    expect(error.message).toContain(words);
  });

  test("a conflict keeps exactly the clashing key", async () => {
    const fields = { name: "cors", route: null, service: { id }, consumer: null };
    const { gateway } = gatewayOn(({ method }) => (method === "POST" ? json(409, { code: 5, fields }) : undefined));
    const error = await errorOf(gateway.create(plugin, { id, name: "cors" }));
    expect(error["fields"]).toEqual(fields);
    expect(error.message).toContain(`POST on plugins cors: another one already has name "cors", service ${id}.`);
  });

  test("a PATCH on what is gone is KG_NOT_FOUND", async () => {
    const { gateway } = gatewayOn(() => json(404, { code: 6, name: "not found", fields: { id } }));
    expect(await errorOf(gateway.update(service, body, { host: "a" }))).toBeInstanceOf(NotFoundError);
  });

  test("a refused token and a missing one get different advice", async () => {
    const without = await errorOf(gatewayOn(() => json(401, denied)).gateway.read(service, id));
    const withToken = gatewayOn(() => json(401, denied), { token: new Secret("t0ken-t0ken") });
    const refused = await errorOf(withToken.gateway.read(service, id));
    expect(without.message).toContain("wants a token");
    expect(refused.message).toContain("was refused");
  });
});

describe("validation", () => {
  test("goes to the kind's own endpoint and counts as a read", async () => {
    const { gateway, paths } = gatewayOn(({ method }) => (method === "POST" ? json(200, {}) : undefined));
    await gateway.validate(plugin, { name: "cors" });
    await gateway.validate(service, { name: "a" });
    expect(paths().filter((path) => path.startsWith("POST"))).toEqual([
      "POST /schemas/plugins/validate",
      "POST /schemas/services/validate",
    ]);
    expect(gateway.requests().write).toBe(0);
  });

  test("any 400 is a schema violation with its fields", async () => {
    const { gateway } = gatewayOn(({ method }) =>
      method === "POST" ? json(400, { code: 2, fields: { config: { minute: "expected a number" } } }) : undefined,
    );
    const error = await errorOf(gateway.validate(plugin, { name: "rate-limiting" }));
    expect(error).toBeInstanceOf(SchemaViolationError);
    expect(error["fields"]).toEqual({ config: { minute: "expected a number" } });
    expect(error.message).toContain("config.minute: expected a number");
  });

  test.each([404, 405])("a gateway without the endpoint (%i) has no opinion", async (status) => {
    const { gateway } = gatewayOn(() => json(status, { message: "no" }));
    await gateway.validate(service, { name: "a" });
  });
});

describe("no error repeats a secret", () => {
  const secret = "sesame-open-1234";
  const seen = (error: Error & Record<string, unknown>) =>
    `${error.message} ${error.stack} ${JSON.stringify(error["fields"])}`;

  test("a taken API key is named by its field, its value stays a Secret", async () => {
    const { gateway } = gatewayOn(() =>
      json(409, { code: 5, fields: { key: secret }, message: `UNIQUE violation detected on '{key="${secret}"}'` }),
    );
    const error = await errorOf(gateway.create(keyAuth, { id, consumer: { id: uuid(2) }, key: new Secret(secret) }));
    expect(seen(error)).not.toContain(secret);
    expect(error.message).toContain("key (hidden)");
    expect(reveal((error["fields"] as Record<string, unknown>)["key"])).toBe(secret);
  });

  const fields = [
    {
      config: {
        type: "record",
        fields: [{ redis: { type: "record", fields: [{ password: { type: "string", encrypted: true } }] } }],
        shorthand_fields: [
          { redis_password: { type: "string", deprecation: { replaced_with: [{ path: ["redis", "password"] }] } } },
        ],
      },
    },
  ];
  const refusing = (refused: unknown) =>
    gatewayOn(({ method }) =>
      method === "GET" ? json(200, { fields }) : json(400, { code: 2, fields: refused, message: `said ${secret}` }),
    ).gateway;
  const mismatch = `both deprecated and new field are used but their values mismatch: redis_password = ${secret} vs redis.password = x`;

  test.each([
    ["beside config", { redis_password: mismatch }],
    ["under config", { config: { redis_password: mismatch } }],
    ["of the replacement", { config: { redis: { password: `not ${secret}` } } }],
    ["of a field that is none", { "@entity": [`what is ${secret}`] }],
  ])("a refused secret's message is hidden: %s", async (_where, refused) => {
    const config = { redis_password: new Secret(secret) };
    const error = await errorOf(refusing(refused).create(plugin, { id, name: "rate-limiting", config }));
    expect(error["code"]).toBe("KG_SCHEMA_VIOLATION");
    expect(seen(error)).not.toContain(secret);
    expect(error.message).toContain("hidden");
  });

  const pem = rsa.key;
  const lines = pem.split("\n");
  test.each([
    ["trimmed", pem.trim()],
    ["in quotes", JSON.stringify(pem)],
    ["in quotes twice", JSON.stringify(JSON.stringify(pem))],
    ["with other line breaks", pem.replaceAll("\n", "\r\n")],
    ["cut behind some lines", lines.slice(0, 5).join("\n")],
    ["cut inside a line", lines[3]?.slice(7, 30) ?? ""],
    ["on one line", lines.slice(1, -2).join("")],
  ])("a private key is hidden in whatever form it is repeated: %s", async (_form, repeated) => {
    const inner = [lines[3] ?? "", lines[3]?.slice(8, 28) ?? ""];
    for (const answer of [
      json(400, { code: 2, fields: { "@entity": [`could not load ${repeated}`] } }),
      json(400, { code: 2, fields: { cert: `bad near ${repeated}` } }),
      json(400, { code: 2, message: `schema violation (${repeated})` }),
      json(409, { code: 5, fields: { cert: repeated } }),
      html(500, `<html><title>${repeated.slice(-60)}${inner[0]}</title></html>`),
    ]) {
      const { gateway } = gatewayOn(() => answer);
      const error = await errorOf(gateway.create(certificate, { id, cert: "c", key: new Secret(pem) }));
      for (const piece of inner) expect(seen(error)).not.toContain(piece);
      expect(seen(error)).not.toContain("PRIVATE KEY");
    }
  });

  test("a short secret is hidden in quotes too, and other messages are not", async () => {
    const key = 'a"b\\c';
    const said = async (text: string) => {
      const { gateway } = gatewayOn(() => json(400, { code: 2, message: text }));
      const body = { id, consumer: { id: uuid(2) }, key: new Secret(key) };
      return (await errorOf(gateway.create(keyAuth, body))).message;
    };
    expect(await said(`not ${JSON.stringify(key)}`)).toContain("no reason that can be shown");
    expect(await said("this consumer has enough of them")).toContain("this consumer has enough of them");
  });

  test("a live secret that the patch did not send is hidden too", async () => {
    const error = await errorOf(
      refusing({ config: { redis_password: mismatch } }).update(
        plugin,
        { id, name: "rate-limiting" },
        { enabled: true },
      ),
    );
    expect(seen(error)).not.toContain(secret);
  });

  test("what is wrong with a secret field is still said where that repeats nothing", async () => {
    const error = await errorOf(
      refusing({ config: { redis: { password: "expected a string" } } }).create(plugin, { id, name: "rate-limiting" }),
    );
    expect(error.message).toContain("config.redis.password: expected a string");
  });

  test("nor a token, a header or a password of the URL", async () => {
    const options = {
      url: `http://me:${secret}@gateway.test:8001/admin`,
      token: new Secret(`token-${secret}`),
      headers: { authorization: new Secret(`Bearer ${secret}`) },
    };
    for (const status of [302, 400, 401, 403, 404, 405, 409, 413, 418, 500, 502, 503]) {
      const { gateway, sent } = gatewayOn(() => json(status, { message: "no" }), options);
      const error = await errorOf(gateway.create(service, body));
      expect(seen(error)).not.toContain(secret);
      expect(sent[0]?.headers["kong-admin-token"]).toBe(`token-${secret}`);
      expect(sent[0]?.headers["authorization"]).toBe(`Bearer ${secret}`);
    }
    const events: unknown[] = [];
    const { gateway } = gatewayOn(() => json(200, body), { ...options, onRequest: (event) => events.push(event) });
    await gateway.read(service, id);
    expect(JSON.stringify(events)).not.toContain(secret);
    expect(events).toEqual([
      { method: "GET", path: `/services/${id}`, attempt: 1, status: 200, failure: undefined, milliseconds: 0 },
    ]);
  });

  test("nor a header that cannot be sent, nor an address that is none", () => {
    expect(() => gatewayOn(() => undefined, { token: new Secret(`${secret}\n`) })).toThrow(
      expect.objectContaining({ code: "KG_HEADER_INVALID", message: expect.not.stringContaining(secret) }),
    );
    expect(() => gatewayOn(() => undefined, { headers: { [`Bearer ${secret}`]: "" } })).toThrow(
      expect.objectContaining({ code: "KG_HEADER_INVALID", message: expect.not.stringContaining(secret) }),
    );
    for (const url of [`me:${secret}@host`, `ftp://me:${secret}@host`, `http://me:${secret}@host/?a=1`]) {
      expect(() => gatewayOn(() => undefined, { url })).toThrow(
        expect.objectContaining({ code: "KG_GATEWAY_URL_INVALID", message: expect.not.stringContaining(secret) }),
      );
    }
  });
});
