/** What every entity takes besides its own fields, and what may stand where an entity is referred to. @module */
import type { ITerraformDependable, TerraformProvider, TerraformResourceLifecycle } from "cdktf";

/** An entity to refer to: declared in this stack, or another team's through `existing`. */
export interface IEntity<Kind extends string = string> {
  /** Kong's name of the kind: a route cannot stand where a service is meant. */
  readonly kind: Kind;
  /** The entity's id, known once it exists. */
  readonly id: string;
}

/** Where an entity belongs in the run: the arguments CDKTF and Terraform give to every resource. */
export interface MetaOptions {
  /**
   * Entities that must be done first. References already order themselves.
   * @default - none
   */
  readonly dependsOn?: readonly ITerraformDependable[];
  /**
   * The gateway or workspace, where a stack has more than one.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}

/** What every entity takes besides its own fields. */
export interface EntityOptions extends MetaOptions {
  /**
   * Pins the entity's id (a UUID): it is then found by this id.
   * @default - found by its identity, and given an id by the first apply
   */
  readonly id?: string;
  /**
   * Fields of the gateway that this version does not know, by Kong's names.
   * @default - none
   */
  readonly extra?: Readonly<Record<string, unknown>>;
  /**
   * `preventDestroy`, `ignoreChanges` and the other lifecycle rules.
   * @default - none
   */
  readonly lifecycle?: TerraformResourceLifecycle;
}

/** Where a parent's `add…` method puts the new construct. */
export interface ChildOptions {
  /**
   * The id of the construct under its parent.
   * @default - made from what is added: the plugin's name, the target's address, the group
   */
  readonly constructId?: string;
}

/** Where a dependency of CDKTF's own form is wanted: `exactOptionalPropertyTypes` tells undefined from absent. */
export const metaArguments = (
  options: MetaOptions,
): { dependsOn?: ITerraformDependable[]; provider?: TerraformProvider } => ({
  ...(options.dependsOn === undefined ? {} : { dependsOn: [...options.dependsOn] }),
  ...(options.provider === undefined ? {} : { provider: options.provider }),
});
