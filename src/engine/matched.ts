/**
 * Live entities seen from the declarations: declared, referred to, or nobody's business here.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import { referenceId, referencesOf } from "../model/derive.ts";
import { identityText } from "../model/identity.ts";
import { kinds } from "../model/kinds.ts";
import { addTo, byText } from "../model/values.ts";
import { type ById, relationOf } from "./bearer.ts";
import type { DecideInput } from "./decide-input.ts";
import type { Entity } from "./gateway.ts";
import { entityKey, type Match } from "./match.ts";
import type { Unmanaged } from "./plan.ts";
import type { Snapshot } from "./snapshot.ts";

/** The declarations of live entities. */
export interface MatchedEntities {
  /** Of an entity of the snapshot. Where several mean it, it is the first; one that only refers to it gives way. */
  readonly get: (entity: Entity) => Match | undefined;
}

/** The live entities of a kind that nothing declares, found once per kind. */
export const undeclaredEntities = (
  snapshot: Snapshot,
  matched: MatchedEntities,
): ((kind: AnyKind) => readonly Entity[]) => {
  const found = new Map<AnyKind, readonly Entity[]>();
  return (kind) => {
    let entities = found.get(kind);
    if (entities === undefined) {
      entities = snapshot.entities(kind.kind).filter((entity) => matched.get(entity) === undefined);
      found.set(kind, entities);
    }
    return entities;
  };
};

/** Identities of declared entities that refer to a live one by its id, by that one's kind and id. */
export const referringDeclarations = (matches: readonly Match[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const { kind, fields, identity } of matches) {
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
  undeclared: (kind: AnyKind) => readonly Entity[],
): readonly Unmanaged[] => {
  const { snapshot, description } = input;
  const { ownership } = input.options;
  const isOurs = (kind: AnyKind, entity: Entity): boolean =>
    input.owners.some((owner) => relationOf(ownership, owner, kind, entity, byId).is === "ours");
  const byId: ById = (kind, id) => snapshot.byId(kind, id);
  const found = kinds.flatMap((kind) =>
    snapshot.isComplete(kind.kind)
      ? undeclared(kind)
          .filter((entity) => !isOurs(kind, entity))
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
