/** Loaded before the command line: writes what the process used into a file when it ends. @module */
import { writeFileSync } from "node:fs";

const file = process.env["BENCH_USAGE_FILE"];
process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const used = { cpuMs: (userCPUTime + systemCPUTime) / 1000, peakRssMiB: maxRSS / 1024 };
  if (file !== undefined) writeFileSync(file, JSON.stringify(used));
});
