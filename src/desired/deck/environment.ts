/**
 * Values of the environment in a parsed file: which of its values they are, and that each stays in the place where its
 * expression stands.
 * @module
 */
import type { KongruentError } from "../../model/errors.ts";
import { isVaultReference } from "../../model/secret.ts";
import { isRecord } from "../../model/values.ts";
import * as refuse from "./errors.ts";
import type { Expression, Template } from "./template.ts";
import { readYaml, resolvePlain, type YamlText } from "./yaml.ts";

/** A value that came from the environment, or a text with such a value in it. */
export class Given {
  /** As YAML read it: text, number, boolean or null. */
  readonly value: unknown;
  /** As it was in the environment, where it is all of the value and no function made it another type. */
  readonly text: string | undefined;
  constructor(value: unknown, text: string | undefined) {
    this.value = value;
    this.text = text;
  }
}

/** A value without the mark of where it came from; not deep. */
export const plain = (value: unknown): unknown => (value instanceof Given ? value.value : value);

/** What a value did beyond its place; it is not repeated. */
class Broken extends Error {}

const STAYS_ELSE = "it changes other parts of the file.";
const LOSES_LINES = "its lines would be folded into one.";
const CUT = "YAML would take a part of it for a comment.";

/** What a text is within double quotes; undefined where it would end them. */
const unescaped = (text: string): string | undefined => {
  if (!/^(?:[^"\\]|\\.)*$/s.test(text)) return undefined;
  const { value, problems } = readYaml(`"${text}"`);
  return problems.length === 0 && typeof value === "string" ? value : undefined;
};

/** The ways in which YAML may read a text and lose nothing: as it is, within quotes of either kind, or in quotes of its own. */
const READINGS: readonly ((text: string) => string | undefined)[] = [
  (text) => text,
  unescaped,
  (text) => text.replaceAll("''", "'"),
  (text) => {
    const quoted = text.trim();
    const [quote] = quoted;
    if (quoted.length < 2 || (quote !== '"' && quote !== "'") || !quoted.endsWith(quote)) return undefined;
    const inner = quoted.slice(1, -1);
    return quote === '"' ? unescaped(inner) : inner.replaceAll("''", "'");
  },
];

/** Line breaks and indentation are YAML's; anything else is the value's. */
const essence = (text: string): string => text.replace(/\s+/g, "");

/** Whether a text that was read holds all of what was put into it. */
const holdsAll = (written: string, within: readonly Expression[], rendered: string): boolean =>
  READINGS.some((reading) => {
    let expected = written;
    for (const { placeholder, value } of within) {
      const read = reading(value);
      if (read === undefined) return false;
      expected = expected.replace(placeholder, () => read);
    }
    return essence(expected) === essence(rendered);
  });

/** Offsets in the file of lists and mappings that stand in values of the environment. */
type Places = Map<object, number>;

/** The value that takes the place of a text with expressions in it. */
const valueFor = (written: string, within: readonly Expression[], rendered: unknown, places: Places): unknown => {
  const [first] = within;
  const only = within.length === 1 && first !== undefined && written === first.placeholder ? first : undefined;
  const given = within.map(({ value }) => value);
  const why = given.some((value) => /\s#/.test(value)) ? CUT : STAYS_ELSE;
  if (typeof rendered === "string") {
    if (given.some((value) => value.trimEnd().includes("\n")) && !rendered.includes("\n"))
      throw new Broken(LOSES_LINES);
    if (!holdsAll(written, within, rendered)) throw new Broken(why);
    return new Given(rendered, only?.isConverted === false ? only.value : undefined);
  }
  if (only === undefined) throw new Broken(why);
  const text = only.value.trim();
  if (typeof rendered === "object" && rendered !== null) {
    // In braces like a mapping, and never meant as one.
    if (isVaultReference(text)) return new Given(text, undefined);
    // A list or a mapping is meant where it is written out on its own: ["a", "b"].
    if (/^[[{]/.test(text)) return givenLeaves(rendered, only.offset, places);
    throw new Broken(STAYS_ELSE);
  }
  if (!Object.is(resolvePlain(text), rendered)) throw new Broken(why);
  return new Given(rendered, only.isConverted ? undefined : only.value);
};

/** A list or mapping that is a value of the environment: its place is the expression's. */
const givenLeaves = (value: unknown, offset: number, places: Places): unknown => {
  if (typeof value !== "object" || value === null) return new Given(value, undefined);
  const copy = Array.isArray(value)
    ? value.map((item) => givenLeaves(item, offset, places))
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, givenLeaves(item, offset, places)]));
  places.set(copy, offset);
  return copy;
};

/** Puts the rendered values into the tree that was read with placeholders, and checks that nothing else differs. */
const fill = (
  tree: YamlText,
  rendered: unknown,
  expressions: readonly Expression[],
  word: string,
  places: Places,
): unknown => {
  const seen = new Set<object>();
  const byPlaceholder = new Map(expressions.map((expression) => [expression.placeholder, expression]));
  const pattern = new RegExp(`${word}\\d+Z`, "g");
  const within = (text: string): readonly Expression[] =>
    text.includes(word) ? (text.match(pattern) ?? []).flatMap((found) => byPlaceholder.get(found) ?? []) : [];
  const visit = (left: unknown, right: unknown): unknown => {
    if (typeof left === "string") {
      const found = within(left);
      if (found.length > 0) return valueFor(left, found, right, places);
    }
    if (typeof left !== "object" || left === null) {
      if (!Object.is(left, right)) throw new Broken(STAYS_ELSE);
      return left;
    }
    if (seen.has(left)) return left;
    seen.add(left);
    if (Array.isArray(left)) {
      if (!Array.isArray(right) || right.length !== left.length) throw new Broken(STAYS_ELSE);
      for (const [index, item] of left.entries()) left[index] = visit(item, right[index]);
      return left;
    }
    if (!isRecord(left) || !isRecord(right) || Object.keys(left).length !== Object.keys(right).length) {
      throw new Broken(STAYS_ELSE);
    }
    for (const [key, item] of Object.entries(left)) {
      const found = within(key);
      const renderedKey = found.reduce((text, { placeholder, value }) => text.replaceAll(placeholder, value), key);
      if (!Object.hasOwn(right, renderedKey)) throw new Broken(STAYS_ELSE);
      if (found.length > 0) delete left[key];
      left[renderedKey] = visit(item, right[renderedKey]);
    }
    return left;
  };
  return visit(tree.value, rendered);
};

/** How often the file is read again to find whose value it is. */
const MOST_TRIES = 64;

/**
 * The expressions whose values do not stay in their places, each with the reason. Halved until one is left, because a file
 * may have thousands.
 */
const culprits = (template: Template, word: string): readonly (readonly [Expression, string])[] => {
  let tries = 0;
  const whyBroken = (some: readonly Expression[]): string | undefined => {
    tries++;
    const chosen = new Set(some);
    const full = readYaml(template.render((each) => (chosen.has(each) ? each.value : each.placeholder)));
    // What a parser says may quote the value.
    if (full.problems.length > 0) return "with it the file is no YAML any more.";
    try {
      fill(readYaml(template.render(({ placeholder }) => placeholder)), full.value, some, word, new Map());
      return undefined;
    } catch (error) {
      if (error instanceof Broken) return error.message;
      throw error;
    }
  };
  const search = (some: readonly Expression[]): readonly (readonly [Expression, string])[] => {
    const [first] = some;
    if (first === undefined || tries >= MOST_TRIES) return [];
    const why = whyBroken(some);
    if (why === undefined) return [];
    if (some.length === 1) return [[first, why]];
    const middle = some.length >> 1;
    return [...search(some.slice(0, middle)), ...search(some.slice(middle))];
  };
  return search(template.expressions);
};

/** The quotes that an expression stands in and that its value would end; undefined where it is neither. */
const quoteEnded = (bare: string, { placeholder, value }: Expression): string | undefined => {
  const at = bare.indexOf(placeholder);
  const before = bare.slice(bare.lastIndexOf("\n", at) + 1, at);
  const [, quote] = /(?:^|[\s:,[{-])(["'])(?:(?!\1).)*$/.exec(before) ?? [];
  if (quote === undefined) return undefined;
  return value.includes(quote) || (quote === '"' && value.includes("\\")) ? quote : undefined;
};

export interface FilledYaml {
  /** Read without values: what has places. */
  readonly yaml: YamlText;
  /** Its value, with a {@link Given} wherever the environment has a part in it. */
  readonly value: unknown;
  /** Offsets in the file of lists and mappings that stand in values of the environment. */
  readonly places: ReadonlyMap<object, number>;
  readonly errors: readonly KongruentError[];
}

/**
 * Reads a file as decK does, with the values in the text before it is YAML, and holds it against the file without values.
 *
 * @param placeOf the file and line of an offset in the file
 */
export const readFilled = (template: Template, placeOf: (offset: number) => string): FilledYaml => {
  const { expressions } = template;
  const places: Places = new Map();
  const yaml = readYaml(template.render(({ placeholder }) => placeholder));
  const [problem] = yaml.problems;
  if (problem !== undefined || expressions.length === 0) return { yaml, value: yaml.value, places, errors: [] };
  const word = expressions[0]?.placeholder.replace(/\d+Z$/, "") ?? "";
  const rendered = readYaml(template.render(({ value }) => value));
  try {
    if (rendered.problems.length > 0) throw new Broken(STAYS_ELSE);
    return { yaml, value: fill(yaml, rendered.value, expressions, word, places), places, errors: [] };
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    const bare = template.render(({ placeholder }) => placeholder);
    const errors = culprits(template, word).map(([expression, why]) => {
      const { names, offset } = expression;
      const name = [...new Set(names)].join(" and ") || "an expression";
      return refuse.envBreaksOut(placeOf(offset), name, why, quoteEnded(bare, expression));
    });
    if (errors.length > 0) return { yaml, value: undefined, places, errors };
    const [first] = expressions;
    return {
      yaml,
      value: undefined,
      places,
      errors: [refuse.envBreaksOut(placeOf(first?.offset ?? 0), "one of the variables", error.message)],
    };
  }
};
