/** Every HCL sample of the documentation is one that Terraform accepts, and is written as `terraform fmt` writes it. @module */
import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { kinds } from "../../src/model/kinds.ts";
import { noLog } from "../../src/provider/log.ts";
import { createProvider } from "../../src/provider/provider.ts";
import { serveForTests } from "../../src/provider/serve.ts";
import { offlineEnvironment, TERRAFORM } from "../install/terraform.ts";

const root = resolve(import.meta.dirname, "../..");
const guides = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" });
const pages = ["README.md", ...guides.filter((file) => file.endsWith(".md")).map((file) => join("docs", file))];

const HEADER = `terraform {
  required_providers {
    kong = { source = "kongruent/kong" }
  }
}
`;

interface Sample {
  readonly page: string;
  readonly text: string;
}

/** Each sample is a configuration by itself; what a resource's page imports is the resource of its example. */
const samplesOf = (page: string): readonly Sample[] => {
  const fences = [...readFileSync(join(root, page), "utf8").matchAll(/^( *)```hcl\n([\s\S]*?)^\1```$/gm)].map(
    ([, indent = "", text = ""]) => text.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  );
  const texts = page.startsWith("docs/resources/") ? [fences.join("\n")] : fences;
  return texts.map((text) => ({ page, text }));
};

const samples = pages.flatMap(samplesOf);

/** What Terraform says against a configuration. */
const complaints = async (sample: Sample, folder: string, reattach: string): Promise<readonly string[]> => {
  mkdirSync(folder);
  writeFileSync(join(folder, "main.tf"), sample.text);
  if (!sample.text.includes("required_providers")) writeFileSync(join(folder, "header.tf"), HEADER);
  const env = { ...offlineEnvironment(folder), TF_REATTACH_PROVIDERS: reattach };
  const format = spawnSync("terraform", ["fmt", "-check", "-diff", "main.tf"], { cwd: folder, env, encoding: "utf8" });
  const { stdout } = await promisify(execFile)("terraform", ["validate", "-json"], { cwd: folder, env }).catch(
    (error: { readonly stdout: string }) => error,
  );
  const { diagnostics } = JSON.parse(stdout) as {
    readonly diagnostics: readonly { readonly summary: string; readonly detail?: string }[];
  };
  const told = diagnostics.map(({ summary, detail = "" }) => `${summary}: ${detail}`);
  return [...(format.status === 0 ? [] : [format.stdout]), ...told].map((text) => `${sample.page}: ${text}`);
};

test("every kind has a page for its resource and one for its data source, and there is no other", () => {
  const expected = kinds.map(({ terraform }) => `${terraform.replace("kong_", "")}.md`).sort();
  for (const folder of ["resources", "data-sources"]) {
    expect(readdirSync(join(root, "docs", folder)).sort()).toEqual(expected);
  }
});

test("a variable that a write-only attribute takes is ephemeral in every sample: a saved plan holds any other", () => {
  const taken = samples.flatMap(({ page, text }) =>
    [...text.matchAll(/_wo +=.*\bvar\.(\w+)/g)].flatMap(([, name = ""]) => {
      const block = new RegExp(`variable "${name}" \\{[^}]*\\}`).exec(text)?.[0];
      return block === undefined ? [] : [{ page, name, isEphemeral: /ephemeral += true/.test(block) }];
    }),
  );
  expect(taken.map(({ page }) => page)).toEqual(
    expect.arrayContaining(["docs/resources/key_auth.md", "docs/resources/basic_auth.md"]),
  );
  expect(taken.filter(({ isEphemeral }) => !isEphemeral)).toEqual([]);
});

test.skipIf(TERRAFORM === undefined)(
  TERRAFORM === undefined
    ? "the HCL samples of the documentation: terraform is not on the PATH"
    : "every HCL sample of the documentation is accepted by Terraform",
  { timeout: 180_000 },
  async () => {
    expect(samples.length).toBeGreaterThan(2 * kinds.length);
    const folder = mkdtempSync(join(tmpdir(), "kongruent-hcl-"));
    const served = await serveForTests({ provider: createProvider({ env: {}, log: noLog }) });
    try {
      const found: string[] = [];
      for (const [index, sample] of samples.entries()) {
        found.push(...(await complaints(sample, join(folder, String(index)), served.reattach)));
      }
      expect(found).toEqual([]);
    } finally {
      await served.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
