/**
 * What the examples of the reference pages say, one entity per kind; everything else about them follows from the descriptors.
 * @module
 */

/** The value of a sensitive variable. */
export class SecretVariable {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

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
};
