/**
 * Starts the processes of a run and takes their answers: the gateway's, and one fresh one per line.
 * @module
 */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Writing } from "./writing.ts";

/** The folder with the built programs, put in at build time. */
declare const __BENCH_BUILT__: string;

/** What the gateway's process is asked: to forget everything, to answer late. It always answers with its counts. */
export interface GatewayRequest {
  readonly isReset?: boolean;
  readonly latencyMs?: number;
}

/** Requests that arrived since the last question. */
export interface GatewayReply {
  readonly url: string;
  readonly read: number;
  readonly write: number;
}

/** What a measured process is to do. */
export type Task =
  | { readonly do: "download"; readonly url: string; readonly isParsed: boolean }
  | { readonly do: "plan"; readonly url: string; readonly size: number; readonly revision: number }
  | {
      readonly do: "apply";
      readonly url: string;
      readonly size: number;
      readonly revision: number;
      readonly concurrency: number;
    }
  | { readonly do: "post"; readonly url: string; readonly size: number; readonly concurrency: number }
  | { readonly do: "write stack"; readonly url: string; readonly size: number; readonly file: string };

/** What one process used for one line. */
export interface Usage {
  readonly wallMs: number;
  /** User and system time, all threads. */
  readonly cpuMs: number;
  /** The most memory the process ever had. */
  readonly peakRssMiB: number;
  /** The part of the work in which it wrote; undefined where it wrote nothing, or it is not told. */
  readonly writing?: Writing | undefined;
  /** What came of it, to see that the work was done: `30000 unchanged`. */
  readonly outcome: string;
}

const programOf = (name: string): string => join(__BENCH_BUILT__, `${name}.mjs`);

export interface GatewayProcess {
  readonly ask: (request: GatewayRequest) => Promise<GatewayReply>;
  readonly stop: () => void;
}

/** Starts an empty gateway. */
export const startGatewayProcess = async (): Promise<GatewayProcess> => {
  const child = fork(programOf("bench/converge/gateway"), { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  await once(child, "message");
  return {
    ask: async (request) => {
      const reply = once(child, "message");
      child.send(request);
      const [counts] = (await reply) as [GatewayReply];
      return counts;
    },
    stop: () => child.kill(),
  };
};

const ended = async (child: ChildProcess): Promise<number> => {
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 1;
};

/** Runs one task in a fresh process. */
export const measure = async (task: Task): Promise<Usage> => {
  const profile = process.env["BENCH_PROFILE"];
  const child = fork(programOf("bench/converge/measured"), [JSON.stringify(task)], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    execArgv: profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`],
  });
  let usage: Usage | undefined;
  child.on("message", (message) => {
    usage = message as Usage;
  });
  const code = await ended(child);
  if (code !== 0 || usage === undefined) throw new Error(`'${task.do}' ended with ${code}`);
  return usage;
};

/** Runs the whole command line in a fresh process, from its start to its end. */
export const measureCli = async (args: readonly string[], expectedCode: number): Promise<Usage> => {
  const usageFile = join(tmpdir(), `kongruent-bench-${process.pid}.json`);
  const profile = process.env["BENCH_PROFILE"];
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      ...(profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`]),
      "--import",
      programOf("bench/converge/report-usage"),
      programOf("src/cli/main"),
      ...args,
    ],
    { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, BENCH_USAGE_FILE: usageFile } },
  );
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const code = await ended(child);
  const wallMs = performance.now() - started;
  if (code !== expectedCode)
    throw new Error(`kongruent ${args.join(" ")} ended with ${code}: ${output.slice(0, 2000)}`);
  const used = JSON.parse(readFileSync(usageFile, "utf8")) as Omit<Usage, "wallMs" | "outcome">;
  rmSync(usageFile);
  return { ...used, wallMs, outcome: output };
};
