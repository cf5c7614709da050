/** Key-auth credentials: API keys of consumers. @module */
import { z } from "zod";
import { defineKind } from "./define.ts";
import { kong, ref, secret, tags, withFacts } from "./facts.ts";

export const keyAuth = defineKind({
  kind: "keyauth_credentials",
  singular: "key_auth",
  terraform: "kong_key_auth",
  describe: "An API key of a consumer.",
  path: "key-auths",
  nested: { parent: "consumer", path: "key-auth", by: "key" },
  schema: z.strictObject({
    consumer: ref("consumers", "cascade").describe("Whose key it is."),
    key: withFacts(
      kong(
        secret(z.string().min(1))
          .optional()
          .describe("The key, unique over all consumers; the gateway makes one when absent."),
        { unique: true },
      ),
      { auto: true, undeclared: "keep" },
    ),
    tags: tags(),
    ttl: withFacts(z.int().min(0).optional().describe("Seconds until the key expires, counted from its creation."), {
      countsDown: true,
      undeclared: "keep",
      hiddenFromSchema: true,
    }),
  }),
  uniqueKeys: [{ fields: ["key"], within: "cluster", findBy: "list", under: "consumer", secret: true, beforeId: true }],
  identity: { path: ["id"], at: ["consumer"] },
  adder: { takes: [], constructId: () => "key-auth" },
  timestamps: { precision: "seconds", updated: false },
  impact: { create: ["caches"], update: ["caches"], delete: ["caches"] },
});
