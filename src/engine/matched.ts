/**
 * Live entities seen from the declarations: declared, referred to, or nobody's business here.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import { referenceId, referencesOf } from "../model/derive.ts";
import { identityText } from "../model/identity.ts";
import { kinds } from "../model/kinds.ts";
import { addTo, byText } from "../model/values.ts";
import type { DecideInput } from "./decide-input.ts";
import { entityKey, type Match } from "./match.ts";
import { isOwned } from "./ownership.ts";
import type { Unmanaged } from "./plan.ts";

/** Looks up the declaration of a live entity, by kind and id. */
export const matchedEntities = (
  matches: ReadonlyMap<string, Match>,
): ((kind: AnyKind, id: string) => Match | undefined) => {
  const byKind = new Map<AnyKind, Map<string, Match>>();
  for (const match of matches.values()) {
    if (match.live === undefined) continue;
    const known = byKind.get(match.kind);
    if (known === undefined) byKind.set(match.kind, new Map([[match.live.id, match]]));
    else known.set(match.live.id, match);
  }
  return (kind, id) => byKind.get(kind)?.get(id);
};

/** Identities of declared entities that refer to a live one by its id, by that one's kind and id. */
export const referringDeclarations = (matches: ReadonlyMap<string, Match>): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const { kind, fields, identity } of matches.values()) {
    for (const reference of referencesOf(kind)) {
      const id = referenceId(fields[reference.field]);
      if (id === undefined) continue;
      const key = entityKey(reference, { id });
      addTo(found, key, identity);
    }
  }
  return found;
};

/** What is neither declared nor owned, of the kinds that were read in full. */
export const findUnmanaged = (
  input: DecideInput,
  matched: (kind: AnyKind, id: string) => Match | undefined,
): readonly Unmanaged[] => {
  const { snapshot, description } = input;
  const found = kinds.flatMap((kind) =>
    snapshot.isComplete(kind.kind)
      ? snapshot
          .entities(kind.kind)
          .filter(
            (entity) =>
              matched(kind, entity.id) === undefined && !isOwned(input.options.ownership, input.owners, entity),
          )
          .map((entity) => ({
            kind: kind.kind,
            identity: identityText(kind, entity, { nameOf: snapshot.nameOf, workspace: description.workspace }),
            id: entity.id,
          }))
          .sort((a, b) => byText(a.identity, b.identity) || byText(a.id, b.id))
      : [],
  );
  return found;
};
