/** A custom plugin on a control plane with incremental sync: its caches are its own business. @module */
import { pluginNames } from "../../plugins/schemas.ts";
import type { Rule } from "../rule.ts";
import type { GatewayFacts } from "../world.ts";
import { activePlugins, pluginName } from "./plugins.ts";

const isTold = ({ incrementalSync, customPlugins }: GatewayFacts): boolean =>
  incrementalSync !== undefined && customPlugins !== undefined;

export const customPluginIncrementalSync: Rule = {
  code: "custom-plugin-incremental-sync",
  unusedTold: "never",
  canTell: (gateway) =>
    gateway !== undefined && (gateway.mode !== "control_plane" || gateway.incrementalSync === false || isTold(gateway)),
  check: (world) => {
    const { incrementalSync, customPlugins } = world.gateway ?? {};
    if (incrementalSync !== true || customPlugins === undefined) return [];
    const bundled = new Set(pluginNames());
    return activePlugins(world).flatMap((subject) => {
      const name = pluginName(world, subject);
      if (name === undefined || bundled.has(name) || !customPlugins.has(name)) return [];
      return {
        subject,
        message: `${name} is a custom plugin, and the control plane sends changes by incremental sync: data planes no longer empty their caches with each change. If it caches entities, it must handle their CRUD events; see to that, or turn incremental sync off.`,
      };
    });
  },
};
