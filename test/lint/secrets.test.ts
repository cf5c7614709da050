import { describe, expect, test } from "vitest";
import { loadDesired } from "../../src/desired/load.ts";
import { lint } from "../../src/lint/lint.ts";
import { folderWith, stackJson } from "../cli/support.ts";

type Json = Readonly<Record<string, unknown>>;

const ref = (path: string): string => `\${${path}}`;

/** Addresses with the fields that are told, of one stack's JSON. */
const toldOf = async (
  resource: Json,
  rest: Json = {},
  given: { readonly vars?: Record<string, string>; readonly env?: Record<string, string> } = {},
): Promise<readonly string[]> => {
  const cwd = await folderWith({ "cdk.tf.json": stackJson(resource, undefined, rest) });
  const { gateways } = await loadDesired({ source: ".", cwd, env: given.env ?? {}, vars: given.vars ?? {} });
  const { findings } = await lint({ declarations: gateways.flatMap(({ declarations }) => declarations) });
  return findings
    .filter(({ code }) => code === "secret-in-source")
    .map(({ address, message }) => `${address}: ${message.slice(0, message.indexOf(" stand"))}`);
};

const CONSUMER = { kong_consumer: { bob: { username: "bob" } } };
const key = (value: unknown, attribute = "key"): Json => ({
  ...CONSUMER,
  kong_key_auth: { k: { consumer_id: ref("kong_consumer.bob.id"), [attribute]: value } },
});
const plugin = (name: string, config: Json, rest: Json = {}): Json => ({
  kong_plugin: { p: { name, scope: { global: true }, config, ...rest } },
});
const SENSITIVE = { variable: { s: { type: "string", sensitive: true } } };
const OPEN = { variable: { s: { type: "string" } } };
const given = { vars: { s: "value-given" } };
const FOUND = ["kong_key_auth.k: key"];

describe("secret-in-source", () => {
  test("a credential that stands there, by itself, in a local, joined of texts, or as a variable's default", async () => {
    expect(await toldOf(key("sesame"))).toEqual(FOUND);
    expect(await toldOf(key("sesame", "key_wo"))).toEqual(FOUND);
    expect(await toldOf(key(ref("local.l")), { locals: { l: "sesame" } })).toEqual(FOUND);
    expect(await toldOf(key(`${ref("local.l")}-1`), { locals: { l: "sesame" } })).toEqual(FOUND);
    const defaulted = { variable: { s: { type: "string", sensitive: true, default: "sesame" } } };
    expect(await toldOf(key(ref("var.s")), defaulted)).toEqual(FOUND);
    expect(await toldOf(key(ref("var.s")), defaulted, given)).toEqual([]);
  });

  test("says nothing of a variable that was given, sensitive or not, in a local, in another entity, or as a part", async () => {
    for (const variables of [SENSITIVE, OPEN]) {
      expect(await toldOf(key(ref("var.s")), variables, given)).toEqual([]);
      expect(await toldOf(key(ref("var.s"), "key_wo"), variables, given)).toEqual([]);
      expect(await toldOf(key(`k-${ref("var.s")}`), variables, given)).toEqual([]);
      expect(await toldOf(key(ref("local.l")), { ...variables, locals: { l: ref("var.s") } }, given)).toEqual([]);
    }
    expect(await toldOf(key(ref("var.s")), SENSITIVE, { env: { TF_VAR_s: "value-given" } })).toEqual([]);
    const other = {
      kong_key_auth: {
        k: { consumer_id: ref("kong_consumer.bob.id"), key: ref("kong_key_auth.other.key") },
        other: { consumer_id: ref("kong_consumer.bob.id"), key: ref("var.s") },
      },
    };
    expect(await toldOf({ ...CONSUMER, ...other }, SENSITIVE, given)).toEqual([]);
  });

  test("says nothing of a vault's reference, of an empty text, and of what is no secret", async () => {
    expect(await toldOf(key("{vault://env/key}"))).toEqual([]);
    expect(await toldOf({ kong_consumer: { bob: { username: "bob", custom_id: "secret" } } })).toEqual([]);
    expect(await toldOf(plugin("rate-limiting", { minute: 5, redis: { host: "r", password: "" } }))).toEqual([]);
  });

  test("in a plugin's settings: where its schema, or whoever wrote them, says that they are secret", async () => {
    const redis = (password: unknown): Json => plugin("rate-limiting", { minute: 5, redis: { host: "r", password } });
    expect(await toldOf(redis("sesame"))).toEqual(["kong_plugin.p: config.redis.password"]);
    expect(await toldOf(redis(ref("var.s")), OPEN, given)).toEqual([]);
    const secrets = (value: unknown): Json =>
      plugin("our-own", { a: "1" }, { config_secrets: { b: { c: value }, n: 5 } });
    expect(await toldOf(secrets("sesame"))).toEqual(["kong_plugin.p: config.b.c"]);
    expect(await toldOf(secrets(ref("var.s")), OPEN, given)).toEqual([]);
    const whole = plugin("rate-limiting", { redis: { password: "sesame" } }, { config_secrets: ref("var.s") });
    const objects = { variable: { s: { type: "map(string)" } } };
    expect(await toldOf(whole, objects, { vars: { s: '{"redis_username":"u"}' } })).toEqual([
      "kong_plugin.p: config.redis.password",
    ]);
  });

  test("of what Kong encrypts only what opens something: a header with a token, no address, no address of mail", async () => {
    const log = (http_endpoint: string, headers: Json): Json => plugin("http-log", { http_endpoint, headers });
    expect(await toldOf(log("https://log.example", { "X-Team": "shop" }))).toEqual([]);
    expect(await toldOf(log("https://log.example", { Authorization: "Bearer x" }))).toEqual([
      "kong_plugin.p: config.headers.Authorization",
    ]);
    expect(await toldOf(log("https://u:p@log.example", {}))).toEqual(["kong_plugin.p: config.http_endpoint"]);
    expect(await toldOf(plugin("acme", { account_email: "a@b.example" }))).toEqual([]);
  });

  test("in a nested block that is wrapped in a list", async () => {
    const resource = {
      kong_plugin: { p: { name: "session", scope: { global: true }, config: [{ secret: ref("var.s") }] } },
    };
    expect(await toldOf(resource, OPEN, given)).toEqual([]);
  });

  test("in a decK file: what stands there, and not what the environment gives", async () => {
    const file = (written: string): string =>
      `_format_version: "3.0"\nconsumers:\n- username: bob\n  keyauth_credentials:\n  - key: ${written}\nplugins:\n- name: session\n  config: { secret: ${written} }\n`;
    const told = async (written: string): Promise<number> => {
      const cwd = await folderWith({ "kong.yaml": file(written) });
      const { gateways } = await loadDesired({ source: "kong.yaml", cwd, env: { DECK_KEY: "value-given" }, vars: {} });
      const { findings } = await lint({ declarations: gateways.flatMap(({ declarations }) => declarations) });
      return findings.length;
    };
    expect(await told("sesame")).toBe(2);
    expect(await told(`\${{ env "DECK_KEY" }}`)).toBe(0);
    expect(await told('"{vault://env/key}"')).toBe(0);
  });

  test("a source that does not tell where its values are from is not blamed", async () => {
    const cwd = await folderWith({ "cdk.tf.json": stackJson(key("sesame")) });
    const { gateways } = await loadDesired({ source: ".", cwd, env: {}, vars: {} });
    const declarations = gateways.flatMap((gateway) => gateway.declarations);
    expect((await lint({ declarations })).findings).toHaveLength(1);
    const untold = declarations.map((one) => ({ ...one, fromOutside: undefined }));
    expect((await lint({ declarations: untold })).findings).toEqual([]);
  });

  test("repeats no value", async () => {
    const cwd = await folderWith({
      "cdk.tf.json": stackJson({ ...key("sesame-1"), ...plugin("session", { secret: "sesame-2" }) }),
    });
    const { gateways } = await loadDesired({ source: ".", cwd, env: {}, vars: {} });
    const found = await lint({ declarations: gateways.flatMap(({ declarations }) => declarations) });
    expect(found.findings).toHaveLength(2);
    expect(JSON.stringify(found)).not.toContain("sesame");
  });
});

describe("hashes of secrets", () => {
  const codesOf = async (resource: Json): Promise<readonly string[]> => {
    const cwd = await folderWith({ "cdk.tf.json": stackJson({ ...CONSUMER, ...resource }, undefined, OPEN) });
    const { gateways } = await loadDesired({ source: ".", cwd, env: {}, vars: { s: HASH } });
    const { findings } = await lint({ declarations: gateways.flatMap(({ declarations }) => declarations) });
    return findings.map(({ code }) => code);
  };
  const HASH = "3b2c1ac5e2b6c5a1c6f5d0c7b0ad9b1a7d1f4e2a";
  const bob = { consumer_id: ref("kong_consumer.bob.id") };

  test("a password that is a hash is told, whoever gave it", async () => {
    const basic = (password: string): Json => ({ kong_basic_auth: { b: { ...bob, username: "bob", password } } });
    expect(await codesOf(basic(ref("var.s")))).toEqual(["secret-already-hashed"]);
    expect(await codesOf(basic(`x${ref("var.s")}`))).toEqual([]);
  });

  test("a salted secret is told once, and one that is kept as it is is not", async () => {
    const application = (more: Json): Json => ({
      kong_oauth2: { o: { ...bob, name: "o", client_id: "o", client_secret: ref("var.s"), ...more } },
    });
    expect(await codesOf(application({ hash_secret: true }))).toEqual(["secret-not-compared"]);
    expect(await codesOf(application({}))).toEqual([]);
    const kept = { kong_oauth2: { o: { ...bob, name: "o", client_id: "o", hash_secret: true } } };
    expect(await codesOf(kept)).toEqual([]);
  });
});
