/**
 * What is wrong with a declaration, for the person who wrote it: Kong's findings in terms of what was declared.
 * @module
 */
import { z } from "zod";
import type { AnyKind } from "./define.ts";
import { fieldFacts, fieldsOf, isComputed, kongSchema, unwrapped } from "./derive.ts";
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
  const own = shorthandFindings(kind, declared);
  const errors = validateEntity(kind, fields, options);
  if (errors === undefined) return own;
  const base = options.schema ?? kongSchema(kind, options.flavor);
  const schema = options.pluginSchema === undefined ? base : withSubschema(base, options.pluginSchema);
  return [
    ...own,
    ...issues(errors).flatMap((issue): readonly Finding[] => {
      const found = ofShorthand(kind, declared, own, issue);
      if (found === undefined) return [];
      if (found.message === UNKNOWN_FIELD) return [{ ...found, known: namesAt(kind, schema, found.path) }];
      const advice = adviceAt(kind, declared, found.path);
      return [advice === undefined ? found : { ...found, message: `${found.message}. ${advice}` }];
    }),
  ];
};
