import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const src = resolve(import.meta.dirname, "../../src");

/** Which folders each folder of src may import from, itself aside. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  plugins: ["model"],
  engine: ["model", "plugins"],
  admin: ["model", "plugins", "engine"],
  report: ["model", "plugins", "engine"],
  embedded: ["model", "plugins"],
  install: ["model"],
  desired: ["model", "plugins", "install"],
  emit: ["model", "plugins"],
  constructs: ["model", "plugins", "install"],
  // What exists is named for an import as it is in a stack, so the provider reads identities as desired state does.
  provider: ["model", "plugins", "engine", "admin", "desired"],
  lint: ["model", "plugins"],
  cli: ["model", "plugins", "engine", "admin", "report", "embedded", "desired", "install", "emit", "lint"],
  // The package's entry points.
  "index.ts": ["constructs", "model", "plugins"],
  "plugins.ts": ["plugins"],
  "testing.ts": ["embedded"],
};

const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const text = (file: string): string => readFileSync(join(src, file), "utf8");
const folder = (file: string): string => file.split("/")[0] ?? "";

test("imports point one way", () => {
  const wrong = files.flatMap((file) =>
    [...text(file).matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].flatMap(([, path = ""]) => {
      const target = folder(relative(src, resolve(src, file, "..", path)));
      const own = folder(file);
      const allowed = [own, ...(mayImport[own] ?? [])];
      return allowed.includes(target) ? [] : [`${file} imports ${path}`];
    }),
  );
  expect(wrong).toEqual([]);
});

test("nothing prints, reads the environment or ends the process outside the two executables", () => {
  const wrong = files
    .filter((file) => folder(file) !== "cli" && file !== "provider/main.ts")
    .filter((file) => /\bconsole\.|process\.(env|exit|stdout|stderr|argv)/.test(text(file)));
  expect(wrong).toEqual([]);
});

test("shared code does not branch on the name of a kind", () => {
  const kinds = files
    .filter((file) => folder(file) === "model")
    .flatMap((file) => [...text(file).matchAll(/^ {2}kind: "(\w+)"/gm)].map(([, kind]) => kind));
  expect(kinds.length).toBeGreaterThan(8);
  const branch = new RegExp(`(===|!==|case) *"(${kinds.join("|")})"`);
  const shared = ["engine", "admin", "embedded", "desired", "report", "provider", "emit"];
  expect(files.filter((file) => shared.includes(folder(file)) && branch.test(text(file)))).toEqual([]);
});

test("every module says in its first comment what it is for", () => {
  expect(
    files.filter(
      (file) =>
        !text(file)
          .replace(/^#!.*\n/, "")
          .startsWith("/**"),
    ),
  ).toEqual([]);
});
