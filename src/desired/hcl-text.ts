/**
 * The smallest pieces of Terraform's language: names, numbers, blanks and comments.
 * @module
 */

const BLANK = /(?:\s+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

const match = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
};

/** The position behind blanks and comments. */
export const skipSpace = (text: string, at: number): number => at + (match(BLANK, text, at)?.length ?? 0);

export const isIdentifierStart = (character: string): boolean => /[\p{ID_Start}_]/u.test(character);

/** The name that starts here. */
export const readIdentifier = (text: string, at: number): string | undefined => match(IDENTIFIER, text, at);

/** The unsigned number that starts here. */
export const readNumber = (text: string, at: number): string | undefined => match(NUMBER, text, at);
