/**
 * The Admin API as a function from request to answer, over a store.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import { plugin } from "../model/plugin.ts";
import { withHiddenFields } from "../model/validate-entity.ts";
import { subschemaOf } from "../plugins/subschemas.ts";
import {
  allowed,
  type GatewayAnswer,
  htmlPage,
  json,
  message,
  methodNotAllowed,
  notFound,
  Refusal,
} from "./answers.ts";
import { parseBody } from "./body.ts";
import { schemaOf } from "./complete.ts";
import { answerEntities } from "./entities.ts";
import { enabledAnswer, endpointsAnswer, type NodeFacts, rootAnswer, statusAnswer } from "./node-facts.ts";
import { placeOf } from "./paths.ts";
import type { Store } from "./store.ts";
import { answerTags } from "./tags.ts";

/** A request as it arrives. `path` includes the query; header names are in lower case. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string | undefined;
}

const LONGEST_URL = 8192;

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

const reading = (method: string, answer: () => GatewayAnswer): GatewayAnswer => {
  if (method === "OPTIONS") return allowed("GET, HEAD, OPTIONS");
  if (method !== "GET" && method !== "HEAD") throw methodNotAllowed();
  return answer();
};

/** Names of the plugins that are configured, each once. */
const enabledPlugins = (store: Store): readonly string[] => {
  const names = new Set<string>();
  for (const kind of store.node.kinds) {
    const table = kind.guards === true ? store.table(kind.kind) : undefined;
    if (table === undefined || kind.subschema === undefined) continue;
    for (const id of table.ids()) names.add(String(table.get(id)?.entity[kind.subschema.name]));
  }
  return [...names];
};

const subschemaAnswer = (kind: AnyKind, name: string): GatewayAnswer => {
  const schema = subschemaOf(kind, name);
  return schema === undefined ? message(404, `No ${kind.singular} named '${name}'`) : json(200, schema);
};

/** `/schemas/…`: schemas and validation without writing. */
const answerSchemas = (
  store: Store,
  segments: readonly string[],
  request: ApiRequest,
  body: (kind: AnyKind) => Readonly<Record<string, unknown>>,
): GatewayAnswer => {
  const [name = "", second, third] = segments;
  if (third !== undefined || name === "") throw notFound();
  const kind = store.node.find(name);
  if (second === "validate") {
    if (request.method !== "POST") throw methodNotAllowed();
    if (kind === undefined) return message(404, `No entity named '${name}'`);
    store.validate(kind, body(kind));
    return message(200, "schema validation successful");
  }
  if (second !== undefined && kind?.subschema === undefined) throw notFound();
  return reading(request.method, () => {
    if (kind === undefined) return message(404, `No entity named '${name}'`);
    return second === undefined ? json(200, store.node.schema(kind)) : subschemaAnswer(kind, second);
  });
};

/** The answer to a request. A refusal anywhere is an answer too; any other error is a mistake of ours and is thrown. */
export const answerApi = (
  store: Store,
  node: Omit<NodeFacts, "enabledPlugins">,
  request: ApiRequest,
  count: number,
): GatewayAnswer => {
  try {
    return route(store, node, request, count);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
};

const route = (
  store: Store,
  node: Omit<NodeFacts, "enabledPlugins">,
  request: ApiRequest,
  count: number,
): GatewayAnswer => {
  const { method } = request;
  if (request.path.length > LONGEST_URL) return htmlPage(414, "Request-URI Too Large");
  const [rawPath = "", rawQuery = ""] = request.path.split(/\?(.*)/s);
  const path = rawPath.length > 1 ? rawPath.replace(/\/+$/, "") : rawPath;
  const segments = path.split("/").slice(1).map(decoded);
  const query = new URLSearchParams(rawQuery.replaceAll("+", "%2B"));
  const body = (kind: AnyKind): Readonly<Record<string, unknown>> =>
    parseBody({ text: request.body, contentType: request.headers["content-type"] }, (values) =>
      kind.subschema === undefined
        ? withHiddenFields(kind, store.node.schema(kind)).fields
        : schemaOf(kind, store.node, values).schema.fields,
    );
  const [first = "", second = ""] = segments;
  switch (segments.length === 1 ? first : `${first}/${second}`) {
    case "":
      return reading(method, () => rootAnswer({ ...node, enabledPlugins: enabledPlugins(store) }));
    case "status":
      return reading(method, () => statusAnswer(count));
    case "endpoints":
      return reading(method, () => endpointsAnswer(store.node));
    case "plugins/enabled":
      return reading(method, enabledAnswer);
    case "plugins/schema":
      return reading(method, () => subschemaAnswer(plugin, segments[2] ?? ""));
    case "config":
      return message(400, "this endpoint is only available when Kong is configured to not use a database");
    case "clustering/data-planes":
      return message(
        400,
        "this endpoint is only available when Kong is configured to run as Control Plane for the cluster",
      );
    case "debug/node":
      return reading(method, () => message(200, "log level: notice"));
  }
  if (first === "schemas") return answerSchemas(store, segments.slice(1), request, body);
  if (first === "tags") return reading(method, () => answerTags(store, segments[1], path, query));
  const place = placeOf(store.node, segments);
  if (place === undefined) throw notFound();
  return answerEntities(store, place, { method, path, query, body });
};
