/** Plugins: behaviour added to requests, globally or for a scope. @module */
import { z } from "zod";
import { defineKind, type LiveCheck } from "./define.ts";
import { checked, kong, ref, required, set, tags, withFacts } from "./facts.ts";
import { isRecord } from "./values.ts";

const protocols = ["grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"] as const;
const scopeTo = (kind: string, what: string) =>
  withFacts(ref(kind, "cascade").optional().describe(what), { kong: { default: null } });

const referenceId = (value: unknown): string | undefined =>
  isRecord(value) && typeof value["id"] === "string" ? value["id"] : undefined;

const NO_ROUTE = "must match the protocols of at least one route pointing to this Plugin's service";

const shares = (left: unknown, right: unknown): boolean =>
  Array.isArray(left) && Array.isArray(right) && left.some((protocol) => right.includes(protocol));

/** A plugin's protocols meet those of its route, or of some route of its service (Kong 3.9 recordings: plugin_scopes). */
const meetsRoutes: LiveCheck = (plugin, live) => {
  const { route, service, protocols: own } = plugin;
  if (route !== undefined && route !== null) {
    const id = referenceId(route);
    const found = id === undefined ? undefined : live.read("routes", id);
    return found === undefined || shares(found["protocols"], own)
      ? undefined
      : { protocols: "must match the associated route's protocols" };
  }
  if (service === undefined || service === null) return undefined;
  const id = referenceId(service);
  // A patch gives the name of a service before it is resolved: Kong finds no route that points to it.
  if (id === undefined) return { protocols: NO_ROUTE };
  const routes = [...live.referring("routes", "service", id)];
  return routes.length === 0 || routes.some((found) => shares(found["protocols"], own))
    ? undefined
    : { protocols: NO_ROUTE };
};

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
      offered: { edition: "enterprise" },
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
    partials: withFacts(
      z
        .array(
          z.strictObject({
            id: z.string().min(1).describe("The partial's id."),
            path: z.string().min(1).optional().describe("Where in the settings its own stand: `config.redis`."),
          }),
        )
        .optional()
        .describe("Settings shared with other plugins."),
      { offered: { edition: "enterprise", since: "3.10" }, listOfRecords: "partials" },
    ),
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
  adder: { takes: ["name"], constructId: ({ name }) => String(name) },
  subschema: {
    name: "name",
    of: "config",
    lacking: (name) => `plugin '${name}' not enabled; add it to the 'plugins' configuration property`,
  },
  liveChecks: [meetsRoutes],
  impact: { create: ["plugins_iterator"], update: ["plugins_iterator"], delete: ["plugins_iterator"] },
  guards: true,
});
