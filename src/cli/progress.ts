/**
 * A line on a terminal that says what is going on; nothing where nobody watches.
 * @module
 */
import type { Io } from "./io.ts";

export interface Progress {
  /** Begins a line. Where no total is known, `soFar` is asked for what has been done until now. */
  start(what: string, soFar?: () => string): void;
  step(done: number, total: number): void;
  end(): void;
}

const WIDTH = 24;
const INTERVAL_MS = 100;
const CLEAR = "\r\u001b[K";
const NOTHING: Progress = { start: () => {}, step: () => {}, end: () => {} };

/** A progress bar on stderr for interactive runs. */
export const createProgress = (io: Io, isEnabled: boolean): Progress => {
  if (!isEnabled || !io.isInteractive || io.env["TERM"] === "dumb") return NOTHING;
  let label: string | undefined;
  let last = 0;
  let timer: NodeJS.Timeout | undefined;
  const show = (text: string): void => io.stderr(`${CLEAR}${text}`);
  return {
    start: (what, soFar) => {
      clearInterval(timer);
      label = what;
      show(`${what} …`);
      if (soFar !== undefined) timer = setInterval(() => show(`${what} … ${soFar()}`), INTERVAL_MS).unref();
    },
    step: (done, total) => {
      const now = Date.now();
      if (label === undefined || (done < total && now - last < INTERVAL_MS)) return;
      last = now;
      const filled = Math.round((done / Math.max(1, total)) * WIDTH);
      show(`${label} [${"█".repeat(filled)}${"░".repeat(WIDTH - filled)}] ${done}/${total}`);
    },
    end: () => {
      clearInterval(timer);
      if (label !== undefined) io.stderr(CLEAR);
      label = undefined;
    },
  };
};
