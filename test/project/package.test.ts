import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { buildProvider, noticesFile } from "../../scripts/provider-bundle.mjs";

const root = resolve(import.meta.dirname, "../..");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
};
const inNode = (code: string): string =>
  execFileSync(process.execPath, ["--input-type=module", "-e", code], { cwd: root, encoding: "utf8" }).trim();

test("every file of the exports map and the executable are built", () => {
  const files = Object.values(manifest.exports).flatMap((entry) =>
    typeof entry === "string" ? [entry] : Object.values(entry),
  );
  expect([...files, ...Object.values(manifest.bin)].filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test("the package is imported by its name, and gives constructs, typed plugins and the test gateway", () => {
  const names = inNode('console.log(JSON.stringify(Object.keys(await import("kongruent"))))');
  expect(JSON.parse(names)).toEqual(expect.arrayContaining(["KongProvider", "Service", "Route", "Plugin", "Scope"]));
  const plugins = inNode('console.log(JSON.stringify(Object.keys(await import("kongruent/plugins"))))');
  expect(JSON.parse(plugins)).toEqual(expect.arrayContaining(["definePlugin", "keyAuth", "rateLimiting"]));
  const testing = inNode('console.log(JSON.stringify(Object.keys(await import("kongruent/testing"))))');
  expect(JSON.parse(testing)).toContain("startGateway");
});

test("the executable says the package's version", () => {
  const main = join(root, manifest.bin["kongruent"] ?? "");
  expect(execFileSync(process.execPath, [main, "--version"], { encoding: "utf8" }).trim()).toBe(manifest.version);
});

test("the command line does not load cdktf or cdktn, which only stacks need", () => {
  const chunks = readdirSync(join(root, "dist"), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".js"),
  );
  const importersOf = (pattern: RegExp): readonly string[] =>
    chunks.filter((file) => pattern.test(readFileSync(join(root, "dist", file), "utf8")));
  // A statement of the file, and not one of a program that it writes.
  expect(importersOf(/^import \{[^}]*\} from "(cdktf|constructs)";/m)).toEqual(["index.js"]);
  expect(importersOf(/^import \{[^}]*\} from "cdktn";/m)).toEqual([join("cdktn", "index.js")]);
});

test("the command line loads the model only when a command needs it, so that --version and --help are quick", () => {
  const seen = new Set<string>();
  const outside = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, from = ""] of readFileSync(file, "utf8").matchAll(/^(?:import|export)\s[^;]*?from\s*"([^"]+)";/gm)) {
      if (from.startsWith(".")) visit(join(dirname(file), from));
      else if (!from.startsWith("node:")) outside.add(from);
    }
  };
  visit(join(root, manifest.bin["kongruent"] ?? ""));
  expect([...outside].sort()).toEqual(["commander", "picocolors"]);
});

test("each runtime dependency has a line of reason, and there is no other", () => {
  const page = readFileSync(join(root, "docs/dependencies.md"), "utf8");
  const [runtime = ""] = page.split("Peer dependencies");
  const reasoned = [...runtime.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);
  expect(reasoned.sort()).toEqual(Object.keys(manifest.dependencies).sort());
});

test("nothing is downloaded or run when the package is installed as a dependency", () => {
  expect(Object.keys(manifest.scripts)).not.toEqual(expect.arrayContaining(["install", "postinstall", "preinstall"]));
});

test("beside the provider's file stand the licences of what is in it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kongruent-notices-"));
  try {
    await buildProvider(manifest.version, join(folder, "terraform-provider-kong"));
    expect(readdirSync(folder).sort()).toEqual([noticesFile, "terraform-provider-kong"]);
    const [, ...parts] = readFileSync(join(folder, noticesFile), "utf8").split(/\n-{80}\n/);
    const told = parts.map((part) => /^\s*(\S+) (\S+): (.+)\n\n([\s\S]+)/.exec(part)?.slice(1) ?? [part]);
    expect(told.map(([name]) => name)).toEqual(expect.arrayContaining(["@grpc/grpc-js", "undici", "zod"]));
    for (const [name = "", version, license, text] of told) {
      const own = JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")) as {
        readonly version: string;
        readonly license: string;
      };
      expect(version).toBe(own.version);
      expect(own.license).toContain(license);
      expect(text, name).toMatch(/copyright/i);
      expect(text, name).toMatch(/permi|license/i);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("declarations are built of what can be imported, and no other", () => {
  const folders = readdirSync(join(root, "dist"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .filter(({ name }) =>
      readdirSync(join(root, "dist", name), { recursive: true, encoding: "utf8" }).some((file) =>
        file.endsWith(".d.ts"),
      ),
    )
    .map(({ name }) => name);
  expect(folders).toEqual(expect.arrayContaining(["constructs", "embedded", "model"]));
  expect(folders.filter((name) => ["admin", "cli", "provider"].includes(name))).toEqual([]);
});
