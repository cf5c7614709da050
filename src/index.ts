/**
 * What users import: constructs that declare a gateway's configuration.
 *
 * @example
 * import { KongProvider, Scope, Service } from "kongruent";
 * @module
 */
export { Entity } from "./constructs/entity.ts";
export { ExistingEntity } from "./constructs/existing.ts";
export * from "./constructs/kinds.ts";
export { Lint } from "./constructs/lint.ts";
export { literal } from "./constructs/literal.ts";
export type { ChildOptions, EntityOptions, IEntity, MetaOptions } from "./constructs/options.ts";
export type * from "./constructs/props.ts";
export { KongProvider, type KongProviderProps } from "./constructs/provider.ts";
export { Scope, type ScopeOf } from "./constructs/scope.ts";
export type { AdoptMode } from "./model/declaration.ts";
export { KongruentError } from "./model/errors.ts";
export type { LintCode } from "./model/lint.ts";
export type { PluginOf, PluginScope } from "./plugins/typed-plugin.ts";
