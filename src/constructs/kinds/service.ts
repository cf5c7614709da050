/**
 * Service: an upstream application, and how the gateway reaches it.
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
import type { IService, RouteOptions, ServiceLookup, ServiceProps } from "../props.ts";
import { type AddFilterChainOptions, FilterChain } from "./filter-chain.ts";
import type { AddPluginOptionsFor, Plugin } from "./plugin.ts";
import { Route } from "./route.ts";

const service = kindOf("services");

/**
 * An upstream application, and how the gateway reaches it.
 *
 * @example
 * new Service(this, "orders", {
 *   name: "orders",
 *   host: "orders.internal",
 *   port: 8080,
 *   readTimeout: 10_000,
 * });
 */
export class Service extends Entity<"services"> implements IService {
  readonly kind = "services";

  constructor(scope: Construct, id: string, props: ServiceProps = {}) {
    super(scope, id, service, props);
  }

  /** The service's name, unique in its workspace. As a token: it stands for the value on the gateway. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /**
   * Host name, IP address, or the name of an upstream. Required unless `url` gives it. As a token: it stands for the
   * value on the gateway.
   */
  get host(): string {
    return this.getStringAttribute("host");
  }

  /**
   * Adds a route to this service: rules that match requests and lead them to a service.
   *
   * @example
   * orders.addRoute("v1", { name: "orders-v1", paths: ["/orders"], methods: ["GET", "POST"] });
   */
  addRoute(id: string, options: RouteOptions): Route {
    return new Route(this, id, { ...options, service: this });
  }

  /**
   * Adds a plugin that acts on this service: one of the catalogue, with typed settings, or any by its name, with
   * settings as the gateway names them. One that the gateway takes elsewhere only does not compile.
   *
   * @example
   * orders.addPlugin(rateLimiting({ minute: 60 }));
   * orders.addPlugin("rate-limiting", { config: { minute: 60, policy: "local" } });
   */
  addPlugin<Given extends string | PluginOf<"service">>(plugin: Given, options?: AddPluginOptionsFor<Given>): Plugin {
    return addPluginTo(this, { service: this }, plugin, options);
  }

  /**
   * Adds a filter chain to this service: WebAssembly filters that requests of a service or route run through, in their
   * order. A second one needs a `constructId`.
   *
   * @example
   * orders.addFilterChain({
   *   name: "orders-chain",
   *   filters: [{ name: "response-header", config: "X-Shop: orders" }],
   * });
   */
  addFilterChain(options: AddFilterChainOptions): FilterChain {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("filter_chains"), constructId);
    return new FilterChain(this, id, { ...others, service: this });
  }

  /**
   * A service that another team declares. A missing one is an error at plan.
   *
   * @example
   * Service.existing(this, "orders", { name: "orders" });
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

  /** The service's name, unique in its workspace. As a token: it stands for the value on the gateway. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /**
   * Host name, IP address, or the name of an upstream. Required unless `url` gives it. As a token: it stands for the
   * value on the gateway.
   */
  get host(): string {
    return this.getStringAttribute("host");
  }

  /**
   * Adds a route to this service: rules that match requests and lead them to a service.
   *
   * @example
   * orders.addRoute("v1", { name: "orders-v1", paths: ["/orders"], methods: ["GET", "POST"] });
   */
  addRoute(id: string, options: RouteOptions): Route {
    return new Route(this, id, { ...options, service: this });
  }

  /**
   * Adds a plugin that acts on this service: one of the catalogue, with typed settings, or any by its name, with
   * settings as the gateway names them. One that the gateway takes elsewhere only does not compile.
   *
   * @example
   * orders.addPlugin(rateLimiting({ minute: 60 }));
   * orders.addPlugin("rate-limiting", { config: { minute: 60, policy: "local" } });
   */
  addPlugin<Given extends string | PluginOf<"service">>(plugin: Given, options?: AddPluginOptionsFor<Given>): Plugin {
    return addPluginTo(this, { service: this }, plugin, options);
  }

  /**
   * Adds a filter chain to this service: WebAssembly filters that requests of a service or route run through, in their
   * order. A second one needs a `constructId`.
   *
   * @example
   * orders.addFilterChain({
   *   name: "orders-chain",
   *   filters: [{ name: "response-header", config: "X-Shop: orders" }],
   * });
   */
  addFilterChain(options: AddFilterChainOptions): FilterChain {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("filter_chains"), constructId);
    return new FilterChain(this, id, { ...others, service: this });
  }
}
