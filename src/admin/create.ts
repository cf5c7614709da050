/**
 * Creates an entity so that a lost answer does no harm: what a first try made is found by its id.
 * @module
 */
import type { Entity } from "../engine/gateway.ts";
import { GatewayError, InterruptedError } from "../engine/gateway-errors.ts";
import type { AnyKind } from "../model/define.ts";
import { revealAll } from "../model/secret.ts";
import { entityIfThere, entityIn, type Question } from "./answers.ts";
import type { Client } from "./client.ts";
import { collectionPath, entityPath, parentId } from "./paths.ts";
import type { TransportResponse } from "./transport.ts";

/**
 * POST with the client-made id in `body`. After a try whose fate is unknown, and after any refusal of a later try, the id is looked
 * up first: a second POST answers code 3 for most kinds, but 409 for key-auth and jwt and code 2 for certificates
 * (Kong 3.9 recordings: conflicts). A refusal of the very first try is what it says; a 2xx that is not our entity says nothing.
 */
export const createEntity = async (
  client: Client,
  kind: AnyKind,
  body: Readonly<Record<string, unknown>>,
  asked: Question,
): Promise<Entity> => {
  const { id } = body;
  if (typeof id !== "string") throw new TypeError(`a create of ${kind.kind} needs a client-made id`);
  const parent = parentId(kind, body);
  let mayHaveArrived = false;

  const lookUp = async (): Promise<TransportResponse | undefined> => {
    if (!mayHaveArrived) return undefined;
    const path = entityPath(kind, id, parent);
    try {
      const answer = await client.send({
        method: "GET",
        path,
        subject: asked.subject,
        counts: "read",
        isPatient: true,
      });
      return entityIfThere(answer, { ...asked, method: "GET" }, id) === undefined ? undefined : answer;
    } catch (error) {
      throw fateUnknown(error, asked);
    }
  };

  const answer = await client.send({
    method: "POST",
    path: collectionPath(kind, parent),
    subject: asked.subject,
    counts: "write",
    body: JSON.stringify(revealAll(withoutParent(kind, body))),
    lookFirst: (failure) => {
      mayHaveArrived ||= failure.mayHaveArrived;
      return lookUp();
    },
  });
  try {
    return entityIn(answer, asked, id);
  } catch (error) {
    mayHaveArrived ||= answer.status >= 200 && answer.status < 300;
    const found = await lookUp();
    if (found === undefined) throw error;
    return entityIn(found, asked, id);
  }
};

/** The look-up's error, saying first what it means: the same class and code, since its advice is the one to follow. */
const fateUnknown = (error: unknown, { method, subject }: Question): unknown => {
  if (!(error instanceof GatewayError) || error instanceof InterruptedError) return error;
  const { status, fields } = error;
  const SameError = error.constructor as typeof GatewayError;
  return new SameError(
    error.code,
    `${method} on ${subject}: its answer was lost or unusable, and it is not known whether it was made, because the look-up by id failed: ${error.message}`,
    { status, fields, cause: error },
  );
};

/** Under its parent's path the parent is not repeated in the body. */
const withoutParent = (kind: AnyKind, body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  if (kind.path !== undefined || kind.nested === undefined) return body;
  const { [kind.nested.parent]: _parent, ...rest } = body;
  return rest;
};
