/** Members of consumer groups. @module */
import { z } from "zod";
import { defineKind } from "./define.ts";
import { ref } from "./facts.ts";

export const consumerGroupMember = defineKind({
  kind: "consumer_group_members",
  singular: "consumer_group_member",
  terraform: "kong_consumer_group_member",
  describe: "The membership of a consumer in a consumer group.",
  path: undefined,
  nested: { parent: "consumer_group", path: "consumers" },
  membership: { member: "consumer" },
  deck: { below: { consumer_group: "consumers", consumer: "groups" } },
  schema: z.strictObject({
    consumer_group: ref("consumer_groups", "cascade").describe("The group."),
    consumer: ref("consumers", "cascade").describe("The consumer in it."),
  }),
  uniqueKeys: [{ fields: ["consumer_group", "consumer"], within: "workspace", findBy: "nested" }],
  identity: { path: ["consumer_group", "consumer"] },
  adder: { name: "Member", takes: ["consumer"], constructId: ({ consumer }) => `member-${String(consumer)}` },
  timestamps: { precision: "seconds", updated: false },
  offered: { edition: "enterprise" },
  impact: { create: ["caches"], update: [], delete: ["caches"] },
});
