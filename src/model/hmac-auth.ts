/** Hmac-auth credentials: user names and shared secrets of consumers. @module */
import { z } from "zod";
import { defineKind } from "./define.ts";
import { kong, ref, secret, tags, withFacts } from "./facts.ts";

export const hmacAuth = defineKind({
  kind: "hmacauth_credentials",
  singular: "hmac_auth",
  terraform: "kong_hmac_auth",
  describe: "A user name and shared secret of a consumer, for signed requests.",
  path: "hmac-auths",
  nested: { parent: "consumer", path: "hmac-auth", by: "username" },
  schema: z.strictObject({
    consumer: ref("consumers", "cascade").describe("Whose credential it is."),
    username: kong(z.string().min(1).describe("The user name, unique over all consumers."), { unique: true }),
    secret: withFacts(
      secret(z.string().min(1)).optional().describe("The shared secret; the gateway makes one when absent."),
      { auto: true, undeclared: "keep" },
    ),
    tags: tags(),
  }),
  uniqueKeys: [{ fields: ["username"], within: "workspace", findBy: "list", under: "consumer" }],
  identity: { path: ["username"], at: ["consumer"] },
  adder: { takes: [], constructId: () => "hmac-auth" },
  timestamps: { precision: "seconds", updated: false },
  impact: { create: ["caches"], update: ["caches"], delete: ["caches"] },
});
