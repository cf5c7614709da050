/** Services: the upstream applications that routes lead to. @module */
import type { Construct } from "constructs";
import { service } from "../model/service.ts";
import { Entity } from "./entity.ts";
import { ExistingEntity } from "./existing.ts";
import type { MetaOptions } from "./options.ts";
import { type AddPluginOptions, addPluginTo, type Plugin } from "./plugin.ts";
import type { IService, RouteOptions, ServiceLookup, ServiceProps } from "./props.ts";
import { Route } from "./route.ts";

/**
 * An upstream application, and how the gateway reaches it.
 *
 * @example
 * const orders = new Service(this, "orders", { url: "http://orders.internal:8080" });
 * orders.addRoute("v1", { paths: ["/orders"] }).addPlugin("rate-limiting", { config: { minute: 60 } });
 */
export class Service extends Entity<"services"> implements IService {
  readonly kind = "services";

  constructor(scope: Construct, id: string, props: ServiceProps = {}) {
    super(scope, id, service, props);
  }

  /** The service's name, as a token. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /** The host that requests go to, as a token. */
  get host(): string {
    return this.getStringAttribute("host");
  }

  /**
   * Adds a route that leads to this service.
   *
   * @example
   * orders.addRoute("v1", { paths: ["/orders"], methods: ["GET", "POST"] });
   */
  addRoute(id: string, options: RouteOptions): Route {
    return new Route(this, id, { ...options, service: this });
  }

  /**
   * Adds a plugin to the requests that go to this service.
   *
   * @example
   * orders.addPlugin("cors", { config: { origins: ["https://shop.example"] } });
   */
  addPlugin(name: string, options: AddPluginOptions = {}): Plugin {
    return addPluginTo(this, { service: this }, name, options);
  }

  /**
   * A service that another team declares. A missing one is an error at plan.
   *
   * @example
   * Service.existing(this, "orders", { name: "orders" }).addRoute("v2", { paths: ["/v2/orders"] });
   */
  static existing(scope: Construct, id: string, lookup: ServiceLookup & MetaOptions): ExistingService {
    return new ExistingService(scope, id, lookup);
  }
}

/** A service that another team declares; see {@link Service.existing}. */
export class ExistingService extends ExistingEntity<"services"> implements IService {
  readonly kind = "services";

  constructor(scope: Construct, id: string, lookup: ServiceLookup & MetaOptions) {
    super(scope, id, service, lookup);
  }

  /** Adds a route of this stack that leads to this service. */
  addRoute(id: string, options: RouteOptions): Route {
    return new Route(this, id, { ...options, service: this });
  }

  /** Adds a plugin of this stack to the requests that go to this service. */
  addPlugin(name: string, options: AddPluginOptions = {}): Plugin {
    return addPluginTo(this, { service: this }, name, options);
  }
}
