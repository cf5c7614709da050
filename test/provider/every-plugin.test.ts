/** What holds for the settings of every bundled plugin: defaults never show, secrets never leave their place. */
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createEmbeddedGateway } from "../../src/embedded/gateway.ts";
import { constraintError } from "../../src/model/field-checks.ts";
import { kindOf } from "../../src/model/kinds.ts";
import { configField, fieldMap, isSecretField, type KongField } from "../../src/model/kong-schema.ts";
import { isRecord, sameValue } from "../../src/model/values.ts";
import { pluginSchemas } from "../../src/plugins/all-schemas.ts";
import { attributesOf, typeOfNested } from "../../src/provider/attributes.ts";
import { plain } from "../../src/provider/fields.ts";
import { decodeJsonValue, decodeValue } from "../../src/provider/msgpack.ts";
import { Dynamic, type Value } from "../../src/provider/value.ts";
import { LEAST } from "../kinds/plugins.ts";
import { EFFORT, often } from "../properties/chance.ts";
import { fieldsOf, type Overrides, rightValueOf } from "../properties/values.ts";
import { resettable } from "./blocks.ts";
import type { Config, ResourceState } from "./core/core.ts";
import { get, isObject } from "./core/values.ts";
import { entityOf, type Stage, stage } from "./stage.ts";

type Settings = Readonly<Record<string, unknown>>;

const type = "kong_plugin";
const plugin = kindOf("plugins");

const schemaOf = (name: string): KongField => {
  const found = configField(pluginSchemas.get(name) ?? { fields: [] });
  if (found === undefined) throw new Error(`${name} has no settings`);
  return found;
};

type Path = readonly string[];

/** Where a plugin takes secrets, not counting those within lists. */
interface Place {
  readonly path: Path;
  readonly field: KongField;
}
const secretPlaces = (schema: KongField, path: Path = []): readonly Place[] =>
  [...fieldMap(schema.fields)].flatMap(([name, field]) => {
    const at = [...path, name];
    if (field.type === "record") return secretPlaces(field, at);
    return isSecretField(field, name) && field.type !== "array" && field.type !== "set" ? [{ path: at, field }] : [];
  });

const withAt = (settings: Settings, [name = "", ...rest]: Path, value: unknown): Settings => {
  const inner = settings[name];
  return { ...settings, [name]: rest.length === 0 ? value : withAt(isRecord(inner) ? inner : {}, rest, value) };
};
const withoutAt = (settings: Settings, [name = "", ...rest]: Path): Settings => {
  const { [name]: inner, ...others } = settings;
  return rest.length === 0 || !isRecord(inner) ? others : { ...others, [name]: withoutAt(inner, rest) };
};
const at = (settings: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), settings);

/** A secret's text that is found again wherever it is, in any form that a field takes. */
const secretFor = (field: KongField, mark: string): unknown => {
  if (field.type === "map") return { "x-one": mark };
  return constraintError(field, mark) === undefined ? mark : `whsec_${mark}`;
};

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.close());
beforeEach(() => on.reset());

/** Everything an answer holds as text: names, texts, and the bytes of encoded values as they are. */
const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === "string") return [value];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString("utf8")];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
};

const pluginType = typeOfNested(attributesOf(plugin));

const stateIn = ({ msgpack, json }: Readonly<Record<string, unknown>>): Value => {
  if (msgpack instanceof Uint8Array) return decodeValue(pluginType, msgpack);
  return json instanceof Uint8Array ? decodeJsonValue(pluginType, Buffer.from(json).toString()) : null;
};

/** An answer whose states lack the secret settings, which is where secrets may be. */
const besideSecrets = (answer: unknown): unknown => {
  if (!isRecord(answer)) return answer;
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => {
      const state = isRecord(value) && /State$/.test(name) ? stateIn(value) : null;
      if (!isObject(state)) return [name, value];
      const { config_secrets: _, ...rest } = state;
      return [name, JSON.stringify(rest, (_key, inner: unknown) => (typeof inner === "symbol" ? "?" : inner))];
    }),
  );
};

const expectHidden = (marks: readonly string[], isStored: boolean): void => {
  for (const { method, answer } of on.answers) {
    for (const text of textsIn(isStored ? besideSecrets(answer) : answer)) {
      for (const mark of marks) expect(text.includes(mark), `${method}: ${mark} in ${text}`).toBe(false);
    }
  }
  for (const line of on.logged) for (const mark of marks) expect(line).not.toContain(mark);
};

const global = { scope: { global: true } };
// Settings are JSON.
const asPlain = (settings: Settings): Config => settings as Config;

const merged = (one: Settings, other: Settings): Settings => {
  const inner = Object.entries(other).map(([key, value]): [string, unknown] => {
    const before = one[key];
    return [key, isRecord(before) && isRecord(value) ? merged(before, value) : value];
  });
  return { ...one, ...Object.fromEntries(inner) };
};

const accepts = (name: string, config: Settings): boolean => {
  try {
    createEmbeddedGateway().insert("plugins", { name, config });
    return true;
  } catch {
    return false;
  }
};

const settled = async (state: ResourceState, config: Config): Promise<void> => {
  await on.command();
  const read = await on.core.readResource(await on.core.reloaded(state));
  expect(read?.value).toEqual(state.value);
  const plan = await on.core.planResource(type, config, read);
  expect({ action: plan.action, planned: plan.planned }).toEqual({ action: "no-op", planned: state.value });
};

const settingsOf = (state: ResourceState | undefined): unknown => plain(get(state?.value ?? null, "config"));

describe.each([...pluginSchemas.keys()].sort())("the plugin %s", (name) => {
  const schema = schemaOf(name);
  const least = LEAST[name] ?? {};

  test("with the least it takes: no default shows, and nothing differs", async () => {
    const config = { name, ...global, config: asPlain(least) };
    const state = await on.apply(type, config);
    expect(settingsOf(state)).toEqual(least);
    await settled(state, config);
  });

  // Those that can be given together.
  const open = secretPlaces(schema).reduce<Settings>((all, { path }) => withoutAt(all, path), least);
  const places: Place[] = [];
  for (const place of secretPlaces(schema)) {
    const more = new Set([...places, place]);
    const others = secretPlaces(schema).filter((one) => !more.has(one));
    const base = others.reduce<Settings>((all, { path }) => withoutAt(all, path), least);
    const given = [...more].reduce<Settings>((all, one) => withAt(all, one.path, secretFor(one.field, "m")), base);
    if (accepts(name, given) || accepts(name, merged(open, given))) places.push(place);
  }
  if (places.length > 0) {
    const markOf = (index: number, round: string): string => `s3cret-${round}-${index}-${name}`;
    const secretsOf = (round: string): Settings =>
      places.reduce<Settings>(
        (all, { path, field }, index) => withAt(all, path, secretFor(field, markOf(index, round))),
        {},
      );
    const config = { name, ...global, config: asPlain(open) };
    test.each([
      ["config_secrets", true],
      ["config_secrets_wo", false],
    ] as const)("%s are written, compared and changed without being shown", async (attribute, isStored) => {
      const first = { ...config, [attribute]: asPlain(secretsOf("a")) };
      const state = await on.apply(type, first);
      const id = get(state.value, "id");
      for (const [index, { path, field }] of places.entries()) {
        const live = entityOf(on.embedded, "plugins", id)?.["config"];
        expect(sameValue(at(live, path), secretFor(field, markOf(index, "a"))), path.join(".")).toBe(true);
      }
      expect(settingsOf(state)).toEqual(open);
      await settled(state, first);

      // Somebody else changes one of them: it is seen, told nowhere, and set right by a patch of it.
      const [place] = places;
      if (place === undefined) throw new Error("there is no secret");
      const { path, field } = place;
      on.embedded.update("plugins", String(id), { config: withAt({}, path, secretFor(field, markOf(0, "theirs"))) });
      await on.command();
      const read = await on.core.readResource(state);
      const plan = await on.core.planResource(type, first, read);
      expect(plan.action).toBe("update");
      expect(settingsOf(read)).toEqual(open);
      on.writes.length = 0;
      await on.command();
      const { state: repaired } = await on.core.applyResource(plan);
      const sent = on.writes.map(({ method, body }) => [method, body]);
      expect(sent).toEqual([["PATCH", { config: withAt({}, path, secretFor(field, markOf(0, "a"))) }]]);
      if (repaired === undefined) throw new Error("it is not there");
      await settled(repaired, first);

      // All of them change.
      const second = { ...config, [attribute]: asPlain(secretsOf("b")) };
      await on.command();
      const rotation = await on.core.planResource(type, second, repaired);
      expect(rotation.action).toBe("update");
      if (!isStored) {
        expect(get(rotation.planned, "secrets_version")).toBe(Number(get(repaired.value, "secrets_version")) + 1);
      }
      await on.command();
      const { state: rotated } = await on.core.applyResource(rotation);
      if (rotated === undefined) throw new Error("it is not there");
      await settled(rotated, second);
      const all = ["a", "b", "theirs"].flatMap((round) => places.map((_, index) => markOf(index, round)));
      expectHidden(all, isStored);
      if (isStored) expectHidden([markOf(0, "theirs")], false);

      // Imported, adopted and read as data they stay unknown, too.
      on.answers.length = 0;
      await on.command();
      const [imported] = await on.core.importResource(type, `plugins/${name}@global`);
      await on.core.planResource(type, second, imported);
      await on.command();
      await on.core.readDataSource(type, { identity: `plugins/${name}@global` });
      const secret = isStored ? "config" : "";
      for (const { answer } of on.answers) {
        const seen = isStored ? besideSecrets(answer) : answer;
        for (const text of textsIn(seen)) for (const mark of all) expect(text, secret).not.toContain(mark);
      }
    });
  }
});

/** What cannot be combined at random. */
const overrides: Overrides = {
  "config.policy": fc.constantFrom("local", "local", "cluster"),
  "config.limit_by": fc.constantFrom("consumer", "credential", "ip"),
};

const settings = (name: string): fc.Arbitrary<Settings> => {
  const random = fieldsOf([{ config: { ...schemaOf(name), required: true, default: undefined } }], overrides);
  return fc.tuple(random, fc.boolean()).map(([{ config }, isLaidOver]) => {
    const given = isRecord(config) ? config : {};
    return isLaidOver ? { ...given, ...LEAST[name] } : { ...LEAST[name], ...given };
  });
};

type Where = "config_secrets" | "config_secrets_wo" | undefined;

/** Every second setting is given where secrets are, though most are none. */
const parted = (given: Settings, place: Where): Config => {
  if (place === undefined) return { config: asPlain(given) };
  const half = (rest: number): Settings =>
    Object.fromEntries(Object.entries(given).filter((_, index) => index % 2 === rest));
  return { config: asPlain(half(0)), [place]: asPlain(half(1)) };
};

const names = fc.constantFrom(...[...pluginSchemas.keys()].sort());

describe("settings at random, of any plugin", () => {
  test("are planned as they are written, kept as they are read, and changed to anything else in place", async () => {
    let count = 0;
    const places = fc.constantFrom<Where>(undefined, undefined, "config_secrets", "config_secrets_wo");
    const pairs = names.chain((name) => fc.tuple(fc.constant(name), settings(name), settings(name), places));
    await fc.assert(
      fc.asyncProperty(pairs, async ([name, from, to, place]) => {
        if (!accepts(name, from) || !accepts(name, to)) return;
        count += 1;
        on.reset();
        const first = { name, ...global, ...parted(from, place) };
        await on.command();
        const plan = await on.core.planResource(type, first);
        expect(get(plan.planned, "config")).toEqual(get(plan.config, "config"));
        await on.command();
        const { state } = await on.core.applyResource(plan);
        if (state === undefined) throw new Error("it is not there");
        await settled(state, first);
        const second = { name, ...global, ...parted(to, place) };
        const changed = await on.apply(type, second, state);
        expect(get(changed.value, "id")).toBe(get(state.value, "id"));
        await settled(changed, second);
        // As if it had been made so, but for secrets that the gateway made.
        const twin = createEmbeddedGateway();
        const { id } = twin.insert("plugins", { name, config: to });
        const live = entityOf(on.embedded, "plugins", get(changed.value, "id"))?.["config"];
        const made = entityOf(twin, "plugins", id)?.["config"];
        expect(resettable(schemaOf(name), live)).toEqual(resettable(schemaOf(name), made));
      }),
      often(80),
    );
    expect(count).toBeGreaterThan(10 * Math.min(EFFORT, 1));
  });

  test("changed by somebody else in one place show just that, and are set right by a patch of just that", async () => {
    const cases = names.chain((name) => {
      const leaves = leavesOf(schemaOf(name));
      return fc.tuple(
        fc.constant(name),
        settings(name),
        leaves.length === 0
          ? fc.constant(undefined)
          : fc
              .constantFrom(...leaves)
              .chain(({ path, field }) => fc.record({ path: fc.constant(path), value: rightValueOf(field) })),
      );
    });
    let count = 0;
    await fc.assert(
      fc.asyncProperty(cases, async ([name, given, leaf]) => {
        if (leaf === undefined || !accepts(name, given)) return;
        on.reset();
        const config = { name, ...global, config: asPlain(given) };
        const state = await on.apply(type, config);
        const id = String(get(state.value, "id"));
        const before = entityOf(on.embedded, "plugins", id)?.["config"];
        try {
          on.embedded.update("plugins", id, { config: withAt({}, leaf.path, leaf.value) });
        } catch {
          return;
        }
        const after = entityOf(on.embedded, "plugins", id)?.["config"];
        await on.command();
        const read = await on.core.readResource(state);
        const shown = get(read?.value ?? null, "config");
        if (!(shown instanceof Dynamic) || read === undefined) throw new Error("the settings are gone");
        const plan = await on.core.planResource(type, config, read);
        const isDifferent = plan.action === "update";
        if (sameValue(at(before, leaf.path), at(after, leaf.path))) expect(isDifferent).toBe(false);
        if (!isDifferent) {
          expect(settingsOf(read)).toEqual(given);
          return;
        }
        count += 1;
        // A record that was not there before has come as a whole.
        const depth = leaf.path.findIndex((_, index) => at(before, leaf.path.slice(0, index + 1)) === null);
        const path = depth === -1 ? leaf.path : leaf.path.slice(0, depth + 1);
        const old = (value: unknown): unknown => stripped(schemaOf(name), value, path);
        expect(old(settingsOf(read))).toEqual(old(given));
        expect(at(settingsOf(read), path)).toEqual(at(after, path));
        on.writes.length = 0;
        await on.command();
        const { state: repaired } = await on.core.applyResource(plan);
        expect(on.writes.map(({ method, body }) => [method, pathsOf(body, path.length + 1)])).toEqual([
          ["PATCH", [["config", ...path].join(".")]],
        ]);
        if (repaired === undefined) throw new Error("it is not there");
        await settled(repaired, config);
      }),
      often(80),
    );
    expect(count).toBeGreaterThan(5 * Math.min(EFFORT, 1));
  });
});

/** Settings that are no secrets, one by one. */
const leavesOf = (schema: KongField, path: Path = []): readonly { path: Path; field: KongField }[] =>
  [...fieldMap(schema.fields)].flatMap(([name, field]) => {
    if (field.type === "record" && field.fields !== undefined) return leavesOf(field, [...path, name]);
    return isSecretField(field, name) ? [] : [{ path: [...path, name], field }];
  });

/** Settings without one of them, under whatever name it stands, and without records that hold nothing else. */
const stripped = (schema: KongField, value: unknown, path: Path): unknown => {
  if (!isRecord(value)) return value;
  const aliases = [...fieldMap(schema.shorthand_fields)].flatMap(([alias, { deprecation }]) =>
    deprecation?.replaced_with?.some((one) => one.path.join(".") === path.join(".")) ? [alias] : [],
  );
  return withoutEmpty(
    [path, ...aliases.map((alias) => [alias])].reduce<Settings>((all, one) => withoutAt(all, one), value),
  );
};

const withoutEmpty = (value: unknown): unknown => {
  if (!isRecord(value)) return value;
  const inner = Object.entries(value).map(([name, one]): [string, unknown] => [name, withoutEmpty(one)]);
  return Object.fromEntries(inner.filter(([, one]) => !(isRecord(one) && Object.keys(one).length === 0)));
};

const pathsOf = (value: unknown, depth: number, path: Path = []): readonly string[] =>
  depth > 0 && isRecord(value)
    ? Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, depth - 1, [...path, name]))
    : [path.join(".")];
