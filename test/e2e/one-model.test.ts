/** One model, two engines, one answer: Terraform and kongruent's own plan and apply agree on every stack in `stacks/`. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../cli/support.ts";
import {
  type Cli,
  clis,
  expectNoChanges,
  type Folder,
  isRecord,
  openWorld,
  type World,
  warmFolder,
  withEachCli,
} from "./kit.ts";

const root = resolve(import.meta.dirname, "../..");
const stacks = [
  { file: "minimal.ts", name: "invoices-team" },
  { file: "main.ts", name: "shop" },
] as const;

/** Where each stack's synthesized JSON lies. */
const synthesized = new Map<string, string>();

const leftovers: string[] = [];
afterAll(() => {
  for (const folder of leftovers) rmSync(folder, { recursive: true, force: true });
});

beforeAll(async () => {
  if (clis.length === 0) return;
  const out = mkdtempSync(join(tmpdir(), "kongruent-e2e-synth-"));
  leftovers.push(out);
  await Promise.all(
    stacks.map(async ({ file, name }) => {
      const folder = join(out, name);
      await promisify(execFile)(process.execPath, ["--import", "tsx", join("stacks", file)], {
        cwd: root,
        env: {
          PATH: process.env["PATH"],
          CDKTF_OUTDIR: folder,
          // The provider is not laid beside it: this process serves it.
          CDKTF_CONTEXT_JSON: JSON.stringify({ kongruentInstallProvider: "false" }),
        },
      });
      synthesized.set(name, join(folder, "stacks", name));
    }),
  );
});

const stageOf = async (cli: Cli, name: string): Promise<{ world: World; folder: Folder; count: number }> => {
  const world = await openWorld();
  const folder = await warmFolder(cli, { providerEnv: { KONGRUENT_GATEWAY: world.url } });
  const json: unknown = JSON.parse(readFileSync(join(synthesized.get(name) ?? "", "cdk.tf.json"), "utf8"));
  if (!isRecord(json) || !isRecord(json["terraform"])) throw new Error("no synthesized stack");
  // Each test has a state of its own.
  const { backend: _shared, ...terraform } = json["terraform"];
  folder.write(JSON.stringify({ ...json, terraform }, undefined, 2), "cdk.tf.json");
  const { resource } = json;
  const count = Object.values(isRecord(resource) ? resource : {}).flatMap((one) => Object.keys(one ?? {})).length;
  return { world, folder, count };
};

const kongruent = (folder: Folder, world: World, ...args: readonly string[]) =>
  run(folder.path, args[0] ?? "", folder.path, "--gateway", world.url, ...args.slice(1));

const ids = (world: World): readonly string[] =>
  Object.values(world.content())
    .flat()
    .map(({ id }) => id);

withEachCli("one model, two engines", (cli) => {
  describe.each(stacks)("$name", ({ name }) => {
    test("applied by Terraform it is congruent for kongruent", async () => {
      const { world, folder, count } = await stageOf(cli, name);
      world.gateway.insert("services", { name: "of-somebody-else", host: "x.internal" });
      const before = world.content();
      expect((await folder.apply()).text).toContain(`${count} added, 0 changed, 0 destroyed`);
      await expectNoChanges(folder, world);
      world.forget();
      const plan = await kongruent(folder, world, "plan", "--json");
      expect(plan.code, plan.stdout).toBe(0);
      const drift = await kongruent(folder, world, "drift");
      expect(drift.code, drift.stdout).toBe(0);
      expect(world.sent).toEqual([]);

      expect((await folder.destroy()).text).toContain(`${count} destroyed`);
      expect(world.content()).toEqual(before);
    });

    test("applied by kongruent it is adopted by Terraform with no field that changes", async () => {
      const { world, folder, count } = await stageOf(cli, name);
      const applied = await kongruent(folder, world, "apply", "--yes");
      expect(applied.code, applied.stdout + applied.stderr).toBe(0);
      const before = world.content();
      world.forget();
      const plan = await folder.plan();
      expect(plan.text).toContain(`${count} to add, 0 to change, 0 to destroy`);
      expect(plan.flat).not.toContain("Fields that change");
      const changes = [...(await folder.changes()).values()];
      expect(changes.map(({ after }) => after["id"]).sort()).toEqual([...ids(world)].sort());
      for (const { afterUnknown } of changes) expect(afterUnknown).toEqual({});
      await folder.apply("plan");
      expect(world.sent).toEqual([]);
      expect(world.content()).toEqual(before);
      await expectNoChanges(folder, world);
      expect((await kongruent(folder, world, "plan")).code).toBe(0);
    });

    test("what somebody changes is the same difference for both", async () => {
      const { world, folder } = await stageOf(cli, name);
      await folder.apply();
      const [plugin] = world.gateway.entities("plugins");
      const [route] = world.gateway.entities("routes");
      if (plugin === undefined || route === undefined) throw new Error("no plugin or no route");
      world.gateway.update("plugins", plugin.id, { enabled: false });
      world.gateway.update("routes", route.id, { preserve_host: true });
      const drift = await kongruent(folder, world, "plan");
      expect(drift.code).toBe(2);
      expect(drift.stdout).toContain("2 to update, 0 to delete");
      const plan = await folder.plan();
      expect(plan.text).toContain("0 to add, 2 to change, 0 to destroy");
      expect([...(await folder.changes()).values()].map(({ before }) => before["id"]).sort()).toEqual(
        [plugin.id, route.id].sort(),
      );
      // Put right by one of them, it is right for the other.
      expect((await kongruent(folder, world, "apply", "--yes")).code).toBe(0);
      await expectNoChanges(folder, world);
    });
  });
});
