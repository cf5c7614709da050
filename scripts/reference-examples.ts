/**
 * What the examples of the reference pages say, one entity per kind; everything else about them follows from the descriptors.
 * @module
 */

/** The value of a variable: a text that is too long for a page. */
export class TextVariable {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** The value of a sensitive variable. */
export class SecretVariable extends TextVariable {}

export interface Example {
  /** What the resource and the construct are called. */
  readonly id: string;
  /** By Kong's names, without references to other entities. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Reference fields that it has beside those that its kind cannot do without. */
  readonly references?: readonly string[];
}

/** By Kong's name of the kind. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  services: {
    id: "orders",
    fields: { name: "orders", host: "orders.internal", port: 8080, read_timeout: 10_000 },
  },
  routes: {
    id: "v1",
    fields: { name: "orders-v1", paths: ["/orders"], methods: ["GET", "POST"] },
  },
  upstreams: {
    id: "pool",
    fields: {
      name: "orders-pool",
      algorithm: "least-connections",
      healthchecks: { active: { http_path: "/health", healthy: { interval: 5 }, unhealthy: { interval: 5 } } },
    },
  },
  targets: {
    id: "first",
    fields: { target: "10.1.0.11:8080", weight: 50 },
  },
  plugins: {
    id: "limit",
    fields: { name: "rate-limiting", config: { minute: 60, policy: "local" } },
    references: ["route"],
  },
  consumers: {
    id: "mobile",
    fields: { username: "mobile", custom_id: "crm-4711" },
  },
  keyauth_credentials: {
    id: "mobile",
    fields: { key: new SecretVariable("mobile_key") },
  },
  basicauth_credentials: {
    id: "mobile",
    fields: { username: "mobile", password: new SecretVariable("mobile_password") },
  },
  acls: {
    id: "apps",
    fields: { group: "apps" },
  },
  hmacauth_credentials: {
    id: "mobile",
    fields: { username: "mobile", secret: new SecretVariable("mobile_secret") },
  },
  jwt_secrets: {
    id: "mobile",
    fields: { key: "mobile-app", algorithm: "HS256", secret: new SecretVariable("mobile_secret") },
  },
  oauth2_credentials: {
    id: "mobile",
    fields: {
      name: "Mobile app",
      client_id: "mobile-app",
      client_secret: new SecretVariable("mobile_secret"),
      redirect_uris: ["https://shop.example/callback"],
    },
  },
  mtls_auth_credentials: {
    id: "mobile",
    fields: { subject_name: "mobile.shop.example" },
  },
  consumer_groups: {
    id: "gold",
    fields: { name: "gold" },
  },
  consumer_group_members: {
    id: "mobile",
    fields: {},
  },
  certificates: {
    id: "shop",
    fields: { cert: new TextVariable("shop_certificate"), key: new SecretVariable("shop_key") },
  },
  snis: {
    id: "shop-example",
    fields: { name: "shop.example" },
  },
  ca_certificates: {
    id: "company",
    fields: { cert: new TextVariable("company_certificate") },
  },
  key_sets: {
    id: "tokens",
    fields: { name: "tokens" },
  },
  keys: {
    id: "signing",
    fields: { name: "signing-2026", kid: "2026-01", jwk: new SecretVariable("signing_jwk") },
  },
  vaults: {
    id: "secrets",
    fields: { prefix: "shop-secrets", name: "env", config: { prefix: "SHOP_" } },
  },
  filter_chains: {
    id: "chain",
    fields: { name: "orders-chain", filters: [{ name: "response-header", config: "X-Shop: orders" }] },
    references: ["route"],
  },
  partials: {
    id: "redis",
    fields: { name: "redis", type: "redis-ce", config: { host: "redis.internal", port: 6379 } },
  },
  workspaces: {
    id: "payments",
    fields: { name: "payments", comment: "What the payments team has." },
  },
};
