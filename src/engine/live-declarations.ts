/**
 * What a gateway holds, as declarations: what they say again is what is live, so that a plan of them is empty.
 * @module
 */
import { z } from "zod";
import { type Declaration, declarationOf, Reference, Template } from "../model/declaration.ts";
import { type AnyKind, defineKind } from "../model/define.ts";
import { COMPUTED_FIELDS, fieldFacts, fieldsOf, isMandatory, referenceId, referencesOf } from "../model/derive.ts";
import { absentValue, withoutAliases } from "../model/fill.ts";
import { identityText } from "../model/identity.ts";
import { kindOf, kinds } from "../model/kinds.ts";
import { fieldMap, type KongField } from "../model/kong-schema.ts";
import { reveal, Secret } from "../model/secret.ts";
import { conditionalDefaults, withHiddenFields, withSubschema } from "../model/validate-entity.ts";
import { byText, isRecord, isUuid } from "../model/values.ts";
import { forEachBounded } from "./bounded.ts";
import { sameFieldValue } from "./comparator.ts";
import type { Entity, Gateway, GatewayDescription } from "./gateway.ts";
import { InterruptedError } from "./gateway-errors.ts";
import { isOwnerTag, type OwnershipRules, relationTo, tagsOf } from "./ownership.ts";
import { Schemas } from "./schemas.ts";
import { identifyingKey, readInto, Snapshot } from "./snapshot.ts";
import { undefaulted } from "./undefaulted.ts";
import { usesOf } from "./uses.ts";

export interface LiveSelection {
  readonly ownership: OwnershipRules;
  /** Whose entities are declared beside nobody's. */
  readonly owners: readonly string[] | "all";
  /** Only entities that have all of these tags. */
  readonly selectTags: readonly string[];
  /** Tags that are not declared, because they are said for all. */
  readonly impliedTags: readonly string[];
  /** Whether those are declared after all where others stand beside them: declared tags are all that an entity has. @default false */
  readonly isImpliedAlone?: boolean;
  /** Records in lists are declared with their defaults: Terraform shows what it finds there. @default false */
  readonly isWholeInLists?: boolean;
  /** Only these kinds; every kind where none is given. */
  readonly only: readonly string[];
}

/** A live entity that is not declared. */
export interface LeftOut {
  readonly identity: string;
  readonly kind: string;
  /** `owned` by somebody else · `expires` by itself, so that declaring it would make it stay for ever. */
  readonly because: "owned" | "expires";
  readonly owner?: string;
}

/** A field of a declaration that is not what is live, or of which nobody knows what is secret. */
export interface Unsaid {
  readonly address: string;
  readonly field: string;
  /**
   * `hashed`: the gateway keeps no more than a hash · `unsayable`: no declaration can say what is live ·
   * `undescribed`: the gateway has no schema for it, so that all of it counts as secret.
   */
  readonly because: "hashed" | "unsayable" | "undescribed";
}

export interface LiveDeclarations {
  /** By kind and identity. Their addresses are their identities. What others own and is referred to stands there as existing. */
  readonly declarations: readonly Declaration[];
  /** Ids of all these, by address. */
  readonly ids: ReadonlyMap<string, string>;
  readonly leftOut: readonly LeftOut[];
  readonly unsaid: readonly Unsaid[];
}

export interface LiveGateway {
  readonly description: GatewayDescription;
  readonly snapshot: Snapshot;
  readonly schemas: Schemas;
}

/**
 * Reads every kind that a gateway has, in full, and the schemas of what is there.
 *
 * @example
 * const live = await readGateway(gateway, { concurrency: 32 });
 */
export const readGateway = async (
  gateway: Gateway,
  { concurrency, signal }: { readonly concurrency: number; readonly signal?: AbortSignal | undefined },
): Promise<LiveGateway> => {
  const snapshot = new Snapshot();
  const all = new Set(kinds.map(({ kind }) => kind));
  const [description] = await Promise.all([
    gateway.describe(),
    readInto(snapshot, gateway, { kinds: all, ownerTags: [], concurrency, signal }),
  ]);
  const schemas = new Schemas();
  const live = kinds.flatMap((kind) =>
    snapshot.entities(kind.kind).map((entity) => declarationOf(kind.kind, entity.id, entity)),
  );
  await schemas.load(gateway, [], concurrency, usesOf(live));
  return { description, snapshot, schemas };
};

const isAbsent = (entity: Entity, field: string | undefined): boolean =>
  field === undefined || entity[field] === undefined || entity[field] === null;

/** What cannot be declared because the gateway always has it: a workspace of a name that is taken from the start. */
const isBuiltIn = (kind: AnyKind, entity: Entity): boolean =>
  kind.identity.path.some((name) => {
    const { kong } = fieldFacts(kind, name);
    return kong?.not_one_of?.includes(entity[name]) === true;
  });

const isExpiring = (kind: AnyKind, entity: Entity): boolean =>
  Object.keys(fieldsOf(kind)).some((name) => {
    const left = entity[name];
    return fieldFacts(kind, name).countsDown === true && left !== undefined && left !== null;
  });

/** UUIDs inside a value that is no reference. */
const mentionsIn = (value: unknown, into: Set<string>): void => {
  if (typeof value === "string") {
    if (isUuid(value)) into.add(value);
  } else if (Array.isArray(value)) for (const item of value) mentionsIn(item, into);
  else if (isRecord(value)) for (const item of Object.values(value)) mentionsIn(item, into);
};

/**
 * Declares what is live, without what the gateway fills in: defaults of its own schemas, what it works out, generated values of
 * settings, owners' tags. Secrets stay wrapped; one of which only a hash is known holds nothing, and is left alone.
 *
 * @example
 * declareLive(await readGateway(gateway, { concurrency: 32 }), { ownership: DEFAULT_OWNERSHIP, owners: [], selectTags: [], impliedTags: [], only: [] })
 */
export const declareLive = (live: LiveGateway, selection: LiveSelection): LiveDeclarations => {
  const { snapshot, schemas } = live;
  const { ownership, owners, selectTags, impliedTags, only } = selection;
  const leftOut: LeftOut[] = [];
  const unsaid: Unsaid[] = [];
  const taken = new Map<string, string>();

  const nameOf = (kind: AnyKind, entity: Entity): string =>
    identityText(kind, entity, { nameOf: snapshot.nameOf, workspace: undefined });

  /** The entity that decides whose another one is: itself, or what it is a part of. */
  const decisive = (kind: AnyKind, entity: Entity): Entity => {
    const carries = fieldFacts(kind, "tags").carriesOwner === true;
    const isNobodys = relationTo(ownership, false, entity).is === "nobody's";
    for (const { field, kind: target } of referencesOf(kind)) {
      const isPart = fieldFacts(kind, field).partOfParent === true && isNobodys;
      const parent = !carries || isPart ? snapshot.byId(target, referenceId(entity[field]) ?? "") : undefined;
      if (parent !== undefined) return parent;
    }
    return entity;
  };

  const isTaken = (kind: AnyKind, entity: Entity): boolean => {
    if (isBuiltIn(kind, entity) || (only.length > 0 && !only.includes(kind.kind))) return false;
    const judged = decisive(kind, entity);
    const tags = tagsOf(judged);
    if (!selectTags.every((tag) => tags.includes(tag))) return false;
    const relation = relationTo(ownership, false, judged);
    if (relation.is === "another's" && owners !== "all" && !owners.includes(relation.owner)) {
      leftOut.push({ identity: nameOf(kind, entity), kind: kind.kind, because: "owned", owner: relation.owner });
      return false;
    }
    if (isExpiring(kind, entity)) {
      leftOut.push({ identity: nameOf(kind, entity), kind: kind.kind, because: "expires" });
      return false;
    }
    return true;
  };

  const chosen = kinds.flatMap((kind) =>
    snapshot
      .entities(kind.kind)
      .filter((entity) => isTaken(kind, entity))
      .map((entity) => ({ kind, entity, address: nameOf(kind, entity) }))
      .sort((a, b) => byText(a.address, b.address) || byText(a.entity.id, b.entity.id)),
  );
  const addresses = new Set<string>();
  for (const one of chosen) {
    // Two entities of one name should not be; each keeps an address of its own.
    if (addresses.has(one.address)) one.address = `${one.kind.kind}/${one.entity.id}`;
    addresses.add(one.address);
    taken.set(`${one.kind.kind} ${one.entity.id}`, one.address);
  }

  const existing = new Map<string, Declaration>();
  const ids = new Map(chosen.map(({ address, entity }) => [address, entity.id]));
  /** What a reference says: another declaration, made where there is none yet, or an id that leads nowhere. */
  const referTo = (target: string, id: string): unknown => {
    const address = taken.get(`${target} ${id}`);
    if (address !== undefined) return new Reference(address);
    const entity = snapshot.byId(target, id);
    if (entity === undefined) return { id };
    const kind = kindOf(target);
    const name = nameOf(kind, entity);
    if (!existing.has(name)) {
      const key = identifyingKey(kind, entity);
      const isNamed = key !== undefined && key.secret !== true;
      const set = isNamed ? key.fields.filter((field) => entity[field] !== undefined && entity[field] !== null) : [];
      const fields = Object.fromEntries(set.map((field) => [field, written(kind, field, entity[field])]));
      const isGlobal = kind.scope !== undefined && !kind.scope.some((field) => set.includes(field));
      const rest = { existing: true, isGlobal, id: isNamed ? undefined : id };
      existing.set(name, declarationOf(kind.kind, name, fields, rest));
      ids.set(name, id);
    }
    return new Reference(name);
  };
  const written = (kind: AnyKind, field: string, value: unknown): unknown => {
    const { listOf } = fieldFacts(kind, field);
    if (listOf !== undefined && Array.isArray(value)) {
      return value.map((item) => {
        const referred = typeof item === "string" && snapshot.byId(listOf, item) ? referTo(listOf, item) : undefined;
        return referred instanceof Reference ? new Template([{ address: referred.address, path: ["id"] }]) : item;
      });
    }
    const reference = referencesOf(kind).find((one) => one.field === field);
    const id = referenceId(value);
    return reference === undefined || id === undefined ? value : referTo(reference.kind, id);
  };

  const ignored = new Map<string, string[]>();
  const leave = (address: string, field: string, because: Unsaid["because"]): void => {
    ignored.set(address, [...(ignored.get(address) ?? []), field]);
    unsaid.push({ address, field, because });
  };

  /** The fields that a declaration needs, references still as ids. */
  const said = (kind: AnyKind, entity: Entity, address: string): Record<string, unknown> => {
    const fields: Record<string, unknown> = {};
    const conditional = conditionalDefaults(kind, entity);
    for (const [name, field] of fieldsOfEntity(schemas, kind, entity)) {
      const value = entity[name];
      const facts = fieldFacts(kind, name);
      const isOther = facts.computed !== undefined || facts.writeOnly !== undefined || facts.childNames !== undefined;
      if (COMPUTED_FIELDS.has(name) || isOther || facts.countsDown || value === undefined || value === null) continue;
      if (facts.carriesOwner) {
        const tags = tagsOf(entity).filter((tag) => !isOwnerTag(ownership, tag));
        const others = tags.filter((tag) => !impliedTags.includes(tag));
        if (others.length > 0) fields[name] = [...(selection.isImpliedAlone === true ? tags : others)].sort(byText);
      } else if (facts.hashed !== undefined && facts.hashed(String(reveal(value)), entity) !== reveal(value)) {
        // Left out it is kept. What a declaration cannot do without is left alone.
        const schema = fieldsOf(kind)[name];
        if (schema === undefined || !isMandatory(schema)) unsaid.push({ address, field: name, because: "hashed" });
        else {
          fields[name] = new Secret(undefined);
          leave(address, name, "hashed");
        }
      } else if (field.type === "foreign") {
        fields[name] = value;
      } else {
        const isSettings = name === kind.subschema?.of;
        const absent = isSettings ? {} : (conditional[name] ?? absentValue(field));
        if (!isSettings && sameFieldValue(field, absent, value)) continue;
        const short = undefaulted(field, value, isSettings || selection.isWholeInLists !== true);
        if (!isSettings || !isRecord(short) || Object.keys(short).length > 0) fields[name] = short;
      }
    }
    return fields;
  };

  /** Says more, until nothing differs; what still does is left alone. */
  const settled = (kind: AnyKind, entity: Entity, address: string): Record<string, unknown> => {
    const fields = said(kind, entity, address);
    const comparator = schemas.comparator(kind, entity);
    const differing = (): readonly string[] =>
      comparator
        .compare(comparator.normalise(fields), entity, { ignoreChanges: ignored.get(address) ?? [] })
        .fields.map(({ path }) => path);
    const settings = fieldsOfEntity(schemas, kind, entity).get(kind.subschema?.of ?? "");
    for (const path of differing()) {
      const [name = ""] = path.split(".");
      const value = entity[name];
      if (value === undefined || value === null) continue;
      fields[name] =
        name === kind.subschema?.of && isRecord(value) && settings !== undefined
          ? withoutAliases(settings, value)
          : value;
    }
    for (const path of differing()) leave(address, path, "unsayable");
    const of = kind.subschema?.of;
    const isDescribed = schemas.subschema(kind, entity) !== undefined;
    if (of !== undefined && fields[of] !== undefined && !isDescribed)
      unsaid.push({ address, field: of, because: "undescribed" });
    return fields;
  };

  const made = chosen.map(({ kind, entity, address }) => ({
    kind,
    entity,
    address,
    fields: settled(kind, entity, address),
  }));
  const mentioned = new Set<string>();
  for (const { kind, fields } of made) {
    const references = new Set(referencesOf(kind).map(({ field }) => field));
    for (const [name, value] of Object.entries(fields)) {
      if (!references.has(name) && fieldFacts(kind, name).listOf === undefined) mentionsIn(value, mentioned);
    }
  }
  const declarations = made.map(({ kind, entity, address, fields }) => {
    // A construct gives a name to what has none, so that no other key is sure to find it.
    const named = kind.namedByPath;
    const isNameless = named !== undefined && isAbsent(entity, named.field) && isAbsent(entity, named.unless);
    const isUnnamed = isNameless || identifyingKey(kind, entity) === undefined;
    const given = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, written(kind, name, value)]));
    return declarationOf(kind.kind, address, given, {
      id: isUnnamed || mentioned.has(entity.id) ? entity.id : undefined,
      isGlobal: kind.scope !== undefined && !kind.scope.some((field) => referenceId(entity[field]) !== undefined),
      lifecycle: { preventDestroy: false, ignoreChanges: ignored.get(address) ?? [] },
    });
  });
  return {
    declarations: [...[...existing.values()].sort((a, b) => byText(a.address, b.address)), ...declarations],
    ids,
    leftOut,
    unsaid,
  };
};

/** The schema of each field of an entity, its settings by their own schema. */
const fieldsOfEntity = (schemas: Schemas, kind: AnyKind, entity: Entity): ReadonlyMap<string, KongField> => {
  const schema = withHiddenFields(kind, schemas.kind(kind) ?? { fields: [] });
  const subschema = schemas.subschema(kind, entity);
  return fieldMap((subschema === undefined ? schema : withSubschema(schema, subschema)).fields);
};

/** A list that this version has no kind for, to be counted. */
const stranger = (name: string): AnyKind =>
  defineKind({
    kind: name,
    singular: name,
    terraform: name,
    describe: "",
    path: name,
    schema: z.strictObject({}),
    uniqueKeys: [],
    identity: { path: ["id"] },
    timestamps: { precision: "seconds", updated: false },
    impact: { create: [], update: [], delete: [] },
  });

/** Entities that no kind of this version describes. */
export interface Strangers {
  readonly list: string;
  /** How many there are; undefined where the list could not be read. */
  readonly count: number | undefined;
}

/**
 * What a gateway holds beside the kinds that this version knows: entities that plugins keep for themselves. Empty lists are left out.
 *
 * @example
 * await strangersOf(gateway, { concurrency: 32 }) // [{ list: "sessions", count: 12 }]
 */
export const strangersOf = async (
  gateway: Gateway,
  { concurrency, signal }: { readonly concurrency: number; readonly signal?: AbortSignal | undefined },
): Promise<readonly Strangers[]> => {
  const found: Strangers[] = [];
  await forEachBounded(unknownLists(await gateway.describe()) ?? [], concurrency, async (list) => {
    const entities = await gateway.list(stranger(list), { signal }).catch((error: unknown) => {
      if (error instanceof InterruptedError) throw error;
      return undefined;
    });
    if (entities === undefined || entities.length > 0) found.push({ list, count: entities?.length });
  });
  return found.sort((a, b) => byText(a.list, b.list));
};

/** Paths of `/endpoints` that look like a list of entities and are none. */
const NO_ENTITIES = new Set(["/tags"]);

/**
 * Lists of a gateway that this version has no kind for: a plugin's own entities, say. Undefined where the gateway does not tell.
 *
 * @example
 * unknownLists(await gateway.describe()) // ["acme_storage", "sessions"]
 */
export const unknownLists = ({ endpoints }: GatewayDescription): readonly string[] | undefined => {
  if (endpoints === undefined) return undefined;
  const known = new Set(kinds.flatMap(({ kind, path }) => [`/${path ?? kind}`]));
  return [...endpoints]
    .filter((path) => /^\/[\w-]+$/.test(path) && !known.has(path) && !NO_ENTITIES.has(path))
    .filter((path) => endpoints.has(`${path}/{${path.slice(1).replaceAll("-", "_")}}`))
    .map((path) => path.slice(1))
    .sort(byText);
};
