/** Partials: settings that several plugins share. @module */
import { z } from "zod";
import { defineKind } from "./define.ts";
import { kong, tags, withFacts } from "./facts.ts";
import type { KongField, KongSchema } from "./kong-schema.ts";

const text = (attributes: Partial<KongField> = {}): KongField => ({ type: "string", ...attributes });

/** A connection to Redis, as Kong 3.9's own plugins have it; what Kong Enterprise says of partials is not recorded. */
const bundled: Readonly<Record<string, KongSchema>> = {
  "redis-ce": {
    fields: [
      {
        config: {
          type: "record",
          required: true,
          fields: [
            { host: text() },
            { port: { type: "integer", between: [0, 65535], default: 6379 } },
            { timeout: { type: "integer", between: [0, 2147483646], default: 2000 } },
            { username: text({ referenceable: true }) },
            { password: text({ referenceable: true, encrypted: true }) },
            { database: { type: "integer", default: 0 } },
            { ssl: { type: "boolean", default: false } },
            { ssl_verify: { type: "boolean", default: false } },
            { server_name: text() },
          ],
        },
      },
    ],
    entity_checks: [],
  },
};

export const partial = defineKind({
  kind: "partials",
  singular: "partial",
  className: "PluginPartial",
  terraform: "kong_partial",
  describe: "Settings that several plugins share: a connection to Redis, say.",
  path: "partials",
  schema: z.strictObject({
    name: kong(
      z.string().min(1).optional().describe("The name that plugins refer to it by, unique in its workspace."),
      {
        unique: true,
      },
    ),
    type: z.string().min(1).describe("Which settings: `redis-ce`, `redis-ee`, and what the gateway has besides."),
    config: withFacts(z.record(z.string(), z.unknown()).optional().describe("The settings, with Kong's field names."), {
      kong: { type: "record", abstract: true },
    }),
    tags: tags(),
  }),
  uniqueKeys: [{ fields: ["name"], within: "workspace", findBy: "name" }],
  identity: { path: ["name"] },
  namedByPath: { field: "name" },
  timestamps: { precision: "seconds", updated: true },
  subschema: { name: "type", of: "config", lacking: (name) => `partial type '${name}' is not supported`, bundled },
  offered: { edition: "enterprise", since: "3.10" },
  impact: { create: [], update: ["plugins_iterator"], delete: [] },
});
