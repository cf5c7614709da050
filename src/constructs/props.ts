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

/** One of the consumers: a construct, or an existing one. */
export type IConsumer = IEntity<"consumers">;

/** One of the keyauth credentials: a construct, or an existing one. */
export type IKeyAuth = IEntity<"keyauth_credentials">;

/** One of the basicauth credentials: a construct, or an existing one. */
export type IBasicAuth = IEntity<"basicauth_credentials">;

/** One of the acls: a construct, or an existing one. */
export type IAcl = IEntity<"acls">;

/** One of the certificates: a construct, or an existing one. */
export type ICertificate = IEntity<"certificates">;

/** One of the consumer groups: a construct, or an existing one. */
export type IConsumerGroup = IEntity<"consumer_groups">;

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
  readonly caCertificates?: readonly string[] | IResolvable;
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
export interface TargetOptions extends EntityOptions {
  /**
   * Host and port; the port defaults to 8000.
   */
  readonly target: string;
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
export interface TargetProps extends TargetOptions {
  /**
   * The upstream it belongs to.
   */
  readonly upstream: IUpstream | string;
}

/** Behaviour added to requests, globally or within a scope. */
export interface PluginOptions extends EntityOptions {
  /**
   * A name of its own, unique in its workspace.
   * @default - none
   */
  readonly instanceName?: string;
  /**
   * The plugin's settings, with Kong's field names.
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
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
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

/** A group that a consumer is in, for the acl plugin. */
export interface AclOptions extends EntityOptions {
  /**
   * The group's name.
   */
  readonly group: string;
  /**
   * Labels to group and filter by. The owner's tag is added by itself.
   * @default - what is there is kept
   */
  readonly tags?: readonly string[] | IResolvable;
}

/** A group that a consumer is in, for the acl plugin. */
export interface AclProps extends AclOptions {
  /**
   * The consumer in the group.
   */
  readonly consumer: IConsumer | string;
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

/** How an existing one of the consumers is named. */
export type ConsumerLookup = { readonly id: string } | { readonly username: string } | { readonly customId: string };

/** How an existing one of the keyauth credentials is named. */
export type KeyAuthLookup = { readonly id: string };

/** How an existing one of the basicauth credentials is named. */
export type BasicAuthLookup = { readonly id: string } | { readonly username: string };

/** How an existing one of the acls is named. */
export type AclLookup = { readonly id: string } | { readonly consumer: IConsumer | string; readonly group: string };
