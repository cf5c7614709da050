import { chmod, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  folderWith,
  gatewayFor,
  ORDERS,
  outputOf,
  type Ran,
  ref,
  run,
  services,
  source,
  stackJson,
  writesOf,
} from "./support.ts";

const SECRET = "sesame-open-sesame";
const WITH_SECRET = {
  ...ORDERS,
  kong_consumer: { mobile: { username: "mobile" } },
  kong_key_auth: { key: { consumer_id: ref("kong_consumer.mobile.id"), key: SECRET } },
};

const plan = (cwd: string, url: string, ...flags: string[]): Promise<Ran> =>
  run(cwd, "plan", "--out", "saved.json", "--gateway", url, ...flags);
const apply = (cwd: string, url: string, ...flags: string[]): Promise<Ran> =>
  run(cwd, "apply", "--plan", "saved.json", "--yes", "--json", "--gateway", url, ...flags);

describe("a saved plan", () => {
  test("is applied exactly, and holds no secret, for its owner's eyes only", async () => {
    const { url } = await gatewayFor();
    const cwd = await source(WITH_SECRET);
    await writeFile(join(cwd, "saved.json"), JSON.stringify({ format: "kongruent.saved-plan/1", plans: [] }));
    await chmod(join(cwd, "saved.json"), 0o644);
    const planned = await plan(cwd, url);
    expect(planned.code).toBe(2);
    expect(planned.stdout).toContain(
      `Apply exactly this with: npx kongruent apply --plan saved.json --gateway ${url}\n`,
    );
    const text = await readFile(join(cwd, "saved.json"), "utf8");
    expect(text).not.toContain(SECRET);
    expect((await stat(join(cwd, "saved.json"))).mode & 0o777).toBe(0o600);
    const { code, json } = await apply(cwd, url);
    expect(code).toBe(0);
    expect(json.summary).toMatchObject({ created: 5, failed: 0 });
  });

  test.each([
    ["a source", "important = true\n"],
    ["other JSON", '{"format":"kongruent.plan/1"}'],
  ])("never overwrites %s", async (_what, text) => {
    const { url } = await gatewayFor();
    const cwd = await source();
    await writeFile(join(cwd, "saved.json"), text);
    const { code, errors } = await plan(cwd, url, "--json");
    expect(code).toBe(1);
    expect(errors).toMatchObject([{ code: "KG_FILE_EXISTS", message: expect.stringContaining("saved.json") }]);
    expect(await readFile(join(cwd, "saved.json"), "utf8")).toBe(text);
  });

  test("replaces an older plan, and an empty file", async () => {
    const { url } = await gatewayFor();
    const cwd = await source();
    await writeFile(join(cwd, "saved.json"), "");
    expect((await plan(cwd, url)).code).toBe(2);
    expect((await plan(cwd, url)).code).toBe(2);
    expect((await apply(cwd, url)).code).toBe(0);
  });

  test("knows its source, in the folder it was made in", async () => {
    const { url } = await gatewayFor();
    const cwd = await folderWith({ "my stack/cdk.tf.json": stackJson(ORDERS) });
    const { stdout } = await run(cwd, "plan", "my stack", "--out", "saved.json", "--gateway", url);
    expect(stdout).toContain(
      `Apply exactly this with: npx kongruent apply 'my stack' --plan saved.json --gateway ${url}\n`,
    );
    const { code, json } = await apply(cwd, url);
    expect(code).toBe(0);
    expect(json.summary).toMatchObject({ created: 3 });
  });

  test("takes no source from outside of the folder", async () => {
    const { url } = await gatewayFor();
    const cwd = await folderWith();
    const elsewhere = await source();
    await run(cwd, "plan", elsewhere, "--out", "saved.json", "--gateway", url);
    const saved = JSON.parse(await readFile(join(cwd, "saved.json"), "utf8"));
    expect(saved).not.toHaveProperty("source");
    await writeFile(join(cwd, "saved.json"), JSON.stringify({ ...saved, source: elsewhere }));
    expect((await apply(cwd, url)).errors).toMatchObject([{ code: "KG_SOURCE_NOT_FOUND" }]);
    expect((await run(cwd, "apply", elsewhere, "--plan", "saved.json", "--yes", "--gateway", url)).code).toBe(0);
  });

  test("is told with the flags that an apply needs again, and with no secret", async () => {
    const { url } = await gatewayFor();
    const cwd = await source();
    await writeFile(join(cwd, "a token"), "sesame");
    const address = url.replace("http://", "http://me:sesame@");
    const byFile = await run(
      cwd,
      ...["plan", ".", "--out", "one.json", "--gateway", address, "--token-file", "a token", "--tls-insecure"],
    );
    expect(byFile.stdout).toContain(
      `Apply exactly this with: npx kongruent apply . --plan one.json --gateway ${url} --token-file 'a token' --tls-insecure\n`,
    );
    const byText = await run(cwd, "plan", "--out", "two.json", "--gateway", url, "--token", "sesame");
    expect(byText.stdout).toContain(
      `Apply exactly this (and --token as here) with: npx kongruent apply --plan two.json --gateway ${url}\n`,
    );
    const byEnvironment = await run({ cwd, env: { KONGRUENT_GATEWAY: url } }, ...["plan", "--out", "three.json"]);
    expect(byEnvironment.stdout).toContain("with: npx kongruent apply --plan three.json\n");
    for (const { stdout } of [byFile, byText]) expect(stdout).not.toContain("sesame");
  });

  test("with --json too, one document is all there is on stdout", async () => {
    const { url } = await gatewayFor();
    const { code, json } = await plan(await source(), url, "--json");
    expect(code).toBe(2);
    expect(json.format).toBe("kongruent.plan/1");
  });

  const stale = async (
    cwd: string,
    url: string,
    gateway: Parameters<typeof writesOf>[0],
    said: RegExp,
  ): Promise<void> => {
    const before = writesOf(gateway).length;
    const asJson = await apply(cwd, url);
    expect(asJson.code).toBe(3);
    expect(asJson.json).toMatchObject({ format: "kongruent.apply/1", operations: [], requests: { write: 0 } });
    expect(asJson.errors).toMatchObject([{ code: "KG_PLAN_STALE" }]);
    const text = await run(cwd, "apply", "--plan", "saved.json", "--yes", "--gateway", url);
    expect(text.code).toBe(3);
    expect(text.stderr).toMatch(said);
    expect(text.stderr).toContain("Make a new plan");
    expect(writesOf(gateway)).toHaveLength(before);
  };

  test("is stale when the source has changed", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source();
    await plan(cwd, url);
    await writeFile(join(cwd, "cdk.tf.json"), JSON.stringify(stackJson(services(1))));
    await stale(cwd, url, gateway, /what is declared has changed/);
  });

  test("is stale when only a secret of the source has changed", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source(WITH_SECRET);
    await plan(cwd, url);
    const other = { ...WITH_SECRET, kong_key_auth: { key: { ...WITH_SECRET.kong_key_auth.key, key: "other" } } };
    await writeFile(join(cwd, "cdk.tf.json"), JSON.stringify(stackJson(other)));
    await stale(cwd, url, gateway, /what is declared has changed/);
  });

  test("is stale when the identity it would create has appeared", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source();
    await plan(cwd, url);
    gateway.insert("services", { name: "orders", host: "orders.internal", port: 8080 });
    await stale(cwd, url, gateway, /services\/orders has appeared/);
  });

  test("is stale when what it would change has changed, is congruent, or is gone", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source();
    const live = gateway.insert("services", { name: "orders", host: "old.internal", port: 8080 });
    await plan(cwd, url);
    gateway.update("services", live.id, { retries: 9 });
    await stale(cwd, url, gateway, /services\/orders has changed/);
    gateway.remove("services", live.id);
    await stale(cwd, url, gateway, /services\/orders/);
  });

  test("is not stale by what happens elsewhere, and does not touch it", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source({ ...ORDERS, ...{ kong_consumer: { mobile: { username: "mobile" } } } });
    await run(cwd, "apply", "--yes", "--gateway", url);
    const [service] = gateway.entities("services");
    const [consumer] = gateway.entities("consumers");
    gateway.update("services", service?.id ?? "", { host: "moved.internal" });
    await plan(cwd, url);
    gateway.update("consumers", consumer?.id ?? "", { custom_id: "drift" });
    gateway.insert("services", { name: "billing", host: "billing.internal" });
    const text = await run(cwd, "apply", "--plan", "saved.json", "--gateway", url);
    expect(text.stderr).toContain("KG_CONFIRMATION_NEEDED");
    expect(text.stdout).toContain("1 to update");
    expect(text.stdout).not.toContain("consumers/mobile");
    const before = writesOf(gateway).length;
    const { code, json } = await apply(cwd, url);
    expect(code).toBe(0);
    expect(json.operations).toMatchObject([{ action: "update", identity: "services/orders", result: "done" }]);
    expect(writesOf(gateway)).toHaveLength(before + 1);
    expect(gateway.entities("consumers")[0]?.["custom_id"]).toBe("drift");
  });

  test("of another gateway is a mistake, not staleness: 1, with the flag for the right one", async () => {
    const [here, there] = [await gatewayFor(), await gatewayFor()];
    const cwd = await source();
    await plan(cwd, here.url);
    const { code, errors } = await apply(cwd, there.url);
    expect(code).toBe(1);
    expect(errors).toMatchObject([{ code: "KG_PLAN_OTHER_GATEWAY" }]);
    expect(errors[0]?.message).toContain(`--gateway ${here.url}`);
    expect(errors[0]?.message).toContain(there.url);
    expect(there.gateway.log).toEqual([]);
  });

  test.each([
    ["not JSON", "{ broken"],
    ["another document", JSON.stringify({ format: "kongruent.plan/1" })],
    ["JSON that is no object", "[]"],
    ["a damaged plan", JSON.stringify({ format: "kongruent.saved-plan/1", plans: [{}] })],
    ["no plan of anything", JSON.stringify({ format: "kongruent.saved-plan/1", plans: "none" })],
  ])("that is %s is refused with the command to make one", async (_what, text) => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source();
    await writeFile(join(cwd, "saved.json"), text);
    const { code, errors } = await apply(cwd, url);
    expect(code).toBe(1);
    expect(errors).toMatchObject([{ code: "KG_PLAN_FILE_INVALID" }]);
    expect(errors[0]?.message).toContain("npx kongruent plan --out plan.json");
    expect(gateway.log).toEqual([]);
  });

  test("that does not exist is refused", async () => {
    const { code, errors } = await apply(await source(), "http://127.0.0.1:1");
    expect(code).toBe(1);
    expect(errors).toMatchObject([{ code: "KG_PLAN_FILE_INVALID", message: expect.stringContaining("saved.json") }]);
  });

  test("is not written where the plan has errors or the folder cannot take it", async () => {
    const { url } = await gatewayFor();
    const broken = await source({ kong_plugin: { cors: { name: "cors" } } });
    const refused = await plan(broken, url);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("not saved");
    await expect(stat(join(broken, "saved.json"))).rejects.toThrow();
    const { code, errors } = await run(
      await source(),
      ...["plan", "--out", "no/such/folder/plan", "--json", "--gateway", url],
    );
    expect(code).toBe(1);
    expect(errors).toMatchObject([{ code: "KG_FILE_UNWRITABLE" }]);
  });

  test("brings the flags it was made with; one that says something else is refused", async () => {
    const { url, gateway } = await gatewayFor();
    gateway.insert("services", { name: "orders", host: "old.internal", tags: ["kongruent-owner:other"] });
    const cwd = await source({ ...ORDERS, kong_consumer: { mobile: { username: "mobile" } } });
    const planned = await plan(cwd, url, "--adopt", "any", "--target", "services/orders");
    expect(planned.code).toBe(2);
    const { code, errors } = await apply(cwd, url, "--adopt", "never");
    expect(code).toBe(1);
    expect(errors).toMatchObject([{ code: "KG_PLAN_FLAG", message: expect.stringContaining("--adopt") }]);
    expect(writesOf(gateway)).toEqual([]);
    const { json } = await apply(cwd, url);
    expect(json.operations).toMatchObject([{ action: "adopt", identity: "services/orders", result: "done" }]);
  });

  test("a passphrase in KONGRUENT_PLAN_KEY must be the same at apply", async () => {
    const { url } = await gatewayFor();
    const cwd = await source();
    const keyed = { cwd, env: { KONGRUENT_PLAN_KEY: "one" } };
    await run(keyed, "plan", "--out", "saved.json", "--gateway", url);
    expect((await apply(cwd, url)).code).toBe(3);
    expect((await run(keyed, "apply", "--plan", "saved.json", "--yes", "--gateway", url)).code).toBe(0);
  });

  test("of two gateways: one that is stale holds both", async () => {
    const [one, two] = [await gatewayFor(), await gatewayFor()];
    const cwd = await folderWith(
      outputOf({
        a: stackJson(services(1), { admin_url: one.url }),
        b: stackJson(services(1), { admin_url: two.url }),
      }),
    );
    const args = ["apply", ".", "--plan", "saved.json", "--yes", "--json"];
    expect((await run(cwd, "plan", ".", "--out", "saved.json")).code).toBe(2);
    two.gateway.insert("services", { name: "s0", host: "x.internal" });
    const held = await run(cwd, ...args);
    expect(held.code).toBe(3);
    expect(held.json).toMatchObject({
      format: "kongruent.applies/1",
      results: [
        { gateway: { url: one.url }, operations: [] },
        { gateway: { url: two.url }, errors: [{ code: "KG_PLAN_STALE" }] },
      ],
    });
    expect([...writesOf(one.gateway), ...writesOf(two.gateway)]).toEqual([]);
    two.gateway.remove("services", two.gateway.entities("services")[0]?.id ?? "");
    expect((await run(cwd, ...args)).code).toBe(0);
    expect([writesOf(one.gateway), writesOf(two.gateway)].map(({ length }) => length)).toEqual([1, 1]);
  });
});
