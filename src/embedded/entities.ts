/**
 * Requests on entities: collections, single ones by id or name, and what is nested under a parent.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import { referenceId } from "../model/derive.ts";
import { fieldCheck } from "../model/validate-entity.ts";
import { isUuid } from "../model/values.ts";
import {
  allowed,
  entityNotFound,
  type GatewayAnswer,
  invalidPrimaryKey,
  invalidUniqueName,
  jsonText,
  methodNotAllowed,
  noContent,
  notFound,
} from "./answers.ts";
import { answerMembers } from "./members.ts";
import type { NestedCollection } from "./node.ts";
import { idPage, page, positionPage, tagFilterOf } from "./pages.ts";
import type { Place } from "./paths.ts";
import { endpointKey, type Store } from "./store.ts";
import type { Row, Table } from "./table.ts";

type Values = Readonly<Record<string, unknown>>;

export interface EntityRequest {
  readonly method: string;
  /** The path without query and trailing slash, as it stands in `next`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Reads the body as values of a kind; refuses what cannot be read. */
  readonly body: (kind: AnyKind) => Values;
}

const COLLECTION_METHODS = "GET, HEAD, OPTIONS, POST";
const ENTITY_METHODS = "DELETE, GET, HEAD, OPTIONS, PATCH, PUT";

const tableOf = (store: Store, kind: AnyKind): Table => {
  const table = store.table(kind.kind);
  if (table === undefined) throw notFound();
  return table;
};

/** A row by id or, where the kind has one, by its endpoint key. */
const find = (store: Store, kind: AnyKind, key: string): Row | undefined => {
  if (isUuid(key)) return store.read(kind, key.toLowerCase());
  const through = kind.foundThrough;
  if (through !== undefined) {
    const table = store.table(through.kind);
    const child = table === undefined ? undefined : find(store, table.kind, key);
    const id = referenceId(child?.entity[through.reference]);
    return id === undefined ? undefined : store.read(kind, id);
  }
  const field = endpointKey(kind);
  if (field === undefined) throw invalidPrimaryKey();
  const id = tableOf(store, kind).byKey(field, key);
  return id === undefined ? undefined : store.read(kind, id);
};

const list = (store: Store, kind: AnyKind, request: EntityRequest): GatewayAnswer => {
  const table = tableOf(store, kind);
  const where = { path: request.path, query: request.query, isNested: false };
  for (const key of table.uniqueKeys) {
    const [field = ""] = key.fields;
    const value = key.findBy === "query" ? request.query.get(field) : null;
    if (value === null) continue;
    const id = table.byKey(field, value);
    const row = id === undefined ? undefined : store.read(kind, id);
    return page(where, row === undefined ? [] : [store.text(kind, row)], undefined);
  }
  const accepts = tagFilterOf(request.query);
  return idPage(where, table.ids(), (id) => {
    const row = store.read(kind, id);
    return row === undefined || accepts?.(row.entity["tags"]) === false ? undefined : store.text(kind, row);
  });
};

const answer = (store: Store, kind: AnyKind, row: Row, status = 200): GatewayAnswer =>
  jsonText(status, store.text(kind, row));

const collection = (store: Store, kind: AnyKind, request: EntityRequest): GatewayAnswer => {
  switch (request.method) {
    case "GET":
    case "HEAD":
      return list(store, kind, request);
    case "POST":
      return answer(store, kind, store.create(kind, request.body(kind)), 201);
    case "OPTIONS":
      return allowed(COLLECTION_METHODS);
    default:
      throw methodNotAllowed();
  }
};

/** A PUT by id or by endpoint key. The URL's id or name wins over the body's. */
const putByKey = (store: Store, kind: AnyKind, key: string, body: Values): Row => {
  const { id: _, ...rest } = body;
  if (isUuid(key)) return store.replace(kind, key.toLowerCase(), rest);
  if (kind.foundThrough !== undefined) {
    // Under a name that nobody has, a new one is made, and not under that name (Kong 3.9 recordings: conflicts).
    const found = find(store, kind, key);
    return found === undefined ? store.create(kind, rest) : store.replace(kind, found.entity.id, rest);
  }
  const field = endpointKey(kind);
  if (field === undefined) throw invalidPrimaryKey();
  const invalid = fieldCheck(kind, field, key);
  if (invalid !== undefined) throw invalidUniqueName(invalid);
  const named = { ...rest, [field]: key };
  const known = find(store, kind, key);
  return known === undefined ? store.create(kind, named) : store.replace(kind, known.entity.id, named);
};

const entity = (store: Store, kind: AnyKind, key: string, request: EntityRequest): GatewayAnswer => {
  switch (request.method) {
    case "GET":
    case "HEAD": {
      const row = find(store, kind, key);
      if (row === undefined) throw isUuid(key) ? notFound() : notFound(kind.foundThrough?.lacking);
      return answer(store, kind, row);
    }
    case "PUT":
      return answer(store, kind, putByKey(store, kind, key, request.body(kind)));
    case "PATCH": {
      const body = request.body(kind);
      const row = find(store, kind, key);
      if (row === undefined) throw entityNotFound(isUuid(key) ? { id: key } : { [endpointKey(kind) ?? "id"]: key });
      return answer(store, kind, store.patch(kind, row, body));
    }
    case "DELETE": {
      const row = find(store, kind, key);
      if (row !== undefined) store.remove(kind, row.entity.id);
      return noContent();
    }
    case "OPTIONS":
      return allowed(ENTITY_METHODS);
    default:
      throw methodNotAllowed();
  }
};

/** Newest first, ties by id: the order of a collection whose complete list stands elsewhere. */
const byAge = (rows: readonly Row[]): readonly Row[] =>
  [...rows].sort((a, b) => {
    const age = Number(b.entity["created_at"]) - Number(a.entity["created_at"]);
    return age !== 0 ? age : a.entity.id < b.entity.id ? 1 : -1;
  });

const nestedList = (
  store: Store,
  { kind, field }: NestedCollection,
  parent: string,
  isComplete: boolean,
  request: EntityRequest,
): GatewayAnswer => {
  const where = { path: request.path, query: request.query, isNested: true };
  const ids = [...tableOf(store, kind).referring(field, parent)];
  if (isComplete) {
    return idPage(where, ids.sort(), (id) => {
      const row = store.read(kind, id);
      return row === undefined ? undefined : store.text(kind, row);
    });
  }
  const rows = ids.flatMap((id) => store.read(kind, id) ?? []);
  return positionPage(
    where,
    byAge(rows).map((row) => store.text(kind, row)),
  );
};

/** A child of a parent by id or by the field that stands in its URL. */
const findChild = (store: Store, nested: NestedCollection, parent: string, key: string): Row | undefined => {
  const { kind, field } = nested;
  const isChild = (row: Row | undefined): row is Row => row !== undefined && referenceId(row.entity[field]) === parent;
  if (isUuid(key)) {
    const row = store.read(kind, key.toLowerCase());
    return isChild(row) ? row : undefined;
  }
  const by = childKey(nested);
  const table = tableOf(store, kind);
  for (const id of table.referring(field, parent)) {
    const row = store.read(kind, id);
    if (row !== undefined && row.entity[by] === key) return row;
  }
  return undefined;
};

const childKey = ({ kind, field }: NestedCollection): string =>
  (kind.nested?.parent === field ? kind.nested.by : undefined) ?? endpointKey(kind) ?? "id";

const putChild = (store: Store, nested: NestedCollection, parent: string, key: string, body: Values): Row => {
  const { kind, field } = nested;
  const known = findChild(store, nested, parent, key);
  const { id: _, ...rest } = body;
  if (kind.nested?.parent === field && kind.nested.putCreates === false) {
    if (known === undefined) throw notFound();
    return store.patch(kind, known, rest);
  }
  const owned = { ...rest, [field]: { id: parent } };
  if (isUuid(key)) return store.replace(kind, key.toLowerCase(), owned);
  const named = { ...owned, [childKey(nested)]: key };
  const elsewhere = known ?? (childKey(nested) === endpointKey(kind) ? find(store, kind, key) : undefined);
  return elsewhere === undefined ? store.create(kind, named) : store.replace(kind, elsewhere.entity.id, named);
};

const child = (
  store: Store,
  nested: NestedCollection,
  parent: string,
  key: string,
  request: EntityRequest,
): GatewayAnswer => {
  const { kind } = nested;
  if (request.method === "OPTIONS") return allowed(ENTITY_METHODS);
  if (request.method === "PUT") return answer(store, kind, putChild(store, nested, parent, key, request.body(kind)));
  if (!["GET", "HEAD", "PATCH", "DELETE"].includes(request.method)) throw methodNotAllowed();
  const row = findChild(store, nested, parent, key);
  if (row === undefined) throw notFound();
  if (request.method === "PATCH") {
    const owned = { ...request.body(kind), [nested.field]: { id: parent } };
    return answer(store, kind, store.patch(kind, row, owned));
  }
  if (request.method === "DELETE") {
    store.remove(kind, row.entity.id);
    return noContent();
  }
  return answer(store, kind, row);
};

/** Answers a request on entities. */
export const answerEntities = (store: Store, place: Place, request: EntityRequest): GatewayAnswer => {
  if (place.at === "collection") return collection(store, place.kind, request);
  if (place.at === "entity") return entity(store, place.kind, place.key, request);
  const parentKind = place.at === "reference" ? place.kind : place.parent;
  const parent = find(store, parentKind, place.key);
  if (parent === undefined) throw notFound();
  if (place.at === "reference") {
    const id = referenceId(parent.entity[place.field]);
    if (id === undefined) throw notFound();
    if (request.method === "DELETE") throw methodNotAllowed();
    return entity(store, place.to, id, request);
  }
  if (place.collection.kind.membership !== undefined) {
    const key = place.at === "child" ? place.child : undefined;
    return answerMembers(store, place.collection, parent.entity.id, key, request);
  }
  if (place.at === "child") return child(store, place.collection, parent.entity.id, place.child, request);
  const { kind, field } = place.collection;
  switch (request.method) {
    case "GET":
    case "HEAD":
      return nestedList(store, place.collection, parent.entity.id, place.isComplete, request);
    case "POST": {
      const body = { ...request.body(kind), [field]: { id: parent.entity.id } };
      return answer(store, kind, store.create(kind, body), 201);
    }
    case "OPTIONS":
      return allowed(COLLECTION_METHODS);
    default:
      throw methodNotAllowed();
  }
};
