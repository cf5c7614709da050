// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform expressions.
import { describe, expect, test } from "vitest";
import { command, outcomeOf, planOf, stack } from "./command.ts";

const ID = "6a7f1f0e-1d0c-4a51-9b39-5bd9a4c0f6d1";
const GONE = "00000000-0000-4000-8000-000000000404";
const orders = { kong_service: { orders: { name: "orders", host: "orders.example" } } };

describe("a plugin in a synthesized stack, whose scope", () => {
  const scopes: [string, unknown][] = [
    ["is absent", undefined],
    ["is null", null],
    ["is empty", {}],
    ["holds only a null", { route_id: null }],
    ["is global and a reference", { global: true, service_id: "${kong_service.orders.id}" }],
    ["is an unknown address", { route_id: "${kong_route.gone.id}" }],
    ["is an id that is not on the gateway", { route_id: GONE }],
    [
      "is one reference that resolves and one that is not on the gateway",
      { service_id: "${kong_service.orders.id}", route_id: GONE },
    ],
  ];
  test.each(scopes)("%s is refused with its address, and nothing is written", async (_what, scope) => {
    const plugin = { name: "cors", ...(scope === undefined ? {} : { scope }) };
    const files = stack({ ...orders, kong_plugin: { cors: plugin } });
    const planned = await command(files, ["plan", "cdk.tf.json", "--json"]);
    expect(planned.code).toBe(1);
    expect(planOf(planned).errors.map(({ address }) => address)).toContain("kong_plugin.cors");
    const applied = await command(files, ["apply", "cdk.tf.json", "--yes", "--json"]);
    expect(applied.code).toBe(1);
    expect(outcomeOf(applied).errors.map(({ address }) => address)).toContain("kong_plugin.cors");
    expect(applied.writes).toEqual([]);
  });

  test("is an id in upper case finds the route, and the plugin stays on it", async () => {
    const files = stack({ kong_plugin: { cors: { name: "cors", scope: { route_id: ID.toUpperCase() } } } });
    const applied = await command(files, ["apply", "cdk.tf.json", "--yes", "--json"], (gateway) => {
      gateway.insert("routes", { id: ID, name: "theirs", paths: ["/a"] });
    });
    expect(applied.code).toBe(0);
    expect(applied.gateway.entities("plugins")).toMatchObject([{ route: { id: ID } }]);
  });
});

describe("an existing plugin", () => {
  const insert = (gateway: { insert: (kind: string, entity: Record<string, unknown>) => unknown }): void => {
    gateway.insert("plugins", { id: ID, name: "cors", instance_name: "theirs", config: {} });
  };
  const route = (data: Record<string, unknown>): Record<string, unknown> => ({
    "cdk.tf.json": {
      provider: { kong: { owner: "shop" } },
      data: { kong_plugin: { p: data } },
      resource: { kong_route: { r: { name: "r", paths: ["/${data.kong_plugin.p.name}"] } } },
    },
  });

  test("is found by its instance's name, wherever it acts", async () => {
    const applied = await command(
      route({ instance_name: "theirs" }),
      ["apply", "cdk.tf.json", "--yes", "--json"],
      insert,
    );
    expect(outcomeOf(applied).errors).toEqual([]);
    expect(applied.gateway.entities("routes")).toMatchObject([{ paths: ["/cors"] }]);
  });

  test("is not found by another name, nor by the plugin's name without a scope", async () => {
    const missing = await command(route({ instance_name: "ours" }), ["plan", "cdk.tf.json", "--json"], insert);
    expect(planOf(missing).errors.map(({ code }) => code)).toEqual(["KG_EXISTING_NOT_FOUND"]);
    const vague = await command(
      route({ name: "cors", instance_name: "theirs" }),
      ["plan", "cdk.tf.json", "--json"],
      insert,
    );
    expect(planOf(vague).errors.map(({ code }) => code)).toEqual(["KG_SCOPE_MISSING"]);
  });
});

test("an existing credential is found by its user name, whoever's it is", async () => {
  const files = {
    "cdk.tf.json": {
      provider: { kong: { owner: "shop" } },
      data: { kong_basic_auth: { b: { username: "bob" } } },
      resource: { kong_consumer: { c: { username: "of-${data.kong_basic_auth.b.username}" } } },
    },
  };
  const applied = await command(files, ["apply", "cdk.tf.json", "--yes", "--json"], (gateway) => {
    gateway.insert("consumers", { id: GONE, username: "theirs" });
    gateway.insert("basicauth_credentials", { id: ID, username: "bob", password: "p", consumer: { id: GONE } });
  });
  expect(outcomeOf(applied).errors).toEqual([]);
  expect(applied.gateway.entities("consumers").map(({ username }) => username)).toEqual(["theirs", "of-bob"]);
});
