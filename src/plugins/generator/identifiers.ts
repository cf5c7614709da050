/**
 * Names in generated code: of files, functions and types, for plugins and fields that may be called anything.
 * @module
 */
import { byText } from "../../model/values.ts";

/** Words that no function can be called, and names that a generated file uses itself. */
const TAKEN = new Set(
  (
    "abstract any arguments as async await boolean break case catch class const continue debugger declare default delete do else enum eval " +
    "export extends false finally for from function get if implements import in infer infinity instanceof interface is keyof let module " +
    "namespace never new null number object of override package private protected public readonly require return satisfies set static " +
    "string super switch symbol this throw true try type typeof undefined unique unknown using var void while with yield " +
    "plugin schema definePlugin"
  ).split(" "),
);

/** Types that a generated file uses itself. */
export const TAKEN_TYPES: readonly string[] = [
  "PluginOf",
  "Readonly",
  "Record",
  "Partial",
  "Resolvable",
  "VaultReference",
];

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/**
 * A name of letters and digits for anything, each word of it with a capital; what begins with a digit gets `before` in front.
 *
 * @example
 * pascalCase("rate-limiting") // "RateLimiting"
 */
export const pascalCase = (text: string, before = "X"): string => {
  const name = text
    .split(/[^A-Za-z0-9]+/)
    .map(capitalised)
    .join("");
  return /^[A-Za-z]/.test(name) ? name : before + name;
};

/** The first name that is free: `name`, `name2`, `name3`. It is taken then. */
export const freeName = (name: string, taken: Set<string>): string => {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}${number}`;
  taken.add(free);
  return free;
};

/** A property as it is written: quoted where it is no identifier. */
export const propertyText = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

export interface PluginNames {
  /** Without its extension. */
  readonly file: string;
  /** The function. */
  readonly call: string;
  /** What its types begin with. */
  readonly type: string;
}

/** Names that Windows keeps for devices, and the file that lists the others. */
const NO_FILE = /^(con|prn|aux|nul|com\d|lpt\d|index)$/;

const fileName = (plugin: string): string => {
  const name = plugin
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return name === "" || NO_FILE.test(name) ? `plugin-${name}`.replace(/-$/, "") : name;
};

/**
 * The names of each plugin's file, function and types. No two plugins share one, also where file systems ignore case.
 *
 * @example
 * pluginNamesOf(["rate-limiting"]).get("rate-limiting") // { file: "rate-limiting", call: "rateLimiting", type: "RateLimiting" }
 */
export const pluginNamesOf = (plugins: readonly string[]): ReadonlyMap<string, PluginNames> => {
  const files = new Set<string>();
  const types = new Set<string>();
  return new Map(
    [...plugins].sort(byText).map((plugin) => {
      const type = freeName(pascalCase(plugin, "Plugin"), types);
      const call = type.charAt(0).toLowerCase() + type.slice(1);
      return [
        plugin,
        { file: freeName(fileName(plugin), files), call: TAKEN.has(call) ? `${call}Plugin` : call, type },
      ];
    }),
  );
};
