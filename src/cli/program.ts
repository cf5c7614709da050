/**
 * The command line: commands, their flags, and what happens to a wrong one.
 * @module
 */
import { Command, CommanderError, Option } from "commander";
import { colors } from "../report/text.ts";
import type { ApplyFlags } from "./apply.ts";
import type { DriftFlags } from "./drift.ts";
import type { ExitCode, Io } from "./io.ts";
import { addConnectionFlags, addOutputFlags, addPlanFlags, addSourceFlags, normaliseSwitches } from "./options.ts";
import type { PlanCommandFlags } from "./plan.ts";
import type { ValidateFlags } from "./validate.ts";
import { version } from "./version.ts";

const SOURCE = "a folder with a cdktf.json, a cdktf.out folder, or a .tf.json file (default: this folder)";

const EXIT_CODES: Readonly<Record<string, string>> = {
  plan: "Exit code: 0 congruent, 2 differences, 1 error.",
  apply: "Exit code: 0 done, 1 anything failed or was not done, 3 the saved plan is stale.",
  drift: "Exit code: 0 no drift, 2 drift, 1 error. Unmanaged entities alone are no drift.",
  validate: "Exit code: 0 valid, 1 not.",
};

const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  $ ${line}`).join("\n")}\n`;

/** Builds the program. `finish` receives the exit code of the command that ran. */
export const buildProgram = (io: Io, finish: (code: ExitCode) => void): Command => {
  const program = new Command("kongruent");
  program
    .description(
      "Makes Kong gateways match what is declared in typed TypeScript: adopts what is there, reads everything, writes the least.",
    )
    .version(version, "-V, --version", "print the version")
    .configureOutput({
      writeOut: io.stdout,
      writeErr: io.stderr,
      getOutHasColors: () => io.hasColor,
      getErrHasColors: () => io.hasColor,
    })
    .showHelpAfterError("(kongruent --help says what there is)")
    .exitOverride();

  const run =
    <Flags>(command: Command, work: (source: string | undefined, flags: Flags) => Promise<ExitCode>) =>
    async (source: string | undefined): Promise<void> => {
      normaliseSwitches(command, io.env);
      finish(await work(source, command.opts<Flags & object>()));
    };

  const withAll = (command: Command): Command =>
    addOutputFlags(addPlanFlags(addSourceFlags(addConnectionFlags(command))));

  const plan = program.command("plan").summary("show what would change, and why").argument("[source]", SOURCE);
  withAll(plan)
    .option("--out <file>", "save the plan, to apply exactly it")
    .addHelpText(
      "after",
      `\n${EXIT_CODES["plan"]}\n${examples("kongruent plan", "kongruent plan stacks --gateway https://kong-admin.example --token-file token", "kongruent plan --out plan.json && kongruent apply --plan plan.json --yes")}`,
    )
    .action(
      run<PlanCommandFlags>(plan, async (source, flags) => (await import("./plan.ts")).runPlan(source, flags, io)),
    );

  const applyCommand = program.command("apply").summary("plan, ask, and make the changes").argument("[source]", SOURCE);
  withAll(applyCommand)
    .option("--plan <file>", "apply a saved plan; refused when it no longer fits")
    .option("-y, --yes", "do not ask")
    .option("--journal <file>", "append each step to a file, as JSON lines without secrets")
    .addHelpText(
      "after",
      `\n${EXIT_CODES["apply"]}\n${examples("kongruent apply", "kongruent apply --yes --json > outcome.json", "kongruent apply --target routes/orders-v1")}`,
    )
    .action(
      run<ApplyFlags>(applyCommand, async (source, flags) => (await import("./apply.ts")).runApply(source, flags, io)),
    );

  const drift = program
    .command("drift")
    .summary("what differs, what is missing, what is unmanaged")
    .argument("[source]", SOURCE);
  withAll(drift)
    .addOption(new Option("--fail-on <what>", "also exit with 2 for this").choices(["unmanaged"]))
    .addHelpText(
      "after",
      `\n${EXIT_CODES["drift"]}\n${examples("kongruent drift --quiet", "kongruent drift --all-kinds --fail-on unmanaged --json")}`,
    )
    .action(run<DriftFlags>(drift, async (source, flags) => (await import("./drift.ts")).runDrift(source, flags, io)));

  const validate = program.command("validate").summary("check the declarations").argument("[source]", SOURCE);
  addOutputFlags(addSourceFlags(addConnectionFlags(validate)))
    .option("--online", "check against the gateway's own schemas too")
    .addHelpText(
      "after",
      `\n${EXIT_CODES["validate"]}\n${examples("kongruent validate", "kongruent validate --online --gateway http://127.0.0.1:8001")}`,
    )
    .action(
      run<ValidateFlags>(validate, async (source, flags) =>
        (await import("./validate.ts")).runValidate(source, flags, io),
      ),
    );

  const gateway = program.command("gateway").summary("run the embedded gateway until Ctrl-C");
  gateway
    .option("--port <n>", "port on 127.0.0.1; 0 takes a free one", "8001")
    .addOption(
      new Option("--router-flavor <flavor>", "which routes it takes")
        .choices(["traditional", "expressions"])
        .default("traditional"),
    )
    .addHelpText(
      "after",
      `\nIt holds the Admin API in memory: nothing is proxied, nothing is kept.\n${examples("kongruent gateway --port 8001")}`,
    )
    .action(async (flags: { port: string; routerFlavor: "traditional" | "expressions" }) => {
      finish(await (await import("./gateway.ts")).runGateway(flags, io));
    });

  const completion = program
    .command("completion")
    .summary("print shell completion")
    .argument("<shell>", "bash, zsh or fish");
  completion
    .addHelpText(
      "after",
      examples(
        'eval "$(kongruent completion bash)"',
        "kongruent completion fish > ~/.config/fish/completions/kongruent.fish",
      ),
    )
    .action(async (shell: string) => {
      const { completionScript } = await import("./completion.ts");
      io.stdout(completionScript(program, shell));
      finish(0);
    });
  for (const command of program.commands) {
    command
      .configureOutput(program.configureOutput())
      .exitOverride()
      .showHelpAfterError(`(kongruent ${command.name()} --help says what there is)`);
  }
  return program;
};

/** Runs one command line. Whatever happens, one exit code comes out, and with `--json` one document. */
export const runCommandLine = async (args: readonly string[], io: Io): Promise<ExitCode> => {
  let code: ExitCode = 0;
  const wantsJson = args.includes("--json");
  const held: string[] = [];
  const quietIo: Io = wantsJson ? { ...io, stderr: (text) => held.push(text) } : io;
  const program = buildProgram(quietIo, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    for (const text of held) io.stderr(text);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      if (wantsJson) {
        const message = error.message.replace(/^error: /, "");
        io.stdout(
          `${JSON.stringify({ format: "kongruent.error/1", errors: [{ code: "KG_USAGE", message, address: null }] }, null, 2)}\n`,
        );
      }
      return 1;
    }
    const message = error instanceof Error ? error.message : String(error);
    if (wantsJson)
      io.stdout(
        `${JSON.stringify({ format: "kongruent.error/1", errors: [{ code: "KG_INTERNAL", message, address: null }] }, null, 2)}\n`,
      );
    else
      io.stderr(
        `${colors(io.hasColor).red("Error")} KG_INTERNAL: ${message}\nThis is a fault in kongruent; please report it.\n`,
      );
    return 1;
  }
};
