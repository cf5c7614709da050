/** Gateways to be imported. */
import { fieldFacts } from "../../src/model/derive.ts";
import { kindOf } from "../../src/model/kinds.ts";
import { revealAll } from "../../src/model/secret.ts";
import type { EmbeddedGateway } from "../../src/testing.ts";
import { type Sample, samples, The } from "../kinds/samples.ts";

/** What begins an expression of Terraform's, where a text holds it. */
const OPEN = ["$", "{x} %", "{y}"].join("");

const ref = ({ id }: { readonly id: string }) => ({ id });

/** Something of everything that people have, with odd names. */
export const insertEverything = (gateway: EmbeddedGateway, before = ""): void => {
  /** Under names that nothing else has. */
  const insert = (kind: string, fields: Readonly<Record<string, unknown>>) => {
    const named = ["name", "username", "custom_id"].filter(
      (field) => typeof fields[field] === "string" && fieldFacts(kindOf(kind), field).kong?.unique === true,
    );
    return gateway.insert(kind, {
      ...fields,
      ...Object.fromEntries(named.map((field) => [field, before + String(fields[field])])),
    });
  };
  const orders = insert("services", {
    name: "orders",
    host: "orders.internal",
    port: 8080,
    read_timeout: 12345,
    tags: ["b", "a", OPEN],
  });
  const tls = insert("services", { name: "tls", protocol: "https", port: 443, host: "tls.internal", tls_verify: true });
  const authority = insert("ca_certificates", { cert: samples["ca_certificates"]?.least["cert"] });
  insert("services", {
    name: "trusting",
    protocol: "https",
    host: "tls.internal",
    tls_verify: true,
    ca_certificates: [authority.id],
  });
  insert("services", { name: "käse", host: "h.example" });
  insert("services", { name: "Default", host: "h.example", retries: 3 });
  insert("services", { name: "class", host: "h.example" });
  insert("services", { name: "a.b", host: "h.example" });
  insert("services", { name: "ab", host: "h.example" });
  insert("services", { name: "a_b", host: "h.example" });
  insert("services", { name: "9lives", host: "h.example" });
  insert("services", { host: "unnamed.example" });
  const v1 = insert("routes", { name: "orders-v1", paths: ["/orders", "~/o\\d+$"], service: ref(orders) });
  insert("routes", {
    name: "elsewhere",
    paths: ["/x"],
    headers: { "x-one": ["1", "2"], __proto__x: ["3"] },
    service: ref(orders),
  });
  insert("routes", { hosts: ["*.example"], service: ref(orders) });
  insert("routes", { name: "grpc", protocols: ["grpc"], hosts: ["g.example"], service: ref(tls) });
  insert("routes", { name: "stream", protocols: ["tcp"], sources: [{ ip: "10.0.0.0/8", port: 80 }, { port: 81 }] });
  insert("routes", { name: "no-service", hosts: ["n.example"], strip_path: false });
  const pool = insert("upstreams", {
    name: "orders",
    hash_on: "header",
    hash_on_header: "x-user",
    healthchecks: { active: { healthy: { interval: 5, http_statuses: [200, 201] } } },
  });
  insert("targets", { upstream: ref(pool), target: "10.0.0.1", weight: 3 });
  insert("targets", { upstream: ref(pool), target: "[::1]:80", tags: ["v6"] });
  const mobile = insert("consumers", { username: "mobile" });
  const odd = insert("consumers", { username: `o"d\\d ${OPEN}\n$$`, custom_id: "crm-1" });
  const partner = insert("consumers", { custom_id: "crm-2" });
  insert("consumers", { username: "x".repeat(200), tags: ["long"] });
  insert("keyauth_credentials", { consumer: ref(mobile), key: "key-one" });
  insert("keyauth_credentials", { consumer: ref(mobile), key: `key "two" ${OPEN}` });
  insert("basicauth_credentials", { consumer: ref(mobile), username: "mobile", password: "pass" });
  insert("basicauth_credentials", { consumer: ref(odd), username: "o d d", password: "pass" });
  insert("acls", { consumer: ref(mobile), group: "gold members" });
  insert("acls", { consumer: ref(partner), group: "gold" });
  insert("plugins", { name: "prometheus", config: { per_consumer: true } });
  insert("plugins", {
    name: "rate-limiting",
    route: ref(v1),
    config: {
      minute: 60,
      hour: null,
      policy: "redis",
      redis: { host: "r", password: "pw", username: "{vault://env/user}" },
    },
  });
  insert("plugins", { name: "cors", service: ref(orders), config: { origins: ["*"], max_age: 5 }, enabled: false });
  insert("plugins", {
    name: "request-termination",
    consumer: ref(mobile),
    config: { status_code: 503, message: `a\nb "c" ${OPEN}` },
  });
  insert("plugins", {
    name: "request-transformer",
    route: ref(v1),
    consumer: ref(partner),
    instance_name: "both",
    config: { add: { headers: ["a:b", "c:d"] } },
  });
  // Its host has a default, and null says something else.
  insert("plugins", { name: "datadog", config: { host: null } });
  insert("plugins", { name: "session", config: { secret: "a session's secret" } });
  insert("plugins", {
    name: "http-log",
    config: { http_endpoint: "http://l.example", headers: { authorization: "Bearer 1", "x-2": "{vault://env/x}" } },
  });
  insert("plugins", {
    name: "pre-function",
    service: ref(tls),
    config: { access: [`-- ${["$", '{{ env "DECK_X" }}'].join("")}\nreturn`, "kong.log('x')"] },
  });
};

/** Every sample, and what they refer to; only those of one kind where it is named. */
export const insertSamples = (
  gateway: EmbeddedGateway,
  only?: string,
  sizes: readonly (keyof Sample)[] = ["least", "most"],
): void => {
  const made = new Map<string, { readonly id: string }>();
  const add = (kind: string, size: keyof Sample): { readonly id: string } => {
    const known = made.get(`${kind} ${size}`);
    if (known !== undefined) return known;
    const fields = Object.fromEntries(
      Object.entries(samples[kind]?.[size] ?? {}).map(([field, value]) => [
        field,
        value instanceof The ? ref(add(value.kind, "least")) : revealAll(value),
      ]),
    );
    const entity = gateway.insert(kind, fields);
    made.set(`${kind} ${size}`, entity);
    return entity;
  };
  for (const kind of Object.keys(samples)) {
    if (only !== undefined && kind !== only) continue;
    for (const size of sizes) {
      // Both sizes of a membership are the same one.
      const isSame = JSON.stringify(samples[kind]?.least) === JSON.stringify(samples[kind]?.most);
      if (!(isSame && size === "most" && sizes.length > 1)) add(kind, size);
    }
  }
};
