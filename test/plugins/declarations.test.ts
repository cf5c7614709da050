/** What editors show of the catalogue: the declarations that the package holds. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kongruent-declarations-"));
  const compilerOptions = {
    outDir: join(folder, "dist"),
    rootDir: join(root, "src"),
    typeRoots: [join(root, "node_modules/@types")],
  };
  const project = {
    extends: join(root, "tsconfig.build.json"),
    compilerOptions,
    files: [join(root, "src/plugins.ts")],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(project));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
  expect(stdout).toBe("");
  expect(status).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const declarations = (file: string): string => readFileSync(join(folder, "dist", file), "utf8");

test("sentence and default of a setting stand at its property, its type in words people know", () => {
  const text = declarations("plugins/catalogue/rate-limiting.d.ts");
  expect(text).toContain(
    [
      "    /**",
      "     * Where requests are counted: by each node, in the database, or in Redis.",
      '     * @default - `"local"`',
      "     */",
      '    readonly policy?: "local" | "cluster" | "redis" | Resolvable | null;',
    ].join("\n"),
  );
  expect(text).toContain("     * @deprecated Use `redis.host` instead. Kong 4.0 removes it.");
  expect(text).toContain("export interface RateLimitingRedis {");
});

test("the function says what it does, where it may act, and what it takes", () => {
  const text = declarations("plugins/catalogue/key-auth.d.ts");
  expect(text).toContain(
    [
      "/**",
      " * Asks for an API key. It may act on every request, a service or a route.",
      " *",
      " * @example",
      " * route.addPlugin(keyAuth());",
      " */",
      'export declare const keyAuth: (config?: KeyAuthConfig) => PluginOf<"global" | "service" | "route">;',
    ].join("\n"),
  );
});

test("nothing of it needs cdktf", () => {
  for (const file of [
    "plugins.d.ts",
    "plugins/typed-plugin.d.ts",
    "plugins/tokens.d.ts",
    "plugins/catalogue/index.d.ts",
  ]) {
    expect(declarations(file)).not.toMatch(/"(cdktf|cdktn|constructs)"/);
  }
});
