/**
 * A plugin by its typed function: `rateLimiting({ minute: 60 })`.
 * @module
 */
import { Template } from "../model/declaration.ts";
import { fieldMap, type KongField } from "../model/kong-schema.ts";
import { camelCase } from "../model/property-names.ts";
import { isRecord } from "../model/values.ts";
import { scopesOf } from "../plugins/generator/catalogue.ts";
import { pluginNamesOf } from "../plugins/generator/identifiers.ts";
import { isListed, propertyOf } from "../plugins/properties.ts";
import { pluginNames } from "../plugins/schemas.ts";
import { kongSettings, settingProblems } from "../plugins/settings.ts";
import { subschemaOf } from "../plugins/subschemas.ts";
import { type Expression, valueExpression } from "./code.ts";
import type { Node } from "./tree.ts";
import { Variable } from "./variables.ts";

export interface PluginCall {
  /** The function, to be imported. */
  readonly name: string;
  readonly call: Expression;
}

const functions = pluginNamesOf(pluginNames());

/** Settings with properties in place of Kong's names; undefined where they have something that the catalogue does not. */
const asProperties = (schema: KongField | undefined, value: unknown): unknown => {
  if (value instanceof Variable || value instanceof Template || value === null || typeof value !== "object")
    return value;
  if (Array.isArray(value)) return value.map((item) => asProperties(schema?.elements, item));
  if (!isRecord(value)) return value;
  if (!isListed(schema)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asProperties(schema?.values, item)]));
  }
  return Object.fromEntries(
    Object.entries(value).map(([field, item]) => {
      const property = propertyOf(schema, field);
      return [property?.name ?? field, asProperties(property?.schema, item)];
    }),
  );
};

/** What the catalogue may judge: a secret is a text that only the run knows. */
const judged = (value: unknown): unknown => {
  if (value instanceof Variable) return new Template([]);
  if (Array.isArray(value)) return value.map(judged);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, judged(item)]));
};

/**
 * The call of a plugin's typed function; undefined for a plugin that has none, and for settings or scopes that it does not know:
 * those of another version of the gateway.
 */
export const pluginCall = (
  { kind, declaration }: Node,
  special: (value: object | string) => Expression | undefined,
): PluginCall | undefined => {
  const { fields, existing } = declaration;
  // Only plugins have a scope; other kinds with settings of their own are no plugins.
  if (kind.scope === undefined || kind.subschema === undefined || existing) return undefined;
  const { name: naming, of } = kind.subschema;
  const plugin = fields[naming];
  const names = typeof plugin === "string" ? functions.get(plugin) : undefined;
  const schema = names === undefined || typeof plugin !== "string" ? undefined : subschemaOf(kind, plugin);
  if (names === undefined || schema === undefined || typeof plugin !== "string") return undefined;
  const set = kind.scope.filter((field) => fields[field] !== undefined).map(camelCase);
  const allowed: readonly string[] = scopesOf(schema);
  if (!(set.length === 0 ? ["global"] : set).every((scope) => allowed.includes(scope))) return undefined;
  const config = fields[of] ?? {};
  if (!isRecord(config)) return undefined;
  const properties = asProperties(fieldMap(schema.fields).get(of), config);
  const known = kongSettings(schema, judged(properties) as object);
  const problems = [
    ...known.problems,
    ...(known.config === undefined ? [] : settingProblems(plugin, schema, known.config)),
  ];
  if (problems.length > 0) return undefined;
  const given =
    isRecord(properties) && Object.keys(properties).length > 0 ? [valueExpression(properties, special)] : [];
  return { name: names.call, call: { is: "call", head: names.call, given } };
};
