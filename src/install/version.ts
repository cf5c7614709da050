/** The package's own version, which the synthesized stack asks Terraform for. @module */
import { readFileSync } from "node:fs";

declare const __KONGRUENT_VERSION__: string | undefined;

const fromPackage = (): string => {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const { version: found } = JSON.parse(text) as { version: string }; // our own package.json
  return found;
};

/** Put in by the build; read from package.json when the sources run as they are. */
export const version: string = typeof __KONGRUENT_VERSION__ === "string" ? __KONGRUENT_VERSION__ : fromPackage();
