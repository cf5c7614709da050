/**
 * What the gateway would refuse, told when it is planned and at the attribute concerned.
 * @module
 */

import { type FieldChange, hasUnknown, shown } from "../engine/comparator.ts";
import { declaredProblems } from "../engine/declared-problems.ts";
import { SchemaViolationError } from "../engine/gateway-errors.ts";
import { isOwnable, isOwnerTag } from "../engine/ownership.ts";
import { identifierOf, keyText } from "../engine/snapshot.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldFacts, fieldsOf, isMandatory, referenceId, referencesOf } from "../model/derive.ts";
import { findKind } from "../model/kinds.ts";
import { fieldMap, isSecretField, type KongField } from "../model/kong-schema.ts";
import { isVaultReference, revealAll } from "../model/secret.ts";
import { canonicalJson, isRecord } from "../model/values.ts";
import { type FieldErrors, issues } from "../model/violations.ts";
import { adoptionRefused, modeOf } from "./adoption.ts";
import { attributesOf } from "./attributes.ts";
import { attributePath } from "./checks.ts";
import { problem, problemsFrom, warning } from "./diagnostics.ts";
import { sameValues } from "./equality.ts";
import { declaredFields, type Fields, isGiven, objectIn, PENDING, plain, type State, textOf } from "./fields.ts";
import type { Base, PlanInput } from "./planned-state.ts";
import { type KindSchemas, ownerOf } from "./projection.ts";
import type { Diagnostic } from "./protocol/generated/tfplugin6.ts";
import type { Online, Session } from "./session.ts";
import type { Value } from "./value.ts";

/** What the gateway would refuse, as far as its schemas tell. */
export const checkAgainst = async (
  session: Session,
  { gateway, schemas }: Online,
  { kind, prior }: PlanInput,
  declared: Fields,
  fields: Fields,
): Promise<readonly Diagnostic[]> => {
  const kept: Record<string, unknown> = {};
  for (const { field, role, sensitive } of attributesOf(kind)) {
    const zod = fieldsOf(kind)[field];
    const isKept = role === "field" && sensitive === true && fields[field] === undefined && prior !== null;
    if (isKept && zod !== undefined && isMandatory(zod)) kept[field] = PENDING;
  }
  const address = session.identityKnown(kind, prior === null ? fields : { ...fields, id: prior["id"] });
  const given = { ...fields, ...kept };
  const description = await gateway.describe();
  return declaredProblems(kind, address, { ...declared, ...kept }, given, schemas, description).flatMap(
    ({ path, error }) => problemsFrom(error, "The gateway would refuse this", attributePath(kind, path)),
  );
};

export const tagProblems = ({ settings }: Session, { tags }: State): readonly Diagnostic[] =>
  (Array.isArray(tags) ? tags : [])
    .filter((tag: Value): tag is string => typeof tag === "string" && isOwnerTag(settings.ownership, tag))
    .map((tag) =>
      problem(
        "A mark of ownership among the tags",
        `${tag} is a mark of ownership; leave it out. The provider's owner sets it. (KG_INVALID)`,
        ["tags"],
      ),
    );

/** An entity of the state that another owner took meanwhile. */
export const ownerProblems = async (
  session: Session,
  kind: AnyKind,
  prior: State,
  config: State,
): Promise<readonly Diagnostic[]> => {
  const { settings } = session;
  const now = prior["owner"];
  if (!isOwnable(kind) || typeof now !== "string" || now === settings.owner) return [];
  const mode = modeOf(settings, config);
  if (mode === "any") return [];
  const identity = await session.identityOf(kind, { ...declaredFields(kind, prior), id: prior["id"] });
  return [adoptionRefused(kind, identity, mode, now)];
};

/** What the gateway hashes so that nobody can compare it: said when it is sent, and not at its line, which Terraform would show. */
export const opaqueWarnings = (
  kind: AnyKind,
  fields: Fields,
  prior: State | null,
  config: State,
): readonly Diagnostic[] =>
  attributesOf(kind).flatMap(({ name, role, field, writeOnly }) => {
    const isOpaque = role === "field" && isGiven(config[name]) && fieldFacts(kind, field).isOpaque?.(fields) === true;
    if (!isOpaque || (prior !== null && sameValues(prior[name] ?? null, config[name] ?? null))) return [];
    const what =
      writeOnly === true
        ? "It is sent when the entity is made and never again, because nothing tells whether it has changed: replace the resource to change it."
        : "It is sent now, and again when it changes here. What somebody else makes it cannot be told.";
    return [warning(`${name} cannot be compared`, `The gateway keeps a hash of it that cannot be repeated. ${what}`)];
  });

export const isPendingKey = (kind: AnyKind, fields: Fields): boolean => {
  const { key } = identifierOf(kind, fields);
  return key?.fields.some((field) => hasUnknown(fields[field])) === true;
};

/**
 * An entity that is replaced by one of the same identity under another id. Terraform does not tell which of the two comes
 * first, and only one order can be applied. Said with the change: of the create after it Terraform shows no warnings.
 */
export const newIdWarning = async (
  session: Session,
  online: Online,
  kind: AnyKind,
  prior: State,
  config: State,
  fields: Fields,
): Promise<readonly Diagnostic[]> => {
  const pinned = textOf(config["id"])?.toLowerCase();
  const now = textOf(prior["id"])?.toLowerCase();
  const { key } = identifierOf(kind, fields);
  if (pinned === undefined || pinned === now || key === undefined || isPendingKey(kind, fields)) return [];
  const live = await session.lookUp(online, kind, fields);
  if (live === undefined || live.id !== now) return [];
  const identity = await session.identityOf(kind, live);
  return [
    warning(
      `${identity} is replaced under another id`,
      `It is live with the id ${now}, and this resource pins ${pinned}. It is deleted with what hangs on it, and made again. This cannot be applied with create_before_destroy, here or in a resource that depends on it: what hangs on it would be deleted, and the new one then refused, because two entities cannot have one identity. If one of them has it, do not apply this plan: leave it out, or keep the id. (KG_ID_MISMATCH)`,
      ["id"],
    ),
  ];
};

/** Unique values that somebody else holds for good. What this state holds may be on its way. */
export const heldKeys = async (
  session: Session,
  online: Online,
  kind: AnyKind,
  fields: Fields,
  { entity, isLive }: Base,
  isCreate: boolean,
  changes: readonly FieldChange[],
): Promise<readonly Diagnostic[]> => {
  const found: Diagnostic[] = [];
  const identifying = identifierOf(kind, fields).key;
  for (const key of kind.uniqueKeys) {
    if (key.fields.some((field) => hasUnknown(fields[field])) || keyText(kind, key, fields) === undefined) continue;
    const isTaken = isCreate || changes.some(({ path }) => key.fields.includes(path));
    if (!isTaken || (isCreate && key === identifying && key.under === undefined)) continue;
    const holder = await online.reader.byKey(kind, key, fields);
    if (holder === undefined || (isLive && holder.id === entity.id)) continue;
    if (session.claims.isInState(holder.id)) continue;
    if (session.settings.owner === false || ownerOf(session.settings, holder) === session.settings.owner) continue;
    const name = await session.identityOf(kind, holder);
    const words =
      key.secret === true
        ? `the ${key.fields.join(" and ")}`
        : key.fields.map((field) => `${field} ${JSON.stringify(shown(fields[field]))}`).join(" and ");
    found.push(
      problem(
        "A unique value is taken",
        `It needs ${words}, which is held by ${name}. The holder is left alone; change the value here, or there first. (KG_KEY_HELD)`,
        attributePath(kind, [key.fields[0] ?? ""]),
      ),
    );
  }
  return found;
};

/** Ids that lead nowhere, of references that are new. */
export const danglingReferences = async (
  { claims }: Session,
  { reader }: Online,
  kind: AnyKind,
  fields: Fields,
  prior: State | null,
): Promise<readonly Diagnostic[]> => {
  const before = prior === null ? {} : declaredFields(kind, prior);
  const found: Diagnostic[] = [];
  for (const { field, kind: target } of referencesOf(kind)) {
    const id = referenceId(fields[field]);
    const known = findKind(target);
    if (id === undefined || known === undefined || referenceId(before[field]) === id) continue;
    if (claims.isComing(id.toLowerCase()) || (await reader.byId(known, id, undefined)) !== undefined) continue;
    found.push(
      problem(
        "A reference leads nowhere",
        `The gateway has no such entity among its ${target}: ${id}. Refer to a resource, or to a data source of an existing one. (KG_REFERENCE_DANGLING)`,
        attributePath(kind, [field]),
      ),
    );
  }
  return found;
};

/** The gateway's own opinion of a plugin, where nothing in it is unknown. Equal plugins are asked about once. */
export const askGateway = async (
  session: Session,
  { gateway }: Online,
  kind: AnyKind,
  fields: Fields,
): Promise<readonly Diagnostic[]> => {
  if (kind.subschema === undefined) return [];
  const { [kind.subschema.of]: settings } = fields;
  const mandatory = Object.entries(fieldsOf(kind)).flatMap(([field, schema]) =>
    isMandatory(schema) ? [[field, fields[field]] as const] : [],
  );
  if (hasUnknown(settings) || mandatory.some(([, value]) => hasUnknown(value))) return [];
  const body = {
    ...Object.fromEntries(mandatory),
    ...(settings === undefined ? {} : { [kind.subschema.of]: settings }),
  };
  try {
    await session.once(`validate ${canonicalJson(revealAll(body))}`, () => gateway.validate(kind, body));
    return [];
  } catch (error) {
    if (!(error instanceof SchemaViolationError)) throw error;
    // A schema violation's fields are in Kong's own form, which is what FieldErrors describes.
    const told = issues(error.fields as FieldErrors);
    return (told.length > 0 ? told : [{ path: [], message: error.message }]).map(({ path, message }) =>
      problem(
        "The gateway would refuse this",
        `${path.length === 0 ? "" : `${path.join(".")}: `}${message} (KG_INVALID)`,
        attributePath(kind, path),
      ),
    );
  }
};

/** Secrets written where plans and state show them. */
export const plainSecrets = (kind: AnyKind, config: State, schemas: KindSchemas): readonly Diagnostic[] => {
  const of = kind.subschema?.of;
  const given = of === undefined ? null : plain(config[of] ?? null);
  if (of === undefined || schemas.settings === undefined || !isRecord(given)) return [];
  return secretLeaves(schemas.settings, given, []).map((path) =>
    warning(
      "A secret in plain sight",
      `${[of, ...path].join(".")} is a secret, and ${of} is shown in plans and stored as it is. Put it into ${of}_secrets (sensitive) or ${of}_secrets_wo (write-only, never stored), or refer to a vault: {vault://env/name}.`,
      [of],
    ),
  );
};

const secretLeaves = (schema: KongField, given: Fields, path: readonly string[]): readonly (readonly string[])[] => {
  const fields = fieldMap(schema.fields);
  return Object.entries(given).flatMap(([name, value]): readonly (readonly string[])[] => {
    const own = fields.get(name);
    const aliased = fieldMap(schema.shorthand_fields).get(name)?.deprecation?.replaced_with?.[0]?.path;
    const field = own ?? (aliased === undefined ? undefined : fieldAt(schema, aliased));
    if (field === undefined || value === null) return [];
    if (field.type === "record" && isRecord(value)) return secretLeaves(field, value, [...path, name]);
    const isPlain =
      typeof value === "string"
        ? !isVaultReference(value) && value !== ""
        : isRecord(value) && Object.keys(value).length > 0;
    return isSecretField(field, own === undefined ? aliased?.at(-1) : name) && isPlain && field.type !== "map"
      ? [[...path, name]]
      : [];
  });
};

const fieldAt = (schema: KongField, path: readonly string[]): KongField | undefined =>
  path.reduce<KongField | undefined>((at, name) => fieldMap(at?.fields).get(name), schema);

/** A scope that loses a reference acts on more than before: that is said. */
export const wideningWarning = (kind: AnyKind, prior: State | null, planned: State): readonly Diagnostic[] => {
  const scope = attributesOf(kind).find(({ role }) => role === "scope");
  if (prior === null || scope === undefined) return [];
  const before = objectIn(prior[scope.name]);
  const after = objectIn(planned[scope.name]);
  if (before === undefined || after === undefined) return [];
  const lost = (scope.parts ?? []).filter(
    ({ name, role }) => role === "reference" && isGiven(before[name]) && !isGiven(after[name]),
  );
  return lost.map(({ name, field }) =>
    warning(
      "The scope becomes wider",
      `It was limited to one ${field.replaceAll("_", " ")} and is not any more: ${scope.name} has no ${name}.`,
      [scope.name],
    ),
  );
};
