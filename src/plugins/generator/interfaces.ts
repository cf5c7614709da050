/**
 * The interfaces of a plugin's settings, written from its schema.
 * @module
 */
import type { KongField } from "../../model/kong-schema.ts";
import { isListed, propertiesOf, propertyOf } from "../properties.ts";
import { freeName, pascalCase, propertyText, TAKEN_TYPES } from "./identifiers.ts";
import { checkSentences, constraintSentences, defaultSentence, secretSentences } from "./prose.ts";
import { replacementOf } from "./sentences.ts";
import { flat, named, propertyLines, type TypeText, unionOf } from "./types.ts";
import { code, comment } from "./words.ts";

/** Gives the sentence about a field, by its dotted path in Kong's names; undefined where none helps. */
export type Sentences = (path: string) => string | undefined;

/** What the schema of a gateway says about a field; no tag, whatever it begins with. The bundled schemas say nothing. */
export const descriptionIn = (field: object): string | undefined =>
  "description" in field && typeof field.description === "string" && field.description.trim() !== ""
    ? field.description.trim().replace(/^@/, "\\@")
    : undefined;

/** Whether a record cannot do without this field. */
export const isMandatory = (field: KongField): boolean => {
  const hasDefault = field.default !== undefined && field.default !== null;
  if (field.required !== true || field.auto === true || hasDefault) return false;
  if (!isListed(field)) return field.type !== "record";
  return [...propertiesOf(field).values()].some(({ schema, isOld }) => !isOld && isMandatory(schema));
};

const RESOLVABLE = named("Resolvable");
const NULL = named("null");
const UNKNOWN = named("unknown");

/** What every object has already: a property of another type would refuse all objects that do not give one. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype).filter((name) => !name.startsWith("__")));

/** Names get long: what lies deeper is named by its plugin and its own name. */
const DEEPEST_NAME = 5;

const literal = (value: unknown): TypeText | undefined =>
  value === null || ["string", "number", "boolean"].includes(typeof value) ? named(JSON.stringify(value)) : undefined;

export class Interfaces {
  readonly texts: string[] = [];
  readonly #prefix: string;
  readonly #sentences: Sentences;
  readonly #taken: Set<string>;
  #root: KongField = { type: "record" };

  constructor(prefix: string, sentences: Sentences) {
    this.#prefix = prefix;
    this.#sentences = sentences;
    this.#taken = new Set(TAKEN_TYPES);
  }

  /** Writes the interface of a record and those of the records in it, which stand behind it. Gives its name. */
  write(
    record: KongField,
    path: readonly string[],
    docs: readonly string[],
    called = (name: string): string => name,
  ): string {
    const at = path.length > DEEPEST_NAME ? path.slice(-1) : path;
    if (path.length === 0) this.#root = record;
    const wanted = path.length === 0 ? `${this.#prefix}Config` : called(this.#prefix + pascalCase(at.join("_"), ""));
    const name = freeName(wanted, this.#taken);
    const place = this.texts.length;
    this.texts.push("");
    const lines = [...propertiesOf(record)].flatMap(([property, { field, schema, isOld }]) => {
      const inner = [...path, field];
      const isOptional = isOld || !isMandatory(schema);
      const head = `  readonly ${propertyText(property)}${isOptional ? "?" : ""}`;
      return [
        ...comment(this.#docsOf(record, field, schema, inner, isOptional, isOld), "  "),
        ...propertyLines(head, INHERITED.has(property) ? UNKNOWN : this.#typeOf(schema, inner, isOptional)),
      ];
    });
    // An empty interface would take anything.
    const open = `export type ${name} = Readonly<Record<string, ${isListed(record) ? "never" : "unknown"}>>;`;
    const body = lines.length === 0 ? [open] : [`export interface ${name} {`, ...lines, "}"];
    this.texts[place] = [...comment(docs), ...body].join("\n");
    return name;
  }

  #docsOf(
    record: KongField,
    field: string,
    schema: KongField,
    path: readonly string[],
    isOptional: boolean,
    isOld: boolean,
  ): readonly string[] {
    const sentence = this.#sentences(path.join(".")) ?? descriptionIn(schema);
    const constraints = isOld ? [] : constraintSentences(schema);
    const facts = [...(sentence === undefined ? [] : [sentence]), ...constraints, ...secretSentences(schema, field)];
    return [
      ...(facts.length === 0 ? [] : [facts.join(" ")]),
      ...(isOptional && !isOld ? [`@default - ${defaultSentence(schema, field)}`] : []),
      ...deprecation(record, field, schema, isOld),
    ];
  }

  #typeOf(field: KongField, path: readonly string[], isOptional: boolean): TypeText {
    const type = this.#valueOf(field, path, true);
    const { default: value } = field;
    // Without a default null is what an absent one is.
    const canBeEmptied = isOptional && field.required !== true && value !== undefined && value !== null;
    return canBeEmptied && flat(type) !== "unknown" ? unionOf(type, NULL) : type;
  }

  /** The type of a value; a token may stand for it where it is a property, and for the whole list elsewhere. */
  #valueOf(field: KongField, path: readonly string[], isProperty: boolean): TypeText {
    const orToken = (type: TypeText): TypeText => (isProperty ? unionOf(type, RESOLVABLE) : type);
    const reference = field.referenceable === true ? [named("VaultReference")] : [];
    if (field.eq === null) return NULL;
    if (field.one_of !== undefined && !["array", "set", "map", "record"].includes(field.type)) {
      const values = field.one_of.map(literal);
      const known = values.filter((value) => value !== undefined);
      // A gateway that offers nothing to choose from takes nothing.
      if (values.length === 0) return orToken(named("never"));
      if (known.length === values.length) return orToken(unionOf(...known, ...reference));
    }
    switch (field.type) {
      case "string":
        return named("string");
      case "integer":
      case "number":
        return orToken(unionOf(named("number"), ...reference));
      case "boolean":
        return orToken(unionOf(named("boolean"), ...reference));
      case "array":
      case "set": {
        const element = field.elements === undefined ? UNKNOWN : this.#itemOf(field.elements, path);
        return orToken({ type: "list", element });
      }
      case "map":
        return this.#mapOf(field, path);
      case "record":
        return this.#recordOf(field, path);
      case "foreign":
        return named("{ readonly id: string }");
      default:
        return UNKNOWN;
    }
  }

  /** What is in a list or a map: a record is called by the singular of its field. */
  #itemOf(item: KongField, path: readonly string[]): TypeText {
    if (!isListed(item) || propertiesOf(item).size === 0) return this.#valueOf(item, path, false);
    const docs = [`One of ${code(pathIn(this.#root, path))}.`, ...checksOf(item)];
    return named(this.write(item, path, docs, (name) => name.replace(/(?<=[^s])s$/, "")));
  }

  #mapOf(field: KongField, path: readonly string[]): TypeText {
    const key = field.keys === undefined ? named("string") : this.#valueOf(field.keys, path, false);
    const value = field.values === undefined ? UNKNOWN : this.#itemOf(field.values, path);
    const isChoice = field.keys?.one_of !== undefined;
    return { type: "map", key: isChoice || flat(key) === "string" ? key : named("string"), value, isPartial: isChoice };
  }

  #recordOf(field: KongField, path: readonly string[]): TypeText {
    if (!isListed(field)) return { type: "map", key: named("string"), value: UNKNOWN, isPartial: false };
    if (propertiesOf(field).size === 0) {
      return { type: "map", key: named("string"), value: named("never"), isPartial: false };
    }
    const sentence = this.#sentences(path.join(".")) ?? descriptionIn(field);
    const where = code(pathIn(this.#root, path));
    return named(this.write(field, path, [sentence ?? `The settings in ${where}.`, ...checksOf(field)]));
  }
}

/** A field's path, from a record on, as properties. */
const pathIn = (record: KongField, path: readonly string[]): string => {
  let schema: KongField | undefined = record;
  return path
    .map((part) => {
      while (schema?.type !== "record" && schema !== undefined) schema = schema.elements ?? schema.values;
      const property: ReturnType<typeof propertyOf> = isListed(schema) ? propertyOf(schema, part) : undefined;
      schema = property?.schema;
      return property?.name ?? part;
    })
    .join(".");
};

/** A record's checks over several of its fields. */
export const checksOf = (record: KongField, checks = record.entity_checks, before?: string): readonly string[] =>
  checkSentences(checks, (path) => {
    const parts = path.split(".");
    const inside = parts[0] === before ? parts.slice(1) : parts;
    const value = fieldAt(record, inside)?.default;
    return { name: pathIn(record, inside), isFilled: value !== undefined && value !== null };
  });

const fieldAt = (record: KongField, path: readonly string[]): KongField | undefined =>
  path.reduce<KongField | undefined>(
    (schema, part) => (isListed(schema) ? propertyOf(schema, part)?.schema : undefined),
    record,
  );

/** What stands in place of a deprecated field, from the record that it is in. */
const deprecation = (
  record: KongField,
  field: string,
  { deprecation: said = {} }: KongField,
  isOld: boolean,
): readonly string[] => {
  const isDeprecated = isOld || Object.keys(said).length > 0;
  if (!isDeprecated) return [];
  const told = (said.replaced_with ?? []).map(({ path }) => path);
  const known = replacementOf(field) ?? [];
  const paths = told.length > 0 || fieldAt(record, known) === record ? told : [known];
  const places = paths.filter((path) => fieldAt(record, path) !== undefined).map((path) => code(pathIn(record, path)));
  const instead = places.length === 0 ? "" : `Use ${places.join(" and ")} instead.`;
  const until = said.removal_in_version === undefined ? "" : `Kong ${said.removal_in_version} removes it.`;
  return [`@deprecated ${[instead, until].filter((part) => part !== "").join(" ") || "It is an old name."}`];
};
