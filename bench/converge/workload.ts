/**
 * What the benchmark declares: 30 % services, 50 % routes, 20 % plugins, the same for every process that asks.
 * @module
 */
import { type Declaration, Reference } from "../../src/model/declaration.ts";

export const OWNER = "bench";

/** An entity to declare, with its references by label. */
interface Item {
  readonly kind: "services" | "routes" | "plugins";
  readonly terraform: "kong_service" | "kong_route" | "kong_plugin";
  readonly label: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly refers: Readonly<Record<string, string>>;
  readonly isGlobal: boolean;
}

const TEAMS = ["checkout", "catalog", "identity", "search", "payments", "shipping", "billing"];
const teamOf = (index: number): string => TEAMS[index % TEAMS.length] ?? "checkout";
const numbered = (what: string, index: number): string => `${what}-${String(index).padStart(5, "0")}`;

const MATCHES = [
  (index: number) => ({ paths: [`/api/${index}`], methods: ["GET", "POST"] }),
  (index: number) => ({ paths: [`/v1/${index}`, `/v2/${index}`], strip_path: false }),
  (index: number) => ({ hosts: [`h${index}.example.com`], paths: ["/"] }),
  (index: number) => ({ paths: [`~/items/${index}/\\d+$`], protocols: ["https"], headers: { "x-version": ["2"] } }),
];

/** Plugins and their settings as gateways have them; few different ones, many scopes. */
const PLUGINS: readonly (readonly [name: string, config: (index: number) => Record<string, unknown> | undefined])[] = [
  ["rate-limiting", (index) => ({ minute: 60 + (index % 10), policy: "local" })],
  ["key-auth", () => ({ key_names: ["apikey"], hide_credentials: true })],
  ["cors", () => ({ origins: ["https://app.example.com"], methods: ["GET", "POST"], credentials: true })],
  ["request-transformer", (index) => ({ add: { headers: [`x-team:${teamOf(index)}`] } })],
  ["correlation-id", () => undefined],
  ["acl", (index) => ({ allow: [teamOf(index)] })],
  ["http-log", (index) => ({ http_endpoint: "https://logs.example.com", headers: { "x-key": `secret-${index % 5}` } })],
  ["request-size-limiting", () => ({ allowed_payload_size: 8 })],
];

/** How many of each kind, for a number of entities. */
const counts = (size: number) => {
  const services = Math.round(size * 0.3);
  const routes = Math.round(size * 0.5);
  return { services, routes, plugins: size - services - routes };
};

const serviceItem = (index: number, revision: number): Item => ({
  kind: "services",
  terraform: "kong_service",
  label: numbered("service", index),
  fields: {
    name: numbered("service", index),
    host: `${teamOf(index)}-${index}.internal.example`,
    port: 8080,
    path: `/base/${index}`,
    tags: [`team-${teamOf(index)}`],
    ...(index < 3 && revision > 0 ? { retries: revision } : {}),
    ...(index % 3 === 0 ? { read_timeout: 30_000 } : {}),
  },
  refers: {},
  isGlobal: false,
});

const routeItem = (index: number, services: number, revision: number): Item => ({
  kind: "routes",
  terraform: "kong_route",
  label: numbered("route", index),
  fields: {
    name: numbered("route", index),
    ...MATCHES[index % MATCHES.length]?.(index),
    tags: [`team-${teamOf(index)}`],
    ...(index < 5 && revision > 0 ? { regex_priority: revision } : {}),
  },
  refers: { service: numbered("service", index % services) },
  isGlobal: false,
});

/** Three of four sit on a route, one on a service, the first is global. */
const pluginItem = (index: number, services: number, routes: number, revision: number): Item => {
  const [name = "", config] = PLUGINS[index % PLUGINS.length] ?? [];
  const isOnService = index % 4 === 3;
  const settings = config?.(index);
  // The settings of these plugins are all numbers or lists that a revision can change.
  const changed = revision > 0 && index > 0 && index < 3 ? { enabled: revision % 2 === 0 } : {};
  return {
    kind: "plugins",
    terraform: "kong_plugin",
    label: numbered("plugin", index),
    fields:
      index === 0
        ? { name: "prometheus", config: { per_consumer: true } }
        : { name, ...(settings === undefined ? {} : { config: settings }), ...changed },
    refers:
      index === 0
        ? {}
        : isOnService
          ? { service: numbered("service", index % services) }
          : { route: numbered("route", (index * 2) % routes) },
    isGlobal: index === 0,
  };
};

/** The changes between two revisions: 3 services, 5 routes, 2 plugins. */
export const CHANGES = 10;

/** Every entity of a workload. Revisions differ from one another in {@link CHANGES} entities. */
const itemsOf = (size: number, revision: number): readonly Item[] => {
  const { services, routes, plugins } = counts(size);
  return [
    ...Array.from({ length: services }, (_, index) => serviceItem(index, revision)),
    ...Array.from({ length: routes }, (_, index) => routeItem(index, services, revision)),
    ...Array.from({ length: plugins }, (_, index) => pluginItem(index, services, routes, revision)),
  ];
};

const addressOf = (label: string): string => `bench/${label}`;

/** The workload as the engine takes it. */
export const declarationsOf = (size: number, revision: number): readonly Declaration[] =>
  itemsOf(size, revision).map(({ kind, label, fields, refers, isGlobal }) => ({
    kind,
    address: addressOf(label),
    fields: {
      ...fields,
      ...Object.fromEntries(
        Object.entries(refers).map(([field, target]) => [field, new Reference(addressOf(target))] as const),
      ),
    },
    id: undefined,
    isGlobal,
    existing: false,
    lifecycle: { preventDestroy: false, ignoreChanges: [] },
    dependsOn: [],
    owner: OWNER,
    adopt: undefined,
  }));

const TERRAFORM_OF: Readonly<Record<string, string>> = { service: "kong_service", route: "kong_route" };

/** The workload as a synthesized stack: the text of a `cdk.tf.json`. */
export const stackText = (size: number, revision: number, url: string): string => {
  const resource: Record<string, Record<string, unknown>> = {};
  for (const { terraform, label, fields, refers, isGlobal } of itemsOf(size, revision)) {
    const ids = Object.fromEntries(
      Object.entries(refers).map(([field, target]) => [`${field}_id`, `\${${TERRAFORM_OF[field]}.${target}.id}`]),
    );
    const place = terraform === "kong_plugin" ? { scope: isGlobal ? { global: true } : ids } : ids;
    resource[terraform] ??= {};
    resource[terraform][label] = {
      "//": { metadata: { path: addressOf(label), uniqueId: label } },
      ...fields,
      ...place,
    };
  }
  return JSON.stringify(
    {
      "//": { metadata: { backend: "local", stackName: "bench", version: "0.21.0" } },
      provider: { kong: [{ admin_url: url, owner: OWNER }] },
      resource,
      terraform: { required_providers: { kong: { source: "kongruent/kong" } } },
    },
    null,
    2,
  );
};

/** One create as it goes over the wire. */
export interface Post {
  readonly path: string;
  readonly body: string;
}

/** The creates of a workload, in groups that must follow one another: references first. */
export const postsOf = (size: number, newId: () => string): readonly (readonly Post[])[] => {
  const items = itemsOf(size, 0);
  const ids = new Map(items.map(({ label }) => [label, newId()]));
  const postOf = ({ kind, label, fields, refers }: Item): Post => ({
    path: `/${kind}`,
    body: JSON.stringify({
      id: ids.get(label),
      ...fields,
      ...Object.fromEntries(Object.entries(refers).map(([field, target]) => [field, { id: ids.get(target) }])),
      tags: [...(Array.isArray(fields["tags"]) ? fields["tags"] : []), `kongruent-owner:${OWNER}`],
    }),
  });
  return ["services", "routes", "plugins"].map((kind) => items.filter((item) => item.kind === kind).map(postOf));
};
