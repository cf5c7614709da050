/**
 * Memberships: what is listed as one kind below another, and is neither of the two (Kong Enterprise: consumers in a group).
 * @module
 */
import { referenceId, referencesOf } from "../model/derive.ts";
import { isUuid } from "../model/values.ts";
import {
  type GatewayAnswer,
  json,
  jsonText,
  methodNotAllowed,
  noContent,
  notFound,
  schemaViolation,
} from "./answers.ts";
import type { EntityRequest } from "./entities.ts";
import type { NestedCollection } from "./node.ts";
import { idPage } from "./pages.ts";
import { endpointKey, type Store } from "./store.ts";
import type { Row } from "./table.ts";

/** Answers a request on the members of a parent, or on one of them. */
export const answerMembers = (
  store: Store,
  { kind, field }: NestedCollection,
  parent: string,
  key: string | undefined,
  request: EntityRequest,
): GatewayAnswer => {
  const member = kind.membership?.member ?? "";
  const target = store.node.find(referencesOf(kind).find((reference) => reference.field === member)?.kind ?? "");
  const table = store.table(kind.kind);
  if (target === undefined || table === undefined) throw notFound();

  const find = (given: string): Row | undefined => {
    if (isUuid(given)) return store.read(target, given.toLowerCase());
    const name = endpointKey(target);
    const id = name === undefined ? undefined : store.table(target.kind)?.byKey(name, given);
    return id === undefined ? undefined : store.read(target, id);
  };
  const memberships = new Map(
    [...table.referring(field, parent)].flatMap((id) => {
      const of = referenceId(table.get(id)?.entity[member]);
      return of === undefined ? [] : [[of, id] as const];
    }),
  );

  if (key !== undefined) {
    const row = find(key);
    const membership = row === undefined ? undefined : memberships.get(row.entity.id);
    if (row === undefined || membership === undefined) throw notFound();
    if (request.method === "GET" || request.method === "HEAD") return jsonText(200, store.text(target, row));
    if (request.method !== "DELETE") throw methodNotAllowed();
    store.remove(kind, membership);
    return noContent();
  }
  if (request.method === "GET" || request.method === "HEAD") {
    const where = { path: request.path, query: request.query, isNested: true };
    return idPage(where, [...memberships.keys()].sort(), (id) => {
      const row = store.read(target, id);
      return row === undefined ? undefined : store.text(target, row);
    });
  }
  if (request.method !== "POST") throw methodNotAllowed();
  const given = request.body(kind)[member];
  if (typeof given !== "string") throw schemaViolation({ [member]: "required field missing" });
  const row = find(given);
  if (row === undefined) throw notFound();
  store.create(kind, { [field]: { id: parent }, [member]: { id: row.entity.id } });
  const parentKind = store.node.find(referencesOf(kind).find((reference) => reference.field === field)?.kind ?? "");
  const above = parentKind === undefined ? undefined : store.read(parentKind, parent);
  return json(201, {
    [field]: parentKind === undefined || above === undefined ? null : store.view(parentKind, above),
    [target.kind]: [store.view(target, row)],
  });
};
