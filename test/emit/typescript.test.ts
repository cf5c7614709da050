/** The text of a written stack: what people read, what the compiler and the formatter say to it. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { code, print, quoted, valueExpression } from "../../src/emit/code.ts";
import { stackProgram } from "../../src/emit/typescript.ts";
import { configField } from "../../src/model/kong-schema.ts";
import { pluginSchemas } from "../../src/plugins/all-schemas.ts";
import { createEmbeddedGateway } from "../../src/testing.ts";
import { LEAST } from "../kinds/plugins.ts";
import { EVERYTHING } from "../kinds/samples.ts";
import { fullest } from "../plugins/settings-of.ts";
import { often } from "../properties/chance.ts";
import { insertEverything, insertSamples } from "./gateways.ts";
import { importOf, NOTHING, news, planOf, stackDeclarations } from "./support.ts";

const root = resolve(import.meta.dirname, "../..");

const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), "kongruent-emit-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
};

/** Every kind, and every plugin with all its settings. */
const programs = async (): Promise<readonly string[]> => {
  const one = createEmbeddedGateway();
  insertEverything(one);
  const two = createEmbeddedGateway(EVERYTHING);
  insertSamples(two);
  const three = createEmbeddedGateway();
  const service = three.insert("services", { name: "all", host: "h.example" });
  for (const [name, schema] of pluginSchemas) {
    const config = fullest(name, schema, configField(schema) ?? { type: "record" });
    three.insert("plugins", { name, config });
    if (name !== "acme") three.insert("plugins", { name, config: LEAST[name] ?? {}, service: { id: service.id } });
  }
  return Promise.all([one, two, three].map(async (gateway) => stackProgram((await importOf(gateway)).document)));
};

test("a written stack compiles, strictly", { timeout: 60_000 }, async () => {
  const path = folder();
  const texts = await programs();
  for (const [index, text] of texts.entries()) writeFileSync(join(path, `main${index}.ts`), text);
  symlinkSync(join(root, "node_modules"), join(path, "node_modules"));
  writeFileSync(join(path, "package.json"), JSON.stringify({ type: "module" }));
  const paths = { kongruent: [join(root, "src/index.ts")], "kongruent/plugins": [join(root, "src/plugins.ts")] };
  const project = { extends: join(root, "tsconfig.json"), compilerOptions: { paths }, include: ["*.ts"] };
  writeFileSync(join(path, "tsconfig.json"), JSON.stringify(project));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", path], { encoding: "utf8" });
  expect(stdout.split("\n").filter((line) => line.startsWith("main"))).toEqual([]);
  expect(status).toBe(0);
});

/** What the formatter makes of texts, by file. */
const formatted = (texts: readonly string[]): string => {
  const path = folder();
  mkdirSync(join(path, "src"));
  for (const [index, text] of texts.entries()) writeFileSync(join(path, "src", `main${index}.ts`), text);
  const config = {
    formatter: { indentStyle: "space", indentWidth: 2, lineWidth: 120 },
    javascript: { formatter: { quoteStyle: "double", semicolons: "always", trailingCommas: "all" } },
  };
  writeFileSync(join(path, "biome.json"), JSON.stringify(config));
  const biome = join(root, "node_modules/.bin/biome");
  const { stdout, stderr, status } = spawnSync(biome, ["format", "--colors=off", "--max-diagnostics=3", "src"], {
    cwd: path,
    encoding: "utf8",
  });
  return status === 0 ? "" : stdout + stderr;
};

test("a written stack is formatted already", async () => {
  expect(formatted(await programs())).toBe("");
});

const texts = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.string({
      unit: fc.constantFrom(..."ab-_ '\"\\\n\t$".split(""), "${", "%{", "é", "ß", "`", "*/", "//"),
      maxLength: 12,
    }),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
  { weight: 1, arbitrary: fc.constantFrom("a".repeat(100), "b ".repeat(60), "c".repeat(118), "d".repeat(200)) },
);
const keys = fc.oneof(
  fc.constantFrom("a", "port", "some_name", "x-header", "200", "__proto__", "constructor", "class"),
  texts.filter(({ length }) => length < 40),
);
const leaves = fc.oneof(
  texts,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const { whole: objects } = fc.letrec<{ value: unknown; whole: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    { weight: 3, arbitrary: leaves },
    { weight: 1, arbitrary: fc.array(fc.integer({ min: 100, max: 999 }), { maxLength: 60 }) },
    { weight: 2, arbitrary: fc.array(tie("value"), { maxLength: 4 }) },
    { weight: 3, arbitrary: tie("whole") },
  ),
  whole: fc.array(fc.tuple(keys, tie("value")), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
}));

test("any value is printed as the formatter would, and read back as it was", { timeout: 60_000 }, () => {
  const printed: string[] = [];
  fc.assert(
    fc.property(fc.tuple(fc.array(leaves, { maxLength: 1 }), objects), ([first, last]) => {
      const given = [...first, last];
      const start = "const result = make(";
      const call = {
        is: "call" as const,
        head: "make",
        given: [code("here"), ...given.map((value) => valueExpression(value, () => undefined))],
      };
      const text = `${start.slice(0, -"make(".length)}${print(call, "", start.length - "make(".length, 1)};\n`;
      printed.push(text);
      const run = new Function("make", "here", `${text}return result;`) as (make: unknown, here: number) => unknown[];
      expect(run((...all: unknown[]) => all, 1).slice(1)).toEqual(
        given.map((value) => (value === undefined ? null : value)),
      );
    }),
    often(200),
  );
  // How wide other signs are is known to nobody for sure.
  expect(formatted(printed.filter((text) => !/[\u1000-\uffff]/.test(text)))).toBe("");
});

test("texts stand in the quotes that need fewer escapes", () => {
  expect(quoted('say "no"')).toBe(`'say "no"'`);
  expect(quoted("it's")).toBe(`"it's"`);
  expect(quoted("a\u2028b\u0000\u202e")).toBe('"a\\u2028b\\u0000\\u202e"');
});

test("the same gateway gives the same text", async () => {
  const gateway = createEmbeddedGateway(EVERYTHING);
  insertSamples(gateway);
  const [one, two] = [await importOf(gateway), await importOf(gateway)];
  expect(stackProgram(one.document)).toBe(stackProgram(two.document));
});

test("it reads as people write it", async () => {
  const gateway = createEmbeddedGateway();
  const orders = gateway.insert("services", { name: "orders", host: "orders.internal", port: 8080 });
  const v1 = gateway.insert("routes", { name: "orders-v1", paths: ["/orders"], service: { id: orders.id } });
  gateway.insert("plugins", { name: "rate-limiting", config: { minute: 60 }, route: { id: v1.id } });
  gateway.insert("plugins", { name: "prometheus" });
  const pool = gateway.insert("upstreams", { name: "pool" });
  gateway.insert("targets", { target: "10.0.0.1:80", upstream: { id: pool.id } });
  const mobile = gateway.insert("consumers", { username: "mobile" });
  gateway.insert("keyauth_credentials", { consumer: { id: mobile.id }, key: "secret-4711" });
  gateway.insert("acls", { consumer: { id: mobile.id }, group: "gold" });
  const { document } = await importOf(gateway);
  expect(stackProgram(document)).toBe(`/**
 * What http://gateway.test holds as a stack, written by \`kongruent import\`. From here on it is yours.
 * @module
 */
import { App, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import { Consumer, KongProvider, Plugin, Scope, Service, Upstream } from "kongruent";
import { prometheus, rateLimiting } from "kongruent/plugins";

class Shop extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // Nothing is marked, and nothing is ever deleted. A name in place of false takes over what is declared here.
    new KongProvider(this, "kong", { owner: false });

    const mobileKey = new TerraformVariable(this, "mobile_key", { type: "string", sensitive: true });

    const orders = new Service(this, "orders", { host: "orders.internal", port: 8080 });
    const ordersV1 = orders.addRoute("v1", { paths: ["/orders"] });
    ordersV1.addPlugin(rateLimiting({ minute: 60 }));

    const pool = new Upstream(this, "pool");
    pool.addTarget("10.0.0.1:80");

    Plugin.of(this, "prometheus", prometheus(), { scope: Scope.global() });

    const mobile = new Consumer(this, "mobile");
    mobile.addKeyAuth({ key: mobileKey.stringValue });
    mobile.addAcl("gold");
  }
}

const app = new App();
new Shop(app, "shop");
app.synth();
`);
});

const names = fc.oneof(
  fc.constantFrom(
    "Default",
    "Resource",
    "kong",
    "class",
    "this",
    "orders",
    "orders-v1",
    "a.b",
    "a_b",
    "ab",
    "constructor",
    "__proto__",
    "service",
    "scope",
  ),
  fc.string({ unit: fc.constantFrom(..."ab-._~19".split("")), minLength: 1, maxLength: 8 }),
  fc.constantFrom("größe", "日本", "é", "x".repeat(250), "-", "._~"),
);
const usernames = fc.oneof(
  names,
  texts.filter((text) => text.trim() !== ""),
);

test("whatever things are called, the stack declares them by those names", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(names, names), { minLength: 1, maxLength: 4 }),
      fc.array(usernames, { maxLength: 4 }),
      fc.array(texts, { maxLength: 3 }),
      async (services, consumers, groups) => {
        const gateway = createEmbeddedGateway();
        const insert = (
          kind: string,
          fields: Readonly<Record<string, unknown>>,
        ): { readonly id: string } | undefined => {
          try {
            return gateway.insert(kind, fields);
          } catch {
            return undefined;
          }
        };
        for (const [name, route] of services) {
          const service = insert("services", { name, host: "h.example" });
          if (service === undefined) continue;
          insert("routes", { name: route, paths: ["/"], service: { id: service.id } });
          insert("routes", { name: `${name}-${route}`, paths: ["/"], service: { id: service.id } });
          insert("plugins", { name: "cors", service: { id: service.id } });
        }
        for (const username of consumers) {
          const consumer = insert("consumers", { username });
          if (consumer === undefined) continue;
          for (const group of groups) {
            insert("acls", { consumer: { id: consumer.id }, group });
            insert("keyauth_credentials", { consumer: { id: consumer.id }, key: `key of ${username} ${group}` });
          }
        }
        const { document } = await importOf(gateway);
        expect(news(await planOf(gateway, await stackDeclarations(document)))).toEqual(NOTHING);
      },
    ),
    often(25),
  );
});
