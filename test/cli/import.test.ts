import { mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { insertEverything } from "../emit/gateways.ts";
import { fault, folderWith, gatewayFor, ORDERS, ref, run, stackJson, writesOf } from "./support.ts";

const root = resolve(import.meta.dirname, "../..");
const SECRETS = /key-one|the-key|hunter2|swordfish|"pw"|a session's secret|Bearer 1/;

/** A folder, and a gateway with a service, its route, a plugin, a consumer with a key and a password. */
const desk = async () => {
  const running = await gatewayFor();
  const { gateway } = running;
  const orders = gateway.insert("services", { name: "orders", host: "orders.internal" });
  const v1 = gateway.insert("routes", { name: "orders-v1", paths: ["/orders"], service: { id: orders.id } });
  gateway.insert("plugins", { name: "rate-limiting", route: { id: v1.id }, config: { minute: 60 } });
  const mobile = gateway.insert("consumers", { username: "mobile" });
  gateway.insert("keyauth_credentials", { consumer: { id: mobile.id }, key: "the-key" });
  gateway.insert("basicauth_credentials", { consumer: { id: mobile.id }, username: "mobile", password: "hunter2" });
  return { cwd: await folderWith(), gateway, url: running.url };
};

/** A project as people have one. */
const asProject = async (cwd: string): Promise<void> => {
  await symlink(join(root, "node_modules"), join(cwd, "node_modules"));
  const paths = { kongruent: [join(root, "src/index.ts")], "kongruent/plugins": [join(root, "src/plugins.ts")] };
  await writeFile(join(cwd, "package.json"), JSON.stringify({ type: "module" }));
  await writeFile(join(cwd, "tsconfig.json"), JSON.stringify({ compilerOptions: { paths } }));
};

describe("kongruent import of a gateway", () => {
  test("writes a stack whose plan is empty with the file of secrets", async () => {
    const { cwd, url, gateway } = await desk();
    insertEverything(gateway, "x-");
    const ran = await run(cwd, "import", "--gateway", url, "--out", "shop", "--secrets-file", "secrets.tfvars.json");
    expect(ran.stderr).toBe("");
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(
      /^Gateway http:.*\(Kong 3\.9\.1, traditional mode\)\nWrote \d+ entities to shop \(2 files\)\.$/m,
    );
    expect(ran.stdout).toContain("mobile_key   keyauth_credentials/");
    expect(ran.stdout).toContain("Next: npx kongruent plan shop --var-file secrets.tfvars.json");
    expect(await readdir(join(cwd, "shop"))).toEqual(["cdktf.json", "main.ts"]);
    expect(await readFile(join(cwd, "shop/main.ts"), "utf8")).not.toMatch(SECRETS);
    expect(ran.stdout).not.toMatch(SECRETS);
    expect((await stat(join(cwd, "secrets.tfvars.json"))).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(join(cwd, "secrets.tfvars.json"), "utf8"))).toMatchObject({
      mobile_key: "the-key",
    });
    expect(writesOf(gateway)).toEqual([]);

    await asProject(cwd);
    const env = { CDKTF_CONTEXT_JSON: JSON.stringify({ kongruentInstallProvider: false }) };
    const plan = await run({ cwd, env }, "plan", "shop", "--var-file", "secrets.tfvars.json");
    expect(plan.stderr).toBe("");
    expect(plan.stdout).toMatch(/Congruent: \d+ declared entities, nothing to change\./);
  });

  test("tells all of it as JSON", async () => {
    const { cwd, url } = await desk();
    const { code, json, stderr } = await run(cwd, "import", "--gateway", url, "--out", "shop", "--json");
    expect([code, stderr]).toEqual([0, ""]);
    expect(json).toMatchObject({
      format: "kongruent.import/1",
      gateway: { url, version: "3.9.1" },
      out: "shop",
      files: [join(cwd, "shop/main.ts"), join(cwd, "shop/cdktf.json")],
      entities: 6,
      referred: 0,
      variables: [
        { name: "mobile_key", field: "key", isKnown: true },
        { name: "mobile_password", field: "password", isKnown: false },
      ],
      leftOut: [],
      unsaid: [{ identity: "basicauth_credentials/mobile@consumer=mobile", field: "password", because: "hashed" }],
      unknown: [],
      errors: [],
    });
  });

  test.each([
    ["ts", "shop.ts", /^\/\*\*/],
    ["hcl", "main.tf", /^# /],
    ["deck", "kong.yaml", /^# .*\n_format_version: "3\.0"/],
  ])("as %s may be one file", async (format, out, begins) => {
    const { cwd, url } = await desk();
    const { code } = await run(cwd, "import", "--gateway", url, "--out", out, "--format", format);
    expect(code).toBe(0);
    expect(await readdir(cwd)).toEqual([out]);
    const text = await readFile(join(cwd, out), "utf8");
    expect(text).toMatch(begins);
    expect(text).not.toMatch(SECRETS);
  });

  test("writes a decK file that plans nothing but the password that nobody knows", async () => {
    const { cwd, url } = await desk();
    const ran = await run(
      cwd,
      "import",
      "--gateway",
      url,
      "--out",
      "kong.yaml",
      "--format",
      "deck",
      "--secrets-file",
      "s.env",
    );
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain("Wrote 6 entities to kong.yaml (1 file).\n");
    expect(ran.stdout).toMatch(/^ {2}DECK_MOBILE_KEY {3}keyauth_credentials/m);
    expect(ran.stdout).toContain(
      `Next: . ./s.env; DECK_MOBILE_PASSWORD=… npx kongruent plan kong.yaml --gateway ${url}\n`,
    );
    const shell = await readFile(join(cwd, "s.env"), "utf8");
    expect(shell).toBe("export DECK_MOBILE_KEY='the-key'\n");
    const env = { DECK_MOBILE_KEY: "the-key", DECK_MOBILE_PASSWORD: "hunter2" };
    const plan = await run({ cwd, env }, "plan", "kong.yaml", "--gateway", url);
    expect(plan.stdout).toContain("Congruent: 6 declared entities, nothing to change.");
    const other = await run(
      { cwd, env: { ...env, DECK_MOBILE_PASSWORD: "x" } },
      "plan",
      "kong.yaml",
      "--gateway",
      url,
      "--json",
    );
    expect(other.json.changes).toMatchObject([{ kind: "basicauth_credentials", fields: [{ path: "password" }] }]);
  });

  test("leaves out what others own, and says whose it is; on request it comes along", async () => {
    const { cwd, url, gateway } = await desk();
    const theirs = gateway.insert("services", { name: "theirs", host: "h", tags: ["kongruent-owner:billing"] });
    gateway.insert("routes", { name: "on-theirs", paths: ["/t"], service: { id: theirs.id } });
    gateway.insert("services", { name: "ours", host: "h", tags: ["kongruent-owner:shop", "plain"] });
    const shop = await run(cwd, "import", "--gateway", url, "--out", "nobodys", "--owner", "shop");
    expect(shop.stdout).toContain("Left out, because somebody owns it: billing (1 entity).");
    const text = await readFile(join(cwd, "nobodys/main.ts"), "utf8");
    expect(text).toContain('const theirs = Service.existing(this, "theirs", { name: "theirs" });');
    expect(text).toContain('new Service(this, "ours", { host: "h", tags: ["plain"] });');
    expect(text).not.toContain("owner: false");
    const all = await run(cwd, "import", "--gateway", url, "--out", "all", "--include-owned", "--json");
    expect(all.json).toMatchObject({ entities: 9, referred: 0, leftOut: [] });
    const none = await run(cwd, "import", "--gateway", url, "--out", "none", "--json");
    expect(none.json.leftOut.map(({ owner }: { owner: string }) => owner).sort()).toEqual(["billing", "shop"]);
  });

  test("an owner of any name is the owner of a stack", async () => {
    const { cwd, url } = await desk();
    const ran = await run(cwd, "import", "--gateway", url, "--out", "shop", "--owner", "team shop/1");
    expect(ran.code).toBe(0);
    const text = await readFile(join(cwd, "shop/main.ts"), "utf8");
    expect(text).toContain(`new KongProvider(this, "kong", { adminUrl: "${url}", owner: "team shop/1" });`);
    expect(text).toContain('new TeamShop1(app, "team-shop-1");');
  });

  test("takes only what has a tag, or is of a kind", async () => {
    const { cwd, url, gateway } = await desk();
    gateway.insert("services", { name: "tagged", host: "h", tags: ["team-a", "x"] });
    const tag = await run(
      cwd,
      "import",
      "--gateway",
      url,
      "--out",
      "a.yaml",
      "--format",
      "deck",
      "--select-tag",
      "team-a",
    );
    expect(tag.code).toBe(0);
    expect(await readFile(join(cwd, "a.yaml"), "utf8")).toContain(
      "_info:\n  select_tags:\n  - team-a\nservices:\n- name: tagged\n  host: h\n  tags:\n  - x\n",
    );
    const kind = await run(cwd, "import", "--gateway", url, "--out", "b", "--only", "routes", "--json");
    expect(kind.json).toMatchObject({ entities: 1, referred: 1 });
  });

  test("a tag that everything has is not repeated, and each run is told of it", async () => {
    const { cwd, url, gateway } = await desk();
    const plain = gateway.insert("services", { name: "plain", host: "h", tags: ["team-shop"] });
    gateway.insert("services", { name: "more", host: "h", tags: ["team-shop", "x"] });
    gateway.insert("routes", { name: "r", paths: ["/r"], service: { id: plain.id }, tags: ["team-shop"] });
    const choice = ["--gateway", url, "--select-tag", "team-shop"];
    const ran = await run(cwd, "import", ...choice, "--out", "shop");
    expect(ran.stderr).toBe("");
    expect(ran.stdout).toContain("\nNext: npx kongruent plan shop --owner-tag team-shop\n");
    const text = await readFile(join(cwd, "shop/main.ts"), "utf8");
    expect(text).toContain('new Service(this, "plain", { host: "h" });');
    expect(text).toContain('new Service(this, "more", { host: "h", tags: ["x"] });');
    expect(text).toContain(
      '// Everything here has the tag "team-shop", which is not repeated: name it in each run with --owner-tag',
    );
    await asProject(cwd);
    const env = { CDKTF_CONTEXT_JSON: JSON.stringify({ kongruentInstallProvider: false }) };
    const plan = await run({ cwd, env }, "plan", "shop", "--owner-tag", "team-shop");
    expect([plan.stderr, plan.stdout]).toEqual(["", expect.stringContaining("Congruent: 3 declared entities")]);
    await writeFile(join(cwd, "shop/main.ts"), text.replace("owner: false", 'owner: "shop"'));
    const owned = await run({ cwd, env }, "plan", "shop", "--owner-tag", "team-shop");
    expect(owned.stdout).toContain("Congruent: 3 declared entities");
    // Terraform has no such flag: beside other tags it is said, or it would go.
    await run(cwd, "import", ...choice, "--format", "hcl", "--out", "main.tf");
    const hcl = await readFile(join(cwd, "main.tf"), "utf8");
    expect(hcl.match(/tags .*/g)).toEqual([expect.stringContaining('["team-shop", "x"]')]);
  });

  test("the next line can be typed as it is printed, wherever the values are", async () => {
    const { cwd, url } = await desk();
    const next = async (...args: readonly string[]): Promise<string | undefined> =>
      /^Next: (.*)$/m.exec((await run(cwd, "import", "--gateway", url, ...args)).stdout)?.[1];
    const values = (file: string): readonly string[] => ["--secrets-file", file, "--force"];
    const install = "npx kongruent provider install";
    const then = "&& terraform init && terraform plan";
    const hcl = ["--format", "hcl", "--force"];
    const deck = ["--format", "deck", "--force"];
    expect(await next(...hcl, "--out", "all", ...values("s.tfvars"))).toBe(
      `${install} all && cd all ${then} -var-file=../s.tfvars`,
    );
    expect(await next(...hcl, "--out", "all", ...values("all/s.auto.tfvars"))).toBe(`${install} all && cd all ${then}`);
    expect(await next(...hcl, "--out", "main.tf", ...values("s.tfvars"))).toBe(
      `${install} . ${then} -var-file=s.tfvars`,
    );
    expect(await next(...hcl, "--out", "all")).toBe(`set those variables, then ${install} all && cd all ${then}`);
    expect(await next("--out", "shop", "--force")).toBe("set those variables, then npx kongruent plan shop");
    expect(await next("--out", "my shop", ...values("s.tfvars"))).toBe(
      "npx kongruent plan 'my shop' --var-file s.tfvars",
    );
    expect(await next(...deck, "--out", "k.yaml")).toBe(
      `set those variables, then npx kongruent plan k.yaml --gateway ${url}`,
    );
    expect(await next(...deck, "--out", "k.yaml", ...values(join(cwd, "s.env")))).toBe(
      `. ${join(cwd, "s.env")}; DECK_MOBILE_PASSWORD=… npx kongruent plan k.yaml --gateway ${url}`,
    );
  });

  test("one secret is told of as one", async () => {
    const running = await gatewayFor();
    const cwd = await folderWith();
    const { id } = running.gateway.insert("consumers", { username: "mobile" });
    running.gateway.insert("keyauth_credentials", { consumer: { id }, key: "the-key" });
    const out = ["--out", "shop", "--secrets-file", "s.tfvars"];
    const { stdout } = await run(cwd, "import", "--gateway", running.url, ...out);
    expect(stdout).toContain("1 secret became a variable, to be set");
    expect(stdout).toContain("\nIts value is in s.tfvars, which");
  });

  test("warns where nothing has the owner or the tag that was asked for", async () => {
    const { cwd, url } = await desk();
    const choices = ["--owner", "nobody", "--select-tag", "no-tag", "--include-owned"];
    const ran = await run(cwd, "import", "--gateway", url, "--out", "a", ...choices);
    expect(ran.code).toBe(0);
    expect(ran.stderr).toMatch(
      /^Warning KG_NOTHING_CHOSEN: --owner nobody: .*\nWarning KG_NOTHING_CHOSEN: --select-tag no-tag: .*\nWarning KG_NOTHING_CHOSEN: --include-owned: .*\n$/,
    );
    const { json, stderr } = await run(cwd, "import", "--gateway", url, "--out", "b", "--json", ...choices);
    expect(stderr).toBe("");
    expect(json.warnings.map(({ code }: { code: string }) => code)).toEqual(Array(3).fill("KG_NOTHING_CHOSEN"));
    const none = await run(cwd, "import", "--gateway", url, "--out", "c", "--json");
    expect(none.json.warnings).toEqual([]);
  });

  test("names of the gateway no more than is documented", async () => {
    const { cwd, url } = await desk();
    const { json } = await run(cwd, "import", "--gateway", url, "--out", "shop", "--json");
    expect(json.gateway).toEqual({ url, version: "3.9.1", mode: "traditional", workspace: "default" });
  });

  test("says what expires by itself, and what has no kind", async () => {
    const { cwd, url, gateway } = await desk();
    const consumer = gateway.insert("consumers", { username: "brief" });
    gateway.insert("keyauth_credentials", { consumer: { id: consumer.id }, key: "k", ttl: 60 });
    const ran = await run(cwd, "import", "--gateway", url, "--out", "shop");
    expect(ran.stdout).toMatch(/^Left out, because it expires by itself: keyauth_credentials\/.*@consumer=brief\.$/m);
  });
});

describe("kongruent import of a source", () => {
  test("writes what it declares, its secrets as variables", async () => {
    const plugin = { log: { name: "loggly", config: { key: "the-key", host: "h" }, scope: { global: true } } };
    const cwd = await folderWith({
      "cdk.tf.json": stackJson({ ...ORDERS, kong_plugin: { ...(ORDERS["kong_plugin"] as object), ...plugin } }),
    });
    const ran = await run(cwd, "import", "cdk.tf.json", "--out", "shop", "--json");
    expect(ran.errors).toEqual([]);
    const text = await readFile(join(cwd, "shop/main.ts"), "utf8");
    expect(text).not.toMatch(SECRETS);
    expect(text).toContain('new TerraformVariable(this, "loggly_key", { type: "string", sensitive: true })');
    expect(text).toContain('ordersV1.addPlugin(rateLimiting({ minute: 60, policy: "local" }));');
    expect(text).toContain('new Team(app, "team");');
    const deck = await run(cwd, "import", "cdk.tf.json", "--out", "kong.yaml", "--format", "deck");
    expect(deck.code).toBe(0);
    expect(await readFile(join(cwd, "kong.yaml"), "utf8")).toContain('select_tags:\n  - "kongruent-owner:team"');
  });

  test("has plain plugins where the catalogue does not know them, or their settings", async () => {
    const scope = { route_id: ref("kong_route.v1.id") };
    const cwd = await folderWith({
      "cdk.tf.json": stackJson({
        ...ORDERS,
        kong_plugin: {
          own: { name: "our-own", scope, config: { level: 1, deep: { api_token: "the-key", list: [{ a: 1, b: 2 }] } } },
          newer: { name: "cors", scope, config: { of_tomorrow: true } },
        },
      }),
    });
    const ran = await run(cwd, "import", "cdk.tf.json", "--out", "shop.ts");
    expect(ran.stderr).toBe("");
    const text = await readFile(join(cwd, "shop.ts"), "utf8");
    expect(text).toContain('ordersV1.addPlugin("cors", { config: { of_tomorrow: true } });');
    expect(text).toContain('ordersV1.addPlugin("our-own", {\n');
    expect(text).toContain("configSecrets: { deep: { api_token: ordersV1OurOwnDeepApiToken.stringValue } },");
    expect(text).not.toContain("kongruent/plugins");
    expect(text).not.toMatch(SECRETS);
  });

  test("may be a decK file", async () => {
    const cwd = await folderWith({
      "kong.yaml":
        '_format_version: "3.0"\nservices:\n- name: orders\n  host: h\n  routes:\n  - name: orders-v1\n    paths: [/orders]\n    plugins:\n    - name: key-auth\nconsumers:\n- username: mobile\n  keyauth_credentials:\n  - key: the-key\n',
    });
    const ran = await run(cwd, "import", "kong.yaml", "--out", "shop.ts");
    expect(ran.stderr).toBe("");
    const text = await readFile(join(cwd, "shop.ts"), "utf8");
    expect(text).toContain(
      'const ordersV1 = orders.addRoute("v1", { paths: ["/orders"] });\n    ordersV1.addPlugin(keyAuth());',
    );
    expect(text).toContain("mobile.addKeyAuth({ key: mobileKey.stringValue });");
    expect(text).not.toMatch(SECRETS);
  });

  test("that refers to what is known at apply only cannot be a decK file", async () => {
    const cwd = await folderWith({
      "cdk.tf.json": stackJson({
        kong_service: {
          a: { name: "a", host: "h" },
          b: { name: "b", host: "x", path: `/${ref("kong_service.a.created_at")}` },
        },
      }),
    });
    const ran = await run(cwd, "import", "cdk.tf.json", "--out", "kong.yaml", "--format", "deck", "--json");
    expect(ran.code).toBe(1);
    expect(ran.errors).toMatchObject([{ code: "KG_FORMAT_LACKS", address: "kong_service.b" }]);
    expect((await readdir(cwd)).sort()).toEqual(["cdk.tf.json"]);
    const stack = await run(cwd, "import", "cdk.tf.json", "--out", "shop.ts");
    expect(stack.code).toBe(0);
    expect(await readFile(join(cwd, "shop.ts"), "utf8")).toContain(
      `path: \`/${ref('a.getStringAttribute("created_at")')}\``,
    );
  });
});

test("a plugin that is not installed any more is imported without a word of its settings, and that is said", async () => {
  const { cwd, url, gateway } = await desk();
  gateway.insert("plugins", { name: "session", config: { secret: "swordfish" } });
  const lacking = { method: "GET", path: /^\/schemas\/plugins\/session/ };
  gateway.faults.push(fault(lacking, { status: 404, body: { message: "Not found" } }));
  const ran = await run(cwd, "import", "--gateway", url, "--out", "shop", "--secrets-file", "s.tfvars.json");
  expect([ran.code, ran.stderr]).toEqual([0, ""]);
  expect(ran.stdout).toContain(
    "plugins/session@global: the gateway has no schema of its config, so all of it became variables",
  );
  expect(ran.stdout + (await readFile(join(cwd, "shop/main.ts"), "utf8"))).not.toMatch(SECRETS);
  expect(await readFile(join(cwd, "s.tfvars.json"), "utf8")).toContain("swordfish");
});

describe("kongruent import refuses", () => {
  test("to write over a file, a folder with something in it, or a file of secrets, without --force", async () => {
    const { cwd, url } = await desk();
    await mkdir(join(cwd, "mine"));
    await writeFile(join(cwd, "mine/notes.txt"), "mine");
    await writeFile(join(cwd, "mine.tf"), "mine");
    for (const args of [
      ["--out", "mine"],
      ["--out", "mine.tf", "--format", "hcl"],
      ["--out", "new", "--secrets-file", "mine.tf"],
    ]) {
      const ran = await run(cwd, "import", "--gateway", url, ...args, "--json");
      expect(ran.code).toBe(1);
      expect(ran.errors).toMatchObject([{ code: "KG_FILE_EXISTS" }]);
    }
    expect((await readdir(cwd)).sort()).toEqual(["mine", "mine.tf"]);
    expect(await readFile(join(cwd, "mine.tf"), "utf8")).toBe("mine");
    const forced = await run(cwd, "import", "--gateway", url, "--out", "mine", "--force");
    expect(forced.code).toBe(0);
    expect((await readdir(join(cwd, "mine"))).sort()).toEqual(["cdktf.json", "main.ts", "notes.txt"]);
  });

  test("a file of secrets where the configuration goes, before anything is written", async () => {
    const { cwd, url } = await desk();
    await mkdir(join(cwd, "real"));
    await symlink(join(cwd, "real"), join(cwd, "link"));
    for (const args of [
      ["--out", "main.tf", "--format", "hcl", "--secrets-file", "main.tf"],
      ["--out", "kong.yaml", "--format", "deck", "--secrets-file", "./x/../kong.yaml"],
      ["--out", "shop", "--secrets-file", "shop"],
      ["--out", "shop", "--secrets-file", "shop/main.ts"],
      ["--out", "a/shop", "--secrets-file", "a"],
      ["--out", "link/main.ts", "--secrets-file", "real/main.ts"],
    ]) {
      const ran = await run(cwd, "import", "--gateway", url, ...args, "--force", "--json");
      expect([ran.code, ran.errors]).toMatchObject([1, [{ code: "KG_USAGE" }]]);
      expect((await readdir(cwd)).sort()).toEqual(["link", "real"]);
      expect(await readdir(join(cwd, "real"))).toEqual([]);
    }
    const beside = await run(cwd, "import", "--gateway", url, "--out", "shop", "--secrets-file", "shop/s.tfvars.json");
    expect(beside.code).toBe(0);
  });

  test("a run without a place, and one with two places to import from", async () => {
    const { cwd, url } = await desk();
    const without = await run(cwd, "import", "--gateway", url, "--json");
    expect([without.code, without.errors]).toMatchObject([1, [{ code: "KG_USAGE" }]]);
    const both = await run(cwd, "import", "kong.yaml", "--gateway", url, "--out", "x", "--json");
    expect([both.code, both.errors]).toMatchObject([1, [{ code: "KG_USAGE" }]]);
    const chosen = await run(cwd, "import", "kong.yaml", "--out", "x", "--select-tag", "a", "--json");
    expect([chosen.code, chosen.errors]).toMatchObject([1, [{ code: "KG_USAGE" }]]);
  });

  test("to go on with a gateway that cannot be read in full", async () => {
    const { cwd, url, gateway } = await desk();
    gateway.faults.push({ match: { method: "GET", path: /^\/plugins/ }, action: { status: 403 } } as never);
    const ran = await run(cwd, "import", "--gateway", url, "--out", "shop", "--json");
    expect([ran.code, ran.errors]).toMatchObject([1, [{ code: "KG_FORBIDDEN" }]]);
    expect(await readdir(cwd)).toEqual([]);
  });
});
