import { describe, expect, test } from "vitest";
import { fault, gatewayFor, ORDERS, run, services, source, writesOf } from "./support.ts";

describe("plan", () => {
  test("a plan of creates is one document in the documented shape, and ends with 2", async () => {
    const { url, gateway } = await gatewayFor();
    const { code, json, stderr } = await run(await source(), "plan", "--json", "--gateway", url);
    expect(code).toBe(2);
    expect(stderr).toBe("");
    expect(Object.keys(json)).toEqual([
      "format",
      "gateway",
      "kinds",
      "summary",
      "changes",
      "unmanaged",
      "warnings",
      "errors",
    ]);
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

  test("of long lists the text shows what differs, and JSON all of it", async () => {
    const { url } = await gatewayFor();
    const paths = Array.from({ length: 40 }, (_, index) => `/v1/orders/${index}`);
    const withPaths = (list: readonly string[]) => source({ kong_route: { r: { name: "r", paths: list } } });
    await run(await withPaths(paths), "apply", "--yes", "--gateway", url);
    const changed = paths.with(39, "/new");
    const cwd = await withPaths(changed);
    const { stdout } = await run(cwd, "plan", "--gateway", url);
    expect(stdout).toContain("\n        paths[39]  /v1/orders/39 → /new\n");
    const { json } = await run(cwd, "plan", "--json", "--gateway", url);
    expect(json.changes[0].fields).toEqual([{ path: "paths", from: paths, to: changed }]);
  });

  test("the first line of the text names the gateway", async () => {
    const { url } = await gatewayFor();
    const { stdout } = await run(await source(), "plan", "--gateway", url);
    expect(stdout.split("\n")[0]).toBe(`Gateway ${url} (Kong 3.9.1, traditional mode)`);
  });

  test("what somebody else has is listed as unmanaged and left alone", async () => {
    const { url, gateway } = await gatewayFor();
    const other = gateway.insert("services", { name: "billing", host: "billing.internal" });
    const { json } = await run(await source(), "plan", "--json", "--gateway", url);
    expect(json.unmanaged).toEqual([{ kind: "services", identity: "services/billing", id: other.id }]);
    expect(json.summary.unmanaged).toBe(1);
    const { stdout } = await run(await source(), "plan", "--gateway", url);
    expect(stdout).toContain("Not managed here, left alone: 1 service.\n");
  });

  test("a plan that is refused says so at its end, and nothing of what the gateway would rebuild", async () => {
    const { url, gateway } = await gatewayFor();
    gateway.insert("services", { name: "billing", host: "billing.internal" });
    const { code, stdout } = await run(await source(), "plan", "--target", "services/nope", "--gateway", url);
    expect(code).toBe(1);
    expect(stdout).toContain("KG_TARGET_UNKNOWN");
    expect(stdout).toMatch(/\n1 error: apply would write nothing\.\n$/);
    expect(stdout).not.toMatch(/rebuilds|Not managed here/);
  });

  test("deletes: how many are held back, and how many entities go in all", async () => {
    const { url, gateway } = await gatewayFor();
    const tags = ["kongruent-owner:team"];
    const gone = gateway.insert("services", { name: "gone", host: "h", tags });
    const kept = gateway.insert("services", { name: "loans", host: "h", tags });
    gateway.insert("plugins", { name: "cors", service: { id: gone.id }, tags });
    gateway.insert("plugins", { name: "cors", service: { id: kept.id } });
    const cwd = await source(services(1));
    await run(cwd, "apply", "--yes", "--target", "services/s0", "--gateway", url);
    const { code, stdout } = await run(cwd, "plan", "--gateway", url);
    expect(code).toBe(1);
    expect(stdout).toContain("2 to delete, 3 with what goes along (1 held back); 1 unchanged.");
    expect(stdout).toMatch(/^ {2}- delete services\/loans {3}held back$/m);
    expect(stdout).toMatch(/^ {2}- delete services\/gone$/m);
    expect(stdout).not.toContain("apply would write nothing");
    const asked = await run({ cwd, ask: () => "no" }, "apply", "--gateway", url);
    expect(asked.questions[0]).toContain("Make 1 change on");
    const applied = await run({ cwd, ask: () => "yes" }, "apply", "--gateway", url);
    expect(applied.code).toBe(1);
    expect(gateway.entities("services").map(({ name }) => name)).toEqual(expect.arrayContaining(["loans", "s0"]));
    const again = await run({ cwd, ask: () => "yes" }, "apply", "--gateway", url);
    expect([again.code, again.questions.length]).toEqual([1, 0]);
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
