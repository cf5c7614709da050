/**
 * What the gateway says of itself: `/`, `/status`, `/endpoints`, `/plugins/enabled`.
 * @module
 */
import { pluginNames } from "../plugins/schemas.ts";
import { type GatewayAnswer, json } from "./answers.ts";
import type { Node } from "./node.ts";

export interface NodeFacts {
  readonly node: Node;
  readonly nodeId: string;
  /** Names of the plugins that are configured. */
  readonly enabledPlugins: readonly string[];
}

/** `GET /`: the node, its plugins and the part of its configuration that clients look at. */
export const rootAnswer = ({ node, nodeId, enabledPlugins }: NodeFacts): GatewayAnswer =>
  json(200, {
    version: node.version,
    edition: node.edition,
    tagline: "Welcome to kong",
    hostname: "embedded",
    node_id: nodeId,
    lua_version: "2.1-20231117",
    pids: { master: 1, workers: [2] },
    timers: { running: 0, pending: 0 },
    plugins: {
      available_on_server: Object.fromEntries(pluginNames().map((name) => [name, { version: node.version }])),
      enabled_in_cluster: enabledPlugins,
    },
    configuration: {
      role: "traditional",
      database: "postgres",
      router_flavor: node.flavor === "expressions" ? "expressions" : "traditional_compatible",
      prefix: "/usr/local/kong",
      worker_state_update_frequency: 5,
      db_update_frequency: 5,
    },
  });

/** `GET /status`. */
export const statusAnswer = (requests: number): GatewayAnswer =>
  json(200, {
    database: { reachable: true },
    memory: { lua_shared_dicts: {}, workers_lua_vms: [] },
    server: {
      connections_accepted: requests,
      connections_active: 1,
      connections_handled: requests,
      connections_reading: 0,
      connections_waiting: 0,
      connections_writing: 1,
      total_requests: requests,
    },
  });

/** `GET /endpoints`: the paths of what this gateway has. */
export const endpointsAnswer = (node: Node): GatewayAnswer => {
  const paths = [
    "/",
    "/config",
    "/endpoints",
    "/plugins/enabled",
    "/plugins/schema/{name}",
    "/schemas/plugins/validate",
  ];
  paths.push("/schemas/plugins/{name}", "/schemas/{db_entity_name}/validate", "/schemas/{name}", "/status");
  paths.push("/tags", "/tags/{tags}");
  for (const kind of node.kinds) {
    if (kind.path === undefined) continue;
    paths.push(`/${kind.path}`, `/${kind.path}/{${kind.kind}}`);
    for (const nested of node.nested(kind)) {
      const collection = `/${kind.path}/{${kind.kind}}/${nested.path}`;
      paths.push(collection, `${collection}/{${nested.kind.kind}}`);
      if (nested.listPath !== undefined) paths.push(`/${kind.path}/{${kind.kind}}/${nested.listPath}`);
    }
  }
  return json(200, { data: paths.sort() });
};

export const enabledAnswer = (): GatewayAnswer => json(200, { enabled_plugins: pluginNames() });
