/**
 * Ctrl-C: once asks for an orderly end, twice ends at once.
 * @module
 */
import type { Io } from "./io.ts";

export interface Interrupt {
  /** Start nothing new. */
  readonly stop: AbortSignal;
  /** Stop what runs. */
  readonly abort: AbortSignal;
  /** From now on a first Ctrl-C lets what runs finish; before, nothing is being written and one is enough. */
  beginWriting(): void;
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
    stop.abort();
    abort.abort();
  });
  return {
    stop: stop.signal,
    abort: abort.signal,
    beginWriting: () => {
      isWriting = true;
    },
    dispose,
  };
};
