/**
 * A line on a terminal that says what is going on; nothing where nobody watches.
 * @module
 */
import type { Io } from "./io.ts";

export interface Progress {
  start(what: string): void;
  step(done: number, total: number): void;
  end(): void;
}

const WIDTH = 24;
const INTERVAL_MS = 80;
const NOTHING: Progress = { start: () => {}, step: () => {}, end: () => {} };

/** A progress bar on stderr for interactive runs. */
export const createProgress = (io: Io, isEnabled: boolean): Progress => {
  if (!isEnabled || !io.isInteractive) return NOTHING;
  let label = "";
  let last = 0;
  const show = (text: string): void => io.stderr(`\r\u001b[K${text}`);
  return {
    start: (what) => {
      label = what;
      show(`${label} …`);
    },
    step: (done, total) => {
      const now = Date.now();
      if (done < total && now - last < INTERVAL_MS) return;
      last = now;
      const filled = Math.round((done / Math.max(1, total)) * WIDTH);
      show(`${label} [${"█".repeat(filled)}${"░".repeat(WIDTH - filled)}] ${done}/${total}`);
    },
    end: () => show(""),
  };
};
