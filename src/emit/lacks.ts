/**
 * What a form cannot hold, wherever it stands in an entity.
 * @module
 */
import type { KongruentError } from "../model/errors.ts";
import { looksLikeToken } from "../model/token-marks.ts";
import type { Document } from "./document.ts";
import { keyNotIn, notInProgram } from "./errors.ts";
import { Variable } from "./variables.ts";

export type Form = "program" | "deck";

/**
 * Values that would be lost or become others: in both forms a key that JavaScript takes for an object's prototype; in a program a
 * number that CDKTF takes for a token, since nothing can stand around it.
 *
 * @example
 * lacksOf(document, "program") // [KG_FORMAT_LACKS …]
 */
export const lacksOf = (document: Document, form: Form): readonly KongruentError[] => {
  const errors: KongruentError[] = [];
  const visit = (value: unknown, address: string, path: string): void => {
    if (form === "program" && typeof value === "number" && looksLikeToken(value))
      errors.push(notInProgram(address, path, value));
    if (value === null || typeof value !== "object" || value instanceof Variable) return;
    for (const [name, item] of Object.entries(value)) {
      const inner = path === "" ? name : `${path}.${name}`;
      if (name === "__proto__") errors.push(keyNotIn(address, inner, form));
      else visit(item, address, inner);
    }
  };
  for (const { declaration } of document.tree.nodes) visit(declaration.fields, declaration.address, "");
  return errors;
};
