/**
 * Which values come from outside of the source: of variables that were given, of the environment.
 * @module
 */
import { isRecord } from "../model/values.ts";

const NONE: ReadonlySet<string> = new Set();

const isWithin = (path: string, other: string): boolean => path === other || path.startsWith(`${other}.`);

/** Paths of values, with dots, by what they belong to: a declaration, a local value. */
export interface OutsidePaths {
  readonly add: (address: string, path: string) => void;
  /** Whether any part of what is at a path comes from outside. */
  readonly has: (address: string, path: string) => boolean;
  readonly of: (address: string) => ReadonlySet<string>;
}

export const outsidePaths = (): OutsidePaths => {
  const known = new Map<string, Set<string>>();
  return {
    add: (address, path) => {
      const paths = known.get(address);
      if (paths === undefined) known.set(address, new Set([path]));
      else paths.add(path);
    },
    has: (address, path) =>
      [...(known.get(address) ?? NONE)].some((other) => isWithin(path, other) || isWithin(other, path)),
    of: (address) => known.get(address) ?? NONE,
  };
};

/** The paths of all that a value holds, itself without its parts. */
const leaves = (value: unknown, path: string): readonly string[] =>
  isRecord(value) ? Object.entries(value).flatMap(([key, item]) => leaves(item, `${path}.${key}`)) : [path];

/**
 * A path in an attribute as paths in the field that it stands for.
 *
 * @param above what the attribute holds, where it lies over the field's own value: a path of the whole is one of its parts then
 */
export const pathsOfField = (path: string, attribute: string, field: string, above?: unknown): readonly string[] => {
  if (path === attribute && above !== undefined) return leaves(above, field);
  const found = `${field}${path.slice(attribute.length)}`;
  // A nested block may come wrapped in a list of one.
  return [found, found.replace(/\.0(?=\.)/g, "")];
};
