/**
 * Mtls auth: a name in a client certificate that stands for a consumer.
 * Generated from its descriptor in src/model by `npm run generate`; do not edit.
 * @module
 */
import type { Construct } from "constructs";
import { kindOf } from "../../model/kinds.ts";
import { Entity } from "../entity.ts";
import { ExistingEntity } from "../existing.ts";
import type { ChildOptions, MetaOptions } from "../options.ts";
import type { IMtlsAuth, MtlsAuthDetails, MtlsAuthLookup, MtlsAuthProps } from "../props.ts";

const mtlsAuth = kindOf("mtls_auth_credentials");

/** What `addMtlsAuth` takes besides the subjectName. */
export interface AddMtlsAuthOptions extends MtlsAuthDetails, ChildOptions {}

/**
 * A name in a client certificate that stands for a consumer. Kong Enterprise has them.
 *
 * @example
 * new MtlsAuth(this, "mobile", { consumer: mobile, subjectName: "mobile.shop.example" });
 */
export class MtlsAuth extends Entity<"mtls_auth_credentials"> implements IMtlsAuth {
  readonly kind = "mtls_auth_credentials";

  constructor(scope: Construct, id: string, props: MtlsAuthProps) {
    super(scope, id, mtlsAuth, props);
  }

  /** The subject's name, or one of its alternative names. As a token: it stands for the value on the gateway. */
  get subjectName(): string {
    return this.getStringAttribute("subject_name");
  }

  /**
   * An mtls auth that another team declares. A missing one is an error at plan.
   *
   * @example
   * MtlsAuth.existing(this, "mobile", { subjectName: "mobile.shop.example" });
   */
  static existing(scope: Construct, id: string, lookup: MtlsAuthLookup & MetaOptions): ExistingMtlsAuth {
    return new ExistingMtlsAuth(scope, id, lookup);
  }
}

/** An mtls auth that another team declares; see {@link MtlsAuth.existing}. */
export class ExistingMtlsAuth extends ExistingEntity<"mtls_auth_credentials"> implements IMtlsAuth {
  readonly kind = "mtls_auth_credentials";

  constructor(scope: Construct, id: string, lookup: MtlsAuthLookup & MetaOptions) {
    super(scope, id, mtlsAuth, lookup);
  }

  /** The subject's name, or one of its alternative names. As a token: it stands for the value on the gateway. */
  get subjectName(): string {
    return this.getStringAttribute("subject_name");
  }
}
