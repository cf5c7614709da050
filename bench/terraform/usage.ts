/**
 * Runs Terraform with our provider, and tells what each of the two used.
 * @module
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { executableName, PLATFORMS, REGISTRY_HOSTS } from "../../src/install/names.ts";

/** The folder with the built programs, put in at build time. */
declare const __BENCH_BUILT__: string;

/** What one command used. */
export interface CommandUsage {
  readonly wallMs: number;
  /** User and system time of Terraform itself. */
  readonly terraformCpuMs: number;
  /** That of all starts of the provider. */
  readonly providerCpuMs: number;
  readonly providerStarts: number;
  readonly terraformPeakMiB: number;
  readonly providerPeakMiB: number;
  readonly output: string;
}

interface Reported {
  readonly cpuMs: number;
  readonly peakRssMiB: number;
}

/**
 * Puts a provider into a folder that tells what it used when it ends.
 *
 * @param provider the bundled file
 */
export const layMeasured = (folder: string, provider: string, version: string): void => {
  const report = join(__BENCH_BUILT__, "bench/converge/report-usage.mjs");
  const profile = process.env["BENCH_PROFILE"];
  const flags = profile === undefined ? "" : ` --cpu-prof --cpu-prof-dir=${profile}`;
  const start = `require("vm").runInThisContext(require("fs").readFileSync(process.argv[1],"utf8"),process.argv[1])`;
  const script = `#!/bin/sh
export BENCH_USAGE_FILE="$BENCH_USAGE_FOLDER/$$.json"
exec node${flags} --import ${report} --input-type=commonjs -e '${start}' ${provider}
`;
  for (const host of REGISTRY_HOSTS) {
    for (const platform of PLATFORMS) {
      const place = join(folder, "terraform.d/plugins", host, "kongruent/kong", version, platform);
      mkdirSync(place, { recursive: true });
      const file = join(place, executableName(version));
      writeFileSync(file, script);
      chmodSync(file, 0o755);
    }
  }
};

const milliseconds = (minutesAndSeconds: string): number => {
  const [, minutes = "0", seconds = "0"] = /(\d+)m([\d.]+)s/.exec(minutesAndSeconds) ?? [];
  return (Number(minutes) * 60 + Number(seconds)) * 1000;
};

/** The most memory a process and no other ever had, as Linux counts it. */
const peakOf = (pid: number): number => {
  try {
    const [, kib = "0"] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kib) / 1024;
  } catch {
    return 0;
  }
};

/** The shell's child: Terraform. */
const childOf = (pid: number): number => {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ")[0]);
  } catch {
    return 0;
  }
};

/** Runs one command to its end. */
export const runTerraform = async (cli: string, args: readonly string[], folder: string): Promise<CommandUsage> => {
  const reports = join(folder, ".usage");
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports);
  const started = performance.now();
  // The shell's `times` tells the time of its children, and of theirs: Terraform and its providers together.
  const shell = spawn("bash", ["-c", `${cli} ${args.join(" ")}; code=$?; times; exit $code`], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: "/dev/null", BENCH_USAGE_FOLDER: reports },
  });
  let output = "";
  const take = (text: string): void => {
    output += text;
  };
  shell.stdout.setEncoding("utf8").on("data", take);
  shell.stderr.setEncoding("utf8").on("data", take);
  let terraformPeakMiB = 0;
  const watch = setInterval(() => {
    if (shell.pid !== undefined) terraformPeakMiB = Math.max(terraformPeakMiB, peakOf(childOf(shell.pid)));
  }, 50);
  const [code] = (await once(shell, "close")) as [number];
  clearInterval(watch);
  const wallMs = performance.now() - started;
  if (code !== 0) throw new Error(`${cli} ${args.join(" ")} ended with ${code}: ${output.slice(-2000)}`);
  const [, user = "", system = ""] = /(\d+m[\d.]+s) (\d+m[\d.]+s)\s*$/.exec(output.trimEnd()) ?? [];
  const providers = readdirSync(reports).map(
    (file) => JSON.parse(readFileSync(join(reports, file), "utf8")) as Reported,
  );
  const providerCpuMs = providers.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
  return {
    wallMs,
    terraformCpuMs: milliseconds(user) + milliseconds(system) - providerCpuMs,
    providerCpuMs,
    providerStarts: providers.length,
    terraformPeakMiB,
    providerPeakMiB: Math.max(0, ...providers.map(({ peakRssMiB }) => peakRssMiB)),
    output,
  };
};
