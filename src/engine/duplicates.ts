/**
 * Two declarations of one entity, and two that claim one unique value.
 * @module
 */
import type { AnyKind, UniqueKey } from "../model/define.ts";
import type { KongruentError } from "../model/errors.ts";
import * as refuse from "./errors.ts";
import type { Entity } from "./gateway.ts";
import { type Match, referText } from "./match.ts";
import type { MatchedEntities } from "./matched.ts";
import { keyText } from "./snapshot.ts";

/** What is declared so far, by live entity, identity and unique value. */
export interface Claims extends MatchedEntities {
  /** Adds a declaration; the error says what another one declared before it, or which unique value it claims. */
  readonly add: (match: Match) => void;
}

/** The map behind a key of a map of maps. */
const within = <Outer, Inner, Value>(maps: Map<Outer, Map<Inner, Value>>, key: Outer): Map<Inner, Value> => {
  let map = maps.get(key);
  if (map === undefined) {
    map = new Map();
    maps.set(key, map);
  }
  return map;
};

/** Collects declarations, and the errors of those that come second. */
export const claims = (errors: KongruentError[]): Claims => {
  const lives = new Map<Entity, Match>();
  const identifiers = new Map<UniqueKey | AnyKind, Map<string, Match>>();
  const keys = new Map<UniqueKey, Map<string, Match>>();

  /** The declaration of this live entity before this one; what only refers to it gives way to it. */
  const claimLive = (match: Match): Match | undefined => {
    const { live } = match;
    if (live === undefined) return undefined;
    const known = lives.get(live);
    const isKept = known !== undefined && (match.declaration.existing || !known.declaration.existing);
    if (!isKept) lives.set(live, match);
    return isKept ? known : undefined;
  };

  /**
   * The declaration of this identity before this one. Who is found by the identifying key is found so by every declaration
   * of that identity, so only the others need to be written down.
   */
  const claimIdentity = (match: Match): Match | undefined => {
    const { kind, key, live, holder, identifier } = match;
    const identified = within(identifiers, key ?? kind);
    const known = identified.get(identifier);
    if (known !== undefined || (holder !== undefined && holder === live)) return known;
    const ofHolder = holder === undefined ? undefined : lives.get(holder);
    const isSame = ofHolder?.key === key && ofHolder?.identifier === identifier && !ofHolder.declaration.existing;
    if (isSame) return ofHolder;
    identified.set(identifier, match);
    return undefined;
  };

  const claimKeys = (match: Match): void => {
    const { kind, declaration } = match;
    // An only key is the one that identifies.
    if (kind.uniqueKeys.length === 1) return;
    for (const key of kind.uniqueKeys) {
      const text = key.nullIsValue === true ? undefined : keyText(kind, key, match.fields, referText);
      if (text === undefined) continue;
      const taken = within(keys, key);
      const known = taken.get(text);
      if (known === undefined) {
        taken.set(text, match);
        continue;
      }
      const { address } = known.declaration;
      errors.push(refuse.duplicateKey(key.fields.join(" and "), match.identity, address, declaration.address));
    }
  };

  return {
    get: (entity) => lives.get(entity),
    add(match) {
      const ofLive = claimLive(match);
      if (match.declaration.existing) return;
      const first = claimIdentity(match) ?? ofLive;
      if (first === undefined) claimKeys(match);
      else {
        const { address } = match.declaration;
        const { key, kind, identity } = match;
        errors.push(
          key?.secret === true
            ? refuse.duplicateSecret(key.fields.join(" and "), kind.kind, first.declaration.address, address)
            : refuse.duplicateIdentity(identity, first.declaration.address, address),
        );
      }
    },
  };
};
