/**
 * Flags from the environment: `--token-file` is also `KONGRUENT_TOKEN_FILE`. A flag wins over the environment.
 * @module
 */
import { type Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { Io } from "./io.ts";

/** How a repeatable flag's variable is split: one value per line, or by commas too where no value can hold one. */
export type Separator = "lines" | "commas";

/**
 * A flag that is also a variable. commander's own `env()` is not used: it reads the process, not what the command was
 * given, and knows no lists.
 */
export class Flag extends Option {
  readonly variable: string;
  separator: Separator | undefined;

  constructor(flags: string, description: string) {
    super(flags, description);
    this.variable = `KONGRUENT_${(this.long ?? "").slice(2).replaceAll("-", "_").toUpperCase()}`;
  }

  /** Repeatable: each value is added to those before it. */
  repeatable(separator: Separator, parse: (value: string) => string = (value) => value): this {
    this.separator = separator;
    this.default([], "");
    this.argParser((value: string, previous: readonly string[] | undefined): readonly string[] => [
      ...(previous ?? []),
      parse(value),
    ]);
    return this;
  }
}

/** What the help says of a flag: its choices, its default, its variable. */
export const describeOption = (option: Option): string => {
  const facts = [
    ...(option.argChoices === undefined ? [] : [option.argChoices.join(", ")]),
    ...(typeof option.defaultValue === "number" || typeof option.defaultValue === "string"
      ? [`default: ${option.defaultValue}`]
      : []),
    ...(option instanceof Flag && option.separator !== undefined ? ["repeatable"] : []),
    ...(option instanceof Flag ? [`env: ${option.variable}`] : []),
  ];
  return facts.length === 0 ? option.description : `${option.description} (${facts.join("; ")})`;
};

const ON = /^(1|true|yes|on)$/i;
const OFF = /^(0|false|no|off)$/i;

/** A switch's variable: undefined where it says neither on nor off. */
export const switchValue = (text: string): boolean | undefined =>
  ON.test(text) ? true : OFF.test(text) ? false : undefined;

/** A usage error of the environment. It never repeats the value: it may be a token. */
export const unusable = (variable: string, why: string): CommanderError =>
  new CommanderError(1, "kongruent.environment", `error: the variable ${variable} cannot be used: ${why}`);

const variableValue = (option: Flag, text: string): unknown => {
  if (!option.required && !option.optional) {
    const isOn = switchValue(text.trim());
    if (isOn === undefined) throw unusable(option.variable, "write 1 or true for on, 0 or false for off.");
    return option.negate ? !isOn : isOn;
  }
  const parse = option.parseArg;
  if (parse === undefined) return text;
  const parts = option.separator === undefined ? [text] : text.split(option.separator === "commas" ? /[\n,]/ : /\n/);
  const values = parts.map((part) => part.trim()).filter((part) => part !== "");
  try {
    // commander declares what it passes on as its own option's type; ours take text and the value so far.
    return values.reduce<unknown>((previous, value) => parse(value, previous as never), undefined);
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw unusable(option.variable, error.message);
    throw error;
  }
};

/** Flags of which one replaces the other: the one said on the command line silences the other one's variable. */
const ALTERNATIVES: readonly (readonly [string, string])[] = [["token", "tokenFile"]];

/** Sets every flag that was not given on the command line from its variable; an empty variable says nothing. */
export const applyEnvironment = (command: Command, env: Io["env"]): void => {
  const isGiven = (name: string): boolean => command.getOptionValueSource(name) === "cli";
  for (const [one, other] of ALTERNATIVES) {
    if (isGiven(one) && isGiven(other)) {
      const flags = [one, other].map((name) => command.options.find((option) => option.attributeName() === name)?.long);
      throw new CommanderError(1, "kongruent.alternatives", `error: give either ${flags.join(" or ")}, not both.`);
    }
  }
  for (const option of command.options) {
    if (!(option instanceof Flag)) continue;
    const name = option.attributeName();
    const text = env[option.variable];
    const isSilenced = ALTERNATIVES.some((pair) => pair.includes(name) && pair.some(isGiven));
    if (text === undefined || text.trim() === "" || isGiven(name) || isSilenced) continue;
    command.setOptionValueWithSource(name, variableValue(option, text), "env");
  }
};
