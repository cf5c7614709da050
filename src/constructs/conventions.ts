/**
 * What constructs add to a kind's descriptor: which field is named after the construct's path, and which reference
 * the parent's `add…` method fills in.
 * @module
 */
import type { AnyKind } from "../model/define.ts";

export interface Convention {
  /** The field that gets a name from the construct's path when it is not given. */
  readonly named?: { readonly field: string; readonly unless?: string };
  /** The reference that a parent's method gives, so that `Options` leave it out. */
  readonly parent?: string;
}

const own: Readonly<Record<string, Convention>> = {
  services: { named: { field: "name" } },
  routes: { named: { field: "name" }, parent: "service" },
  upstreams: { named: { field: "name" } },
  consumers: { named: { field: "username", unless: "custom_id" } },
};

/**
 * The convention of a kind. Kinds that live under a parent on the gateway do so here too.
 *
 * @example
 * conventionOf(target).parent // "upstream"
 */
export const conventionOf = (kind: AnyKind): Convention => ({
  ...(kind.nested === undefined ? {} : { parent: kind.nested.parent }),
  ...own[kind.kind],
});
