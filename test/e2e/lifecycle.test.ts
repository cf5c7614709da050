/** Every kind from nothing to nothing, through the real CLI. */
import { expect, test } from "vitest";
import { expectNoChanges, stage, withEachCli } from "./kit.ts";

interface Case {
  readonly what: string;
  readonly hcl: string;
  /** How many entities of which kind. */
  readonly makes: Readonly<Record<string, number>>;
  /** The same address with something changed in place, and what the gateway is sent for it. */
  readonly changed: { readonly from: string; readonly to: string; readonly sends: Readonly<Record<string, unknown>> };
}

const service = 'resource "kong_service" "orders" {\n  name = "orders"\n  host = "orders.internal"\n}\n';
const route = `resource "kong_route" "v1" {
  name       = "orders-v1"
  paths      = ["/orders"]
  service_id = kong_service.orders.id
}
`;
const upstream = 'resource "kong_upstream" "pool" {\n  name = "pool"\n  slots = 100\n}\n';
const consumer = 'resource "kong_consumer" "mobile" {\n  username = "mobile"\n  custom_id = "crm-1"\n}\n';
const plugin = (scope: string): string => `resource "kong_plugin" "limit" {
  name   = "rate-limiting"
  scope  = { ${scope} }
  config = { minute = 60, policy = "local" }
}
`;
const limit = { from: "minute = 60", to: "minute = 90", sends: { config: { minute: 90 } } };

const cases: readonly Case[] = [
  {
    what: "a service",
    hcl: service,
    makes: { services: 1 },
    changed: { from: "orders.internal", to: "orders.example", sends: { host: "orders.example" } },
  },
  {
    what: "a route",
    hcl: service + route,
    makes: { services: 1, routes: 1 },
    changed: { from: '["/orders"]', to: '["/orders", "/o"]', sends: { paths: ["/orders", "/o"] } },
  },
  {
    what: "an upstream",
    hcl: `${upstream.slice(0, -2)}  healthchecks = { active = { healthy = { interval = 5 } } }\n}\n`,
    makes: { upstreams: 1 },
    changed: {
      from: "interval = 5",
      to: "interval = 7",
      sends: { healthchecks: { active: { healthy: { interval: 7 } } } },
    },
  },
  {
    what: "a target",
    hcl: `${upstream}resource "kong_target" "one" {
  upstream_id = kong_upstream.pool.id
  target      = "10.0.0.1"
  weight      = 10
}
`,
    makes: { upstreams: 1, targets: 1 },
    changed: { from: "weight      = 10", to: "weight = 20", sends: { weight: 20 } },
  },
  {
    what: "a consumer",
    hcl: consumer,
    makes: { consumers: 1 },
    changed: { from: "crm-1", to: "crm-2", sends: { custom_id: "crm-2" } },
  },
  {
    what: "a key",
    hcl: `${consumer}resource "kong_key_auth" "key" {
  consumer_id = kong_consumer.mobile.id
  key         = "a-key-of-mobile"
  tags        = ["a"]
}
`,
    makes: { consumers: 1, keyauth_credentials: 1 },
    changed: { from: '["a"]', to: '["b"]', sends: { tags: ["b", "kongruent-owner:team"] } },
  },
  {
    what: "a user name and password",
    hcl: `${consumer}resource "kong_basic_auth" "login" {
  consumer_id = kong_consumer.mobile.id
  username    = "mobile"
  password    = "first-password"
}
`,
    makes: { consumers: 1, basicauth_credentials: 1 },
    changed: {
      from: "first-password",
      to: "second-password",
      sends: { password: "second-password", consumer: { id: expect.any(String) } },
    },
  },
  {
    what: "a group of a consumer",
    hcl: `${consumer}resource "kong_acl" "gold" {
  consumer_id = kong_consumer.mobile.id
  group       = "gold"
  tags        = []
}
`,
    makes: { consumers: 1, acls: 1 },
    changed: { from: '"gold"\n', to: '"silver"\n', sends: { group: "silver" } },
  },
  {
    what: "a plugin of a service",
    hcl: service + plugin("service_id = kong_service.orders.id"),
    makes: { services: 1, plugins: 1 },
    changed: limit,
  },
  {
    what: "a plugin of a route",
    hcl: service + route + plugin("route_id = kong_route.v1.id"),
    makes: { services: 1, routes: 1, plugins: 1 },
    changed: limit,
  },
  {
    what: "a plugin of a consumer",
    hcl: consumer + plugin("consumer_id = kong_consumer.mobile.id"),
    makes: { consumers: 1, plugins: 1 },
    changed: limit,
  },
  {
    what: "a plugin of a consumer on a route",
    hcl: service + route + consumer + plugin("consumer_id = kong_consumer.mobile.id, route_id = kong_route.v1.id"),
    makes: { services: 1, routes: 1, consumers: 1, plugins: 1 },
    changed: limit,
  },
  { what: "a global plugin", hcl: plugin("global = true"), makes: { plugins: 1 }, changed: limit },
];

withEachCli("from nothing to nothing", (cli) => {
  test.each(cases)("$what is made, changed in place and destroyed", async ({ hcl, makes, changed }) => {
    const { world, folder, declare } = await stage(cli, hcl);
    world.gateway.insert("services", { name: "a-neighbour", host: "neighbour.internal" });
    const before = world.content();

    const total = Object.values(makes).reduce((sum, count) => sum + count, 0);
    expect((await folder.apply()).text).toContain(`Resources: ${total} added, 0 changed, 0 destroyed.`);
    for (const [kind, count] of Object.entries(makes))
      expect(world.gateway.entities(kind).length - (before[kind]?.length ?? 0)).toBe(count);
    const ids = (await folder.state()).values();
    await expectNoChanges(folder, world);

    world.forget();
    expect(hcl).toContain(changed.from);
    declare(hcl.replace(changed.from, changed.to));
    expect((await folder.apply()).text).toContain("Resources: 0 added, 1 changed, 0 destroyed.");
    expect(world.sent.map(({ body }) => body)).toEqual([changed.sends]);
    expect(world.sent[0]?.request).toMatch(/^PATCH /);
    const after = await folder.state();
    expect([...after.values()].map(({ values }) => values["id"])).toEqual([...ids].map(({ values }) => values["id"]));
    await expectNoChanges(folder, world);

    expect((await folder.destroy()).text).toContain(`Resources: ${total} destroyed.`);
    expect(world.content()).toEqual(before);
  });
});
