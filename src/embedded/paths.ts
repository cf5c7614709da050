/**
 * The paths of the Admin API, from the descriptors: collections, what is nested in them, references behind an entity.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import { referencesOf } from "../model/derive.ts";
import type { NestedCollection, Node } from "./node.ts";

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
export const placeOf = (node: Node, segments: readonly string[]): Place | undefined => {
  const [first = "", key, second, child, ...more] = segments;
  const kind = node.kinds.find(({ path }) => path === first);
  if (kind === undefined || more.length > 0) return undefined;
  if (key === undefined) return { at: "collection", kind };
  if (second === undefined) return { at: "entity", kind, key };
  const collections = node.nested(kind);
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
  const to = reference === undefined ? undefined : node.find(reference.kind);
  return reference === undefined || to === undefined ? undefined : { at: "reference", kind, key, field: second, to };
};
