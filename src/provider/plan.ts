/**
 * What a resource will be: planned from its block, the state and the gateway's defaults, so that only what cannot be known is
 * known after apply.
 * @module
 */

import { type FieldChange, hasUnknown, sameFieldValue, shown } from "../engine/comparator.ts";
import type { Entity } from "../engine/gateway.ts";
import { SchemaViolationError } from "../engine/gateway-errors.ts";
import { isOwnable, isOwnerTag, tagChange } from "../engine/ownership.ts";
import { identifierOf, keyText } from "../engine/snapshot.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldFacts, fieldsOf, isMandatory, referenceId, referencesOf } from "../model/derive.ts";
import { absentValue, fillValue } from "../model/fill.ts";
import { findings } from "../model/findings.ts";
import { findKind } from "../model/kinds.ts";
import { fieldMap, isSecretField, type KongField } from "../model/kong-schema.ts";
import { didYouMean } from "../model/nearest.ts";
import { isVaultReference, reveal, revealAll } from "../model/secret.ts";
import { isRecord } from "../model/values.ts";
import { type FieldErrors, issues } from "../model/violations.ts";
import { type Adoption, adoptionOf, adoptionRefused, adoptionWarning, movedProblem, takenProblem } from "./adoption.ts";
import { type Attribute, attributeNamed, attributesOf } from "./attributes.ts";
import { checkBlock } from "./checks.ts";
import { checkDestroy } from "./deletes.ts";
import { hasProblem, problem, problemsFrom, warning } from "./diagnostics.ts";
import { sameValues } from "./equality.ts";
import {
  attributeValue,
  declaredFields,
  type Fields,
  fieldValue,
  holdsUnknown,
  isObject,
  leavesOf,
  mergedOver,
  PENDING,
  plain,
  type State,
} from "./fields.ts";
import type { Memory } from "./memory.ts";
import { type KindSchemas, ownerOf, plainTags, schemaOfField } from "./projection.ts";
import type { Diagnostic } from "./protocol/generated/tfplugin6.ts";
import { declarationOf, type Online, type Session } from "./session.ts";
import { UNKNOWN, type Value } from "./value.ts";

export interface PlanInput {
  readonly kind: AnyKind;
  /** Null for a create. */
  readonly prior: State | null;
  /** Null for a destroy. */
  readonly proposed: State | null;
  readonly config: State;
  readonly memory: Memory;
}

export interface PlanAnswer {
  readonly planned: State | null;
  readonly requiresReplace: readonly (readonly string[])[];
  readonly memory: Memory;
  readonly diagnostics: readonly Diagnostic[];
}

/** What the plan starts from: the state, the entity to adopt, or nothing. */
interface Base {
  readonly entity: Entity;
  readonly isLive: boolean;
}

const NOTHING: Base = { entity: { id: "" }, isLive: false };

/** Plans one resource. What is wrong is told all at once; nothing is written. */
export const planResource = async (session: Session, input: PlanInput): Promise<PlanAnswer> => {
  const { kind, prior, proposed, config, memory } = input;
  if (proposed === null) {
    const diagnostics = prior === null ? [] : await checkDestroy(session, kind, prior);
    return { planned: null, requiresReplace: [], memory, diagnostics };
  }
  const wrong = checkBlock(kind, config);
  const id = prior === null ? undefined : textOf(prior["id"]);
  const stays = id === undefined || session.claims.keep(id);
  const diagnostics: Diagnostic[] = [
    ...wrong,
    ...(stays ? [] : [takenProblem(await session.identityOf(kind, { id }))]),
  ];
  if (hasProblem(diagnostics)) return { planned: proposed, requiresReplace: [], memory, diagnostics };
  if (session.online === undefined) return planOffline(input);
  try {
    return await planOnline(session, session.online, input, diagnostics);
  } catch (error) {
    return {
      planned: proposed,
      requiresReplace: [],
      memory,
      diagnostics: [...diagnostics, ...problemsFrom(error, `${kind.terraform} cannot be planned`)],
    };
  }
};

const textOf = (value: Value | undefined): string | undefined => (typeof value === "string" ? value : undefined);

/** Without a gateway nothing is known but what is configured, and what was. */
const planOffline = ({ kind, prior, config, memory }: PlanInput): PlanAnswer => {
  const planned: Record<string, Value> = {};
  for (const attribute of attributesOf(kind))
    planned[attribute.name] = unlooked(attribute, config[attribute.name], prior?.[attribute.name]);
  const requiresReplace = prior === null ? [] : replacements(kind, prior, planned);
  return { planned, requiresReplace, memory, diagnostics: [] };
};

const unlooked = (attribute: Attribute, config: Value | undefined, prior: Value | undefined): Value => {
  const { nested } = attribute;
  if (attribute.writeOnly === true) return null;
  if (config === null || config === undefined) {
    if (attribute.computed !== true) return null;
    return prior ?? UNKNOWN;
  }
  if (nested?.mode !== "single" || !isObject(config)) return config;
  const before = isObject(prior) ? prior : undefined;
  return Object.fromEntries(
    nested.attributes.map((inner) => [inner.name, unlooked(inner, config[inner.name], before?.[inner.name])]),
  );
};

/** Paths whose change makes another entity. */
const replacements = (kind: AnyKind, prior: State, planned: State): readonly (readonly string[])[] => {
  const { subschema, nested, path } = kind;
  const fixed = attributesOf(kind).filter(
    ({ role, field }) =>
      role === "id" ||
      (role === "field" && field === subschema?.name) ||
      (role === "reference" && path === undefined && field === nested?.parent),
  );
  return fixed
    .filter(
      ({ name }) =>
        prior[name] !== null && prior[name] !== undefined && !sameValues(prior[name] ?? null, planned[name] ?? null),
    )
    .map(({ name }) => [name]);
};

/** The state as an entity, to compare with: shorthands left out, hashes made, what is not told filled in. */
export const entityInState = (kind: AnyKind, prior: State, schemas: KindSchemas, live: Entity | undefined): Entity => {
  const told: Record<string, Value> = {};
  for (const { name, role, field, writeOnly } of attributesOf(kind)) {
    const isShorthand = role === "field" && fieldFacts(kind, field).writeOnly !== undefined;
    if (!isShorthand && writeOnly !== true) told[name] = prior[name] ?? null;
  }
  const fields = schemas.comparator.normalise(declaredFields(kind, told));
  const entity: Record<string, unknown> & { id: string } = { ...fields, id: textOf(prior["id"]) ?? "" };
  for (const { field, role, sensitive, writeOnly } of attributesOf(kind)) {
    if (role !== "field" || writeOnly === true) continue;
    const { hashed } = fieldFacts(kind, field);
    const text = reveal(entity[field]);
    if (hashed !== undefined && typeof text === "string") entity[field] = hashed(text, entity);
    // What the state must not hold is compared with the gateway's own.
    if (sensitive === true && entity[field] === undefined && live !== undefined) entity[field] = live[field];
  }
  const of = kind.subschema?.of;
  if (of !== undefined && schemas.settings !== undefined) {
    const settings = fillValue(schemas.settings, entity[of] ?? {});
    entity[of] = live === undefined ? settings : withLiveSecrets(schemas.settings, settings, live[of]);
  }
  for (const [name, field] of schemas.fields) {
    const value = entity[name];
    if (value !== undefined && name !== of) entity[name] = fillValue(field, value);
  }
  return entity;
};

/** Settings with the gateway's values wherever a secret may have been given write-only. */
const withLiveSecrets = (schema: KongField, told: unknown, live: unknown): unknown => {
  if (!isRecord(told) || !isRecord(live)) return told;
  const result = { ...told };
  for (const [name, field] of fieldMap(schema.fields)) {
    if (isSecretField(field) && (result[name] === null || result[name] === undefined)) result[name] = live[name];
    else if (field.type === "record") result[name] = withLiveSecrets(field, result[name], live[name]);
  }
  return result;
};

const writeOnlyGiven = (kind: AnyKind, config: State): readonly Attribute[] =>
  attributesOf(kind).filter(
    ({ name, writeOnly }) => writeOnly === true && config[name] !== null && config[name] !== undefined,
  );

const planOnline = async (
  session: Session,
  online: Online,
  input: PlanInput,
  diagnostics: Diagnostic[],
): Promise<PlanAnswer> => {
  const { kind, prior, config } = input;
  const { settings, claims } = session;
  const declared = declaredFields(kind, config);
  const schemas = await session.schemasOf(online, kind, declared);
  const fields = schemas.comparator.normalise(declared);
  const writeOnly = writeOnlyGiven(kind, config);
  const memory: Memory = { writeOnly: writeOnlyPlaces(kind, config) };

  diagnostics.push(...(await checkAgainst(online, kind, input, declared, fields, schemas)));
  diagnostics.push(...tagProblems(session, config));

  let base = NOTHING;
  let adoption: Adoption | undefined;
  let replaced: string | undefined;
  if (prior === null) {
    const found = await adoptionOf(session, online, kind, config, fields);
    diagnostics.push(...found.diagnostics);
    if (found.live !== undefined && !hasProblem(found.diagnostics)) {
      const { live, identity } = found;
      switch (claims.claim(live.id, input.memory.id)) {
        case "adopt":
          adoption = found;
          base = { entity: live, isLive: true };
          break;
        case "moved":
          diagnostics.push(movedProblem(kind, identity, live.id));
          break;
        case "taken":
          diagnostics.push(takenProblem(identity));
          break;
        case "replace":
          replaced = live.id;
      }
    }
  } else {
    const live =
      writeOnly.length === 0
        ? undefined
        : await online.reader.byId(kind, String(prior["id"]), session.parentOf(kind, fields));
    base = { entity: entityInState(kind, prior, schemas, live), isLive: true };
    diagnostics.push(...ownerProblems(session, kind, prior, config));
  }

  const comparison = schemas.comparator.compare(fields, base.entity, { ignoreChanges: [] });
  const expected = overlaid(base.entity, comparison.patch);
  const planned = plannedState(session, input, declared, fields, schemas, base, expected, comparison.fields);
  if (prior === null && replaced === undefined && adoption === undefined && !hasProblem(diagnostics)) {
    const { text } = identifierOf(kind, fields);
    if (text !== undefined && !isPendingKey(kind, fields) && !claims.claimIdentity(`${kind.kind} ${text}`)) {
      diagnostics.push(takenProblem(await session.identityOf(kind, fields)));
    }
  }
  diagnostics.push(
    ...(await heldKeys(
      session,
      online,
      kind,
      fields,
      base,
      prior === null || adoption !== undefined,
      comparison.fields,
    )),
  );
  diagnostics.push(...(await danglingReferences(online, kind, fields, prior)));
  const isChanged = prior === null || !sameValues(prior, planned);
  if (isChanged && !hasProblem(diagnostics)) {
    diagnostics.push(...(await askGateway(online, kind, fields, comparison.fields, prior === null)));
    diagnostics.push(...plainSecrets(kind, config, schemas));
    diagnostics.push(...wideningWarning(kind, prior, planned));
  }
  if (adoption?.live !== undefined) {
    const declaration = declarationOf(settings, kind, declared, adoption.identity);
    const tags = tagChange(settings.ownership, kind, declaration, fields, adoption.live);
    diagnostics.push(adoptionWarning(session, kind, adoption, [...comparison.fields, ...(tags?.fields ?? [])]));
  }
  const requiresReplace = prior === null ? [] : replacements(kind, prior, planned);
  const id = prior === null ? undefined : textOf(prior["id"]);
  return {
    planned,
    requiresReplace,
    memory: { ...memory, ...(id === undefined ? {} : { id }) },
    diagnostics,
  };
};

const writeOnlyPlaces = (kind: AnyKind, config: State): Memory["writeOnly"] =>
  writeOnlyGiven(kind, config)
    .filter(({ role }) => role === "secrets")
    .flatMap(({ name }) => {
      const given = plain(config[name] ?? null);
      return isRecord(given) ? leavesOf(given) : [];
    });

/** A body of a patch laid over an entity: records merge, everything else is replaced. */
const overlaid = (entity: Entity, patch: Fields): Fields => {
  const result: Record<string, unknown> = { ...entity };
  for (const [name, value] of Object.entries(patch)) result[name] = mergedOver(result[name], value);
  return result;
};

/** Whether a field is set by a shorthand, or by a default, that depends on what is not known yet. */
const isUndecided = (kind: AnyKind, field: string, declared: Fields): boolean => {
  const { defaultWhen } = fieldFacts(kind, field);
  if (defaultWhen !== undefined && hasUnknown(declared[defaultWhen.field])) return true;
  const isCoupled = kind.normalise !== undefined && Object.values(declared).some(hasUnknown);
  return (
    isCoupled ||
    Object.keys(fieldsOf(kind)).some((name) => {
      const { shorthand } = fieldFacts(kind, name);
      return shorthand?.sets.includes(field) === true && hasUnknown(declared[name]);
    })
  );
};

interface FieldPlan {
  readonly attribute: Attribute;
  readonly schema: KongField;
  readonly config: Value | undefined;
  readonly prior: Value | undefined;
  /** What the gateway will have, as far as the comparison tells. */
  readonly expected: unknown;
  /** Whether the entity is there, so that what is not declared and not reset stays as it is. */
  readonly isLive: boolean;
}

/** One attribute: as configured, else as the gateway will have it. */
const planField = (plan: FieldPlan): Value => {
  const { attribute, schema, config, prior, expected, isLive } = plan;
  const { nested } = attribute;
  if (config === UNKNOWN) return UNKNOWN;
  if (config !== null && config !== undefined) {
    if (nested?.mode === "single" && isObject(config)) {
      const before = isObject(prior) ? prior : undefined;
      const record = isRecord(expected) ? expected : {};
      return Object.fromEntries(
        nested.attributes.map((inner) => [
          inner.name,
          planField({
            attribute: inner,
            schema: fieldMap(schema.fields).get(inner.field) ?? { type: "any" },
            config: config[inner.name],
            prior: before?.[inner.name],
            expected: record[inner.field],
            isLive,
          }),
        ]),
      );
    }
    return config;
  }
  if (attribute.computed !== true) return null;
  const value = expected === undefined && !isLive ? undefined : fillValue(schema, expected);
  if (value === undefined) {
    if (schema.auto === true) return UNKNOWN;
    return attributeValue(attribute, absentValue(schema));
  }
  const before = fieldValue(attribute, prior);
  const isKept = prior !== undefined && before !== undefined && sameFieldValue(schema, before, value);
  return isKept ? prior : attributeValue(attribute, value);
};

const plannedState = (
  session: Session,
  { kind, prior, config }: PlanInput,
  declared: Fields,
  fields: Fields,
  schemas: KindSchemas,
  base: Base,
  expected: Fields,
  changes: readonly FieldChange[],
): State => {
  const { settings } = session;
  const planned: Record<string, Value> = {};
  const { entity, isLive } = base;
  for (const attribute of attributesOf(kind)) {
    const { name, role, field } = attribute;
    const given = config[name];
    const before = prior?.[name];
    switch (role) {
      case "id":
        planned[name] = given ?? (isLive ? entity.id : UNKNOWN);
        break;
      case "time":
        planned[name] = before ?? (isLive ? attributeValue(attribute, entity[field]) : UNKNOWN);
        break;
      case "owner":
        planned[name] =
          settings.owner === false ? (before ?? (isLive ? ownerOf(settings, entity) : null)) : settings.owner;
        break;
      case "secrets_version":
        planned[name] = before ?? null;
        break;
      case "field":
        planned[name] = plannedField(session, attribute, kind, declared, schemas, base, expected, given, before);
        break;
      case "reference":
      case "scope":
        planned[name] = given ?? null;
        break;
      default:
        planned[name] = attribute.writeOnly === true ? null : (given ?? null);
    }
  }
  countSecrets(kind, config, prior, planned, changes, fields);
  const isSame = prior !== null && sameValues(prior, planned);
  const isWritten =
    prior === null ? !isLive || changes.length > 0 || planned["owner"] !== ownerOf(settings, entity) : !isSame;
  if (isWritten && "updated_at" in planned) planned["updated_at"] = UNKNOWN;
  return planned;
};

const plannedField = (
  session: Session,
  attribute: Attribute,
  kind: AnyKind,
  declared: Fields,
  schemas: KindSchemas,
  { entity, isLive }: Base,
  expected: Fields,
  given: Value | undefined,
  before: Value | undefined,
): Value => {
  const { name, field } = attribute;
  if (attribute.writeOnly === true) return null;
  const facts = fieldFacts(kind, field);
  const isGiven = given !== null && given !== undefined;
  if (!isGiven && facts.carriesOwner === true) {
    if (before !== null && before !== undefined) return before;
    const tags = isLive ? plainTags(session.settings, entity) : [];
    return tags.length === 0 ? null : [...tags];
  }
  if (!isGiven && attribute.sensitive === true) {
    const isElsewhere = declared[field] !== undefined;
    if (isElsewhere || isLive) return isElsewhere ? null : (before ?? null);
    return facts.auto === true ? UNKNOWN : null;
  }
  if (!isGiven && attribute.computed === true && isUndecided(kind, field, declared)) return UNKNOWN;
  const schema = schemaOfField(kind, schemas.fields, field);
  const planned = planField({ attribute, schema, config: given, prior: before, expected: expected[field], isLive });
  // The same address in another spelling is no change.
  const isRespelt =
    facts.stored !== undefined && isGiven && before !== null && before !== undefined && !holdsUnknown(given);
  return isRespelt && facts.stored?.(plain(before)) === facts.stored?.(plain(given)) ? before : planned;
};

/** Write-only secrets that the gateway does not have show in their count: nothing else of them may be shown. */
const countSecrets = (
  kind: AnyKind,
  config: State,
  prior: State | null,
  planned: Record<string, Value>,
  changes: readonly FieldChange[],
  fields: Fields,
): void => {
  if (!("secrets_version" in planned)) return;
  const given = writeOnlyGiven(kind, config);
  if (given.length === 0) {
    planned["secrets_version"] = prior?.["secrets_version"] ?? null;
    return;
  }
  const count = typeof prior?.["secrets_version"] === "number" ? prior["secrets_version"] : 0;
  const places = writeOnlyPlaces(kind, config).map((path) => [kind.subschema?.of ?? "", ...path].join("."));
  const isWritten = changes.some(
    ({ path }) =>
      given.some(({ role, field }) => role === "field" && field === path) ||
      places.some((place) => place === path || path.startsWith(`${place}.`) || place.startsWith(`${path}.`)),
  );
  const isPending = given.some(({ field }) => hasUnknown(fields[field]));
  planned["secrets_version"] = prior === null || isWritten || count === 0 || isPending ? count + 1 : count;
};

const attributePath = (kind: AnyKind, path: readonly string[]): readonly string[] => {
  const [field = "", ...rest] = path;
  const attributes = attributesOf(kind);
  const scope = attributes.find(({ role }) => role === "scope");
  const inScope = scope?.nested?.attributes.find((inner) => inner.role === "reference" && inner.field === field);
  if (scope !== undefined && inScope !== undefined) return [scope.name, inScope.name];
  const attribute =
    attributes.find(({ role, field: own }) => (role === "field" || role === "reference") && own === field) ??
    attributeNamed(attributes, "extra");
  if (attribute === undefined) return [];
  const found = [attribute.name];
  let at: Attribute | undefined = attribute;
  for (const part of rest) {
    at = at?.nested?.mode === "single" ? at.nested.attributes.find((inner) => inner.field === part) : undefined;
    if (at === undefined) break;
    found.push(at.name);
  }
  return found;
};

/** What the gateway would refuse, as far as its schemas tell. */
const checkAgainst = async (
  { gateway, schemas: all }: Online,
  kind: AnyKind,
  { prior, config }: PlanInput,
  declared: Fields,
  fields: Fields,
  schemas: KindSchemas,
): Promise<readonly Diagnostic[]> => {
  const schema = all.kind(kind);
  if (schema === undefined) return [];
  const { version, routerFlavor } = await gateway.describe();
  const lacking = Object.keys(fields).filter(
    (name) => !schemas.fields.has(name) && fieldFacts(kind, name).hiddenFromSchema !== true,
  );
  if (lacking.length > 0) {
    return lacking.map((name) => {
      const { flavor, edition } = fieldFacts(kind, name);
      const why =
        flavor !== undefined
          ? `: it needs router_flavor = ${flavor}, this one runs ${routerFlavor}`
          : edition !== undefined
            ? `: Kong ${edition} has it`
            : "";
      return problem(
        "The gateway lacks the field",
        `This gateway (Kong ${version}) has no field '${name}'${why}.${didYouMean(name, schemas.fields.keys())} (KG_FIELD_LACKING)`,
        attributePath(kind, [name]),
      );
    });
  }
  const kept: Record<string, unknown> = {};
  for (const { field, role, sensitive } of attributesOf(kind)) {
    const zod = fieldsOf(kind)[field];
    const isKept = role === "field" && sensitive === true && fields[field] === undefined && prior !== null;
    if (isKept && zod !== undefined && isMandatory(zod)) kept[field] = PENDING;
  }
  const subschema = kind.subschema === undefined ? undefined : all.plugin(textOf(config[kind.subschema.name]));
  return findings(kind, { ...declared, ...kept }, { ...fields, ...kept }, { schema, pluginSchema: subschema }).map(
    ({ path, message, known = [] }) => {
      const hint = didYouMean(path.at(-1) ?? "", known);
      const where = path.length === 0 ? "" : `${path.join(".")}: `;
      return problem(
        "The gateway would refuse this",
        `${where}${message}${hint === "" ? "" : `.${hint}`} (KG_FIELD_INVALID)`,
        attributePath(kind, path),
      );
    },
  );
};

const tagProblems = ({ settings }: Session, { tags }: State): readonly Diagnostic[] =>
  (Array.isArray(tags) ? tags : [])
    .filter((tag: Value): tag is string => typeof tag === "string" && isOwnerTag(settings.ownership, tag))
    .map((tag) =>
      problem(
        "A mark of ownership among the tags",
        `${tag} is a mark of ownership; leave it out. The provider's owner sets it. (KG_FIELD_INVALID)`,
        ["tags"],
      ),
    );

const ownerProblems = ({ settings }: Session, kind: AnyKind, prior: State, config: State): readonly Diagnostic[] => {
  const now = prior["owner"];
  if (!isOwnable(kind) || typeof now !== "string" || now === settings.owner) return [];
  const mode = config["adopt"] ?? settings.adopt ?? "unowned";
  return mode === "any" ? [] : [adoptionRefused(kind, String(prior["id"]), String(mode), now)];
};

const isPendingKey = (kind: AnyKind, fields: Fields): boolean => {
  const { key } = identifierOf(kind, fields);
  return key?.fields.some((field) => hasUnknown(fields[field])) === true;
};

/** Unique values that somebody else holds for good. What this state holds may be on its way. */
const heldKeys = async (
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
const danglingReferences = async (
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
    if ((await reader.byId(known, id, undefined)) !== undefined) continue;
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

/** The gateway's own opinion of a plugin, where nothing in it is unknown. */
const askGateway = async (
  { gateway }: Online,
  kind: AnyKind,
  fields: Fields,
  changes: readonly FieldChange[],
  isCreate: boolean,
): Promise<readonly Diagnostic[]> => {
  if (kind.subschema === undefined) return [];
  const { name, of } = kind.subschema;
  const { [name]: plugin, [of]: settings } = fields;
  const isConcerned = isCreate || changes.some(({ path }) => path.split(".")[0] === of);
  if (!isConcerned || hasUnknown(plugin) || hasUnknown(settings)) return [];
  try {
    await gateway.validate(kind, { [name]: plugin, ...(settings === undefined ? {} : { [of]: settings }) });
    return [];
  } catch (error) {
    if (!(error instanceof SchemaViolationError)) throw error;
    // A schema violation's fields are in Kong's own form, which is what FieldErrors describes.
    const told = issues(error.fields as FieldErrors);
    return (told.length > 0 ? told : [{ path: [], message: error.message }]).map(({ path, message }) =>
      problem(
        "The gateway would refuse this",
        `${path.length === 0 ? "" : `${path.join(".")}: `}${message} (KG_FIELD_INVALID)`,
        attributePath(kind, path),
      ),
    );
  }
};

/** Secrets written where plans and state show them. */
const plainSecrets = (kind: AnyKind, config: State, schemas: KindSchemas): readonly Diagnostic[] => {
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
    return isSecretField(field) && isPlain && field.type !== "map" ? [[...path, name]] : [];
  });
};

const fieldAt = (schema: KongField, path: readonly string[]): KongField | undefined =>
  path.reduce<KongField | undefined>((at, name) => fieldMap(at?.fields).get(name), schema);

/** A scope that loses a reference acts on more than before: that is said, for a null may be a mistake. */
const wideningWarning = (kind: AnyKind, prior: State | null, planned: State): readonly Diagnostic[] => {
  const scope = attributesOf(kind).find(({ role }) => role === "scope");
  if (prior === null || scope === undefined) return [];
  const before = prior[scope.name];
  const after = planned[scope.name];
  if (!isObject(before) || !isObject(after)) return [];
  const lost = (scope.nested?.attributes ?? []).filter(
    ({ name, role }) => role === "reference" && before[name] !== null && after[name] === null,
  );
  return lost.map(({ name, field }) =>
    warning(
      "The scope becomes wider",
      `It was limited to one ${field.replaceAll("_", " ")} and is not any more: ${scope.name}.${name} is null. If that is not meant, mend what it refers to.`,
      [scope.name],
    ),
  );
};
