/**
 * What a descriptor says about a kind of entity. One file per kind; everything else derives from these facts.
 * @module
 */
import type { z } from "zod";
import type { Offer } from "./facts.ts";
import type { KongEntityCheck, KongSchema } from "./kong-schema.ts";
import type { FieldErrors } from "./violations.ts";

/** What a write makes the gateway rebuild. */
export type Impact = "router" | "plugins_iterator" | "balancer" | "caches";
export const IMPACTS: readonly Impact[] = ["router", "plugins_iterator", "balancer", "caches"];

/** Fields that no two entities may share. The first key whose fields are all set identifies the entity. */
export interface UniqueKey {
  readonly fields: readonly string[];
  /** `workspace`: unique in it · `cluster`: across workspaces. */
  readonly within: "workspace" | "cluster";
  /** Null counts as a value: a global plugin's key has null for every scope field. */
  readonly nullIsValue?: boolean;
  /** The holder is found by: GET by this value · a list of the parent · a query argument · the whole list. */
  readonly findBy: "name" | "nested" | "query" | "list";
  /** The holder is this entity only under the same parent: a key of another consumer is held by somebody else. */
  readonly under?: string;
  /** Never put into a URL or an identity text. */
  readonly secret?: boolean;
  /** Checked before the primary key: a repeated create answers 409 on this key, not code 3 on the id. */
  readonly beforeId?: boolean;
}

/** Values that tell which live entity a declaration means. An entity that shares one of them is the one. */
export interface Mark {
  /** What the values are, in a sentence: `server name`. */
  readonly what: string;
  /** The field that they are in, or follow from; of the first mark a list of them. */
  readonly field: string;
  /** The values in an entity or a declaration; empty where there are none. */
  readonly values: (entity: Readonly<Record<string, unknown>>) => readonly string[];
  /** Values that entities referring to a declared one add: `name` of `snis`, through their `certificate`. */
  readonly ofReferring?: { readonly kind: string; readonly reference: string; readonly field: string };
}

/** How an entity is named in text: `targets/orders/10.0.0.1:8000`, `plugins/cors@route=orders-v1`. */
export interface IdentityText {
  /** Fields of the path part. A reference gives the name of what it points to. */
  readonly path: readonly string[];
  /** Reference fields behind the `@`, those that are set. */
  readonly at?: readonly string[];
  /** What stands behind the `@` when none is set: `global`. */
  readonly atNone?: string;
  /** Field that names the entity when the path part is not set: a consumer with a custom_id only. */
  readonly fallback?: string;
}

/**
 * A check over several fields that Kong makes in code. Returns messages by field, `@entity` for the whole.
 * `wrong` holds the fields that are already known to be wrong: Kong makes no check on top of those.
 */
export type CustomCheck = (
  entity: Readonly<Record<string, unknown>>,
  wrong?: ReadonlySet<string>,
) => FieldErrors | undefined;

/** What a check against live entities may ask the gateway. */
export interface LiveEntities {
  readonly read: (kind: string, id: string) => Readonly<Record<string, unknown>> | undefined;
  /** The entities of a kind whose reference field holds this id. */
  readonly referring: (kind: string, field: string, id: string) => Iterable<Readonly<Record<string, unknown>>>;
}

/** A check that Kong makes against other live entities before a write. */
export type LiveCheck = (entity: Readonly<Record<string, unknown>>, live: LiveEntities) => FieldErrors | undefined;

export interface KindDefinition<Schema extends z.ZodObject = z.ZodObject> {
  /** Kong's name: `services`. Also the decK key unless `deck` says otherwise. */
  readonly kind: string;
  readonly singular: string;
  /** The resource type in synthesized JSON: `kong_service`. */
  readonly terraform: string;
  /** What the kind is, in a sentence. */
  readonly describe: string;
  /** The collection's path at top level; undefined where there is none (targets). */
  readonly path: string | undefined;
  /** Where it is reached under its parent: `/consumers/{consumer}/key-auth`. */
  readonly nested?: {
    /** The reference field that holds the parent. */
    readonly parent: string;
    readonly path: string;
    /** The complete, id-ordered list, where it differs from the collection: `targets/all`. */
    readonly listPath?: string;
    /** The field that may stand in the URL for the id. */
    readonly by?: string;
    /** A PUT on a missing one creates it (false for targets). */
    readonly putCreates?: boolean;
  };
  readonly schema: Schema;
  readonly uniqueKeys: readonly UniqueKey[];
  readonly identity: IdentityText;
  readonly timestamps: { readonly precision: "seconds" | "milliseconds"; readonly updated: boolean };
  /** Reference fields that together are the scope, given as `scope` in declarations and never left out by accident. */
  readonly scope?: readonly string[];
  /** The schema that completes an entity, at `/schemas/{kind}/{name}`: a plugin's, a vault's. */
  readonly subschema?: {
    /** The field that names it. */
    readonly name: string;
    /** The field that it describes. */
    readonly of: string;
    /** What the gateway answers where it has no such schema. */
    readonly lacking: (name: string) => string;
    /** The schemas that are known without asking a gateway. @default those of the plugin catalogue */
    readonly bundled?: Readonly<Record<string, KongSchema>>;
  };
  /** Kong's checks over several fields, published in `/schemas`. */
  readonly entityChecks?: readonly KongEntityCheck[];
  /** Checks over several fields that Kong makes in code. */
  readonly customChecks?: readonly CustomCheck[];
  /** Checks that Kong makes against other live entities. */
  readonly liveChecks?: readonly LiveCheck[];
  /** Fields that the gateway takes only together: the first of each list is refused in a patch without the others. */
  readonly together?: readonly (readonly string[])[];
  /** Couplings the gateway applies on a write: the declared fields as it will store them. */
  readonly normalise?: (entity: Readonly<Record<string, unknown>>) => Record<string, unknown>;
  /** What each kind of write makes the gateway rebuild. */
  readonly impact: {
    readonly create: readonly Impact[];
    readonly update: readonly Impact[];
    readonly delete: readonly Impact[];
  };
  /** Which gateways have the kind, for the sentence that refuses it elsewhere. @default every one */
  readonly offered?: Offer;
  /** False: one list for all workspaces. */
  readonly workspaced?: false;
  /** What an entity without a unique key is recognised by, the most certain mark first. */
  readonly recognisedBy?: readonly Mark[];
  /** The key of an entity in URLs is a field of an entity that refers to it: a certificate is found by a server name. */
  readonly foundThrough?: { readonly kind: string; readonly reference: string; readonly lacking: string };
  /** An entity is no more than a pair of references: it is listed as the second below the first, made and deleted, never changed. */
  readonly membership?: {
    /** The reference field of the member. */
    readonly member: string;
  };
  /** How decK files write the kind, where that does not follow from its name and its references. */
  readonly deck?: {
    /** The key of its list. @default `kind` */
    readonly key?: string;
    /** The key of its list below what a reference field points to: the groups of a consumer are `groups`. */
    readonly below?: Readonly<Record<string, string>>;
  };
  /** The field that a construct names after its path where it is not given. */
  readonly namedByPath?: { readonly field: string; readonly unless?: string };
  /** The reference that its parent's `add…` method gives, where the kind is not nested: a route's service. */
  readonly addedTo?: string;
  /** What its class is called in TypeScript. @default `singular` in PascalCase */
  readonly className?: string;
  /** What its parent's `add…` method of the constructs takes before the options. @default there is no such method */
  readonly adder?: {
    /** What stands behind `add`. @default the name of the class */
    readonly name?: string;
    /** The reference fields whose entities have the method. @default those of the scope, the parent, or `addedTo` */
    readonly to?: readonly string[];
    /** `id`, the construct's own, or a field; a reference field takes an entity. */
    readonly takes: readonly string[];
    /** The construct's id where none is given; none where the method takes it. */
    readonly constructId?: (fields: Readonly<Record<string, unknown>>) => string;
  };
  /** A live one lets traffic through by itself: one made in this run is removed again if what guards it fails. */
  readonly opensTraffic?: boolean;
  /** Guards the traffic of what it is scoped to. */
  readonly guards?: boolean;
}

/** A kind with its schema's shape erased, for shared code. */
export type AnyKind = KindDefinition;

/**
 * Declares a kind.
 *
 * @example
 * export const consumer = defineKind({ kind: "consumers", singular: "consumer", … })
 */
export const defineKind = <Schema extends z.ZodObject>(definition: KindDefinition<Schema>): KindDefinition<Schema> =>
  definition;
