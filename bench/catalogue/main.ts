/**
 * What the plugin catalogue costs: the compiler on a stack that uses all of it, importing it, and making it anew.
 * @module
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { configField } from "../../src/model/kong-schema.ts";
import { pluginSchemas } from "../../src/plugins/all-schemas.ts";
import { catalogueFiles } from "../../src/plugins/generator/catalogue.ts";
import { pluginNamesOf } from "../../src/plugins/generator/identifiers.ts";
import { literalLine } from "../../src/plugins/generator/literal.ts";
import { asProperties, fullest } from "../../test/plugins/settings-of.ts";
import { spreadText } from "../spread.ts";

const HELP = `npm run bench -- catalogue [options]

  --routes 1,20   routes in the stack, each with every plugin at its fullest
  --runs 5        how often each line is measured
  --json          one JSON document instead of the table`;

interface Line {
  readonly what: string;
  readonly ms: readonly number[];
}

const root = process.cwd();
const TSC = join(root, "node_modules/typescript/bin/tsc");

/** Milliseconds of a Node process, start included; its output where it prints a number. */
const node = (cwd: string, ...args: readonly string[]): { readonly wall: number; readonly told: number } => {
  const since = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${args.join(" ")}: ${stdout}${stderr}`);
  return { wall: performance.now() - since, told: Number(stdout) };
};

/** The package as a stack finds it: declarations and bundled modules, in a folder with a stack's dependencies. */
const installed = async (folder: string): Promise<void> => {
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "kongruent"), { recursive: true });
  for (const name of readdirSync(join(root, "node_modules"))) {
    if (!name.startsWith(".")) symlinkSync(join(root, "node_modules", name), join(modules, name));
  }
  copyFileSync(join(root, "package.json"), join(modules, "kongruent/package.json"));
  const outdir = join(modules, "kongruent/dist");
  node(root, TSC, "-p", "tsconfig.build.json", "--outDir", outdir);
  await build({
    entryPoints: ["src/index.ts", "src/plugins.ts"],
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    packages: "external",
    define: { __KONGRUENT_VERSION__: '"0.0.0-bench"' },
  });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const compilerOptions = {
    target: "ES2022",
    module: "NodeNext",
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["stack.ts"] }));
};

const names = pluginNamesOf([...pluginSchemas.keys()]);

/** A stack whose routes have every plugin that a route takes, with all settings that can be given together. */
const stackText = (routes: number): string => {
  const calls = [...pluginSchemas].flatMap(([name, schema]) => {
    const config = configField(schema);
    const call = names.get(name)?.call;
    if (config === undefined || name === "acme") return [];
    return [`  route.addPlugin(${call}(${literalLine(asProperties(config, fullest(name, schema, config)))}));`];
  });
  return [
    'import { App, TerraformStack } from "cdktf";',
    'import { KongProvider, type Route, Service } from "kongruent";',
    `import { ${[...names.values()].map(({ call }) => call).join(", ")} } from "kongruent/plugins";`,
    'const stack = new TerraformStack(new App(), "shop");',
    'new KongProvider(stack, "kong");',
    "const add = [(route: Route): void => {",
    Array.from({ length: routes }, () => calls.join("\n")).join("\n}, (route: Route): void => {\n"),
    "}];",
    'for (const each of add) each(new Service(stack, "orders", { host: "h" }).addRoute("v1", { paths: ["/"] }));',
    'export const global = acme({ accountEmail: "a@shop.example", tosAccepted: true });',
  ].join("\n");
};

const importing = (before: string): string =>
  `${before}const since = performance.now(); await import("kongruent/plugins"); console.log(performance.now() - since);`;

const measured = async (folder: string, routes: readonly number[], runs: number): Promise<readonly Line[]> => {
  await installed(folder);
  const times = (run: () => number): readonly number[] => Array.from({ length: runs }, run);
  const compiled = (what: string, text: string): Line => {
    writeFileSync(join(folder, "stack.ts"), text);
    return { what, ms: times(() => node(folder, TSC, "-p", ".").wall) };
  };
  const imported = (what: string, before: string): Line => ({
    what,
    ms: times(() => node(folder, "--input-type=module", "-e", importing(before)).told),
  });
  const sources = [...pluginSchemas].map(([name, schema]) => ({ name, schema }));
  const options = { origin: "", indexOrigin: "", runtime: "kongruent/plugins", extension: ".js" } as const;
  return [
    compiled("tsc, nothing imported", "export const nothing = 1;"),
    compiled("tsc, kongruent imported", 'import { Service } from "kongruent";\nexport const what = Service;'),
    ...routes.map((count) =>
      compiled(`tsc, all plugins on ${count === 1 ? "1 route" : `${count} routes`}`, stackText(count)),
    ),
    imported("import kongruent/plugins", ""),
    imported("import it after kongruent", 'await import("kongruent"); '),
    {
      what: "make all 45 files",
      ms: times(() => {
        const since = performance.now();
        catalogueFiles(sources, options);
        return performance.now() - since;
      }),
    },
  ];
};

export const main = async (args: readonly string[]): Promise<number> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      routes: { type: "string", default: "1,20" },
      runs: { type: "string", default: "5" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), "kongruent-bench-"));
  try {
    const lines = await measured(folder, values.routes.split(",").map(Number), Number(values.runs));
    if (values.json) console.log(JSON.stringify(lines, null, 2));
    else {
      console.log("| line | ms (min / median / max) |\n| --- | ---: |");
      for (const { what, ms } of lines) console.log(`| ${what} | ${spreadText(ms, (value) => value.toFixed(0))} |`);
    }
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
