/**
 * Consumer: a caller that credentials and plugins belong to.
 * Generated from its descriptor in src/model by `npm run generate`; do not edit.
 * @module
 */
import type { Construct } from "constructs";
import { kindOf } from "../../model/kinds.ts";
import type { PluginOf } from "../../plugins/typed-plugin.ts";
import { addPluginTo } from "../add-plugin.ts";
import { childId } from "../children.ts";
import { Entity } from "../entity.ts";
import { ExistingEntity } from "../existing.ts";
import type { MetaOptions } from "../options.ts";
import type { ConsumerLookup, ConsumerProps, IConsumer } from "../props.ts";
import { Acl, type AddAclOptions } from "./acl.ts";
import { type AddBasicAuthOptions, BasicAuth } from "./basic-auth.ts";
import { type AddHmacAuthOptions, HmacAuth } from "./hmac-auth.ts";
import { type AddJwtOptions, Jwt } from "./jwt.ts";
import { type AddKeyAuthOptions, KeyAuth } from "./key-auth.ts";
import { type AddMtlsAuthOptions, MtlsAuth } from "./mtls-auth.ts";
import { type AddOauth2Options, Oauth2 } from "./oauth2.ts";
import type { AddPluginOptionsFor, Plugin } from "./plugin.ts";

const consumer = kindOf("consumers");

/**
 * A caller that credentials and plugins belong to.
 *
 * @example
 * new Consumer(this, "mobile", { username: "mobile", customId: "crm-4711" });
 */
export class Consumer extends Entity<"consumers"> implements IConsumer {
  readonly kind = "consumers";

  constructor(scope: Construct, id: string, props: ConsumerProps = {}) {
    super(scope, id, consumer, props);
  }

  /** The consumer's name, unique in its workspace. As a token: it stands for the value on the gateway. */
  get username(): string {
    return this.getStringAttribute("username");
  }

  /**
   * Adds a plugin that acts on this consumer: one of the catalogue, with typed settings, or any by its name, with
   * settings as the gateway names them. One that the gateway takes elsewhere only does not compile.
   *
   * @example
   * mobile.addPlugin(rateLimiting({ minute: 60 }));
   * mobile.addPlugin("rate-limiting", { config: { minute: 60, policy: "local" } });
   */
  addPlugin<Given extends string | PluginOf<"consumer">>(plugin: Given, options?: AddPluginOptionsFor<Given>): Plugin {
    return addPluginTo(this, { consumer: this }, plugin, options);
  }

  /**
   * Adds a key auth to this consumer: an API key of a consumer. A second one needs a `constructId`.
   *
   * @example
   * mobile.addKeyAuth({ key: mobileKey.stringValue });
   */
  addKeyAuth(options: AddKeyAuthOptions = {}): KeyAuth {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("keyauth_credentials"), constructId);
    return new KeyAuth(this, id, { ...others, consumer: this });
  }

  /**
   * Adds a basic auth to this consumer: a user name and password of a consumer. A second one needs a `constructId`.
   *
   * @example
   * mobile.addBasicAuth({ username: "mobile", password: mobilePassword.stringValue });
   */
  addBasicAuth(options: AddBasicAuthOptions): BasicAuth {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("basicauth_credentials"), constructId);
    return new BasicAuth(this, id, { ...others, consumer: this });
  }

  /**
   * Adds an hmac auth to this consumer: a user name and shared secret of a consumer, for signed requests. A second one
   * needs a `constructId`.
   *
   * @example
   * mobile.addHmacAuth({ username: "mobile", secret: mobileSecret.stringValue });
   */
  addHmacAuth(options: AddHmacAuthOptions): HmacAuth {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("hmacauth_credentials"), constructId);
    return new HmacAuth(this, id, { ...others, consumer: this });
  }

  /**
   * Adds a jwt to this consumer: a key that a consumer's JSON web tokens are checked with. A second one needs a
   * `constructId`.
   *
   * @example
   * mobile.addJwt({ key: "mobile-app", algorithm: "HS256", secret: mobileSecret.stringValue });
   */
  addJwt(options: AddJwtOptions = {}): Jwt {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("jwt_secrets"), constructId);
    return new Jwt(this, id, { ...others, consumer: this });
  }

  /**
   * Adds an oauth2 to this consumer: an application of a consumer, for OAuth 2.0. A second one needs a `constructId`.
   *
   * @example
   * mobile.addOauth2({
   *   name: "Mobile app",
   *   clientId: "mobile-app",
   *   clientSecret: mobileSecret.stringValue,
   *   redirectUris: ["https://shop.example/callback"],
   * });
   */
  addOauth2(options: AddOauth2Options): Oauth2 {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("oauth2_credentials"), constructId);
    return new Oauth2(this, id, { ...others, consumer: this });
  }

  /**
   * Adds an mtls auth to this consumer: a name in a client certificate that stands for a consumer.
   *
   * @example
   * mobile.addMtlsAuth("mobile.shop.example");
   */
  addMtlsAuth(subjectName: string, options: AddMtlsAuthOptions = {}): MtlsAuth {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("mtls_auth_credentials"), constructId, { subject_name: subjectName });
    return new MtlsAuth(this, id, { ...others, subjectName, consumer: this });
  }

  /**
   * Adds an acl to this consumer: a group that a consumer is in, for the acl plugin.
   *
   * @example
   * mobile.addAcl("apps");
   */
  addAcl(group: string, options: AddAclOptions = {}): Acl {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("acls"), constructId, { group });
    return new Acl(this, id, { ...others, group, consumer: this });
  }

  /**
   * A consumer that another team declares. A missing one is an error at plan.
   *
   * @example
   * Consumer.existing(this, "mobile", { username: "mobile" });
   */
  static existing(scope: Construct, id: string, lookup: ConsumerLookup & MetaOptions): ExistingConsumer {
    return new ExistingConsumer(scope, id, lookup);
  }
}

/** A consumer that another team declares; see {@link Consumer.existing}. */
export class ExistingConsumer extends ExistingEntity<"consumers"> implements IConsumer {
  readonly kind = "consumers";

  constructor(scope: Construct, id: string, lookup: ConsumerLookup & MetaOptions) {
    super(scope, id, consumer, lookup);
  }

  /** The consumer's name, unique in its workspace. As a token: it stands for the value on the gateway. */
  get username(): string {
    return this.getStringAttribute("username");
  }

  /**
   * Adds a plugin that acts on this consumer: one of the catalogue, with typed settings, or any by its name, with
   * settings as the gateway names them. One that the gateway takes elsewhere only does not compile.
   *
   * @example
   * mobile.addPlugin(rateLimiting({ minute: 60 }));
   * mobile.addPlugin("rate-limiting", { config: { minute: 60, policy: "local" } });
   */
  addPlugin<Given extends string | PluginOf<"consumer">>(plugin: Given, options?: AddPluginOptionsFor<Given>): Plugin {
    return addPluginTo(this, { consumer: this }, plugin, options);
  }

  /**
   * Adds a key auth to this consumer: an API key of a consumer. A second one needs a `constructId`.
   *
   * @example
   * mobile.addKeyAuth({ key: mobileKey.stringValue });
   */
  addKeyAuth(options: AddKeyAuthOptions = {}): KeyAuth {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("keyauth_credentials"), constructId);
    return new KeyAuth(this, id, { ...others, consumer: this });
  }

  /**
   * Adds a basic auth to this consumer: a user name and password of a consumer. A second one needs a `constructId`.
   *
   * @example
   * mobile.addBasicAuth({ username: "mobile", password: mobilePassword.stringValue });
   */
  addBasicAuth(options: AddBasicAuthOptions): BasicAuth {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("basicauth_credentials"), constructId);
    return new BasicAuth(this, id, { ...others, consumer: this });
  }

  /**
   * Adds an hmac auth to this consumer: a user name and shared secret of a consumer, for signed requests. A second one
   * needs a `constructId`.
   *
   * @example
   * mobile.addHmacAuth({ username: "mobile", secret: mobileSecret.stringValue });
   */
  addHmacAuth(options: AddHmacAuthOptions): HmacAuth {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("hmacauth_credentials"), constructId);
    return new HmacAuth(this, id, { ...others, consumer: this });
  }

  /**
   * Adds a jwt to this consumer: a key that a consumer's JSON web tokens are checked with. A second one needs a
   * `constructId`.
   *
   * @example
   * mobile.addJwt({ key: "mobile-app", algorithm: "HS256", secret: mobileSecret.stringValue });
   */
  addJwt(options: AddJwtOptions = {}): Jwt {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("jwt_secrets"), constructId);
    return new Jwt(this, id, { ...others, consumer: this });
  }

  /**
   * Adds an oauth2 to this consumer: an application of a consumer, for OAuth 2.0. A second one needs a `constructId`.
   *
   * @example
   * mobile.addOauth2({
   *   name: "Mobile app",
   *   clientId: "mobile-app",
   *   clientSecret: mobileSecret.stringValue,
   *   redirectUris: ["https://shop.example/callback"],
   * });
   */
  addOauth2(options: AddOauth2Options): Oauth2 {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("oauth2_credentials"), constructId);
    return new Oauth2(this, id, { ...others, consumer: this });
  }

  /**
   * Adds an mtls auth to this consumer: a name in a client certificate that stands for a consumer.
   *
   * @example
   * mobile.addMtlsAuth("mobile.shop.example");
   */
  addMtlsAuth(subjectName: string, options: AddMtlsAuthOptions = {}): MtlsAuth {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("mtls_auth_credentials"), constructId, { subject_name: subjectName });
    return new MtlsAuth(this, id, { ...others, subjectName, consumer: this });
  }

  /**
   * Adds an acl to this consumer: a group that a consumer is in, for the acl plugin.
   *
   * @example
   * mobile.addAcl("apps");
   */
  addAcl(group: string, options: AddAclOptions = {}): Acl {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("acls"), constructId, { group });
    return new Acl(this, id, { ...others, group, consumer: this });
  }
}
