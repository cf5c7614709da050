/**
 * Deletes, and the brakes that hold them: what would go along, and whose it is.
 * @module
 */
import { isPartOfParent, relationOf } from "../engine/bearer.ts";
import type { Entity } from "../engine/gateway.ts";
import { isOwnable, withOwner } from "../engine/ownership.ts";
import { hasKind, parentOf } from "../engine/snapshot.ts";
import type { AnyKind } from "../model/define.ts";
import { listedIds, listersOf, referenceId, referencesOf, referrersOf } from "../model/derive.ts";
import { findKind } from "../model/kinds.ts";
import { byText } from "../model/values.ts";
import { movedProblem, twiceProblem } from "./adoption.ts";
import { problem, warning } from "./diagnostics.ts";
import { declaredFields, type Fields, type State } from "./fields.ts";
import type { Diagnostic } from "./protocol/generated/tfplugin6.ts";
import type { Online, Session } from "./session.ts";

export const isAbandoned = (state: State): boolean => state["deletion_policy"] === "abandon";

export interface Child {
  readonly kind: AnyKind;
  readonly entity: Entity;
  /** Its reference field. */
  readonly field: string;
  readonly onDelete: "cascade" | "restrict";
}

/** Everything below an entity, at any depth, from complete reads; from new ones right before a delete. */
const childrenOf = async (
  { gateway, reader }: Online,
  kind: AnyKind,
  id: string,
  isFresh: boolean,
): Promise<readonly Child[]> => {
  const found = new Map<string, Child>();
  /** Below what a kind is listed: nothing where it has a list of its own. A membership goes with either side, and is listed below one. */
  const listsOf = async (child: AnyKind, field: string, parent: string): Promise<readonly (string | undefined)[]> => {
    if (child.path !== undefined) return [undefined];
    if (field === child.nested?.parent) return [parent];
    const above = parentOf(child);
    return above === undefined ? [] : (await reader.all(above)).map(({ id }) => id);
  };
  const visit = async (parentKind: AnyKind, parent: string): Promise<void> => {
    for (const { kind: child, reference } of referrersOf(parentKind.kind)) {
      if (!(await hasKind(gateway, child))) continue;
      const entities: Entity[] = [];
      for (const under of await listsOf(child, reference.field, parent)) {
        entities.push(...(await (isFresh ? reader.fresh(child, under) : reader.all(child, under))));
      }
      for (const entity of entities) {
        if (referenceId(entity[reference.field]) !== parent || found.has(entity.id)) continue;
        // What carries no tags is whoever's it refers to: that is read, too.
        if (!isOwnable(child)) await readReferred(reader, child, entity);
        found.set(entity.id, { kind: child, entity, field: reference.field, onDelete: reference.onDelete });
        if (reference.onDelete === "cascade") await visit(child, entity.id);
      }
    }
    for (const { kind: child, field } of listersOf(parentKind.kind)) {
      for (const entity of await (isFresh ? reader.fresh(child) : reader.all(child))) {
        if (!listedIds(entity[field]).includes(parent)) continue;
        found.set(entity.id, { kind: child, entity, field, onDelete: "restrict" });
      }
    }
  };
  await visit(kind, id);
  return [...found.values()];
};

const readReferred = async (reader: Online["reader"], kind: AnyKind, entity: Entity): Promise<void> => {
  for (const reference of referencesOf(kind)) {
    const target = findKind(reference.kind);
    const id = referenceId(entity[reference.field]);
    if (target?.path !== undefined && id !== undefined) await reader.byId(target, id, undefined);
  }
};

const listed = async (session: Session, children: readonly Child[]): Promise<string> => {
  const names = await Promise.all(
    children.map(async ({ kind, entity }) =>
      withOwner(session.settings.ownership, kind, entity, await session.identityOf(kind, entity)),
    ),
  );
  return names
    .sort(byText)
    .map((name) => `  ${name}`)
    .join("\n");
};

/** What to do about children that are declared in the same configuration. */
const TERRAFORM_FIRST =
  "If they are declared here, refer to it by its resource's id, so that Terraform deletes them first; if this run moves them elsewhere, do that first (terraform apply -target=ADDRESS), or give it lifecycle { create_before_destroy = true } in a run before.";

/** What holds a delete, as a sentence; undefined where nothing does. */
const brakeOf = async (
  session: Session,
  identity: string,
  children: readonly Child[],
): Promise<Diagnostic | undefined> => {
  const referring = children.filter(({ onDelete }) => onDelete === "restrict");
  if (referring.length > 0) {
    return problem(
      `${identity} is still referred to`,
      `The gateway does not delete it while these refer to it:\n\n${await listed(session, referring)}\n\n${TERRAFORM_FIRST} (KG_DELETE_REFERENCED)`,
    );
  }
  if (children.length === 0 || session.settings.cascade) return undefined;
  return problem(
    `A delete of ${identity} would take along what is not this state's`,
    `These go with it:\n\n${await listed(session, children)}\n\nDelete or move them first, or allow it with cascade = true in the provider block. ${TERRAFORM_FIRST} (KG_DELETE_BLOCKED)`,
  );
};

/** Whether a child bears this owner's mark, or what tells whose it is does. */
const isOurs = ({ settings, online }: Session, { kind, entity }: Child): boolean =>
  settings.owner !== false &&
  relationOf(settings.ownership, settings.owner, kind, entity, online?.reader.known ?? (() => undefined)).is === "ours";

/** Whether a child may still be this state's, which then deletes it first. */
const mayBeOurs = (session: Session, child: Child): boolean =>
  session.claims.isInState(child.entity.id) ||
  isPartOfParent(session.settings.ownership, child.kind, child.entity, child.field) ||
  session.settings.owner === false ||
  isOurs(session, child);

/** What can be said against a destroy when it is planned. */
export const checkDestroy = async (session: Session, kind: AnyKind, prior: State): Promise<readonly Diagnostic[]> => {
  const id = String(prior["id"]).toLowerCase();
  // At apply, after a create that took it over: the delete then says that it leaves it.
  if (session.claims.isTaken(id)) return [];
  const standing = session.claims.doom(id);
  const { online } = session;
  if (standing !== "free") {
    const identity = await session.identityOf(kind, { ...declaredFields(kind, prior), id });
    return [standing === "claimed" ? movedProblem(kind, identity, id) : twiceProblem(kind, identity)];
  }
  if (online === undefined) return [];
  if (isAbandoned(prior)) {
    const identity = await session.identityOf(kind, { ...declaredFields(kind, prior), id });
    return [
      warning(
        `${identity} stays on the gateway`,
        'Its deletion_policy is "abandon": it leaves this state and loses its owner\'s mark, and is not deleted.',
      ),
    ];
  }
  return checkChildren(session, online, kind, { ...declaredFields(kind, prior), id });
};

/** What would go along with an entity that is deleted, or replaced, and is not this state's: the first to be told. */
export const checkChildren = async (
  session: Session,
  online: Online,
  kind: AnyKind,
  entity: Fields & { readonly id: string },
): Promise<readonly Diagnostic[]> => {
  const children = await childrenOf(online, kind, entity.id, false);
  const strange = children.filter((child) => !mayBeOurs(session, child));
  if (strange.length === 0) return [];
  const identity = await session.identityOf(kind, entity);
  const brake = await brakeOf(session, identity, strange);
  if (brake !== undefined) return [brake];
  return [
    warning(
      `The delete of ${identity} takes along what is not this state's`,
      `The provider allows it (cascade = true). These go with it:\n\n${await listed(session, strange)}`,
    ),
  ];
};

/** What is to be done about a delete at the moment it is made. */
export interface DeleteVerdict {
  /** What holds it. */
  readonly brake: Diagnostic | undefined;
  /** Of this owner, and deleted with it: what this run moves elsewhere is made again by its own change. */
  readonly along: readonly Child[];
  /** Of this owner, and still referring to it: the gateway does not delete it before they refer to something else. */
  readonly waitsFor: readonly Child[];
  /** What a person is told. */
  readonly told: readonly Diagnostic[];
}

/**
 * Judges a delete. By then Terraform has deleted what it knows below, but not changed what moves away: those changes come
 * after the delete (unless `create_before_destroy` turns it round), so what is of this owner does not hold it.
 */
export const judgeDelete = async (
  session: Session,
  online: Online,
  kind: AnyKind,
  live: Entity,
): Promise<DeleteVerdict> => {
  const children = await childrenOf(online, kind, live.id, true);
  const ours = children.filter((child) => isOurs(session, child));
  const identity = await session.identityOf(kind, live);
  const brake = await brakeOf(
    session,
    identity,
    children.filter(
      (child) =>
        !isOurs(session, child) && !isPartOfParent(session.settings.ownership, child.kind, child.entity, child.field),
    ),
  );
  const waitsFor = ours.filter(({ onDelete }) => onDelete === "restrict");
  const along = ours.filter(({ onDelete }) => onDelete === "cascade");
  const told: Diagnostic[] = [];
  if (waitsFor.length > 0) {
    told.push(
      warning(
        `${identity} is deleted later in this run`,
        `These still refer to it, and Terraform changes them after this delete:\n\n${await listed(session, waitsFor)}\n\nIt is deleted as soon as they refer to something else. Where this run does not change them it stays on the gateway, and nobody's state has it.`,
      ),
    );
  } else if (along.length > 0) {
    told.push(
      warning(
        `The delete of ${identity} takes along what was below it`,
        `Of this owner, and below it when it was deleted:\n\n${await listed(session, along)}\n\nWhat this run moves elsewhere is made again there, under its id.`,
      ),
    );
  }
  return { brake, along, waitsFor, told };
};

/** Deletes an entity, and forgets what goes with it. A create of the same identity waits for its end. */
export const deleteNow = async (
  session: Session,
  { gateway, reader }: Online,
  kind: AnyKind,
  live: Entity,
  identity: string,
  along: readonly Child[],
): Promise<void> => {
  const { id } = live;
  session.journal({ phase: "intent", action: "delete", identity, id, before: live });
  const going = gateway.delete(kind, live);
  session.deleting.set(
    id,
    going.catch(() => {}),
  );
  try {
    await going;
  } finally {
    session.deleting.delete(id);
  }
  for (const child of along) reader.remove(child.kind, child.entity.id);
  reader.remove(kind, id);
  session.claims.release(id);
};

/** Deletes what waited and is free by now; what could not be deleted is told. */
export const deleteWaiting = async (session: Session, online: Online): Promise<readonly Diagnostic[]> => {
  const told: Diagnostic[] = [];
  for (const [id, { kind, live, identity }] of session.waiting) {
    // A create of this run has taken it over.
    if (session.claims.isTaken(id)) session.waiting.delete(id);
    if (!session.waiting.has(id)) continue;
    const children = await childrenOf(online, kind, id, true);
    if (children.some(({ onDelete }) => onDelete === "restrict")) continue;
    session.waiting.delete(id);
    try {
      await deleteNow(session, online, kind, live, identity, children);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      told.push(warning(`${identity} stays on the gateway`, `Its delete failed, and no state has it any more: ${why}`));
    }
  }
  return told;
};
