/**
 * What can go wrong before there is a declaration: the source is missing, broken, or its app fails.
 * @module
 */
import type { Declaration } from "../model/declaration.ts";
import { ErrorList, KongruentError } from "../model/errors.ts";

/** What is wrong with a source of which some declarations could be read, so that these can be looked at as well. */
export class PartlyReadError extends ErrorList {
  readonly declarations: readonly Declaration[];
  /** Addresses of those among them that are wrong: they stand here only for what refers to them. */
  readonly wrong: ReadonlySet<string>;

  constructor(errors: readonly KongruentError[], declarations: readonly Declaration[], wrong: ReadonlySet<string>) {
    super(errors);
    this.name = "PartlyReadError";
    this.declarations = declarations;
    this.wrong = wrong;
  }
}

/** `KG_SOURCE_NOT_FOUND`: nothing to read. */
export const sourceNotFound = (path: string, why: string): KongruentError =>
  new KongruentError(
    "KG_SOURCE_NOT_FOUND",
    `No declaration found at ${path}: ${why} Give a folder with a cdktf.json, a program (stacks/main.ts), a cdktf.out folder, a .tf.json file, or decK files.`,
  );

/** `KG_SOURCE_INVALID`: something is there and cannot be read as a declaration. */
export const sourceInvalid = (path: string, why: string, cause?: unknown): KongruentError =>
  new KongruentError("KG_SOURCE_INVALID", `${path} cannot be read: ${why}`, { cause });

/** `KG_SYNTH_FAILED`: the app that makes the stacks failed. */
export const synthFailed = (command: string, folder: string, why: string, lines: readonly string[]): KongruentError =>
  new KongruentError(
    "KG_SYNTH_FAILED",
    `The app '${command}' in ${folder} ${why}${lines.length === 0 ? "." : `:\n${lines.map((line) => `  ${line}`).join("\n")}`}`,
  );

/** `KG_STACK_UNKNOWN`: `--stack` names a stack that the source does not have. */
export const stackUnknown = (name: string, known: readonly string[], hint: string): KongruentError =>
  new KongruentError(
    "KG_STACK_UNKNOWN",
    `There is no stack '${name}'.${hint} The source has: ${known.length === 0 ? "none" : known.join(", ")}.`,
  );

/** `KG_STACK_INVALID`: a construct of the stack reported an error. */
export const stackInvalid = (path: string, message: string): KongruentError =>
  new KongruentError("KG_STACK_INVALID", `${path}: ${message}`, { address: path });

/** `KG_PROVIDER_MISSING`: a stack with entities and no provider that says where they live. */
export const providerMissing = (stack: string): KongruentError =>
  new KongruentError("KG_PROVIDER_MISSING", `stack '${stack}' has no provider: add new KongProvider(this, "kong")`, {
    address: stack,
  });
