/**
 * Target: an address that an upstream sends requests to, with its weight.
 * Generated from its descriptor in src/model by `npm run generate`; do not edit.
 * @module
 */
import type { Construct } from "constructs";
import { kindOf } from "../../model/kinds.ts";
import { Entity } from "../entity.ts";
import { ExistingEntity } from "../existing.ts";
import type { ChildOptions, MetaOptions } from "../options.ts";
import type { ITarget, TargetDetails, TargetLookup, TargetProps } from "../props.ts";

const target = kindOf("targets");

/** What `addTarget` takes besides the target. */
export interface AddTargetOptions extends TargetDetails, ChildOptions {}

/**
 * An address that an upstream sends requests to, with its weight.
 *
 * @example
 * new Target(this, "first", { upstream: pool, target: "10.1.0.11:8080", weight: 50 });
 */
export class Target extends Entity<"targets"> implements ITarget {
  readonly kind = "targets";

  constructor(scope: Construct, id: string, props: TargetProps) {
    super(scope, id, target, props);
  }

  /** Host and port; the port defaults to 8000. As a token: it stands for the value on the gateway. */
  get target(): string {
    return this.getStringAttribute("target");
  }

  /**
   * A target that another team declares. A missing one is an error at plan.
   *
   * @example
   * Target.existing(this, "first", { target: "10.1.0.11:8080", upstream: pool });
   */
  static existing(scope: Construct, id: string, lookup: TargetLookup & MetaOptions): ExistingTarget {
    return new ExistingTarget(scope, id, lookup);
  }
}

/** A target that another team declares; see {@link Target.existing}. */
export class ExistingTarget extends ExistingEntity<"targets"> implements ITarget {
  readonly kind = "targets";

  constructor(scope: Construct, id: string, lookup: TargetLookup & MetaOptions) {
    super(scope, id, target, lookup);
  }

  /** Host and port; the port defaults to 8000. As a token: it stands for the value on the gateway. */
  get target(): string {
    return this.getStringAttribute("target");
  }
}
