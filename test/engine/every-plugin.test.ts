import { describe, expect, test } from "vitest";
import { pluginSchemas } from "../../src/plugins/all-schemas.ts";
import { LEAST } from "../kinds/plugins.ts";
import { congruent, createWorld, plugin, route, service } from "./kit.ts";

const ONLY_GLOBAL = new Set(["acme"]);

describe.each([...pluginSchemas.keys()].sort())("the plugin %s", (name) => {
  const orders = service("orders");
  const v1 = route("v1", { service: orders });
  const declared = plugin(name, ONLY_GLOBAL.has(name) ? "global" : { route: v1 }, LEAST[name] ?? {});

  test("is made with one write, and then nothing differs", async () => {
    const world = createWorld();
    const outcome = await world.run([orders, v1, declared]);
    expect(outcome.errors).toEqual([]);
    expect(outcome.requests.write).toBe(3);
    await congruent(world, [orders, v1, declared]);
  });

  test("made by somebody else with what it takes least is adopted with one tag", async () => {
    const world = createWorld();
    await world.run([orders, v1]);
    const { id } = world.one("routes", { name: "v1" });
    world.gateway.insert("plugins", {
      name,
      config: LEAST[name] ?? {},
      ...(ONLY_GLOBAL.has(name) ? {} : { route: { id } }),
    });
    const plan = await world.plan([orders, v1, declared]);
    expect(plan.errors).toEqual([]);
    expect(plan.changes).toMatchObject([{ action: "adopt", fields: [{ path: "owner", from: null, to: "shop" }] }]);
  });

  test("shows no secret of its settings", async () => {
    const world = createWorld();
    const plan = JSON.stringify(await world.plan([orders, v1, declared]));
    const outcome = JSON.stringify(await world.run([orders, v1, declared]));
    expect(plan + outcome + JSON.stringify(world.journal)).not.toMatch(/471[123]/);
  });
});
