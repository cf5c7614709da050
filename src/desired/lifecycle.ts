/**
 * `lifecycle` and `depends_on` of a resource.
 * @module
 */
import { attributeUsesOf, referenceAttribute, secretAttributesOf } from "../model/attribute-names.ts";
import { type Lifecycle, NO_LIFECYCLE } from "../model/declaration.ts";
import { fieldsOf, isComputed, referencesOf } from "../model/derive.ts";
import type { KongruentError } from "../model/errors.ts";
import { didYouMean } from "../model/nearest.ts";
import { isRecord } from "../model/values.ts";
import type { Attributes } from "./attributes.ts";
import { asObjects, type Block } from "./blocks.ts";
import { attributeInvalid, attributeUnknown, needsTerraform, referenceUnknown } from "./errors.ts";
import { COMMENT } from "./evaluate.ts";

/** Where a value has its leaves. A list is one. */
const leavesOf = (value: unknown, path: readonly string[]): readonly (readonly string[])[] =>
  isRecord(value) && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]))
    : [path];

/** What a merged attribute gives, as paths in the field that it lies over. */
const secretPaths = (value: unknown, field: string): readonly string[] =>
  isRecord(value) ? leavesOf(value, [field]).map((path) => path.join(".")) : [];

/**
 * `config[0].minute`, `service_id` and `scope.route_id` as Kong's field paths: `config.minute`, `service`, `route`. A whole
 * scope is several fields; what is no field of the entity is none.
 */
const fieldPaths = (block: Block, text: string, attributes: Attributes): readonly string[] => {
  const { kind, address } = block;
  const [first = "", ...rest] = text
    .replace(/\["([^"]*)"\]/g, ".$1")
    .replace(/\[\d+\]/g, "")
    .split(".");
  if (first === "scope" && kind.scope !== undefined) {
    const [inner] = rest;
    const found = kind.scope.filter((field) => inner === undefined || referenceAttribute(field) === inner);
    if (found.length > 0 || inner === "global") return found;
    throw attributeUnknown(
      address,
      inner ?? "",
      "ignore_changes: the scope",
      didYouMean(inner ?? "", kind.scope.map(referenceAttribute)),
    );
  }
  const secret = secretAttributesOf(kind).get(first);
  if (secret !== undefined) {
    const { field, isMerged } = secret;
    if (!isMerged || rest.length > 0) return [[field, ...rest].join(".")];
    return secretPaths(attributes.of(block, first), field);
  }
  const reference = referencesOf(kind).find(({ field }) => referenceAttribute(field) === first);
  if (reference !== undefined) return [reference.field];
  const isExtra = first === "extra" && rest.length > 0;
  if (isExtra) return [rest.join(".")];
  if (first in fieldsOf(kind) || isComputed(kind, first)) return [[first, ...rest].join(".")];
  if (attributeUsesOf(kind, false).has(first)) return [];
  throw attributeUnknown(address, first, "ignore_changes:", didYouMean(first, attributeUsesOf(kind, false).keys()));
};

const ignoredChanges = (block: Block, value: unknown, attributes: Attributes): Lifecycle["ignoreChanges"] => {
  if (value === undefined || value === null) return [];
  if (value === "all") return "all";
  const texts = Array.isArray(value) ? value : [value];
  if (texts.length === 1 && texts[0] === "all") return "all";
  return texts.flatMap((text) => {
    if (typeof text !== "string") throw attributeInvalid(block.address, "ignore_changes", "must list attribute names.");
    return fieldPaths(block, text.replace(/^\$\{(.*)\}$/, "$1"), attributes);
  });
};

/** A block's lifecycle. What only Terraform can do is refused. */
export const lifecycleOf = (block: Block, attributes: Attributes): Lifecycle => {
  const { address, body } = block;
  return asObjects(body["lifecycle"]).reduce<Lifecycle>((known, part) => {
    for (const key of ["replace_triggered_by", "precondition", "postcondition"]) {
      const value = part[key];
      if (value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0)) {
        throw needsTerraform(address, `'${key}'`);
      }
    }
    const allowed = ["prevent_destroy", "ignore_changes", "create_before_destroy"];
    const refused = ["replace_triggered_by", "precondition", "postcondition", COMMENT];
    const unknown = Object.keys(part).find((key) => !allowed.includes(key) && !refused.includes(key));
    if (unknown !== undefined) throw attributeUnknown(address, unknown, "lifecycle", didYouMean(unknown, allowed));
    const prevent = part["prevent_destroy"] ?? false;
    if (typeof prevent !== "boolean" && prevent !== "true" && prevent !== "false") {
      throw attributeInvalid(address, "prevent_destroy", "must be true or false.");
    }
    return {
      preventDestroy: known.preventDestroy || prevent === true || prevent === "true",
      ignoreChanges: ignoredChanges(block, part["ignore_changes"], attributes),
    };
  }, NO_LIFECYCLE);
};

/** The addresses that a block's `depends_on` names. */
export const dependenciesOf = (block: Block, attributes: Attributes): readonly string[] => {
  const value = block.body["depends_on"];
  if (value === undefined || value === null) return [];
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  return texts.map((text) => dependency(block, text, attributes));
};

const dependency = (block: Block, text: unknown, attributes: Attributes): string => {
  if (typeof text !== "string") throw attributeInvalid(block.address, "depends_on", "must list addresses.");
  const name = text.replace(/^\$\{(.*)\}$/, "$1").trim();
  const parts = name.split(".");
  const found = attributes.block(parts.slice(0, parts[0] === "data" ? 3 : 2).join("."));
  if (found !== undefined) return found.address;
  const error: KongruentError =
    name.startsWith("kong_") || name.startsWith("data.kong_")
      ? referenceUnknown(block.address, name, "'depends_on' names it, and it is not declared.")
      : needsTerraform(block.address, "a dependency on something of another provider or module", name);
  throw error;
};
