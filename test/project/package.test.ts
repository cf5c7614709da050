import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

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

test("the package is imported by its name, and gives constructs and the test gateway", () => {
  const names = inNode('console.log(JSON.stringify(Object.keys(await import("kongruent"))))');
  expect(JSON.parse(names)).toEqual(expect.arrayContaining(["KongProvider", "Service", "Route", "Plugin", "Scope"]));
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
  expect(importersOf(/from\s*"(cdktf|constructs)"/)).toEqual(["index.js"]);
  expect(importersOf(/from\s*"cdktn"/)).toEqual([join("cdktn", "index.js")]);
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
