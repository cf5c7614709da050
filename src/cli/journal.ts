/**
 * The journal of an apply as a file: one JSON line per step, without secrets.
 * @module
 */
import { closeSync, fchmodSync, fstatSync, openSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import type { Journal } from "../engine/outcome.ts";
import { KongruentError } from "../model/errors.ts";
import type { Io } from "./io.ts";

export interface JournalFile {
  readonly write: Journal | undefined;
  /** What went wrong with the file while the run went on. */
  problem(): KongruentError | undefined;
  close(): void;
}

const unwritable = (file: string, when: string, cause: unknown): KongruentError =>
  new KongruentError("KG_FILE_UNWRITABLE", `The journal ${file} cannot be written${when}`, { cause });

const NONE: JournalFile = { write: undefined, problem: () => undefined, close: () => {} };

/**
 * Opens the journal before anything is written to a gateway, and throws where that fails. Later a journal that can no
 * longer be written calls `onFailure`, once: what is not journalled is not to be started.
 */
export const openJournal = (file: string | undefined, io: Io, onFailure: () => void): JournalFile => {
  if (file === undefined) return NONE;
  let descriptor: number;
  try {
    descriptor = openSync(resolve(io.cwd, file), "a", 0o600);
    if (fstatSync(descriptor).isFile()) fchmodSync(descriptor, 0o600);
  } catch (cause) {
    throw unwritable(file, ": nothing was written to the gateway. Check --journal.", cause);
  }
  let problem: KongruentError | undefined;
  return {
    write: (entry) => {
      try {
        writeSync(descriptor, `${JSON.stringify(entry)}\n`);
      } catch (cause) {
        if (problem !== undefined) return;
        problem = unwritable(file, " any more: no further change was started.", cause);
        onFailure();
      }
    },
    problem: () => problem,
    close: () => closeSync(descriptor),
  };
};
