/** Plugins below what they are scoped to. @module */
import type { Construct } from "constructs";
import { plugin as kind } from "../model/plugin.ts";
import { childId } from "./children.ts";
import { pathOf, pluginTwice, scopeContradictory } from "./errors.ts";
import { type AddPluginOptions, Plugin } from "./kinds/plugin.ts";
import { Scope, type ScopeOf } from "./scope.ts";
import { type AnyPlugin, judgeBy, settingsOf } from "./typed-plugins.ts";

/** Adds a plugin, by its name or one of the catalogue, below the construct that it is scoped to. */
export const addPluginTo = (
  parent: Construct,
  target: ScopeOf,
  given: string | AnyPlugin,
  options: AddPluginOptions = {},
): Plugin => {
  const { constructId, ...others } = options;
  const name: unknown = typeof given === "object" && given !== null ? given.name : given;
  const id = childId(parent, kind, constructId, { name });
  const where = pathOf(parent, id);
  if ("scope" in others) throw scopeContradictory(where);
  if (constructId === undefined && parent.node.tryFindChild(id) instanceof Plugin) {
    throw pluginTwice(where, String(name), parent.node.path);
  }
  const settings = settingsOf(where, given, Object.keys(target), others);
  const plugin = new Plugin(parent, id, { ...others, ...settings, scope: Scope.of(target) });
  judgeBy(plugin, given);
  return plugin;
};
