import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { filesWithProviderInstallation } from "../../src/install/cli-configuration.ts";

const homeWith = (files: Readonly<Record<string, string>>): string => {
  const home = mkdtempSync(join(tmpdir(), "kongruent-test-home-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  return home;
};

const BLOCK = `plugin_cache_dir = "/tmp/cache"

provider_installation {
  direct {}
}
`;

test.each([
  [".terraformrc", BLOCK],
  [".tofurc", "provider_installation{\n  direct {}\n}"],
  [".config/opentofu/tofurc", BLOCK],
  [".terraform.d/mirror.tfrc", BLOCK],
  [".terraform.d/mirror.tfrc.json", '{"credentials": {}, "provider_installation": {"direct": {}}}'],
])("a block in ~/%s is found", (name, text) => {
  const home = homeWith({ [name]: text });
  expect(filesWithProviderInstallation({}, home)).toEqual([join(home, name)]);
});

test("a file without the block, or with it in a comment or a text, is none", () => {
  const home = homeWith({
    ".terraformrc": `# provider_installation {\n/*\n${BLOCK}*/\nplugin_cache_dir = "/provider_installation { # "\n`,
    ".tofurc": "// provider_installation {}\n",
  });
  expect(filesWithProviderInstallation({}, home)).toEqual([]);
  expect(filesWithProviderInstallation({}, join(home, "nowhere"))).toEqual([]);
});

test("TF_CLI_CONFIG_FILE silences the files of the home folder, also where it is missing", () => {
  const home = homeWith({ ".terraformrc": BLOCK, "own.tfrc": BLOCK, "plain.tfrc": "" });
  const found = (file: string): readonly string[] =>
    filesWithProviderInstallation({ TF_CLI_CONFIG_FILE: join(home, file) }, home);
  expect(found("own.tfrc")).toEqual([join(home, "own.tfrc")]);
  expect(found("plain.tfrc")).toEqual([]);
  expect(found("missing.tfrc")).toEqual([]);
  expect(filesWithProviderInstallation({ TF_CLI_CONFIG_FILE: "" }, home)).toEqual([join(home, ".terraformrc")]);
});
