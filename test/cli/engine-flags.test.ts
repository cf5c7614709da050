import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { gatewayFor, ORDERS, type Ran, ref, run, services, source, stackJson, writesOf } from "./support.ts";

const actionOf = ({ json }: Ran, identity: string): string | undefined =>
  json.changes.find((change: { identity: string }) => change.identity === identity)?.action;

describe("flags that decide what may change", () => {
  test("--adopt says what may be taken over, in the four modes", async () => {
    const { url, gateway } = await gatewayFor();
    gateway.insert("services", { name: "s0", host: "old.internal" });
    gateway.insert("services", { name: "s1", host: "old.internal", tags: ["kongruent-owner:other"] });
    const cwd = await source(services(2));
    const planned = (mode: string): Promise<Ran> => run(cwd, "plan", "--json", "--gateway", url, "--adopt", mode);
    expect((await planned("never")).errors.map(({ code }) => code).sort()).toEqual([
      "KG_ADOPTION_REFUSED",
      "KG_OWNED_BY_OTHER",
    ]);
    expect((await planned("own")).errors).toHaveLength(2);
    const unowned = await planned("unowned");
    expect(unowned.errors).toMatchObject([{ code: "KG_OWNED_BY_OTHER", address: "kong_service.s1" }]);
    const any = await planned("any");
    expect(any.code).toBe(2);
    expect([actionOf(any, "services/s0"), actionOf(any, "services/s1")]).toEqual(["adopt", "adopt"]);
    expect(writesOf(gateway)).toEqual([]);
  });

  test("--target and --only limit the run, and never delete", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source({
      ...ORDERS,
      kong_consumer: { gone: { username: "gone" }, stays: { username: "stays" } },
    });
    await run(cwd, "apply", "--yes", "--gateway", url);
    const next = {
      kong_service: { orders: { name: "orders", host: "new.internal", port: 8080 } },
      kong_route: { v1: { name: "orders-v1", paths: ["/new"], service_id: ref("kong_service.orders.id") } },
      kong_consumer: { stays: { username: "stays", custom_id: "new" } },
    };
    await writeFile(join(cwd, "cdk.tf.json"), JSON.stringify(stackJson(next)));
    const changes = async (...flags: string[]): Promise<readonly string[]> => {
      const { json } = await run(cwd, "plan", "--json", "--gateway", url, ...flags);
      return json.changes.map(({ action, identity }: Record<string, string>) => `${action} ${identity}`).sort();
    };
    expect(await changes()).toEqual([
      "delete consumers/gone",
      "delete plugins/rate-limiting@route=orders-v1",
      "update consumers/stays",
      "update routes/orders-v1",
      "update services/orders",
    ]);
    expect(await changes("--only", "consumers")).toEqual(["update consumers/stays"]);
    expect(await changes("--only", "consumers", "--only", "services")).toEqual([
      "update consumers/stays",
      "update services/orders",
    ]);
    expect(await changes("--target", "services/orders")).toEqual(["update services/orders"]);
    expect((await run(cwd, "apply", "--yes", "--target", "services/orders", "--gateway", url)).code).toBe(0);
    expect(gateway.entities("consumers")).toHaveLength(2);
  });

  test("--max-deletes allows what the brake holds", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source(services(3));
    await run(cwd, "apply", "--yes", "--gateway", url);
    await writeFile(join(cwd, "cdk.tf.json"), JSON.stringify(stackJson({})));
    const held = await run(cwd, "apply", "--yes", "--json", "--gateway", url);
    expect(held.code).toBe(1);
    expect(held.errors).toMatchObject([
      { code: "KG_DELETES_EVERYTHING", message: expect.stringContaining("--max-deletes 3") },
    ]);
    expect(gateway.entities("services")).toHaveLength(3);
    const none = await run(cwd, "apply", "--yes", "--json", "--max-deletes", "0", "--gateway", url);
    expect(none.code).toBe(1);
    const allowed = await run(cwd, "apply", "--yes", "--json", "--max-deletes", "3", "--gateway", url);
    expect(allowed.code).toBe(0);
    expect(allowed.json.summary).toMatchObject({ deleted: 3 });
  });

  test("--cascade lets a delete take somebody else's plugin along", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source({ ...ORDERS, kong_consumer: { stays: { username: "stays" } } });
    await run(cwd, "apply", "--yes", "--gateway", url);
    const route = { id: gateway.entities("routes")[0]?.id };
    gateway.insert("plugins", { name: "cors", route });
    await writeFile(
      join(cwd, "cdk.tf.json"),
      JSON.stringify(
        stackJson({ kong_service: ORDERS["kong_service"], kong_consumer: { stays: { username: "stays" } } }),
      ),
    );
    const held = await run(cwd, "apply", "--yes", "--json", "--gateway", url);
    expect(held.code).toBe(1);
    expect(JSON.stringify(held.json.errors)).toContain("plugins/cors@route=orders-v1");
    expect(gateway.entities("routes")).toHaveLength(1);
    const allowed = await run(cwd, "apply", "--yes", "--json", "--cascade", "--gateway", url);
    expect(allowed.code).toBe(0);
    expect(gateway.entities("routes")).toEqual([]);
  });

  test("what the provider says of cascades holds where no flag is given", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source({ ...ORDERS, kong_consumer: { stays: { username: "stays" } } });
    await run(cwd, "apply", "--yes", "--gateway", url);
    gateway.insert("plugins", { name: "cors", route: { id: gateway.entities("routes")[0]?.id } });
    const rest = { kong_service: ORDERS["kong_service"], kong_consumer: { stays: { username: "stays" } } };
    const declare = async (cascade: boolean): Promise<void> => {
      await writeFile(join(cwd, "cdk.tf.json"), JSON.stringify(stackJson(rest, { owner: "team", cascade })));
    };
    await declare(false);
    expect((await run(cwd, "apply", "--yes", "--json", "--gateway", url)).code).toBe(1);
    expect(gateway.entities("routes")).toHaveLength(1);
    await declare(true);
    expect((await run(cwd, "apply", "--yes", "--json", "--gateway", url)).code).toBe(0);
    expect(gateway.entities("routes")).toEqual([]);
  });

  test("--all-kinds reads every kind in full, and lists what nobody declares", async () => {
    const { url, gateway } = await gatewayFor();
    gateway.insert("consumers", { username: "stranger" });
    const cwd = await source(services(1));
    const some = await run(cwd, "plan", "--json", "--gateway", url);
    expect(some.json.unmanaged).toEqual([]);
    const all = await run(cwd, "plan", "--json", "--all-kinds", "--gateway", url);
    expect(all.json.kinds).toEqual(expect.arrayContaining(["upstreams", "targets", "consumers", "acls"]));
    expect(all.json.unmanaged).toMatchObject([{ identity: "consumers/stranger" }]);
  });

  test("--owner-tag and --foreign-tag mark what is ours and what is not", async () => {
    const { url, gateway } = await gatewayFor();
    gateway.insert("services", { name: "s1", host: "old.internal", tags: ["other-team"] });
    const cwd = await source(services(2));
    const foreign = await run(cwd, "plan", "--json", "--foreign-tag", "other-team", "--gateway", url);
    expect(foreign.errors).toMatchObject([{ code: "KG_OWNED_BY_OTHER" }]);
    await run(cwd, "apply", "--yes", "--owner-tag", "select-tag", "--gateway", url);
    for (const { tags } of gateway.entities("services")) expect(tags).toContain("select-tag");
  });

  test("--var and --var-file reach the stack, and --var wins", async () => {
    const { url } = await gatewayFor();
    const resource = { kong_service: { s: { name: "s", host: "s.internal", path: ref("var.path") } } };
    const cwd = await source(resource, undefined, { variable: { path: { type: "string" } } });
    await writeFile(join(cwd, "prod.tfvars"), 'path = "/file"\n');
    const pathOf = async (...flags: string[]): Promise<unknown> => {
      const { json } = await run(cwd, "plan", "--json", "--gateway", url, ...flags);
      return json.changes[0].fields.find(({ path }: { path: string }) => path === "path").to;
    };
    expect(await pathOf("--var-file", "prod.tfvars")).toBe("/file");
    expect(await pathOf("--var-file", "prod.tfvars", "--var", "path=/flag=1")).toBe("/flag=1");
  });
});
