/** Plugins: behaviour added to requests, within an explicit scope. @module */
import type { Construct } from "constructs";
import { plugin } from "../model/plugin.ts";
import { Entity } from "./entity.ts";
import { pathOf, scopeContradictory, scopeMissing } from "./errors.ts";
import { ExistingEntity } from "./existing.ts";
import type { ChildOptions, MetaOptions } from "./options.ts";
import type { IPlugin, PluginLookup, PluginOptions, PluginProps } from "./props.ts";
import { Scope, type ScopeOf } from "./scope.ts";

/** The properties without a scope that is no scope: TypeScript refuses that, JavaScript does not. */
const scoped = (
  path: string,
  props: PluginProps,
): Omit<PluginProps, "scope"> & { scope: Readonly<Record<string, unknown>> } => {
  const scope: unknown = (props as PluginProps | undefined)?.scope; // JavaScript may leave out the properties altogether
  if (!Scope.isScope(scope)) throw scopeMissing(path);
  return { ...props, scope: scope.attributes };
};

/**
 * A plugin within a scope. Services, routes and consumers add their own with `addPlugin`.
 *
 * @example
 * new Plugin(this, "prometheus", { name: "prometheus", scope: Scope.global() });
 * new Plugin(this, "mobile-limit", { name: "rate-limiting", scope: Scope.of({ route, consumer }), config: { minute: 5 } });
 */
export class Plugin extends Entity<"plugins"> implements IPlugin {
  readonly kind = "plugins";

  constructor(scope: Construct, id: string, props: PluginProps) {
    super(scope, id, plugin, scoped(pathOf(scope, id), props));
  }

  /**
   * A plugin that another team declares.
   *
   * @example
   * Plugin.existing(this, "cors", { name: "cors", scope: Scope.global() });
   */
  static existing(scope: Construct, id: string, lookup: PluginLookup & MetaOptions): ExistingPlugin {
    return new ExistingPlugin(scope, id, lookup);
  }
}

/** A plugin that another team declares; see {@link Plugin.existing}. */
export class ExistingPlugin extends ExistingEntity<"plugins"> implements IPlugin {
  readonly kind = "plugins";
  constructor(scope: Construct, id: string, lookup: PluginLookup & MetaOptions) {
    super(scope, id, plugin, lookup);
  }
}

/** What `addPlugin` takes besides the plugin's name. */
export type AddPluginOptions = PluginOptions & ChildOptions;

/** Adds a plugin below the construct that it is scoped to. */
export const addPluginTo = (parent: Construct, target: ScopeOf, name: string, options: AddPluginOptions): Plugin => {
  const { constructId = name, ...others } = options;
  if ("scope" in others) throw scopeContradictory(pathOf(parent, constructId));
  return new Plugin(parent, constructId, { ...others, name, scope: Scope.of(target) });
};
