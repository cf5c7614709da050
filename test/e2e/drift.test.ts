/** What somebody changes on the gateway is seen, as exactly that, and put right by as little: scenarios S6 and S13 to S19. */
import { describe, expect, test } from "vitest";
import { expectNoChanges, stage, withEachCli } from "./kit.ts";

const SERVICE = 'resource "kong_service" "orders" {\n  name = "orders"\n  host = "orders.internal"\n}\n';
const ROUTE = `resource "kong_route" "v1" {
  name       = "orders-v1"
  paths      = ["/orders"]
  service_id = kong_service.orders.id
}
`;
const LIMIT = `resource "kong_plugin" "limit" {
  name   = "rate-limiting"
  scope  = { route_id = kong_route.v1.id }
  config = { minute = 60, policy = "local" }
}
`;
const STACK = SERVICE + ROUTE + LIMIT;
const OWNED = "kongruent-owner:team";
const bodies = (sent: readonly { readonly body: unknown }[]): readonly unknown[] => sent.map(({ body }) => body);

withEachCli("drift", (cli) => {
  test("a removed attribute is reset once", async () => {
    const { world, folder, declare } = await stage(
      cli,
      `resource "kong_service" "orders" {
  name         = "orders"
  host         = "orders.internal"
  path         = "/api"
  read_timeout = 1000
  retries      = 0
  tags         = ["a"]
}
resource "kong_route" "v1" {
  name       = "orders-v1"
  paths      = ["/orders"]
  methods    = ["GET"]
  headers    = { x-version = ["1"] }
  strip_path = false
  service_id = kong_service.orders.id
}
`,
    );
    await folder.apply();
    declare(SERVICE + ROUTE);
    world.forget();
    const { text } = await folder.apply();
    expect(text).toContain("0 added, 2 changed, 0 destroyed");
    expect(text).toMatch(/read_timeout\s+= 1000 -> 60000/);
    expect(bodies(world.sent)).toEqual([
      { path: null, read_timeout: 60000, retries: 5 },
      { methods: null, headers: null, strip_path: true },
    ]);
    // Tags that are not declared stay: others mark entities with them.
    expect(world.one("services", {})["tags"]).toEqual(["a", OWNED]);
    await expectNoChanges(folder, world);
  });

  test("an undeclared field that somebody changes is seen and reset", async () => {
    const { world, folder } = await stage(cli, SERVICE);
    await folder.apply();
    world.gateway.update("services", world.one("services", {}).id, { retries: 9, client_certificate: null });
    world.forget();
    const { text } = await folder.apply();
    expect(text).toMatch(/~ retries\s+= 9 -> 5/);
    expect(bodies(world.sent)).toEqual([{ retries: 5 }]);
    await expectNoChanges(folder, world);
  });

  test("ignore_changes leaves what somebody changes, and says nothing of it", async () => {
    const { world, folder } = await stage(
      cli,
      SERVICE.replace("}\n", "  lifecycle {\n    ignore_changes = [retries]\n  }\n}\n"),
    );
    await folder.apply();
    world.gateway.update("services", world.one("services", {}).id, { retries: 9 });
    await expectNoChanges(folder, world);
    expect(world.one("services", {})["retries"]).toBe(9);
  });

  test("of a plugin's config just the field that somebody changed is seen, and one patch puts it right", async () => {
    const { world, folder } = await stage(cli, STACK);
    await folder.apply();
    const { id } = world.one("plugins", {});
    world.gateway.update("plugins", id, { config: { hide_client_headers: true } });
    const plan = await folder.plan();
    expect(plan.code).toBe(2);
    expect((await folder.changes()).get("kong_plugin.limit")).toMatchObject({
      actions: ["update"],
      before: { config: { minute: 60, policy: "local", hide_client_headers: true } },
      after: { config: { minute: 60, policy: "local" } },
    });
    expect(plan.text).toMatch(/- hide_client_headers = true/);
    expect(plan.text).not.toMatch(/[~+-] (minute|policy|fault_tolerant)/);
    world.forget();
    await folder.apply("plan");
    expect(world.sent).toEqual([
      { request: `PATCH /plugins/${id}`, body: { config: { hide_client_headers: false } }, status: 200 },
    ]);
    await expectNoChanges(folder, world);

    world.gateway.update("plugins", id, { config: { minute: 1 } });
    const again = await folder.apply();
    expect(again.text).toMatch(/~ minute = 1 -> 60/);
    await expectNoChanges(folder, world);
  });

  test("a plugin that somebody made global is repaired, and the plan says that it is", async () => {
    const { world, folder } = await stage(cli, STACK);
    await folder.apply();
    const { id } = world.one("plugins", {});
    const route = { id: world.one("routes", {}).id };
    world.gateway.update("plugins", id, { route: null });
    const plan = await folder.plan();
    expect(plan.code).toBe(2);
    expect((await folder.changes()).get("kong_plugin.limit")).toMatchObject({
      actions: ["update"],
      before: { id, scope: { global: true } },
      after: { id, scope: { route_id: route.id } },
    });
    world.forget();
    await folder.apply("plan");
    expect(world.sent).toEqual([{ request: `PATCH /plugins/${id}`, body: { route }, status: 200 }]);
    await expectNoChanges(folder, world);
  });

  test("what somebody deleted is made again", async () => {
    const { world, folder } = await stage(cli, STACK);
    await folder.apply();
    world.gateway.remove("routes", world.one("routes", {}).id);
    expect((await folder.apply()).text).toContain("2 added, 0 changed, 0 destroyed");
    expect(world.one("plugins", {})).toMatchObject({ route: { id: world.one("routes", {}).id } });
    await expectNoChanges(folder, world);
  });

  test("what went with its parent, and has no list without it, is made again too", async () => {
    const { world, folder } = await stage(
      cli,
      `resource "kong_upstream" "pool" {
  name = "pool"
}
resource "kong_target" "one" {
  upstream_id = kong_upstream.pool.id
  target      = "10.0.0.1:80"
}
`,
    );
    await folder.apply();
    world.gateway.remove("upstreams", world.one("upstreams", {}).id);
    expect((await folder.apply()).text).toContain("2 added, 0 changed, 0 destroyed");
    expect(world.one("targets", {})).toMatchObject({ upstream: { id: world.one("upstreams", {}).id } });
    await expectNoChanges(folder, world);
  });

  test("what is deleted between plan and apply is made again, and said", async () => {
    const { world, folder, declare } = await stage(cli, SERVICE);
    await folder.apply();
    const { id } = world.one("services", {});
    declare(SERVICE.replace("orders.internal", "orders.example"));
    await folder.plan();
    world.gateway.remove("services", id);
    const { flat } = await folder.apply("plan");
    expect(flat).toContain("services/orders had vanished since the plan");
    expect(world.one("services", {})).toMatchObject({ id, host: "orders.example", tags: [OWNED] });
    await expectNoChanges(folder, world);
  });

  test("a change of somebody else between plan and apply is not lost in the answer", async () => {
    const { world, folder, declare } = await stage(cli, SERVICE);
    await folder.apply();
    declare(SERVICE.replace("orders.internal", "orders.example"));
    await folder.plan();
    world.gateway.update("services", world.one("services", {}).id, { retries: 9 });
    await folder.apply("plan");
    expect(world.one("services", {})).toMatchObject({ host: "orders.example", retries: 5 });
    await expectNoChanges(folder, world);
  });

  test("arrays have an order, sets have none", async () => {
    const route = (methods: string, hosts: string, paths: string) =>
      `${SERVICE}resource "kong_route" "v1" {
  name       = "orders-v1"
  methods    = ${methods}
  hosts      = ${hosts}
  paths      = ${paths}
  tags       = ["b", "a"]
  service_id = kong_service.orders.id
}
resource "kong_plugin" "cors" {
  name   = "cors"
  scope  = { route_id = kong_route.v1.id }
  config = { methods = ["GET", "POST"], origins = ["https://a.example", "https://b.example"] }
}
`;
    const { world, folder, declare } = await stage(
      cli,
      route('["GET", "POST"]', '["a.example", "b.example"]', '["/a", "/b"]'),
    );
    await folder.apply();
    await expectNoChanges(folder, world);
    declare(route('["POST", "GET"]', '["a.example", "b.example"]', '["/a", "/b"]').replace('["b", "a"]', '["a", "b"]'));
    await expectNoChanges(folder, world);
    declare(
      route('["GET", "POST"]', '["a.example", "b.example"]', '["/a", "/b"]').replace(
        '["https://a.example", "https://b.example"]',
        '["https://b.example", "https://a.example"]',
      ),
    );
    world.forget();
    await folder.apply();
    expect(bodies(world.sent)).toEqual([{ config: { origins: ["https://b.example", "https://a.example"] } }]);
    await expectNoChanges(folder, world);
  });

  describe("unique values that move", () => {
    const credentials = (first: string, second: string, dependsOn = "") => `
resource "kong_consumer" "a" {
  username = "a"
}
resource "kong_consumer" "b" {
  username = "b"
}
resource "kong_key_auth" "first" {
  consumer_id = kong_consumer.a.id
  key         = "${first}"
}
resource "kong_key_auth" "second" {
  consumer_id = kong_consumer.b.id
  key         = "${second}"
  ${dependsOn}
}
`;

    test("a key moves from one credential to another in one apply", async () => {
      const { world, folder, declare } = await stage(cli, credentials("key-number-one", "key-number-two"));
      await folder.apply();
      declare(credentials("key-number-three", "key-number-one"));
      expect((await folder.apply()).text).toContain("0 added, 2 changed, 0 destroyed");
      const a = { id: world.one("consumers", { username: "a" }).id };
      expect(world.one("keyauth_credentials", { consumer: a })["key"]).toBe("key-number-three");
      expect(world.gateway.entities("keyauth_credentials").map(({ key }) => key)).toContain("key-number-one");
      await expectNoChanges(folder, world);
    });

    test("a key moves from a credential that goes to one that comes", async () => {
      const { world, folder, declare } = await stage(cli, credentials("key-number-one", "key-number-two"));
      await folder.apply();
      const text = credentials("key-number-one", "key-number-two");
      const from = text.indexOf('resource "kong_key_auth" "first"');
      const to = text.indexOf('resource "kong_key_auth" "second"');
      declare(text.slice(0, from) + text.slice(to).replace("key-number-two", "key-number-one"));
      expect((await folder.apply()).text).toContain("0 added, 1 changed, 1 destroyed");
      expect(world.gateway.entities("keyauth_credentials").map(({ key }) => key)).toEqual(["key-number-one"]);
      await expectNoChanges(folder, world);
    });

    test("a name that a service of somebody else has is refused at plan, and the holder left alone", async () => {
      const { world, folder, declare } = await stage(cli, SERVICE);
      await folder.apply();
      world.gateway.insert("services", { name: "taken", host: "x", tags: ["kongruent-owner:rivals"] });
      declare(SERVICE.replace('"orders"\n', '"taken"\n'));
      world.forget();
      const ran = await folder.tryApply();
      expect(ran.code).toBe(1);
      expect(ran.flat).toMatch(/name "taken", which is held by services\/taken/);
      expect(world.sent).toEqual([]);
    });
  });

  describe("many", () => {
    test("101 targets of an upstream are made, seen and changed one by one", async () => {
      const targets = (weight: number) => `resource "kong_upstream" "pool" {
  name = "pool"
}
resource "kong_target" "t" {
  count       = 101
  upstream_id = kong_upstream.pool.id
  target      = "10.0.0.${"$"}{count.index + 1}:80"
  weight      = count.index == 100 ? ${weight} : 100
}
`;
      const { world, folder, declare } = await stage(cli, targets(100));
      expect((await folder.apply()).text).toContain("102 added");
      expect(world.gateway.entities("targets")).toHaveLength(101);
      declare(targets(7));
      world.forget();
      await folder.apply();
      expect(bodies(world.sent)).toEqual([{ weight: 7 }]);
      expect((await folder.destroy()).text).toContain("102 destroyed");
      expect(Object.values(world.content()).flat()).toEqual([]);
    });

    test("1,001 targets that are there are all found, on whatever page they are, and changed where they differ", async () => {
      const { world, folder } = await stage(
        cli,
        `resource "kong_upstream" "pool" {
  name = "pool"
}
resource "kong_target" "t" {
  count       = 1002
  upstream_id = kong_upstream.pool.id
  target      = "10.0.${"$"}{floor(count.index / 250)}.${"$"}{count.index % 250 + 1}:80"
  weight      = 100
}
`,
      );
      const upstream = { id: world.gateway.insert("upstreams", { name: "pool" }).id };
      for (let index = 0; index <= 1000; index += 1)
        world.gateway.insert("targets", {
          upstream,
          target: `10.0.${Math.floor(index / 250)}.${(index % 250) + 1}:80`,
          weight: index % 100 === 0 ? 1 : 100,
        });
      const before = world.gateway.entities("targets").map(({ id }) => id);
      const { text } = await folder.apply();
      expect(text).toContain("1003 added");
      const writes = world.sent.map(({ request }) => request.split(" ", 1)[0]);
      expect(writes.filter((method) => method === "POST")).toHaveLength(1);
      expect(writes.filter((method) => method === "PATCH")).toHaveLength(1002);
      // The owner's tag goes to each, the weight to those that have another.
      expect(
        world.sent.filter(({ request, body }) => /^PATCH/.test(request) && Object(body).weight === 100),
      ).toHaveLength(11);
      expect(world.gateway.entities("targets")).toHaveLength(1002);
      expect(world.gateway.entities("targets").map(({ id }) => id)).toEqual(expect.arrayContaining(before));
      await expectNoChanges(folder, world);
    }, 300_000);

    test("150 entities cost pages, not 150 requests", async () => {
      const { world, folder } = await stage(
        cli,
        `resource "kong_service" "s" {
  count = 50
  name  = "s${"$"}{count.index}"
  host  = "upstream.internal"
}
resource "kong_route" "r" {
  count      = 50
  name       = "r${"$"}{count.index}"
  paths      = ["/r${"$"}{count.index}"]
  service_id = kong_service.s[count.index].id
}
resource "kong_plugin" "p" {
  count = 50
  name  = "cors"
  scope = { route_id = kong_route.r[count.index].id }
}
`,
      );
      await folder.apply();
      expect(world.sent).toHaveLength(150);
      await expectNoChanges(folder, world);
      expect(world.requests().length).toBeLessThanOrEqual(20);
    });
  });
});
