/** rate-limiting that counts on each node for itself, where more than one node counts. @module */
import { isRecord } from "../../model/values.ts";
import type { Rule } from "../rule.ts";
import { UNKNOWN, type World } from "../world.ts";
import { activePlugins, pluginName } from "./plugins.ts";

const PLUGIN = "rate-limiting";
const LOCAL = "local";

/** The gateway's own default is `local` too. */
const isLocal = (config: unknown): boolean => {
  if (config === UNKNOWN || (config !== null && !isRecord(config))) return false;
  const policy = config?.["policy"];
  return policy === undefined || policy === null || policy === LOCAL;
};

const whyNot = ({ gateway }: World): string | undefined => {
  if (gateway?.incrementalSync === true)
    return "the control plane sends changes by incremental sync, for which Kong advises against it";
  return (gateway?.dataPlanes ?? 0) > 1
    ? "more than one data plane is connected, so a client gets the whole limit from each of them"
    : undefined;
};

export const rateLimitingLocal: Rule = {
  code: "rate-limiting-local",
  unusedTold: "never",
  // How many nodes share a database no Admin API tells.
  canTell: (gateway) => gateway?.incrementalSync === true || gateway?.dataPlanes !== undefined,
  check: (world) => {
    const why = whyNot(world);
    if (why === undefined) return [];
    return activePlugins(world)
      .filter((subject) => pluginName(world, subject) === PLUGIN && isLocal(world.fieldOf(subject, "config")))
      .map((subject) => ({
        subject,
        message: `With the policy 'local' each node counts for itself, and ${why}. Set config.policy to redis, with a Redis that all nodes reach.`,
      }));
  },
};
