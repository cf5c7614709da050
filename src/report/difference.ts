/**
 * What differs between two values, so that a long value never hides it.
 * @module
 */
import type { FieldChange } from "../engine/comparator.ts";
import { addTo, canonicalJson, isRecord } from "../model/values.ts";
import { counted, isLong, safe, valueText } from "./text.ts";

/** One line of a change: both sides of a field, or a part that only one side has. */
export type Row =
  | { readonly path: string; readonly from: string; readonly to: string }
  | { readonly path: string; readonly sign: "-" | "+" | ""; readonly text: string };

/** Lists and maps of up to this many characters are shown whole. */
const SHORT = 80;
/** Of a long text: this much before the first difference, and this much from it on. */
const BEFORE = 20;
const AFTER = 60;
/** Beyond this many rows of one field the rest is counted. */
const MOST_ROWS = 50;
/** Beyond this many comparisons two lists are not aligned: what only one of them has is shown. */
const MOST_COMPARISONS = 1_000_000;

const isSurrogateTail = (text: string, at: number): boolean => /[\udc00-\udfff]/.test(text.charAt(at));

const commonStart = (a: string, b: string): number => {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a[at] === b[at]) at++;
  return at;
};

/** Two long texts, each as a window around the first difference. */
const windows = (from: string, to: string): readonly [string, string] => {
  const first = commonStart(from, to);
  const start = Math.max(0, first - BEFORE);
  const begin = isSurrogateTail(from, start) ? start + 1 : start;
  const parts = [from, to].map((text) => {
    const end = first + AFTER;
    return text.slice(begin, isSurrogateTail(text, end) ? end + 1 : end);
  });
  // A space at an end of the text would not be seen.
  const isQuoted = [from, to].some((text, index) => {
    const part = parts[index] ?? "";
    const isEnd = begin + part.length === text.length;
    return part === "" || (begin === 0 && part.trimStart() !== part) || (isEnd && part.trimEnd() !== part);
  });
  const [a = "", b = ""] = [from, to].map((text, index) => {
    const part = parts[index] ?? "";
    const rest = text.length - begin - part.length;
    const line = safe(isQuoted ? JSON.stringify(part) : part.replaceAll("\n", "\\n"));
    return `${begin > 0 ? "…" : ""}${line}${rest > 0 ? `… (${rest.toLocaleString("en-US")} more characters)` : ""}`;
  });
  return [a, b];
};

const scalarRow = (path: string, from: unknown, to: unknown): Row => {
  const isCut = typeof from === "string" && typeof to === "string" && (isLong(from) || isLong(to));
  const [a, b] = isCut ? windows(from, to) : [valueText(from), valueText(to)];
  // A line break and a written \n look alike until both are in quotes.
  return a === b && from !== to
    ? { path, from: safe(JSON.stringify(from)), to: safe(JSON.stringify(to)) }
    : { path, from: a, to: b };
};

interface Step {
  readonly sign: "-" | "+";
  readonly value: unknown;
  readonly key: string;
  /** The place in the list that has it. */
  readonly index: number;
}

/** Runs of what only one list has, in order, by a longest common subsequence. */
const runsOf = (from: readonly unknown[], to: readonly unknown[]): readonly (readonly Step[])[] => {
  const step = (sign: Step["sign"], value: unknown, key: string, index: number): Step => ({ sign, value, key, index });
  const [a, b] = [from.map(canonicalJson), to.map(canonicalJson)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [aEnd, bEnd] = [a.length - end, b.length - end];
  const [rows, columns] = [aEnd - start, bEnd - start];
  if (rows * columns > MOST_COMPARISONS) {
    const [inA, inB] = [new Set(a), new Set(b)];
    const removed = from.flatMap((value, index) =>
      inB.has(a[index] ?? "") ? [] : [step("-", value, a[index] ?? "", index)],
    );
    const added = to.flatMap((value, index) =>
      inA.has(b[index] ?? "") ? [] : [step("+", value, b[index] ?? "", index)],
    );
    return [[...removed, ...added]];
  }
  // lengths[i][j]: of the longest common subsequence of what begins at i and at j.
  const lengths = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  const lengthAt = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = rows - 1; i >= 0; i--) {
    const row = lengths[i] ?? new Uint32Array();
    for (let j = columns - 1; j >= 0; j--) {
      row[j] =
        a[start + i] === b[start + j] ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  const runs: Step[][] = [[]];
  let [i, j] = [0, 0];
  while (i < rows || j < columns) {
    const [x, y] = [start + i, start + j];
    if (i < rows && j < columns && a[x] === b[y]) {
      if ((runs.at(-1) ?? []).length > 0) runs.push([]);
      i++;
      j++;
    } else if (j >= columns || (i < rows && lengthAt(i + 1, j) >= lengthAt(i, j + 1))) {
      runs.at(-1)?.push(step("-", from[x], a[x] ?? "", x));
      i++;
    } else {
      runs.at(-1)?.push(step("+", to[y], b[y] ?? "", y));
      j++;
    }
  }
  return runs;
};

/** Elements that both lists have, at other places. */
const movedIn = (steps: readonly Step[]): ReadonlySet<Step> => {
  const waiting = new Map<string, Step[]>();
  const moved = new Set<Step>();
  for (const step of steps.filter(({ sign }) => sign === "-")) {
    addTo(waiting, step.key, step);
  }
  for (const step of steps.filter(({ sign }) => sign === "+")) {
    const other = waiting.get(step.key)?.pop();
    if (other === undefined) continue;
    moved.add(step);
    moved.add(other);
  }
  // Where nothing but the order differs, the moves are the difference.
  return moved.size === steps.length ? new Set() : moved;
};

const listRows = (path: string, from: readonly unknown[], to: readonly unknown[]): readonly Row[] => {
  const runs = runsOf(from, to);
  const moved = movedIn(runs.flat());
  const single = runs.flat().filter((step) => !moved.has(step));
  const texts = new Map(single.map((step) => [step, valueText(step.value)]));
  const seen = new Map<string, Set<string>>();
  for (const [{ key }, text] of texts) seen.set(text, (seen.get(text) ?? new Set()).add(key));
  const rows = runs.flatMap((run): readonly Row[] => {
    const removed = run.filter((step) => step.sign === "-" && !moved.has(step));
    const added = run.filter((step) => step.sign === "+" && !moved.has(step));
    if (removed.length === added.length) {
      return removed.flatMap((step, index) => {
        const other = added[index];
        return rowsOf(`${path}[${other?.index ?? step.index}]`, step.value, other?.value);
      });
    }
    return [...removed, ...added].map((step) => {
      const text = texts.get(step) ?? "";
      // Two long elements that begin alike are shown whole.
      return { path, sign: step.sign, text: (seen.get(text)?.size ?? 0) > 1 ? safe(step.key) : text };
    });
  });
  return moved.size === 0
    ? rows
    : [...rows, { path, sign: "", text: `${counted(moved.size / 2, "element")} at another place` }];
};

const mapRows = (
  path: string,
  from: Readonly<Record<string, unknown>>,
  to: Readonly<Record<string, unknown>>,
): readonly Row[] =>
  [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((key): readonly Row[] => {
    const name = `${path}.${key}`;
    if (!Object.hasOwn(to, key)) return [{ path: name, sign: "-", text: valueText(from[key]) }];
    if (!Object.hasOwn(from, key)) return [{ path: name, sign: "+", text: valueText(to[key]) }];
    return canonicalJson(from[key]) === canonicalJson(to[key]) ? [] : rowsOf(name, from[key], to[key]);
  });

const isBrief = (value: unknown): boolean => valueText(value).length <= SHORT;

const rowsOf = (path: string, from: unknown, to: unknown): readonly Row[] => {
  const areLists = Array.isArray(from) && Array.isArray(to);
  const areMaps = isRecord(from) && isRecord(to);
  if ((!areLists && !areMaps) || (isBrief(from) && isBrief(to))) return [scalarRow(path, from, to)];
  const rows = areLists ? listRows(path, from, to) : areMaps ? mapRows(path, from, to) : [];
  // Values that differ only in what is masked.
  return rows.length === 0 ? [{ path, sign: "", text: "differs in a secret value" }] : rows;
};

/**
 * The rows of one field that differs.
 *
 * @example
 * differenceRows({ path: "port", from: 80, to: 8080 }) // [{ path: "port", from: "80", to: "8080" }]
 */
export const differenceRows = ({ path, from, to }: FieldChange): readonly Row[] => {
  const rows = rowsOf(path, from, to);
  return rows.length <= MOST_ROWS
    ? rows
    : [
        ...rows.slice(0, MOST_ROWS),
        { path, sign: "", text: `and ${counted(rows.length - MOST_ROWS, "more difference")}` },
      ];
};
