/**
 * What can be said of a resource's block by itself, without a gateway.
 * @module
 */
import { DELETION_POLICIES, secretsAttribute, writeOnlyAttribute } from "../model/attribute-names.ts";
import { ADOPT_MODES } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { COMPUTED_FIELDS, fieldFacts, fieldsOf, kongField, referencesOf } from "../model/derive.ts";
import { findings } from "../model/findings.ts";
import { findKind } from "../model/kinds.ts";
import { fieldMap, type KongSchema } from "../model/kong-schema.ts";
import { didYouMean } from "../model/nearest.ts";
import { isUuid } from "../model/values.ts";
import { type Attribute, attributeNamed, attributesOf } from "./attributes.ts";
import { problem } from "./diagnostics.ts";
import { declaredFields, isGiven, isObject, objectIn, type State } from "./fields.ts";
import type { Diagnostic } from "./protocol/generated/tfplugin6.ts";
import { Dynamic, UNKNOWN, type Value } from "./value.ts";

/** The attribute that says a field, or a part of one. */
export const attributePath = (kind: AnyKind, path: readonly string[]): readonly string[] => {
  const [field = "", ...rest] = path;
  const attributes = attributesOf(kind);
  const scope = attributes.find(({ role }) => role === "scope");
  const inScope = scope?.parts?.find((inner) => inner.role === "reference" && inner.field === field);
  if (scope !== undefined && inScope !== undefined) return [scope.name, inScope.name];
  const attribute =
    attributes.find(({ role, field: own }) => (role === "field" || role === "reference") && own === field) ??
    attributeNamed(attributes, "extra");
  if (attribute === undefined) return [];
  const found = [attribute.name];
  let at: Attribute | undefined = attribute;
  for (const part of rest) {
    at = at?.nested?.mode === "single" ? at.nested.attributes.find((inner) => inner.field === part) : undefined;
    if (at === undefined) break;
    found.push(at.name);
  }
  return found;
};

const referenceProblem = (
  kind: AnyKind,
  { name, field }: Attribute,
  value: Value | undefined,
  path: readonly string[],
): readonly Diagnostic[] => {
  if (typeof value !== "string" || isUuid(value)) return [];
  const target = findKind(fieldFacts(kind, field).reference?.kind ?? "");
  const wanted =
    target === undefined ? "an id, a UUID" : `the id of a resource or data source: ${target.terraform}.NAME.id`;
  const what = value === "" ? "is empty" : `is '${value}', which is no id`;
  return [problem(`${name} is no id`, `${name} ${what}. Give ${wanted}. (KG_REFERENCE_INVALID)`, path)];
};

const NOT_WRITTEN = "It is not written: without its scope the plugin would act on all traffic.";

/** A name in a scope that is none, or that stands for nothing. */
const partProblem = (
  kind: AnyKind,
  { name, parts = [] }: Attribute,
  part: string,
  value: Value | undefined,
): readonly Diagnostic[] => {
  const known = parts.find((one) => one.name === part);
  if (known === undefined) {
    const names = parts.map((one) => one.name);
    const hint = didYouMean(part, names) || didYouMean(`${part}_id`, names);
    const detail = `${name} has no '${part}'.${hint} It may hold ${names.join(", ")}. (KG_ATTRIBUTE_UNKNOWN)`;
    return [problem("The scope names what it does not know", detail, [name])];
  }
  if (value === UNKNOWN) return [];
  if (value === null || value === undefined || value === "") {
    const what = value === "" ? "is empty" : "is null";
    const detail = `${name}.${part} ${what}. ${NOT_WRITTEN} Leave it out where it is not meant. (KG_SCOPE_UNRESOLVED)`;
    return [problem("The scope resolves to nothing", detail, [name])];
  }
  if (known.role === "reference") {
    if (typeof value === "string") return referenceProblem(kind, known, value, [name]);
    return [
      problem("The scope is of another type", `${name}.${part} is an id, a text. (KG_ATTRIBUTE_INVALID)`, [name]),
    ];
  }
  return typeof value === "boolean"
    ? []
    : [problem("The scope is of another type", `${name}.${part} is true or false. (KG_ATTRIBUTE_INVALID)`, [name])];
};

const scopeProblems = (kind: AnyKind, attribute: Attribute, value: Value | undefined): readonly Diagnostic[] => {
  const { name, parts = [] } = attribute;
  const references = parts.filter(({ role }) => role === "reference");
  const names = references.map((reference) => reference.name).join(", ");
  if (value === UNKNOWN || (value instanceof Dynamic && value.value === UNKNOWN)) return [];
  const scope = objectIn(value);
  if (scope === undefined || Object.keys(scope).length === 0) {
    const detail = `A plugin without a scope would act on all traffic, so that must be said: scope = { global = true }, or one or more of ${names}. (KG_SCOPE_MISSING)`;
    return [problem("The scope is missing", detail, [name])];
  }
  const wrong = Object.entries(scope).flatMap(([part, item]) => partProblem(kind, attribute, part, item));
  if (wrong.length > 0) return wrong;
  const given = references.filter((reference) => isGiven(scope[reference.name]));
  const { global } = scope;
  if (global === true && given.length > 0) {
    const said = given.map((reference) => reference.name).join(", ");
    const detail = `It is declared global and scoped by ${said}. Keep one of the two. (KG_SCOPE_CONTRADICTORY)`;
    return [problem("The scope contradicts itself", detail, [name])];
  }
  if (given.length === 0 && global === false) {
    const detail = `It is declared not global, and none of ${names} is given. ${NOT_WRITTEN} (KG_SCOPE_MISSING)`;
    return [problem("The scope is missing", detail, [name])];
  }
  return [];
};

const oneOf = (name: string, value: Value | undefined, allowed: readonly string[]): readonly Diagnostic[] =>
  typeof value !== "string" || allowed.includes(value)
    ? []
    : [
        problem(
          `Unknown ${name}`,
          `'${value}' is none of ${allowed.join(", ")}.${didYouMean(value, allowed)} (KG_ATTRIBUTE_INVALID)`,
          [name],
        ),
      ];

const isObjectOrUnknown = (value: Value | undefined): boolean => {
  if (!isGiven(value) || value === UNKNOWN) return true;
  const inner = value instanceof Dynamic ? value.value : value;
  return inner === UNKNOWN || isObject(inner ?? undefined);
};

/** What is wrong with the scope that a data source names, where it names one. */
export const checkDataScope = (kind: AnyKind, block: State): readonly Diagnostic[] =>
  attributesOf(kind).flatMap((attribute) => {
    const value = attribute.role === "scope" ? block[attribute.name] : null;
    return isGiven(value) ? scopeProblems(kind, attribute, value) : [];
  });

/** What is wrong with a block, whatever gateway it is for. */
export const checkBlock = (kind: AnyKind, config: State): readonly Diagnostic[] =>
  attributesOf(kind).flatMap((attribute): readonly Diagnostic[] => {
    const { name, role } = attribute;
    const value = config[name];
    if (role === "scope") return scopeProblems(kind, attribute, value);
    if (!isGiven(value)) return [];
    switch (role) {
      case "reference":
        return referenceProblem(kind, attribute, value, [name]);
      case "id":
        return typeof value === "string" && !isUuid(value)
          ? [
              problem("The id is no UUID", `id pins the entity's id; '${value}' is no UUID. (KG_ATTRIBUTE_INVALID)`, [
                name,
              ]),
            ]
          : [];
      case "adopt":
        return oneOf(name, value, ADOPT_MODES);
      case "deletion_policy":
        return oneOf(name, value, DELETION_POLICIES);
      default:
        return [
          ...twiceProblem(kind, attribute, config),
          ...shapeProblem(attribute, value),
          ...(role === "extra" ? extraProblems(kind, attribute, value) : []),
        ];
    }
  });

/** A field that this version knows is said by its own attribute: the two could differ. */
const extraProblems = (kind: AnyKind, { name }: Attribute, value: Value | undefined): readonly Diagnostic[] => {
  return Object.keys(objectIn(value) ?? {})
    .filter((field) => field in fieldsOf(kind) || COMPUTED_FIELDS.has(field))
    .map((field) =>
      problem(
        `${name}.${field} is known`,
        `${field} is a field this version knows: write it as an attribute of its own.`,
        [name],
      ),
    );
};

const twiceProblem = (kind: AnyKind, { name, writeOnly }: Attribute, config: State): readonly Diagnostic[] => {
  const twin = attributeNamed(attributesOf(kind), writeOnlyAttribute(name));
  if (writeOnly === true || twin === undefined || !isGiven(config[twin.name])) return [];
  return [problem("Said twice", `Give either ${name} or ${twin.name}, not both. (KG_ATTRIBUTE_INVALID)`, [twin.name])];
};

const shapeProblem = ({ name, type }: Attribute, value: Value | undefined): readonly Diagnostic[] =>
  type === "dynamic" && !isObjectOrUnknown(value)
    ? [
        problem(
          `${name} is no object`,
          `${name} is an object with Kong's field names: ${name} = { … }. (KG_ATTRIBUTE_INVALID)`,
          [name],
        ),
      ]
    : [];

const ownSchemas = new Map<AnyKind, KongSchema>();

/** A kind's fields in Kong's form, whatever gateway has them; not references, nor a plugin's settings, which only a gateway knows. */
const ownSchema = (kind: AnyKind): KongSchema => {
  let schema = ownSchemas.get(kind);
  if (schema === undefined) {
    const left = new Set([...referencesOf(kind).map(({ field }) => field), kind.subschema?.of]);
    schema = {
      fields: Object.entries(fieldsOf(kind))
        .filter(([name]) => !left.has(name))
        .map(([name, field]) => ({ [name]: kongField(field, "traditional") })),
    };
    ownSchemas.set(kind, schema);
  }
  return schema;
};

/**
 * What is wrong with single fields of a block: ranges, lengths, what they may be. What is not known yet is passed over, and
 * nothing is said of fields together, which depends on the gateway.
 */
export const checkFields = (kind: AnyKind, config: State): readonly Diagnostic[] => {
  const schema = ownSchema(kind);
  const known = fieldMap(schema.fields);
  const fields = Object.fromEntries(Object.entries(declaredFields(kind, config)).filter(([name]) => known.has(name)));
  return findings(kind, fields, fields, { schema, mode: "given" }).flatMap(({ path, message, known: also }) => {
    if (also !== undefined) return [];
    const [name = "", ...rest] = attributePath(kind, path);
    const names = [name, writeOnlyAttribute(name), writeOnlyAttribute(secretsAttribute(name))];
    const at = names.find((one) => isGiven(config[one])) ?? writeOnlyAttribute(name);
    return [problem("The gateway would refuse this", `${path.join(".")}: ${message} (KG_INVALID)`, [at, ...rest])];
  });
};

/** Write-only values need a client that keeps them out of its state. */
export const checkClient = (kind: AnyKind, config: State, isWriteOnlyAllowed: boolean): readonly Diagnostic[] =>
  isWriteOnlyAllowed
    ? []
    : attributesOf(kind)
        .filter(({ name, writeOnly }) => writeOnly === true && isGiven(config[name]))
        .map(({ name }) =>
          problem(
            "Write-only values are not supported",
            `${name} needs Terraform 1.11, OpenTofu 1.11, or later; this client would store it. Use ${name.replace(/_wo$/, "")}, which is stored. (KG_ATTRIBUTE_INVALID)`,
            [name],
          ),
        );
