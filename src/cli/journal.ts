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
  close(): void;
}

/** Opens the journal before anything is written to a gateway, and throws where that fails. */
export const openJournal = (file: string | undefined, io: Io): JournalFile => {
  if (file === undefined) return { write: undefined, close: () => {} };
  try {
    const descriptor = openSync(resolve(io.cwd, file), "a", 0o600);
    if (fstatSync(descriptor).isFile()) fchmodSync(descriptor, 0o600);
    return {
      // Written at once: what is journalled before a request must be there if the process dies in it.
      write: (entry) => void writeSync(descriptor, `${JSON.stringify(entry)}\n`),
      close: () => closeSync(descriptor),
    };
  } catch (cause) {
    throw new KongruentError(
      "KG_FILE_UNWRITABLE",
      `The journal ${file} cannot be written, so nothing was written to the gateway. Check --journal, its folder and its rights.`,
      { cause },
    );
  }
};
