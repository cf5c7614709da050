/** Loaded before the command line: writes what the process used into a file when it ends. @module */
import { readFileSync, writeFileSync } from "node:fs";

const file = process.env["BENCH_USAGE_FILE"];

/**
 * The most memory this program ever had, in MiB. Linux carries `maxRSS` over from the process that started this one, until the
 * new program is loaded: of a provider it tells how large Terraform was.
 */
const peakRssMiB = (maxRSS: number): number => {
  try {
    const [, kib] = /VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    return Number(kib ?? maxRSS) / 1024;
  } catch {
    return maxRSS / 1024;
  }
};

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const used = { cpuMs: (userCPUTime + systemCPUTime) / 1000, peakRssMiB: peakRssMiB(maxRSS) };
  if (file !== undefined) writeFileSync(file, JSON.stringify(used));
});
