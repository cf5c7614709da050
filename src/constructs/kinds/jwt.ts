/**
 * Jwt: a key that a consumer's JSON web tokens are checked with.
 * Generated from its descriptor in src/model by `npm run generate`; do not edit.
 * @module
 */
import type { Construct } from "constructs";
import { kindOf } from "../../model/kinds.ts";
import { Entity } from "../entity.ts";
import { ExistingEntity } from "../existing.ts";
import type { ChildOptions, MetaOptions } from "../options.ts";
import type { IJwt, JwtLookup, JwtOptions, JwtProps } from "../props.ts";

const jwt = kindOf("jwt_secrets");

/** What `addJwt` takes. */
export interface AddJwtOptions extends JwtOptions, ChildOptions {}

/**
 * A key that a consumer's JSON web tokens are checked with. Without a key the gateway makes one; the entity then gets
 * an id from the construct's path, so that the next run finds it again.
 *
 * @example
 * new Jwt(this, "mobile", {
 *   consumer: mobile,
 *   key: "mobile-app",
 *   algorithm: "HS256",
 *   secret: mobileSecret.stringValue,
 * });
 */
export class Jwt extends Entity<"jwt_secrets"> implements IJwt {
  readonly kind = "jwt_secrets";

  constructor(scope: Construct, id: string, props: JwtProps) {
    super(scope, id, jwt, props);
  }

  /**
   * What tokens name it by (the `iss` claim, unless the plugin says otherwise), unique over all consumers. As a token:
   * it stands for the value on the gateway.
   */
  get key(): string {
    return this.getStringAttribute("key");
  }

  /**
   * A jwt that another team declares. A missing one is an error at plan.
   *
   * @example
   * Jwt.existing(this, "mobile", { key: "mobile-app" });
   */
  static existing(scope: Construct, id: string, lookup: JwtLookup & MetaOptions): ExistingJwt {
    return new ExistingJwt(scope, id, lookup);
  }
}

/** A jwt that another team declares; see {@link Jwt.existing}. */
export class ExistingJwt extends ExistingEntity<"jwt_secrets"> implements IJwt {
  readonly kind = "jwt_secrets";

  constructor(scope: Construct, id: string, lookup: JwtLookup & MetaOptions) {
    super(scope, id, jwt, lookup);
  }

  /**
   * What tokens name it by (the `iss` claim, unless the plugin says otherwise), unique over all consumers. As a token:
   * it stands for the value on the gateway.
   */
  get key(): string {
    return this.getStringAttribute("key");
  }
}
