/**
 * How long decK files take from text to declarations: plain, with expressions, with aliases, as JSON, as a folder.
 * @module
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { median, spreadText } from "../spread.ts";
import { deckText, FORMS } from "./files.ts";

/** The folder with the built programs, put in at build time. */
declare const __BENCH_BUILT__: string;

const HELP = `npm run bench -- deck [options]

  --sizes 1000,10000,30000   entities: two thirds services with routes and plugins, one third consumers with keys
  --runs 3                   how often each file is read, each time by a fresh process
  --json                     one JSON document instead of the table`;

/** Files of a folder, as a team may have split them. */
const SPLIT = 50;

interface Usage {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakRssMiB: number;
  readonly entities: number;
}

interface Line {
  readonly size: number;
  readonly what: string;
  readonly mebibytes: number;
  readonly runs: readonly Usage[];
}

const read = async (source: string): Promise<Usage> => {
  const child = fork(join(__BENCH_BUILT__, "bench/deck/reading.mjs"), [source], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [usage] = (await once(child, "message")) as [Usage];
  await once(child, "exit");
  return usage;
};

/** A folder with the same entities in many files; names of other files do not matter. */
const writeSplit = (folder: string, size: number): number => {
  mkdirSync(folder);
  let bytes = 0;
  for (let index = 0; index < SPLIT; index++) {
    const text = deckText(Math.floor(size / SPLIT), "plain").replace(
      /((?:service|route|consumer|key|id|host)-)(?=\d)/g,
      `$1${index}-`,
    );
    bytes += text.length;
    writeFileSync(join(folder, `${index}.yaml`), text);
  }
  return bytes;
};

const measured = async (size: number, runs: number, folder: string): Promise<readonly Line[]> => {
  const sources: { readonly what: string; readonly source: string; readonly bytes: number }[] = FORMS.map((form) => {
    const source = join(folder, `${form}-${size}.${form === "JSON" ? "json" : "yaml"}`);
    const text = deckText(size, form);
    writeFileSync(source, text);
    return { what: form, source, bytes: text.length };
  });
  const split = join(folder, `split-${size}`);
  sources.push({ what: `plain, ${SPLIT} files`, source: split, bytes: writeSplit(split, size) });
  const lines: Line[] = [];
  for (const { what, source, bytes } of sources) {
    const usages: Usage[] = [];
    for (let run = 0; run < runs; run++) usages.push(await read(source));
    const [first] = usages;
    if (first === undefined || Math.abs(first.entities - size) > size / 20) {
      throw new Error(`${what}: expected about ${size} declarations, got ${first?.entities}`);
    }
    process.stderr.write(`${size} ${what}: ${usages.map(({ wallMs }) => wallMs.toFixed(0)).join(", ")} ms\n`);
    lines.push({ size, what, mebibytes: bytes / 1024 / 1024, runs: usages });
  }
  return lines;
};

const row = ({ size, what, mebibytes, runs }: Line): string => {
  const cpu = median(runs.map(({ cpuMs }) => cpuMs / 1000));
  const memory = Math.max(...runs.map(({ peakRssMiB }) => peakRssMiB));
  const wall = spreadText(
    runs.map(({ wallMs }) => wallMs / 1000),
    (seconds) => seconds.toFixed(2),
  );
  return `| ${size.toLocaleString("en")} | ${what} | ${mebibytes.toFixed(1)} | ${wall} | ${cpu.toFixed(2)} | ${memory.toFixed(0)} |`;
};

/** Runs the benchmark and prints it. */
export const main = async (args: readonly string[]): Promise<number> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: "string", default: "1000,10000,30000" },
      runs: { type: "string", default: "3" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), "kongruent-bench-deck-"));
  try {
    const lines: Line[] = [];
    for (const size of values.sizes.split(",").map(Number)) {
      lines.push(...(await measured(size, Number(values.runs), folder)));
    }
    if (values.json) console.log(JSON.stringify(lines, null, 2));
    else {
      console.log("| entities | file | MiB | wall s (min / median / max) | CPU s | peak RSS MiB |");
      console.log("| ---: | --- | ---: | ---: | ---: | ---: |");
      for (const line of lines) console.log(row(line));
    }
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
