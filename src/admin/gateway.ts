/**
 * The engine's port over Kong's Admin API.
 * @module
 */

import type { Entity, Gateway, GatewayDescription } from "../engine/gateway.ts";
import { ConflictError, SchemaViolationError } from "../engine/gateway-errors.ts";
import type { AnyKind } from "../model/define.ts";
import { kongSchema, referencesOf } from "../model/derive.ts";
import { revealAll } from "../model/secret.ts";
import { wrapSecrets } from "../model/secret-places.ts";
import { subschemaKey, subschemaName } from "../model/subschema.ts";
import { isUuid } from "../model/values.ts";
import { answerError, entityIfThere, entityIn, isMissing, type Question, unexpected } from "./answers.ts";
import { createEntity } from "./create.ts";
import { describeGateway } from "./describe.ts";
import { idsOf, membershipOf } from "./members.ts";
import { type AdminGatewayOptions, connect } from "./options.ts";
import { readPages } from "./pages.ts";
import { collectionPath, entityPath, listPath, parentId } from "./paths.ts";
import { createSchemas, errorPlaces } from "./schemas.ts";

type Body = Readonly<Record<string, unknown>>;

/** `plugins rate-limiting`: the kind, and what a subschema's name adds. */
const subjectOf = (kind: AnyKind, entity: Body): string => {
  const name = subschemaName(kind, entity);
  return name === undefined ? kind.kind : `${kind.kind} ${name}`;
};

/**
 * A gateway behind its Admin API. Reads are complete or fail, writes are safe to repeat, secrets are wrapped.
 *
 * @example
 * const gateway = createAdminGateway({ url: "http://127.0.0.1:8001", token: new Secret("…") });
 * const services = await gateway.list(service);
 * await gateway.close();
 */
export const createAdminGateway = (options: AdminGatewayOptions): Gateway & { close(): Promise<void> } => {
  const { client, close, hasToken, workspace, pageSize } = connect(options);
  const schemas = createSchemas(client, hasToken);
  let description: Promise<GatewayDescription> | undefined;

  const question = (method: string, kind: AnyKind, entity: Body): Question => ({
    method,
    subject: subjectOf(kind, entity),
    gateway: client.gateway,
    hasToken,
  });

  /** A question whose answer may speak of what was sent. */
  const askingWith = async (method: string, kind: AnyKind, entity: Body, sent: Body): Promise<Question> => {
    const secrets = await schemas.secrets(kind, entity);
    return { ...question(method, kind, entity), sent, places: () => errorPlaces(kind, secrets) };
  };

  // Freshly parsed and held by nobody else: wrapped in place.
  const wrapped = async (kind: AnyKind, entity: Entity): Promise<Entity> => {
    wrapSecrets(entity, await schemas.secrets(kind, entity));
    return entity;
  };

  /** The memberships of a parent, from the list of its members. */
  const memberships = async (kind: AnyKind, parent: string, signal?: AbortSignal): Promise<readonly Entity[]> => {
    const members = await readPages(client, {
      path: listPath(kind, parent),
      subject: `${kind.kind} of ${kind.nested?.parent} ${parent}`,
      tag: undefined,
      pageSize,
      signal,
      hasToken,
      unpaged: referencesOf(kind).find(({ field }) => field === kind.membership?.member)?.kind,
      onPage: () => {},
    });
    return members.map(({ id }) => membershipOf(kind, parent, id));
  };

  const read: Gateway["read"] = async (kind, id, parent) => {
    if (kind.membership !== undefined && parent !== undefined) {
      return (await memberships(kind, parent)).find((entity) => entity.id === id);
    }
    const asked = question("GET", kind, {});
    const answer = await client.send({
      method: "GET",
      path: entityPath(kind, id, parent),
      subject: asked.subject,
      counts: "read",
    });
    const entity = entityIfThere(answer, asked, isUuid(id) ? id : undefined);
    return entity === undefined ? undefined : wrapped(kind, entity);
  };

  return {
    describe() {
      description ??= describeGateway(client, { workspace, hasToken }).catch((error: unknown) => {
        description = undefined;
        throw error;
      });
      return description;
    },

    // Kong has no schema of memberships: they are no entities of its own.
    schema: (kind) => (kind.membership === undefined ? schemas.get(kind.kind) : Promise.resolve(kongSchema(kind))),
    subschema: (kind, name) => schemas.get(subschemaKey(kind, name)),

    async list(kind, { parent, tag, signal } = {}) {
      if (kind.membership !== undefined && parent !== undefined) return memberships(kind, parent, signal);
      const isNested = parent !== undefined || kind.path === undefined;
      const waiting: Promise<unknown>[] = [];
      const entities = await readPages(client, {
        path: listPath(kind, parent),
        subject: parent === undefined ? kind.kind : `${kind.kind} of ${kind.nested?.parent} ${parent}`,
        // Nested lists ignore `tags` (Kong 3.9 recordings: pagination): filtered here instead.
        tag: isNested ? undefined : tag,
        pageSize,
        signal,
        hasToken,
        onPage: (page) => waiting.push(...newSubschemas(kind, page, schemas)),
      });
      await Promise.all(waiting);
      if (kind.subschema !== undefined || schemas.knownSecrets(kind, {}) !== undefined) {
        for (const entity of entities) wrapSecrets(entity, schemas.knownSecrets(kind, entity));
      }
      return isNested && tag !== undefined ? entities.filter((entity) => hasTag(entity, tag)) : entities;
    },

    read,

    async create(kind, body) {
      const asked = await askingWith("POST", kind, body, body);
      if (kind.membership !== undefined) {
        const { parent, member } = idsOf(kind, body);
        const path = collectionPath(kind, parent);
        const sent = JSON.stringify({ [kind.membership.member]: member });
        const answer = await client.send({ method: "POST", path, subject: asked.subject, counts: "write", body: sent });
        const error = answerError(answer, asked);
        // It is there already, by us or by somebody: there is nothing else to a membership.
        if (error !== undefined && !(error instanceof ConflictError)) throw error;
        return membershipOf(kind, parent, member);
      }
      return wrapped(kind, await createEntity(client, kind, body, asked));
    },

    async update(kind, entity, patch) {
      const asked = await askingWith("PATCH", kind, entity, patch);
      const answer = await client.send({
        method: "PATCH",
        path: entityPath(kind, entity.id, parentId(kind, entity)),
        subject: asked.subject,
        counts: "write",
        body: JSON.stringify(revealAll(patch)),
      });
      return wrapped(kind, entityIn(answer, asked, entity.id));
    },

    async delete(kind, entity) {
      const asked = question("DELETE", kind, entity);
      const id = kind.membership === undefined ? entity.id : idsOf(kind, entity).member;
      const path = entityPath(kind, id, parentId(kind, entity));
      const { subject } = asked;
      const answer = await client.send({ method: "DELETE", path, subject, counts: "write" });
      if (answer.status === 404) {
        // Nested paths answer 404 for what is gone. Flat ones answer 204, so a 404 there is not Kong's word: it is asked again.
        const isNested = kind.path === undefined;
        const last = isNested ? answer : await client.send({ method: "GET", path, subject, counts: "read" });
        if (isMissing(last)) return;
        throw unexpected(answer, asked);
      }
      const error = answerError(answer, asked);
      if (error !== undefined) throw error;
    },

    async validate(kind, body) {
      const asked = await askingWith("validation", kind, body, body);
      const answer = await client.send({
        method: "POST",
        path: `/schemas/${kind.kind}/validate`,
        subject: asked.subject,
        counts: "read",
        body: JSON.stringify(revealAll(body)),
      });
      if (answer.status === 404 || answer.status === 405) return;
      const error = answerError(answer, asked);
      if (error === undefined) return;
      if (answer.status !== 400 || error instanceof SchemaViolationError) throw error;
      const { fields, status } = error;
      throw new SchemaViolationError("KG_SCHEMA_VIOLATION", error.message, { fields, status, cause: error });
    },

    requests: () => client.requests(),
    close,
  };
};

/** Asks for the subschemas that a page's entities need and that were not asked for yet. */
function* newSubschemas(
  kind: AnyKind,
  page: readonly Entity[],
  schemas: ReturnType<typeof createSchemas>,
): Generator<Promise<unknown>> {
  if (kind.subschema === undefined) return;
  const byName = new Map(page.map((entity) => [entity[kind.subschema?.name ?? ""], entity]));
  for (const entity of byName.values()) {
    const asked = schemas.secrets(kind, entity);
    // Awaited by the caller once the list is read; until then a failure must not count as unhandled.
    asked.catch(() => {});
    yield asked;
  }
}

const hasTag = (entity: Entity, tag: string): boolean => Array.isArray(entity["tags"]) && entity["tags"].includes(tag);
