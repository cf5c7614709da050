/**
 * The flags that commands share, each also from the environment as `KONGRUENT_…`.
 * @module
 */
import { type Command, InvalidArgumentError } from "commander";
import { parseSilence } from "../lint/silence.ts";
import { ADOPT_MODES, type AdoptMode } from "../model/declaration.ts";
import { Flag, unusable } from "./environment.ts";

export interface ConnectionFlags {
  /** Names of the flags that stood on the command line; the others come from the environment or are defaults. */
  readonly said: readonly string[];
  readonly gateway?: string | undefined;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly header: readonly string[];
  readonly workspace?: string;
  readonly tlsCaCert?: string;
  readonly tlsClientCert?: string;
  readonly tlsClientKey?: string;
  readonly tlsServerName?: string;
  readonly tlsInsecure?: boolean;
  readonly concurrency: number;
  readonly timeout: number;
}

export interface SourceFlags {
  readonly stack: readonly string[];
  readonly var: readonly string[];
  readonly varFile: readonly string[];
}

export interface PlanFlags {
  readonly adopt?: AdoptMode;
  readonly ownerTag?: string;
  readonly foreignTag: readonly string[];
  readonly maxDeletes?: number;
  readonly cascade?: boolean;
  readonly only: readonly string[];
  readonly target: readonly string[];
  readonly allKinds?: boolean;
  readonly keepOpen?: boolean;
}

export interface OutputFlags {
  readonly json?: boolean;
  readonly color: boolean;
  readonly quiet?: boolean;
}

export interface SilenceFlags {
  readonly silence: readonly string[];
}

export type CommonFlags = ConnectionFlags & SourceFlags & PlanFlags & SilenceFlags & OutputFlags;

/** A whole number in plain digits. An empty text is none: `--max-deletes ""` must not mean 0. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isNaN(number) || number < least || number > most)
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return number;
  };

/** A text that says something. What a script gives from an unset variable is refused, not sent. */
const someText = (text: string): string => {
  if (text.trim() === "") throw new InvalidArgumentError("It is empty.");
  return text;
};

/** Refuses kinds that there are none of. They are loaded here and not before: most runs are given none. */
export const refuseUnknownKinds = async (command: Command): Promise<void> => {
  const { only = [] } = command.opts<{ readonly only?: readonly string[] }>();
  if (only.length === 0) return;
  const { kinds } = await import("../model/kinds.ts");
  const names = kinds.map(({ kind }) => kind);
  const unknown = only.find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const sentence = `The kinds are ${names.join(", ")}.`;
  const option = command.options.find((one) => one.attributeName() === "only");
  if (option instanceof Flag && command.getOptionValueSource("only") !== "cli")
    throw unusable(option.variable, sentence);
  const said = `option '--only <kind>' argument '${unknown}' is invalid. ${sentence}`;
  command.error(`error: ${said}`, { code: "commander.invalidArgument" });
};

const flag = (flags: string, description: string): Flag => new Flag(flags, description);
const text = (flags: string, description: string): Flag => flag(flags, description).argParser(someText);
const number = (flags: string, description: string, least: number, most: number): Flag =>
  flag(flags, description).argParser(wholeNumber(least, most));

const add = (command: Command, heading: string, flags: readonly Flag[]): Command => {
  for (const option of flags) command.addOption(option.helpGroup(heading));
  return command;
};

const MOST_CONCURRENT = 1_000;
const LONGEST_TIMEOUT_S = 3_600;
const MOST_DELETES = 1_000_000_000;

export const addConnectionFlags = (command: Command): Command =>
  add(command, "Gateway:", [
    text("--gateway <url>", "the Admin API's address; without it the stack's provider's, else http://127.0.0.1:8001"),
    text("--token <token>", "admin token; other processes can see it here, so prefer a file or the environment"),
    text("--token-file <file>", "file that holds the admin token"),
    flag("--header <name: value>", "extra header of each request; in the environment one per line").repeatable("lines"),
    text("--workspace <name>", "workspace; without it the stack's provider's, else the default one"),
    text("--tls-ca-cert <file>", "certificates of the authorities that may have signed the gateway's"),
    text("--tls-client-cert <file>", "client certificate"),
    text("--tls-client-key <file>", "key of the client certificate"),
    text("--tls-server-name <name>", "name that the gateway's certificate must be for"),
    flag("--tls-insecure", "do not verify the gateway's certificate; whoever sits in between can read the token"),
    number("--concurrency <n>", "requests in flight", 1, MOST_CONCURRENT).default(32),
    number("--timeout <seconds>", "longest wait for an answer", 1, LONGEST_TIMEOUT_S).default(10),
  ]);

export const addSourceFlags = (command: Command): Command =>
  add(command, "Source:", [
    flag("--stack <name>", "only this stack").repeatable("commas", someText),
    flag("--var <name=value>", "value of a variable; in the environment one per line").repeatable("lines"),
    flag("--var-file <file>", "file with values of variables (tfvars); in the environment one per line").repeatable(
      "lines",
      someText,
    ),
  ]);

export const addPlanFlags = (command: Command): Command =>
  add(command, "What may change:", [
    flag(
      "--adopt <mode>",
      "what may be taken over if it is already live; without it the provider's mode, else unowned",
    ).choices(ADOPT_MODES),
    text("--owner-tag <tag>", "mark what is owned with exactly this tag"),
    flag("--foreign-tag <tag>", "entities with this tag are somebody else's").repeatable("commas", someText),
    number(
      "--max-deletes <n>",
      "most entities one run may delete; without it 20 % of what is owned, at least 10",
      0,
      MOST_DELETES,
    ),
    flag(
      "--cascade",
      "let deletes take along what hangs below and is not ours; without it what the provider says, else not",
    ),
    flag(
      "--only <kind>",
      "only entities of this kind, with what they need and what guards new routes; deletes nothing",
    ).repeatable("commas", someText),
    flag(
      "--target <identity>",
      "only this entity, as in services/orders, with what it needs and what guards a new route; deletes nothing; in the environment one per line",
    ).repeatable("lines", someText),
    flag("--all-kinds", "read every kind in full, to list all that is unmanaged"),
    flag("--keep-open", "keep a new route though a plugin that guards it failed"),
  ]);

/** The forms that `import` writes. */
export const IMPORT_FORMATS = ["ts", "deck", "hcl"] as const;

export const addImportFlags = (command: Command): Command =>
  add(command, "Import:", [
    text("--out <path>", "the folder to write, or a file: .ts, .tf, .yaml"),
    flag("--format <format>", "a typed stack, a decK file, or HCL with import blocks")
      .choices(IMPORT_FORMATS)
      .default("ts"),
    text("--owner <name>", "who shall own what is written: what this owner has already, and what nobody owns"),
    flag("--include-owned", "also what others own"),
    flag("--select-tag <tag>", "only what has this tag, which is then not repeated").repeatable("commas", someText),
    flag("--only <kind>", "only entities of this kind").repeatable("commas", someText),
    text("--secrets-file <file>", "write the values of the variables there, for you alone to read"),
    flag("--force", "write over what is there"),
  ]);

const silence = (value: string): string => {
  const parsed = parseSilence(value);
  if (typeof parsed === "string") throw new InvalidArgumentError(parsed);
  return parsed.text;
};

export const addSilenceFlags = (command: Command): Command =>
  add(command, "Warnings:", [
    flag(
      "--silence <code=reason>",
      "silence a lint, for one declaration as code@routes/orders-v1=reason; in the environment one per line",
    ).repeatable("lines", silence),
  ]);

export const addOutputFlags = (command: Command): Command =>
  add(command, "Output:", [
    flag("--json", "print one JSON document on stdout and nothing else there, whatever happens"),
    flag("--no-color", "no colours (also NO_COLOR)"),
    flag("--quiet", "print only differences, errors and results; no progress"),
  ]);
