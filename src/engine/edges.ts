/**
 * What waits for what: references, depends_on, and guards that must stand before traffic flows.
 * @module
 */
import { Reference } from "../model/declaration.ts";
import { referencesOf } from "../model/derive.ts";
import { kinds } from "../model/kinds.ts";
import type { DecideInput } from "./decide-input.ts";
import type { Draft } from "./draft.ts";
import { awaited, referText } from "./match.ts";

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
  // A new route waits for the new plugins of its service: it must not take traffic before they stand.
  const guardsOf = new Map<string, Draft[]>();
  for (const draft of drafts.values()) {
    const { kind, fields } = draft.match;
    if (kind.guards !== true || draft.action !== "create" || draft.guards !== undefined) continue;
    const scope = (kind.scope ?? []).filter((field) => referText(fields[field]) !== undefined);
    const opens = scope.some((field) => referencesOf(kind).some((ref) => ref.field === field && kindOpens(ref.kind)));
    if (opens) continue;
    for (const field of scope) {
      const target = referencesOf(kind).find((reference) => reference.field === field)?.kind;
      const slot = `${target} ${referText(fields[field])}`;
      const known = guardsOf.get(slot);
      if (known === undefined) guardsOf.set(slot, [draft]);
      else known.push(draft);
    }
  }
  for (const draft of drafts.values()) {
    const { kind, fields } = draft.match;
    if (kind.opensTraffic !== true || draft.action !== "create") continue;
    for (const reference of referencesOf(kind)) {
      for (const guard of guardsOf.get(`${reference.kind} ${referText(fields[reference.field])}`) ?? []) {
        if (!waitsFor(drafts, guard, draft.key)) draft.dependsOn.add(guard.key);
      }
    }
  }
  // What guards a new route follows right after it, so the route waits for whatever else its guards wait for.
  for (const guard of drafts.values()) {
    const route = guard.guards === undefined ? undefined : drafts.get(guard.guards);
    if (route === undefined) continue;
    for (const key of guard.dependsOn) {
      const needed = drafts.get(key);
      if (needed === undefined || needed === route || waitsFor(drafts, needed, route.key)) continue;
      route.dependsOn.add(key);
    }
  }
};

/** Whether a change waits for another one, also through others. */
const waitsFor = (drafts: ReadonlyMap<string, Draft>, from: Draft, key: string): boolean => {
  const seen = new Set<Draft>([from]);
  for (const draft of seen) {
    if (draft.dependsOn.has(key)) return true;
    for (const next of draft.dependsOn) {
      const found = drafts.get(next);
      if (found !== undefined) seen.add(found);
    }
  }
  return false;
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
