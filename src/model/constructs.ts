/**
 * How a kind stands in TypeScript: the name of its class, the methods that add it to others, and what names an existing one.
 * @module
 */
import type { AnyKind } from "./define.ts";
import { fieldFacts, fieldsOf, isMandatory, unwrapped } from "./derive.ts";
import { camelCase } from "./property-names.ts";

/**
 * The name of a kind's class.
 *
 * @example
 * className(keyAuth) // "KeyAuth"
 */
export const className = (kind: Pick<AnyKind, "singular" | "className">): string => {
  const name = camelCase(kind.singular);
  return kind.className ?? name.charAt(0).toUpperCase() + name.slice(1);
};

/**
 * The name of the method that adds a kind to what it belongs to; undefined where there is none.
 *
 * @example
 * adderName(consumerGroupMember) // "addMember"
 */
export const adderName = (kind: AnyKind): string | undefined =>
  kind.adder === undefined ? undefined : `add${kind.adder.name ?? className(kind)}`;

/**
 * The reference fields that an `add…` method may fill in: the kinds they point to have the method.
 *
 * @example
 * addedThrough(route) // ["service"]
 */
export const addedThrough = (kind: AnyKind): readonly string[] => {
  const { adder, scope, nested, addedTo } = kind;
  if (adder === undefined) return [];
  return adder.to ?? scope ?? [nested?.parent ?? addedTo].filter((field) => field !== undefined);
};

/** A way to name an existing entity: the fields of one of its keys, or what it is recognised by. */
export interface Lookup {
  readonly needed: readonly string[];
  /** Fields of the key that may be null on the gateway. */
  readonly optional: readonly string[];
}

/**
 * What names an existing entity beside its id. Secrets are no way, and the scope stands for its fields.
 *
 * @example
 * lookupsOf(target) // [{ needed: ["upstream", "target"], optional: [] }]
 * lookupsOf(certificate)[0] // { needed: ["snis"], optional: [] }
 */
export const lookupsOf = (kind: AnyKind): readonly Lookup[] => [
  ...kind.uniqueKeys
    .filter((key) => key.secret !== true)
    .map(({ fields, nullIsValue }) => {
      const names = [...new Set(fields.map((field) => (kind.scope?.includes(field) === true ? "scope" : field)))];
      const isOptional = (field: string): boolean => {
        const schema = fieldsOf(kind)[field];
        return nullIsValue === true && schema !== undefined && !isMandatory(schema);
      };
      return { needed: names.filter((name) => !isOptional(name)), optional: names.filter(isOptional) };
    }),
  ...(kind.recognisedBy ?? []).map(({ field }) => ({ needed: [field], optional: [] })),
];

/**
 * The fields that hold a text in every entity of a kind, and may be shown: references to an entity's attributes that are never null.
 *
 * @example
 * textsOf(service) // ["name", "host"]
 */
export const textsOf = (kind: AnyKind): readonly string[] =>
  Object.entries(fieldsOf(kind)).flatMap(([field, schema]) => {
    const { secret, required, auto, computed, writeOnly } = fieldFacts(kind, field);
    const isText = unwrapped(schema)._zod.def.type === "string" && secret !== true && writeOnly === undefined;
    const isAlways =
      isMandatory(schema) ||
      required === true ||
      auto === true ||
      computed !== undefined ||
      kind.namedByPath?.field === field;
    return isText && isAlways ? [field] : [];
  });
