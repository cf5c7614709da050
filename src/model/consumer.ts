/** Consumers: who calls through the gateway. @module */
import { z } from "zod";
import { defineKind } from "./define.ts";
import { kong, tags } from "./facts.ts";

export const consumer = defineKind({
  kind: "consumers",
  singular: "consumer",
  terraform: "kong_consumer",
  describe: "A caller that credentials and plugins belong to.",
  path: "consumers",
  schema: z.strictObject({
    username: kong(z.string().min(1).optional().describe("The consumer's name, unique in its workspace."), {
      unique: true,
    }),
    custom_id: kong(
      z.string().min(1).optional().describe("The caller's id in another system, unique in its workspace."),
      { unique: true },
    ),
    tags: tags(),
  }),
  uniqueKeys: [
    { fields: ["username"], within: "workspace", findBy: "name" },
    { fields: ["custom_id"], within: "workspace", findBy: "query" },
  ],
  identity: { path: ["username"], fallback: "custom_id" },
  namedByPath: { field: "username", unless: "custom_id" },
  timestamps: { precision: "seconds", updated: true },
  entityChecks: [{ at_least_one_of: ["custom_id", "username"] }],
  impact: { create: [], update: ["caches"], delete: ["caches"] },
});
