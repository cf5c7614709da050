/** Deletes keep their brakes: nothing goes that is not this state's. */
import { expect, test } from "vitest";
import { expectNoChanges, type Folder, stage, withEachCli } from "./kit.ts";

const STACK = `
resource "kong_service" "orders" {
  name = "orders"
  host = "orders.internal"
}
resource "kong_route" "v1" {
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
const MINE = 'owner = "team"';
const addresses = async (folder: Folder): Promise<readonly string[]> => [...(await folder.state()).keys()].sort();

withEachCli("deletes", (cli) => {
  test("a route with a plugin of somebody else is not deleted, and the plugin is named", async () => {
    const { world, folder, declare } = await stage(cli, STACK);
    await folder.apply();
    const route = world.one("routes", {});
    world.gateway.insert("plugins", { name: "cors", route: { id: route.id } });
    declare("");
    world.forget();
    const ran = await folder.plan();
    expect(ran.code).toBe(1);
    expect(ran.flat).toMatch(
      /A delete of routes\/orders-v1 would take along what is not this state's.*plugins\/cors@route=orders-v1.*cascade = true/,
    );
    const destroyed = await folder.destroy();
    expect(destroyed.code).toBe(1);
    expect(world.sent).toEqual([]);
    expect(await addresses(folder)).toHaveLength(3);
  });

  test("cascade = true lets it go", async () => {
    const { world, folder } = await stage(cli, STACK, `${MINE}\n  cascade = true`);
    await folder.apply();
    world.gateway.insert("plugins", { name: "cors", route: { id: world.one("routes", {}).id } });
    expect((await folder.destroy()).text).toContain("3 destroyed");
    expect(Object.values(world.content()).flat()).toEqual([]);
  });

  test("a plugin that somebody adds between plan and apply holds the delete, too", async () => {
    const { world, folder, declare } = await stage(cli, STACK);
    await folder.apply();
    declare("");
    await folder.plan();
    world.gateway.insert("plugins", { name: "cors", route: { id: world.one("routes", {}).id } });
    const ran = await folder.tryApply("plan");
    expect(ran.code).toBe(1);
    expect(ran.flat).toMatch(/A delete of routes\/orders-v1 would take along.*plugins\/cors@route=orders-v1/);
    expect(world.gateway.entities("plugins").map(({ name }) => name)).toContain("cors");
    expect(await addresses(folder)).toEqual(["kong_route.v1", "kong_service.orders"]);
  });

  test("a service with a route of somebody else is not deleted", async () => {
    const { world, folder } = await stage(cli, STACK);
    await folder.apply();
    world.gateway.insert("routes", {
      name: "of-others",
      paths: ["/others"],
      service: { id: world.one("services", {}).id },
      tags: ["kongruent-owner:rivals"],
    });
    world.forget();
    const ran = await folder.destroy();
    expect(ran.code).toBe(1);
    expect(ran.flat).toMatch(/services\/orders is still referred to.*routes\/of-others.*rivals/);
    expect(world.sent).toEqual([]);
  });

  test("a consumer with a credential of somebody else is not deleted", async () => {
    const { world, folder } = await stage(cli, 'resource "kong_consumer" "mobile" {\n  username = "mobile"\n}\n');
    await folder.apply();
    const consumer = { id: world.one("consumers", {}).id };
    world.gateway.insert("keyauth_credentials", { consumer, key: "the-key-of-others" });
    const ran = await folder.destroy();
    expect(ran.code).toBe(1);
    expect(ran.flat).toMatch(/A delete of consumers\/mobile would take along/);
    expect(ran.text).not.toContain("the-key-of-others");
    expect(world.gateway.entities("consumers")).toHaveLength(1);
  });

  test("an abandoned entity stays, without the owner's mark", async () => {
    const { world, folder } = await stage(
      cli,
      'resource "kong_service" "orders" {\n  name = "orders"\n  host = "h"\n  tags = ["a"]\n  deletion_policy = "abandon"\n}\n',
    );
    await folder.apply();
    expect(world.one("services", {})["tags"]).toEqual(["a", "kongruent-owner:team"]);
    expect((await folder.destroy()).text).toContain("1 destroyed");
    expect(world.one("services", {})["tags"]).toEqual(["a"]);
    expect(await addresses(folder)).toEqual([]);
  });

  test("an abandoned one is abandoned with what others have below it", async () => {
    const { world, folder, declare } = await stage(
      cli,
      STACK.replace('"orders.internal"', '"orders.internal"\n  deletion_policy = "abandon"'),
    );
    await folder.apply();
    const service = { id: world.one("services", {}).id };
    world.gateway.insert("routes", { name: "of-others", paths: ["/others"], service });
    declare("");
    expect((await folder.apply()).text).toContain("3 destroyed");
    expect(world.gateway.entities("routes").map(({ name }) => name)).toEqual(["of-others"]);
  });

  test("prevent_destroy is Terraform's own, and holds", async () => {
    const { world, folder, declare } = await stage(
      cli,
      STACK.replace('"orders.internal"', '"orders.internal"\n  lifecycle {\n    prevent_destroy = true\n  }'),
    );
    await folder.apply();
    const ran = await folder.destroy();
    expect(ran.code).toBe(1);
    expect(ran.flat).toContain("Instance cannot be destroyed");
    expect(world.gateway.entities("services")).toHaveLength(1);
    declare(STACK);
    expect((await folder.destroy()).text).toContain("3 destroyed");
  });

  test("what another owner has taken meanwhile is not deleted", async () => {
    const { world, folder, declare } = await stage(cli, STACK);
    await folder.apply();
    const { id } = world.one("plugins", {});
    world.gateway.update("plugins", id, { tags: ["kongruent-owner:rivals"] });
    declare(STACK.slice(0, STACK.indexOf('resource "kong_plugin"')));
    const ran = await folder.tryApply();
    expect(ran.code).toBe(1);
    expect(ran.flat).toMatch(/plugins\/rate-limiting@route=orders-v1 belongs to 'rivals' now/);
    expect(world.one("plugins", {}).id).toBe(id);
    // The way out that the message names.
    await folder.run("state", "rm", "kong_plugin.limit");
    await expectNoChanges(folder, world);
  });

  test("a targeted destroy takes what depends on it, and one without a refresh the rest", async () => {
    const { world, folder } = await stage(cli, STACK);
    await folder.apply();
    expect((await folder.destroy("-target=kong_route.v1")).text).toContain("2 destroyed");
    expect(await addresses(folder)).toEqual(["kong_service.orders"]);
    expect((await folder.destroy("-refresh=false")).text).toContain("1 destroyed");
    expect(Object.values(world.content()).flat()).toEqual([]);
  });

  test("what another owner has taken meanwhile is not changed back either, unless that is said", async () => {
    const { world, folder, declare } = await stage(cli, STACK);
    await folder.apply();
    world.gateway.update("services", world.one("services", {}).id, { tags: ["kongruent-owner:rivals"] });
    const ran = await folder.tryApply();
    expect(ran.code).toBe(1);
    expect(ran.flat).toMatch(/services\/orders belongs to 'rivals'.*adopt = "any"/);
    declare(STACK.replace('"orders.internal"', '"orders.internal"\n  adopt = "any"'));
    await folder.apply();
    expect(world.one("services", {})["tags"]).toEqual(["kongruent-owner:team"]);
    await expectNoChanges(folder, world);
  });

  test("what is gone already is no error", async () => {
    const { world, folder, declare } = await stage(cli, STACK);
    await folder.apply();
    declare("");
    await folder.plan();
    world.gateway.remove("plugins", world.one("plugins", {}).id);
    world.gateway.remove("routes", world.one("routes", {}).id);
    expect((await folder.apply("plan")).text).toContain("3 destroyed");
    expect(Object.values(world.content()).flat()).toEqual([]);
  });

  test("a delete that fails leaves the rest of the state right, and goes on next time", async () => {
    const { world, folder } = await stage(cli, STACK);
    await folder.apply();
    world.fault({ method: "DELETE", path: /^\/routes\//, times: 100 }, { status: 400, body: { message: "not now" } });
    expect((await folder.destroy()).code).toBe(1);
    expect(await addresses(folder)).toEqual(["kong_route.v1", "kong_service.orders"]);
    world.gateway.faults.length = 0;
    expect((await folder.destroy()).text).toContain("2 destroyed");
    expect(Object.values(world.content()).flat()).toEqual([]);
  });

  test("without an owner the state knows what is ours, and the brakes hold all the same", async () => {
    const { world, folder } = await stage(cli, STACK, "");
    await folder.apply();
    world.gateway.insert("plugins", { name: "cors", route: { id: world.one("routes", {}).id } });
    const ran = await folder.destroy();
    expect(ran.code).toBe(1);
    expect(ran.flat).toMatch(/A delete of routes\/orders-v1 would take along/);
    expect(world.gateway.entities("plugins").map(({ name }) => name)).toContain("cors");
    expect(world.gateway.entities("routes")).toHaveLength(1);
  });
});
