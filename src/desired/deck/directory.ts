/**
 * What names and ids in decK files mean: a declaration of the files, or something that is on the gateway already.
 * @module
 */
import { deckKey, namingFields } from "../../model/deck-layout.ts";
import { type Declaration, declarationOf, Reference } from "../../model/declaration.ts";
import type { AnyKind } from "../../model/define.ts";
import type { KongruentError } from "../../model/errors.ts";
import { findKind } from "../../model/kinds.ts";
import { didYouMean } from "../../model/nearest.ts";
import { isRecord, isUuid } from "../../model/values.ts";
import type { Entry } from "./entities.ts";
import { plain } from "./environment.ts";
import * as refuse from "./errors.ts";

export type Target = Reference | { readonly id: string };

export interface Directory {
  /** What a reference names; throws a KongruentError where that is nothing. */
  readonly resolve: (entry: Entry, key: string, value: unknown, kindName: string) => Target;
  /** The declaration that pins an id. */
  readonly pinned: (kindName: string, id: string) => Entry | undefined;
  /** Entities that the files refer to and do not declare. */
  readonly existing: () => readonly Declaration[];
}

/** Each hint looks at every name: thousands of errors get none beyond these. */
const MOST_HINTS = 100;

/** The directory of a source. */
export const directoryOf = (entries: readonly Entry[], lookups: ReadonlySet<string>): Directory => {
  const byKind = new Map<string, Entry[]>();
  for (const entry of entries) {
    const list = byKind.get(entry.kind.kind);
    if (list === undefined) byKind.set(entry.kind.kind, [entry]);
    else list.push(entry);
  }
  const names = new Map<string, ReadonlyMap<string, Entry>>();
  const index = (kindName: string, field: string): ReadonlyMap<string, Entry> => {
    const key = `${kindName} ${field}`;
    let found = names.get(key);
    if (found === undefined) {
      const made = new Map<string, Entry>();
      for (const entry of byKind.get(kindName) ?? []) {
        const value = field === "id" ? entry.id : plain(entry.body[field]);
        if (typeof value === "string" && !made.has(value)) made.set(value, entry);
      }
      found = made;
      names.set(key, found);
    }
    return found;
  };
  const existing = new Map<string, Declaration>();
  let hints = 0;

  const byName = (entry: Entry, key: string, kind: AnyKind, field: string, name: string): Target => {
    const found = index(kind.kind, field).get(name);
    if (found !== undefined) return new Reference(found.address);
    const place = entry.document.placeOf(entry.body, key);
    const lookup = deckKey(kind);
    if (!lookups.has(kind.kind)) {
      hints++;
      const hint = hints > MOST_HINTS ? "" : didYouMean(name, index(kind.kind, field).keys());
      throw refuse.referenceMissing(
        place,
        key,
        kind.singular,
        name,
        kind.path === undefined ? undefined : lookup,
        hint,
      );
    }
    const identity = `${kind.kind} ${field} ${name}`;
    const known = existing.get(identity);
    if (known !== undefined) return new Reference(known.address);
    const address = `${place} existing ${kind.singular} ${name}`;
    existing.set(identity, declarationOf(kind.kind, address, { [field]: name }, { existing: true }));
    return new Reference(address);
  };

  const byId = (kindName: string, text: string): Target => {
    const id = text.toLowerCase();
    const found = index(kindName, "id").get(id);
    return found === undefined ? { id } : new Reference(found.address);
  };

  const byText = (entry: Entry, key: string, text: string, kindName: string): Target => {
    const kind = findKind(kindName);
    const [field] = kind === undefined ? [] : namingFields(kind);
    const named = field === undefined ? undefined : index(kindName, field).get(text);
    if (named !== undefined) return new Reference(named.address);
    if (isUuid(text)) return byId(kindName, text);
    if (kind !== undefined && field !== undefined) return byName(entry, key, kind, field, text);
    throw refuse.valueInvalid(
      entry.document.placeOf(entry.body, key),
      key,
      "must hold an id: what it refers to has no name.",
    );
  };

  return {
    pinned: (kindName, id) => index(kindName, "id").get(id),
    existing: () => [...existing.values()],
    resolve: (entry, key, given, kindName) => {
      const value = plain(given);
      const place = entry.document.placeOf(entry.body, key);
      if (typeof value === "string" && value !== "") return byText(entry, key, value, kindName);
      const kind = findKind(kindName);
      const fields = kind === undefined ? [] : namingFields(kind);
      const keys = ["id", ...fields];
      const forms = fields.length === 0 ? "an id" : `a name, an id, or a mapping like {${fields[0]}: …}`;
      if (!isRecord(value)) throw refuse.valueInvalid(place, key, `must be ${forms}.`);
      const said = keys.filter((name) => {
        const found = plain(value[name]);
        return typeof found === "string" && found !== "";
      });
      const other = Object.keys(value).find((name) => !keys.includes(name) && value[name] !== null);
      if (other !== undefined) {
        const why = `only names what is meant, and has '${other}' besides. Write that where the ${kind?.singular ?? kindName} is declared.`;
        throw refuse.valueInvalid(place, key, why);
      }
      const [first] = said;
      if (first === undefined) throw refuse.valueInvalid(place, key, `must be ${forms}.`);
      const name = String(plain(value[first]));
      if (first === "id") {
        if (!isUuid(name)) throw refuse.valueInvalid(place, key, "has an id that is no UUID.");
        return byId(kindName, name);
      }
      if (kind === undefined) throw refuse.valueInvalid(place, key, "must hold an id.");
      return byName(entry, key, kind, first, name);
    },
  };
};

/** A collected error, where one was thrown. */
export const attempt = <T>(errors: KongruentError[], step: () => T): T | undefined => {
  try {
    return step();
  } catch (error) {
    if (error instanceof Error && "code" in error) errors.push(error as KongruentError);
    else throw error;
    return undefined;
  }
};
