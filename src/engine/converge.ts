/**
 * Makes one entity congruent: create or patch, adopt what is there already, compare the answer, try again while
 * somebody else writes.
 * @module
 */
import type { AdoptMode, Declaration } from "../model/declaration.ts";
import type { AnyKind, UniqueKey } from "../model/define.ts";
import { referenceId } from "../model/derive.ts";
import { identityText } from "../model/identity.ts";
import { byText } from "../model/values.ts";
import { type ById, judgeLive } from "./bearer.ts";
import { childrenTakenBy } from "./child-names.ts";
import { type Comparator, comparisonOptions, maskedAs } from "./comparator.ts";
import * as refuse from "./errors.ts";
import type { Entity, Gateway } from "./gateway.ts";
import { ConflictError, NotFoundError, PrimaryKeyTakenError } from "./gateway-errors.ts";
import { keyInWords, referText } from "./match.ts";
import type { Journal } from "./outcome.ts";
import { declaredTags, expectedTags, isOwnable, type OwnershipRules, tagChange, tagsOf } from "./ownership.ts";
import type { Action, Operation } from "./plan.ts";
import { identifyingKey, keyText } from "./snapshot.ts";

export interface ConvergeContext {
  readonly gateway: Gateway;
  readonly ownership: OwnershipRules;
  readonly adopt: AdoptMode | undefined;
  readonly comparatorOf: (kind: AnyKind, fields: Readonly<Record<string, unknown>>) => Comparator;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly now: () => number;
  readonly journal: Journal;
  readonly workspace: string;
  /** Whether, at plan, something hung below an entity that goes when it is deleted. */
  readonly hadChildren: (kind: AnyKind, entity: Entity) => boolean;
  /** What is others' may go along. */
  readonly cascade: boolean;
  /** What was read at plan, for entities whose parent tells whose they are. */
  readonly byId: ById;
}

/** How long somebody else's writes are waited for, and how often it is tried, before giving up with their name. */
export const CONTENTION = { milliseconds: 1000, tries: 6, pause: 50 } as const;

export interface Converged {
  readonly action: Action;
  readonly entity: Entity;
}

/** Declared fields with tags apart: tags are compared with the owner's in mind. */
const differenceOf = (
  context: ConvergeContext,
  operation: Operation,
  declaration: Declaration,
  declared: Readonly<Record<string, unknown>>,
  live: Entity,
): { readonly patch: Record<string, unknown>; readonly paths: readonly string[] } | undefined => {
  const { kind } = operation;
  const comparison = context.comparatorOf(kind, declared).compare(declared, live, comparisonOptions(declaration));
  const change = tagChange(context.ownership, kind, declaration, declared, live);
  if (comparison.fields.length === 0 && change === undefined) return undefined;
  return {
    patch: change === undefined ? { ...comparison.patch } : { ...comparison.patch, tags: [...change.tags] },
    paths: [...comparison.fields, ...(change?.fields ?? [])].map(({ path }) => path).sort(byText),
  };
};

/** The entity that holds the value of a unique key, found in the cheapest way that is sure. */
export const findHolder = async (
  gateway: Gateway,
  kind: AnyKind,
  key: UniqueKey,
  fields: Readonly<Record<string, unknown>>,
): Promise<Entity | undefined> => {
  const text = keyText(kind, key, fields, referText);
  if (text === undefined) return undefined;
  const isHolder = (entity: Entity | undefined): boolean => entity !== undefined && keyText(kind, key, entity) === text;
  const [field] = key.fields;
  if (key.findBy === "name" && field !== undefined && typeof fields[field] === "string") {
    const named = await gateway.read(kind, fields[field]);
    if (isHolder(named)) return named;
  }
  const parent = kind.nested === undefined ? undefined : referenceId(fields[kind.nested.parent]);
  const isWithinParent = kind.nested !== undefined && key.fields.includes(kind.nested.parent);
  if (parent !== undefined && (isWithinParent || kind.path === undefined)) {
    return (await gateway.list(kind, { parent })).find(isHolder);
  }
  return (await gateway.list(kind)).find(isHolder);
};

/** The unique key that a conflict is about: its `fields` are exactly the clashing key, less what the gateway does not have. */
const conflictingKey = (kind: AnyKind, error: ConflictError): UniqueKey | undefined => {
  const named = Object.keys(error.fields);
  const matching = kind.uniqueKeys.filter(
    (key) => named.length > 0 && named.every((field) => key.fields.includes(field)),
  );
  return matching.sort((a, b) => a.fields.length - b.fields.length)[0];
};

/**
 * Creates an entity, or finds the one that took its place meanwhile; it is not compared yet, see {@link settle}.
 * A taken unique value that does not identify it is never taken from its holder.
 */
export const createOrFind = async (
  context: ConvergeContext,
  operation: Operation,
  declaration: Declaration,
  declared: Readonly<Record<string, unknown>>,
  id: string,
): Promise<Converged> => {
  const { gateway } = context;
  const { kind, identity } = operation;
  const started = context.now();
  for (let attempt = 1; ; attempt++) {
    context.journal({ phase: "intent", action: "create", identity, id });
    try {
      return { action: "create", entity: await gateway.create(kind, { id, ...declared }) };
    } catch (error) {
      const isConflict = error instanceof ConflictError;
      if (!isConflict && !(error instanceof PrimaryKeyTakenError)) throw error;
      const key = isConflict ? conflictingKey(kind, error) : undefined;
      const holder = isConflict
        ? key && (await findHolder(gateway, kind, key, declared))
        : await gateway.read(kind, id, parentOf(kind, declared));
      if (holder !== undefined) {
        const identifies = !isConflict || isTheSame(kind, key, declared, holder);
        if (identifies) {
          refuseOtherId(declaration, identity, holder);
          // Under an id that only we could choose stands what we made, by a try we did not hear of.
          const isOurOwn = !isConflict && declaration.id === undefined;
          return { action: isOurOwn ? "create" : "adopt", entity: holder };
        }
      } else if (!isConflict) {
        throw error;
      }
      if (attempt >= CONTENTION.tries || context.now() - started >= CONTENTION.milliseconds) {
        if (key === undefined) throw error;
        const name = holderName(context, kind, holder);
        throw refuse.keyHeld(declaration.address, identity, keyInWords(kind, key, declared), name);
      }
      await context.sleep(CONTENTION.pause * attempt);
    }
  }
};

export const parentOf = (kind: AnyKind, fields: Readonly<Record<string, unknown>>): string | undefined =>
  kind.nested === undefined ? undefined : referenceId(fields[kind.nested.parent]);

/** Whether the clashing key is the one that identifies, held under the same parent. */
const isTheSame = (
  kind: AnyKind,
  key: UniqueKey | undefined,
  declared: Readonly<Record<string, unknown>>,
  holder: Entity,
): boolean =>
  key !== undefined &&
  identifyingKey(kind, declared, referText) === key &&
  (key.under === undefined || referText(declared[key.under]) === referText(holder[key.under]));

/** Whether the table lets this declaration write to an entity as it is now: it may have changed hands since the plan. */
const refuseForeign = (
  context: ConvergeContext,
  operation: Operation,
  declaration: Declaration,
  live: Entity,
): void => {
  const { verdict, mode, owner } = judgeLive(
    context.ownership,
    operation.kind,
    declaration,
    live,
    context.adopt,
    context.byId,
  );
  if (verdict !== "refuse") return;
  throw refuse.adoptionRefused(declaration.address, operation.identity, mode, owner);
};

/** Patches until the gateway's answer is congruent, a bounded number of times within a second. */
export const settle = async (
  context: ConvergeContext,
  operation: Operation,
  declaration: Declaration,
  declared: Readonly<Record<string, unknown>>,
  live: Entity,
): Promise<Entity> => {
  const { identity } = operation;
  const started = context.now();
  let current = live;
  for (let attempt = 1; ; attempt++) {
    refuseForeign(context, operation, declaration, current);
    const difference = differenceOf(context, operation, declaration, declared, current);
    if (difference === undefined) return current;
    if (attempt > CONTENTION.tries || (attempt > 2 && context.now() - started >= CONTENTION.milliseconds)) {
      throw refuse.notCongruent(identity, difference.paths);
    }
    if (attempt > 1) await context.sleep(CONTENTION.pause * attempt);
    guardScope(operation, declaration, declared);
    context.journal({
      phase: "intent",
      action: "update",
      identity,
      id: current.id,
      before: maskedAs(declared, current),
    });
    const { patch } = difference;
    const mayTryAgain = (): boolean => attempt < CONTENTION.tries && context.now() - started < CONTENTION.milliseconds;
    current = await patchOnce(context, operation, declaration, declared, current, patch, mayTryAgain);
  }
};

/**
 * One PATCH. An entity that vanished is made again under its id. A key somebody else holds is tried again as long as
 * there is time, then fails with the holder's name.
 */
const patchOnce = async (
  context: ConvergeContext,
  operation: Operation,
  declaration: Declaration,
  declared: Readonly<Record<string, unknown>>,
  current: Entity,
  patch: Readonly<Record<string, unknown>>,
  mayTryAgain: () => boolean,
): Promise<Entity> => {
  const { gateway, ownership, cascade } = context;
  const { kind, identity } = operation;
  const taken = cascade
    ? undefined
    : await childrenTakenBy(gateway, ownership, declaration.owner, kind, current, patch);
  if (taken !== undefined) {
    throw refuse.childrenTaken(declaration.address, identity, taken.field, taken.identities);
  }
  try {
    return await gateway.update(kind, current, patch);
  } catch (error) {
    if (error instanceof NotFoundError) return remake(context, operation, declaration, declared, current);
    if (!(error instanceof ConflictError)) throw error;
    const key = conflictingKey(kind, error);
    if (key === undefined) throw error;
    const holder = await findHolder(gateway, kind, key, { ...current, ...declared });
    if (mayTryAgain()) return current;
    throw refuse.keyHeld(
      declaration.address,
      identity,
      keyInWords(kind, key, declared),
      holderName(context, kind, holder),
    );
  }
};

/** Makes an entity that vanished again, under its id. Where another one took its place, that one is given instead. */
const remake = async (
  context: ConvergeContext,
  operation: Operation,
  declaration: Declaration,
  declared: Readonly<Record<string, unknown>>,
  gone: Entity,
): Promise<Entity> => {
  if (context.hadChildren(operation.kind, gone)) throw refuse.vanishedWithChildren(operation.identity);
  const { gateway, ownership } = context;
  const { kind, identity } = operation;
  const { id } = gone;
  const tags = isOwnable(kind)
    ? { tags: [...expectedTags(ownership, declaration.owner, declaredTags(declaration, declared), tagsOf(gone))] }
    : {};
  context.journal({ phase: "intent", action: "create", identity, id });
  try {
    return await gateway.create(kind, { id, ...declared, ...tags });
  } catch (error) {
    const key = error instanceof ConflictError ? conflictingKey(kind, error) : undefined;
    const holder = key === undefined ? undefined : await findHolder(gateway, kind, key, declared);
    if (holder === undefined || !isTheSame(kind, key, declared, holder)) throw error;
    refuseOtherId(declaration, identity, holder);
    return holder;
  }
};

/** A declaration that pins an id means no other entity, whatever its name. */
const refuseOtherId = (declaration: Declaration, identity: string, holder: Entity): void => {
  if (declaration.id === undefined || declaration.id === holder.id) return;
  throw refuse.idMismatch(declaration.address, identity, declaration.id, holder.id);
};

const holderName = (context: ConvergeContext, kind: AnyKind, holder: Entity | undefined): string =>
  holder === undefined
    ? "an entity that this workspace does not show"
    : identityText(kind, holder, { nameOf: () => undefined, workspace: context.workspace });

/** The last door before a write: every declared scope field stands for something, and none was lost on the way. */
export const guardScope = (
  operation: Operation,
  declaration: Declaration,
  body: Readonly<Record<string, unknown>>,
): void => {
  for (const field of operation.kind.scope ?? []) {
    if (!(field in declaration.fields)) continue;
    if (referenceId(body[field]) === undefined) {
      throw refuse.scopeUnresolved(declaration.address, field);
    }
  }
  if (operation.kind.scope !== undefined && !declaration.isGlobal) {
    const isScoped = operation.kind.scope.some((field) => referenceId(body[field]) !== undefined);
    if (!isScoped) throw refuse.scopeMissing(declaration.address);
  }
};
