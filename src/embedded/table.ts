/**
 * The entities of one kind in memory: found by id, by unique key and by what they refer to, listed in order of id.
 * @module
 */
import type { AnyKind, UniqueKey } from "../model/define.ts";
import { fieldsOf, referenceId, referencesOf } from "../model/derive.ts";
import { fieldMap, type KongSchema } from "../model/kong-schema.ts";

/** An entity as stored: complete, references as `{ id }`, deprecated aliases left out. */
export type StoredEntity = Readonly<Record<string, unknown>> & { readonly id: string };

export interface Row {
  readonly entity: StoredEntity;
  /** When it ends by itself, in milliseconds. */
  readonly expiresAt: number | undefined;
  /** The entity as it is answered; made when first asked for. */
  text: string | undefined;
}

export interface Table {
  readonly kind: AnyKind;
  readonly size: () => number;
  readonly get: (id: string) => Row | undefined;
  /** Who holds the unique key that this entity would take; undefined where it is free or one of its fields is null. */
  readonly holder: (key: UniqueKey, entity: Readonly<Record<string, unknown>>) => string | undefined;
  /** The id behind a value of a single-field unique key. */
  readonly byKey: (field: string, value: string) => string | undefined;
  readonly put: (row: Row) => void;
  readonly remove: (id: string) => void;
  /** All ids, ascending. */
  readonly ids: () => readonly string[];
  /** Ids of the entities whose reference field holds this id. */
  readonly referring: (field: string, id: string) => ReadonlySet<string>;
  readonly uniqueKeys: readonly UniqueKey[];
  readonly clear: () => void;
}

const none: ReadonlySet<string> = new Set();

/** The values of a unique key as one text, or undefined where a null takes the entity out of it. */
const keyText = (key: UniqueKey, entity: Readonly<Record<string, unknown>>): string | undefined => {
  const [only] = key.fields;
  if (key.fields.length === 1 && only !== undefined) {
    const value = entity[only];
    return typeof value === "string" ? value : undefined;
  }
  let text = "";
  for (const field of key.fields) {
    const value = referenceId(entity[field]) ?? entity[field] ?? null;
    if (value === null && key.nullIsValue !== true) return undefined;
    text += `${String(value)}\u0000`;
  }
  return text;
};

/** Where a value belongs in a sorted list. */
export const positionAfter = (sorted: readonly string[], value: string): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? "") <= value) low = middle + 1;
    else high = middle;
  }
  return low;
};

const mergeSorted = (left: readonly string[], right: readonly string[]): string[] => {
  const merged: string[] = [];
  let position = 0;
  for (const value of left) {
    for (let next = right[position]; next !== undefined && next < value; next = right[position]) {
      merged.push(next);
      position += 1;
    }
    merged.push(value);
  }
  return merged.concat(right.slice(position));
};

/** An empty table. Writes are cheap; the sorted list of ids is brought up to date when it is asked for. */
export const createTable = (kind: AnyKind, schema: KongSchema): Table => {
  const rows = new Map<string, Row>();
  const fields = fieldMap(schema.fields);
  // A key over a field of another edition goes without that field.
  const uniqueKeys: readonly UniqueKey[] = kind.uniqueKeys.map((key) => ({
    ...key,
    fields: key.fields.filter((field) => fields.has(field) || !(field in fieldsOf(kind))),
  }));
  const holders = new Map(uniqueKeys.map((key) => [key, new Map<string, string>()] as const));
  const references = referencesOf(kind).map(({ field }) => ({ field, children: new Map<string, Set<string>>() }));
  let sorted: readonly string[] = [];
  let added = new Set<string>();
  let hasGaps = false;

  const index = ({ entity }: Row): void => {
    for (const [key, taken] of holders) {
      const text = keyText(key, entity);
      if (text !== undefined) taken.set(text, entity.id);
    }
    for (const { field, children } of references) {
      const parent = referenceId(entity[field]);
      if (parent === undefined) continue;
      const known = children.get(parent);
      if (known === undefined) children.set(parent, new Set([entity.id]));
      else known.add(entity.id);
    }
  };
  const unindex = ({ entity }: Row): void => {
    for (const [key, taken] of holders) {
      const text = keyText(key, entity);
      if (text !== undefined && taken.get(text) === entity.id) taken.delete(text);
    }
    for (const { field, children } of references) {
      const parent = referenceId(entity[field]);
      if (parent !== undefined) children.get(parent)?.delete(entity.id);
    }
  };

  return {
    kind,
    uniqueKeys,
    size: () => rows.size,
    get: (id) => rows.get(id),
    holder: (key, entity) => {
      const text = keyText(key, entity);
      return text === undefined ? undefined : holders.get(key)?.get(text);
    },
    byKey: (field, value) => {
      for (const [key, taken] of holders) {
        if (key.fields.length === 1 && key.fields[0] === field) return taken.get(value);
      }
      return undefined;
    },
    put: (row) => {
      const { id } = row.entity;
      const known = rows.get(id);
      if (known === undefined) added.add(id);
      else unindex(known);
      rows.set(id, row);
      index(row);
    },
    remove: (id) => {
      const known = rows.get(id);
      if (known === undefined) return;
      unindex(known);
      rows.delete(id);
      if (!added.delete(id)) hasGaps = true;
    },
    ids: () => {
      if (hasGaps || added.size > 0) {
        const kept = hasGaps ? sorted.filter((id) => rows.has(id) && !added.has(id)) : sorted;
        sorted = mergeSorted(kept, [...added].sort());
        added = new Set();
        hasGaps = false;
      }
      return sorted;
    },
    referring: (field, id) => references.find((reference) => reference.field === field)?.children.get(id) ?? none,
    clear: () => {
      rows.clear();
      for (const taken of holders.values()) taken.clear();
      for (const { children } of references) children.clear();
      sorted = [];
      added = new Set();
      hasGaps = false;
    },
  };
};
