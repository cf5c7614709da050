/**
 * The plan: what would change and why, as plain data that is the same for the same inputs.
 * @module
 */
import type { Declaration } from "../model/declaration.ts";
import type { AnyKind, Impact } from "../model/define.ts";
import type { ErrorReport, KongruentError } from "../model/errors.ts";
import type { FieldChange } from "./comparator.ts";
import type { Entity, GatewayDescription } from "./gateway.ts";

export type Action = "create" | "adopt" | "update" | "delete";

/** One change, serialisable and without secrets. */
export interface PlanChange {
  readonly action: Action;
  readonly kind: string;
  readonly identity: string;
  /** Where it is declared; null for a delete. */
  readonly address: string | null;
  /** Null for a create: ids are chosen at apply. */
  readonly id: string | null;
  readonly fields: readonly FieldChange[];
  /** Identities of changes that must be done first. */
  readonly dependsOn: readonly string[];
  /** Identities of what goes with a delete. */
  readonly cascades: readonly string[];
  readonly impact: readonly Impact[];
}

export interface PlanSummary {
  readonly create: number;
  readonly adopt: number;
  readonly update: number;
  readonly delete: number;
  readonly unchanged: number;
  readonly unmanaged: number;
}

export interface Unmanaged {
  readonly kind: string;
  readonly identity: string;
  readonly id: string;
}

/** `kongruent.plan/1` */
export interface Plan {
  readonly format: "kongruent.plan/1";
  readonly gateway: {
    readonly url: string;
    readonly version: string;
    readonly mode: string;
    readonly workspace: string;
  };
  /** The kinds that were read in full: what is unmanaged is known of these. */
  readonly kinds: readonly string[];
  readonly summary: PlanSummary;
  readonly changes: readonly PlanChange[];
  readonly unmanaged: readonly Unmanaged[];
  /** What is declared, valid and probably not meant: findings of lints. */
  readonly warnings: readonly ErrorReport[];
  readonly errors: readonly ErrorReport[];
}

/** A change with what apply needs to make it. Never serialised: it may hold secrets. */
export interface Operation {
  /** Unique in the run. */
  readonly key: string;
  readonly action: Action;
  readonly kind: AnyKind;
  readonly identity: string;
  readonly declaration: Declaration | undefined;
  /** Declared fields in the gateway's form; references to what does not exist yet are still `Reference`. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** All tags of a create, the owner's included. */
  readonly tags: readonly string[] | undefined;
  readonly live: Entity | undefined;
  /** Keys of operations that must succeed first. */
  readonly dependsOn: ReadonlySet<string>;
  /** The route, made in this run, that would stand open without it. */
  readonly guards: string | undefined;
  /** Owned entities, to be deleted at the end, that give up a unique value first; they get it back if this fails. */
  readonly releases: readonly Release[];
  /** Children that go with a delete and are part of the plan. */
  readonly cascade: readonly { readonly kind: AnyKind; readonly entity: Entity }[];
  /** Why it will not be tried. */
  readonly blocked: KongruentError | undefined;
  readonly change: PlanChange;
}

/** A unique value that a doomed entity holds and another change needs. */
export interface Release {
  readonly kind: AnyKind;
  readonly entity: Entity;
  readonly fields: readonly string[];
}

/** A plan, and the operations behind it. */
export interface PreparedPlan {
  readonly plan: Plan;
  readonly operations: readonly Operation[];
  readonly description: GatewayDescription;
  /** What is live already, by the address that declares it or refers to it. */
  readonly live: Pick<ReadonlyMap<string, Entity>, "get">;
  /** Errors for which nothing at all is written. */
  readonly refusals: readonly KongruentError[];
}
