/** `cdktf deploy` and `terraform apply` on what synthesis has laid down, without a registry. @module */
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { bundledProvider } from "../../src/install/bundled.ts";
import { version } from "../../src/install/version.ts";
import { startGateway } from "../../src/testing.ts";
import { findCdktf } from "./cdktf-cli.ts";
import { offlineEnvironment, TERRAFORM } from "./terraform.ts";

const root = resolve(import.meta.dirname, "../..");
const cdktf = TERRAFORM === undefined ? undefined : findCdktf();
/** With a provider, and to the end: declarations come last. */
const isBuilt = bundledProvider() !== undefined && existsSync(join(root, "dist/cdktn/index.d.ts"));

/** A project of a user, which takes this package as it is built; its provider may be another file. */
const project = (main: string): string => {
  const folder = mkdtempSync(join(tmpdir(), "kongruent-test-deploy-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "node_modules"));
  for (const name of ["cdktf", "constructs", "tsx"])
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
  symlinkSync(root, join(folder, "node_modules/kongruent"));
  const files = {
    "package.json": '{"type":"module"}',
    "cdktf.json": JSON.stringify({
      language: "typescript",
      app: "node --import tsx main.ts",
      projectId: "00000000-0000-4000-8000-000000000000",
      sendCrashReports: "false",
    }),
    "main.ts": main,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
};

// Not spawnSync: the gateway of the test lives in this process.
const start = (
  file: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; text: string }> =>
  new Promise((fulfil) => {
    const child = spawn(file, args, {
      cwd,
      env: { ...offlineEnvironment(cwd), CI: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (text += String(part)));
    child.on("close", (code) => fulfil({ code, text }));
  });

/** Everything that a gateway holds. */
const contentOf = async (url: string): Promise<unknown> =>
  Promise.all(
    ["services", "routes", "plugins", "upstreams", "consumers", "key-auths", "basic-auths", "acls"].map(
      async (path) => {
        const { data } = (await (await fetch(`${url}/${path}?size=1000`)).json()) as { data: { id: string }[] };
        return data.map((entity) => JSON.stringify(entity)).sort();
      },
    ),
  );

const stackFor = (url: string): string => `import { App, TerraformStack } from "cdktf";
import { KongProvider, Service } from "kongruent";

const app = new App();
const stack = new TerraformStack(app, "shop");
new KongProvider(stack, "kong", { adminUrl: "${url}" });
new Service(stack, "orders", { url: "http://orders.internal:8080" }).addRoute("v1", { paths: ["/orders"] });
app.synth();
`;

const deploy = ["deploy", "shop", "--auto-approve"];
const LIMIT = 180_000;

describe.skipIf(cdktf === undefined)("cdktf deploy, without a registry and without settings", () => {
  test("installs the provider that synthesis laid down, and asks nobody for its hash", { timeout: LIMIT }, async () => {
    // A stand-in for the provider: as far as this test goes, none is needed.
    const folder = project(`import { writeFileSync } from "node:fs";
import { App, TerraformStack } from "cdktf";
import { installAtSynthesis } from "${join(root, "src/constructs/install.ts")}";
import { KongProvider } from "${join(root, "src/index.ts")}";

writeFileSync("provider", "#!/usr/bin/env node\\n");
const app = new App();
const stack = new TerraformStack(app, "shop");
installAtSynthesis(stack, () => "provider");
new KongProvider(stack, "kong");
app.synth();
`);
    const { text } = await start(cdktf ?? "", deploy, folder);
    expect(text).toContain(`Installed kongruent/kong v${version}`);
    // It comes as far as the provider itself, which is none.
    expect(text).toContain("Failed to load plugin schemas");
    expect(text).not.toMatch(/providers lock.*(failed|error)|Could not retrieve|registry service/i);
    const lockFile = (): string => readFileSync(join(folder, "cdktf.out/stacks/shop/.terraform.lock.hcl"), "utf8");
    const locked = lockFile();
    expect(locked).toContain(`constraints = "${version}"`);
    const again = await start(cdktf ?? "", deploy, folder);
    expect(again.text).toContain("Failed to load plugin schemas");
    expect(again.text).not.toContain("made some changes to the provider dependency selections");
    expect(lockFile()).toBe(locked);
  });

  test.skipIf(!isBuilt)("converges the gateway, and the second time changes nothing", { timeout: LIMIT }, async () => {
    const running = await startGateway();
    onTestFinished(() => running.close());
    const folder = project(stackFor(running.url));
    const first = await start(cdktf ?? "", deploy, folder);
    expect(first.text).toMatch(/2 added, 0 changed, 0 destroyed/);
    expect(first.code).toBe(0);
    const second = await start(cdktf ?? "", deploy, folder);
    expect(second.text).toMatch(/No changes\./);
    expect(second.code).toBe(0);
  });
});

/** The apps in stacks/, as a user would copy them. */
const APPS = ["main.ts", "minimal.ts"];

describe.skipIf(cdktf === undefined || !isBuilt)("every stack of stacks/, from a clean folder", () => {
  test.each(APPS)("%s: deployed, unchanged the second time, and destroyed", { timeout: LIMIT * 2 }, async (app) => {
    const running = await startGateway();
    onTestFinished(() => running.close());
    // Somebody else's, which must be there afterwards.
    await fetch(`${running.url}/services`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "somebody-elses", host: "h" }),
    });
    const before = await contentOf(running.url);
    const folder = project(`import "./stacks/${app}";\n`);
    cpSync(join(root, "stacks"), join(folder, "stacks"), { recursive: true });
    const env = { KONGRUENT_GATEWAY: running.url, TF_VAR_mobile_api_key: "k-1" };
    const run = (command: string): ReturnType<typeof start> =>
      start(cdktf ?? "", [command, "*", "--auto-approve"], folder, env);
    const first = await run("deploy");
    expect(first.text).toMatch(/[1-9]\d* added, 0 changed, 0 destroyed/);
    expect(first.code).toBe(0);
    const deployed = await contentOf(running.url);
    expect(deployed).not.toEqual(before);
    const second = await run("deploy");
    expect(second.text).toMatch(/No changes\./);
    expect(second.text).not.toMatch(/[1-9]\d* (added|changed|destroyed)/);
    expect(await contentOf(running.url)).toEqual(deployed);
    const last = await run("destroy");
    expect(last.code).toBe(0);
    expect(await contentOf(running.url)).toEqual(before);
  });
});

describe.skipIf(TERRAFORM === undefined || !isBuilt)("terraform, in the folder of a synthesized stack", () => {
  test("inits and applies without a registry and without settings", { timeout: LIMIT }, async () => {
    const running = await startGateway();
    onTestFinished(() => running.close());
    const folder = project(stackFor(running.url));
    expect(await start(process.execPath, ["--import", "tsx", "main.ts"], folder)).toMatchObject({ code: 0 });
    const stack = join(folder, "cdktf.out/stacks/shop");
    expect(await start("terraform", ["init", "-input=false", "-no-color"], stack)).toMatchObject({ code: 0 });
    const { code, text } = await start("terraform", ["apply", "-auto-approve", "-input=false", "-no-color"], stack);
    expect(text).toContain("2 added, 0 changed, 0 destroyed");
    expect(code).toBe(0);
  });
});
