// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform expressions.
/** Every kind and every plugin, from the least to the most that is declared of it: applied by Terraform, nothing differs then. */
import { expect, test } from "vitest";
import { referenceAttribute, secretsAttribute } from "../../src/model/attribute-names.ts";
import { fieldFacts, fieldsOf, referencesOf } from "../../src/model/derive.ts";
import { kindOf, kinds } from "../../src/model/kinds.ts";
import { configField } from "../../src/model/kong-schema.ts";
import { isOffered } from "../../src/model/offer.ts";
import { revealAll, Secret } from "../../src/model/secret.ts";
import { isRecord } from "../../src/model/values.ts";
import { pluginSchemas } from "../../src/plugins/all-schemas.ts";
import type { EmbeddedGatewayOptions } from "../../src/testing.ts";
import { LEAST } from "../kinds/plugins.ts";
import { EVERYTHING, type Sample, SECRETS, samples, The } from "../kinds/samples.ts";
import { fullest } from "../plugins/settings-of.ts";
import { type Cli, expectNoChanges, openWorld, warmFolder, withEachCli } from "./kit.ts";

type Json = Readonly<Record<string, unknown>>;
type Blocks = Record<string, Record<string, Json>>;

/** Text as JSON has it for Terraform: nothing in it is an expression. */
const literal = (value: unknown): unknown => {
  if (typeof value === "string") return value.replaceAll("${", "$${").replaceAll("%{", "%%{");
  if (Array.isArray(value)) return value.map(literal);
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literal(item)])) : value;
};

/** The blocks of a sample and of all that it refers to. */
const addSample = (blocks: Blocks, kindName: string, size: keyof Sample): void => {
  const kind = kindOf(kindName);
  const known = blocks[kind.terraform] ?? {};
  blocks[kind.terraform] = known;
  if (known[size] !== undefined) return;
  const references = new Set(referencesOf(kind).map(({ field }) => field));
  const body: Record<string, unknown> = {};
  const scope: Record<string, unknown> = {};
  known[size] = body;
  for (const [field, value] of Object.entries(samples[kindName]?.[size] ?? {})) {
    if (field === kind.subschema?.of && isRecord(value)) {
      // Nothing in settings can be sensitive: secrets have an attribute of their own.
      const [plain, secret] = [false, true].map((isSecret) =>
        Object.fromEntries(Object.entries(value).filter(([, item]) => item instanceof Secret === isSecret)),
      );
      body[field] = literal(plain);
      if (Object.keys(secret ?? {}).length > 0) body[secretsAttribute(field)] = literal(revealAll(secret));
      continue;
    }
    if (!(value instanceof The)) {
      body[field] = literal(revealAll(value));
      continue;
    }
    addSample(blocks, value.kind, "least");
    const into = kind.scope?.includes(field) === true ? scope : body;
    const id = `\${${kindOf(value.kind).terraform}.least.id}`;
    if (references.has(field)) into[referenceAttribute(field)] = id;
    else body[field] = fieldFacts(kind, field).listOf === undefined ? id : [id];
  }
  if (kind.scope !== undefined) body["scope"] = Object.keys(scope).length === 0 ? { global: true } : scope;
};

/** Applied once, nothing is to be done, and nothing is seen that must not be, unless it stands in settings, which are plain. */
const expectSettled = async (
  cli: Cli,
  resource: Json,
  options: EmbeddedGatewayOptions = {},
  isPlain = false,
): Promise<number> => {
  const world = await openWorld(options);
  const folder = await warmFolder(cli, { providerEnv: { KONGRUENT_GATEWAY: world.url } });
  folder.write(
    JSON.stringify(
      {
        terraform: { required_providers: { kong: { source: "kongruent/kong" } } },
        provider: { kong: { owner: "shop" } },
        resource,
      },
      undefined,
      2,
    ),
    "main.tf.json",
  );
  const { text } = await folder.apply();
  // Ids may look like them.
  if (!isPlain) expect(text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "")).not.toMatch(SECRETS);
  const count = Object.values(resource).flatMap((one) => Object.keys(one ?? {})).length;
  expect(world.sent.map(({ status }) => status)).toEqual(Array.from({ length: count }, () => 201));
  await expectNoChanges(folder, world);
  return count;
};

const open = kinds.filter((kind) => isOffered(kind.offered, { edition: "community", version: "3.9.1" }));

withEachCli("every kind", (cli) => {
  test.each(["least", "most"] as const)("of the open-source edition, with the %s that is declared", async (size) => {
    const blocks: Blocks = {};
    for (const { kind } of open) addSample(blocks, kind, size);
    expect(await expectSettled(cli, blocks)).toBeGreaterThanOrEqual(open.length);
  });

  test("that only some gateways have, with the least and the most that is declared", async () => {
    const blocks: Blocks = {};
    for (const kind of kinds.filter((one) => !open.includes(one))) {
      for (const size of ["least", "most"] as const) {
        // A membership is no more than its two sides: there is one of them.
        if (size === "least" || Object.keys(fieldsOf(kind)).length > referencesOf(kind).length) {
          addSample(blocks, kind.kind, size);
        }
      }
    }
    await expectSettled(cli, blocks, { ...EVERYTHING, settings: [...EVERYTHING.settings] });
  });
});

withEachCli("every plugin", (cli) => {
  const route = { least: { name: "r", paths: ["/"] } };
  const scopeOf = (name: string): Json => (name === "acme" ? { global: true } : { route_id: "${kong_route.least.id}" });
  const plugins = (config: (name: string) => Json): Blocks => ({
    kong_route: route,
    kong_plugin: Object.fromEntries(
      [...pluginSchemas.keys()].map((name) => [
        name,
        {
          name,
          scope: scopeOf(name),
          ...(Object.keys(config(name)).length === 0 ? {} : { config: literal(config(name)) }),
        },
      ]),
    ),
  });

  test("with the least that it takes", async () => {
    expect(
      await expectSettled(
        cli,
        plugins((name) => LEAST[name] ?? {}),
        {},
        true,
      ),
    ).toBe(46);
  });

  test("with the most that it takes", async () => {
    const most = (name: string): Json => {
      const schema = pluginSchemas.get(name) ?? { fields: [] };
      return fullest(name, schema, configField(schema) ?? { type: "record" });
    };
    expect(await expectSettled(cli, plugins(most), {}, true)).toBe(46);
  });
});
