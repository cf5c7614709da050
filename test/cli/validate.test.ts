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
