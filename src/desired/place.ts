/**
 * Where in a person's own program something was thrown: the first frame of a printed stack that is theirs.
 * @module
 */
import { realpathSync } from "node:fs";
import { dirname, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** `    at new Shop (/app/main.ts:6:49)`, `    at file:///app/main.mjs:1:7`. */
const FRAME = /^\s+at (?:.*\()?((?:file:\/\/|\/|[A-Za-z]:[\\/])[^()]*):(\d+):(\d+)\)?/;
const IS_FRAME = /^\s+at\s/;

/** The folders this package runs from: its sources and its build, whichever of them this file belongs to. */
const ownFolders: readonly string[] = (() => {
  const here = fileURLToPath(import.meta.url);
  const at = Math.max(here.lastIndexOf(`${sep}src${sep}`), here.lastIndexOf(`${sep}dist${sep}`));
  const root = at === -1 ? dirname(here) : here.slice(0, at);
  return ["src", "dist"].map((name) => `${root}${sep}${name}${sep}`);
})();

const real = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
};

const placeIn = (frame: string, folder: string): string | undefined => {
  const [, written = "", line, column] = FRAME.exec(frame) ?? [];
  if (written === "") return undefined;
  const file = written.startsWith("file://") ? fileURLToPath(written) : written;
  const isForeign = file.split(/[\\/]/).includes("node_modules") || ownFolders.some((own) => file.startsWith(own));
  return isForeign ? undefined : `${relative(real(folder), file)}:${line}:${column}`;
};

/**
 * The place that the stack below a printed error leads to, relative to the app's folder: the first frame outside
 * node_modules, Node itself and this package. Undefined where there is none.
 *
 * @example
 * placeBelow(["TypeError: no", "    at f (/app/main.ts:6:49)"], 0, "/app") // "main.ts:6:49"
 */
export const placeBelow = (lines: readonly string[], index: number, folder: string): string | undefined => {
  const first = lines.findIndex((line, at) => at > index && IS_FRAME.test(line));
  if (first === -1) return undefined;
  const length = lines.slice(first).findIndex((line) => !IS_FRAME.test(line));
  const frames = lines.slice(first, length === -1 ? undefined : first + length);
  for (const frame of frames) {
    const place = placeIn(frame, folder);
    if (place !== undefined) return place;
  }
  return undefined;
};
