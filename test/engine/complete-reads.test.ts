import { describe, expect, test } from "vitest";
import type { FaultAction } from "../../src/embedded/faults.ts";
import { createWorld, fault, many, plugin, route, target, upstream, type World, writesIn } from "./kit.ts";

const addressOf = (index: number): string => `10.0.${index >> 8}.${index & 255}:80`;

/** A gateway with this many routes and a plugin on each, all as a first run left them. */
const withPlugins = async (count: number) => {
  const world = createWorld();
  const declared = many(count, (index) => route(`r${index}`)).flatMap((one) => [one, plugin("cors", { route: one })]);
  const first = await world.run(declared, { concurrency: 32 });
  expect(first.summary).toMatchObject({ created: count * 2, failed: 0, blocked: 0 });
  world.forget();
  return { world, declared };
};

/** How many, and how many to a page: one more than fits, each time. */
const SIZES: [number, number][] = [
  [101, 100],
  [1_001, 1_000],
  [2_501, 1_000],
];

describe("every page, every time", () => {
  test.each(SIZES)(
    "%i plugins on that many routes, in pages of %i, are all read: none re-created, none deleted",
    async (count, pageSize) => {
      const { world, declared } = await withPlugins(count);
      const before = world.gateway.entities("plugins");
      const outcome = await world.run(declared, { pageSize });
      expect(outcome.summary).toEqual({
        created: 0,
        adopted: 0,
        updated: 0,
        deleted: 0,
        unchanged: count * 2,
        failed: 0,
        blocked: 0,
      });
      expect(outcome.requests.write).toBe(0);
      expect(writesIn(world.gateway)).toEqual([]);
      expect(world.gateway.entities("plugins")).toEqual(before);
      expect(before.every((entity) => entity["route"] !== null)).toBe(true);
    },
  );

  test.each(SIZES)(
    "%i targets of one upstream, in pages of %i, are all read: none re-created, none deleted",
    async (count, pageSize) => {
      const world = createWorld();
      const pool = upstream("pool");
      const declared = [pool, ...many(count, (index) => target(pool, addressOf(index)))];
      await world.run(declared, { concurrency: 32 });
      expect(world.gateway.entities("targets")).toHaveLength(count);
      world.forget();
      const outcome = await world.run(declared, { pageSize });
      expect(outcome.summary).toMatchObject({ created: 0, adopted: 0, deleted: 0, unchanged: count + 1, failed: 0 });
      expect(writesIn(world.gateway)).toEqual([]);
    },
  );

  test("an upstream with more than 1,000 targets hides no target of those after it (S6)", async () => {
    const world = createWorld();
    const pools = many(4, (index) => upstream(`pool-${index}`));
    const targets = pools.flatMap((pool, place) =>
      many(place === 1 ? 1_001 : 3, (index) => target(pool, addressOf(index))),
    );
    await world.run([...pools, ...targets], { concurrency: 32 });
    world.forget();
    const outcome = await world.run([...pools, ...targets]);
    expect(outcome.summary).toMatchObject({ created: 0, adopted: 0, deleted: 0, unchanged: 1_014, failed: 0 });
    expect(writesIn(world.gateway)).toEqual([]);
  });

  test("2,501 targets that somebody else made are adopted, not made again", async () => {
    const world = createWorld();
    const { id } = world.gateway.insert("upstreams", { name: "pool" });
    for (const index of many(2_501, (one) => one)) {
      world.gateway.insert("targets", { upstream: { id }, target: addressOf(index) });
    }
    const pool = upstream("pool");
    const plan = await world.plan([pool, ...many(2_501, (index) => target(pool, addressOf(index)))]);
    expect(plan.summary).toMatchObject({ create: 0, adopt: 2_502, delete: 0 });
  });
});

describe("what a run costs", () => {
  test("a no-op run asks for pages and schemas, not for each entity", async () => {
    const { world, declared } = await withPlugins(300);
    const { requests } = await world.run(declared);
    expect(requests).toEqual({ read: world.gateway.log.length, write: 0 });
    expect(requests.read).toBeLessThan(30);
  });

  test("writes are counted with their repeats", async () => {
    const world = createWorld();
    world.gateway.faults.push(
      fault({ method: "POST", nth: 1 }, { status: 429 }),
      fault({ method: "POST", nth: 3 }, { cut: true }),
    );
    const { requests } = await world.run([route("a"), route("b")]);
    expect(requests.write).toBe(4);
  });
});

const secondPage = (action: FaultAction) => [fault({ method: "GET", path: /^\/routes\?.*offset/ }, action)];

const onPage = (page: unknown, changes: Record<string, unknown>): unknown => ({ ...(page as object), ...changes });
const LISTS: [string, FaultAction, RegExp][] = [
  ["is 401", { status: 401, body: { message: "Unauthorized" } }, /^KG_UNAUTHORIZED$/],
  ["is 403", { status: 403, body: { message: "Forbidden" } }, /^KG_FORBIDDEN$/],
  ["is 404", { status: 404, body: { message: "Not found" } }, /^KG_NOT_FOUND$/],
  ["is HTML", { html: true }, /^KG_/],
  ["has no data", { change: (page) => onPage(page, { data: undefined }) }, /^KG_LIST_INCOMPLETE$/],
  ["stays 500", { status: 500 }, /^KG_LIST_INCOMPLETE$/],
  ["is cut every time", { cut: true }, /^KG_/],
];

describe("a list that cannot be read to its end", () => {
  const prepared = (): World => {
    const world = createWorld();
    for (const index of many(150, (one) => one)) world.gateway.insert("routes", { name: `r${index}`, paths: ["/a"] });
    return world;
  };

  test.each(LISTS)("whose second page %s is an error, and nothing is written", async (_what, action, code) => {
    const world = prepared();
    world.gateway.faults.push(...secondPage(action));
    await expect(world.run([route("new")], { pageSize: 100 })).rejects.toMatchObject({
      code: expect.stringMatching(code),
    });
    expect(writesIn(world.gateway)).toEqual([]);
  });

  test("whose pages repeat their cursor is an error, and nothing is written", async () => {
    const world = prepared();
    const change = (page: unknown) => onPage(page, { next: "/routes?offset=x", offset: "x" });
    world.gateway.faults.push(fault({ path: /^\/routes/ }, { change }));
    await expect(world.run([route("new")])).rejects.toMatchObject({ code: "KG_LIST_INCOMPLETE" });
    expect(writesIn(world.gateway)).toEqual([]);
  });

  const everyKind: [string, string][] = [
    ["routes", "/routes"],
    ["services", "/services"],
    ["upstreams", "/upstreams"],
    ["plugins", "/plugins"],
    ["consumers", "/consumers"],
    ["keyauth_credentials", "/key-auths"],
    ["basicauth_credentials", "/basic-auths"],
    ["acls", "/acls"],
  ];
  test.each(everyKind.flatMap(([kind, path]) => [401, 403, 404].map((status) => [kind, status, path] as const)))(
    "of %s that answers %i is never taken for empty",
    async (_kind, status, path) => {
      const world = createWorld();
      world.gateway.faults.push(
        fault({ method: "GET", path: new RegExp(`^${path}\\?`) }, { status, body: { message: "no" } }),
      );
      await expect(world.run([route("new")], { allKinds: true })).rejects.toMatchObject({
        code: expect.stringMatching(/^KG_/),
      });
      expect(writesIn(world.gateway)).toEqual([]);
    },
  );

  test("of an upstream's targets that answers 404 is never taken for empty", async () => {
    const world = createWorld();
    world.gateway.insert("upstreams", { name: "pool" });
    world.gateway.faults.push(
      fault({ method: "GET", path: /\/targets\/all/ }, { status: 404, body: { message: "no" } }),
    );
    const pool = upstream("pool");
    await expect(world.run([pool, target(pool, "10.0.0.1:80")])).rejects.toMatchObject({ code: "KG_NOT_FOUND" });
    expect(writesIn(world.gateway)).toEqual([]);
  });

  test("with an owner, kinds that nobody declares are read too, and a failure there counts as well", async () => {
    const world = createWorld();
    world.gateway.faults.push(fault({ method: "GET", path: /^\/consumers\?/ }, { status: 403 }));
    await expect(world.run([route("new")])).rejects.toMatchObject({ code: "KG_FORBIDDEN" });
    expect(writesIn(world.gateway)).toEqual([]);
  });
});
