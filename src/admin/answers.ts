/**
 * Answers that are errors, as typed errors: from the status, then from Kong's `code` and `fields`.
 * Source of the codes: Kong 3.9 recordings, conflicts and validation.
 * @module
 */
import {
  AccessDeniedError,
  ConflictError,
  ForeignKeyError,
  type GatewayError,
  MethodNotAllowedError,
  NotAdminApiError,
  NotFoundError,
  PrimaryKeyTakenError,
  RequestTooLargeError,
  SchemaViolationError,
  UnexpectedAnswerError,
} from "../engine/gateway-errors.ts";
import type { SecretPlaces } from "../model/secret-places.ts";
import { isRecord } from "../model/values.ts";
import { fieldLines, hiddenFields, keyWords, safeMessage, secretTexts } from "./answer-fields.ts";
import { parsedBody, whatWasFound } from "./found.ts";
import type { TransportResponse } from "./transport.ts";

/** What was asked, for the sentence. */
export interface Question {
  readonly method: string;
  /** `services`, `plugins rate-limiting`: no value of a field that may be secret. */
  readonly subject: string;
  /** The admin URL without credentials. */
  readonly gateway: string;
  readonly hasToken: boolean;
  /** The body before its secrets were revealed. */
  readonly sent?: Readonly<Record<string, unknown>> | undefined;
  /** Where `fields` may repeat a secret; asked only of an answer that is an error. */
  readonly places?: () => SecretPlaces | undefined;
}

/** Kong's error body, secrets hidden. */
interface KongError {
  readonly code: number | undefined;
  readonly message: string | undefined;
  readonly fields: Readonly<Record<string, unknown>>;
}

type Answer = TransportResponse;

const kongError = (answer: Answer, { sent, places }: Question): KongError => {
  const body = parsedBody(answer.body);
  if (!isRecord(body)) return { code: undefined, message: undefined, fields: {} };
  const secrets = secretTexts(sent);
  const fields = hiddenFields(body["fields"], places?.(), secrets);
  // `message` repeats what `fields` say, values included: it is used only where there are none.
  const hasFields = isRecord(fields);
  const message = typeof body["message"] === "string" && !hasFields ? safeMessage(body["message"], secrets) : undefined;
  return {
    code: typeof body["code"] === "number" ? body["code"] : undefined,
    message,
    fields: hasFields ? fields : {},
  };
};

const denied = (status: number, { gateway, hasToken, subject }: Question): AccessDeniedError => {
  const token = hasToken
    ? "the admin token was refused or lacks the permission: check --token-file (or --token, --header)"
    : "it wants a token: give one with --token-file (or --token, --header)";
  const code = status === 401 ? "KG_UNAUTHORIZED" : "KG_FORBIDDEN";
  return new AccessDeniedError(code, `${gateway} answered ${status} for ${subject}: ${token}.`, { status });
};

const redirected = (answer: Answer, { gateway }: Question): NotAdminApiError => {
  const location = answer.headers["location"] ?? "";
  const host = URL.canParse(location, gateway) ? new URL(location, gateway).host : "an unknown place";
  return new NotAdminApiError(
    "KG_REDIRECTED",
    `${gateway} redirects to ${host} (${answer.status}). Redirects are not followed, because the token would go along: give the Admin API's own address in --gateway. A login page in front of it needs its header (--header).`,
    { status: answer.status },
  );
};

type Make = (error: KongError, question: Question, status: number) => GatewayError;

const violation: Make = ({ fields, message }, { method, subject }, status) => {
  const lines = fieldLines(fields);
  const why = lines.length > 0 ? lines.join("; ") : (message ?? "the gateway gives no reason that can be shown");
  return new SchemaViolationError("KG_SCHEMA_VIOLATION", `${method} on ${subject} is refused: ${why}.`, {
    status,
    fields,
  });
};
const foreign: Make = ({ fields, message }, { method, subject }, status) => {
  const why =
    Object.keys(fields).length > 0 ? `check what it refers to (${keyWords(fields)})` : (message ?? "a reference");
  return new ForeignKeyError(
    "KG_FOREIGN_KEY",
    `${method} on ${subject} is refused: an entity it refers to is not there, or another still refers to it: ${why}.`,
    { status, fields },
  );
};
const idTaken: Make = ({ fields }, { method, subject }, status) =>
  new PrimaryKeyTakenError(
    "KG_ID_TAKEN",
    `${method} on ${subject} is refused: its id is taken, or a field that cannot be null is null.`,
    { status, fields },
  );

/** By Kong's `code` in a 400. */
const BAD_REQUESTS: ReadonlyMap<number | undefined, Make> = new Map<number | undefined, Make>([
  ...[1, 2, 7, 9, 10, 11, 14].map((code): [number, Make] => [code, violation]),
  [3, idTaken],
  ...[4, 13, 19].map((code): [number, Make] => [code, foreign]),
]);

const conflict: Make = ({ fields }, { method, subject }, status) =>
  new ConflictError(
    "KG_UNIQUE_VIOLATION",
    `${method} on ${subject}: another one already has ${keyWords(fields) || "its unique key"}.`,
    {
      status,
      fields,
    },
  );
const notFound: Make = ({ fields }, { method, subject }, status) =>
  new NotFoundError("KG_NOT_FOUND", `${method} on ${subject}: it is not on the gateway, or its parent is not.`, {
    status,
    fields,
  });
const methodNotAllowed: Make = (_error, { method, subject }, status) =>
  new MethodNotAllowedError(
    "KG_METHOD_NOT_ALLOWED",
    `The gateway does not take ${method} on ${subject}. One without a database (DB-less) and a data plane are read-only: write to the control plane.`,
    { status },
  );
const tooLarge: Make = (_error, { method, subject }, status) =>
  new RequestTooLargeError(
    "KG_BODY_TOO_LARGE",
    `${method} on ${subject}: the body is larger than the gateway takes (10 MiB unless nginx_admin_client_max_body_size says otherwise).`,
    { status },
  );
const uriTooLong: Make = (_error, { method, subject }, status) =>
  new RequestTooLargeError(
    "KG_URI_TOO_LONG",
    `${method} on ${subject}: the address is longer than the gateway takes.`,
    { status },
  );

const BY_STATUS: ReadonlyMap<number, Make> = new Map([
  [404, notFound],
  [405, methodNotAllowed],
  [409, conflict],
  [413, tooLarge],
  [414, uriTooLong],
]);

/**
 * The error in an answer; undefined for a 2xx.
 *
 * @example
 * answerError({ status: 409, body: '{"code":5,"fields":{"name":"orders"}}', headers: {} }, { method: "POST", subject: "services", … })
 * // ConflictError KG_UNIQUE_VIOLATION, fields { name: "orders" }
 */
export const answerError = (answer: Answer, question: Question): GatewayError | undefined => {
  const { status } = answer;
  if (status >= 200 && status < 300) return undefined;
  if (status === 401 || status === 403) return denied(status, question);
  if (status >= 300 && status < 400) return redirected(answer, question);
  const error = kongError(answer, question);
  const make = status === 400 ? BAD_REQUESTS.get(error.code) : BY_STATUS.get(status);
  const said = error.message === undefined ? undefined : `"${error.message}"`;
  return make?.(error, question, status) ?? unexpected(answer, question, said);
};

/** An answer that fits nothing: the wrong status, or a body that is not what was asked for. */
export const unexpected = (
  answer: Answer,
  { method, subject, gateway, sent }: Question,
  what: string = safeMessage(whatWasFound(answer), secretTexts(sent)) ?? "what repeats a secret",
): UnexpectedAnswerError =>
  new UnexpectedAnswerError(
    "KG_UNEXPECTED_ANSWER",
    `${method} on ${subject}: ${gateway} answered ${answer.status} with ${what}.`,
    { status: answer.status },
  );

/**
 * The entity in a good answer, or the error in any other. With an `id`, only the entity of that id is taken: an answer that belongs
 * to another request must not pass for ours.
 */
export const entityIn = (
  answer: Answer,
  question: Question,
  id: string | undefined,
): Record<string, unknown> & { readonly id: string } => {
  const error = answerError(answer, question);
  if (error !== undefined) throw error;
  const body = parsedBody(answer.body);
  if (!isRecord(body) || !hasId(body)) throw unexpected(answer, question);
  if (id === undefined || body.id.toLowerCase() === id.toLowerCase()) return body;
  throw unexpected(answer, question, `another entity than the one asked for (${id})`);
};

/** Whether Kong itself says that nothing is there. A 404 of something in between reads otherwise and says nothing. */
export const isMissing = ({ status, body }: Answer): boolean => {
  const parsed = status === 404 ? parsedBody(body) : undefined;
  return isRecord(parsed) && parsed["message"] === "Not found";
};

/** What a GET by id brings: the entity, undefined where Kong says that there is none, or the error in any other answer. */
export const entityIfThere = (
  answer: Answer,
  question: Question,
  id: string | undefined,
): ReturnType<typeof entityIn> | undefined => {
  if (isMissing(answer)) return undefined;
  if (answer.status === 404) throw unexpected(answer, question);
  return entityIn(answer, question, id);
};

/** Whether a parsed object is an entity. */
export const hasId = <T extends Record<string, unknown>>(body: T): body is T & { readonly id: string } =>
  typeof body["id"] === "string" && body["id"] !== "";
