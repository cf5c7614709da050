import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type ProviderFlags, runProvider } from "../../src/cli/provider.ts";
import { packageHash } from "../../src/install/hash.ts";
import { version } from "../../src/install/version.ts";
import { createTerminal, folderWith, run, runOn } from "./support.ts";

const PROVIDER = "#!/usr/bin/env node\n";
const HASH = packageHash(`terraform-provider-kong_v${version}`, Buffer.from(PROVIDER));

/** Installs a stand-in for the provider, in an empty home. */
const install = async (
  options: { cwd: string; folder?: string; env?: Readonly<Record<string, string>>; isBuilt?: boolean },
  flags: Partial<ProviderFlags> = {},
) => {
  const home = await folderWith({ provider: PROVIDER });
  const terminal = createTerminal({ cwd: options.cwd, env: { HOME: home, ...options.env } });
  const find = (): string | undefined => (options.isBuilt === false ? undefined : join(home, "provider"));
  const code = runProvider(options.folder, { color: false, ...flags }, terminal.io, find);
  return { code, stdout: terminal.stdout(), stderr: terminal.stderr() };
};

const HCL = `terraform {
  required_providers {
    kong = {
      source  = "kongruent/kong"
      version = "${version}"
    }
  }
}
`;

describe("kongruent provider install", () => {
  test("installs into this folder, and says what to write into the configuration", async () => {
    const cwd = await folderWith({ "main.tf": "" });
    const first = await install({ cwd });
    expect([first.code, first.stderr]).toEqual([0, ""]);
    expect(first.stdout).toContain(
      `Installed kongruent/kong ${version} in ${cwd}: terraform.d/plugins (7 platforms, 2 registries)`,
    );
    expect(first.stdout).toContain(HCL);
    expect(first.stdout).toContain("Node must be on every machine");
    const second = await install({ cwd });
    expect(second.stdout).toMatch(/is installed in .*Nothing to do\./);
    expect(second.stdout).toContain(HCL);
  });

  test("installs into the folder named, and with --quiet prints the block alone", async () => {
    const cwd = await folderWith({ "edge/main.tf": "" });
    expect(await install({ cwd, folder: "edge" }, { quiet: true })).toEqual({ code: 0, stdout: HCL, stderr: "" });
  });

  test("speaks JSON to a folder of JSON", async () => {
    const cwd = await folderWith({ "main.tf.json": {} });
    const { stdout } = await install({ cwd }, { quiet: true });
    expect(JSON.parse(stdout)).toEqual({
      terraform: { required_providers: { kong: { source: "kongruent/kong", version } } },
    });
  });

  test("with --json says all of it in one document", async () => {
    const cwd = await folderWith();
    const { code, stdout, stderr } = await install({ cwd }, { json: true });
    expect([code, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toEqual({
      format: "kongruent.provider/1",
      source: "kongruent/kong",
      version,
      registries: ["registry.opentofu.org", "registry.terraform.io"],
      platforms: expect.arrayContaining(["linux_amd64", "darwin_arm64"]),
      folder: cwd,
      hash: HASH,
      isChanged: true,
      ignoredUnder: [],
      errors: [],
    });
    expect(JSON.parse((await install({ cwd }, { json: true })).stdout)).toMatchObject({ hash: HASH, isChanged: false });
  });

  test("warns where a CLI configuration makes Terraform look elsewhere", async () => {
    const cwd = await folderWith({ "own.tfrc": "provider_installation {\n  direct {}\n}\n" });
    const file = join(cwd, "own.tfrc");
    const { code, stderr } = await install({ cwd, env: { TF_CLI_CONFIG_FILE: file } });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Warning: .*own\.tfrc has a provider_installation block\./);
    const asJson = await install({ cwd, env: { TF_CLI_CONFIG_FILE: file } }, { json: true });
    expect(JSON.parse(asJson.stdout)).toMatchObject({ ignoredUnder: [file], errors: [] });
    expect(asJson.stderr).toBe("");
  });

  test.each([
    ["a folder that is not there", "KG_INSTALL_FOLDER", "nowhere", true],
    ["a file", "KG_INSTALL_FOLDER", "file", true],
    ["a copy of the package that was not built", "KG_PROVIDER_NOT_BUILT", ".", false],
    ["a broken lock file", "KG_LOCK_FILE_INVALID", "broken", true],
  ])("%s ends with 1 and a code, in text and in JSON", async (_what, code, folder, isBuilt) => {
    const cwd = await folderWith({ file: "", "broken/.terraform.lock.hcl": "}" });
    const text = await install({ cwd, folder, isBuilt });
    expect([text.code, text.stdout]).toEqual([1, ""]);
    expect(text.stderr).toContain(`Error ${code}: `);
    const asJson = await install({ cwd, folder, isBuilt }, { json: true });
    expect([asJson.code, asJson.stderr]).toEqual([1, ""]);
    expect(JSON.parse(asJson.stdout)).toMatchObject({ format: "kongruent.provider/1", hash: "", errors: [{ code }] });
  });

  test("a word or a flag that it does not know is a usage error, with its document", async () => {
    const cwd = await folderWith();
    const { code, stderr } = await run(cwd, "provider", "remove");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Error KG_USAGE: .*install.*See npx kongruent provider --help\.\n$/s);
    const asJson = await run(cwd, "provider", "install", "--no-such-flag", "--json");
    expect(asJson.json).toMatchObject({ format: "kongruent.provider/1", errors: [{ code: "KG_USAGE" }] });
  });

  test("takes its flags from the command line and the environment", async () => {
    const cwd = await folderWith();
    const flags = createTerminal({ cwd, env: { HOME: cwd, KONGRUENT_JSON: "1" } });
    await writeFile(join(cwd, ".terraform.lock.hcl"), "}");
    const { code, json } = await runOn(flags, "provider", "install", ".");
    expect(code).toBe(1);
    // Which of the two depends on whether this checkout was built.
    expect(["KG_LOCK_FILE_INVALID", "KG_PROVIDER_NOT_BUILT"]).toContain(json.errors[0].code);
  });
});
