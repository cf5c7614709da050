/**
 * Consumer group: a group of consumers that plugins can be scoped to.
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
import type { ConsumerGroupLookup, ConsumerGroupProps, IConsumer, IConsumerGroup } from "../props.ts";
import { type AddConsumerGroupMemberOptions, ConsumerGroupMember } from "./consumer-group-member.ts";
import type { AddPluginOptionsFor, Plugin } from "./plugin.ts";

const consumerGroup = kindOf("consumer_groups");

/**
 * A group of consumers that plugins can be scoped to. Kong Enterprise has them.
 *
 * @example
 * new ConsumerGroup(this, "gold", { name: "gold" });
 */
export class ConsumerGroup extends Entity<"consumer_groups"> implements IConsumerGroup {
  readonly kind = "consumer_groups";

  constructor(scope: Construct, id: string, props: ConsumerGroupProps = {}) {
    super(scope, id, consumerGroup, props);
  }

  /** The group's name, unique in its workspace. As a token: it stands for the value on the gateway. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /**
   * Adds a plugin that acts on this consumer group: one of the catalogue, with typed settings, or any by its name,
   * with settings as the gateway names them. One that the gateway takes elsewhere only does not compile.
   *
   * @example
   * gold.addPlugin(rateLimiting({ minute: 60 }));
   * gold.addPlugin("rate-limiting", { config: { minute: 60, policy: "local" } });
   */
  addPlugin<Given extends string | PluginOf<"consumerGroup">>(
    plugin: Given,
    options?: AddPluginOptionsFor<Given>,
  ): Plugin {
    return addPluginTo(this, { consumerGroup: this }, plugin, options);
  }

  /**
   * Adds a member to this consumer group: the membership of a consumer in a consumer group.
   *
   * @example
   * gold.addMember(mobile);
   */
  addMember(consumer: IConsumer | string, options: AddConsumerGroupMemberOptions = {}): ConsumerGroupMember {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("consumer_group_members"), constructId, { consumer });
    return new ConsumerGroupMember(this, id, { ...others, consumer, consumerGroup: this });
  }

  /**
   * A consumer group that another team declares. A missing one is an error at plan.
   *
   * @example
   * ConsumerGroup.existing(this, "gold", { name: "gold" });
   */
  static existing(scope: Construct, id: string, lookup: ConsumerGroupLookup & MetaOptions): ExistingConsumerGroup {
    return new ExistingConsumerGroup(scope, id, lookup);
  }
}

/** A consumer group that another team declares; see {@link ConsumerGroup.existing}. */
export class ExistingConsumerGroup extends ExistingEntity<"consumer_groups"> implements IConsumerGroup {
  readonly kind = "consumer_groups";

  constructor(scope: Construct, id: string, lookup: ConsumerGroupLookup & MetaOptions) {
    super(scope, id, consumerGroup, lookup);
  }

  /** The group's name, unique in its workspace. As a token: it stands for the value on the gateway. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /**
   * Adds a plugin that acts on this consumer group: one of the catalogue, with typed settings, or any by its name,
   * with settings as the gateway names them. One that the gateway takes elsewhere only does not compile.
   *
   * @example
   * gold.addPlugin(rateLimiting({ minute: 60 }));
   * gold.addPlugin("rate-limiting", { config: { minute: 60, policy: "local" } });
   */
  addPlugin<Given extends string | PluginOf<"consumerGroup">>(
    plugin: Given,
    options?: AddPluginOptionsFor<Given>,
  ): Plugin {
    return addPluginTo(this, { consumerGroup: this }, plugin, options);
  }

  /**
   * Adds a member to this consumer group: the membership of a consumer in a consumer group.
   *
   * @example
   * gold.addMember(mobile);
   */
  addMember(consumer: IConsumer | string, options: AddConsumerGroupMemberOptions = {}): ConsumerGroupMember {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("consumer_group_members"), constructId, { consumer });
    return new ConsumerGroupMember(this, id, { ...others, consumer, consumerGroup: this });
  }
}
