/** What can go wrong while the provider is installed: one function per error. @module */
import { KongruentError } from "../model/errors.ts";

/** This copy of the package has no built provider in it. */
export const providerNotBuilt = (): KongruentError =>
  new KongruentError(
    "KG_PROVIDER_NOT_BUILT",
    "The provider is not in this copy of kongruent: it is made by the package's build. In a checkout run npm run build.",
  );

/** The folder to install into is none. */
export const installFolderMissing = (folder: string): KongruentError =>
  new KongruentError(
    "KG_INSTALL_FOLDER",
    `There is no folder ${folder} to install the provider into. Name the one with the configuration, or make it first.`,
  );

/** Something could not be written, or what is there could not be read. */
export const installFailed = (folder: string, cause: unknown): KongruentError =>
  new KongruentError(
    "KG_INSTALL_FAILED",
    `The provider could not be installed in ${folder}: ${cause instanceof Error ? cause.message : String(cause)}. Check the folder's rights and space.`,
    { cause },
  );

/** A lock file that Terraform would not read either. It is left as it is. */
export const lockFileInvalid = (why: string): KongruentError =>
  new KongruentError(
    "KG_LOCK_FILE_INVALID",
    `The provider was not entered into the lock file, which cannot be read: ${why}. Mend .terraform.lock.hcl, or remove it: terraform init makes a new one.`,
  );
