/**
 * TypeScript types of settings, as text that needs no formatter.
 * @module
 */

/** A type, in the parts at which a long line is broken. */
export type TypeText =
  | { readonly type: "name"; readonly text: string }
  | { readonly type: "list"; readonly element: TypeText }
  | { readonly type: "map"; readonly key: TypeText; readonly value: TypeText; readonly isPartial: boolean }
  | { readonly type: "union"; readonly members: readonly TypeText[] };

export const named = (text: string): TypeText => ({ type: "name", text });

/** One of several types; unions in it become part of it, and no member stands twice. */
export const unionOf = (...types: readonly TypeText[]): TypeText => {
  const members = types.flatMap((type) => (type.type === "union" ? type.members : [type]));
  const unique = [...new Map(members.map((member) => [flat(member), member])).values()];
  const [only] = unique;
  return unique.length === 1 && only !== undefined ? only : { type: "union", members: unique };
};

const inList = (element: TypeText): string => (element.type === "union" ? `(${flat(element)})` : flat(element));

/** A list's element: what begins with a word would be read as more of `readonly`. */
const elementText = (element: TypeText): string => (element.type === "list" ? `(${flat(element)})` : inList(element));

/** The type on one line. */
export const flat = (type: TypeText): string => {
  switch (type.type) {
    case "name":
      return type.text;
    case "list":
      return `readonly ${elementText(type.element)}[]`;
    case "map": {
      const record = `Record<${flat(type.key)}, ${flat(type.value)}>`;
      return `Readonly<${type.isPartial ? `Partial<${record}>` : record}>`;
    }
    case "union":
      return type.members.map(flat).join(" | ");
  }
};

export const WIDTH = 120;

const memberLines = (member: TypeText, indent: string): readonly string[] => {
  const line = `${indent}| ${flat(member)}`;
  if (line.length <= WIDTH || member.type !== "list" || member.element.type !== "union") return [line];
  const inner = member.element.members.map((one) => `${indent}    | ${flat(one)}`);
  return [`${indent}| readonly (`, ...inner, `${indent}  )[]`];
};

/**
 * The lines of a property: on one where that is short enough, else each member of a union on its own.
 *
 * @example
 * propertyLines("  readonly policy?", unionOf(named('"local"'), named('"redis"')))
 * // ['  readonly policy?: "local" | "redis";']
 */
export const propertyLines = (head: string, type: TypeText): readonly string[] => {
  const line = `${head}: ${flat(type)};`;
  if (line.length <= WIDTH || type.type !== "union") return [line];
  const lines = type.members.flatMap((member) => memberLines(member, "    "));
  return [`${head}:`, ...lines.slice(0, -1), `${lines.at(-1)};`];
};
