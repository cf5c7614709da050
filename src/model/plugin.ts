/** Plugins: behaviour added to requests, globally or for a scope. @module */
import { z } from "zod";
import { defineKind } from "./define.ts";
import { checked, kong, ref, required, set, tags, withFacts } from "./facts.ts";

const protocols = ["grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"] as const;
const scopeTo = (kind: string, what: string) =>
  withFacts(ref(kind, "cascade").optional().describe(what), { kong: { default: null } });

export const plugin = defineKind({
  kind: "plugins",
  singular: "plugin",
  terraform: "kong_plugin",
  describe: "Behaviour added to requests, globally or within a scope.",
  path: "plugins",
  schema: z.strictObject({
    name: z.string().min(1).describe("Which plugin: `rate-limiting`."),
    instance_name: checked(
      kong(z.string().min(1).optional().describe("A name of its own, unique in its workspace."), { unique: true }),
      "utf8_name",
    ),
    route: scopeTo("routes", "The route it is limited to."),
    service: scopeTo("services", "The service it is limited to."),
    consumer: scopeTo("consumers", "The consumer it is limited to."),
    consumer_group: withFacts(scopeTo("consumer_groups", "The consumer group it is limited to (Kong Enterprise)."), {
      edition: "enterprise",
    }),
    config: withFacts(
      z.record(z.string(), z.unknown()).optional().describe("The plugin's settings, with Kong's field names."),
      {
        kong: { type: "record", abstract: true },
      },
    ),
    protocols: required(kong(set(z.enum(protocols)).describe("Protocols it acts on."), {}), [
      "grpc",
      "grpcs",
      "http",
      "https",
    ]),
    enabled: required(z.boolean().describe("A disabled plugin does nothing."), true),
    tags: tags(),
  }),
  uniqueKeys: [
    {
      fields: ["name", "service", "route", "consumer", "consumer_group"],
      within: "workspace",
      nullIsValue: true,
      findBy: "list",
    },
    { fields: ["instance_name"], within: "workspace", findBy: "name" },
  ],
  identity: { path: ["name"], at: ["service", "route", "consumer", "consumer_group"], atNone: "global" },
  timestamps: { precision: "seconds", updated: true },
  scope: ["service", "route", "consumer", "consumer_group"],
  subschema: { name: "name", of: "config" },
  impact: { create: ["plugins_iterator"], update: ["plugins_iterator"], delete: ["plugins_iterator"] },
  guards: true,
});
