/**
 * Key set: a group of keys that plugins refer to.
 * Generated from its descriptor in src/model by `npm run generate`; do not edit.
 * @module
 */
import type { Construct } from "constructs";
import { kindOf } from "../../model/kinds.ts";
import { childId } from "../children.ts";
import { Entity } from "../entity.ts";
import { ExistingEntity } from "../existing.ts";
import type { MetaOptions } from "../options.ts";
import type { IKeySet, KeySetLookup, KeySetProps } from "../props.ts";
import { type AddKeyOptions, Key } from "./key.ts";

const keySet = kindOf("key_sets");

/**
 * A group of keys that plugins refer to.
 *
 * @example
 * new KeySet(this, "tokens", { name: "tokens" });
 */
export class KeySet extends Entity<"key_sets"> implements IKeySet {
  readonly kind = "key_sets";

  constructor(scope: Construct, id: string, props: KeySetProps = {}) {
    super(scope, id, keySet, props);
  }

  /** The set's name, unique in its workspace. As a token: it stands for the value on the gateway. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /**
   * Adds a key to this key set: a key for signatures or encryption, as a JSON web key or in PEM form.
   *
   * @example
   * tokens.addKey("2026-01", { name: "signing-2026", jwk: signingJwk.stringValue });
   */
  addKey(kid: string, options: AddKeyOptions = {}): Key {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("keys"), constructId, { kid });
    return new Key(this, id, { ...others, kid, set: this });
  }

  /**
   * A key set that another team declares. A missing one is an error at plan.
   *
   * @example
   * KeySet.existing(this, "tokens", { name: "tokens" });
   */
  static existing(scope: Construct, id: string, lookup: KeySetLookup & MetaOptions): ExistingKeySet {
    return new ExistingKeySet(scope, id, lookup);
  }
}

/** A key set that another team declares; see {@link KeySet.existing}. */
export class ExistingKeySet extends ExistingEntity<"key_sets"> implements IKeySet {
  readonly kind = "key_sets";

  constructor(scope: Construct, id: string, lookup: KeySetLookup & MetaOptions) {
    super(scope, id, keySet, lookup);
  }

  /** The set's name, unique in its workspace. As a token: it stands for the value on the gateway. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /**
   * Adds a key to this key set: a key for signatures or encryption, as a JSON web key or in PEM form.
   *
   * @example
   * tokens.addKey("2026-01", { name: "signing-2026", jwk: signingJwk.stringValue });
   */
  addKey(kid: string, options: AddKeyOptions = {}): Key {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("keys"), constructId, { kid });
    return new Key(this, id, { ...others, kid, set: this });
  }
}
