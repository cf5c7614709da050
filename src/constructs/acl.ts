/** ACLs: the groups a consumer is in. @module */
import type { Construct } from "constructs";
import { acl } from "../model/acl.ts";
import { Entity } from "./entity.ts";
import { ExistingEntity } from "./existing.ts";
import type { MetaOptions } from "./options.ts";
import type { AclLookup, AclProps, IAcl } from "./props.ts";

/**
 * A group that a consumer is in, for the acl plugin.
 *
 * @example
 * mobile.addAcl("gold");
 */
export class Acl extends Entity<"acls"> implements IAcl {
  readonly kind = "acls";

  constructor(scope: Construct, id: string, props: AclProps) {
    super(scope, id, acl, props);
  }

  /**
   * A group membership that another team declares.
   *
   * @example
   * Acl.existing(this, "gold", { consumer: mobile, group: "gold" });
   */
  static existing(scope: Construct, id: string, lookup: AclLookup & MetaOptions): ExistingAcl {
    return new ExistingAcl(scope, id, lookup);
  }
}

/** A group membership that another team declares; see {@link Acl.existing}. */
export class ExistingAcl extends ExistingEntity<"acls"> implements IAcl {
  readonly kind = "acls";
  constructor(scope: Construct, id: string, lookup: AclLookup & MetaOptions) {
    super(scope, id, acl, lookup);
  }
}
