/** Consumer groups: consumers that plugins treat alike. @module */
import { z } from "zod";
import { defineKind } from "./define.ts";
import { kong, tags } from "./facts.ts";

export const consumerGroup = defineKind({
  kind: "consumer_groups",
  singular: "consumer_group",
  terraform: "kong_consumer_group",
  describe: "A group of consumers that plugins can be scoped to.",
  path: "consumer_groups",
  schema: z.strictObject({
    name: kong(z.string().min(1).describe("The group's name, unique in its workspace."), { unique: true }),
    tags: tags(),
  }),
  uniqueKeys: [{ fields: ["name"], within: "workspace", findBy: "name" }],
  identity: { path: ["name"] },
  namedByPath: { field: "name" },
  timestamps: { precision: "seconds", updated: true },
  offered: { edition: "enterprise" },
  impact: { create: ["caches"], update: ["caches"], delete: ["caches", "plugins_iterator"] },
});
