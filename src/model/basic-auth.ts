/** Basic-auth credentials: user names and passwords of consumers. @module */
import { createHash } from "node:crypto";
import { z } from "zod";
import { defineKind } from "./define.ts";
import { kong, ref, secret, tags, withFacts } from "./facts.ts";
import { isRecord } from "./values.ts";

/** Lower-case hex SHA-1 of the password followed by the consumer's id (Kong 3.9 recordings: defaults). */
const hashPassword = (password: string, entity: Readonly<Record<string, unknown>>): string | undefined => {
  const consumer = entity["consumer"];
  const id = isRecord(consumer) ? consumer["id"] : undefined;
  return typeof id === "string"
    ? createHash("sha1")
        .update(password + id)
        .digest("hex")
    : undefined;
};

export const basicAuth = defineKind({
  kind: "basicauth_credentials",
  singular: "basic_auth",
  terraform: "kong_basic_auth",
  describe: "A user name and password of a consumer.",
  path: "basic-auths",
  nested: { parent: "consumer", path: "basic-auth", by: "username" },
  schema: z.strictObject({
    consumer: ref("consumers", "cascade").describe("Whose credential it is."),
    username: kong(z.string().min(1).describe("The user name, unique over all consumers."), { unique: true }),
    password: withFacts(
      kong(secret(z.string().min(1)).describe("The password. The gateway keeps and returns only a hash."), {
        encrypted: true,
      }),
      {
        hashed: hashPassword,
        looksHashed: (value) => /^[0-9a-f]{40}$/.test(value),
      },
    ),
    tags: tags(),
  }),
  uniqueKeys: [{ fields: ["username"], within: "workspace", findBy: "list", under: "consumer" }],
  identity: { path: ["username"], at: ["consumer"] },
  adder: { takes: [], constructId: () => "basic-auth" },
  timestamps: { precision: "seconds", updated: false },
  together: [["password", "consumer"]],
  impact: { create: ["caches"], update: ["caches"], delete: ["caches"] },
});
