/**
 * Creates an entity so that a lost answer does no harm: what a first try made is found by its id.
 * @module
 */
import type { Entity } from "../engine/gateway.ts";
import type { AnyKind } from "../model/define.ts";
import { revealAll } from "../model/secret.ts";
import { answerError, entityIn, type Question } from "./answers.ts";
import type { Client } from "./client.ts";
import { collectionPath, entityPath, parentId } from "./paths.ts";
import type { TransportResponse } from "./transport.ts";

/**
 * POST with the client-made id in `body`. After a try whose fate is unknown, and after any refusal of a later try, the id is looked
 * up first: a second POST answers code 3 for most kinds, but 409 for key-auth and jwt and code 2 for certificates
 * (Kong 3.9 recordings: conflicts). A refusal of the very first try is what it says.
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
    const answer = await client.send({ method: "GET", path, subject: asked.subject, counts: "read" });
    if (answer.status === 404) return undefined;
    const error = answerError(answer, { ...asked, method: "GET" });
    if (error !== undefined) throw error;
    return answer;
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
  const isRefused = answer.status >= 400 && answer.status < 500;
  return entityIn((isRefused ? await lookUp() : undefined) ?? answer, asked);
};

/** Under its parent's path the parent is not repeated in the body. */
const withoutParent = (kind: AnyKind, body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  if (kind.path !== undefined || kind.nested === undefined) return body;
  const { [kind.nested.parent]: _parent, ...rest } = body;
  return rest;
};
