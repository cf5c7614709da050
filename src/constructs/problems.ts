/** What is wrong with one resolved entity by itself, in the declaration's own words. @module */
import { z } from "zod";
import { DELETION_POLICIES, isIdPinnable, secretAttributesOf } from "../model/attribute-names.ts";
import { ADOPT_MODES, Template } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldFacts, fieldsOf, isComputed, referencesOf, unwrapped } from "../model/derive.ts";
import { findings } from "../model/findings.ts";
import { didYouMean } from "../model/nearest.ts";
import { secretsOfKind, wrapSecrets } from "../model/secret-places.ts";
import { isRecord, isUuid } from "../model/values.ts";
import { readLiterals } from "./literal.ts";
import { camelCase } from "./names.ts";
import type { ResolvedEntity } from "./resolved.ts";

/**
 * A field's path as properties: the keys of maps and of plugin settings stay as they are.
 *
 * @example
 * propertyPath(upstream, ["healthchecks", "active", "http_path"]) // "healthchecks.active.httpPath"
 */
export const propertyPath = (kind: AnyKind, path: readonly string[]): string => {
  let schema: z.core.$ZodType | undefined = kind.schema;
  let text = "";
  for (const part of path) {
    const type: z.core.$ZodType | undefined = schema === undefined ? undefined : unwrapped(schema);
    const dot = text === "" ? "" : ".";
    if (type instanceof z.ZodArray) {
      text += `[${part}]`;
      schema = type.element;
    } else if (type instanceof z.ZodObject) {
      text += `${dot}${camelCase(part)}`;
      schema = type.shape[part];
    } else {
      text += `${dot}${part}`;
      schema = type instanceof z.ZodRecord ? type.valueType : undefined;
    }
  }
  return text;
};

/** Kong's sentence with the names of fields as properties: `'strip_path'` → `'stripPath'`. */
const inProperties = (kind: AnyKind, sentence: string): string =>
  sentence.replace(/'([a-z_]+)'/g, (quoted, name: string) =>
    name in kind.schema.shape ? `'${camelCase(name)}'` : quoted,
  );

/** References given as text must be ids, not names. */
const referenceProblems = (kind: AnyKind, entity: ResolvedEntity): readonly string[] =>
  referencesOf(kind).flatMap(({ field, kind: wanted }) => {
    const value = entity[field];
    const id = isRecord(value) ? value["id"] : undefined;
    if (id === undefined || id instanceof Template || isUuid(id)) return [];
    return [
      `KG_REFERENCE_INVALID: ${camelCase(field)} must be one of ${wanted} or an id; ${JSON.stringify(id)} is no id. ` +
        "Refer to what another team owns through existing(this, …).",
    ];
  });

type Attributes = Readonly<Record<string, unknown>>;

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

const choiceProblems = (attributes: Attributes, name: string, allowed: readonly string[]): readonly string[] => {
  const value = readLiterals(attributes[name]);
  if (!isGiven(value) || value instanceof Template || allowed.some((item) => item === value)) return [];
  const hint = typeof value === "string" ? didYouMean(value, allowed) : "";
  return [`KG_ATTRIBUTE_INVALID: ${camelCase(name)} must be one of ${allowed.join(", ")}.${hint}`];
};

/**
 * The sentences about attributes that are no fields: what is done with the entity, and secrets that are given twice.
 *
 * @example
 * attributeProblems(keyAuth, { key: "k", key_wo: "k" }) // ["KG_ATTRIBUTE_INVALID: keyWo says what key says. …"]
 */
export const attributeProblems = (kind: AnyKind, attributes: Attributes): readonly string[] => {
  const secrets = [...secretAttributesOf(kind).values()];
  const read = [
    ...Object.keys(fieldsOf(kind)).filter((field) => isComputed(kind, field)),
    ...(isIdPinnable(kind) ? [] : ["id"]),
  ];
  const computed = read.filter((name) => isGiven(attributes[name]));
  return [
    ...computed.map((field) => `KG_ATTRIBUTE_INVALID: ${camelCase(field)} is computed; leave it out.`),
    ...choiceProblems(attributes, "adopt", ADOPT_MODES),
    ...choiceProblems(attributes, "deletion_policy", DELETION_POLICIES),
    ...secrets.flatMap(({ name, twin, isWriteOnly }) =>
      isWriteOnly && twin !== undefined && isGiven(attributes[name]) && isGiven(attributes[twin])
        ? [`KG_ATTRIBUTE_INVALID: ${camelCase(name)} says what ${camelCase(twin)} says. Give one of the two.`]
        : [],
    ),
    ...secrets
      .filter(({ name, isMerged }) => isMerged && isGiven(attributes[name]) && !isRecord(attributes[name]))
      .filter(({ name }) => !(readLiterals(attributes[name]) instanceof Template))
      .map(({ name }) => `KG_ATTRIBUTE_INVALID: ${camelCase(name)} must be an object with Kong's field names.`),
  ];
};

/** The fields as the model's validation takes them, and how much of them can be judged before the run. */
const judgeable = (kind: AnyKind, entity: ResolvedEntity) => {
  const fields: Record<string, unknown> = {};
  let isWhole = true;
  for (const [field, value] of Object.entries(entity)) {
    const facts = fieldFacts(kind, field);
    // The schema of the open-source edition does not know it; the gateway will say whether it does.
    if (facts.offered !== undefined) continue;
    if (facts.writeOnly !== undefined && value instanceof Template) {
      // What the shorthand will set cannot be missed yet.
      isWhole = false;
      continue;
    }
    fields[field] = value;
  }
  wrapSecrets(fields, secretsOfKind(kind));
  const isExpression = Object.keys(entity).some((field) => fieldFacts(kind, field).flavor === "expressions");
  return {
    fields,
    options: {
      mode: isWhole ? ("complete" as const) : ("given" as const),
      flavor: isExpression ? ("expressions" as const) : ("traditional" as const),
    },
  };
};

/**
 * The sentences about one entity, each behind its code; empty when nothing is wrong.
 *
 * @example
 * problemsOf(service, { host: "h", read_timeout: 0 })
 * // ["KG_INVALID: readTimeout: value should be between 1 and 2147483646"]
 */
export const problemsOf = (kind: AnyKind, entity: ResolvedEntity): readonly string[] => {
  const { fields, options } = judgeable(kind, entity);
  const references = new Set(referencesOf(kind).map(({ field }) => field));
  const found = findings(kind, fields, fields, options);
  return [
    ...referenceProblems(kind, entity),
    ...found.flatMap(({ path, message, known }) => {
      const [field = ""] = path;
      if (references.has(field) && path.length > 1) return [];
      const property = propertyPath(kind, path);
      // A record of which no field is known is one of an edition that is not known here.
      if (known?.length === 0) return [];
      if (known !== undefined) {
        const hint = didYouMean(camelCase(path.at(-1) ?? ""), known.map(camelCase));
        const extra = " A field that only a newer gateway knows goes into 'extra'.";
        return [`KG_ATTRIBUTE_UNKNOWN: there is no property '${property}'.${hint === "" ? extra : hint}`];
      }
      const sentence = inProperties(kind, message);
      return [`KG_INVALID: ${property === "" ? "" : `${property}: `}${sentence}`];
    }),
  ];
};
