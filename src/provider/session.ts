/**
 * What one configured provider works with: the gateway, what was read of it, its schemas, and who claims what.
 * @module
 */
import { identityAmbiguous } from "../engine/errors.ts";
import type { Entity, Gateway } from "../engine/gateway.ts";
import type { Journal } from "../engine/outcome.ts";
import { relationTo } from "../engine/ownership.ts";
import { marksOf, recognise } from "../engine/recognise.ts";
import { Schemas } from "../engine/schemas.ts";
import { identifierOf } from "../engine/snapshot.ts";
import { declarationOf as bareDeclaration, type Declaration } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { referenceId, referencesOf } from "../model/derive.ts";
import { ErrorList } from "../model/errors.ts";
import { identityText } from "../model/identity.ts";
import { findKind } from "../model/kinds.ts";
import { subschemaName } from "../model/subschema.ts";
import { byText } from "../model/values.ts";
import { Claims } from "./claims.ts";
import type { Settings } from "./configuration.ts";
import type { Fields } from "./fields.ts";
import { type KindSchemas, kindSchemas } from "./projection.ts";
import { Reader } from "./reader.ts";
import type { SharedClaims } from "./shared-claims.ts";

/** A gateway that can be asked. */
export interface Online {
  readonly gateway: Gateway;
  readonly reader: Reader;
  readonly schemas: Schemas;
}

export class Session {
  readonly settings: Settings;
  readonly claims: Claims;
  /** Deletes that are under way, by the entity's id. */
  readonly deleting = new Map<string, Promise<void>>();
  /** Deletes that wait until nothing refers to the entity any more, by its id. */
  readonly waiting = new Map<string, { readonly kind: AnyKind; readonly live: Entity; readonly identity: string }>();
  /** Undefined while the gateway's address is known only after apply. */
  readonly online: Online | undefined;
  /** Told of every write before it is sent. */
  readonly journal: Journal;
  readonly #asked = new Map<string, Promise<void>>();
  readonly #running = new Set<Promise<unknown>>();
  #isStopped = false;
  readonly #loaded = new Map<string, Promise<void>>();
  readonly #kindSchemas = new Map<string, KindSchemas>();

  constructor(settings: Settings, gateway: Gateway | undefined, journal: Journal = () => {}, shared?: SharedClaims) {
    this.settings = settings;
    this.claims = new Claims(shared);
    this.journal = journal;
    this.online = gateway === undefined ? undefined : { gateway, reader: new Reader(gateway), schemas: new Schemas() };
  }

  /** Asks once, however often it is asked for. */
  once(key: string, ask: () => Promise<void>): Promise<void> {
    const asked = this.#asked.get(key) ?? ask();
    this.#asked.set(key, asked);
    return asked;
  }

  /** Whether no new write may begin. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Lets no new write begin; resolves when the running ones have ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.allSettled(this.#running);
  }

  /** Runs a write that {@link stop} waits for. */
  async writing<Result>(write: () => Promise<Result>): Promise<Result> {
    const running = write();
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  /** The gateway's schemas of an entity with these fields. Fails where it lacks the kind or the plugin. */
  async schemasOf(online: Online, kind: AnyKind, fields: Fields): Promise<KindSchemas> {
    const name = subschemaName(kind, fields);
    const key = `${kind.kind}/${name ?? ""}`;
    const known = this.#kindSchemas.get(key);
    if (known !== undefined) return known;
    let loading = this.#loaded.get(key);
    if (loading === undefined) {
      const { gateway, schemas } = online;
      loading = schemas
        .load(gateway, [declarationOf(this.settings, kind, fields, kind.terraform)], 2)
        .then((errors) => {
          if (errors.length > 0) throw new ErrorList(errors);
        });
      this.#loaded.set(key, loading);
      loading.catch(() => this.#loaded.delete(key));
    }
    await loading;
    const { schemas } = online;
    const made = kindSchemas(
      kind,
      schemas.kind(kind),
      schemas.subschema(kind, fields),
      schemas.comparator(kind, fields),
    );
    this.#kindSchemas.set(key, made);
    return made;
  }

  /** The parent's id, for kinds that are reached only under it. */
  parentOf(kind: AnyKind, fields: Fields): string | undefined {
    return kind.nested === undefined ? undefined : referenceId(fields[kind.nested.parent]);
  }

  /** What an entity is called: names of what it refers to are read where they are not known yet. */
  async identityOf(kind: AnyKind, fields: Fields): Promise<string> {
    const { online } = this;
    for (const reference of online === undefined ? [] : referencesOf(kind)) {
      const target = findKind(reference.kind);
      const referred = referenceId(fields[reference.field]);
      if (target?.path !== undefined && referred !== undefined) await online?.reader.byId(target, referred, undefined);
    }
    return this.identityKnown(kind, fields);
  }

  /** What an entity is called, by what is known already. */
  identityKnown(kind: AnyKind, fields: Fields): string {
    return identityText(kind, fields, {
      nameOf: (kindName, referred) => this.online?.reader.nameOf(kindName, referred),
      placeholder: "new",
      workspace: this.settings.workspace,
    });
  }

  /** The live entity that these fields identify. Throws where several are as likely to be meant. */
  async lookUp(online: Online, kind: AnyKind, fields: Fields): Promise<Entity | undefined> {
    const { key } = identifierOf(kind, fields);
    const parent = this.parentOf(kind, fields);
    // Below a parent that this plan makes there is nothing, and no list to ask for it.
    if (parent !== undefined && this.claims.isComing(parent.toLowerCase())) return undefined;
    return key === undefined ? this.#recognise(online, kind, fields) : online.reader.byKey(kind, key, fields);
  }

  /** The live entity of a kind without unique keys that shares what these fields are recognised by: ours before others. */
  async #recognise(online: Online, kind: AnyKind, fields: Fields): Promise<Entity | undefined> {
    const marks = marksOf(kind, fields);
    if (marks.length === 0) return undefined;
    // Two may have one certificate: what another resource has is not meant.
    const free = (await online.reader.all(kind)).filter(
      ({ id }) => !this.claims.isTaken(id) && !this.claims.isKept(id),
    );
    const { owner, ownership } = this.settings;
    const isOurs = (entity: Entity): boolean => owner !== false && relationTo(ownership, owner, entity).is === "ours";
    const found = recognise(kind, [{ address: "", marks, existing: false, isOurs }], free).get("");
    if (found === undefined || "live" in found) return found?.live;
    const ids = found.ambiguous.map(({ id }) => id).sort(byText);
    throw identityAmbiguous(kind.terraform, kind.kind, found.mark.what, ids);
  }
}

/** A resource's fields as the engine's declaration. */
export const declarationOf = (
  settings: Pick<Settings, "owner" | "adopt">,
  kind: AnyKind,
  fields: Fields,
  address: string,
  more: Partial<Declaration> = {},
): Declaration =>
  bareDeclaration(kind.kind, address, fields, { owner: settings.owner, adopt: settings.adopt, ...more });
