import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fault, gatewayFor, ORDERS, ref, run, services, source, writesOf } from "./support.ts";

describe("apply", () => {
  test("makes the changes and prints one document in the documented shape; the second run writes nothing", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source();
    const first = await run(cwd, "apply", "--yes", "--json", "--gateway", url);
    expect(first.code).toBe(0);
    expect(first.stderr).toBe("");
    const { json } = first;
    expect(Object.keys(json).sort()).toEqual(["errors", "format", "gateway", "operations", "requests", "summary"]);
    expect(json).toMatchObject({
      format: "kongruent.apply/1",
      summary: { created: 3, adopted: 0, updated: 0, deleted: 0, unchanged: 0, failed: 0, blocked: 0 },
      requests: { write: 3 },
      errors: [],
    });
    for (const operation of json.operations) {
      expect(Object.keys(operation).sort()).toEqual(
        ["action", "address", "error", "id", "identity", "kind", "result"].sort(),
      );
      expect(operation).toMatchObject({ action: "create", result: "done", error: null });
      expect(operation.id).toMatch(/^[0-9a-f-]{36}$/);
    }
    expect(writesOf(gateway)).toHaveLength(3);

    const second = await run(cwd, "apply", "--yes", "--json", "--gateway", url);
    expect(second.code).toBe(0);
    expect(second.json).toMatchObject({
      summary: { created: 0, unchanged: 3 },
      operations: [],
      requests: { write: 0 },
    });
    expect(writesOf(gateway)).toHaveLength(3);
  });

  test("the text names the gateway first, then the plan, then what was done", async () => {
    const { url } = await gatewayFor();
    const { code, stdout } = await run(await source(), "apply", "--yes", "--gateway", url);
    expect(code).toBe(0);
    expect(stdout.split("\n")[0]).toBe(`Gateway ${url} (Kong 3.9.1, traditional mode)`);
    expect(stdout).toContain("Plan: 3 to create");
    expect(stdout).toMatch(/created\s+routes\/orders-v1/);
    expect(stdout).toMatch(/Applied: 3 created, .*\(3 writes, \d+ reads\)\./);
  });

  test("requests.write counts repeats", async () => {
    const { url, gateway } = await gatewayFor();
    gateway.faults.push(fault({ method: "POST", path: /^\/services$/, times: 1 }, { status: 503 }));
    const { code, json } = await run(await source(services(1)), "apply", "--yes", "--json", "--gateway", url);
    expect(code).toBe(0);
    expect(json.requests.write).toBe(2);
  });

  test("a failure and what it blocks are listed, the rest is done, and it ends with 1", async () => {
    const { url, gateway } = await gatewayFor();
    gateway.faults.push(
      fault(
        { method: "POST", path: /^\/routes$/ },
        { status: 400, body: { code: 2, message: "no", fields: { paths: "refused" } } },
      ),
    );
    const cwd = await source({ ...ORDERS, kong_consumer: { mobile: { username: "mobile" } } });
    const { code, json } = await run(cwd, "apply", "--yes", "--json", "--gateway", url);
    expect(code).toBe(1);
    expect(json.summary).toEqual({
      created: 2,
      adopted: 0,
      updated: 0,
      deleted: 0,
      unchanged: 0,
      failed: 1,
      blocked: 1,
    });
    const results = Object.fromEntries(
      json.operations.map(({ identity, result }: Record<string, string>) => [identity, result]),
    );
    expect(results).toEqual({
      "services/orders": "done",
      "consumers/mobile": "done",
      "routes/orders-v1": "failed",
      "plugins/rate-limiting@route=orders-v1": "blocked",
    });
    const text = await run(cwd, "apply", "--yes", "--gateway", url);
    expect(text.code).toBe(1);
    expect(text.stdout).toContain("Not everything was done");
    expect(text.stdout).toMatch(/failed\s+routes\/orders-v1\n\s+KG_SCHEMA_VIOLATION/);
  });

  test("--journal appends each step as a line that only its owner reads, and without secrets", async () => {
    const { url } = await gatewayFor();
    const cwd = await source({
      kong_consumer: { mobile: { username: "mobile" } },
      kong_key_auth: { key: { consumer_id: ref("kong_consumer.mobile.id"), key: "sesame-sesame" } },
    });
    const { code } = await run(cwd, "apply", "--yes", "--journal", "journal", "--gateway", url);
    expect(code).toBe(0);
    const text = await readFile(join(cwd, "journal"), "utf8");
    const steps = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(steps.map(({ phase }) => phase)).toEqual(["intent", "done", "intent", "done"]);
    expect(text).not.toContain("sesame");
    expect((await stat(join(cwd, "journal"))).mode & 0o777).toBe(0o600);
  });

  test("a journal that cannot be written is an error before anything is written to the gateway", async () => {
    const { url, gateway } = await gatewayFor();
    const { code, errors } = await run(
      await source(),
      ...["apply", "--yes", "--json", "--journal", "no/such/folder/journal", "--gateway", url],
    );
    expect(code).toBe(1);
    expect(errors).toMatchObject([{ code: "KG_FILE_UNWRITABLE", message: expect.stringContaining("--journal") }]);
    expect(writesOf(gateway)).toEqual([]);
  });
});
