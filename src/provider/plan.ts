/**
 * What a resource will be: planned from its block, the state and the gateway's defaults, so that only what cannot be known is
 * known after apply.
 * @module
 */

import type { FieldChange } from "../engine/comparator.ts";
import { tagChange } from "../engine/ownership.ts";
import { marksOf, marksText } from "../engine/recognise.ts";
import { identifierOf } from "../engine/snapshot.ts";
import type { AnyKind } from "../model/define.ts";
import { adoptionOf, adoptionWarning, movedProblem, takenProblem, twiceProblem } from "./adoption.ts";
import { type Attribute, attributesOf, perKind } from "./attributes.ts";
import { checkBlock } from "./checks.ts";
import { checkChildren, checkDestroy } from "./deletes.ts";
import { hasProblem, problemsFrom } from "./diagnostics.ts";
import { sameValues } from "./equality.ts";
import { declaredFields, type Fields, objectIn, type State, textOf } from "./fields.ts";
import type { Memory } from "./memory.ts";
import {
  askGateway,
  checkAgainst,
  danglingReferences,
  heldKeys,
  isPendingKey,
  newIdWarning,
  opaqueWarnings,
  ownerProblems,
  plainSecrets,
  tagProblems,
  wideningWarning,
} from "./plan-checks.ts";
import {
  type Base,
  entityInState,
  isRespelt,
  NOTHING,
  overlaid,
  type PlanInput,
  plannedState,
  unlooked,
  writeOnlyGiven,
  writeOnlyPlaces,
} from "./planned-state.ts";
import type { KindSchemas } from "./projection.ts";
import type { Diagnostic } from "./protocol/generated/tfplugin6.ts";
import { declarationOf, type Online, type Session } from "./session.ts";
import type { Value } from "./value.ts";

export interface PlanAnswer {
  readonly planned: State | null;
  readonly requiresReplace: readonly (readonly string[])[];
  readonly memory: Memory;
  readonly diagnostics: readonly Diagnostic[];
}

/** Plans one resource. What is wrong is told all at once; nothing is written. Never rejects. */
export const planResource = async (session: Session, input: PlanInput): Promise<PlanAnswer> => {
  const { kind, prior, isDestroy, config, memory } = input;
  const { online, claims } = session;
  try {
    if (isDestroy) {
      const diagnostics = prior === null ? [] : await checkDestroy(session, kind, prior);
      return { planned: null, requiresReplace: [], memory, diagnostics };
    }
    const id = prior === null ? undefined : textOf(prior["id"])?.toLowerCase();
    const standing = id === undefined ? "free" : claims.keep(id);
    const diagnostics = [...checkBlock(kind, config)];
    if (standing !== "free") {
      const identity = await session.identityOf(kind, { ...declaredFields(kind, prior ?? {}), id });
      diagnostics.push(standing === "claimed" ? takenProblem(identity) : twiceProblem(kind, identity));
    }
    if (hasProblem(diagnostics)) return { ...planOffline(input), diagnostics };
    return online === undefined ? planOffline(input) : await planOnline(session, online, input);
  } catch (error) {
    const diagnostics = problemsFrom(error, `${kind.terraform} cannot be planned`);
    return { ...(isDestroy ? { planned: prior, requiresReplace: [], memory } : planOffline(input)), diagnostics };
  }
};

/** Without a gateway nothing is known but what is configured, and what was. */
const planOffline = ({ kind, prior, config, memory }: PlanInput): PlanAnswer => {
  const plannedAfter = (before: State | null): State =>
    Object.fromEntries(
      attributesOf(kind).map((attribute): [string, Value] => {
        const { [attribute.name]: given } = config;
        const known = prior?.[attribute.name];
        const isKept = isRespelt(kind, attribute, given, known);
        return [attribute.name, isKept ? (known ?? null) : unlooked(attribute, given, before?.[attribute.name])];
      }),
    );
  const told = plannedAfter(prior);
  if (prior === null || sameValues(prior, told)) return { planned: told, requiresReplace: [], memory, diagnostics: [] };
  // A change may bring more of them, which only the gateway's answer tells: the plan is made again then.
  const planned: State = { ...plannedAfter(null), id: config["id"] ?? prior["id"] ?? null };
  return { planned, requiresReplace: replacements(kind, prior, planned), memory, diagnostics: [] };
};

/** The attributes whose change makes another entity. */
export const fixedAttributesOf = perKind((kind): readonly Attribute[] => {
  const { subschema, nested, path, membership } = kind;
  const isFixed = (field: string): boolean =>
    membership !== undefined || (path === undefined && field === nested?.parent);
  return attributesOf(kind).filter(
    ({ role, field }) =>
      role === "id" || (role === "field" && field === subschema?.name) || (role === "reference" && isFixed(field)),
  );
});

/** Paths whose change makes another entity. */
const replacements = (kind: AnyKind, prior: State, planned: State): readonly (readonly string[])[] =>
  fixedAttributesOf(kind)
    .filter(
      ({ name }) =>
        prior[name] !== null && prior[name] !== undefined && !sameValues(prior[name] ?? null, planned[name] ?? null),
    )
    .map(({ name }) => [name]);

/** References to entities that are replaced: the gateway does not delete those while this one is there, or deletes this one with them. */
const uprooted = ({ claims }: Session, kind: AnyKind, prior: State, planned: State): readonly (readonly string[])[] =>
  attributesOf(kind).flatMap(({ name, role, parts = [] }) => {
    if (role === "reference") return isUprooted(claims, prior[name], planned[name]) ? [[name]] : [];
    const before = objectIn(prior[name]);
    const after = objectIn(planned[name]);
    const isOut = parts.some(
      (part) => part.role === "reference" && isUprooted(claims, before?.[part.name], after?.[part.name]),
    );
    return role === "scope" && isOut ? [[name]] : [];
  });

const isUprooted = (claims: Session["claims"], before: Value | undefined, after: Value | undefined): boolean =>
  typeof before === "string" && before !== after && claims.isReplaced(before.toLowerCase());

/** What a plan of one resource works with. */
interface Work {
  readonly session: Session;
  readonly online: Online;
  readonly input: PlanInput;
  readonly declared: Fields;
  readonly fields: Fields;
  readonly schemas: KindSchemas;
  readonly memory: Memory;
}

const planOnline = async (session: Session, online: Online, input: PlanInput): Promise<PlanAnswer> => {
  const { kind, prior, config } = input;
  const declared = declaredFields(kind, config);
  const schemas = await session.schemasOf(online, kind, declared);
  const fields = schemas.comparator.normalise(declared);
  const memory: Memory = { writeOnly: writeOnlyPlaces(kind, config) };
  const work: Work = { session, online, input, declared, fields, schemas, memory };
  return prior === null ? planCreate(work) : planUpdate(work, prior);
};

/** The state that follows from a base, and the fields that change. */
const promise = (
  { session, input, declared, fields, schemas }: Work,
  base: Base,
): { readonly planned: State; readonly changes: readonly FieldChange[] } => {
  const { fields: changes, patch } = schemas.comparator.compare(fields, base.entity, { ignoreChanges: [] });
  const expected = overlaid(base.entity, patch);
  const planned = plannedState(session, input, declared, fields, schemas, base, expected, changes);
  return { planned, changes };
};

const planCreate = async (work: Work): Promise<PlanAnswer> => {
  const { session, online, input, declared, fields, schemas, memory } = work;
  const { kind, config } = input;
  const { settings, claims } = session;
  if (input.memory.id !== undefined) claims.replace(input.memory.id.toLowerCase());
  const diagnostics: Diagnostic[] = [
    ...(await checkAgainst(session, online, input, declared, fields)),
    ...tagProblems(session, config),
  ];
  const found = await adoptionOf(session, online, kind, config, fields, input.memory.id);
  diagnostics.push(...found.diagnostics);
  const { live, identity } = found;
  const claim =
    live === undefined || hasProblem(found.diagnostics) ? undefined : claims.claim(live.id, input.memory.id);
  if (claim === "moved" && live !== undefined) diagnostics.push(movedProblem(kind, identity, live.id));
  if (claim === "taken") diagnostics.push(takenProblem(identity));
  if (live === undefined && !hasProblem(diagnostics) && !claimIdentity(work)) {
    diagnostics.push(takenProblem(await session.identityOf(kind, fields)));
  }
  const base = claim === "adopt" && live !== undefined ? { entity: live, isLive: true } : NOTHING;
  const { planned, changes } = promise(work, base);
  const comes = textOf(planned["id"])?.toLowerCase();
  if (comes !== undefined && !base.isLive) claims.come(comes);
  diagnostics.push(
    ...(await heldKeys(session, online, kind, fields, base, true, changes)),
    ...(await danglingReferences(session, online, kind, fields, null)),
  );
  if (input.memory.id !== undefined) {
    // The one that goes is deleted first: what holds that must be told before anything below it is gone.
    const gone = { ...fields, id: input.memory.id.toLowerCase() };
    diagnostics.push(...(await checkChildren(session, online, kind, gone)));
  }
  if (!hasProblem(diagnostics)) {
    diagnostics.push(
      ...(await askGateway(session, online, kind, fields)),
      ...plainSecrets(kind, config, schemas),
      ...opaqueWarnings(kind, fields, null, config),
    );
  }
  if (claim === "adopt" && live !== undefined) {
    const declaration = declarationOf(settings, kind, declared, identity);
    const tags = tagChange(settings.ownership, kind, declaration, fields, live);
    diagnostics.push(adoptionWarning(session, kind, found, [...changes, ...(tags?.fields ?? [])]));
  }
  return { planned, requiresReplace: [], memory, diagnostics };
};

/** Whether nobody else creates what these fields identify. */
const claimIdentity = ({ session, input, fields }: Work): boolean => {
  const { kind } = input;
  const { text = marksText(marksOf(kind, fields)) } = identifierOf(kind, fields);
  if (text === "" || isPendingKey(kind, fields)) return true;
  return session.claims.claimIdentity(`${kind.kind} ${text}`);
};

const planUpdate = async (work: Work, prior: State): Promise<PlanAnswer> => {
  const { session, online, input, declared, fields, schemas, memory } = work;
  const { kind, config } = input;
  const id = String(prior["id"]);
  const live =
    memory.writeOnly.length === 0 && writeOnlyGiven(kind, config).length === 0
      ? undefined
      : await online.reader.byId(kind, id.toLowerCase(), session.parentOf(kind, fields));
  const untold = [...input.memory.writeOnly, ...memory.writeOnly];
  const base = { entity: entityInState(kind, prior, schemas, live, untold), isLive: true };
  const { planned, changes } = promise(work, base);
  const kept: Memory = { ...memory, id };
  // What stays as it is was accepted once.
  if (sameValues(prior, planned)) return { planned, requiresReplace: [], memory: kept, diagnostics: [] };
  const requiresReplace = [...replacements(kind, prior, planned), ...uprooted(session, kind, prior, planned)];
  const diagnostics: Diagnostic[] = [
    ...(await checkAgainst(session, online, input, declared, fields)),
    ...tagProblems(session, config),
    ...(await ownerProblems(session, kind, prior, config)),
    ...(await newIdWarning(session, online, kind, prior, config, fields)),
    ...(await heldKeys(session, online, kind, fields, base, false, changes)),
    ...(await danglingReferences(session, online, kind, fields, prior)),
    ...(requiresReplace.length === 0
      ? []
      : await checkChildren(session, online, kind, { ...declaredFields(kind, prior), id: id.toLowerCase() })),
  ];
  if (!hasProblem(diagnostics)) {
    const of = kind.subschema?.of;
    const isConcerned = of !== undefined && changes.some(({ path }) => path.split(".")[0] === of);
    if (isConcerned) diagnostics.push(...(await askGateway(session, online, kind, fields)));
    diagnostics.push(
      ...plainSecrets(kind, config, schemas),
      ...opaqueWarnings(kind, fields, prior, config),
      ...wideningWarning(kind, prior, planned),
    );
  }
  return { planned, requiresReplace, memory: kept, diagnostics };
};
