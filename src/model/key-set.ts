/** Key sets: groups of keys. @module */
import { z } from "zod";
import { defineKind } from "./define.ts";
import { tags, uniqueName } from "./facts.ts";

export const keySet = defineKind({
  kind: "key_sets",
  singular: "key_set",
  terraform: "kong_key_set",
  describe: "A group of keys that plugins refer to.",
  path: "key-sets",
  schema: z.strictObject({
    name: uniqueName("The set's name, unique in its workspace."),
    tags: tags(),
  }),
  uniqueKeys: [{ fields: ["name"], within: "workspace", findBy: "name" }],
  identity: { path: ["name"] },
  namedByPath: { field: "name" },
  timestamps: { precision: "seconds", updated: true },
  impact: { create: ["caches"], update: ["caches"], delete: ["caches"] },
});
