/** Targets: the addresses behind an upstream. @module */
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { target } from "../model/target.ts";
import { Entity } from "./entity.ts";
import { constructIdMissing } from "./errors.ts";
import { ExistingEntity } from "./existing.ts";
import type { ChildOptions, MetaOptions } from "./options.ts";
import type { ITarget, IUpstream, TargetLookup, TargetOptions, TargetProps } from "./props.ts";

/**
 * An address that an upstream sends requests to, with its weight.
 *
 * @example
 * upstream.addTarget("10.0.0.1:8080", { weight: 50 });
 * new Target(this, "first", { upstream, target: "10.0.0.1:8080" }); // the same, spelled out
 */
export class Target extends Entity<"targets"> implements ITarget {
  readonly kind = "targets";

  constructor(scope: Construct, id: string, props: TargetProps) {
    super(scope, id, target, props);
  }

  /** The address, as a token. */
  get target(): string {
    return this.getStringAttribute("target");
  }

  /**
   * A target that another team declares.
   *
   * @example
   * Target.existing(this, "first", { upstream, target: "10.0.0.1:8080" });
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
}

/** What `addTarget` takes besides the address. */
export type AddTargetOptions = Omit<TargetOptions, "target"> & ChildOptions;

/** Adds a target below the upstream it belongs to. */
export const addTargetTo = (parent: Construct & IUpstream, address: string, options: AddTargetOptions): Target => {
  const { constructId = address, ...others } = options;
  if (Token.isUnresolved(constructId)) throw constructIdMissing(parent.node.path, "the target's address");
  return new Target(parent, constructId, { ...others, target: address, upstream: parent });
};
