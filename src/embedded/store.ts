/**
 * All tables together: writes with their checks, cascades, and entities as they are answered.
 * @module
 */
import type { AnyKind, LiveEntities } from "../model/define.ts";
import { fieldFacts, listedIds, listersOf, referenceId, referencesOf, referrersOf } from "../model/derive.ts";
import { fieldMap } from "../model/kong-schema.ts";
import { isRecord } from "../model/values.ts";
import {
  foreignKeyMissing,
  foreignKeyUnresolved,
  primaryKeyTaken,
  schemaViolation,
  stillListed,
  stillReferenced,
  uniqueViolation,
} from "./answers.ts";
import { createChildren } from "./children.ts";
import { echoAliases, mergeValue, resolveAliases, schemaOf, writeFacts } from "./complete.ts";
import type { Node } from "./node.ts";
import { createPreparation, type StoreOptions } from "./prepare.ts";
import { createTable, type Row, type StoredEntity, type Table } from "./table.ts";

type Values = Readonly<Record<string, unknown>>;

export interface Store {
  readonly node: Node;
  readonly table: (kind: string) => Table | undefined;
  /** A row that has not ended by itself. */
  readonly read: (kind: AnyKind, id: string) => Row | undefined;
  readonly create: (kind: AnyKind, body: Values) => Row;
  /** Creates or replaces what stands under the id. */
  readonly replace: (kind: AnyKind, id: string, body: Values) => Row;
  readonly patch: (kind: AnyKind, row: Row, patch: Values) => Row;
  readonly remove: (kind: AnyKind, id: string) => void;
  /** What would be refused about a body, without writing. */
  readonly validate: (kind: AnyKind, body: Values) => void;
  /** An entity as the gateway answers it. */
  readonly view: (kind: AnyKind, row: Row) => Values;
  /** The same as JSON text, kept until the entity changes. */
  readonly text: (kind: AnyKind, row: Row) => string;
  readonly clear: () => void;
}

/** The field whose value may stand in a URL for the id. */
export const endpointKey = (kind: AnyKind): string | undefined => {
  const single = kind.uniqueKeys.filter((key) => key.fields.length === 1);
  const byName = single.find((key) => key.findBy === "name")?.fields[0];
  return byName ?? single.find((key) => key.fields[0] === kind.nested?.by)?.fields[0];
};

/** An empty store. Every method that writes throws a {@link Refusal} where the gateway would refuse. */
export const createStore = ({ node, now, newId }: StoreOptions): Store => {
  const tables = new Map(node.kinds.map((kind) => [kind.kind, createTable(kind, node.schema(kind))]));
  const { received, completed, hash, endOf, stamped } = createPreparation({ node, now, newId });
  const tableOf = (kind: AnyKind): Table => {
    const found = tables.get(kind.kind);
    if (found === undefined) throw new Error(`no table of ${kind.kind}`);
    return found;
  };

  const read = (kind: AnyKind, id: string): Row | undefined => {
    const row = tables.get(kind.kind)?.get(id);
    if (row?.expiresAt === undefined || row.expiresAt > now()) return row;
    tableOf(kind).remove(id);
    return undefined;
  };

  const live: LiveEntities = {
    read: (kind, id) => tables.get(kind)?.get(id)?.entity,
    *referring(kind, field, id) {
      const table = tables.get(kind);
      for (const child of table?.referring(field, id) ?? []) {
        const row = table?.get(child);
        if (row !== undefined) yield row.entity;
      }
    },
  };
  const children = createChildren(() => store);
  const checkLive = (kind: AnyKind, entity: Values): void => {
    for (const check of kind.liveChecks ?? []) {
      const errors = check(entity, live);
      if (errors !== undefined) throw schemaViolation(errors);
    }
  };

  const isListed = (value: unknown, id: string): boolean => listedIds(value).includes(id);

  /** References given by name become ids; `code 13` where nobody has the name. */
  const resolveNames = (kind: AnyKind, body: Values): Values => {
    let result = body;
    for (const reference of referencesOf(kind)) {
      const value = body[reference.field];
      if (!isRecord(value) || (value["id"] !== undefined && value["id"] !== null)) continue;
      const table = tables.get(reference.kind);
      const name = table === undefined ? undefined : endpointKey(table.kind);
      const given = name === undefined ? undefined : value[name];
      if (table === undefined || name === undefined || typeof given !== "string") continue;
      const id = table.byKey(name, given);
      if (id === undefined) throw foreignKeyUnresolved(reference.field, { [name]: given }, reference.kind);
      result = { ...result, [reference.field]: { id } };
    }
    return result;
  };

  const checkReferences = (kind: AnyKind, entity: Values): void => {
    for (const reference of referencesOf(kind)) {
      const id = referenceId(entity[reference.field]);
      // Of kinds that are not here nothing can be said: their ids are taken as given.
      const table = tables.get(reference.kind);
      if (id !== undefined && table !== undefined && table.get(id) === undefined) {
        throw foreignKeyMissing(reference.field, { id }, reference.kind);
      }
    }
  };

  const checkUnique = (kind: AnyKind, entity: StoredEntity, isNew: boolean): void => {
    const table = tableOf(kind);
    const check = (isBeforeId: boolean): void => {
      for (const key of table.uniqueKeys) {
        if ((key.beforeId === true) !== isBeforeId) continue;
        const holder = table.holder(key, entity);
        if (holder === undefined || (holder === entity.id && !isNew) || read(kind, holder) === undefined) continue;
        throw uniqueViolation(Object.fromEntries(key.fields.map((field) => [field, entity[field] ?? null])));
      }
    };
    check(true);
    if (isNew && read(kind, entity.id) !== undefined) throw primaryKeyTaken(entity.id);
    check(false);
  };

  const write = (
    kind: AnyKind,
    entity: Record<string, unknown>,
    id: string,
    isNew: boolean,
    expiresAt = endOf(kind, entity),
  ): Row => {
    const stored: StoredEntity = { ...entity, id };
    for (const name of writeFacts(kind).refusesNull) {
      if (stored[name] === null) throw primaryKeyTaken(id);
    }
    checkUnique(kind, stored, isNew);
    checkReferences(kind, stored);
    const row: Row = { entity: stored, expiresAt, text: undefined };
    tableOf(kind).put(row);
    return row;
  };

  const store: Store = {
    node,
    table: (kind) => tables.get(kind),
    read,
    create: (kind, body) => {
      const given = resolveNames(kind, received(kind, body));
      const entity = completed(kind, given);
      checkLive(kind, entity);
      hash(kind, entity, given);
      const addChildren = children.taken(kind, entity, undefined, () => true);
      const id = typeof entity["id"] === "string" ? entity["id"].toLowerCase() : newId();
      const row = write(kind, stamped(kind, entity), id, true);
      addChildren(id);
      return row;
    },
    replace: (kind, id, body) => {
      const given = resolveNames(kind, received(kind, { ...body, id }));
      const entity = completed(kind, given);
      checkLive(kind, entity);
      hash(kind, entity, given);
      const isNew = read(kind, id) === undefined;
      const fitChildren = children.taken(kind, entity, id, () => true);
      const row = write(kind, stamped(kind, entity), id, isNew);
      fitChildren(id);
      return row;
    },
    patch: (kind, row, patch) => {
      const { id: _, ...rest } = received(kind, patch);
      for (const group of kind.together ?? []) {
        const [first = "", ...others] = group;
        if (rest[first] === undefined || others.every((field) => rest[field] !== undefined)) continue;
        const isReference = (field: string): boolean => fieldFacts(kind, field).reference !== undefined;
        const names = group.map((field) => `'${isReference(field) ? `${field}.id` : field}'`);
        throw schemaViolation({ "@entity": [`all or none of these fields must be set: ${names.join(", ")}`] });
      }
      const { schema } = schemaOf(kind, node, { ...row.entity, ...rest });
      const changes = resolveAliases(kind, schema, rest);
      const fields = fieldMap(schema.fields);
      const merged: Record<string, unknown> = { ...row.entity };
      for (const [name, value] of Object.entries(changes)) {
        merged[name] = mergeValue(fields.get(name), row.entity[name], value);
      }
      checkLive(kind, merged);
      const entity = completed(kind, resolveNames(kind, merged));
      hash(kind, entity, rest);
      const { countsDown } = writeFacts(kind);
      const isRestarted = countsDown !== undefined && rest[countsDown] !== undefined;
      const end = isRestarted ? endOf(kind, entity) : row.expiresAt;
      const { id } = row.entity;
      const fitChildren = children.taken(kind, entity, id, (field) => rest[field] !== undefined);
      const written = write(kind, stamped(kind, entity), id, false, end);
      fitChildren(id);
      return written;
    },
    remove: (kind, id) => {
      for (const lister of listersOf(kind.kind)) {
        const holder = tableOf(lister.kind)
          .ids()
          .find((one) => isListed(tableOf(lister.kind).get(one)?.entity[lister.field], id));
        if (holder !== undefined) throw stillListed(kind.singular, id, lister.kind.kind, holder);
      }
      const referrers = referrersOf(kind.kind).filter(({ kind: referrer }) => tables.has(referrer.kind));
      for (const { kind: referrer, reference } of referrers) {
        if (reference.onDelete === "restrict" && tableOf(referrer).referring(reference.field, id).size > 0) {
          throw stillReferenced(kind.kind, referrer.kind);
        }
      }
      for (const { kind: referrer, reference } of referrers) {
        if (reference.onDelete !== "cascade") continue;
        for (const child of [...tableOf(referrer).referring(reference.field, id)]) store.remove(referrer, child);
      }
      tableOf(kind).remove(id);
    },
    validate: (kind, body) => {
      completed(kind, resolveNames(kind, received(kind, body)));
    },
    view: (kind, row) => {
      let entity = children.shown(kind, row.entity);
      const settings = kind.subschema?.of;
      if (settings !== undefined) {
        const field = fieldMap(schemaOf(kind, node, entity).schema.fields).get(settings);
        const echoed = field === undefined ? entity[settings] : echoAliases(field, entity[settings]);
        if (echoed !== entity[settings]) entity = { ...entity, [settings]: echoed };
      }
      const { countsDown } = writeFacts(kind);
      if (countsDown === undefined || row.expiresAt === undefined) return entity;
      return { ...entity, [countsDown]: Math.max(0, Math.floor((row.expiresAt - now()) / 1000)) };
    },
    text: (kind, row) => {
      if (row.text !== undefined) return row.text;
      const view = store.view(kind, row);
      const text = JSON.stringify(view);
      // What ends by itself, or has children in it, changes without a write.
      if (row.expiresAt === undefined && Object.keys(view).length === Object.keys(row.entity).length) row.text = text;
      return text;
    },
    clear: () => {
      for (const table of tables.values()) table.clear();
    },
  };
  return store;
};
