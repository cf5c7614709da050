/** Synthesizes small stacks for the tests of constructs. @module */
import { TerraformStack, Testing } from "cdktf";
import { KongProvider } from "../../src/index.ts";

export interface Synthesized {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly data: Synthesized["resource"];
  readonly provider: { readonly kong: readonly Readonly<Record<string, unknown>>[] };
  readonly terraform: { readonly required_providers: Readonly<Record<string, unknown>> };
}

const stackOf = (build: (stack: TerraformStack) => void): TerraformStack => {
  const stack = new TerraformStack(Testing.app(), "shop");
  new KongProvider(stack, "kong");
  build(stack);
  return stack;
};

/** The synthesized JSON of a stack `shop`, validated, without CDKTF's metadata. */
export const synth = (build: (stack: TerraformStack) => void): Synthesized =>
  JSON.parse(Testing.synth(stackOf(build), true));

/** The lines of the validation error that the stack gives; empty if it is right. */
export const problems = (build: (stack: TerraformStack) => void): readonly string[] => {
  const stack = stackOf(build);
  try {
    Testing.synth(stack, true);
    return [];
  } catch (error) {
    return String(error)
      .split("\n")
      .filter((line) => line.startsWith("  ["))
      .map((line) => line.trim());
  }
};

/** The code of the error that something throws; undefined if it throws none. */
export const codeOf = (action: () => unknown): unknown => {
  try {
    action();
    return undefined;
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
};
