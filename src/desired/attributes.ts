/**
 * The values of declared attributes: what expressions may refer to, evaluated once and kept.
 * @module
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { attributeUsesOf, referenceAttribute, secretAttributesOf } from "../model/attribute-names.ts";
import { Template } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldFacts, fieldsOf, isComputed, type ReferenceField, referencesOf } from "../model/derive.ts";
import { didYouMean } from "../model/nearest.ts";
import { reveal, Secret } from "../model/secret.ts";
import { sealed } from "../model/secret-values.ts";
import { isRecord, isUuid } from "../model/values.ts";
import type { Block, StackBlocks } from "./blocks.ts";
import { coerce } from "./coerce.ts";
import { expressionCycle, fileUnreadable, needsTerraform, referenceUnknown } from "./errors.ts";
import { evaluate, FILE, type Lookup, type Traversal, traversalText, type Where } from "./evaluate.ts";
import { outsidePaths } from "./outside.ts";
import type { Variables } from "./variables.ts";

export interface Attributes {
  readonly lookup: Lookup;
  /** A block's attribute, evaluated; undefined where it is absent or null. */
  readonly of: (block: Block, attribute: string) => unknown;
  /** Paths of a block's values, with dots, that come from outside of the source: from variables that were given. */
  readonly fromOutside: (block: Block) => ReadonlySet<string>;
  /** The block that `kong_service.orders` or `data.kong_service.orders` names. */
  readonly block: (name: string) => Block | undefined;
}

const TERRAFORM_ROOTS: Readonly<Record<string, string>> = {
  module: "a module's output",
  each: "'each' (for_each)",
  count: "'count'",
  self: "'self'",
  path: "a path of the run",
  terraform: "a fact of the run",
};

/** The reference that an attribute holds the id of. A scope's are inside of `scope`. */
const referenceOf = (kind: AnyKind, attribute: string): ReferenceField | undefined =>
  referencesOf(kind).find(
    ({ field }) => referenceAttribute(field) === attribute && kind.scope?.includes(field) !== true,
  );

/** A value computed at most once; asking for it while it is computed is a cycle. A failure is kept like a value. */
const once = (): ((key: string, onCycle: () => Error, compute: () => unknown) => unknown) => {
  const results = new Map<string, { readonly value: unknown } | { readonly error: unknown } | undefined>();
  return (key, onCycle, compute) => {
    if (results.has(key)) {
      const known = results.get(key);
      if (known === undefined) throw onCycle();
      if ("error" in known) throw known.error;
      return known.value;
    }
    results.set(key, undefined);
    try {
      const value = compute();
      results.set(key, { value });
      return value;
    } catch (error) {
      results.set(key, { error });
      throw error;
    }
  };
};

/** Whether a value is a scalar without an expression in it. */
const isPlain = (raw: unknown): boolean =>
  typeof raw === "string" ? !raw.includes("${") && !raw.includes("%{") : typeof raw !== "object";

/** The attributes, locals and variables of one stack. */
export const attributesOf = (stack: StackBlocks, variables: Variables, prefix: string, folder: string): Attributes => {
  const byName = new Map(stack.blocks.map((block) => [block.name, block]));
  const remember = once();
  const outside = outsidePaths();
  /** Texts of files. */
  const read = new Set<string>();

  const of = (block: Block, attribute: string): unknown => {
    const raw = block.body[attribute];
    if (raw === null || raw === undefined) return undefined;
    const compute = (): unknown => {
      const value = evaluate(raw, lookup, { address: block.address, field: attribute });
      const secret = secretAttributesOf(block.kind).get(attribute);
      const schema = secret === undefined ? fieldsOf(block.kind)[attribute] : secret.schema;
      const typed = schema === undefined ? value : coerce(schema, value);
      if (attribute === "id" && isUuid(reveal(typed))) return String(reveal(typed)).toLowerCase();
      const isSecret = secret !== undefined || fieldFacts(block.kind, attribute).secret === true;
      return (isSecret ? sealed(typed) : typed) ?? undefined;
    };
    // Most attributes are plain scalars, asked for once: there is nothing to remember and no cycle.
    return isPlain(raw)
      ? compute()
      : remember(`${block.name} ${attribute}`, () => expressionCycle(block.address, attribute), compute);
  };

  /** Why an attribute that the kind has cannot be read here; undefined where it can. */
  const unreadable = (block: Block, attribute: string, text: string, where: Where): Error | undefined => {
    const { kind, isData } = block;
    const uses = attributeUsesOf(kind, isData);
    const use = uses.get(attribute);
    if (use === undefined) {
      const isSecret = isData && fieldFacts(kind, attribute).secret === true;
      const why = isSecret ? " A data source shows no secrets." : didYouMean(attribute, uses.keys());
      const what = isData ? `the data source ${kind.terraform}` : kind.terraform;
      return referenceUnknown(where.address, text, `${what} has no attribute '${attribute}'.${why}`);
    }
    const isKnown = isComputed(kind, attribute);
    if (use === "read" && !isKnown && !(attribute in fieldsOf(kind)) && referenceOf(kind, attribute) === undefined) {
      return needsTerraform(where.address, `'${attribute}', which the Terraform provider computes`, text);
    }
    const written = [...secretAttributesOf(kind).values()].find(
      ({ name, field, isMerged, isWriteOnly }) =>
        isWriteOnly && (name === attribute || (!isMerged && field === attribute)) && of(block, name) !== undefined,
    );
    if (written === undefined) return undefined;
    return referenceUnknown(
      where.address,
      text,
      `'${written.name}' is write-only, and what it gives can be read nowhere. Refer to where its value comes from.`,
    );
  };

  /** Whether the gateway fills it in where it is not declared. Everything else is null then. */
  const isFilledIn = ({ kind, isData }: Block, attribute: string): boolean =>
    attributeUsesOf(kind, isData).has(attribute) &&
    (isComputed(kind, attribute) ||
      referenceOf(kind, attribute) !== undefined ||
      (attribute in fieldsOf(kind) && fieldFacts(kind, attribute).writeOnly === undefined));

  const ofBlock = (block: Block, path: readonly (string | number)[], traversal: Traversal, where: Where): unknown => {
    const [attribute, ...rest] = path;
    const text = traversalText(traversal);
    if (attribute === undefined) {
      throw referenceUnknown(
        where.address,
        text,
        "it names a whole declaration; name one of its attributes, like '.id'.",
      );
    }
    if (typeof attribute === "number") throw needsTerraform(where.address, "an index into a declaration", text);
    const refusal = unreadable(block, attribute, text, where);
    if (refusal !== undefined) throw refusal;
    const declared = of(block, attribute);
    if (outside.has(block.address, path.join("."))) outside.add(where.address, where.field);
    if (declared === undefined) {
      if (!isFilledIn(block, attribute)) return null;
      const reference = referenceOf(block.kind, attribute);
      const start = reference === undefined ? [attribute] : [reference.field, "id"];
      return new Template([{ address: block.address, path: [...start, ...rest.map(String)] }]);
    }
    const walked = walk(declared, rest);
    if (walked.isThere) return walked.value;
    // A key that a declared record leaves out may still be filled in by the gateway.
    if (walked.isInRecord) {
      return isFilledIn(block, attribute) ? new Template([{ address: block.address, path: path.map(String) }]) : null;
    }
    throw referenceUnknown(where.address, text, "the value has no such element.");
  };

  const nothing = (traversal: Traversal, where: Where): Error => {
    const { root, path } = traversal;
    const text = traversalText(traversal);
    const what = TERRAFORM_ROOTS[root];
    if (what !== undefined) return needsTerraform(where.address, what, text);
    const isData = root === "data";
    const [type, name] = isData ? path : [root, path[0]];
    const isResource = typeof type === "string" && /^[a-z0-9]+_/.test(type) && typeof name === "string";
    if (isResource && (isData || path.length > 1) && !type.startsWith("kong_")) {
      return needsTerraform(where.address, `an attribute of '${type}'`, text);
    }
    if (!isResource) return referenceUnknown(where.address, text, `nothing is called '${root}'.`);
    const wanted = `${isData ? "data." : ""}${type}.${name}`;
    const hint = didYouMean(wanted, byName.keys());
    return referenceUnknown(
      where.address,
      text,
      `no ${isData ? "data source" : "resource"} '${wanted}' is declared.${hint}`,
    );
  };

  const lookup: Lookup = (traversal, where) => {
    const { root, path } = traversal;
    const [first, ...rest] = path;
    if (root === FILE) {
      outside.add(where.address, where.field);
      const path = String(first);
      // A path out of a file may be what nobody should see: it is not repeated.
      const isShown = ![...read].some((text) => text !== "" && path.includes(text));
      const text = fileIn(folder, path, isShown ? path : "that another file names", where);
      read.add(text);
      return text;
    }
    if (root === "local" || root === "var") {
      const names = root === "local" ? Object.keys(stack.locals) : [...stack.variables.keys()];
      if (typeof first !== "string" || !names.includes(first)) {
        const hint = didYouMean(String(first), names);
        const what = root === "local" ? "local value" : "variable";
        throw referenceUnknown(where.address, traversalText(traversal), `no ${what} '${first}' is declared.${hint}`);
      }
      const value = root === "var" ? variables.valueOf(first, stack.variables.get(first) ?? {}) : local(first);
      const isOutside =
        root === "var" ? variables.isGiven(first) : outside.has(localAddress(first), [first, ...rest].join("."));
      if (isOutside) outside.add(where.address, where.field);
      const walked = walk(value, rest);
      if (walked.isThere) return walked.value;
      throw referenceUnknown(where.address, traversalText(traversal), "the value has no such element.");
    }
    const [name, below] = root === "data" ? [path.slice(0, 2).join("."), path.slice(2)] : [String(first), rest];
    const block = byName.get(`${root}.${name}`);
    if (block === undefined) throw nothing(traversal, where);
    return ofBlock(block, below, traversal, where);
  };

  const localAddress = (name: string): string => `${prefix}local.${name}`;
  const local = (name: string): unknown =>
    remember(
      `local ${name}`,
      () => expressionCycle(localAddress(name), `local.${name}`),
      () => evaluate(stack.locals[name], lookup, { address: localAddress(name), field: name }),
    );

  return { lookup, of, fromOutside: ({ address }) => outside.of(address), block: (name) => byName.get(name) };
};

/**
 * The text of a file; a path that is not absolute is one in the folder of the stack's file, as for Terraform.
 *
 * @param shown what the path is called in the message
 */
const fileIn = (folder: string, path: string, shown: string, where: Where): string => {
  try {
    return readFileSync(resolve(folder, path), "utf8");
  } catch (cause) {
    const isMissing = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
    throw fileUnreadable(
      where.address,
      where.field,
      shown,
      isMissing ? "it does not exist" : "it cannot be read",
      cause,
    );
  }
};

type Walked =
  | { readonly isThere: true; readonly value: unknown }
  | { readonly isThere: false; readonly isInRecord: boolean };

/** Follows a path into a value. A value that only apply knows takes the rest of the path along. */
const walk = (value: unknown, path: readonly (string | number)[]): Walked => {
  const [key, ...rest] = path;
  if (key === undefined) return { isThere: true, value };
  if (value instanceof Template) {
    const [only] = value.parts;
    if (value.parts.length !== 1 || only === undefined || typeof only === "string") {
      return { isThere: false, isInRecord: false };
    }
    const longer = { address: only.address, path: [...only.path, ...path.map(String)] };
    return { isThere: true, value: new Template([longer]) };
  }
  if (value instanceof Secret) return { isThere: false, isInRecord: false };
  if (Array.isArray(value) && typeof key === "number" && key >= 0 && key < value.length) return walk(value[key], rest);
  if (!isRecord(value)) return { isThere: false, isInRecord: false };
  return Object.hasOwn(value, key) ? walk(value[key], rest) : { isThere: false, isInRecord: true };
};
