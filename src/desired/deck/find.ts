/**
 * Finds decK files: one by its path, or all those of a folder and the folders in it, as decK does.
 * @module
 */
import { open, readdir } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import type { DeckSource } from "./read.ts";

const EXTENSIONS = new Set([".yaml", ".yml", ".json"]);
/** What decides whether a folder's files are decK's: one of them says so near its beginning. */
const MARK = /(?:^|[{,])[ \t]*["']?_format_version["']?[ \t]*:/m;
const LOOKED_AT = 64 * 1024;
/** Looking for decK files in a folder that may be anything ends here. */
const MOST_ENTRIES = 10_000;

export const hasDeckExtension = (path: string): boolean => EXTENSIONS.has(extname(path).toLowerCase());

const isMarked = async (path: string): Promise<boolean> => {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOKED_AT), 0, LOOKED_AT, 0);
    return MARK.test(buffer.toString("latin1", 0, bytesRead));
  } catch {
    return false;
  } finally {
    await file.close();
  }
};

/** Files with decK's extensions at any depth, in the order of their paths. Hidden folders and node_modules are left out. */
const candidates = async (folder: string): Promise<readonly string[]> => {
  const found: string[] = [];
  const folders = [folder];
  let seen = 0;
  for (const next of folders) {
    const entries = await readdir(next, { withFileTypes: true }).catch(() => []);
    seen += entries.length;
    if (seen > MOST_ENTRIES) return [];
    for (const entry of entries) {
      const path = join(next, entry.name);
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory()) {
        if (entry.name !== "node_modules") folders.push(path);
      } else if (hasDeckExtension(path)) found.push(path);
    }
  }
  return found.sort();
};

/** A file as a source of its own. */
export const deckFile = (path: string): DeckSource => ({
  name: basename(path, extname(path)),
  path,
  files: [path],
});

/** A folder's decK files; undefined where none says that it is one. */
export const deckFolder = async (folder: string): Promise<DeckSource | undefined> => {
  const files = await candidates(folder);
  for (const file of files) if (await isMarked(file)) return { name: basename(folder), path: folder, files };
  return undefined;
};
