/**
 * Matches every declaration with what it means on the gateway, each after all that it refers to.
 * @module
 */
import { type Declaration, Reference } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import type { KongruentError } from "../model/errors.ts";
import { kindOf } from "../model/kinds.ts";
import { addTo } from "../model/values.ts";
import { claims } from "./duplicates.ts";
import * as refuse from "./errors.ts";
import { checkReferences, type FindContext, find } from "./find.ts";
import type { Entity } from "./gateway.ts";
import type { Match } from "./match.ts";
import type { MatchedEntities } from "./matched.ts";
import { type Marks, marksOf, type Recognised, recognise } from "./recognise.ts";
import { awaited, type ResolveContext, resolveFields } from "./resolve.ts";

export interface MatcherInput extends Pick<FindContext, "snapshot" | "workspace" | "isOffline" | "mayMove"> {
  readonly declarations: readonly Declaration[];
  /** The comparator's view of declared fields: shorthands expanded, addresses completed. */
  readonly normalise: (kind: AnyKind, fields: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  /** Addresses that are declared and were found wrong before: they are matched by nothing. */
  readonly unusable?: ReadonlySet<string>;
  /** Told of each match as it is made, and of what it refers to before: both are in the processor's caches then. */
  readonly onMatch?: (match: Match) => void;
}

export interface Matches {
  /** What something refers to stands before it. */
  readonly all: readonly Match[];
  readonly of: (address: string) => Match | undefined;
  /** The declarations of live entities. */
  readonly entities: MatchedEntities;
  readonly errors: readonly KongruentError[];
}

/** A declaration on its way to its match. */
interface Turn {
  readonly declaration: Declaration;
  isWaiting: boolean;
  isDone: boolean;
  match: Match | undefined;
}

/**
 * Matches every declaration. Errors are collected: a declaration that could not be matched has at least one, or what it
 * refers to has.
 */
export const matchAll = (input: MatcherInput): Matches => {
  const { declarations, snapshot } = input;
  const errors: KongruentError[] = [];
  const turns = new Map<string, Turn>();
  const all: Match[] = [];
  const entities = claims(errors);
  /** From what is being matched down to what that waits for. */
  const waiting: { readonly turn: Turn; readonly needs: string[] }[] = [];

  for (const declaration of declarations) {
    const { size } = turns;
    turns.set(declaration.address, { declaration, isWaiting: false, isDone: false, match: undefined });
    if (turns.size === size) errors.push(refuse.duplicateAddress(declaration.address));
  }

  let last: { readonly address: string; readonly turn: Turn | undefined } | undefined;
  /** Asked twice in a row for what a declaration refers to: whether it is done, then for its match. */
  const turnOf = (address: string): Turn | undefined => {
    if (last?.address !== address) last = { address, turn: turns.get(address) };
    return last.turn;
  };

  /** The match of what a declaration refers to: matched before it, or still waiting for it. */
  const matchOf = (address: string): Match | undefined => {
    const turn = turnOf(address);
    if (turn?.isWaiting) {
      const path = waiting.map((one) => one.turn.declaration.address);
      errors.push(refuse.dependencyCycle([...path.slice(path.indexOf(address)), address]));
    }
    return turn?.match;
  };

  let marked: ReadonlyMap<string, readonly Declaration[]> | undefined;
  /** Declarations that refer to this one by its address. */
  const referringTo = (address: string): readonly Declaration[] => {
    marked ??= byReferred(declarations);
    return marked.get(address) ?? [];
  };

  /** A declaration's marks, with the names that others give what they refer to. */
  const marksOfDeclared = ({ address, fields }: Declaration, kind: AnyKind): Marks =>
    marksOf(kind, fields, ({ ofReferring }) =>
      ofReferring === undefined
        ? []
        : referringTo(address).flatMap((other) => {
            const target = other.fields[ofReferring.reference];
            const value = other.fields[ofReferring.field];
            const refers = other.kind === ofReferring.kind && target instanceof Reference && target.address === address;
            return refers && typeof value === "string" ? [value] : [];
          }),
    );

  const recognisedOf = new Map<AnyKind, ReadonlyMap<string, Recognised>>();
  const recogniseAll = (kind: AnyKind): ReadonlyMap<string, Recognised> => {
    const ofKind = declarations.filter((declaration) => declaration.kind === kind.kind);
    const pinned = new Set(ofKind.map(({ id }) => id));
    const wanted = ofKind
      .filter(({ id }) => id === undefined)
      .map((declaration) => ({
        address: declaration.address,
        marks: marksOfDeclared(declaration, kind),
        existing: declaration.existing,
        isOurs: (entity: Entity) => input.mayMove(declaration, entity),
      }));
    const free = snapshot.entities(kind.kind).filter(({ id }) => !pinned.has(id));
    return recognise(kind, wanted, free);
  };

  const context: FindContext & ResolveContext = {
    snapshot,
    marksOf: marksOfDeclared,
    recognised: (declaration, kind) => {
      let found = recognisedOf.get(kind);
      if (found === undefined) {
        found = recogniseAll(kind);
        recognisedOf.set(kind, found);
      }
      return found.get(declaration.address);
    },
    workspace: input.workspace,
    isOffline: input.isOffline === true,
    mayMove: input.mayMove,
    errors,
    matchOf,
    isDeclared: (address) => turns.has(address) || input.unusable?.has(address) === true,
    nameOf: (kindName, id) => {
      const target = turns.get(id)?.declaration;
      if (target === undefined) return snapshot.nameOf(kindName, id);
      const field = kindOf(kindName).identity.path.at(-1);
      const name = field === undefined ? undefined : target.fields[field];
      return typeof name === "string" ? name : undefined;
    },
  };

  const finish = (turn: Turn): void => {
    const { declaration } = turn;
    const kind = kindOf(declaration.kind);
    const resolved = resolveFields(declaration, kind, context);
    if (resolved !== undefined && checkReferences(declaration, kind, resolved, context)) {
      turn.match = find(declaration, kind, input.normalise(kind, resolved), context);
    }
    turn.isWaiting = false;
    turn.isDone = true;
    if (turn.match === undefined) return;
    all.push(turn.match);
    entities.add(turn.match);
    input.onMatch?.(turn.match);
  };

  const isOpen = (address: string): boolean => turnOf(address)?.isDone === false;

  /** Matches what waits for nothing; what does is put behind what it waits for. */
  const begin = (turn: Turn): void => {
    const needs = awaited(turn.declaration.fields);
    if (!needs.some(isOpen)) {
      finish(turn);
      return;
    }
    turn.isWaiting = true;
    waiting.push({ turn, needs: needs.filter(isOpen).reverse() });
  };

  // A loop, not a recursion: chains may be thousands long.
  for (const first of turns.values()) {
    if (first.isDone) continue;
    begin(first);
    for (let top = waiting.at(-1); top !== undefined; top = waiting.at(-1)) {
      const need = top.needs.pop();
      if (need === undefined) {
        finish(top.turn);
        waiting.pop();
        continue;
      }
      const turn = turnOf(need);
      if (turn !== undefined && !turn.isDone && !turn.isWaiting) begin(turn);
    }
  }

  return { all, of: (address) => turns.get(address)?.match, entities, errors };
};

/** Declarations by the addresses that their fields refer to. */
const byReferred = (declarations: readonly Declaration[]): ReadonlyMap<string, readonly Declaration[]> => {
  const found = new Map<string, Declaration[]>();
  for (const declaration of declarations) {
    for (const value of Object.values(declaration.fields)) {
      if (value instanceof Reference) addTo(found, value.address, declaration);
    }
  }
  return found;
};
