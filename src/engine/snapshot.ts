/**
 * What a gateway held at one time: complete lists, indexed by id and by every unique key.
 * @module
 */
import type { AnyKind, UniqueKey } from "../model/define.ts";
import { fieldFacts, referenceId, referencesOf } from "../model/derive.ts";
import { kindOf, kinds } from "../model/kinds.ts";
import { reveal } from "../model/secret.ts";
import { isUnknown } from "../model/validate.ts";
import { forEachBounded } from "./bounded.ts";
import type { Entity, Gateway } from "./gateway.ts";
import { isOwnable } from "./ownership.ts";

/**
 * The value of a unique key as text, or undefined where the entity does not have the key.
 * `refer` gives the text of a reference; live entities have ids.
 */
export const keyText = (
  kind: AnyKind,
  key: UniqueKey,
  entity: Readonly<Record<string, unknown>>,
  refer: (value: unknown) => string | undefined = referenceId,
): string | undefined => {
  const [only] = key.fields;
  if (key.fields.length === 1 && only !== undefined) {
    // Most keys are one name: the text itself, whose hash is known already.
    const name = reveal(entity[only] ?? fieldFacts(kind, only).computed?.(entity));
    if (typeof name === "string") return name;
  }
  let text: string | undefined;
  for (const field of key.fields) {
    const { reference } = fieldFacts(kind, field);
    const value = reveal(entity[field]);
    const isReference = reference !== undefined;
    let part = "";
    if (value === undefined || value === null) {
      if (key.nullIsValue !== true || !isReference) return undefined;
    } else if (isReference) {
      const target = refer(value);
      if (target === undefined) return undefined;
      part = `@${target}`;
    } else {
      part = isUnknown(value) ? `?${numberOf(value)}` : `=${String(value)}`;
    }
    text = text === undefined ? part : `${text}\n${part}`;
  }
  return text ?? "";
};

const numbers = new WeakMap<object, number>();
let count = 0;

/** A value that is known only at apply is equal to itself alone. */
const numberOf = (value: object): number => {
  let number = numbers.get(value);
  if (number === undefined) {
    count += 1;
    number = count;
    numbers.set(value, number);
  }
  return number;
};

/** The key that identifies an entity with these fields, the first one that it has, and its value as text. */
export const identifierOf = (
  kind: AnyKind,
  entity: Readonly<Record<string, unknown>>,
  refer?: (value: unknown) => string | undefined,
): { readonly key: UniqueKey; readonly text: string } | { readonly key?: never; readonly text?: never } => {
  for (const key of kind.uniqueKeys) {
    const text = keyText(kind, key, entity, refer);
    if (text !== undefined) return { key, text };
  }
  return {};
};

/** The key that identifies an entity with these fields: the first one that it has. */
export const identifyingKey = (
  kind: AnyKind,
  entity: Readonly<Record<string, unknown>>,
  refer?: (value: unknown) => string | undefined,
): UniqueKey | undefined => identifierOf(kind, entity, refer).key;

/** How completely a kind was read. */
type Extent = "all" | "owned";

/** The entities of one kind. An index is made when it is first asked for: some never are. */
class Holding {
  #entities: readonly Entity[] = [];
  #byId: ReadonlyMap<string, Entity> | undefined;
  readonly #byKey = new Map<UniqueKey, ReadonlyMap<string, Entity>>();

  get entities(): readonly Entity[] {
    return this.#entities;
  }

  /** Adds entities, each once; one that is known by its id is replaced. */
  add(entities: readonly Entity[]): void {
    if (this.#entities.length === 0) this.#entities = entities;
    else {
      const all = new Map(this.byId);
      for (const entity of entities) all.set(entity.id, entity);
      this.#entities = [...all.values()];
    }
    this.#byId = undefined;
    this.#byKey.clear();
  }

  get byId(): ReadonlyMap<string, Entity> {
    this.#byId ??= new Map(this.#entities.map((entity) => [entity.id, entity]));
    return this.#byId;
  }

  byKey(kind: AnyKind, key: UniqueKey): ReadonlyMap<string, Entity> {
    let found = this.#byKey.get(key);
    if (found === undefined) {
      const made = new Map<string, Entity>();
      for (const entity of this.#entities) {
        const text = keyText(kind, key, entity);
        if (text !== undefined) made.set(text, entity);
      }
      found = made;
      this.#byKey.set(key, found);
    }
    return found;
  }
}

const NOTHING: readonly Entity[] = [];

export class Snapshot {
  readonly #holdings = new Map<string, Holding>();
  readonly #extents = new Map<string, Extent>();

  /** Adds what a list held, each entity once. */
  add(kind: AnyKind, entities: readonly Entity[], extent: Extent): void {
    if (this.#extents.get(kind.kind) !== "all") this.#extents.set(kind.kind, extent);
    this.put(kind, entities);
  }

  /** Adds or replaces entities. */
  put(kind: AnyKind, entities: readonly Entity[]): void {
    let holding = this.#holdings.get(kind.kind);
    if (holding === undefined) {
      holding = new Holding();
      this.#holdings.set(kind.kind, holding);
    }
    holding.add(entities);
  }

  byId(kind: string, id: string): Entity | undefined {
    return this.#holdings.get(kind)?.byId.get(id);
  }

  /** The entity that holds a unique key's value, as {@link keyText} writes it. */
  byKey(kind: AnyKind, key: UniqueKey, text: string): Entity | undefined {
    return this.#holdings.get(kind.kind)?.byKey(kind, key).get(text);
  }

  entities(kind: string): readonly Entity[] {
    return this.#holdings.get(kind)?.entities ?? NOTHING;
  }

  /** Kinds read in full. */
  isComplete(kind: string): boolean {
    return this.#extents.get(kind) === "all";
  }

  /** Every kind that was read in full, in the registry's order. */
  kindsRead(): readonly string[] {
    return kinds.map(({ kind }) => kind).filter((kind) => this.isComplete(kind));
  }

  /** What an entity is called: the first part of its identity, or undefined. */
  nameOf = (kind: string, id: string): string | undefined => {
    const entity = this.byId(kind, id);
    if (entity === undefined) return undefined;
    const field = kindOf(kind).identity.path.at(-1);
    const name = field === undefined ? undefined : entity[field];
    return typeof name === "string" ? name : undefined;
  };
}

/** What to read. */
export interface ReadRequest {
  /** Kinds whose every entity is needed. */
  readonly kinds: ReadonlySet<string>;
  /** Tags of the owners whose entities of all other kinds are needed too. */
  readonly ownerTags: readonly string[];
  readonly concurrency: number;
  readonly signal?: AbortSignal | undefined;
}

/** Whether the gateway has a kind, as far as it tells. */
export const hasKind = async (gateway: Gateway, kind: AnyKind): Promise<boolean> => {
  const { endpoints } = await gateway.describe();
  if (endpoints === undefined) return true;
  if (kind.path !== undefined) return endpoints.has(`/${kind.path}`);
  const parent = parentOf(kind);
  return parent !== undefined && hasKind(gateway, parent);
};

/** The kind without which one that has no list of its own is not reached. */
export const parentOf = (kind: AnyKind): AnyKind | undefined => {
  if (kind.path !== undefined) return undefined;
  const parent = referencesOf(kind).find(({ field }) => field === kind.nested?.parent);
  return parent === undefined ? undefined : kindOf(parent.kind);
};

/** Kinds with no list of their own need their parents read first. */
const withParents = (wanted: ReadonlySet<string>): ReadonlySet<string> => {
  const all = new Set(wanted);
  for (const name of wanted) {
    const kind = kindOf(name);
    const parent = kind.path === undefined ? parentOf(kind) : undefined;
    if (parent !== undefined) all.add(parent.kind);
  }
  return all;
};

/**
 * Reads into a snapshot. Every list is complete or this fails; kinds are read in parallel, so the view may be torn:
 * a reference that is missing here is to be read by id before it is called dangling.
 */
export const readInto = async (snapshot: Snapshot, gateway: Gateway, request: ReadRequest): Promise<void> => {
  const full = withParents(request.kinds);
  // What can neither say whose it is nor is told by what it refers to is nobody's business here.
  const isTold = (kind: AnyKind): boolean => isOwnable(kind) || referencesOf(kind).length > 0;
  const owned = request.ownerTags.length === 0 ? [] : kinds.filter((kind) => !full.has(kind.kind) && isTold(kind));
  const nestedOnly = (kind: AnyKind): boolean => kind.path === undefined;
  const options = { signal: request.signal };
  const flat: (() => Promise<void>)[] = [];
  const ownedNested = owned.filter(nestedOnly);
  const fullNested = kinds.filter((kind) => full.has(kind.kind) && nestedOnly(kind));
  // An owned entity may hang under somebody else's parent, so the parents of kinds without a list are read in full.
  const parents = new Set(ownedNested.map((kind) => parentOf(kind)?.kind));
  for (const kind of kinds) {
    if (nestedOnly(kind)) continue;
    if (snapshot.isComplete(kind.kind)) continue;
    if (full.has(kind.kind) || parents.has(kind.kind)) {
      flat.push(async () => {
        if (!(await hasKind(gateway, kind))) return;
        snapshot.add(kind, await gateway.list(kind, options), "all");
      });
    } else if (owned.includes(kind)) {
      for (const tag of request.ownerTags) {
        flat.push(async () => {
          if (!(await hasKind(gateway, kind))) return;
          snapshot.add(kind, await gateway.list(kind, { ...options, tag }), "owned");
        });
      }
    }
  }
  await forEachBounded(flat, request.concurrency, (read) => read());
  for (const kind of [...fullNested, ...ownedNested]) {
    const parent = parentOf(kind);
    if (parent === undefined || snapshot.isComplete(kind.kind) || !(await hasKind(gateway, kind))) continue;
    const found = new Map<string, Entity>();
    await forEachBounded(snapshot.entities(parent.kind), request.concurrency, async ({ id }) => {
      // One that moves while its parents are read comes under two of them.
      for (const entity of await gateway.list(kind, { ...options, parent: id })) found.set(entity.id, entity);
    });
    snapshot.add(kind, [...found.values()], "all");
  }
};
