/**
 * The schemas of the plugins that Kong 3.9 ships, as its `/schemas/plugins/{name}` answers them.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import type { KongSchema } from "../model/kong-schema.ts";

/** Every bundled plugin, in the order the gateway lists them at `/plugins/enabled`. */
const names = [
  "statsd",
  "bot-detection",
  "aws-lambda",
  "request-termination",
  "prometheus",
  "proxy-cache",
  "session",
  "acme",
  "grpc-gateway",
  "grpc-web",
  "pre-function",
  "post-function",
  "azure-functions",
  "zipkin",
  "opentelemetry",
  "ai-proxy",
  "ai-prompt-decorator",
  "ai-prompt-template",
  "ai-prompt-guard",
  "ai-request-transformer",
  "ai-response-transformer",
  "standard-webhooks",
  "redirect",
  "jwt",
  "acl",
  "correlation-id",
  "cors",
  "oauth2",
  "tcp-log",
  "udp-log",
  "file-log",
  "http-log",
  "key-auth",
  "hmac-auth",
  "basic-auth",
  "ip-restriction",
  "request-transformer",
  "response-transformer",
  "request-size-limiting",
  "rate-limiting",
  "response-ratelimiting",
  "syslog",
  "loggly",
  "datadog",
  "ldap-auth",
] as const;

/** The names of the plugins of Kong 3.9. */
export const pluginNames = (): readonly string[] => names;

/**
 * The schema of a bundled plugin; undefined for any other. All of them are loaded together, on the first call.
 *
 * @example
 * const schema = await pluginSchema("rate-limiting");
 */
export const pluginSchema = async (name: string): Promise<KongSchema | undefined> =>
  (await import("./all-schemas.ts")).pluginSchemas.get(name);

/**
 * The schema that completes entities of a kind, of those that are known without asking a gateway: a plugin's, a vault's.
 *
 * @example
 * const schema = await bundledSubschema(vault, "env");
 */
export const bundledSubschema = async (kind: AnyKind, name: string): Promise<KongSchema | undefined> => {
  const bundled = kind.subschema?.bundled;
  return bundled === undefined ? pluginSchema(name) : bundled[name];
};
