/**
 * Lua patterns as JavaScript regular expressions: what Kong's schemas use in `match` and its like.
 * @module
 */

const classes: Readonly<Record<string, string>> = {
  a: "A-Za-z",
  c: "\\x00-\\x1f\\x7f",
  d: "0-9",
  l: "a-z",
  p: "!-\\/:-@\\[-`{-~",
  s: "\\s",
  u: "A-Z",
  w: "A-Za-z0-9",
  x: "0-9A-Fa-f",
};

const escaped = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

/** `%w` outside of a set. */
const classOf = (letter: string): string => {
  const positive = classes[letter.toLowerCase()];
  if (positive === undefined) return escaped(letter);
  return letter === letter.toLowerCase() ? `[${positive}]` : `[^${positive}]`;
};

/** A set `[…]` from its opening bracket; returns the translation and the position behind it. */
const setFrom = (pattern: string, start: number): readonly [string, number] => {
  let position = start + 1;
  let text = "[";
  if (pattern[position] === "^") {
    text += "^";
    position += 1;
  }
  let isFirst = true;
  while (position < pattern.length && (isFirst || pattern[position] !== "]")) {
    isFirst = false;
    const character = pattern[position] ?? "";
    if (character === "%") {
      const letter = pattern[position + 1] ?? "";
      text += classes[letter] ?? escaped(letter);
      position += 2;
    } else {
      text += character === "-" ? "-" : escaped(character);
      position += 1;
    }
  }
  return [`${text}]`, position + 1];
};

const translate = (pattern: string): string => {
  let text = "";
  let position = 0;
  // Only what one character matches can be repeated, and only once: elsewhere `*`, `+`, `-` and `?` stand for themselves.
  let isRepeatable = false;
  while (position < pattern.length) {
    const character = pattern[position] ?? "";
    if (character === "%") {
      text += classOf(pattern[position + 1] ?? "");
      position += 2;
      isRepeatable = true;
    } else if (character === "[") {
      const [set, next] = setFrom(pattern, position);
      text += set;
      position = next;
      isRepeatable = true;
    } else if (isRepeatable && "*+-?".includes(character)) {
      text += character === "-" ? "*?" : character;
      position += 1;
      isRepeatable = false;
    } else {
      const isAnchor = (character === "^" && position === 0) || (character === "$" && position === pattern.length - 1);
      const isMagic = ".()".includes(character);
      text += isAnchor || isMagic ? character : escaped(character);
      position += 1;
      isRepeatable = !isAnchor && character !== "(" && character !== ")";
    }
  }
  return text;
};

const compiled = new Map<string, RegExp>();

/**
 * The regular expression of a Lua pattern. Balanced matches (`%b()`) and frontiers are not translated: Kong's schemas have none.
 *
 * @example
 * luaPattern("^%u+$").test("GET") // true
 */
export const luaPattern = (pattern: string): RegExp => {
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    expression = new RegExp(translate(pattern), "s");
    compiled.set(pattern, expression);
  }
  return expression;
};
