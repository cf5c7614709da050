/**
 * What can go wrong between the engine and a gateway: one class per cause, each with a stable code.
 * Every code has a line in `docs/errors.md`.
 * @module
 */
import { KongruentError } from "../model/errors.ts";

/** Any failure of a request to a gateway. */
export class GatewayError extends KongruentError {
  /** Field messages or clashing values of the gateway's answer, in its own form; secret ones as `Secret`. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly status: number | undefined;

  constructor(
    code: string,
    message: string,
    options: {
      status?: number | undefined;
      fields?: Readonly<Record<string, unknown>> | undefined;
      cause?: unknown;
    } = {},
  ) {
    super(code, message, { cause: options.cause });
    this.status = options.status;
    this.fields = options.fields ?? {};
  }
}

/** 409, code 5: a unique key is taken. `fields` holds exactly the clashing key. */
export class ConflictError extends GatewayError {}
/** 400, code 3: the id is taken. Also what a null weight on a target answers, so look before believing it. */
export class PrimaryKeyTakenError extends GatewayError {}
/** 400, code 2 and its like: the gateway refuses a field. */
export class SchemaViolationError extends GatewayError {}
/** 400, codes 4, 13 and 19: a parent is missing, or something still refers to what is to be deleted. */
export class ForeignKeyError extends GatewayError {}
/** 404, code 6 on a PATCH, or a missing parent. */
export class NotFoundError extends GatewayError {}
/** 401 or 403. */
export class AccessDeniedError extends GatewayError {}
/** 405: the gateway has no such operation; a DB-less one takes no writes of single entities. */
export class MethodNotAllowedError extends GatewayError {}
/** 413 or 414: the body or the address is longer than the gateway takes. */
export class RequestTooLargeError extends GatewayError {}
/** An answer with a status or a body that the Admin API does not give for this request. */
export class UnexpectedAnswerError extends GatewayError {}
/** No connection, a certificate that does not verify, a time-out, or the same status after every permitted try. */
export class UnreachableError extends GatewayError {}
/** An answer that no Admin API gives: HTML, a redirect, something that is no page. */
export class NotAdminApiError extends GatewayError {}
/** A list that cannot be read to its end. */
export class IncompleteListError extends GatewayError {}
/** The caller's signal ended the request; whether a write arrived is not known. */
export class InterruptedError extends GatewayError {}
/** The connection's own settings are wrong: an address that is no URL, a header that cannot be sent, a broken PEM file. */
export class ConnectionSettingsError extends GatewayError {}
