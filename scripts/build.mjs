// Builds dist/: JavaScript by esbuild (shared chunks, dependencies left external), declarations by tsc.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { cdktnEntry, cdktnPlugin, writeCdktnTypes } from "./cdktn.mjs";
import { buildProvider } from "./provider-bundle.mjs";

const entryPoints = [
  { in: "src/index.ts", out: "index" },
  { in: "src/plugins.ts", out: "plugins" },
  { in: "src/testing.ts", out: "testing" },
  { in: "src/cli/main.ts", out: "cli/main" },
  cdktnEntry,
];
const { version } = JSON.parse(readFileSync("package.json", "utf8"));

rmSync("dist", { recursive: true, force: true });
await build({
  entryPoints,
  outdir: "dist",
  bundle: true,
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  format: "esm",
  platform: "node",
  target: "node20.18",
  packages: "external",
  plugins: [cdktnPlugin],
  define: { __KONGRUENT_VERSION__: JSON.stringify(version) },
  logLevel: "warning",
});
await buildProvider(version);

const types = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], {
  stdio: "inherit",
});
if (types.status !== 0) process.exit(types.status ?? 1);
writeCdktnTypes();

const cli = "dist/cli/main.js";
if (existsSync(cli)) {
  const text = readFileSync(cli, "utf8");
  if (!text.startsWith("#!")) writeFileSync(cli, `#!/usr/bin/env node\n${text}`);
  chmodSync(cli, 0o755);
}
