/** Plugins of the catalogue in constructs: their settings, and whether they may act where they are put. @module */

import { problemText } from "../plugins/settings.ts";
import type { PluginOf, PluginScope } from "../plugins/typed-plugin.ts";
import { pluginInvalid, pluginScopeRefused, settingsTwice } from "./errors.ts";
import { camelCase } from "./names.ts";
import type { DescribedResource } from "./resolved.ts";

/** A plugin of the catalogue, whatever it may be scoped to. */
export type AnyPlugin = PluginOf<never>;

const checks = new WeakMap<DescribedResource, NonNullable<AnyPlugin["problems"]>>();

const isTyped = (value: unknown): value is AnyPlugin =>
  typeof value === "object" && value !== null && "name" in value && "config" in value && "canBeScopedTo" in value;

/** The parts of a scope by their names in constructs. */
export const partsOf = (scope: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.keys(scope).map((attribute) => camelCase(attribute.replace(/_id$/, "")));

/**
 * Name and settings of a plugin that is given by its name, or as one of the catalogue. Throws where it may not act in a scope, or
 * where settings are given a second time.
 *
 * @param where the path of its construct, for errors
 * @param parts where it shall act: `["route"]`, `["global"]`
 */
export const settingsOf = (
  where: string,
  plugin: unknown,
  parts: readonly string[],
  options: object,
): { readonly name: string; readonly config?: Readonly<Record<string, unknown>> } => {
  if (typeof plugin === "string") return { name: plugin };
  if (!isTyped(plugin)) throw pluginInvalid(where, plugin);
  const { name, config } = plugin;
  const allowed: Readonly<Partial<Record<string, true>>> = plugin.canBeScopedTo;
  const refused = parts.find((part) => allowed[part] !== true);
  if (refused !== undefined) {
    // What is not refused is one of the parts there are.
    throw pluginScopeRefused(where, name, refused as PluginScope, Object.keys(allowed) as PluginScope[]);
  }
  if ("config" in options && options.config !== undefined) throw settingsTwice(where, name);
  return Object.keys(config).length === 0 ? { name } : { name, config };
};

/** Has a plugin's settings judged by the catalogue once more when tokens in them have become values. */
export const judgeBy = (resource: DescribedResource, plugin: unknown): void => {
  if (isTyped(plugin) && plugin.problems !== undefined) checks.set(resource, plugin.problems);
};

/** The sentences about settings of a plugin of the catalogue, in the words of its function. */
export const settingsProblems = (
  resource: DescribedResource,
  fields: Readonly<Record<string, unknown>>,
): readonly string[] => {
  const { config } = fields;
  const found = checks.get(resource)?.((config ?? {}) as Readonly<Record<string, unknown>>) ?? [];
  return found.length === 0 ? [] : [`KG_INVALID: ${problemText(found)}`];
};
