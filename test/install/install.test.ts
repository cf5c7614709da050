import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { bundledProvider } from "../../src/install/bundled.ts";
import { packageHash } from "../../src/install/hash.ts";
import { executablePaths, installProvider } from "../../src/install/install.ts";
import { PLATFORMS, requiredProvidersText } from "../../src/install/names.ts";
import { offlineEnvironment, TERRAFORM } from "./terraform.ts";

const folderFor = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "kongruent-test-install-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** A folder, and something that stands for the provider: `init` does not start it. */
const prepare = (text = "#!/usr/bin/env node\n"): { folder: string; provider: string } => {
  const folder = folderFor();
  const provider = join(folderFor(), "provider");
  writeFileSync(provider, text);
  return { folder, provider };
};

const paths = executablePaths("1.2.3");
const lockFile = (folder: string): string => readFileSync(join(folder, ".terraform.lock.hcl"), "utf8");

test("the hash is that of Go's dirhash", () => {
  // As by sha256sum, openssl and base64: sha256 of "<sha256 of the file>  <name>\n".
  expect(packageHash("terraform-provider-kong_v1.0.0", Buffer.from("hello\n"))).toBe(
    "h1:rmxUE7yG5w6jHAzIWNY6Lg/PcDe2r/LqATlqQghYr7U=",
  );
});

test("the provider lies where both tools look, for every platform, executable and one file", () => {
  const { folder, provider } = prepare();
  const { written, isLockFileChanged } = installProvider({ folder, version: "1.2.3", provider });
  expect([written, isLockFileChanged]).toEqual([2 * PLATFORMS.length, true]);
  for (const host of ["registry.terraform.io", "registry.opentofu.org"]) {
    for (const platform of ["linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64"]) {
      const file = `terraform.d/plugins/${host}/kongruent/kong/1.2.3/${platform}/terraform-provider-kong_v1.2.3`;
      expect(paths).toContain(file);
      expect(readdirSync(dirname(join(folder, file)))).toEqual(["terraform-provider-kong_v1.2.3"]);
    }
  }
  const stats = paths.map((path) => statSync(join(folder, path)));
  expect(new Set(stats.map(({ ino }) => ino)).size).toBe(1);
  expect(stats.every(({ mode }) => (mode & 0o777) === 0o755)).toBe(true);
  expect(readFileSync(join(folder, paths[3] ?? ""))).toEqual(readFileSync(provider));
  // The package's own file is not shared: what happens to the copies does not happen to it.
  expect(statSync(provider).nlink).toBe(1);
  expect(readdirSync(join(folder, "terraform.d"))).toEqual(["plugins"]);
  expect(readdirSync(folder).sort()).toEqual([".terraform.lock.hcl", "terraform.d"]);
});

test("a second time nothing is written", () => {
  const { folder, provider } = prepare();
  installProvider({ folder, version: "1.2.3", provider });
  const times = (): readonly number[] =>
    [".terraform.lock.hcl", ...paths].map((path) => statSync(join(folder, path)).ctimeMs);
  const before = times();
  expect(installProvider({ folder, version: "1.2.3", provider })).toMatchObject({
    written: 0,
    isLockFileChanged: false,
  });
  expect(times()).toEqual(before);
});

test("copies that lost their links are as good", () => {
  const { folder, provider } = prepare();
  installProvider({ folder, version: "1.2.3", provider });
  for (const path of paths) {
    const file = join(folder, path);
    const bytes = readFileSync(file);
    rmSync(file);
    writeFileSync(file, bytes);
    chmodSync(file, 0o700);
  }
  expect(installProvider({ folder, version: "1.2.3", provider }).written).toBe(0);
});

test("what is missing, of other content, or not executable is put right, and nothing else", () => {
  const { folder, provider } = prepare();
  installProvider({ folder, version: "1.2.3", provider });
  const [first = "", second = "", third = "", fourth = ""] = paths.map((path) => join(folder, path));
  rmSync(first);
  rmSync(second);
  writeFileSync(second, readFileSync(provider, "utf8").replace("node", "sh  "), { mode: 0o755 });
  rmSync(third);
  writeFileSync(third, readFileSync(provider), { mode: 0o644 });
  expect(installProvider({ folder, version: "1.2.3", provider }).written).toBe(3);
  for (const path of [first, second, third, fourth]) {
    expect(readFileSync(path)).toEqual(readFileSync(provider));
    expect(statSync(path).mode & 0o777).toBe(0o755);
  }
});

test("a new version stands beside the old one, and takes its place in the lock file", () => {
  const { folder, provider } = prepare();
  installProvider({ folder, version: "1.2.3", provider });
  writeFileSync(provider, "#!/usr/bin/env node\n// new\n");
  const { hash } = installProvider({ folder, version: "1.3.0", provider });
  expect(existsSync(join(folder, paths[0] ?? ""))).toBe(true);
  expect(lockFile(folder).match(/version +=.*|"h1:.*"/g)).toEqual([
    ...['version     = "1.3.0"', `"${hash}"`],
    ...['version     = "1.3.0"', `"${hash}"`],
  ]);
});

test("an entry that init has left alone in the lock file is enough where the caller says so", () => {
  const { folder, provider } = prepare();
  installProvider({ folder, version: "1.2.3", provider });
  const both = lockFile(folder);
  const place = both.indexOf('provider "registry.terraform.io');
  const opentofu = `${both.slice(0, place).trimEnd()}\n`;
  writeFileSync(join(folder, ".terraform.lock.hcl"), opentofu);
  expect(installProvider({ folder, version: "1.2.3", provider }).isLockFileChanged).toBe(false);
  installProvider({ folder, version: "1.2.3", provider, enough: ["registry.terraform.io"] });
  expect(lockFile(folder)).toBe(both);
});

test("a lock file that cannot be read is left as it is", () => {
  const { folder, provider } = prepare();
  writeFileSync(join(folder, ".terraform.lock.hcl"), 'provider "x" {');
  expect(() => installProvider({ folder, version: "1.2.3", provider })).toThrow(
    expect.objectContaining({ code: "KG_LOCK_FILE_INVALID" }),
  );
  expect(lockFile(folder)).toBe('provider "x" {');
});

test("what stands in the way is named", () => {
  const { folder, provider } = prepare();
  mkdirSync(join(folder, paths[0] ?? ""), { recursive: true });
  expect(() => installProvider({ folder, version: "1.2.3", provider })).toThrow(
    expect.objectContaining({ code: "KG_INSTALL_FAILED", message: expect.stringContaining(folder) }),
  );
  expect(readdirSync(join(folder, "terraform.d"))).toEqual(["plugins"]);
});

test("the built provider is found from anywhere in the package, and nowhere else", () => {
  const folder = folderFor();
  const file = join(folder, "node_modules/kongruent/dist/provider/terraform-provider-kong");
  const module = pathToFileURL(join(folder, "node_modules/kongruent/dist/chunks/chunk-A.js")).href;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "shop" }));
  writeFileSync(join(folder, "node_modules/kongruent/package.json"), JSON.stringify({ name: "kongruent" }));
  expect(bundledProvider(module)).toBeUndefined();
  writeFileSync(file, "");
  expect(bundledProvider(module)).toBe(file);
  expect(bundledProvider(pathToFileURL(join(folder, "dist/main.js")).href)).toBeUndefined();
  expect(bundledProvider("data:text/javascript,1")).toBeUndefined();
});

describe.skipIf(TERRAFORM === undefined)("terraform init, without a registry and without settings", () => {
  const init = (folder: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(String(TERRAFORM), ["init", "-input=false", "-no-color", ...args], {
      cwd: folder,
      encoding: "utf8",
      env: offlineEnvironment(folder),
    });
    return { status, text: stdout + stderr };
  };

  test("finds the provider, and accepts its hash", () => {
    const { folder, provider } = prepare();
    writeFileSync(join(folder, "versions.tf"), requiredProvidersText("1.2.3"));
    const { hash } = installProvider({ folder, version: "1.2.3", provider });
    const { status, text } = init(folder);
    expect(text).toContain("Reusing previous version of kongruent/kong from the dependency lock file");
    expect(text).toContain("Installed kongruent/kong v1.2.3");
    expect(status).toBe(0);
    // Terraform's own hash of the folder is ours: it has added none.
    expect(lockFile(folder).match(/"h1:.*"/g)).toEqual([`"${hash}"`]);
    // What init has written is right, so neither it nor installing again changes anything.
    expect(installProvider({ folder, version: "1.2.3", provider })).toMatchObject({
      written: 0,
      isLockFileChanged: false,
    });
    rmSync(join(folder, ".terraform"), { recursive: true });
    expect(init(folder, "-lockfile=readonly")).toMatchObject({ status: 0 });
  });

  test("refuses a provider that is not the locked one", () => {
    const { folder, provider } = prepare();
    writeFileSync(join(folder, "versions.tf"), requiredProvidersText("1.2.3"));
    installProvider({ folder, version: "1.2.3", provider });
    // One file under all its names.
    writeFileSync(join(folder, paths[0] ?? ""), "#!/bin/sh\n");
    const { status, text } = init(folder);
    expect(text).toMatch(/checksums/);
    expect(status).not.toBe(0);
  });
});

test("the sources have the provider's place too", () => {
  const built = resolve(import.meta.dirname, "../../dist/provider/terraform-provider-kong");
  expect(bundledProvider()).toBe(existsSync(built) ? built : undefined);
});
