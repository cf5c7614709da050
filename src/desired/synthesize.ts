/**
 * Runs the app that makes the stacks, and finds what it wrote.
 * @module
 */
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { INSTALL_CONTEXT } from "../install/names.ts";
import { ErrorList } from "../model/errors.ts";
import { isRecord } from "../model/values.ts";
import { constructErrors } from "./construct-errors.ts";
import { placeBelow } from "./place.ts";
import { synthFailed } from "./source-errors.ts";

export interface Run {
  /** Receives each line the app prints. */
  readonly onOutput?: ((line: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface App {
  /** As a person would type it. */
  readonly command: string;
  /** Program and arguments, where no shell is wanted. */
  readonly argv?: readonly string[];
  readonly folder: string;
  /** Where the app writes if it does not look at CDKTF_OUTDIR. */
  readonly usualOutput: string;
  readonly context?: unknown;
}

const KEPT_LINES = 5000;
const SHOWN_LINES = 15;
const NOISE = [
  /^\s*at\s/,
  /^\s*$/,
  /^Node\.js v\d/,
  /^node:internal/,
  /^\s*\^+\s*$/,
  /^\s*throw\s/,
  /^npm (?:error|ERR!|notice|warn)/i,
  /^\s*[{}]\s*$/,
  /^\s*(?:generatedMessage|code|requireStack):/,
  /^\s*triggerUncaughtException\(/,
  /\bskipValidation\b/,
];
const ERROR = /^(?:Uncaught )?\[?\w*(?:Error|Exception)\b/;

/** What to do about an error of CDKTF that does not say it. */
const withAdvice = (line: string): string =>
  /\bThere is already a Construct with name '/.test(line)
    ? `${line}. Give the second one another id (constructId in add… methods).`
    : line;

/**
 * The lines of an app's output that say what went wrong: of the stack only the place in the app's own files is kept.
 *
 * @param folder the app's folder, which the place is relative to
 */
export const tellingLines = (lines: readonly string[], folder: string): readonly string[] => {
  const isTelling = (line: string): boolean => !NOISE.some((pattern) => pattern.test(line));
  const error = lines.findIndex((line) => isTelling(line) && ERROR.test(line.trim()));
  const telling =
    error === -1
      ? lines.filter(isTelling).slice(-SHOWN_LINES)
      : lines.slice(error).filter(isTelling).slice(0, SHOWN_LINES);
  const place = placeBelow(lines, error, folder);
  const trimmed = telling.map((line) => withAdvice(line.trimEnd()));
  return place === undefined ? trimmed : [...trimmed, `(at ${place})`];
};

const modified = async (path: string): Promise<number | undefined> => {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return undefined;
  }
};

const runApp = (app: App, env: Record<string, string | undefined>, run: Run): Promise<void> =>
  new Promise((fulfil, fail) => {
    const [program = app.command, ...rest] = app.argv ?? [];
    // A group of its own, so that stopping it stops what the shell started; only where somebody can stop it.
    const isGroup = run.signal !== undefined && process.platform !== "win32";
    const child = spawn(program, rest, {
      cwd: app.folder,
      env,
      shell: app.argv === undefined,
      detached: isGroup,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const recent: { readonly out: string[]; readonly error: string[] } = { out: [], error: [] };
    const listen = (stream: NodeJS.ReadableStream, lines: string[]): void => {
      createInterface({ input: stream }).on("line", (line) => {
        lines.push(line);
        if (lines.length > KEPT_LINES) lines.shift();
        run.onOutput?.(line);
      });
    };
    listen(child.stdout, recent.out);
    listen(child.stderr, recent.error);
    const end = (signal: "SIGTERM" | "SIGKILL"): void => {
      if (child.pid === undefined) return;
      try {
        process.kill(isGroup ? -child.pid : child.pid, signal);
      } catch {
        // It ended by itself.
      }
    };
    const stop = (): void => end("SIGTERM");
    const kill = (): void => end("SIGKILL");
    run.signal?.addEventListener("abort", stop, { once: true });
    // What outlives this process would go on writing into the folder that is removed then.
    process.prependOnceListener("exit", kill);
    child.on("error", (error) => {
      process.removeListener("exit", kill);
      fail(synthFailed(app.command, app.folder, "could not be started", [error.message]));
    });
    child.on("close", (code, signal) => {
      run.signal?.removeEventListener("abort", stop);
      process.removeListener("exit", kill);
      if (run.signal?.aborted) fail(synthFailed(app.command, app.folder, "was interrupted", []));
      else if (code === 0) fulfil();
      else {
        const found = constructErrors(recent.error, app.folder);
        if (found.length > 0) {
          fail(new ErrorList(found));
          return;
        }
        const lines = tellingLines(
          recent.error.some((line) => line.trim() !== "") ? recent.error : recent.out,
          app.folder,
        );
        const how = code === null ? `was ended by ${signal}` : `failed with exit code ${code}`;
        fail(synthFailed(app.command, app.folder, how, lines));
      }
    });
  });

/** The app's context, as JSON: no provider is laid beside what is only read and removed. */
const contextOf = (app: App, given: string | undefined): string | undefined => {
  let context: unknown = app.context;
  if (context === undefined) {
    try {
      context = given === undefined || given === "" ? {} : JSON.parse(given);
    } catch {
      // The app's own complaint about it says more.
      return given;
    }
  }
  return isRecord(context) ? JSON.stringify({ ...context, [INSTALL_CONTEXT]: false }) : given;
};

const environment = (app: App, run: Run, outdir: string): Record<string, string | undefined> => {
  const context = contextOf(app, run.env["CDKTF_CONTEXT_JSON"]);
  return {
    ...run.env,
    CDKTF_OUTDIR: outdir,
    // Errors of constructs come with their paths in the manifest, not as one thrown text.
    CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS: "true",
    SYNTH_HCL_OUTPUT: "false",
    // CDKTF's own frames fill the usual ten, and the place in the app would be cut off.
    NODE_OPTIONS: `${run.env["NODE_OPTIONS"] ?? ""} --stack-trace-limit=50`.trim(),
    ...(context === undefined ? {} : { CDKTF_CONTEXT_JSON: context }),
  };
};

/**
 * Runs the app and hands its output folder on; the folder is gone afterwards, also when the process ends meanwhile.
 * Throws `KG_SYNTH_FAILED` with the app's own words where it fails.
 */
export const synthesize = async <T>(app: App, run: Run, read: (outdir: string) => Promise<T>): Promise<T> => {
  const outdir = await mkdtemp(join(tmpdir(), "kongruent-"));
  const usualManifest = join(app.usualOutput, "manifest.json");
  // It may hold secrets, so it goes also where the process ends in the middle.
  const removeNow = (): void => rmSync(outdir, { recursive: true, force: true });
  process.once("exit", removeNow);
  try {
    const before = await modified(usualManifest);
    await runApp(app, environment(app, run, outdir), run);
    if ((await modified(join(outdir, "manifest.json"))) !== undefined) return await read(outdir);
    const after = await modified(usualManifest);
    if (after !== undefined && after !== before) return await read(app.usualOutput);
    throw synthFailed(app.command, app.folder, "ended without writing a stack", [
      `Expected a manifest.json in CDKTF_OUTDIR or in ${app.usualOutput}.`,
      "Does it call app.synth(), and leave 'outdir' to CDKTF_OUTDIR?",
    ]);
  } finally {
    await rm(outdir, { recursive: true, force: true });
    process.removeListener("exit", removeNow);
  }
};
