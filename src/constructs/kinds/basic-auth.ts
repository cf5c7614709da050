/**
 * Basic auth: a user name and password of a consumer.
 * Generated from its descriptor in src/model by `npm run generate`; do not edit.
 * @module
 */
import type { Construct } from "constructs";
import { kindOf } from "../../model/kinds.ts";
import { Entity } from "../entity.ts";
import { ExistingEntity } from "../existing.ts";
import type { ChildOptions, MetaOptions } from "../options.ts";
import type { BasicAuthLookup, BasicAuthOptions, BasicAuthProps, IBasicAuth } from "../props.ts";

const basicAuth = kindOf("basicauth_credentials");

/** What `addBasicAuth` takes. */
export interface AddBasicAuthOptions extends BasicAuthOptions, ChildOptions {}

/**
 * A user name and password of a consumer.
 *
 * @example
 * new BasicAuth(this, "mobile", {
 *   consumer: mobile,
 *   username: "mobile",
 *   password: mobilePassword.stringValue,
 * });
 */
export class BasicAuth extends Entity<"basicauth_credentials"> implements IBasicAuth {
  readonly kind = "basicauth_credentials";

  constructor(scope: Construct, id: string, props: BasicAuthProps) {
    super(scope, id, basicAuth, props);
  }

  /** The user name, unique over all consumers. As a token: it stands for the value on the gateway. */
  get username(): string {
    return this.getStringAttribute("username");
  }

  /**
   * A basic auth that another team declares. A missing one is an error at plan.
   *
   * @example
   * BasicAuth.existing(this, "mobile", { username: "mobile" });
   */
  static existing(scope: Construct, id: string, lookup: BasicAuthLookup & MetaOptions): ExistingBasicAuth {
    return new ExistingBasicAuth(scope, id, lookup);
  }
}

/** A basic auth that another team declares; see {@link BasicAuth.existing}. */
export class ExistingBasicAuth extends ExistingEntity<"basicauth_credentials"> implements IBasicAuth {
  readonly kind = "basicauth_credentials";

  constructor(scope: Construct, id: string, lookup: BasicAuthLookup & MetaOptions) {
    super(scope, id, basicAuth, lookup);
  }

  /** The user name, unique over all consumers. As a token: it stands for the value on the gateway. */
  get username(): string {
    return this.getStringAttribute("username");
  }
}
