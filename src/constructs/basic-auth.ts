/** Basic-auth credentials: user names and passwords of consumers. @module */
import type { Construct } from "constructs";
import { basicAuth } from "../model/basic-auth.ts";
import { Entity } from "./entity.ts";
import { ExistingEntity } from "./existing.ts";
import type { MetaOptions } from "./options.ts";
import type { BasicAuthLookup, BasicAuthProps, IBasicAuth } from "./props.ts";

/**
 * A user name and password of a consumer. Give the password as a sensitive variable: a literal ends in the synthesized file.
 *
 * @example
 * mobile.addBasicAuth({ username: "mobile", password: password.stringValue });
 */
export class BasicAuth extends Entity<"basicauth_credentials"> implements IBasicAuth {
  readonly kind = "basicauth_credentials";

  constructor(scope: Construct, id: string, props: BasicAuthProps) {
    super(scope, id, basicAuth, props);
  }

  /**
   * A basic-auth credential that another team declares.
   *
   * @example
   * BasicAuth.existing(this, "mobile", { username: "mobile" });
   */
  static existing(scope: Construct, id: string, lookup: BasicAuthLookup & MetaOptions): ExistingBasicAuth {
    return new ExistingBasicAuth(scope, id, lookup);
  }
}

/** A basic-auth credential that another team declares; see {@link BasicAuth.existing}. */
export class ExistingBasicAuth extends ExistingEntity<"basicauth_credentials"> implements IBasicAuth {
  readonly kind = "basicauth_credentials";
  constructor(scope: Construct, id: string, lookup: BasicAuthLookup & MetaOptions) {
    super(scope, id, basicAuth, lookup);
  }
}
