/** Values as people write them: unknown at plan, null, spelt otherwise, in other types; references that change; reads after writes. */
import { describe, expect, test } from "vitest";
import { expectNoChanges, stage, withEachCli } from "./kit.ts";

const SERVICE = 'resource "kong_service" "orders" {\n  name = "orders"\n  host = "orders.internal"\n}\n';
const ROUTE = `resource "kong_route" "v1" {
  name       = "orders-v1"
  paths      = ["/orders"]
  service_id = kong_service.orders.id
}
`;
const plugin = (config: string, name = "rate-limiting", scope = "global = true"): string =>
  `resource "kong_plugin" "p" {\n  name   = "${name}"\n  scope  = { ${scope} }\n  ${config}\n}\n`;
const bodies = (sent: readonly { readonly body: unknown }[]): readonly unknown[] => sent.map(({ body }) => body);

withEachCli("values", (cli) => {
  describe("that are known only after apply", () => {
    const known = (input: string) => `resource "terraform_data" "x" {\n  input = ${input}\n}\n`;

    test("in a field, a shorthand and a config are made, and change once more", async () => {
      const text = (value: string, minute: number) => `${known(`{ host = "${value}", minute = ${minute} }`)}
resource "kong_service" "orders" {
  name = "orders"
  url  = "https://${"$"}{terraform_data.x.output.host}:8443/api"
}
resource "kong_service" "other" {
  name = "other"
  host = terraform_data.x.output.host
}
${plugin('config = { minute = terraform_data.x.output.minute, policy = "local" }')}`;
      const { world, folder, declare } = await stage(cli, text("a.internal", 5));
      await folder.apply();
      expect(world.one("services", { name: "orders" })).toMatchObject({
        protocol: "https",
        host: "a.internal",
        port: 8443,
        path: "/api",
      });
      expect(world.one("plugins", {})).toMatchObject({ config: { minute: 5 } });
      await expectNoChanges(folder, world);
      declare(text("b.internal", 6));
      world.forget();
      await folder.apply();
      expect(world.sent.map(({ body }) => JSON.stringify(body)).sort()).toEqual(
        [{ host: "b.internal" }, { host: "b.internal" }, { config: { minute: 6 } }]
          .map((body) => JSON.stringify(body))
          .sort(),
      );
      await expectNoChanges(folder, world);
    });

    test("as a name are adopted at apply, where nobody could look before", async () => {
      const { world, folder } = await stage(
        cli,
        `${known('"orders"')}resource "kong_service" "orders" {\n  name = terraform_data.x.output\n  host = "orders.internal"\n}\n`,
      );
      const { id } = world.gateway.insert("services", { name: "orders", host: "10.9.9.9" });
      expect((await folder.plan()).text).toContain("2 to add");
      const { flat } = await folder.apply("plan");
      expect(flat).toContain("services/orders");
      expect(world.one("services", {})).toMatchObject({ id, host: "orders.internal" });
      await expectNoChanges(folder, world);
    });

    test("as a secret are written and not shown", async () => {
      const { world, folder } = await stage(
        cli,
        `${known('sensitive("generated-secret")')}resource "kong_consumer" "c" {\n  username = "c"\n}\nresource "kong_key_auth" "k" {\n  consumer_id = kong_consumer.c.id\n  key         = terraform_data.x.output\n}\n`,
      );
      const { text } = await folder.apply();
      expect(text).not.toContain("generated-secret");
      expect(world.one("keyauth_credentials", {})["key"]).toBe("generated-secret");
      await expectNoChanges(folder, world);
    });

    test("as a whole config are written", async () => {
      const { world, folder } = await stage(
        cli,
        `${known('{ minute = 5, policy = "local" }')}${plugin("config = terraform_data.x.output")}`,
      );
      await folder.apply();
      expect(world.one("plugins", {})).toMatchObject({ config: { minute: 5 } });
      await expectNoChanges(folder, world);
    });

    test("and are wrong then are an error at apply that taints nothing", async () => {
      const { world, folder } = await stage(
        cli,
        `${known('"no-such-policy"')}${plugin("config = { minute = 5, policy = terraform_data.x.output }")}`,
      );
      const ran = await folder.tryApply();
      expect(ran.code).toBe(1);
      expect(ran.flat).toMatch(/policy/);
      expect(world.gateway.entities("plugins")).toEqual([]);
      expect([...(await folder.state()).keys()]).toEqual(["terraform_data.x"]);
    });
  });

  describe("of a config", () => {
    test.each([
      ["null in it", "config = { minute = 5, hour = null }"],
      ["no config", ""],
      ["an empty config", "config = {}"],
      ["a null config", "config = null"],
      ["a map of numbers", "config = tomap({ minute = 5, hour = 100 })"],
      ["a decoded JSON", 'config = jsondecode("{\\"minute\\": 5, \\"policy\\": \\"local\\"}")'],
      ["a nested record", 'config = { minute = 5, policy = "redis", redis = { host = "r.internal", port = 6380 } }'],
      ["an old name", 'config = { minute = 5, policy = "redis", redis_host = "r.internal", redis_port = 6380 }'],
      ["a number that is whole", "config = { minute = 5.0 }"],
      ["a default said out loud", "config = { minute = 5, fault_tolerant = true, hide_client_headers = false }"],
    ])("%s is stable, and what somebody changes beside it is seen and put right", async (_what, config) => {
      const needsMinute = !config.includes("minute") ? "cors" : "rate-limiting";
      const { world, folder } = await stage(cli, plugin(config, needsMinute));
      await folder.apply();
      await expectNoChanges(folder, world);
      const change = needsMinute === "cors" ? { max_age: 77 } : { limit_by: "ip" };
      world.gateway.update("plugins", world.one("plugins", {}).id, { config: change });
      const plan = await folder.plan();
      expect(plan.text).toContain("0 to add, 1 to change, 0 to destroy");
      expect(plan.text).toMatch(needsMinute === "cors" ? /- max_age\s+= 77/ : /limit_by\s+= "ip"/);
      world.forget();
      await folder.apply("plan");
      expect(bodies(world.sent)).toEqual([
        { config: needsMinute === "cors" ? { max_age: null } : { limit_by: "consumer" } },
      ]);
      await expectNoChanges(folder, world);
    });

    test("an old name shows what somebody changed, and is put right", async () => {
      const { world, folder } = await stage(
        cli,
        plugin('config = { minute = 5, policy = "redis", redis_host = "r.internal" }'),
      );
      await folder.apply();
      world.gateway.update("plugins", world.one("plugins", {}).id, { config: { redis: { host: "x.internal" } } });
      expect((await folder.plan()).text).toContain("0 to add, 1 to change, 0 to destroy");
      await folder.apply("plan");
      expect(world.one("plugins", {})).toMatchObject({ config: { redis: { host: "r.internal" } } });
      await expectNoChanges(folder, world);
    });

    test("sets and lists of whatever type are the same where their meaning is", async () => {
      const { world, folder, declare } = await stage(
        cli,
        plugin('config = { methods = toset(["POST", "GET"]) }', "cors"),
      );
      await folder.apply();
      await expectNoChanges(folder, world);
      declare(plugin('config = { methods = ["GET", "POST"] }', "cors"));
      world.forget();
      await folder.apply();
      expect(world.sent).toEqual([]);
      await expectNoChanges(folder, world);
    });

    test("a field that leaves it is reset", async () => {
      const { world, folder, declare } = await stage(
        cli,
        plugin('config = { minute = 5, hour = 100, policy = "redis", redis = { host = "r.internal" } }'),
      );
      await folder.apply();
      declare(plugin('config = { minute = 5, policy = "local" }'));
      world.forget();
      await folder.apply();
      expect(bodies(world.sent)).toEqual([{ config: { hour: null, policy: "local", redis: { host: null } } }]);
      await expectNoChanges(folder, world);
    });
  });

  describe("of other fields", () => {
    test("a URL is a shorthand: it may change, and leave", async () => {
      const url = (text: string) => `resource "kong_service" "orders" {\n  name = "orders"\n  ${text}\n}\n`;
      const { world, folder, declare } = await stage(cli, url('url = "https://a.internal:8443/api"'));
      await folder.apply();
      await expectNoChanges(folder, world);
      world.gateway.update("services", world.one("services", {}).id, { port: 1 });
      expect((await folder.plan()).text).toMatch(/~ port\s+= 1 -> 8443/);
      await folder.apply("plan");
      declare(url('url = "http://a.internal"'));
      world.forget();
      await folder.apply();
      expect(world.one("services", {})).toMatchObject({ protocol: "http", port: 80, path: null });
      await expectNoChanges(folder, world);
      declare(url('host = "a.internal"'));
      await folder.apply();
      await expectNoChanges(folder, world);
    });

    test("an address in another spelling is no change", async () => {
      const target = (address: string) =>
        `resource "kong_upstream" "pool" {\n  name = "pool"\n}\nresource "kong_target" "t" {\n  upstream_id = kong_upstream.pool.id\n  target = "${address}"\n}\n`;
      const { world, folder, declare } = await stage(cli, target("10.0.0.1"));
      await folder.apply();
      declare(target("10.0.0.1:8000"));
      const { text } = await folder.apply();
      expect(text).toContain("0 destroyed");
      expect(world.gateway.entities("targets")).toHaveLength(1);
      await expectNoChanges(folder, world);
    });

    test("declared tags are the exact set, none are the owner's alone, and the owner's is not among them", async () => {
      const tags = (text: string) => SERVICE.replace("}", `  ${text}\n}`);
      const { world, folder, declare } = await stage(cli, tags('tags = ["b", "a"]'));
      await folder.apply();
      expect((await folder.state()).get("kong_service.orders")?.values["tags"]).toEqual(["a", "b"]);
      const { id } = world.one("services", {});
      world.gateway.update("services", id, { tags: ["a", "b", "c", "kongruent-owner:team"] });
      expect((await folder.plan()).text).toMatch(/- "c"/);
      await folder.apply("plan");
      expect(world.one("services", {})["tags"]).toEqual(expect.arrayContaining(["a", "b", "kongruent-owner:team"]));
      expect(world.one("services", {})["tags"]).toHaveLength(3);
      declare(tags("tags = []"));
      await folder.apply();
      expect(world.one("services", {})["tags"]).toEqual(["kongruent-owner:team"]);
      await expectNoChanges(folder, world);
      // Somebody takes the mark away: it is put back.
      world.gateway.update("services", id, { tags: null });
      expect((await folder.plan()).text).toMatch(/\+ owner\s+= "team"/);
      await folder.apply("plan");
      expect(world.one("services", {})["tags"]).toEqual(["kongruent-owner:team"]);
      await expectNoChanges(folder, world);
      declare(tags('tags = ["kongruent-owner:team"]'));
      expect((await folder.plan()).flat).toMatch(/is a mark of ownership; leave it out/);
    });

    test("a field of another router is refused with the reason", async () => {
      const { folder } = await stage(
        cli,
        'resource "kong_route" "r" {\n  name       = "r"\n  expression = "http.path == \\"/\\""\n}\n',
      );
      expect((await folder.plan()).flat).toMatch(/no field '?expression'?: it needs router_flavor = expressions/);
    });

    test("what the provider block says wrong is an error on it", async () => {
      const { folder } = await stage(cli, SERVICE, 'adopt = "sometimes"');
      const ran = await folder.plan();
      expect(ran.code).toBe(1);
      expect(ran.flat).toMatch(/'sometimes' is none of never, own, unowned, any/);
    });
  });

  describe("of references", () => {
    test("a plugin's scope changes in place, and a wider one is a warning", async () => {
      const scoped = (scope: string) =>
        SERVICE + ROUTE + plugin('config = { minute = 5, policy = "local" }', "rate-limiting", scope);
      const { world, folder, declare } = await stage(cli, scoped("route_id = kong_route.v1.id"));
      await folder.apply();
      const { id } = world.one("plugins", {});
      const service = { id: world.one("services", {}).id };
      declare(scoped("service_id = kong_service.orders.id"));
      world.forget();
      await folder.apply();
      expect(bodies(world.sent)).toEqual([{ route: null, service }]);
      await expectNoChanges(folder, world);
      declare(scoped("global = true"));
      const plan = await folder.plan();
      expect(plan.flat).toContain("The scope becomes wider");
      await folder.apply("plan");
      expect(world.one("plugins", {})).toMatchObject({ id, route: null, service: null });
      await expectNoChanges(folder, world);
    });

    test("a route leaves its service", async () => {
      const { world, folder, declare } = await stage(cli, SERVICE + ROUTE);
      await folder.apply();
      declare(SERVICE + ROUTE.replace(/ {2}service_id.*\n/, ""));
      world.forget();
      await folder.apply();
      expect(bodies(world.sent)).toEqual([{ service: null }]);
      await expectNoChanges(folder, world);
    });

    test("a credential and a group change their consumer", async () => {
      const text = (of: string) => `resource "kong_consumer" "a" {\n  username = "a"\n}
resource "kong_consumer" "b" {\n  username = "b"\n}
resource "kong_key_auth" "k" {\n  consumer_id = kong_consumer.${of}.id\n  key = "a-key-of-them"\n}
resource "kong_basic_auth" "l" {\n  consumer_id = kong_consumer.${of}.id\n  username = "u"\n  password = "the-password"\n}
resource "kong_acl" "g" {\n  consumer_id = kong_consumer.${of}.id\n  group = "gold"\n}
`;
      const { world, folder, declare } = await stage(cli, text("a"));
      await folder.apply();
      declare(text("b"));
      await folder.apply();
      const consumer = { id: world.one("consumers", { username: "b" }).id };
      for (const kind of ["keyauth_credentials", "basicauth_credentials", "acls"])
        expect(world.one(kind, {})).toMatchObject({ consumer });
      await expectNoChanges(folder, world);
    });

    test("an entity that somebody made anew under the same name is adopted, with what hangs on it", async () => {
      const { world, folder } = await stage(cli, SERVICE + ROUTE);
      await folder.apply();
      world.gateway.remove("routes", world.one("routes", {}).id);
      world.gateway.remove("services", world.one("services", {}).id);
      const { id } = world.gateway.insert("services", { name: "orders", host: "10.9.9.9" });
      const { flat } = await folder.apply();
      expect(flat).toContain("Adopts services/orders, which is already on the gateway");
      expect(world.one("services", {})).toMatchObject({ id, host: "orders.internal" });
      expect(world.one("routes", {})).toMatchObject({ service: { id } });
      await expectNoChanges(folder, world);
    });

    test("a name that one resource gives up and another takes is refused in one run, and works in two", async () => {
      const service = (address: string, name: string) =>
        `resource "kong_service" "${address}" {\n  name = "${name}"\n  host = "${address}.internal"\n}\n`;
      const { world, folder, declare } = await stage(cli, service("a", "x"));
      await folder.apply();
      const { id } = world.one("services", {});
      declare(service("a", "y") + service("b", "x"));
      world.forget();
      const ran = await folder.tryApply();
      expect(ran.code).toBe(1);
      expect(ran.flat).toMatch(/services\/x is declared twice/);
      expect(world.sent).toEqual([]);
      await folder.apply("-target=kong_service.a");
      await folder.apply();
      expect(world.one("services", { name: "y" }).id).toBe(id);
      expect(world.one("services", { name: "x" })["host"]).toBe("b.internal");
      await expectNoChanges(folder, world);
    });

    test("a parent that somebody deleted takes its children along, and all are made again", async () => {
      const { world, folder } = await stage(
        cli,
        `resource "kong_upstream" "u" {\n  name = "u"\n}\nresource "kong_target" "t" {\n  upstream_id = kong_upstream.u.id\n  target = "10.0.0.1:80"\n}
resource "kong_consumer" "c" {\n  username = "c"\n}\nresource "kong_acl" "g" {\n  consumer_id = kong_consumer.c.id\n  group = "g"\n}
`,
      );
      await folder.apply();
      world.gateway.remove("upstreams", world.one("upstreams", {}).id);
      world.gateway.remove("consumers", world.one("consumers", {}).id);
      expect((await folder.apply()).text).toContain("4 added, 0 changed, 0 destroyed");
      await expectNoChanges(folder, world);
    });

    test("two names are swapped in one or two runs, and nothing is lost", async () => {
      const two = (first: string, second: string) =>
        `resource "kong_service" "a" {\n  name = "${first}"\n  host = "a.internal"\n}\nresource "kong_service" "b" {\n  name = "${second}"\n  host = "b.internal"\n}\n`;
      const { world, folder, declare } = await stage(cli, two("x", "y"));
      await folder.apply();
      const before = world.gateway.entities("services").map(({ id }) => id);
      declare(two("y", "x"));
      const ran = await folder.tryApply();
      expect(world.gateway.entities("services").map(({ id }) => id)).toEqual(before);
      if (ran.code !== 0) expect(ran.flat).toMatch(/which is held by services\//);
      expect([...(await folder.state()).values()].filter(({ tainted }) => tainted)).toEqual([]);
      // By way of a third name it always works.
      declare(two("z", "x"));
      await folder.apply("-parallelism=1", "-target=kong_service.a");
      await folder.apply();
      declare(two("y", "x"));
      await folder.apply();
      expect(world.one("services", { name: "y" })["host"]).toBe("a.internal");
      expect(world.gateway.entities("services").map(({ id }) => id)).toEqual(before);
      await expectNoChanges(folder, world);
    });
  });

  test("a data source that waits for a resource sees what this very apply made", async () => {
    const { world, folder } = await stage(
      cli,
      `${SERVICE}data "kong_service" "same" {
  name       = "orders"
  depends_on = [kong_service.orders]
}
resource "kong_route" "r" {
  name       = "r"
  paths      = ["/r"]
  service_id = data.kong_service.same.id
}
`,
    );
    expect((await folder.apply()).text).toContain("2 added");
    expect(world.one("routes", {})).toMatchObject({ service: { id: world.one("services", {}).id } });
    await expectNoChanges(folder, world);
  });

  test("few resources on a huge gateway are read one by one", async () => {
    const { world, folder } = await stage(cli, SERVICE + ROUTE);
    for (let index = 0; index < 2500; index += 1)
      world.gateway.insert("services", { name: `other-${index}`, host: "x.internal" });
    await folder.apply();
    await expectNoChanges(folder, world);
    expect(world.requests().filter((request) => request.includes("size="))).toEqual([]);
    expect(world.requests().length).toBeLessThan(12);
  });
});
