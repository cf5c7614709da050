import { describe, expect, test } from "vitest";
import type { Declaration } from "../../src/model/declaration.ts";
import {
  acl,
  consumer,
  createWorld,
  keyAuth,
  many,
  OWNER_TAG,
  plugin,
  route,
  service,
  target,
  upstream,
  type World,
} from "./kit.ts";

const shuffled = <T>(items: readonly T[], seed: number): T[] => {
  const result = [...items];
  let state = seed;
  for (let index = result.length - 1; index > 0; index--) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const other = state % (index + 1);
    const [a, b] = [result[index], result[other]];
    if (a !== undefined && b !== undefined) [result[index], result[other]] = [b, a];
  }
  return result;
};

const declared = (): Declaration[] => {
  const services = many(12, (index) => service(`s${index}`));
  const routes = services.map((one, index) => route(`r${index}`, { service: one }));
  const pool = upstream("pool");
  const mobile = consumer("mobile", { custom_id: "1" });
  return [
    ...services,
    ...routes,
    ...routes.map((one) => plugin("cors", { route: one })),
    ...services.map((one) => plugin("rate-limiting", { service: one, consumer: mobile }, { minute: 5 })),
    pool,
    ...many(5, (index) => target(pool, `10.0.0.${index}`)),
    mobile,
    consumer("desktop", { custom_id: "2" }),
    keyAuth(mobile, "key-4711"),
    acl(mobile, "gold"),
  ];
};

/** The same entities under the same ids, inserted in any order. */
const live = (order: number): World => {
  const world = createWorld();
  const id = (index: number): string => `aaaaaaaa-0000-4000-8000-${String(index).padStart(12, "0")}`;
  world.gateway.insert("consumers", { id: id(900), username: "mobile", custom_id: "2", tags: [OWNER_TAG] });
  world.gateway.insert("consumers", { id: id(901), username: "desktop", tags: [OWNER_TAG] });
  const services = shuffled(
    many(20, (index) => index),
    order,
  );
  for (const index of services) {
    world.gateway.insert("services", {
      id: id(index),
      name: `s${index + 5}`,
      host: "old.example",
      ...(index % 3 ? {} : { tags: [OWNER_TAG] }),
    });
  }
  for (const index of services) {
    world.gateway.insert("plugins", {
      id: id(100 + index),
      name: "key-auth",
      service: { id: id(index) },
      ...(index % 4 ? {} : { tags: [OWNER_TAG] }),
    });
  }
  return world;
};

describe("the plan", () => {
  test("is the same bytes for the same inputs, whatever order they come in", async () => {
    const first = await live(1).plan(declared(), { maxDeletes: 100 });
    expect(first.summary.create).toBeGreaterThan(10);
    expect(first.summary.adopt).toBeGreaterThan(3);
    expect(first.summary.update).toBeGreaterThan(1);
    expect(first.summary.delete).toBeGreaterThan(3);
    expect(first.summary.unmanaged).toBeGreaterThan(3);
    for (const seed of many(8, (index) => index + 2)) {
      const plan = await live(seed).plan(shuffled(declared(), seed), {
        maxDeletes: 100,
        pageSize: [1, 2, 7, 100, 1_000][seed % 5] ?? 1,
        concurrency: seed,
      });
      expect(JSON.stringify(plan)).toBe(JSON.stringify(first));
    }
  });

  test("has its errors in one order too", async () => {
    const gone = service("gone");
    const wrong = [
      ...many(6, (index) => route(`r${index}`, { service: gone })),
      ...many(6, (index) => service(`s${index}`, { port: -index - 1 })),
    ];
    const first = await createWorld().plan(wrong);
    expect(first.errors).toHaveLength(12);
    for (const seed of [3, 4, 5]) {
      expect(JSON.stringify(await createWorld().plan(shuffled(wrong, seed)))).toBe(JSON.stringify(first));
    }
  });

  test("is not touched by what apply does with it", async () => {
    const world = live(1);
    const prepared = await world.prepare(declared(), { maxDeletes: 100 });
    const before = JSON.stringify(prepared.plan);
    await world.applyPrepared(prepared);
    expect(JSON.stringify(prepared.plan)).toBe(before);
  });

  test("gives every create a null id, and says what it waits for", async () => {
    const plan = await createWorld().plan(declared());
    expect(plan.changes.every(({ id }) => id === null)).toBe(true);
    expect(plan.changes.find(({ identity }) => identity === "routes/r0")).toMatchObject({
      dependsOn: ["plugins/rate-limiting@service=s0,consumer=mobile", "services/s0"],
    });
    expect(plan.changes.find(({ identity }) => identity === "targets/pool/10.0.0.1:8000")?.dependsOn).toEqual([
      "upstreams/pool",
    ]);
  });

  test("names what a change rebuilds on the gateway", async () => {
    const world = createWorld();
    const plan = await world.plan(declared());
    const impact = (identity: string) => plan.changes.find((change) => change.identity === identity)?.impact;
    expect(impact("services/s0")).toEqual([]);
    expect(impact("routes/r0")).toEqual(["router"]);
    expect(impact("plugins/cors@route=r0")).toEqual(["plugins_iterator"]);
    expect(impact("targets/pool/10.0.0.1:8000")).toEqual(["balancer"]);
    await world.run(declared());
    const rest = await world.plan(
      declared().filter(({ address }) => address !== "kong_route.r0" && !address.includes("route=kong_route.r0")),
    );
    expect(rest.changes).toMatchObject([
      {
        action: "delete",
        identity: "routes/r0",
        cascades: ["plugins/cors@route=r0"],
        impact: ["router", "plugins_iterator"],
      },
    ]);
  });
});

describe("the journal", () => {
  test("that cannot be written stops every write that would not be noted", async () => {
    const world = createWorld();
    const full = (): void => {
      throw new Error("ENOSPC: no space left");
    };
    const outcome = await world.run([service("a"), service("b")], { journal: full });
    expect(outcome.summary).toMatchObject({ created: 0, failed: 2 });
    expect(outcome.errors).toMatchObject([
      { code: "KG_JOURNAL", address: "kong_service.a" },
      { code: "KG_JOURNAL", address: "kong_service.b" },
    ]);
    expect(world.gateway.entities("services")).toEqual([]);
  });

  test("that fails only after a write leaves it done, and says so", async () => {
    const world = createWorld();
    const outcome = await world.run([service("a")], {
      journal: ({ phase }) => {
        if (phase === "done") throw new Error("ENOSPC");
      },
    });
    expect(outcome).toMatchObject({ summary: { created: 1, failed: 0 }, errors: [{ code: "KG_JOURNAL" }] });
  });

  test("has the intent before each write, with the client-made id, and the image of what was there", async () => {
    const world = createWorld();
    await world.run([service("a", { retries: 1 }), service("b")]);
    const { id } = world.one("services", { name: "a" });
    expect(world.journal[0]).toMatchObject({
      phase: "intent",
      action: "create",
      id: expect.stringMatching(/^cccccccc-/),
    });
    world.forget();
    await world.run([service("a", { retries: 2 })]);
    expect(world.journal.map(({ phase, action, identity }) => [phase, action, identity])).toEqual([
      ["intent", "update", "services/a"],
      ["done", "update", "services/a"],
      ["intent", "delete", "services/b"],
      ["done", "delete", "services/b"],
    ]);
    expect(world.journal[0]).toMatchObject({ id, before: { retries: 1 } });
    expect(world.journal[2]?.before).toMatchObject({ name: "b" });
  });
});
