/**
 * What a declaration means on the gateway, and the words for it.
 * @module
 */
import { type Attribute, type Declaration, Reference } from "../model/declaration.ts";
import type { AnyKind, UniqueKey } from "../model/define.ts";
import { fieldFacts } from "../model/derive.ts";
import { reveal, Secret } from "../model/secret.ts";
import { isRecord } from "../model/values.ts";
import type { Entity } from "./gateway.ts";

/** A declaration with its references resolved as far as the gateway allows, and the live entity it means. */
export interface Match {
  readonly declaration: Declaration;
  readonly kind: AnyKind;
  /** The gateway's form; what does not exist yet is still a Reference or Template. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly live: Entity | undefined;
  /** What holds the identifying key's value now: usually the live entity itself. */
  readonly holder: Entity | undefined;
  /** Identity in words. */
  readonly identity: string;
  /** The identifying key's value with pending references in it, to find duplicates among declarations. */
  readonly identifier: string;
  /** Undefined for what only its pinned id identifies. */
  readonly key: UniqueKey | undefined;
}

/** A reference as text for keys: the id, or the address of what is not there yet. */
export const referText = (value: unknown): string | undefined => {
  if (value instanceof Reference) return `pending ${value.address}`;
  return isRecord(value) && typeof value["id"] === "string" ? value["id"] : undefined;
};

/** A live entity in maps and sets: an id alone is unique in its kind only. */
export const entityKey = ({ kind }: Pick<AnyKind, "kind">, { id }: Pick<Entity, "id">): string => `${kind} ${id}`;

/** One attribute of an entity; undefined where there is no such entity or attribute. */
export const attributeOf = (entity: Entity | undefined, { path }: Attribute): unknown => {
  let value: unknown = entity;
  for (const name of path) value = isRecord(value) ? value[name] : undefined;
  return value;
};

/** The parts of a template as one text, a lone part as it is. A secret among them makes the whole a secret. */
export const joined = (parts: readonly unknown[]): unknown => {
  if (parts.length === 1) return parts[0];
  const text = parts.map((part) => String(reveal(part))).join("");
  return parts.some((part) => part instanceof Secret) ? new Secret(text) : text;
};

/** The unique value of a key in words, masked where it is secret. */
export const keyInWords = (kind: AnyKind, key: UniqueKey, fields: Readonly<Record<string, unknown>>): string =>
  key.fields
    .map((field) => {
      const value = fields[field];
      const isSecret = key.secret === true || fieldFacts(kind, field).secret === true || value instanceof Secret;
      return isSecret || typeof value !== "string" ? `the ${field}` : `the ${field} '${value}'`;
    })
    .join(" and ");
