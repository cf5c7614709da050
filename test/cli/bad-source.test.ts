import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, gatewayFor, ORDERS, ref, run, source, stackJson, writesOf } from "./support.ts";

const COMMANDS = [["plan"], ["drift"], ["apply", "--yes"], ["validate", "--online"]] as const;

/** Every command ends with 1, one document, one clear message, and no word to the gateway. */
const refused = async (cwd: string, code: string, ...says: readonly (string | RegExp)[]): Promise<void> => {
  const { url, gateway } = await gatewayFor();
  for (const command of COMMANDS) {
    const asJson = await run(cwd, ...command, "--json", "--gateway", url);
    expect(asJson.code).toBe(1);
    expect(asJson.errors.map((error) => error.code)).toEqual([code]);
    const text = await run(cwd, ...command, "--gateway", url);
    expect(text.code).toBe(1);
    expect(text.stdout).toBe("");
    expect(text.stderr).toMatch(new RegExp(`^Error ${code}: `));
    for (const said of says) expect(text.stderr).toMatch(said);
  }
  expect(gateway.log).toEqual([]);
};

describe("a broken source", () => {
  test("an app that throws is told in its own words, without its stack", async () => {
    const cwd = await folderWith({
      "cdktf.json": { app: `${JSON.stringify(process.execPath)} --import tsx app.ts` },
      "app.ts": `const port: number = 1;\nthrow new TypeError("the orders team has no port " + port);\n`,
    });
    // tsx is found from the folder of the app, as in a project of its own.
    await writeFile(
      join(cwd, "cdktf.json"),
      JSON.stringify({ app: `"${process.execPath}" --import ${import.meta.resolve("tsx")} app.ts` }),
    );
    await refused(cwd, "KG_SYNTH_FAILED", /TypeError: the orders team has no port 1/, /app\.ts/);
  });

  test("an app that cannot be found", async () => {
    const cwd = await folderWith({ "cdktf.json": { app: "no-such-program" } });
    await refused(cwd, "KG_SYNTH_FAILED", "no-such-program");
  });

  test("an app that writes no stack", async () => {
    const cwd = await folderWith({ "cdktf.json": { app: "true" } });
    await refused(cwd, "KG_SYNTH_FAILED", /app\.synth\(\)/);
  });

  test("a file with a syntax error names the file", async () => {
    await refused(await folderWith({ "cdk.tf.json": "{ broken" }), "KG_SOURCE_INVALID", "cdk.tf.json");
  });

  test("a folder with nothing in it says what is looked for", async () => {
    await refused(await folderWith(), "KG_SOURCE_NOT_FOUND", "cdktf.json", "cdktf.out", ".tf.json");
  });

  test("a source that does not exist is named", async () => {
    const { code, stderr } = await run(await folderWith(), "plan", "no/such/stack");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Error KG_SOURCE_NOT_FOUND: .*no\/such\/stack/);
  });

  test("a reference to nothing names the address", async () => {
    const cwd = await source({
      kong_route: { v1: { name: "v1", paths: ["/"], service_id: ref("kong_service.gone.id") } },
    });
    await refused(cwd, "KG_REFERENCE_UNKNOWN", "kong_route.v1", "kong_service.gone");
  });

  test("what only Terraform can evaluate says to use Terraform", async () => {
    const cwd = await source({ kong_service: { orders: { name: "orders", host: "orders.internal", count: 2 } } });
    await refused(cwd, "KG_NEEDS_TERRAFORM", "kong_service.orders", "cdktf deploy");
  });

  test("a variable without a value says the three ways to give it one", async () => {
    const cwd = await source(
      { kong_service: { orders: { name: "orders", host: ref("var.host") } } },
      { owner: "team" },
      { variable: { host: { type: "string" } } },
    );
    await refused(cwd, "KG_VARIABLE_MISSING", "--var host=", "TF_VAR_host", "terraform.tfvars");
  });

  test("an unknown stack lists the ones there are", async () => {
    const { url } = await gatewayFor();
    const cwd = await folderWith({
      "cdk.tf.json": stackJson(ORDERS, undefined, { "//": { metadata: { stackName: "shop" } } }),
    });
    const { code, stderr } = await run(cwd, "plan", "--stack", "shpo", "--gateway", url);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Error KG_STACK_UNKNOWN: There is no stack 'shpo'\..*shop/);
  });

  test("two declarations of one entity name both addresses, and nothing is written", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source({
      kong_service: { a: { name: "orders", host: "a.internal" }, b: { name: "orders", host: "b.internal" } },
    });
    const { code, stdout, stderr } = await run(cwd, "apply", "--yes", "--gateway", url);
    expect(code).toBe(1);
    expect(stdout + stderr).toMatch(/KG_DUPLICATE_IDENTITY.*kong_service\.a.*kong_service\.b/);
    expect(stdout).toContain("Nothing was written.");
    expect(writesOf(gateway)).toEqual([]);
  });
});
