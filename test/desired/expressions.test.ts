// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform expressions.
import { describe, expect, it } from "vitest";
import { parseExpression } from "../../src/desired/hcl.ts";
import { parseTemplate } from "../../src/desired/template.ts";
import { reveal, Secret } from "../../src/model/secret.ts";
import { codes, declared, failureOf, folderWith, load, loadJson } from "./support.ts";

const configOf = async (config: unknown, rest: Record<string, unknown> = {}): Promise<unknown> => {
  const plugin = { name: "p", scope: { global: true }, config };
  const desired = await loadJson({ ...rest, resource: { kong_plugin: { p: plugin } } });
  return declared(desired, "kong_plugin.p").fields["config"];
};
const refusal = async (text: string): Promise<{ code: string; message: string }> => {
  const [error] = await failureOf({
    kong_plugin: { p: { name: "p", scope: { global: true }, config: { code: text } } },
  });
  return { code: error?.code ?? "", message: error?.message ?? "" };
};

describe("expressions", () => {
  it("keep their type when they stand alone, and become text inside text", async () => {
    const locals = { port: 8080, on: true, list: [1, { a: "x" }], nothing: null, map: { "a-b": 1 } };
    const config = {
      port: "${local.port}",
      list: "${local.list}",
      item: "${local.list[1].a}",
      legacy: "${local.list.0}",
      key: '${local.map["a-b"]}',
      nothing: "${local.nothing}",
      text: "p=${local.port},on=${local.on}",
      nested: '${"<${local.port}>"}',
      literal: "${5}",
      made: '${[local.port, "b", { c = -1, "d": null }]}',
      "key-${local.port}": 1,
    };
    expect(await configOf(config, { locals })).toEqual({
      port: 8080,
      list: [1, { a: "x" }],
      item: "x",
      legacy: 1,
      key: 1,
      nothing: null,
      text: "p=8080,on=true",
      nested: "<8080>",
      literal: 5,
      made: [8080, "b", { c: -1, d: null }],
      "key-8080": 1,
    });
  });

  it("are undone where they are escaped", async () => {
    expect(await configOf({ a: "$${x} and %%{h}i", b: "100% $5 $ {x}", c: "cost: $$5" })).toEqual({
      a: "${x} and %{h}i",
      b: "100% $5 $ {x}",
      c: "cost: $$5",
    });
  });

  it.each([
    "${foo bar}",
    "${os.time()}",
    "local s = '${",
    "${",
    "%{User-Agent}i %h",
    "%{",
    "${a;b}",
    "${}",
    '${"unclosed}',
    "${x ==}",
  ])("that are none are refused with how to escape them: %s", async (text) => {
    const { code, message } = await refusal(text);
    expect(code).toBe("KG_UNESCAPED_TEMPLATE");
    expect(message).toContain("config.code");
    expect(message).toContain(text.includes("%{") ? "write '%%{' for '%{'" : "write '$${' for '${'");
  });

  it.each([
    ["${name}", "KG_REFERENCE_UNKNOWN"],
    ["${request.header}", "KG_REFERENCE_UNKNOWN"],
    ["${local.gone}", "KG_REFERENCE_UNKNOWN"],
    ["${lower(request.header)}", "KG_NEEDS_TERRAFORM"],
    ["${1 + 2}", "KG_NEEDS_TERRAFORM"],
    ["${!true}", "KG_NEEDS_TERRAFORM"],
    ["${provider::kong::f(1)}", "KG_NEEDS_TERRAFORM"],
    ["${{ for k, v in local.x : k => v }}", "KG_NEEDS_TERRAFORM"],
    ["${path.module}", "KG_NEEDS_TERRAFORM"],
    ["${terraform.workspace}", "KG_NEEDS_TERRAFORM"],
    ["${each.key}", "KG_NEEDS_TERRAFORM"],
    ["x ${~ local.x ~}", "KG_NEEDS_TERRAFORM"],
  ])("that lead nowhere here say so: %s", async (text, code) => {
    const error = await refusal(text);
    expect(error.code).toBe(code);
    expect(error.message).toContain("$${");
  });

  it("that name a file are its text, from the folder of the stack's file on", async () => {
    const folder = await folderWith({
      "cdk.tf.json": {
        locals: { name: "tls" },
        resource: { kong_certificate: { a: { cert: '${file("${local.name}.crt")}', key: '${file("keys/tls.key")}' } } },
      },
      "tls.crt": "the certificate",
      "keys/tls.key": "the key",
    });
    const desired = await load(folder, { source: "cdk.tf.json" });
    const { fields } = declared(desired, "kong_certificate.a");
    expect(fields["cert"]).toBe("the certificate");
    expect(reveal(fields["key"])).toBe("the key");
    expect(fields["key"]).toBeInstanceOf(Secret);
  });

  it("that name a file which is not there say which", async () => {
    const [error] = await failureOf({ kong_ca_certificate: { a: { cert: '${file("gone.crt")}' } } });
    expect(error).toMatchObject({ code: "KG_FILE_UNREADABLE", address: "kong_ca_certificate.a" });
    expect(error?.message).toContain("the file gone.crt cannot be used: it does not exist");
  });

  it.each<[string, Record<string, unknown>]>([
    ["as a path", { host: '${file(file("secret"))}' }],
    ["as a path, by a local value", { host: "${file(local.text)}" }],
    ["as part of a path", { host: '${file("keys/${file("secret")}.pem")}' }],
    ["as an id", { host: "h", client_certificate_id: '${file("secret")}' }],
    ["as an id, by a local value", { host: "h", client_certificate_id: "${local.text}" }],
  ])("that give a file's text where it cannot stand do not repeat it: %s", async (_how, fields) => {
    const folder = await folderWith({
      "cdk.tf.json": {
        locals: { text: '${file("secret")}' },
        resource: { kong_service: { a: { name: "a", ...fields } } },
      },
      secret: "SECRET-4711",
    });
    const error = await load(folder, { source: "cdk.tf.json" }).catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(/kong_service\.a/);
    expect(String(error)).not.toContain("4711");
  });

  it("of a scope do not repeat a file's text either", async () => {
    const plugin = { name: "cors", scope: { service_id: '${file("secret")}' } };
    const folder = await folderWith({
      "cdk.tf.json": { resource: { kong_plugin: { p: plugin } } },
      secret: "SECRET-4711",
    });
    const error = await load(folder, { source: "cdk.tf.json" }).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain("a text from outside");
    expect(String(error)).not.toContain("4711");
  });

  it("that need themselves are refused once", async () => {
    const errors = await failureOf(
      { kong_service: { a: { name: "${local.x}" }, b: { name: "${local.x}" } } },
      { locals: { x: "${local.y}", y: "${local.x}" } },
    );
    expect(codes(errors)).toEqual(["KG_EXPRESSION_CYCLE"]);
  });

  it("that put a list or null into a text are refused", async () => {
    const errors = await failureOf(
      { kong_service: { a: { name: "x-${local.l}" }, b: { name: "x-${local.n}" } } },
      { locals: { l: [], n: null } },
    );
    expect(codes(errors)).toEqual(["KG_EXPRESSION_TYPE", "KG_EXPRESSION_TYPE"]);
  });

  it("drop comments anywhere", async () => {
    expect(await configOf({ "//": "why", a: { "//": 1, b: 2 } })).toEqual({ a: { b: 2 } });
  });

  it("nested beyond all measure are no expression, and no crash", async () => {
    expect((await refusal(`\${${"(".repeat(5000)}1${")".repeat(5000)}}`)).code).toBe("KG_UNESCAPED_TEMPLATE");
    expect((await refusal(`\${${"-".repeat(5000)}1}`)).code).toBe("KG_UNESCAPED_TEMPLATE");
  });

  it("parse as Terraform's do", () => {
    expect(parseExpression('a.b-c["d"][0].1', 0).value).toEqual({
      type: "traversal",
      root: "a",
      path: ["b-c", "d", 0, 1],
    });
    expect(parseTemplate("a$$${b}")).toEqual(["a$${b}"]);
    expect(parseTemplate("")).toEqual([""]);
    expect(parseExpression('"\\u00e9\\n$${x}"', 0).value).toEqual({ type: "literal", value: "é\n${x}" });
  });
});
