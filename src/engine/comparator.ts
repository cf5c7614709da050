/**
 * Compares what is declared with what is live, field by field, and says what to send to make them equal.
 * Compiled once per kind and plugin from the gateway's own schema.
 * @module
 */
import { type Declaration, KNOWN_AFTER_APPLY } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldFacts, fieldsOf, isComputed, referenceId } from "../model/derive.ts";
import type { FieldFacts } from "../model/facts.ts";
import { absentValue, fillValue, hasAliases, withoutAliases } from "../model/fill.ts";
import {
  configField,
  fieldMap,
  isSecretField,
  type KongField,
  type KongFields,
  type KongSchema,
} from "../model/kong-schema.ts";
import { isVaultReference, MASK, reveal, revealAll, Secret } from "../model/secret.ts";
import { hasSecretPlace, mergedPlaces, secretsOfKind, secretsOfSchema, wrapSecrets } from "../model/secret-places.ts";
import { isUnknown } from "../model/validate.ts";
import { conditionalDefaults, withHiddenFields, withoutShorthands, withSubschema } from "../model/validate-entity.ts";
import { byText, canonicalJson, gatewayNumber, isRecord, sameValue } from "../model/values.ts";
import type { Entity } from "./gateway.ts";

/** One difference, as people and JSON see it: secrets masked, the owner's tag as `owner`. */
export interface FieldChange {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

export interface Comparison {
  readonly fields: readonly FieldChange[];
  /** The body of the PATCH that makes the entity congruent; secrets still wrapped. */
  readonly patch: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, unknown>>;

/** What is compared beside the declared fields: exact tags or undefined, fields to leave alone. */
export interface ComparisonOptions {
  readonly ignoreChanges: "all" | readonly string[];
}

export interface Comparator {
  /**
   * Declared fields as the gateway will store them: shorthands expanded, aliases replaced, addresses completed. What
   * needs none of it, as most do, is returned as it is.
   */
  normalise(fields: Fields): Fields;
  /** Compares normalised fields with a live entity. */
  compare(declared: Fields, live: Entity, options: ComparisonOptions): Comparison;
}

/** Whether a value, or a part of it, is known only at apply. */
export const hasUnknown = (value: unknown): boolean => {
  if (isUnknown(value)) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isRecord(value) && Object.values(value).some(hasUnknown);
};

/** A value as it is shown: unknown parts named, secrets masked. */
export const shown = (value: unknown, isSecret = false): unknown => {
  if (value === undefined || value === null) return null;
  if (isUnknown(value)) return KNOWN_AFTER_APPLY;
  if (value instanceof Secret) return MASK;
  if (isSecret && !isVaultReference(value)) return MASK;
  if (Array.isArray(value)) return value.map((item) => shown(item));
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shown(item)]));
  return value;
};

/** Whether a secret value was declared here: what is live in its place is secret too, whatever the schema says. */
const hasSecret = (value: unknown): boolean =>
  value instanceof Secret ||
  (Array.isArray(value) && value.some(hasSecret)) ||
  (isRecord(value) && Object.values(value).some(hasSecret));

/** A live entity with everything masked that was declared as a secret: for records of what was before. */
export const maskedAs = (declared: Fields, live: Fields): Fields =>
  Object.fromEntries(
    Object.entries(live).map(([name, value]) => {
      const other = declared[name];
      if (!hasSecret(other) || value === null) return [name, value];
      return [name, isRecord(other) && isRecord(value) ? maskedAs(other, value) : MASK];
    }),
  );

/** Sets of this many texts and fewer are compared as they stand. */
const FEW = 16;

/** Whether two short lists of texts are one set; undefined where they are not that simple. */
const sameFewTexts = (a: readonly unknown[], b: readonly unknown[]): boolean | undefined => {
  const isSimple = (items: readonly unknown[]): boolean =>
    items.length <= FEW && items.every((item) => typeof item === "string");
  if (!isSimple(a) || !isSimple(b)) return undefined;
  return a.every((item) => b.includes(item)) && b.every((item) => a.includes(item));
};

const asSet = (value: unknown): readonly string[] =>
  Array.isArray(value) ? [...new Set(value.map((item) => canonicalJson(revealAll(item))))].sort(byText) : [];

/** Equality by the field's type: sets unordered, lists ordered, empty tables of maps and records alike. */
export const sameFieldValue = (field: KongField, declared: unknown, live: unknown): boolean => {
  const a = reveal(declared);
  const b = reveal(live);
  if (a === b) return true;
  if (a === null || a === undefined || b === null || b === undefined) return (a ?? null) === (b ?? null);
  if (field.type === "set") {
    if (!Array.isArray(a) || !Array.isArray(b)) return false;
    const simple = sameFewTexts(a, b);
    if (simple !== undefined) return simple;
    if (field.elements?.type === "record") return asSet(a).join("\n") === asSet(b).join("\n");
    const left = asSet(a);
    const right = asSet(b);
    return left.length === right.length && left.every((item, index) => item === right[index]);
  }
  if (typeof a === "number" && typeof b === "number") return gatewayNumber(a) === gatewayNumber(b);
  if (field.type === "map" || field.type === "record") return sameValue(emptyTable(a), emptyTable(b));
  return sameValue(a, b);
};

const emptyTable = (value: unknown): unknown => (Array.isArray(value) && value.length === 0 ? {} : value);

/**
 * Whether two values are surely the same: one scalar, or lists of the same texts in the same order. Most are; only the
 * others are looked at by the field's type.
 */
const isSurelySame = (declared: unknown, live: unknown): boolean => {
  if (typeof declared !== "object" || declared === null) return declared === live;
  if (!Array.isArray(declared) || !Array.isArray(live) || declared.length !== live.length) return false;
  for (let index = 0; index < declared.length; index++) {
    const item: unknown = declared[index];
    if (typeof item !== "string" || item !== live[index]) return false;
  }
  return true;
};

/** One difference inside a field, with the values themselves: secrets wrapped. */
export interface Difference {
  readonly path: readonly string[];
  readonly from: unknown;
  readonly to: unknown;
  /** What is sent under the path. */
  readonly send: unknown;
  readonly isSecret: boolean;
}

/** The differences inside one field. Records are compared by field, everything else is one value. */
export const differences = (
  field: KongField,
  declared: unknown,
  live: unknown,
  path: readonly string[],
  found: Difference[],
): void => {
  if (field.type === "record" && field.fields !== undefined && isRecord(declared) && isRecord(live)) {
    for (const { name, field: inner, isNeverReset, absent } of insideOf(field.fields)) {
      const value = declared[name];
      const current = live[name];
      if (value !== undefined) {
        if (!isSurelySame(value, current)) differences(inner, value, current, [...path, name], found);
      } else if (isNeverReset) {
        if (inner.type === "record" && isRecord(current)) differences(inner, {}, current, [...path, name], found);
      } else if (inner.type === "record" && isRecord(absent) && isRecord(current)) {
        differences(inner, absent, current, [...path, name], found);
      } else if (!isSurelySame(absent, current) && !sameFieldValue(inner, absent, current)) {
        found.push({ path: [...path, name], from: current, to: absent, send: absent, isSecret: false });
      }
    }
    const known = fieldMap(field.fields);
    const shorthands = fieldMap(field.shorthand_fields);
    for (const name of Object.keys(declared)) {
      if (known.has(name) || shorthands.has(name)) continue;
      if (!sameValue(declared[name], live[name])) {
        found.push({
          path: [...path, name],
          from: live[name],
          to: declared[name],
          send: declared[name],
          isSecret: false,
        });
      }
    }
    return;
  }
  if (hasUnknown(declared)) {
    found.push({ path, from: live, to: declared, send: declared, isSecret: isSecretField(field, path.at(-1)) });
    return;
  }
  // A secret may hold what has defaults of its own, a map of records; what a state tells of an entity is not filled either.
  const expected = fillValue(field, revealAll(declared));
  if (!sameFieldValue(field, expected, fillValue(field, revealAll(live)))) {
    found.push({
      path,
      from: live,
      to: declared,
      send: emptyTableOf(field, declared),
      isSecret: isSecretField(field, path.at(-1)),
    });
  }
};

const emptyTableOf = (field: KongField, value: unknown): unknown =>
  field.type === "map" || field.type === "record" ? emptyTable(value) : value;

/** A field of a record, with what is worked out about it once. */
interface InnerField {
  readonly name: string;
  readonly field: KongField;
  /** Generated and secret values, and records with such inside: their defaults differ by node or restart. */
  readonly isNeverReset: boolean;
  /** What it is stored as where it is absent. It is only read: what is sent is not changed either. */
  readonly absent: unknown;
}

const insides = new WeakMap<KongFields, readonly InnerField[]>();

const insideOf = (fields: KongFields): readonly InnerField[] => {
  let found = insides.get(fields);
  if (found === undefined) {
    found = [...fieldMap(fields)].map(([name, field]) => ({
      name,
      field,
      isNeverReset: isNeverReset(field, name),
      absent: absentValue(field),
    }));
    insides.set(fields, found);
  }
  return found;
};

const isNeverReset = (field: KongField, name: string): boolean =>
  field.auto === true ||
  isSecretField(field, name) ||
  (field.type === "record" && [...fieldMap(field.fields)].some(([inner, one]) => isNeverReset(one, inner)));

/** A copy that may be written to; instances of classes are shared. */
const copied = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(copied)
    : isRecord(value)
      ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copied(item)]))
      : value;

/** Puts values into a nested body: `["config", "redis", "host"]` → `{ config: { redis: { host } } }`. */
const bodyOf = (found: readonly Difference[]): Record<string, unknown> => {
  const body: Record<string, unknown> = {};
  for (const { path, send } of found) {
    let at = body;
    path.forEach((name, index) => {
      if (index === path.length - 1) {
        at[name] = send;
        return;
      }
      const inner = at[name];
      const next = isRecord(inner) ? inner : {};
      at[name] = next;
      at = next;
    });
  }
  return body;
};

const isIgnored = (path: readonly string[], ignore: ComparisonOptions["ignoreChanges"]): boolean => {
  if (ignore === "all") return true;
  const text = path.join(".");
  return ignore.some((ignored) => text === ignored || text.startsWith(`${ignored}.`));
};

interface CompiledField {
  readonly name: string;
  readonly field: KongField;
  readonly isHashed: boolean;
  readonly facts: FieldFacts;
  readonly path: readonly string[];
  /** Left alone where it is not declared. */
  readonly isKept: boolean;
  /** Whether it is gone all the same, because of what else is declared or not. */
  readonly isGone: ((declared: Fields) => boolean) | undefined;
  /** What it counts as where it is not declared. */
  readonly absent: unknown;
}

/** A list that the gateway calls one, though its order means nothing: a certificate's server names. */
export const inNoOrder = (field: KongField, facts: FieldFacts): KongField =>
  facts.set === true && field.type === "array" ? { ...field, type: "set" } : field;

/** The other fields of the checks of one name that a field is in. */
const partnersOf = (kind: AnyKind, name: string, check: "mutually_exclusive" | "mutually_required") =>
  (kind.entityChecks ?? []).flatMap((checks): readonly string[] => {
    const { [check]: names } = checks;
    return Array.isArray(names) && names.includes(name) ? names.filter((other) => other !== name) : [];
  });

/**
 * When a field that is left alone where it is not declared goes nevertheless: when the gateway takes another one only in its
 * place (a key's `jwk` for its `pem`), or keeps it only with one that is reset (a certificate's `key_alt` with `cert_alt`).
 */
const goesWith = (kind: AnyKind, name: string): CompiledField["isGone"] => {
  const rivals = partnersOf(kind, name, "mutually_exclusive");
  const companions = partnersOf(kind, name, "mutually_required").filter((other) => !isKeptField(kind, other));
  if (rivals.length + companions.length === 0) return undefined;
  return (declared) =>
    rivals.some((rival) => declared[rival] !== undefined) || companions.some((other) => declared[other] === undefined);
};

const isKeptField = (kind: AnyKind, name: string): boolean => {
  const { undeclared, auto, secret } = fieldFacts(kind, name);
  return !(name in fieldsOf(kind)) || undeclared === "keep" || auto === true || secret === true;
};

const NOTHING: Comparison = { fields: [], patch: {} };

/** Fields without those that are null or undefined: at the top level both mean "undeclared". */
const withoutAbsent = (fields: Fields): Fields => {
  for (const name in fields) {
    if (fields[name] !== undefined && fields[name] !== null) continue;
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
  }
  return fields;
};

/**
 * Compiles the comparator of a kind, or of one plugin where `subschema` is given.
 * Fields the gateway has and the descriptor lacks are compared only where they are declared.
 *
 * @param schema the gateway's answer to `/schemas/{kind}`
 * @param subschema the gateway's answer to `/schemas/plugins/{name}`
 */
export const compileComparator = (kind: AnyKind, schema: KongSchema, subschema?: KongSchema): Comparator => {
  const ofSubschema = kind.subschema?.of;
  const config = subschema === undefined ? undefined : configField(subschema);
  const whole = withHiddenFields(kind, schema);
  const fields = fieldMap((subschema === undefined ? whole : withSubschema(whole, subschema)).fields);
  const compiled: readonly CompiledField[] = [...fields]
    .filter(([name]) => !isComputed(kind, name))
    .map(([name, told]) => {
      const facts = fieldFacts(kind, name);
      const field = inNoOrder(told, facts);
      const isKept = isKeptField(kind, name);
      const absent = name === ofSubschema ? {} : absentValue(field);
      const isGone = isKept ? goesWith(kind, name) : undefined;
      return { name, field, facts, path: [name], isHashed: facts.hashed !== undefined, isKept, isGone, absent };
    });
  const compared = compiled.filter(({ facts }) => !facts.countsDown && !facts.writeOnly && !facts.carriesOwner);
  /** What the fields become that are not declared and not left alone. */
  const resets = Object.fromEntries(
    compared.flatMap(({ name, isKept, absent }) => (isKept || absent === null ? [] : [[name, absent]])),
  );
  const stored = compiled.filter(({ facts }) => facts.stored !== undefined);
  const secrets = mergedPlaces(
    secretsOfKind(kind),
    subschema === undefined ? undefined : secretsOfSchema(subschema.fields),
  );
  /** Fields with secrets inside, which are wrapped in place: a copy of what was declared. */
  const withSecretsInside =
    secrets?.type === "fields"
      ? [...secrets.fields].flatMap(([name, { type }]) => (type === "whole" ? [] : [name]))
      : [];

  /** What a coupling sets to its default is left to the gateway: sent along, it may set off another coupling. */
  const withoutImplied = (coupled: Record<string, unknown>, declared: Fields): Record<string, unknown> => {
    for (const [name, value] of Object.entries(coupled)) {
      const field = fields.get(name);
      if (value === declared[name] || field === undefined || isUnknown(value)) continue;
      if (sameFieldValue(field, value, absentValue(field))) delete coupled[name];
    }
    return coupled;
  };

  const normalise = (given: Fields): Fields => {
    let result = withoutAbsent(withoutShorthands(kind, given));
    for (const { name, facts } of stored) {
      const value = result[name];
      if (value !== undefined && !isUnknown(value)) result = { ...result, [name]: facts.stored?.(value) };
    }
    const settings = ofSubschema === undefined ? undefined : result[ofSubschema];
    if (ofSubschema !== undefined && config !== undefined && isRecord(settings) && hasAliases(config, settings)) {
      result = { ...result, [ofSubschema]: withoutAliases(config, settings) };
    }
    if (hasSecretPlace(result, secrets)) {
      const copy = { ...result };
      for (const name of withSecretsInside) if (copy[name] !== undefined) copy[name] = copied(copy[name]);
      wrapSecrets(copy, secrets);
      result = copy;
    }
    return kind.normalise === undefined ? result : withoutImplied(kind.normalise(result), result);
  };

  /** The differences in one field that is not surely the same. */
  const addDifferences = (
    { name, field, facts, path }: CompiledField,
    value: unknown,
    declared: Fields,
    live: Entity,
    found: Difference[],
  ): void => {
    const current = live[name];
    if (facts.hashed !== undefined) {
      const plain = reveal(value);
      const whole = { ...live, ...resets, ...declared };
      const expected = typeof plain === "string" ? facts.hashed(plain, whole) : undefined;
      // A hash that cannot be repeated says nothing: what is live is taken on trust.
      const isHash = current !== undefined && current !== null && facts.isOpaque?.(live) === true;
      if (expected === undefined && isHash && facts.isOpaque?.(whole) === true) return;
      if (expected !== reveal(current)) found.push({ path, from: current, to: value, send: value, isSecret: true });
      return;
    }
    if (name === ofSubschema && config === undefined && isRecord(value)) {
      // An unknown plugin's config: only what is declared can be compared.
      for (const [key, item] of Object.entries(value)) {
        const from = isRecord(current) ? current[key] : undefined;
        if (!sameValue(item, from)) found.push({ path: [name, key], from, to: item, send: item, isSecret: false });
      }
      return;
    }
    if (field.type === "foreign") {
      if (!isUnknown(value) && referenceId(value) === referenceId(current)) return;
      found.push({ path, from: current, to: value, send: value, isSecret: false });
      return;
    }
    if (facts.secret !== true) {
      differences(field, value, current, path, found);
      return;
    }
    const secret: Difference[] = [];
    differences(field, value, current, path, secret);
    for (const difference of secret) found.push({ ...difference, isSecret: true });
  };

  const comparisonOf = (found: readonly Difference[], declared: Fields, live: Entity): Comparison => ({
    fields: found.map(({ path, from, to, isSecret }) => ({
      path: path.join("."),
      from: shown(from, isSecret || hasSecret(to)),
      to: shown(to, isSecret),
    })),
    patch: withCompanions(kind, bodyOf(found), { ...live, ...declared }),
  });

  const compare = (declared: Fields, live: Entity, { ignoreChanges }: ComparisonOptions): Comparison => {
    if (ignoreChanges === "all") return NOTHING;
    const found: Difference[] = [];
    const conditional = conditionalDefaults(kind, declared);
    for (const compiled of compared) {
      const { name, isHashed, isKept, isGone, absent } = compiled;
      let value = declared[name];
      if (value === undefined) {
        if (isKept && isGone?.(declared) !== true) continue;
        value = conditional[name] ?? absent;
      }
      if (isHashed || !isSurelySame(value, live[name])) addDifferences(compiled, value, declared, live, found);
    }
    if (found.length === 0) return NOTHING;
    const kept = found.filter(({ path }) => !isIgnored(path, ignoreChanges));
    return kept.length === 0 ? NOTHING : comparisonOf(kept, declared, live);
  };

  return { normalise, compare };
};

/** Adds the fields that the gateway takes only together with those that are sent. */
const withCompanions = (kind: AnyKind, patch: Record<string, unknown>, entity: Fields): Record<string, unknown> => {
  for (const group of kind.together ?? []) {
    if (!group.some((name) => name in patch)) continue;
    for (const name of group) if (!(name in patch) && entity[name] !== undefined) patch[name] = entity[name];
  }
  return patch;
};

/** How a declaration wants to be compared. */
export const comparisonOptions = (declaration: Declaration): ComparisonOptions => declaration.lifecycle;
