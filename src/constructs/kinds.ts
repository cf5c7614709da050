/** The constructs of all kinds. Generated from src/model by `npm run generate`; do not edit. @module */

export { Acl, type AddAclOptions, ExistingAcl } from "./kinds/acl.ts";
export { type AddBasicAuthOptions, BasicAuth, ExistingBasicAuth } from "./kinds/basic-auth.ts";
export { CaCertificate, ExistingCaCertificate } from "./kinds/ca-certificate.ts";
export { Certificate, ExistingCertificate } from "./kinds/certificate.ts";
export { Consumer, ExistingConsumer } from "./kinds/consumer.ts";
export { ConsumerGroup, ExistingConsumerGroup } from "./kinds/consumer-group.ts";
export {
  type AddConsumerGroupMemberOptions,
  ConsumerGroupMember,
  ExistingConsumerGroupMember,
} from "./kinds/consumer-group-member.ts";
export { type AddFilterChainOptions, ExistingFilterChain, FilterChain } from "./kinds/filter-chain.ts";
export { type AddHmacAuthOptions, ExistingHmacAuth, HmacAuth } from "./kinds/hmac-auth.ts";
export { type AddJwtOptions, ExistingJwt, Jwt } from "./kinds/jwt.ts";
export { type AddKeyOptions, ExistingKey, Key } from "./kinds/key.ts";
export { type AddKeyAuthOptions, ExistingKeyAuth, KeyAuth } from "./kinds/key-auth.ts";
export { ExistingKeySet, KeySet } from "./kinds/key-set.ts";
export { type AddMtlsAuthOptions, ExistingMtlsAuth, MtlsAuth } from "./kinds/mtls-auth.ts";
export { type AddOauth2Options, ExistingOauth2, Oauth2 } from "./kinds/oauth2.ts";
export { ExistingPluginPartial, PluginPartial } from "./kinds/partial.ts";
export {
  type AddPluginOptions,
  type AddPluginOptionsFor,
  type AddTypedPluginOptions,
  ExistingPlugin,
  Plugin,
} from "./kinds/plugin.ts";
export { ExistingRoute, Route } from "./kinds/route.ts";
export { ExistingService, Service } from "./kinds/service.ts";
export { type AddSniOptions, ExistingSni, Sni } from "./kinds/sni.ts";
export { type AddTargetOptions, ExistingTarget, Target } from "./kinds/target.ts";
export { ExistingUpstream, Upstream } from "./kinds/upstream.ts";
export { ExistingVault, Vault } from "./kinds/vault.ts";
export { ExistingWorkspace, Workspace } from "./kinds/workspace.ts";
