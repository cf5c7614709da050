/**
 * Finds out what answers at an admin URL, and refuses what is no Admin API.
 * @module
 */

import type { GatewayDescription } from "../engine/gateway.ts";
import { type GatewayError, NotAdminApiError, NotFoundError } from "../engine/gateway-errors.ts";
import { isRecord } from "../model/values.ts";
import { answerError } from "./answers.ts";
import type { Client } from "./client.ts";
import { parsedBody, whatWasFound } from "./found.ts";
import { topologyOf } from "./topology.ts";
import type { TransportResponse } from "./transport.ts";

type Json = Readonly<Record<string, unknown>>;

const notAdminApi = (gateway: string, answer: TransportResponse): NotAdminApiError =>
  new NotAdminApiError(
    "KG_NOT_ADMIN_API",
    `${gateway} is no Kong Admin API: it answered ${answer.status} with ${whatWasFound(answer)}. Is this the proxy port, Kong Manager or a login page? Check --gateway; the Admin API listens on 8001 (https: 8444) unless told otherwise.`,
    { status: answer.status },
  );

/** A root answer of any Kong: a version, and its tagline or configuration. */
const rootIn = (answer: TransportResponse): Json | undefined => {
  const body = parsedBody(answer.body);
  if (!isRecord(body) || typeof body["version"] !== "string") return undefined;
  return typeof body["tagline"] === "string" || isRecord(body["configuration"]) ? body : undefined;
};

const modeIn = (configuration: Json): GatewayDescription["mode"] => {
  const role = configuration["role"];
  if (role === "control_plane" || role === "data_plane") return role;
  return configuration["database"] === "off" ? "dbless" : "traditional";
};

const endpointsIn = (answer: TransportResponse): ReadonlySet<string> | undefined => {
  const body = parsedBody(answer.body);
  const paths: unknown = isRecord(body) ? body["data"] : undefined;
  return Array.isArray(paths) ? new Set(paths.filter((path): path is string => typeof path === "string")) : undefined;
};

/** Kong lists its plugins by name at the root. */
const pluginsIn = (root: Json): ReadonlySet<string> | undefined => {
  const plugins = root["plugins"];
  const available = isRecord(plugins) ? plugins["available_on_server"] : undefined;
  return isRecord(available) ? new Set(Object.keys(available)) : undefined;
};

/** What a line of `plugins` in `kong.conf` may say beside names. */
const NOT_NAMES: ReadonlySet<unknown> = new Set(["bundled", "off"]);

/** Plugins that the configuration names; the bundled ones are one word in it. */
const customPluginsIn = ({ plugins }: Json): ReadonlySet<string> | undefined =>
  Array.isArray(plugins) && plugins.every((name) => typeof name === "string")
    ? new Set(plugins.filter((name) => !NOT_NAMES.has(name)))
    : undefined;

/**
 * `GET /` and `GET /endpoints`, and of a control plane the data planes. Inside a workspace the root is at `/{workspace}/kong` (Kong Enterprise).
 *
 * @example
 * (await describeGateway(client, { workspace: undefined, hasToken: false })).version // "3.9.1"
 */
export const describeGateway = async (
  client: Client,
  { workspace, hasToken }: { readonly workspace: string | undefined; readonly hasToken: boolean },
): Promise<GatewayDescription> => {
  const { gateway } = client;
  const isInWorkspace = workspace !== undefined && workspace !== "" && workspace !== "default";
  const get = (path: string) => client.send({ method: "GET", path, subject: "the gateway", counts: "read" });
  const errorIn = (answer: TransportResponse, subject: string): GatewayError | undefined =>
    answerError(answer, { method: "GET", subject, gateway, hasToken });

  let answer = await get(isInWorkspace ? "/kong" : "/");
  if (isInWorkspace && answer.status === 404) answer = await get("/");
  if (isInWorkspace && answer.status === 404) {
    throw new NotFoundError(
      "KG_WORKSPACE_NOT_FOUND",
      `${gateway} has no workspace "${workspace}": check --workspace. Only Kong Enterprise has workspaces.`,
      { status: 404 },
    );
  }
  const error = errorIn(answer, "its root");
  const isMeant = answer.status === 401 || answer.status === 403 || (answer.status >= 300 && answer.status < 400);
  if (error !== undefined && isMeant) throw error;
  const root = error === undefined ? rootIn(answer) : undefined;
  if (root === undefined) throw notAdminApi(gateway, answer);

  const endpoints = await get("/endpoints");
  const configuration: Json = isRecord(root["configuration"]) ? root["configuration"] : {};
  const mode = modeIn(configuration);
  const known = endpoints.status === 200 ? endpointsIn(endpoints) : undefined;
  return {
    url: gateway,
    version: String(root["version"]),
    mode,
    workspace: isInWorkspace ? workspace : "default",
    routerFlavor: configuration["router_flavor"] === "expressions" ? "expressions" : "traditional",
    endpoints: known,
    plugins: pluginsIn(root),
    customPlugins: customPluginsIn(configuration),
    ...(await topologyOf(client, { mode, endpoints: known }, configuration, hasToken)),
  };
};
