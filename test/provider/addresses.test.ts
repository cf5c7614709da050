/** Resources that change their addresses, in every order in which Terraform's core may plan and apply. */
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { UNKNOWN, type Value } from "../../src/provider/value.ts";
import { EFFORT, numbers, often } from "../properties/chance.ts";
import { ApplyError, type Config, DiagnosticsError, type Plain, type Plan, type ResourceState } from "./core/core.ts";
import { get, isObject } from "./core/values.ts";
import { entityOf, OWNER, type Stage, stage } from "./stage.ts";

let on: Stage;
beforeAll(async () => {
  on = await stage({ provider: { owner: OWNER } });
});
afterAll(() => on.close());
beforeEach(() => on.reset());

/** What becomes of a route that the state has. */
const FATES = ["stay", "change", "move", "destroy", "replace", "taint", "double", "abandon"] as const;
type Fate = (typeof FATES)[number];
/** What becomes of the plugin on it, where the route stays. */
const PLUGIN_FATES = ["none", "stay", "move", "destroy", "foreign"] as const;

interface Case {
  readonly routes: readonly { readonly fate: Fate; readonly plugin: (typeof PLUGIN_FATES)[number] }[];
  /** Routes that are new. */
  readonly made: number;
  readonly order: number;
  readonly isParallel: boolean;
}

const cases: fc.Arbitrary<Case> = fc.record({
  routes: fc.array(
    fc.record({
      fate: fc.oneof(
        { weight: 2, arbitrary: fc.constantFrom<Fate>("stay", "change", "replace", "taint", "destroy") },
        { weight: 1, arbitrary: fc.constantFrom<Fate>("move", "double", "abandon") },
      ),
      plugin: fc.constantFrom(...PLUGIN_FATES),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  made: fc.nat({ max: 2 }),
  order: fc.nat(),
  isParallel: fc.boolean(),
});

/** A resource instance as the core sees it in one run: what the state has at the address, and what the configuration says. */
interface Instance {
  readonly address: string;
  readonly type: string;
  readonly state?: ResourceState;
  /** Undefined: it is not in the configuration any more. */
  readonly config?: (idOf: (address: string) => Value) => Config;
  readonly how?: { readonly replace?: boolean; readonly isTainted?: boolean };
  /** Addresses it refers to: planned and made after them. */
  readonly after: readonly string[];
  /** Addresses it refers to in the state: destroyed before them. */
  readonly above: readonly string[];
}

const routeConfig = (name: string, more: Config = {}): Config => ({ name, hosts: [`${name}.example`], ...more });
const pluginConfig = (routeId: Plain): Config => ({ name: "cors", scope: { route_id: routeId } });

const shuffled = <T>(items: readonly T[], random: () => number): readonly T[] =>
  items
    .map((item) => ({ item, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);

/** What two are applied before a third, in an order that is random otherwise. */
const ordered = <T extends { readonly key: string; readonly waits: readonly string[] }>(
  steps: readonly T[],
  random: () => number,
): readonly T[] => {
  const done = new Set<string>();
  const result: T[] = [];
  const keys = new Set(steps.map(({ key }) => key));
  for (let left = [...steps]; left.length > 0; ) {
    const ready = left.filter(({ waits }) => waits.every((key) => done.has(key) || !keys.has(key)));
    const [next] = shuffled(ready, random);
    if (next === undefined) throw new Error(`a circle: ${left.map(({ key }) => key).join(", ")}`);
    done.add(next.key);
    result.push(next);
    left = left.filter((one) => one !== next);
  }
  return result;
};

interface Planned {
  readonly plans: ReadonlyMap<string, Plan>;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** One plan of all: states are upgraded and read, and everything planned, in some order that the core may take. */
const planAll = async (instances: readonly Instance[], order: number, isParallel: boolean): Promise<Planned> => {
  const random = numbers(order);
  const plans = new Map<string, Plan>();
  const read = new Map<string, ResourceState | undefined>();
  const errors: string[] = [];
  const warnings: string[] = [];
  const failed = new Set<string>();
  const idOf = (address: string): Value => {
    const plan = plans.get(address);
    return plan === undefined ? UNKNOWN : get(plan.planned, "id");
  };
  const plan = async ({ address, type, config, how, after }: Instance): Promise<void> => {
    const prior = read.get(address);
    if (config === undefined && prior === undefined) return;
    if (after.some((one) => failed.has(one))) {
      failed.add(address);
      return;
    }
    try {
      const made = await on.core.planResource(type, config?.(idOf), prior, how);
      plans.set(address, made);
      warnings.push(...made.warnings.map(({ summary }) => summary));
    } catch (error) {
      if (!(error instanceof DiagnosticsError)) throw error;
      failed.add(address);
      errors.push(...error.diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`));
    }
  };
  const steps = instances.flatMap((instance) => {
    const { address, state, after } = instance;
    const waits = state === undefined ? after.map((one) => `plan ${one}`) : [`read ${address}`];
    const plannedAfter = [...waits, ...after.map((one) => `plan ${one}`)];
    return [
      ...(state === undefined
        ? []
        : [
            {
              key: `upgrade ${address}`,
              waits: [],
              run: async () => void read.set(address, await on.core.reloaded(state)),
            },
            {
              key: `read ${address}`,
              waits: [`upgrade ${address}`],
              run: async () => {
                const upgraded = read.get(address);
                if (upgraded !== undefined) read.set(address, await on.core.readResource(upgraded));
              },
            },
          ]),
      { key: `plan ${address}`, waits: plannedAfter, run: () => plan(instance) },
    ];
  });
  await on.command();
  if (isParallel) {
    const running = new Map<string, Promise<void>>();
    // In the order of what waits for what, so that each finds what it waits for already begun.
    for (const { key, waits, run } of ordered(steps, random)) {
      running.set(key, Promise.all(waits.map((one) => running.get(one))).then(run));
    }
    await Promise.all(running.values());
  } else {
    for (const { run } of ordered(steps, random)) await run();
  }
  return { plans, errors, warnings };
};

interface AppliedAll {
  readonly states: ReadonlyMap<string, ResourceState>;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** One apply: destroys from below, creates from above, otherwise in any order. */
const applyAll = async (
  instances: readonly Instance[],
  plans: ReadonlyMap<string, Plan>,
  order: number,
): Promise<AppliedAll> => {
  const random = numbers(order + 1);
  const states = new Map<string, ResourceState>();
  const errors: string[] = [];
  const warnings: string[] = [];
  for (const [address, { prior }] of plans) if (prior !== undefined) states.set(address, prior);
  const idOf = (address: string): Value => get(states.get(address)?.value ?? null, "id") ?? UNKNOWN;
  const dying = (plan: Plan | undefined): boolean => plan?.action === "delete" || plan?.action === "replace";
  const steps = instances.flatMap((instance) => {
    const { address, after, above } = instance;
    const plan = plans.get(address);
    if (plan === undefined || plan.action === "no-op") return [];
    // What hangs on it in the state goes first; what it refers to is made first.
    const children = instances
      .filter((one) => one.above.includes(address) && dying(plans.get(one.address)))
      .map((one) => one.address);
    const run = async (): Promise<void> => {
      try {
        const config = plan.action === "delete" ? undefined : instance.config?.(idOf);
        const { state, warnings: told } = await on.core.applyResource(plan, config);
        if (state === undefined) states.delete(address);
        else states.set(address, state);
        warnings.push(...told.map(({ summary }) => summary));
      } catch (error) {
        if (!(error instanceof DiagnosticsError)) throw error;
        errors.push(error.message);
        if (!(error instanceof ApplyError)) return;
        if (error.state === undefined) states.delete(address);
        else states.set(address, error.state);
      }
    };
    void above;
    return [
      { key: address, waits: [...after, ...(dying(plan) ? children : [])].filter((one) => one !== address), run },
    ];
  });
  await on.command();
  // A replaced parent and its replaced child each have two halves; the core's halves are not apart here.
  const replaced = steps.filter(({ key }) => plans.get(key)?.action === "replace");
  const free = steps.filter(({ key }) => plans.get(key)?.action !== "replace");
  for (const { run } of ordered([...free, ...replaced], random)) await run();
  return { states, errors, warnings };
};

/** The gateway before, and what the next run has at its addresses. */
const scene = async ({ routes, made }: Case) => {
  const instances: Instance[] = [];
  const expected = new Map<string, { readonly id: string; readonly isKept: boolean }>();
  const plugins = new Map<string, string>();
  await on.command();
  for (const [index, { fate, plugin }] of routes.entries()) {
    const name = `r${index}`;
    const more: Config = fate === "abandon" ? { deletion_policy: "abandon" } : {};
    const state = await on.apply("kong_route", routeConfig(name, more));
    const id = String(get(state.value, "id"));
    expected.set(name, { id, isKept: fate !== "destroy" && fate !== "replace" && fate !== "taint" });
    const route = `route.${name}`;
    const routeOf = (config: Config) => () => config;
    const at = (address: string, rest: Partial<Instance>): Instance => ({
      address,
      type: "kong_route",
      after: [],
      above: [],
      ...rest,
    });
    switch (fate) {
      case "stay":
        instances.push(at(route, { state, config: routeOf(routeConfig(name)) }));
        break;
      case "change":
        instances.push(at(route, { state, config: routeOf(routeConfig(name, { regex_priority: 7 })) }));
        break;
      case "destroy":
        instances.push(at(route, { state }));
        break;
      case "replace":
        instances.push(at(route, { state, config: routeOf(routeConfig(name)), how: { replace: true } }));
        break;
      case "taint":
        instances.push(at(route, { state, config: routeOf(routeConfig(name)), how: { isTainted: true } }));
        break;
      case "move":
      case "abandon":
        instances.push(at(route, { state }), at(`${route}.new`, { config: routeOf(routeConfig(name)) }));
        break;
      case "double":
        instances.push(
          at(route, { state, config: routeOf(routeConfig(name)) }),
          at(`${route}.again`, { config: routeOf(routeConfig(name)) }),
        );
    }
    const stays = fate === "stay" || fate === "change";
    const hasOwn = plugin !== "none" && plugin !== "foreign" && (stays || fate === "destroy");
    if (hasOwn) {
      const own = await on.apply("kong_plugin", pluginConfig(id));
      if (stays) plugins.set(name, String(get(own.value, "id")));
      const config = (idOf: (address: string) => Value): Config => {
        const known = idOf(route);
        return pluginConfig(known === UNKNOWN || typeof known === "string" ? known : null);
      };
      const base = { type: "kong_plugin", after: [route], above: [route] };
      const address = `plugin.${name}`;
      if (!stays || plugin === "destroy") {
        instances.push({ ...base, address, state: own, after: [] });
        plugins.delete(name);
      } else if (plugin === "stay") instances.push({ ...base, address, state: own, config });
      else {
        instances.push({ ...base, address, state: own, after: [] });
        instances.push({ ...base, address: `${address}.new`, config, above: [] });
      }
    } else if (plugin === "foreign" && fate !== "destroy" && fate !== "replace" && fate !== "taint") {
      plugins.set(name, on.embedded.insert("plugins", { name: "cors", route: { id } }).id);
    }
  }
  for (let index = 0; index < made; index++) {
    const name = `n${index}`;
    instances.push({
      address: `route.${name}`,
      type: "kong_route",
      config: () => routeConfig(name),
      after: [],
      above: [],
    });
  }
  return { instances, expected, plugins };
};

const isWrong = ({ routes }: Case): boolean =>
  routes.some(
    ({ fate, plugin }) =>
      fate === "move" ||
      fate === "abandon" ||
      fate === "double" ||
      (plugin === "move" && (fate === "stay" || fate === "change")),
  );

describe("a state and a configuration at other addresses", () => {
  test("are refused when an address changed or an entity is declared twice, in any order, and nothing is lost", async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(cases, async (given) => {
        on.reset();
        const { instances, expected, plugins } = await scene(given);
        const writes = on.writes.length;
        const { plans, errors } = await planAll(instances, given.order, given.isParallel);
        expect(on.writes.length).toBe(writes);
        if (isWrong(given)) {
          refused += 1;
          expect(errors.join("\n")).toMatch(/KG_ADDRESS_CHANGED|KG_DUPLICATE_IDENTITY/);
          return;
        }
        expect(errors).toEqual([]);
        const { states, errors: failures } = await applyAll(instances, plans, given.order);
        expect(failures).toEqual([]);
        for (const [index, { fate }] of given.routes.entries()) {
          const name = `r${index}`;
          const live = on.embedded.entities("routes").filter((route) => route["name"] === name);
          expect(live.length, `${name}, ${fate}`).toBe(fate === "destroy" ? 0 : 1);
          const before = expected.get(name);
          if (before?.isKept === true) expect(live[0]?.id).toBe(before.id);
          else if (fate !== "destroy") expect(live[0]?.id).not.toBe(before?.id);
          const plugin = plugins.get(name);
          if (plugin !== undefined) expect(entityOf(on.embedded, "plugins", plugin)).toBeDefined();
        }
        // A second run has nothing to do.
        const settled = instances
          .filter(({ address }) => states.has(address) || plans.get(address)?.action === "no-op")
          .map((instance): Instance => {
            const state = states.get(instance.address) ?? plans.get(instance.address)?.prior;
            const { how: _, ...rest } = instance;
            return { ...rest, ...(state === undefined ? {} : { state }) };
          });
        const again = await planAll(settled, given.order + 2, given.isParallel);
        expect(again.errors).toEqual([]);
        expect([...again.plans].filter(([, { action }]) => action !== "no-op").map(([address]) => address)).toEqual([]);
      }),
      often(100),
    );
    expect(refused).toBeGreaterThan(10 * Math.min(EFFORT, 1));
  });

  /** A route that moved to another address, both sides planned in processes that know nothing of each other. */
  const apart = async (more: Config = {}) => {
    const state = await on.apply("kong_route", routeConfig("moved", more));
    const id = String(get(state.value, "id"));
    const plugin = on.embedded.insert("plugins", { name: "cors", route: { id } }).id;
    await on.command();
    const destroy = await on.core.planResource("kong_route", undefined, state).catch((error: unknown) => {
      throw error;
    });
    await on.command();
    const create = await on.core.planResource("kong_route", routeConfig("moved"));
    return { state, id, plugin, destroy, create };
  };

  test("at apply a delete of what a create has taken over does nothing and says so", async () => {
    // Abandoned, so that the plan does not speak of the plugin on it.
    const { id, plugin, destroy, create } = await apart({ deletion_policy: "abandon" });
    expect(get(create.planned, "id")).toBe(id);
    await on.command();
    const { state } = await on.core.applyResource(create);
    expect(state?.value["id"]).toBe(id);
    on.writes.length = 0;
    const { state: left, warnings } = await on.core.applyResource(destroy);
    expect(left).toBeUndefined();
    expect(warnings.map(({ summary }) => summary)).toEqual(["routes/moved was not deleted"]);
    expect(on.writes).toEqual([]);
    expect(entityOf(on.embedded, "routes", id)).toMatchObject({ tags: ["kongruent-owner:ours"] });
    expect(entityOf(on.embedded, "plugins", plugin)).toBeDefined();
  });

  test("at apply a delete before the create that takes it over is held by what hangs on it", async () => {
    const state = await on.apply("kong_route", routeConfig("moved"));
    const id = String(get(state.value, "id"));
    await on.command();
    const destroy = await on.core.planResource("kong_route", undefined, state);
    const plugin = on.embedded.insert("plugins", { name: "cors", route: { id } }).id;
    await on.command();
    await expect(on.core.applyResource(destroy)).rejects.toThrow("KG_DELETE_BLOCKED");
    expect(entityOf(on.embedded, "routes", id)).toBeDefined();
    expect(entityOf(on.embedded, "plugins", plugin)).toBeDefined();
  });

  test("at apply a second create of one entity fails and is not recorded", async () => {
    const { id } = on.embedded.insert("routes", { name: "twice", hosts: ["twice.example"] });
    const plans: Plan[] = [];
    for (let count = 0; count < 2; count++) {
      await on.command();
      plans.push(await on.core.planResource("kong_route", routeConfig("twice")));
    }
    await on.command();
    const outcomes = await Promise.allSettled(plans.map((plan) => on.core.applyResource(plan)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(String(outcomes.find((one) => one.status === "rejected")?.reason)).toContain("KG_DUPLICATE_IDENTITY");
    expect(on.embedded.entities("routes").map((route) => route.id)).toEqual([id]);
  });

  test("two plans that would create one entity at the same time are refused in either order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), async (isParallel) => {
        on.reset();
        await on.command();
        const plan = (): Promise<unknown> => on.core.planResource("kong_route", routeConfig("new"));
        const outcomes = isParallel
          ? await Promise.allSettled([plan(), plan()])
          : [...(await Promise.allSettled([plan()])), ...(await Promise.allSettled([plan()]))];
        expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      }),
      { numRuns: 6 },
    );
  });

  test("an entity that the state has at two addresses is not deleted at one of them", async () => {
    const state = await on.apply("kong_route", routeConfig("two"));
    for (const isFirst of [true, false]) {
      const steps = [
        () => on.core.planResource("kong_route", undefined, state),
        () => on.core.planResource("kong_route", routeConfig("two"), state),
      ];
      await on.command();
      const errors: string[] = [];
      for (const step of isFirst ? steps : steps.reverse()) {
        await step().catch((error: unknown) => errors.push(String(error)));
      }
      expect(errors.join()).toContain("KG_ADDRESS_CHANGED");
    }
  });
});
void isObject;
