/**
 * Where decK files have entities: at the top level under the kind's key, and below the entities they belong to.
 * @module
 */
import type { AnyKind } from "./define.ts";
import { fieldFacts, referencesOf } from "./derive.ts";
import { kinds } from "./kinds.ts";

/** The key of a kind's list at the top level of a decK file. */
export const deckKey = (kind: AnyKind): string => kind.deck?.key ?? kind.kind;

/** A list of entities below another one: `routes` below a service. */
export interface DeckChild {
  readonly key: string;
  readonly kind: AnyKind;
  /** The reference field of theirs that the place stands for. */
  readonly field: string;
}

const children = new Map<AnyKind, ReadonlyMap<string, DeckChild>>();

/** Whether entities of a kind are written below what a field points to: what they cannot be without, or are added to. */
const isBelow = (kind: AnyKind, field: string, onDelete: "cascade" | "restrict"): boolean =>
  onDelete === "cascade" || kind.addedTo === field || kind.nested?.parent === field;

/**
 * The lists that stand below entities of a kind, by their key.
 *
 * @example
 * deckChildren(service).get("routes") // { key: "routes", kind: route, field: "service" }
 */
export const deckChildren = (parent: AnyKind): ReadonlyMap<string, DeckChild> => {
  let found = children.get(parent);
  if (found === undefined) {
    found = new Map(
      kinds.flatMap((kind) =>
        referencesOf(kind)
          .filter(({ field, kind: target, onDelete }) => target === parent.kind && isBelow(kind, field, onDelete))
          .map(({ field }) => {
            const key = kind.deck?.below?.[field] ?? deckKey(kind);
            return [key, { key, kind, field }] as const;
          }),
      ),
    );
    children.set(parent, found);
  }
  return found;
};

/** Fields by which an entity of a kind is named, the usual one first. */
export const namingFields = (kind: AnyKind): readonly string[] => {
  const [first] = kind.identity.path;
  const single = kind.uniqueKeys.flatMap(({ fields, secret }) =>
    fields.length === 1 && secret !== true ? fields : [],
  );
  const usual = kind.identity.path.length === 1 && first !== undefined && first !== "id" ? [first] : [];
  return [...new Set([...usual, ...single])].filter((field) => fieldFacts(kind, field).reference === undefined);
};
