/**
 * The Admin API as a function from request to answer, over a store.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import { kongSchema } from "../model/derive.ts";
import { findKind, kinds } from "../model/kinds.ts";
import { withHiddenFields } from "../model/validate-entity.ts";
import { pluginSchemas } from "../plugins/all-schemas.ts";
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
  for (const kind of kinds) {
    const table = kind.subschema === undefined ? undefined : store.table(kind.kind);
    if (table === undefined || kind.subschema === undefined) continue;
    for (const id of table.ids()) names.add(String(table.get(id)?.entity[kind.subschema.name]));
  }
  return [...names];
};

const pluginSchemaAnswer = (name: string): GatewayAnswer => {
  const schema = pluginSchemas.get(name);
  return schema === undefined ? message(404, `No plugin named '${name}'`) : json(200, schema);
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
  const kind = findKind(name);
  if (second === "validate") {
    if (request.method !== "POST") throw methodNotAllowed();
    if (kind === undefined) return message(404, `No entity named '${name}'`);
    store.validate(kind, body(kind));
    return message(200, "schema validation successful");
  }
  if (second !== undefined && kind?.subschema === undefined) throw notFound();
  return reading(request.method, () => {
    if (second !== undefined) return pluginSchemaAnswer(second);
    return kind === undefined ? message(404, `No entity named '${name}'`) : json(200, kongSchema(kind, store.flavor));
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
        ? withHiddenFields(kind, kongSchema(kind, store.flavor)).fields
        : schemaOf(kind, store.flavor, values).schema.fields,
    );
  const [first = "", second = ""] = segments;
  switch (segments.length === 1 ? first : `${first}/${second}`) {
    case "":
      return reading(method, () => rootAnswer({ ...node, enabledPlugins: enabledPlugins(store) }));
    case "status":
      return reading(method, () => statusAnswer(count));
    case "endpoints":
      return reading(method, endpointsAnswer);
    case "plugins/enabled":
      return reading(method, enabledAnswer);
    case "plugins/schema":
      return reading(method, () => pluginSchemaAnswer(segments[2] ?? ""));
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
  const place = placeOf(segments);
  if (place === undefined) throw notFound();
  return answerEntities(store, place, { method, path, query, body });
};
