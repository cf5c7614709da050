/** Text arrives as it was written, tokens as what they stand for. @module */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform writes expressions like this.
import { TerraformVariable } from "cdktf";
import { describe, expect, it } from "vitest";
import { literal, Plugin, Scope, Service, Upstream } from "../../src/index.ts";
import { problems, synth } from "./synth.ts";

describe("literal text", () => {
  it("is escaped where Terraform would evaluate it: Lua code, log formats", () => {
    const { resource } = synth((stack) => {
      new Plugin(stack, "lua", {
        name: "pre-function",
        scope: Scope.global(),
        config: {
          access: ["return '${name}' .. '%{if}'", "$${twice} $ % {} $x{"],
          "${key}": { nested: ["%{x}"] },
        },
        tags: ["${tag}"],
        extra: { new_field: "${x}" },
      });
    });
    expect(resource["kong_plugin"]?.["lua"]).toMatchObject({
      config: {
        access: ["return '$${name}' .. '%%{if}'", "$$${twice} $ % {} $x{"],
        "$${key}": { nested: ["%%{x}"] },
      },
      tags: ["$${tag}"],
      extra: { new_field: "$${x}" },
    });
  });

  it("may stand around tokens, balanced or not", () => {
    const { resource } = synth((stack) => {
      const text = new TerraformVariable(stack, "text", { type: "string" }).stringValue;
      const number = new TerraformVariable(stack, "number", { type: "number" }).numberValue;
      const config = {
        a: `\${open ${text} and ${number}`,
        b: `} \${x ${text} } ${text}%{`,
        c: `plain ${text}`,
        d: text,
        e: number,
      };
      new Plugin(stack, "p", { name: "pre-function", scope: Scope.global(), config });
    });
    expect(resource["kong_plugin"]?.["p"]?.["config"]).toEqual({
      a: "$${open ${var.text} and ${var.number}",
      b: "} $${x ${var.text} } ${var.text}%%{",
      c: "plain ${var.text}",
      d: "${var.text}",
      e: "${var.number}",
    });
  });

  it("that looks like a token is none by `literal`", () => {
    const { resource } = synth((stack) => {
      const secret = new TerraformVariable(stack, "secret", { type: "string" }).stringValue;
      const config = { a: literal("${TfToken[TOKEN.0]} ${x}"), b: `-${secret}`, [literal("#{TfToken[TOKEN.0]}")]: "c" };
      new Plugin(stack, "p", { name: "pre-function", scope: Scope.global(), config });
    });
    expect(resource["kong_plugin"]?.["p"]?.["config"]).toEqual({
      a: '$${${""}TfToken[TOKEN.0]} $${x}',
      b: "-${var.secret}",
      '#{${""}TfToken[TOKEN.0]}': "c",
    });
    expect(literal("${x} is no token")).toBe("${x} is no token");
  });

  it("that ends in a sign of money before a token is no escape", () => {
    const { resource } = synth((stack) => {
      const price = new TerraformVariable(stack, "price", { type: "string" }).stringValue;
      new Plugin(stack, "p", { name: "x", scope: Scope.global(), config: { a: `cost$${price}`, b: `$$${price}` } });
    });
    expect(resource["kong_plugin"]?.["p"]?.["config"]).toEqual({
      a: 'cost${"$"}${var.price}',
      b: '${"$$"}${var.price}',
    });
  });

  it("is judged as it was written", () => {
    expect(problems((stack) => new Service(stack, "s", { host: "h", path: "/a${b}" }))).toEqual([]);
    expect(problems((stack) => new Service(stack, "s", { host: "h", path: "a${b}" }))).toEqual([
      expect.stringContaining("path: should start with"),
    ]);
  });
});

describe("a token", () => {
  it("of one entity may stand in another, and orders them", () => {
    const { resource } = synth((stack) => {
      const pool = new Upstream(stack, "pool");
      const service = new Service(stack, "s", { host: pool.name, tags: [`of-${pool.attribute("hashOn")}`] });
      new Service(stack, "t", { host: service.host, readTimeout: service.getNumberAttribute("read_timeout") });
    });
    expect(resource["kong_service"]).toMatchObject({
      s: { host: "${kong_upstream.pool.name}", tags: ["of-${kong_upstream.pool.hash_on}"] },
      t: { host: "${kong_service.s.host}", read_timeout: "${kong_service.s.read_timeout}" },
    });
  });
});
