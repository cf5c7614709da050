// Runs one benchmark: npm run bench -- NAME [options]. Without a name it lists them.
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const folder = fileURLToPath(new URL(".", import.meta.url));
const root = join(folder, "..");
const outdir = join(root, "node_modules/.cache/kongruent-bench");

const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, "main.ts")));

/** The first sentence of a benchmark's main file. */
const about = (name) => /^\/\*\*\s*\*?\s*(.+)/m.exec(readFileSync(join(folder, name, "main.ts"), "utf8"))?.[1] ?? "";

const [name, ...args] = process.argv.slice(2);
if (name === undefined || !names.includes(name)) {
  console.log(`Benchmarks (npm run bench -- NAME --help says what each takes):`);
  for (const known of names) console.log(`  ${known.padEnd(12)} ${about(known)}`);
  if (name !== undefined) console.error(`\nThere is no benchmark called ${name}.`);
  process.exit(name === undefined ? 0 : 1);
}

// What is measured is built as the package is (scripts/build.mjs), but apart from dist: a run never sees a half-built one.
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
rmSync(outdir, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: [
    // All of them: one benchmark starts another one's programs.
    ...names.flatMap((each) =>
      readdirSync(join(folder, each))
        .filter((file) => file.endsWith(".ts"))
        .map((file) => `bench/${each}/${file}`),
    ),
    "src/cli/main.ts",
  ],
  outdir,
  outbase: ".",
  entryNames: "[dir]/[name]",
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  outExtension: { ".js": ".mjs" },
  platform: "node",
  target: "node20.18",
  packages: "external",
  define: { __KONGRUENT_VERSION__: JSON.stringify(version), __BENCH_BUILT__: JSON.stringify(outdir) },
  logLevel: "warning",
});

const { main } = await import(pathToFileURL(join(outdir, `bench/${name}/main.mjs`)).href);
process.exitCode = await main(args);
