/** Mutual TLS credentials: names in the certificates of consumers. @module */
import { z } from "zod";
import { defineKind } from "./define.ts";
import { ref, tags } from "./facts.ts";

export const mtlsAuth = defineKind({
  kind: "mtls_auth_credentials",
  singular: "mtls_auth",
  terraform: "kong_mtls_auth",
  describe: "A name in a client certificate that stands for a consumer.",
  path: "mtls-auths",
  nested: { parent: "consumer", path: "mtls-auth" },
  schema: z.strictObject({
    consumer: ref("consumers", "cascade").describe("Whom the certificate stands for."),
    subject_name: z.string().min(1).describe("The subject's name, or one of its alternative names."),
    ca_certificate: ref("ca_certificates", "cascade")
      .optional()
      .describe("The authority that must have signed the certificate; any trusted one when absent."),
    tags: tags(),
  }),
  uniqueKeys: [
    {
      fields: ["subject_name", "ca_certificate"],
      within: "workspace",
      nullIsValue: true,
      findBy: "list",
      under: "consumer",
    },
  ],
  identity: { path: ["subject_name"], at: ["consumer", "ca_certificate"] },
  adder: { takes: ["subject_name"], constructId: ({ subject_name: name }) => `mtls-auth-${String(name)}` },
  timestamps: { precision: "seconds", updated: false },
  offered: { edition: "enterprise" },
  impact: { create: ["caches"], update: ["caches"], delete: ["caches"] },
});
