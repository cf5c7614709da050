/** Vaults: where the gateway finds what `{vault://…}` refers to. @module */
import { z } from "zod";
import { defineKind } from "./define.ts";
import { kong, tags, withFacts } from "./facts.ts";
import type { KongSchema } from "./kong-schema.ts";

/** Environment variables: the one vault of the open-source edition (Kong 3.9 recordings: schemas/vaults/env). */
const env: KongSchema = {
  fields: [
    {
      config: {
        type: "record",
        required: true,
        fields: [{ prefix: { type: "string", match: "^[%a_-][%a%d_-]*$" } }],
      },
    },
  ],
  entity_checks: [],
};

export const vault = defineKind({
  kind: "vaults",
  singular: "vault",
  terraform: "kong_vault",
  describe: "A place where the gateway looks up secrets that are referred to by `{vault://prefix/…}`.",
  path: "vaults",
  schema: z.strictObject({
    prefix: kong(
      z.string().min(1).describe("What references to this vault begin with, unique over all workspaces."),
      // Lua's pattern, as `/schemas/vaults` gives it.
      { unique: true, unique_across_ws: true, match: "^[a-z][a-z%d-]-[a-z%d]+$", not_one_of: ["env"] },
    ),
    name: z.string().min(1).describe("What keeps the secrets: `env`, and more in Kong Enterprise."),
    description: z.string().min(1).optional().describe("What it is for."),
    config: withFacts(
      z.record(z.string(), z.unknown()).optional().describe("The vault's settings, with Kong's field names."),
      { kong: { type: "record", abstract: true } },
    ),
    tags: tags(),
  }),
  uniqueKeys: [{ fields: ["prefix"], within: "cluster", findBy: "name" }],
  identity: { path: ["prefix"] },
  timestamps: { precision: "seconds", updated: true },
  subschema: { name: "name", of: "config", lacking: (name) => `vault '${name}' is not installed`, bundled: { env } },
  impact: { create: ["caches"], update: ["caches"], delete: ["caches"] },
});
