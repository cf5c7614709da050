/**
 * Oauth2: an application of a consumer, for OAuth 2.0.
 * Generated from its descriptor in src/model by `npm run generate`; do not edit.
 * @module
 */
import type { Construct } from "constructs";
import { kindOf } from "../../model/kinds.ts";
import { Entity } from "../entity.ts";
import { ExistingEntity } from "../existing.ts";
import type { ChildOptions, MetaOptions } from "../options.ts";
import type { IOauth2, Oauth2Lookup, Oauth2Options, Oauth2Props } from "../props.ts";

const oauth2 = kindOf("oauth2_credentials");

/** What `addOauth2` takes. */
export interface AddOauth2Options extends Oauth2Options, ChildOptions {}

/**
 * An application of a consumer, for OAuth 2.0. Without a clientId the gateway makes one; the entity then gets an id
 * from the construct's path, so that the next run finds it again.
 *
 * @example
 * new Oauth2(this, "mobile", {
 *   consumer: mobile,
 *   name: "Mobile app",
 *   clientId: "mobile-app",
 *   clientSecret: mobileSecret.stringValue,
 *   redirectUris: ["https://shop.example/callback"],
 * });
 */
export class Oauth2 extends Entity<"oauth2_credentials"> implements IOauth2 {
  readonly kind = "oauth2_credentials";

  constructor(scope: Construct, id: string, props: Oauth2Props) {
    super(scope, id, oauth2, props);
  }

  /** The application's name, shown to people. As a token: it stands for the value on the gateway. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /**
   * The application's id, unique over all consumers; the gateway makes one when absent. As a token: it stands for the
   * value on the gateway.
   */
  get clientId(): string {
    return this.getStringAttribute("client_id");
  }

  /**
   * An oauth2 that another team declares. A missing one is an error at plan.
   *
   * @example
   * Oauth2.existing(this, "mobile", { clientId: "mobile-app" });
   */
  static existing(scope: Construct, id: string, lookup: Oauth2Lookup & MetaOptions): ExistingOauth2 {
    return new ExistingOauth2(scope, id, lookup);
  }
}

/** An oauth2 that another team declares; see {@link Oauth2.existing}. */
export class ExistingOauth2 extends ExistingEntity<"oauth2_credentials"> implements IOauth2 {
  readonly kind = "oauth2_credentials";

  constructor(scope: Construct, id: string, lookup: Oauth2Lookup & MetaOptions) {
    super(scope, id, oauth2, lookup);
  }

  /** The application's name, shown to people. As a token: it stands for the value on the gateway. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /**
   * The application's id, unique over all consumers; the gateway makes one when absent. As a token: it stands for the
   * value on the gateway.
   */
  get clientId(): string {
    return this.getStringAttribute("client_id");
  }
}
