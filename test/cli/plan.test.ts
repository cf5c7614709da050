import { describe, expect, test } from "vitest";
import { fault, gatewayFor, ORDERS, run, source, writesOf } from "./support.ts";

describe("plan", () => {
  test("a plan of creates is one document in the documented shape, and ends with 2", async () => {
    const { url, gateway } = await gatewayFor();
    const { code, json, stderr } = await run(await source(), "plan", "--json", "--gateway", url);
    expect(code).toBe(2);
    expect(stderr).toBe("");
    expect(Object.keys(json)).toEqual(["format", "gateway", "kinds", "summary", "changes", "unmanaged", "errors"]);
    expect(json.format).toBe("kongruent.plan/1");
    expect(json.gateway).toEqual({ url, version: "3.9.1", mode: "traditional", workspace: "default" });
    expect(json.kinds).toEqual(expect.arrayContaining(["services", "routes", "plugins"]));
    expect(json.summary).toEqual({ create: 3, adopt: 0, update: 0, delete: 0, unchanged: 0, unmanaged: 0 });
    for (const change of json.changes) {
      expect(Object.keys(change).sort()).toEqual(
        ["action", "address", "cascades", "dependsOn", "fields", "id", "identity", "impact", "kind"].sort(),
      );
      expect(change).toMatchObject({ action: "create", id: null, cascades: [] });
      for (const field of change.fields) expect(Object.keys(field).sort()).toEqual(["from", "path", "to"]);
      for (const impact of change.impact) {
        expect(["router", "plugins_iterator", "balancer", "caches"]).toContain(impact);
      }
    }
    expect(json.changes.map(({ identity }: { identity: string }) => identity).sort()).toEqual([
      "plugins/rate-limiting@route=orders-v1",
      "routes/orders-v1",
      "services/orders",
    ]);
    expect(writesOf(gateway)).toEqual([]);
  });

  test("without construct paths an address is Terraform's", async () => {
    const { url } = await gatewayFor();
    const { json } = await run(await source(), "plan", "--json", "--gateway", url);
    expect(json.changes.map(({ address }: { address: string }) => address).sort()).toEqual([
      "kong_plugin.limit",
      "kong_route.v1",
      "kong_service.orders",
    ]);
  });

  test("a congruent gateway ends with 0, in text and in JSON", async () => {
    const { url } = await gatewayFor();
    const cwd = await source();
    await run(cwd, "apply", "--yes", "--gateway", url);
    const text = await run(cwd, "plan", "--gateway", url);
    expect(text.code).toBe(0);
    expect(text.stdout).toContain("Congruent: 3 declared entities, nothing to change.");
    const { code, json } = await run(cwd, "plan", "--json", "--gateway", url);
    expect(code).toBe(0);
    expect(json.summary).toEqual({ create: 0, adopt: 0, update: 0, delete: 0, unchanged: 3, unmanaged: 0 });
  });

  test("an adoption and an update carry the live id and what differs", async () => {
    const { url, gateway } = await gatewayFor();
    const live = gateway.insert("services", { name: "orders", host: "elsewhere.internal", port: 8080 });
    const { code, json } = await run(await source(), "plan", "--json", "--gateway", url);
    expect(code).toBe(2);
    const change = json.changes.find(({ identity }: { identity: string }) => identity === "services/orders");
    expect(change).toMatchObject({ action: "adopt", id: live.id });
    expect(change.fields).toContainEqual({ path: "host", from: "elsewhere.internal", to: "orders.internal" });
  });

  test("the first line of the text names the gateway", async () => {
    const { url } = await gatewayFor();
    const { stdout } = await run(await source(), "plan", "--gateway", url);
    expect(stdout.split("\n")[0]).toBe(`Gateway ${url} (Kong 3.9.1, traditional)`);
  });

  test("what somebody else has is listed as unmanaged and left alone", async () => {
    const { url, gateway } = await gatewayFor();
    const other = gateway.insert("services", { name: "billing", host: "billing.internal" });
    const { json } = await run(await source(), "plan", "--json", "--gateway", url);
    expect(json.unmanaged).toEqual([{ kind: "services", identity: "services/billing", id: other.id }]);
    expect(json.summary.unmanaged).toBe(1);
  });

  test("a list that fails in the middle is an error with the summary's keys, never a plan on a part", async () => {
    const { url, gateway } = await gatewayFor();
    gateway.faults.push(fault({ path: /^\/routes\?/ }, { status: 404, body: { message: "Not found" } }));
    const { code, json } = await run(await source(), "plan", "--json", "--gateway", url);
    expect(code).toBe(1);
    expect(json.changes).toEqual([]);
    expect(json.gateway.url).toBe(url);
    expect(Object.keys(json.summary)).toEqual(["create", "adopt", "update", "delete", "unchanged", "unmanaged"]);
    expect(json.errors).toHaveLength(1);
  });

  test("a declaration that the gateway refuses is an error with its address, and nothing is written", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source({ ...ORDERS, kong_plugin: { limit: { name: "rate-limiting", config: { minute: 1 } } } });
    for (const command of ["plan", "apply", "drift", "validate"]) {
      const { code, errors } = await run(
        cwd,
        command,
        "--json",
        "--gateway",
        url,
        ...(command === "apply" ? ["--yes"] : []),
      );
      expect(code).toBe(1);
      expect(errors).toMatchObject([{ code: "KG_SCOPE_MISSING", address: "kong_plugin.limit" }]);
    }
    expect(writesOf(gateway)).toEqual([]);
  });
});
