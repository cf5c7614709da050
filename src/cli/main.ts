/** The `kongruent` executable: gives the program its terminal, and the shell its exit code. @module */
import { createInterface } from "node:readline/promises";
import { failureDocument, jsonText } from "./documents.ts";
import { wantsJson } from "./failure.ts";
import { interruptedBeforeWriting, reportsOf } from "./interrupt.ts";
import type { Io } from "./io.ts";
import { runCommandLine } from "./program.ts";
import { allowsColor, canAsk } from "./terminal.ts";

const { stdin, stdout, stderr, env } = process;
const args = process.argv.slice(2);

// A reader that went away (`| head`) is no failure of ours.
for (const stream of [stdout, stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

let hasPrinted = false;
const listeners = new Set<() => void>();

const io: Io = {
  stdout: (text) => {
    hasPrinted = true;
    stdout.write(text);
  },
  stderr: (text) => stderr.write(text),
  env,
  cwd: process.cwd(),
  isInteractive: canAsk(env, [stdin.isTTY, stdout.isTTY, stderr.isTTY]),
  columns: stdout.isTTY ? stdout.columns : undefined,
  hasColor: allowsColor(env, stdout.isTTY === true),
  hasErrorColor: allowsColor(env, stderr.isTTY === true),
  ask: async (question, signal) => {
    const lines = createInterface({ input: stdin, output: stderr });
    // On a terminal in raw mode Ctrl-C is a key, and Ctrl-D ends the input without an answer.
    lines.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
    const ended = new Promise<string>((resolve) => lines.once("close", () => resolve("")));
    try {
      return await Promise.race([lines.question(question, { signal }), ended]);
    } finally {
      lines.close();
    }
  },
  onInterrupt: (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Ends when everything is written, whatever else may still be open. */
const end = (code: number): void => {
  stdout.write("", () => stderr.write("", () => process.exit(code)));
};

/** An end that no command tells of: still one line instead of a stack trace, and still one document. */
const fail = (error: unknown): void => {
  const reports = reportsOf(error);
  for (const { code, message } of reports) stderr.write(`Error ${code}: ${message}\n`);
  if (wantsJson(args, env) && !hasPrinted) stdout.write(jsonText(failureDocument(args[0], reports)));
  end(1);
};

const onSignal = (): void => {
  if (listeners.size > 0) for (const listener of [...listeners]) listener();
  else if (!hasPrinted) fail(interruptedBeforeWriting());
};
process.on("SIGINT", onSignal);
process.on("SIGTERM", onSignal);
process.on("uncaughtException", fail);

end(await runCommandLine(args, io));
