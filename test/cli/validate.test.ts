import { describe, expect, test } from "vitest";
import { folderWith, gatewayFor, ORDERS, outputOf, run, source, stackJson, writesOf } from "./support.ts";

const BROKEN = { ...ORDERS, kong_service: { orders: { name: "orders", host: "orders.internal", port: 99_999 } } };

describe("validate", () => {
  test("checks declarations by themselves, without a gateway", async () => {
    const cwd = await source();
    const text = await run(cwd, "validate");
    expect(text.code).toBe(0);
    expect(text.stdout).toBe("Valid by themselves: 3 declarations.\n");
    const { code, json } = await run(cwd, "validate", "--json");
    expect(code).toBe(0);
    expect(json).toEqual({ format: "kongruent.validate/1", summary: { declared: 3, errors: 0 }, errors: [] });
  });

  test("names the address and the field of what is wrong, and ends with 1", async () => {
    const cwd = await source(BROKEN);
    const text = await run(cwd, "validate");
    expect(text.code).toBe(1);
    expect(text.stdout).toBe("");
    expect(text.stderr).toMatch(/^Error KG_INVALID: kong_service\.orders: port: /);
    expect(text.stderr).toContain("1 error.");
    const { code, json } = await run(cwd, "validate", "--json");
    expect(code).toBe(1);
    expect(json).toMatchObject({ summary: { declared: 3, errors: 1 } });
    expect(json.errors).toMatchObject([{ code: "KG_INVALID", address: "kong_service.orders" }]);
  });

  test("passes over fields that only a newer gateway may have, and leaves them to the gateway", async () => {
    const newer = { name: "orders", host: "orders.internal", extra: { a_field_of_kong_4: true } };
    const cwd = await source({ ...ORDERS, kong_service: { orders: newer } });
    expect(await run(cwd, "validate")).toMatchObject({ code: 0, stderr: "" });
    const deck = await folderWith({
      "kong.yaml":
        '_format_version: "3.0"\nservices:\n- name: orders\n  host: orders.internal\n  a_field_of_kong_4: true\n',
    });
    expect(await run(deck, "validate", "kong.yaml")).toMatchObject({ code: 0, stderr: "" });
    const { url } = await gatewayFor();
    const { code, stderr } = await run(cwd, "validate", "--online", "--gateway", url);
    expect(code).toBe(1);
    expect(stderr).toMatch(/KG_FIELD_LACKING: .*this gateway \(Kong 3\.9.*\) has no field a_field_of_kong_4/);
  });

  test("an unknown field hides no other mistake of its entity", async () => {
    const newer = { name: "orders", host: "orders.internal", port: 99_999, extra: { a_field_of_kong_4: true } };
    const { errors } = await run(await source({ kong_service: { orders: newer } }), "validate", "--json");
    expect(errors).toMatchObject([{ code: "KG_INVALID", address: "kong_service.orders" }]);
  });

  test("--online asks the gateway's own schemas, names the gateway, and reads no entity", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source();
    const { code, stdout } = await run(cwd, "validate", "--online", "--gateway", url);
    expect(code).toBe(0);
    expect(stdout).toBe(`Valid by the schemas of ${url}: 3 declarations.\n`);
    expect(gateway.log.filter(({ path }) => /^\/(services|routes|plugins)/.test(path))).toEqual([]);
    const broken = await run(await source(BROKEN), "validate", "--online", "--gateway", url);
    expect(broken.code).toBe(1);
    expect(broken.stderr.split("\n")[0]).toBe(`Gateway ${url}`);
    expect(writesOf(gateway)).toEqual([]);
  });

  test("--online finds the plugin that this gateway does not have", async () => {
    const { url } = await gatewayFor();
    const cwd = await source({ kong_plugin: { own: { name: "our-own", scope: { global: true } } } });
    expect((await run(cwd, "validate")).code).toBe(0);
    const { code, errors } = await run(cwd, "validate", "--online", "--json", "--gateway", url);
    expect(code).toBe(1);
    expect(errors).toMatchObject([{ code: "KG_PLUGIN_LACKING", address: "kong_plugin.own" }]);
  });

  test("several gateways: one document of results online, one document offline", async () => {
    const { url, gateway } = await gatewayFor();
    gateway.insert("services", { name: "any", host: "any.internal" });
    const cwd = await folderWith(
      outputOf({
        good: stackJson(ORDERS, { admin_url: url }),
        gone: stackJson(ORDERS, { admin_url: "http://127.0.0.1:1" }),
      }),
    );
    const offline = await run(cwd, "validate", ".", "--json");
    expect(offline.json).toMatchObject({ format: "kongruent.validate/1", summary: { declared: 6, errors: 0 } });
    const { code, json } = await run(cwd, "validate", ".", "--online", "--json");
    expect(code).toBe(1);
    expect(json.format).toBe("kongruent.validations/1");
    expect(json.results).toMatchObject([{ errors: [] }, { errors: [{ code: "KG_GATEWAY_UNREACHABLE" }] }]);
  });
});

describe("a decK file with mistakes of every sort", () => {
  const MIXED = `_format_version: "3.0"
services:
- name: orders
  hots: orders.internal
  routes:
  - name: v1
    paths: [orders]
- name: billing
  host: billing.internal
  port: 99999
  plugins:
  - name: cors
    service: other
- name: third
  host: third.internal
- name: third
  host: again.internal
routes:
- name: lost
  paths: [/lost]
  service: nowhere
- name: fine
  paths: [/fine]
  service: orders
`;
  const lines = (text: string): readonly string[] => text.match(/kong\.yaml:\d+/g) ?? [];

  test("has all of them told at once, by line, and counted", async () => {
    const cwd = await folderWith({ "kong.yaml": MIXED });
    for (const command of ["validate", "plan"]) {
      const { code, stderr } = await run(cwd, command, "kong.yaml");
      expect(code).toBe(1);
      const found = stderr.split("\n").filter((line) => line.startsWith("Error"));
      expect(found.map((line) => `${line.split(" ")[1]} ${lines(line).at(-1)}`)).toEqual([
        "KG_DECK_KEY_UNKNOWN: kong.yaml:4",
        "KG_INVALID: kong.yaml:6",
        "KG_INVALID: kong.yaml:8",
        "KG_REFERENCE_UNKNOWN: kong.yaml:13",
        "KG_DUPLICATE_IDENTITY: kong.yaml:16",
        "KG_REFERENCE_UNKNOWN: kong.yaml:21",
      ]);
      expect(stderr.trimEnd().split("\n").at(-1)).toBe("6 errors.");
    }
  });

  test("what is filled by broken defaults is not judged", async () => {
    const yaml = `_format_version: "3.0"\n_info:\n  defaults:\n    servce:\n      host: orders.internal\nservices:\n- name: orders\n`;
    const { errors } = await run(await folderWith({ "kong.yaml": yaml }), "validate", "kong.yaml", "--json");
    expect(errors.map(({ code }) => code)).toEqual(["KG_DECK_KEY_UNKNOWN"]);
  });
});

describe("sentences about decK files", () => {
  const messagesOf = async (yaml: string) => {
    const cwd = await folderWith({ "kong.yaml": `_format_version: "3.0"\n${yaml}` });
    const { errors } = await run(cwd, "validate", "kong.yaml", "--json");
    return errors.map(({ code, message }) => `${code}: ${message}`);
  };

  test("one key of two consumers: where it stands, never the key", async () => {
    const said = await messagesOf(`consumers:
- username: v
  keyauth_credentials:
  - key: s3cret-key
- username: w
  keyauth_credentials:
  - key: s3cret-key
`);
    expect(said).toEqual([
      "KG_DUPLICATE_IDENTITY: One key of keyauth_credentials is declared twice: at kong.yaml:5 key_auth and at kong.yaml:8 key_auth. Keep one of them, or change its key.",
    ]);
  });

  test("a plugin without a name lacks its name", async () => {
    expect(await messagesOf("plugins:\n- config: {}\n")).toEqual([
      "KG_INVALID: kong.yaml:3 plugin: name: required field missing",
    ]);
  });

  test("what is no certificate is no certificate, and none without a key", async () => {
    expect(await messagesOf("ca_certificates:\n- cert: nope\n")).toEqual([
      "KG_INVALID: kong.yaml:3 ca_certificate: cert: it is no certificate in PEM form",
    ]);
  });

  test("a plugin where it cannot act is said so", async () => {
    const yaml = "consumers:\n- username: v\n  plugins:\n  - name: key-auth\n";
    expect(await messagesOf(yaml)).toEqual([
      "KG_INVALID: kong.yaml:5 plugin key-auth: consumer: key-auth cannot be scoped to a consumer",
    ]);
  });

  test("a group that is not declared is spoken of by the file's key", async () => {
    const [message] = await messagesOf("consumers:\n- username: v\n  groups:\n  - name: gold\n");
    expect(message).toMatch(/^KG_REFERENCE_UNKNOWN: kong\.yaml:5: 'groups' refers to the consumer_group 'gold'/);
  });
});
