/** The real, bundled provider as the CLI starts and ends it: handshake, interruption, death of the parent, several at once. */
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { coldFolder, configuration, expectNoChanges, type Folder, openWorld, type World, withEachCli } from "./kit.ts";

const STACK = `resource "kong_service" "orders" {
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

/** Services that do not depend on each other. */
const services = (prefix: string, count: number): string =>
  Array.from(
    { length: count },
    (_, index) =>
      `resource "kong_service" "${prefix}${index}" {\n  name = "${prefix}${index}"\n  host = "h.internal"\n}\n`,
  ).join("");

const names = (world: World): readonly unknown[] =>
  world.gateway
    .entities("services")
    .map(({ name }) => name)
    .sort();

/** Providers that a CLI in a folder has started, by pid: the folder is this test's own. */
const providersOf = (folder: Folder): readonly number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const words = readFileSync(join("/proc", pid, "cmdline"), "utf8");
        return words.includes("terraform-provider-kong_v") && readlinkSync(join("/proc", pid, "cwd")) === folder.path;
      } catch {
        return false;
      }
    })
    .map(Number);

/** Resolves when a process is gone. */
const gone = async (pid: number): Promise<void> => {
  const started = Date.now();
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    if (Date.now() - started > 20_000) throw new Error(`${pid} still runs`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};

const ready = async (folder: Folder, world: World, resources: string, provider?: string): Promise<void> => {
  folder.write(configuration(world.url, resources, provider));
  const ran = await folder.run("init", "-no-color", "-input=false");
  if (ran.code !== 0) throw new Error(ran.text);
};

withEachCli("the provider's process", (cli) => {
  test("is started, speaks with mutual TLS, and leaves nothing running", async () => {
    const folder = await coldFolder(cli, { env: { TF_LOG: "debug", TF_LOG_PATH: "log" } });
    const world = await openWorld();
    await ready(folder, world, STACK);
    expect((await folder.apply()).text).toContain("3 added");
    const log = readFileSync(join(folder.path, "log"), "utf8");
    expect(log).toMatch(/using plugin: version=6/);
    expect(log).toContain("configuring client automatic mTLS");
    expect(log).toMatch(/configured: .*@module=provider\.kong/);
    expect(log).toMatch(/intent create: .*id=[0-9a-f-]{36}/);
    // Neither had to be killed nor broke down.
    expect(log).not.toMatch(/plugin failed to exit gracefully|panic:/);
    expect(providersOf(folder)).toEqual([]);
    await expectNoChanges(folder, world);
    expect((await folder.destroy()).text).toContain("3 destroyed");
    expect(Object.values(world.content()).flat()).toEqual([]);
  });

  test("an interrupted apply finishes what it began, records it, and the next one converges with no orphan", async () => {
    const folder = await coldFolder(cli);
    const world = await openWorld();
    await ready(folder, world, services("s", 30));
    const { arrived, release } = world.hold(/^POST \/services/);
    const running = folder.start("apply", "-no-color", "-input=false", "-auto-approve");
    await arrived;
    running.child.kill("SIGINT");
    await running.printed(/Interrupt received|Gracefully shutting down/);
    release();
    const ran = await running.done;
    expect(ran.code).toBe(1);
    const made = names(world);
    expect(made.length).toBeGreaterThan(0);
    expect(made.length).toBeLessThan(30);
    // What is on the gateway is in the state, and nothing in it is tainted.
    const state = [...(await folder.state()).values()];
    expect(state.map(({ values }) => values["name"]).sort()).toEqual(made);
    expect(state.filter(({ tainted }) => tainted)).toEqual([]);
    expect(providersOf(folder)).toEqual([]);
    expect((await folder.apply()).text).toContain(`${30 - made.length} added, 0 changed, 0 destroyed`);
    expect(names(world)).toHaveLength(30);
    await expectNoChanges(folder, world);
  });

  test("interrupted twice, the CLI gives up at once: the next apply adopts what was made, with no orphan", async () => {
    const folder = await coldFolder(cli);
    const world = await openWorld();
    await ready(folder, world, services("s", 12));
    const { arrived, release } = world.hold(/^POST \/services/);
    const running = folder.start("apply", "-no-color", "-input=false", "-auto-approve");
    await arrived;
    running.child.kill("SIGINT");
    await running.printed(/Interrupt received|Gracefully shutting down/);
    running.child.kill("SIGINT");
    await running.done;
    release();
    const ran = await folder.apply("-lock-timeout=10s");
    expect(ran.text).toMatch(/\d+ added, 0 changed, 0 destroyed/);
    expect(names(world)).toHaveLength(12);
    await expectNoChanges(folder, world);
  });

  test.skipIf(process.platform !== "linux")(
    "a provider whose CLI was killed ends by itself, and the next apply converges",
    async () => {
      const folder = await coldFolder(cli);
      const world = await openWorld();
      await ready(folder, world, services("s", 12));
      const { arrived, release } = world.hold(/^POST \/services/);
      const running = folder.start("apply", "-no-color", "-input=false", "-auto-approve");
      await arrived;
      const providers = providersOf(folder);
      expect(providers.length).toBeGreaterThan(0);
      onTestFinished(() => {
        for (const pid of providers) {
          try {
            process.kill(pid, "SIGKILL");
          } catch {
            // It has ended, as it should.
          }
        }
      });
      running.child.kill("SIGKILL");
      await running.done;
      release();
      for (const pid of providers) await gone(pid);
      // The lock of a process that is dead is nobody's.
      const ran = await folder.apply("-lock=false");
      expect(ran.text).toMatch(/12 added, 0 changed, 0 destroyed/);
      expect(names(world)).toHaveLength(12);
      await expectNoChanges(folder, world);
    },
  );

  test.skipIf(process.platform !== "linux")(
    "a provider that dies in the middle taints nothing, and the next apply converges",
    async () => {
      const folder = await coldFolder(cli);
      const world = await openWorld();
      await ready(folder, world, services("s", 12));
      const { arrived, release } = world.hold(/^POST \/services/);
      const running = folder.start("apply", "-no-color", "-input=false", "-auto-approve");
      await arrived;
      const providers = providersOf(folder);
      expect(providers).toHaveLength(1);
      for (const pid of providers) process.kill(pid, "SIGKILL");
      const ran = await running.done;
      release();
      expect(ran.code).toBe(1);
      expect([...(await folder.state()).values()].filter(({ tainted }) => tainted)).toEqual([]);
      expect((await folder.apply()).text).toMatch(/12 added, 0 changed, 0 destroyed/);
      expect(names(world)).toHaveLength(12);
      await expectNoChanges(folder, world);
    },
  );

  test("two applies of different stacks at once both succeed", async () => {
    const world = await openWorld();
    const [one, two] = [await coldFolder(cli), await coldFolder(cli)];
    await ready(one, world, services("a", 25), 'owner = "one"');
    await ready(two, world, services("b", 25), 'owner = "two"');
    const [first, second] = await Promise.all([one.tryApply(), two.tryApply()]);
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(names(world)).toHaveLength(50);
    await expectNoChanges(one, world);
    await expectNoChanges(two, world);
    expect((await one.destroy()).text).toContain("25 destroyed");
    expect(names(world).every((name) => String(name).startsWith("b"))).toBe(true);
    expect(names(world)).toHaveLength(25);
  });

  test("two applies of the same entities at once converge on one of each", async () => {
    const world = await openWorld();
    const [one, two] = [await coldFolder(cli), await coldFolder(cli)];
    await ready(one, world, services("a", 20));
    await ready(two, world, services("a", 20));
    const [first, second] = await Promise.all([one.tryApply(), two.tryApply()]);
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(names(world)).toHaveLength(20);
    await expectNoChanges(one, world);
    await expectNoChanges(two, world);
  });

  test("two gateways by an alias", async () => {
    const folder = await coldFolder(cli);
    const [north, south] = [await openWorld(), await openWorld()];
    await ready(
      folder,
      north,
      `provider "kong" {
  alias     = "south"
  admin_url = "${south.url}"
  owner     = "team"
}
resource "kong_service" "north" {
  name = "orders"
  host = "north.internal"
}
resource "kong_service" "south" {
  provider = kong.south
  name     = "orders"
  host     = "south.internal"
}
`,
    );
    expect((await folder.apply()).text).toContain("2 added");
    expect(north.one("services", {})["host"]).toBe("north.internal");
    expect(south.one("services", {})["host"]).toBe("south.internal");
    await expectNoChanges(folder, north);
    expect((await folder.destroy()).text).toContain("2 destroyed");
    expect([...names(north), ...names(south)]).toEqual([]);
  });

  test("what moves from one alias to another of one gateway is an error at plan, though each is a process", async () => {
    const folder = await coldFolder(cli);
    const world = await openWorld();
    const declared = (name: string, of: string): string => `provider "kong" {
  alias     = "other"
  admin_url = "${world.url}"
  owner     = "team"
}
resource "kong_service" "orders" {
  name = "orders"
  host = "orders.internal"
}
resource "kong_route" "${name}" {
  provider   = ${of}
  name       = "orders-v1"
  paths      = ["/orders"]
  service_id = kong_service.orders.id
}
`;
    await ready(folder, world, declared("old", "kong"));
    await folder.apply();
    folder.write(configuration(world.url, declared("new", "kong.other")));
    world.forget();
    const ran = await folder.tryApply();
    expect(ran.code).toBe(1);
    expect(ran.flat).toMatch(/changes its address/);
    expect(world.sent).toEqual([]);
    expect(world.gateway.entities("routes")).toHaveLength(1);
  });

  test("started by hand says what it is for", async () => {
    const folder = await coldFolder(cli);
    const find = execFileSync("find", [folder.path, "-name", "terraform-provider-kong_v*"], { encoding: "utf8" });
    const ran = spawnSync(find.split("\n")[0] ?? "", { encoding: "utf8", env: { PATH: process.env["PATH"] } });
    expect(ran.status).toBe(1);
    expect(ran.stdout).toBe("");
    expect(ran.stderr).toContain("This is the Kong provider of kongruent");
  });
});
