/**
 * The error after the last permitted try: what was asked, what happened, what to do.
 * @module
 */
import { type GatewayError, InterruptedError, NotAdminApiError, UnreachableError } from "../engine/gateway-errors.ts";
import type { Cause, Failure } from "./failures.ts";

/** What the sentence needs to know. */
export interface GivenUp {
  /** `PATCH on services`. */
  readonly what: string;
  /** The admin URL without credentials. */
  readonly gateway: string;
  readonly failure: Failure;
  readonly tries: number;
  /** Whether this gateway has answered anything before. */
  readonly hasAnswered: boolean;
}

const times = (tries: number): string => (tries === 1 ? "" : ` ${tries} times`);
const suffix = (code: string | undefined): string => (code === undefined ? "" : ` (${code})`);

const TLS_ADVICE: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "it has expired; renew it on the gateway",
  CERT_NOT_YET_VALID: "it is not valid yet; compare the clocks of both machines",
  ERR_TLS_CERT_ALTNAME_INVALID: "it is for another name; give the one it is for with --tls-server-name",
};
const UNTRUSTED = "its authority is not trusted here; give the authority's certificate with --tls-ca-cert";

const unreachable = (message: string, failure: Failure): UnreachableError =>
  new UnreachableError("KG_GATEWAY_UNREACHABLE", message, { cause: failure.error });

const unavailable = (message: string, failure: Failure): UnreachableError =>
  new UnreachableError("KG_GATEWAY_UNAVAILABLE", message, { status: failure.status, cause: failure.error });

const answered = ({ what, gateway, failure, tries }: GivenUp, why: string): GatewayError =>
  unavailable(`${what}: ${gateway} answered ${failure.status}${times(tries)}; ${why}`, failure);

const SENTENCES: Readonly<Record<Cause, (given: GivenUp) => GatewayError>> = {
  refused: ({ gateway, failure }) =>
    unreachable(
      `Nothing answers at ${gateway}${suffix(failure.code)}: check --gateway, and that the Admin API listens there.`,
      failure,
    ),
  name: ({ gateway, failure }) =>
    unreachable(`The host name of ${gateway} is not known here${suffix(failure.code)}: check --gateway.`, failure),
  tls: ({ gateway, failure }) =>
    new UnreachableError(
      "KG_TLS_VERIFICATION",
      `The certificate of ${gateway} does not verify${suffix(failure.code)}: ${TLS_ADVICE[failure.code ?? ""] ?? UNTRUSTED}. --tls-insecure turns the check off; whoever sits in between can then read the token.`,
      { cause: failure.error },
    ),
  handshake: ({ gateway, failure }) =>
    new UnreachableError(
      "KG_TLS_HANDSHAKE",
      `No TLS connection to ${gateway}${suffix(failure.code)}: the port may speak plain HTTP (then give http:// in --gateway), or want a client certificate (--tls-client-cert, --tls-client-key).`,
      { cause: failure.error },
    ),
  protocol: ({ gateway, failure }) =>
    new NotAdminApiError(
      "KG_NOT_ADMIN_API",
      `${gateway} does not speak HTTP${suffix(failure.code)}: check --gateway.`,
      {
        cause: failure.error,
      },
    ),
  reset: ({ what, gateway, failure, tries, hasAnswered }) =>
    unavailable(
      `${what}: the connection to ${gateway} was cut${times(tries)}${suffix(failure.code)}${hasAnswered ? "; see the gateway's error log, and what stands between." : ": check --gateway; a port that speaks TLS needs https://."}`,
      failure,
    ),
  timeout: ({ what, gateway, failure, tries }) =>
    unavailable(
      `${what}: no answer from ${gateway} in time${times(tries)}${suffix(failure.code)}; it may be overloaded: raise --timeout or lower --concurrency.`,
      failure,
    ),
  overloaded: (given) =>
    answered(given, "it asks for fewer requests: lower --concurrency, or try again when it has recovered."),
  gateway: (given) => answered(given, "what stands in front of the Admin API cannot reach it."),
  server: (given) => answered(given, "its error log says why."),
  unknown: ({ what, gateway, failure }) =>
    unavailable(`${what}: the request to ${gateway} failed${suffix(failure.code)}.`, failure),
};

/** Nothing more is tried: the error for a request that got no usable answer. */
export const givenUp = (given: GivenUp): GatewayError => SENTENCES[given.failure.cause](given);

/** The caller ended it. */
export const interrupted = (what: string): InterruptedError =>
  new InterruptedError("KG_INTERRUPTED", `${what}: interrupted before the gateway's answer.`);
