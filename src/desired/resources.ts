/**
 * From a resource block to a declaration.
 * @module
 */
import {
  attributeUsesOf,
  DELETION_POLICIES,
  referenceAttribute,
  type SecretAttribute,
  secretAttributesOf,
} from "../model/attribute-names.ts";
import { ADOPT_MODES, type AdoptMode, type Declaration, NO_LIFECYCLE, Template } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldsOf, isComputed, referencesOf } from "../model/derive.ts";
import { ErrorList, KongruentError } from "../model/errors.ts";
import { didYouMean } from "../model/nearest.ts";
import { reveal, Secret } from "../model/secret.ts";
import { mergedOver } from "../model/secret-values.ts";
import { isRecord, isUuid } from "../model/values.ts";
import type { Attributes } from "./attributes.ts";
import type { Block } from "./blocks.ts";
import { unwrapBlock } from "./coerce.ts";
import { attributeInvalid, attributeTwice, attributeUnknown, needsTerraform, secretShown } from "./errors.ts";
import { COMMENT } from "./evaluate.ts";
import { namedBy } from "./existing.ts";
import { dependenciesOf, lifecycleOf } from "./lifecycle.ts";
import { pathsOfField } from "./outside.ts";
import { type Directory, referenceFrom } from "./references.ts";
import { scopeOf } from "./scope.ts";
import { silencesOf } from "./silences.ts";

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
  let adopt = isData ? undefined : ownership.adopt;
  let lifecycle: Declaration["lifecycle"] = NO_LIFECYCLE;
  let silences: Declaration["silences"];
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
      if (!isGivable(block, name)) throw unknownAttribute(block, name);
      const value = attributes.of(block, name);
      if (value === undefined || secretAttributesOf(kind).has(name)) return;
      if (name === "id") id = pinnedId(block, value);
      else if (name === "extra") Object.assign(fields, extraFields(block, value, fields));
      else if (name === "adopt") adopt = oneOf(block, name, value, ADOPT_MODES);
      else if (name === "deletion_policy") oneOf(block, name, value, DELETION_POLICIES);
      else if (name === "identity") {
        const text = reveal(value);
        if (typeof text !== "string") throw attributeInvalid(address, name, "must be a text like services/orders.");
        const named = namedBy(text, kind, address);
        id = named.id ?? id;
        isGlobal = named.isGlobal;
        Object.assign(fields, named.fields);
        through.push(...named.through);
      } else Object.assign(fields, fieldFrom(block, name, value, attributes, directory));
    });
  }
  // Last, because they lie over what the fields' own attributes say.
  for (const secret of isData ? [] : secretAttributesOf(kind).values()) {
    run(() => Object.assign(fields, secretField(block, secret, attributes, fields)));
  }
  const isNamed =
    isData && (body["id"] !== undefined || body["identity"] !== undefined || isFoundUnscoped(kind, fields));
  const isScopeNeeded = kind.scope !== undefined && !(isNamed && body["scope"] === undefined);
  if (isScopeNeeded) {
    run(() => {
      const scope = scopeOf(block, attributes, directory);
      isGlobal = scope.isGlobal;
      Object.assign(fields, scope.fields);
    });
  }
  run(() => dependsOn.push(...dependenciesOf(block, attributes)));
  run(() => {
    silences = silencesOf(block);
  });
  run(() => {
    lifecycle = lifecycleOf(block, attributes);
  });
  if (isData && !hasFailed()) run(() => requireKey(block, id, fields));
  finish();

  const owner = isData ? false : ownership.owner;
  const fromOutside = outsideFields(block, attributes);
  const rest = { id, isGlobal, existing: isData, lifecycle, dependsOn, owner, adopt, fromOutside, silences };
  const own: Declaration = { kind: kind.kind, address, fields, ...rest };
  return [...through, own];
};

/** Paths of fields whose values come from outside of the source. */
const outsideFields = (block: Block, attributes: Attributes): ReadonlySet<string> => {
  const paths = attributes.fromOutside(block);
  if (paths.size === 0) return paths;
  const secrets = secretAttributesOf(block.kind);
  return new Set(
    [...paths].flatMap((path) => {
      const [attribute = ""] = path.split(".");
      const secret = secrets.get(attribute);
      if (secret === undefined) return pathsOfField(path, attribute, attribute);
      const above = secret.isMerged ? unwrapBlock(attributes.of(block, attribute)) : undefined;
      return pathsOfField(path, attribute, secret.field, above);
    }),
  );
};

/** Whether a block may say it at all. */
const isGivable = ({ kind, isData }: Block, name: string): boolean =>
  attributeUsesOf(kind, isData).get(name) === "given";

const oneOf = <T extends string>({ address }: Block, name: string, given: unknown, allowed: readonly T[]): T => {
  const value = reveal(given);
  const found = allowed.find((item) => item === value);
  if (found !== undefined) return found;
  const hint = typeof value === "string" && !(given instanceof Secret) ? didYouMean(value, allowed) : "";
  throw attributeInvalid(address, name, `must be one of ${allowed.join(", ")}.${hint}`);
};

/** A field with the secrets that an attribute of their own gives. */
const secretField = (
  block: Block,
  { name, field, isMerged, isWriteOnly, twin }: SecretAttribute,
  attributes: Attributes,
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  const { address } = block;
  const given = attributes.of(block, name);
  if (given === undefined) return {};
  if (isWriteOnly && twin !== undefined && attributes.of(block, twin) !== undefined)
    throw attributeTwice(address, twin, name);
  if (!isMerged) return { [field]: given };
  const value = unwrapBlock(given);
  if (!isRecord(value)) throw attributeInvalid(address, name, "must be an object with Kong's field names.");
  return { [field]: mergedOver(unwrapBlock(fields[field]) ?? {}, value) };
};

const pinnedId = ({ address }: Block, given: unknown): string => {
  const value = reveal(given);
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
  if (!isRecord(value) || value instanceof Template || value instanceof Secret) {
    throw attributeInvalid(address, "extra", "must be an object of fields.");
  }
  const known = Object.keys(value).find((key) => key in fieldsOf(kind) || isComputed(kind, key) || key in fields);
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
  attributes: Attributes,
  directory: Directory,
): Readonly<Record<string, unknown>> => {
  const { address, kind } = block;
  const isInScope = (field: string): boolean => kind.scope?.includes(field) === true;
  const reference = referencesOf(kind).find(({ field }) => referenceAttribute(field) === name && !isInScope(field));
  if (reference !== undefined) {
    const isOutside = attributes.fromOutside(block).has(name);
    return { [reference.field]: referenceFrom(value, reference.kind, name, address, directory, isOutside) };
  }
  if (value instanceof Secret && isShown(kind, name)) {
    throw secretShown(address, name);
  }
  return { [name]: value };
};

const unknownAttribute = ({ address, kind, isData }: Block, name: string): KongruentError => {
  const uses = attributeUsesOf(kind, isData);
  if (uses.get(name) === "read") {
    const isField = name in fieldsOf(kind) || name.replace(/_id$/, "") in fieldsOf(kind);
    const isFound = isField && !isComputed(kind, name);
    const why = isFound ? "does not tell which entity is meant; it can only be read here." : whyRead(kind, name);
    return attributeInvalid(address, name, why);
  }
  const inScope = kind.scope?.find((field) => field === name || referenceAttribute(field) === name);
  if (inScope !== undefined) {
    const key = referenceAttribute(inScope);
    return attributeUnknown(address, name, kind.terraform, ` It goes into the scope: scope = { ${key} = … }.`);
  }
  const known = [...uses].flatMap(([attribute, use]) => (use === "given" ? [attribute] : []));
  const what = isData ? `the data source ${kind.terraform}` : kind.terraform;
  const hint = didYouMean(name, known);
  if (!isData) return attributeUnknown(address, name, what, hint);
  return attributeUnknown(address, name, what, hint === "" ? ` It is found by ${known.join(", ")}.` : hint);
};

const whyRead = (kind: AnyKind, name: string): string => {
  if (isComputed(kind, name)) return "is set by the gateway; leave it out.";
  return `is computed; leave it out.${name === "owner" ? " The owner is said in the provider block." : ""}`;
};

/** Whether an existing entity is found without its scope: a plugin by its instance's name alone. */
const isFoundUnscoped = (kind: AnyKind, fields: Readonly<Record<string, unknown>>): boolean => {
  const isScope = (field: string): boolean => kind.scope?.includes(field) === true;
  const given = kind.uniqueKeys.filter((key) =>
    key.fields.every((field) => isScope(field) || fields[field] !== undefined),
  );
  return given.length > 0 && !given.some((key) => key.fields.some(isScope));
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
  const marks = (kind.recognisedBy ?? []).map(({ field }) => field);
  if (id !== undefined || hasKey || marks.some((field) => fields[field] !== undefined)) return;
  const shown = kind.uniqueKeys.filter(({ secret }) => secret !== true);
  const keys = [...shown.map((key) => key.fields.filter((field) => !isScopeField(field)).join(" and ")), ...marks];
  throw attributeInvalid(
    address,
    "id",
    `is missing: say which entity is meant by id, identity${keys.length === 0 ? "" : `, ${keys.join(", or ")}`}.`,
  );
};
