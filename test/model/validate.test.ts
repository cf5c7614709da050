/** Validation says what Kong would say, offline too. @module */
import { describe, expect, it } from "vitest";
import { checks } from "../../src/model/checks.ts";
import { Reference, Template } from "../../src/model/declaration.ts";
import { kindOf } from "../../src/model/kinds.ts";
import type { KongField, KongSchema } from "../../src/model/kong-schema.ts";
import { luaPattern } from "../../src/model/lua-pattern.ts";
import { Secret } from "../../src/model/secret.ts";
import { issues, validateRecord, violationMessage } from "../../src/model/validate.ts";
import { validateEntity } from "../../src/model/validate-entity.ts";
import { gatewayNumber } from "../../src/model/values.ts";
import { configError } from "../../src/plugins/checks.ts";
import { pluginNames, pluginSchema } from "../../src/plugins/schemas.ts";

const service = kindOf("services");
const route = kindOf("routes");
const plugin = kindOf("plugins");

describe("a service", () => {
  it("with a host alone is right", () => {
    expect(validateEntity(service, { host: "h" })).toBeUndefined();
  });

  it.each([
    [{ host: "h", hots: 1 }, { hots: "unknown field" }],
    [{ host: 5 }, { host: "expected a string" }],
    [{ host: "h", port: "80" }, { port: "expected an integer" }],
    [{ host: "h", retries: 1.5 }, { retries: "expected an integer" }],
    [{ host: "h", port: 70000 }, { port: "value should be between 0 and 65535" }],
    [{ host: "h", path: "nolead" }, { path: "should start with: /" }],
    [{ host: "h", name: "" }, { name: "length must be at least 1" }],
    [{ host: "h", enabled: "yes" }, { enabled: "expected a boolean" }],
    [{ host: "h", port: null }, { port: "required field missing" }],
    [{ url: "not a url" }, { host: "required field missing", path: "should start with: /" }],
    [{ host: "h:80" }, { host: "must not have a port" }],
    [{ host: "h", client_certificate: {}, protocol: "https" }, { client_certificate: { id: "missing primary key" } }],
  ])("%j is answered %j", (entity, errors) => {
    expect(validateEntity(service, entity)).toEqual(errors);
  });

  it("may leave a defaulted field null that is not required", () => {
    expect(validateEntity(service, { host: "h", retries: null })).toBeUndefined();
  });

  it("takes what only TLS services take only with TLS", () => {
    expect(validateEntity(service, { host: "h", protocol: "https", tls_verify: true })).toBeUndefined();
    expect(validateEntity(service, { host: "h", tls_verify: true })).toEqual({
      tls_verify: "value must be null",
      "@entity": ["failed conditional validation given value of field 'protocol'"],
    });
  });
});

describe("a route", () => {
  it("without a matcher is refused in the words of its protocols", () => {
    expect(validateEntity(route, { protocols: ["http"] })).toEqual({
      "@entity": ["must set one of 'methods', 'hosts', 'headers', 'paths' when 'protocols' is 'http'"],
    });
  });

  it("marks the wrong elements of a list and leaves holes for the right ones", () => {
    const sentence = "should start with: / (fixed path) or ~/ (regex path)";
    const errors = validateEntity(route, { paths: ["a", "/ok", "b"] });
    expect(errors).toEqual({ paths: [sentence, null, sentence] });
    expect(issues(errors ?? {})).toEqual([
      { path: ["paths", "0"], message: sentence },
      { path: ["paths", "2"], message: sentence },
    ]);
  });

  it("of unknown protocols is refused before anything else is looked at", () => {
    expect(validateEntity(route, { protocols: ["wss"], paths: ["/a"] })).toEqual({ protocols: "unknown type: wss" });
    expect(validateEntity(route, { protocols: [], paths: ["/a"] })).toEqual({ protocols: "unknown type: nil" });
  });

  it("of grpc does not strip its path by default, and must not", () => {
    expect(validateEntity(route, { protocols: ["grpc"], paths: ["/a"] })).toBeUndefined();
    expect(validateEntity(route, { protocols: ["grpc"], paths: ["/a"], strip_path: true })).toEqual({
      strip_path: "cannot set 'strip_path' when 'protocols' is 'grpc' or 'grpcs'",
    });
  });

  it("needs no other matcher beside an expression, where the router has expressions", () => {
    const entity = { expression: 'http.path == "/a"' };
    expect(validateEntity(route, entity, { flavor: "expressions" })).toBeUndefined();
    expect(validateEntity(route, { ...entity, paths: ["/a"] })).toEqual({ expression: "unknown field" });
  });

  it("may hold Perl's regular expressions that JavaScript does not know", () => {
    expect(validateEntity(route, { paths: ["~/(?i)a/(?<id>\\d++)$", "~/(?>a|b)"] })).toBeUndefined();
    expect(validateEntity(route, { paths: ["~/a("] })).toHaveProperty("paths");
  });
});

describe("a plugin", () => {
  it("is held against the schema of the plugin it names", async () => {
    const schema = await pluginSchema("rate-limiting");
    expect(
      validateEntity(plugin, { name: "rate-limiting", config: { minute: "x", foo: 1 } }, { pluginSchema: schema }),
    ).toEqual({ config: { minute: "expected a number", foo: "unknown field" } });
  });

  it("whose settings contradict each other in code is refused where that code is known", async () => {
    const options = {
      pluginSchema: await pluginSchema("rate-limiting"),
      checkConfig: (config: Readonly<Record<string, unknown>>) => configError("rate-limiting", config),
    };
    expect(validateEntity(plugin, { name: "rate-limiting", config: { minute: 10, hour: 5 } }, options)).toEqual({
      config: "The limit for hour(5.0) cannot be lower than the limit for minute(10.0)",
    });
  });

  it("may use an old name of a setting, but not against the new one", async () => {
    const options = { pluginSchema: await pluginSchema("rate-limiting") };
    const entity = (config: Record<string, unknown>) => ({ name: "rate-limiting", config: { minute: 1, ...config } });
    expect(validateEntity(plugin, entity({ redis_host: "a" }), options)).toBeUndefined();
    expect(validateEntity(plugin, entity({ redis_host: "a", redis: { host: null } }), options)).toBeUndefined();
    expect(validateEntity(plugin, entity({ redis_host: "b", redis: { host: "a" } }), options)).toEqual({
      redis_host: "both deprecated and new field are used but their values mismatch: redis_host = b vs redis.host = a",
    });
    const [one, other] = [new Secret("hunter1"), new Secret("hunter2")];
    const errors = validateEntity(plugin, entity({ redis_password: one, redis: { password: other } }), options);
    expect(JSON.stringify(errors)).not.toContain("hunter");
    expect(
      validateEntity(plugin, entity({ redis_password: one, redis: { password: new Secret("hunter1") } }), options),
    ).toBeUndefined();
  });

  it("may use an old name whose meaning only the gateway's code knows", async () => {
    const options = { pluginSchema: await pluginSchema("opentelemetry") };
    expect(
      validateEntity(plugin, { name: "opentelemetry", config: { endpoint: "http://h/v1" } }, options),
    ).toBeUndefined();
    expect(validateEntity(plugin, { name: "opentelemetry" }, options)).toHaveProperty("config");
  });

  it("is refused a scope that the plugin forbids", async () => {
    const schema = await pluginSchema("key-auth");
    const consumer = { id: "00000000-0000-4000-8000-000000000000" };
    expect(validateEntity(plugin, { name: "key-auth", consumer }, { pluginSchema: schema })).toEqual({
      consumer: "value must be null",
    });
  });

  it("has a bundled schema that takes its own defaults, for all that need no setting", async () => {
    const bare = ["cors", "key-auth", "prometheus", "zipkin", "datadog", "statsd", "session", "jwt", "syslog"];
    for (const name of bare) {
      expect(validateEntity(plugin, { name }, { pluginSchema: await pluginSchema(name) }), name).toBeUndefined();
    }
    expect(pluginNames()).toHaveLength(45);
  });
});

describe("values that are not there to be read", () => {
  it("are passed over while only apply will know them", () => {
    const fields = {
      name: new Template(["a-", { address: "x", path: ["id"] }]),
      paths: ["/a"],
      service: new Reference("x"),
    };
    expect(validateEntity(route, fields)).toBeUndefined();
    expect(validateEntity(service, { host: new Template(["h"]), port: 70000 })).toHaveProperty("port");
  });

  it("make no check over several fields fail", () => {
    expect(validateEntity(kindOf("consumers"), { username: new Template(["u"]) })).toBeUndefined();
    expect(validateEntity(route, { protocols: new Template(["http"]) })).toBeUndefined();
  });

  it("are looked at inside a secret and never repeated in a text", () => {
    const schema: KongSchema = { fields: [{ key: { type: "string", match: "^%d+$", one_of: ["1"] } }] };
    const loose: KongSchema = { fields: [{ key: { type: "string", match: "^%d+$" } }] };
    expect(validateRecord(schema, { key: new Secret("hunter2") })).toEqual({ key: "expected one of: 1" });
    expect(validateRecord(loose, { key: new Secret("hunter2") })).toEqual({
      key: "invalid value (the value is secret)",
    });
    expect(validateRecord(loose, { key: new Secret("12") })).toBeUndefined();
  });

  it("of a patch are not missed: only what is given is looked at", () => {
    expect(validateEntity(service, { port: 1 }, { mode: "given" })).toBeUndefined();
    expect(validateEntity(service, { port: -1 }, { mode: "given" })).toHaveProperty("port");
  });
});

describe("the schema language", () => {
  const schema = (field: Record<string, unknown>): KongSchema => ({ fields: [{ a: field }] }) as unknown as KongSchema;

  it.each([
    [{ type: "number", gt: 0 }, 0, "value must be greater than 0"],
    [{ type: "string", not_one_of: ["x"] }, "x", "must not be one of: x"],
    [{ type: "string", ne: "x" }, "x", "value must not be x"],
    [{ type: "boolean", eq: true }, false, "value must be true"],
    [{ type: "array", len_max: 1, elements: { type: "string" } }, ["a", "b"], "length must be at most 1"],
    [{ type: "string", uuid: true }, "x", "expected a valid UUID"],
    [{ type: "string", is_regex: true }, "(", "not a valid regex: ("],
    [{ type: "string", not_match: "^a" }, "ab", "invalid value: ab"],
    [{ type: "map", keys: { type: "string" }, values: { type: "integer" } }, { k: "v" }, "expected an integer"],
    [{ type: "map", keys: { type: "string" }, values: { type: "integer" } }, { k: null }, "required field missing"],
    [
      { type: "map", keys: { type: "string", match: "^%l$" }, values: { type: "integer" } },
      { K: 1 },
      "invalid value: K",
    ],
    [{ type: "record", fields: [] }, "x", "expected a record"],
    [{ type: "set", elements: { type: "string" } }, "x", "expected a set"],
    [{ type: "array", contains: "a", elements: { type: "string" } }, ["b"], "expected to contain: a"],
  ])("%j refuses %j", (field, value, error) => {
    expect(validateRecord(schema(field), { a: value })).toEqual({ a: error });
  });

  it.each([
    [{ mutually_required: ["a", "b"] }, { a: 1 }, "all or none of these fields must be set: 'a', 'b'"],
    [{ mutually_exclusive: ["a", "b"] }, { a: 1, b: 2 }, "only one or none of these fields must be set: 'a', 'b'"],
    [{ only_one_of: ["a", "b"] }, { a: 1, b: 2 }, "exactly one of these fields must be non-empty: 'a', 'b'"],
    [{ at_least_one_of: ["a", "b"] }, {}, "at least one of these fields must be non-empty: 'a', 'b'"],
    [{ distinct: ["a", "b"] }, { a: 1, b: 1 }, "values of these fields must be distinct: 'a', 'b'"],
  ])("check %j refuses %j", (check, record, sentence) => {
    const fields = [{ a: { type: "number" } }, { b: { type: "number" } }];
    const checked = { fields, entity_checks: [check] } as unknown as KongSchema;
    expect(validateRecord(checked, record)).toEqual({ "@entity": [sentence] });
  });

  it("reads Lua's patterns", () => {
    expect(luaPattern("^[^:]+:.*$").test("a:b")).toBe(true);
    expect(luaPattern("^%u+$").test("get")).toBe(false);
    expect(luaPattern("^[^*&%%\\`]+$").test("/tmp/x.log")).toBe(true);
    expect(luaPattern("^[^*&%%\\`]+$").test("50%")).toBe(false);
    expect(luaPattern("a.-b$").test("axxb")).toBe(true);
    expect(luaPattern("%w*%p*@+%w*%.?%w*").test("a@b.c")).toBe(true);
  });
});

describe("the message of several violations", () => {
  it("names the whole first, then the fields in order", () => {
    expect(
      violationMessage({ path: "value must be null", "@entity": ["failed"], host: "required field missing" }),
    ).toBe("3 schema violations (failed; host: required field missing; path: value must be null)");
  });

  it("prints what is deeper as Lua prints tables", () => {
    expect(violationMessage({ config: { add: { headers: ["wrong"], nope: "unknown field" } } })).toBe(
      'schema violation (config.add: {\n  headers = {\n    "wrong"\n  },\n  nope = "unknown field"\n})',
    );
    expect(violationMessage({ config: { methods: [null, "wrong"] } })).toBe(
      'schema violation (config.methods: {\n  [2] = "wrong"\n})',
    );
  });
});

describe("the named checks", () => {
  it.each([
    ["upstream_name", "not a host name!", "Invalid name ('not a host name!'); must be a valid hostname"],
    ["upstream_name", "10.0.0.1", "Invalid name ('10.0.0.1'); no ip addresses allowed"],
    ["upstream_name", "a.example:80", "Invalid name ('a.example:80'); no port allowed"],
    ["target", "a b", "Invalid target ('a b'); not a valid hostname or ip address"],
    ["ip_or_cidr", "10.0.0.0/99", "invalid ip or cidr range: '10.0.0.0/99'"],
    ["wildcard_host", "a b", "invalid hostname: a b"],
    ["hostname", "10.0.0.1", "must not be an IP"],
    ["route_path", "/%61", "non-normalized path, consider use '/a' instead"],
    ["route_path", "/a/../b/", "non-normalized path, consider use '/b/' instead"],
  ] as const)("%s: %s", (name, text, sentence) => {
    expect(checks[name](text)).toBe(sentence);
  });

  it.each([
    ["upstream_name", "orders.example"],
    ["target", "[::1]:80"],
    ["ip_or_cidr", "fe80::/10"],
    ["ip_or_cidr", "10.1.2.3"],
    ["wildcard_host", "*.b.example"],
    ["wildcard_host", "d.example:80"],
    ["utf8_name", "sérvice-ü"],
    ["tag", "owner=team ünï 😀"],
    ["route_path", "/a/%2F/b"],
    ["host", "::1"],
  ] as const)("%s takes %s", (name, text) => {
    expect(checks[name](text)).toBeUndefined();
  });
});

describe("a number as the gateway returns it", () => {
  it.each([
    [123456789012345, 123456789012340],
    [123456789012355, 123456789012360],
    [123456789012346, 123456789012350],
    [-123456789012345, -123456789012340],
    [0.1, 0.1],
    [1700000000.25, 1700000000.25],
    [65535, 65535],
  ])("%d is %d", (sent, returned) => {
    expect(gatewayNumber(sent)).toBe(returned);
  });
});

describe("a schema that a custom plugin may have", () => {
  const named = (name: string, field: KongField) => Object.fromEntries([[name, field]]);
  const schema: KongSchema = {
    fields: [named("constructor", { type: "string" }), named("toString", { type: "string", required: true })],
    entity_checks: [{ conditional: { if_field: "constructor", if_match: { eq: "a" } } }],
  };

  it("with settings that are called like what every object inherits", () => {
    expect(validateRecord(schema, { toString: "b" })).toBeUndefined();
    expect(validateRecord(schema, { constructor: "a", toString: "b" })).toBeUndefined();
    expect(validateRecord(schema, {})).toEqual({ toString: "required field missing" });
  });
});
