/**
 * Ca certificate: a certificate authority that the gateway trusts. One list for all workspaces.
 * Generated from its descriptor in src/model by `npm run generate`; do not edit.
 * @module
 */
import type { Construct } from "constructs";
import { kindOf } from "../../model/kinds.ts";
import { Entity } from "../entity.ts";
import { ExistingEntity } from "../existing.ts";
import type { MetaOptions } from "../options.ts";
import type { CaCertificateLookup, CaCertificateProps, ICaCertificate } from "../props.ts";

const caCertificate = kindOf("ca_certificates");

/**
 * A certificate authority that the gateway trusts. One list for all workspaces.
 *
 * @example
 * new CaCertificate(this, "company", { cert: companyCertificate.stringValue });
 */
export class CaCertificate extends Entity<"ca_certificates"> implements ICaCertificate {
  readonly kind = "ca_certificates";

  constructor(scope: Construct, id: string, props: CaCertificateProps) {
    super(scope, id, caCertificate, props);
  }

  /** The certificate in PEM form. As a token: it stands for the value on the gateway. */
  get cert(): string {
    return this.getStringAttribute("cert");
  }

  /**
   * SHA-256 of the certificate, in hexadecimal. It identifies the entity. As a token: it stands for the value on the
   * gateway.
   */
  get certDigest(): string {
    return this.getStringAttribute("cert_digest");
  }

  /**
   * A ca certificate that another team declares. A missing one is an error at plan.
   *
   * @example
   * CaCertificate.existing(this, "company", { id: "2b71a498-e133-468d-9901-fa3d352b89d2" });
   */
  static existing(scope: Construct, id: string, lookup: CaCertificateLookup & MetaOptions): ExistingCaCertificate {
    return new ExistingCaCertificate(scope, id, lookup);
  }
}

/** A ca certificate that another team declares; see {@link CaCertificate.existing}. */
export class ExistingCaCertificate extends ExistingEntity<"ca_certificates"> implements ICaCertificate {
  readonly kind = "ca_certificates";

  constructor(scope: Construct, id: string, lookup: CaCertificateLookup & MetaOptions) {
    super(scope, id, caCertificate, lookup);
  }

  /** The certificate in PEM form. As a token: it stands for the value on the gateway. */
  get cert(): string {
    return this.getStringAttribute("cert");
  }

  /**
   * SHA-256 of the certificate, in hexadecimal. It identifies the entity. As a token: it stands for the value on the
   * gateway.
   */
  get certDigest(): string {
    return this.getStringAttribute("cert_digest");
  }
}
