/**
 * The flags that commands share, each also from the environment as `KONGRUENT_…`.
 * @module
 */
import { type Command, InvalidArgumentError, Option } from "commander";
import { ADOPT_MODES, type AdoptMode } from "../model/declaration.ts";
import { kinds } from "../model/kinds.ts";

export interface ConnectionFlags {
  readonly gateway?: string;
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

export type CommonFlags = ConnectionFlags & SourceFlags & PlanFlags & OutputFlags;

const wholeNumber =
  (least: number) =>
  (text: string): number => {
    const number = Number(text);
    if (!Number.isInteger(number) || number < least)
      throw new InvalidArgumentError(`It must be a whole number, at least ${least}.`);
    return number;
  };

const each = (value: string, previous: readonly string[] | undefined): readonly string[] => [
  ...(previous ?? []),
  value,
];

const kindName = (value: string, previous: readonly string[] | undefined): readonly string[] => {
  const names = kinds.map(({ kind }) => kind);
  if (!names.includes(value)) throw new InvalidArgumentError(`The kinds are ${names.join(", ")}.`);
  return each(value, previous);
};

const isSwitchedOn = (text: string | undefined): boolean => text !== undefined && !/^(|0|false|no|off)$/i.test(text);

/** A flag with its environment name: `--token-file` is `KONGRUENT_TOKEN_FILE`. */
const flag = (flags: string, description: string): Option => {
  const option = new Option(flags, description);
  return option.env(`KONGRUENT_${option.name().replace(/^no-/, "").replaceAll("-", "_").toUpperCase()}`);
};

export const addConnectionFlags = (command: Command): Command =>
  command
    .addOption(
      flag("--gateway <url>", "the Admin API's address (default: the stack's provider, else http://127.0.0.1:8001)"),
    )
    .addOption(flag("--token <token>", "admin token; visible to other processes, so prefer a file or the environment"))
    .addOption(flag("--token-file <file>", "file that holds the admin token"))
    .addOption(
      flag("--header <name: value>", "extra header for each request; repeatable").argParser(each).default([], "none"),
    )
    .addOption(flag("--workspace <name>", "workspace (default: the stack's provider, else the default one)"))
    .addOption(flag("--tls-ca-cert <file>", "CA certificates that the gateway's must be signed by"))
    .addOption(flag("--tls-client-cert <file>", "client certificate"))
    .addOption(flag("--tls-client-key <file>", "key of the client certificate"))
    .addOption(flag("--tls-server-name <name>", "name that the gateway's certificate must have"))
    .addOption(flag("--tls-insecure", "do not verify the gateway's certificate"))
    .addOption(flag("--concurrency <n>", "requests in flight").argParser(wholeNumber(1)).default(32))
    .addOption(flag("--timeout <seconds>", "how long one request may take").argParser(wholeNumber(1)).default(10));

export const addSourceFlags = (command: Command): Command =>
  command
    .addOption(flag("--stack <name>", "only this stack; repeatable").argParser(each).default([], "all"))
    .addOption(flag("--var <name=value>", "value of a variable; repeatable").argParser(each).default([], "none"))
    .addOption(
      flag("--var-file <file>", "file with values of variables; repeatable").argParser(each).default([], "none"),
    );

export const addPlanFlags = (command: Command): Command =>
  command
    .addOption(
      flag(
        "--adopt <mode>",
        "what may be taken over if it is already live (default: the provider's, else unowned)",
      ).choices(ADOPT_MODES),
    )
    .addOption(flag("--owner-tag <tag>", "mark what is owned with exactly this tag"))
    .addOption(
      flag("--foreign-tag <tag>", "entities with this tag are somebody else's; repeatable")
        .argParser(each)
        .default([], "none"),
    )
    .addOption(
      flag(
        "--max-deletes <n>",
        "most entities one run may delete (default: 20 % of what is owned, at least 10)",
      ).argParser(wholeNumber(0)),
    )
    .addOption(flag("--cascade", "let deletes take along what is not ours"))
    .addOption(
      flag("--only <kind>", "only this kind and what it needs, no deletes; repeatable")
        .argParser(kindName)
        .default([], "all"),
    )
    .addOption(
      flag("--target <identity>", "only this entity and what it needs, no deletes; repeatable")
        .argParser(each)
        .default([], "all"),
    )
    .addOption(flag("--all-kinds", "read every kind, to list all that is unmanaged"))
    .addOption(flag("--keep-open", "keep a new route though a plugin that guards it failed"));

export const addOutputFlags = (command: Command): Command =>
  command
    .addOption(flag("--json", "print one JSON document and nothing else on stdout"))
    .addOption(new Option("--no-color", "no colors"))
    .addOption(flag("--quiet", "print only differences, errors and results"));

/** Boolean flags from the environment: commander turns any text on, `0` and `false` mean off here. */
export const normaliseSwitches = (command: Command, env: Readonly<Record<string, string | undefined>>): void => {
  for (const option of command.options) {
    if (!option.isBoolean() || option.envVar === undefined) continue;
    if (command.getOptionValueSource(option.attributeName()) !== "env") continue;
    command.setOptionValueWithSource(option.attributeName(), isSwitchedOn(env[option.envVar]), "env");
  }
};
