/**
 * Key auth: an API key of a consumer.
 * Generated from its descriptor in src/model by `npm run generate`; do not edit.
 * @module
 */
import type { Construct } from "constructs";
import { kindOf } from "../../model/kinds.ts";
import { Entity } from "../entity.ts";
import { ExistingEntity } from "../existing.ts";
import type { ChildOptions, MetaOptions } from "../options.ts";
import type { IKeyAuth, KeyAuthLookup, KeyAuthOptions, KeyAuthProps } from "../props.ts";

const keyAuth = kindOf("keyauth_credentials");

/** What `addKeyAuth` takes. */
export interface AddKeyAuthOptions extends KeyAuthOptions, ChildOptions {}

/**
 * An API key of a consumer. Without a key the gateway makes one; the entity then gets an id from the construct's path,
 * so that the next run finds it again.
 *
 * @example
 * new KeyAuth(this, "mobile", { consumer: mobile, key: mobileKey.stringValue });
 */
export class KeyAuth extends Entity<"keyauth_credentials"> implements IKeyAuth {
  readonly kind = "keyauth_credentials";

  constructor(scope: Construct, id: string, props: KeyAuthProps) {
    super(scope, id, keyAuth, props);
  }

  /**
   * A key auth that another team declares. A missing one is an error at plan.
   *
   * @example
   * KeyAuth.existing(this, "mobile", { id: "2b71a498-e133-468d-9901-fa3d352b89d2" });
   */
  static existing(scope: Construct, id: string, lookup: KeyAuthLookup & MetaOptions): ExistingKeyAuth {
    return new ExistingKeyAuth(scope, id, lookup);
  }
}

/** A key auth that another team declares; see {@link KeyAuth.existing}. */
export class ExistingKeyAuth extends ExistingEntity<"keyauth_credentials"> implements IKeyAuth {
  readonly kind = "keyauth_credentials";

  constructor(scope: Construct, id: string, lookup: KeyAuthLookup & MetaOptions) {
    super(scope, id, keyAuth, lookup);
  }
}
