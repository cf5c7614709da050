/**
 * Certificate: a certificate with its private key.
 * Generated from its descriptor in src/model by `npm run generate`; do not edit.
 * @module
 */
import type { Construct } from "constructs";
import { kindOf } from "../../model/kinds.ts";
import { childId } from "../children.ts";
import { Entity } from "../entity.ts";
import { ExistingEntity } from "../existing.ts";
import type { MetaOptions } from "../options.ts";
import type { CertificateLookup, CertificateProps, ICertificate } from "../props.ts";
import { type AddSniOptions, Sni } from "./sni.ts";

const certificate = kindOf("certificates");

/**
 * A certificate with its private key.
 *
 * @example
 * new Certificate(this, "shop", { cert: shopCertificate.stringValue, key: shopKey.stringValue });
 */
export class Certificate extends Entity<"certificates"> implements ICertificate {
  readonly kind = "certificates";

  constructor(scope: Construct, id: string, props: CertificateProps) {
    super(scope, id, certificate, props);
  }

  /** The certificate in PEM form, its chain included. As a token: it stands for the value on the gateway. */
  get cert(): string {
    return this.getStringAttribute("cert");
  }

  /**
   * Adds an sni to this certificate: a server name that a certificate is shown for.
   *
   * @example
   * shop.addSni("shop.example");
   */
  addSni(name: string, options: AddSniOptions = {}): Sni {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("snis"), constructId, { name });
    return new Sni(this, id, { ...others, name, certificate: this });
  }

  /**
   * A certificate that another team declares. A missing one is an error at plan.
   *
   * @example
   * Certificate.existing(this, "shop", { id: "2b71a498-e133-468d-9901-fa3d352b89d2" });
   */
  static existing(scope: Construct, id: string, lookup: CertificateLookup & MetaOptions): ExistingCertificate {
    return new ExistingCertificate(scope, id, lookup);
  }
}

/** A certificate that another team declares; see {@link Certificate.existing}. */
export class ExistingCertificate extends ExistingEntity<"certificates"> implements ICertificate {
  readonly kind = "certificates";

  constructor(scope: Construct, id: string, lookup: CertificateLookup & MetaOptions) {
    super(scope, id, certificate, lookup);
  }

  /** The certificate in PEM form, its chain included. As a token: it stands for the value on the gateway. */
  get cert(): string {
    return this.getStringAttribute("cert");
  }

  /**
   * Adds an sni to this certificate: a server name that a certificate is shown for.
   *
   * @example
   * shop.addSni("shop.example");
   */
  addSni(name: string, options: AddSniOptions = {}): Sni {
    const { constructId, ...others } = options;
    const id = childId(this, kindOf("snis"), constructId, { name });
    return new Sni(this, id, { ...others, name, certificate: this });
  }
}
