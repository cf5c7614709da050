/**
 * Files that a command writes: whole or not at all, and never over what is there already.
 * @module
 */
import { randomBytes } from "node:crypto";
import { mkdir, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, sep } from "node:path";
import { KongruentError } from "../model/errors.ts";

/** A file to be written. */
export interface ToWrite {
  readonly path: string;
  readonly text: string;
  /** Only its owner may read it. */
  readonly isSecret?: boolean;
}

const exists = (what: string): KongruentError =>
  new KongruentError(
    "KG_FILE_EXISTS",
    `${what} is there already, and nothing was written. Name another place, or write over it with --force.`,
  );

const kindOfPath = async (path: string): Promise<"file" | "folder" | undefined> => {
  const found = await stat(path).catch(() => undefined);
  return found === undefined ? undefined : found.isDirectory() ? "folder" : "file";
};

/**
 * Refuses a file that is there, and a folder with something in it. Throws `KG_FILE_EXISTS`.
 *
 * @param shown what the path is called in the message
 */
export const refuseExisting = async (path: string, shown: string): Promise<void> => {
  const found = await kindOfPath(path);
  if (found === "file") throw exists(`The file ${shown}`);
  if (found !== "folder") return;
  const names = await readdir(path).catch((): string[] => []);
  if (names.length > 0) throw exists(`The folder ${shown} is not empty: what is in it`);
};

/** A path by its folder's own name, whatever links lead there. */
const placeOf = async (path: string): Promise<string> => {
  const folder = dirname(path);
  if (folder === path) return path;
  const real = await realpath(folder).catch(() => placeOf(folder));
  return join(real, basename(path));
};

/**
 * Refuses to write a file over another one of the same run, or where a folder of that run shall be. Throws `KG_USAGE`.
 *
 * @param shown what the path is called in the message
 */
export const refuseSame = async (path: string, shown: string, others: readonly string[]): Promise<void> => {
  const place = await placeOf(path);
  const places = await Promise.all(others.map(placeOf));
  if (!places.some((other) => other === place || other.startsWith(place + sep))) return;
  throw new KongruentError(
    "KG_USAGE",
    `${shown} is where the configuration goes, and secrets are kept out of that: nothing was written. Name another file.`,
  );
};

/** Writes files, each in one step, the folders they are in included. Throws `KG_FILE_UNWRITABLE`. */
export const writeFiles = async (files: readonly ToWrite[]): Promise<void> => {
  for (const { path, text, isSecret } of files) {
    const draft = join(dirname(path), `.${randomBytes(6).toString("hex")}.tmp`);
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(draft, text, { mode: isSecret === true ? 0o600 : 0o666, flag: "wx" });
      await rename(draft, path);
    } catch (cause) {
      await rm(draft, { force: true }).catch(() => {});
      throw new KongruentError(
        "KG_FILE_UNWRITABLE",
        `${path} could not be written: check that its folder is one and can be written to.`,
        { cause },
      );
    }
  }
};
