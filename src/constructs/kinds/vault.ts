/**
 * Vault: a place where the gateway looks up secrets that are referred to by `{vault://prefix/…}`.
 * Generated from its descriptor in src/model by `npm run generate`; do not edit.
 * @module
 */
import type { Construct } from "constructs";
import { kindOf } from "../../model/kinds.ts";
import { Entity } from "../entity.ts";
import { ExistingEntity } from "../existing.ts";
import type { MetaOptions } from "../options.ts";
import type { IVault, VaultLookup, VaultProps } from "../props.ts";

const vault = kindOf("vaults");

/**
 * A place where the gateway looks up secrets that are referred to by `{vault://prefix/…}`.
 *
 * @example
 * new Vault(this, "secrets", { prefix: "shop-secrets", name: "env", config: { prefix: "SHOP_" } });
 */
export class Vault extends Entity<"vaults"> implements IVault {
  readonly kind = "vaults";

  constructor(scope: Construct, id: string, props: VaultProps) {
    super(scope, id, vault, props);
  }

  /**
   * What references to this vault begin with, unique over all workspaces. As a token: it stands for the value on the
   * gateway.
   */
  get prefix(): string {
    return this.getStringAttribute("prefix");
  }

  /**
   * What keeps the secrets: `env`, and more in Kong Enterprise. As a token: it stands for the value on the gateway.
   */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /**
   * A vault that another team declares. A missing one is an error at plan.
   *
   * @example
   * Vault.existing(this, "secrets", { prefix: "shop-secrets" });
   */
  static existing(scope: Construct, id: string, lookup: VaultLookup & MetaOptions): ExistingVault {
    return new ExistingVault(scope, id, lookup);
  }
}

/** A vault that another team declares; see {@link Vault.existing}. */
export class ExistingVault extends ExistingEntity<"vaults"> implements IVault {
  readonly kind = "vaults";

  constructor(scope: Construct, id: string, lookup: VaultLookup & MetaOptions) {
    super(scope, id, vault, lookup);
  }

  /**
   * What references to this vault begin with, unique over all workspaces. As a token: it stands for the value on the
   * gateway.
   */
  get prefix(): string {
    return this.getStringAttribute("prefix");
  }

  /**
   * What keeps the secrets: `env`, and more in Kong Enterprise. As a token: it stands for the value on the gateway.
   */
  get name(): string {
    return this.getStringAttribute("name");
  }
}
