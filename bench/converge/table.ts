/**
 * Lines of measurements as numbers over several runs, and as a Markdown table.
 * @module
 */
import { median, type Spread, spread } from "../spread.ts";
import type { Usage } from "./processes.ts";
import type { Writing } from "./writing.ts";

/** One line of one run. */
export interface Measured extends Usage {
  readonly size: number;
  readonly line: string;
  readonly read: number;
  readonly write: number;
}

/** One line over all runs. */
export interface Row {
  readonly size: number;
  readonly line: string;
  readonly wallMs: Spread;
  readonly cpuMs: Spread;
  readonly peakRssMiB: Spread;
  readonly read: number;
  readonly write: number;
  /** The part in which it wrote, and how many writes were in flight then on average; the median of the runs. */
  readonly writing: Writing | undefined;
  /** Wall and CPU over those of the raw requests of the same run, and the wall of the writing alone; the median of the runs. */
  readonly times: { readonly wall: number; readonly cpu: number; readonly writing: number | undefined } | undefined;
  readonly outcome: string;
}

/** Brings the runs of each line together. `base` names the raw line that a line is held against. */
export const rowsOf = (
  runs: readonly (readonly Measured[])[],
  base: (line: string) => string | undefined,
): readonly Row[] =>
  (runs[0] ?? []).map(({ size, line, read, write, outcome }): Row => {
    const find = (run: readonly Measured[], name: string | undefined): Measured | undefined =>
      run.find((one) => one.size === size && one.line === name);
    const all = runs.flatMap((run) => find(run, line) ?? []);
    const ratios = (of: (measured: Measured) => number | undefined): readonly number[] =>
      runs.flatMap((run) => {
        const [one, raw] = [find(run, line), find(run, base(line))].map((measured) => measured && of(measured));
        return one === undefined || raw === undefined ? [] : [one / raw];
      });
    const wall = ratios(({ wallMs }) => wallMs);
    const cpu = ratios(({ cpuMs }) => cpuMs);
    const writing = ratios((measured) => measured.writing?.wallMs);
    const writings = all.flatMap((measured) => measured.writing ?? []);
    return {
      size,
      line,
      wallMs: spread(all.map(({ wallMs }) => wallMs)),
      cpuMs: spread(all.map(({ cpuMs }) => cpuMs)),
      peakRssMiB: spread(all.map(({ peakRssMiB }) => peakRssMiB)),
      read,
      write,
      writing:
        writings.length === 0
          ? undefined
          : {
              wallMs: median(writings.map(({ wallMs }) => wallMs)),
              inFlight: median(writings.map(({ inFlight }) => inFlight)),
            },
      times:
        wall.length === 0
          ? undefined
          : { wall: median(wall), cpu: median(cpu), writing: writing.length === 0 ? undefined : median(writing) },
      outcome,
    };
  });

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1);

const range = ({ min, median: middle, max }: Spread, text: (value: number) => string, runs: number): string =>
  runs === 1 ? text(middle) : `${text(min)} / ${text(middle)} / ${text(max)}`;

/** The rows as Markdown; with several runs wall is min / median / max, the others are medians. */
export const markdown = (rows: readonly Row[], runs: number): string => {
  const head = [
    "entities",
    "line",
    runs === 1 ? "wall s" : "wall s (min / median / max)",
    "CPU s",
    "peak RSS MiB",
    "reads",
    "writes",
    "× raw wall",
    "× raw CPU",
    "writing s",
    "in flight",
    "× raw writing",
  ];
  const body = rows.map(({ size, line, wallMs, cpuMs, peakRssMiB, read, write, times, writing }) => [
    size.toLocaleString("en"),
    line,
    range(wallMs, seconds, runs),
    seconds(cpuMs.median),
    String(Math.round(peakRssMiB.median)),
    read.toLocaleString("en"),
    write.toLocaleString("en"),
    times === undefined ? "" : times.wall.toFixed(2),
    times === undefined ? "" : times.cpu.toFixed(2),
    writing === undefined ? "" : seconds(writing.wallMs),
    writing === undefined ? "" : writing.inFlight.toFixed(1),
    times?.writing === undefined ? "" : times.writing.toFixed(2),
  ]);
  const isNumber = (column: number): boolean => column !== 1;
  return [head, head.map((_, column) => (isNumber(column) ? "---:" : "---")), ...body]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
};
