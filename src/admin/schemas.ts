/**
 * The gateway's own schemas, each asked for once, and the places of secrets that follow from them.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import type { KongSchema } from "../model/kong-schema.ts";
import {
  mergedPlaces,
  placesAt,
  type SecretPlaces,
  secretsOfKind,
  secretsOfSchema,
  secretsWithoutSchema,
} from "../model/secret-places.ts";
import { subschemaKey, subschemaName } from "../model/subschema.ts";
import { isRecord } from "../model/values.ts";
import { answerError, type Question, unexpected } from "./answers.ts";
import type { Client } from "./client.ts";
import { parsedBody } from "./found.ts";

export interface Schemas {
  /** `name`: `services`, `plugins/cors`. Undefined where the gateway has none. */
  get(name: string): Promise<KongSchema | undefined>;
  /** Where an entity of this kind has secrets; its subschema's included. Without one, everything that it would describe is secret. */
  secrets(kind: AnyKind, entity: Readonly<Record<string, unknown>>): Promise<SecretPlaces | undefined>;
  /** The same at once, for a schema that was asked for before. */
  knownSecrets(kind: AnyKind, entity: Readonly<Record<string, unknown>>): SecretPlaces | undefined;
}

// The shape is checked as far as it is walked here; what is in a field is Kong's word (`/schemas`).
const isSchema = (body: unknown): body is KongSchema => isRecord(body) && Array.isArray(body["fields"]);

/** Schemas over a client. */
export const createSchemas = (client: Client, hasToken: boolean): Schemas => {
  const asked = new Map<string, Promise<KongSchema | undefined>>();
  const ofKinds = new Map<AnyKind, SecretPlaces | undefined>();
  const ofSubschemas = new Map<string, SecretPlaces | undefined>();

  const ask = async (name: string): Promise<KongSchema | undefined> => {
    const question: Question = { method: "GET", subject: `the schema of ${name}`, gateway: client.gateway, hasToken };
    const path = `/schemas/${name.split("/").map(encodeURIComponent).join("/")}`;
    const answer = await client.send({ method: "GET", path, subject: question.subject, counts: "read" });
    if (answer.status === 404) return undefined;
    const error = answerError(answer, question);
    if (error !== undefined) throw error;
    const body = parsedBody(answer.body);
    if (!isSchema(body)) throw unexpected(answer, question);
    return body;
  };

  const get = (name: string): Promise<KongSchema | undefined> => {
    let schema = asked.get(name);
    if (schema === undefined) {
      schema = ask(name);
      asked.set(name, schema);
      // A failure is not kept: the next caller asks again.
      schema.catch(() => asked.delete(name));
    }
    return schema;
  };

  const pathOf = (kind: AnyKind, entity: Readonly<Record<string, unknown>>): string | undefined => {
    const name = subschemaName(kind, entity);
    return name === undefined ? undefined : subschemaKey(kind, name);
  };

  const ofKind = (kind: AnyKind): SecretPlaces | undefined => {
    if (!ofKinds.has(kind)) ofKinds.set(kind, secretsOfKind(kind));
    return ofKinds.get(kind);
  };

  const knownSecrets: Schemas["knownSecrets"] = (kind, entity) => {
    const name = pathOf(kind, entity);
    return name !== undefined && ofSubschemas.has(name) ? ofSubschemas.get(name) : ofKind(kind);
  };

  return {
    get,
    knownSecrets,
    async secrets(kind, entity) {
      const name = pathOf(kind, entity);
      if (name !== undefined && !ofSubschemas.has(name)) {
        const schema = await get(name);
        const ofSchema = schema === undefined ? secretsWithoutSchema(kind) : secretsOfSchema(schema.fields);
        ofSubschemas.set(name, mergedPlaces(ofKind(kind), ofSchema));
      }
      return knownSecrets(kind, entity);
    },
  };
};

/**
 * The places for an error's `fields`: the gateway may name a plugin's setting without its `config` in front
 * (Kong 3.9 recordings: shorthand_fields).
 */
export const errorPlaces = (kind: AnyKind, places: SecretPlaces | undefined): SecretPlaces | undefined => {
  if (kind.subschema === undefined) return places;
  const inner = placesAt(places, [kind.subschema.of]);
  // Settings that no schema describes have no names to be known by.
  if (inner?.type === "leaves") return places;
  return mergedPlaces(inner, places);
};
