/**
 * Desired state from a source: a CDKTF app, its output, a stack's JSON, or decK files.
 * @module
 */
import { ErrorList, type KongruentError } from "../model/errors.ts";
import { didYouMean } from "../model/nearest.ts";
import type { StackFile } from "./blocks.ts";
import type { DeckSource } from "./deck/read.ts";
import { variableUnknown } from "./errors.ts";
import { type DesiredGateway, gatewaysOf, type Part } from "./gateways.ts";
import { readSource } from "./source.ts";
import { stackUnknown } from "./source-errors.ts";
import { type ReadStack, readStack } from "./stack.ts";
import { readVariableFiles } from "./tfvars.ts";

export interface LoadOptions {
  /**
   * A folder with a cdktf.json, a cdktf.out folder, a .tf.json file, a program, or a decK file or folder. Undefined: the
   * cdktf.json of `cwd`.
   */
  readonly source?: string | undefined;
  readonly cwd: string;
  /** The environment: for `TF_VAR_…`, for `DECK_…` and for the app. Nothing else is read from the process. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Only these stacks. */
  readonly stack?: readonly string[] | undefined;
  /** Values given by `--var`. */
  readonly vars: Readonly<Record<string, string>>;
  readonly varFiles?: readonly string[] | undefined;
  /** The run's exact tag of ownership: whose decK files are that name no select tag. */
  readonly ownerTag?: string | undefined;
  /** Receives each line the app prints. */
  readonly onOutput?: ((line: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Desired {
  readonly gateways: readonly DesiredGateway[];
}

const chosen = (stacks: readonly StackFile[], names: readonly string[] | undefined): readonly StackFile[] => {
  if (names === undefined || names.length === 0) return stacks;
  const known = stacks.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw stackUnknown(unknown, known, didYouMean(unknown, known));
  return stacks.filter(({ name }) => names.includes(name));
};

/** Every cause once: one broken local may be found through many declarations. */
const distinct = (errors: readonly KongruentError[]): readonly KongruentError[] => [
  ...new Map(errors.map((error) => [`${error.code} ${error.message}`, error])).values(),
];

/** What decK files declare: one part, for one gateway. They have no variables but the environment's. */
const loadDeck = async (deck: DeckSource, options: LoadOptions): Promise<Desired> => {
  chosen([{ name: deck.name, file: deck.path, json: undefined }], options.stack);
  const unknown = Object.keys(options.vars).map((name) => variableUnknown(name, ""));
  if (unknown.length > 0) throw new ErrorList(unknown);
  const { readDeck } = await import("./deck/read.ts");
  return { gateways: gatewaysOf([await readDeck(deck, options)]).gateways };
};

/**
 * What a source declares, per gateway. Throws one KongruentError for a source that cannot be read, and an ErrorList
 * with everything that is wrong with its declarations.
 *
 * @example
 * const { gateways } = await loadDesired({ source: "stacks", cwd: "/work", env: {}, vars: {} });
 */
export const loadDesired = async (options: LoadOptions): Promise<Desired> => {
  const { source, cwd, env, vars, varFiles = [], onOutput, signal } = options;
  const found = await readSource(source, cwd, { env, onOutput, signal });
  if ("deck" in found) return loadDeck(found.deck, options);
  const { stacks, variableFolders } = found;
  const selected = chosen(stacks, options.stack);
  const given = { env, vars, files: await readVariableFiles(variableFolders, varFiles, cwd) };

  const errors: KongruentError[] = [];
  const taken = new Set<string>();
  const read: readonly ReadStack[] = selected.map((stack) => readStack(stack, selected.length === 1, given, taken));
  errors.push(...read.flatMap((stack) => stack.errors));
  const declared = new Set(read.flatMap((stack) => stack.variables));
  for (const name of Object.keys(vars)) {
    if (!declared.has(name)) errors.push(variableUnknown(name, didYouMean(name, declared)));
  }
  const parts: readonly Part[] = read.flatMap((stack) => stack.parts);
  const grouped = gatewaysOf(parts);
  // What one broken declaration leaves dangling is no news beside its own error.
  errors.push(...grouped.errors.filter(({ code }) => errors.length === 0 || code === "KG_OWNER_TWICE"));
  if (errors.length > 0) throw new ErrorList(distinct(errors));
  return { gateways: grouped.gateways };
};
