/**
 * CDKTF's own command line, for the test of `cdktf deploy`. It is no dependency of this repository: 476 packages and 423 MB
 * for one test. `KONGRUENT_CDKTF_CLI` names an installed one (`…/node_modules/.bin/cdktf`), or says `install` to have it
 * installed once, half a minute, into the temporary folder, where later runs find it.
 * @module
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const VERSION = "0.21.0";
const cache = join(tmpdir(), `cdktf-cli-${VERSION}`);
const cached = join(cache, "node_modules/.bin/cdktf");

const install = (): void => {
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, "package.json"), JSON.stringify({ private: true }));
  // Its terminal library would download a binary; the one in the package is enough.
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-save"];
  execFileSync("npm", ["install", ...flags, `cdktf-cli@${VERSION}`], { cwd: cache, stdio: "pipe" });
};

/** The executable; undefined where none is there, and none may be installed. */
export const findCdktf = (wish = process.env["KONGRUENT_CDKTF_CLI"]): string | undefined => {
  if (wish === "install" && !existsSync(cached)) install();
  const file = wish === undefined || wish === "" || wish === "install" ? cached : wish;
  return existsSync(file) ? file : undefined;
};
