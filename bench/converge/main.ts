/**
 * How long first apply, no-op plan, and plan and apply of 10 changes take, beside raw requests of the same run.
 * @module
 */
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type GatewayProcess, measure, measureCli, startGatewayProcess, type Usage } from "./processes.ts";
import { type Measured, markdown, rowsOf } from "./table.ts";
import { CHANGES } from "./workload.ts";

const HELP = `npm run bench -- converge [options]

  --sizes 1000,10000,30000   entities: 30 % services, 50 % routes, 20 % plugins
  --sync 10000               entities of the first sync at 10, 32 and 64 in flight; 0 leaves it out
  --runs 1                   how often all of it is run; several give min / median / max
  --json                     one JSON document instead of the table

The embedded gateway runs in another process; every line runs in a fresh one.`;

const LINES = {
  download: "raw download",
  parsed: "raw download, parsed",
  first: "first apply",
  plan: "no-op plan",
  cli: "kongruent plan --json",
  changes: `plan of ${CHANGES} changes`,
  apply: `apply of ${CHANGES} changes`,
} as const;

/** How many requests are in flight in a first sync, and how late the gateway answers. */
const SYNCS = [
  { inFlight: 64, latencyMs: 0 },
  { inFlight: 10, latencyMs: 5 },
  { inFlight: 32, latencyMs: 5 },
  { inFlight: 64, latencyMs: 5 },
  { inFlight: 64, latencyMs: 20 },
];
const syncLine = (what: "raw POSTs" | "first sync", { inFlight, latencyMs }: (typeof SYNCS)[number]): string =>
  `${what}, ${inFlight} in flight${latencyMs === 0 ? "" : `, ${latencyMs} ms latency`}`;

/** The raw line that a line is held against. */
const baseOf = (line: string): string | undefined => {
  if (line.startsWith("first sync")) return line.replace("first sync", "raw POSTs");
  const isRead = line === LINES.plan || line === LINES.cli || line === LINES.changes || line === LINES.parsed;
  return isRead ? LINES.download : undefined;
};

/** Measures one line with the gateway's own counts of requests. */
const counted = async (
  gateway: GatewayProcess,
  size: number,
  line: string,
  work: () => Promise<Usage>,
  expected: string,
): Promise<Measured> => {
  await gateway.ask({});
  const usage = await work();
  const { read, write } = await gateway.ask({});
  if (!usage.outcome.includes(expected)) throw new Error(`${line}: expected ${expected}, got ${usage.outcome}`);
  process.stderr.write(`${size} ${line}: ${usage.wallMs.toFixed(0)} ms, ${usage.cpuMs.toFixed(0)} ms CPU\n`);
  return { ...usage, outcome: expected, size, line, read, write };
};

/** The life of one gateway: filled, read, planned for, changed. */
const convergence = async (size: number, folder: string): Promise<readonly Measured[]> => {
  const gateway = await startGatewayProcess();
  try {
    const { url } = await gateway.ask({});
    const line = (name: string, work: () => Promise<Usage>, expected: string): Promise<Measured> =>
      counted(gateway, size, name, work, expected);
    const first = await line(
      LINES.first,
      () => measure({ do: "apply", url, size, revision: 0, concurrency: 32 }),
      `${size} created`,
    );
    // The gateway makes each entity's text when it is first asked for: that is not the reader's time.
    await measure({ do: "download", url, isParsed: false });
    const raw = (isParsed: boolean) => () => measure({ do: "download", url, isParsed });
    const plan = (revision: number) => () => measure({ do: "plan", url, size, revision });
    const file = join(folder, "cdk.tf.json");
    await measure({ do: "write stack", url, size, file });
    return [
      await line(LINES.download, raw(false), "pages"),
      await line(LINES.parsed, raw(true), "pages"),
      first,
      await line(LINES.plan, plan(0), `0 to update, ${size} unchanged`),
      await line(LINES.cli, () => measureCli(["plan", "--json", file], 0), `"unchanged": ${size},`),
      await line(LINES.changes, plan(1), `${CHANGES} to update`),
      await line(
        LINES.apply,
        () => measure({ do: "apply", url, size, revision: 1, concurrency: 32 }),
        `${CHANGES} updated`,
      ),
    ];
  } finally {
    gateway.stop();
  }
};

/** First syncs of an empty gateway, each beside the same creates with nothing around them. */
const syncs = async (size: number): Promise<readonly Measured[]> => {
  const gateway = await startGatewayProcess();
  const lines: Measured[] = [];
  try {
    // A gateway's first thousands of creates take twice as long, its code not compiled yet: that is no line's time.
    const { url } = await gateway.ask({});
    await measure({ do: "post", url, size, concurrency: 64 });
    for (const sync of SYNCS) {
      const { inFlight: concurrency, latencyMs } = sync;
      for (const what of ["raw POSTs", "first sync"] as const) {
        await gateway.ask({ isReset: true });
        await gateway.ask({ latencyMs });
        const task =
          what === "raw POSTs"
            ? ({ do: "post", url, size, concurrency } as const)
            : ({ do: "apply", url, size, revision: 0, concurrency } as const);
        lines.push(await counted(gateway, size, syncLine(what, sync), () => measure(task), `${size} created`));
      }
    }
    return lines;
  } finally {
    gateway.stop();
  }
};

/** Runs the benchmark and prints it. */
export const main = async (args: readonly string[]): Promise<number> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: "string", default: "1000,10000,30000" },
      sync: { type: "string", default: "10000" },
      runs: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const sizes = values.sizes.split(",").filter((text) => text !== "");
  const numbers = [...sizes, values.sync, values.runs].map(Number);
  if (numbers.some((number) => !Number.isInteger(number) || number < 0)) {
    console.error(`Sizes and runs are whole numbers.\n\n${HELP}`);
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), "kongruent-bench-"));
  const runs: Measured[][] = [];
  try {
    for (let run = 0; run < Number(values.runs); run++) {
      const lines: Measured[] = [];
      for (const size of sizes) lines.push(...(await convergence(Number(size), folder)));
      if (Number(values.sync) > 0) lines.push(...(await syncs(Number(values.sync))));
      runs.push(lines);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const rows = rowsOf(runs, baseOf);
  const machine = { node: process.version, cores: cpus().length, cpu: cpus()[0]?.model ?? "" };
  if (values.json) {
    console.log(
      JSON.stringify(
        { format: "kongruent.bench/1", benchmark: "converge", ...machine, runs: runs.length, rows },
        null,
        2,
      ),
    );
  } else {
    console.log(`\nNode ${machine.node}, ${machine.cores} cores (${machine.cpu})\n\n${markdown(rows, runs.length)}`);
  }
  return 0;
};
