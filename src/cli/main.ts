/** The `kongruent` executable: gives the program its terminal, and the shell its exit code. @module */
import { createInterface } from "node:readline/promises";
import type { Io } from "./io.ts";
import { runCommandLine } from "./program.ts";

const { stdin, stdout, stderr, env } = process;

// A reader that went away (`| head`) is no failure of ours.
for (const stream of [stdout, stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

const io: Io = {
  stdout: (text) => stdout.write(text),
  stderr: (text) => stderr.write(text),
  env,
  cwd: process.cwd(),
  isInteractive: Boolean(stdin.isTTY) && Boolean(stdout.isTTY) && env["CI"] === undefined,
  hasColor:
    env["FORCE_COLOR"] !== undefined ||
    (Boolean(stdout.isTTY) && env["NO_COLOR"] === undefined && env["TERM"] !== "dumb"),
  ask: async (question) => {
    const lines = createInterface({ input: stdin, output: stdout });
    try {
      return await lines.question(question);
    } finally {
      lines.close();
    }
  },
  onInterrupt: (listener) => {
    process.on("SIGINT", listener);
    process.on("SIGTERM", listener);
    return () => {
      process.off("SIGINT", listener);
      process.off("SIGTERM", listener);
    };
  },
};

process.exitCode = await runCommandLine(process.argv.slice(2), io);
