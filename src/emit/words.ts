/**
 * Names for things in text, made of the names that entities have: for variables, constructs, resources.
 * @module
 */

const LONGEST = 48;

/** Letters that Unicode does not take apart. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  ø: "o",
  đ: "d",
  ł: "l",
  œ: "oe",
  þ: "th",
  ð: "d",
};

/**
 * The words of a name, in Latin letters and digits; none where it has no such letters.
 *
 * @example
 * wordsOf("Größe: orders-v1") // ["Grosse", "orders", "v1"]
 */
export const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/[ßæøđłœþð]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "");

/** Whole words up to a length that can be read. */
const short = (words: readonly string[], separator: string): string => {
  let text = "";
  for (const word of words) {
    const next = text === "" ? word.slice(0, LONGEST) : text + separator + word;
    if (next.length > LONGEST) break;
    text = next;
  }
  return text;
};

/**
 * Words as a name with a separator, which begins with a letter.
 *
 * @example
 * joined(["2", "orders"], "_", "service") // "service_2_orders"
 */
export const joined = (words: readonly string[], separator: "_" | "-", otherwise: string): string => {
  const [first = ""] = words;
  const all = /^[A-Za-z]/.test(first) ? words : [otherwise.replaceAll("_", separator), ...words];
  return short(all, separator);
};

/**
 * Words as a name in camelCase.
 *
 * @example
 * camelJoined(["orders", "v1"], "route") // "ordersV1"
 */
export const camelJoined = (words: readonly string[], otherwise: string): string => {
  const [first = "", ...rest] = joined(words, "_", otherwise).split("_");
  const isShouted = first === first.toUpperCase();
  const head = isShouted ? first.toLowerCase() : first.charAt(0).toLowerCase() + first.slice(1);
  return head + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
};

/** Gives each name once: a second one of the same name gets a number. */
export class Names {
  readonly #taken: Set<string>;
  readonly #separator: string;
  readonly #next = new Map<string, number>();

  constructor(taken: Iterable<string> = [], separator = "") {
    this.#taken = new Set([...taken].map((name) => name.toLowerCase()));
    this.#separator = separator;
  }

  has(name: string): boolean {
    return this.#taken.has(name.toLowerCase());
  }

  /** The name itself, or the first of `name2`, `name3`, … that is free. Names that differ in case only count as the same. */
  take(name: string): string {
    let free = name;
    for (let count = this.#next.get(name) ?? 2; this.has(free); count += 1) {
      free = `${name}${this.#separator}${count}`;
      this.#next.set(name, count + 1);
    }
    this.#taken.add(free.toLowerCase());
    return free;
  }
}
