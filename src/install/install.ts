/**
 * Lays the provider beside a configuration, where `init` finds it without a registry and without settings.
 * @module
 */
import { randomUUID } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { KongruentError } from "../model/errors.ts";
import { installFailed } from "./errors.ts";
import { packageHash } from "./hash.ts";
import { extendLockFile, isLocked, type LockEntry } from "./lock-file.ts";
import { addressAt, executableName, PLATFORMS, REGISTRY_HOSTS, type RegistryHost } from "./names.ts";

export interface InstallOptions {
  /** The folder with the configuration; it must be there. */
  readonly folder: string;
  /** The provider's version, which the configuration must ask for exactly. */
  readonly version: string;
  /** The provider's file. */
  readonly provider: string;
  /**
   * Registries of which one entry in the lock file is enough: `init` drops the other registry's, and would tell of a
   * change each time it comes back. `cdktf deploy` looks for Terraform's, also where it runs OpenTofu.
   * @default - any of the two
   */
  readonly enough?: readonly RegistryHost[];
}

export interface Installed {
  /** `h1:…`, the same for every platform and both registries. */
  readonly hash: string;
  /** Executables that were not there yet, or were others. */
  readonly written: number;
  readonly isLockFileChanged: boolean;
}

export const LOCK_FILE = ".terraform.lock.hcl";
const EXECUTABLE = 0o755;

/** The executables of a version, below the configuration's folder. */
export const executablePaths = (version: string): readonly string[] =>
  REGISTRY_HOSTS.flatMap((host) =>
    PLATFORMS.map((platform) =>
      join("terraform.d", "plugins", addressAt(host), version, platform, executableName(version)),
    ),
  );

const statsOf = (path: string): Stats | undefined => lstatSync(path, { throwIfNoEntry: false });

const readIfThere = (path: string): string | undefined =>
  statsOf(path) === undefined ? undefined : readFileSync(path, "utf8");

/** Makes a file under another name first, so that nobody ever sees half of it. */
const replace = (path: string, temporary: string, make: (temporary: string) => void): void => {
  try {
    make(temporary);
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
};

/** Whether the very file wanted is there already: another name of the first one, or the same content. */
const isThere = (path: string, bytes: Buffer, first: Stats | undefined): boolean => {
  const found = statsOf(path);
  if (found === undefined || !found.isFile() || (found.mode & 0o111) === 0) return false;
  if (first !== undefined && found.ino !== 0 && found.ino === first.ino && found.dev === first.dev) return true;
  return found.size === bytes.length && readFileSync(path).equals(bytes);
};

/** A second name for a file; a copy where the file system has no such thing. */
const linkOrCopy = (from: string, to: string): void => {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
    chmodSync(to, EXECUTABLE);
  }
};

const layExecutables = (folder: string, version: string, bytes: Buffer): number => {
  // Outside the package's folders: whatever lies in one of those is part of its hash.
  const temporary = join(folder, "terraform.d", `.kongruent-${randomUUID()}`);
  let written = 0;
  let first: { readonly path: string; readonly stats: Stats } | undefined;
  for (const relative of executablePaths(version)) {
    const path = join(folder, relative);
    if (!isThere(path, bytes, first?.stats)) {
      mkdirSync(dirname(path), { recursive: true });
      const source = first?.path;
      replace(path, temporary, (name) => {
        if (source === undefined) {
          writeFileSync(name, bytes);
          chmodSync(name, EXECUTABLE);
        } else linkOrCopy(source, name);
      });
      written += 1;
    }
    first ??= { path, stats: lstatSync(path) };
  }
  return written;
};

const enterIntoLockFile = ({ folder, version, enough = REGISTRY_HOSTS }: InstallOptions, hash: string): boolean => {
  const path = join(folder, LOCK_FILE);
  const entryFor = (host: string): LockEntry => ({
    address: addressAt(host),
    version,
    constraints: version,
    hashes: [hash],
  });
  const before = readIfThere(path);
  if (before !== undefined && enough.some((host) => isLocked(before, entryFor(host)))) return false;
  const after = extendLockFile(before, REGISTRY_HOSTS.map(entryFor));
  if (after === before) return false;
  replace(path, `${path}.${randomUUID()}`, (name) => writeFileSync(name, after));
  return true;
};

/**
 * Lays the provider into `terraform.d/plugins` of the folder, for both registries and every platform, and enters it into
 * the folder's lock file. What is there already is not written again. Synchronous, as synthesis is.
 *
 * Throws `KG_LOCK_FILE_INVALID` for a lock file that cannot be read, `KG_INSTALL_FAILED` where the folder cannot be written.
 *
 * @example
 * installProvider({ folder: ".", version: "1.0.0", provider: "dist/provider/terraform-provider-kong" });
 */
export const installProvider = (options: InstallOptions): Installed => {
  const { folder, version, provider } = options;
  try {
    const bytes = readFileSync(provider);
    const hash = packageHash(executableName(version), bytes);
    const written = layExecutables(folder, version, bytes);
    return { hash, written, isLockFileChanged: enterIntoLockFile(options, hash) };
  } catch (error) {
    throw error instanceof KongruentError ? error : installFailed(folder, error);
  }
};
