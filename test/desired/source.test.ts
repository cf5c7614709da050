// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform expressions.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { constructErrors } from "../../src/desired/construct-errors.ts";
import { tellingLines } from "../../src/desired/synthesize.ts";
import { codes, declarations, declared, failure, folderWith, load, output } from "./support.ts";

// A place of its own: other tests leave folders in the common one while these look for leftovers.
const place = mkdtempSync(join(tmpdir(), "kongruent-test-place-"));
process.env["TMPDIR"] = place;
afterAll(() => rmSync(place, { recursive: true, force: true }));

const env = { PATH: process.env["PATH"] };
const stack = { resource: { kong_service: { a: { name: "a" } } } };
/** An app that writes one stack; `outdir` is a JavaScript expression. */
const app = (outdir = "process.env.CDKTF_OUTDIR"): string => `
  const fs = require("node:fs");
  const out = ${outdir};
  const context = JSON.parse(process.env.CDKTF_CONTEXT_JSON ?? "{}");
  fs.mkdirSync(out + "/stacks/shop", { recursive: true });
  fs.writeFileSync(out + "/manifest.json", JSON.stringify({ stacks: { shop: { name: "shop", synthesizedStackPath: "stacks/shop/cdk.tf.json" } } }));
  fs.writeFileSync(out + "/stacks/shop/cdk.tf.json", JSON.stringify({ resource: { kong_service: { a: { name: "a-" + (context.stage ?? "none") } } } }));
  console.log("made it");
`;
const project = (command = "node app.cjs", more = {}) => ({ language: "typescript", app: command, ...more });
const leftovers = async () => (await readdir(tmpdir())).filter((name) => /^kongruent-(?!test-)/.test(name));

describe("an app", () => {
  it("is run in its folder, with its context, and leaves nothing behind", async () => {
    const cwd = await folderWith({
      "cdktf.json": project(undefined, { context: { stage: "prod" } }),
      "app.cjs": app(),
    });
    const before = await leftovers();
    const lines: string[] = [];
    const desired = await load(cwd, { env, onOutput: (line) => lines.push(line) });
    expect(declared(desired, "kong_service.a").fields).toEqual({ name: "a-prod" });
    expect(lines).toContain("made it");
    expect(await leftovers()).toEqual(before);
    for (const source of [".", "cdktf.json", cwd]) {
      expect(declarations(await load(cwd, { env, source }))).toHaveLength(1);
    }
  });

  it("is told not to lay the Terraform provider beside what is only read, whatever its context says otherwise", async () => {
    const seen = async (context: object | undefined, given: string | undefined): Promise<unknown> => {
      const lines: string[] = [];
      const cwd = await folderWith({
        "cdktf.json": project(undefined, context === undefined ? {} : { context }),
        "app.cjs": `${app()}; console.log("context " + process.env.CDKTF_CONTEXT_JSON);`,
      });
      await load(cwd, { env: { ...env, CDKTF_CONTEXT_JSON: given }, onOutput: (line) => lines.push(line) });
      return JSON.parse(lines.find((line) => line.startsWith("context "))?.slice("context ".length) ?? "");
    };
    expect(await seen(undefined, undefined)).toEqual({ kongruentInstallProvider: false });
    expect(await seen({ stage: "prod" }, '{"stage":"given"}')).toEqual({
      stage: "prod",
      kongruentInstallProvider: false,
    });
    expect(await seen(undefined, '{"stage":"given"}')).toEqual({ stage: "given", kongruentInstallProvider: false });
  });

  it("that ignores CDKTF_OUTDIR is read from its output folder", async () => {
    const cwd = await folderWith({
      "cdktf.json": project(undefined, { output: "out" }),
      "app.cjs": app('__dirname + "/out"'),
      ...Object.fromEntries(Object.entries(output({ old: stack })).map(([name, json]) => [`out/${name}`, json])),
    });
    expect((await load(cwd, { env })).gateways[0]?.stacks).toEqual(["shop"]);
  });

  it("that writes nothing is an error, even beside an older output", async () => {
    const cwd = await folderWith({
      "cdktf.json": project("node -e 0"),
      ...Object.fromEntries(Object.entries(output({ old: stack })).map(([name, json]) => [`cdktf.out/${name}`, json])),
    });
    const [error] = await failure(load(cwd, { env }));
    expect(error).toMatchObject({ code: "KG_SYNTH_FAILED" });
    expect(error?.message).toContain("app.synth()");
  });

  it("that throws is one error with its own words and the place in its own files instead of a stack trace", async () => {
    const cwd = await folderWith({
      "cdktf.json": project(),
      "app.cjs": 'function make() { throw new TypeError("service needs a host"); }\nmake();',
    });
    const errors = await failure(load(cwd, { env }));
    expect(codes(errors)).toEqual(["KG_SYNTH_FAILED"]);
    expect(errors[0]?.message).toContain("TypeError: service needs a host");
    expect(errors[0]?.message).toContain("exit code 1");
    expect(errors[0]?.message.match(/^\s+\(?at .*/gm)).toEqual(["  (at app.cjs:1:25)"]);
  });

  it("whose constructs throw is told with code, path and place", async () => {
    const cwd = await folderWith({
      "cdktf.json": project("node src/app.cjs"),
      "node_modules/lib/index.js":
        'exports.fail = () => { throw Object.assign(new Error("shop/cors: no scope."), { name: "KG_SCOPE_MISSING" }); };',
      "src/app.cjs": 'const { fail } = require("lib");\n\n\nfail();',
    });
    const errors = await failure(load(cwd, { env }));
    expect(errors).toEqual([
      { code: "KG_SCOPE_MISSING", message: "shop/cors: no scope. (src/app.cjs:4:1)", address: "shop/cors" },
    ]);
  });

  it("has its output folder removed also when this process ends in the middle", async () => {
    const cwd = await folderWith({
      "cdktf.json": project(),
      "app.cjs": `${app()}\nfs.writeFileSync(__dirname + "/outdir", out); setTimeout(() => {}, 60000);`,
      "run.ts": `
        import { existsSync, mkdtempSync, rmSync } from "node:fs";
        import { loadDesired } from ${JSON.stringify(join(import.meta.dirname, "../../src/desired/load.ts"))};
        const { signal } = new AbortController();
        void loadDesired({ cwd: import.meta.dirname, env: process.env, vars: {}, signal });
        setInterval(() => existsSync(import.meta.dirname + "/outdir") && process.exit(3), 20);`,
      "package.json": { type: "module" },
    });
    const { status } = spawnSync(process.execPath, ["--import", "tsx", join(cwd, "run.ts")], { encoding: "utf8" });
    expect(status).toBe(3);
    expect(existsSync(await readFile(join(cwd, "outdir"), "utf8"))).toBe(false);
  });

  it("stops when it is told to", async () => {
    const cwd = await folderWith({ "cdktf.json": project('node -e "setTimeout(()=>{}, 60000)"') });
    const started = Date.now();
    const [error] = await failure(load(cwd, { env, signal: AbortSignal.timeout(300) }));
    expect(error?.message).toContain("interrupted");
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  it("may be a program by itself", async () => {
    const cwd = await folderWith({ "stacks/main.cjs": app(), "package.json": {} });
    expect(declarations(await load(cwd, { env, source: "stacks/main.cjs" }))).toHaveLength(1);
  });

  it("shows what tells, not frames", () => {
    expect(
      tellingLines(
        [
          "noise",
          "/x/app.js:3",
          "  throw e",
          "  ^",
          "",
          "Error: no",
          "  why",
          "    at f (/app/node_modules/x.js:1:1)",
          "    at g (node:internal/x:1:1)",
          "    at new Shop (/app/lib/shop.ts:6:49)",
          "    at h (/app/main.ts:9:9)",
          "Node.js v20",
        ],
        "/app",
      ),
    ).toEqual(["Error: no", "  why", "(at lib/shop.ts:6:49)"]);
  });

  it("shows no frame of this package, and no advice that does not help here", () => {
    const own = join(import.meta.dirname, "../../src/constructs/plugin.ts");
    expect(
      tellingLines(
        [
          "node:internal/process:1",
          "    triggerUncaughtException(",
          "    ^",
          "Error: There is already a Construct with name 'cors' in Service [b]",
          "To skip validations, add 'skipValidation: true' to your App config.",
          `    at new Plugin (${own}:32:5)`,
          "    at file:///app/main.mjs:3:1",
        ],
        "/app",
      ),
    ).toEqual([
      "Error: There is already a Construct with name 'cors' in Service [b]. " +
        "Give the second one another id (constructId in add… methods).",
      "(at main.mjs:3:1)",
    ]);
  });

  it("without a provider is told which one to add", () => {
    const lines = [
      "  [shop] Found resources without a matching provider construct. Please make sure to add provider constructs " +
        "[e.g. new RandomProvider(...)] to your stack 'shop' for the following providers: kong",
    ];
    expect(constructErrors(lines, "/app").map(({ code, message }) => [code, message])).toEqual([
      ["KG_PROVIDER_MISSING", "stack 'shop' has no provider: add new KongProvider(this, \"kong\")"],
    ]);
  });
});

describe("a source", () => {
  it("may be an output folder or one of its stacks", async () => {
    const cwd = await folderWith(output({ shop: stack }));
    for (const source of [".", "manifest.json", "stacks/shop", "stacks/shop/cdk.tf.json"]) {
      expect(declarations(await load(cwd, { source })).map(({ address }) => address)).toEqual(["kong_service.a"]);
    }
  });

  it("with an error of a construct is refused with the construct's path", async () => {
    const files = output({ shop: stack }, [{ constructPath: "shop/a", level: "@cdktf/error", message: "no host" }]);
    const errors = await failure(load(await folderWith(files), { source: "." }));
    expect(errors).toEqual([{ code: "KG_STACK_INVALID", message: "shop/a: no host", address: "shop/a" }]);
  });

  it("accepts a byte order mark", async () => {
    const cwd = await folderWith({ "cdk.tf.json": `\uFEFF${JSON.stringify(stack)}` });
    expect(declarations(await load(cwd, { source: "cdk.tf.json" }))).toHaveLength(1);
  });

  it.each([
    ["nothing", {}, undefined, "KG_SOURCE_NOT_FOUND"],
    ["a path that is not there", {}, "gone", "KG_SOURCE_NOT_FOUND"],
    ["an empty folder", { "x/readme.md": "" }, "x", "KG_SOURCE_NOT_FOUND"],
    ["broken JSON", { "a.tf.json": "{" }, "a.tf.json", "KG_SOURCE_INVALID"],
    ["JSON that is no object", { "a.tf.json": "5" }, "a.tf.json", "KG_SOURCE_INVALID"],
    [
      "a key that stands twice",
      { "a.tf.json": '{"resource":{"kong_service":{"a":{},"\\u0061":{}}}}' },
      "a.tf.json",
      "KG_SOURCE_INVALID",
    ],
    ["HCL text", { "main.tf": "" }, "main.tf", "KG_SOURCE_INVALID"],
    ["a folder of HCL text", { "main.tf": "" }, ".", "KG_SOURCE_INVALID"],
    ["two stack files", { "a.tf.json": {}, "b.tf.json": {} }, ".", "KG_SOURCE_INVALID"],
    ["a project without an app", { "cdktf.json": {} }, ".", "KG_SOURCE_INVALID"],
    ["a manifest without stacks", { "manifest.json": {} }, ".", "KG_SOURCE_INVALID"],
    [
      "a manifest without its stack",
      { "manifest.json": (output({ x: 1 }) as { "manifest.json": unknown })["manifest.json"] },
      ".",
      "KG_SOURCE_INVALID",
    ],
  ])("that is %s is one clear error", async (_, files: Record<string, unknown>, source, code) => {
    const errors = await failure(load(await folderWith(files), { source }));
    expect(codes(errors)).toEqual([code]);
    expect(errors[0]?.message.length).toBeGreaterThan(30);
  });

  it("keeps a key that looks doubled only in different objects", async () => {
    const cwd = await folderWith({
      "a.tf.json": '{"locals":{"a":[{"x":1},{"x":2}],"b":{"x":"{\\"x\\":1,\\"x\\":2}"}}}',
    });
    expect((await load(cwd, { source: join(cwd, "a.tf.json") })).gateways).toHaveLength(1);
  });
});
