/**
 * Why there is no usable answer: thrown errors and statuses sorted into the causes that the retry table knows.
 * @module
 */
import type { TransportResponse } from "./transport.ts";

/**
 * `refused`: nobody listens, or no connection in time · `name`: the host's name is unknown · `tls`: the certificate does not verify ·
 * `handshake`: no TLS on the other side, or it wants a client certificate · `protocol`: the other side speaks no HTTP ·
 * `reset`: the connection was cut · `timeout`: no answer in time · `overloaded`: 429, 503 · `gateway`: 502, 504 · `server`: 500.
 */
export type Cause =
  | "refused"
  | "name"
  | "tls"
  | "handshake"
  | "protocol"
  | "reset"
  | "timeout"
  | "overloaded"
  | "gateway"
  | "server"
  | "unknown";

/** A try that brought no usable answer. */
export interface Failure {
  readonly cause: Cause;
  /** True unless it is certain that the request did not reach the gateway's logic. */
  readonly mayHaveArrived: boolean;
  readonly status: number | undefined;
  /** The header of a 429 or 503. */
  readonly retryAfter: string | undefined;
  /** Node's or undici's code: `ECONNRESET`. */
  readonly code: string | undefined;
  readonly error: unknown;
}

const CAUSE_OF_CODE: Readonly<Record<string, Cause>> = {
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "refused",
  ENETUNREACH: "refused",
  EADDRNOTAVAIL: "refused",
  UND_ERR_CONNECT_TIMEOUT: "refused",
  ENOTFOUND: "name",
  EAI_AGAIN: "name",
  CERT_HAS_EXPIRED: "tls",
  CERT_NOT_YET_VALID: "tls",
  CERT_REVOKED: "tls",
  CERT_UNTRUSTED: "tls",
  CERT_SIGNATURE_FAILURE: "tls",
  INVALID_CA: "tls",
  INVALID_PURPOSE: "tls",
  UNABLE_TO_GET_ISSUER_CERT: "tls",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "tls",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "tls",
  DEPTH_ZERO_SELF_SIGNED_CERT: "tls",
  SELF_SIGNED_CERT_IN_CHAIN: "tls",
  ERR_TLS_CERT_ALTNAME_INVALID: "tls",
  EPROTO: "handshake",
  ECONNRESET: "reset",
  ECONNABORTED: "reset",
  EPIPE: "reset",
  UND_ERR_SOCKET: "reset",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "reset",
  ETIMEDOUT: "timeout",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
};

const CAUSE_OF_STATUS: Readonly<Record<number, Cause>> = {
  429: "overloaded",
  500: "server",
  502: "gateway",
  503: "overloaded",
  504: "gateway",
};

/** What a request that got no answer at all may not have done. A socket can be cut before or after the gateway read it. */
const NEVER_ARRIVED: ReadonlySet<Cause> = new Set(["refused", "name", "tls", "handshake"]);

const codeOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  // undici gives its parser's errors a code only where the parser does.
  if (error.name === "HTTPParserError") return "HPE_INVALID";
  return error.cause === undefined ? undefined : codeOf(error.cause);
};

const causeOf = (code: string | undefined): Cause => {
  if (code === undefined) return "unknown";
  if (code.startsWith("ERR_SSL_")) return "handshake";
  if (code.startsWith("HPE_")) return "protocol";
  return CAUSE_OF_CODE[code] ?? "unknown";
};

/** A thrown error as a failure. */
export const failureOf = (error: unknown): Failure => {
  const code = codeOf(error);
  const cause = causeOf(code);
  return { cause, mayHaveArrived: !NEVER_ARRIVED.has(cause), status: undefined, retryAfter: undefined, code, error };
};

/** A failing answer as a failure; undefined for one that is to be read, 4xx included. */
export const failureOfAnswer = ({ status, headers }: TransportResponse): Failure | undefined => {
  const cause = CAUSE_OF_STATUS[status];
  if (cause === undefined) return undefined;
  // A 429 is given before the request is looked at. A 503 may come from something in between.
  const mayHaveArrived = status !== 429;
  return { cause, mayHaveArrived, status, retryAfter: headers["retry-after"], code: undefined, error: undefined };
};
