/** Keys: what tokens and requests are signed or encrypted with. @module */
import { createPrivateKey, createPublicKey, type JsonWebKey } from "node:crypto";
import { z } from "zod";
import { type CustomCheck, defineKind } from "./define.ts";
import { kong, ref, secret, tags, uniqueName } from "./facts.ts";
import { privateKeyIn, publicKeyIn } from "./pem.ts";
import { isVaultReference, reveal } from "./secret.ts";
import { isRecord } from "./values.ts";

const NO_JWK = "could not load JWK, likely not a valid key";

const textOf = (value: unknown): string | undefined => {
  const text = reveal(value);
  return typeof text === "string" && !isVaultReference(text) ? text : undefined;
};

const jwkProblem = (text: string, kid: unknown): string | undefined => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return NO_JWK;
  }
  if (!isRecord(parsed)) return NO_JWK;
  if (parsed["kid"] !== kid) return "kid in jwk.kid must be equal to keys.kid";
  // What is in it is looked at by what loads it.
  const key = parsed as JsonWebKey;
  try {
    if (key.d === undefined) createPublicKey({ key, format: "jwk" });
    else createPrivateKey({ key, format: "jwk" });
    return undefined;
  } catch {
    return NO_JWK;
  }
};

/** The key can be loaded and is called what the entity says (Kong 3.9 recordings: conflicts). */
const isLoadable: CustomCheck = (entity) => {
  const jwk = textOf(entity["jwk"]);
  const problem = jwk === undefined ? undefined : jwkProblem(jwk, entity["kid"]);
  if (problem !== undefined) return { "@entity": [problem] };
  const pem = isRecord(entity["pem"]) ? entity["pem"] : {};
  const privateKey = textOf(pem["private_key"]);
  const publicKey = textOf(pem["public_key"]);
  const isReadable =
    (privateKey === undefined || privateKeyIn(privateKey) !== undefined) &&
    (publicKey === undefined || publicKeyIn(publicKey) !== undefined);
  return isReadable ? undefined : { "@entity": ["could not load a key from its PEM form"] };
};

const pem = z.strictObject({
  private_key: kong(secret(z.string().min(1)).optional().describe("The private key in PEM form."), {
    referenceable: true,
    encrypted: true,
  }),
  public_key: kong(z.string().min(1).optional().describe("The public key in PEM form."), { referenceable: true }),
});

export const key = defineKind({
  kind: "keys",
  singular: "key",
  terraform: "kong_key",
  describe: "A key for signatures or encryption, as a JSON web key or in PEM form.",
  path: "keys",
  schema: z.strictObject({
    set: ref("key_sets", "cascade").optional().describe("The set it belongs to."),
    name: uniqueName("The key's name, unique in its workspace."),
    kid: kong(z.string().min(1).describe("The key's id in tokens, unique in its set."), { unique: false }),
    jwk: kong(secret(z.string().min(1)).optional().describe("The key as a JSON web key, in one text."), {
      referenceable: true,
      encrypted: true,
    }),
    pem: kong(pem.optional().describe("The key in PEM form."), {
      entity_checks: [{ at_least_one_of: ["private_key", "public_key"] }],
    }),
    tags: tags(),
  }),
  uniqueKeys: [
    { fields: ["name"], within: "workspace", findBy: "name" },
    { fields: ["kid", "set"], within: "workspace", nullIsValue: true, findBy: "list" },
  ],
  identity: { path: ["name"], fallback: "kid", at: ["set"] },
  addedTo: "set",
  adder: { takes: ["kid"], constructId: ({ kid }) => `key-${String(kid)}` },
  timestamps: { precision: "seconds", updated: true },
  entityChecks: [{ mutually_exclusive: ["jwk", "pem"] }, { at_least_one_of: ["jwk", "pem"] }],
  customChecks: [isLoadable],
  impact: { create: ["caches"], update: ["caches"], delete: ["caches"] },
});
