/** Certificates and keys in PEM form: what they are, and whether they belong together. @module */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from "node:crypto";

/**
 * The certificate in a text; undefined where there is none.
 *
 * @example
 * certificateIn(pem)?.subject // "CN=orders.example"
 */
export const certificateIn = (pem: string): X509Certificate | undefined => {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
};

/** The private key in a text; undefined where there is none. */
export const privateKeyIn = (pem: string): KeyObject | undefined => {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
};

/** The public key in a text; undefined where there is none. */
export const publicKeyIn = (pem: string): KeyObject | undefined => {
  try {
    return createPublicKey(pem);
  } catch {
    return undefined;
  }
};

/**
 * SHA-256 of a certificate's DER form, 64 hexadecimal digits in lower case (Kong 3.9 recordings: conflicts). Undefined where the
 * text holds no certificate: a reference to a vault, say.
 */
export const certificateDigest = (pem: string): string | undefined => {
  const certificate = certificateIn(pem);
  return certificate === undefined ? undefined : createHash("sha256").update(certificate.raw).digest("hex");
};
