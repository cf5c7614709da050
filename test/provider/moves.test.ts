/** States that other providers wrote, gateways of another flavour, numbers of another size. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { referenceId, referencesOf } from "../../src/model/derive.ts";
import { attributesOf } from "../../src/provider/attributes.ts";
import { Dynamic, type Value } from "../../src/provider/value.ts";
import { EVERYTHING } from "../kinds/samples.ts";
import { insertParents, kinds, LEAST_BLOCKS, PARENTS } from "./blocks.ts";
import type { Config, Plain, ResourceState } from "./core/core.ts";
import { get, isObject } from "./core/values.ts";
import { entityOf, knownId, type Stage, stage } from "./stage.ts";

const open: Stage[] = [];
let on: Stage;
beforeAll(async () => {
  on = await stage(EVERYTHING);
  open.push(on);
});
afterAll(async () => {
  for (const one of open) await one.close();
});
beforeEach(() => {
  on.reset();
  insertParents(on.embedded);
});

const asPlain = (value: Value): Plain => {
  if (value instanceof Dynamic) return asPlain(value.value);
  if (Array.isArray(value)) return value.map(asPlain);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asPlain(one)]));
  return value;
};

const settled = async (world: Stage, state: ResourceState, config: Config): Promise<void> => {
  await world.command();
  const read = await world.core.readResource(await world.core.reloaded(state));
  expect(read?.value).toEqual(state.value);
  expect((await world.core.planResource(state.type, config, read)).action).toBe("no-op");
};

describe.each(kinds.map((kind) => [kind.terraform, kind] as const))("%s in another provider's state", (type, kind) => {
  test("is read in full and stays as it is", async () => {
    const { fields } = LEAST_BLOCKS[kind.kind] ?? { fields: {} };
    const made = on.embedded.insert(kind.kind, fields);
    const id = knownId(kind, made);
    const references = Object.fromEntries(
      referencesOf(kind).map(({ field }) => [`${field}_id`, referenceId(made[field])]),
    );
    await on.command({ owner: "false" });
    const provider = "registry.terraform.io/kong/kong-gateway";
    const from = (more: Readonly<Record<string, unknown>>) => {
      const json = JSON.stringify({ id, name: "whatever", strange: [1], ...more });
      return on.core.moveState({ provider, type, json }, type);
    };
    // What is reached only below its parent needs its id.
    if (kind.path === undefined) {
      const wrong = Object.fromEntries(Object.keys(references).map((name) => [name, "u"]));
      await expect(from({})).rejects.toThrow("Import it instead");
      await expect(from({ id: `${PARENTS.upstream}/${id}`, ...wrong })).rejects.toThrow("Import it instead");
    }
    const read = await on.core.readResource(await from(kind.path === undefined ? references : {}));
    if (read === undefined) throw new Error("it is taken for gone");
    expect(get(read.value, "id")).toBe(id);
    const config: Config = Object.fromEntries(
      attributesOf(kind)
        .filter(({ optional, required, sensitive }) => (optional === true || required === true) && sensitive !== true)
        .map(({ name }) => [name, asPlain(get(read.value, name))]),
    );
    await on.command({ owner: "false" });
    expect((await on.core.planResource(type, config, read)).action).toBe("no-op");
    expect(on.writes).toEqual([]);
  });
});

test("a route of the expressions router is made, changed and read with its expression", async () => {
  const other = await stage({ routerFlavor: "expressions" });
  open.push(other);
  const first: Config = { name: "e", expression: 'http.path ^= "/a"', priority: 7 };
  const state = await other.apply("kong_route", first);
  await settled(other, state, first);
  const second: Config = { name: "e", expression: 'http.path ^= "/b"' };
  const changed = await other.apply("kong_route", second, state);
  expect(changed.value).toMatchObject({ expression: 'http.path ^= "/b"', priority: 0 });
  await settled(other, changed, second);
  await on.command();
  await expect(on.core.planResource("kong_route", first)).rejects.toThrow("KG_FIELD_LACKING");
});

test.each([2 ** 40, 2 ** 53 - 1, 2n ** 53n + 1n, 2n ** 62n])(
  "a number of the settings as big as %s stays",
  async (many) => {
    const config: Config = { name: "rate-limiting", scope: { global: true }, config: { minute: many } };
    const state = await on.apply("kong_plugin", config);
    expect(get(state.value, "config")).toEqual(new Dynamic(["object", { minute: "number" }], { minute: many }));
    await settled(on, state, config);
  },
);

test("numbers of the settings stay numbers, and texts texts, whatever the gateway makes of them", async () => {
  const config: Config = {
    name: "rate-limiting",
    scope: { consumer_id: PARENTS.consumer },
    config: { minute: 5.0, fault_tolerant: true, redis: { timeout: 2000, host: "r" } },
  };
  const state = await on.apply("kong_plugin", config);
  await settled(on, state, config);
  expect(entityOf(on.embedded, "plugins", get(state.value, "id"))?.["config"]).toMatchObject({ minute: 5 });
});

test.each([
  ["10.0.0.1:8000", "10.0.0.1"],
  ["10.0.0.1", "10.0.0.1:8000"],
  ["[::1]:8000", "::1"],
])("a target written as %s, then as %s, stays as it was", async (before, after) => {
  const block = (target: string): Config => ({ upstream_id: PARENTS.upstream, target });
  const state = await on.apply("kong_target", block(before));
  await settled(on, state, block(before));
  await settled(on, state, block(after));
});
