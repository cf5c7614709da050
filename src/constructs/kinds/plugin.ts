/**
 * Plugin: behaviour added to requests, globally or within a scope.
 * Generated from its descriptor in src/model by `npm run generate`; do not edit.
 * @module
 */
import type { Construct } from "constructs";
import { kindOf } from "../../model/kinds.ts";
import type { PluginOf, PluginScope } from "../../plugins/typed-plugin.ts";
import { Entity } from "../entity.ts";
import { pathOf, scopeMissing } from "../errors.ts";
import { ExistingEntity } from "../existing.ts";
import type { ChildOptions, MetaOptions } from "../options.ts";
import type { IPlugin, PluginDetails, PluginLookup, PluginOptions, PluginProps } from "../props.ts";
import { Scope } from "../scope.ts";
import { judgeBy, settingsOf } from "../typed-plugins.ts";

const plugin = kindOf("plugins");

/** What `addPlugin` takes besides the name. */
export interface AddPluginOptions extends PluginOptions, ChildOptions {}

/** What `addPlugin` takes besides one of the catalogue, which has its settings. */
export interface AddTypedPluginOptions extends PluginDetails, ChildOptions {}

/** What `addPlugin` takes besides what it adds: settings of the catalogue's are given already. */
export type AddPluginOptionsFor<Given> = Given extends string ? AddPluginOptions : AddTypedPluginOptions;

/**
 * Behaviour added to requests, globally or within a scope.
 *
 * @example
 * new Plugin(this, "limit", {
 *   scope: Scope.of({ route: v1 }),
 *   name: "rate-limiting",
 *   config: { minute: 60, policy: "local" },
 * });
 */
export class Plugin extends Entity<"plugins"> implements IPlugin {
  readonly kind = "plugins";

  constructor(scope: Construct, id: string, props: PluginProps) {
    super(scope, id, plugin, props);
  }

  /** Which plugin: `rate-limiting`. As a token: it stands for the value on the gateway. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /**
   * Declares a plugin of the catalogue, with typed settings, within a scope of several parts, or for every request.
   *
   * @example
   * Plugin.of(this, "limit", rateLimiting({ minute: 5 }), { scope: Scope.of({ route, consumer }) });
   * Plugin.of(this, "metrics", prometheus(), { scope: Scope.global() });
   */
  static of<Part extends PluginScope>(
    scope: Construct,
    id: string,
    plugin: PluginOf<NoInfer<Part>>,
    options: PluginDetails & { readonly scope: Scope<Part> },
  ): Plugin {
    const where = pathOf(scope, id);
    // JavaScript may leave out the options altogether.
    const within: unknown = (options as typeof options | undefined)?.scope;
    if (!Scope.isScope(within)) throw scopeMissing(where);
    const settings = settingsOf(where, plugin, within.parts, options);
    const declared = new Plugin(scope, id, { ...options, ...settings, scope: within });
    judgeBy(declared, plugin);
    return declared;
  }

  /**
   * A plugin that another team declares. A missing one is an error at plan.
   *
   * @example
   * Plugin.existing(this, "limit", { name: "rate-limiting", scope: Scope.of({ route: v1 }) });
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

  /** Which plugin: `rate-limiting`. As a token: it stands for the value on the gateway. */
  get name(): string {
    return this.getStringAttribute("name");
  }
}
