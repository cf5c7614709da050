/** Workspaces: parts of one gateway that teams have for themselves. @module */
import { z } from "zod";
import { defineKind } from "./define.ts";
import { kong } from "./facts.ts";

/** Paths of the Admin API, which no workspace may be called (Kong 3.9 recordings: schemas/workspaces). */
const taken = [
  "workspaces",
  "consumers",
  "certificates",
  "services",
  "routes",
  "snis",
  "upstreams",
  "targets",
  "plugins",
  "tags",
  "ca_certificates",
  "clustering_data_planes",
  "parameters",
  "vaults",
  "key_sets",
  "keys",
  "filter_chains",
];

const anything = (what: string) =>
  kong(z.record(z.string(), z.unknown()).optional().describe(what), { type: "record", fields: [], required: true });

export const workspace = defineKind({
  kind: "workspaces",
  singular: "workspace",
  terraform: "kong_workspace",
  describe: "A part of the gateway whose entities have names of their own.",
  path: "workspaces",
  workspaced: false,
  schema: z.strictObject({
    name: kong(z.string().min(1).describe("The workspace's name."), { unique: true, not_one_of: taken, len_min: 1 }),
    comment: z.string().min(1).optional().describe("What it is for."),
    meta: anything("How Kong Manager shows it."),
    config: anything("Its settings, for the developer portal."),
  }),
  uniqueKeys: [{ fields: ["name"], within: "cluster", findBy: "name" }],
  identity: { path: ["name"] },
  timestamps: { precision: "seconds", updated: true },
  offered: { edition: "enterprise" },
  impact: { create: ["caches"], update: ["caches"], delete: ["caches"] },
});
