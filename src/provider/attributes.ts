/**
 * A kind's Terraform attributes, derived from its descriptor: names, types, and what Terraform may plan for each.
 * @module
 */
import { z } from "zod";
import { isOwnable } from "../engine/ownership.ts";
import {
  findingFields,
  isIdPinnable,
  referenceAttribute as nameOfReference,
  secretsAttribute as nameOfSecrets,
  timesOf,
  writeOnlyAttribute,
} from "../model/attribute-names.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldFacts, fieldsOf, isMandatory, referencesOf, unwrapped } from "../model/derive.ts";
import { factsOf, innerType } from "../model/facts.ts";
import type { Type } from "./value.ts";

/** What an attribute stands for: a field of the entity, the id in a reference, or something of the resource itself. */
export type Role =
  | "field"
  | "reference"
  | "scope"
  | "global"
  | "id"
  | "time"
  | "owner"
  | "secrets"
  | "secrets_version"
  | "extra"
  | "adopt"
  | "deletion_policy"
  | "identity";

export interface Attribute {
  readonly name: string;
  readonly role: Role;
  /** Kong's field: `service` behind `service_id`, `config` behind `config_secrets`. Empty where there is none. */
  readonly field: string;
  readonly type: Type;
  /** Attributes inside; `type` is then the object, or a list or set of it. */
  readonly nested?: { readonly mode: "single" | "list" | "set"; readonly attributes: readonly Attribute[] };
  /**
   * What an object of dynamic type may hold. Terraform drops what an object type does not have, and a null is as good as
   * absent there; in a dynamic one a wrong name and a null are seen, and refused.
   */
  readonly parts?: readonly Attribute[];
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  /** Taken from the configuration at each plan and apply, stored nowhere. */
  readonly writeOnly?: boolean;
  readonly deprecated?: string;
  readonly description: string;
}

export const typeOfNested = (attributes: readonly Attribute[]): Type => [
  "object",
  Object.fromEntries(attributes.map(({ name, type }) => [name, type])),
];

const shapeOf = (schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> | undefined =>
  schema instanceof z.ZodObject ? schema.shape : undefined;

/** The type of a value without attributes inside. */
const plainType = (schema: z.core.$ZodType): Type => {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodString || inner instanceof z.ZodEnum) return "string";
  if (inner instanceof z.ZodNumber) return "number";
  if (inner instanceof z.ZodBoolean) return "bool";
  if (inner instanceof z.ZodLiteral) return typeof [...inner.values][0] === "number" ? "number" : "string";
  if (inner instanceof z.ZodArray) return [factsOf(schema).set === true ? "set" : "list", plainType(inner.element)];
  if (!(inner instanceof z.ZodRecord)) return "dynamic";
  const values = plainType(inner.valueType);
  return values === "dynamic" ? "dynamic" : ["map", values];
};

/** The description of a field; wrappers do not repeat the one of what they wrap. */
const textOf = (schema: z.core.$ZodType): string => {
  const inner = innerType(schema);
  return z.globalRegistry.get(schema)?.description ?? (inner === undefined ? "" : textOf(inner));
};

/** Whether the gateway or the plan gives a value where none is configured. */
const isFilledIn = (schema: z.core.$ZodType, isInCollection: boolean): boolean => {
  if (isInCollection) return false;
  const facts = factsOf(schema);
  const isRequiredRecord = facts.required === true && shapeOf(unwrapped(schema)) !== undefined;
  return facts.default !== undefined || facts.auto === true || facts.undeclared === "keep" || isRequiredRecord;
};

const fieldAttribute = (
  name: string,
  schema: z.core.$ZodType,
  isInCollection = false,
  isShorthanded = false,
): Attribute => {
  const facts = factsOf(schema);
  const inner = unwrapped(schema);
  const shape = shapeOf(inner);
  const element = inner instanceof z.ZodArray ? unwrapped(inner.element) : undefined;
  const elementShape = element === undefined ? undefined : shapeOf(element);
  const mode =
    shape !== undefined ? "single" : elementShape !== undefined ? (facts.set === true ? "set" : "list") : undefined;
  const attributes =
    mode === undefined
      ? undefined
      : Object.entries(shape ?? elementShape ?? {}).map(([key, value]) =>
          fieldAttribute(key, value, isInCollection || mode !== "single"),
        );
  const object = attributes === undefined ? undefined : typeOfNested(attributes);
  const type: Type =
    object === undefined ? plainType(schema) : mode === "single" ? object : [mode === "set" ? "set" : "list", object];
  const isSecret = facts.secret === true;
  const isRequired = isMandatory(schema) && !isSecret;
  const isOnlyRead = facts.computed !== undefined;
  const isComputed =
    !isRequired &&
    facts.countsDown !== true &&
    facts.writeOnly === undefined &&
    (isShorthanded || isOnlyRead || isFilledIn(schema, isInCollection));
  const deprecation = facts.kong?.deprecation;
  return {
    name,
    role: "field",
    field: name,
    type,
    ...(mode === undefined || attributes === undefined ? {} : { nested: { mode, attributes } }),
    ...(isRequired ? { required: true } : isOnlyRead ? {} : { optional: true }),
    ...(isComputed ? { computed: true } : {}),
    ...(isSecret ? { sensitive: true } : {}),
    ...(deprecation === undefined
      ? {}
      : {
          deprecated: `Use ${deprecation.replaced_with?.map(({ path }) => path.join(".")).join(" and ") ?? "another field"}.`,
        }),
    description: textOf(schema),
  };
};

const idAttribute = (kind: AnyKind): Attribute => ({
  name: "id",
  role: "id",
  field: "id",
  type: "string",
  ...(isIdPinnable(kind) ? { optional: true } : {}),
  computed: true,
  description: isIdPinnable(kind)
    ? "The entity's id. Given, it pins the id: a UUID, chosen before the entity exists."
    : "The entity's id, which follows from what it refers to.",
});

const times = (kind: AnyKind): readonly Attribute[] => {
  const unit = kind.timestamps.precision === "seconds" ? "seconds" : "seconds, with milliseconds,";
  const time = (name: string, what: string): Attribute => ({
    name,
    role: "time",
    field: name,
    type: "number",
    computed: true,
    description: `When it was ${what}, in ${unit} since 1970.`,
  });
  return timesOf(kind).map((name) => time(name, name === "created_at" ? "created" : "last written"));
};

const referenceAttribute = (kind: AnyKind, field: string): Attribute => {
  const schema = fieldsOf(kind)[field];
  const isRequired = schema !== undefined && isMandatory(schema);
  return {
    name: nameOfReference(field),
    role: "reference",
    field,
    type: "string",
    ...(isRequired ? { required: true } : { optional: true }),
    description: `${schema === undefined ? "" : textOf(schema)} Its id.`.trim(),
  };
};

const scopeAttribute = (kind: AnyKind, scope: readonly string[]): Attribute => {
  const attributes: readonly Attribute[] = [
    {
      name: "global",
      role: "global",
      field: "",
      type: "bool",
      optional: true,
      description: "True: it acts on everything. It is never global by leaving something out.",
    },
    ...scope.map((field) => referenceAttribute(kind, field)),
  ];
  return {
    name: "scope",
    role: "scope",
    field: "",
    type: "dynamic",
    parts: attributes,
    required: true,
    description: "What it acts on: `{ global = true }`, or one or more references.",
  };
};

/** The attributes that a kind's secrets are given by without standing in the state. */
const writeOnlyTwin = (attribute: Attribute): Attribute => ({
  name: writeOnlyAttribute(attribute.name),
  role: attribute.role,
  field: attribute.field,
  type: attribute.type,
  optional: true,
  sensitive: true,
  writeOnly: true,
  description: `The same as \`${attribute.name}\`, write-only: it is never stored in the state (Terraform 1.11, OpenTofu 1.11 and later).`,
});

const secretsAttribute = (field: string): Attribute => ({
  name: nameOfSecrets(field),
  role: "secrets",
  field,
  type: "dynamic",
  optional: true,
  sensitive: true,
  description: `Settings that must not be shown, merged over \`${field}\`.`,
});

/** The secrets of a typed record, to be given without standing in the state; undefined where it has none. */
const secretsOfRecord = (attribute: Attribute): Attribute | undefined => {
  const attributes = (attribute.nested?.mode === "single" ? attribute.nested.attributes : []).flatMap(
    (inner): readonly Attribute[] => {
      const secrets = inner.sensitive === true ? inner : secretsOfRecord(inner);
      if (secrets === undefined) return [];
      const { required: _required, computed: _computed, ...rest } = secrets;
      return [{ ...rest, name: inner.name, role: inner.role, optional: true, sensitive: true, writeOnly: true }];
    },
  );
  if (attributes.length === 0) return undefined;
  return {
    name: writeOnlyAttribute(nameOfSecrets(attribute.name)),
    role: "secrets",
    field: attribute.field,
    type: typeOfNested(attributes),
    nested: { mode: "single", attributes },
    optional: true,
    sensitive: true,
    writeOnly: true,
    description: `What is secret of \`${attribute.name}\`, merged over it, write-only: it is never stored in the state (Terraform 1.11, OpenTofu 1.11 and later).`,
  };
};

const secretsVersion: Attribute = {
  name: "secrets_version",
  role: "secrets_version",
  field: "",
  type: "number",
  computed: true,
  description:
    "Counts the writes of write-only secrets. A plan raises it when the gateway holds other values than those configured.",
};

const behaviour: readonly Attribute[] = [
  {
    name: "extra",
    role: "extra",
    field: "",
    type: "dynamic",
    optional: true,
    description: "Top-level fields that this version of the provider does not know, with Kong's names.",
  },
  {
    name: "adopt",
    role: "adopt",
    field: "",
    type: "string",
    optional: true,
    description:
      "What to do with an entity of this identity that is already there: `never` and `own` refuse it, `unowned` adopts what is nobody's, `any` also what is another owner's. Default: the provider's.",
  },
  {
    name: "deletion_policy",
    role: "deletion_policy",
    field: "",
    type: "string",
    optional: true,
    description:
      "`delete`, or `abandon`: the entity stays on the gateway, without this owner's mark. Default: `delete`.",
  },
];

const owner: Attribute = {
  name: "owner",
  role: "owner",
  field: "tags",
  type: "string",
  computed: true,
  description: "Who owns it, by the owner's tag.",
};

const derive = (kind: AnyKind): readonly Attribute[] => {
  const shorthanded = new Set(
    Object.keys(fieldsOf(kind)).flatMap((field) => fieldFacts(kind, field).shorthand?.sets ?? []),
  );
  const references = new Set(referencesOf(kind).map(({ field }) => field));
  const scope = new Set(kind.scope ?? []);
  const fields = Object.entries(fieldsOf(kind)).flatMap(([name, schema]): readonly Attribute[] => {
    if (scope.has(name)) return [];
    if (references.has(name)) return [referenceAttribute(kind, name)];
    const attribute = fieldAttribute(name, schema, false, shorthanded.has(name));
    if (attribute.sensitive === true) return [attribute, writeOnlyTwin(attribute)];
    if (name !== kind.subschema?.of) {
      const hidden = secretsOfRecord(attribute);
      return hidden === undefined ? [attribute] : [attribute, hidden];
    }
    const secrets = secretsAttribute(name);
    return [attribute, secrets, writeOnlyTwin(secrets)];
  });
  const hasWriteOnly = fields.some(({ writeOnly }) => writeOnly === true);
  return [
    idAttribute(kind),
    ...(kind.scope === undefined ? [] : [scopeAttribute(kind, kind.scope)]),
    ...fields,
    ...(hasWriteOnly ? [secretsVersion] : []),
    ...(isOwnable(kind) ? [owner] : []),
    ...times(kind),
    ...behaviour,
  ];
};

/** What follows from a kind, worked out once: it is asked for with every resource. */
export const perKind = <Item extends object>(derived: (kind: AnyKind) => Item): ((kind: AnyKind) => Item) => {
  const known = new Map<AnyKind, Item>();
  return (kind) => {
    let found = known.get(kind);
    if (found === undefined) {
      found = derived(kind);
      known.set(kind, found);
    }
    return found;
  };
};

/**
 * The attributes of a kind's resource.
 *
 * @example
 * attributesOf(route).map(({ name }) => name) // ["id", "name", "protocols", …, "service_id", …]
 */
export const attributesOf = perKind(derive);

/** The attributes that the configuration gives and no state holds. */
export const writeOnlyAttributesOf = perKind((kind) =>
  attributesOf(kind).filter(({ writeOnly }) => writeOnly === true),
);

const byName = new WeakMap<readonly Attribute[], ReadonlyMap<string, Attribute>>();

export const attributeNamed = (attributes: readonly Attribute[], name: string): Attribute | undefined => {
  let map = byName.get(attributes);
  if (map === undefined) {
    map = new Map(attributes.map((attribute) => [attribute.name, attribute]));
    byName.set(attributes, map);
  }
  return map.get(name);
};

/** The attribute of a role that a kind has once, if it has it. */
export const attributeOfRole = (kind: AnyKind, role: Role): Attribute | undefined =>
  attributesOf(kind).find((attribute) => attribute.role === role);

const dataKnown = new Map<AnyKind, readonly Attribute[]>();

/** Everything of an entity that may be shown, to be read. */
const asRead = (attribute: Attribute): Attribute => {
  const { required: _required, optional: _optional, ...rest } = attribute;
  if (rest.nested === undefined) return { ...rest, computed: true };
  const { mode } = rest.nested;
  const attributes = rest.nested.attributes.filter(({ sensitive }) => sensitive !== true).map(asRead);
  const object = typeOfNested(attributes);
  const type: Type = mode === "single" ? object : [mode, object];
  return { ...rest, type, nested: { mode, attributes }, computed: true };
};

/** The attributes of a kind's data source: those an entity is found by may be given, all are read. No secrets. */
export const dataAttributesOf = (kind: AnyKind): readonly Attribute[] => {
  let found = dataKnown.get(kind);
  if (found === undefined) {
    const keys = findingFields(kind);
    const isKey = ({ role, field }: Attribute): boolean => role === "id" || role === "scope" || keys.has(field);
    const shown: readonly Role[] = ["field", "reference", "scope", "id", "time", "owner"];
    const attributes = attributesOf(kind)
      .filter(({ role, sensitive, writeOnly }) => shown.includes(role) && sensitive !== true && writeOnly !== true)
      .filter(({ role, field }) => role !== "field" || fieldFacts(kind, field).writeOnly === undefined)
      .map((attribute): Attribute => {
        if (!isKey(attribute) || attribute.role === "owner") return asRead(attribute);
        const { required: _required, ...rest } = attribute;
        const nested =
          rest.nested === undefined
            ? undefined
            : {
                mode: rest.nested.mode,
                attributes: rest.nested.attributes.map((inner) => ({ ...inner, optional: true, computed: true })),
              };
        const description = rest.role === "id" ? "The entity's id." : rest.description;
        return { ...rest, ...(nested === undefined ? {} : { nested }), description, optional: true, computed: true };
      });
    const identity: Attribute = {
      name: "identity",
      role: "identity",
      field: "",
      type: "string",
      optional: true,
      description: "Which entity, as identity text: `services/orders`, `plugins/cors@route=orders-v1`.",
    };
    found = [identity, ...attributes];
    dataKnown.set(kind, found);
  }
  return found;
};
