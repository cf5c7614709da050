/**
 * What rules look at: what is declared, with the gateway's word on what is not, where one was asked.
 * @module
 */
import { type Declaration, Reference, Template } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldFacts, referenceId, referencesOf } from "../model/derive.ts";
import { identityText } from "../model/identity.ts";
import { kindOf } from "../model/kinds.ts";
import { reveal, Secret } from "../model/secret.ts";
import { addTo, isRecord } from "../model/values.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** What lints use of what a gateway says of itself. Undefined is what it does not tell. */
export interface GatewayFacts {
  readonly mode: "traditional" | "control_plane" | "data_plane" | "dbless";
  readonly routerFlavor: "traditional" | "expressions";
  readonly incrementalSync?: boolean | undefined;
  /** How many data planes are connected to a control plane. */
  readonly dataPlanes?: number | undefined;
  /** Plugins that its configuration names beside the bundled ones. */
  readonly customPlugins?: ReadonlySet<string> | undefined;
}

export interface LintSource {
  readonly declarations: readonly Declaration[];
  /** The gateway it is for, where it was asked. */
  readonly gateway?: GatewayFacts | undefined;
  /** What is live already, by the address that declares it or refers to it. */
  readonly live?: Pick<ReadonlyMap<string, Fields>, "get"> | undefined;
  /** Live entities of a kind that are not declared and stay; undefined where they were not read. */
  readonly others?: ((kind: string) => readonly Fields[] | undefined) | undefined;
}

/** A value that is not known: only apply or another team's gateway tells. */
export const UNKNOWN: unique symbol = Symbol("unknown");

/** One entity: declared, or live only. */
export interface Subject {
  readonly kind: AnyKind;
  readonly declaration: Declaration | undefined;
  readonly live: Fields | undefined;
}

/** What a reference points to: an entity that is known, or an id that nothing more is known of. */
export type Target = Subject | { readonly id: string };

export interface World {
  readonly gateway: GatewayFacts | undefined;
  /** Whether a gateway was asked: then what is not live does not exist yet. */
  readonly isOnline: boolean;
  readonly declared: readonly Subject[];
  /** Declared entities of a kind. */
  readonly ofKind: (kind: string) => readonly Subject[];
  /** Live entities of a kind that are not declared and stay; none where they were not read. */
  readonly others: (kind: string) => readonly Subject[];
  /** A field's value as it will be; {@link UNKNOWN} where that is not certain. */
  readonly fieldOf: (subject: Subject, field: string) => unknown;
  /** What a reference field points to; undefined where it points to nothing. */
  readonly targetOf: (subject: Subject, field: string) => Target | undefined | typeof UNKNOWN;
  /** Whether two references mean the same entity; undefined where that is not certain. */
  readonly isSame: (a: Target, b: Target) => boolean | undefined;
  /** A text that two references share if and only if they mean the same entity; undefined where that is not certain. */
  readonly keyOf: (target: Target) => string | undefined;
  /** What an entity is called on the gateway: `routes/orders-v1`. */
  readonly identityOf: (subject: Subject) => string;
}

export const isSubject = (target: Target | undefined | typeof UNKNOWN): target is Subject =>
  typeof target === "object" && "kind" in target;

/** A value without secrets' wrappers; {@link UNKNOWN} if any part of it is known only at apply. */
const known = (value: unknown): unknown => {
  if (value instanceof Template || value instanceof Reference) return UNKNOWN;
  if (value instanceof Secret) return known(reveal(value));
  if (Array.isArray(value)) {
    const items = value.map(known);
    return items.includes(UNKNOWN) ? UNKNOWN : items;
  }
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, known(item)] as const);
  return entries.some(([, item]) => item === UNKNOWN) ? UNKNOWN : Object.fromEntries(entries);
};

const isIgnored = ({ lifecycle }: Declaration, field: string): boolean =>
  lifecycle.ignoreChanges === "all" ||
  lifecycle.ignoreChanges.some((path) => path === field || path.startsWith(`${field}.`) || path === `${field}_id`);

const isUnset = (value: unknown): boolean => value === undefined || value === null;

/** The default of a field that is not declared; null where it has none. */
const defaultOf = (kind: AnyKind, field: string): unknown => fieldFacts(kind, field).default ?? null;

/** Where a field's value stands: in the declaration, or on the gateway. {@link UNKNOWN}: nobody can tell. */
const placeOf = ({ declaration, live }: Subject, field: string, isOnline: boolean): Fields | typeof UNKNOWN => {
  if (declaration === undefined) return live ?? {};
  if (declaration.existing) return live ?? UNKNOWN;
  if (!isIgnored(declaration, field)) return declaration.fields;
  return live ?? (isOnline ? declaration.fields : UNKNOWN);
};

const isOwn = (target: Target): boolean => isSubject(target) && target.declaration?.existing === false;

const idOf = (target: Target): string | undefined => {
  if (!isSubject(target)) return target.id;
  const id = target.live?.["id"];
  return target.declaration?.id ?? (typeof id === "string" ? id : undefined);
};

/** The view of what is declared that rules work on. */
export const worldOf = ({ declarations, gateway, live, others }: LintSource): World => {
  const isOnline = live !== undefined;
  const byAddress = new Map<string, Subject>();
  const byKind = new Map<string, Subject[]>();
  const byId = new Map<string, Subject>();
  for (const declaration of declarations) {
    const kind = kindOf(declaration.kind);
    const subject: Subject = { kind, declaration, live: live?.get(declaration.address) };
    byAddress.set(declaration.address, subject);
    addTo(byKind, declaration.kind, subject);
    const id = idOf(subject);
    // The declaration itself goes before one that only refers to the same entity.
    if (id !== undefined && (!declaration.existing || !byId.has(id))) byId.set(id, subject);
  }
  const strangers = new Map<string, readonly Subject[]>();
  const othersOf = (kind: string): readonly Subject[] => {
    let found = strangers.get(kind);
    if (found === undefined) {
      found = (others?.(kind) ?? []).map((fields) => ({ kind: kindOf(kind), declaration: undefined, live: fields }));
      strangers.set(kind, found);
      for (const subject of found) {
        const id = idOf(subject);
        if (id !== undefined && !byId.has(id)) byId.set(id, subject);
      }
    }
    return found;
  };

  const fieldOf = (subject: Subject, field: string): unknown => {
    const place = placeOf(subject, field, isOnline);
    if (place === UNKNOWN) return UNKNOWN;
    const value = place[field];
    return isUnset(value) ? defaultOf(subject.kind, field) : known(value);
  };

  const targetOf = (subject: Subject, field: string): Target | undefined | typeof UNKNOWN => {
    const place = placeOf(subject, field, isOnline);
    if (place === UNKNOWN) return UNKNOWN;
    const value = place[field];
    if (isUnset(value)) return undefined;
    if (value instanceof Reference) return byAddress.get(value.address) ?? UNKNOWN;
    const id = referenceId(value);
    if (id === undefined) return UNKNOWN;
    const kind = referencesOf(subject.kind).find((reference) => reference.field === field)?.kind;
    if (kind !== undefined && !byId.has(id)) othersOf(kind);
    return byId.get(id) ?? { id };
  };

  const isSame = (a: Target, b: Target): boolean | undefined => {
    if (a === b) return true;
    const [left, right] = [idOf(a), idOf(b)];
    if (left !== undefined && right !== undefined) return left === right;
    // Two that are declared here are two; one that is not live is none that is.
    if ((isOwn(a) && isOwn(b)) || isOnline) return false;
    return undefined;
  };

  const keyOf = (target: Target): string | undefined => {
    if (!isOnline && !isOwn(target)) return undefined;
    return idOf(target) ?? (isSubject(target) ? target.declaration?.address : undefined);
  };

  const fieldsIn = ({ declaration, live: fields }: Subject): Fields => declaration?.fields ?? fields ?? {};
  const nameOf = (_kind: string, key: string): string | undefined => {
    const target = byAddress.get(key) ?? byId.get(key);
    const name = target?.kind.identity.path.map((field) => fieldsIn(target)[field])[0];
    return typeof name === "string" ? name : undefined;
  };
  const identityOf = (subject: Subject): string =>
    identityText(subject.kind, fieldsIn(subject), {
      nameOf,
      refer: (value) => (value instanceof Reference ? value.address : referenceId(value)),
      id: idOf(subject),
      ...(subject.declaration === undefined ? {} : { placeholder: subject.declaration.address }),
    });

  return {
    gateway,
    isOnline,
    declared: [...byAddress.values()],
    ofKind: (kind) => byKind.get(kind) ?? [],
    others: othersOf,
    fieldOf,
    targetOf,
    isSame,
    keyOf,
    identityOf,
  };
};

/** How a subject is called in a sentence: by its address, or what it is on the gateway. */
export const subjectName = (world: World, subject: Subject): string =>
  subject.declaration?.address ?? world.identityOf(subject);
