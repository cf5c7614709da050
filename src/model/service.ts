/** Services: the upstream applications that routes lead to. @module */
import { z } from "zod";
import { defineKind } from "./define.ts";
import { checked, defaulted, int, kong, ref, required, tags, uniqueName, withFacts } from "./facts.ts";

const protocols = ["grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"] as const;
const nullUnless = (field: string, check: Record<string, unknown>) => ({
  conditional: { if_field: "protocol", if_match: check, then_field: field, then_match: { eq: null } },
});
const tlsOnly = { not_one_of: ["https", "tls"] };

const URL_FORM = /^([a-z][a-z0-9+.-]*):\/\/(\[[^\]]*\]|[^/:?#]*)(?::(\d+))?([^?#]*)/i;

/** `https://user.example:8443/p` → protocol, host, port, path (Kong 3.9 recordings: defaults). */
const expandUrl = (value: unknown): Record<string, unknown> => {
  const match = URL_FORM.exec(String(value));
  if (match === null) return { path: String(value) };
  const [, protocol, host, port, path] = match;
  const implied = { http: 80, https: 443 }[protocol ?? ""];
  return {
    protocol,
    host,
    ...(port !== undefined ? { port: Number(port) } : implied !== undefined ? { port: implied } : {}),
    path: path === "" ? null : path,
  };
};

/** What makes a declared `url` stand for nothing. A user name or password in it is not repeated. */
const urlError = (value: unknown): string | undefined => {
  const text = String(value);
  if (/^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/?#]*@/i.test(text)) {
    return "it holds a user name or a password, which the gateway would not send. Leave out what stands before the '@'.";
  }
  const [, protocol = "", host = "", , path = ""] = URL_FORM.exec(text) ?? [];
  if (host === "" || !(path === "" || path.startsWith("/"))) {
    const example = /^[a-z0-9.-]+(?::\d+)?(?:\/\S*)?$/i.test(text) ? `http://${text}` : "http://orders.internal:8080";
    return `'${text}' is no URL. Write it with its scheme, like ${example}.`;
  }
  return protocols.some((known) => known === protocol)
    ? undefined
    : `'${text}' has the protocol '${protocol}', which a service cannot have. It may be one of ${protocols.join(", ")}.`;
};

export const service = defineKind({
  kind: "services",
  singular: "service",
  terraform: "kong_service",
  describe: "An upstream application, and how the gateway reaches it.",
  path: "services",
  schema: z.strictObject({
    name: uniqueName("The service's name, unique in its workspace."),
    retries: defaulted(int(0, 32767).describe("How often a failed connection is tried again."), 5),
    protocol: required(z.enum(protocols).describe("How the gateway talks to the upstream."), "http"),
    host: withFacts(
      checked(z.string().min(1), "host")
        .optional()
        .describe("Host name, IP address, or the name of an upstream. Required unless `url` gives it."),
      { required: true },
    ),
    port: required(int(0, 65535).describe("The upstream's port."), 80),
    path: kong(z.string().min(1).optional().describe("Prefix put before the path of each request to the upstream."), {
      starts_with: "/",
      match_none: [{ pattern: "//", err: "must not have empty segments" }],
    }),
    url: withFacts(
      z.string().optional().describe("Shorthand that sets protocol, host, port and path at once. Never stored."),
      {
        writeOnly: expandUrl,
        shorthand: { sets: ["protocol", "host", "port", "path"], check: urlError },
        hiddenFromSchema: true,
      },
    ),
    connect_timeout: defaulted(int(1, 2147483646).describe("Milliseconds to wait for a connection."), 60000),
    write_timeout: defaulted(int(1, 2147483646).describe("Milliseconds between two writes to the upstream."), 60000),
    read_timeout: defaulted(int(1, 2147483646).describe("Milliseconds between two reads from the upstream."), 60000),
    tags: tags(),
    client_certificate: ref("certificates", "restrict")
      .optional()
      .describe("The certificate the gateway shows to the upstream."),
    tls_verify: z
      .boolean()
      .optional()
      .describe("Whether the upstream's certificate is verified; the node decides when absent."),
    tls_verify_depth: kong(int(0, 64).optional().describe("Longest accepted chain of certificates."), {
      default: null,
    }),
    ca_certificates: withFacts(
      z
        .array(kong(z.string(), { uuid: true }))
        .optional()
        .describe("Ids of the CA certificates to trust."),
      { listOf: "ca_certificates" },
    ),
    enabled: required(z.boolean().describe("A disabled service takes no traffic."), true),
  }),
  uniqueKeys: [{ fields: ["name"], within: "workspace", findBy: "name" }],
  identity: { path: ["name"] },
  namedByPath: { field: "name" },
  timestamps: { precision: "seconds", updated: true },
  entityChecks: [
    nullUnless("path", { one_of: ["tcp", "tls", "udp", "grpc", "grpcs"] }),
    nullUnless("client_certificate", tlsOnly),
    nullUnless("tls_verify", tlsOnly),
    nullUnless("tls_verify_depth", tlsOnly),
    nullUnless("ca_certificates", tlsOnly),
  ],
  impact: { create: [], update: ["router"], delete: [] },
});
