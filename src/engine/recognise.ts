/**
 * Recognises entities that no unique key identifies, by the values they share with a declaration: a certificate by its server
 * names and its digest. All declarations of a kind are looked at together, so that each live entity is meant by one of them.
 * @module
 */
import type { AnyKind, Mark } from "../model/define.ts";
import { addTo, byText } from "../model/values.ts";
import type { Entity } from "./gateway.ts";

/** The values of each mark of a kind, the most certain mark first. */
export type Marks = readonly { readonly mark: Mark; readonly values: readonly string[] }[];

/** The marks of a declaration or an entity; those without values left out. */
export const marksOf = (
  kind: AnyKind,
  fields: Readonly<Record<string, unknown>>,
  ofReferring: (mark: Mark) => readonly string[] = () => [],
): Marks =>
  (kind.recognisedBy ?? []).flatMap((mark) => {
    const values = [...new Set([...mark.values(fields), ...ofReferring(mark)])];
    return values.length === 0 ? [] : [{ mark, values }];
  });

const known = new WeakMap<Entity, Map<Mark, readonly string[]>>();

/** The values of a mark in a live entity, worked out once: a digest costs, and every declaration asks for all of them. */
const valuesIn = (mark: Mark, entity: Entity): readonly string[] => {
  let ofEntity = known.get(entity);
  if (ofEntity === undefined) {
    ofEntity = new Map();
    known.set(entity, ofEntity);
  }
  let values = ofEntity.get(mark);
  if (values === undefined) {
    values = mark.values(entity);
    ofEntity.set(mark, values);
  }
  return values;
};

/** The marks as one text, to find duplicates among declarations: two that share all of them cannot be told apart. */
export const marksText = (marks: Marks): string =>
  marks.map(({ mark, values }) => `${mark.what} ${values.toSorted().join(" ")}`).join("\n");

/** What is to be recognised: a declaration by its address, with its marks. */
export interface Wanted {
  readonly address: string;
  readonly marks: Marks;
  /** It only refers to an entity, which another declaration may mean too. */
  readonly existing: boolean;
  readonly isOurs: (entity: Entity) => boolean;
}

/** The entity that is meant, or those among which nobody can choose. */
export type Recognised = { readonly live: Entity } | { readonly mark: Mark; readonly ambiguous: readonly Entity[] };

interface Pair {
  readonly wanted: Wanted;
  readonly entity: Entity;
  /** How many values of each mark are shared. */
  readonly shared: readonly number[];
}

const sharedOf = ({ marks }: Wanted, entity: Entity, all: readonly Mark[]): readonly number[] =>
  all.map((mark) => {
    const values = marks.find((one) => one.mark === mark)?.values ?? [];
    const own = valuesIn(mark, entity);
    return values.filter((value) => own.includes(value)).length;
  });

const first = (pairs: readonly Pair[]): readonly Pair[] =>
  [...pairs].sort((a, b) => {
    for (const [index, count] of a.shared.entries()) {
      const difference = (b.shared[index] ?? 0) - count;
      if (difference !== 0) return difference;
    }
    return byText(a.entity.id, b.entity.id) || byText(a.wanted.address, b.wanted.address);
  });

/**
 * Which live entity each declaration means. Ours go before others'. What shares every mark goes first; then what shares the first
 * (a server name: it was renewed), unless another declaration is just what that entity holds; then what shares another one.
 * Of others' entities none is chosen where several would do.
 */
export const recognise = (
  kind: AnyKind,
  all: readonly Wanted[],
  entities: readonly Entity[],
): ReadonlyMap<string, Recognised> => {
  const marks = kind.recognisedBy ?? [];
  const found = new Map<string, Recognised>();
  const taken = new Set<Entity>();
  const holders = marks.map((mark) => {
    const byValue = new Map<string, Entity[]>();
    for (const entity of entities) for (const value of valuesIn(mark, entity)) addTo(byValue, value, entity);
    return { mark, byValue };
  });
  const pairs: readonly Pair[] = all.flatMap((wanted) => {
    const sharing = new Set(
      wanted.marks.flatMap(({ mark, values }) => {
        const { byValue } = holders.find((one) => one.mark === mark) ?? {};
        return values.flatMap((value) => byValue?.get(value) ?? []);
      }),
    );
    return [...sharing].map((entity) => ({ wanted, entity, shared: sharedOf(wanted, entity, marks) }));
  });
  const ofEntity = new Map<Entity, Pair[]>();
  for (const pair of pairs) addTo(ofEntity, pair.entity, pair);
  const isOpen = ({ wanted, entity }: Pair): boolean =>
    !found.has(wanted.address) && (wanted.existing || !taken.has(entity));
  const take = ({ wanted, entity }: Pair): void => {
    found.set(wanted.address, { live: entity });
    if (!wanted.existing) taken.add(entity);
  };
  const sharesAll = ({ shared }: Pair): boolean => shared.every((count) => count > 0);
  const sharesFirst = ({ shared }: Pair): boolean => (shared[0] ?? 0) > 0;
  /** Whether another declaration, not found yet, is what this entity holds. */
  const isWantedAsIs = ({ wanted, entity }: Pair): boolean =>
    (ofEntity.get(entity) ?? []).some(
      (other) =>
        other.wanted !== wanted &&
        !other.wanted.existing &&
        isOpen(other) &&
        other.shared.slice(1).some((count) => count > 0),
    );
  const ranks: readonly ((pair: Pair) => boolean)[] = [
    sharesAll,
    (pair) => sharesFirst(pair) && !isWantedAsIs(pair),
    (pair) => !sharesFirst(pair),
    sharesFirst,
  ];
  const own = pairs.filter(({ wanted, entity }) => wanted.isOurs(entity));
  for (const rank of ranks) for (const pair of first(own)) if (isOpen(pair) && rank(pair)) take(pair);
  const others = pairs.filter(({ wanted, entity }) => !wanted.isOurs(entity));
  for (const rank of ranks) {
    for (const pair of first(others)) {
      if (!isOpen(pair) || !rank(pair)) continue;
      const rivals = others.filter((other) => other.wanted === pair.wanted && isOpen(other) && rank(other));
      const mark = marks[pair.shared.findIndex((count) => count > 0)];
      if (rivals.length === 1 || mark === undefined) take(pair);
      else found.set(pair.wanted.address, { mark, ambiguous: rivals.map(({ entity }) => entity) });
    }
  }
  return found;
};
