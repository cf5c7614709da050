/** ACLs: the groups a consumer is in. @module */
import { z } from "zod";
import { defineKind } from "./define.ts";
import { ref, tags } from "./facts.ts";

export const acl = defineKind({
  kind: "acls",
  singular: "acl",
  terraform: "kong_acl",
  describe: "A group that a consumer is in, for the acl plugin.",
  path: "acls",
  nested: { parent: "consumer", path: "acls", by: "group" },
  schema: z.strictObject({
    consumer: ref("consumers", "cascade").describe("The consumer in the group."),
    group: z.string().min(1).describe("The group's name."),
    tags: tags(),
  }),
  uniqueKeys: [{ fields: ["consumer", "group"], within: "workspace", findBy: "nested" }],
  identity: { path: ["group"], at: ["consumer"] },
  adder: { takes: ["group"], constructId: ({ group }) => `acl-${String(group)}` },
  timestamps: { precision: "seconds", updated: false },
  impact: { create: ["caches"], update: ["caches"], delete: ["caches"] },
});
