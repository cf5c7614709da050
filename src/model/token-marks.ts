/**
 * Texts and numbers that CDKTF would take for its own tokens: those of a gateway are none.
 * @module
 */

/** `${TfToken[…]}` of texts, `#{…}` of lists, `&{…}` of maps, wherever they stand in a text. */
const MARK = /(?<=[$#&]\{)(?=TfToken\[)/g;
/** Where an encoded number may stand in a text: digits with an exponent. */
const EXPONENT = /(?<=[-|\d.+]e)(?=[-|\d.e+])/gi;
/** Texts and a number that stand for the values of a token's map. */
const MAP_TEXTS = new Set(["String Map Token Value", "Any Map Token Value"]);
const MAP_NUMBER = -123456789;
/** The first 16 bits of a number that is a token, and of one that is a list. */
const NUMBER_MARKS = new Set([0xfdff, 0xfbff]);

const NUMBER = /[-|\d.+]+e[-|\d.e+]+/gi;

const isEncoded = (value: number): boolean => {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setFloat64(0, value);
  return NUMBER_MARKS.has(bytes.getUint16(0));
};

/**
 * Whether CDKTF would put something else in this text's or number's place, or refuse it.
 *
 * @example
 * looksLikeToken("${TfToken[TOKEN.1]}") // true
 */
export const looksLikeToken = (value: string | number): boolean => {
  if (typeof value === "number") return value === MAP_NUMBER || isEncoded(value);
  if (MAP_TEXTS.has(value) || value.search(MARK) >= 0) return true;
  return (value.match(NUMBER) ?? []).some((found) => isEncoded(Number.parseFloat(found)));
};

/**
 * A text as Terraform's template, in which CDKTF finds no token: pieces of nothing stand in its marks.
 *
 * @example
 * withoutMarks("${TfToken[TOKEN.1]}") // '$${${""}TfToken[TOKEN.1]}'
 */
export const withoutMarks = (text: string): string => {
  const nothing = `\${""}`;
  const template = text.replace(/[$%](?=\{)/g, "$&$&");
  if (MAP_TEXTS.has(text)) return template.replace(/ (?=Value$)/, ` ${nothing}`);
  return template.replace(MARK, () => nothing).replace(EXPONENT, () => nothing);
};
