/**
 * Acl: a group that a consumer is in, for the acl plugin.
 * Generated from its descriptor in src/model by `npm run generate`; do not edit.
 * @module
 */
import type { Construct } from "constructs";
import { kindOf } from "../../model/kinds.ts";
import { Entity } from "../entity.ts";
import { ExistingEntity } from "../existing.ts";
import type { ChildOptions, MetaOptions } from "../options.ts";
import type { AclDetails, AclLookup, AclProps, IAcl } from "../props.ts";

const acl = kindOf("acls");

/** What `addAcl` takes besides the group. */
export interface AddAclOptions extends AclDetails, ChildOptions {}

/**
 * A group that a consumer is in, for the acl plugin.
 *
 * @example
 * new Acl(this, "apps", { consumer: mobile, group: "apps" });
 */
export class Acl extends Entity<"acls"> implements IAcl {
  readonly kind = "acls";

  constructor(scope: Construct, id: string, props: AclProps) {
    super(scope, id, acl, props);
  }

  /** The group's name. As a token: it stands for the value on the gateway. */
  get group(): string {
    return this.getStringAttribute("group");
  }

  /**
   * An acl that another team declares. A missing one is an error at plan.
   *
   * @example
   * Acl.existing(this, "apps", { group: "apps", consumer: mobile });
   */
  static existing(scope: Construct, id: string, lookup: AclLookup & MetaOptions): ExistingAcl {
    return new ExistingAcl(scope, id, lookup);
  }
}

/** An acl that another team declares; see {@link Acl.existing}. */
export class ExistingAcl extends ExistingEntity<"acls"> implements IAcl {
  readonly kind = "acls";

  constructor(scope: Construct, id: string, lookup: AclLookup & MetaOptions) {
    super(scope, id, acl, lookup);
  }

  /** The group's name. As a token: it stands for the value on the gateway. */
  get group(): string {
    return this.getStringAttribute("group");
  }
}
