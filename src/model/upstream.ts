/** Upstreams: virtual hosts that spread requests over targets. @module */
import { z } from "zod";
import { defineKind } from "./define.ts";
import { checked, defaulted, int, kong, num, ref, required, tags, withFacts } from "./facts.ts";

const hashInputs = ["none", "consumer", "ip", "header", "cookie", "path", "query_arg", "uri_capture"] as const;
const checkTypes = ["tcp", "http", "https", "grpc", "grpcs"] as const;
const statuses = () => z.array(int(100, 999));
const count = (what: string) => defaulted(int(0, 255).describe(what), 0);
const seconds = (what: string, value: number) => defaulted(num(0, 65535).describe(what), value);
const path = () =>
  kong(z.string(), { starts_with: "/", match_none: [{ pattern: "//", err: "must not have empty segments" }] });
/** A record that is never null and whose default is what its fields' defaults make. */
const record = <T extends z.ZodObject>(schema: T) => withFacts(schema.optional(), { required: true });

const passiveHealthy = [200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305, 306, 307, 308];

const active = z.strictObject({
  type: defaulted(z.enum(checkTypes).describe("How a target is probed."), "http"),
  http_path: defaulted(path().describe("Path that is probed."), "/"),
  https_sni: checked(z.string().optional().describe("Server name sent with a TLS probe."), "hostname"),
  https_verify_certificate: required(z.boolean().describe("Whether a TLS probe verifies the certificate."), true),
  concurrency: defaulted(int(1, 2147483648).describe("Targets probed at the same time."), 10),
  healthy: record(
    z.strictObject({
      http_statuses: defaulted(statuses().describe("Statuses that count as healthy."), [200, 302]),
      successes: count("Successes that make a target healthy; 0 turns it off."),
      interval: seconds("Seconds between probes of healthy targets; 0 turns it off.", 0),
    }),
  ).describe("When a target becomes healthy."),
  unhealthy: record(
    z.strictObject({
      http_failures: count("HTTP failures that make a target unhealthy."),
      interval: seconds("Seconds between probes of unhealthy targets; 0 turns it off.", 0),
      http_statuses: defaulted(
        statuses().describe("Statuses that count as failures."),
        [429, 404, 500, 501, 502, 503, 504, 505],
      ),
      tcp_failures: count("TCP failures that make a target unhealthy."),
      timeouts: count("Timeouts that make a target unhealthy."),
    }),
  ).describe("When a target becomes unhealthy."),
  timeout: seconds("Seconds a probe may take.", 1),
  headers: z.record(z.string(), z.array(z.string())).optional().describe("Headers sent with a probe."),
});

const passive = z.strictObject({
  type: defaulted(z.enum(checkTypes).describe("What traffic is looked at."), "http"),
  unhealthy: record(
    z.strictObject({
      http_failures: count("HTTP failures that make a target unhealthy."),
      http_statuses: defaulted(statuses().describe("Statuses that count as failures."), [429, 500, 503]),
      tcp_failures: count("TCP failures that make a target unhealthy."),
      timeouts: count("Timeouts that make a target unhealthy."),
    }),
  ).describe("When a target becomes unhealthy."),
  healthy: record(
    z.strictObject({
      successes: count("Successes that make a target healthy."),
      http_statuses: defaulted(statuses().describe("Statuses that count as healthy."), passiveHealthy),
    }),
  ).describe("When a target becomes healthy."),
});

const when = (field: string, value: string, then: string, match: Record<string, unknown>) => ({
  conditional: { if_field: field, if_match: { match: `^${value}$` }, then_field: then, then_match: match },
});
const fallbackOf = (...values: string[]) => ({ one_of: values });

export const upstream = defineKind({
  kind: "upstreams",
  singular: "upstream",
  terraform: "kong_upstream",
  describe: "A virtual host name whose requests are spread over targets.",
  path: "upstreams",
  schema: z.strictObject({
    name: kong(checked(z.string().min(1), "upstream_name").describe("Host name that services use to reach it."), {
      unique: true,
    }),
    algorithm: withFacts(
      defaulted(
        z
          .enum(["consistent-hashing", "least-connections", "round-robin", "latency"])
          .describe("How a target is chosen."),
        "round-robin",
      ),
      { refusesNull: true },
    ),
    hash_on: defaulted(
      z.enum(hashInputs).describe("What is hashed; anything but `none` means consistent hashing."),
      "none",
    ),
    hash_fallback: defaulted(z.enum(hashInputs).describe("What is hashed when `hash_on` gives nothing."), "none"),
    hash_on_header: z.string().min(1).optional().describe("Header that is hashed."),
    hash_fallback_header: z.string().min(1).optional().describe("Header that is hashed as a fallback."),
    hash_on_cookie: z.string().min(1).optional().describe("Cookie that is hashed."),
    hash_on_cookie_path: defaulted(path().describe("Path of a cookie the gateway sets."), "/"),
    hash_on_query_arg: kong(z.string().optional().describe("Query argument that is hashed."), { len_min: 1 }),
    hash_fallback_query_arg: kong(z.string().optional().describe("Query argument that is hashed as a fallback."), {
      len_min: 1,
    }),
    hash_on_uri_capture: kong(z.string().optional().describe("Route capture that is hashed."), { len_min: 1 }),
    hash_fallback_uri_capture: kong(z.string().optional().describe("Route capture that is hashed as a fallback."), {
      len_min: 1,
    }),
    slots: withFacts(defaulted(int(10, 65536).describe("Slots of the hash ring."), 10000), { refusesNull: true }),
    healthchecks: record(
      z.strictObject({
        active: record(active).describe("Probes the gateway sends."),
        passive: record(passive).describe("What the gateway learns from traffic."),
        threshold: defaulted(
          num(0, 100).describe("Percentage of healthy weight below which the upstream is unhealthy."),
          0,
        ),
      }),
    ).describe("How targets are found healthy or unhealthy."),
    tags: tags(),
    host_header: checked(z.string().min(1).optional().describe("Host header sent to targets."), "host_with_port"),
    client_certificate: ref("certificates", "restrict").optional().describe("The certificate shown to targets."),
    use_srv_name: defaulted(z.boolean().describe("Whether the SRV record's name becomes the Host header."), false),
  }),
  uniqueKeys: [{ fields: ["name"], within: "workspace", findBy: "name" }],
  identity: { path: ["name"] },
  namedByPath: { field: "name" },
  timestamps: { precision: "seconds", updated: true },
  entityChecks: [
    when("hash_on", "header", "hash_on_header", { required: true }),
    when("hash_fallback", "header", "hash_fallback_header", { required: true }),
    when("hash_on", "cookie", "hash_on_cookie", { required: true }),
    when("hash_fallback", "cookie", "hash_on_cookie", { required: true }),
    when("hash_on", "none", "hash_fallback", fallbackOf("none")),
    when("hash_on", "cookie", "hash_fallback", fallbackOf("none")),
    when(
      "hash_on",
      "consumer",
      "hash_fallback",
      fallbackOf("none", "ip", "header", "cookie", "path", "query_arg", "uri_capture"),
    ),
    when(
      "hash_on",
      "ip",
      "hash_fallback",
      fallbackOf("none", "consumer", "header", "cookie", "path", "query_arg", "uri_capture"),
    ),
    when(
      "hash_on",
      "path",
      "hash_fallback",
      fallbackOf("none", "consumer", "header", "cookie", "query_arg", "ip", "uri_capture"),
    ),
    { distinct: ["hash_on_header", "hash_fallback_header"] },
    when("hash_on", "query_arg", "hash_on_query_arg", { required: true }),
    when("hash_fallback", "query_arg", "hash_fallback_query_arg", { required: true }),
    { distinct: ["hash_on_query_arg", "hash_fallback_query_arg"] },
    when("hash_on", "uri_capture", "hash_on_uri_capture", { required: true }),
    when("hash_fallback", "uri_capture", "hash_fallback_uri_capture", { required: true }),
    { distinct: ["hash_on_uri_capture", "hash_fallback_uri_capture"] },
  ],
  // Kong's source, upstreams: `hash_on` decides the algorithm, `least-connections` and `latency` hash nothing.
  normalise: (entity) => {
    const algorithm = entity["algorithm"];
    if (algorithm === "least-connections" || algorithm === "latency") return { ...entity, hash_on: "none" };
    const hashOn = entity["hash_on"];
    if (hashOn === undefined || hashOn === null) return { ...entity };
    return { ...entity, algorithm: hashOn === "none" ? "round-robin" : "consistent-hashing" };
  },
  impact: { create: ["balancer"], update: ["balancer"], delete: ["balancer"] },
});
