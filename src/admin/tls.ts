/**
 * How the connection to an https admin URL is verified.
 * @module
 */
import { X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import { ConnectionSettingsError } from "../engine/gateway-errors.ts";
import { reveal, type Secret } from "../model/secret.ts";

/** File contents, not paths: reading files is the caller's part. */
export interface TlsSettings {
  /** PEM of the authorities to trust instead of the system's. */
  readonly ca?: string | undefined;
  /** PEM of the client's certificate. */
  readonly cert?: string | undefined;
  /** PEM of the client's private key. */
  readonly key?: string | Secret | undefined;
  /** Name to ask for and to verify, where it is not the host in the URL. */
  readonly serverName?: string | undefined;
  /** Verify nothing. Only for experiments: whoever sits in between reads the token. */
  readonly insecure?: boolean | undefined;
}

export interface TlsConnectOptions {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly servername?: string;
  readonly rejectUnauthorized: boolean;
}

const unusable = (what: string, cause: unknown): ConnectionSettingsError =>
  new ConnectionSettingsError("KG_TLS_FILES", `${what} cannot be used: it must be PEM, whole and not encrypted.`, {
    cause,
  });

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** Node takes any text as `ca` and trusts nothing then: said here instead of "unable to verify" later. */
const checkAuthorities = (ca: string): void => {
  const certificates = ca.match(CERTIFICATE) ?? [];
  if (certificates.length === 0) throw unusable("The CA file (--tls-ca-cert)", undefined);
  try {
    for (const certificate of certificates) new X509Certificate(certificate);
  } catch (cause) {
    throw unusable("The CA file (--tls-ca-cert)", cause);
  }
};

/**
 * The settings in Node's words, tried out at once so that a broken file is named before anything is sent.
 *
 * @example
 * tlsConnectOptions({ ca: readFileSync("ca.pem", "utf8") }) // { ca: "-----BEGIN…", rejectUnauthorized: true }
 */
export const tlsConnectOptions = (settings: TlsSettings): TlsConnectOptions => {
  const key = reveal(settings.key);
  const { ca, cert, serverName } = settings;
  if ((cert === undefined) !== (key === undefined)) {
    throw new ConnectionSettingsError(
      "KG_TLS_FILES",
      "A client certificate needs its key, and a key its certificate: give both --tls-client-cert and --tls-client-key.",
    );
  }
  if (ca !== undefined) checkAuthorities(ca);
  if (cert !== undefined && typeof key === "string") {
    try {
      createSecureContext({ cert, key });
    } catch (cause) {
      throw unusable("The client certificate (--tls-client-cert, --tls-client-key)", cause);
    }
  }
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(typeof key === "string" ? { key } : {}),
    ...(serverName === undefined ? {} : { servername: serverName }),
    rejectUnauthorized: settings.insecure !== true,
  };
};
