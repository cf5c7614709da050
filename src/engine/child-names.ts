/**
 * Fields that hold the names of entities of another kind, which are made and removed with them: the `snis` of a certificate. What such
 * a list leaves out is deleted, so it is held to the same brakes.
 * @module
 */
import { Reference } from "../model/declaration.ts";
import type { AnyKind, UniqueKey } from "../model/define.ts";
import { fieldFacts, fieldsOf, referenceId } from "../model/derive.ts";
import type { KongruentError } from "../model/errors.ts";
import { identityText } from "../model/identity.ts";
import { findKind } from "../model/kinds.ts";
import { byText } from "../model/values.ts";
import type { DecideInput } from "./decide-input.ts";
import type { Draft } from "./draft.ts";
import * as refuse from "./errors.ts";
import type { Entity, Gateway } from "./gateway.ts";
import { entityKey, type Match } from "./match.ts";
import type { Matches } from "./match-all.ts";
import { type Owner, type OwnershipRules, relationTo, withOwner } from "./ownership.ts";
import { keyText } from "./snapshot.ts";

interface NamesField {
  /** The field that lists the names. */
  readonly field: string;
  readonly child: AnyKind;
  readonly reference: string;
  /** The child's field that holds its name. */
  readonly name: string;
  readonly key: UniqueKey | undefined;
}

const known = new WeakMap<AnyKind, readonly NamesField[]>();

/** The fields of a kind that hold names of children. */
const namesFieldsOf = (kind: AnyKind): readonly NamesField[] => {
  let found = known.get(kind);
  if (found === undefined) {
    found = Object.keys(fieldsOf(kind)).flatMap((field) => {
      const { childNames } = fieldFacts(kind, field);
      const child = childNames === undefined ? undefined : findKind(childNames.kind);
      if (childNames === undefined || child === undefined) return [];
      const key = child.uniqueKeys.find(({ fields }) => fields.length === 1 && fields[0] === childNames.field);
      return [{ field, child, reference: childNames.reference, name: childNames.field, key }];
    });
    known.set(kind, found);
  }
  return found;
};

/** The names in a list as far as they are known; undefined where nothing is listed. */
const namesIn = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) ? value.filter((name) => typeof name === "string") : undefined;

/** Names that are declared in a list, and again in another list or as an entity that the list leaves out. */
const contradictions = (matches: Matches, refusals: KongruentError[]): void => {
  const listed = new Map<string, Match>();
  const children = new Map<AnyKind, NamesField>();
  for (const match of matches.all) {
    if (match.declaration.existing) continue;
    for (const names of namesFieldsOf(match.kind)) {
      children.set(names.child, names);
      for (const name of namesIn(match.fields[names.field]) ?? []) {
        const slot = `${names.child.kind} ${name}`;
        const other = listed.get(slot);
        if (other === undefined || other === match) listed.set(slot, match);
        else refusals.push(refuse.nameTwice(match.declaration.address, names.field, name, other.declaration.address));
      }
    }
  }
  for (const { kind, declaration, fields } of matches.all) {
    const names = children.get(kind);
    const name = names === undefined || declaration.existing ? undefined : fields[names.name];
    if (names === undefined || typeof name !== "string") continue;
    const target = declaration.fields[names.reference];
    const parent = target instanceof Reference ? matches.of(target.address) : undefined;
    const own = parent === undefined ? undefined : namesIn(parent.fields[names.field]);
    const holder = listed.get(`${kind.kind} ${name}`);
    if (parent !== undefined && own !== undefined && !own.includes(name)) {
      refusals.push(refuse.nameLeftOut(declaration.address, name, names.field, parent.declaration.address));
    } else if (holder !== undefined && holder !== parent) {
      refusals.push(refuse.nameTwice(declaration.address, names.field, name, holder.declaration.address));
    }
  }
};

/**
 * Lists of names against what is live: a name that another entity holds waits until that one lets it go, or is refused; a child
 * that would be removed and is somebody else's holds the change.
 */
export const claimChildNames = (
  drafts: Map<string, Draft>,
  matches: Matches,
  input: DecideInput,
  refusals: KongruentError[],
): void => {
  contradictions(matches, refusals);
  const { snapshot, options, description } = input;
  const nameOf = (kind: AnyKind, entity: Entity): string =>
    identityText(kind, entity, { nameOf: snapshot.nameOf, workspace: description.workspace });
  const byEntity = new Map(
    [...drafts.values()].flatMap((draft) =>
      draft.match.live === undefined ? [] : [[entityKey(draft.match.kind, draft.match.live), draft] as const],
    ),
  );
  for (const draft of drafts.values()) {
    const { kind, fields, live, declaration, identity } = draft.match;
    for (const names of namesFieldsOf(kind)) {
      const wanted = namesIn(fields[names.field]);
      const isSent = draft.action === "create" || draft.fields.some(({ path }) => path === names.field);
      if (wanted === undefined || !isSent) continue;
      for (const name of wanted) {
        const text = names.key === undefined ? undefined : keyText(names.child, names.key, { [names.name]: name });
        const child =
          names.key === undefined || text === undefined ? undefined : snapshot.byKey(names.child, names.key, text);
        const parent = referenceId(child?.[names.reference]);
        if (child === undefined || parent === undefined || parent === live?.id) continue;
        const holder = byEntity.get(entityKey(kind, { id: parent }));
        const left = holder === undefined ? undefined : namesIn(holder.match.fields[names.field]);
        if (holder !== undefined && left !== undefined && !left.includes(name)) {
          draft.dependsOn.add(holder.key);
          continue;
        }
        const entity = snapshot.byId(kind.kind, parent);
        const held = entity === undefined ? `${kind.kind}/${parent}` : nameOf(kind, entity);
        refusals.push(refuse.keyHeld(declaration.address, identity, `the name '${name}'`, held));
      }
      if (live === undefined) continue;
      const strangers: string[] = [];
      for (const child of removedBy(names, wanted, live, snapshot.entities(names.child.kind))) {
        const moving = byEntity.get(entityKey(names.child, child));
        // One that moves to another parent is moved before it would be removed.
        if (moving !== undefined) draft.dependsOn.add(moving.key);
        else if (isAnothers(options.ownership, declaration.owner, child)) {
          strangers.push(withOwner(options.ownership, names.child, child, nameOf(names.child, child)));
        }
      }
      if (strangers.length > 0 && !options.cascade) {
        refusals.push(refuse.childrenTaken(declaration.address, identity, names.field, strangers.sort(byText)));
      }
    }
  }
};

/** Children of an entity whose names a list leaves out. */
const removedBy = (
  { reference, name }: NamesField,
  wanted: readonly string[],
  parent: Entity,
  children: readonly Entity[],
): readonly Entity[] =>
  children.filter((child) => referenceId(child[reference]) === parent.id && !wanted.includes(String(child[name])));

const isAnothers = (rules: OwnershipRules, owner: Owner, child: Entity): boolean =>
  relationTo(rules, owner, child).is === "another's";

/** What a patch would remove of others, read right before it is sent: somebody may have added it since the plan. */
export const childrenTakenBy = async (
  gateway: Gateway,
  rules: OwnershipRules,
  owner: Owner,
  kind: AnyKind,
  live: Entity,
  patch: Readonly<Record<string, unknown>>,
): Promise<{ readonly field: string; readonly identities: readonly string[] } | undefined> => {
  for (const names of namesFieldsOf(kind)) {
    const wanted = namesIn(patch[names.field]);
    if (wanted === undefined) continue;
    const removed = removedBy(names, wanted, live, await gateway.list(names.child));
    const others = removed.filter((child) => isAnothers(rules, owner, child));
    if (others.length === 0) continue;
    const identities = others.map((child) =>
      withOwner(rules, names.child, child, identityText(names.child, child, { nameOf: () => undefined })),
    );
    return { field: names.field, identities: identities.sort(byText) };
  }
  return undefined;
};
