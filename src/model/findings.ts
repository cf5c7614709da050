/**
 * What is wrong with a declaration, for the person who wrote it: Kong's findings in terms of what was declared.
 * @module
 */
import { z } from "zod";
import type { AnyKind } from "./define.ts";
import { fieldFacts, fieldsOf, isComputed, kongSchema, unwrapped } from "./derive.ts";
import { exposedKeys } from "./exposed-keys.ts";
import { factsOf } from "./facts.ts";
import { fieldMap, type KongField, type KongSchema } from "./kong-schema.ts";
import { MASK, reveal, Secret } from "./secret.ts";
import { isUnknown } from "./validate.ts";
import { type ValidateEntityOptions, validateEntity, withSubschema } from "./validate-entity.ts";
import { isRecord } from "./values.ts";
import { type Issue, issues } from "./violations.ts";

type Fields = Readonly<Record<string, unknown>>;

/** One thing that is wrong with a declaration. */
export interface Finding extends Issue {
  /** Of a name that is unknown: the names that are known in its place. */
  readonly known?: readonly string[];
}

const UNKNOWN_FIELD = "unknown field";
const MISSING_FIELD = "required field missing";

interface Shorthand {
  readonly name: string;
  readonly sets: readonly string[];
  readonly check: (value: unknown) => string | undefined;
  readonly expand: (value: unknown) => Fields;
}

const shorthands = new Map<AnyKind, readonly Shorthand[]>();

const shorthandsOf = (kind: AnyKind): readonly Shorthand[] => {
  let found = shorthands.get(kind);
  if (found === undefined) {
    found = Object.keys(fieldsOf(kind)).flatMap((name) => {
      const { writeOnly: expand, shorthand } = fieldFacts(kind, name);
      return expand === undefined || shorthand === undefined ? [] : [{ name, expand, ...shorthand }];
    });
    shorthands.set(kind, found);
  }
  return found;
};

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/**
 * What is wrong with the write-only shorthands of a declaration: one that stands for nothing, or that says something
 * else than a field beside it, over which it would win without a word.
 *
 * @example
 * shorthandFindings(service, { url: "orders:8080" }) // [{ path: ["url"], message: "'orders:8080' is no URL. …" }]
 */
export const shorthandFindings = (kind: AnyKind, declared: Fields): readonly Finding[] => {
  const given = shorthandsOf(kind).filter(({ name }) => !isAbsent(declared[name]));
  return given.flatMap((shorthand) => findingsOfShorthand(shorthand, declared));
};

const findingsOfShorthand = ({ name, sets, check, expand }: Shorthand, declared: Fields): readonly Finding[] => {
  const value = reveal(declared[name]);
  if (isAbsent(value) || isUnknown(value)) return [];
  const message = check(value);
  if (message !== undefined) {
    const isSecret = declared[name] instanceof Secret;
    return [{ path: [name], message: isSecret ? message.replaceAll(String(value), MASK) : message }];
  }
  const meant = expand(value);
  return sets
    .filter((field) => {
      const given = reveal(declared[field]);
      return field in meant && !isAbsent(given) && !isUnknown(given) && given !== meant[field];
    })
    .map((field) => ({
      path: [name],
      message: `it sets '${field}' too, to something else than '${field}' says. Keep one of the two.`,
    }));
};

/** A finding about a field that a shorthand sets, or could set, in the shorthand's name; undefined where that has its own. */
const ofShorthand = (kind: AnyKind, declared: Fields, own: readonly Finding[], found: Finding): Finding | undefined => {
  const [field = ""] = found.path;
  for (const { name, sets } of shorthandsOf(kind)) {
    if (!sets.includes(field)) continue;
    if (own.some(({ path }) => path[0] === name)) return undefined;
    if (isAbsent(declared[name])) {
      return found.message === MISSING_FIELD
        ? { ...found, message: `${MISSING_FIELD}: give ${name}, or ${field}` }
        : found;
    }
    if (isAbsent(declared[field]) && !isUnknown(declared[name])) {
      return { path: [name], message: `it sets '${field}': ${found.message}` };
    }
  }
  return found;
};

/** The names of a record's fields, where the path's last part is one of them. */
const namesAt = (kind: AnyKind, schema: KongSchema, path: readonly string[]): readonly string[] => {
  if (path.length === 1) {
    const inSchema = [...fieldMap(schema.fields).keys()].filter((name) => !isComputed(kind, name));
    const hidden = Object.keys(fieldsOf(kind)).filter((name) => fieldFacts(kind, name).hiddenFromSchema === true);
    return [...inSchema, ...hidden];
  }
  let field: KongField | undefined = { type: "record", fields: schema.fields };
  for (const part of path.slice(0, -1)) {
    // An error in a map's value does not say under which key.
    while (field?.type === "map") field = field.values;
    field = field?.type === "record" ? fieldMap(field.fields).get(part) : field?.elements;
  }
  while (field?.type === "map") field = field.values;
  return [...fieldMap(field?.fields).keys()];
};

/** What the descriptor advises about a refused value: `Write it in capitals: GET.` */
const adviceAt = (kind: AnyKind, declared: Fields, path: readonly string[]): string | undefined => {
  let schema: z.core.$ZodType | undefined = kind.schema;
  let value: unknown = declared;
  for (const part of path) {
    const type: z.core.$ZodType | undefined = schema === undefined ? undefined : unwrapped(schema);
    schema = type instanceof z.ZodArray ? type.element : type instanceof z.ZodObject ? type.shape[part] : undefined;
    value = Array.isArray(value) ? value[Number(part)] : isRecord(value) ? value[part] : undefined;
  }
  return schema === undefined || typeof value !== "string" ? undefined : factsOf(schema).advice?.(value);
};

/** What Kong's sentences are called for people who declare: it speaks of its own types and of the library that reads keys. */
const IN_WORDS: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/^expected an? (?:set|array)$/, "expected a list"],
  [/^invalid certificate: /, "it is no certificate in PEM form"],
  [/^invalid key: /, "it is no private key in PEM form"],
];

const inWords = (message: string): string => IN_WORDS.find(([pattern]) => pattern.test(message))?.[1] ?? message;

/** A reference that the entity's subschema does not take: a plugin that acts on no consumer. */
const scopeRefused = (
  kind: AnyKind,
  schema: KongSchema,
  declared: Fields,
  path: readonly string[],
): string | undefined => {
  const [field = ""] = path;
  if (path.length !== 1 || kind.scope?.includes(field) !== true) return undefined;
  const name = reveal(declared[kind.subschema?.name ?? ""]);
  if (fieldMap(schema.fields).get(field)?.eq !== null || typeof name !== "string") return undefined;
  return `${name} cannot be scoped to a ${field.replaceAll("_", " ")}`;
};

const NULL_WANTED = "value must be null";
const CONDITION_FAILED = "failed conditional validation given value of field ";

const sameNames = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((name, index) => name === right[index]);

const valueAt = (values: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), values);

/** The conditions of an entity and of the records in it, each with where it stands. */
const conditionsOf = (
  record: Pick<KongField, "fields" | "entity_checks">,
  path: readonly string[] = [],
): readonly Condition[] => [
  ...(record.entity_checks ?? []).flatMap(({ conditional }): readonly Condition[] => {
    if (!isRecord(conditional) || conditional["then_err"] !== undefined) return [];
    const { if_field: when, then_field: consequence } = conditional;
    return typeof when === "string" && typeof consequence === "string"
      ? [{ path, when, consequence: consequence.split(".") }]
      : [];
  }),
  ...[...fieldMap(record.fields)].flatMap(([name, field]) =>
    field.type === "record" ? conditionsOf(field, [...path, name]) : [],
  ),
];

/** What a field must be depends on another one. */
interface Condition {
  readonly path: readonly string[];
  readonly when: string;
  readonly consequence: readonly string[];
}

/** Kong says of a condition that it failed, and of the field why: one sentence of both. */
const withConditions = (schema: KongSchema, fields: Fields, found: readonly Issue[]): readonly Issue[] => {
  if (!found.some(({ message }) => message.startsWith(CONDITION_FAILED))) return found;
  const conditions = conditionsOf(schema);
  const isSaid = new Set<Issue>();
  const reasons = new Map<Issue, Issue>();
  for (const issue of found) {
    for (const { path, when, consequence } of conditions) {
      if (issue.message !== `${CONDITION_FAILED}'${when}'` || !sameNames(issue.path, path)) continue;
      const reason = found.find((other) => !reasons.has(other) && sameNames(other.path, [...path, ...consequence]));
      if (reason === undefined) continue;
      isSaid.add(issue);
      const value = valueAt(fields, [...path, ...when.split(".")]);
      const shown = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
      const where = `where '${when}' is ${shown ? String(value) : "what it is"}`;
      const message =
        reason.message === MISSING_FIELD
          ? `it is needed ${where}`
          : reason.message === NULL_WANTED
            ? `it cannot be given ${where}`
            : `${inWords(reason.message)}, ${where}`;
      reasons.set(reason, { path: reason.path, message });
      break;
    }
  }
  return found.flatMap((issue) => (isSaid.has(issue) ? [] : [reasons.get(issue) ?? issue]));
};

/**
 * What is wrong with a declaration of a kind; empty where nothing is.
 *
 * @param declared the fields as they were declared, shorthands included
 * @param fields the fields to validate: the declared ones, or those with shorthands expanded and references resolved
 *
 * @example
 * findings(route, { methods: ["get"] }) // [{ path: ["methods", "0"], message: "invalid value: get. Write it in capitals: GET." }]
 */
export const findings = (
  kind: AnyKind,
  declared: Fields,
  fields: Fields = declared,
  options: ValidateEntityOptions = {},
): readonly Finding[] => {
  const own = [...shorthandFindings(kind, declared), ...exposedKeys(kind, declared)];
  const errors = validateEntity(kind, fields, options);
  if (errors === undefined) return own;
  const base = options.schema ?? kongSchema(kind, options.flavor);
  const schema = options.pluginSchema === undefined ? base : withSubschema(base, options.pluginSchema);
  return [
    ...own,
    ...withConditions(schema, fields, issues(errors)).flatMap((issue): readonly Finding[] => {
      const found = ofShorthand(kind, declared, own, issue);
      if (found === undefined) return [];
      if (found.message === UNKNOWN_FIELD) return [{ ...found, known: namesAt(kind, schema, found.path) }];
      const advice = adviceAt(kind, declared, found.path);
      const message = scopeRefused(kind, schema, declared, found.path) ?? inWords(found.message);
      return [{ ...found, message: advice === undefined ? message : `${message}. ${advice}` }];
    }),
  ];
};
