/** What is added to an entity stands below it: the id that its construct gets there. @module */
import { TerraformElement, TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";
import type { AnyKind } from "../model/define.ts";
import { constructIdMissing } from "./errors.ts";
import { camelCase, nameFromPath } from "./names.ts";

/** What a value that an `add…` method takes is called: an entity by its place in the stack. */
const nameOf = (value: unknown, parent: Construct): unknown =>
  TerraformElement.isTerraformElement(value)
    ? TerraformStack.of(value) === TerraformStack.of(parent)
      ? nameFromPath(value)
      : value.node.id
    : value;

/**
 * The id of a construct that a method adds below another one: the given one, or one made of what the method takes. Throws
 * `KG_CONSTRUCT_ID_MISSING` for an id that only the run would know.
 *
 * @example
 * childId(mobile, acl, undefined, { group: "gold" }) // "acl-gold"
 */
export const childId = (
  parent: Construct,
  kind: AnyKind,
  given: string | undefined,
  taken: Readonly<Record<string, unknown>> = {},
): string => {
  const names = Object.fromEntries(Object.entries(taken).map(([field, value]) => [field, nameOf(value, parent)]));
  const unknown = Object.keys(names).find((field) => Token.isUnresolved(names[field]));
  const what = `the ${camelCase(unknown ?? "id")}`;
  if (given !== undefined) {
    if (Token.isUnresolved(given)) throw constructIdMissing(parent.node.path, "the constructId");
    return given;
  }
  if (unknown !== undefined) throw constructIdMissing(parent.node.path, what);
  return kind.adder?.constructId?.(names) ?? kind.singular;
};
