/**
 * Where each kind is reached: paths that follow from the descriptor, relative to the admin URL and workspace.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import { referenceId, referencesOf } from "../model/derive.ts";
import { findKind } from "../model/kinds.ts";

const segment = encodeURIComponent;

/** `/upstreams/{id}/targets`; a kind that is not reached under a parent is the caller's mistake. */
const nestedPath = (kind: AnyKind, parent: string | undefined, part: string): string => {
  const { nested } = kind;
  const reference = referencesOf(kind).find(({ field }) => field === nested?.parent);
  const parentPath = reference === undefined ? undefined : findKind(reference.kind)?.path;
  if (parentPath === undefined) throw new TypeError(`${kind.kind} are not reached under a parent`);
  if (parent === undefined)
    throw new TypeError(`${kind.kind} are reached only under their ${nested?.parent}: its id is missing`);
  return `/${parentPath}/${segment(parent)}/${part}`;
};

/**
 * The complete, id-ordered list: flat unless a parent is given. Kong pages `/upstreams/{u}/targets` by position, so rows are lost
 * when one is deleted meanwhile; `targets/all` has a cursor (Kong 3.9 recordings: pagination).
 *
 * @example
 * listPath(target, upstreamId) // "/upstreams/0f…/targets/all"
 */
export const listPath = (kind: AnyKind, parent?: string): string => {
  if (parent === undefined && kind.path !== undefined) return `/${kind.path}`;
  return nestedPath(kind, parent, kind.nested?.listPath ?? kind.nested?.path ?? "");
};

/**
 * Where one is created.
 *
 * @example
 * collectionPath(service, undefined) // "/services"
 */
export const collectionPath = (kind: AnyKind, parent: string | undefined): string =>
  kind.path === undefined ? nestedPath(kind, parent, kind.nested?.path ?? "") : `/${kind.path}`;

/**
 * One entity by id, never by a key: keys can be secret.
 *
 * @example
 * entityPath(target, id, upstreamId) // "/upstreams/0f…/targets/7c…"
 */
export const entityPath = (kind: AnyKind, id: string, parent: string | undefined): string =>
  `${collectionPath(kind, parent)}/${segment(id)}`;

/** The parent's id in an entity or body of a kind that is reached only under it. */
export const parentId = (kind: AnyKind, entity: Readonly<Record<string, unknown>>): string | undefined =>
  kind.path === undefined && kind.nested !== undefined ? referenceId(entity[kind.nested.parent]) : undefined;
