/**
 * Route: rules that match requests and lead them to a service.
 * Generated from its descriptor in src/model by `npm run generate`; do not edit.
 * @module
 */
import type { Construct } from "constructs";
import { kindOf } from "../../model/kinds.ts";
import type { PluginOf } from "../../plugins/typed-plugin.ts";
import { addPluginTo } from "../add-plugin.ts";
import { childId } from "../children.ts";
import { Entity } from "../entity.ts";
import { ExistingEntity } from "../existing.ts";
import type { MetaOptions } from "../options.ts";
import type { IRoute, RouteLookup, RouteProps } from "../props.ts";
import { type AddFilterChainOptions, FilterChain } from "./filter-chain.ts";
import type { AddPluginOptionsFor, Plugin } from "./plugin.ts";

const route = kindOf("routes");

/**
 * Rules that match requests and lead them to a service.
 *
 * @example
 * new Route(this, "v1", {
 *   service: orders,
 *   name: "orders-v1",
 *   paths: ["/orders"],
 *   methods: ["GET", "POST"],
 * });
 */
export class Route extends Entity<"routes"> implements IRoute {
  readonly kind = "routes";

  constructor(scope: Construct, id: string, props: RouteProps = {}) {
    super(scope, id, route, props);
  }

  /** The route's name, unique in its workspace. As a token: it stands for the value on the gateway. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /**
   * Adds a plugin that acts on this route: one of the catalogue, with typed settings, or any by its name, with
   * settings as the gateway names them. One that the gateway takes elsewhere only does not compile.
   *
   * @example
   * v1.addPlugin(rateLimiting({ minute: 60 }));
   * v1.addPlugin("rate-limiting", { config: { minute: 60, policy: "local" } });
   */
  addPlugin<Given extends string | PluginOf<"route">>(plugin: Given, options?: AddPluginOptionsFor<Given>): Plugin {
    return addPluginTo(this, { route: this }, plugin, options);
  }

  /**
   * Adds a filter chain to this route: WebAssembly filters that requests of a service or route run through, in their
   * order. A second one needs a `constructId`.
   *
   * @example
   * v1.addFilterChain({
   *   name: "orders-chain",
   *   filters: [{ name: "response-header", config: "X-Shop: orders" }],
   * });
   */
  addFilterChain(options: AddFilterChainOptions): FilterChain {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("filter_chains"), constructId);
    return new FilterChain(this, id, { ...others, route: this });
  }

  /**
   * A route that another team declares. A missing one is an error at plan.
   *
   * @example
   * Route.existing(this, "v1", { name: "orders-v1" });
   */
  static existing(scope: Construct, id: string, lookup: RouteLookup & MetaOptions): ExistingRoute {
    return new ExistingRoute(scope, id, lookup);
  }
}

/** A route that another team declares; see {@link Route.existing}. */
export class ExistingRoute extends ExistingEntity<"routes"> implements IRoute {
  readonly kind = "routes";

  constructor(scope: Construct, id: string, lookup: RouteLookup & MetaOptions) {
    super(scope, id, route, lookup);
  }

  /** The route's name, unique in its workspace. As a token: it stands for the value on the gateway. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /**
   * Adds a plugin that acts on this route: one of the catalogue, with typed settings, or any by its name, with
   * settings as the gateway names them. One that the gateway takes elsewhere only does not compile.
   *
   * @example
   * v1.addPlugin(rateLimiting({ minute: 60 }));
   * v1.addPlugin("rate-limiting", { config: { minute: 60, policy: "local" } });
   */
  addPlugin<Given extends string | PluginOf<"route">>(plugin: Given, options?: AddPluginOptionsFor<Given>): Plugin {
    return addPluginTo(this, { route: this }, plugin, options);
  }

  /**
   * Adds a filter chain to this route: WebAssembly filters that requests of a service or route run through, in their
   * order. A second one needs a `constructId`.
   *
   * @example
   * v1.addFilterChain({
   *   name: "orders-chain",
   *   filters: [{ name: "response-header", config: "X-Shop: orders" }],
   * });
   */
  addFilterChain(options: AddFilterChainOptions): FilterChain {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("filter_chains"), constructId);
    return new FilterChain(this, id, { ...others, route: this });
  }
}
