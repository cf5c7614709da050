/**
 * What a schema says about a field, in sentences for its doc comment.
 * @module
 */
import { isSecretField, type KongEntityCheck, type KongField } from "../../model/kong-schema.ts";
import { isRecord } from "../../model/values.ts";
import { and, code, or, valueText } from "./words.ts";

const itemsOf = (
  { len_eq: exact, len_min: least, len_max: most }: KongField,
  one: string,
  several: string,
): readonly string[] => {
  const amount = (count: number): string => `${count} ${count === 1 ? one : several}`;
  if (exact !== undefined) return [`Exactly ${amount(exact)}.`];
  if (least !== undefined && least > 1 && most !== undefined) return [`From ${least} to ${amount(most)}.`];
  if (most !== undefined) return [`At most ${amount(most)}.`];
  // No text may be empty, unless its field says so.
  return least !== undefined && least > (one === "byte" ? 1 : 0) ? [`At least ${amount(least)}.`] : [];
};

const numberFacts = (field: KongField): readonly string[] => {
  const { between, gt } = field;
  const what = field.type === "integer" ? "A whole number" : "A number";
  if (between !== undefined) return [`${what} from ${between[0]} to ${between[1]}.`];
  if (gt !== undefined) return [`${what} above ${gt}.`];
  return field.type === "integer" && field.one_of === undefined ? [`${what}.`] : [];
};

const textFacts = (field: KongField): readonly string[] => [
  ...(field.uuid === true ? ["A UUID."] : []),
  ...(field.is_regex === true ? ["A regular expression."] : []),
  ...(field.starts_with === undefined ? [] : [`Begins with ${code(field.starts_with)}.`]),
  ...(field.match === undefined ? [] : [`Matches the Lua pattern ${code(field.match)}.`]),
  ...itemsOf(field, "byte", "bytes"),
];

const listFacts = (field: KongField): readonly string[] => [
  ...itemsOf(field, "item", "items"),
  ...(field.type === "set" ? ["Their order means nothing."] : []),
  ...(field.contains === undefined ? [] : [`One of them must be ${valueText(field.contains)}.`]),
  ...(field.mutually_exclusive_subsets ?? []).slice(0, 1).map(() => {
    const subsets = (field.mutually_exclusive_subsets ?? []).map((subset) =>
      and(subset.map((item) => valueText(item))),
    );
    return `Only items of one of these groups: ${subsets.join("; ")}.`;
  }),
  ...(field.elements === undefined ? [] : inside("Each item", field.elements)),
];

const mapFacts = (field: KongField): readonly string[] => [
  ...itemsOf(field, "entry", "entries"),
  ...(field.keys === undefined ? [] : inside("Each name", field.keys)),
  ...(field.values === undefined ? [] : inside("Each value", field.values)),
];

/** What holds for each part of a list or a map, behind who it is about. */
const inside = (who: string, field: KongField): readonly string[] => {
  if (field.type === "record") return [];
  const facts = constraintSentences(field);
  return facts.length === 0
    ? []
    : [`${who}: ${facts.map((fact) => fact.charAt(0).toLowerCase() + fact.slice(1)).join(" ")}`];
};

/** The constraints that the type itself does not show. */
export const constraintSentences = (field: KongField): readonly string[] => {
  const { not_one_of: forbidden, ne } = field;
  const besides = [
    ...(forbidden === undefined || forbidden.length === 0
      ? []
      : [`Not ${or(forbidden.map((value) => valueText(value)))}.`]),
    ...(ne === undefined || ne === null ? [] : [`Not ${valueText(ne)}.`]),
  ];
  switch (field.type) {
    case "integer":
    case "number":
      return [...numberFacts(field), ...besides];
    case "string":
      return [...textFacts(field), ...besides];
    case "array":
    case "set":
      return listFacts(field);
    case "map":
      return mapFacts(field);
    case "json":
      return ["Any JSON that the gateway's own schema for it takes."];
    default:
      return besides;
  }
};

/** How a field's secrets are kept, where it has any. */
export const secretSentences = (field: KongField, name: string): readonly string[] => {
  const isSecret = isSecretField(field, name) || field.elements?.encrypted === true;
  const parts = [field, field.elements, field.values];
  const isReferenceable = parts.some((part) => part?.referenceable === true);
  if (isSecret) {
    const vault = isReferenceable ? ", or a vault reference such as `{vault://env/name}`" : "";
    return [`A literal ends in the synthesized file; use a sensitive TerraformVariable${vault}.`];
  }
  return isReferenceable ? ["May be a vault reference such as `{vault://env/name}`."] : [];
};

/** What stands for a field that is not given. */
export const defaultSentence = (field: KongField, name: string): string => {
  const { default: value } = field;
  if (field.auto === true) return "made by the gateway, and kept";
  if (value !== undefined && value !== null) {
    // Kong makes such a default anew on each start, and who knows it knows a secret.
    return isSecretField(field, name) && value !== "" ? "made by the gateway" : valueText(value, field);
  }
  return field.type === "record" && field.required === true ? "what its own defaults say" : "none";
};

/** A field that a check speaks of. */
export interface CheckedField {
  /** Its path as properties. */
  readonly name: string;
  /** It has a value where none is given. */
  readonly isFilled: boolean;
}

type FieldAt = (path: string) => CheckedField;

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];

const anyOf = (values: readonly unknown[]): string => or(values.map((value) => valueText(value)));

/** Which values `if_match` means; undefined where they cannot be said in a few words. */
const condition = (match: unknown): string | undefined => {
  if (!isRecord(match)) return undefined;
  if (match["eq"] !== undefined) return match["eq"] === null ? "is not given" : `is ${valueText(match["eq"])}`;
  if (Array.isArray(match["one_of"])) return `is ${anyOf(match["one_of"])}`;
  if (Array.isArray(match["not_one_of"])) return `is not ${anyOf(match["not_one_of"])}`;
  return match["ne"] === null || match["required"] === true ? "is given" : undefined;
};

/** What `then_match` asks, said of one field and of several. */
const consequence = (match: unknown): readonly [one: string, several: string] | undefined => {
  if (!isRecord(match)) return undefined;
  if (match["required"] === true) return [NEEDED, "are needed"];
  if (match["eq"] === null) return ["must not be given", "must not be given"];
  if (match["eq"] !== undefined) return [`must be ${valueText(match["eq"])}`, `must each be ${valueText(match["eq"])}`];
  if (!Array.isArray(match["one_of"])) return undefined;
  return [`must be ${anyOf(match["one_of"])}`, `must each be ${anyOf(match["one_of"])}`];
};

const NEEDED = "is needed";

/** Several fields under one condition: `Where policy is "redis", host and port are needed.` */
interface Consequence {
  readonly when: string;
  readonly follows: readonly [one: string, several: string];
  readonly fields: string[];
}

const addConditional = (check: unknown, at: FieldAt, found: Map<string, string | Consequence>): void => {
  if (!isRecord(check)) return;
  const holds = condition(check["if_match"]);
  const follows = consequence(check["then_match"]);
  const field = at(String(check["then_field"]));
  if (holds === undefined || follows === undefined || (field.isFilled && follows[0] === NEEDED)) return;
  const when = `Where ${code(at(String(check["if_field"])).name)} ${holds},`;
  const key = `${when} ${follows[0]}`;
  const known = found.get(key);
  if (typeof known === "object") known.fields.push(code(field.name));
  else found.set(key, { when, follows, fields: [code(field.name)] });
};

const addConditionalAny = (check: unknown, at: FieldAt, found: Map<string, string | Consequence>): void => {
  if (!isRecord(check)) return;
  const fields = texts(check["then_at_least_one_of"]);
  const [only] = fields;
  if (fields.length === 1) addConditional({ ...check, then_field: only, then_match: { required: true } }, at, found);
  const holds = condition(check["if_match"]);
  if (holds === undefined || fields.length < 2) return;
  const names = fields.map((path) => code(at(path).name));
  const sentence = `Where ${code(at(String(check["if_field"])).name)} ${holds}, at least one of ${or(names)} ${NEEDED}.`;
  found.set(sentence, sentence);
};

const checkSentence = (check: string, argument: unknown, at: FieldAt): string | undefined => {
  const fields = texts(argument).map((path) => code(at(path).name));
  switch (check) {
    case "at_least_one_of":
      return `At least one of ${or(fields)} ${NEEDED}.`;
    case "only_one_of":
      return `Exactly one of ${or(fields)} ${NEEDED}.`;
    case "mutually_exclusive":
      return `At most one of ${or(fields)} may be given.`;
    case "mutually_required":
      return `${and(fields)} go together: all of them or none.`;
    case "distinct":
      return `${and(fields)} differ from each other.`;
    default:
      return undefined;
  }
};

/** The checks over several fields, as far as they are data and can be said in a few words. */
export const checkSentences = (checks: readonly KongEntityCheck[] | undefined, at: FieldAt): readonly string[] => {
  const found = new Map<string, string | Consequence>();
  const exact = new Set((checks ?? []).map((check) => String(check["only_one_of"])));
  for (const check of checks ?? []) {
    for (const [kind, argument] of Object.entries(check)) {
      if (kind === "conditional") addConditional(argument, at, found);
      else if (kind === "conditional_at_least_one_of") addConditionalAny(argument, at, found);
      else if (kind !== "at_least_one_of" || !exact.has(String(argument))) {
        const sentence = checkSentence(kind, argument, at);
        if (sentence !== undefined) found.set(sentence, sentence);
      }
    }
  }
  return [...found.values()].map((one) =>
    typeof one === "string" ? one : `${one.when} ${and(one.fields)} ${one.follows[one.fields.length === 1 ? 0 : 1]}.`,
  );
};
