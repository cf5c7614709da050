// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform expressions.
import { describe, expect, it } from "vitest";
import { parseTfvars } from "../../src/desired/tfvars.ts";
import { reveal, Secret } from "../../src/model/secret.ts";
import { codes, declared, failure, folderWith, load, loadJson } from "./support.ts";

const stack = (variable: Record<string, unknown>) => ({
  variable,
  resource: {
    kong_plugin: {
      p: {
        name: "p",
        scope: { global: true },
        config: Object.fromEntries(Object.keys(variable).map((name) => [name, `\${var.${name}}`])),
      },
    },
  },
});
const config = (desired: Awaited<ReturnType<typeof load>>) => declared(desired, "kong_plugin.p").fields["config"];

describe("variables", () => {
  it("take the last of default, environment, tfvars, auto files, var files and --var", async () => {
    const names = ["a", "b", "c", "d", "e", "f", "g"];
    const from = (...given: string[]) => given.map((name) => `${name} = "${given.at(-1)}"`).join("\n");
    const cwd = await folderWith({
      "cdk.tf.json": stack(Object.fromEntries(names.map((name) => [name, { type: "string", default: "default" }]))),
      "terraform.tfvars": from("c", "d", "e", "f", "g"),
      "terraform.tfvars.json": { d: "json", e: "json", f: "json", g: "json" },
      "x.auto.tfvars": 'e = "auto"\nf = "auto"\ng = "auto"',
      "more.tfvars": 'f = "file"\ng = "file"',
    });
    const env = Object.fromEntries(names.slice(1).map((name) => [`TF_VAR_${name}`, "env"]));
    const desired = await load(cwd, { source: ".", env, varFiles: ["more.tfvars"], vars: { g: "flag" } });
    expect(config(desired)).toEqual({ a: "default", b: "env", c: "g", d: "json", e: "auto", f: "file", g: "flag" });
  });

  it("convert text by their type", async () => {
    const json = stack({
      s: { type: "string" },
      n: { type: "number" },
      b: { type: "bool" },
      l: { type: "list(string)" },
      m: { type: "map(number)" },
      o: { type: "${object({a=string})}" },
      any: { type: "any" },
      none: {},
      quoted: { default: 1, type: "string" },
    });
    const env = {
      TF_VAR_s: "5",
      TF_VAR_n: "5",
      TF_VAR_b: "true",
      TF_VAR_l: '["a", 1]',
      TF_VAR_m: '{ a = "1", b : 2 }',
      TF_VAR_o: '{"a": "x"}',
      TF_VAR_any: "[true]",
      TF_VAR_none: "[x",
    };
    expect(config(await loadJson(json, { env }))).toEqual({
      s: "5",
      n: 5,
      b: true,
      l: ["a", "1"],
      m: { a: 1, b: 2 },
      o: { a: "x" },
      any: [true],
      none: "[x",
      quoted: "1",
    });
  });

  it("that do not fit their type are refused without showing the value", async () => {
    const errors = await failure(
      loadJson(stack({ n: { type: "number" }, l: { type: "list(string)" } }), {
        env: { TF_VAR_n: "hunter2", TF_VAR_l: "hunter2" },
      }),
    );
    expect(codes(errors)[0]).toBe("KG_VARIABLE_INVALID");
    expect(JSON.stringify(errors)).not.toContain("hunter2");
  });

  it("without a value are named once, with the three ways to give one", async () => {
    const errors = await failure(
      loadJson({
        variable: { host: {} },
        resource: { kong_service: { a: { host: "${var.host}" }, b: { host: "${var.host}" } } },
      }),
    );
    expect(codes(errors)).toEqual(["KG_VARIABLE_MISSING"]);
    expect(errors[0]?.message).toMatch(/--var host=.*TF_VAR_host.*terraform\.tfvars/);
  });

  it("without a value are all named, those of one entity and of its locals too", async () => {
    const errors = await failure(
      loadJson({
        variable: { host: {}, path: {}, tag: {}, given: { default: "x" } },
        locals: { tag: "${var.tag}-1" },
        resource: {
          kong_service: {
            a: { host: "${var.host}", path: "${var.path}", tags: ["${local.tag}", "${var.given}", "${var.host}"] },
          },
        },
      }),
    );
    expect(errors.map(({ code, address }) => `${code} ${address}`).sort()).toEqual([
      "KG_VARIABLE_MISSING var.host",
      "KG_VARIABLE_MISSING var.path",
      "KG_VARIABLE_MISSING var.tag",
    ]);
  });

  it("unknown to every stack are refused when --var gives them", async () => {
    const errors = await failure(loadJson(stack({ host: { default: 1 } }), { vars: { hots: "x" } }));
    expect(errors[0]).toMatchObject({ code: "KG_VARIABLE_UNKNOWN" });
    expect(errors[0]?.message).toContain("'host'");
  });

  it("that are sensitive become secrets, alone, in lists and inside text", async () => {
    const desired = await loadJson(
      {
        variable: { key: { sensitive: true }, keys: { sensitive: true, type: "list(string)" } },
        resource: {
          kong_plugin: {
            p: {
              name: "p",
              scope: { global: true },
              config: { a: "${var.key}", b: "Bearer ${var.key}", c: "${var.keys}" },
            },
          },
        },
      },
      { env: { TF_VAR_key: "hunter2", TF_VAR_keys: '["hunter2"]' } },
    );
    const { a, b, c } = config(desired) as { a: unknown; b: unknown; c: unknown[] };
    expect([a, b, c[0]].every((value) => value instanceof Secret)).toBe(true);
    expect([a, b, c[0]].map(reveal)).toEqual(["hunter2", "Bearer hunter2", "hunter2"]);
    expect(JSON.stringify(desired)).not.toContain("hunter2");
  });

  it("that are sensitive cannot name an entity", async () => {
    const json = {
      variable: { n: { sensitive: true, default: "x" } },
      resource: { kong_service: { a: { name: "${var.n}" } } },
    };
    expect(codes(await failure(loadJson(json)))).toEqual(["KG_SECRET_SHOWN"]);
  });

  it("with a validation are left to Terraform", async () => {
    const json = stack({ n: { default: 1, validation: [{ condition: "${var.n > 0}" }] } });
    expect(codes(await failure(loadJson(json)))).toEqual(["KG_NEEDS_TERRAFORM"]);
  });

  it("in files are read in the forms people write", () => {
    const text = [
      "# comment",
      'a = "x" // more',
      "b=1",
      "c = [",
      "  1,",
      '  "two", # last',
      "]",
      "d = {",
      "  k = true",
      '  "l" = null',
      "}",
      "e = <<-EOT",
      "    line",
      "      more",
      "    EOT",
      "f = -1.5",
    ].join("\n");
    expect(parseTfvars(text)).toEqual({
      a: "x",
      b: 1,
      c: [1, "two"],
      d: { k: true, l: null },
      e: "line\n  more\n",
      f: -1.5,
    });
  });

  it("in a broken file are refused by line, without its content", async () => {
    const cwd = await folderWith({ "cdk.tf.json": {}, "terraform.tfvars": 'a = "ok"\nkey hunter2' });
    const [error] = await failure(load(cwd, { source: "cdk.tf.json" }));
    expect(error).toMatchObject({ code: "KG_VARIABLE_FILE" });
    expect(error?.message).toContain("line 2");
    expect(error?.message).not.toContain("hunter2");
  });

  it("from a missing --var-file are an error", async () => {
    const cwd = await folderWith({ "cdk.tf.json": {} });
    expect(codes(await failure(load(cwd, { source: "cdk.tf.json", varFiles: ["no.tfvars"] })))).toEqual([
      "KG_VARIABLE_FILE",
    ]);
  });
});
