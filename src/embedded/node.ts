/**
 * What one embedded gateway is: its version, edition and router, and the kinds that follow from them.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import { kongSchema, referrersOf } from "../model/derive.ts";
import type { RouterFlavor } from "../model/facts.ts";
import { kinds } from "../model/kinds.ts";
import type { KongSchema } from "../model/kong-schema.ts";
import { type Edition, isOffered } from "../model/offer.ts";

/** A collection under an entity: `/consumers/{consumer}/key-auth`. */
export interface NestedCollection {
  readonly kind: AnyKind;
  /** The reference field that holds the parent. */
  readonly field: string;
  readonly path: string;
  /** The complete list in order of id, where the collection itself is in order of age. */
  readonly listPath: string | undefined;
}

export interface Node {
  readonly version: string;
  readonly edition: "community" | "enterprise";
  readonly flavor: RouterFlavor;
  readonly settings: readonly string[];
  /** The kinds it has. */
  readonly kinds: readonly AnyKind[];
  /** A kind by Kong's name; undefined where it does not have it. */
  readonly find: (name: string) => AnyKind | undefined;
  /** Its schema of a kind. */
  readonly schema: (kind: AnyKind) => KongSchema;
  /** The collections under an entity of a kind. */
  readonly nested: (parent: AnyKind) => readonly NestedCollection[];
}

/** A node of this edition and router. */
export const createNode = (options: Required<Edition> & { readonly flavor: RouterFlavor }): Node => {
  const { version, edition, flavor, settings } = options;
  const own = kinds.filter(({ offered }) => isOffered(offered, options));
  const byName = new Map(own.map((kind) => [kind.kind, kind]));
  const schemas = new Map<AnyKind, KongSchema>();
  const collections = new Map<AnyKind, readonly NestedCollection[]>();
  return {
    version,
    edition,
    flavor,
    settings,
    kinds: own,
    find: (name) => byName.get(name),
    schema: (kind) => {
      let schema = schemas.get(kind);
      if (schema === undefined) {
        schema = kongSchema(kind, flavor, options);
        schemas.set(kind, schema);
      }
      return schema;
    },
    nested: (parent) => {
      let found = collections.get(parent);
      if (found === undefined) {
        found = referrersOf(parent.kind).flatMap(({ kind, reference }) => {
          const nested = kind.nested?.parent === reference.field ? kind.nested : undefined;
          const path = nested?.path ?? kind.path;
          if (path === undefined || !byName.has(kind.kind)) return [];
          return [{ kind, field: reference.field, path, listPath: nested?.listPath }];
        });
        collections.set(parent, found);
      }
      return found;
    },
  };
};
