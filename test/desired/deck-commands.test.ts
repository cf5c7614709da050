import { describe, expect, onTestFinished, test } from "vitest";
import { type EmbeddedGateway, startGateway } from "../../src/testing.ts";
import { folderWith, gatewayFor, run, writesOf } from "../cli/support.ts";
import { rsa, rsaPublic } from "../kinds/pem.ts";

const KONG_YAML = `_format_version: "3.0"
_info:
  select_tags:
  - team-shop
services:
- name: orders
  url: http://orders.internal:8080/api
  tags: [blue]
  routes:
  - name: orders-v1
    paths: [/orders]
    plugins:
    - name: rate-limiting
      config:
        minute: 30
        policy: local
upstreams:
- name: orders-up
  targets:
  - target: 10.0.0.1
consumers:
- username: mobile
  keyauth_credentials:
  - key: \${{ env "DECK_KEY" }}
  basicauth_credentials:
  - username: mobile
    password: "\${{ env "DECK_PASSWORD" }}"
  acls:
  - group: gold
plugins:
- name: prometheus
- name: cors
  service: orders
`;
const ENV = { DECK_KEY: "key-of-mobile-0123", DECK_PASSWORD: "hunter2" };
const DECLARED = 11;

const listOf = (gateway: EmbeddedGateway, kind: string) => gateway.entities(kind) as readonly Record<string, unknown>[];

type Change = { readonly action: string; readonly identity: string; readonly address: string | null };

describe("decK files in the commands", () => {
  test("plan, apply and a second plan that is empty", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await folderWith({ "kong.yaml": KONG_YAML });
    const planned = await run({ cwd, env: ENV }, "plan", "kong.yaml", "--json", "--gateway", url);
    expect(planned.json.errors).toEqual([]);
    expect(planned.code).toBe(2);
    expect(planned.json.summary).toMatchObject({ create: DECLARED, adopt: 0, update: 0, delete: 0 });
    const address = (identity: string) =>
      planned.json.changes.find((change: Change) => change.identity === identity)?.address;
    expect(address("routes/orders-v1")).toBe("kong.yaml:10 route orders-v1");
    expect(address("plugins/rate-limiting@route=orders-v1")).toBe("kong.yaml:13 plugin rate-limiting");

    const applied = await run({ cwd, env: ENV }, "apply", "kong.yaml", "--yes", "--gateway", url);
    expect(applied.stderr + applied.stdout).not.toContain("hunter2");
    expect(applied.stderr + applied.stdout).not.toContain(ENV.DECK_KEY);
    expect(applied.code).toBe(0);
    const again = await run({ cwd, env: ENV }, "plan", "kong.yaml", "--json", "--gateway", url);
    expect(again.json.changes).toEqual([]);
    expect(again.code).toBe(0);
    const [service] = listOf(gateway, "services");
    expect(service).toMatchObject({ host: "orders.internal", port: 8080, path: "/api", tags: ["blue", "team-shop"] });
    expect(listOf(gateway, "targets")[0]).toMatchObject({ tags: ["team-shop"] });
  });

  test("what carries the select tag and is declared no more is deleted, and nothing else", async () => {
    const { url, gateway } = await gatewayFor();
    gateway.insert("services", { name: "made-by-deck", host: "h.internal", tags: ["team-shop"] });
    gateway.insert("services", { name: "of-others", host: "h.internal", tags: ["team-other"] });
    gateway.insert("services", { name: "by-hand", host: "h.internal" });
    const cwd = await folderWith({ "kong.yaml": KONG_YAML });
    const { json } = await run({ cwd, env: ENV }, "plan", "kong.yaml", "--json", "--gateway", url);
    const deleted = json.changes.filter(({ action }: Change) => action === "delete");
    expect(deleted.map(({ identity }: Change) => identity)).toEqual(["services/made-by-deck"]);
  });

  test("what is live is adopted with a visible difference, as with stacks", async () => {
    const { url, gateway } = await gatewayFor();
    gateway.insert("services", { name: "orders", host: "elsewhere.internal", port: 8080, path: "/api" });
    const cwd = await folderWith({ "kong.yaml": KONG_YAML });
    const { json } = await run({ cwd, env: ENV }, "plan", "kong.yaml", "--json", "--gateway", url);
    const change = json.changes.find(({ identity }: Change) => identity === "services/orders");
    expect(change.action).toBe("adopt");
    expect(change.fields).toContainEqual({ path: "host", from: "elsewhere.internal", to: "orders.internal" });
    expect(change.fields).toContainEqual({ path: "owner", from: null, to: "team-shop" });
    const refused = await run({ cwd, env: ENV }, "plan", "kong.yaml", "--json", "--adopt", "never", "--gateway", url);
    expect(refused.json.errors[0]).toMatchObject({
      code: "KG_ADOPTION_REFUSED",
      address: "kong.yaml:6 service orders",
    });
    expect(writesOf(gateway)).toEqual([]);
  });

  test("without select tags nothing is ever deleted; --owner-tag stands for decK's --select-tag", async () => {
    const { url, gateway } = await gatewayFor();
    const service = '_format_version: "3.0"\nservices:\n- {name: orders, host: h.internal}\n';
    const cwd = await folderWith({ "kong.yaml": service });
    gateway.insert("services", { name: "by-hand", host: "h.internal" });
    await run(cwd, "apply", "kong.yaml", "--yes", "--gateway", url);
    expect(
      listOf(gateway, "services")
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["by-hand", "orders"]);
    expect(listOf(gateway, "services").flatMap(({ tags }) => tags ?? [])).toEqual([]);

    const tagged = await run(cwd, "apply", "kong.yaml", "--yes", "--owner-tag", "team-shop", "--gateway", url);
    expect(tagged.code).toBe(0);
    expect(listOf(gateway, "services").find(({ name }) => name === "orders")).toMatchObject({ tags: ["team-shop"] });
    gateway.insert("services", { name: "old", host: "h.internal", tags: ["team-shop"] });
    const { json } = await run(cwd, "plan", "kong.yaml", "--json", "--owner-tag", "team-shop", "--gateway", url);
    expect(json.changes.map(({ action, identity }: Change) => `${action} ${identity}`)).toEqual([
      "delete services/old",
    ]);
  });

  test("a select tag that is somebody else's mark is refused, before anything is read", async () => {
    const { url, gateway } = await gatewayFor();
    for (const tag of ["managed-by-ingress-controller", "kongruent-owner:billing", "theirs"]) {
      gateway.insert("services", { name: `s-${tag.slice(-4)}`, host: "h", tags: [tag] });
    }
    const file = (tags: string): string =>
      `_format_version: "3.0"\n_info: {select_tags: ${tags}}\nservices:\n- {name: orders, host: h}\n`;
    const cwd = await folderWith({
      "ingress.yaml": file("[managed-by-ingress-controller]"),
      "listed.yaml": file("[theirs]"),
      "team.yaml": file("[team]"),
      "none.yaml": '_format_version: "3.0"\nservices:\n- {name: orders, host: h}\n',
      "billing.yaml": file('["kongruent-owner:billing"]'),
    });
    for (const args of [
      ["ingress.yaml"],
      ["listed.yaml", "--foreign-tag", "theirs"],
      ["team.yaml", "--owner-tag", "kongruent-owner:billing"],
      ["team.yaml", "--owner-tag", "managed-by-ingress-controller"],
      ["none.yaml", "--owner-tag", "managed-by-ingress-controller"],
    ]) {
      const ran = await run(cwd, "apply", ...args, "--yes", "--json", "--gateway", url);
      expect([ran.code, ran.json.errors[0]]).toMatchObject([1, { code: "KG_OWNER_TAG_TAKEN" }]);
    }
    expect(writesOf(gateway)).toEqual([]);
    // A file that says so is that owner's: `import --format deck --owner billing` writes it like this.
    const own = await run(cwd, "plan", "billing.yaml", "--json", "--max-deletes", "1", "--gateway", url);
    expect([own.json.errors, own.json.changes.map(({ action }: Change) => action).sort()]).toEqual([
      [],
      ["create", "delete"],
    ]);
  });

  test("drift and validate take a decK file, and errors name file, line and entity", async () => {
    const { url } = await gatewayFor();
    const cwd = await folderWith({
      "kong.yaml": '_format_version: "3.0"\nservices:\n- name: orders\n  host: h.internal\n  port: 70000\n',
    });
    const { code, json } = await run(cwd, "validate", "kong.yaml", "--json");
    expect(code).toBe(1);
    expect(json.errors).toEqual([
      {
        code: "KG_INVALID",
        message: "kong.yaml:3 service orders: port: value should be between 0 and 65535",
        address: "kong.yaml:3 service orders",
      },
    ]);
    const good = await folderWith({ "kong.yaml": KONG_YAML });
    const drift = await run({ cwd: good, env: ENV }, "drift", "kong.yaml", "--gateway", url);
    expect(drift.code).toBe(2);
    expect(drift.stdout).toContain("missing");
  });

  test("duplicates name both places", async () => {
    const cwd = await folderWith({
      "kong/a.yaml": '_format_version: "3.0"\nservices:\n- {name: orders, host: a.internal}\n',
      "kong/b.yaml": "services:\n- {name: orders, host: b.internal}\n",
    });
    const { json } = await run(cwd, "validate", "kong", "--json");
    expect(json.errors).toHaveLength(1);
    expect(json.errors[0].code).toBe("KG_DUPLICATE_IDENTITY");
    expect(json.errors[0].message).toContain("kong/a.yaml:3 service orders");
    expect(json.errors[0].message).toContain("kong/b.yaml:2 service orders");
  });

  test("a saved plan of a decK file is applied as it was made", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await folderWith({ "kong.yaml": KONG_YAML });
    const saved = await run({ cwd, env: ENV }, "plan", "kong.yaml", "--out", "plan.json", "--gateway", url);
    expect(saved.code).toBe(2);
    const applied = await run({ cwd, env: ENV }, "apply", "--plan", "plan.json", "--yes", "--gateway", url);
    expect(applied.code).toBe(0);
    expect(listOf(gateway, "routes")).toHaveLength(1);
  });
});

test("a text of the environment in a plugin's settings is compared, and never shown", async () => {
  const { url, gateway } = await gatewayFor();
  const cwd = await folderWith({
    "kong.yaml": `_format_version: "3.0"
_info: {select_tags: [team-shop]}
plugins:
- name: request-transformer
  config:
    add:
      headers:
      - "Authorization:Bearer \${{ env "DECK_TOKEN" }}"
      - X-Shop:yes
- name: rate-limiting
  config: {minute: \${{ env "DECK_LIMIT" | toInt }}, policy: "\${{ env "DECK_POLICY" }}"}
`,
  });
  const env = { DECK_TOKEN: "t0ken-1", DECK_LIMIT: "60", DECK_POLICY: "local" };
  const applied = await run({ cwd, env }, "apply", "kong.yaml", "--yes", "--json", "--gateway", url);
  expect(applied.json.errors).toEqual([]);
  expect(JSON.stringify(listOf(gateway, "plugins"))).toContain("Authorization:Bearer t0ken-1");
  expect((await run({ cwd, env }, "plan", "kong.yaml", "--gateway", url)).code).toBe(0);
  const changed = { ...env, DECK_TOKEN: "t0ken-2", DECK_LIMIT: "61" };
  const { json, stdout } = await run({ cwd, env: changed }, "plan", "kong.yaml", "--json", "--gateway", url);
  const fields = json.changes.flatMap((change: { fields: { path: string }[] }) => change.fields);
  expect(fields.map(({ path }: { path: string }) => path).sort()).toEqual(["config.add.headers", "config.minute"]);
  expect(stdout).not.toContain("t0ken-2");
  const wrong = await run({ cwd, env: { ...env, DECK_POLICY: "s3cret" } }, "validate", "kong.yaml", "--json");
  expect(wrong.json.errors[0]).toMatchObject({ code: "KG_INVALID", address: "kong.yaml:10 plugin rate-limiting" });
  expect(wrong.stdout).not.toContain("s3cret");
});

/** A text as a YAML block, four spaces in. */
const block = (text: string): string => `|\n    ${text.trim().replaceAll("\n", "\n    ")}`;

const EVERY_KIND = `_format_version: "3.0"
_info: {select_tags: [team-shop]}
ca_certificates:
- id: 3d8eef48-b9d7-4e0e-a84a-5f2f3d3b9d0b
  cert: ${block(rsa.cert)}
certificates:
- cert: ${block(rsa.cert)}
  key: ${block(rsa.key)}
  snis: [{name: shop.example}, {name: www.shop.example, tags: [www]}]
services:
- name: orders
  url: https://orders.internal
  ca_certificates: [3d8eef48-b9d7-4e0e-a84a-5f2f3d3b9d0b]
  tls_verify: true
  routes: [{name: orders-v1, paths: [~/orders/\\d+]}]
upstreams:
- name: orders-up
  healthchecks: {active: {healthy: {interval: 5}}}
  targets: [{target: "10.0.0.1"}, {target: "[::1]:9000", weight: 0}]
consumers:
- username: mobile
  acls: [{group: gold}]
  basicauth_credentials: [{username: mobile, password: hunter2}]
  hmacauth_credentials: [{username: mobile, secret: hmac-secret}]
  jwt_secrets: [{key: issuer, secret: jwt-secret}]
  keyauth_credentials: [{key: key-of-mobile}]
  oauth2_credentials: [{name: app, client_id: app-1, client_secret: oauth-secret, redirect_uris: [https://app.example/cb]}]
  plugins: [{name: request-size-limiting, config: {allowed_payload_size: 1}}]
key_sets: [{name: tokens}]
keys: [{name: one, kid: k1, set: {name: tokens}, pem: {public_key: ${JSON.stringify(rsaPublic)}}}]
vaults: [{name: env, prefix: my-env, config: {prefix: SHOP_}}]
plugins:
- {name: correlation-id, enabled: false}
- {name: cors, service: orders, config: {origins: ["https://shop.example"]}}
- {name: key-auth, route: orders-v1, config: {key_names: [apikey]}}
- {name: response-ratelimiting, service: orders, consumer: mobile, config: {limits: {video: {minute: 5}}}}
`;

test("every kind of the open-source gateway, and once more: nothing to change", async () => {
  const { url, gateway } = await gatewayFor();
  const cwd = await folderWith({ "kong.yaml": EVERY_KIND });
  const valid = await run(cwd, "validate", "kong.yaml", "--json");
  expect(valid.json.errors).toEqual([]);
  const applied = await run(cwd, "apply", "kong.yaml", "--yes", "--json", "--gateway", url);
  expect(applied.json.errors).toEqual([]);
  expect(applied.code).toBe(0);
  const again = await run(cwd, "plan", "kong.yaml", "--json", "--gateway", url);
  expect(again.json.changes).toEqual([]);
  expect(again.code).toBe(0);
  expect(
    listOf(gateway, "snis")
      .map(({ name }) => name)
      .sort(),
  ).toEqual(["shop.example", "www.shop.example"]);
  for (const secret of ["hunter2", "hmac-secret", "jwt-secret", "key-of-mobile", "oauth-secret", "BEGIN PRIVATE KEY"]) {
    expect(applied.stdout + applied.stderr + again.stdout, secret).not.toContain(secret);
  }
});

test("a server name that is taken out of the file is deleted, and its certificate stays as it is", async () => {
  const { url, gateway } = await gatewayFor();
  const cwd = await folderWith({
    "a.yaml": EVERY_KIND,
    "b.yaml": EVERY_KIND.replace(", {name: www.shop.example, tags: [www]}", ""),
  });
  await run(cwd, "apply", "a.yaml", "--yes", "--gateway", url);
  const { json } = await run(cwd, "apply", "b.yaml", "--yes", "--json", "--gateway", url);
  expect(json.errors).toEqual([]);
  expect(listOf(gateway, "snis").map(({ name }) => name)).toEqual(["shop.example"]);
  expect(writesOf(gateway).filter((write) => write.startsWith("PUT") || write.startsWith("PATCH"))).toEqual([]);
});

test("the kinds of Kong Enterprise, memberships said on either side or on both", async () => {
  const running = await startGateway({ edition: "enterprise", settings: ["wasm = on"] });
  onTestFinished(() => running.close());
  const { url, gateway } = running;
  const cwd = await folderWith({
    "kong.yaml": `_format_version: "3.0"
_info: {select_tags: [team-shop]}
consumers:
- {username: one, groups: [{name: gold}]}
- {username: two}
- {username: three, groups: [{name: gold}, {name: silver}]}
consumer_groups:
- name: gold
  consumers: [{username: two}, {username: one}]
  plugins: [{name: rate-limiting, config: {minute: 100}}]
- name: silver
`,
  });
  const applied = await run(cwd, "apply", "kong.yaml", "--yes", "--json", "--gateway", url);
  expect(applied.json.errors).toEqual([]);
  const again = await run(cwd, "plan", "kong.yaml", "--json", "--gateway", url);
  expect(again.json.changes).toEqual([]);
  expect(again.code).toBe(0);
  expect(listOf(gateway, "plugins")[0]).toMatchObject({
    consumer_group: { id: listOf(gateway, "consumer_groups").find(({ name }) => name === "gold")?.["id"] },
  });
  expect(listOf(gateway, "consumer_group_members")).toHaveLength(4);
});
