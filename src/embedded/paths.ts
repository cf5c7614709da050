/**
 * The paths of the Admin API, from the descriptors: collections, what is nested in them, references behind an entity.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import { referencesOf, referrersOf } from "../model/derive.ts";
import { findKind, kinds } from "../model/kinds.ts";

/** A collection under an entity: `/consumers/{consumer}/key-auth`. */
export interface NestedCollection {
  readonly kind: AnyKind;
  /** The reference field that holds the parent. */
  readonly field: string;
  readonly path: string;
  /** The complete list in order of id, where the collection itself is in order of age. */
  readonly listPath: string | undefined;
}

const nested = new Map<AnyKind, readonly NestedCollection[]>();

/** The collections under an entity of a kind. */
export const nestedCollections = (parent: AnyKind): readonly NestedCollection[] => {
  let found = nested.get(parent);
  if (found === undefined) {
    found = referrersOf(parent.kind).flatMap(({ kind, reference }) => {
      const own = kind.nested?.parent === reference.field ? kind.nested : undefined;
      const path = own?.path ?? kind.path;
      return path === undefined ? [] : [{ kind, field: reference.field, path, listPath: own?.listPath }];
    });
    nested.set(parent, found);
  }
  return found;
};

const byPath = new Map(kinds.flatMap((kind) => (kind.path === undefined ? [] : [[kind.path, kind] as const])));

/** Where a path leads. */
export type Place =
  | { readonly at: "collection"; readonly kind: AnyKind }
  | { readonly at: "entity"; readonly kind: AnyKind; readonly key: string }
  | {
      readonly at: "nested";
      readonly parent: AnyKind;
      readonly key: string;
      readonly collection: NestedCollection;
      readonly isComplete: boolean;
    }
  | {
      readonly at: "child";
      readonly parent: AnyKind;
      readonly key: string;
      readonly collection: NestedCollection;
      readonly child: string;
    }
  | {
      readonly at: "reference";
      readonly kind: AnyKind;
      readonly key: string;
      readonly field: string;
      readonly to: AnyKind;
    };

/** The place of a path's segments; undefined where the Admin API has none. */
export const placeOf = (segments: readonly string[]): Place | undefined => {
  const [first = "", key, second, child, ...more] = segments;
  const kind = byPath.get(first);
  if (kind === undefined || more.length > 0) return undefined;
  if (key === undefined) return { at: "collection", kind };
  if (second === undefined) return { at: "entity", kind, key };
  const collections = nestedCollections(kind);
  const tail = child === undefined ? second : `${second}/${child}`;
  const complete = collections.find(({ listPath }) => listPath === tail);
  if (complete !== undefined) return { at: "nested", parent: kind, key, collection: complete, isComplete: true };
  const collection = collections.find(({ path }) => path === second);
  if (collection !== undefined) {
    return child === undefined
      ? { at: "nested", parent: kind, key, collection, isComplete: collection.listPath === undefined }
      : { at: "child", parent: kind, key, collection, child };
  }
  const reference = child === undefined ? referencesOf(kind).find(({ field }) => field === second) : undefined;
  const to = reference === undefined ? undefined : findKind(reference.kind);
  return reference === undefined || to === undefined ? undefined : { at: "reference", kind, key, field: second, to };
};
