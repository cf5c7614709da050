/** Filter chains: WebAssembly filters on the requests of a service or route. @module */
import { z } from "zod";
import { defineKind } from "./define.ts";
import { kong, ref, required, tags, uniqueName, withFacts } from "./facts.ts";

const at = (kind: string, what: string) =>
  withFacts(ref(kind, "cascade").optional().describe(what), { kong: { default: null, unique: true } });

const filter = z.strictObject({
  // The gateway's schema lists the filters that it has.
  name: kong(z.string().describe("Which filter."), { err: "no such filter" }),
  enabled: required(z.boolean().describe("A disabled filter does nothing."), true),
  config: withFacts(z.unknown().optional().describe("The filter's settings: a text, or what its own schema says."), {
    kong: {
      type: "json",
      json_schema: {
        default: { $schema: "http://json-schema.org/draft-04/schema#", type: ["string", "null"] },
        namespace: "proxy-wasm-filters",
        optional: true,
        parent_subschema_key: "name",
      },
    },
  }),
});

export const filterChain = defineKind({
  kind: "filter_chains",
  singular: "filter_chain",
  terraform: "kong_filter_chain",
  describe: "WebAssembly filters that requests of a service or route run through, in their order.",
  path: "filter-chains",
  schema: z.strictObject({
    name: uniqueName("The chain's name, unique in its workspace."),
    enabled: required(z.boolean().describe("A disabled chain does nothing."), true),
    route: at("routes", "The route whose requests run through it. A route has one chain at most."),
    service: at("services", "The service whose requests run through it. A service has one chain at most."),
    filters: z.array(filter).min(1).describe("The filters, in their order."),
    tags: tags(),
  }),
  uniqueKeys: [
    { fields: ["name"], within: "workspace", findBy: "name" },
    { fields: ["route"], within: "workspace", findBy: "list" },
    { fields: ["service"], within: "workspace", findBy: "list" },
  ],
  identity: { path: ["name"], at: ["route", "service"] },
  namedByPath: { field: "name" },
  adder: { to: ["service", "route"], takes: [], constructId: () => "filter-chain" },
  timestamps: { precision: "seconds", updated: true },
  entityChecks: [{ mutually_exclusive: ["service", "route"] }, { at_least_one_of: ["service", "route"] }],
  offered: { setting: "wasm = on" },
  impact: { create: ["caches"], update: ["caches"], delete: ["caches"] },
});
