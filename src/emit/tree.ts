/**
 * Declarations as they hang together: what is added to what, what they are called, what comes first.
 * @module
 */
import { addedThrough } from "../model/constructs.ts";
import { type Declaration, Reference, Template } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldFacts, referencesOf } from "../model/derive.ts";
import { identityText } from "../model/identity.ts";
import { kindOf } from "../model/kinds.ts";
import { isRecord } from "../model/values.ts";
import { wordsOf } from "./words.ts";

/** A declaration in its place. */
export interface Node {
  readonly declaration: Declaration;
  readonly kind: AnyKind;
  /** `routes/orders-v1` */
  readonly identity: string;
  /** What it is added to, and the reference field that says so. */
  readonly parent: { readonly node: Node; readonly field: string } | undefined;
  readonly children: readonly Node[];
  /** Words of its own name; none where it has none that may be shown. */
  readonly own: readonly string[];
  /** Words that tell it from others: those of what it belongs to, then its own. */
  readonly words: readonly string[];
  /** What must stand before it: what it refers to. */
  readonly needs: readonly Node[];
}

export interface Tree {
  /** Every declaration, parents before what is added to them. */
  readonly nodes: readonly Node[];
  /** What is added to nothing. */
  readonly roots: readonly Node[];
  readonly of: (address: string) => Node | undefined;
}

/** Addresses that a value refers to. */
export const addressesIn = (value: unknown): readonly string[] => {
  if (value instanceof Reference) return [value.address];
  if (value instanceof Template) return value.parts.flatMap((part) => (typeof part === "string" ? [] : [part.address]));
  if (Array.isArray(value)) return value.flatMap(addressesIn);
  return isRecord(value) ? Object.values(value).flatMap(addressesIn) : [];
};

/** The address of the entity whose id a text is, and nothing else. */
export const addressOfId = ({ parts }: Template): string | undefined => {
  const [only] = parts;
  return parts.length === 1 && only !== undefined && typeof only !== "string" && only.path.join(".") === "id"
    ? only.address
    : undefined;
};

/** The reference field by which an entity is added to another one; undefined for what stands by itself. */
const parentField = (kind: AnyKind, { fields }: Declaration): string | undefined => {
  const { nested, addedTo, scope } = kind;
  const ways = [...addedThrough(kind), ...(scope ?? [nested?.parent, addedTo])];
  const set = [...new Set(ways)].filter((field) => field !== undefined && fields[field] !== undefined);
  const [only] = set;
  return set.length === 1 && only !== undefined && fields[only] instanceof Reference ? only : undefined;
};

/** What an entity is called by itself: the field that identifies it, unless it is a secret or refers to something. */
export const ownName = (kind: AnyKind, fields: Readonly<Record<string, unknown>>): string | undefined => {
  const { path, fallback } = kind.identity;
  for (const field of [path.at(-1), fallback]) {
    const value = field === undefined ? undefined : fields[field];
    if (typeof value === "string") return value;
  }
  return undefined;
};

interface Growing extends Node {
  parent: { readonly node: Growing; readonly field: string } | undefined;
  readonly children: Growing[];
  words: readonly string[];
  readonly needs: Growing[];
}

/**
 * Hangs declarations together by their descriptors.
 *
 * @example
 * treeOf(declarations).roots.map(({ identity }) => identity) // ["services/orders", "plugins/prometheus@global"]
 */
export const treeOf = (declarations: readonly Declaration[], ids?: ReadonlyMap<string, string>): Tree => {
  const names = new Map<string, string | undefined>();
  for (const { address, kind, fields } of declarations) names.set(address, ownName(kindOf(kind), fields));
  const refer = (value: unknown): string | undefined =>
    value instanceof Reference
      ? value.address
      : isRecord(value) && typeof value["id"] === "string"
        ? value["id"]
        : undefined;
  const nodes = new Map<string, Growing>();
  for (const one of declarations) {
    const kind = kindOf(one.kind);
    const identity = identityText(kind, one.fields, {
      nameOf: (_kind, address) => names.get(address),
      refer,
      id: one.id ?? ids?.get(one.address),
      placeholder: one.address,
    });
    // What the gateway works out is a digest of something and nobody's name.
    const isDigest = fieldFacts(kind, kind.identity.path.at(-1) ?? "").computed !== undefined;
    const own = isDigest ? [] : wordsOf(names.get(one.address) ?? "");
    nodes.set(one.address, {
      declaration: one,
      kind,
      identity,
      parent: undefined,
      children: [],
      own,
      words: own,
      needs: [],
    });
  }
  for (const node of nodes.values()) {
    const { declaration, kind } = node;
    const field = parentField(kind, declaration);
    const value = field === undefined ? undefined : declaration.fields[field];
    const above = value instanceof Reference ? nodes.get(value.address) : undefined;
    if (above !== undefined && field !== undefined) {
      node.parent = { node: above, field };
      above.children.push(node);
    }
    const needed = [...new Set([...Object.values(declaration.fields).flatMap(addressesIn), ...declaration.dependsOn])];
    node.needs.push(...needed.flatMap((address) => nodes.get(address) ?? []));
  }
  for (const node of nodes.values()) node.words = wordsFor(node);
  return {
    nodes: [...nodes.values()],
    roots: [...nodes.values()].filter(({ parent }) => parent === undefined),
    of: (address) => nodes.get(address),
  };
};

/** A name that begins with its parent's says it already. */
const startsWith = (words: readonly string[], start: readonly string[]): boolean =>
  start.length > 0 && start.length <= words.length && start.every((word, index) => words[index] === word);

const wordsFor = (node: Growing): readonly string[] => {
  const { kind, declaration, own } = node;
  // A name of its own that is unique by itself needs no more.
  if (kind.namedByPath !== undefined && own.length > 0) return own;
  const above = referencesOf(kind)
    .filter(({ field }) => kind.identity.at?.includes(field) === true || kind.identity.path.includes(field))
    .flatMap(({ field }) => {
      const value = declaration.fields[field];
      const parent =
        value instanceof Reference ? node.needs.find((one) => one.declaration.address === value.address) : undefined;
      return parent === undefined ? [] : parent.own.length > 0 ? parent.own : wordsOf(parent.kind.singular);
    });
  if (own.length === 0) {
    const what = wordsOf(kind.singular);
    const id = declaration.id?.slice(0, 8) ?? "";
    const isSecretName = kind.uniqueKeys.some(({ secret }) => secret === true);
    return above.length > 0 ? [...above, ...(isSecretName ? [] : what)] : [...what, ...wordsOf(id)];
  }
  return startsWith(own, above) ? own : [...above, ...own];
};

/** Whether a field tells which entity is meant, beside those that say where it is. */
export const isNaming = (kind: AnyKind, field: string): boolean =>
  kind.identity.path.includes(field) && fieldFacts(kind, field).reference === undefined;
