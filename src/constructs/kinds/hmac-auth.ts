/**
 * Hmac auth: a user name and shared secret of a consumer, for signed requests.
 * Generated from its descriptor in src/model by `npm run generate`; do not edit.
 * @module
 */
import type { Construct } from "constructs";
import { kindOf } from "../../model/kinds.ts";
import { Entity } from "../entity.ts";
import { ExistingEntity } from "../existing.ts";
import type { ChildOptions, MetaOptions } from "../options.ts";
import type { HmacAuthLookup, HmacAuthOptions, HmacAuthProps, IHmacAuth } from "../props.ts";

const hmacAuth = kindOf("hmacauth_credentials");

/** What `addHmacAuth` takes. */
export interface AddHmacAuthOptions extends HmacAuthOptions, ChildOptions {}

/**
 * A user name and shared secret of a consumer, for signed requests.
 *
 * @example
 * new HmacAuth(this, "mobile", {
 *   consumer: mobile,
 *   username: "mobile",
 *   secret: mobileSecret.stringValue,
 * });
 */
export class HmacAuth extends Entity<"hmacauth_credentials"> implements IHmacAuth {
  readonly kind = "hmacauth_credentials";

  constructor(scope: Construct, id: string, props: HmacAuthProps) {
    super(scope, id, hmacAuth, props);
  }

  /** The user name, unique over all consumers. As a token: it stands for the value on the gateway. */
  get username(): string {
    return this.getStringAttribute("username");
  }

  /**
   * An hmac auth that another team declares. A missing one is an error at plan.
   *
   * @example
   * HmacAuth.existing(this, "mobile", { username: "mobile" });
   */
  static existing(scope: Construct, id: string, lookup: HmacAuthLookup & MetaOptions): ExistingHmacAuth {
    return new ExistingHmacAuth(scope, id, lookup);
  }
}

/** An hmac auth that another team declares; see {@link HmacAuth.existing}. */
export class ExistingHmacAuth extends ExistingEntity<"hmacauth_credentials"> implements IHmacAuth {
  readonly kind = "hmacauth_credentials";

  constructor(scope: Construct, id: string, lookup: HmacAuthLookup & MetaOptions) {
    super(scope, id, hmacAuth, lookup);
  }

  /** The user name, unique over all consumers. As a token: it stands for the value on the gateway. */
  get username(): string {
    return this.getStringAttribute("username");
  }
}
