/** A route that gets no request, because another one matches whatever it matches and comes first. @module */
import { route } from "../../model/route.ts";
import { addTo, byText } from "../../model/values.ts";
import type { Hit, Rule } from "../rule.ts";
import { type Subject, subjectName, UNKNOWN, type World } from "../world.ts";
import { isDisabled, serviceOf } from "./plugins.ts";
import { areTwins, isRegex, type Matching, matchingOf, prefixOf, shadows } from "./route-matching.ts";

interface Known {
  readonly subject: Subject;
  readonly matching: Matching;
}

/** Routes of a disabled service are not in the router. */
const isInRouter = (world: World, subject: Subject): boolean => {
  const service = serviceOf(world, subject);
  if (service === undefined) return true;
  if (service === UNKNOWN || !("kind" in service)) return false;
  return !isDisabled(world, service) && world.fieldOf(service, "enabled") !== UNKNOWN;
};

const hostsOf = ({ hosts }: Matching): readonly string[] => hosts ?? [""];

/** What beside its hosts a route is found by: values of one kind of condition. */
const valuesOf = ({ paths, snis, methods, headers }: Matching): readonly string[] =>
  paths ?? snis ?? methods ?? [...(headers?.keys() ?? [""])];

/** Keys of which a route shares the first one with every other whose literal conditions include all of its own. */
const keysOf = (matching: Matching): readonly string[] => {
  const { paths, hosts, snis, methods, headers } = matching;
  const kinds = [paths, hosts, snis, methods, headers].map((part) => (part === undefined ? "-" : "+")).join("");
  return hostsOf(matching).flatMap((host) => valuesOf(matching).map((value) => `${kinds} ${host} ${value}`));
};

/** Keys by which a route with regular expressions is found for a plain path that begins like one of them. */
const prefixKeys = (matching: Matching): readonly string[] =>
  (matching.paths ?? []).flatMap((path) => {
    const prefix = prefixOf(path);
    return prefix === undefined ? [] : hostsOf(matching).map((host) => `${host} ${prefix}`);
  });

export const routeShadowed: Rule = {
  code: "route-shadowed",
  unusedTold: "online",
  check: (world) => {
    if (world.gateway?.routerFlavor === "expressions") return [];
    const regexes = new Set<string>();
    const routes: Known[] = [];
    for (const subject of [...world.ofKind(route.kind), ...world.others(route.kind)]) {
      const paths = world.fieldOf(subject, "paths");
      if (Array.isArray(paths)) for (const path of paths) if (isRegex(String(path))) regexes.add(String(path));
      const matching = matchingOf(world, subject);
      if (matching !== undefined && isInRouter(world, subject)) routes.push({ subject, matching });
    }
    // In one order, so that the same one is named whatever the order of declarations.
    routes.sort((a, b) => byText(subjectName(world, a.subject), subjectName(world, b.subject)));
    const byKey = new Map<string, Known[]>();
    const byPrefix = new Map<string, Known[]>();
    for (const known of routes) {
      for (const key of keysOf(known.matching)) addTo(byKey, key, known);
      for (const key of prefixKeys(known.matching)) addTo(byPrefix, key, known);
    }
    const isRegexKnown = (path: string): boolean => regexes.has(path);

    const hits: Hit[] = [];
    for (const { subject, matching } of routes) {
      if (subject.declaration?.existing !== false) continue;
      const [first = ""] = keysOf(matching);
      const near = byKey.get(first) ?? [];
      const isOther = (other: Known): boolean =>
        other.subject !== subject && world.isSame(other.subject, subject) === false;
      const twin = near.find(
        (other) => isOther(other) && isReportedAt(subject, other.subject) && areTwins(other.matching, matching),
      );
      const plain = matching.paths?.find((path) => !isRegex(path)) ?? "";
      const isPlain = plain !== "";
      const [host = ""] = hostsOf(matching);
      const wider = Array.from(plain, (_, at) => byPrefix.get(`${host} ${plain.slice(0, at + 1)}`) ?? []).flat();
      const above = [...near, ...wider].find(
        (other) => isOther(other) && shadows(other.matching, matching, isRegexKnown),
      );
      if (above !== undefined) {
        hits.push({
          subject,
          message: `It gets no request: ${subjectName(world, above.subject)} matches whatever it matches, and ${isPlain ? "a regular expression goes before a plain path" : "has the higher regex_priority"}. Narrow that route, or take this one out.`,
        });
      } else if (twin !== undefined) {
        hits.push({
          subject,
          message: `It matches exactly the requests that ${subjectName(world, twin.subject)} matches, so that only one of the two gets them, and nothing that is declared says which. Make them differ, or take one of them out.`,
        });
      }
    }
    return hits;
  },
};

/** Of two that are declared here the later one in order of address is told; the other one is named in it. */
const isReportedAt = ({ declaration: own }: Subject, { declaration: other }: Subject): boolean =>
  other === undefined || other.existing || (own?.address ?? "") > other.address;
