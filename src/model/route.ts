/** Routes: which requests go to which service. @module */
import { z } from "zod";
import { type CustomCheck, defineKind } from "./define.ts";
import { checked, defaulted, int, kong, ref, required, set, tags, uniqueName, withFacts } from "./facts.ts";
import type { FieldError } from "./violations.ts";

const protocols = ["grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"] as const;
const exclusive = [["http", "https"], ["tcp", "tls", "udp"], ["tls_passthrough"], ["grpc", "grpcs"]] as const;
const tlsProtocols = ["grpcs", "https", "tls", "tls_passthrough"];

const endpoint = () =>
  set(
    kong(
      z.strictObject({
        ip: checked(z.string().optional().describe("Address or CIDR range."), "ip_or_cidr"),
        port: int(0, 65535).optional().describe("Port."),
      }),
      { entity_checks: [{ at_least_one_of: ["ip", "port"] }] },
    ),
  ).optional();

const isSet = (value: unknown): boolean =>
  value !== undefined && value !== null && (typeof value !== "object" || Object.keys(value).length > 0);
const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(", ");

/** What a route of each protocol must have, as Kong says it (Kong 3.9 recordings: validation). */
const needs: readonly { protocols: string; any: readonly string[]; of: readonly string[] }[] = [
  { protocols: "'http'", any: ["http"], of: ["methods", "hosts", "headers", "paths"] },
  { protocols: "'https'", any: ["https"], of: ["methods", "hosts", "headers", "paths", "snis"] },
  { protocols: "'tcp', 'tls' or 'udp'", any: ["tcp", "tls", "udp"], of: ["sources", "destinations", "snis"] },
  { protocols: "'tls_passthrough'", any: ["tls_passthrough"], of: ["snis"] },
  { protocols: "'grpc'", any: ["grpc"], of: ["hosts", "headers", "paths"] },
  { protocols: "'grpcs'", any: ["grpcs"], of: ["hosts", "headers", "paths", "snis"] },
];

/** Kong looks up the route's rules by its first protocol. */
const protocolKnown: CustomCheck = (route) => {
  const used: unknown = route["protocols"];
  if (!Array.isArray(used)) return undefined;
  const first: unknown = used[0];
  return protocols.some((protocol) => protocol === first)
    ? undefined
    : { protocols: `unknown type: ${first === undefined ? "nil" : String(first)}` };
};

const matchers: CustomCheck = (route, wrong) => {
  if (!Array.isArray(route["protocols"]) || wrong?.has("protocols")) return undefined;
  if (isSet(route["expression"]) && !wrong?.has("expression")) return undefined;
  const used: readonly unknown[] = route["protocols"];
  const errors: Record<string, FieldError> = {};
  const stream = ["tcp", "tls", "tls_passthrough", "udp"];
  if (used.some((protocol) => stream.includes(String(protocol)))) {
    for (const field of ["methods", "hosts", "headers", "paths"]) {
      if (isSet(route[field])) {
        errors[field] = `cannot set '${field}' when 'protocols' is 'tcp', 'tls', 'tls_passthrough' or 'udp'`;
      }
    }
  }
  if (used.some((protocol) => protocol === "grpc" || protocol === "grpcs") && route["strip_path"] === true) {
    errors["strip_path"] = "cannot set 'strip_path' when 'protocols' is 'grpc' or 'grpcs'";
  }
  const https = used.includes("https");
  for (const need of needs) {
    if (!need.any.some((protocol) => used.includes(protocol))) continue;
    if (need.any[0] === "http" && https) continue;
    if (!need.of.some((field) => isSet(route[field]))) {
      errors["@entity"] = [`must set one of ${quoted(need.of)} when 'protocols' is ${need.protocols}`];
      break;
    }
  }
  return Object.keys(errors).length > 0 ? errors : undefined;
};

export const route = defineKind({
  kind: "routes",
  singular: "route",
  terraform: "kong_route",
  describe: "Rules that match requests and lead them to a service.",
  path: "routes",
  schema: z.strictObject({
    name: uniqueName("The route's name, unique in its workspace."),
    protocols: required(
      kong(set(z.enum(protocols)).min(1).describe("Protocols this route takes."), {
        mutually_exclusive_subsets: exclusive,
      }),
      ["http", "https"],
    ),
    https_redirect_status_code: required(
      z.literal([426, 301, 302, 307, 308]).describe("Status answered to plain http when only https is taken."),
      426,
    ),
    strip_path: withFacts(
      required(z.boolean().describe("Whether the matched prefix is cut off. A grpc route's default is false."), true),
      { defaultWhen: { field: "protocols", holdsAnyOf: ["grpc", "grpcs"], value: false } },
    ),
    preserve_host: required(z.boolean().describe("Whether the request's Host header goes to the upstream."), false),
    request_buffering: required(z.boolean().describe("Whether the request's body is read before it is sent on."), true),
    response_buffering: required(
      z.boolean().describe("Whether the response's body is read before it is sent on."),
      true,
    ),
    tags: tags(),
    service: ref("services", "restrict").optional().describe("The service it leads to."),
    snis: set(checked(z.string(), "hostname")).optional().describe("Server names that match."),
    sources: endpoint().describe("Client addresses that match (stream routes)."),
    destinations: endpoint().describe("Destination addresses that match (stream routes)."),
    methods: set(
      withFacts(kong(z.string(), { match: "^%u+$" }), {
        advice: (method) => (/^[a-z]+$/i.test(method) ? `Write it in capitals: ${method.toUpperCase()}.` : undefined),
      }),
    )
      .optional()
      .describe("HTTP methods that match."),
    hosts: z
      .array(
        checked(
          kong(z.string(), {
            match_any: {
              patterns: ["^%*%.", "%.%*$", "^[^*]*$"],
              err: "invalid wildcard: must be placed at leftmost or rightmost label",
            },
            match_all: [{ pattern: "^[^*]*%*?[^*]*$", err: "invalid wildcard: must have at most one wildcard" }],
          }),
          "wildcard_host",
        ),
      )
      .optional()
      .describe("Host names that match; one label may be a wildcard."),
    paths: z
      .array(
        checked(
          kong(z.string(), {
            match_none: [{ pattern: "//", err: "must not have empty segments" }],
            match_any: { patterns: ["^/", "^~/"], err: "should start with: / (fixed path) or ~/ (regex path)" },
          }),
          "route_path",
        ),
      )
      .optional()
      .describe("Path prefixes that match; `~/` starts a regular expression."),
    headers: z
      .record(
        kong(z.string(), {
          match_none: [
            {
              pattern: "^[Hh][Oo][Ss][Tt]$",
              err: "cannot contain 'host' header, which must be specified in the 'hosts' attribute",
            },
          ],
        }),
        z.array(z.string()),
      )
      .optional()
      .describe("Request headers that match, each with its accepted values."),
    regex_priority: defaulted(z.int().describe("Which regular expression is tried first; higher wins."), 0),
    path_handling: defaulted(
      z.enum(["v0", "v1"]).describe("How service path, route path and request path are joined."),
      "v0",
    ),
    expression: withFacts(
      z.string().optional().describe("Match rule in the router's expression language (`router_flavor = expressions`)."),
      {
        flavor: "expressions",
      },
    ),
    priority: withFacts(required(int(0, 70368744177663).describe("Which expression is tried first; higher wins."), 0), {
      flavor: "expressions",
    }),
  }),
  uniqueKeys: [{ fields: ["name"], within: "workspace", findBy: "name" }],
  identity: { path: ["name"] },
  namedByPath: { field: "name" },
  addedTo: "service",
  adder: { takes: ["id"] },
  timestamps: { precision: "seconds", updated: true },
  entityChecks: [
    {
      conditional: {
        if_field: "protocols",
        if_match: { elements: { type: "string", not_one_of: tlsProtocols } },
        then_field: "snis",
        then_match: { len_eq: 0 },
        then_err: "'snis' can only be set when 'protocols' is 'grpcs', 'https', 'tls' or 'tls_passthrough'",
      },
    },
  ],
  customChecks: [protocolKnown, matchers],
  impact: { create: ["router"], update: ["router"], delete: ["router"] },
  opensTraffic: true,
});
