/**
 * How long the synthesis of a stack of typed entities takes, validation included, and what memory it needs.
 * @module
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { median, spreadText } from "../spread.ts";
import type { Synthesis } from "./app.ts";

/** The folder with the built programs, put in at build time. */
declare const __BENCH_BUILT__: string;

const HELP = `npm run bench -- synth [options]

  --sizes 1000,5000,10000   entities: 20 % services, 30 % routes, 30 % typed plugins, 10 % consumers, 10 % keys
  --runs 3                  the table has min / median / max of the wall time, and the median of the rest
  --json                    one JSON document instead of the table`;

const seconds = (ms: number): string => (ms / 1000).toFixed(2);

/** Each in a fresh process: loading the modules counts, too. */
const synthesized = (size: number): Synthesis =>
  JSON.parse(
    execFileSync(process.execPath, [join(__BENCH_BUILT__, "bench/synth/app.mjs"), String(size)], { encoding: "utf8" }),
  );

export const main = async (args: readonly string[]): Promise<number> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: "string", default: "1000,5000,10000" },
      runs: { type: "string", default: "3" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const rows = values.sizes.split(",").map((size) => ({
    size: Number(size),
    runs: Array.from({ length: Number(values.runs) }, () => synthesized(Number(size))),
  }));
  if (values.json) {
    console.log(JSON.stringify(rows, null, 2));
    return 0;
  }
  console.log(
    "| entities | wall s (min / median / max) | loading s | declaring s | synthesis s | CPU s | peak RSS MiB | JSON MB |",
  );
  console.log("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
  for (const { runs } of rows) {
    const walls = runs.map(({ importMs, declareMs, synthMs }) => importMs + declareMs + synthMs);
    const of = (part: keyof Synthesis): number => median(runs.map((run) => run[part]));
    const wall = spreadText(walls, seconds);
    console.log(
      `| ${of("resources").toLocaleString("en")} | ${wall} | ${seconds(of("importMs"))} | ${seconds(of("declareMs"))} | ` +
        `${seconds(of("synthMs"))} | ${seconds(of("cpuMs"))} | ${Math.round(of("peakRssMiB"))} | ${of("megabytes").toFixed(1)} |`,
    );
  }
  return 0;
};
