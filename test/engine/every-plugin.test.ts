import { describe, expect, test } from "vitest";
import { pluginSchemas } from "../../src/plugins/all-schemas.ts";
import { congruent, createWorld, plugin, route, service } from "./kit.ts";

const llm = {
  route_type: "llm/v1/chat",
  model: { provider: "openai", name: "m" },
  auth: { header_name: "a", header_value: "secret-4711" },
};

/** The least that each plugin takes; all others take nothing at all (Kong 3.9 recordings: plugin_scopes). */
const LEAST: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
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
  "pre-function": { access: ["return"] },
  "post-function": { access: ["return"] },
  "proxy-cache": { strategy: "memory" },
  "rate-limiting": { minute: 1 },
  redirect: { location: "http://other.example" },
  "response-ratelimiting": { limits: { a: { minute: 1 } } },
  "standard-webhooks": { secret_v1: "whsec_4713" },
  "tcp-log": { host: "h", port: 1 },
  "udp-log": { host: "h", port: 1 },
};

const ONLY_GLOBAL = new Set(["acme"]);

describe.each([...pluginSchemas.keys()].sort())("the plugin %s", (name) => {
  const orders = service("orders");
  const v1 = route("v1", { service: orders });
  const declared = plugin(name, ONLY_GLOBAL.has(name) ? "global" : { route: v1 }, LEAST[name] ?? {});

  test("is made with one write, and then nothing differs", async () => {
    const world = createWorld();
    const outcome = await world.run([orders, v1, declared]);
    expect(outcome.errors).toEqual([]);
    expect(outcome.requests.write).toBe(3);
    await congruent(world, [orders, v1, declared]);
  });

  test("made by somebody else with what it takes least is adopted with one tag", async () => {
    const world = createWorld();
    await world.run([orders, v1]);
    const { id } = world.one("routes", { name: "v1" });
    world.gateway.insert("plugins", {
      name,
      config: LEAST[name] ?? {},
      ...(ONLY_GLOBAL.has(name) ? {} : { route: { id } }),
    });
    const plan = await world.plan([orders, v1, declared]);
    expect(plan.errors).toEqual([]);
    expect(plan.changes).toMatchObject([{ action: "adopt", fields: [{ path: "owner", from: null, to: "shop" }] }]);
  });

  test("shows no secret of its settings", async () => {
    const world = createWorld();
    const plan = JSON.stringify(await world.plan([orders, v1, declared]));
    const outcome = JSON.stringify(await world.run([orders, v1, declared]));
    expect(plan + outcome + JSON.stringify(world.journal)).not.toMatch(/471[123]/);
  });
});
