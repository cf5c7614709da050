/** The real Terraform, where it is on the PATH, shut off from registries and from the user's settings. @module */
import { spawnSync } from "node:child_process";

const OFFLINE: Readonly<Record<string, string>> = {
  CHECKPOINT_DISABLE: "1",
  // Nothing listens there: whoever asks a registry fails at once.
  HTTPS_PROXY: "http://127.0.0.1:9",
  HTTP_PROXY: "http://127.0.0.1:9",
};

/** The environment of a run without network and settings; the user's home is `folder`. */
export const offlineEnvironment = (folder: string): Record<string, string> => ({
  ...OFFLINE,
  PATH: process.env["PATH"] ?? "",
  HOME: folder,
});

const isThere = spawnSync("terraform", ["version"], { env: offlineEnvironment("/") }).status === 0;

/** Undefined where there is none. */
export const TERRAFORM: string | undefined = isThere ? "terraform" : undefined;
