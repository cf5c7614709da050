/**
 * Makes what was planned: creates, patches, adopts and deletes, so that a failure leaves nothing in the state that is not on the
 * gateway, and destroys nothing that was there before.
 * @module
 */
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { hasUnknown } from "../engine/comparator.ts";
import { type ConvergeContext, createOrFind, guardScope, settle } from "../engine/converge.ts";
import type { Entity } from "../engine/gateway.ts";
import { declaredTags, expectedTags, isOwnable, relationTo } from "../engine/ownership.ts";
import type { Operation } from "../engine/plan.ts";
import type { Declaration } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldFacts, fieldsOf } from "../model/derive.ts";
import { KongruentError } from "../model/errors.ts";
import { sameValue } from "../model/values.ts";
import { heldInState, judgeAdoption, modeOf, takenProblem } from "./adoption.ts";
import { attributesOf } from "./attributes.ts";
import { checkBlock } from "./checks.ts";
import { deleteNow, deleteWaiting, isAbandoned, judgeDelete } from "./deletes.ts";
import { hasProblem, problem, problemsFrom, warning } from "./diagnostics.ts";
import { declaredFields, type Fields, holdsUnknown, objectIn, type State } from "./fields.ts";
import type { Memory } from "./memory.ts";
import { type KindSchemas, plainTags, projectEntity } from "./projection.ts";
import type { Diagnostic } from "./protocol/generated/tfplugin6.ts";
import { declarationOf, type Online, type Session } from "./session.ts";
import type { Value } from "./value.ts";

export interface ApplyInput {
  readonly kind: AnyKind;
  /** Null for a create. */
  readonly prior: State | null;
  /** Null for a delete. */
  readonly planned: State | null;
  readonly config: State;
  readonly memory: Memory;
}

export interface ApplyAnswer {
  /** What is recorded: null where there is nothing. */
  readonly state: State | null;
  readonly memory: Memory;
  readonly diagnostics: readonly Diagnostic[];
}

/** Applies one planned change. Never rejects: a failure is told, with what is true after it. */
export const applyResource = async (session: Session, input: ApplyInput): Promise<ApplyAnswer> => {
  const { kind, prior, planned, config } = input;
  const memory: Memory = { writeOnly: input.memory.writeOnly };
  const failed = (diagnostics: readonly Diagnostic[]): ApplyAnswer => ({ state: prior, memory, diagnostics });
  if (session.isStopped) {
    return failed([problem("Interrupted", `${kind.terraform}: nothing was written. Run it again to go on.`)]);
  }
  const { online } = session;
  if (online === undefined) {
    return failed([problem("The gateway is not known", "A part of the provider's configuration has no value yet.")]);
  }
  const wrong = planned === null ? [] : checkBlock(kind, config);
  if (hasProblem(wrong)) return failed(wrong);
  try {
    return await session.writing(async () => {
      if (planned === null) {
        const diagnostics = prior === null ? [] : await remove(session, online, kind, prior);
        return hasProblem(diagnostics) ? failed(diagnostics) : { state: null, memory, diagnostics };
      }
      if (prior === null) return create(session, online, { ...input, planned }, memory);
      const answer = await update(session, online, { ...input, planned, prior }, memory);
      return { ...answer, diagnostics: [...answer.diagnostics, ...(await deleteWaiting(session, online))] };
    });
  } catch (error) {
    const what = planned === null ? "deleted" : prior === null ? "created" : "updated";
    return failed(problemsFrom(error, `${kind.terraform} was not ${what}`));
  }
};

interface Work {
  readonly schemas: KindSchemas;
  readonly declaration: Declaration;
  readonly fields: Fields;
  readonly operation: Operation;
  readonly context: ConvergeContext;
  readonly identity: string;
}

const prepareWork = async (
  session: Session,
  online: Online,
  { kind, prior, config }: ApplyInput,
  action: "create" | "update",
  adopt: Declaration["adopt"],
): Promise<Work> => {
  const declared = declaredFields(kind, config);
  const schemas = await session.schemasOf(online, kind, declared);
  const fields = schemas.comparator.normalise(declared);
  if (hasUnknown(fields) || Object.values(config).some(holdsUnknown)) {
    throw new KongruentError("KG_REFERENCE_UNKNOWN", "A value is not known even at apply.");
  }
  const identity = session.identityKnown(kind, prior === null ? fields : { ...fields, id: prior["id"] });
  const scope = objectIn(config["scope"]);
  const declaration = declarationOf(session.settings, kind, declared, identity, {
    // Said in so many words: it never follows from what is missing.
    isGlobal: scope?.["global"] === true,
    id: typeof config["id"] === "string" ? config["id"].toLowerCase() : undefined,
    adopt,
  });
  const operation: Operation = {
    key: identity,
    action,
    kind,
    identity,
    declaration,
    fields,
    tags: undefined,
    live: undefined,
    dependsOn: new Set(),
    guards: undefined,
    releases: [],
    cascade: [],
    blocked: undefined,
    change: {
      action,
      kind: kind.kind,
      identity,
      address: identity,
      id: null,
      fields: [],
      dependsOn: [],
      cascades: [],
      impact: [],
    },
  };
  const context: ConvergeContext = {
    gateway: online.gateway,
    ownership: session.settings.ownership,
    adopt: undefined,
    comparatorOf: (ofKind, given) => online.schemas.comparator(ofKind, given),
    sleep: (milliseconds) => wait(milliseconds),
    now: Date.now,
    journal: session.journal,
    workspace: session.settings.workspace ?? "default",
    hadChildren: () => false,
    cascade: session.settings.cascade,
    byId: online.reader.known,
  };
  return { schemas, declaration, fields, operation, context, identity };
};

/**
 * What is recorded: the plan where it knew, the configuration where it knows by now, the gateway's answer for the rest.
 */
const recorded = (
  session: Session,
  { kind, planned, config }: { kind: AnyKind; planned: State; config: State },
  { schemas }: Work,
  live: Entity,
  memory: Memory,
): State => {
  const told = Object.fromEntries(
    attributesOf(kind).map(({ name, writeOnly }): [string, Value] => {
      const value = planned[name] ?? null;
      const given = config[name] ?? null;
      return [name, holdsUnknown(value) && given !== null && writeOnly !== true ? given : value];
    }),
  );
  const made = projectEntity({ kind, live, prior: told, schemas, settings: session.settings, memory });
  return Object.fromEntries(
    attributesOf(kind).map(({ name }): [string, Value] => {
      const known = planned[name];
      return [name, known === undefined || holdsUnknown(known) ? (made[name] ?? null) : known];
    }),
  );
};

/** What is sent to make an entity: its fields and its owner's tag, with every scope that was declared. */
const bodyOf = ({ settings }: Session, { declaration, fields, operation }: Work): Fields => {
  const tags = isOwnable(operation.kind)
    ? expectedTags(settings.ownership, settings.owner, declaredTags(declaration, fields), [])
    : [];
  const body = tags.length > 0 ? { ...fields, tags: [...tags] } : fields;
  guardScope(operation, declaration, body);
  return body;
};

const create = async (
  session: Session,
  online: Online,
  input: ApplyInput & { readonly planned: State },
  memory: Memory,
): Promise<ApplyAnswer> => {
  const { kind, planned, config } = input;
  const { settings, claims } = session;
  const work = await prepareWork(session, online, input, "create", modeOf(settings, config));
  const { declaration, fields, operation, context, identity } = work;
  const diagnostics: Diagnostic[] = [];
  const nothing = (found: readonly Diagnostic[]): ApplyAnswer => ({ state: null, memory, diagnostics: found });

  const plannedId = typeof planned["id"] === "string" ? planned["id"] : undefined;
  const adopted =
    plannedId === undefined ? undefined : await online.gateway.read(kind, plannedId, session.parentOf(kind, fields));
  let made: Entity | undefined;
  let live = adopted;
  if (live === undefined) {
    const body = bodyOf(session, work);
    // What stands under an id that was planned is not this call's: a failure must not remove it.
    const wanted = plannedId === undefined ? declaration : { ...declaration, id: plannedId.toLowerCase() };
    const attempt = (): ReturnType<typeof createOrFind> =>
      createOrFind(context, operation, wanted, body, plannedId ?? randomUUID());
    let { action, entity } = await attempt();
    for (let going = session.deleting.get(entity.id); going !== undefined; going = session.deleting.get(entity.id)) {
      await going;
      ({ action, entity } = await attempt());
    }
    live = entity;
    if (action === "create") made = entity;
    else {
      if (claims.isKept(entity.id)) return nothing([heldInState(identity, entity.id)]);
      diagnostics.push(
        warning(
          `Adopted ${identity}, which appeared since the plan`,
          `Somebody made it meanwhile (id ${entity.id}). It was taken over and not created.`,
        ),
      );
    }
  }
  if (made === undefined) {
    const { refusal } = judgeAdoption(session, kind, config, live, identity);
    if (refusal !== undefined) return nothing([refusal]);
  }
  if (!claims.take(live.id)) return nothing([takenProblem(identity)]);
  try {
    const settled = await settle(context, operation, declaration, fields, live);
    online.reader.put(kind, settled);
    return { state: recorded(session, input, work, settled, memory), memory, diagnostics };
  } catch (error) {
    const left = made === undefined ? undefined : await removeAgain(online, kind, made);
    const what =
      made === undefined
        ? `${identity} is there as it was before and is not recorded; the next run adopts it.`
        : left === undefined
          ? `What was made of ${identity} was removed again.`
          : `What was made of ${identity} (id ${made.id}) is still there, because its removal failed too: ${left}. The next run adopts it.`;
    return nothing([
      ...diagnostics,
      ...problemsFrom(error, `${identity} was not ${made === undefined ? "adopted" : "created"}`),
      warning("Nothing is recorded", what),
    ]);
  }
};

/** Removes what this call made; why it could not, or undefined. */
const removeAgain = async (online: Online, kind: AnyKind, made: Entity): Promise<string | undefined> => {
  try {
    await online.gateway.delete(kind, made);
    online.reader.remove(kind, made.id);
    return undefined;
  } catch (error) {
    online.reader.put(kind, made);
    return error instanceof Error ? error.message : String(error);
  }
};

const update = async (
  session: Session,
  online: Online,
  input: ApplyInput & { readonly planned: State; readonly prior: State },
  memory: Memory,
): Promise<ApplyAnswer> => {
  const { kind, planned, prior, config } = input;
  const id = String(prior["id"]).toLowerCase();
  // What the state has is ours, whether or not the gateway bears our mark; what another owner took meanwhile is not.
  const mode = modeOf(session.settings, config) === "any" ? "any" : "unowned";
  const work = await prepareWork(session, online, input, "update", mode);
  const { declaration, fields, operation, context, identity } = work;
  const live = await online.gateway.read(kind, id, session.parentOf(kind, fields));
  const diagnostics: Diagnostic[] = [];
  let current = live;
  if (current === undefined) {
    const body = bodyOf(session, work);
    const { action, entity } = await createOrFind(context, operation, { ...declaration, id }, body, id);
    diagnostics.push(
      warning(
        `${identity} had vanished since the plan`,
        `It was ${action === "create" ? "made again" : "found again"} (id ${entity.id}).`,
      ),
    );
    current = entity;
  }
  if (current.id !== id)
    throw new KongruentError("KG_ID_MISMATCH", `${identity} is another entity now (id ${current.id}).`);
  const { refusal } = judgeAdoption(session, kind, { ...config, adopt: mode }, current, identity);
  if (refusal !== undefined) return { state: prior, memory: input.memory, diagnostics: [refusal] };
  let settled = await settle(context, operation, declaration, fields, current);
  const resent = incomparable(kind, prior, planned, fields);
  if (resent !== undefined) settled = await online.gateway.update(kind, settled, resent);
  online.reader.put(kind, settled);
  return { state: recorded(session, input, work, settled, memory), memory, diagnostics };
};

/** What cannot be compared is sent when its configuration changes: what falls with time, and what the gateway hashes for good. */
const incomparable = (kind: AnyKind, prior: State, planned: State, fields: Fields): Fields | undefined => {
  const changed = Object.keys(fieldsOf(kind)).filter((name) => {
    const { countsDown, isOpaque } = fieldFacts(kind, name);
    const isCompared = countsDown !== true && isOpaque?.(fields) !== true;
    return !isCompared && fields[name] !== undefined && !sameValue(prior[name] ?? null, planned[name] ?? null);
  });
  // With what makes the gateway hash it.
  const along = Object.keys(fields).filter((other) =>
    changed.some((name) => fieldFacts(kind, name).isOpaque?.({ ...fields, [other]: undefined }) === false),
  );
  const sent = [...changed, ...along].map((name) => [name, fields[name]] as const);
  return changed.length === 0 ? undefined : Object.fromEntries(sent);
};

/** Said of what a create of the same run has taken over. */
const notDeleted = (identity: string): Diagnostic =>
  warning(
    `${identity} was not deleted`,
    "Another resource of this run has taken it over: its address changed. Say so with a moved block the next time.",
  );

const remove = async (
  session: Session,
  online: Online,
  kind: AnyKind,
  prior: State,
): Promise<readonly Diagnostic[]> => {
  const { settings, claims } = session;
  const id = String(prior["id"]).toLowerCase();
  const { gateway, reader } = online;
  const live = await gateway.read(kind, id, session.parentOf(kind, declaredFields(kind, prior)));
  if (live === undefined) {
    reader.remove(kind, id);
    claims.release(id);
    return [];
  }
  const identity = await session.identityOf(kind, live);
  if (claims.isTaken(id)) return [notDeleted(identity)];
  const relation = isOwnable(kind) ? relationTo(settings.ownership, settings.owner, live) : undefined;
  if (relation?.is === "another's") {
    return [
      problem(
        `${identity} belongs to '${relation.owner}' now`,
        `It is not deleted. Take it out of this state with terraform state rm, or set deletion_policy = "abandon". (KG_OWNED_BY_OTHER)`,
      ),
    ];
  }
  if (isAbandoned(prior)) {
    if (relation?.is === "ours") {
      reader.put(kind, await gateway.update(kind, live, { tags: [...plainTags(settings, live)] }));
    }
    claims.release(id);
    return [];
  }
  const { brake, along, waitsFor, told } = await judgeDelete(session, online, kind, live);
  if (brake !== undefined) return [brake];
  if (waitsFor.length > 0) {
    session.waiting.set(id, { kind, live, identity });
    return told;
  }
  // While its children were read a create may have taken it over.
  if (claims.isTaken(id)) return [notDeleted(identity)];
  await deleteNow(session, online, kind, live, identity, along);
  return [...told, ...(await deleteWaiting(session, online))];
};
