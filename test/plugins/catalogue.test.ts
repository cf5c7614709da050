/** The catalogue is what the generator makes of the schemas, and each of its functions takes what the gateway takes. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { catalogueModules } from "../../scripts/generate-catalogue.ts";
import { configField, fieldMap, type KongField } from "../../src/model/kong-schema.ts";
import { pluginSchemas } from "../../src/plugins/all-schemas.ts";
import * as catalogue from "../../src/plugins/catalogue/index.ts";
import { scopesOf } from "../../src/plugins/generator/catalogue.ts";
import { pluginNamesOf } from "../../src/plugins/generator/identifiers.ts";
import { pluginSentences, sentenceOf } from "../../src/plugins/generator/sentences.ts";
import { camelCase } from "../../src/plugins/properties.ts";
import { pluginNames } from "../../src/plugins/schemas.ts";
import type { PluginOf } from "../../src/plugins.ts";
import { createEmbeddedGateway } from "../../src/testing.ts";
import { LEAST } from "../kinds/plugins.ts";
import { asProperties, fullest, leavesOf, pathAsProperties, type Settings, withAt, wrongValue } from "./settings-of.ts";

const root = resolve(import.meta.dirname, "../..");
const names = pluginNamesOf(pluginNames());
const fileOf = (name: string): string => `src/plugins/catalogue/${names.get(name)?.file}.ts`;

// Which function belongs to which plugin is what the tests find out.
const functions = catalogue as unknown as Readonly<Record<string, (config?: unknown) => PluginOf<"global">>>;
const functionOf = (name: string): ((config?: unknown) => PluginOf<"global">) => {
  const found = functions[names.get(name)?.call ?? ""];
  if (found === undefined) throw new Error(`${name} has no function`);
  return found;
};

test("every file is what the generator writes, and there is no other", () => {
  const files = catalogueModules();
  for (const [file, text] of Object.entries(files)) expect(readFileSync(join(root, file), "utf8"), file).toBe(text());
  const folder = readdirSync(join(root, "src/plugins/catalogue")).map((file) => `src/plugins/catalogue/${file}`);
  expect(Object.keys(files)).toEqual(expect.arrayContaining(folder));
});

/** Every field and old name of a record with its path, those of records in lists and maps included. */
const pathsIn = (record: KongField, path: readonly string[] = []): readonly { path: string; isOld: boolean }[] => {
  let inner: KongField | undefined = record;
  while (inner !== undefined && inner.type !== "record") inner = inner.elements ?? inner.values;
  return [
    ...[...fieldMap(inner?.fields)].flatMap(([name, field]) => [
      { path: [...path, name].join("."), isOld: field.deprecation !== undefined },
      ...pathsIn(field, [...path, name]),
    ]),
    ...[...fieldMap(inner?.shorthand_fields).keys()].map((name) => ({ path: [...path, name].join("."), isOld: true })),
  ];
};

test("every setting has a sentence, and no sentence is about one that is not there", () => {
  for (const [name, schema] of pluginSchemas) {
    const own = pluginSentences[name] ?? { about: "" };
    const { about, fields = {} } = own;
    expect(about, name).toMatch(/^[A-Z].*\.$/);
    const paths = pathsIn(configField(schema) as KongField);
    const sentences = paths.map(({ path, isOld }) => [path, isOld, sentenceOf(own, path)] as const);
    expect(sentences.filter(([, isOld, sentence]) => !isOld && sentence === undefined).map(([path]) => path)).toEqual(
      [],
    );
    for (const [path, , sentence = "A."] of sentences) expect(sentence, path).toMatch(/^[A-Z].*\.$/);
    const known = new Set(paths.map(({ path }) => path));
    expect(
      Object.keys(fields).filter((path) => !known.has(path)),
      name,
    ).toEqual([]);
  }
  expect([...Object.keys(pluginSentences)].filter((name) => !pluginSchemas.has(name))).toEqual([]);
});

test("there is one function for each plugin of Kong 3.9, and nothing else", () => {
  expect(pluginNames()).toHaveLength(45);
  expect(Object.keys(catalogue).sort()).toEqual([...names.values()].map(({ call }) => call).sort());
});

/** Kong 3.9 recordings: 15 plugins refuse a consumer, acme a service and a route, too. */
const NO_CONSUMER = [
  "acl",
  "acme",
  "ai-request-transformer",
  "basic-auth",
  "bot-detection",
  "cors",
  "hmac-auth",
  "jwt",
  "key-auth",
  "ldap-auth",
  "oauth2",
  "post-function",
  "pre-function",
  "session",
  "standard-webhooks",
];

test("fifteen plugins take no consumer, and acme acts on everything or nothing", () => {
  const scopes = [...pluginSchemas].map(([name, schema]) => [name, scopesOf(schema)] as const);
  const without = scopes.filter(([, own]) => !own.includes("consumer")).map(([name]) => name);
  expect(without.sort()).toEqual(NO_CONSUMER);
  expect(scopes.filter(([, own]) => own.length === 1)).toEqual([["acme", ["global"]]]);
  // Who cannot act on a consumer cannot act on a group of them.
  for (const [name, own] of scopes) expect(own.includes("consumerGroup"), name).toBe(own.includes("consumer"));
});

describe.each([...pluginSchemas])("%s", (name, schema) => {
  const config = configField(schema) as KongField;
  const make = functionOf(name);
  const full = fullest(name, schema, config);

  test("may act where its function says, and nowhere else", () => {
    const gateway = createEmbeddedGateway();
    const scopes = Object.keys(make(asProperties(config, LEAST[name] ?? {})).canBeScopedTo);
    expect(scopes).toEqual(scopesOf(schema));
    const parents = {
      service: gateway.insert("services", { name: "s", host: "h" }).id,
      route: gateway.insert("routes", { name: "r", paths: ["/r"] }).id,
      consumer: gateway.insert("consumers", { username: "c" }).id,
    };
    const accepts = (scope: object): boolean => {
      try {
        gateway.insert("plugins", { name, config: LEAST[name] ?? {}, ...scope });
        return true;
      } catch {
        return false;
      }
    };
    expect(accepts({})).toBe(true);
    for (const [scope, id] of Object.entries(parents))
      expect(accepts({ [scope]: { id } })).toBe(scopes.includes(scope));
  });

  test("takes the least and the most it can be given, in camelCase, and gives Kong's names", () => {
    for (const settings of [LEAST[name] ?? {}, full]) {
      const made = make(asProperties(config, settings));
      expect(made).toMatchObject({ name, config: settings });
      createEmbeddedGateway().insert("plugins", { name, config: made.config });
    }
  });

  test("needs an argument where nothing is not enough", () => {
    const isNeeded = LEAST[name] !== undefined;
    const call = (): unknown => make();
    if (isNeeded) expect(call).toThrow(`${names.get(name)?.call}(): `);
    else expect(call).not.toThrow();
    const text = readFileSync(join(root, fileOf(name)), "utf8");
    expect(/\n? *config(\??): \w+Config\b/.exec(text.slice(text.indexOf("export const")))?.[1]).toBe(
      isNeeded ? "" : "?",
    );
  });

  test("refuses an unknown setting wherever it stands, and proposes the one that is meant", () => {
    for (const { path } of leavesOf(config)) {
      const places = pathAsProperties(config, path).split(".");
      const meant = places.at(-1) ?? "";
      const at = [...places.slice(0, -1), `${meant}x`];
      const settings = withAt(asProperties(config, full) as Settings, at, 1);
      const sentence = `there is no setting '${at.join(".")}'. Did you mean '${meant}'?`;
      expect(() => make(settings), at.join(".")).toThrow(sentence);
    }
  });

  test("refuses a value of another type in every setting, with its path", () => {
    for (const { path, field } of leavesOf(config)) {
      const settings = asProperties(config, withAt(full, path, wrongValue(field)));
      expect(() => make(settings), path.join(".")).toThrow(`${pathAsProperties(config, path)}: expected`);
    }
  });

  test("documents each of its settings, and shows no secret default", () => {
    const text = readFileSync(join(root, fileOf(name)), "utf8");
    for (const { path, field } of leavesOf(config)) {
      const property = pathAsProperties(config, path).split(".").at(-1) ?? "";
      const written = /^\w+$/.test(property) ? property : JSON.stringify(property);
      expect(text).toMatch(new RegExp(`readonly ${written}\\??:`));
      if (field.encrypted === true && typeof field.default === "string") expect(text).not.toContain(field.default);
    }
    const olds = [...fieldMap(config.shorthand_fields).keys()].map((old) => camelCase(old));
    for (const old of olds) {
      const before = text.slice(0, text.indexOf(`readonly ${old}?:`));
      expect(before.slice(before.lastIndexOf("/**")), old).toContain("@deprecated ");
    }
  });
});
