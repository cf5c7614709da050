/** A changed address must not kill: what one resource adopts, another one's destroy would delete. */
import { describe, expect, test } from "vitest";
import { expectNoChanges, type Folder, stage, type World, withEachCli } from "./kit.ts";

/** A service, its route and a plugin of each, under addresses that end in these words. */
const stack = (service: string, route = service, plugin = service): string => `
resource "kong_service" "${service}_service" {
  name = "orders"
  host = "orders.internal"
}
resource "kong_route" "${route}_route" {
  name       = "orders-v1"
  paths      = ["/orders"]
  service_id = kong_service.${service}_service.id
}
resource "kong_plugin" "${plugin}_limit" {
  name   = "rate-limiting"
  scope  = { route_id = kong_route.${route}_route.id }
  config = { minute = 60, policy = "local" }
}
resource "kong_plugin" "${plugin}_key" {
  name  = "key-auth"
  scope = { service_id = kong_service.${service}_service.id }
}
`;

const moved = (type: string, from: string, to: string): string =>
  `moved {\n  from = ${type}.${from}\n  to   = ${type}.${to}\n}\n`;

const ids = (world: World): readonly string[] =>
  Object.values(world.content())
    .flat()
    .map(({ id }) => id)
    .sort();

/** Small numbers that look random and are the same in every run. */
const numbers = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
};

const addresses = async (folder: Folder): Promise<readonly string[]> => [...(await folder.state()).keys()].sort();

withEachCli("a changed address", (cli) => {
  test("without a moved block is an error at plan that proposes one, and nothing is written", async () => {
    const { world, folder, declare } = await stage(cli, stack("old"));
    await folder.apply();
    const before = world.content();
    world.forget();
    declare(stack("new"));
    const ran = await folder.tryApply();
    expect(ran.code).toBe(1);
    expect(ran.flat).toMatch(/changes its address/);
    expect(ran.flat).toMatch(/moved \{ from = kong_service\.OLD\w* to = kong_service\.NEW \}/);
    expect(ran.text).toContain("KG_ADDRESS_CHANGED");
    expect(world.sent).toEqual([]);
    expect(world.content()).toEqual(before);
  });

  test("with moved blocks is no change", async () => {
    const { world, folder, declare } = await stage(cli, stack("old"));
    await folder.apply();
    const before = world.content();
    declare(
      stack("new") +
        moved("kong_service", "old_service", "new_service") +
        moved("kong_route", "old_route", "new_route") +
        moved("kong_plugin", "old_limit", "new_limit") +
        moved("kong_plugin", "old_key", "new_key"),
    );
    world.forget();
    expect((await folder.apply()).text).toContain("0 added, 0 changed, 0 destroyed");
    expect(world.sent).toEqual([]);
    expect(world.content()).toEqual(before);
    expect(await addresses(folder)).toEqual([
      "kong_plugin.new_key",
      "kong_plugin.new_limit",
      "kong_route.new_route",
      "kong_service.new_service",
    ]);
    await expectNoChanges(folder, world);
  });

  test("in whatever order it is planned, the gateway loses neither the route nor its plugins", async () => {
    const { world, folder, declare } = await stage(cli, stack("a0"));
    await folder.apply();
    const expected = ids(world);
    const number = numbers(20_240_611);
    for (let round = 1; round <= 16; round += 1) {
      // Some move, some stay; names decide where Terraform begins, and latency who comes first.
      const name = (): string => (number(3) === 0 ? "a0" : `${"abcz"[number(4)]}${round}`);
      declare(stack(name(), name(), name()));
      world.gateway.faults.length = 0;
      for (const kind of ["services", "routes", "plugins"])
        world.fault({ path: new RegExp(`^/${kind}`), times: 1000 }, { latencyMs: number(12) });
      const flags = [`-parallelism=${1 + number(10)}`, `-refresh=${number(2) === 0}`];
      const ran = await folder.tryApply(...flags);
      expect(ids(world), `round ${round}: ${ran.text}`).toEqual(expected);
      if (ran.code !== 0) expect(ran.flat, `round ${round}`).toMatch(/changes its address|is declared twice/);
      else expect(ran.text, `round ${round}`).toContain("0 added, 0 changed, 0 destroyed");
    }
    world.gateway.faults.length = 0;
    declare(stack("a0"));
    await expectNoChanges(folder, world);
  });

  test("of a targeted resource leaves two addresses for one entity, and neither is destroyed", async () => {
    const { world, folder, declare } = await stage(cli, stack("old"));
    await folder.apply();
    const expected = ids(world);
    declare(stack("old", "new"));
    // Terraform shows the provider the targeted resource alone.
    await folder.apply("-target=kong_route.new_route");
    expect(ids(world)).toEqual(expected);
    world.forget();
    for (const flags of [[], ["-parallelism=1"], ["-refresh=false"]]) {
      const ran = await folder.tryApply(...flags);
      expect(ran.code).toBe(1);
      expect(ran.flat).toMatch(/is in the state twice.*terraform state rm kong_route\.OLD|changes its address/);
    }
    expect(world.sent).toEqual([]);
    await folder.run("state", "rm", "kong_route.old_route");
    await folder.apply();
    expect(ids(world)).toEqual(expected);
    await expectNoChanges(folder, world);
  });

  test("into a module with moved blocks is no change", async () => {
    const { world, folder, declare } = await stage(cli, stack("old"));
    await folder.apply();
    folder.write(
      `terraform {\n  required_providers {\n    kong = { source = "kongruent/kong" }\n  }\n}\n${stack("old")}`,
      "orders/main.tf",
    );
    declare(
      `module "orders" {\n  source = "./orders"\n}\n${[
        "kong_service.old_service",
        "kong_route.old_route",
        "kong_plugin.old_limit",
        "kong_plugin.old_key",
      ]
        .map((address) => `moved {\n  from = ${address}\n  to   = module.orders.${address}\n}\n`)
        .join("")}`,
    );
    await folder.run("get");
    world.forget();
    expect((await folder.apply()).text).toContain("0 added, 0 changed, 0 destroyed");
    expect(world.sent).toEqual([]);
    expect((await addresses(folder)).every((address) => address.startsWith("module.orders."))).toBe(true);
  });

  test("by terraform state mv is no change", async () => {
    const { world, folder, declare } = await stage(cli, stack("old"));
    await folder.apply();
    await folder.run("state", "mv", "kong_route.old_route", "kong_route.new_route");
    declare(stack("old", "new", "old"));
    await expectNoChanges(folder, world);
  });

  test("from count to for_each with moved blocks is no change", async () => {
    const block = (meta: string, name: string) =>
      `resource "kong_service" "s" {\n  ${meta}\n  name = ${name}\n  host = "orders.internal"\n}\n`;
    const { world, folder, declare } = await stage(cli, block("count = 2", '"s$' + '{count.index}"'));
    await folder.apply();
    const after = block('for_each = toset(["s0", "s1"])', "each.key");
    declare(after);
    expect((await folder.plan()).flat).toMatch(/changes its address/);
    declare(after + moved("kong_service", "s[0]", 's["s0"]') + moved("kong_service", "s[1]", 's["s1"]'));
    expect((await folder.apply()).text).toContain("0 added, 0 changed, 0 destroyed");
    expect(world.gateway.entities("services")).toHaveLength(2);
    await expectNoChanges(folder, world);
  });

  describe("that is none", () => {
    test("two blocks that stand for one entity are refused, and both are named", async () => {
      const { world, folder } = await stage(cli, stack("one") + stack("two"));
      const ran = await folder.plan();
      expect(ran.code).toBe(1);
      expect(ran.flat).toMatch(/services\/orders is declared twice/);
      expect(world.sent).toEqual([]);
    });

    const again = `resource "kong_plugin" "again" {
  name   = "rate-limiting"
  scope  = { route_id = kong_route.old_route.id }
  config = { minute = 5, policy = "local" }
}
`;

    test("the same plugin twice on one scope is refused at plan, and both are named", async () => {
      const { world, folder, declare } = await stage(cli, stack("old"));
      await folder.apply();
      declare(stack("old") + again);
      world.forget();
      const ran = await folder.plan();
      expect(ran.code).toBe(1);
      expect(ran.flat).toMatch(/plugins\/rate-limiting@route=orders-v1 is declared twice/);
      expect(world.sent).toEqual([]);
      // Both of them new: neither is in the state.
      declare(
        stack("old") +
          again.replaceAll("rate-limiting", "cors").replace(/config.*/, "") +
          again
            .replaceAll("again", "more")
            .replaceAll("rate-limiting", "cors")
            .replace(/config.*/, ""),
      );
      const both = await folder.plan();
      expect(both.code).toBe(1);
      expect(both.flat).toMatch(/plugins\/cors@route=orders-v1 is declared twice/);
    });

    test("the same plugin twice on a scope that is not made yet: one is made, the other refused", async () => {
      const { world, folder } = await stage(cli, stack("old") + again);
      const ran = await folder.tryApply();
      expect(ran.code).toBe(1);
      expect(ran.flat).toMatch(/plugins\/rate-limiting@route=orders-v1 is declared twice/);
      expect(world.gateway.entities("plugins").filter(({ name }) => name === "rate-limiting")).toHaveLength(1);
      expect((await folder.state()).size).toBe(4);
    });

    test("a rename in place keeps the id, and what refers to it", async () => {
      const { world, folder, declare } = await stage(cli, stack("old"));
      await folder.apply();
      const before = ids(world);
      declare(stack("old").replace('"orders"', '"orders-renamed"').replace('"orders-v1"', '"orders-v2"'));
      const plan = await folder.plan();
      expect(plan.text).toContain("0 to add, 2 to change, 0 to destroy");
      expect(plan.text).not.toMatch(/known after apply.*id|id\s.*known after apply/);
      world.forget();
      await folder.apply("plan");
      expect(world.sent.map(({ request }) => request.split("/")[0])).toEqual(["PATCH ", "PATCH "]);
      expect(ids(world)).toEqual(before);
      world.one("services", { name: "orders-renamed" });
      await expectNoChanges(folder, world);
    });

    test("an entity that left the state is adopted again, with nothing to change", async () => {
      const { world, folder } = await stage(cli, stack("old"));
      await folder.apply();
      const before = world.content();
      await folder.run("state", "rm", "kong_route.old_route", "kong_plugin.old_limit");
      world.forget();
      const ran = await folder.apply();
      expect(ran.text).toContain("2 added");
      expect(ran.flat).toMatch(/Adopts routes\/orders-v1.*owned by 'team' already\. No field changes\./);
      expect(world.sent).toEqual([]);
      expect(world.content()).toEqual(before);
    });
  });
});
