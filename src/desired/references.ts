/**
 * Reference fields: from an attribute's value to the entity that is meant.
 * @module
 */
import { Reference, Template } from "../model/declaration.ts";
import { reveal, Secret } from "../model/secret.ts";
import { isUuid } from "../model/values.ts";
import type { Block } from "./blocks.ts";
import { referenceInvalid, referenceKind } from "./errors.ts";

/** The declarations of a stack, by address and by pinned id. */
export interface Directory {
  readonly byAddress: ReadonlyMap<string, Block>;
  /** The declaration that pins an id, so that a reference to it still waits for it. */
  readonly pinned: (kind: string, id: string) => Block | undefined;
}

const describe = (value: unknown, isOutside: boolean): string => {
  if (value instanceof Template) return "a value that only apply knows";
  if (value instanceof Secret) return "a secret value that is no id";
  if (value === "") return "an empty text";
  if (value === null || value === undefined) return "null";
  // What stands in a file may be a key.
  if (isOutside && typeof value === "string") return "a text from outside (a file, a variable) that is no id";
  return typeof value === "string" ? `'${value}'` : `a ${Array.isArray(value) ? "list" : typeof value}`;
};

/**
 * What a reference attribute points to.
 *
 * @param field the attribute as the user wrote it: `service_id`
 * @param wanted Kong's name of the kind it must point to
 * @param isOutside whether the value is from a file or a variable: then no message repeats it
 */
export const referenceFrom = (
  given: unknown,
  wanted: string,
  field: string,
  address: string,
  directory: Directory,
  isOutside = false,
): Reference | { readonly id: string } => {
  const value = reveal(given);
  if (value instanceof Template) {
    const [part] = value.parts;
    const isId =
      value.parts.length === 1 && part !== undefined && typeof part !== "string" && part.path.join(".") === "id";
    if (!isId) throw referenceInvalid(address, field, describe(value, isOutside));
    const target = directory.byAddress.get(part.address);
    if (target !== undefined && target.kind.kind !== wanted) {
      throw referenceKind(address, field, part.address, wanted);
    }
    return new Reference(part.address);
  }
  if (!isUuid(value)) throw referenceInvalid(address, field, describe(given, isOutside));
  const id = value.toLowerCase();
  const pinned = directory.pinned(wanted, id);
  return pinned === undefined ? { id } : new Reference(pinned.address);
};
