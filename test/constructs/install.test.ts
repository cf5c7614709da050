import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack, Testing } from "cdktf";
import { expect, onTestFinished, test } from "vitest";
import { installAtSynthesis } from "../../src/constructs/install.ts";
import { KongProvider, Service } from "../../src/index.ts";
import { INSTALL_CONTEXT } from "../../src/install/names.ts";
import { version } from "../../src/install/version.ts";

const folderFor = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "kongruent-test-synth-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const PROVIDER = "#!/usr/bin/env node\n";

interface Made {
  readonly app: App;
  readonly stack: TerraformStack;
  /** The stack's folder. */
  readonly folder: string;
  readonly searches: () => number;
}

/** A stack `shop` whose installation takes a stand-in for the provider, or none. */
const make = (
  options: { readonly isBuilt?: boolean; readonly context?: Record<string, unknown>; outdir?: string } = {},
): Made => {
  const outdir = options.outdir ?? join(folderFor(), "out");
  const provider = join(folderFor(), "provider");
  writeFileSync(provider, PROVIDER);
  const app = new App({ outdir, ...(options.context === undefined ? {} : { context: options.context }) });
  const stack = new TerraformStack(app, "shop");
  let searches = 0;
  installAtSynthesis(stack, () => {
    searches += 1;
    return options.isBuilt === false ? undefined : provider;
  });
  new KongProvider(stack, "kong");
  new Service(stack, "orders", { url: "http://orders.internal" });
  return { app, stack, folder: join(outdir, "stacks/shop"), searches: () => searches };
};

const executable = `terraform.d/plugins/registry.terraform.io/kongruent/kong/${version}/linux_amd64/terraform-provider-kong_v${version}`;
const warnings = ({ folder }: Made): readonly unknown[] => {
  const manifest = JSON.parse(readFileSync(join(folder, "../../manifest.json"), "utf8"));
  return manifest.stacks.shop.annotations;
};

test("synthesis lays the provider beside the stack, with a lock entry whose constraint is the stack's", () => {
  const made = make();
  made.app.synth();
  expect(readdirSync(made.folder).sort()).toEqual([".terraform.lock.hcl", "cdk.tf.json", "terraform.d"]);
  expect(readFileSync(join(made.folder, executable), "utf8")).toBe(PROVIDER);
  const stack = JSON.parse(readFileSync(join(made.folder, "cdk.tf.json"), "utf8"));
  expect(stack.terraform.required_providers.kong).toEqual({ source: "kongruent/kong", version });
  const lock = readFileSync(join(made.folder, ".terraform.lock.hcl"), "utf8");
  for (const host of ["registry.terraform.io", "registry.opentofu.org"])
    expect(lock).toContain(
      `provider "${host}/kongruent/kong" {\n  version     = "${version}"\n  constraints = "${version}"\n`,
    );
  expect(warnings(made)).toEqual([]);
});

test("several providers of a stack lay one, and each stack gets its own", () => {
  const made = make();
  new KongProvider(made.stack, "us", { alias: "us" });
  const other = new TerraformStack(made.app, "other");
  installAtSynthesis(other, () => undefined);
  made.app.synth();
  expect(made.searches()).toBe(1);
  expect(existsSync(join(made.folder, executable))).toBe(true);
  expect(existsSync(join(made.folder, "../other/terraform.d"))).toBe(false);
});

test("a second synthesis writes nothing of it again, and keeps what init has made of the lock file", () => {
  const { app, folder } = make();
  app.synth();
  const lockFile = join(folder, ".terraform.lock.hcl");
  const text = readFileSync(lockFile, "utf8");
  writeFileSync(lockFile, text.replace(/provider "registry.opentofu[\s\S]*?\n}\n\n/, ""));
  const before = [lockFile, join(folder, executable)].map((file) => statSync(file).ctimeMs);
  make({ outdir: join(folder, "../..") }).app.synth();
  expect([lockFile, join(folder, executable)].map((file) => statSync(file).ctimeMs)).toEqual(before);
});

test("without a built provider the stack is there all the same, with a warning", () => {
  const made = make({ isBuilt: false });
  made.app.synth();
  expect(readdirSync(made.folder)).toEqual(["cdk.tf.json"]);
  expect(warnings(made)).toMatchObject([{ constructPath: "shop", level: "@cdktf/warn" }]);
});

test.each([false, "false"])("the context turns it off, as %j", (wish) => {
  const made = make({ context: { [INSTALL_CONTEXT]: wish }, isBuilt: false });
  made.app.synth();
  expect(made.searches()).toBe(0);
  expect(readdirSync(made.folder)).toEqual(["cdk.tf.json"]);
  expect(warnings(made)).toEqual([]);
});

test("unit tests of stacks lay nothing and warn of nothing", () => {
  const made = make({ isBuilt: false });
  Testing.synth(made.stack, true);
  expect(made.searches()).toBe(0);
  expect(made.stack.node.metadata).toEqual([]);
});

test("HCL gets the same", () => {
  const made = make();
  const outdir = join(folderFor(), "out");
  const app = new App({ outdir, hclOutput: true });
  const stack = new TerraformStack(app, "shop");
  const provider = join(folderFor(), "provider");
  writeFileSync(provider, PROVIDER);
  installAtSynthesis(stack, () => provider);
  new KongProvider(stack, "kong");
  app.synth();
  expect(readdirSync(join(outdir, "stacks/shop")).sort()).toContain("terraform.d");
  expect(made.searches()).toBe(0);
});
