/** What every entity takes besides its own fields, and what may stand where an entity is referred to. @module */
import type {
  ITerraformDependable,
  ITerraformIterator,
  TerraformCount,
  TerraformProvider,
  TerraformResourceLifecycle,
} from "cdktf";
import type { DeletionPolicy } from "../model/attribute-names.ts";
import type { AdoptMode } from "../model/declaration.ts";

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
  /**
   * How many of it there are. Only Terraform counts: `kongruent` refuses it, a loop in TypeScript works everywhere.
   * @default - one
   */
  readonly count?: number | TerraformCount;
  /**
   * One of it for each item of an iterator. Only Terraform iterates: `kongruent` refuses it, a loop in TypeScript works everywhere.
   * @default - one
   */
  readonly forEach?: ITerraformIterator;
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
  /**
   * What to do with an entity of this identity that is already there: `never` and `own` refuse it, `unowned` adopts what is
   * nobody's, `any` also what is another owner's.
   * @default - the provider's
   */
  readonly adopt?: AdoptMode;
  /**
   * What Terraform does with the entity when the construct goes: `delete`, or `abandon`, which leaves it on the gateway
   * without this owner's mark. `kongruent` has no state and goes by the mark alone: it does not look at this.
   * @default - delete
   */
  readonly deletionPolicy?: DeletionPolicy;
}

/** Where a parent's `add…` method puts the new construct. */
export interface ChildOptions {
  /**
   * The id of the construct under its parent.
   * @default - made from what is added: the plugin's name, the target's address, the group
   */
  readonly constructId?: string;
}

/** CDKTF's own form: `exactOptionalPropertyTypes` tells undefined from absent. */
export const metaArguments = (
  options: MetaOptions,
): {
  dependsOn?: ITerraformDependable[];
  provider?: TerraformProvider;
  count?: number | TerraformCount;
  forEach?: ITerraformIterator;
} => ({
  ...(options.dependsOn === undefined ? {} : { dependsOn: [...options.dependsOn] }),
  ...(options.provider === undefined ? {} : { provider: options.provider }),
  ...(options.count === undefined ? {} : { count: options.count }),
  ...(options.forEach === undefined ? {} : { forEach: options.forEach }),
});

/** The properties that are no arguments of CDKTF's: what is said of the entity. */
export const withoutMeta = <Options extends MetaOptions>(options: Options): Omit<Options, keyof MetaOptions> => {
  const { dependsOn: _dependsOn, provider: _provider, count: _count, forEach: _forEach, ...own } = options;
  return own;
};
