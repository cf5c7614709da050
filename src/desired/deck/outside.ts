/** Which fields of a decK entity hold values of the environment. @module */
import { Given } from "./environment.ts";

const NONE: ReadonlySet<string> = new Set();

const holdsGiven = (value: unknown): boolean => {
  if (typeof value !== "object" || value === null) return false;
  return value instanceof Given || Object.values(value).some(holdsGiven);
};

/**
 * Paths of values, with dots, that came from `${{ env … }}`.
 *
 * @example
 * givenPaths({ config: { password: new Given("p", "p") } }) // Set { "config.password" }
 */
export const givenPaths = (fields: Readonly<Record<string, unknown>>): ReadonlySet<string> => {
  // Most entities have none: no text is made for them.
  if (!holdsGiven(fields)) return NONE;
  const found = new Set<string>();
  const visit = (value: unknown, path: string): void => {
    if (value instanceof Given) found.add(path);
    else if (typeof value === "object" && value !== null) {
      for (const [key, item] of Object.entries(value)) visit(item, path === "" ? key : `${path}.${key}`);
    }
  };
  visit(fields, "");
  return found;
};
