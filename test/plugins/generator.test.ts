/** Whatever schemas a gateway has, what is made of them compiles, is the same each time, and says no secret. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { configField, type KongField } from "../../src/model/kong-schema.ts";
import { pluginSchemas } from "../../src/plugins/all-schemas.ts";
import { type CatalogueOptions, catalogueFiles, type PluginSource } from "../../src/plugins/generator/catalogue.ts";
import { pluginNamesOf } from "../../src/plugins/generator/identifiers.ts";
import type { PluginOf } from "../../src/plugins.ts";
import { deep, odd, oddNames, oddPlugins, oddTypes, oddWords } from "./odd-schemas.ts";
import { asProperties, fullest } from "./settings-of.ts";

const root = resolve(import.meta.dirname, "../..");
const options: CatalogueOptions = {
  origin: "Generated for a test.",
  indexOrigin: "Generated for a test.",
  runtime: "kongruent/plugins",
  extension: ".js",
};
const bundled: readonly PluginSource[] = [...pluginSchemas].map(([name, schema]) => ({ name, schema }));

const folderOf = (files: ReadonlyMap<string, string>): string => {
  const folder = mkdtempSync(join(tmpdir(), "kongruent-generator-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "plugins"));
  for (const [file, text] of files) writeFileSync(join(folder, "plugins", file), text);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
};

/** What tsc says about a folder, with the strictest settings. */
const compile = (folder: string, resolution: object): string => {
  const paths = { "kongruent/plugins": [join(root, "src/plugins.ts")] };
  const compilerOptions = {
    ...resolution,
    paths,
    noUnusedLocals: true,
    noUnusedParameters: true,
    isolatedModules: true,
  };
  const project = { extends: join(root, "tsconfig.json"), compilerOptions, include: ["*.ts", "plugins/*.ts"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(project));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  return spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" }).stdout;
};

const NODE = { module: "NodeNext", moduleResolution: "NodeNext" };
const BUNDLER = { module: "preserve", moduleResolution: "bundler" };

const USES = `
import { deep, inherited, myPlugin, noFields, nothing, oddNames, oddTypes, oddWords, onConsumers, resolv, type OddTypesConfig } from "./plugins/index.js";
import type { PluginOf } from "kongruent/plugins";

export const plugins = [
  oddNames({ class: "a", "a-b": "b", "1st": "c", "with space": "d", a_b: "e", aB: "f", _leading: "g", "": "i" }),
  oddTypes({
    records: [{ someName: "a", must: "b" }],
    byName: { any_key: { must: "a" } },
    deepMap: { a_b: { c_d: [{ must: "a" }] } },
    lists: [[[{ must: "a" }]]],
    choice: { a_b: 1 },
    json: { any: ["thing"] },
    reference: { id: "x" },
    number: "{vault://env/number}",
    flag: true,
    word: "{vault://env/word}",
    empty: {},
    config: { must: "a" },
  }),
  oddWords({ four: '"', oldOne: "x" }),
  deep({}),
  inherited({ x: "a" }),
  nothing({}),
  noFields({ anyName: 1 }),
  myPlugin({ someField: "a" }),
  resolv({ able: { must: "x" } }),
];
export const onConsumer: PluginOf<"consumer"> = onConsumers({ mustBe: 1 });
// @ts-expect-error it must be given
onConsumers({});
// @ts-expect-error it acts on consumers only
export const onRoute: PluginOf<"route"> = onConsumers({ mustBe: 1 });
// @ts-expect-error there is nothing to choose from
oddTypes({ nothing: "a" });
// @ts-expect-error neither here
oddTypes({ nothings: ["a"] });
// @ts-expect-error there are no settings
nothing({ a: 1 });
// @ts-expect-error no such key
oddTypes({ choice: { x: 1 } });
// @ts-expect-error it must be null
oddTypes({ forbidden: "a" });
export const settings: OddTypesConfig = { loose: [1, "a"], looseMap: { a: 1 }, open: { b: [] }, anything: 5, untyped: {} };
`;

describe("generated files", () => {
  test("compile for the strangest schemas, and check what is given to them", () => {
    const folder = folderOf(catalogueFiles(odd, options));
    writeFileSync(join(folder, "uses.ts"), USES);
    expect(compile(folder, NODE)).toBe("");
    expect(compile(folder, BUNDLER)).toBe("");
  });

  test("compile for all plugins of Kong, and take the most that each of them takes", () => {
    const folder = folderOf(catalogueFiles(bundled, options));
    const names = pluginNamesOf(bundled.map(({ name }) => name));
    const calls = bundled.map(({ name, schema }) => {
      const config = configField(schema) as KongField;
      return `${names.get(name)?.call}(${JSON.stringify(asProperties(config, fullest(name, schema, config)))}),`;
    });
    const imports = [...names.values()].map(({ call }) => call).join(", ");
    const uses = `import { ${imports} } from "./plugins/index.js";\nexport const plugins = [\n${calls.join("\n")}\n];\n`;
    writeFileSync(join(folder, "uses.ts"), uses);
    expect(compile(folder, NODE)).toBe("");
  });

  test("run, and give Kong's names back for the strangest ones", async () => {
    const runtime = join(root, "src/plugins/typed-plugin.ts");
    const folder = folderOf(catalogueFiles(odd, { ...options, runtime, extension: ".ts" }));
    type Made = Readonly<Record<string, (config?: unknown) => PluginOf<"global">>>;
    const made: Made = await import(/* @vite-ignore */ join(folder, "plugins/index.ts"));
    const names = { class: "a", "a-b": "b", a_b: "c", aB: "d", Leading: undefined, UPPERCase: "e", "line\nbreak": "f" };
    expect(made["oddNames"]?.(names).config).toEqual({
      class: "a",
      "a-b": "b",
      a_b: "c",
      aB: "d",
      UPPER_case: "e",
      "line\nbreak": "f",
    });
    expect(JSON.stringify(made["oddNames"]?.({ _Proto__: "x" }).config)).toBe('{"__proto__":"x"}');
    expect(made["oddTypes"]?.({ byName: { some_name: { someName: "a", must: "b" } } }).config).toEqual({
      by_name: { some_name: { some_name: "a", must: "b" } },
    });
    expect(() => made["oddTypes"]?.({ lists: [[[{}]]] })).toThrow("lists[0][0][0].must: required field missing");
    expect(() => made["oddTypes"]?.({ nothing: "a" })).toThrow("nothing: expected one of: ");
    expect(made["oddWords"]?.({ one: "x", oldOne: "x" }).config).toEqual({ one: "x", old_one: "x" });
    expect(made["constructor"]?.({ someField: "a" }).config).toEqual({ some_field: "a" });
    expect(made["noConfig"]?.().config).toEqual({});
    expect(made["noFields"]?.({ any_name: { any_key: 1 } }).config).toEqual({ any_name: { any_key: 1 } });
    expect(made["onConsumers"]?.({ mustBe: 1 }).canBeScopedTo).toEqual({ consumer: true });
  });

  test("have names of their own, whatever the plugins are called", () => {
    const names = [...pluginNamesOf(oddPlugins.map(({ name }) => name)).values()];
    for (const part of ["file", "call", "type"] as const) {
      expect(new Set(names.map((name) => name[part].toLowerCase())).size, part).toBeGreaterThanOrEqual(
        names.length - 2,
      );
      expect(new Set(names.map((name) => name[part])).size, part).toBe(names.length);
    }
    expect(new Set(names.map(({ file }) => file.toLowerCase())).size).toBe(names.length);
    for (const { file, call } of names) {
      expect(file).toMatch(/^[a-z0-9][a-z0-9_-]*$/);
      expect(["index", "con", "", "."]).not.toContain(file);
      expect(call).toMatch(/^[a-z]\w*$/);
    }
  });

  test("are the same whatever order plugins come in, and their members", () => {
    const shuffled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffled);
      if (value === null || typeof value !== "object") return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, item]) => [key, shuffled(item)]),
      );
    };
    const all = [...bundled, ...odd.filter(({ name }) => name !== "rate-limiting")];
    const other = all.map((plugin) => shuffled(plugin) as PluginSource).reverse();
    expect([...catalogueFiles(other, options)]).toEqual([...catalogueFiles(all, options)]);
  });

  test("hold no secret that a gateway made up on its start, and no sentence that ends a comment", () => {
    const text = catalogueFiles([oddWords], options).get("odd-words.ts") ?? "";
    expect(text).not.toContain("s3cret");
    expect(text.match(/process\.exit/g)).toHaveLength(1);
    expect(text).toContain("*\\/ process.exit(1) /*");
    expect(text).toContain("\\@deprecated `not`");
    expect(text).not.toMatch(/\* @deprecated `not`/);
    expect(text.replace(/\/\*\*.*?\*\//gs, "")).not.toContain("process.exit");
    const session = { name: "session", schema: pluginSchemas.get("session") } as PluginSource;
    const secret = /"secret".*?"default": "(\w+)"/s.exec(
      readFileSync(join(root, "src/plugins/schemas/session.json"), "utf8"),
    )?.[1];
    expect(secret).toHaveLength(44);
    expect(catalogueFiles([session], options).get("session.ts")).not.toContain(secret);
  });

  test("say what the gateway says of settings, where there is no sentence of ours", () => {
    const described = {
      name: "own",
      schema: {
        fields: [{ config: { type: "record", fields: [{ a: { type: "string", description: "What it is for." } }] } }],
      },
    };
    expect(catalogueFiles([described as PluginSource], options).get("own.ts")).toContain("   * What it is for.\n");
  });

  test("take no sentence of Kong's plugins for a setting of another one", () => {
    const config: object = {
      type: "record",
      fields: [{ anonymous: { type: "string" } }, { constructor: { type: "string" } }],
    };
    const other = (name: string): PluginSource =>
      ({ name, schema: { fields: [{ config }] } }) as unknown as PluginSource;
    const files = catalogueFiles([other("own"), other("constructor"), other("key-auth")], options);
    expect(files.get("own.ts")).not.toContain("Id or username");
    expect(files.get("constructor.ts")).toContain("export const constructor");
    expect(files.get("key-auth.ts")).toContain("Id or username");
  });

  test("of deep records have names that end somewhere", () => {
    const text = catalogueFiles([deep], options).get("deep.ts") ?? "";
    const names = [...text.matchAll(/export interface (\w+)/g)].map(([, name = ""]) => name);
    expect(names.length).toBe(61);
    expect(new Set(names).size).toBe(names.length);
    expect(Math.max(...names.map((name) => name.length))).toBeLessThan(60);
  });

  test("have no line longer than 120 characters but for what cannot be broken", () => {
    const long = [...catalogueFiles(bundled, options).values()].flatMap((text) =>
      text.split("\n").filter((line) => line.length > 120 && !/^\s+(\/\/|\*)/.test(line)),
    );
    expect(long).toEqual([]);
  });

  test("keep odd fields apart", () => {
    const text = catalogueFiles([oddNames, oddTypes], options).get("odd-names.ts") ?? "";
    for (const property of ['"a-b"', "a_b", "aB", '"1st"', '""', '"line\\nbreak"']) {
      expect(text).toContain(`  readonly ${property}?: string;`);
    }
  });
});
