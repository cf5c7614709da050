/**
 * What users import: constructs that declare a gateway's configuration.
 *
 * @example
 * import { KongProvider, Scope, Service } from "kongruent";
 * @module
 */
export { Acl, ExistingAcl } from "./constructs/acl.ts";
export { BasicAuth, ExistingBasicAuth } from "./constructs/basic-auth.ts";
export { type AddAclOptions, Consumer, ExistingConsumer } from "./constructs/consumer.ts";
export { Entity } from "./constructs/entity.ts";
export { ExistingEntity } from "./constructs/existing.ts";
export { ExistingKeyAuth, KeyAuth } from "./constructs/key-auth.ts";
export type { ChildOptions, EntityOptions, IEntity, MetaOptions } from "./constructs/options.ts";
export { type AddPluginOptions, ExistingPlugin, Plugin } from "./constructs/plugin.ts";
export type * from "./constructs/props.ts";
export { KongProvider, type KongProviderProps } from "./constructs/provider.ts";
export { ExistingRoute, Route } from "./constructs/route.ts";
export { Scope, type ScopeOf } from "./constructs/scope.ts";
export { ExistingService, Service } from "./constructs/service.ts";
export { type AddTargetOptions, ExistingTarget, Target } from "./constructs/target.ts";
export { ExistingUpstream, Upstream } from "./constructs/upstream.ts";
export type { AdoptMode } from "./model/declaration.ts";
export { KongruentError } from "./model/errors.ts";
