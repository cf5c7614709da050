/**
 * Runs limited to kinds or identities.
 * @module
 */
import { nearest } from "../model/nearest.ts";
import { addTo, byText } from "../model/values.ts";
import type { DecideOptions } from "./decide-input.ts";
import type { Draft } from "./draft.ts";
import type { Match } from "./match.ts";

/** Whether a run limited to kinds or identities is about this one. */
export const isSelected = (match: Match, { only, targets }: DecideOptions): boolean =>
  (only.length === 0 || only.includes(match.kind.kind)) && (targets.length === 0 || targets.includes(match.identity));

/**
 * Which declared identity a mistyped one most likely means: of its kind the nearest name, else this name in a kind
 * that is written almost like it.
 */
export const nearestIdentity = (target: string, identities: Iterable<string>): string => {
  const [kind = "", name = ""] = split(target);
  const all = [...identities].sort(byText).map(split);
  const ofKind = all.filter(([one]) => one === kind).map(([, other = ""]) => other);
  const named = nearest(name, ofKind);
  if (named !== undefined) return ` Did you mean '${kind}/${named}'?`;
  const ofName = all.filter(([, other]) => other === name).map(([one = ""]) => one);
  const meant = nearest(kind, ofName);
  return meant === undefined ? "" : ` Did you mean '${meant}/${name}'?`;
};

/** `services/orders` → `services`, `orders`. */
const split = (identity: string): readonly string[] => {
  const at = identity.indexOf("/");
  return at === -1 ? [identity] : [identity.slice(0, at), identity.slice(at + 1)];
};

/** The changes of a run limited to kinds or identities, with all they depend on and what guards the routes it makes. */
export const select = (drafts: ReadonlyMap<string, Draft>, options: DecideOptions): readonly Draft[] => {
  const all = [...drafts.values()];
  if (options.only.length === 0 && options.targets.length === 0) return all;
  const chosen = new Set<string>();
  const guards = new Map<string, Draft[]>();
  for (const draft of options.keepOpen ? [] : all) {
    if (draft.guards !== undefined) addTo(guards, draft.guards, draft);
  }
  const choose = (first: Draft): void => {
    const left = [first];
    for (let draft = left.pop(); draft !== undefined; draft = left.pop()) {
      if (chosen.has(draft.key)) continue;
      chosen.add(draft.key);
      for (const key of draft.dependsOn) {
        const next = drafts.get(key);
        if (next !== undefined) left.push(next);
      }
      left.push(...(guards.get(draft.key) ?? []));
    }
  };
  for (const draft of all) {
    if (isSelected(draft.match, options)) choose(draft);
  }
  return all.filter(({ key }) => chosen.has(key));
};
