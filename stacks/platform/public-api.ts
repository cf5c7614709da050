/**
 * A platform team's construct: an API that the outside may call. It would live in a package of its own.
 * @module
 */
import { Construct } from "constructs";
import { type Plugin, type Route, Service, type Upstream } from "kongruent";

export interface PublicApiProps {
  /** Where the requests go. */
  readonly upstream: Upstream;
  /** Path prefixes, without the version. */
  readonly paths: readonly string[];
  /**
   * Requests per minute of one consumer.
   * @default - 60
   */
  readonly requestsPerMinute?: number;
  /**
   * Groups of consumers that may call it.
   * @default - every consumer with a key
   */
  readonly allow?: readonly string[];
}

/**
 * A service with one route per version, keys required, and a limit per consumer: nobody can forget the key.
 *
 * @example
 * const orders = new PublicApi(this, "orders", { upstream: pool, paths: ["/orders"] });
 * orders.v1.addPlugin("proxy-cache", { config: { strategy: "memory" } });
 */
export class PublicApi extends Construct {
  readonly service: Service;
  readonly v1: Route;
  readonly authentication: Plugin;

  constructor(scope: Construct, id: string, props: PublicApiProps) {
    super(scope, id);
    // "Default" stays out of names: the service is called like this construct.
    this.service = new Service(this, "Default", { host: props.upstream.name, retries: 2 });
    this.v1 = this.service.addRoute("v1", {
      paths: props.paths.map((path) => `/v1${path}`),
      protocols: ["https", "http"],
      stripPath: true,
    });
    this.authentication = this.v1.addPlugin("key-auth", { config: { key_names: ["apikey"], hide_credentials: true } });
    this.v1.addPlugin("rate-limiting", {
      config: { minute: props.requestsPerMinute ?? 60, limit_by: "consumer", policy: "local" },
    });
    if (props.allow !== undefined) {
      this.v1.addPlugin("acl", { config: { allow: [...props.allow], hide_groups_header: true } });
    }
  }
}
