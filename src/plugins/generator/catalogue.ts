/**
 * Plugins of a gateway as TypeScript: a file for each, with its settings' types and a function that makes it, and one that lists them.
 * @module
 */
import { configField, fieldMap, isSecretField, type KongField, type KongSchema } from "../../model/kong-schema.ts";
import { byText, isRecord } from "../../model/values.ts";
import { camelCase } from "../properties.ts";
import { settingProblems } from "../settings.ts";
import type { PluginScope } from "../typed-plugin.ts";
import { type PluginNames, pluginNamesOf } from "./identifiers.ts";
import { checksOf, descriptionIn, Interfaces } from "./interfaces.ts";
import { templateText } from "./literal.ts";
import { pluginSentences, sentenceOf } from "./sentences.ts";
import { WIDTH } from "./types.ts";
import { code, comment, or } from "./words.ts";

/** A plugin of a gateway, as its `/schemas/plugins/{name}` describes it. */
export interface PluginSource {
  readonly name: string;
  readonly schema: KongSchema;
}

export interface CatalogueOptions {
  /** Who made the files: a sentence for their first comments. */
  readonly origin: string;
  /** The same for the file that lists them: what it was made with, too. */
  readonly indexOrigin: string;
  /** The module with the runtime parts. */
  readonly runtime: string;
  /** How the files refer to each other: `.js` works with every resolution, `.ts` where TypeScript rewrites it. */
  readonly extension: ".js" | ".ts";
  /** Where a plugin's schema is imported from; without it the schema stands in the file. */
  readonly schemaModule?: (plugin: string) => string;
  /** Every plugin that files are named among, also where only some are written. @default - those that are written */
  readonly names?: Iterable<string> | undefined;
  /** Lines of the file that lists them which stay, beside those of the plugins that are written. @default - none */
  readonly listed?: readonly string[];
}

const SCOPE_FIELDS = ["service", "route", "consumer", "consumer_group"] as const;

// camelCase gives the names that scopes have in constructs.
const scopeOf = (field: (typeof SCOPE_FIELDS)[number]): PluginScope => camelCase(field) as PluginScope;

/**
 * Where a plugin may act. A scope it does not take is a field that must be null. What takes no consumer takes no group of consumers, which
 * open-source gateways have no field for.
 *
 * @example
 * scopesOf(keyAuth) // ["global", "service", "route"]
 */
export const scopesOf = (schema: KongSchema): readonly PluginScope[] => {
  const fields = fieldMap(schema.fields);
  const isRefused = (field: string): boolean => fields.get(field)?.eq === null;
  const isNeeded = (field: string): boolean => fields.get(field)?.required === true || fields.get(field)?.ne === null;
  const needed = SCOPE_FIELDS.filter(isNeeded);
  const scopes = SCOPE_FIELDS.filter((field) => !isRefused(field)).filter(
    (field) => field !== "consumer_group" || !isRefused("consumer"),
  );
  return needed.length === 0 ? ["global", ...scopes.map(scopeOf)] : needed.map(scopeOf);
};

const SCOPE_WORDS: Readonly<Record<PluginScope, string>> = {
  global: "every request",
  service: "a service",
  route: "a route",
  consumer: "a consumer",
  consumerGroup: "a group of consumers",
};

const HEAD = "Do not edit: it is written anew.";

const exampleOf = (names: PluginNames, scopes: readonly PluginScope[], settings: string): string => {
  const made = `${names.call}(${settings})`;
  const on = scopes.includes("route") ? "route" : scopes.find((scope) => scope !== "global");
  return on === undefined ? `${made};` : `${on}.addPlugin(${made});`;
};

/** The same schema in the same order: gateways send the members of objects in any, and in another one after a restart. */
const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isRecord(value)) return value;
  const first = (key: string): number => (key === "type" ? 0 : 1);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => first(a) - first(b) || byText(a, b))
      .map(([key, item]) => [key, ordered(item)]),
  );
};

/** A schema without what varies from start to start, and without sentences that stand in the doc comments. */
const keptSchema = (value: unknown, name?: string): unknown => {
  if (Array.isArray(value)) return value.map((item) => keptSchema(item));
  if (!isRecord(value)) return value;
  const isField = typeof value["type"] === "string";
  // A field has a type; what is asked of it stands the test whatever else is in it.
  const isSecret = isField && isSecretField(value as unknown as KongField, name);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !(isField && (key === "description" || (isSecret && key === "default"))))
      .filter(([key, item]) => !(key === "message" && typeof item === "string"))
      .map(([key, item]) => [key, key === "default" ? item : keptSchema(item, isField ? undefined : key)]),
  );
};

const pluginFile = ({ name, schema }: PluginSource, names: PluginNames, options: CatalogueOptions): string => {
  // What is said of Kong's plugins need not be true of others that have a field of that name.
  const known = Object.hasOwn(pluginSentences, name) ? pluginSentences[name] : undefined;
  const { about, example } = known ?? {};
  const config = configField(schema) ?? { type: "record" };
  const interfaces = new Interfaces(names.type, (path) => (known === undefined ? undefined : sentenceOf(known, path)));
  const sentence = about ?? descriptionIn(schema) ?? descriptionIn(config);
  const scopes = scopesOf(schema);
  const checks = checksOf(config, schema.entity_checks, "config");
  const own = checksOf(config);
  const title = `The settings of ${code(name)}.`;
  const type = interfaces.write(config, [], [title, ...new Set([...checks, ...own])]);
  const isOptional = settingProblems(name, schema, {}).length === 0;
  const where = `It may act on ${or(scopes.map((scope) => SCOPE_WORDS[scope]))}.`;
  const body = interfaces.texts.join("\n\n");
  const imported = ["definePlugin", "PluginOf", "Resolvable", "VaultReference"]
    .filter(
      (word) => word === "definePlugin" || word === "PluginOf" || new RegExp(`\\b${word}\\b`).test(uncommented(body)),
    )
    .map((word) => (word === "definePlugin" ? word : `type ${word}`));
  const settings = example ?? (isOptional ? "" : "{ … }");
  return [
    ...comment([`The plugin ${code(name)}. ${options.origin} ${HEAD}`, "@module"]),
    ...(options.schemaModule === undefined
      ? []
      : [`import schema from ${JSON.stringify(options.schemaModule(name))} with { type: "json" };`]),
    `import { ${imported.join(", ")} } from ${JSON.stringify(options.runtime)};`,
    "",
    body,
    "",
    ...(options.schemaModule === undefined
      ? [`const schema: object = JSON.parse(\`${templateText(keptSchema(schema))}\`);`, ""]
      : []),
    "const plugin = definePlugin({",
    `  name: ${JSON.stringify(name)},`,
    `  call: ${JSON.stringify(names.call)},`,
    `  scopes: [${scopes.map((scope) => JSON.stringify(scope)).join(", ")}],`,
    "  schema,",
    "});",
    "",
    ...comment([
      sentence === undefined ? `The plugin ${code(name)}. ${where}` : `${sentence} ${where}`,
      "",
      "@example",
      exampleOf(names, scopes, settings),
    ]),
    ...functionLines(names, type, isOptional, scopes),
    "",
  ].join("\n");
};

const uncommented = (text: string): string => text.replace(/\/\*\*.*?\*\//gs, "");

const functionLines = (
  { call }: PluginNames,
  config: string,
  isOptional: boolean,
  scopes: readonly PluginScope[],
): readonly string[] => {
  const parameter = `config${isOptional ? "?" : ""}: ${config}`;
  const result = `PluginOf<${scopes.map((scope) => JSON.stringify(scope)).join(" | ")}>`;
  const line = `export const ${call} = (${parameter}): ${result} => plugin(config);`;
  if (line.length <= WIDTH) return [line];
  const head = `export const ${call} = (${parameter}): ${result} =>`;
  if (head.length <= WIDTH) return [head, "  plugin(config);"];
  return [`export const ${call} = (`, `  ${parameter},`, `): ${result} => plugin(config);`];
};

/** The module that a line of the file that lists them exports from; undefined for any other line. */
const exportedFrom = (line: string): string | undefined => /^export \{ .* \} from "(\.\/[^"]+)";$/.exec(line)?.[1];

/**
 * The files that such a file lists, by the lines that do.
 *
 * @example
 * listedFiles('export { type CorsConfig, cors } from "./cors.js";\n') // Map { "cors.ts" => "export { … }" }
 */
export const listedFiles = (index: string): ReadonlyMap<string, string> =>
  new Map(
    index.split("\n").flatMap((line): readonly (readonly [string, string])[] => {
      const from = exportedFrom(line);
      return from === undefined ? [] : [[from.slice(2).replace(/\.(?:js|ts)$/, ".ts"), line]];
    }),
  );

const indexFile = (plugins: readonly PluginNames[], options: CatalogueOptions): string => {
  const written = plugins.map(({ file, call, type }) => {
    const from = `./${file}${options.extension}`;
    return [from, `export { type ${type}Config, ${call} } from ${JSON.stringify(from)};`] as const;
  });
  const kept = (options.listed ?? []).map((line) => [exportedFrom(line) ?? "", line] as const);
  const lines = [...new Map([...kept, ...written])].sort(([a], [b]) => byText(a, b)).map(([, line]) => line);
  return [
    ...comment([`Every plugin of the catalogue. ${options.indexOrigin} ${HEAD}`, "@module"]),
    ...(lines.length === 0 ? ["export {};"] : lines),
    "",
  ].join("\n");
};

/**
 * The files of a catalogue by name; the same plugins always give the same text.
 *
 * @example
 * catalogueFiles([{ name: "cors", schema }], options).get("cors.ts")
 */
export const catalogueFiles = (
  plugins: readonly PluginSource[],
  options: CatalogueOptions,
): ReadonlyMap<string, string> => {
  const named = plugins.map(({ name }) => name);
  const names = pluginNamesOf([...new Set([...(options.names ?? []), ...named])]);
  const files = [...plugins]
    .sort((a, b) => byText(a.name, b.name))
    .map((plugin): readonly [string, string] => {
      // Every plugin is among the names, and order does not change a type.
      const own = names.get(plugin.name) as PluginNames;
      const schema = ordered(plugin.schema) as KongSchema;
      return [`${own.file}.ts`, pluginFile({ ...plugin, schema }, own, options)];
    });
  const written = named.flatMap((name) => names.get(name) ?? []);
  return new Map([...files, ["index.ts", indexFile(written, options)]]);
};
