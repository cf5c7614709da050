import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { basicAuth } from "../../src/model/basic-auth.ts";
import { keyAuth } from "../../src/model/key-auth.ts";
import { fieldMap, isSecretField, type KongField, type KongSchema } from "../../src/model/kong-schema.ts";
import { plugin } from "../../src/model/plugin.ts";
import { reveal, Secret } from "../../src/model/secret.ts";
import { secretsOfKind, secretsOfSchema, wrapSecrets } from "../../src/model/secret-places.ts";
import { service } from "../../src/model/service.ts";
import { gatewayOn, json, notFound, uuid } from "../admin/support.ts";

// A plugin's schema as `npm run generate` keeps it: Kong's own answer.
const schemaOf = (name: string): KongSchema =>
  JSON.parse(readFileSync(new URL(`../../src/plugins/schemas/${name}.json`, import.meta.url), "utf8")) as KongSchema;
const wrap = (name: string, config: unknown): Record<string, Record<string, unknown>> =>
  wrapSecrets({ config }, secretsOfSchema(schemaOf(name).fields)) as Record<string, Record<string, unknown>>;

describe("secrets of a plugin's config are wrapped", () => {
  test("deep, and under their deprecated aliases; what is no secret stays plain", () => {
    const { config } = wrap("rate-limiting", {
      minute: 5,
      redis_password: "a-password",
      redis_host: "h",
      redis: { host: "h", password: "a-password" },
    });
    expect(JSON.parse(JSON.stringify(config))).toEqual({
      minute: 5,
      redis_password: "***",
      redis_host: "h",
      redis: { host: "h", password: "***" },
    });
    // One text, one Secret: the alias and its replacement are the same value.
    const redis = (config?.["redis"] ?? {}) as Record<string, unknown>;
    expect(config?.["redis_password"]).toBe(redis["password"]);
  });

  test("an alias inside a record", () => {
    const { config } = wrap("acme", { storage_config: { redis: { auth: "x", password: null } } });
    expect(JSON.stringify(config)).toBe('{"storage_config":{"redis":{"auth":"***","password":null}}}');
  });

  test("the values of headers, not their names", () => {
    const { config } = wrap("http-log", { http_endpoint: "https://me:pw@log", headers: { Authorization: "Bearer x" } });
    expect(JSON.stringify(config)).toBe('{"http_endpoint":"***","headers":{"Authorization":"***"}}');
  });

  test("what may be a vault reference and is a credential by its name, though Kong does not mark it encrypted", () => {
    const { config } = wrap("acme", {
      storage_config: {
        vault: { host: "h", token: "hvs.1" },
        consul: { host: "h", token: "c1" },
        redis: { username: "u" },
      },
    });
    expect(JSON.stringify(config)).toBe(
      '{"storage_config":{"vault":{"host":"h","token":"***"},"consul":{"host":"h","token":"***"},"redis":{"username":"u"}}}',
    );
    const auth = {
      header_name: "x-key",
      param_name: "key",
      gcp_service_account_json: "{}",
      gcp_use_service_account: true,
    };
    expect(JSON.parse(JSON.stringify(wrap("ai-proxy", { auth })["config"]))).toEqual({
      auth: { ...auth, gcp_service_account_json: "***" },
    });
  });

  test("of all that Kong marks only as referenceable, these are shown, and no other", async () => {
    const { pluginSchemas } = await import("../../src/plugins/all-schemas.ts");
    const found = new Set<string>();
    const visit = (field: KongField, name: string | undefined): void => {
      const isShown = field.referenceable === true && !isSecretField(field, name);
      if (isShown && name !== undefined) found.add(name);
      for (const [inner, one] of fieldMap(field.fields)) visit(one, inner);
      if (field.elements !== undefined) visit(field.elements, undefined);
    };
    for (const schema of pluginSchemas.values()) visit({ type: "record", fields: schema.fields }, undefined);
    expect([...found].sort()).toEqual([
      "header_name",
      "host",
      "logs_endpoint",
      "param_name",
      "traces_endpoint",
      "username",
    ]);
  });

  test("null and vault references stay plain", () => {
    const { config } = wrap("session", { secret: "{vault://env/session}" });
    expect(config).toEqual({ secret: "{vault://env/session}" });
    expect(wrap("session", { secret: null })["config"]).toEqual({ secret: null });
  });

  test("a plugin without secrets costs nothing", () => {
    expect(secretsOfSchema(schemaOf("cors").fields)).toBeUndefined();
  });
});

test("a kind's own secrets follow from its descriptor", () => {
  expect(secretsOfKind(service)).toBeUndefined();
  expect(JSON.stringify(wrapSecrets({ key: "k", consumer: { id: "1" } }, secretsOfKind(keyAuth)))).toBe(
    '{"key":"***","consumer":{"id":"1"}}',
  );
  expect(JSON.stringify(wrapSecrets({ username: "u", password: "p" }, secretsOfKind(basicAuth)))).toBe(
    '{"username":"u","password":"***"}',
  );
});

describe("every way in wraps, and only the wire reveals", () => {
  const entity = () => ({ id: uuid(1), name: "session", config: { secret: "sesame", cookie_name: "s" } });
  const { gateway, sent } = gatewayOn(({ method, path }) => {
    if (path === "/schemas/plugins/session") return json(200, schemaOf("session"));
    if (path.startsWith("/schemas/")) return notFound;
    if (path.startsWith("/plugins?"))
      return json(200, { data: [entity(), { ...entity(), id: uuid(2), name: "unknown" }], next: null });
    return json(method === "POST" ? 201 : 200, entity());
  });
  const config = { secret: new Secret("sesame"), cookie_name: "s" };

  test("list, read, create and update", async () => {
    const [listed, unknown] = await gateway.list(plugin);
    const got = [
      listed,
      await gateway.read(plugin, uuid(1)),
      await gateway.create(plugin, { id: uuid(1), name: "session", config }),
      await gateway.update(plugin, { id: uuid(1), name: "session" }, { config }),
    ];
    for (const each of got) {
      const { secret, cookie_name } = (each?.["config"] ?? {}) as Record<string, unknown>;
      expect(secret).toBeInstanceOf(Secret);
      expect(reveal(secret)).toBe("sesame");
      expect(cookie_name).toBe("s");
    }
    // Nobody knows what is secret in a plugin whose schema the gateway does not have: all of it is.
    expect(JSON.stringify(unknown?.["config"])).toBe('{"secret":"***","cookie_name":"***"}');
    const bodies = sent.flatMap(({ body }) =>
      body === undefined ? [] : [JSON.parse(body) as Record<string, unknown>],
    );
    expect(bodies.map((body) => body["config"])).toEqual([
      { secret: "sesame", cookie_name: "s" },
      { secret: "sesame", cookie_name: "s" },
    ]);
    expect(sent.filter(({ path }) => path === "/schemas/plugins/session")).toHaveLength(1);
  });
});
