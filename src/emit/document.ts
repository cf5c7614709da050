/**
 * What the emitters are given, whatever they write.
 * @module
 */
import type { Declaration } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import type { KongField } from "../model/kong-schema.ts";
import { type Tree, treeOf } from "./tree.ts";
import { type Variable, withVariables } from "./variables.ts";

export interface EmitInput {
  readonly declarations: readonly Declaration[];
  /** The gateway's address, for the provider; undefined leaves it to the run. */
  readonly adminUrl?: string | undefined;
  readonly workspace?: string | undefined;
  /** Who shall own what is declared; false leaves everything as it is. */
  readonly owner: string | false;
  readonly ownerTagPrefix?: string | undefined;
  /** The tag that marks what is declared as the owner's. */
  readonly ownerTag?: string | undefined;
  /** Ids of what is live, by address. */
  readonly ids?: ReadonlyMap<string, string>;
  /** The schema of what an entity's subschema describes: a plugin's settings. */
  readonly settingsOf?: (kind: AnyKind, fields: Readonly<Record<string, unknown>>) => KongField | undefined;
  /** Tags that everything has, and that are not repeated on each declaration. */
  readonly selectTags: readonly string[];
  /** The tag that every run of the stack is to be given as the owner's. */
  readonly markTag?: string | undefined;
  /** What the stack is called. */
  readonly name: string;
  /** Where it is all from, for the first line: `http://127.0.0.1:8001`. */
  readonly from: string;
}

/** Declarations that hang together, without their secrets. */
export interface Document extends Omit<EmitInput, "declarations"> {
  readonly tree: Tree;
  readonly variables: readonly Variable[];
}

/** A file to be written. */
export interface EmittedFile {
  /** Inside the folder. */
  readonly path: string;
  readonly text: string;
}

/**
 * Takes the secrets out of declarations and hangs the rest together.
 *
 * @example
 * const document = documentOf({ declarations, owner: false, selectTags: [], name: "shop", from: "kong.yaml" });
 */
export const documentOf = ({ declarations, ...rest }: EmitInput): Document => {
  const replaced = withVariables(treeOf(declarations, rest.ids));
  return { ...rest, tree: treeOf(replaced.declarations, rest.ids), variables: replaced.variables };
};
