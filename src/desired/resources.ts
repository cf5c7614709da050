/**
 * From a resource block to a declaration.
 * @module
 */
import type { AdoptMode, Declaration } from "../model/declaration.ts";
import { Template } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { COMPUTED_FIELDS, fieldFacts, fieldsOf, referencesOf } from "../model/derive.ts";
import { ErrorList, KongruentError } from "../model/errors.ts";
import { didYouMean } from "../model/nearest.ts";
import { reveal, Secret } from "../model/secret.ts";
import { isRecord, isUuid } from "../model/values.ts";
import { type Attributes, referenceAttribute } from "./attributes.ts";
import type { Block } from "./blocks.ts";
import { unwrapBlock } from "./coerce.ts";
import { attributeInvalid, attributeUnknown, needsTerraform, secretShown } from "./errors.ts";
import { COMMENT } from "./evaluate.ts";
import { namedBy } from "./existing.ts";
import { dependenciesOf, lifecycleOf } from "./lifecycle.ts";
import { type Directory, referenceFrom } from "./references.ts";
import { scopeOf } from "./scope.ts";

export interface Ownership {
  readonly owner: string | false;
  readonly adopt: AdoptMode | undefined;
}

const TERRAFORM_ONLY = ["count", "for_each", "provisioner", "connection", "dynamic"];
const META = new Set([COMMENT, "provider", "lifecycle", "depends_on", ...TERRAFORM_ONLY]);

/** Runs steps that may each fail, and throws all failures together. */
const collecting = () => {
  const errors: KongruentError[] = [];
  return {
    run: (step: () => void): void => {
      try {
        step();
      } catch (error) {
        if (error instanceof ErrorList) errors.push(...error.errors);
        else if (error instanceof KongruentError) errors.push(error);
        else throw error;
      }
    },
    hasFailed: (): boolean => errors.length > 0,
    finish: (): void => {
      if (errors.length > 0) throw new ErrorList(errors);
    },
  };
};

/**
 * The declarations a block stands for: itself, and the existing entities its identity goes through.
 * Throws an ErrorList with everything that is wrong with the block.
 */
export const declarationsOf = (
  block: Block,
  attributes: Attributes,
  directory: Directory,
  ownership: Ownership,
): readonly Declaration[] => {
  const { address, kind, body, isData } = block;
  const fields: Record<string, unknown> = {};
  const through: Declaration[] = [];
  const dependsOn: string[] = [];
  let id: string | undefined;
  let isGlobal = false;
  let lifecycle: Declaration["lifecycle"] = { preventDestroy: false, ignoreChanges: [] };
  const { run, hasFailed, finish } = collecting();

  for (const key of TERRAFORM_ONLY) {
    const value = body[key];
    if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) continue;
    run(() => {
      throw needsTerraform(address, `'${key}'`);
    });
  }
  for (const name of Object.keys(body)) {
    if (META.has(name) || (name === "scope" && kind.scope !== undefined)) continue;
    run(() => {
      const value = attributes.of(block, name);
      if (name === "id") id = pinnedId(block, value);
      else if (name === "extra") Object.assign(fields, extraFields(block, value, fields));
      else if (name === "identity" && isData) {
        const text = reveal(value);
        if (typeof text !== "string") throw attributeInvalid(address, name, "must be a text like services/orders.");
        const named = namedBy(text, kind, address);
        id = named.id ?? id;
        isGlobal = named.isGlobal;
        Object.assign(fields, named.fields);
        through.push(...named.through);
      } else Object.assign(fields, fieldFrom(block, name, value, directory));
    });
  }
  const isPinned = body["id"] !== undefined || (isData && body["identity"] !== undefined);
  const isScopeNeeded = kind.scope !== undefined && !(isData && isPinned && body["scope"] === undefined);
  if (isScopeNeeded) {
    run(() => {
      const scope = scopeOf(block, attributes, directory);
      isGlobal = scope.isGlobal;
      Object.assign(fields, scope.fields);
    });
  }
  run(() => dependsOn.push(...dependenciesOf(block, attributes)));
  run(() => {
    lifecycle = lifecycleOf(block);
  });
  if (isData && !hasFailed()) run(() => requireKey(block, id, fields));
  finish();

  const { owner, adopt } = isData ? { owner: false as const, adopt: undefined } : ownership;
  const rest = { id, isGlobal, existing: isData, lifecycle, dependsOn, owner, adopt };
  const own: Declaration = { kind: kind.kind, address, fields, ...rest };
  return [...through, own];
};

const pinnedId = ({ address }: Block, given: unknown): string | undefined => {
  const value = reveal(given);
  if (value === undefined) return undefined;
  if (!isUuid(value))
    throw attributeInvalid(address, "id", "pins the entity's id and must be a UUID that is known now.");
  return value.toLowerCase();
};

const extraFields = (
  { address, kind }: Block,
  given: unknown,
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  const value = unwrapBlock(given);
  if (value === undefined) return {};
  if (!isRecord(value) || value instanceof Template || value instanceof Secret) {
    throw attributeInvalid(address, "extra", "must be an object of fields.");
  }
  const known = Object.keys(value).find((key) => key in fieldsOf(kind) || COMPUTED_FIELDS.has(key) || key in fields);
  if (known !== undefined) {
    throw attributeInvalid(
      address,
      `extra.${known}`,
      `is a field this version knows. Write it as an attribute of its own.`,
    );
  }
  return value;
};

/** Whether a field stands in identity texts and addresses of requests. */
const isShown = (kind: AnyKind, field: string): boolean => {
  const keys = kind.uniqueKeys.filter(({ secret }) => secret !== true).flatMap(({ fields }) => fields);
  return keys.includes(field) || kind.identity.path.includes(field);
};

/** The field that an attribute stands for. Null at the top level is undeclared. */
const fieldFrom = (
  block: Block,
  name: string,
  value: unknown,
  directory: Directory,
): Readonly<Record<string, unknown>> => {
  const { address, kind } = block;
  const isInScope = (field: string): boolean => kind.scope?.includes(field) === true;
  const reference = referencesOf(kind).find(({ field }) => referenceAttribute(field) === name && !isInScope(field));
  if (reference !== undefined) {
    return value === undefined
      ? {}
      : { [reference.field]: referenceFrom(value, reference.kind, name, address, directory) };
  }
  const isField = name in fieldsOf(kind) && fieldFacts(kind, name).reference === undefined;
  if (!isField) throw unknownAttribute(block, name);
  if (value === undefined) return {};
  if (value instanceof Secret && isShown(kind, name)) {
    throw secretShown(address, name);
  }
  return { [name]: value };
};

const unknownAttribute = ({ address, kind, isData }: Block, name: string): KongruentError => {
  if (COMPUTED_FIELDS.has(name)) return attributeInvalid(address, name, "is set by the gateway; leave it out.");
  const inScope = kind.scope?.find((field) => field === name || referenceAttribute(field) === name);
  if (inScope !== undefined) {
    const key = referenceAttribute(inScope);
    return attributeUnknown(address, name, kind.terraform, ` It goes into the scope: scope = { ${key} = … }.`);
  }
  const known = Object.keys(fieldsOf(kind)).map((field) =>
    fieldFacts(kind, field).reference === undefined ? field : referenceAttribute(field),
  );
  const all = ["id", "extra", ...known, ...(kind.scope ? ["scope"] : []), ...(isData ? ["identity"] : [])];
  return attributeUnknown(address, name, kind.terraform, didYouMean(name, all));
};

/** An existing entity must be found by something: its id, or one whole unique key. */
const requireKey = (
  { address, kind }: Block,
  id: string | undefined,
  fields: Readonly<Record<string, unknown>>,
): void => {
  const isScopeField = (field: string): boolean => kind.scope?.includes(field) === true;
  const hasKey = kind.uniqueKeys.some((key) =>
    key.fields.every((field) => isScopeField(field) || fields[field] !== undefined),
  );
  if (id !== undefined || hasKey) return;
  const keys = kind.uniqueKeys.map((key) => key.fields.filter((field) => !isScopeField(field)).join(" and "));
  throw attributeInvalid(
    address,
    "id",
    `is missing: say which entity is meant by id, identity, ${keys.join(", or ")}.`,
  );
};
