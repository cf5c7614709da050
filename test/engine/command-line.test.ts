// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform expressions.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { EmbeddedGateway } from "../../src/embedded/gateway.ts";
import { output } from "../desired/support.ts";
import { atDesk, command, outcomeOf, planOf, stack } from "./command.ts";

const orders = { kong_service: { orders: { name: "orders", host: "orders.example" } } };

describe("the command line", () => {
  const all = stack({
    ...orders,
    kong_route: { v1: { name: "v1", paths: ["/v1"], service_id: "${kong_service.orders.id}" } },
  });

  test("prints one JSON document and the right exit code for every outcome of apply (S21)", async () => {
    const done = await command(all, ["apply", "cdk.tf.json", "--yes", "--json"]);
    expect([done.code, outcomeOf(done).summary.created]).toEqual([0, 2]);
    const refused = {
      message: "schema violation",
      code: 2,
      name: "schema violation",
      fields: { paths: "are not liked" },
    };
    const failed = await command(all, ["apply", "cdk.tf.json", "--yes", "--json"], (gateway) => {
      gateway.faults.push({ match: { method: "POST", path: /routes/ }, action: { status: 400, body: refused } });
    });
    expect(failed.code).toBe(1);
    expect(outcomeOf(failed)).toMatchObject({ format: "kongruent.apply/1", summary: { created: 1, failed: 1 } });
    expect(outcomeOf(failed).errors[0]).toMatchObject({ code: "KG_SCHEMA_VIOLATION", address: "kong_route.v1" });
    const unconfirmed = await command(all, ["apply", "cdk.tf.json", "--json"]);
    expect([unconfirmed.code, unconfirmed.writes]).toEqual([1, []]);
    expect(outcomeOf(unconfirmed).errors).toMatchObject([{ code: "KG_CONFIRMATION_NEEDED" }]);
    for (const { stderr } of [done, failed, unconfirmed]) expect(stderr).toBe("");
  });

  test("prints one JSON document and the right exit code for every outcome of plan and drift (S21)", async () => {
    const congruent = (gateway: EmbeddedGateway): void => {
      const tags = ["kongruent-owner:shop"];
      const { id } = gateway.insert("services", { name: "orders", host: "orders.example", tags });
      gateway.insert("routes", { name: "v1", paths: ["/v1"], service: { id }, tags });
    };
    const forbidden = (gateway: EmbeddedGateway): void => {
      gateway.faults.push({ match: { path: /^\/services\?/ }, action: { status: 403 } });
    };
    for (const name of ["plan", "drift"]) {
      const results = [
        await command(all, [name, "cdk.tf.json", "--json"]),
        await command(all, [name, "cdk.tf.json", "--json"], congruent),
        await command(all, [name, "cdk.tf.json", "--json"], forbidden),
      ];
      expect(results.map(({ code }) => code)).toEqual([2, 0, 1]);
      expect(results.map((result) => planOf(result).format)).toEqual(
        Array.from({ length: 3 }, () => "kongruent.plan/1"),
      );
      expect(results.map((result) => planOf(result).errors.length)).toEqual([0, 0, 1]);
      expect(results.flatMap(({ writes }) => writes)).toEqual([]);
    }
  });

  test("says in text what --json says, with the same exit codes (S21)", async () => {
    for (const args of [["plan"], ["drift"], ["apply", "--yes"]]) {
      const [name = "", ...rest] = args;
      const text = await command(all, [name, "cdk.tf.json", ...rest]);
      const json = await command(all, [name, "cdk.tf.json", ...rest, "--json"]);
      expect(text.code).toBe(json.code);
      expect(text.stdout).toContain("services/orders");
    }
  });

  test("refuses two stacks with one owner on one gateway, and writes nothing", async () => {
    const one = { provider: { kong: [{ owner: "shop" }] }, resource: orders };
    const two = { provider: { kong: [{ owner: "shop" }] }, resource: { kong_upstream: { pool: { name: "pool" } } } };
    const result = await command(output({ a: one, b: two }), ["apply", ".", "--yes", "--json"]);
    expect(result.code).toBe(1);
    expect(outcomeOf(result).errors).toMatchObject([{ code: "KG_OWNER_TWICE" }]);
    expect(result.writes).toEqual([]);
  });

  test("refuses an adoption mode where the stack has no owner", async () => {
    for (const [provider, args] of [
      [{ adopt: "any" }, []],
      [{}, ["--adopt", "any"]],
    ] as const) {
      const result = await command(stack(orders, provider), ["apply", "cdk.tf.json", "--yes", "--json", ...args]);
      expect(result.code).toBe(1);
      expect(result.writes).toEqual([]);
      expect(outcomeOf(result).errors.length).toBeGreaterThan(0);
    }
  });

  test("shows no secret of a stack, in any output, in a saved plan, or in the journal (S22)", async () => {
    const secrets = ["redis-pass-4711", "key-value-4711"];
    const files = stack({
      ...orders,
      kong_consumer: { mobile: { username: "mobile" } },
      kong_key_auth: { key: { consumer_id: "${kong_consumer.mobile.id}", key: secrets[1] } },
      kong_plugin: {
        limit: {
          name: "rate-limiting",
          scope: { service_id: "${kong_service.orders.id}" },
          config: { minute: 5, policy: "redis", redis: { host: "r", password: secrets[0] } },
        },
      },
    });
    await atDesk(files, async ({ cwd, run }) => {
      for (const args of [
        ["plan"],
        ["plan", "--json"],
        ["drift"],
        ["plan", "--out", "plan.json"],
        ["apply", "--yes", "--journal", "journal"],
      ]) {
        const [name = "", ...rest] = args;
        const { stdout, stderr } = await run(name, "cdk.tf.json", ...rest);
        for (const text of secrets) expect(stdout + stderr).not.toContain(text);
        expect(stdout).toContain("rate-limiting@service=orders");
      }
      for (const file of ["plan.json", "journal"]) {
        const written = await readFile(join(cwd, file), "utf8");
        expect(written).toContain("rate-limiting@service=orders");
        for (const text of secrets) expect(written).not.toContain(text);
      }
    });
  });

  test("exits with 3 for a plan that no longer fits, and writes nothing", () =>
    atDesk(all, async ({ gateway, run }) => {
      expect((await run("plan", "cdk.tf.json", "--out", "plan.json")).code).toBe(2);
      gateway.insert("services", { name: "orders", host: "theirs.example" });
      const result = await run("apply", "cdk.tf.json", "--plan", "plan.json", "--yes", "--json");
      expect(result.code).toBe(3);
      expect(outcomeOf(result).errors).toMatchObject([{ code: "KG_PLAN_STALE" }]);
      expect(result.writes).toEqual([]);
      expect((await run("plan", "cdk.tf.json", "--out", "plan.json")).code).toBe(2);
      expect((await run("apply", "cdk.tf.json", "--plan", "plan.json", "--yes", "--json")).code).toBe(0);
    }));
});
