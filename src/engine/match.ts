/**
 * Finds, for each declaration, the live entity that it means: by pinned id, else by its identifying key, references first.
 * @module
 */
import { type Attribute, type Declaration, Reference, Template } from "../model/declaration.ts";
import type { AnyKind, UniqueKey } from "../model/define.ts";
import { fieldFacts, referenceId, referencesOf } from "../model/derive.ts";
import type { KongruentError } from "../model/errors.ts";
import { identityText } from "../model/identity.ts";
import { findKind, kindOf } from "../model/kinds.ts";
import { didYouMean } from "../model/nearest.ts";
import { reveal, Secret } from "../model/secret.ts";
import { byText, isRecord } from "../model/values.ts";
import * as refuse from "./errors.ts";
import type { Entity } from "./gateway.ts";
import { identifierOf, keyText, type Snapshot } from "./snapshot.ts";

/** A declaration with its references resolved as far as the gateway allows, and the live entity it means. */
export interface Match {
  readonly declaration: Declaration;
  readonly kind: AnyKind;
  /** The gateway's form; what does not exist yet is still a Reference or Template. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly live: Entity | undefined;
  /** Identity in words. */
  readonly identity: string;
  /** The identifying key's value with pending references in it, to find duplicates among declarations. */
  readonly identifier: string;
  /** Undefined for what only its pinned id identifies. */
  readonly key: UniqueKey | undefined;
}

/** A reference as text for keys: the id, or the address of what is not there yet. */
export const referText = (value: unknown): string | undefined => {
  if (value instanceof Reference) return `pending ${value.address}`;
  return isRecord(value) && typeof value["id"] === "string" ? value["id"] : undefined;
};

/** A live entity in maps and sets: an id alone is unique in its kind only. */
export const entityKey = ({ kind }: Pick<AnyKind, "kind">, { id }: Pick<Entity, "id">): string => `${kind} ${id}`;

/** The address of what is not there yet in place of an id. */
const addressOrId = (value: unknown): string | undefined =>
  value instanceof Reference ? value.address : referenceId(value);

type Fields = Readonly<Record<string, unknown>>;

const describeKeys = (kind: AnyKind): string => kind.uniqueKeys.map((key) => key.fields.join(" and ")).join(", nor ");

/** One attribute of an entity; undefined where there is no such entity or attribute. */
export const attributeOf = (entity: Entity | undefined, { path }: Attribute): unknown => {
  let value: unknown = entity;
  for (const name of path) value = isRecord(value) ? value[name] : undefined;
  return value;
};

/** The parts of a template as one text, a lone part as it is. A secret among them makes the whole a secret. */
export const joined = (parts: readonly unknown[]): unknown => {
  if (parts.length === 1) return parts[0];
  const text = parts.map((part) => String(reveal(part))).join("");
  return parts.some((part) => part instanceof Secret) ? new Secret(text) : text;
};

export interface MatcherInput {
  readonly declarations: readonly Declaration[];
  readonly snapshot: Snapshot;
  /** The comparator's view of declared fields: shorthands expanded, addresses completed. */
  readonly normalise: (kind: AnyKind, fields: Readonly<Record<string, unknown>>) => Record<string, unknown>;
  readonly workspace: string;
  /** Nothing was read: what must be on the gateway is taken on trust. */
  readonly isOffline?: boolean;
  /** Addresses that are declared and were found wrong before: they are matched by nothing. */
  readonly unusable?: ReadonlySet<string>;
  /** Whether a live entity under another parent is ours to move. */
  readonly mayMove: (declaration: Declaration, holder: Entity) => boolean;
}

export interface Matches {
  readonly byAddress: ReadonlyMap<string, Match>;
  readonly errors: readonly KongruentError[];
}

/**
 * Matches every declaration. Errors are collected: a declaration that could not be matched has at least one, or what it
 * refers to has.
 */
export const matchAll = (input: MatcherInput): Matches => {
  const { declarations, snapshot } = input;
  const errors: KongruentError[] = [];
  const byAddress = new Map<string, Declaration>();
  const matched = new Map<string, Match>();
  const unmatched = new Set<string>();
  /** From what is being matched down to what that waits for, in this order. */
  const inProgress = new Set<string>();

  for (const declaration of declarations) {
    const { size } = byAddress;
    byAddress.set(declaration.address, declaration);
    if (byAddress.size === size) errors.push(refuse.duplicateAddress(declaration.address));
  }

  const isDeclared = (address: string): boolean => byAddress.has(address) || input.unusable?.has(address) === true;

  const resolveReference = (declaration: Declaration, field: string, reference: Reference): unknown => {
    const target = matchOf(reference.address);
    if (target === undefined && !isDeclared(reference.address)) {
      errors.push(refuse.unknownReference(declaration.address, field, reference.address));
      return undefined;
    }
    if (target === undefined) {
      // What is wrong with the target is said there; that a plugin stays out because of it is said here.
      const isScope = kindOf(declaration.kind).scope?.includes(field) === true;
      if (isScope) errors.push(refuse.scopeUnresolved(declaration.address, field, reference.address));
      return undefined;
    }
    return target.live === undefined ? reference : { id: target.live.id };
  };

  const resolveTemplate = (declaration: Declaration, field: string, template: Template): unknown => {
    let isKnown = true;
    const parts = template.parts.map((part) => {
      if (typeof part === "string") return part;
      if (!isDeclared(part.address)) {
        errors.push(refuse.unknownReference(declaration.address, field, part.address));
      }
      const live = matchOf(part.address)?.live;
      isKnown &&= live !== undefined;
      return attributeOf(live, part) ?? "";
    });
    return isKnown ? joined(parts) : template;
  };

  /** The value with what is known put in; the value itself where nothing in it was to be looked up, which is the usual. */
  const resolveValue = (declaration: Declaration, field: string, value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (value instanceof Template) return resolveTemplate(declaration, field, value);
    if (Array.isArray(value)) {
      const items = value.map((item) => resolveValue(declaration, field, item));
      return items.every((item, index) => item === value[index]) ? value : items;
    }
    if (!isRecord(value)) return value;
    const entries = Object.entries(value).map(([key, item]) => [key, resolveValue(declaration, field, item)] as const);
    return entries.every(([key, item]) => item === value[key]) ? value : Object.fromEntries(entries);
  };

  const resolveFields = (declaration: Declaration, kind: AnyKind): Record<string, unknown> | undefined => {
    const before = errors.length;
    const fields: Record<string, unknown> = {};
    let isResolved = true;
    for (const [name, value] of Object.entries(declaration.fields)) {
      if (value instanceof Reference) {
        const resolved = resolveReference(declaration, name, value);
        isResolved &&= resolved !== undefined;
        fields[name] = resolved;
      } else {
        fields[name] = resolveValue(declaration, name, value);
      }
    }
    if (!isResolved) return undefined;
    checkScope(declaration, kind, fields);
    return errors.length > before ? undefined : fields;
  };

  const checkScope = (declaration: Declaration, kind: AnyKind, fields: Readonly<Record<string, unknown>>): void => {
    if (kind.scope === undefined || declaration.existing) return;
    const declared = kind.scope.filter((field) => field in declaration.fields);
    const given = declared.filter((field) => fields[field] !== undefined && fields[field] !== null);
    for (const field of declared) {
      if (referText(fields[field]) === undefined) errors.push(refuse.scopeUnresolved(declaration.address, field));
    }
    if (declared.length === 0 && !declaration.isGlobal) errors.push(refuse.scopeMissing(declaration.address));
    if (given.length > 0 && declaration.isGlobal) errors.push(refuse.scopeContradictory(declaration.address, given));
  };

  const checkReferences = (
    declaration: Declaration,
    kind: AnyKind,
    fields: Readonly<Record<string, unknown>>,
  ): boolean => {
    let isSound = true;
    for (const reference of referencesOf(kind)) {
      const value = fields[reference.field];
      if (!isRecord(value) || typeof value["id"] !== "string") continue;
      if (
        input.isOffline ||
        findKind(reference.kind) === undefined ||
        snapshot.byId(reference.kind, value["id"]) !== undefined
      )
        continue;
      errors.push(refuse.danglingReference(declaration.address, reference.field, reference.kind, value["id"]));
      isSound = false;
    }
    return isSound;
  };

  const textOf = (declaration: Declaration, kind: AnyKind, fields: Fields, live: Entity | undefined): string =>
    identityText(kind, fields, {
      nameOf,
      refer: addressOrId,
      id: declaration.id ?? live?.id,
      placeholder: declaration.address,
      workspace: input.workspace,
    });

  /** The name behind an id, or behind the address that stands for one. */
  const nameOf = (kindName: string, id: string): string | undefined => {
    const target = byAddress.get(id);
    if (target === undefined) return snapshot.nameOf(kindName, id);
    const field = kindOf(kindName).identity.path.at(-1);
    const name = field === undefined ? undefined : target.fields[field];
    return typeof name === "string" ? name : undefined;
  };

  /** Which live entity a name that is not there most likely means. */
  const nearestLive = (kind: AnyKind, key: UniqueKey | undefined, fields: Fields): string => {
    const field = key?.secret === true ? undefined : key?.fields.find((name) => typeof fields[name] === "string");
    if (field === undefined) return "";
    const live = snapshot.entities(kind.kind).flatMap((entity) => {
      const name = entity[field];
      // The same name elsewhere, in another scope, is no better one.
      return typeof name === "string" && name !== fields[field] ? [name] : [];
    });
    return didYouMean(String(fields[field]), live.sort(byText));
  };

  const isUnder = (key: UniqueKey, fields: Readonly<Record<string, unknown>>, holder: Entity): boolean =>
    key.under === undefined || referText(fields[key.under]) === referText(holder[key.under]);

  /** An entity of ours that lacks the identifying key and holds another one of these: it is given its name in place. */
  const unnamedHolder = (
    declaration: Declaration,
    kind: AnyKind,
    identifying: UniqueKey,
    fields: Readonly<Record<string, unknown>>,
  ): Entity | undefined => {
    for (const key of kind.uniqueKeys) {
      const text = key === identifying ? undefined : keyText(kind, key, fields, referText);
      const holder = text === undefined ? undefined : snapshot.byKey(key, text);
      if (holder === undefined || keyText(kind, identifying, holder) !== undefined) continue;
      if (input.mayMove(declaration, holder)) return holder;
    }
    return undefined;
  };

  const find = (declaration: Declaration): Match | undefined => {
    const kind = kindOf(declaration.kind);
    const resolved = resolveFields(declaration, kind);
    if (resolved === undefined || !checkReferences(declaration, kind, resolved)) return undefined;
    const fields = input.normalise(kind, resolved);
    const { key, text = "" } = identifierOf(kind, fields, referText);
    const holder =
      key === undefined ? undefined : (snapshot.byKey(key, text) ?? unnamedHolder(declaration, kind, key, fields));
    const pinned = declaration.id === undefined ? undefined : snapshot.byId(kind.kind, declaration.id);
    // Most declarations are congruent, and nobody asks what they are called.
    let words: string | undefined;
    const identityNow = (): string => {
      words ??= textOf(declaration, kind, fields, pinned ?? holder);
      return words;
    };
    const match = (live: Entity | undefined): Match => ({
      declaration,
      kind,
      fields,
      live,
      get identity() {
        return identityNow();
      },
      identifier: key === undefined ? String(declaration.id) : text,
      key,
    });
    if (pinned !== undefined) return match(pinned);
    if (key === undefined && declaration.id === undefined) {
      errors.push(refuse.identityMissing(declaration.address, kind.kind, describeKeys(kind)));
      return undefined;
    }
    if (declaration.id !== undefined && holder !== undefined) {
      errors.push(refuse.idMismatch(declaration.address, identityNow(), declaration.id, holder.id));
      return undefined;
    }
    if (declaration.existing && holder === undefined && !input.isOffline) {
      errors.push(refuse.existingNotFound(declaration.address, identityNow(), nearestLive(kind, key, fields)));
      return undefined;
    }
    if (holder !== undefined && key !== undefined && !isUnder(key, fields, holder)) {
      if (input.mayMove(declaration, holder)) return match(holder);
      const name = identityText(kind, holder, { nameOf: snapshot.nameOf, workspace: input.workspace });
      errors.push(refuse.keyHeld(declaration.address, identityNow(), `the ${key.fields.join(" and ")}`, name));
      return undefined;
    }
    return match(holder);
  };

  /** The match of what a declaration refers to: matched before it, or still waiting for it. */
  const matchOf = (address: string): Match | undefined => {
    if (inProgress.has(address)) {
      const path = [...inProgress];
      errors.push(refuse.dependencyCycle([...path.slice(path.indexOf(address)), address]));
    }
    return matched.get(address);
  };

  /** Matches a declaration after all that it refers to. A loop, not a recursion: chains may be thousands long. */
  const matchWithNeeds = (first: Declaration): void => {
    const waiting: { readonly declaration: Declaration; readonly needs: string[] }[] = [];
    const begin = (declaration: Declaration): void => {
      const needs = awaited(declaration.fields).filter((address) => !isDone(address));
      if (needs.length === 0) {
        finish(declaration);
        return;
      }
      waiting.push({ declaration, needs: needs.reverse() });
      inProgress.add(declaration.address);
    };
    begin(first);
    for (let last = waiting.at(-1); last !== undefined; last = waiting.at(-1)) {
      const need = last.needs.pop();
      if (need === undefined) {
        finish(last.declaration);
        inProgress.delete(last.declaration.address);
        waiting.pop();
        continue;
      }
      const declaration = isDone(need) || inProgress.has(need) ? undefined : byAddress.get(need);
      if (declaration !== undefined) begin(declaration);
    }
  };

  const isDone = (address: string): boolean => matched.has(address) || unmatched.has(address);
  const finish = (declaration: Declaration): void => {
    const match = find(declaration);
    if (match === undefined) unmatched.add(declaration.address);
    else matched.set(declaration.address, match);
  };

  for (const declaration of byAddress.values()) if (!isDone(declaration.address)) matchWithNeeds(declaration);
  errors.push(...duplicates(matched.values()));
  return { byAddress: matched, errors };
};

/** Addresses that a value waits for, in the order they stand in it. */
export const awaited = (value: unknown, found: string[] = []): string[] => {
  if (value === null || typeof value !== "object") return found;
  if (value instanceof Reference) found.push(value.address);
  else if (value instanceof Template) {
    for (const part of value.parts) if (typeof part !== "string") found.push(part.address);
  } else if (Array.isArray(value)) for (const item of value) awaited(item, found);
  else if (isRecord(value)) for (const key of Object.keys(value)) awaited(value[key], found);
  return found;
};

/** The map behind a key of a map of maps. */
const within = <Outer, Inner, Value>(maps: Map<Outer, Map<Inner, Value>>, key: Outer): Map<Inner, Value> => {
  let map = maps.get(key);
  if (map === undefined) {
    map = new Map();
    maps.set(key, map);
  }
  return map;
};

/** Two declarations of one entity, and two that claim one unique value. */
const duplicates = (matches: Iterable<Match>): readonly KongruentError[] => {
  const errors: KongruentError[] = [];
  const identifiers = new Map<UniqueKey | AnyKind, Map<string, Match>>();
  const lives = new Map<string, Match>();
  const keys = new Map<UniqueKey, Map<string, Match>>();
  for (const match of matches) {
    if (match.declaration.existing) continue;
    const { kind, declaration, live } = match;
    const identified = within(identifiers, match.key ?? kind);
    const first =
      identified.get(match.identifier) ?? (live === undefined ? undefined : lives.get(entityKey(kind, live)));
    if (first !== undefined) {
      errors.push(refuse.duplicateIdentity(match.identity, first.declaration.address, declaration.address));
      continue;
    }
    identified.set(match.identifier, match);
    if (live !== undefined) lives.set(entityKey(kind, live), match);
    // An only key is the one that identifies.
    if (kind.uniqueKeys.length === 1) continue;
    for (const key of kind.uniqueKeys) {
      const text = key.nullIsValue === true ? undefined : keyText(kind, key, match.fields, referText);
      if (text === undefined) continue;
      const taken = within(keys, key);
      const known = taken.get(text);
      if (known === undefined) taken.set(text, match);
      else
        errors.push(
          refuse.duplicateKey(key.fields.join(" and "), match.identity, known.declaration.address, declaration.address),
        );
    }
  }
  return errors;
};

/** The unique value of a key in words, masked where it is secret. */
export const keyInWords = (kind: AnyKind, key: UniqueKey, fields: Readonly<Record<string, unknown>>): string =>
  key.fields
    .map((field) => {
      const value = fields[field];
      const isSecret = key.secret === true || fieldFacts(kind, field).secret === true || value instanceof Secret;
      return isSecret || typeof value !== "string" ? `the ${field}` : `the ${field} '${value}'`;
    })
    .join(" and ");
