/** Resources that another provider made, taken over by this one with their state. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { noLog } from "../../src/provider/log.ts";
import { createProvider } from "../../src/provider/provider.ts";
import { serveForTests } from "../../src/provider/serve.ts";
import { configuration, expectNoChanges, openWorld, type World, warmFolder, withEachCli } from "./kit.ts";

/** A state as the provider of Kong 1.x to 3.x writes it: attributes of its own, and Kong's ids. */
const stateOf = (resources: readonly (readonly [type: string, name: string, attributes: object])[]): string =>
  JSON.stringify({
    version: 4,
    terraform_version: "1.9.0",
    serial: 1,
    lineage: "6c4ff1a0-0000-4000-8000-000000000000",
    outputs: {},
    resources: resources.map(([type, name, attributes]) => ({
      mode: "managed",
      type,
      name,
      provider: 'provider["registry.terraform.io/kevholditch/kong"]',
      instances: [{ schema_version: 0, attributes, sensitive_attributes: [] }],
    })),
    check_results: null,
  });

/** Terraform wants every provider of a state to be there. The other one is never asked for anything but its schema. */
const bothProviders = async (): Promise<string> => {
  const served = await serveForTests({ provider: createProvider({ env: {}, log: noLog }) });
  onTestFinished(served.close);
  const ours = JSON.parse(served.reattach) as Readonly<Record<string, unknown>>;
  return JSON.stringify({ ...ours, "registry.terraform.io/kevholditch/kong": Object.values(ours)[0] });
};

const SERVICE = 'resource "kong_service" "orders" {\n  name = "orders"\n  host = "orders.internal"\n  port = 8080\n}\n';

withEachCli("from other providers", (cli) => {
  const desk = async (resources: string, old: Parameters<typeof stateOf>[0], world: World) => {
    const folder = await warmFolder(cli, { env: { TF_REATTACH_PROVIDERS: await bothProviders() } });
    folder.write(configuration(world.url, resources, ""));
    writeFileSync(join(folder.path, "terraform.tfstate"), stateOf(old));
    world.forget();
    return folder;
  };
  const insert = (world: World) => ({
    id: world.gateway.insert("services", { name: "orders", host: "orders.internal", port: 8080 }).id,
    name: "orders",
    host: "orders.internal",
    port: 8080,
    protocol: "http",
    tls_verify: false,
  });

  test("a moved block takes the state along, and nothing is written", async () => {
    const world = await openWorld();
    const moved = `${SERVICE}moved {\n  from = kong_service.old\n  to   = kong_service.orders\n}\n`;
    const folder = await desk(moved, [["kong_service", "old", insert(world)]], world);
    const plan = await folder.plan();
    expect(plan.text).toMatch(/kong_service\.old has moved to kong_service\.orders/);
    expect(plan.text).toContain("0 to add, 0 to change, 0 to destroy");
    await folder.apply("plan");
    expect(world.sent).toEqual([]);
    await expectNoChanges(folder, world);
  });

  test("what is forgotten there and imported here changes nothing", async () => {
    const world = await openWorld();
    const imported = `${SERVICE}import {\n  to = kong_service.orders\n  id = "services/orders"\n}\n`;
    const folder = await desk(imported, [["kong_service", "old", insert(world)]], world);
    const forgotten = await folder.run("state", "rm", "kong_service.old");
    expect(forgotten.code).toBe(0);
    const plan = await folder.plan();
    expect(plan.text).toContain("1 to import, 0 to add, 0 to change, 0 to destroy");
    await folder.apply("plan");
    expect(world.sent).toEqual([]);
    await expectNoChanges(folder, world);
  });
});
