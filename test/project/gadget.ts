/** A kind that no gateway has, for the test that a descriptor is all that a kind needs. @module */
import { z } from "zod";
import { defineKind } from "../../src/model/define.ts";
import { int, ref, required, secret, set, tags, uniqueName, withFacts } from "../../src/model/facts.ts";

const size = z.strictObject({
  width: required(int(0, 100).describe("How wide."), 10),
  height: required(int(0, 100).describe("How high."), 20),
});

export const gadget = defineKind({
  kind: "gadgets",
  singular: "gadget",
  terraform: "kong_gadget",
  describe: "Something that was made up.",
  path: "gadgets",
  schema: z.strictObject({
    name: uniqueName("The gadget's name."),
    service: ref("services", "cascade").optional().describe("The service it works for."),
    code: secret(z.string().min(1)).optional().describe("What opens it."),
    colours: set(z.string()).optional().describe("Its colours."),
    labels: z.record(z.string(), z.string()).optional().describe("What is written on it."),
    size: withFacts(size.optional().describe("How big it is."), { required: true }),
    tags: tags(),
  }),
  uniqueKeys: [{ fields: ["name"], within: "workspace", findBy: "name" }],
  identity: { path: ["name"] },
  namedByPath: { field: "name" },
  addedTo: "service",
  adder: { takes: [], constructId: () => "gadget" },
  timestamps: { precision: "seconds", updated: true },
  impact: { create: ["caches"], update: ["caches"], delete: ["caches"] },
});
