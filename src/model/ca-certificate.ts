/** CA certificates: whom the gateway trusts. @module */
import { z } from "zod";
import { type CustomCheck, defineKind } from "./define.ts";
import { kong, tags, withFacts } from "./facts.ts";
import { certificateDigest } from "./pem.ts";

const digest = (entity: Readonly<Record<string, unknown>>): unknown =>
  typeof entity["cert"] === "string" ? certificateDigest(entity["cert"]) : undefined;

/** The text is a certificate; what Kong says of one that is none is not recorded. */
const isCertificate: CustomCheck = (entity, wrong) =>
  wrong?.has("cert") || typeof entity["cert"] !== "string" || digest(entity) !== undefined
    ? undefined
    : { cert: "invalid certificate: it is not in PEM form" };

export const caCertificate = defineKind({
  kind: "ca_certificates",
  singular: "ca_certificate",
  terraform: "kong_ca_certificate",
  describe: "A certificate authority that the gateway trusts. One list for all workspaces.",
  path: "ca_certificates",
  workspaced: false,
  schema: z.strictObject({
    cert: z.string().min(1).describe("The certificate in PEM form."),
    cert_digest: withFacts(
      kong(z.string().optional().describe("SHA-256 of the certificate, in hexadecimal. It identifies the entity."), {
        unique: true,
      }),
      { computed: digest },
    ),
    tags: tags(),
  }),
  uniqueKeys: [{ fields: ["cert_digest"], within: "cluster", findBy: "list" }],
  identity: { path: ["cert_digest"] },
  timestamps: { precision: "seconds", updated: true },
  customChecks: [isCertificate],
  impact: { create: ["caches"], update: ["caches"], delete: ["caches"] },
});
