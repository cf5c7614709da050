/** Settings that plugins cannot do without. @module */

type Settings = Readonly<Record<string, unknown>>;

const llm = {
  route_type: "llm/v1/chat",
  model: { provider: "openai", name: "m" },
  auth: { header_name: "a", header_value: "secret-4711" },
};

/** The least that each plugin takes, in Kong's names; all others take nothing at all (Kong 3.9 recordings: plugin_scopes). */
export const LEAST: Readonly<Record<string, Settings>> = {
  acl: { allow: ["a"] },
  acme: { account_email: "a@example.com", tos_accepted: true, storage: "shm" },
  "ai-prompt-decorator": { prompts: { prepend: [{ role: "system", content: "x" }] } },
  "ai-prompt-guard": { allow_patterns: [".*"] },
  "ai-prompt-template": { templates: [{ name: "a", template: "b" }] },
  "ai-proxy": llm,
  "ai-request-transformer": { prompt: "x", llm },
  "ai-response-transformer": { prompt: "x", llm },
  "azure-functions": { functionname: "f", appname: "a" },
  "file-log": { path: "/tmp/x" },
  "http-log": { http_endpoint: "http://log.example" },
  "ip-restriction": { allow: ["10.0.0.0/8"] },
  "ldap-auth": { ldap_host: "h", base_dn: "dc=x", attribute: "cn" },
  loggly: { key: "secret-4712" },
  oauth2: { scopes: ["a"], enable_client_credentials: true },
  opentelemetry: { traces_endpoint: "http://trace.example" },
  "post-function": { access: ["return"] },
  "pre-function": { access: ["return"] },
  "proxy-cache": { strategy: "memory" },
  "rate-limiting": { minute: 1 },
  redirect: { location: "http://other.example" },
  "response-ratelimiting": { limits: { a: { minute: 1 } } },
  "standard-webhooks": { secret_v1: "whsec_4713" },
  "tcp-log": { host: "h", port: 1 },
  "udp-log": { host: "h", port: 1 },
};
