/** Jwt credentials: keys that sign the tokens of consumers. @module */
import { z } from "zod";
import { defineKind } from "./define.ts";
import { kong, ref, secret, tags, withFacts } from "./facts.ts";

const algorithms = [
  "HS256",
  "HS384",
  "HS512",
  "RS256",
  "RS384",
  "RS512",
  "ES256",
  "ES384",
  "ES512",
  "PS256",
  "PS384",
  "PS512",
  "EdDSA",
] as const;
/** Algorithms for which the gateway wants the public key (Kong 3.9 recordings: schemas/jwt_secrets). */
const withPublicKey = ["^RS256$", "^RS384$", "^RS512$", "^PS256$", "^PS384$", "^PS512$", "^EdDSA$"];

export const jwt = defineKind({
  kind: "jwt_secrets",
  singular: "jwt",
  terraform: "kong_jwt",
  describe: "A key that a consumer's JSON web tokens are checked with.",
  path: "jwts",
  nested: { parent: "consumer", path: "jwt", by: "key" },
  schema: z.strictObject({
    consumer: ref("consumers", "cascade").describe("Whose credential it is."),
    key: withFacts(
      kong(
        z
          .string()
          .min(1)
          .optional()
          .describe(
            "What tokens name it by (the `iss` claim, unless the plugin says otherwise), unique over all consumers.",
          ),
        { unique: true },
      ),
      { auto: true, undeclared: "keep" },
    ),
    secret: withFacts(
      secret(z.string().min(1))
        .optional()
        .describe("The shared secret of the HS algorithms; the gateway makes one when absent."),
      { auto: true, undeclared: "keep" },
    ),
    rsa_public_key: z
      .string()
      .min(1)
      .optional()
      .describe("The public key in PEM form, for the algorithms that have one."),
    algorithm: withFacts(z.enum(algorithms).optional().describe("How tokens are signed."), { default: "HS256" }),
    tags: tags(),
  }),
  uniqueKeys: [{ fields: ["key"], within: "workspace", findBy: "list", under: "consumer", beforeId: true }],
  identity: { path: ["key"], at: ["consumer"] },
  adder: { takes: [], constructId: () => "jwt" },
  timestamps: { precision: "seconds", updated: false },
  entityChecks: [
    {
      conditional: {
        if_field: "algorithm",
        if_match: { match_any: { patterns: withPublicKey } },
        then_field: "rsa_public_key",
        then_match: { required: true },
      },
    },
  ],
  impact: { create: ["caches"], update: ["caches"], delete: ["caches"] },
});
