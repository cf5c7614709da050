/** Finds the provider that the package's build has made. @module */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const NAME = "kongruent";

const nameOf = (folder: string): unknown => {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return typeof manifest === "object" && manifest !== null && "name" in manifest ? manifest.name : undefined;
  } catch {
    return undefined;
  }
};

/**
 * The provider's file in the package that this module is part of, as sources or as built. Undefined where the package was
 * not built, or was itself bundled into an app.
 *
 * @param from a module's URL
 */
export const bundledProvider = (from: string | undefined = import.meta.url): string | undefined => {
  // In an app bundled as CommonJS there is no URL.
  if (from?.startsWith("file:") !== true) return undefined;
  let folder = dirname(fileURLToPath(from));
  while (nameOf(folder) !== NAME) {
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
  const file = join(folder, "dist", "provider", "terraform-provider-kong");
  return existsSync(file) ? file : undefined;
};
