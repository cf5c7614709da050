/**
 * What follows from a descriptor: its schema in Kong's own form, its fields with their facts, its references.
 * @module
 */
import type { z } from "zod";
import type { AnyKind } from "./define.ts";
import { type FieldFacts, factsOf, innerType, type RouterFlavor } from "./facts.ts";
import { kinds } from "./kinds.ts";
import type { KongField, KongFields, KongSchema } from "./kong-schema.ts";
import { type Edition, isOffered } from "./offer.ts";

interface ZodInternals {
  readonly def: {
    readonly type: string;
    readonly element?: z.core.$ZodType;
    readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
    readonly keyType?: z.core.$ZodType;
    readonly valueType?: z.core.$ZodType;
    readonly entries?: Readonly<Record<string, string>>;
    readonly values?: readonly unknown[];
    readonly format?: string;
    readonly checks?: readonly { readonly _zod: { readonly def: unknown } }[];
  };
}

interface ZodCheck {
  readonly check: string;
  readonly value?: number;
  readonly minimum?: number;
}

// zod types its internals per class; this is the part of them that all share and that is read here.
const internals = (schema: z.core.$ZodType): ZodInternals => schema._zod as unknown as ZodInternals;

const checksOf = ({ def }: ZodInternals): readonly ZodCheck[] =>
  (def.checks ?? []).map((check) => check._zod.def as unknown as ZodCheck);

/** A schema without its optional, nullable and default wrappers. */
export const unwrapped = (schema: z.core.$ZodType): z.core.$ZodType => {
  const inner = innerType(schema);
  return inner === undefined ? schema : unwrapped(inner);
};

/** Whether a declaration must give it. */
export const isMandatory = (schema: z.core.$ZodType): boolean => innerType(schema) === undefined;

const bounds = (zod: ZodInternals): Partial<KongField> => {
  const checks = checksOf(zod);
  const minimum = checks.find(({ check }) => check === "greater_than")?.value;
  const maximum = checks.find(({ check }) => check === "less_than")?.value;
  return minimum !== undefined && maximum !== undefined ? { between: [minimum, maximum] } : {};
};

const typeOf = (schema: z.core.$ZodType, isSet: boolean, flavor: RouterFlavor, edition: Edition): KongField => {
  const zod = internals(schema);
  switch (zod.def.type) {
    case "string":
      return { type: "string" };
    case "number":
      return { type: zod.def.format === "safeint" ? "integer" : "number", ...bounds(zod) };
    case "boolean":
      return { type: "boolean" };
    case "enum":
      return { type: "string", one_of: Object.values(zod.def.entries ?? {}) };
    case "literal":
      return { type: typeof zod.def.values?.[0] === "number" ? "integer" : "string", one_of: zod.def.values ?? [] };
    case "array": {
      const elements = zod.def.element === undefined ? undefined : kongField(zod.def.element, flavor, true, edition);
      const minimum = checksOf(zod).find(({ check }) => check === "min_length")?.minimum;
      return {
        type: isSet ? "set" : "array",
        ...(elements ? { elements } : {}),
        ...(minimum !== undefined ? { len_min: minimum } : {}),
      };
    }
    case "record": {
      const { keyType, valueType } = zod.def;
      if (keyType === undefined || valueType === undefined) return { type: "map" };
      return {
        type: "map",
        keys: kongField(keyType, flavor, true, edition),
        values: kongField(valueType, flavor, true, edition),
      };
    }
    case "object":
      return { type: "record", fields: kongFields(zod.def.shape ?? {}, flavor, edition) };
    default:
      return { type: "any" };
  }
};

/** One field in Kong's form. Elements, keys and values are never "required": there is nothing to leave out. */
export const kongField = (
  schema: z.core.$ZodType,
  flavor: RouterFlavor,
  isElement = false,
  edition: Edition = {},
): KongField => {
  const known = factsOf(schema);
  const isRequired = !isElement && (isMandatory(schema) || known.required === true);
  const base: KongField = known.reference
    ? {
        type: "foreign",
        reference: known.reference.kind,
        // What is a part of its parent is deleted by code, not by the database.
        ...(known.reference.onDelete === "cascade" && known.partOfParent !== true
          ? { on_delete: "cascade" as const }
          : {}),
      }
    : known.kong?.type !== undefined
      ? { type: known.kong.type }
      : typeOf(unwrapped(schema), known.set === true, flavor, edition);
  return {
    ...base,
    ...(isRequired ? { required: true } : {}),
    ...(known.default !== undefined ? { default: known.default } : {}),
    ...(known.auto ? { auto: true } : {}),
    ...known.kong,
  };
};

const kongFields = (
  shape: Readonly<Record<string, z.core.$ZodType>>,
  flavor: RouterFlavor,
  edition: Edition,
): KongFields =>
  Object.entries(shape)
    .filter(([, schema]) => {
      const known = factsOf(schema);
      const isElsewhere = !isOffered(known.offered, edition) || (known.flavor !== undefined && known.flavor !== flavor);
      return known.hiddenFromSchema !== true && !isElsewhere;
    })
    .map(([name, schema]) => ({ [name]: kongField(schema, flavor, false, edition) }));

const cache = new Map<string, KongSchema>();

/**
 * The schema a gateway answers at `/schemas/{kind}`, descriptions left out: of the open-source edition unless told otherwise.
 *
 * @example
 * kongSchema(service).fields[3] // { name: { type: "string", unique: true } }
 */
export const kongSchema = (kind: AnyKind, flavor: RouterFlavor = "traditional", edition: Edition = {}): KongSchema => {
  const key = [kind.kind, flavor, edition.edition, edition.version, ...(edition.settings ?? [])].join("/");
  const known = cache.get(key);
  if (known !== undefined) return known;
  const time: KongField = {
    type: kind.timestamps.precision === "seconds" ? "integer" : "number",
    auto: true,
    timestamp: true,
  };
  const schema: KongSchema = {
    fields: [
      { id: { type: "string", uuid: true, auto: true } },
      { created_at: time },
      ...(kind.timestamps.updated ? [{ updated_at: time }] : []),
      ...kongFields(kind.schema.shape, flavor, edition),
    ],
    entity_checks: [
      ...(kind.entityChecks ?? []),
      ...(kind.customChecks ?? []).map(() => ({ custom_entity_check: { field_sources: [] } })),
    ],
  };
  cache.set(key, schema);
  return schema;
};

/** Field schemas of a kind by name. */
export const fieldsOf = (kind: AnyKind): Readonly<Record<string, z.core.$ZodType>> => {
  let known = shapes.get(kind);
  if (known === undefined) {
    // Without a prototype, so that an attribute named `__proto__` or `constructor` is no field.
    known = Object.assign(Object.create(null) as Record<string, z.core.$ZodType>, kind.schema.shape);
    shapes.set(kind, known);
  }
  return known;
};

const shapes = new Map<AnyKind, Readonly<Record<string, z.core.$ZodType>>>();

const NO_FACTS: FieldFacts = {};
const factsByField = new WeakMap<AnyKind, Map<string, FieldFacts>>();

/** The facts of one field; an empty object for a field the descriptor does not know. Collected once: asked for per entity. */
export const fieldFacts = (kind: AnyKind, field: string): FieldFacts => {
  let known = factsByField.get(kind);
  if (known === undefined) {
    known = new Map(Object.entries(fieldsOf(kind)).map(([name, schema]) => [name, factsOf(schema)]));
    factsByField.set(kind, known);
  }
  return known.get(field) ?? NO_FACTS;
};

export interface ReferenceField {
  readonly field: string;
  /** The kind it points to, which this version may not know. */
  readonly kind: string;
  readonly onDelete: "cascade" | "restrict";
}

const references = new Map<AnyKind, readonly ReferenceField[]>();

/** The reference fields of a kind. */
export const referencesOf = (kind: AnyKind): readonly ReferenceField[] => {
  let found = references.get(kind);
  if (found === undefined) {
    found = Object.keys(kind.schema.shape).flatMap((field) => {
      const { reference } = fieldFacts(kind, field);
      return reference === undefined ? [] : [{ field, ...reference }];
    });
    references.set(kind, found);
  }
  return found;
};

/** The kinds that point to this one, with the field that does. */
export const referrersOf = (kind: string): readonly { readonly kind: AnyKind; readonly reference: ReferenceField }[] =>
  kinds.flatMap((referrer) =>
    referencesOf(referrer)
      .filter((reference) => reference.kind === kind)
      .map((reference) => ({ kind: referrer, reference })),
  );

/** The kinds that list ids of entities of this one, which is not deleted while they do, with the field that lists them. */
export const listersOf = (kind: string): readonly { readonly kind: AnyKind; readonly field: string }[] =>
  kinds.flatMap((lister) =>
    Object.keys(fieldsOf(lister)).flatMap((field) => {
      const { listOf, listOfRecords } = fieldFacts(lister, field);
      return listOf === kind || listOfRecords === kind ? [{ kind: lister, field }] : [];
    }),
  );

/** The ids in a list of them, or of what refers to something by `id`. */
export const listedIds = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.flatMap((item) => (typeof item === "string" ? [item] : (referenceId(item) ?? []))) : [];

/** Fields of every kind that only the gateway writes. */
export const COMPUTED_FIELDS: ReadonlySet<string> = new Set(["id", "created_at", "updated_at"]);

/** Whether only the gateway writes a field of a kind. */
export const isComputed = (kind: AnyKind, field: string): boolean =>
  COMPUTED_FIELDS.has(field) || fieldFacts(kind, field).computed !== undefined;

/** The id behind a reference value `{ id }`, or undefined. */
export const referenceId = (value: unknown): string | undefined => {
  if (value === null || typeof value !== "object" || !("id" in value)) return undefined;
  return typeof value.id === "string" ? value.id : undefined;
};

/** Kinds that hang below this one, at any depth: what a delete of it may take along or be refused for. */
export const kindsBelow = (kind: string): ReadonlySet<string> => {
  const below = new Set<string>();
  const visit = (name: string): void => {
    for (const { kind: referrer } of [...referrersOf(name), ...listersOf(name)]) {
      if (below.has(referrer.kind)) continue;
      below.add(referrer.kind);
      visit(referrer.kind);
    }
  };
  visit(kind);
  return below;
};
