/** Routes: which requests go to which service. @module */
import type { Construct } from "constructs";
import { route } from "../model/route.ts";
import { Entity } from "./entity.ts";
import { ExistingEntity } from "./existing.ts";
import type { MetaOptions } from "./options.ts";
import { type AddPluginOptions, addPluginTo, type Plugin } from "./plugin.ts";
import type { IRoute, RouteLookup, RouteProps } from "./props.ts";

/**
 * Rules that match requests and lead them to a service.
 *
 * @example
 * new Route(this, "orders-v1", { service: orders, paths: ["/orders"] });
 * orders.addRoute("v1", { paths: ["/orders"] }); // the same, with the service filled in
 */
export class Route extends Entity<"routes"> implements IRoute {
  readonly kind = "routes";

  constructor(scope: Construct, id: string, props: RouteProps = {}) {
    super(scope, id, route, props);
  }

  /** The route's name, as a token. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /**
   * Adds a plugin to the requests of this route.
   *
   * @example
   * route.addPlugin("rate-limiting", { config: { minute: 60 } });
   */
  addPlugin(name: string, options: AddPluginOptions = {}): Plugin {
    return addPluginTo(this, { route: this }, name, options);
  }

  /**
   * A route that another team declares. A missing one is an error at plan.
   *
   * @example
   * Route.existing(this, "checkout", { name: "checkout" }).addPlugin("cors");
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

  /** Adds a plugin of this stack to the requests of this route. */
  addPlugin(name: string, options: AddPluginOptions = {}): Plugin {
    return addPluginTo(this, { route: this }, name, options);
  }
}
