/**
 * Sni: a server name that a certificate is shown for.
 * Generated from its descriptor in src/model by `npm run generate`; do not edit.
 * @module
 */
import type { Construct } from "constructs";
import { kindOf } from "../../model/kinds.ts";
import { Entity } from "../entity.ts";
import { ExistingEntity } from "../existing.ts";
import type { ChildOptions, MetaOptions } from "../options.ts";
import type { ISni, SniDetails, SniLookup, SniProps } from "../props.ts";

const sni = kindOf("snis");

/** What `addSni` takes besides the name. */
export interface AddSniOptions extends SniDetails, ChildOptions {}

/**
 * A server name that a certificate is shown for.
 *
 * @example
 * new Sni(this, "shop-example", { certificate: shop, name: "shop.example" });
 */
export class Sni extends Entity<"snis"> implements ISni {
  readonly kind = "snis";

  constructor(scope: Construct, id: string, props: SniProps) {
    super(scope, id, sni, props);
  }

  /**
   * The server name, unique over all workspaces; `*` may stand for its first or last label. As a token: it stands for
   * the value on the gateway.
   */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /**
   * An sni that another team declares. A missing one is an error at plan.
   *
   * @example
   * Sni.existing(this, "shop-example", { name: "shop.example" });
   */
  static existing(scope: Construct, id: string, lookup: SniLookup & MetaOptions): ExistingSni {
    return new ExistingSni(scope, id, lookup);
  }
}

/** An sni that another team declares; see {@link Sni.existing}. */
export class ExistingSni extends ExistingEntity<"snis"> implements ISni {
  readonly kind = "snis";

  constructor(scope: Construct, id: string, lookup: SniLookup & MetaOptions) {
    super(scope, id, sni, lookup);
  }

  /**
   * The server name, unique over all workspaces; `*` may stand for its first or last label. As a token: it stands for
   * the value on the gateway.
   */
  get name(): string {
    return this.getStringAttribute("name");
  }
}
