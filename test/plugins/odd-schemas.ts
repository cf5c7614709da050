/** Schemas that no plugin of Kong's has, and some custom one may. */
import type { KongField, KongFields } from "../../src/model/kong-schema.ts";
import type { PluginSource } from "../../src/plugins/generator/catalogue.ts";

/** What gateways send is JSON: nobody promises that it follows our types. */
const source = (name: string, config: object, rest: object = {}): PluginSource =>
  ({ name, schema: { fields: [{ config: { type: "record", required: true, ...config } }], ...rest } }) as PluginSource;

const EXPRESSION = `$${"{x}"}`;
const text: KongField = { type: "string" };
const fields = (...names: readonly string[]): KongFields => names.map((name) => Object.fromEntries([[name, text]]));

const nested = (depth: number): KongField =>
  depth === 0
    ? text
    : { type: "record", fields: [{ [depth % 2 === 0 ? "even_one" : "odd_one"]: nested(depth - 1) }, { other: text }] };

const record: KongField = {
  type: "record",
  fields: [{ some_name: text }, { must: { type: "string", required: true } }],
};

export const oddNames = source("odd-names", {
  fields: fields(
    "class",
    "a-b",
    "1st",
    "with space",
    'quo"te',
    "back\\slash",
    "line\nbreak",
    "__proto__",
    "ünïcode",
    "",
    "a_b",
    "aB",
    "_leading",
    "trailing_",
    "UPPER_case",
    "x.y",
    EXPRESSION,
    "`tick`",
    "*/",
    "config",
  ),
});

export const oddTypes = source("odd-types", {
  fields: [
    { records: { type: "set", elements: record } },
    { by_name: { type: "map", keys: text, values: record } },
    {
      deep_map: {
        type: "map",
        keys: text,
        values: { type: "map", keys: text, values: { type: "array", elements: record } },
      },
    },
    { lists: { type: "array", elements: { type: "array", elements: { type: "set", elements: record } } } },
    { choice: { type: "map", keys: { type: "string", one_of: ["a_b", "c"] }, values: { type: "integer" } } },
    { json: { type: "json", json_schema: { inline: { type: "object" } } } },
    { anything: { type: "any" } },
    { code: { type: "function" } },
    { unheard: { type: "tensor" } },
    { untyped: {} },
    { reference: { type: "foreign", reference: "services" } },
    { open: { type: "record" } },
    { empty: { type: "record", fields: [] } },
    { nothing: { type: "string", one_of: [] } },
    { nothings: { type: "array", elements: { type: "string", one_of: [] } } },
    { mixed: { type: "string", one_of: ["a", 1, true, null] } },
    { objects: { type: "record", fields: [{ a: text }], one_of: [{ a: 1 }] } },
    { number: { type: "integer", referenceable: true, between: [1, 2], default: 1 } },
    { flag: { type: "boolean", referenceable: true } },
    { word: { type: "string", one_of: ["a", "b"], referenceable: true, default: "a" } },
    { loose: { type: "array" } },
    { loose_map: { type: "map" } },
    { forbidden: { type: "string", eq: null } },
    { list_map: { type: "map", keys: text, values: text, default: [] } },
    { config: record },
    { record_default: { type: "record", fields: [{ a_b: { type: "integer" } }], default: { a_b: 1 } } },
  ],
});

export const oddWords = source(
  "odd-words",
  {
    description: "Ends */ a comment.\n@deprecated is no tag here, nor is\n * @default",
    fields: [
      { one: { ...text, description: "*/ process.exit(1) /*" } },
      { two: { ...text, description: `@deprecated \`not\` ${EXPRESSION} \u2028 line \r\n\t end\u0007.` } },
      { three: { ...text, description: `${"long ".repeat(60)}@default ${"x".repeat(200)}` } },
      {
        four: {
          ...text,
          default: `*/ \`tick\` ${EXPRESSION} \u2028`,
          one_of: [`*/ \`tick\` ${EXPRESSION} \u2028`, "\n", '"', "\\"],
        },
      },
      { five: { ...text, match: "^*/$", not_one_of: ["*/"], starts_with: "`*/`" } },
      { six: { ...text, description: 5 } },
      { secret_key: { ...text, encrypted: true, default: "s3cret-of-this-start" } },
      { api_token: { ...text, referenceable: true, default: "s3cret-of-this-start" } },
    ],
    shorthand_fields: [
      {
        old_one: {
          ...text,
          deprecation: { replaced_with: [{ path: ["one"] }], message: "gone", removal_in_version: "9.9" },
        },
      },
      { old_five: { ...text, deprecation: { message: "*/" } } },
      { older: { type: "string" } },
      { one: { type: "integer" } },
      { lost: { ...text, deprecation: { replaced_with: [{ path: ["no", "such"] }, { path: ["two"] }] } } },
    ],
  },
  {
    entity_checks: [
      { at_least_one_of: ["config.one", "config.two", "config.*/"] },
      { nobody_knows: { this: "check" } },
      {
        conditional: {
          if_field: "config.one",
          if_match: { match: "x" },
          then_field: "config.two",
          then_match: { gt: 1 },
        },
      },
      {
        conditional: {
          if_field: "config.one",
          if_match: { eq: "*/" },
          then_field: "config.two",
          then_match: { eq: null },
        },
      },
      {
        conditional_at_least_one_of: {
          if_field: "config.one",
          if_match: { one_of: ["a", "b"] },
          then_at_least_one_of: ["config.two", "config.three"],
        },
      },
    ],
  },
);

/** Names that every object has something under. */
export const inherited = source("inherited", {
  fields: fields("constructor", "toString", "valueOf", "hasOwnProperty", "x"),
});

export const deep = source("deep", { fields: [{ a: nested(60) }] });

/** Beside each other they would get the same names of files, functions or types. */
export const oddPlugins: readonly PluginSource[] = [
  "my.plugin",
  "my-plugin",
  "my_plugin",
  "My_Plugin",
  "myPlugin",
  "123",
  "default",
  "await",
  "日本",
  "con",
  "index",
  "a/../b",
  "..",
  "plugin",
  "schema",
  "define-plugin",
  "constructor",
  'x*/y"z`',
  "rate-limiting",
].map((name) => source(name, { fields: fields("some_field") }));

export const odd: readonly PluginSource[] = [
  oddNames,
  oddTypes,
  oddWords,
  inherited,
  deep,
  ...oddPlugins,
  { name: "no-config", schema: { fields: [] } },
  source("no-fields", {}),
  source("nothing", { fields: [] }),
  source("resolv", { fields: [{ able: record }] }),
  {
    name: "on-consumers",
    schema: {
      fields: [
        { consumer: { type: "foreign", reference: "consumers", required: true } },
        { config: { type: "record", fields: [{ must_be: { type: "integer", required: true } }] } },
      ],
    },
  },
];
