/** Shell completion, derived from the program itself. @module */
import type { Command, Option } from "commander";

export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

const longFlags = ({ options }: Command): readonly (Option & { readonly long: string })[] =>
  options.filter((option): option is Option & { readonly long: string } => typeof option.long === "string");

/** What a command takes behind its name: its flags, or the words it allows. */
const wordsOf = (command: Command): string =>
  [
    ...command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
    ...longFlags(command).map(({ long }) => long),
    "--help",
  ].join(" ");

/** Flags with a fixed set of values, once each. */
const choices = (program: Command): ReadonlyMap<string, readonly string[]> =>
  new Map(
    program.commands
      .flatMap(longFlags)
      .flatMap(({ long, argChoices }) => (argChoices === undefined ? [] : [[long, argChoices] as const])),
  );

const bash = (program: Command): string => {
  const commands = program.commands.map((command) => `      ${command.name()}) words="${wordsOf(command)}" ;;`);
  const values = [...choices(program)].map(([flag, words]) => `    ${flag}) words="${words.join(" ")}" ;;`);
  const names = program.commands.map((command) => command.name()).join(" ");
  return `_kongruent() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  case "\${COMP_WORDS[COMP_CWORD-1]}" in
${values.join("\n")}
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${names} --help --version"
  elif [ -z "$words" ]; then
    case "\${COMP_WORDS[1]}" in
${commands.join("\n")}
      *) words="--help" ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current" || true))
  if [ "\${#COMPREPLY[@]}" -eq 0 ]; then COMPREPLY=($(compgen -f -- "$current" || true)); fi
}
complete -F _kongruent kongruent
`;
};

const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

const fish = (program: Command): string => {
  const lines = program.commands.flatMap((command) => {
    const within = `-n "__fish_seen_subcommand_from ${command.name()}"`;
    const words = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
    return [
      `complete -c kongruent -n __fish_use_subcommand -a ${command.name()} -d ${quoted(command.summary())}`,
      ...(words.length === 0 ? [] : [`complete -c kongruent ${within} -f -a "${words.join(" ")}"`]),
      ...longFlags(command).map(({ long, description, required, argChoices }) => {
        const value = argChoices === undefined ? (required ? " -r" : "") : ` -x -a "${argChoices.join(" ")}"`;
        return `complete -c kongruent ${within} -l ${long.slice(2)}${value} -d ${quoted(description)}`;
      }),
    ];
  });
  return `${lines.join("\n")}\n`;
};

/** A script for the shell to read. */
export const completionScript = (program: Command, shell: Shell): string => {
  if (shell === "fish") return fish(program);
  return shell === "bash" ? bash(program) : `autoload -U +X bashcompinit && bashcompinit\n${bash(program)}`;
};
