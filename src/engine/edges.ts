/**
 * What waits for what: references, depends_on, and guards that must stand before traffic flows.
 * @module
 */
import { Reference } from "../model/declaration.ts";
import { referencesOf } from "../model/derive.ts";
import { kinds } from "../model/kinds.ts";
import { addTo } from "../model/values.ts";
import type { DecideInput } from "./decide-input.ts";
import type { Draft } from "./draft.ts";
import { referText } from "./match.ts";
import { awaited } from "./resolve.ts";

/** Edges between changes: references, depends_on, and guards that must stand before traffic flows. */
export const connect = (drafts: Map<string, Draft>, input: DecideInput): void => {
  const creates = (address: string): Draft | undefined => {
    const draft = drafts.get(address);
    return draft?.action === "create" ? draft : undefined;
  };
  for (const draft of drafts.values()) {
    const { match, dependsOn } = draft;
    for (const address of awaited(match.fields)) if (drafts.has(address)) dependsOn.add(address);
    for (const address of match.declaration.dependsOn) if (drafts.has(address)) dependsOn.add(address);
    if (match.kind.guards !== true || draft.action !== "create") continue;
    for (const field of match.kind.scope ?? []) {
      const value = match.fields[field];
      const target = value instanceof Reference ? creates(value.address) : undefined;
      if (target?.match.kind.opensTraffic) draft.guards = target.key;
    }
  }
  if (input.options.keepOpen) return;
  // A new route, or one that is new to its service, waits for the new plugins of that service: it must not take traffic before they stand.
  const guardsOf = new Map<string, Draft[]>();
  for (const draft of drafts.values()) {
    const { kind, fields } = draft.match;
    if (kind.guards !== true || draft.action !== "create" || draft.guards !== undefined) continue;
    const scope = (kind.scope ?? []).filter((field) => referText(fields[field]) !== undefined);
    const isOfRoute = scope.some((field) =>
      referencesOf(kind).some((ref) => ref.field === field && kindOpens(ref.kind)),
    );
    if (isOfRoute) continue;
    for (const field of scope) {
      const target = referencesOf(kind).find((reference) => reference.field === field)?.kind;
      const slot = `${target} ${referText(fields[field])}`;
      addTo(guardsOf, slot, draft);
    }
  }
  const traffic = trafficOf(drafts);
  for (const route of traffic.opened) {
    const { kind, fields } = route.match;
    const guards = referencesOf(kind)
      .filter(({ field }) => isNewlyReferred(route, field))
      .flatMap((reference) => guardsOf.get(`${reference.kind} ${referText(fields[reference.field])}`) ?? []);
    traffic.waitFor(
      route,
      guards.map(({ key }) => key),
    );
  }
  // What guards a new route follows right after it, so the route waits for whatever else its guards wait for.
  const needs = new Map<Draft, string[]>();
  for (const guard of drafts.values()) {
    const route = guard.guards === undefined ? undefined : drafts.get(guard.guards);
    if (route === undefined) continue;
    const known = needs.get(route) ?? [];
    needs.set(route, known);
    for (const key of guard.dependsOn) if (key !== route.key && drafts.has(key)) known.push(key);
  }
  for (const [route, keys] of needs) traffic.waitFor(route, keys);
};

/** Whether a change makes an entity refer to something by this field that it does not refer to yet. */
const isNewlyReferred = ({ action, fields }: Draft, field: string): boolean =>
  action === "create" || fields.some(({ path }) => path === field);

/** Whether a change lets traffic in where none went before: a new route, or one that is pointed to another service. */
const opens = (draft: Draft): boolean => {
  const { kind } = draft.match;
  return kind.opensTraffic === true && referencesOf(kind).some(({ field }) => isNewlyReferred(draft, field));
};

interface Traffic {
  /** Changes that let traffic in. */
  readonly opened: readonly Draft[];
  /** Makes one of them wait for other changes, but for those that themselves wait for it. */
  readonly waitFor: (route: Draft, keys: readonly string[]) => void;
}

/**
 * Edges from what lets traffic in. They start there alone, so what waits for no such change before any is added never
 * does: all but a few need no search.
 */
const trafficOf = (drafts: ReadonlyMap<string, Draft>): Traffic => {
  const opened = [...drafts.values()].filter(opens);
  const dependents = new Map<string, string[]>();
  for (const { key, dependsOn } of drafts.values()) for (const need of dependsOn) addTo(dependents, need, key);
  /** These, and all that wait for them. */
  const waitingFor = (keys: readonly string[]): ReadonlySet<string> => {
    const found = new Set(keys);
    for (const key of found) for (const next of dependents.get(key) ?? []) found.add(next);
    return found;
  };
  const behindTraffic = waitingFor(opened.map(({ key }) => key));
  return {
    opened,
    waitFor: (route, keys) => {
      // Edges from the route itself add nothing to what waits for it.
      const isSearched = keys.some((key) => behindTraffic.has(key));
      const waiting = isSearched ? waitingFor([route.key]) : undefined;
      for (const key of keys) {
        if (waiting?.has(key) || route.dependsOn.has(key)) continue;
        route.dependsOn.add(key);
        if (behindTraffic.has(key)) addTo(dependents, key, route.key);
      }
    },
  };
};

const kindOpens = (kind: string): boolean => kinds.some((known) => known.kind === kind && known.opensTraffic === true);

/** The first cycle among the changes. A loop, not a recursion: chains may be thousands long. */
export const findCycle = (drafts: ReadonlyMap<string, Draft>): readonly string[] | undefined => {
  const done = new Set<string>();
  const open = new Set<string>();
  const path: { readonly key: string; readonly needs: Iterator<string, undefined> }[] = [];
  const enter = (key: string): void => {
    open.add(key);
    path.push({ key, needs: (drafts.get(key)?.dependsOn ?? new Set<string>()).values() });
  };
  for (const first of drafts.keys()) {
    if (!done.has(first)) enter(first);
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const { value: next } = last.needs.next();
      if (next === undefined) {
        open.delete(last.key);
        done.add(last.key);
        path.pop();
      } else if (open.has(next)) {
        const keys = path.map(({ key }) => key);
        return [...keys.slice(keys.indexOf(next)), next];
      } else if (!done.has(next)) {
        enter(next);
      }
    }
  }
  return undefined;
};
