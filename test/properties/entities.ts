/** Random fields of each kind, and of several plugins: what the gateway's code checks is right more often than not. */
import fc from "fast-check";
import type { AnyKind } from "../../src/model/define.ts";
import { COMPUTED_FIELDS, kongSchema, referencesOf } from "../../src/model/derive.ts";
import { kindOf } from "../../src/model/kinds.ts";
import { configField, fieldMap, type KongFields } from "../../src/model/kong-schema.ts";
import { pluginSchemas } from "../../src/plugins/all-schemas.ts";
import { fieldsOf, type Overrides } from "./values.ts";

export type Values = Record<string, unknown>;

const HOSTS = fc.constantFrom("a.example", "b-c.example", "10.0.0.1");
const PATHS = fc.constantFrom("/", "/a", "/a/b", "/ä");
const uuid = fc.constantFrom("11111111-2222-4333-8444-555555555555", "66666666-7777-4888-9999-aaaaaaaaaaaa");
const list = <T>(element: fc.Arbitrary<T>, minLength = 0): fc.Arbitrary<T[]> =>
  fc.array(element, { minLength, maxLength: 3 });
const statuses = list(fc.integer({ min: 100, max: 999 }));

/** What `/schemas` do not say, by kind. */
const OVERRIDES: Readonly<Record<string, Overrides>> = {
  services: { host: HOSTS, path: PATHS, ca_certificates: list(uuid) },
  routes: {
    paths: list(fc.constantFrom("/", "/a", "/a/b", "~/r\\d+$")),
    methods: list(fc.constantFrom("GET", "POST", "PURGE")),
  },
  upstreams: {
    host_header: HOSTS,
    hash_on_cookie_path: PATHS,
    "healthchecks.active.https_sni": fc.constantFrom("a.example", "b.example"),
    "healthchecks.active.http_path": PATHS,
    "healthchecks.active.healthy.http_statuses": statuses,
    "healthchecks.active.unhealthy.http_statuses": statuses,
    "healthchecks.passive.healthy.http_statuses": statuses,
    "healthchecks.passive.unhealthy.http_statuses": statuses,
  },
  targets: { weight: fc.integer({ min: 0, max: 1000 }) },
  consumers: { custom_id: fc.constantFrom("x1", "x2", "x3", "x4") },
};

/** Fields that tell who an entity is, or that tests give in their own way. */
const ELSEWHERE = new Set(["name", "username", "target", "group", "key", "password", "ttl", "tags", "config"]);

const ownFields = (kind: AnyKind): KongFields => {
  const references = new Set(referencesOf(kind).map(({ field }) => field));
  return [...fieldMap(kongSchema(kind).fields)]
    .filter(([name]) => !COMPUTED_FIELDS.has(name) && !references.has(name) && !ELSEWHERE.has(name))
    .map(([name, field]) => ({ [name]: field }));
};

/** Routes and plugins of these tests always have one of them in common, so that no plugin is refused for its route's protocols. */
const routeProtocols = fc.constantFrom(["http"], ["https", "http"], ["grpc"], ["grpcs", "grpc"], ["http", "http"]);
const pluginProtocols = fc.constantFrom(
  ["http", "grpc"],
  ["grpc", "http", "https"],
  ["https", "grpcs", "http", "grpc"],
);

const route: fc.Arbitrary<Values> = fc
  .tuple(
    fieldsOf(ownFields(kindOf("routes")), OVERRIDES["routes"]),
    fc.option(routeProtocols, { nil: undefined }),
    list(fc.constantFrom("a.example", "*.example", "b.example"), 1),
  )
  .map(([{ protocols: _, snis: __, sources: ___, destinations: ____, ...fields }, protocols, hosts]) => {
    const isGrpc = protocols?.some((protocol) => protocol.startsWith("grpc")) === true;
    const strip = isGrpc && fields["strip_path"] === true ? { strip_path: false } : {};
    return { ...fields, ...strip, hosts, ...(protocols === undefined ? {} : { protocols }) };
  });

const service: fc.Arbitrary<Values> = fc
  .tuple(
    fieldsOf(ownFields(kindOf("services")), OVERRIDES["services"]),
    fc.option(fc.constantFrom("http://h.example/x", "https://h.example:8443", "http://10.0.0.1:81/y/z"), {
      nil: undefined,
      freq: 3,
    }),
  )
  .map(([fields, url]) => {
    const isTls = ["https", "tls"].includes(String(fields["protocol"]));
    const tlsOnly = ["tls_verify", "tls_verify_depth", "ca_certificates", "client_certificate"];
    const allowed = Object.entries(fields).filter(([name]) => (isTls && url === undefined) || !tlsOnly.includes(name));
    const plain = Object.fromEntries(allowed);
    if (!["http", "https", undefined].includes(fields["protocol"] as string | undefined)) delete plain["path"];
    if (url === undefined) return { host: "h.example", ...plain };
    const { host: _, path: __, port: ___, protocol: ____, ...rest } = plain;
    return { ...rest, url };
  });

/** Fields that say what is hashed go together. */
const HASHING = fc.constantFrom<Values>(
  {},
  {},
  { hash_on: "none" },
  { hash_on: "consumer", hash_fallback: "ip" },
  { hash_on: "header", hash_on_header: "X-One" },
  { hash_on: "header", hash_on_header: "X-Two", hash_fallback: "consumer" },
  { hash_on: "cookie", hash_on_cookie: "c", hash_on_cookie_path: "/c" },
  { hash_on: "ip", algorithm: "consistent-hashing" },
  { hash_on: "query_arg", hash_on_query_arg: "q" },
  { hash_on: "uri_capture", hash_on_uri_capture: "u" },
  { algorithm: "least-connections" },
  { algorithm: "round-robin" },
  { algorithm: "latency" },
);
const upstream: fc.Arbitrary<Values> = fc
  .tuple(fieldsOf(ownFields(kindOf("upstreams")), OVERRIDES["upstreams"]), HASHING)
  .map(([fields, hashing]) => {
    const rest = Object.entries(fields).filter(
      ([name, value]) => !name.startsWith("hash_") && name !== "algorithm" && !(name === "slots" && value === null),
    );
    return { ...Object.fromEntries(rest), ...hashing };
  });

/** The least a plugin must be told, in several ways, laid over what is random. */
const LEAST: Readonly<Record<string, readonly Values[]>> = {
  acl: [
    { allow: ["gold"], deny: null },
    { deny: ["silver", "gold"], allow: null },
  ],
  cors: [{}],
  datadog: [{}],
  "http-log": [{ http_endpoint: "http://log.example/a" }, { http_endpoint: "http://log.example/b" }],
  "ip-restriction": [{ allow: ["10.0.0.0/8"] }, { deny: ["10.0.0.1"], allow: ["10.0.0.2", "10.0.0.3"] }],
  "key-auth": [{}],
  oauth2: [{ enable_client_credentials: true, scopes: ["a"] }],
  opentelemetry: [{ traces_endpoint: "http://otel.example/v1/traces" }],
  "proxy-cache": [{ strategy: "memory" }],
  "rate-limiting": [{ minute: 5 }, { minute: 5, hour: 50 }, { second: 1, minute: null }],
  "request-termination": [
    { status_code: 503, body: null, content_type: null, message: "m", echo: false, trigger: null },
  ],
  "request-transformer": [{}],
  "response-ratelimiting": [{ limits: { a: { minute: 1 } } }, { limits: { a: { minute: 1 }, b: { hour: 2 } } }],
  session: [{}, { secret: "s3cret-of-mine" }],
  "tcp-log": [{ host: "log.example", port: 514 }],
};

/** Which plugins there are to choose from. */
export const PLUGINS: readonly string[] = Object.keys(LEAST);

/** Settings that cannot be combined at random. */
const configOverrides: Overrides = {
  "config.policy": fc.constantFrom("local", "local", "cluster"),
  "config.limit_by": fc.constantFrom("consumer", "credential", "ip"),
};
const PERIODS = ["second", "minute", "hour", "day", "month", "year"];

const configs = new Map<string, fc.Arbitrary<Values>>(
  PLUGINS.map((name) => {
    const config = configField(pluginSchemas.get(name) ?? { fields: [] }) ?? { type: "record" };
    const random = fieldsOf([{ config: { ...config, required: true, default: undefined } }], configOverrides).map(
      ({ config: values }) => (values ?? {}) as Values,
    );
    const record = fc.tuple(random, fc.constantFrom(...(LEAST[name] ?? [{}]))).map(([values, least]) => {
      const free = Object.entries(values).filter(([key]) => !PERIODS.includes(key) && key !== "limits");
      return { ...Object.fromEntries(free), ...least };
    });
    return [name, record];
  }),
);

/** A plugin's config. */
export const configOf = (plugin: string): fc.Arbitrary<Values> => configs.get(plugin) ?? fc.constant({});

const plugin: fc.Arbitrary<Values> = fc.record(
  {
    enabled: fc.boolean(),
    protocols: pluginProtocols,
    instance_name: fc.constantFrom("i1", "i2", "i3", null),
  },
  { requiredKeys: [] },
);

const BY_KIND: Readonly<Record<string, fc.Arbitrary<Values>>> = {
  routes: route,
  services: service,
  upstreams: upstream,
  plugins: plugin,
};

/** Random fields of a kind, without those that tell who it is, its references, its tags and its config. */
export const randomFields = (kind: string): fc.Arbitrary<Values> =>
  BY_KIND[kind] ?? fieldsOf(ownFields(kindOf(kind)), OVERRIDES[kind]);
