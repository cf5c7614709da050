/**
 * Lines of measurements as numbers over several runs, and as a Markdown table.
 * @module
 */
import type { Usage } from "./processes.ts";

/** One line of one run. */
export interface Measured extends Usage {
  readonly size: number;
  readonly line: string;
  readonly read: number;
  readonly write: number;
}

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
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
  /** Wall and CPU over those of the raw requests of the same run; the median of the runs. */
  readonly times: { readonly wall: number; readonly cpu: number } | undefined;
  readonly outcome: string;
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
};

const spread = (values: readonly number[]): Spread => ({
  min: Math.min(...values),
  median: median(values),
  max: Math.max(...values),
});

/** Brings the runs of each line together. `base` names the raw line that a line is held against. */
export const rowsOf = (
  runs: readonly (readonly Measured[])[],
  base: (line: string) => string | undefined,
): readonly Row[] =>
  (runs[0] ?? []).map(({ size, line, read, write, outcome }): Row => {
    const find = (run: readonly Measured[], name: string | undefined): Measured | undefined =>
      run.find((one) => one.size === size && one.line === name);
    const all = runs.flatMap((run) => find(run, line) ?? []);
    const ratios = (of: "wallMs" | "cpuMs"): readonly number[] =>
      runs.flatMap((run) => {
        const [one, raw] = [find(run, line), find(run, base(line))];
        return one === undefined || raw === undefined ? [] : [one[of] / raw[of]];
      });
    const [wall, cpu] = [ratios("wallMs"), ratios("cpuMs")];
    return {
      size,
      line,
      wallMs: spread(all.map(({ wallMs }) => wallMs)),
      cpuMs: spread(all.map(({ cpuMs }) => cpuMs)),
      peakRssMiB: spread(all.map(({ peakRssMiB }) => peakRssMiB)),
      read,
      write,
      times: wall.length === 0 ? undefined : { wall: median(wall), cpu: median(cpu) },
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
  ];
  const body = rows.map(({ size, line, wallMs, cpuMs, peakRssMiB, read, write, times }) => [
    size.toLocaleString("en"),
    line,
    range(wallMs, seconds, runs),
    seconds(cpuMs.median),
    String(Math.round(peakRssMiB.median)),
    read.toLocaleString("en"),
    write.toLocaleString("en"),
    times === undefined ? "" : times.wall.toFixed(2),
    times === undefined ? "" : times.cpu.toFixed(2),
  ]);
  const isNumber = (column: number): boolean => column !== 1;
  return [head, head.map((_, column) => (isNumber(column) ? "---:" : "---")), ...body]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
};
