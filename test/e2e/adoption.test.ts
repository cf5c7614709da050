/** What is on the gateway already is taken over, or refused with what to do: scenarios S3 to S5 of what other tools do wrong. */
import { describe, expect, test } from "vitest";
import { expectNoChanges, stage, type World, withEachCli } from "./kit.ts";

const ORDERS = 'resource "kong_service" "orders" {\n  name = "orders"\n  host = "orders.internal"\n}\n';
const OWNED = ["kongruent-owner:team"];

withEachCli("adoption", (cli) => {
  test("a service, its target and its plugin made by hand are adopted, and only what differs is patched", async () => {
    const { world, folder } = await stage(
      cli,
      `${ORDERS}
resource "kong_upstream" "pool" {
  name = "pool"
}
resource "kong_target" "one" {
  upstream_id = kong_upstream.pool.id
  target      = "10.0.0.1"
  weight      = 5
}
resource "kong_plugin" "limit" {
  name   = "rate-limiting"
  scope  = { service_id = kong_service.orders.id }
  config = { minute = 60, policy = "local" }
}
`,
    );
    const { gateway } = world;
    const service = gateway.insert("services", { name: "orders", host: "10.9.9.9", retries: 3 });
    const pool = gateway.insert("upstreams", { name: "pool" });
    const target = gateway.insert("targets", { upstream: { id: pool.id }, target: "10.0.0.1:8000", weight: 100 });
    const limit = gateway.insert("plugins", {
      name: "rate-limiting",
      service: { id: service.id },
      config: { minute: 10, policy: "local" },
    });
    gateway.insert("services", { name: "of-somebody-else", host: "x.internal" });

    const plan = await folder.plan();
    expect(plan.code).toBe(2);
    expect(plan.flat).toContain("Adopts services/orders, which is already on the gateway");
    expect(plan.flat).toContain(`taken over as it is (id ${service.id}) and not created. It is owned by nobody.`);
    expect(plan.flat).toMatch(/Fields that change: retries: 3 -> 5 host owner: null -> "team"/);
    expect(plan.flat).toContain("Adopts targets/pool/10.0.0.1:8000, which is already on the gateway");
    expect(plan.flat).toMatch(/weight: 100 -> 5 owner: null -> "team"/);
    // The scope is known, because the id of the adopted service is.
    expect(plan.flat).toContain("Adopts plugins/rate-limiting@service=orders, which is already on the gateway");
    expect(plan.flat).toMatch(/config\.minute: 10 -> 60 owner: null -> "team"/);
    expect(world.sent).toEqual([]);

    expect((await folder.apply("plan")).text).toContain("4 added, 0 changed, 0 destroyed");
    expect(world.sent).toHaveLength(4);
    expect(world.sent).toEqual(
      expect.arrayContaining([
        {
          request: `PATCH /services/${service.id}`,
          body: { host: "orders.internal", retries: 5, tags: OWNED },
          status: 200,
        },
        { request: `PATCH /upstreams/${pool.id}`, body: { tags: OWNED }, status: 200 },
        {
          request: `PATCH /upstreams/${pool.id}/targets/${target.id}`,
          body: { weight: 5, tags: OWNED },
          status: 200,
        },
        { request: `PATCH /plugins/${limit.id}`, body: { config: { minute: 60 }, tags: OWNED }, status: 200 },
      ]),
    );
    expect(gateway.entities("services")).toHaveLength(2);
    expect((await folder.state()).get("kong_service.orders")?.values).toMatchObject({ id: service.id, owner: "team" });
    await expectNoChanges(folder, world);
  });

  test("a consumer, its credentials and its group made by hand are adopted", async () => {
    const { world, folder } = await stage(
      cli,
      `resource "kong_consumer" "mobile" {
  username = "mobile"
}
resource "kong_key_auth" "key" {
  consumer_id = kong_consumer.mobile.id
  key         = "the-key-of-mobile"
}
resource "kong_basic_auth" "login" {
  consumer_id = kong_consumer.mobile.id
  username    = "mobile"
  password    = "the-password"
}
resource "kong_acl" "gold" {
  consumer_id = kong_consumer.mobile.id
  group       = "gold"
}
`,
    );
    const consumer = world.gateway.insert("consumers", { username: "mobile" });
    const of = { consumer: { id: consumer.id } };
    world.gateway.insert("keyauth_credentials", { ...of, key: "the-key-of-mobile" });
    world.gateway.insert("basicauth_credentials", { ...of, username: "mobile", password: "the-password" });
    world.gateway.insert("acls", { ...of, group: "gold" });
    const ids = Object.values(world.content()).flatMap((entities) => entities.map(({ id }) => id));

    const { text } = await folder.apply();
    expect(text).not.toContain("the-key-of-mobile");
    expect(world.sent.map(({ request }) => request.split(" ")[0])).toEqual(["PATCH", "PATCH", "PATCH", "PATCH"]);
    for (const { body } of world.sent) expect(body).toEqual({ tags: OWNED });
    expect(Object.values(world.content()).flatMap((entities) => entities.map(({ id }) => id))).toEqual(ids);
    await expectNoChanges(folder, world);
  });

  describe("modes", () => {
    type Mode = "never" | "own" | "unowned" | "any";
    const WHOSE = { ours: OWNED, nobody: [], another: ["kongruent-owner:rivals"] };
    type Whose = keyof typeof WHOSE;
    const table: readonly [Mode, Whose, RegExp | "adopted"][] = [
      ["never", "nobody", /services\/orders is already there.*terraform import kong_service\.NAME 'services\/orders'/],
      ["never", "another", /services\/orders belongs to 'rivals'/],
      ["never", "ours", "adopted"],
      ["own", "nobody", /services\/orders is already there.*terraform import kong_service\.NAME 'services\/orders'/],
      ["own", "another", /services\/orders belongs to 'rivals'/],
      ["own", "ours", "adopted"],
      ["unowned", "nobody", "adopted"],
      ["unowned", "another", /services\/orders belongs to 'rivals'/],
      ["unowned", "ours", "adopted"],
      ["any", "nobody", "adopted"],
      ["any", "another", "adopted"],
      ["any", "ours", "adopted"],
    ];
    const on = (world: World, whose: Whose) =>
      world.gateway.insert("services", { name: "orders", host: "10.9.9.9", tags: WHOSE[whose] });

    test.each(table)("%s, and it is of %s", async (mode, whose, expected) => {
      const { world, folder } = await stage(cli, ORDERS, `owner = "team"\n  adopt = "${mode}"`);
      const { id } = on(world, whose);
      const before = world.content();
      const ran = await folder.tryApply();
      if (expected === "adopted") {
        expect(ran.code).toBe(0);
        expect(ran.flat).toMatch(/Adopts services\/orders/);
        if (whose === "another") expect(ran.flat).toContain("owned by 'rivals', who loses it");
        expect(world.one("services", { name: "orders" })).toMatchObject({ id, host: "orders.internal", tags: OWNED });
      } else {
        expect(ran.code).toBe(1);
        expect(ran.flat).toMatch(expected);
        expect(world.content()).toEqual(before);
        expect(world.sent).toEqual([]);
      }
    });

    test("a resource's own mode wins over the provider's", async () => {
      const own = (mode: Mode) => ORDERS.replace("}", `  adopt = "${mode}"\n}`);
      const { world, folder, declare } = await stage(cli, own("never"), 'owner = "team"\n  adopt = "any"');
      on(world, "nobody");
      expect((await folder.plan()).flat).toMatch(/services\/orders is already there.*adoption is 'never'/);
      declare(own("unowned"));
      expect((await folder.plan()).code).toBe(2);
    });

    test("the import that a refusal names is the one that works", async () => {
      const { world, folder } = await stage(cli, ORDERS, 'owner = "team"\n  adopt = "never"');
      const { id } = on(world, "nobody");
      const command = /terraform import kong_service\.NAME '([^']+)'/.exec((await folder.plan()).flat);
      const imported = await folder.run("import", "-no-color", "kong_service.orders", command?.[1] ?? "");
      expect(imported.text).toContain("Import successful!");
      const { text } = await folder.apply();
      expect(text).toContain("0 added, 1 changed, 0 destroyed");
      expect(text).toMatch(/host\s+= "10\.9\.9\.9" -> "orders\.internal"/);
      expect(world.one("services", { name: "orders" })).toMatchObject({ id, host: "orders.internal" });
    });

    test("without an owner what is there is adopted, and stays without a mark", async () => {
      const { world, folder } = await stage(cli, ORDERS, "");
      on(world, "nobody");
      await folder.apply();
      expect(world.sent.map(({ body }) => body)).toEqual([{ host: "orders.internal" }]);
      await expectNoChanges(folder, world);
    });
  });

  describe("an entity that appears between plan and apply", () => {
    const limit = `${ORDERS}
resource "kong_plugin" "limit" {
  name   = "rate-limiting"
  scope  = { service_id = kong_service.orders.id }
  config = { minute = 60, policy = "local" }
}
`;

    test("is adopted, patched and reported", async () => {
      const { world, folder } = await stage(cli, limit);
      await folder.plan();
      // Terraform plans again before it applies: somebody is faster than even that.
      let id = "";
      world.fault(
        { method: "POST", path: /^\/services/, nth: 1 },
        {
          before: (gateway) => {
            id = gateway.insert("services", { name: "orders", host: "10.9.9.9" }).id;
          },
        },
      );
      const { text, flat } = await folder.apply("plan");
      expect(text).toContain("2 added");
      expect(flat).toContain(`Adopted services/orders, which appeared since the plan`);
      expect(flat).toContain(`id ${id}`);
      expect(world.one("services", {})).toMatchObject({ id, host: "orders.internal", tags: OWNED });
      expect(world.one("plugins", {})).toMatchObject({ service: { id } });
      await expectNoChanges(folder, world);
    });

    test("is reported with what changes, where Terraform plans again and sees it", async () => {
      const { world, folder } = await stage(cli, limit);
      expect((await folder.plan()).code).toBe(2);
      const { id } = world.gateway.insert("services", { name: "orders", host: "10.9.9.9" });
      const { text, flat } = await folder.apply("plan");
      expect(text).toContain("2 added");
      expect(flat).toContain("Adopts services/orders, which is already on the gateway");
      expect(flat).toMatch(/Fields that change: [^.]*\bhost\b/);
      expect(world.one("services", {})).toMatchObject({ id, host: "orders.internal", tags: OWNED });
      expect(world.one("plugins", {})).toMatchObject({ service: { id } });
      await expectNoChanges(folder, world);
    });

    test("is refused by the same table", async () => {
      const { world, folder } = await stage(cli, limit);
      await folder.plan();
      world.gateway.insert("services", { name: "orders", host: "10.9.9.9", tags: ["kongruent-owner:rivals"] });
      const before = world.content();
      const ran = await folder.tryApply("plan");
      expect(ran.code).toBe(1);
      expect(ran.flat).toMatch(/services\/orders belongs to 'rivals'/);
      expect(world.content()).toEqual(before);
      expect([...(await folder.state()).keys()]).toEqual([]);
    });

    test("an adopted one that vanishes after the plan is made again, with a consistent answer", async () => {
      const { world, folder } = await stage(cli, ORDERS);
      const { id } = world.gateway.insert("services", { name: "orders", host: "10.9.9.9" });
      await folder.plan();
      world.gateway.remove("services", id);
      const ran = await folder.tryApply("plan");
      // Nothing wrong is written: it is made, or the apply says that the plan is old.
      if (ran.code !== 0) expect(ran.flat).toMatch(/inconsistent final plan/);
      await folder.apply();
      expect(world.one("services", {})).toMatchObject({ host: "orders.internal" });
      await expectNoChanges(folder, world);
    });
  });
});
