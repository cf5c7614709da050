/** SNIs: server names that a certificate is shown for. @module */
import { z } from "zod";
import { defineKind } from "./define.ts";
import { checked, kong, ref, tags, withFacts } from "./facts.ts";

export const sni = defineKind({
  kind: "snis",
  singular: "sni",
  terraform: "kong_sni",
  describe: "A server name that a certificate is shown for.",
  path: "snis",
  schema: z.strictObject({
    name: kong(
      checked(z.string().min(1), "sni").describe(
        "The server name, unique over all workspaces; `*` may stand for its first or last label.",
      ),
      { unique: true, unique_across_ws: true },
    ),
    tags: tags(),
    // Deleted with its certificate, though `/schemas` does not say so (Kong 3.9 recordings: conflicts).
    certificate: withFacts(ref("certificates", "cascade").describe("The certificate that is shown."), {
      partOfParent: true,
    }),
  }),
  uniqueKeys: [{ fields: ["name"], within: "cluster", findBy: "name" }],
  identity: { path: ["name"] },
  addedTo: "certificate",
  adder: { takes: ["name"], constructId: ({ name }) => String(name) },
  timestamps: { precision: "seconds", updated: true },
  impact: { create: ["caches"], update: ["caches"], delete: ["caches"] },
});
