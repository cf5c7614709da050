/**
 * What a route matches and how it ranks, as far as both of Kong's routers for such routes agree: `traditional` and
 * `traditional_compatible` (Kong 3.9, kong/router/traditional.lua and transform.lua).
 * @module
 */
import { isRecord } from "../../model/values.ts";
import { type Subject, UNKNOWN, type World } from "../world.ts";

/** What decides about a route; undefined parts match everything. */
export interface Matching {
  readonly protocols: readonly string[];
  readonly methods: readonly string[] | undefined;
  readonly hosts: readonly string[] | undefined;
  /** Regular expressions keep their `~`. */
  readonly paths: readonly string[] | undefined;
  /** Values by lower-case name. */
  readonly headers: ReadonlyMap<string, readonly string[]> | undefined;
  readonly snis: readonly string[] | undefined;
  readonly regexPriority: number;
}

const HTTP: ReadonlySet<unknown> = new Set(["http", "https", "grpc", "grpcs"]);
/** Fields that a route of the http family is matched by beside those compared here. */
const OTHERS = ["sources", "destinations", "expression"];

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

const texts = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined;

const headersIn = (value: unknown): ReadonlyMap<string, readonly string[]> | undefined => {
  if (!isRecord(value)) return undefined;
  const found = new Map<string, readonly string[]>();
  for (const [name, values] of Object.entries(value)) {
    const list = texts(values);
    const key = name.toLowerCase();
    // An underscore stands for a dash in one of the routers.
    if (list === undefined || list.length === 0 || found.has(key) || name.includes("_")) return undefined;
    found.set(key, list);
  }
  return found;
};

/** What a route matches; undefined where that is not certain, or not by these fields. */
export const matchingOf = (world: World, subject: Subject): Matching | undefined => {
  const read = (field: string): unknown => world.fieldOf(subject, field);
  if (OTHERS.some((field) => !isEmpty(read(field)))) return undefined;
  const protocols = texts(read("protocols"));
  if (protocols === undefined || protocols.length === 0 || !protocols.every((protocol) => HTTP.has(protocol)))
    return undefined;
  const lists: Record<string, readonly string[] | undefined> = {};
  for (const field of ["methods", "hosts", "paths", "snis"]) {
    const value = read(field);
    if (value === null) continue;
    const list = texts(value);
    // The routers do not agree on an empty list.
    if (list === undefined || list.length === 0) return undefined;
    lists[field] = list;
  }
  const headers = read("headers");
  const byName = headersIn(headers ?? {});
  const regexPriority = read("regex_priority");
  if (headers === UNKNOWN || byName === undefined || typeof regexPriority !== "number") return undefined;
  const { methods, hosts, paths, snis } = lists;
  const matching = {
    protocols,
    methods,
    hosts,
    paths,
    snis,
    headers: byName.size === 0 ? undefined : byName,
    regexPriority,
  };
  const isAny = methods === undefined && hosts === undefined && paths === undefined && snis === undefined;
  return isAny && matching.headers === undefined ? undefined : matching;
};

export const isRegex = (path: string): boolean => path.startsWith("~");

const holdsAll = (wide: readonly string[], narrow: readonly string[]): boolean =>
  narrow.every((item) => wide.includes(item));

const covers = (wide: readonly string[] | undefined, narrow: readonly string[] | undefined): boolean =>
  wide === undefined || narrow === undefined ? wide === narrow : holdsAll(wide, narrow);

/** A header value that is a regular expression is one in both routers only where it stands alone. */
const coversValues = (wide: readonly string[], narrow: readonly string[]): boolean =>
  [...wide, ...narrow].some((value) => value.startsWith("~*"))
    ? wide.length === narrow.length && holdsAll(wide, narrow)
    : holdsAll(wide, narrow);

const coversHeaders = (wide: Matching["headers"], narrow: Matching["headers"]): boolean => {
  if (wide === undefined || narrow === undefined) return wide === narrow;
  return wide.size === narrow.size && [...narrow].every(([name, values]) => coversValues(wide.get(name) ?? [], values));
};

/** Whether hosts rank alike: those without a wildcard come first, and in one router those with a wildcard and a port. */
const rankAlike = (a: Matching["hosts"], b: Matching["hosts"]): boolean => {
  const isWild = (host: string): boolean => host.includes("*");
  const hasPort = (host: string): boolean => isWild(host) && host.includes(":");
  return a?.some(isWild) === b?.some(isWild) && a?.some(hasPort) === b?.some(hasPort);
};

/** Whether `wide` matches whatever `narrow` matches, paths aside, and ranks like it by the same. */
export const coversBesidePaths = (wide: Matching, narrow: Matching): boolean =>
  holdsAll(wide.protocols, narrow.protocols) &&
  covers(wide.methods, narrow.methods) &&
  covers(wide.hosts, narrow.hosts) &&
  rankAlike(wide.hosts, narrow.hosts) &&
  coversHeaders(wide.headers, narrow.headers) &&
  covers(wide.snis, narrow.snis);

/** A regular expression that is a plain prefix: `~/orders`, `~/orders/.*`. */
const PREFIX_REGEX = /^~(\/[A-Za-z0-9/_-]*)(?:\.\*|\(\.\*\))?$/;

/** The prefix that a regular expression matches everything behind; undefined for one that is no such prefix. */
export const prefixOf = (path: string): string | undefined => PREFIX_REGEX.exec(path)?.[1];

/** A plain path that stands for itself: nothing in it is decoded or resolved. */
const PLAIN = /^(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\/?$/;

/** Whether one of the regular expressions matches whatever begins with a plain path. */
export const coversPlainPath = (paths: readonly string[], plain: string): boolean =>
  paths.some((path) => {
    const prefix = prefixOf(path);
    return prefix !== undefined && plain.startsWith(prefix);
  });

/** Whether both match exactly the same requests and rank alike. */
export const areTwins = (a: Matching, b: Matching): boolean =>
  coversBesidePaths(a, b) &&
  coversBesidePaths(b, a) &&
  covers(a.paths, b.paths) &&
  covers(b.paths, a.paths) &&
  (a.regexPriority === b.regexPriority || !(a.paths ?? []).some(isRegex));

/**
 * Whether `wide` takes every request of `narrow`: the same regular expressions and more of a higher priority, or regular
 * expressions that match whatever the other one's plain paths match.
 */
export const shadows = (wide: Matching, narrow: Matching, isRegexKnown: (path: string) => boolean): boolean => {
  if (!coversBesidePaths(wide, narrow) || wide.paths === undefined || narrow.paths === undefined) return false;
  if (narrow.paths.every(isRegex)) {
    return wide.paths.every(isRegex) && holdsAll(wide.paths, narrow.paths) && wide.regexPriority > narrow.regexPriority;
  }
  const { paths } = wide;
  return narrow.paths.every(
    (path) =>
      PLAIN.test(path) &&
      coversPlainPath(paths, path) &&
      // One router finds a route by the text of a path without its `~`: then a third route may come in between.
      (paths.includes(`~${path}`) || !isRegexKnown(`~${path}`)),
  );
};
