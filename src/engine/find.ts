/**
 * Finds the live entity that a declaration means: by pinned id, else by its identifying key.
 * @module
 */
import { type Declaration, Reference } from "../model/declaration.ts";
import type { AnyKind, UniqueKey } from "../model/define.ts";
import { fieldsOf, isComputed, isMandatory, referenceId, referencesOf } from "../model/derive.ts";
import type { KongruentError } from "../model/errors.ts";
import { findings } from "../model/findings.ts";
import { identityText, type NameOf } from "../model/identity.ts";
import { findKind } from "../model/kinds.ts";
import { didYouMean } from "../model/nearest.ts";
import { byText, isRecord } from "../model/values.ts";
import * as refuse from "./errors.ts";
import type { Entity } from "./gateway.ts";
import { type Match, referText } from "./match.ts";
import { type Marks, marksText, type Recognised } from "./recognise.ts";
import { identifierOf, keyText, type Snapshot } from "./snapshot.ts";

type Fields = Readonly<Record<string, unknown>>;

export interface FindContext {
  readonly snapshot: Snapshot;
  readonly workspace: string;
  /** Nothing was read: what must be on the gateway is taken on trust. */
  readonly isOffline?: boolean;
  /** Whether a live entity under another parent is ours to move. */
  readonly mayMove: (declaration: Declaration, holder: Entity) => boolean;
  /** The name behind an id, or behind the address that stands for one. */
  readonly nameOf: NameOf;
  /** Takes what is wrong. */
  readonly errors: KongruentError[];
  /** The marks of a declaration of a kind without a unique key. */
  readonly marksOf: (declaration: Declaration, kind: AnyKind) => Marks;
  /** The entity that these marks mean, in view of all declarations of the kind. */
  readonly recognised: (declaration: Declaration, kind: AnyKind) => Recognised | undefined;
}

/** A match that is named when somebody asks: most declarations are congruent, and nobody asks what they are called. */
class Found implements Match {
  readonly declaration: Declaration;
  readonly kind: AnyKind;
  readonly fields: Fields;
  readonly live: Entity | undefined;
  readonly holder: Entity | undefined;
  readonly key: UniqueKey | undefined;
  readonly identifier: string;
  readonly #context: FindContext;
  #identity: string | undefined;

  constructor(
    context: FindContext,
    declaration: Declaration,
    kind: AnyKind,
    fields: Fields,
    live: Entity | undefined,
    holder: Entity | undefined,
    key: UniqueKey | undefined,
    identifier: string,
  ) {
    this.#context = context;
    this.declaration = declaration;
    this.kind = kind;
    this.fields = fields;
    this.live = live;
    this.holder = holder;
    this.key = key;
    this.identifier = identifier;
  }

  get identity(): string {
    this.#identity ??= identityText(this.kind, this.fields, {
      nameOf: this.#context.nameOf,
      refer: addressOrId,
      id: this.declaration.id ?? this.live?.id,
      placeholder: this.declaration.address,
      workspace: this.#context.workspace,
    });
    return this.#identity;
  }
}

/** The address of what is not there yet in place of an id. */
const addressOrId = (value: unknown): string | undefined =>
  value instanceof Reference ? value.address : referenceId(value);

const describeKeys = (kind: AnyKind): string =>
  [
    ...kind.uniqueKeys.map((key) => key.fields.join(" and ")),
    ...(kind.recognisedBy ?? []).map(({ what }) => what),
  ].join(", nor ");

/** The match of a declaration with these normalised fields; undefined where something is wrong, which is said then. */
export const find = (
  declaration: Declaration,
  kind: AnyKind,
  fields: Fields,
  context: FindContext,
): Match | undefined => {
  const { snapshot, errors, isOffline } = context;
  const { address, id } = declaration;
  const { key, text = "" } = identifierOf(kind, fields, referText);
  const ofKey = key === undefined ? undefined : snapshot.byKey(kind, key, text);
  const holder = ofKey ?? (key === undefined ? undefined : unnamedHolder(declaration, kind, key, fields, context));
  const pinned = id === undefined ? undefined : snapshot.byId(kind.kind, id);
  const marks = key === undefined && id === undefined ? context.marksOf(declaration, kind) : NO_MARKS;
  if (marks.length > 0) return ofMarks(declaration, kind, fields, marks, context);
  const identifier = key === undefined ? String(id) : text;
  const match = new Found(context, declaration, kind, fields, pinned ?? holder, ofKey, key, identifier);
  if (pinned !== undefined) return match;
  if (key === undefined && id === undefined) {
    const wrong = wrongInKeys(declaration, kind, fields);
    if (wrong.length > 0) errors.push(...wrong);
    else errors.push(refuse.identityMissing(address, kind.kind, describeKeys(kind)));
    return undefined;
  }
  if (id !== undefined && holder !== undefined) {
    errors.push(refuse.idMismatch(address, match.identity, id, holder.id));
    return undefined;
  }
  if (declaration.existing && holder === undefined && isOffline !== true) {
    errors.push(refuse.existingNotFound(address, match.identity, nearestLive(kind, key, fields, snapshot)));
    return undefined;
  }
  // What exists may be named by its key alone: whose it is was not said.
  const isAnyones = declaration.existing && key?.under !== undefined && fields[key.under] === undefined;
  const isElsewhere = holder !== undefined && key !== undefined && !isAnyones && !isUnder(key, fields, holder);
  if (isElsewhere && !context.mayMove(declaration, holder)) {
    const name = identityText(kind, holder, { nameOf: snapshot.nameOf, workspace: context.workspace });
    errors.push(refuse.keyHeld(address, match.identity, `the ${key.fields.join(" and ")}`, name));
    return undefined;
  }
  return match;
};

/** Why a declaration has no key: a field that every entity has is not given, or one that others follow from is wrong. */
const wrongInKeys = (
  { address, fields: declared }: Declaration,
  kind: AnyKind,
  fields: Fields,
): readonly KongruentError[] => {
  const names = [...new Set(kind.uniqueKeys.flatMap((key) => key.fields))];
  const found = names.some((field) => isComputed(kind, field)) ? findings(kind, declared, fields) : [];
  if (found.length > 0) return found.map(({ path, message }) => refuse.invalidField(address, path.join("."), message));
  return names
    .filter((field) => {
      const schema = fieldsOf(kind)[field];
      return schema !== undefined && isMandatory(schema) && (fields[field] === undefined || fields[field] === null);
    })
    .map((field) => refuse.invalidField(address, field, "required field missing"));
};

const NO_MARKS: Marks = [];

/** The match of a declaration that no unique key identifies: the one live entity that shares its marks, ours before others. */
const ofMarks = (
  declaration: Declaration,
  kind: AnyKind,
  fields: Fields,
  marks: Marks,
  context: FindContext,
): Match | undefined => {
  const { errors, isOffline } = context;
  const found = context.recognised(declaration, kind);
  if (found !== undefined && "ambiguous" in found) {
    const ids = found.ambiguous.map(({ id }) => id).sort(byText);
    errors.push(refuse.identityAmbiguous(declaration.address, kind.kind, found.mark.what, ids));
    return undefined;
  }
  const live = found?.live;
  const match = new Found(context, declaration, kind, fields, live, live, undefined, marksText(marks));
  if (declaration.existing && live === undefined && isOffline !== true) {
    errors.push(refuse.existingNotFound(declaration.address, match.identity));
    return undefined;
  }
  return match;
};

/** Whether what is referred to by id is on the gateway. What was resolved from another declaration's match is. */
export const checkReferences = (
  declaration: Declaration,
  kind: AnyKind,
  fields: Fields,
  { snapshot, errors, isOffline }: FindContext,
): boolean => {
  if (isOffline === true) return true;
  let isSound = true;
  for (const { field, kind: target } of referencesOf(kind)) {
    const value = fields[field];
    if (!isRecord(value) || typeof value["id"] !== "string" || declaration.fields[field] instanceof Reference) continue;
    if (findKind(target) === undefined || snapshot.byId(target, value["id"]) !== undefined) continue;
    // What is not read in full is a kind that this gateway lacks, and with it the field: that is said of the field.
    if (!snapshot.isComplete(target)) continue;
    errors.push(refuse.danglingReference(declaration.address, field, target, value["id"]));
    isSound = false;
  }
  return isSound;
};

const isUnder = (key: UniqueKey, fields: Fields, holder: Entity): boolean =>
  key.under === undefined || referText(fields[key.under]) === referText(holder[key.under]);

/** An entity of ours that lacks the identifying key and holds another one of these: it is given its name in place. */
const unnamedHolder = (
  declaration: Declaration,
  kind: AnyKind,
  identifying: UniqueKey,
  fields: Fields,
  { snapshot, mayMove }: FindContext,
): Entity | undefined => {
  for (const key of kind.uniqueKeys) {
    const text = key === identifying ? undefined : keyText(kind, key, fields, referText);
    const holder = text === undefined ? undefined : snapshot.byKey(kind, key, text);
    if (holder === undefined || keyText(kind, identifying, holder) !== undefined) continue;
    if (mayMove(declaration, holder)) return holder;
  }
  return undefined;
};

/** Which live entity a name that is not there most likely means. */
const nearestLive = (kind: AnyKind, key: UniqueKey | undefined, fields: Fields, snapshot: Snapshot): string => {
  const field = key?.secret === true ? undefined : key?.fields.find((name) => typeof fields[name] === "string");
  if (field === undefined) return "";
  const live = snapshot.entities(kind.kind).flatMap((entity) => {
    const name = entity[field];
    // The same name elsewhere, in another scope, is no better one.
    return typeof name === "string" && name !== fields[field] ? [name] : [];
  });
  return didYouMean(String(fields[field]), live.sort(byText));
};
