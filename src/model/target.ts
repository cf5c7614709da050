/** Targets: the addresses behind an upstream. @module */
import { z } from "zod";
import { defineKind } from "./define.ts";
import { checked, defaulted, int, ref, tags, withFacts } from "./facts.ts";
import { formatTarget } from "./target-address.ts";

export const target = defineKind({
  kind: "targets",
  singular: "target",
  terraform: "kong_target",
  describe: "An address that an upstream sends requests to, with its weight.",
  path: undefined,
  nested: { parent: "upstream", path: "targets", listPath: "targets/all", by: "target", putCreates: false },
  schema: z.strictObject({
    upstream: ref("upstreams", "cascade").describe("The upstream it belongs to."),
    target: withFacts(checked(z.string().min(1), "target").describe("Host and port; the port defaults to 8000."), {
      stored: formatTarget,
    }),
    weight: withFacts(defaulted(int(0, 65535).describe("Its share of the requests; 0 takes none."), 100), {
      refusesNull: true,
    }),
    tags: tags(),
  }),
  uniqueKeys: [{ fields: ["upstream", "target"], within: "workspace", findBy: "nested" }],
  identity: { path: ["upstream", "target"] },
  adder: { takes: ["target"], constructId: ({ target }) => String(target) },
  timestamps: { precision: "milliseconds", updated: true },
  impact: { create: ["balancer"], update: ["balancer"], delete: ["balancer"] },
});
