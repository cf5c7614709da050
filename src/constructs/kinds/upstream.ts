/**
 * Upstream: a virtual host name whose requests are spread over targets.
 * Generated from its descriptor in src/model by `npm run generate`; do not edit.
 * @module
 */
import type { Construct } from "constructs";
import { kindOf } from "../../model/kinds.ts";
import { childId } from "../children.ts";
import { Entity } from "../entity.ts";
import { ExistingEntity } from "../existing.ts";
import type { MetaOptions } from "../options.ts";
import type { IUpstream, UpstreamLookup, UpstreamProps } from "../props.ts";
import { type AddTargetOptions, Target } from "./target.ts";

const upstream = kindOf("upstreams");

/**
 * A virtual host name whose requests are spread over targets.
 *
 * @example
 * new Upstream(this, "pool", {
 *   name: "orders-pool",
 *   algorithm: "least-connections",
 *   healthchecks: { active: { httpPath: "/health", healthy: { interval: 5 }, unhealthy: { interval: 5 } } },
 * });
 */
export class Upstream extends Entity<"upstreams"> implements IUpstream {
  readonly kind = "upstreams";

  constructor(scope: Construct, id: string, props: UpstreamProps = {}) {
    super(scope, id, upstream, props);
  }

  /** Host name that services use to reach it. As a token: it stands for the value on the gateway. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /**
   * Adds a target to this upstream: an address that an upstream sends requests to, with its weight.
   *
   * @example
   * pool.addTarget("10.1.0.11:8080", { weight: 50 });
   */
  addTarget(target: string, options: AddTargetOptions = {}): Target {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("targets"), constructId, { target });
    return new Target(this, id, { ...others, target, upstream: this });
  }

  /**
   * An upstream that another team declares. A missing one is an error at plan.
   *
   * @example
   * Upstream.existing(this, "pool", { name: "orders-pool" });
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

  /** Host name that services use to reach it. As a token: it stands for the value on the gateway. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /**
   * Adds a target to this upstream: an address that an upstream sends requests to, with its weight.
   *
   * @example
   * pool.addTarget("10.1.0.11:8080", { weight: 50 });
   */
  addTarget(target: string, options: AddTargetOptions = {}): Target {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("targets"), constructId, { target });
    return new Target(this, id, { ...others, target, upstream: this });
  }
}
