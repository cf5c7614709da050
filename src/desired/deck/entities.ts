/**
 * The entities of decK files, those below others included, each with an address of its own.
 * @module
 */
import { type DeckChild, deckChildren } from "../../model/deck-layout.ts";
import type { AnyKind } from "../../model/define.ts";
import { fieldFacts, fieldsOf } from "../../model/derive.ts";
import type { KongruentError } from "../../model/errors.ts";
import { isRecord, isUuid } from "../../model/values.ts";
import type { Content } from "./content.ts";
import type { DeckDocument } from "./document.ts";
import { plain } from "./environment.ts";
import * as refuse from "./errors.ts";

/** One entity as it is written. */
export interface Entry {
  readonly kind: AnyKind;
  /** Its keys; lists of what is below it included. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Where it is and what it is: `kong.yaml:12 service orders`. */
  readonly address: string;
  readonly document: DeckDocument;
  /** What it stands below. */
  readonly parent: { readonly entry: Entry; readonly field: string; readonly key: string } | undefined;
  readonly id: string | undefined;
}

/** A list in an entity that is a field of it, and not a list of entities: a certificate's server names as texts. */
const isField = (kind: AnyKind, key: string, value: unknown): boolean =>
  key in fieldsOf(kind) && Array.isArray(value) && value.every((item) => typeof plain(item) === "string");

/** The lists of entities in a body. */
export const childIn = (kind: AnyKind, key: string, value: unknown): DeckChild | undefined => {
  const child = deckChildren(kind).get(key);
  return child === undefined || isField(kind, key, value) ? undefined : child;
};

/** The name by which people know an entity; undefined where it has none, or none that may be shown. */
const nameOf = (kind: AnyKind, body: Readonly<Record<string, unknown>>): string | undefined => {
  const { path, fallback } = kind.identity;
  for (const field of [...path, ...(fallback === undefined ? [] : [fallback])]) {
    const facts = fieldFacts(kind, field);
    const value = plain(body[field]);
    if (typeof value === "string" && value !== "" && facts.secret !== true) return value;
  }
  return undefined;
};

/** Collects the entities of a source in their order. */
export const entriesOf = (content: Content, errors: KongruentError[]): readonly Entry[] => {
  const entries: Entry[] = [];
  const taken = new Set<string>();

  const addressOf = (kind: AnyKind, body: Readonly<Record<string, unknown>>, document: DeckDocument): string => {
    const name = nameOf(kind, body);
    const what = name === undefined ? kind.singular : `${kind.singular} ${name}`;
    const place = document.placeOf(body);
    const first = `${place} ${what}`;
    const candidates = [first, `${place}:${document.columnOf(body)} ${what}`];
    let address = candidates.find((candidate) => !taken.has(candidate));
    for (let count = 2; address === undefined; count++) {
      const next = `${first} (${count})`;
      if (!taken.has(next)) address = next;
    }
    taken.add(address);
    return address;
  };

  const idOf = (body: Readonly<Record<string, unknown>>, document: DeckDocument): string | undefined => {
    const id = plain(body["id"]);
    if (id === undefined || id === null) return undefined;
    if (isUuid(id)) return id.toLowerCase();
    errors.push(refuse.valueInvalid(document.placeOf(body, "id"), "id", "pins the entity's id and must be a UUID."));
    return undefined;
  };

  const add = (
    kind: AnyKind,
    body: Readonly<Record<string, unknown>>,
    document: DeckDocument,
    parent: Entry["parent"],
  ): void => {
    const id = kind.membership === undefined ? idOf(body, document) : undefined;
    const entry: Entry = { kind, body, document, parent, address: addressOf(kind, body, document), id };
    entries.push(entry);
    for (const [key, value] of Object.entries(body)) {
      const child = childIn(kind, key, value);
      if (child !== undefined && value !== null) addBelow(entry, child, value);
    }
  };

  const addBelow = (entry: Entry, { key, kind, field }: DeckChild, list: unknown): void => {
    const { body, document } = entry;
    if (!Array.isArray(list)) {
      errors.push(refuse.valueInvalid(document.placeOf(body, key), key, "must be a list."));
      return;
    }
    for (const [index, item] of (list as readonly unknown[]).entries()) {
      if (isRecord(item)) add(kind, item, document, { entry, field, key });
      else {
        const why = `must be a list of mappings; its item ${index + 1} is none.`;
        errors.push(refuse.valueInvalid(document.placeOf(body, key), key, why));
      }
    }
  };

  for (const { kind, body, document } of content.entities) add(kind, body, document, undefined);
  return entries;
};
