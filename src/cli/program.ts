/**
 * The command line: commands and their flags, and what happens to a wrong one.
 * @module
 */
import { Argument, Command, CommanderError, Option } from "commander";
import type { ApplyFlags } from "./apply.ts";
import type { Shell } from "./completion.ts";
import { SHELLS } from "./completion.ts";
import type { DriftFlags } from "./drift.ts";
import { applyEnvironment, describeOption, Flag } from "./environment.ts";
import { reportFailure, wantsJson } from "./failure.ts";
import type { GatewayFlags } from "./gateway.ts";
import type { GenerateFlags } from "./generate.ts";
import { HELP } from "./help.ts";
import type { ImportFlags } from "./import.ts";
import type { ExitCode, Io } from "./io.ts";
import type { LintFlags } from "./lint.ts";
import {
  addConnectionFlags,
  addImportFlags,
  addOutputFlags,
  addPlanFlags,
  addSilenceFlags,
  addSourceFlags,
  refuseUnknownKinds,
  wholeNumber,
} from "./options.ts";
import type { PlanCommandFlags } from "./plan.ts";
import type { ProviderFlags } from "./provider.ts";
import type { ValidateFlags } from "./validate.ts";
import { version } from "./version.ts";

const SOURCE =
  "a folder with a cdktf.json, a program (stacks/main.ts), a cdktf.out folder, a .tf.json file, or a decK file or folder (default: this folder)";
const LAST_PORT = 65_535;

/** Longer lines are hard to read, however wide the terminal is. */
const WIDEST_HELP = 100;

const helpWidth = ({ columns }: Io): number => Math.min(columns || WIDEST_HELP, WIDEST_HELP);

type Finish = (code: ExitCode) => void;

/** A command on a source: `work` gets its argument and its flags, those from the environment included. */
const onSource = <Flags extends object>(
  command: Command,
  io: Io,
  finish: Finish,
  work: (source: string | undefined, flags: Flags) => Promise<ExitCode>,
  about: string = SOURCE,
): void => {
  command.argument("[source]", about).action(async (source: string | undefined) => {
    applyEnvironment(command, io.env);
    await refuseUnknownKinds(command);
    const said = command.options
      .map((option) => option.attributeName())
      .filter((name) => command.getOptionValueSource(name) === "cli");
    finish(await work(source, { ...command.opts<Flags>(), said }));
  });
};

const withPlanFlags = (command: Command): Command =>
  addOutputFlags(addSilenceFlags(addPlanFlags(addSourceFlags(addConnectionFlags(command)))));

const addPlan = (program: Command, io: Io, finish: Finish): void => {
  const plan = program.command("plan").summary("show what would change, and why");
  plan.option("--out <file>", "save the plan, to apply exactly it");
  onSource<PlanCommandFlags>(withPlanFlags(plan), io, finish, async (source, flags) =>
    (await import("./plan.ts")).runPlan(source, flags, io),
  );
};

const addApply = (program: Command, io: Io, finish: Finish): void => {
  const apply = program.command("apply").summary("plan, ask, and make the changes");
  apply
    .option(
      "--plan <file>",
      "apply a saved plan, with the flags it was made with, and without [source] with the plan's own; refused when it no longer fits",
    )
    .option("-y, --yes", "do not ask")
    .option("--journal <file>", "append each step to a file, as JSON lines without secrets");
  onSource<ApplyFlags>(withPlanFlags(apply), io, finish, async (source, flags) =>
    (await import("./apply.ts")).runApply(source, flags, io),
  );
};

const addDrift = (program: Command, io: Io, finish: Finish): void => {
  const drift = program.command("drift").summary("show what differs, what is missing, what is unmanaged");
  drift.addOption(new Option("--fail-on <what>", "also exit with 2 for this").choices(["unmanaged"]));
  onSource<DriftFlags>(withPlanFlags(drift), io, finish, async (source, flags) =>
    (await import("./drift.ts")).runDrift(source, flags, io),
  );
};

const addValidate = (program: Command, io: Io, finish: Finish): void => {
  const validate = program.command("validate").summary("check the declarations");
  validate.option("--online", "check against the gateway's own schemas too");
  onSource<ValidateFlags>(
    addOutputFlags(addSourceFlags(addConnectionFlags(validate))),
    io,
    finish,
    async (source, flags) => (await import("./validate.ts")).runValidate(source, flags, io),
  );
};

const addLint = (program: Command, io: Io, finish: Finish): void => {
  const lint = program.command("lint").summary("show what is valid and probably not meant");
  lint.option("--online", "ask the gateway too; --gateway alone does so as well");
  onSource<LintFlags>(
    addOutputFlags(addSilenceFlags(addSourceFlags(addConnectionFlags(lint)))),
    io,
    finish,
    async (source, flags) => (await import("./lint.ts")).runLint(source, flags, io),
  );
};

const addImport = (program: Command, io: Io, finish: Finish): void => {
  const command = program.command("import").summary("write what is live as a stack, as HCL or as a decK file");
  addImportFlags(command);
  onSource<ImportFlags>(
    addOutputFlags(addSourceFlags(addConnectionFlags(command))),
    io,
    finish,
    async (source, flags) => (await import("./import.ts")).runImport(source, flags, io),
    `what to import in place of a gateway: ${SOURCE.replace(" (default: this folder)", "")}`,
  );
};

const addGateway = (program: Command, io: Io, finish: Finish): void => {
  const gateway = program.command("gateway").summary("run the embedded gateway until Ctrl-C");
  gateway
    .addOption(
      new Option("--port <n>", "port on 127.0.0.1; 0 takes a free one")
        .argParser(wholeNumber(0, LAST_PORT))
        .default(8001),
    )
    .addOption(
      new Option("--router-flavor <flavor>", "which routes it takes")
        .choices(["traditional", "expressions"])
        .default("traditional"),
    )
    .addOption(new Flag("--no-color", "no colours (also NO_COLOR)"))
    .action(async () => {
      applyEnvironment(gateway, io.env);
      finish(await (await import("./gateway.ts")).runGateway(gateway.opts<GatewayFlags>(), io));
    });
};

const addGenerate = (program: Command, io: Io, finish: Finish): void => {
  const generate = program.command("generate").summary("write the gateway's plugins as TypeScript");
  generate
    .requiredOption("--out <folder>", "where the files go")
    .option("--check", "write nothing; exit with 2 where files are stale")
    .addOption(
      new Flag("--plugin <name>", "only this plugin; without it all that the gateway has").repeatable("commas"),
    );
  addOutputFlags(addConnectionFlags(generate)).action(async () => {
    applyEnvironment(generate, io.env);
    const said = generate.options
      .map((option) => option.attributeName())
      .filter((name) => generate.getOptionValueSource(name) === "cli");
    finish(await (await import("./generate.ts")).runGenerate({ ...generate.opts<GenerateFlags>(), said }, io));
  });
};

const addProvider = (program: Command, io: Io, finish: Finish): void => {
  const provider = program.command("provider").summary("install the Terraform provider beside a configuration");
  addOutputFlags(provider)
    // One word so far, and a place for others: no command of its own below this one.
    .addArgument(new Argument("<action>", "what to do").choices(["install"]))
    .argument("[folder]", "folder with the HCL or JSON configuration (default: this folder)")
    .action(async (_action: "install", folder: string | undefined) => {
      applyEnvironment(provider, io.env);
      finish((await import("./provider.ts")).runProvider(folder, provider.opts<ProviderFlags>(), io));
    });
};

const addCompletion = (program: Command, io: Io, finish: Finish): void => {
  program
    .command("completion")
    .summary("print shell completion")
    .addArgument(new Argument("<shell>", "for which shell").choices(SHELLS))
    .action(async (shell: Shell) => {
      io.stdout((await import("./completion.ts")).completionScript(program, shell));
      finish(0);
    });
};

/** Builds the program. `finish` receives the exit code of the command that ran. */
export const buildProgram = (io: Io, finish: Finish): Command => {
  const program = new Command("kongruent");
  program
    .description(
      "Makes Kong gateways match what is declared in typed TypeScript: adopts what is there, reads everything, writes the least.",
    )
    .version(version, "-V, --version", "print the version")
    .addHelpText(
      "after",
      "\nkongruent <command> --help says all about a command: flags, variables, exit codes, examples.\n",
    );
  addPlan(program, io, finish);
  addApply(program, io, finish);
  addDrift(program, io, finish);
  addValidate(program, io, finish);
  addLint(program, io, finish);
  addImport(program, io, finish);
  addGateway(program, io, finish);
  addGenerate(program, io, finish);
  addProvider(program, io, finish);
  addCompletion(program, io, finish);
  for (const command of [program, ...program.commands]) {
    const help = HELP[command.name()];
    if (help !== undefined) command.addHelpText("after", () => help(helpWidth(io)));
    command
      .configureHelp({ optionDescription: describeOption, minWidthToWrap: 20 })
      // What went wrong is thrown, and told once, at the end.
      .configureOutput({
        writeOut: io.stdout,
        writeErr: () => {},
        getOutHasColors: () => io.hasColor,
        getErrHasColors: () => io.hasErrorColor,
        getOutHelpWidth: () => helpWidth(io),
        getErrHelpWidth: () => helpWidth(io),
      })
      .exitOverride();
  }
  return program;
};

/** Runs one command line. Whatever happens, one exit code comes out, and with `--json` one document. */
export const runCommandLine = async (args: readonly string[], io: Io): Promise<ExitCode> => {
  let code: ExitCode = 0;
  const program = buildProgram(io, (result) => {
    code = result;
  });
  try {
    if (args.length === 0) {
      io.stderr(program.helpInformation());
      return 1;
    }
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    reportFailure(error, program, args, io, wantsJson(args, io.env));
    return 1;
  }
};
