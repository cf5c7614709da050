/**
 * Of each kind the least and the most that is declared, with what it refers to. `THE` stands for the least of another kind.
 * @module
 */
import type { Declaration } from "../../src/model/declaration.ts";
import { Secret } from "../../src/model/secret.ts";
import { declare } from "../engine/declare.ts";
import { ec, rsa, rsaPublic } from "./pem.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A reference to the least of another kind. */
export class The {
  readonly kind: string;
  readonly name: string;
  constructor(kind: string, name: string) {
    this.kind = kind;
    this.name = name;
  }
}
const the = (kind: string, name = kind): The => new The(kind, name);

export interface Sample {
  readonly least: Fields;
  readonly most: Fields;
}

export const jwk = JSON.stringify({
  kty: "EC",
  crv: "P-256",
  kid: "one",
  x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
  y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
});

const probe = {
  http_statuses: [500],
  interval: 3,
};

/** By kind, in Kong's field names. */
export const samples: Readonly<Record<string, Sample>> = {
  services: {
    least: { name: "services", host: "h.example" },
    most: {
      name: "orders",
      host: "orders.example",
      port: 8443,
      protocol: "https",
      path: "/api",
      retries: 2,
      connect_timeout: 1000,
      read_timeout: 2000,
      write_timeout: 3000,
      client_certificate: the("certificates"),
      tls_verify: true,
      tls_verify_depth: 3,
      enabled: false,
      tags: ["a", "b"],
    },
  },
  routes: {
    least: { name: "routes", paths: ["/"] },
    most: {
      name: "orders-v1",
      service: the("services"),
      protocols: ["https"],
      methods: ["GET", "POST"],
      hosts: ["orders.example", "*.shop.example"],
      paths: ["/orders", "~/v\\d+/orders$"],
      headers: { "x-team": ["shop"] },
      snis: ["orders.example"],
      https_redirect_status_code: 301,
      regex_priority: 7,
      strip_path: false,
      path_handling: "v1",
      preserve_host: true,
      request_buffering: false,
      response_buffering: false,
      tags: ["a"],
    },
  },
  upstreams: {
    least: { name: "upstreams" },
    most: {
      name: "pool",
      hash_on: "header",
      hash_on_header: "x-user",
      hash_fallback: "ip",
      slots: 100,
      healthchecks: {
        active: { type: "https", timeout: 2, headers: { "x-probe": ["1"] }, unhealthy: { ...probe, http_failures: 1 } },
        threshold: 50,
      },
      host_header: "pool.example",
      client_certificate: the("certificates"),
      use_srv_name: true,
      tags: ["a"],
    },
  },
  targets: {
    least: { upstream: the("upstreams"), target: "10.0.0.1" },
    most: { upstream: the("upstreams"), target: "[::1]:8080", weight: 0, tags: ["a"] },
  },
  plugins: {
    least: { name: "cors" },
    most: {
      name: "rate-limiting",
      instance_name: "limit",
      service: the("services"),
      route: the("routes"),
      consumer: the("consumers"),
      protocols: ["http"],
      enabled: false,
      config: { minute: 5, policy: "redis", redis: { host: "redis.example" } },
      tags: ["a"],
    },
  },
  filter_chains: {
    least: { service: the("services"), filters: [{ name: "one" }] },
    most: {
      name: "chain",
      route: the("routes"),
      enabled: false,
      filters: [
        { name: "one", enabled: false, config: "x" },
        { name: "two", config: '{"a":1}' },
      ],
      tags: ["a"],
    },
  },
  partials: {
    least: { name: "partials", type: "redis-ce" },
    most: {
      name: "redis",
      type: "redis-ce",
      config: { host: "redis.example", password: new Secret("password-4713") },
      tags: ["a"],
    },
  },
  consumers: {
    least: { username: "consumers" },
    most: { username: "mobile", custom_id: "app-7", tags: ["a"] },
  },
  keyauth_credentials: {
    least: { consumer: the("consumers"), key: new Secret("key-4711") },
    most: { consumer: the("consumers"), key: new Secret("key-4712"), ttl: 3600, tags: ["a"] },
  },
  basicauth_credentials: {
    least: { consumer: the("consumers"), username: "basic", password: new Secret("password-4711") },
    most: { consumer: the("consumers"), username: "basic2", password: new Secret("password-4712"), tags: ["a"] },
  },
  hmacauth_credentials: {
    least: { consumer: the("consumers"), username: "hmac" },
    most: { consumer: the("consumers"), username: "hmac2", secret: new Secret("secret-4711"), tags: ["a"] },
  },
  jwt_secrets: {
    least: { consumer: the("consumers"), key: "issuer" },
    most: {
      consumer: the("consumers"),
      key: "issuer2",
      secret: new Secret("secret-4712"),
      algorithm: "RS256",
      rsa_public_key: rsaPublic,
      tags: ["a"],
    },
  },
  oauth2_credentials: {
    least: { consumer: the("consumers"), name: "app", client_id: "app" },
    most: {
      consumer: the("consumers"),
      name: "app2",
      client_id: "app2",
      client_secret: new Secret("secret-4713"),
      hash_secret: true,
      redirect_uris: ["https://b.example/cb", "https://a.example/cb"],
      client_type: "public",
      tags: ["a"],
    },
  },
  mtls_auth_credentials: {
    least: { consumer: the("consumers"), subject_name: "CN=least" },
    most: {
      consumer: the("consumers"),
      subject_name: "CN=most",
      ca_certificate: the("ca_certificates"),
      tags: ["a"],
    },
  },
  acls: {
    least: { consumer: the("consumers"), group: "gold" },
    most: { consumer: the("consumers"), group: "silver", tags: ["a"] },
  },
  consumer_groups: {
    least: { name: "consumer_groups" },
    most: { name: "partners", tags: ["a"] },
  },
  consumer_group_members: {
    least: { consumer_group: the("consumer_groups"), consumer: the("consumers") },
    most: { consumer_group: the("consumer_groups"), consumer: the("consumers") },
  },
  certificates: {
    least: { cert: rsa.cert, key: new Secret(rsa.key) },
    most: {
      cert: rsa.cert,
      key: new Secret(rsa.key),
      cert_alt: ec.cert,
      key_alt: new Secret(ec.key),
      snis: ["b.example", "a.example"],
      tags: ["a"],
    },
  },
  snis: {
    least: { name: "least.example", certificate: the("certificates") },
    most: { name: "*.most.example", certificate: the("certificates"), tags: ["a"] },
  },
  ca_certificates: {
    least: { cert: rsa.cert },
    most: { cert: ec.cert, tags: ["a"] },
  },
  key_sets: {
    least: { name: "key_sets" },
    most: { name: "tokens", tags: ["a"] },
  },
  keys: {
    least: { name: "least", kid: "one", jwk: new Secret(jwk) },
    most: {
      name: "most",
      set: the("key_sets"),
      kid: "two",
      pem: { private_key: new Secret(rsa.key), public_key: rsaPublic },
      tags: ["a"],
    },
  },
  vaults: {
    least: { prefix: "env-least", name: "env" },
    most: { prefix: "env-most", name: "env", description: "Everything", config: { prefix: "KONG_" }, tags: ["a"] },
  },
  workspaces: {
    least: { name: "least" },
    most: { name: "most", comment: "Everything" },
  },
};

/** Values that must not be seen anywhere. */
export const SECRETS = /4711|4712|4713|PRIVATE KEY|f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU/;

/** The gateway that has every kind. */
export const EVERYTHING = { edition: "enterprise", version: "3.10.0", settings: ["wasm = on"] } as const;

/** The declaration of a sample, behind all that it refers to. */
export const declared = (kind: string, size: keyof Sample): readonly Declaration[] => {
  const all = new Map<string, Declaration>();
  const add = (name: string, fields: Fields, of: string): Declaration => {
    const known = all.get(`${name} ${of}`);
    if (known !== undefined) return known;
    const resolved = Object.fromEntries(
      Object.entries(fields).map(([field, value]) => [
        field,
        value instanceof The ? add(value.kind, samples[value.kind]?.least ?? {}, "least") : value,
      ]),
    );
    const isGlobal = name === "plugins" && !["service", "route", "consumer"].some((field) => field in fields);
    const made = declare(name, `${of}-${name}`, resolved, { isGlobal });
    all.set(`${name} ${of}`, made);
    return made;
  };
  add(kind, samples[kind]?.[size] ?? {}, size);
  return [...all.values()];
};
