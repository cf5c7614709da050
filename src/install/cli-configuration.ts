/** Finds settings of Terraform and OpenTofu under which a provider laid beside the configuration is not seen. @module */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

const filesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder)
      .filter((name) => /\.tfrc(\.json)?$/.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
};

/** The CLI configuration files that could be in force: one of the environment silences all others. */
const candidates = (env: Environment, home: string): readonly string[] => {
  const named = env["TF_CLI_CONFIG_FILE"] || env["TERRAFORM_CONFIG"];
  if (named) return [named];
  const xdg = env["XDG_CONFIG_HOME"] || join(home, ".config");
  const windows = env["APPDATA"];
  return [
    join(home, ".terraformrc"),
    join(home, ".tofurc"),
    join(xdg, "opentofu", "tofurc"),
    ...(windows ? [join(windows, "terraform.rc"), join(windows, "tofu.rc")] : []),
    ...filesIn(join(home, ".terraform.d")),
    ...filesIn(join(xdg, "opentofu")),
  ];
};

const COMMENT = /#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
const QUOTED_OR_COMMENT = new RegExp(`"(?:[^"\\\\\\n]|\\\\.)*"|${COMMENT.source}`, "g");

const hasProviderInstallation = (file: string): boolean => {
  try {
    const text = readFileSync(file, "utf8").replace(QUOTED_OR_COMMENT, (found) =>
      found.startsWith('"') ? found : " ",
    );
    return /(?:^|[\n{,])\s*"?provider_installation"?\s*[{:=]/.test(text);
  } catch {
    return false;
  }
};

/**
 * CLI configuration files with a `provider_installation` block. While one is in force, `terraform.d/plugins` is ignored.
 *
 * @param home the user's home folder
 */
export const filesWithProviderInstallation = (env: Environment, home: string): readonly string[] =>
  candidates(env, home).filter(hasProviderInstallation);
