/**
 * What a team declared, in the one form that every source is turned into and the engine works on.
 * @module
 */
import type { Silences } from "./lint.ts";

/** A reference to another declaration; its id may not exist before apply. */
export class Reference {
  /** The declaration meant, by its address. */
  readonly address: string;
  constructor(address: string) {
    this.address = address;
  }
}

/** One attribute of another declaration, as it stands on the gateway: `kong_service.orders.created_at`. */
export interface Attribute {
  readonly address: string;
  readonly path: readonly string[];
}

/** A text (or one lone value) made of parts that are known only once other entities exist. */
export class Template {
  readonly parts: readonly (string | Attribute)[];
  constructor(parts: readonly (string | Attribute)[]) {
    this.parts = parts;
  }
}

/** What shows in a plan for a value that apply will know. */
export const KNOWN_AFTER_APPLY = "(known after apply)";

export interface Lifecycle {
  /** Nothing may delete it, cascades included. */
  readonly preventDestroy: boolean;
  /** Field paths that are sent on create and never compared, or all of them. */
  readonly ignoreChanges: "all" | readonly string[];
}

/**
 * One declared entity.
 *
 * @example
 * { kind: "routes", address: "shop/orders/v1", fields: { name: "orders-v1", paths: ["/orders"], service: new Reference("shop/orders") }, … }
 */
export interface Declaration {
  /** Kong's name of the kind: `services`. */
  readonly kind: string;
  /** Where it was declared: the construct path, or the Terraform address where there is none. Unique in a run. */
  readonly address: string;
  /** Kong's field names. A reference is a {@link Reference}, `{ id }`, or absent; undeclared fields are absent. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** A pinned id. */
  readonly id: string | undefined;
  /** For kinds with a scope: declared as global in so many words. Without it and without a scope reference it is an error. */
  readonly isGlobal: boolean;
  /** True for what another team owns: it must exist and is never written. */
  readonly existing: boolean;
  readonly lifecycle: Lifecycle;
  /** Addresses that must be done first. */
  readonly dependsOn: readonly string[];
  /** Who owns it: the stack's owner, or false when ownership is turned off. */
  readonly owner: string | false;
  /** What to do with an entity that is already live; undefined follows the run's mode. */
  readonly adopt: AdoptMode | undefined;
  /**
   * Paths of values, with dots, that come from outside of the source: a variable that was given, the environment. Undefined
   * where the source does not tell.
   */
  readonly fromOutside?: ReadonlySet<string> | undefined;
  /** Lints that are silenced for it. */
  readonly silences?: Silences | undefined;
}

/** Nothing is protected, nothing is ignored. */
export const NO_LIFECYCLE: Lifecycle = { preventDestroy: false, ignoreChanges: [] };

/**
 * A declaration of which only this is said: no pinned id, no scope, no owner.
 *
 * @example
 * declarationOf("services", "shop/orders", { name: "orders" }, { owner: "shop" })
 */
export const declarationOf = (
  kind: string,
  address: string,
  fields: Declaration["fields"],
  more: Partial<Declaration> = {},
): Declaration => ({
  kind,
  address,
  fields,
  id: undefined,
  isGlobal: false,
  existing: false,
  lifecycle: NO_LIFECYCLE,
  dependsOn: [],
  owner: false,
  adopt: undefined,
  ...more,
});

/** `never`: refuse every live entity · `own`: only ours · `unowned`: ours and nobody's · `any`: also another owner's. */
export type AdoptMode = "never" | "own" | "unowned" | "any";
export const ADOPT_MODES: readonly AdoptMode[] = ["never", "own", "unowned", "any"];
