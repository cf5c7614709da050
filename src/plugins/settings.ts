/**
 * A plugin's settings: from properties to Kong's fields, and what is wrong with them in the words of the one who wrote them.
 * @module
 */
import { findings } from "../model/findings.ts";
import { configField, fieldMap, type KongField, type KongSchema } from "../model/kong-schema.ts";
import { didYouMean } from "../model/nearest.ts";
import { plugin } from "../model/plugin.ts";
import { secretsOfSchema, wrapSecrets } from "../model/secret-places.ts";
import { isRecord } from "../model/values.ts";
import { configError } from "./checks.ts";
import { isListed, propertiesOf, propertyOf } from "./properties.ts";
import { isToken, withTemplates } from "./tokens.ts";

type Settings = Readonly<Record<string, unknown>>;

/** One thing that is wrong with a plugin's settings. */
export interface SettingProblem {
  /** Properties, positions and map keys: `redis.port`, `metrics[0].name`. Empty where the settings as a whole are meant. */
  readonly path: string;
  readonly message: string;
}

const joined = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);

const unknownSetting = (path: string, hint: string): string =>
  hint === ""
    ? `there is no setting '${path}'. Settings that only a newer gateway knows need a plugin without types, or a generated one.`
    : `there is no setting '${path}'.${hint}`;

/** The last part of an old name that the gateway would take, too, but that is no property. */
const hintFor = (name: string, schema: KongField): string => {
  const property = propertyOf(schema, name)?.name;
  return property === undefined ? didYouMean(name, propertiesOf(schema).keys()) : ` Did you mean '${property}'?`;
};

const withFields = (schema: KongField, value: unknown, path: string, problems: SettingProblem[]): unknown => {
  if (isToken(value)) return value;
  if (Array.isArray(value)) {
    const { elements } = schema;
    if (elements === undefined) return [...value];
    return value.map((item, index) => withFields(elements, item, `${path}[${index}]`, problems));
  }
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (!isListed(schema)) {
    const inner = schema.type === "map" ? schema.values : undefined;
    return Object.fromEntries(
      entries.map(([key, item]) => [
        key,
        inner === undefined ? structured(item) : withFields(inner, item, joined(path, key), problems),
      ]),
    );
  }
  const properties = propertiesOf(schema);
  return Object.fromEntries(
    entries.flatMap(([name, item]) => {
      const property = properties.get(name);
      if (property !== undefined) {
        return [[property.field, withFields(property.schema, item, joined(path, name), problems)]];
      }
      const known = unknownSetting(joined(path, name), hintFor(name, schema));
      problems.push({ path: "", message: known });
      return [];
    }),
  );
};

/** A copy of what no schema describes. */
const structured = (value: unknown): unknown => {
  if (isToken(value)) return value;
  if (Array.isArray(value)) return value.map(structured);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, structured(item)]));
};

const ANYTHING: KongField = { type: "any" };

/**
 * Settings under Kong's names, and the properties that mean nothing. Map keys and tokens stay as they are; undefined ones are absent.
 *
 * @example
 * kongSettings(schema, { limitBy: "ip", redis: { sslVerify: true } }).config
 * // { limit_by: "ip", redis: { ssl_verify: true } }
 */
export const kongSettings = (
  schema: KongSchema,
  settings: object,
): { readonly config: Settings | undefined; readonly problems: readonly SettingProblem[] } => {
  const problems: SettingProblem[] = [];
  const config = withFields(configField(schema) ?? ANYTHING, settings, "", problems);
  return isRecord(config)
    ? { config, problems }
    : { config: undefined, problems: [{ path: "", message: "the settings must be an object" }] };
};

/** A path of field names as properties, as far as the schema knows them. */
const propertyPath = (
  config: KongField,
  path: readonly string[],
): { readonly text: string; readonly isKnown: boolean } => {
  let schema: KongField | undefined = config;
  let text = "";
  let isKnown = true;
  for (const part of path) {
    if (schema?.type === "array" || schema?.type === "set") {
      text += `[${part}]`;
      schema = schema.elements;
    } else if (isListed(schema)) {
      const property: ReturnType<typeof propertyOf> = propertyOf(schema, part);
      isKnown &&= property !== undefined;
      text = joined(text, property?.name ?? part);
      schema = property?.schema;
    } else {
      // A map's error names a field of its value, not the key.
      const inner: KongField | undefined = schema?.type === "map" ? schema.values : undefined;
      const property = isListed(inner) ? propertyOf(inner, part) : undefined;
      text = joined(text, property?.name ?? part);
      schema = property?.schema ?? inner;
      isKnown &&= schema !== undefined;
    }
  }
  return { text, isKnown };
};

/** Kong's sentence with its names of fields as properties: `'config.header_name'` → `'headerName'`. */
const inProperties = (config: KongField, path: readonly string[], sentence: string): string => {
  if (sentence.startsWith("expected one of")) return sentence;
  const places = [path, path.slice(0, -1), []];
  const named = (name: string): string | undefined => {
    const parts = name.split(".");
    const inside = parts[0] === "config" ? parts.slice(1) : parts;
    for (const place of parts[0] === "config" ? [[]] : places) {
      const { text, isKnown } = propertyPath(config, [...place, ...inside]);
      if (isKnown && inside.length > 0) return text;
    }
    return undefined;
  };
  const quoted = sentence.replace(/'([\w.-]+)'/g, (all, name: string) => {
    const found = named(name);
    return found === undefined ? all : `'${found}'`;
  });
  if (sentence.startsWith("both deprecated")) return quoted.replace(/[\w.-]+(?= = )/g, (name) => named(name) ?? name);
  // What Kong checks in code speaks of the settings as a whole, and quotes nothing.
  return path.length > 0 ? quoted : quoted.replace(/\b[a-z0-9]+(?:_[a-z0-9]+)+\b/g, (name) => named(name) ?? name);
};

/**
 * What is wrong with settings under Kong's names; empty where nothing is. Tokens and what only apply will know are passed over, and no
 * secret is repeated.
 *
 * @example
 * settingProblems("rate-limiting", schema, { minute: 5, limit_by: "x" })
 * // [{ path: "limitBy", message: "expected one of: consumer, credential, ip, service, header, path" }]
 */
export const settingProblems = (name: string, schema: KongSchema, settings: Settings): readonly SettingProblem[] => {
  const config = configField(schema);
  if (config === undefined) return [];
  const sealed = wrapSecrets({ config: withTemplates(settings) }, secretsOfSchema(schema.fields));
  const fields = { name, ...(isRecord(sealed) ? sealed : {}) };
  const checkConfig = (given: Settings): string | undefined => configError(name, given);
  const found = findings(plugin, fields, fields, { pluginSchema: schema, checkConfig });
  const aliases = fieldMap(config.shorthand_fields);
  return found.flatMap(({ path, message, known }): readonly SettingProblem[] => {
    const [first = "config"] = path;
    // What contradicts its old name is told without `config` in front, as the gateway does.
    const isAlias = first !== "config" && aliases.has(first);
    // A scope that is needed is given when the plugin is added.
    if (first !== "config" && !isAlias) return [];
    const inside = isAlias ? path : path.slice(1);
    const { text } = propertyPath(config, inside);
    if (known === undefined) return [{ path: text, message: inProperties(config, inside, message) }];
    const place = recordAt(config, inside.slice(0, -1));
    const hint = place === undefined ? "" : hintFor(inside.at(-1) ?? "", place);
    return [{ path: "", message: unknownSetting(text, hint) }];
  });
};

const recordAt = (config: KongField, path: readonly string[]): KongField | undefined => {
  let schema: KongField | undefined = config;
  for (const part of path) {
    while (schema?.type === "map") schema = schema.values;
    schema = isListed(schema) ? propertyOf(schema, part)?.schema : schema?.elements;
  }
  while (schema?.type === "map") schema = schema.values;
  return isListed(schema) ? schema : undefined;
};

/** Problems as one line. */
export const problemText = (problems: readonly SettingProblem[]): string =>
  problems.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("; ");
