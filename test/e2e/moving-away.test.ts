/** Terraform deletes before it changes what was below: an entity that moves away from a deleted one must arrive all the same. */
import { expect, test } from "vitest";
import { expectNoChanges, stage, withEachCli } from "./kit.ts";

const MINE = 'owner = "team"';

const route = (name: string, service: string): string => `
resource "kong_route" "${name}" {
  name       = "${name}"
  paths      = ["/${name}"]
  service_id = kong_service.${service}.id
}
`;
const service = (name: string): string => `
resource "kong_service" "${name}" {
  name = "${name}"
  host = "${name}.internal"
}
`;
const limitOn = (name: string): string => `
resource "kong_plugin" "limit" {
  name   = "rate-limiting"
  scope  = { route_id = kong_route.${name}.id }
  config = { minute = 60, policy = "local" }
}
`;

withEachCli("what moves away from something deleted", (cli) => {
  test("a plugin goes to the new route in the run that deletes the old one", async () => {
    const { world, folder, declare } = await stage(
      cli,
      service("orders") + route("v1", "orders") + limitOn("v1"),
      MINE,
    );
    await folder.apply();
    const { id } = world.one("plugins", {});
    declare(service("orders") + route("v2", "orders") + limitOn("v2"));
    const ran = await folder.apply();
    expect(ran.flat).toMatch(/The delete of routes\/v1 takes along what was below it/);
    expect(world.gateway.entities("routes").map(({ name }) => name)).toEqual(["v2"]);
    const { id: now, route: on } = world.one("plugins", { name: "rate-limiting" });
    expect(now).toBe(id);
    expect(on).toEqual({ id: world.one("routes", {}).id });
    await expectNoChanges(folder, world);
  });

  test("a route goes to the new service in the run that deletes the old one, which waits for it", async () => {
    const { world, folder, declare } = await stage(cli, service("old") + route("v1", "old") + limitOn("v1"), MINE);
    await folder.apply();
    const before = [world.one("routes", {}).id, world.one("plugins", {}).id];
    declare(service("new") + route("v1", "new") + limitOn("v1"));
    world.forget();
    const ran = await folder.apply();
    expect(ran.flat).toMatch(/services\/old is deleted later in this run.*routes\/v1/);
    expect(world.gateway.entities("services").map(({ name }) => name)).toEqual(["new"]);
    expect([world.one("routes", {}).id, world.one("plugins", {}).id]).toEqual(before);
    expect(world.one("routes", {})["service"]).toEqual({ id: world.one("services", {}).id });
    await expectNoChanges(folder, world);
  });

  test("without an owner nobody knows whose they are, so the delete is held and nothing is lost", async () => {
    const { world, folder, declare } = await stage(cli, service("old") + route("v1", "old") + limitOn("v1"), "");
    await folder.apply();
    declare(service("new") + route("v1", "new") + limitOn("v1"));
    const ran = await folder.tryApply();
    expect(ran.code).toBe(1);
    expect(ran.flat).toMatch(/services\/old is still referred to.*routes\/v1.*create_before_destroy/);
    expect(world.gateway.entities("routes")).toHaveLength(1);
    expect(world.gateway.entities("plugins")).toHaveLength(1);
  });
});

withEachCli("what holds a delete is told before anything below it is gone", (cli) => {
  const guarded = `${service("orders")}${route("v1", "orders")}
resource "kong_plugin" "key" {
  name  = "key-auth"
  scope = { route_id = kong_route.v1.id }
}
`;

  test("a replacement of a route with somebody else's plugin is refused at plan, and its own key-auth stays", async () => {
    const { world, folder } = await stage(cli, guarded, MINE);
    await folder.apply();
    world.gateway.insert("plugins", { name: "cors", route: { id: world.one("routes", {}).id } });
    world.forget();
    const ran = await folder.run("apply", "-auto-approve", "-input=false", "-no-color", "-replace=kong_route.v1");
    expect(ran.code).toBe(1);
    expect(ran.flat).toMatch(/A delete of routes\/v1 would take along.*plugins\/cors@route=v1/);
    expect(world.sent).toEqual([]);
    expect(world.gateway.entities("plugins")).toHaveLength(2);
  });

  test("what is forgotten at one address and declared at another is taken over, not lost", async () => {
    const { world, folder, declare } = await stage(cli, guarded, MINE);
    await folder.apply();
    const { id } = world.one("routes", {});
    declare(
      `${guarded.replaceAll("kong_route.v1", "kong_route.again").replace('"kong_route" "v1"', '"kong_route" "again"')}
removed {
  from = kong_route.v1
  lifecycle {
    destroy = false
  }
}
`,
    );
    const ran = await folder.tryApply();
    expect(ran.code).toBe(0);
    expect(world.one("routes", {}).id).toBe(id);
    expect(world.one("plugins", {})).toMatchObject({ name: "key-auth", route: { id } });
    await expectNoChanges(folder, world);
  });
});
