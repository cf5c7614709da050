/**
 * Kong's plugins with typed settings, and what generated files of other plugins are made of. Package entry `kongruent/plugins`.
 *
 * @example
 * import { rateLimiting } from "kongruent/plugins";
 * route.addPlugin(rateLimiting({ minute: 60 }));
 * @module
 */
export * from "./plugins/catalogue/index.ts";
export {
  definePlugin,
  type PluginDefinition,
  type PluginOf,
  type PluginScope,
  type Resolvable,
  type SettingProblem,
  type VaultReference,
} from "./plugins/typed-plugin.ts";
