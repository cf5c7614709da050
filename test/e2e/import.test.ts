/** Import, and everything else that Terraform does with resources: replace, target, refresh, move, forget, modules, aliases. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { configuration, expectNoChanges, openWorld, stage, type World, warmFolder, withEachCli } from "./kit.ts";

const SERVICE = 'resource "kong_service" "orders" {\n  name = "orders"\n  host = "orders.internal"\n}\n';
const NO_OWNER = "";

interface Case {
  readonly type: string;
  readonly what?: string;
  readonly identity: (id: string) => string;
  /** Kinds without a list of their own are not found by id. */
  readonly isById: boolean;
  readonly insert: (world: World) => string;
  /** What the state then has. */
  readonly values: Readonly<Record<string, unknown>>;
}

const insertService = (world: World): { readonly id: string } => ({
  id: world.gateway.insert("services", { name: "orders", host: "orders.internal", path: "/api", tags: ["a"] }).id,
});
const insertRoute = (world: World): { readonly id: string } => ({
  id: world.gateway.insert("routes", {
    name: "orders-v1",
    paths: ["/orders"],
    methods: ["POST", "GET"],
    headers: { "x-version": ["1", "2"] },
    service: insertService(world),
  }).id,
});
const insertConsumer = (world: World): { readonly id: string } => ({
  id: world.gateway.insert("consumers", { username: "mobile", custom_id: "crm-1" }).id,
});

const cases: readonly Case[] = [
  {
    type: "kong_service",
    identity: () => "services/orders",
    isById: true,
    insert: (world) => insertService(world).id,
    values: { name: "orders", path: "/api", tags: ["a"] },
  },
  {
    type: "kong_route",
    identity: () => "routes/orders-v1",
    isById: true,
    insert: (world) => insertRoute(world).id,
    values: { name: "orders-v1", headers: { "x-version": ["1", "2"] } },
  },
  {
    type: "kong_upstream",
    identity: () => "upstreams/pool",
    isById: true,
    insert: (world) =>
      world.gateway.insert("upstreams", {
        name: "pool",
        hash_on: "header",
        hash_on_header: "x-user",
        healthchecks: { active: { healthy: { interval: 5 } } },
      }).id,
    values: { hash_on_header: "x-user" },
  },
  {
    type: "kong_target",
    identity: () => "targets/pool/10.0.0.1:8000",
    isById: false,
    insert: (world) => {
      const upstream = { id: world.gateway.insert("upstreams", { name: "pool" }).id };
      return world.gateway.insert("targets", { upstream, target: "10.0.0.1", weight: 3 }).id;
    },
    values: { target: "10.0.0.1:8000", weight: 3 },
  },
  {
    type: "kong_consumer",
    identity: () => "consumers/mobile",
    isById: true,
    insert: (world) => insertConsumer(world).id,
    values: { username: "mobile", custom_id: "crm-1" },
  },
  {
    type: "kong_key_auth",
    identity: (id) => `keyauth_credentials/${id}@consumer=mobile`,
    isById: true,
    insert: (world) =>
      world.gateway.insert("keyauth_credentials", { consumer: insertConsumer(world), key: "the-key-of-mobile" }).id,
    values: { key: null },
  },
  {
    type: "kong_basic_auth",
    identity: () => "basicauth_credentials/mobile@consumer=mobile",
    isById: true,
    insert: (world) =>
      world.gateway.insert("basicauth_credentials", {
        consumer: insertConsumer(world),
        username: "mobile",
        password: "the-password",
      }).id,
    values: { username: "mobile", password: null },
  },
  {
    type: "kong_acl",
    identity: () => "acls/gold@consumer=mobile",
    isById: true,
    insert: (world) => world.gateway.insert("acls", { consumer: insertConsumer(world), group: "gold" }).id,
    values: { group: "gold" },
  },
  {
    type: "kong_plugin",
    identity: () => "plugins/rate-limiting@route=orders-v1",
    isById: true,
    insert: (world) =>
      world.gateway.insert("plugins", {
        name: "rate-limiting",
        route: insertRoute(world),
        config: { minute: 60, policy: "redis", redis: { host: "redis.internal", password: "the-redis-password" } },
      }).id,
    // Only what differs from the defaults, and no secret.
    values: { config: { minute: 60, policy: "redis", redis: { host: "redis.internal" } } },
  },
  {
    type: "kong_plugin",
    identity: () => "plugins/cors@global",
    isById: true,
    insert: (world) =>
      world.gateway.insert("plugins", { name: "cors", config: { origins: ["*"], max_age: 5, credentials: true } }).id,
    values: { config: { origins: ["*"], max_age: 5, credentials: true }, scope: { global: true } },
  },
];

const emptyOf = (type: string): string => `resource "${type}" "x" {\n${REQUIRED[type] ?? ""}}\n`;
const NOWHERE = "99999999-9999-4999-8999-999999999999";
/** What `terraform import` wants to be there; it does not look at values. */
const REQUIRED: Readonly<Record<string, string>> = {
  kong_service: '  host = "h"\n',
  kong_upstream: '  name = "n"\n',
  kong_target: `  upstream_id = "${NOWHERE}"\n  target = "t"\n`,
  kong_key_auth: `  consumer_id = "${NOWHERE}"\n`,
  kong_basic_auth: `  consumer_id = "${NOWHERE}"\n  username = "u"\n  password = "p"\n`,
  kong_acl: `  consumer_id = "${NOWHERE}"\n  group = "g"\n`,
  kong_plugin: '  name = "cors"\n  scope = { global = true }\n',
};

withEachCli("import", (cli) => {
  test.each(cases)("$type by identity text and by id ", async ({ type, identity, isById, insert, values }) => {
    const { world, folder } = await stage(cli, emptyOf(type), NO_OWNER);
    const id = insert(world);
    const before = world.content();
    const byText = await folder.run("import", "-no-color", `${type}.x`, identity(id));
    expect(byText.text).toContain("Import successful!");
    const state = (await folder.state()).get(`${type}.x`);
    expect(state?.values).toMatchObject({ id, ...values });
    const text = readFileSync(join(folder.path, "terraform.tfstate"), "utf8");
    for (const secret of ["the-key-of-mobile", "the-password", "the-redis-password"])
      expect(text).not.toContain(secret);

    await folder.run("state", "rm", `${type}.x`);
    const byId = await folder.run("import", "-no-color", `${type}.x`, id);
    if (isById) expect((await folder.state()).get(`${type}.x`)).toEqual(state);
    else expect(byId.flat).toMatch(/an id does not tell which one is meant. Write targets\/<upstream>\/<target>/);
    expect(world.content()).toEqual(before);
    expect(world.sent).toEqual([]);
  });

  test.each(cases)(
    "generated configuration of $type plans an import and nothing else ",
    async ({ type, identity, insert }) => {
      const { world, folder, declare } = await stage(cli, "", NO_OWNER);
      const id = insert(world);
      declare(`import {\n  to = ${type}.x\n  id = "${identity(id)}"\n}\n`);
      const generated = await folder.plan("-generate-config-out=generated.tf");
      const text = readFileSync(join(folder.path, "generated.tf"), "utf8");
      expect(generated.text, text).toContain("1 to import, 0 to add, 0 to change, 0 to destroy");
      const again = await folder.plan();
      expect(again.text, text).toContain("1 to import, 0 to add, 0 to change, 0 to destroy");
      await folder.apply("plan");
      expect(world.sent).toEqual([]);
      await expectNoChanges(folder, world);
    },
  );

  test("an import block shows what differs, and takes ownership", async () => {
    const { world, folder } = await stage(
      cli,
      `${SERVICE}import {\n  to = kong_service.orders\n  id = "services/orders"\n}\n`,
    );
    const { id } = insertService(world);
    const plan = await folder.plan();
    expect(plan.text).toContain("1 to import, 0 to add, 1 to change, 0 to destroy");
    expect(plan.text).toMatch(/- path\s+= "\/api" -> null/);
    expect(plan.text).toMatch(/\+ owner\s+= "team"/);
    await folder.apply("plan");
    expect(world.sent.map(({ request, body }) => [request, body])).toEqual([
      [`PATCH /services/${id}`, { path: null, tags: ["a", "kongruent-owner:team"] }],
    ]);
    await expectNoChanges(folder, world);
  });

  test("names with every odd sign are adopted, imported and found by their identity text", async () => {
    const name = "käse/brot@home, 1=1 100%";
    const text = "consumers/k%C3%A4se%2Fbrot%40home%2C 1%3D1 100%25";
    const { world, folder, declare } = await stage(cli, `resource "kong_consumer" "x" {\n  username = "${name}"\n}\n`);
    const { id } = world.gateway.insert("consumers", { username: name });
    const identity = /Adopts (consumers\/.*?), which/.exec((await folder.plan()).flat)?.[1] ?? "";
    expect(decodeURIComponent(identity)).toBe(decodeURIComponent(text));
    const ran = await folder.run("import", "-no-color", "kong_consumer.x", identity);
    expect(ran.text).toContain("Import successful!");
    expect((await folder.state()).get("kong_consumer.x")?.values).toMatchObject({ id, username: name });
    declare(
      `data "kong_consumer" "x" {\n  identity = ${JSON.stringify(identity)}\n}\nresource "kong_acl" "g" {\n  consumer_id = data.kong_consumer.x.id\n  group = "g/h"\n}\n`,
    );
    await folder.run("state", "rm", "kong_consumer.x");
    expect((await folder.apply()).text).toContain("1 added");
    await expectNoChanges(folder, world);
  });

  test("what is not there is an error that says what is near", async () => {
    const { world, folder } = await stage(cli, SERVICE);
    insertService(world);
    const ran = await folder.run("import", "-no-color", "kong_service.orders", "services/order");
    expect(ran.code).toBe(1);
    expect(ran.flat).toMatch(/does not have services\/order\..*Did you mean '?orders/);
    const route = await folder.run("import", "-no-color", "kong_service.orders", "routes/orders");
    expect(route.code).toBe(1);
    expect(route.flat).toMatch(/routes\/orders/);
    const nonsense = await folder.run("import", "-no-color", "kong_service.orders", "orders");
    expect(nonsense.code).toBe(1);
    expect(nonsense.flat).toMatch(/services\//);
  });

  test("of an entity that was imported to two addresses neither is destroyed", async () => {
    const two = SERVICE + SERVICE.replace('"kong_service" "orders"', '"kong_service" "again"');
    const { world, folder, declare } = await stage(cli, two);
    insertService(world);
    await folder.run("import", "-no-color", "kong_service.orders", "services/orders");
    await folder.run("import", "-no-color", "kong_service.again", "services/orders");
    world.forget();
    // Nothing is wrong with that as long as both stay.
    expect((await folder.apply()).text).toMatch(/0 added, [12] changed, 0 destroyed/);
    declare(SERVICE);
    world.forget();
    const ran = await folder.tryApply();
    expect(ran.code).toBe(1);
    expect(ran.flat).toMatch(/services\/orders is in the state twice.*terraform state rm kong_service\.OLD/);
    expect(world.sent).toEqual([]);
    expect(world.gateway.entities("services")).toHaveLength(1);
  });
});

const ROUTE = `resource "kong_route" "v1" {
  name       = "orders-v1"
  paths      = ["/orders"]
  service_id = kong_service.orders.id
}
resource "kong_plugin" "limit" {
  name   = "rate-limiting"
  scope  = { route_id = kong_route.v1.id }
  config = { minute = 60, policy = "local" }
}
`;

withEachCli("what Terraform does with resources", (cli) => {
  test("-replace makes another one of the same name", async () => {
    const { world, folder } = await stage(cli, SERVICE + ROUTE);
    await folder.apply();
    const { id } = world.one("plugins", {});
    const { text } = await folder.apply("-replace=kong_plugin.limit");
    expect(text).toContain("1 added, 0 changed, 1 destroyed");
    expect(world.one("plugins", {}).id).not.toBe(id);
    await expectNoChanges(folder, world);
  });

  test("-replace with create_before_destroy cannot make a second one of that name: it stays, and a warning says so", async () => {
    const text =
      SERVICE +
      ROUTE.replace(
        'policy = "local" }\n',
        'policy = "local" }\n  lifecycle {\n    create_before_destroy = true\n  }\n',
      );
    const { world, folder, declare } = await stage(cli, text);
    await folder.apply();
    const before = world.content();
    const ran = await folder.apply("-replace=kong_plugin.limit");
    expect(ran.flat).toContain("plugins/rate-limiting@route=orders-v1 was not deleted");
    expect(world.content()).toEqual(before);
    await expectNoChanges(folder, world);
    // What has another name is made first.
    declare(text.replace('"rate-limiting"', '"cors"').replace(/ {2}config .*\n/, ""));
    world.forget();
    await folder.apply();
    expect(world.sent.map(({ request }) => request.split("/")[0])).toEqual(["POST ", "DELETE "]);
    expect(world.one("plugins", {})["name"]).toBe("cors");
    await expectNoChanges(folder, world);
  });

  test("a tainted one is replaced, an untainted one is not", async () => {
    const { world, folder } = await stage(cli, SERVICE + ROUTE);
    await folder.apply();
    const { id } = world.one("plugins", {});
    await folder.run("taint", "kong_plugin.limit");
    expect((await folder.plan()).text).toContain("1 to add, 0 to change, 1 to destroy");
    await folder.run("untaint", "kong_plugin.limit");
    await expectNoChanges(folder, world);
    await folder.run("taint", "kong_plugin.limit");
    expect((await folder.apply()).text).toContain("1 added, 0 changed, 1 destroyed");
    expect(world.one("plugins", {}).id).not.toBe(id);
    await expectNoChanges(folder, world);
  });

  test("a tainted route is replaced with what hangs on it", async () => {
    const { world, folder } = await stage(cli, SERVICE + ROUTE);
    await folder.apply();
    await folder.run("taint", "kong_route.v1");
    const ran = await folder.apply();
    expect(ran.text).toContain("2 added, 0 changed, 2 destroyed");
    expect(world.one("plugins", {})).toMatchObject({ route: { id: world.one("routes", {}).id } });
    await expectNoChanges(folder, world);
    expect((await folder.apply("-replace=kong_service.orders")).text).toContain("3 added, 0 changed, 3 destroyed");
    await expectNoChanges(folder, world);
  });

  test("a reference that moves to something new is changed in place", async () => {
    const { world, folder, declare } = await stage(cli, SERVICE + ROUTE);
    await folder.apply();
    const [route, plugin] = [world.one("routes", {}).id, world.one("plugins", {}).id];
    const other = SERVICE.replace('"kong_service" "orders"', '"kong_service" "other"').replace(
      '"orders"\n',
      '"other"\n',
    );
    declare(SERVICE + other + ROUTE.replace("kong_service.orders", "kong_service.other"));
    expect((await folder.apply()).text).toContain("1 added, 1 changed, 0 destroyed");
    expect(world.one("routes", {})).toMatchObject({
      id: route,
      service: { id: world.one("services", { name: "other" }).id },
    });
    expect(world.one("plugins", {}).id).toBe(plugin);
    await expectNoChanges(folder, world);
  });

  test("what cannot change in place makes another one: a plugin's name", async () => {
    const { world, folder, declare } = await stage(cli, SERVICE + ROUTE);
    await folder.apply();
    declare(SERVICE + ROUTE.replace('"rate-limiting"', '"cors"').replace(/ {2}config .*\n/, ""));
    const plan = await folder.plan();
    expect(plan.text).toMatch(/name\s+= "rate-limiting" -> "cors" # forces replacement/);
    await folder.apply("plan");
    expect(world.one("plugins", {})["name"]).toBe("cors");
    await expectNoChanges(folder, world);
  });

  test("a target moves to another upstream by being replaced", async () => {
    const targets = (pool: string) => `resource "kong_upstream" "a" {
  name = "a"
}
resource "kong_upstream" "b" {
  name = "b"
}
resource "kong_target" "t" {
  upstream_id = kong_upstream.${pool}.id
  target      = "10.0.0.1:80"
}
`;
    const { world, folder, declare } = await stage(cli, targets("a"));
    await folder.apply();
    declare(targets("b"));
    expect((await folder.apply()).text).toContain("1 added, 0 changed, 1 destroyed");
    expect(world.one("targets", {})).toMatchObject({ upstream: { id: world.one("upstreams", { name: "b" }).id } });
    await expectNoChanges(folder, world);
  });

  test("a pinned id is the entity's", async () => {
    const { world, folder, declare } = await stage(cli, SERVICE.replace("}", `  id = "${NOWHERE}"\n}`));
    await folder.apply();
    expect(world.one("services", {}).id).toBe(NOWHERE);
    await expectNoChanges(folder, world);
    // Another one is another entity, and so is what hangs on it.
    const other = NOWHERE.replaceAll("9", "8").replace("-4888-", "-4999-");
    declare(SERVICE.replace("}", `  id = "${other}"\n}`) + ROUTE);
    await folder.apply("-target=kong_plugin.limit");
    declare(SERVICE.replace("}", `  id = "${NOWHERE}"\n}`) + ROUTE);
    const replaced = await folder.apply();
    expect(replaced.text).toContain("3 added, 0 changed, 3 destroyed");
    expect(replaced.flat).toContain("Warning: services/orders is replaced under another id with kong_service.orders");
    expect(world.one("routes", {})).toMatchObject({ service: { id: NOWHERE } });
    await expectNoChanges(folder, world);
  });

  test("a pinned id is known at plan, and what refers to it is planned and made in the same run", async () => {
    const id = (digit: number) => `${digit}1111111-1111-4111-8111-111111111111`;
    const pinned = (text: string, digit: number) => text.replace("}", `  id = "${id(digit)}"\n}`);
    const { world, folder } = await stage(
      cli,
      `${pinned(SERVICE, 1)}${ROUTE}
${pinned('resource "kong_upstream" "u" {\n  name = "u"\n}\n', 2)}resource "kong_target" "t" {\n  upstream_id = kong_upstream.u.id\n  target = "10.0.0.1:80"\n}
${pinned('resource "kong_consumer" "c" {\n  username = "c"\n}\n', 3)}resource "kong_acl" "g" {\n  consumer_id = kong_consumer.c.id\n  group = "g"\n}
resource "kong_key_auth" "k" {\n  consumer_id = kong_consumer.c.id\n  key = "a-key-of-c"\n}
resource "kong_basic_auth" "l" {\n  consumer_id = kong_consumer.c.id\n  username = "u"\n  password = "the-password"\n}
resource "kong_plugin" "q" {\n  name = "rate-limiting"\n  scope = { service_id = kong_service.orders.id, consumer_id = kong_consumer.c.id }\n  config = { minute = 1 }\n}
`,
    );
    const plan = await folder.plan();
    expect(plan.text).toContain("10 to add, 0 to change, 0 to destroy");
    expect((await folder.apply("plan")).text).toContain("10 added");
    expect(world.one("routes", {})).toMatchObject({ service: { id: id(1) } });
    expect(world.one("targets", {})).toMatchObject({ upstream: { id: id(2) } });
    for (const kind of ["acls", "keyauth_credentials", "basicauth_credentials"])
      expect(world.one(kind, {})).toMatchObject({ consumer: { id: id(3) } });
    await expectNoChanges(folder, world);
  });

  test("-target makes what is named and what it needs", async () => {
    const { world, folder } = await stage(
      cli,
      `${SERVICE + ROUTE}resource "kong_consumer" "c" {\n  username = "c"\n}\n`,
    );
    expect((await folder.apply("-target=kong_route.v1")).text).toContain("2 added");
    expect(world.gateway.entities("plugins")).toEqual([]);
    expect((await folder.apply()).text).toContain("2 added");
    await expectNoChanges(folder, world);
  });

  test("-refresh=false plans from the state alone; -refresh-only takes over what is live", async () => {
    const { world, folder } = await stage(cli, SERVICE + ROUTE);
    await folder.apply();
    world.gateway.update("services", world.one("services", {}).id, { retries: 9 });
    const blind = await folder.plan("-refresh=false");
    expect(blind.code).toBe(0);
    const seen = await folder.plan("-refresh-only");
    expect(seen.code).toBe(2);
    expect(seen.text).toMatch(/~ retries\s+= 5 -> 9/);
    world.forget();
    await folder.apply("-refresh-only");
    expect(world.sent).toEqual([]);
    expect((await folder.state()).get("kong_service.orders")?.values["retries"]).toBe(9);
    expect((await folder.apply()).text).toContain("0 added, 1 changed, 0 destroyed");
    expect(world.one("services", {})["retries"]).toBe(5);
  });

  test("-refresh=false still writes only what is needed, and does not harm a gateway that moved on", async () => {
    const { world, folder, declare } = await stage(cli, SERVICE + ROUTE);
    await folder.apply();
    declare((SERVICE + ROUTE).replace("orders.internal", "orders.example"));
    world.gateway.update("services", world.one("services", {}).id, { host: "orders.example" });
    world.forget();
    await folder.apply("-refresh=false");
    expect(world.sent).toEqual([]);
    await expectNoChanges(folder, world);
  });

  test("count, for_each and a module are made, grown and shrunk", async () => {
    const text = (count: number, names: readonly string[]) => `
module "team" {
  source = "./team"
  routes = ${count}
}
resource "kong_consumer" "c" {
  for_each = toset(${JSON.stringify(names)})
  username = each.key
}
output "id" {
  value = module.team.id
}
`;
    const { world, folder, declare } = await stage(cli, text(2, ["a", "b"]));
    folder.write(
      `terraform {
  required_providers {
    kong = { source = "kongruent/kong" }
  }
}
variable "routes" {
  type = number
}
${SERVICE}
resource "kong_route" "r" {
  count      = var.routes
  name       = "r${"$"}{count.index}"
  paths      = ["/r${"$"}{count.index}"]
  service_id = kong_service.orders.id
}
output "id" {
  value = kong_service.orders.id
}
`,
      "team/main.tf",
    );
    await folder.run("get");
    const made = await folder.apply();
    expect(made.text).toContain("5 added");
    expect(made.text).toContain(world.one("services", {}).id);
    declare(text(3, ["b", "c"]));
    expect((await folder.apply()).text).toContain("2 added, 0 changed, 1 destroyed");
    declare(text(1, ["c"]));
    expect((await folder.apply()).text).toContain("0 added, 0 changed, 3 destroyed");
    expect(world.gateway.entities("routes").map(({ name }) => name)).toEqual(["r0"]);
    await expectNoChanges(folder, world);
  });

  test("a removed block forgets, and leaves the entity", async () => {
    const { world, folder, declare } = await stage(cli, SERVICE + ROUTE);
    await folder.apply();
    const before = world.content();
    const plugin = ROUTE.indexOf('resource "kong_plugin"');
    declare(
      `${SERVICE}${ROUTE.slice(0, plugin)}removed {\n  from = kong_plugin.limit\n  lifecycle {\n    destroy = false\n  }\n}\n`,
    );
    world.forget();
    await folder.apply();
    expect(world.sent).toEqual([]);
    expect(world.content()).toEqual(before);
    expect([...(await folder.state()).keys()].sort()).toEqual(["kong_route.v1", "kong_service.orders"]);
  });

  test("a changed owner is a change of the tag, with adopt = any", async () => {
    const { world, folder } = await stage(cli, SERVICE);
    await folder.apply();
    folder.write(configuration(world.url, SERVICE, 'owner = "others"'));
    const refused = await folder.plan();
    expect(refused.code).toBe(1);
    expect(refused.flat).toMatch(/belongs to 'team'/);
    folder.write(configuration(world.url, SERVICE, 'owner = "others"\n  adopt = "any"'));
    world.forget();
    const { text } = await folder.apply();
    expect(text).toMatch(/~ owner\s+= "team" -> "others"/);
    expect(world.sent.map(({ body }) => body)).toEqual([{ tags: ["kongruent-owner:others"] }]);
    await expectNoChanges(folder, world);
  });
});

withEachCli("data sources", (cli) => {
  test("find what is there by identity text and by keys, and a resource may refer to them", async () => {
    const { world, folder } = await stage(
      cli,
      `data "kong_service" "by_text" {
  identity = "services/orders"
}
data "kong_service" "by_name" {
  name = "orders"
}
data "kong_route" "by_id" {
  id = data.kong_route.by_name.id
}
data "kong_route" "by_name" {
  name = "orders-v1"
}
data "kong_plugin" "by_text" {
  identity = "plugins/cors@route=orders-v1"
}
data "kong_plugin" "by_scope" {
  name  = "cors"
  scope = { route_id = data.kong_route.by_name.id }
}
data "kong_upstream" "pool" {
  name = "pool"
}
data "kong_target" "by_text" {
  identity = "targets/pool/10.0.0.1:80"
}
data "kong_target" "by_keys" {
  upstream_id = data.kong_upstream.pool.id
  target      = "10.0.0.1:80"
}
data "kong_consumer" "by_custom_id" {
  custom_id = "crm-1"
}
data "kong_acl" "gold" {
  identity = "acls/gold@consumer=mobile"
}
data "kong_basic_auth" "login" {
  username = "mobile"
}
resource "kong_route" "v2" {
  name       = "orders-v2"
  paths      = ["/v2"]
  service_id = data.kong_service.by_text.id
}
output "all" {
  value = {
    host    = data.kong_service.by_name.host
    same    = data.kong_route.by_id.name
    max_age = data.kong_plugin.by_scope.config.max_age
    plugin  = data.kong_plugin.by_text.id == data.kong_plugin.by_scope.id
    target  = data.kong_target.by_text.weight == data.kong_target.by_keys.weight
    user    = data.kong_consumer.by_custom_id.username
    group   = data.kong_acl.gold.group
    login   = data.kong_basic_auth.login.consumer_id == data.kong_consumer.by_custom_id.id
  }
}
`,
    );
    const { gateway } = world;
    const route = insertRoute(world);
    gateway.insert("plugins", { name: "cors", route, config: { max_age: 7 } });
    const upstream = { id: gateway.insert("upstreams", { name: "pool" }).id };
    gateway.insert("targets", { upstream, target: "10.0.0.1:80", weight: 3 });
    const consumer = insertConsumer(world);
    gateway.insert("acls", { consumer, group: "gold" });
    gateway.insert("basicauth_credentials", { consumer, username: "mobile", password: "the-password" });
    const { text } = await folder.apply();
    expect(text).toContain("1 added");
    const { stdout } = await folder.run("output", "-json", "all");
    expect(JSON.parse(stdout)).toEqual({
      host: "orders.internal",
      same: "orders-v1",
      max_age: 7,
      plugin: true,
      target: true,
      user: "mobile",
      group: "gold",
      login: true,
    });
    expect(world.one("routes", { name: "orders-v2" })).toMatchObject({
      service: { id: world.one("services", {}).id },
    });
    await expectNoChanges(folder, world);
    // Nothing of what was only looked at goes.
    await folder.destroy();
    expect(gateway.entities("services")).toHaveLength(1);
  });

  test("of what is not there are errors at plan", async () => {
    const { world, folder } = await stage(cli, 'data "kong_service" "x" {\n  name = "order"\n}\n');
    insertService(world);
    const ran = await folder.plan();
    expect(ran.code).toBe(1);
    expect(ran.flat).toMatch(/does not have services\/order\..*Did you mean '?orders/);
  });

  test("without anything to find it by are errors that say what is needed", async () => {
    const { folder } = await stage(cli, 'data "kong_plugin" "x" {\n  name = "cors"\n}\n');
    expect((await folder.plan()).flat).toMatch(/Say which one: by identity, by id, or by .* with its scope/);
  });
});

describe("a provider whose configuration is not known yet", () => {
  withEachCli("is planned without look-ups", (cli) => {
    test("and looked at again when it is applied", async () => {
      const world = await openWorld();
      const folder = await warmFolder(cli);
      world.gateway.insert("services", { name: "orders", host: "10.9.9.9" });
      folder.write(
        configuration(
          world.url,
          `${SERVICE + ROUTE}resource "terraform_data" "url" {\n  input = "${world.url}"\n}\n`,
        ).replace(`admin_url = "${world.url}"`, "admin_url = terraform_data.url.output"),
      );
      const plan = await folder.plan();
      expect(plan.code).toBe(2);
      expect(plan.text).toContain("4 to add");
      expect(world.requests()).toEqual([]);
      const applied = await folder.apply("plan");
      expect(applied.text).toContain("4 added");
      expect(applied.flat).toMatch(/services\/orders/);
      expect(world.one("services", {})).toMatchObject({ host: "orders.internal", tags: ["kongruent-owner:team"] });
      await expectNoChanges(folder, world);
    });

    test("also when there is a state, and a field changes while it is unknown", async () => {
      const world = await openWorld();
      const folder = await warmFolder(cli);
      const text = (round: number, host: string) =>
        configuration(
          world.url,
          `${(SERVICE + ROUTE).replace("orders.internal", host)}resource "terraform_data" "url" {
  input            = "${world.url}"
  triggers_replace = ${round}
}
`,
        ).replace(`admin_url = "${world.url}"`, "admin_url = terraform_data.url.output");
      folder.write(text(1, "orders.internal"));
      await folder.apply();
      folder.write(text(2, "orders.example"));
      world.forget();
      await folder.plan();
      expect(world.requests()).toEqual([]);
      await folder.apply("plan");
      expect(world.one("services", {})).toMatchObject({ host: "orders.example" });
      await expectNoChanges(folder, world);
      // Nothing but the address is unknown, and the gateway is as declared: nothing is written.
      folder.write(text(3, "orders.example"));
      world.forget();
      await folder.apply();
      expect(world.sent).toEqual([]);
      await expectNoChanges(folder, world);
    });
  });
});
