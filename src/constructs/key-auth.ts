/** Key-auth credentials: API keys of consumers. @module */
import type { Construct } from "constructs";
import { keyAuth } from "../model/key-auth.ts";
import { Entity } from "./entity.ts";
import { pathOf } from "./errors.ts";
import { ExistingEntity } from "./existing.ts";
import { idFromPath } from "./names.ts";
import type { MetaOptions } from "./options.ts";
import type { IKeyAuth, KeyAuthLookup, KeyAuthProps } from "./props.ts";

/**
 * An API key of a consumer. Give the key as a sensitive variable: a literal ends in the synthesized file. Without a key
 * the gateway makes one; the credential then gets an id from the construct's path, so that the next run finds it again.
 *
 * @example
 * mobile.addKeyAuth({ key: apiKey.stringValue });
 */
export class KeyAuth extends Entity<"keyauth_credentials"> implements IKeyAuth {
  readonly kind = "keyauth_credentials";

  constructor(scope: Construct, id: string, props: KeyAuthProps) {
    const isFoundByKey = props.key !== undefined || props.keyWo !== undefined || props.id !== undefined;
    super(scope, id, keyAuth, isFoundByKey ? props : { ...props, id: idFromPath(pathOf(scope, id)) });
  }

  /**
   * An API key that another team declares, by its id: keys are secret.
   *
   * @example
   * KeyAuth.existing(this, "mobile-key", { id: "5a1f2c3d-0000-4000-8000-000000000000" });
   */
  static existing(scope: Construct, id: string, lookup: KeyAuthLookup & MetaOptions): ExistingKeyAuth {
    return new ExistingKeyAuth(scope, id, lookup);
  }
}

/** An API key that another team declares; see {@link KeyAuth.existing}. */
export class ExistingKeyAuth extends ExistingEntity<"keyauth_credentials"> implements IKeyAuth {
  readonly kind = "keyauth_credentials";
  constructor(scope: Construct, id: string, lookup: KeyAuthLookup & MetaOptions) {
    super(scope, id, keyAuth, lookup);
  }
}
