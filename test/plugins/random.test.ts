/** For settings at random a plugin's function and the gateway agree. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { configField, type KongField } from "../../src/model/kong-schema.ts";
import { isRecord } from "../../src/model/values.ts";
import { pluginSchemas } from "../../src/plugins/all-schemas.ts";
import { definePlugin, type PluginOf } from "../../src/plugins.ts";
import { createEmbeddedGateway } from "../../src/testing.ts";
import { LEAST } from "../kinds/plugins.ts";
import { EFFORT, often } from "../properties/chance.ts";
import { fieldsOf, type Overrides } from "../properties/values.ts";
import { asProperties, leavesOf, type Settings, withAt } from "./settings-of.ts";

const OVERRIDES: Overrides = {
  "config.policy": fc.constantFrom("local", "local", "cluster"),
  "config.limit_by": fc.constantFrom("consumer", "credential", "ip"),
};
const JUNK = fc.constantFrom<unknown>(5, -1, 0.5, "", "x", "a:b", true, null, [], ["x"], [null], {}, { x: 1 });

interface Case {
  readonly name: string;
  readonly config: KongField;
  readonly settings: Settings;
}

const cases: fc.Arbitrary<Case> = fc.constantFrom(...pluginSchemas.keys()).chain((name) => {
  const schema = pluginSchemas.get(name) ?? { fields: [] };
  const config = configField(schema) as KongField;
  const random = fieldsOf([{ config: { ...config, required: true, default: undefined } as KongField }], OVERRIDES);
  const spoilt = fc.option(fc.tuple(fc.constantFrom(...leavesOf(config)), JUNK), { nil: undefined });
  return fc.tuple(random, spoilt, fc.boolean()).map(([{ config: given }, spoil, isLaidOver]) => {
    const some = isRecord(given) ? given : {};
    const whole = isLaidOver ? { ...some, ...LEAST[name] } : { ...LEAST[name], ...some };
    return { name, config, settings: spoil === undefined ? whole : withAt(whole, spoil[0].path, spoil[1]) };
  });
});

const outcome = <T>(work: () => T): T | undefined => {
  try {
    return work();
  } catch {
    return undefined;
  }
};

/** What a gateway made up for itself differs from one to the next. */
const GENERATED = new Set(["secret", "provision_key"]);
const stored = (name: string, config: unknown): string | undefined => {
  const entity = outcome(() => createEmbeddedGateway().insert("plugins", { name, config }));
  return entity === undefined
    ? undefined
    : JSON.stringify(entity["config"], (key, value: unknown) => (GENERATED.has(key) ? "?" : value));
};

test("what the one takes the other takes, and it comes to the same", () => {
  const made = (plugin: Case): PluginOf<"global"> | undefined => {
    const schema = pluginSchemas.get(plugin.name) ?? { fields: [] };
    const make = definePlugin({ name: plugin.name, call: "made", scopes: ["global"], schema });
    return outcome(() => make(asProperties(plugin.config, plugin.settings) as object));
  };
  let taken = 0;
  let refused = 0;
  fc.assert(
    fc.property(cases, (plugin) => {
      const own = made(plugin);
      const theirs = stored(plugin.name, plugin.settings);
      expect(own !== undefined, JSON.stringify(plugin.settings)).toBe(theirs !== undefined);
      if (own === undefined) refused += 1;
      else {
        taken += 1;
        expect(own.config).toEqual(plugin.settings);
        expect(stored(plugin.name, own.config)).toBe(theirs);
      }
    }),
    often(400),
  );
  expect(Math.min(taken, refused)).toBeGreaterThan(20 * Math.min(EFFORT, 1));
});
