/**
 * Partial: settings that several plugins share: a connection to Redis, say.
 * Generated from its descriptor in src/model by `npm run generate`; do not edit.
 * @module
 */
import type { Construct } from "constructs";
import { kindOf } from "../../model/kinds.ts";
import { Entity } from "../entity.ts";
import { ExistingEntity } from "../existing.ts";
import type { MetaOptions } from "../options.ts";
import type { IPluginPartial, PluginPartialLookup, PluginPartialProps } from "../props.ts";

const partial = kindOf("partials");

/**
 * Settings that several plugins share: a connection to Redis, say. Kong Enterprise has them since version 3.10.
 *
 * @example
 * new PluginPartial(this, "redis", {
 *   name: "redis",
 *   type: "redis-ce",
 *   config: { host: "redis.internal", port: 6379 },
 * });
 */
export class PluginPartial extends Entity<"partials"> implements IPluginPartial {
  readonly kind = "partials";

  constructor(scope: Construct, id: string, props: PluginPartialProps) {
    super(scope, id, partial, props);
  }

  /**
   * The name that plugins refer to it by, unique in its workspace. As a token: it stands for the value on the gateway.
   */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /**
   * Which settings: `redis-ce`, `redis-ee`, and what the gateway has besides. As a token: it stands for the value on
   * the gateway.
   */
  get type(): string {
    return this.getStringAttribute("type");
  }

  /**
   * A partial that another team declares. A missing one is an error at plan.
   *
   * @example
   * PluginPartial.existing(this, "redis", { name: "redis" });
   */
  static existing(scope: Construct, id: string, lookup: PluginPartialLookup & MetaOptions): ExistingPluginPartial {
    return new ExistingPluginPartial(scope, id, lookup);
  }
}

/** A partial that another team declares; see {@link PluginPartial.existing}. */
export class ExistingPluginPartial extends ExistingEntity<"partials"> implements IPluginPartial {
  readonly kind = "partials";

  constructor(scope: Construct, id: string, lookup: PluginPartialLookup & MetaOptions) {
    super(scope, id, partial, lookup);
  }

  /**
   * The name that plugins refer to it by, unique in its workspace. As a token: it stands for the value on the gateway.
   */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /**
   * Which settings: `redis-ce`, `redis-ee`, and what the gateway has besides. As a token: it stands for the value on
   * the gateway.
   */
  get type(): string {
    return this.getStringAttribute("type");
  }
}
