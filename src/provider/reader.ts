/**
 * What the gateway holds, read once and shared by all calls of a process: one by one while few are asked for, in complete
 * lists from then on. Our own writes are put in as they are made.
 * @module
 */
import type { Entity, Gateway } from "../engine/gateway.ts";
import { keyText } from "../engine/snapshot.ts";
import type { AnyKind, UniqueKey } from "../model/define.ts";
import { referenceId, referencesOf } from "../model/derive.ts";
import { findKind, kindOf } from "../model/kinds.ts";

/** So many entities are read one by one, over all kinds; from then on kinds are read as lists. */
const FEW = 6;

/** The entities of one kind, by id and by each unique key. */
class Known {
  readonly byId = new Map<string, Entity>();
  readonly #byKey = new Map<UniqueKey, Map<string, string>>();

  put(kind: AnyKind, entity: Entity): void {
    this.byId.set(entity.id, entity);
    for (const key of kind.uniqueKeys) {
      const text = keyText(kind, key, entity);
      if (text === undefined) continue;
      const ids = this.#byKey.get(key) ?? new Map<string, string>();
      this.#byKey.set(key, ids.set(text, entity.id));
    }
  }

  byKey(kind: AnyKind, key: UniqueKey, text: string): Entity | undefined {
    const id = this.#byKey.get(key)?.get(text);
    const entity = id === undefined ? undefined : this.byId.get(id);
    // An entry of before a rename is none.
    return entity !== undefined && keyText(kind, key, entity) === text ? entity : undefined;
  }
}

export class Reader {
  readonly #gateway: Gateway;
  readonly #known = new Map<AnyKind, Known>();
  readonly #lists = new Map<string, Promise<void>>();
  readonly #singles = new Map<string, Promise<Entity | undefined>>();
  #singleCount = 0;
  /** Written or deleted by this process: what is under way meanwhile is older. */
  readonly #written = new Set<string>();

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
  }

  /** One entity, or undefined where it is not there. What cannot be read is an error, never undefined. */
  async byId(kind: AnyKind, id: string, parent: string | undefined): Promise<Entity | undefined> {
    const known = this.#entity(kind, id);
    if (known !== undefined || this.#written.has(id)) return known;
    const isAlone = kind.path === undefined && parent === undefined;
    if (this.#listOf(kind, parent) === undefined && (this.#singleCount < FEW || isAlone)) {
      return this.#single(kind, id, parent);
    }
    try {
      await this.#list(kind, parent);
    } catch (error) {
      // What hangs below a parent that is gone went with it.
      if (await this.#isOrphan(kind, parent)) return undefined;
      throw error;
    }
    // Lists may be torn, so absence is confirmed.
    return this.#entity(kind, id) ?? this.#single(kind, id, parent);
  }

  /** The holder of a unique key's value, from complete lists. */
  async byKey(kind: AnyKind, key: UniqueKey, fields: Readonly<Record<string, unknown>>): Promise<Entity | undefined> {
    const text = keyText(kind, key, fields);
    const parent = kind.nested === undefined ? undefined : referenceId(fields[kind.nested.parent]);
    if (text === undefined || (kind.path === undefined && parent === undefined)) return undefined;
    await this.#list(kind, parent);
    return this.#of(kind).byKey(kind, key, text);
  }

  /** Every entity of a kind; under its parent where the kind has no list of its own. */
  async all(kind: AnyKind, parent?: string): Promise<readonly Entity[]> {
    await this.#list(kind, parent);
    return [...this.#of(kind).byId.values()];
  }

  /**
   * Every entity of a kind from a list that begins after this call, as a delete needs it. Those who ask while one is under
   * way share the next one.
   */
  async fresh(kind: AnyKind, parent?: string): Promise<readonly Entity[]> {
    const key = this.#listKey(kind, parent);
    let next = this.#next.get(key);
    if (next === undefined) {
      const before = this.#now.get(key) ?? Promise.resolve();
      next = before.then(() => {
        this.#next.delete(key);
        const reading = this.#readList(kind, parent);
        this.#now.set(
          key,
          reading.then(
            () => {},
            () => {},
          ),
        );
        return reading;
      });
      this.#next.set(key, next);
    }
    const entities = await next;
    for (const entity of entities) this.#add(kind, entity);
    return entities.filter(({ id }) => !this.#written.has(id) || this.#entity(kind, id) !== undefined);
  }

  /** Lists that are under way, and those that begin when they are done. */
  readonly #now = new Map<string, Promise<void>>();
  readonly #next = new Map<string, Promise<readonly Entity[]>>();

  /** An entity that was read already. */
  readonly known = (kindName: string, id: string): Entity | undefined => {
    const kind = findKind(kindName);
    return kind === undefined ? undefined : this.#entity(kind, id);
  };

  /** The name of an entity that was read already. */
  readonly nameOf = (kindName: string, id: string): string | undefined => {
    const kind = kindOf(kindName);
    const field = kind.identity.path.at(-1);
    const name = field === undefined ? undefined : this.#entity(kind, id)?.[field];
    return typeof name === "string" ? name : undefined;
  };

  /** After a write: what the gateway answered. */
  put(kind: AnyKind, entity: Entity): void {
    this.#written.add(entity.id);
    this.#of(kind).put(kind, entity);
  }

  /** After a delete. */
  remove(kind: AnyKind, id: string): void {
    this.#written.add(id);
    this.#of(kind).byId.delete(id);
  }

  /** Whether the parent, without which there is no list, is not on the gateway. */
  async #isOrphan(kind: AnyKind, parent: string | undefined): Promise<boolean> {
    const above = referencesOf(kind).find(({ field }) => field === kind.nested?.parent)?.kind;
    if (kind.path !== undefined || parent === undefined || above === undefined) return false;
    return (await this.byId(kindOf(above), parent, undefined)) === undefined;
  }

  #of(kind: AnyKind): Known {
    const known = this.#known.get(kind) ?? new Known();
    this.#known.set(kind, known);
    return known;
  }

  #entity(kind: AnyKind, id: string): Entity | undefined {
    return this.#known.get(kind)?.byId.get(id);
  }

  #add(kind: AnyKind, entity: Entity): void {
    if (!this.#written.has(entity.id)) this.#of(kind).put(kind, entity);
  }

  #listKey(kind: AnyKind, parent: string | undefined): string {
    return kind.path === undefined ? `${kind.kind} ${parent}` : kind.kind;
  }

  #readList(kind: AnyKind, parent: string | undefined): Promise<readonly Entity[]> {
    return this.#gateway.list(kind, kind.path === undefined && parent !== undefined ? { parent } : {});
  }

  #listOf(kind: AnyKind, parent: string | undefined): Promise<void> | undefined {
    return this.#lists.get(this.#listKey(kind, parent));
  }

  #list(kind: AnyKind, parent: string | undefined): Promise<void> {
    const running = this.#listOf(kind, parent);
    if (running !== undefined) return running;
    const key = this.#listKey(kind, parent);
    const reading = this.#readList(kind, parent).then((entities) => {
      for (const entity of entities) this.#add(kind, entity);
    });
    this.#lists.set(key, reading);
    // Whoever waits is told; whoever comes later tries again.
    reading.catch(() => this.#lists.delete(key));
    return reading;
  }

  #single(kind: AnyKind, id: string, parent: string | undefined): Promise<Entity | undefined> {
    const running = this.#singles.get(id);
    if (running !== undefined) return running;
    this.#singleCount += 1;
    const reading = this.#gateway.read(kind, id, parent).then((entity) => {
      if (entity !== undefined) this.#add(kind, entity);
      return entity;
    });
    this.#singles.set(id, reading);
    reading.catch(() => this.#singles.delete(id));
    return reading;
  }
}
