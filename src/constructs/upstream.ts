/** Upstreams: virtual hosts that spread requests over targets. @module */
import type { Construct } from "constructs";
import { upstream } from "../model/upstream.ts";
import { Entity } from "./entity.ts";
import { ExistingEntity } from "./existing.ts";
import type { MetaOptions } from "./options.ts";
import type { IUpstream, UpstreamLookup, UpstreamProps } from "./props.ts";
import { type AddTargetOptions, addTargetTo, type Target } from "./target.ts";

/**
 * A virtual host name whose requests are spread over targets.
 *
 * @example
 * const pool = new Upstream(this, "orders-pool", { algorithm: "least-connections" });
 * pool.addTarget("10.0.0.1:8080");
 * new Service(this, "orders", { host: pool.name });
 */
export class Upstream extends Entity<"upstreams"> implements IUpstream {
  readonly kind = "upstreams";

  constructor(scope: Construct, id: string, props: UpstreamProps = {}) {
    super(scope, id, upstream, props);
  }

  /** The host name that services use, as a token. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /**
   * Adds an address that requests are sent to.
   *
   * @example
   * pool.addTarget("10.0.0.1:8080", { weight: 50 });
   */
  addTarget(target: string, options: AddTargetOptions = {}): Target {
    return addTargetTo(this, target, options);
  }

  /**
   * An upstream that another team declares. A missing one is an error at plan.
   *
   * @example
   * Upstream.existing(this, "pool", { name: "orders-pool" }).addTarget("10.0.0.9:8080");
   */
  static existing(scope: Construct, id: string, lookup: UpstreamLookup & MetaOptions): ExistingUpstream {
    return new ExistingUpstream(scope, id, lookup);
  }
}

/** An upstream that another team declares; see {@link Upstream.existing}. */
export class ExistingUpstream extends ExistingEntity<"upstreams"> implements IUpstream {
  readonly kind = "upstreams";

  constructor(scope: Construct, id: string, lookup: UpstreamLookup & MetaOptions) {
    super(scope, id, upstream, lookup);
  }

  /** The host name that services use, as a token. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /** Adds an address of this stack to the upstream. */
  addTarget(target: string, options: AddTargetOptions = {}): Target {
    return addTargetTo(this, target, options);
  }
}
