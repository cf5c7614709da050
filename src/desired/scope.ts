/**
 * A plugin's scope: given in words or refused, and never global by accident.
 * @module
 */
import { referenceAttribute } from "../model/attribute-names.ts";
import type { Reference } from "../model/declaration.ts";
import { referencesOf } from "../model/derive.ts";
import { KongruentError } from "../model/errors.ts";
import { didYouMean } from "../model/nearest.ts";
import { isRecord } from "../model/values.ts";
import type { Attributes } from "./attributes.ts";
import type { Block } from "./blocks.ts";
import { unwrapBlock } from "./coerce.ts";
import { scopeContradictory, scopeMissing, scopeUnknownKey, scopeUnresolved } from "./errors.ts";
import { COMMENT, evaluate } from "./evaluate.ts";
import { type Directory, referenceFrom } from "./references.ts";

export interface Scope {
  /** Global in so many words. */
  readonly isGlobal: boolean;
  /** The reference fields that are set. */
  readonly fields: Readonly<Record<string, Reference | { readonly id: string }>>;
}

const GLOBAL = "global";
/** Errors that say more than "it does not resolve", and are passed on. */
const TELLING = new Set(["KG_NEEDS_TERRAFORM", "KG_UNESCAPED_TEMPLATE", "KG_VARIABLE_MISSING"]);

/** Runs a step of resolving; what goes wrong in it says that the plugin stays out. */
const resolving = <T>(address: string, key: string, step: () => T): T => {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof KongruentError) || TELLING.has(error.code)) throw error;
    const start = `${address}: `;
    const why = error.message.startsWith(start) ? error.message.slice(start.length) : error.message;
    throw scopeUnresolved(address, key, why, error);
  }
};

/**
 * The reference fields that a block's `scope` stands for; none for a global one.
 * Throws `KG_SCOPE_…` for a scope that is absent, null, empty, contradictory or leads nowhere.
 */
export const scopeOf = (block: Block, attributes: Attributes, directory: Directory): Scope => {
  const { address, kind, body } = block;
  const fields = kind.scope ?? [];
  const keys = fields.map(referenceAttribute);
  const known = keys.join(", ");
  const raw = unwrapBlock(body["scope"]);
  const missing = (why: string): KongruentError => scopeMissing(address, why, known);

  if (raw === undefined) throw missing("is not given");
  if (raw === null) throw missing("is null");
  const where = { address, field: "scope" };
  // Entry by entry where it is written out, so that the key at fault can be named.
  const entries = isRecord(raw)
    ? Object.entries(raw).filter(([key]) => key !== COMMENT)
    : wholeScope(
        resolving(address, "scope", () => evaluate(raw, attributes.lookup, where)),
        missing,
      );
  if (entries.length === 0) throw missing("is empty");

  const unknown = entries.map(([key]) => key).find((key) => key !== GLOBAL && !keys.includes(key));
  if (unknown !== undefined) throw scopeUnknownKey(address, unknown, known, didYouMean(unknown, [GLOBAL, ...keys]));
  const values = entries.map(([key, value]) => {
    const inner = { address, field: `scope.${key}` };
    const evaluated = resolving(address, key, () => evaluate(value, attributes.lookup, inner));
    return [key, evaluated ?? null] as const;
  });
  if (values.every(([, value]) => value === null)) throw missing("holds only nulls");

  const global = values.find(([key]) => key === GLOBAL);
  const isGlobal = global !== undefined && (global[1] === true || global[1] === "true");
  const isNotGlobal = global === undefined || global[1] === false || global[1] === "false";
  if (!isGlobal && !isNotGlobal) throw scopeUnresolved(address, GLOBAL, "it must be true or false.");
  const references = values.filter(([key]) => key !== GLOBAL);
  const [first] = references;
  if (isGlobal && first !== undefined) throw scopeContradictory(address, first[0]);
  if (!isGlobal && first === undefined) throw missing("says only that it is not global");

  const outside = attributes.fromOutside(block);
  const resolved = Object.fromEntries(
    references.map(([key, value]) => {
      if (value === null) throw scopeUnresolved(address, key, "its value is null.");
      const field = fields[keys.indexOf(key)] ?? key;
      const target = referencesOf(kind).find((reference) => reference.field === field)?.kind ?? field;
      const isOutside = outside.has("scope") || outside.has(`scope.${key}`);
      return [field, resolving(address, key, () => referenceFrom(value, target, key, address, directory, isOutside))];
    }),
  );
  return { isGlobal, fields: resolved };
};

const wholeScope = (
  value: unknown,
  missing: (why: string) => KongruentError,
): readonly (readonly [string, unknown])[] => {
  const record = unwrapBlock(value);
  if (record === null || record === undefined) throw missing("is null");
  if (Array.isArray(record) && record.length === 0) throw missing("is empty");
  if (!isRecord(record)) throw missing("is no object");
  return Object.entries(record);
};
