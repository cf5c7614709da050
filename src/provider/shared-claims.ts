/**
 * Claims of the other provider processes of one run: each alias of the provider is a process of its own, and a resource that
 * moves from one to the other is destroyed by one and taken over by the other.
 * @module
 */
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What other processes of the run have said. Ids are all that is written down. */
export interface SharedClaims {
  /** A create takes the entity over. False where another process destroys it. */
  readonly claim: (id: string) => boolean;
  /** The plan destroys the entity. False where a create of another process takes it over. */
  readonly doom: (id: string) => boolean;
}

const CLAIM = "c";
const DOOM = "d";
/** Folders of runs that are long over, in milliseconds. */
const OLD = 24 * 60 * 60 * 1000;

/** When a process began, so that a number that is used again is another process. Linux tells; elsewhere the number must do. */
const beginningOf = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The 22nd field; the second one is a name in brackets that may hold blanks.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
};

/**
 * Claims in a folder of the run: one file per process, which appends to its own and reads the others'. Each writes before it
 * reads, so of two that meet at least one sees the other. Where there is no such folder nothing is shared.
 *
 * @param parent the process that started the providers: the CLI
 */
export const createSharedClaims = (parent: number, pid: number, base = tmpdir()): SharedClaims | undefined => {
  const all = join(base, `kongruent-runs-${process.getuid?.() ?? 0}`);
  const folder = join(all, `${parent}-${beginningOf(parent)}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(all)) {
      const path = join(all, name);
      if (Date.now() - statSync(path).mtimeMs > OLD) rmSync(path, { recursive: true, force: true });
    }
  } catch {
    return undefined;
  }
  const own = String(pid);
  /** Notes it, and tells whether no other process has noted the opposite. */
  const note = (what: string, opposite: string, id: string): boolean => {
    try {
      appendFileSync(join(folder, own), `${what} ${id}\n`, { mode: 0o600 });
      return readdirSync(folder)
        .filter((name) => name !== own)
        .every((name) => !readFileSync(join(folder, name), "utf8").includes(`${opposite} ${id}\n`));
    } catch {
      return true;
    }
  };
  return { claim: (id) => note(CLAIM, DOOM, id), doom: (id) => note(DOOM, CLAIM, id) };
};
