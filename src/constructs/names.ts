/** Names: of properties (camelCase for snake_case), and of entities that are named after their construct's path. @module */
import { createHash } from "node:crypto";
import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

export { camelCase } from "../model/property-names.ts";

/** `camelCase` for types: `Camel<"read_timeout">` is `"readTimeout"`. */
export type Camel<Field extends string> = Field extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Field;

/** CDKTF leaves this id out of names, so that a wrapper can hand its own name to the one construct inside. */
const HIDDEN_ID = "Default";

/** The ids from below the stack down to the construct. */
const idsInStack = (construct: IConstruct): readonly string[] => {
  const { scopes } = construct.node;
  return scopes.slice(scopes.indexOf(TerraformStack.of(construct)) + 1).map((scope) => scope.node.id);
};

/**
 * A name made of the construct's path inside its stack, with every character but letters, digits, `.`, `_` and `-`
 * replaced. The same path always gives the same name.
 *
 * @example
 * nameFromPath(route) // "orders-v1" for shop/orders/v1 in the stack shop
 */
export const nameFromPath = (construct: IConstruct): string => {
  const ids = idsInStack(construct).filter((id) => id !== HIDDEN_ID);
  const name = ids
    .join("-")
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[.-]+|[.-]+$/g, "");
  // Nothing left (an id in another script): a digest is at least valid and stable.
  return name === "" ? createHash("sha256").update(construct.node.path).digest("hex").slice(0, 12) : name;
};

/** Namespace of the ids that constructs make from paths (a UUID of this package's own). */
const NAMESPACE = Buffer.from("6f1c2a0b8c2b5d6e9a534e1f7b60c9d2", "hex");

/**
 * A UUID (version 5) made of a construct's path: the second run finds again what the first one made.
 *
 * @example
 * idFromPath("shop/mobile/key-auth") // the same in every run
 */
export const idFromPath = (path: string): string => {
  const bytes = createHash("sha1").update(NAMESPACE).update(path).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
};
