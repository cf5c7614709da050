/**
 * The engine's port: all it knows of a gateway. The Admin API client implements it over HTTP, the embedded gateway in memory.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import type { RouterFlavor } from "../model/facts.ts";
import type { KongSchema } from "../model/kong-schema.ts";

/** An entity as the gateway holds it: Kong's field names, references as `{ id }`, secret fields wrapped. */
export type Entity = Readonly<Record<string, unknown>> & { readonly id: string };

/** What a gateway says of itself. */
export interface GatewayDescription {
  /** The Admin API's address, without credentials. */
  readonly url: string;
  /** `3.9.1` */
  readonly version: string;
  readonly mode: "traditional" | "control_plane" | "data_plane" | "dbless";
  readonly workspace: string;
  readonly routerFlavor: RouterFlavor;
  /** Collection paths of the Admin API (`/services`); undefined where the gateway does not tell. */
  readonly endpoints: ReadonlySet<string> | undefined;
  /** Names of the installed plugins; undefined where the gateway does not tell. */
  readonly plugins?: ReadonlySet<string> | undefined;
  /** Plugins that its configuration names beside the bundled ones; undefined where the gateway does not tell. */
  readonly customPlugins?: ReadonlySet<string> | undefined;
  /** Whether a control plane sends changes one by one; undefined where the gateway does not tell. */
  readonly incrementalSync?: boolean | undefined;
  /** How many data planes are connected to a control plane; undefined elsewhere and where it does not tell. */
  readonly dataPlanes?: number | undefined;
}

/** One page of a list, or the whole of it. */
export interface ListOptions {
  /** The parent's id, for a kind reached only under its parent. */
  readonly parent?: string;
  /** Only entities with this tag. Not possible under a parent. */
  readonly tag?: string;
  readonly signal?: AbortSignal | undefined;
}

/** How many requests went out, repeats included. */
export interface RequestCounts {
  readonly read: number;
  readonly write: number;
}

/**
 * A gateway as the engine sees it. Every method fails with a {@link GatewayError}; none returns part of an answer.
 */
export interface Gateway {
  describe(): Promise<GatewayDescription>;
  /** The gateway's own schema of a kind; undefined if it does not have the kind. */
  schema(kind: AnyKind): Promise<KongSchema | undefined>;
  /** The schema that completes entities of a kind: of one plugin, or vault; undefined if it is not installed. */
  subschema(kind: AnyKind, name: string): Promise<KongSchema | undefined>;
  /** Every entity of a kind, or an error: never a part. */
  list(kind: AnyKind, options?: ListOptions): Promise<readonly Entity[]>;
  /** One entity by id; undefined if it is not there. `parent` is the parent's id, for kinds reached only there. */
  read(kind: AnyKind, id: string, parent?: string): Promise<Entity | undefined>;
  /**
   * Creates an entity under the id in `body`. Safe against a lost answer: what a first try made is found again and returned.
   * A taken unique key is a {@link ConflictError}.
   */
  create(kind: AnyKind, body: Readonly<Record<string, unknown>>): Promise<Entity>;
  /** Patches the given fields and returns the entity as it is then. */
  update(kind: AnyKind, entity: Entity, patch: Readonly<Record<string, unknown>>): Promise<Entity>;
  /** Deletes an entity; one that is already gone is no error. */
  delete(kind: AnyKind, entity: Entity): Promise<void>;
  /** The gateway's own opinion of a plugin, config checks in code included. Resolves if it would be accepted. */
  validate(kind: AnyKind, body: Readonly<Record<string, unknown>>): Promise<void>;
  /** Requests sent so far. */
  requests(): RequestCounts;
}
