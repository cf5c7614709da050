/** Whatever a gateway holds of a kind or of a plugin: what is written of it plans nothing, as a stack and as a decK file. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AnyKind } from "../../src/model/define.ts";
import { kindOf, kinds } from "../../src/model/kinds.ts";
import { configField } from "../../src/model/kong-schema.ts";
import { pluginSchemas } from "../../src/plugins/all-schemas.ts";
import { createEmbeddedGateway, type EmbeddedGateway } from "../../src/testing.ts";
import { LEAST } from "../kinds/plugins.ts";
import { EVERYTHING } from "../kinds/samples.ts";
import { fullest } from "../plugins/settings-of.ts";
import { often } from "../properties/chance.ts";
import { type Block, blocks, insertParents, LEAST_BLOCKS } from "../provider/blocks.ts";
import { insertSamples } from "./gateways.ts";
import { deckDeclarations, importOf, NOTHING, news, planOf, planOfDeclarations, stackDeclarations } from "./support.ts";

/** Inserts what the gateway takes. */
const insert = (gateway: EmbeddedGateway, kind: AnyKind, entities: readonly Block["fields"][]): number =>
  entities.filter((fields) => {
    try {
      gateway.insert(kind.kind, fields);
      return true;
    } catch {
      return false;
    }
  }).length;

const expectNothing = async (gateway: EmbeddedGateway): Promise<void> => {
  const { live, document } = await importOf(gateway);
  // What expires is left out.
  expect(news(await planOfDeclarations(gateway, live.declarations))).toEqual(NOTHING);
  expect(news(await planOf(gateway, await stackDeclarations(document)))).toEqual(NOTHING);
  // A decK file has no words to leave something alone: a password that is not known, a null where there is a default.
  if (
    live.unsaid.some(
      ({ because, address }) => because === "unsayable" || document.variables.some((one) => one.address === address),
    )
  )
    return;
  expect(news(await planOf(gateway, await deckDeclarations(document)))).toEqual(NOTHING);
};

const created = (): EmbeddedGateway => {
  const gateway = createEmbeddedGateway();
  insertParents(gateway);
  return gateway;
};

test("a gateway of every edition with everything of every kind is written as it is", async () => {
  const gateway = createEmbeddedGateway(EVERYTHING);
  insertSamples(gateway);
  await expectNothing(gateway);
});

describe.each(kinds.map((kind) => [kind.kind, kind] as const))("%s", (name, kind) => {
  test.each(["least", "most"] as const)("with the %s are written as they are", async (size) => {
    const gateway = createEmbeddedGateway(EVERYTHING);
    insertSamples(gateway, name, [size]);
    expect(gateway.entities(name).length).toBeGreaterThan(0);
    await expectNothing(gateway);
  });

  test.skipIf(LEAST_BLOCKS[name] === undefined)("with anything are written as they are", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(blocks(kind), { minLength: 1, maxLength: 4 }), async (random) => {
        const gateway = created();
        insert(
          gateway,
          kind,
          random.map(({ fields }) => fields),
        );
        await expectNothing(gateway);
      }),
      often(8),
    );
  });
});

describe.each([...pluginSchemas.keys()].sort())("the plugin %s", (name) => {
  const plugin = kindOf("plugins");

  test.each(["least", "whole"] as const)("with the %s of settings is written as it is", async (what) => {
    const gateway = created();
    const schema = pluginSchemas.get(name) ?? { fields: [] };
    const settings = configField(schema) ?? { type: "record" as const };
    const config = what === "least" ? (LEAST[name] ?? {}) : fullest(name, schema, settings);
    expect(() => gateway.insert("plugins", { name, config })).not.toThrow();
    await expectNothing(gateway);
  });

  test("with anything is written as it is", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(blocks(plugin, name), { minLength: 1, maxLength: 3 }), async (random) => {
        const gateway = created();
        insert(
          gateway,
          plugin,
          random.map(({ fields }) => fields),
        );
        await expectNothing(gateway);
      }),
      often(2),
    );
  });
});
