// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform expressions.
/** What the constructs synthesize runs as it is, in Terraform and in this package's own engine, to the same end. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { TerraformCount, TerraformIterator, TerraformOutput, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { expect, onTestFinished, test } from "vitest";
import { createAdminGateway } from "../../src/admin/gateway.ts";
import { runCommandLine } from "../../src/cli/program.ts";
import { loadDesired } from "../../src/desired/load.ts";
import { DEFAULT_PLAN_OPTIONS } from "../../src/engine/plan-options.ts";
import { prepare } from "../../src/engine/prepare.ts";
import {
  Acl,
  BasicAuth,
  Consumer,
  KeyAuth,
  KongProvider,
  Plugin,
  Route,
  Scope,
  Service,
  Target,
  Upstream,
} from "../../src/index.ts";
import { coldFolder, expectNoChanges, type Folder, openWorld, type World, warmFolder, withEachCli } from "./kit.ts";

const root = resolve(import.meta.dirname, "../..");
const TIMEOUT = { timeout: 180_000 };
const KEY_ID = "5a1f2c3d-0000-4000-8000-000000000000";

/** The synthesized files of an app in stacks/, by stack, as they are. */
const synthesized = (file: string): ReadonlyMap<string, string> => {
  const folder = mkdtempSync(join(tmpdir(), "kongruent-e2e-stacks-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const run = spawnSync(
    process.execPath,
    ["--import", join(root, "node_modules/tsx/dist/loader.mjs"), join(root, "stacks", file)],
    {
      // The state lies where the app runs.
      cwd: folder,
      env: {
        ...process.env,
        TSX_TSCONFIG_PATH: join(root, "tsconfig.json"),
        CDKTF_OUTDIR: join(folder, "out"),
        CDKTF_CONTEXT_JSON: '{"kongruentInstallProvider":false}',
      },
      encoding: "utf8",
    },
  );
  expect(run.stderr).toBe("");
  const { stacks } = JSON.parse(readFileSync(join(folder, "out/manifest.json"), "utf8")) as { stacks: object };
  return new Map(
    Object.keys(stacks).map((name) => [name, readFileSync(join(folder, "out/stacks", name, "cdk.tf.json"), "utf8")]),
  );
};

/** What our own engine would do about the same file: changes and errors. */
const ownPlan = async (world: World, folder: Folder): Promise<readonly string[]> => {
  const { gateways } = await loadDesired({
    source: join(folder.path, "cdk.tf.json"),
    cwd: folder.path,
    env: {},
    vars: {},
  });
  const gateway = createAdminGateway({ url: world.url });
  try {
    const plans = gateways.map(({ declarations, owners }) =>
      prepare(gateway, declarations, { ...DEFAULT_PLAN_OPTIONS, owners }),
    );
    return (await Promise.all(plans)).flatMap(({ plan }) => [
      ...plan.changes.map(({ action, identity }) => `${action} ${identity}`),
      ...plan.errors.map(({ message }) => message),
    ]);
  } finally {
    await gateway.close();
  }
};

/** Applies the same file with our own engine. */
const ownApply = async (world: World, folder: Folder): Promise<void> => {
  const printed: string[] = [];
  const code = await runCommandLine(["apply", "cdk.tf.json", "--yes", "--gateway", world.url], {
    stdout: (text) => void printed.push(text),
    stderr: (text) => void printed.push(text),
    env: {},
    cwd: folder.path,
    isInteractive: false,
    hasColor: false,
    hasErrorColor: false,
    ask: async () => "",
    onInterrupt: () => () => {},
  });
  if (code !== 0) throw new Error(printed.join(""));
};

const stackOf = (world: World, name: string, build: (stack: TerraformStack) => void): string => {
  const stack = new TerraformStack(Testing.app(), name);
  new KongProvider(stack, "kong", { adminUrl: world.url });
  build(stack);
  return Testing.synth(stack, true);
};

withEachCli("synthesized stacks", (cli) => {
  test.each(["main.ts", "minimal.ts"])(
    "stacks/%s: planned, applied, congruent for both engines, destroyed",
    TIMEOUT,
    async (file) => {
      for (const text of synthesized(file).values()) {
        const world = await openWorld();
        const folder = await coldFolder(cli, { env: { KONGRUENT_GATEWAY: world.url } });
        folder.write(text, "cdk.tf.json");
        expect(await folder.run("init", "-input=false")).toMatchObject({ code: 0 });
        expect(await folder.run("validate")).toMatchObject({ code: 0 });
        expect(await folder.plan()).toMatchObject({ code: 2 });
        await folder.apply();
        await expectNoChanges(folder, world);
        expect(await ownPlan(world, folder)).toEqual([]);
        expect(await folder.destroy()).toMatchObject({ code: 0 });
        expect(Object.values(world.content()).flat()).toEqual([]);
      }
    },
  );

  test.each(["main.ts", "minimal.ts"])(
    "stacks/%s: applied by our engine, adopted by Terraform without a write",
    TIMEOUT,
    async (file) => {
      for (const text of synthesized(file).values()) {
        const world = await openWorld();
        const folder = await coldFolder(cli, { env: { KONGRUENT_GATEWAY: world.url } });
        folder.write(text, "cdk.tf.json");
        await ownApply(world, folder);
        expect(await folder.run("init", "-input=false")).toMatchObject({ code: 0 });
        world.forget();
        const { flat } = await folder.plan();
        const { resource } = JSON.parse(text) as { resource: Readonly<Record<string, object>> };
        const declared = Object.values(resource).flatMap((named) => Object.keys(named)).length;
        expect(flat).toContain(`Plan: ${declared} to add, 0 to change, 0 to destroy.`);
        expect(flat).not.toContain("Fields that change");
        await folder.apply();
        expect(world.sent).toEqual([]);
        await expectNoChanges(folder, world);
        expect(await ownPlan(world, folder)).toEqual([]);
      }
    },
  );

  test("another team's entities of every kind are found as data sources, as in our engine", TIMEOUT, async () => {
    const world = await openWorld();
    const theirs = await warmFolder(cli);
    theirs.write(
      stackOf(world, "platform", (stack) => {
        const orders = new Service(stack, "orders", { url: "http://orders.internal:8080/x" });
        orders.addRoute("v1", { paths: ["/orders"] }).addPlugin("cors", { instanceName: "their-cors" });
        new Upstream(stack, "pool").addTarget("10.0.0.1:80");
        const mobile = new Consumer(stack, "mobile");
        mobile.addKeyAuth({ id: KEY_ID, key: "kk" });
        mobile.addBasicAuth({ username: "bob", password: "p" });
        mobile.addAcl("gold");
        new Consumer(stack, "partner", { customId: "crm-1" });
        new Plugin(stack, "prometheus", { name: "prometheus", scope: Scope.global() });
      }),
      "cdk.tf.json",
    );
    await theirs.apply();
    const ours = await warmFolder(cli);
    ours.write(
      stackOf(world, "search", (stack) => {
        const orders = Service.existing(stack, "orders", { name: "orders" });
        const v1 = Route.existing(stack, "v1", { name: "orders-v1" });
        const pool = Upstream.existing(stack, "pool", { name: "pool" });
        const mobile = Consumer.existing(stack, "mobile", { username: "mobile" });
        const partner = Consumer.existing(stack, "partner", { customId: "crm-1" });
        const found = {
          orders,
          v1,
          pool,
          mobile,
          partner,
          target: Target.existing(stack, "target", { upstream: pool, target: "10.0.0.1:80" }),
          key: KeyAuth.existing(stack, "key", { id: KEY_ID }),
          basic: BasicAuth.existing(stack, "basic", { username: "bob" }),
          acl: Acl.existing(stack, "acl", { consumer: mobile, group: "gold" }),
          prometheus: Plugin.existing(stack, "prometheus", { name: "prometheus", scope: Scope.global() }),
          cors: Plugin.existing(stack, "cors", { name: "cors", scope: Scope.of({ route: v1 }) }),
          instance: Plugin.existing(stack, "instance", { instanceName: "their-cors" }),
        };
        for (const [name, { id }] of Object.entries(found)) new TerraformOutput(stack, `id-${name}`, { value: id });
        orders.addRoute("search", { paths: ["/search"], hosts: [orders.attribute("host")] });
        pool.addTarget("10.0.0.9:80");
        mobile.addPlugin("rate-limiting", { config: { minute: 3 } });
        partner.addAcl("silver");
        v1.addPlugin("acl", { config: { allow: ["gold"] } });
      }),
      "cdk.tf.json",
    );
    await ours.apply();
    await expectNoChanges(ours, world);
    expect(await ownPlan(world, ours)).toEqual([]);
    expect(await ownPlan(world, theirs)).toEqual([]);
    expect(world.one("routes", { name: "orders-search" })["hosts"]).toEqual(["orders.internal"]);
    const outputs = JSON.parse((await ours.run("output", "-json")).stdout) as Record<string, { value: string }>;
    expect(outputs["id-instance"]?.value).toBe(outputs["id-cors"]?.value);
    expect(outputs["id-basic"]?.value).toBe(world.one("basicauth_credentials", { username: "bob" }).id);
    await ours.destroy();
    await theirs.destroy();
    expect(Object.values(world.content()).flat()).toEqual([]);
  });

  test(
    "secrets, lifecycle, dependencies, aliases and per-resource behaviour arrive, and both engines agree",
    TIMEOUT,
    async () => {
      const world = await openWorld();
      // Two configurations need two processes, which only the CLI starts.
      const folder = await coldFolder(cli);
      folder.write(
        stackOf(world, "features", (stack) => {
          const other = new KongProvider(stack, "other", { alias: "other", owner: "others", adminUrl: world.url });
          const secret = new TerraformVariable(stack, "secret", {
            type: "string",
            sensitive: true,
            default: "s3cret-9",
          });
          const pool = new Upstream(stack, "pool", {
            healthchecks: { active: { httpPath: "/x", headers: { "X-Probe_Id": ["1"] } } },
            lifecycle: {
              ignoreChanges: ["slots", "healthchecks.active.httpPath", "healthchecks.active.headers.X-Probe_Id"],
            },
          });
          const theirs = new Service(stack, "theirs", { host: "h", provider: other, adopt: "any" });
          const orders = new Service(stack, "orders", {
            host: pool.name,
            dependsOn: [theirs],
            lifecycle: { ignoreChanges: ["readTimeout"], createBeforeDestroy: false },
            deletionPolicy: "delete",
          });
          const v1 = orders.addRoute("v1", { paths: ["/v1"], lifecycle: { ignoreChanges: ["service", "tags"] } });
          v1.addPlugin("rate-limiting", {
            config: { minute: 5, policy: "redis", redis: { host: "r" } },
            configSecrets: { redis: { password: secret.stringValue } },
            lifecycle: { ignoreChanges: ["config.minute", "configSecrets.redis.password", "route"] },
          });
          v1.addPlugin("session", { configSecretsWo: { secret: secret.stringValue, cookie_name: "c" } });
          const mobile = new Consumer(stack, "mobile");
          mobile.addKeyAuth({ keyWo: secret.stringValue });
          mobile.addBasicAuth({ username: "mobile", passwordWo: secret.stringValue });
        }),
        "cdk.tf.json",
      );
      expect(await folder.run("init", "-input=false")).toMatchObject({ code: 0 });
      await folder.apply();
      expect(world.one("plugins", { name: "rate-limiting" })["config"]).toMatchObject({
        redis: { password: "s3cret-9" },
      });
      expect(world.one("plugins", { name: "session" })["config"]).toMatchObject({
        secret: "s3cret-9",
        cookie_name: "c",
      });
      expect(world.one("services", { name: "theirs" })["tags"]).toEqual(["kongruent-owner:others"]);
      await expectNoChanges(folder, world);
      expect(await ownPlan(world, folder)).toEqual([]);
      // One of the secrets is stored, by choice: the one that is not write-only.
      const stored = [...(await folder.state()).values()].filter(({ values }) =>
        JSON.stringify(values).includes("s3cret-9"),
      );
      expect(stored.map(({ values }) => values["name"])).toEqual(["rate-limiting"]);

      // What is ignored stays as somebody else made it, for both.
      const { id } = world.one("services", { name: "orders" });
      await world.gateway.handle({
        method: "PATCH",
        path: `/services/${id}`,
        headers: { "content-type": "application/json" },
        body: '{"read_timeout":7}',
      });
      await expectNoChanges(folder, world);
      expect(await ownPlan(world, folder)).toEqual([]);
    },
  );

  test("count, forEach, moveTo, moveFromId and importFrom are Terraform's own, and pass through", TIMEOUT, async () => {
    const world = await openWorld();
    world.gateway.insert("services", { name: "found", host: "before" });
    const folder = await warmFolder(cli);
    const declare = (hasMoved: boolean): void =>
      folder.write(
        stackOf(world, "features", (stack) => {
          const names = TerraformIterator.fromList(["a", "b"]);
          new Service(stack, "each", { forEach: names, name: `each-${names.value}`, host: "h" });
          const count = TerraformCount.of(2);
          new Service(stack, "counted", { count, name: `counted_${count.index}`, host: "h" });
          const old = new Service(stack, "old", { name: "moving", host: "h" });
          if (hasMoved) {
            new Service(stack, "now", { name: "moving", host: "h" }).addMoveTarget("now");
            old.moveTo("now");
          }
          const named = new Service(stack, hasMoved ? "after" : "before", { name: "named", host: "h" });
          if (hasMoved) named.moveFromId("kong_service.before");
          const found = new Service(stack, "found", { host: "after" });
          found.importFrom("services/found");
          found.addRoute("v1", { paths: ["/"] });
        }),
        "cdk.tf.json",
      );
    declare(false);
    await folder.apply();
    expect(
      world
        .content()
        ["services"]?.map(({ name }) => name)
        .sort(),
    ).toEqual(["counted_0", "counted_1", "each-a", "each-b", "found", "moving", "named"].sort());
    expect(world.one("services", { name: "found" })["host"]).toBe("after");
    await expectNoChanges(folder, world);
    declare(true);
    const moved = await folder.plan();
    expect(moved.text).toContain("kong_service.old has moved to kong_service.now");
    expect(moved.text).toContain("kong_service.before has moved to kong_service.after");
    expect(moved.text).toContain("0 to add, 0 to change, 0 to destroy");
    expect([...(await folder.changes()).values()].flatMap(({ actions }) => actions)).toEqual([]);
    await folder.apply();
    await expectNoChanges(folder, world);
    expect(await folder.destroy()).toMatchObject({ code: 0 });
    expect(Object.values(world.content()).flat()).toEqual([]);
  });
});
