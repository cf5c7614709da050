import { describe, expect, test } from "vitest";
import { fault, gatewayFor, run, source } from "./support.ts";

describe("drift", () => {
  test("ends with 0 on a congruent gateway, and unmanaged entities alone are no drift", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source();
    await run(cwd, "apply", "--yes", "--gateway", url);
    gateway.insert("services", { name: "billing", host: "billing.internal" });
    const { code, json } = await run(cwd, "drift", "--json", "--gateway", url);
    expect(code).toBe(0);
    expect(json).toMatchObject({ format: "kongruent.plan/1", summary: { unmanaged: 1, unchanged: 3 } });
    expect((await run(cwd, "drift", "--gateway", url, "--quiet")).stdout).toBe("");
  });

  test("--fail-on unmanaged makes them count, also in the text of a quiet run", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source();
    await run(cwd, "apply", "--yes", "--gateway", url);
    expect((await run(cwd, "drift", "--fail-on", "unmanaged", "--gateway", url)).code).toBe(0);
    gateway.insert("consumers", { username: "stranger" });
    expect((await run(cwd, "drift", "--fail-on", "unmanaged", "--gateway", url)).code).toBe(0);
    const { code, stdout } = await run(
      cwd,
      ...["drift", "--fail-on", "unmanaged", "--all-kinds", "--quiet", "--gateway", url],
    );
    expect(code).toBe(2);
    expect(stdout).toContain("consumers/stranger");
  });

  test("says what differs and what is missing, and ends with 2", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source();
    await run(cwd, "apply", "--yes", "--gateway", url);
    const [service] = gateway.entities("services");
    const [plugin] = gateway.entities("plugins");
    gateway.update("services", service?.id ?? "", { host: "moved.internal" });
    gateway.remove("plugins", plugin?.id ?? "");
    const { code, stdout } = await run(cwd, "drift", "--gateway", url);
    expect(code).toBe(2);
    expect(stdout.split("\n")[0]).toContain(url);
    expect(stdout).toContain("Drift: 1 missing, 0 not ours, 1 different, 0 left over; 1 as declared.");
    expect(stdout).toMatch(/services\/orders.*\n\s+live → declared\n\s+host\s+moved/);
    expect(stdout.match(/live → declared/g)).toHaveLength(1);
    expect(stdout).toMatch(/host\s+moved\.internal → orders\.internal/);
    const { code: again, json } = await run(cwd, "drift", "--json", "--gateway", url);
    expect(again).toBe(2);
    expect(json.summary).toMatchObject({ create: 1, update: 1, unchanged: 1 });
  });

  test("ends with 1 where the gateway cannot be read", async () => {
    const { url, gateway } = await gatewayFor();
    gateway.faults.push(fault({ path: /^\/$/ }, { status: 403 }));
    expect((await run(await source(), "drift", "--gateway", url)).code).toBe(1);
  });
});
