/**
 * What a write does to a body before it is stored: expanded, completed, validated, hashed, stamped.
 * @module
 */
import { createHash } from "node:crypto";
import type { AnyKind } from "../model/define.ts";
import { fieldMap } from "../model/kong-schema.ts";
import { fillEntity, validateEntity, withoutShorthands } from "../model/validate-entity.ts";
import { configError } from "../plugins/checks.ts";
import { schemaViolation, unexpected } from "./answers.ts";
import { resolveAliases, schemaOf, storedValue, withAuto, writeFacts } from "./complete.ts";
import type { Node } from "./node.ts";

type Values = Readonly<Record<string, unknown>>;

export interface StoreOptions {
  readonly node: Node;
  /** The time in milliseconds. */
  readonly now: () => number;
  readonly newId: () => string;
}

export interface Preparation {
  /** What was sent, with shorthands expanded and couplings applied. */
  readonly received: (kind: AnyKind, body: Values) => Values;
  /** A complete entity in the form it is stored, or a refusal. */
  readonly completed: (kind: AnyKind, given: Values) => Record<string, unknown>;
  /** Replaces what was sent by the hash that is kept of it. */
  readonly hash: (kind: AnyKind, entity: Record<string, unknown>, sent: Values) => void;
  /** When an entity ends by itself: counted from now, where a time to live was sent. */
  readonly endOf: (kind: AnyKind, entity: Values) => number | undefined;
  /** Sets the times of a write; a creation time that is there stays. */
  readonly stamped: (kind: AnyKind, entity: Record<string, unknown>) => Record<string, unknown>;
}

/** The steps of a write, on one gateway's clock and ids. */
export const createPreparation = ({ node, now, newId }: StoreOptions): Preparation => {
  const time = (kind: AnyKind): number =>
    kind.timestamps.precision === "seconds" ? Math.floor(now() / 1000) : now() / 1000;

  /** What was sent, with shorthands expanded, couplings applied and names resolved. */
  const received = (kind: AnyKind, body: Values): Values => {
    const { countsDown } = writeFacts(kind);
    if (countsDown !== undefined && body[countsDown] === null) throw unexpected();
    const expanded = withoutShorthands(kind, body);
    return kind.normalise === undefined ? expanded : kind.normalise(expanded);
  };

  /** A complete entity in the form it is stored, or a refusal. */
  const completed = (kind: AnyKind, given: Values): Record<string, unknown> => {
    const { schema, subschema } = schemaOf(kind, node, given);
    const settings = kind.subschema?.of;
    const looked = settings !== undefined && subschema === undefined ? { ...given, [settings]: undefined } : given;
    const entity = fillEntity(kind, schema, resolveAliases(kind, schema, looked));
    const make = (): string => newId().replaceAll("-", "");
    for (const name of writeFacts(kind).auto) entity[name] ??= make();
    const settingsField = settings === undefined ? undefined : fieldMap(schema.fields).get(settings);
    if (settings !== undefined && settingsField !== undefined) {
      entity[settings] = withAuto(settingsField, entity[settings], make);
    }
    const errors = validateEntity(kind, entity, {
      schema,
      flavor: node.flavor,
      mode: "filled",
      ...(subschema === undefined ? {} : { checkConfig: (config) => configError(subschema, config) }),
    });
    if (errors !== undefined) throw schemaViolation(errors);
    const fields = fieldMap(schema.fields);
    for (const name of Object.keys(entity)) {
      const value = entity[name];
      if (typeof value === "number" || (typeof value === "object" && value !== null)) {
        entity[name] = storedValue(fields.get(name), value);
      }
    }
    for (const [name, computed] of writeFacts(kind).computed) entity[name] = computed(entity) ?? null;
    for (const [name, stored] of writeFacts(kind).stored) entity[name] = stored(entity[name]);
    return entity;
  };

  /** A hash that nobody can repeat. The form of Kong's own is not recorded. */
  const salted = (value: string): string => {
    const salt = newId();
    return `$${salt}$${createHash("sha512").update(salt).update(value).digest("base64")}`;
  };

  const hash = (kind: AnyKind, entity: Record<string, unknown>, sent: Values): void => {
    for (const [name, hashed] of writeFacts(kind).hashed) {
      const value = entity[name];
      if (sent[name] !== undefined && typeof value === "string") entity[name] = hashed(value, entity) ?? salted(value);
    }
  };

  /** When an entity ends by itself: counted from now, where a time to live was sent. */
  const endOf = (kind: AnyKind, entity: Values): number | undefined => {
    const { countsDown } = writeFacts(kind);
    const ttl = countsDown === undefined ? undefined : entity[countsDown];
    return typeof ttl === "number" && ttl > 0 ? now() + ttl * 1000 : undefined;
  };

  const stamped = (kind: AnyKind, entity: Record<string, unknown>): Record<string, unknown> => {
    const at = time(kind);
    entity["created_at"] ??= at;
    if (kind.timestamps.updated) entity["updated_at"] = at;
    return entity;
  };

  return { received, completed, hash, endOf, stamped };
};
