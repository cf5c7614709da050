/**
 * Key: a key for signatures or encryption, as a JSON web key or in PEM form.
 * Generated from its descriptor in src/model by `npm run generate`; do not edit.
 * @module
 */
import type { Construct } from "constructs";
import { kindOf } from "../../model/kinds.ts";
import { Entity } from "../entity.ts";
import { ExistingEntity } from "../existing.ts";
import type { ChildOptions, MetaOptions } from "../options.ts";
import type { IKey, KeyDetails, KeyLookup, KeyProps } from "../props.ts";

const key = kindOf("keys");

/** What `addKey` takes besides the kid. */
export interface AddKeyOptions extends KeyDetails, ChildOptions {}

/**
 * A key for signatures or encryption, as a JSON web key or in PEM form.
 *
 * @example
 * new Key(this, "signing", {
 *   set: tokens,
 *   name: "signing-2026",
 *   kid: "2026-01",
 *   jwk: signingJwk.stringValue,
 * });
 */
export class Key extends Entity<"keys"> implements IKey {
  readonly kind = "keys";

  constructor(scope: Construct, id: string, props: KeyProps) {
    super(scope, id, key, props);
  }

  /** The key's id in tokens, unique in its set. As a token: it stands for the value on the gateway. */
  get kid(): string {
    return this.getStringAttribute("kid");
  }

  /**
   * A key that another team declares. A missing one is an error at plan.
   *
   * @example
   * Key.existing(this, "signing", { name: "signing-2026" });
   */
  static existing(scope: Construct, id: string, lookup: KeyLookup & MetaOptions): ExistingKey {
    return new ExistingKey(scope, id, lookup);
  }
}

/** A key that another team declares; see {@link Key.existing}. */
export class ExistingKey extends ExistingEntity<"keys"> implements IKey {
  readonly kind = "keys";

  constructor(scope: Construct, id: string, lookup: KeyLookup & MetaOptions) {
    super(scope, id, key, lookup);
  }

  /** The key's id in tokens, unique in its set. As a token: it stands for the value on the gateway. */
  get kid(): string {
    return this.getStringAttribute("kid");
  }
}
