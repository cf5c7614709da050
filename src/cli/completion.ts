/** Shell completion, derived from the program itself. @module */
import { type Command, CommanderError } from "commander";

const flagsOf = (command: Command): readonly string[] =>
  command.options
    .filter(({ hidden }) => !hidden)
    .flatMap(({ long }) => (long === undefined || long === null ? [] : [long]));

const bash = (program: Command): string => {
  const cases = program.commands
    .map((command) => `    ${command.name()}) words="${[...flagsOf(command), "--help"].join(" ")}" ;;`)
    .join("\n");
  const names = program.commands.map((command) => command.name()).join(" ");
  return `_kongruent() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words
  case "\${COMP_WORDS[1]}" in
${cases}
    *) words="${names} --help --version" ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then words="${names} --help --version"; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  if [ "\${#COMPREPLY[@]}" -eq 0 ]; then COMPREPLY=($(compgen -f -- "$current")); fi
}
complete -F _kongruent kongruent
`;
};

const fish = (program: Command): string => {
  const quote = (text: string): string => `'${text.replaceAll("'", "\\'")}'`;
  const lines = program.commands.flatMap((command) => [
    `complete -c kongruent -n __fish_use_subcommand -a ${command.name()} -d ${quote(command.summary())}`,
    ...command.options.flatMap(({ long, description }) =>
      long === undefined || long === null
        ? []
        : [
            `complete -c kongruent -n "__fish_seen_subcommand_from ${command.name()}" -l ${long.slice(2)} -d ${quote(description)}`,
          ],
    ),
  ]);
  return `${lines.join("\n")}\n`;
};

/** A script for the shell to read. */
export const completionScript = (program: Command, shell: string): string => {
  if (shell === "bash") return bash(program);
  if (shell === "zsh") return `autoload -U +X bashcompinit && bashcompinit\n${bash(program)}`;
  if (shell === "fish") return fish(program);
  throw new CommanderError(1, "kongruent.shell", `there is completion for bash, zsh and fish, not for '${shell}'`);
};
