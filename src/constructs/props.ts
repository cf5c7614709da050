/**
 * What each construct takes. Generated from src/model by `npm run generate`; do not edit.
 * @module
 */
import type { IResolvable } from "cdktf";
import type { EntityOptions, IEntity } from "./options.ts";
import type { Scope } from "./scope.ts";

/** One of the services: a construct, or an existing one. */
export type IService = IEntity<"services">;

/** One of the routes: a construct, or an existing one. */
export type IRoute = IEntity<"routes">;

/** One of the upstreams: a construct, or an existing one. */
export type IUpstream = IEntity<"upstreams">;

/** One of the targets: a construct, or an existing one. */
export type ITarget = IEntity<"targets">;

/** One of the plugins: a construct, or an existing one. */
export type IPlugin = IEntity<"plugins">;

/** One of the filter chains: a construct, or an existing one. */
export type IFilterChain = IEntity<"filter_chains">;

/** One of the partials: a construct, or an existing one. */
export type IPluginPartial = IEntity<"partials">;

/** One of the consumers: a construct, or an existing one. */
export type IConsumer = IEntity<"consumers">;

/** One of the keyauth credentials: a construct, or an existing one. */
export type IKeyAuth = IEntity<"keyauth_credentials">;

/** One of the basicauth credentials: a construct, or an existing one. */
export type IBasicAuth = IEntity<"basicauth_credentials">;

/** One of the hmacauth credentials: a construct, or an existing one. */
export type IHmacAuth = IEntity<"hmacauth_credentials">;

/** One of the jwt secrets: a construct, or an existing one. */
export type IJwt = IEntity<"jwt_secrets">;

/** One of the oauth2 credentials: a construct, or an existing one. */
export type IOauth2 = IEntity<"oauth2_credentials">;

/** One of the mtls auth credentials: a construct, or an existing one. */
export type IMtlsAuth = IEntity<"mtls_auth_credentials">;

/** One of the acls: a construct, or an existing one. */
export type IAcl = IEntity<"acls">;

/** One of the consumer groups: a construct, or an existing one. */
export type IConsumerGroup = IEntity<"consumer_groups">;

/** One of the consumer group members: a construct, or an existing one. */
export type IConsumerGroupMember = IEntity<"consumer_group_members">;

/** One of the certificates: a construct, or an existing one. */
export type ICertificate = IEntity<"certificates">;

/** One of the snis: a construct, or an existing one. */
export type ISni = IEntity<"snis">;

/** One of the ca certificates: a construct, or an existing one. */
export type ICaCertificate = IEntity<"ca_certificates">;

/** One of the key sets: a construct, or an existing one. */
export type IKeySet = IEntity<"key_sets">;

/** One of the keys: a construct, or an existing one. */
export type IKey = IEntity<"keys">;

/** One of the vaults: a construct, or an existing one. */
export type IVault = IEntity<"vaults">;

/** One of the workspaces: a construct, or an existing one. */
export type IWorkspace = IEntity<"workspaces">;

/** An upstream application, and how the gateway reaches it. */
export interface ServiceProps extends EntityOptions {
  /**
   * The service's name, unique in its workspace.
   * @default - from the construct's path: `orders-v1` for orders/v1
   */
  readonly name?: string;
  /**
   * How often a failed connection is tried again.
   * @default - 5
   */
  readonly retries?: number;
  /**
   * How the gateway talks to the upstream.
   * @default - http
   */
  readonly protocol?: "grpc" | "grpcs" | "http" | "https" | "tcp" | "tls" | "tls_passthrough" | "udp" | IResolvable;
  /**
   * Host name, IP address, or the name of an upstream. Required unless `url` gives it.
   * @default - none
   */
  readonly host?: string;
  /**
   * The upstream's port.
   * @default - 80
   */
  readonly port?: number;
  /**
   * Prefix put before the path of each request to the upstream.
   * @default - none
   */
  readonly path?: string;
  /**
   * Shorthand that sets protocol, host, port and path at once. Never stored.
   * @default - none
   */
  readonly url?: string;
  /**
   * Milliseconds to wait for a connection.
   * @default - 60000
   */
  readonly connectTimeout?: number;
  /**
   * Milliseconds between two writes to the upstream.
   * @default - 60000
   */
  readonly writeTimeout?: number;
  /**
   * Milliseconds between two reads from the upstream.
   * @default - 60000
   */
  readonly readTimeout?: number;
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
  /**
   * The certificate the gateway shows to the upstream.
   * @default - none
   */
  readonly clientCertificate?: ICertificate | string;
  /**
   * Whether the upstream's certificate is verified; the node decides when absent.
   * @default - none
   */
  readonly tlsVerify?: boolean | IResolvable;
  /**
   * Longest accepted chain of certificates.
   * @default - none
   */
  readonly tlsVerifyDepth?: number;
  /**
   * Ids of the CA certificates to trust.
   * @default - none
   */
  readonly caCertificates?: readonly (ICaCertificate | string)[] | IResolvable;
  /**
   * A disabled service takes no traffic.
   * @default - true
   */
  readonly enabled?: boolean | IResolvable;
}

/** One entry of the list. */
export interface RouteSource {
  /**
   * Address or CIDR range.
   * @default - none
   */
  readonly ip?: string;
  /**
   * Port.
   * @default - none
   */
  readonly port?: number;
}

/** One entry of the list. */
export interface RouteDestination {
  /**
   * Address or CIDR range.
   * @default - none
   */
  readonly ip?: string;
  /**
   * Port.
   * @default - none
   */
  readonly port?: number;
}

/** Rules that match requests and lead them to a service. */
export interface RouteOptions extends EntityOptions {
  /**
   * The route's name, unique in its workspace.
   * @default - from the construct's path: `orders-v1` for orders/v1
   */
  readonly name?: string;
  /**
   * Protocols this route takes.
   * @default - http, https
   */
  readonly protocols?:
    | readonly ("grpc" | "grpcs" | "http" | "https" | "tcp" | "tls" | "tls_passthrough" | "udp")[]
    | IResolvable;
  /**
   * Status answered to plain http when only https is taken.
   * @default - 426
   */
  readonly httpsRedirectStatusCode?: 426 | 301 | 302 | 307 | 308 | IResolvable;
  /**
   * Whether the matched prefix is cut off. A grpc route's default is false.
   * @default - true
   */
  readonly stripPath?: boolean | IResolvable;
  /**
   * Whether the request's Host header goes to the upstream.
   * @default - false
   */
  readonly preserveHost?: boolean | IResolvable;
  /**
   * Whether the request's body is read before it is sent on.
   * @default - true
   */
  readonly requestBuffering?: boolean | IResolvable;
  /**
   * Whether the response's body is read before it is sent on.
   * @default - true
   */
  readonly responseBuffering?: boolean | IResolvable;
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
  /**
   * Server names that match.
   * @default - none
   */
  readonly snis?: readonly string[] | IResolvable;
  /**
   * Client addresses that match (stream routes).
   * @default - none
   */
  readonly sources?: readonly RouteSource[] | IResolvable;
  /**
   * Destination addresses that match (stream routes).
   * @default - none
   */
  readonly destinations?: readonly RouteDestination[] | IResolvable;
  /**
   * HTTP methods that match.
   * @default - none
   */
  readonly methods?: readonly string[] | IResolvable;
  /**
   * Host names that match; one label may be a wildcard.
   * @default - none
   */
  readonly hosts?: readonly string[] | IResolvable;
  /**
   * Path prefixes that match; `~/` starts a regular expression.
   * @default - none
   */
  readonly paths?: readonly string[] | IResolvable;
  /**
   * Request headers that match, each with its accepted values.
   * @default - none
   */
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  /**
   * Which regular expression is tried first; higher wins.
   * @default - 0
   */
  readonly regexPriority?: number;
  /**
   * How service path, route path and request path are joined.
   * @default - v0
   */
  readonly pathHandling?: "v0" | "v1" | IResolvable;
  /**
   * Match rule in the router's expression language (`router_flavor = expressions`).
   * @default - none
   */
  readonly expression?: string;
  /**
   * Which expression is tried first; higher wins.
   * @default - 0
   */
  readonly priority?: number;
}

/** Rules that match requests and lead them to a service. */
export interface RouteProps extends RouteOptions {
  /**
   * The service it leads to.
   * @default - none
   */
  readonly service?: IService | string;
}

/** One entry of the list. */
export interface UpstreamHealthchecksActiveHealthy {
  /**
   * Statuses that count as healthy.
   * @default - 200, 302
   */
  readonly httpStatuses?: readonly number[] | IResolvable;
  /**
   * Successes that make a target healthy; 0 turns it off.
   * @default - 0
   */
  readonly successes?: number;
  /**
   * Seconds between probes of healthy targets; 0 turns it off.
   * @default - 0
   */
  readonly interval?: number;
}

/** One entry of the list. */
export interface UpstreamHealthchecksActiveUnhealthy {
  /**
   * HTTP failures that make a target unhealthy.
   * @default - 0
   */
  readonly httpFailures?: number;
  /**
   * Seconds between probes of unhealthy targets; 0 turns it off.
   * @default - 0
   */
  readonly interval?: number;
  /**
   * Statuses that count as failures.
   * @default - 429, 404, 500, 501, 502, 503, 504, 505
   */
  readonly httpStatuses?: readonly number[] | IResolvable;
  /**
   * TCP failures that make a target unhealthy.
   * @default - 0
   */
  readonly tcpFailures?: number;
  /**
   * Timeouts that make a target unhealthy.
   * @default - 0
   */
  readonly timeouts?: number;
}

/** One entry of the list. */
export interface UpstreamHealthchecksActive {
  /**
   * How a target is probed.
   * @default - http
   */
  readonly type?: "tcp" | "http" | "https" | "grpc" | "grpcs" | IResolvable;
  /**
   * Path that is probed.
   * @default - /
   */
  readonly httpPath?: string;
  /**
   * Server name sent with a TLS probe.
   * @default - none
   */
  readonly httpsSni?: string;
  /**
   * Whether a TLS probe verifies the certificate.
   * @default - true
   */
  readonly httpsVerifyCertificate?: boolean | IResolvable;
  /**
   * Targets probed at the same time.
   * @default - 10
   */
  readonly concurrency?: number;
  /**
   * When a target becomes healthy.
   * @default - what its own defaults say
   */
  readonly healthy?: UpstreamHealthchecksActiveHealthy;
  /**
   * When a target becomes unhealthy.
   * @default - what its own defaults say
   */
  readonly unhealthy?: UpstreamHealthchecksActiveUnhealthy;
  /**
   * Seconds a probe may take.
   * @default - 1
   */
  readonly timeout?: number;
  /**
   * Headers sent with a probe.
   * @default - none
   */
  readonly headers?: Readonly<Record<string, readonly string[]>>;
}

/** One entry of the list. */
export interface UpstreamHealthchecksPassiveUnhealthy {
  /**
   * HTTP failures that make a target unhealthy.
   * @default - 0
   */
  readonly httpFailures?: number;
  /**
   * Statuses that count as failures.
   * @default - 429, 500, 503
   */
  readonly httpStatuses?: readonly number[] | IResolvable;
  /**
   * TCP failures that make a target unhealthy.
   * @default - 0
   */
  readonly tcpFailures?: number;
  /**
   * Timeouts that make a target unhealthy.
   * @default - 0
   */
  readonly timeouts?: number;
}

/** One entry of the list. */
export interface UpstreamHealthchecksPassiveHealthy {
  /**
   * Successes that make a target healthy.
   * @default - 0
   */
  readonly successes?: number;
  /**
   * Statuses that count as healthy.
   * @default - 200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305, 306, 307, 308
   */
  readonly httpStatuses?: readonly number[] | IResolvable;
}

/** One entry of the list. */
export interface UpstreamHealthchecksPassive {
  /**
   * What traffic is looked at.
   * @default - http
   */
  readonly type?: "tcp" | "http" | "https" | "grpc" | "grpcs" | IResolvable;
  /**
   * When a target becomes unhealthy.
   * @default - what its own defaults say
   */
  readonly unhealthy?: UpstreamHealthchecksPassiveUnhealthy;
  /**
   * When a target becomes healthy.
   * @default - what its own defaults say
   */
  readonly healthy?: UpstreamHealthchecksPassiveHealthy;
}

/** One entry of the list. */
export interface UpstreamHealthchecks {
  /**
   * Probes the gateway sends.
   * @default - what its own defaults say
   */
  readonly active?: UpstreamHealthchecksActive;
  /**
   * What the gateway learns from traffic.
   * @default - what its own defaults say
   */
  readonly passive?: UpstreamHealthchecksPassive;
  /**
   * Percentage of healthy weight below which the upstream is unhealthy.
   * @default - 0
   */
  readonly threshold?: number;
}

/** A virtual host name whose requests are spread over targets. */
export interface UpstreamProps extends EntityOptions {
  /**
   * Host name that services use to reach it.
   * @default - from the construct's path: `orders-v1` for orders/v1
   */
  readonly name?: string;
  /**
   * How a target is chosen.
   * @default - round-robin
   */
  readonly algorithm?: "consistent-hashing" | "least-connections" | "round-robin" | "latency" | IResolvable;
  /**
   * What is hashed; anything but `none` means consistent hashing.
   * @default - none
   */
  readonly hashOn?:
    | "none"
    | "consumer"
    | "ip"
    | "header"
    | "cookie"
    | "path"
    | "query_arg"
    | "uri_capture"
    | IResolvable;
  /**
   * What is hashed when `hash_on` gives nothing.
   * @default - none
   */
  readonly hashFallback?:
    | "none"
    | "consumer"
    | "ip"
    | "header"
    | "cookie"
    | "path"
    | "query_arg"
    | "uri_capture"
    | IResolvable;
  /**
   * Header that is hashed.
   * @default - none
   */
  readonly hashOnHeader?: string;
  /**
   * Header that is hashed as a fallback.
   * @default - none
   */
  readonly hashFallbackHeader?: string;
  /**
   * Cookie that is hashed.
   * @default - none
   */
  readonly hashOnCookie?: string;
  /**
   * Path of a cookie the gateway sets.
   * @default - /
   */
  readonly hashOnCookiePath?: string;
  /**
   * Query argument that is hashed.
   * @default - none
   */
  readonly hashOnQueryArg?: string;
  /**
   * Query argument that is hashed as a fallback.
   * @default - none
   */
  readonly hashFallbackQueryArg?: string;
  /**
   * Route capture that is hashed.
   * @default - none
   */
  readonly hashOnUriCapture?: string;
  /**
   * Route capture that is hashed as a fallback.
   * @default - none
   */
  readonly hashFallbackUriCapture?: string;
  /**
   * Slots of the hash ring.
   * @default - 10000
   */
  readonly slots?: number;
  /**
   * How targets are found healthy or unhealthy.
   * @default - what its own defaults say
   */
  readonly healthchecks?: UpstreamHealthchecks;
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
  /**
   * Host header sent to targets.
   * @default - none
   */
  readonly hostHeader?: string;
  /**
   * The certificate shown to targets.
   * @default - none
   */
  readonly clientCertificate?: ICertificate | string;
  /**
   * Whether the SRV record's name becomes the Host header.
   * @default - false
   */
  readonly useSrvName?: boolean | IResolvable;
}

/** An address that an upstream sends requests to, with its weight. */
export interface TargetDetails extends EntityOptions {
  /**
   * Its share of the requests; 0 takes none.
   * @default - 100
   */
  readonly weight?: number;
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
}

/** An address that an upstream sends requests to, with its weight. */
export interface TargetOptions extends TargetDetails {
  /**
   * Host and port; the port defaults to 8000.
   */
  readonly target: string;
}

/** An address that an upstream sends requests to, with its weight. */
export interface TargetProps extends TargetOptions {
  /**
   * The upstream it belongs to.
   */
  readonly upstream: IUpstream | string;
}

/** One entry of the list. */
export interface PluginPartialEntry {
  /**
   * The partial's id.
   */
  readonly id: string;
  /**
   * Where in the settings its own stand: `config.redis`.
   * @default - none
   */
  readonly path?: string;
}

/** Behaviour added to requests, globally or within a scope. */
export interface PluginDetails extends EntityOptions {
  /**
   * A name of its own, unique in its workspace.
   * @default - none
   */
  readonly instanceName?: string;
  /**
   * Protocols it acts on.
   * @default - grpc, grpcs, http, https
   */
  readonly protocols?:
    | readonly ("grpc" | "grpcs" | "http" | "https" | "tcp" | "tls" | "tls_passthrough" | "udp")[]
    | IResolvable;
  /**
   * A disabled plugin does nothing.
   * @default - true
   */
  readonly enabled?: boolean | IResolvable;
  /**
   * Settings shared with other plugins.
   * Kong Enterprise has it since version 3.10.
   * @default - none
   */
  readonly partials?: readonly PluginPartialEntry[] | IResolvable;
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
  /**
   * Settings that must not be shown, merged over `config`, with Kong's field names.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - none
   */
  readonly configSecrets?: Readonly<Record<string, unknown>>;
  /**
   * `configSecrets`, write-only. Terraform 1.11, OpenTofu 1.11 and later store it nowhere; for `kongruent` it is the same.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - none
   */
  readonly configSecretsWo?: Readonly<Record<string, unknown>>;
}

/** Behaviour added to requests, globally or within a scope. */
export interface PluginOptions extends PluginDetails {
  /**
   * The plugin's settings, with Kong's field names.
   * @default - none
   */
  readonly config?: Readonly<Record<string, unknown>>;
}

/** Behaviour added to requests, globally or within a scope. */
export interface PluginProps extends PluginOptions {
  /**
   * Which plugin: `rate-limiting`.
   */
  readonly name: string;
  /** Where it acts: `Scope.of({ … })`, or `Scope.global()` for every request. */
  readonly scope: Scope;
}

/** One entry of the list. */
export interface FilterChainFilter {
  /**
   * Which filter.
   */
  readonly name: string;
  /**
   * A disabled filter does nothing.
   * @default - true
   */
  readonly enabled?: boolean | IResolvable;
  /**
   * The filter's settings: a text, or what its own schema says.
   * @default - none
   */
  readonly config?: unknown;
}

/** WebAssembly filters that requests of a service or route run through, in their order. A gateway with 'wasm = on' in its kong.conf has them. */
export interface FilterChainOptions extends EntityOptions {
  /**
   * The chain's name, unique in its workspace.
   * @default - from the construct's path: `orders-v1` for orders/v1
   */
  readonly name?: string;
  /**
   * A disabled chain does nothing.
   * @default - true
   */
  readonly enabled?: boolean | IResolvable;
  /**
   * The filters, in their order.
   */
  readonly filters: readonly FilterChainFilter[] | IResolvable;
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
}

/** WebAssembly filters that requests of a service or route run through, in their order. A gateway with 'wasm = on' in its kong.conf has them. */
export interface FilterChainProps extends FilterChainOptions {
  /**
   * The route whose requests run through it. A route has one chain at most.
   * @default - none
   */
  readonly route?: IRoute | string;
  /**
   * The service whose requests run through it. A service has one chain at most.
   * @default - none
   */
  readonly service?: IService | string;
}

/** Settings that several plugins share: a connection to Redis, say. Kong Enterprise has them since version 3.10. */
export interface PluginPartialProps extends EntityOptions {
  /**
   * The name that plugins refer to it by, unique in its workspace.
   * @default - from the construct's path: `orders-v1` for orders/v1
   */
  readonly name?: string;
  /**
   * Which settings: `redis-ce`, `redis-ee`, and what the gateway has besides.
   */
  readonly type: string;
  /**
   * The settings, with Kong's field names.
   * @default - none
   */
  readonly config?: Readonly<Record<string, unknown>>;
  /**
   * Settings that must not be shown, merged over `config`, with Kong's field names.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - none
   */
  readonly configSecrets?: Readonly<Record<string, unknown>>;
  /**
   * `configSecrets`, write-only. Terraform 1.11, OpenTofu 1.11 and later store it nowhere; for `kongruent` it is the same.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - none
   */
  readonly configSecretsWo?: Readonly<Record<string, unknown>>;
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
}

/** A caller that credentials and plugins belong to. */
export interface ConsumerProps extends EntityOptions {
  /**
   * The consumer's name, unique in its workspace.
   * @default - from the construct's path: `orders-v1` for orders/v1, unless there is a customId
   */
  readonly username?: string;
  /**
   * The caller's id in another system, unique in its workspace.
   * @default - none
   */
  readonly customId?: string;
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
}

/** An API key of a consumer. */
export interface KeyAuthOptions extends EntityOptions {
  /**
   * The key, unique over all consumers; the gateway makes one when absent.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - made by the gateway, and kept
   */
  readonly key?: string;
  /**
   * The same as `key`, write-only. Terraform 1.11, OpenTofu 1.11 and later store it nowhere; for `kongruent` it is the same.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - none
   */
  readonly keyWo?: string;
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
  /**
   * Seconds until the key expires, counted from its creation.
   * @default - what is there is kept
   */
  readonly ttl?: number;
}

/** An API key of a consumer. */
export interface KeyAuthProps extends KeyAuthOptions {
  /**
   * Whose key it is.
   */
  readonly consumer: IConsumer | string;
}

/** A user name and password of a consumer. */
export interface BasicAuthOptions extends EntityOptions {
  /**
   * The user name, unique over all consumers.
   */
  readonly username: string;
  /**
   * The password. The gateway keeps and returns only a hash.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - none: it is required, here or as passwordWo
   */
  readonly password?: string;
  /**
   * The same as `password`, write-only. Terraform 1.11, OpenTofu 1.11 and later store it nowhere; for `kongruent` it is the same.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - none
   */
  readonly passwordWo?: string;
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
}

/** A user name and password of a consumer. */
export interface BasicAuthProps extends BasicAuthOptions {
  /**
   * Whose credential it is.
   */
  readonly consumer: IConsumer | string;
}

/** A user name and shared secret of a consumer, for signed requests. */
export interface HmacAuthOptions extends EntityOptions {
  /**
   * The user name, unique over all consumers.
   */
  readonly username: string;
  /**
   * The shared secret; the gateway makes one when absent.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - made by the gateway, and kept
   */
  readonly secret?: string;
  /**
   * The same as `secret`, write-only. Terraform 1.11, OpenTofu 1.11 and later store it nowhere; for `kongruent` it is the same.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - none
   */
  readonly secretWo?: string;
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
}

/** A user name and shared secret of a consumer, for signed requests. */
export interface HmacAuthProps extends HmacAuthOptions {
  /**
   * Whose credential it is.
   */
  readonly consumer: IConsumer | string;
}

/** A key that a consumer's JSON web tokens are checked with. */
export interface JwtOptions extends EntityOptions {
  /**
   * What tokens name it by (the `iss` claim, unless the plugin says otherwise), unique over all consumers.
   * @default - made by the gateway, and kept
   */
  readonly key?: string;
  /**
   * The shared secret of the HS algorithms; the gateway makes one when absent.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - made by the gateway, and kept
   */
  readonly secret?: string;
  /**
   * The same as `secret`, write-only. Terraform 1.11, OpenTofu 1.11 and later store it nowhere; for `kongruent` it is the same.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - none
   */
  readonly secretWo?: string;
  /**
   * The public key in PEM form, for the algorithms that have one.
   * @default - none
   */
  readonly rsaPublicKey?: string;
  /**
   * How tokens are signed.
   * @default - HS256
   */
  readonly algorithm?:
    | "HS256"
    | "HS384"
    | "HS512"
    | "RS256"
    | "RS384"
    | "RS512"
    | "ES256"
    | "ES384"
    | "ES512"
    | "PS256"
    | "PS384"
    | "PS512"
    | "EdDSA"
    | IResolvable;
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
}

/** A key that a consumer's JSON web tokens are checked with. */
export interface JwtProps extends JwtOptions {
  /**
   * Whose credential it is.
   */
  readonly consumer: IConsumer | string;
}

/** An application of a consumer, for OAuth 2.0. */
export interface Oauth2Options extends EntityOptions {
  /**
   * The application's name, shown to people.
   */
  readonly name: string;
  /**
   * The application's id, unique over all consumers; the gateway makes one when absent.
   * @default - made by the gateway, and kept
   */
  readonly clientId?: string;
  /**
   * The application's secret; the gateway makes one when absent.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - made by the gateway, and kept
   */
  readonly clientSecret?: string;
  /**
   * The same as `clientSecret`, write-only. Terraform 1.11, OpenTofu 1.11 and later store it nowhere; for `kongruent` it is the same.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - none
   */
  readonly clientSecretWo?: string;
  /**
   * Whether the gateway keeps only a hash of the secret. What is live can then not be compared.
   * @default - false
   */
  readonly hashSecret?: boolean | IResolvable;
  /**
   * Where browsers may be sent back to.
   * @default - none
   */
  readonly redirectUris?: readonly string[] | IResolvable;
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
  /**
   * Whether the application can keep a secret.
   * @default - confidential
   */
  readonly clientType?: "confidential" | "public" | IResolvable;
}

/** An application of a consumer, for OAuth 2.0. */
export interface Oauth2Props extends Oauth2Options {
  /**
   * Whose application it is.
   */
  readonly consumer: IConsumer | string;
}

/** A name in a client certificate that stands for a consumer. Kong Enterprise has them. */
export interface MtlsAuthDetails extends EntityOptions {
  /**
   * The authority that must have signed the certificate; any trusted one when absent.
   * @default - none
   */
  readonly caCertificate?: ICaCertificate | string;
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
}

/** A name in a client certificate that stands for a consumer. Kong Enterprise has them. */
export interface MtlsAuthOptions extends MtlsAuthDetails {
  /**
   * The subject's name, or one of its alternative names.
   */
  readonly subjectName: string;
}

/** A name in a client certificate that stands for a consumer. Kong Enterprise has them. */
export interface MtlsAuthProps extends MtlsAuthOptions {
  /**
   * Whom the certificate stands for.
   */
  readonly consumer: IConsumer | string;
}

/** A group that a consumer is in, for the acl plugin. */
export interface AclDetails extends EntityOptions {
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
}

/** A group that a consumer is in, for the acl plugin. */
export interface AclOptions extends AclDetails {
  /**
   * The group's name.
   */
  readonly group: string;
}

/** A group that a consumer is in, for the acl plugin. */
export interface AclProps extends AclOptions {
  /**
   * The consumer in the group.
   */
  readonly consumer: IConsumer | string;
}

/** A group of consumers that plugins can be scoped to. Kong Enterprise has them. */
export interface ConsumerGroupProps extends EntityOptions {
  /**
   * The group's name, unique in its workspace.
   * @default - from the construct's path: `orders-v1` for orders/v1
   */
  readonly name?: string;
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
}

/** The membership of a consumer in a consumer group. Kong Enterprise has them. */
export interface ConsumerGroupMemberDetails extends EntityOptions {}

/** The membership of a consumer in a consumer group. Kong Enterprise has them. */
export interface ConsumerGroupMemberOptions extends ConsumerGroupMemberDetails {
  /**
   * The consumer in it.
   */
  readonly consumer: IConsumer | string;
}

/** The membership of a consumer in a consumer group. Kong Enterprise has them. */
export interface ConsumerGroupMemberProps extends ConsumerGroupMemberOptions {
  /**
   * The group.
   */
  readonly consumerGroup: IConsumerGroup | string;
}

/** A certificate with its private key. */
export interface CertificateProps extends EntityOptions {
  /**
   * The certificate in PEM form, its chain included.
   */
  readonly cert: string;
  /**
   * The private key in PEM form.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - none: it is required, here or as keyWo
   */
  readonly key?: string;
  /**
   * The same as `key`, write-only. Terraform 1.11, OpenTofu 1.11 and later store it nowhere; for `kongruent` it is the same.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - none
   */
  readonly keyWo?: string;
  /**
   * A second certificate, with another type of key (ECDSA beside RSA).
   * @default - none
   */
  readonly certAlt?: string;
  /**
   * The private key of the second certificate.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - none
   */
  readonly keyAlt?: string;
  /**
   * The same as `keyAlt`, write-only. Terraform 1.11, OpenTofu 1.11 and later store it nowhere; for `kongruent` it is the same.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - none
   */
  readonly keyAltWo?: string;
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
  /**
   * The exact server names it is shown for. Left out, the names that are there stay.
   * @default - what is there is kept
   */
  readonly snis?: readonly string[] | IResolvable;
}

/** A server name that a certificate is shown for. */
export interface SniDetails extends EntityOptions {
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
}

/** A server name that a certificate is shown for. */
export interface SniOptions extends SniDetails {
  /**
   * The server name, unique over all workspaces; `*` may stand for its first or last label.
   */
  readonly name: string;
}

/** A server name that a certificate is shown for. */
export interface SniProps extends SniOptions {
  /**
   * The certificate that is shown.
   */
  readonly certificate: ICertificate | string;
}

/** A certificate authority that the gateway trusts. One list for all workspaces. */
export interface CaCertificateProps extends EntityOptions {
  /**
   * The certificate in PEM form.
   */
  readonly cert: string;
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
}

/** A group of keys that plugins refer to. */
export interface KeySetProps extends EntityOptions {
  /**
   * The set's name, unique in its workspace.
   * @default - from the construct's path: `orders-v1` for orders/v1
   */
  readonly name?: string;
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
}

/** One entry of the list. */
export interface KeyPem {
  /**
   * The private key in PEM form.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - none
   */
  readonly privateKey?: string;
  /**
   * The public key in PEM form.
   * @default - none
   */
  readonly publicKey?: string;
}

/** A key for signatures or encryption, as a JSON web key or in PEM form. */
export interface KeyDetails extends EntityOptions {
  /**
   * The key's name, unique in its workspace.
   * @default - none
   */
  readonly name?: string;
  /**
   * The key as a JSON web key, in one text.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - none
   */
  readonly jwk?: string;
  /**
   * The same as `jwk`, write-only. Terraform 1.11, OpenTofu 1.11 and later store it nowhere; for `kongruent` it is the same.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - none
   */
  readonly jwkWo?: string;
  /**
   * The key in PEM form.
   * @default - none
   */
  readonly pem?: KeyPem;
  /**
   * What is secret of `pem`, merged over it, write-only. Terraform 1.11, OpenTofu 1.11 and later store it nowhere; for `kongruent` it is the same.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - none
   */
  readonly pemSecretsWo?: Pick<KeyPem, "privateKey">;
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
}

/** A key for signatures or encryption, as a JSON web key or in PEM form. */
export interface KeyOptions extends KeyDetails {
  /**
   * The key's id in tokens, unique in its set.
   */
  readonly kid: string;
}

/** A key for signatures or encryption, as a JSON web key or in PEM form. */
export interface KeyProps extends KeyOptions {
  /**
   * The set it belongs to.
   * @default - none
   */
  readonly set?: IKeySet | string;
}

/** A place where the gateway looks up secrets that are referred to by `{vault://prefix/…}`. */
export interface VaultProps extends EntityOptions {
  /**
   * What references to this vault begin with, unique over all workspaces.
   */
  readonly prefix: string;
  /**
   * What keeps the secrets: `env`, and more in Kong Enterprise.
   */
  readonly name: string;
  /**
   * What it is for.
   * @default - none
   */
  readonly description?: string;
  /**
   * The vault's settings, with Kong's field names.
   * @default - none
   */
  readonly config?: Readonly<Record<string, unknown>>;
  /**
   * Settings that must not be shown, merged over `config`, with Kong's field names.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - none
   */
  readonly configSecrets?: Readonly<Record<string, unknown>>;
  /**
   * `configSecrets`, write-only. Terraform 1.11, OpenTofu 1.11 and later store it nowhere; for `kongruent` it is the same.
   * A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - none
   */
  readonly configSecretsWo?: Readonly<Record<string, unknown>>;
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
}

/** A part of the gateway whose entities have names of their own. Kong Enterprise has them. */
export interface WorkspaceProps extends EntityOptions {
  /**
   * The workspace's name.
   */
  readonly name: string;
  /**
   * What it is for.
   * @default - none
   */
  readonly comment?: string;
  /**
   * How Kong Manager shows it.
   * @default - none
   */
  readonly meta?: Readonly<Record<string, unknown>>;
  /**
   * Its settings, for the developer portal.
   * @default - none
   */
  readonly config?: Readonly<Record<string, unknown>>;
}

/** How an existing one of the services is named. */
export type ServiceLookup = { readonly id: string } | { readonly name: string };

/** How an existing one of the routes is named. */
export type RouteLookup = { readonly id: string } | { readonly name: string };

/** How an existing one of the upstreams is named. */
export type UpstreamLookup = { readonly id: string } | { readonly name: string };

/** How an existing one of the targets is named. */
export type TargetLookup = { readonly id: string } | { readonly upstream: IUpstream | string; readonly target: string };

/** How an existing one of the plugins is named. */
export type PluginLookup =
  | { readonly id: string }
  | { readonly name: string; readonly scope: Scope }
  | { readonly instanceName: string };

/** How an existing one of the filter chains is named. */
export type FilterChainLookup =
  | { readonly id: string }
  | { readonly name: string }
  | { readonly route: IRoute | string }
  | { readonly service: IService | string };

/** How an existing one of the partials is named. */
export type PluginPartialLookup = { readonly id: string } | { readonly name: string };

/** How an existing one of the consumers is named. */
export type ConsumerLookup = { readonly id: string } | { readonly username: string } | { readonly customId: string };

/** How an existing one of the keyauth credentials is named. */
export type KeyAuthLookup = { readonly id: string };

/** How an existing one of the basicauth credentials is named. */
export type BasicAuthLookup = { readonly id: string } | { readonly username: string };

/** How an existing one of the hmacauth credentials is named. */
export type HmacAuthLookup = { readonly id: string } | { readonly username: string };

/** How an existing one of the jwt secrets is named. */
export type JwtLookup = { readonly id: string } | { readonly key: string };

/** How an existing one of the oauth2 credentials is named. */
export type Oauth2Lookup = { readonly id: string } | { readonly clientId: string };

/** How an existing one of the mtls auth credentials is named. */
export type MtlsAuthLookup =
  | { readonly id: string }
  | { readonly subjectName: string; readonly caCertificate?: ICaCertificate | string };

/** How an existing one of the acls is named. */
export type AclLookup = { readonly id: string } | { readonly consumer: IConsumer | string; readonly group: string };

/** How an existing one of the consumer groups is named. */
export type ConsumerGroupLookup = { readonly id: string } | { readonly name: string };

/** How an existing one of the consumer group members is named. */
export type ConsumerGroupMemberLookup =
  | { readonly id: string }
  | { readonly consumerGroup: IConsumerGroup | string; readonly consumer: IConsumer | string };

/** How an existing one of the certificates is named. */
export type CertificateLookup =
  | { readonly id: string }
  | { readonly snis: readonly string[] }
  | { readonly cert: string };

/** How an existing one of the snis is named. */
export type SniLookup = { readonly id: string } | { readonly name: string };

/** How an existing one of the ca certificates is named. */
export type CaCertificateLookup = { readonly id: string } | { readonly certDigest: string };

/** How an existing one of the key sets is named. */
export type KeySetLookup = { readonly id: string } | { readonly name: string };

/** How an existing one of the keys is named. */
export type KeyLookup =
  | { readonly id: string }
  | { readonly name: string }
  | { readonly kid: string; readonly set?: IKeySet | string };

/** How an existing one of the vaults is named. */
export type VaultLookup = { readonly id: string } | { readonly prefix: string };

/** How an existing one of the workspaces is named. */
export type WorkspaceLookup = { readonly id: string } | { readonly name: string };
