/** What `kongruent import --format hcl` writes, planned by the real Terraform and OpenTofu: imports, and nothing else. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../cli/support.ts";
import { insertEverything, insertSamples } from "../emit/gateways.ts";
import { EVERYTHING } from "../kinds/samples.ts";
import { hasWriteOnly, openWorld, warmFolder, withEachCli } from "./kit.ts";

withEachCli("written HCL", (cli) => {
  test.skipIf(!hasWriteOnly(cli)).each([
    ["of what people have, with odd names", {}, insertEverything],
    ["of every kind", EVERYTHING, insertSamples],
  ] as const)("%s plans imports and changes nothing", async (_what, options, insert) => {
    const world = await openWorld(options);
    insert(world.gateway);
    const folder = await warmFolder(cli);
    const ran = await run(
      folder.path,
      ...[
        "import",
        "--gateway",
        world.url,
        "--format",
        "hcl",
        "--out",
        "all",
        "--secrets-file",
        "secrets.auto.tfvars.json",
      ],
      "--json",
    );
    expect(ran.errors).toEqual([]);
    const text = readFileSync(join(folder.path, "all/main.tf"), "utf8");
    const secrets = JSON.parse(readFileSync(join(folder.path, "secrets.auto.tfvars.json"), "utf8")) as object;
    expect((await folder.run("fmt", "-check", "-diff", "all")).stdout).toBe("");
    rmSync(join(folder.path, "all"), { recursive: true });
    world.forget();
    folder.write(text);
    const plan = await folder.plan();
    const counts = `${ran.json.entities} to import, 0 to add, 0 to change, 0 to destroy`;
    expect(plan.text, plan.text).toContain(counts);
    await folder.apply("plan");
    expect(world.sent).toEqual([]);
    const state = readFileSync(join(folder.path, "terraform.tfstate"), "utf8");
    for (const value of Object.values(secrets)) expect(state).not.toContain(JSON.stringify(value));
    const again = await folder.plan();
    expect(again.text, again.text).toContain("No changes.");
  });
});
