/** What properties found once, as the smallest cases they shrank to. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Template } from "../../src/model/declaration.ts";
import { findings } from "../../src/model/findings.ts";
import { kindOf } from "../../src/model/kinds.ts";
import { luaPattern } from "../../src/model/lua-pattern.ts";
import { createProvider } from "../../src/provider/provider.ts";
import { Dynamic, UNKNOWN } from "../../src/provider/value.ts";
import { insertParents, PARENTS } from "./blocks.ts";
import { ApplyError, type Config, Core } from "./core/core.ts";
import { get } from "./core/values.ts";
import { entityOf, OWNER, type Stage, stage } from "./stage.ts";

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.close());
beforeEach(() => {
  on.reset();
  insertParents(on.embedded);
});

test("a service whose url is known only after apply is planned, and its parts are then known", async () => {
  await on.command();
  const pending: Config = { name: "s", url: UNKNOWN };
  const plan = await on.core.planResource("kong_service", pending);
  expect(get(plan.planned, "host")).toBe(UNKNOWN);
  await on.command();
  const { state } = await on.core.applyResource(plan, { name: "s", url: "https://h.example:8443/x" });
  expect(state?.value).toMatchObject({ protocol: "https", host: "h.example", port: 8443, path: "/x" });
});

test("a url that is not known yet is no unknown field, and leaves nothing missing", () => {
  const url = new Template([]);
  expect(findings(kindOf("services"), { name: "s", url })).toEqual([]);
  expect(findings(kindOf("services"), { name: "s" })).not.toEqual([]);
});

describe("a Lua pattern", () => {
  test.each([
    ["^[0-9]+-[0-9]+$", "200-299", true],
    ["^[0-9]+-[0-9]+$", "200299", false],
    ["^a-b$", "b", true],
    ["^a--$", "aa-", true],
    ["^*a$", "*a", true],
    ["^(-)$", "-", true],
    ["^x+?$", "xx?", true],
    ["^x+?$", "xx", false],
  ])("%s on %s", (pattern, text, isFound) => {
    expect(luaPattern(pattern).test(text)).toBe(isFound);
  });

  test("statsd's ranges of status codes are planned", async () => {
    await on.command();
    const config = { name: "statsd", scope: { global: true }, config: { allow_status_codes: ["200-299"] } };
    expect((await on.core.planResource("kong_plugin", config)).action).toBe("create");
    const wrong = { ...config, config: { allow_status_codes: ["200"] } };
    await on.command();
    await expect(on.core.planResource("kong_plugin", wrong)).rejects.toThrow("KG_INVALID");
  });
});

test("a secret map that somebody changed shows where it was given, not in the settings", async () => {
  const config: Config = {
    name: "opentelemetry",
    scope: { global: true },
    config: { traces_endpoint: "http://otel.example" },
    config_secrets: { headers: { authorization: "mine" } },
  };
  const state = await on.apply("kong_plugin", config);
  on.embedded.update("plugins", String(get(state.value, "id")), { config: { headers: { authorization: "theirs" } } });
  await on.command();
  const read = await on.core.readResource(state);
  expect(read?.value["config"]).toEqual(state.value["config"]);
  expect(read?.value["config_secrets"]).toEqual(new Dynamic(["object", { headers: "dynamic" }], { headers: null }));
  expect((await on.core.planResource("kong_plugin", config, read)).action).toBe("update");
});

test("an entity with tags that appears between plan and apply is adopted, and its tags stay", async () => {
  await on.command();
  const plan = await on.core.planResource("kong_service", { name: "s", host: "h" });
  const { id } = on.embedded.insert("services", { name: "s", host: "old", tags: ["team-a"] });
  await on.command();
  const { state } = await on.core.applyResource(plan);
  expect(get(state?.value ?? null, "id")).toBe(id);
  expect(entityOf(on.embedded, "services", id)?.["tags"]).toEqual(expect.arrayContaining(["team-a"]));
});

test("without an owner, too, one that bears another owner's mark and appears between plan and apply fits its plan", async () => {
  const provider: Config = { owner: "false", adopt: "any" };
  await on.command(provider);
  const plan = await on.core.planResource("kong_service", { name: "s", host: "h" });
  const { id } = on.embedded.insert("services", { name: "s", host: "old", tags: ["kongruent-owner:theirs"] });
  await on.command(provider);
  const { state } = await on.core.applyResource(plan);
  expect(get(state?.value ?? null, "id")).toBe(id);
});

test("an adopted plugin that is hidden for one read is not removed when its patch fails", async () => {
  const { id } = on.embedded.insert("plugins", { name: "rate-limiting", config: { minute: 6 } });
  const config: Config = { name: "rate-limiting", scope: { global: true }, config: { minute: 5 } };
  await on.command();
  const plan = await on.core.planResource("kong_plugin", config);
  await on.command();
  on.embedded.faults.push(
    { match: { method: "GET", path: new RegExp(`^/plugins/${id}`), times: 1 }, action: { status: 404 } },
    { match: { method: "PATCH" }, action: { status: 401 } },
  );
  const error: unknown = await on.core.applyResource(plan).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ApplyError);
  expect(error instanceof ApplyError ? error.state : "none").toBeUndefined();
  expect(entityOf(on.embedded, "plugins", id)).toBeDefined();
});

test("what is unknown even at apply is refused, wherever it stands", async () => {
  await on.command();
  const { resources } = await on.core.getProviderSchema();
  expect(resources.has("kong_service")).toBe(true);
  const block: Config = { name: "s", host: "h", extra: UNKNOWN };
  const plan = await on.core.planResource("kong_service", block);
  await on.command();
  // The core itself would never apply this.
  await expect(on.core.applyResource(plan)).rejects.toThrow("KG_REFERENCE_UNKNOWN");
  expect(on.writes).toEqual([]);
});

test("a target in another spelling, planned without a gateway, fits the plan that is made at apply", async () => {
  const block = (target: string): Config => ({ upstream_id: PARENTS.upstream, target });
  const state = await on.apply("kong_target", block("10.0.0.1:8000"));
  const log = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, isEnabled: () => false };
  const blind = await Core.serve(createProvider({ env: {}, log }));
  try {
    const unknown: Config = { owner: OWNER, admin_url: UNKNOWN };
    await blind.configure(unknown);
    const plan = await blind.planResource("kong_target", { ...block("10.0.0.1"), weight: 5 }, state);
    expect(plan.action).toBe("update");
    await on.command();
    const { state: changed } = await on.core.applyResource(plan);
    expect(changed?.value).toMatchObject({ target: "10.0.0.1:8000", weight: 5 });
  } finally {
    await blind.close();
  }
});

test("write-only settings of which the gateway has more, with their defaults, are written once", async () => {
  const type = "kong_plugin";
  const limits = { limits: { a: { minute: 1 } } };
  const block: Config = {
    name: "response-ratelimiting",
    scope: { global: true },
    config: { redis: {} },
    config_secrets_wo: limits,
  };
  const state = await on.apply(type, block);
  await on.command();
  const read = await on.core.readResource(await on.core.reloaded(state));
  const plan = await on.core.planResource(type, block, read);
  expect(plan.action).toBe("no-op");
});
