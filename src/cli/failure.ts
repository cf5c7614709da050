/**
 * Runs that fail before their command begins: a wrong flag, a wrong variable, or a fault of ours.
 * @module
 */
import { type Command, CommanderError } from "commander";
import { type ErrorReport, KongruentError } from "../model/errors.ts";
import { errorLines } from "../report/error-text.ts";
import { failureDocument, jsonText } from "./documents.ts";
import { switchValue } from "./environment.ts";
import { reportsOf } from "./interrupt.ts";
import type { Io } from "./io.ts";

/** Whether the run owes a JSON document, known before its flags are. */
export const wantsJson = (args: readonly string[], env: Io["env"]): boolean =>
  args.includes("--json") || switchValue((env["KONGRUENT_JSON"] ?? "").trim()) === true;

const isFlagOf = (program: Command, name: string): boolean =>
  program.commands.some(({ options }) => options.some(({ long, short }) => long === name || short === name));

/** commander's sentence, as one of ours: the value of a mistyped flag is left out, for it may be a token. */
const usageSentence = (error: CommanderError, program: Command, command: Command | undefined): string => {
  const [first = "", ...hints] = error.message.replace(/^error: /, "").split("\n");
  const text = first.replace(/^(unknown option '-[^'=]*)=.*$/s, "$1'").replace(/\.$/, "");
  const name = /^unknown option '(-[^']*)'$/.exec(text)?.[1];
  const isMisplaced = command === undefined && name !== undefined && isFlagOf(program, name);
  const hint = isMisplaced
    ? "flags stand behind the command, as in npx kongruent plan --json"
    : hints
        .map((line) => line.replace(/^\((.*)\)$/, "$1"))
        .join(" ")
        .trim();
  const sentence = hint === "" ? text : `${text}: ${hint.charAt(0).toLowerCase()}${hint.slice(1)}`;
  const see = `See npx kongruent ${command === undefined ? "" : `${command.name()} `}--help.`;
  return `${sentence}${/[.?]$/.test(sentence) ? "" : "."} ${see}`;
};

/** Why the run failed, as reports. */
const failureReports = (error: unknown, program: Command, command: Command | undefined): readonly ErrorReport[] =>
  error instanceof CommanderError
    ? reportsOf(new KongruentError("KG_USAGE", usageSentence(error, program, command)))
    : reportsOf(error);

/** Tells a failure: as the command's JSON document, or as text on stderr. */
export const reportFailure = (
  error: unknown,
  program: Command,
  args: readonly string[],
  io: Io,
  asJson: boolean,
): void => {
  const command = program.commands.find((known) => known.name() === args[0]);
  const reports = failureReports(error, program, command);
  if (asJson) io.stdout(jsonText(failureDocument(command?.name(), reports)));
  else io.stderr(`${errorLines(reports, io.hasErrorColor && !args.includes("--no-color")).join("\n")}\n`);
};
