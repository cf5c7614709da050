import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { Operation } from "../../src/engine/plan.ts";
import { type ScheduleOptions, type State, schedule } from "../../src/engine/schedule.ts";
import { createWorld, many, plugin, route, service } from "./kit.ts";

/** Operations that end when the test says so. */
const started = async (operations: readonly Operation[], options: Partial<ScheduleOptions> = {}) => {
  const begun: string[] = [];
  const settled: [string, State, string | undefined][] = [];
  const ends = new Map<string, { done: () => void; fail: () => void }>();
  let most = 0;
  let running = 0;
  const end = schedule(operations, {
    concurrency: 100,
    keepOpen: false,
    run: ({ identity }) => {
      begun.push(identity);
      most = Math.max(most, ++running);
      return new Promise<void>((resolve, reject) => {
        ends.set(identity, { done: () => resolve(), fail: () => reject(new Error(identity)) });
      }).then(
        () => void running--,
        (error: unknown) => {
          running--;
          throw error;
        },
      );
    },
    onSettled: ({ identity }, state, error) => {
      const code =
        error !== undefined && error !== null && typeof error === "object" && "code" in error ? error.code : undefined;
      settled.push([identity, state, code === undefined ? undefined : String(code)]);
    },
    onUnguarded: async () => {},
    ...options,
  });
  const act = async (identity: string, how: "done" | "fail" = "done"): Promise<void> => {
    ends.get(identity)?.[how]();
    await turn();
  };
  await turn();
  return { begun, settled, end, act, most: () => most };
};

const operationsOf = async (declared: Parameters<ReturnType<typeof createWorld>["prepare"]>[0]) =>
  (await createWorld().prepare(declared)).operations;

const [a, b] = [service("a"), service("b")];
const branches = [a, b, route("ra", { service: a }), route("rb", { service: b })];

describe("operations run as a graph", () => {
  test("not by levels: a branch goes on while another is slow", async () => {
    const { begun, act } = await started(await operationsOf(branches));
    expect(begun).toEqual(["services/a", "services/b"]);
    await act("services/b");
    expect(begun).toEqual(["services/a", "services/b", "routes/rb"]);
  });

  test("as many at a time as allowed, and not one more", async () => {
    const { begun, act, most, end } = await started(await operationsOf(many(10, (index) => service(`s${index}`))), {
      concurrency: 3,
    });
    expect(begun).toHaveLength(3);
    for (const index of many(10, (one) => one)) await act(`services/s${index}`);
    await end;
    expect(most()).toBe(3);
    expect(begun).toHaveLength(10);
  });

  test("what waits for a failed one is blocked, down to the leaves, and the rest goes on", async () => {
    const leaf = plugin("cors", { route: route("ra") });
    const { act, settled, end } = await started(await operationsOf([...branches, leaf]));
    await act("services/a", "fail");
    await act("services/b");
    await act("routes/rb");
    await end;
    expect(settled).toEqual([
      ["services/a", "failed", undefined],
      ["routes/ra", "blocked", "KG_BLOCKED"],
      ["plugins/cors@route=ra", "blocked", "KG_BLOCKED"],
      ["services/b", "done", undefined],
      ["routes/rb", "done", undefined],
    ]);
  });

  test("after a stop nothing starts, what runs is finished, and each of the others is settled once", async () => {
    const stop = new AbortController();
    const { act, begun, settled, end } = await started(await operationsOf(branches), {
      stop: stop.signal,
      concurrency: 1,
    });
    stop.abort();
    await act("services/a");
    await end;
    expect(begun).toEqual(["services/a"]);
    expect(settled.map(([identity, state]) => [identity, state])).toEqual([
      ["services/a", "done"],
      ["services/b", "interrupted"],
      ["routes/rb", "interrupted"],
      ["routes/ra", "interrupted"],
    ]);
  });

  test("what guards an open route goes before everything else, also after a stop", async () => {
    const stop = new AbortController();
    const auth = plugin("key-auth", { route: route("ra") });
    const { act, begun, end } = await started(await operationsOf([...branches, auth]), {
      stop: stop.signal,
      concurrency: 1,
    });
    await act("services/a");
    await act("services/b");
    await act("routes/ra");
    expect(begun.at(-1)).toBe("plugins/key-auth@route=ra");
    stop.abort();
    await act("plugins/key-auth@route=ra");
    await end;
    expect(begun).not.toContain("routes/rb");
  });

  test("a route is removed only when all of its running guards have ended", async () => {
    const removed: string[] = [];
    const ra = route("ra");
    const guards = [plugin("cors", { route: ra }), plugin("key-auth", { route: ra })];
    const { act, end } = await started(await operationsOf([ra, ...guards]), {
      onUnguarded: async ({ identity }, failed) => void removed.push(`${identity} for ${failed.identity}`),
    });
    await act("routes/ra");
    await act("plugins/key-auth@route=ra", "fail");
    expect(removed).toEqual([]);
    await act("plugins/cors@route=ra");
    await end;
    expect(removed).toEqual(["routes/ra for plugins/key-auth@route=ra"]);
  });
});
