/**
 * Ctrl-C: once asks for an orderly end, twice ends at once.
 * @module
 */
import { type ErrorReport, errorReports, KongruentError } from "../model/errors.ts";
import type { Io } from "./io.ts";

export interface Interrupt {
  /** Start nothing new. */
  readonly stop: AbortSignal;
  /** Stop what runs. */
  readonly abort: AbortSignal;
  /** From now on a first Ctrl-C lets what runs finish; before, nothing is being written and one is enough. */
  beginWriting(): void;
  /** Only reads again. */
  endWriting(): void;
  dispose(): void;
}

export const listenForInterrupt = (io: Io): Interrupt => {
  const stop = new AbortController();
  const abort = new AbortController();
  let isWriting = false;
  const dispose = io.onInterrupt(() => {
    if (isWriting && !stop.signal.aborted) {
      stop.abort();
      io.stderr(
        "\nStopping: nothing new is started, what runs is finished and recorded. Press Ctrl-C again to stop at once.\n",
      );
      return;
    }
    if (isWriting && !abort.signal.aborted) io.stderr("\nStopping at once.\n");
    stop.abort();
    abort.abort();
  });
  return {
    stop: stop.signal,
    abort: abort.signal,
    beginWriting: () => {
      isWriting = true;
    },
    endWriting: () => {
      isWriting = false;
    },
    dispose,
  };
};

/** `KG_INTERRUPTED`: Ctrl-C before anything was written. */
export const interruptedBeforeWriting = (url = ""): KongruentError =>
  new KongruentError("KG_INTERRUPTED", `Interrupted: nothing was written${url === "" ? "" : ` to ${url}`}.`);

/** Waits for something, but not longer than until the signal fires: what ignores the signal is left behind. */
export const unlessInterrupted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const onAbort = (): void => reject(interruptedBeforeWriting());
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });

const INTERNAL = "This is a fault in kongruent: please report it with what you ran.";

/** Why a run failed before it wrote anything, as reports. After Ctrl-C that is the reason, whatever it broke. */
export const reportsOf = (error: unknown, signal?: AbortSignal, url = ""): readonly ErrorReport[] =>
  errorReports(signal?.aborted ? interruptedBeforeWriting(url) : error).map((report) =>
    report.code === "KG_INTERNAL" ? { ...report, message: `${report.message}. ${INTERNAL}` } : report,
  );
