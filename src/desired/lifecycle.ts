/**
 * `lifecycle` and `depends_on` of a resource.
 * @module
 */
import type { Lifecycle } from "../model/declaration.ts";
import { COMPUTED_FIELDS, fieldsOf, referencesOf } from "../model/derive.ts";
import type { KongruentError } from "../model/errors.ts";
import { didYouMean } from "../model/nearest.ts";
import { type Attributes, referenceAttribute } from "./attributes.ts";
import { asObjects, type Block } from "./blocks.ts";
import { attributeInvalid, attributeUnknown, needsTerraform, referenceUnknown } from "./errors.ts";
import { COMMENT } from "./evaluate.ts";

const NONE: Lifecycle = { preventDestroy: false, ignoreChanges: [] };

/** `config[0].minute` and `service_id` as Kong's field paths: `config.minute`, `service`. A scope is several fields. */
const fieldPaths = (block: Block, text: string): readonly string[] => {
  const { kind, address } = block;
  const [first = "", ...rest] = text
    .replace(/\["([^"]*)"\]/g, ".$1")
    .replace(/\[\d+\]/g, "")
    .split(".");
  if (first === "scope" && kind.scope !== undefined) return kind.scope;
  const reference = referencesOf(kind).find(({ field }) => referenceAttribute(field) === first);
  if (reference !== undefined) return [reference.field];
  const isExtra = first === "extra" && rest.length > 0;
  if (isExtra) return [rest.join(".")];
  if (first in fieldsOf(kind) || COMPUTED_FIELDS.has(first)) return [[first, ...rest].join(".")];
  throw attributeUnknown(address, first, "ignore_changes:", didYouMean(first, Object.keys(fieldsOf(kind))));
};

const ignoredChanges = (block: Block, value: unknown): Lifecycle["ignoreChanges"] => {
  if (value === undefined || value === null) return [];
  if (value === "all") return "all";
  const texts = Array.isArray(value) ? value : [value];
  if (texts.length === 1 && texts[0] === "all") return "all";
  return texts.flatMap((text) => {
    if (typeof text !== "string") throw attributeInvalid(block.address, "ignore_changes", "must list attribute names.");
    return fieldPaths(block, text.replace(/^\$\{(.*)\}$/, "$1"));
  });
};

/** A block's lifecycle. What only Terraform can do is refused. */
export const lifecycleOf = (block: Block): Lifecycle => {
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
      ignoreChanges: ignoredChanges(block, part["ignore_changes"]),
    };
  }, NONE);
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
