/**
 * Consumer group member: the membership of a consumer in a consumer group.
 * Generated from its descriptor in src/model by `npm run generate`; do not edit.
 * @module
 */
import type { Construct } from "constructs";
import { kindOf } from "../../model/kinds.ts";
import { Entity } from "../entity.ts";
import { ExistingEntity } from "../existing.ts";
import type { ChildOptions, MetaOptions } from "../options.ts";
import type {
  ConsumerGroupMemberDetails,
  ConsumerGroupMemberLookup,
  ConsumerGroupMemberProps,
  IConsumerGroupMember,
} from "../props.ts";

const consumerGroupMember = kindOf("consumer_group_members");

/** What `addMember` takes besides the consumer. */
export interface AddConsumerGroupMemberOptions extends ConsumerGroupMemberDetails, ChildOptions {}

/**
 * The membership of a consumer in a consumer group. Kong Enterprise has them.
 *
 * @example
 * new ConsumerGroupMember(this, "mobile", { consumerGroup: gold, consumer: mobile });
 */
export class ConsumerGroupMember extends Entity<"consumer_group_members"> implements IConsumerGroupMember {
  readonly kind = "consumer_group_members";

  constructor(scope: Construct, id: string, props: ConsumerGroupMemberProps) {
    super(scope, id, consumerGroupMember, props);
  }

  /**
   * A consumer group member that another team declares. A missing one is an error at plan.
   *
   * @example
   * ConsumerGroupMember.existing(this, "mobile", { consumerGroup: gold, consumer: mobile });
   */
  static existing(
    scope: Construct,
    id: string,
    lookup: ConsumerGroupMemberLookup & MetaOptions,
  ): ExistingConsumerGroupMember {
    return new ExistingConsumerGroupMember(scope, id, lookup);
  }
}

/** A consumer group member that another team declares; see {@link ConsumerGroupMember.existing}. */
export class ExistingConsumerGroupMember
  extends ExistingEntity<"consumer_group_members">
  implements IConsumerGroupMember
{
  readonly kind = "consumer_group_members";

  constructor(scope: Construct, id: string, lookup: ConsumerGroupMemberLookup & MetaOptions) {
    super(scope, id, consumerGroupMember, lookup);
  }
}
