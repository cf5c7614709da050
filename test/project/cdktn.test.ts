/** One source serves cdktf and its fork cdktn: the same stacks, the same JSON, each with its own types. @module */
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, expect, test } from "vitest";
import { run } from "../cli/support.ts";

const root = resolve(import.meta.dirname, "../..");
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A project of a user, with these packages installed. */
const projectWith = (packages: readonly string[], files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), "kongruent-test-cdktn-"));
  folders.push(folder);
  for (const name of packages) {
    const place = join(folder, "node_modules", name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(name === "kongruent" ? root : join(root, "node_modules", name), place);
  }
  for (const [name, text] of Object.entries({ "package.json": '{"type":"module"}', ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
};

/** The package as it is published, without its sources, in a project that has no cdktf. */
const withPublishedPackage = (folder: string): void => {
  const target = join(folder, "node_modules/kongruent");
  mkdirSync(target, { recursive: true });
  for (const part of ["package.json", "dist"]) cpSync(join(root, part), join(target, part), { recursive: true });
};

const APP = `import { App } from "cdktf";
import { Minimal } from "./minimal.ts";
import { Shop } from "./shop.ts";

const app = new App({ outdir: "out" });
new Shop(app, "shop");
new Minimal(app, "minimal");
app.synth();
`;

/** What the shop does not have: several providers, a lookup, a lifecycle, what is escaped, a header map. */
const MINIMAL = `import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { Consumer, KongProvider, Plugin, Route, Scope, Service } from "kongruent";

export class Minimal extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new KongProvider(this, "kong", { headers: { "X-Team": "edge" } });
    const us = new KongProvider(this, "us", { alias: "us", owner: false });
    const orders = Service.existing(this, "orders", { name: "orders" });
    const route = new Route(this, "v1", { service: orders, paths: ["/v1"], lifecycle: { ignoreChanges: ["paths"] } });
    route.addPlugin("pre-function", { config: { access: ["kong.log('\${request.id}')"] } });
    const consumer = new Consumer(this, "mobile", { customId: "4711" });
    new Plugin(this, "limit", { name: "cors", scope: Scope.of({ service: orders, consumer }), dependsOn: [route] });
    new Plugin(this, "metrics", { name: "prometheus", scope: Scope.global(), provider: us });
    new TerraformOutput(this, "created", { value: route.attribute("createdAt") });
  }
}
`;

const sourcesFor = (tool: "cdktf" | "cdktn"): Readonly<Record<string, string>> => {
  const read = (file: string): string => readFileSync(join(root, "stacks", file), "utf8");
  const platform = readdirSync(join(root, "stacks/platform")).map((file) => `platform/${file}`);
  const files = Object.fromEntries(["shop.ts", ...platform].map((file) => [file, read(file)]));
  return Object.fromEntries(
    Object.entries({ ...files, "minimal.ts": MINIMAL, "main.ts": APP }).map(([name, text]) => [
      name,
      tool === "cdktf" ? text : text.replaceAll('"cdktf"', '"cdktn"').replaceAll('"kongruent"', '"kongruent/cdktn"'),
    ]),
  );
};

type Json = Readonly<Record<string, unknown>>;

/** The stacks as synthesized on one of the two; the version that the tool notes is left out. */
const synthesized = (tool: "cdktf" | "cdktn"): Readonly<Record<string, Json>> => {
  const folder = projectWith(["kongruent", tool, "constructs", "tsx"], sourcesFor(tool));
  execFileSync(process.execPath, ["--import", "tsx", "main.ts"], { cwd: folder, stdio: "pipe" });
  const stacks = ["shop", "minimal"].map((name) => {
    const text = readFileSync(join(folder, "out/stacks", name, "cdk.tf.json"), "utf8");
    const json = JSON.parse(text.replaceAll(folder, "/project")) as {
      readonly "//": { readonly metadata: { version?: string } };
    };
    expect(json["//"].metadata.version).toMatch(/^0\./);
    delete json["//"].metadata.version;
    return [name, json] as const;
  });
  return Object.fromEntries(stacks);
};

test("the same stacks give the same JSON on cdktf and on cdktn", () => {
  const stacks = synthesized("cdktn");
  expect(Object.keys(stacks["shop"]?.["resource"] ?? {}).length).toBeGreaterThan(4);
  expect(stacks).toEqual(synthesized("cdktf"));
});

test("the command line reads a cdktn app as it reads a cdktf app", async () => {
  const folder = projectWith(["kongruent", "cdktn", "constructs", "tsx"], {
    ...sourcesFor("cdktn"),
    "cdktf.json": JSON.stringify({ language: "typescript", app: "node --import tsx main.ts" }),
  });
  writeFileSync(
    join(folder, "main.ts"),
    readFileSync(join(folder, "main.ts"), "utf8").replace('{ outdir: "out" }', ""),
  );
  const { code, json } = await run(
    { cwd: folder, env: { TF_VAR_mobile_key: "k" } },
    "validate",
    "--json",
    "--stack",
    "shop",
  );
  expect(json.errors).toEqual([]);
  expect(code).toBe(0);
  expect(json.summary.declared).toBeGreaterThan(4);
});

test("errors are of one class, whichever of the two threw them", () => {
  const code = `
    import * as one from "kongruent";
    import * as two from "kongruent/cdktn";
    const thrown = (scope) => { try { scope.of({}); } catch (error) { return error; } };
    console.log(one.KongruentError === two.KongruentError, one.Service === two.Service, thrown(two.Scope) instanceof one.KongruentError);
  `;
  const printed = execFileSync(process.execPath, ["--input-type=module", "-e", code], { cwd: root, encoding: "utf8" });
  expect(printed.trim()).toBe("true false true");
});

test("kongruent/cdktn runs and compiles where there is no cdktf, and no type of cdktf is in it", () => {
  const folder = projectWith(["cdktn", "constructs", "zod", "tsx", "@types/node"], {
    ...sourcesFor("cdktn"),
    "types.ts": `import { type ITerraformDependable, type TerraformProvider, type TerraformResource, TerraformStack } from "cdktn";
import { KongProvider, Service } from "kongruent/cdktn";

export const check = (stack: TerraformStack): readonly TerraformResource[] => {
  const provider: TerraformProvider = new KongProvider(stack, "kong");
  const first = new Service(stack, "a", { url: "http://a.internal", provider });
  const before: ITerraformDependable = first;
  // @ts-expect-error A plugin's scope is not optional here either: nothing has turned into any.
  first.addPlugin(1);
  return [first, new Service(stack, "b", { url: "http://b.internal", dependsOn: [before] })];
};
`,
    "tsconfig.json": JSON.stringify({
      extends: join(root, "tsconfig.json"),
      // Declarations are checked too: a module that cannot be found would be any.
      compilerOptions: { paths: {}, skipLibCheck: false },
      include: ["*.ts"],
    }),
  });
  withPublishedPackage(folder);
  expect(existsSync(join(folder, "node_modules/cdktf"))).toBe(false);
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8", cwd: folder });
  expect(stdout).toBe("");
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "main.ts"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(status).toBe(0);
});

test("hovering shows what a property, a method and a class are for, on both", () => {
  for (const folder of ["dist/constructs", "dist/cdktn/constructs"]) {
    const read = (file: string): string => readFileSync(join(root, folder, file), "utf8");
    const [props = ""] = read("props.d.ts").split("/** How an existing one");
    expect(props).toMatch(/\* How tokens are signed\.\n\s+\* @default - HS256\n\s+\*\/\n\s+readonly algorithm\?:/);
    for (const text of [props, read("kinds/consumer.d.ts"), read("kinds/plugin.d.ts")]) {
      const members = [...text.matchAll(/^ {4}(?:readonly (?!kind\b)|get |static |add)\w+/gm)];
      const described = [...text.matchAll(/\*\/\n {4}(?:readonly (?!kind\b)|get |static |add)\w+/g)];
      expect(members.length).toBeGreaterThan(1);
      expect(described.length).toBe(members.length);
    }
    expect(read("kinds/consumer.d.ts")).toContain("@example\n     * mobile.addPlugin(rateLimiting({ minute: 60 }));");
    expect(read("kinds/consumer.d.ts")).toContain("export declare class Consumer extends Entity");
  }
});
