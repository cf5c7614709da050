/** `kongruent provider install`: lays the Terraform provider beside a configuration. @module */
import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import { resolve } from "node:path";
import { bundledProvider } from "../install/bundled.ts";
import { filesWithProviderInstallation } from "../install/cli-configuration.ts";
import { installFolderMissing, providerNotBuilt } from "../install/errors.ts";
import { type Installed, installProvider, LOCK_FILE } from "../install/install.ts";
import {
  PLATFORMS,
  PROVIDER_SOURCE,
  REGISTRY_HOSTS,
  requiredProviders,
  requiredProvidersText,
} from "../install/names.ts";
import { version } from "../install/version.ts";
import type { ErrorReport } from "../model/errors.ts";
import { errorLines } from "../report/error-text.ts";
import { colors, counted, safe } from "../report/text.ts";
import { installation, jsonText } from "./documents.ts";
import { reportsOf } from "./interrupt.ts";
import type { ExitCode, Io } from "./io.ts";
import type { OutputFlags } from "./options.ts";

export type ProviderFlags = OutputFlags;

const isChanged = (installed: Installed | undefined): boolean =>
  installed !== undefined && (installed.written > 0 || installed.isLockFileChanged);

/** Names in the folder. Throws `KG_INSTALL_FOLDER` where it is none. */
const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    throw installFolderMissing(folder);
  }
};

/** In the language of the folder's other files. */
const requirement = (names: readonly string[]): string => {
  const isJson = names.some((name) => name.endsWith(".tf.json")) && !names.some((name) => name.endsWith(".tf"));
  return isJson ? jsonText(requiredProviders(version)) : requiredProvidersText(version);
};

const ignoredLine = (files: readonly string[]): string =>
  `Warning: ${files.map(safe).join(" and ")} ${files.length === 1 ? "has" : "have"} a provider_installation block. ` +
  "While such a file is in force, Terraform and OpenTofu look only where the block says, not into terraform.d/plugins: " +
  "set TF_CLI_CONFIG_FILE to a file without one for this folder, or add a filesystem_mirror for terraform.d/plugins to it.";

const summary = (folder: string, installed: Installed): string => {
  const what = `${PROVIDER_SOURCE} ${version}`;
  const where = `${safe(folder)}: terraform.d/plugins (${counted(PLATFORMS.length, "platform")}, ${counted(REGISTRY_HOSTS.length, "registry", "registries")}) and ${LOCK_FILE}`;
  return isChanged(installed) ? `Installed ${what} in ${where}.` : `${what} is installed in ${where}. Nothing to do.`;
};

/**
 * Installs into a folder of plain HCL or JSON; stacks of CDKTF get the provider when they are synthesized.
 *
 * @param find finds the provider's file
 */
export const runProvider = (
  folder: string | undefined,
  flags: ProviderFlags,
  io: Io,
  find: () => string | undefined = bundledProvider,
): ExitCode => {
  const path = resolve(io.cwd, folder ?? ".");
  let names: readonly string[] = [];
  let installed: Installed | undefined;
  let errors: readonly ErrorReport[] = [];
  try {
    names = namesIn(path);
    const provider = find();
    if (provider === undefined) throw providerNotBuilt();
    installed = installProvider({ folder: path, version, provider });
  } catch (error) {
    errors = reportsOf(error);
  }
  const ignoredUnder = filesWithProviderInstallation(io.env, io.env["HOME"] ?? homedir());
  if (flags.json) {
    const facts = { folder: path, hash: installed?.hash ?? "", isChanged: isChanged(installed), ignoredUnder };
    io.stdout(jsonText(installation(errors, facts)));
  } else if (installed === undefined) {
    io.stderr(`${errorLines(errors, flags.color && io.hasErrorColor).join("\n")}\n`);
  } else {
    if (flags.quiet) io.stdout(requirement(names));
    else {
      const { bold } = colors(flags.color && io.hasColor);
      const says = "The configuration must ask for exactly this version:";
      const node = "Node must be on every machine that runs Terraform or OpenTofu here.";
      io.stdout(`${bold(summary(path, installed))}\n${says}\n\n${requirement(names)}\n${node}\n`);
    }
    if (ignoredUnder.length > 0) io.stderr(`${ignoredLine(ignoredUnder)}\n`);
  }
  return errors.length > 0 ? 1 : 0;
};
