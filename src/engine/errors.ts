/**
 * What the engine refuses, each with a stable code: what happened, which entity, why, what to do.
 * @module
 */
import { KongruentError } from "../model/errors.ts";
import type { Offer } from "../model/facts.ts";
import { offerText } from "../model/offer.ts";

const error = (code: string, message: string, address?: string, cause?: unknown): KongruentError =>
  new KongruentError(code, message, { address, cause });

export const duplicateAddress = (address: string): KongruentError =>
  error(
    "KG_DUPLICATE_ADDRESS",
    `Two declarations have the address ${address}. Give one of them another name.`,
    address,
  );

export const duplicateIdentity = (identity: string, first: string, second: string): KongruentError =>
  error(
    "KG_DUPLICATE_IDENTITY",
    `${identity} is declared twice: at ${first} and at ${second}. An entity is declared once; remove one or change its name or scope.`,
    second,
  );

/** What is the same is a secret: only where it stands is said. */
export const duplicateSecret = (fields: string, kind: string, first: string, second: string): KongruentError =>
  error(
    "KG_DUPLICATE_IDENTITY",
    `One ${fields} of ${kind} is declared twice: at ${first} and at ${second}. Keep one of them, or change its ${fields}.`,
    second,
  );

export const duplicateKey = (fields: string, identity: string, first: string, second: string): KongruentError =>
  error(
    "KG_DUPLICATE_KEY",
    `${second} (${identity}) declares the same ${fields} as ${first}. It must be unique on the gateway; change one of them.`,
    second,
  );

export const unknownReference = (address: string, field: string, target: string): KongruentError =>
  error("KG_REFERENCE_UNKNOWN", `${address}: ${field} refers to ${target}, which is not declared.`, address);

export const danglingReference = (address: string, field: string, kind: string, id: string): KongruentError =>
  error(
    "KG_REFERENCE_DANGLING",
    `${address}: ${field} refers to the id ${id}, but the gateway has no such entity among its ${kind}. Refer to a declared one, or to an existing one by name.`,
    address,
  );

export const scopeMissing = (address: string): KongruentError =>
  error(
    "KG_SCOPE_MISSING",
    `${address} has no scope. It would act on all traffic, so that must be said: scope it to a service, route or consumer, or declare it global (scope: Scope.global(), in JSON {"global": true}).`,
    address,
  );

export const scopeContradictory = (address: string, fields: readonly string[]): KongruentError =>
  error(
    "KG_SCOPE_CONTRADICTORY",
    `${address} is declared global and scoped to ${fields.join(", ")}. Keep one of the two.`,
    address,
  );

export const scopeUnresolved = (address: string, field: string, target?: string): KongruentError =>
  error(
    "KG_SCOPE_UNRESOLVED",
    `${address}: the ${field} it is scoped to${target === undefined ? "" : ` (${target})`} resolves to nothing. It is not written: without its scope it would act on all traffic.`,
    address,
  );

export const identityMissing = (address: string, kind: string, fields: string): KongruentError =>
  error(
    "KG_IDENTITY_MISSING",
    `${address} (${kind}) has neither ${fields} nor a pinned id, so a second run could not find it again. Give it one of them.`,
    address,
  );

export const identityAmbiguous = (
  address: string,
  kind: string,
  what: string,
  ids: readonly string[],
): KongruentError =>
  error(
    "KG_IDENTITY_AMBIGUOUS",
    `${address}: several live ${kind} share a ${what} with it: ${ids.join(", ")}. Pin the id of the one that is meant.`,
    address,
  );

export const idMismatch = (address: string, identity: string, pinned: string, live: string): KongruentError =>
  error(
    "KG_ID_MISMATCH",
    `${address} pins the id ${pinned}, but ${identity} is live with the id ${live}. Pin that id, or drop the pin.`,
    address,
  );

export const fieldFixed = (address: string, identity: string, field: string, id: string): KongruentError =>
  error(
    "KG_FIELD_FIXED",
    `${address} pins the id ${id}, whose ${field} is another one than that of ${identity}. The gateway cannot change it in place: drop the pin, and a new one is made.`,
    address,
  );

export const existingNotFound = (address: string, identity: string, hint = ""): KongruentError =>
  error(
    "KG_EXISTING_NOT_FOUND",
    `${address} refers to ${identity} as existing, but the gateway does not have it.${hint} Check the name and the workspace, or declare it here.`,
    address,
  );

/** An entity of another owner was to be taken. */
class OwnedByOtherError extends KongruentError {
  readonly owner: string;
  constructor(message: string, address: string, owner: string) {
    super("KG_OWNED_BY_OTHER", message, { address });
    this.owner = owner;
  }
}

/** This many entities of one other owner look like a stack that got another name. */
const RENAMED_FROM = 3;

/** Refusals, the first of many that name one other owner with what to do if that was this stack's own name before. */
export const withRenameAdvice = (refusals: readonly KongruentError[]): readonly KongruentError[] => {
  const counts = new Map<string, number>();
  for (const one of refusals) {
    if (one instanceof OwnedByOtherError) counts.set(one.owner, (counts.get(one.owner) ?? 0) + 1);
  }
  return refusals.map((one) => {
    if (!(one instanceof OwnedByOtherError) || (counts.get(one.owner) ?? 0) < RENAMED_FROM) return one;
    counts.delete(one.owner);
    const { message, owner, address = "" } = one;
    const advice = `If this stack was called '${owner}' before, say owner: "${owner}" in its KongProvider.`;
    return new OwnedByOtherError(`${message} ${advice}`, address, owner);
  });
};

export const adoptionRefused = (
  address: string,
  identity: string,
  mode: string,
  owner: string | undefined,
): KongruentError =>
  owner === undefined
    ? error(
        mode === "never" || mode === "own" ? "KG_ADOPTION_REFUSED" : "KG_OWNED_BY_OTHER",
        `${identity} (${address}) is already on the gateway, owned by nobody, and adoption is '${mode}'. Take it over with: npx kongruent apply --adopt unowned --target '${identity}'`,
        address,
      )
    : new OwnedByOtherError(
        `${identity} (${address}) is already on the gateway and owned by '${owner}'. Agree with that owner, refer to it as existing, or take it over with --adopt any.`,
        address,
        owner,
      );

export const keyHeld = (address: string, identity: string, fields: string, holder: string): KongruentError =>
  error(
    "KG_KEY_HELD",
    `${identity} (${address}) needs ${fields}, which is held by ${holder}. The holder is left alone; change the value here, or there first.`,
    address,
  );

export const kindLacking = (
  address: string,
  kind: string,
  version: string,
  offered: Offer | undefined,
): KongruentError =>
  error(
    "KG_KIND_LACKING",
    `${address}: this gateway (Kong ${version}) has no ${kind}${offered === undefined ? "" : `; ${offerText(offered, "them")}`}.`,
    address,
  );

export const fieldLacking = (address: string, field: string, version: string, why: string, hint = ""): KongruentError =>
  error("KG_FIELD_LACKING", `${address}: this gateway (Kong ${version}) has no field ${field}${why}.${hint}`, address);

export const pluginLacking = (
  address: string,
  singular: string,
  name: string,
  version: string,
  hint = "",
): KongruentError =>
  error(
    "KG_PLUGIN_LACKING",
    `${address}: the ${singular} '${name}' is not installed on this gateway (Kong ${version}).${hint} Check its name, or add it to the gateway's '${singular}s' setting.`,
    address,
  );

export const invalidField = (address: string, field: string, message: string): KongruentError =>
  error("KG_INVALID", `${address}: ${field === "" ? "" : `${field}: `}${message}`, address);

export const dependencyCycle = (addresses: readonly string[]): KongruentError =>
  error(
    "KG_DEPENDENCY_CYCLE",
    `These wait for each other: ${addresses.join(" → ")}. Remove one of the references or depends_on between them.`,
    addresses[0],
  );

export const keyCycle = (addresses: readonly string[], fields: string): KongruentError =>
  error(
    "KG_KEY_CYCLE",
    `${addresses.join(" and ")} exchange their ${fields}, which the gateway allows only through a third value. Apply once with another value for one of them.`,
    addresses[0],
  );

export const tooManyDeletes = (deletes: number, owned: number, limit: number): KongruentError =>
  error(
    "KG_TOO_MANY_DELETES",
    `The plan would delete ${deletes} of the ${owned} entities owned on this gateway; ${limit} are allowed. If that is meant, say so with --max-deletes ${deletes}.`,
  );

export const deletesEverything = (deletes: number, owner: string): KongruentError =>
  error(
    "KG_DELETES_EVERYTHING",
    `The plan would delete everything that '${owner}' owns on this gateway (${deletes}). If that is meant, say so with --max-deletes ${deletes}.`,
  );

export const deleteBlocked = (identity: string, children: readonly string[]): KongruentError =>
  error(
    "KG_DELETE_BLOCKED",
    `${identity} is not deleted: ${children.join(", ")} would go with it and ${children.length === 1 ? "is" : "are"} neither of this run's owners nor part of this plan. Allow it with --cascade, or remove them first.`,
  );

export const nameTwice = (address: string, field: string, name: string, other: string): KongruentError =>
  error(
    "KG_NAMES_CONTRADICTORY",
    `${address} declares '${name}', which stands in the ${field} of ${other} too. One of them may have it: take it out of the other.`,
    address,
  );

export const nameLeftOut = (address: string, name: string, field: string, parent: string): KongruentError =>
  error(
    "KG_NAMES_CONTRADICTORY",
    `${address} declares '${name}' for ${parent}, whose ${field} are the exact names and leave it out: it would be removed again. Add it there, or leave ${field} out.`,
    address,
  );

export const childrenTaken = (
  address: string,
  identity: string,
  field: string,
  children: readonly string[],
): KongruentError =>
  error(
    "KG_DELETE_BLOCKED",
    `${identity} (${address}) is not written: its ${field} leave out ${children.join(", ")}, which would be deleted. Add the names, leave ${field} out, or allow it with --cascade.`,
    address,
  );

export const deleteContested = (identity: string, owner: string, other: string): KongruentError =>
  error(
    "KG_OWNED_BY_OTHER",
    `${identity} is not deleted: it is marked as owned by '${owner}' and by '${other}' too. Agree with that owner, and take one of the two tags away.`,
  );

export const deleteReferenced = (identity: string, referrers: readonly string[]): KongruentError =>
  error(
    "KG_DELETE_REFERENCED",
    `${identity} is not deleted: ${referrers.join(", ")} still ${referrers.length === 1 ? "refers" : "refer"} to it. Remove them or point them elsewhere first, or declare ${identity} again.`,
  );

export const destroyPrevented = (identity: string, address: string): KongruentError =>
  error(
    "KG_DESTROY_PREVENTED",
    `${identity} is not deleted: ${address} would go with it and is marked prevent_destroy.`,
    address,
  );

export const deletesHeld = (identity: string, failed: number): KongruentError =>
  error(
    "KG_DELETES_HELD",
    `${identity} is not deleted, because ${failed} other ${failed === 1 ? "change" : "changes"} of this run did not succeed.`,
  );

export const blockedBy = (identity: string, blocker: string): KongruentError =>
  error("KG_BLOCKED", `${identity} was not tried, because ${blocker} did not succeed.`);

export const interrupted = (identity: string): KongruentError =>
  error("KG_INTERRUPTED", `${identity} was not started: the run was interrupted.`);

export const routeRemoved = (identity: string, plugin: string): KongruentError =>
  error(
    "KG_ROUTE_REMOVED",
    `${identity} was made and removed again, because ${plugin}, which guards it, failed. Keep such routes open with --keep-open.`,
  );

export const removedWith = (identity: string, parent: string): KongruentError =>
  error("KG_REMOVED_WITH_PARENT", `${identity} was made and removed again together with ${parent}.`);

export const routeNotRemoved = (identity: string, plugin: string, cause: string): KongruentError =>
  error(
    "KG_ROUTE_STANDS_OPEN",
    `${identity} stands open: ${plugin}, which guards it, failed, and removing the route failed too (${cause}). Remove it by hand or run again.`,
  );

export const notCongruent = (identity: string, fields: readonly string[]): KongruentError =>
  error(
    "KG_NOT_CONGRUENT",
    `${identity} was written, but the gateway holds something else for ${fields.join(", ")}: somebody writes at the same time, or the gateway changes the value. Run again.`,
  );

export const vanished = (identity: string): KongruentError =>
  error("KG_VANISHED", `${identity} was written and is gone again: somebody deletes it at the same time. Run again.`);

export const vanishedWithChildren = (identity: string): KongruentError =>
  error(
    "KG_VANISHED",
    `${identity} was deleted by somebody else since the plan, and what hung below it went with it. Run again: everything is made anew then.`,
  );

export const routeMayStandOpen = (identity: string, cause: string): KongruentError =>
  error(
    "KG_ROUTE_STANDS_OPEN",
    `${identity} may stand open: whether it was made could not be found out (${cause}). Look at the gateway, or run again.`,
  );

export const routeHasOthers = (identity: string, plugin: string, others: readonly string[]): KongruentError =>
  error(
    "KG_ROUTE_STANDS_OPEN",
    `${identity} stands open: ${plugin === identity ? "its own change" : `${plugin}, which guards it,`} failed, and it is not removed, because ${others.join(", ")} would go with it and ${others.length === 1 ? "was" : "were"} not made in this run. Look after it by hand, or run again.`,
  );

export const ownedNoLonger = (identity: string): KongruentError =>
  error("KG_OWNED_NO_LONGER", `${identity} is not deleted: since the plan it has changed hands.`);

export const adoptWithoutOwner = (mode: string): KongruentError =>
  error(
    "KG_ADOPT_WITHOUT_OWNER",
    `adopt '${mode}' was asked for, but ownership is turned off: without an owner nothing is adopted. Give the provider an owner, or leave adopt out.`,
  );

export const ownerInvalid = (tag: string): KongruentError =>
  error(
    "KG_OWNER_INVALID",
    `The owner's tag would be '${tag}', and a tag cannot hold ',' or '/'. Give the stack another owner, or another tag with --owner-tag.`,
  );

export const journalFailed = (identity: string, cause: unknown): KongruentError =>
  error(
    "KG_JOURNAL",
    `The journal could not be written for ${identity} (${cause instanceof Error ? cause.message : String(cause)}). Check the file's folder, rights and disk space.`,
    undefined,
    cause,
  );

export const unknownTarget = (target: string, hint = ""): KongruentError =>
  error(
    "KG_TARGET_UNKNOWN",
    `--target ${target} names nothing that is declared.${hint} Write it as in the plan, like services/orders.`,
  );

export const stalePlan = (why: string): KongruentError =>
  error("KG_PLAN_STALE", `The plan no longer fits: ${why}. Nothing was written. Make a new plan.`);

export const changedPlan = (): KongruentError =>
  error(
    "KG_PLAN_FILE_INVALID",
    "The saved plan has been changed since it was made. Nothing was written. Make a new one with: npx kongruent plan --out plan.json",
  );
