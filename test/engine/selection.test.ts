import { describe, expect, test } from "vitest";
import { createWorld, plugin, route, service, upstream, writesIn } from "./kit.ts";

describe("a run limited to kinds or identities", () => {
  const a = service("a");
  const v1 = route("v1", { service: a });
  const all = [a, v1, service("b"), upstream("pool")];

  test("by --only writes that kind and what it needs, and never deletes", async () => {
    const world = createWorld();
    await world.run([service("left"), service("left2")]);
    world.forget();
    const outcome = await world.run(all, { only: ["routes"] });
    expect(outcome.operations.map(({ identity }) => identity)).toEqual(["services/a", "routes/v1"]);
    expect(world.gateway.entities("services")).toHaveLength(3);
    expect(await world.run([], { only: ["routes"] })).toMatchObject({ operations: [], errors: [] });
    expect(writesIn(world.gateway).filter((write) => write.startsWith("DELETE"))).toEqual([]);
  });

  test("by --target writes that entity and what it needs, and never deletes", async () => {
    const world = createWorld();
    await world.run([service("left")]);
    const outcome = await world.run(all, { targets: ["services/b"] });
    expect(outcome.operations.map(({ identity }) => identity)).toEqual(["services/b"]);
    expect(world.gateway.entities("services")).toHaveLength(2);
  });

  test("by a --target that names nothing is refused", async () => {
    const world = createWorld();
    expect((await world.run(all, { targets: ["services/nope"] })).errors).toMatchObject([
      { code: "KG_TARGET_UNKNOWN" },
    ]);
    expect(writesIn(world.gateway)).toEqual([]);
  });

  test("takes the plugins along that guard a route it opens", async () => {
    const world = createWorld();
    const auth = plugin("key-auth", { route: v1 });
    const outcome = await world.run([...all, auth], { targets: ["routes/v1"] });
    expect(outcome.operations.map(({ identity }) => identity)).toContain("plugins/key-auth@route=v1");
  });
});
