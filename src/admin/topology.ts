/**
 * What lies behind a control plane: how changes are sent, and to how many data planes. What the gateway does not tell is undefined.
 * @module
 */
import type { Entity, GatewayDescription } from "../engine/gateway.ts";
import { GatewayError } from "../engine/gateway-errors.ts";
import type { Client } from "./client.ts";
import { readPages } from "./pages.ts";

const DATA_PLANES = "/clustering/data-planes";
const PAGE = 1_000;

/** Data planes report every 30 seconds and stay listed for two weeks after they are gone: those that missed two reports are. */
const LONGEST_SILENCE_S = 60;

/** Data planes that were seen when the last one was. Compared with each other, for clocks differ. */
const connected = (dataPlanes: readonly Entity[]): number | undefined => {
  const seen = dataPlanes.map(({ last_seen: time }) => time);
  if (!seen.every((time) => typeof time === "number")) return undefined;
  const last = seen.reduce((newest, time) => Math.max(newest, time), 0);
  return seen.filter((time) => last - time <= LONGEST_SILENCE_S).length;
};

/** Whether changes are sent one by one (Kong 3.9 recordings: root); the setting has lost its prefix since. */
const incrementalSyncIn = (configuration: Readonly<Record<string, unknown>>): boolean | undefined => {
  const values = [configuration["cluster_incremental_sync"], configuration["incremental_sync"]];
  if (values.some((value) => value === true || value === "on")) return true;
  return values.some((value) => value === false || value === "off") ? false : undefined;
};

/** The facts of a control plane; of another node there are none. */
export const topologyOf = async (
  client: Client,
  { mode, endpoints }: Pick<GatewayDescription, "mode" | "endpoints">,
  configuration: Readonly<Record<string, unknown>>,
  hasToken: boolean,
): Promise<Pick<GatewayDescription, "incrementalSync" | "dataPlanes">> => {
  if (mode !== "control_plane") return {};
  const incrementalSync = incrementalSyncIn(configuration);
  if (endpoints?.has(DATA_PLANES) !== true) return { incrementalSync };
  try {
    const found = await readPages(client, {
      path: DATA_PLANES,
      subject: "data planes",
      tag: undefined,
      pageSize: PAGE,
      signal: undefined,
      hasToken,
      onPage: () => {},
    });
    return { incrementalSync, dataPlanes: connected(found) };
  } catch (error) {
    // Who may not see them can plan all the same.
    if (error instanceof GatewayError) return { incrementalSync };
    throw error;
  }
};
