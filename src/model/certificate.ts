/** Certificates: what the gateway shows to clients and upstreams. @module */
import { z } from "zod";
import { type CustomCheck, defineKind } from "./define.ts";
import { kong, secret, set, tags, withFacts } from "./facts.ts";
import { certificateDigest, certificateIn, privateKeyIn } from "./pem.ts";
import { isVaultReference, reveal } from "./secret.ts";

const NO_CERTIFICATE =
  "invalid certificate: x509.new: error:680008E:asn1 encoding routines:asn1_d2i_read_bio:not enough data:crypto/asn1/a_d2i_fp.c:155:";
const NO_KEY =
  "invalid key: pkey.new:load_key: error:1E08010C:DECODER routines:OSSL_DECODER_from_bio:unsupported:crypto/encode_decode/decoder_lib.c:103:";

type Values = Readonly<Record<string, unknown>>;

const textIn = (entity: Values, field: string): string | undefined => {
  const value = reveal(entity[field]);
  return typeof value === "string" && !isVaultReference(value) ? value : undefined;
};

/** A certificate and its key can be read and belong together (Kong 3.9 recordings: conflicts). */
const pair =
  (certField: string, keyField: string): CustomCheck =>
  (entity, wrong) => {
    if (wrong?.has(certField) || wrong?.has(keyField)) return undefined;
    const cert = textIn(entity, certField);
    const key = textIn(entity, keyField);
    const certificate = cert === undefined ? undefined : certificateIn(cert);
    const privateKey = key === undefined ? undefined : privateKeyIn(key);
    const errors = {
      ...(cert !== undefined && certificate === undefined ? { [certField]: NO_CERTIFICATE } : {}),
      ...(key !== undefined && privateKey === undefined ? { [keyField]: NO_KEY } : {}),
    };
    if (Object.keys(errors).length > 0) return errors;
    if (certificate === undefined || privateKey === undefined) return undefined;
    return certificate.checkPrivateKey(privateKey) ? undefined : { "@entity": ["certificate does not match key"] };
  };

/** The second certificate is for clients that want the other type of key. */
const otherType: CustomCheck = (entity, wrong) => {
  if (wrong?.has("cert") || wrong?.has("cert_alt")) return undefined;
  const types = ["cert", "cert_alt"].map((field) => {
    const text = textIn(entity, field);
    return text === undefined ? undefined : certificateIn(text)?.publicKey.asymmetricKeyType;
  });
  const [first, second] = types;
  if (first === undefined || first !== second) return undefined;
  const sentence =
    "certificate and alternative certificate need to have different type (e.g. RSA and ECDSA), the provided";
  return { "@entity": [`${sentence} certificates were both of the same type`] };
};

const serverNames = (entity: Values): readonly string[] =>
  Array.isArray(entity["snis"])
    ? entity["snis"].flatMap((name) => (typeof name === "string" ? [name.toLowerCase()] : []))
    : [];

const digest = (entity: Values): readonly string[] => {
  const cert = reveal(entity["cert"]);
  return typeof cert === "string" ? [certificateDigest(cert) ?? cert] : [];
};

const pem = (describe: string) => kong(z.string().min(1).describe(describe), { referenceable: true });
const keyPem = (describe: string) =>
  kong(secret(z.string().min(1)).describe(describe), { referenceable: true, encrypted: true });

export const certificate = defineKind({
  kind: "certificates",
  singular: "certificate",
  terraform: "kong_certificate",
  describe: "A certificate with its private key.",
  path: "certificates",
  schema: z.strictObject({
    cert: pem("The certificate in PEM form, its chain included."),
    key: keyPem("The private key in PEM form."),
    cert_alt: pem("A second certificate, with another type of key (ECDSA beside RSA).").optional(),
    key_alt: keyPem("The private key of the second certificate.").optional(),
    tags: tags(),
    snis: withFacts(
      set(z.string().min(1))
        .optional()
        .describe("The exact server names it is shown for. Left out, the names that are there stay."),
      {
        undeclared: "keep",
        childNames: { kind: "snis", reference: "certificate", field: "name" },
        kong: { type: "array", transient: true, elements: { type: "string" } },
      },
    ),
  }),
  uniqueKeys: [],
  recognisedBy: [
    {
      what: "server name",
      field: "snis",
      values: serverNames,
      ofReferring: { kind: "snis", reference: "certificate", field: "name" },
    },
    { what: "certificate", field: "cert", values: digest },
  ],
  foundThrough: { kind: "snis", reference: "certificate", lacking: "SNI not found" },
  identity: { path: ["id"] },
  timestamps: { precision: "seconds", updated: true },
  entityChecks: [{ mutually_required: ["cert_alt", "key_alt"] }],
  customChecks: [pair("cert", "key"), pair("cert_alt", "key_alt"), otherType],
  impact: { create: ["caches"], update: ["caches"], delete: ["caches"] },
});
