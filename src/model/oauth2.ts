/** OAuth 2.0 credentials: applications of consumers. @module */
import { z } from "zod";
import { defineKind } from "./define.ts";
import { kong, ref, required, secret, tags, withFacts } from "./facts.ts";

/** The gateway returns the secret as it is, or salted and hashed. */
const isSalted = (entity: Readonly<Record<string, unknown>>): boolean => entity["hash_secret"] === true;
const storedSecret = (value: string, entity: Readonly<Record<string, unknown>>): string | undefined =>
  isSalted(entity) ? undefined : value;

export const oauth2 = defineKind({
  kind: "oauth2_credentials",
  singular: "oauth2",
  terraform: "kong_oauth2",
  describe: "An application of a consumer, for OAuth 2.0.",
  path: "oauth2",
  nested: { parent: "consumer", path: "oauth2", by: "client_id" },
  schema: z.strictObject({
    consumer: ref("consumers", "cascade").describe("Whose application it is."),
    name: z.string().min(1).describe("The application's name, shown to people."),
    client_id: withFacts(
      kong(
        z
          .string()
          .min(1)
          .optional()
          .describe("The application's id, unique over all consumers; the gateway makes one when absent."),
        { unique: true },
      ),
      { auto: true, undeclared: "keep" },
    ),
    client_secret: withFacts(
      kong(
        secret(z.string().min(1)).optional().describe("The application's secret; the gateway makes one when absent."),
        { encrypted: true },
      ),
      { auto: true, undeclared: "keep", hashed: storedSecret, isOpaque: isSalted },
    ),
    hash_secret: required(
      z
        .boolean()
        .describe("Whether the gateway keeps only a hash of the secret. What is live can then not be compared."),
      false,
    ),
    redirect_uris: z.array(z.string().min(1)).optional().describe("Where browsers may be sent back to."),
    tags: tags(),
    client_type: required(
      z.enum(["confidential", "public"]).describe("Whether the application can keep a secret."),
      "confidential",
    ),
  }),
  uniqueKeys: [{ fields: ["client_id"], within: "workspace", findBy: "list", under: "consumer" }],
  identity: { path: ["client_id"], at: ["consumer"] },
  adder: { takes: [], constructId: () => "oauth2" },
  timestamps: { precision: "seconds", updated: false },
  impact: { create: ["caches"], update: ["caches"], delete: ["caches"] },
});
