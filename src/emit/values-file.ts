/**
 * The values of variables as a file of their own: for Terraform and `kongruent`, or for a shell.
 * @module
 */
import { reveal } from "../model/secret.ts";
import { hclText } from "./hcl-value.ts";
import type { Variable } from "./variables.ts";

/** `mobile_key` as decK's templates take it: `DECK_MOBILE_KEY`. */
export const deckVariable = ({ name }: Pick<Variable, "name">): string => `DECK_${name.toUpperCase()}`;

const given = (variable: Variable, made: () => string): unknown => (variable.isKnown ? reveal(variable.value) : made());

/**
 * Variables and their values in clear: JSON where the file's name says so, else HCL.
 *
 * @param made a value that nobody knows, for a secret of which only a hash is known: it is never sent where the secret is
 */
export const tfvarsText = (variables: readonly Variable[], isJson: boolean, made: () => string): string => {
  const values = variables.map((variable) => [variable.name, given(variable, made)] as const);
  if (isJson) return `${JSON.stringify(Object.fromEntries(values), null, 2)}\n`;
  return values.map(([name, value]) => `${name} = ${hclText(value)}\n`).join("");
};

/**
 * The same for a shell to read, with decK's names. What is not known is left out: a decK file has no words to leave something
 * alone, so a made-up value would be sent.
 */
export const shellText = (variables: readonly Variable[]): string =>
  variables
    .filter(({ isKnown }) => isKnown)
    .map((variable) => {
      const value = reveal(variable.value);
      const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
      return `export ${deckVariable(variable)}='${text.replaceAll("'", "'\\''")}'\n`;
    })
    .join("");
