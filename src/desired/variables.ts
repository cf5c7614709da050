/**
 * The values of a stack's variables, from everywhere Terraform takes them.
 * @module
 */
import { sealed } from "../model/secret-values.ts";
import type { Body } from "./blocks.ts";
import { needsTerraform, variableInvalid, variableMissing } from "./errors.ts";
import { convert, fromText } from "./variable-types.ts";

/** A value as it was given: text from outside, or a value from a file. */
export type Given =
  | { readonly from: string; readonly text: string }
  | { readonly from: string; readonly value: unknown };

export interface Variables {
  /** The value of a declared variable; a sensitive one is sealed. Throws `KG_VARIABLE_MISSING` where it has none. */
  readonly valueOf: (name: string, declaration: Body) => unknown;
  /** Whether its value comes from outside of the source, and is not its default. */
  readonly isGiven: (name: string) => boolean;
}

export interface GivenValues {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Values of files, in the order they count; later ones win. */
  readonly files: readonly { readonly path: string; readonly values: Readonly<Record<string, unknown>> }[];
  /** `--var`, which wins over all else. */
  readonly vars: Readonly<Record<string, string>>;
}

const given = (name: string, { env, files, vars }: GivenValues): Given | undefined => {
  const text = Object.hasOwn(vars, name) ? vars[name] : undefined;
  if (text !== undefined) return { from: "--var", text };
  const file = files.findLast(({ values }) => Object.hasOwn(values, name));
  if (file !== undefined) return { from: file.path, value: file.values[name] };
  const inherited = env[`TF_VAR_${name}`];
  return inherited === undefined ? undefined : { from: `TF_VAR_${name}`, text: inherited };
};

const typeText = (declared: unknown): string | undefined => {
  if (typeof declared !== "string") return undefined;
  const wrapped = /^\$\{(.*)\}$/s.exec(declared);
  return (wrapped?.[1] ?? declared).trim();
};

/** The variables of one stack. */
export const variablesFrom = (values: GivenValues, prefix: string): Variables => {
  const known = new Map<string, unknown>();

  const compute = (name: string, declaration: Body): unknown => {
    const address = `${prefix}var.${name}`;
    const hasValidation = declaration["validation"] !== undefined && declaration["validation"] !== null;
    if (hasValidation) throw needsTerraform(address, "a variable's validation");
    const type = typeText(declaration["type"]);
    const found = given(name, values);
    const convertFrom = (from: string, make: () => unknown): unknown => {
      try {
        return make();
      } catch (error) {
        throw variableInvalid(name, from, error instanceof Error ? error.message : String(error));
      }
    };
    let value: unknown;
    if (found !== undefined) {
      value = convertFrom(found.from, () =>
        "text" in found ? fromText(type, found.text) : convert(type, found.value),
      );
    }
    const isNullAllowed = declaration["nullable"] !== false;
    if (value === undefined || (value === null && !isNullAllowed)) {
      const isDefaulted = Object.hasOwn(declaration, "default") && (isNullAllowed || declaration["default"] !== null);
      if (!isDefaulted) throw variableMissing(name);
      value = convertFrom("its default", () => convert(type, declaration["default"]));
    }
    return declaration["sensitive"] === true ? sealed(value) : value;
  };

  return {
    valueOf: (name, declaration) => {
      if (!known.has(name)) known.set(name, compute(name, declaration));
      return known.get(name);
    },
    isGiven: (name) => given(name, values) !== undefined,
  };
};
