/**
 * Who owns a live entity, and what a declaration may do with it: the table of adoption modes as data.
 * @module
 */
import type { AdoptMode, Declaration } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldFacts } from "../model/derive.ts";
import { byText } from "../model/values.ts";
import type { FieldChange } from "./comparator.ts";
import type { Entity } from "./gateway.ts";

/** How ownership is written on entities. */
export interface OwnershipRules {
  /** The owner's tag is this prefix and the owner's name, unless `tag` replaces it. */
  readonly prefix: string;
  /** One exact tag in place of prefix and name, so that a decK select tag can serve. */
  readonly tag?: string | undefined;
  /** Tags that mean "somebody else's". */
  readonly foreignTags: readonly string[];
}

export const DEFAULT_OWNERSHIP: OwnershipRules = {
  prefix: "kongruent-owner:",
  foreignTags: ["managed-by-ingress-controller"],
};

export type Owner = string | false;

/** The tag that marks what this owner owns. */
export const ownerTag = (rules: OwnershipRules, owner: string): string => rules.tag ?? `${rules.prefix}${owner}`;

export const tagsOf = (entity: Readonly<Record<string, unknown>>): readonly string[] => {
  const tags = entity["tags"];
  if (!Array.isArray(tags)) return [];
  return tags.every((tag) => typeof tag === "string") ? tags : tags.filter((tag) => typeof tag === "string");
};

/** Kinds that carry their owner themselves. */
export const isOwnable = (kind: AnyKind): boolean => fieldFacts(kind, "tags").carriesOwner === true;

const OURS = { is: "ours" } as const;
const NOBODYS = { is: "nobody's" } as const;

/** Whether a tag tells ownership, whoever's. */
export const isOwnerTag = (rules: OwnershipRules, tag: string): boolean =>
  tag.startsWith(rules.prefix) || tag === rules.tag || rules.foreignTags.includes(tag);

export type Relation =
  | { readonly is: "ours" }
  | { readonly is: "nobody's" }
  | { readonly is: "another's"; readonly owner: string };

/** Whether a tag is {@link ownerTag}, asked for every entity of every run: no text is made to compare with. */
const isTagOf = (rules: OwnershipRules, owner: string, tag: string): boolean =>
  rules.tag === undefined ? isUsualTagOf(rules, owner, tag) : tag === rules.tag;

/** Whether a tag is the owner's usual one, whatever tag a run has in its place. */
const isUsualTagOf = ({ prefix }: OwnershipRules, owner: string, tag: string): boolean =>
  tag.length === prefix.length + owner.length && tag.startsWith(prefix) && tag.endsWith(owner);

const nameIn = (rules: OwnershipRules, tag: string): string =>
  tag.startsWith(rules.prefix) ? tag.slice(rules.prefix.length) : tag;

/** The owner's usual tag is its own also where a run has another tag for it. */
const isOwn = (rules: OwnershipRules, owner: string, tag: string): boolean =>
  isTagOf(rules, owner, tag) || isUsualTagOf(rules, owner, tag);

/** The mark of another owner than this one. */
const foreignMark = (rules: OwnershipRules, owner: Owner, tags: readonly string[]): string | undefined =>
  tags.find((tag) => isOwnerTag(rules, tag) && (owner === false || !isOwn(rules, owner, tag)));

/** The other owner of an entity that bears this owner's mark too. */
export const contesterOf = (
  rules: OwnershipRules,
  owner: string,
  entity: Readonly<Record<string, unknown>>,
): string | undefined => {
  const tags = tagsOf(entity);
  if (!tags.includes(ownerTag(rules, owner))) return undefined;
  const mark = foreignMark(rules, owner, tags);
  return mark === undefined ? undefined : nameIn(rules, mark);
};

/**
 * Whose a live entity is. With ownership turned off nothing is ours: all is nobody's or another's. What bears our mark
 * and another owner's is another's.
 */
export const relationTo = (
  rules: OwnershipRules,
  owner: Owner,
  entity: Readonly<Record<string, unknown>>,
): Relation => {
  let isMarked = false;
  let own: string | undefined;
  for (const tag of tagsOf(entity)) {
    if (!isOwnerTag(rules, tag)) continue;
    if (owner === false || !isOwn(rules, owner, tag)) return { is: "another's", owner: nameIn(rules, tag) };
    isMarked ||= isTagOf(rules, owner, tag);
    own ??= tag;
  }
  if (isMarked) return OURS;
  return own === undefined ? NOBODYS : { is: "another's", owner: nameIn(rules, own) };
};

/**
 * Whose a live entity is, behind its identity: `routes/debug (nobody's)`, `routes/v2 (owned by 'billing')`. A kind that
 * carries no owner says nothing.
 */
export const withOwner = (rules: OwnershipRules, kind: AnyKind, entity: Entity, identity: string): string => {
  if (!isOwnable(kind)) return identity;
  const relation = relationTo(rules, false, entity);
  return relation.is === "another's" ? `${identity} (owned by '${relation.owner}')` : `${identity} (nobody's)`;
};

/** What the table says of a live entity with the declared identity. */
export type Verdict = "update" | "adopt" | "refuse";

const TABLE: Readonly<Record<AdoptMode, Readonly<Record<Relation["is"], Verdict>>>> = {
  never: { ours: "update", "nobody's": "refuse", "another's": "refuse" },
  own: { ours: "update", "nobody's": "refuse", "another's": "refuse" },
  unowned: { ours: "update", "nobody's": "adopt", "another's": "refuse" },
  any: { ours: "update", "nobody's": "adopt", "another's": "adopt" },
};

/** The mode for a declaration: the run's own, else what its provider says, else `unowned`. */
export const adoptModeOf = (declaration: Declaration, ofRun: AdoptMode | undefined): AdoptMode =>
  ofRun ?? declaration.adopt ?? "unowned";

/**
 * The verdict on a live entity. Without an owner there is nothing to adopt: what exists is updated.
 *
 * @example
 * verdictOn("unowned", "shop", { is: "nobody's" }) // "adopt"
 */
export const verdictOn = (mode: AdoptMode, owner: Owner, relation: Relation): Verdict =>
  owner === false ? "update" : verdictIn(mode, relation);

/** The table itself, for whoever knows from elsewhere what is theirs. */
export const verdictIn = (mode: AdoptMode, relation: Relation): Verdict => TABLE[mode][relation.is];

/** What the table says of a declaration and the live entity it means, with what a refusal needs to say. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly mode: AdoptMode;
  /** The other owner, where there is one. */
  readonly owner: string | undefined;
}

/** Judges a live entity as it is now: at plan, and again before each patch, for it may have changed hands. */
export const judge = (declaration: Declaration, relation: Relation, ofRun: AdoptMode | undefined): Judgement => {
  const mode = adoptModeOf(declaration, ofRun);
  const owner = relation.is === "another's" ? relation.owner : undefined;
  return { verdict: verdictOn(mode, declaration.owner, relation), mode, owner };
};

/** Whether one of these owners owns a live entity. */
export const isOwned = (rules: OwnershipRules, owners: readonly Owner[], entity: Entity): boolean =>
  owners.some((owner) => relationTo(rules, owner, entity).is === "ours");

/** The tags a declaration gives, as they are known in these fields; undefined where it gives none. */
export const declaredTags = (
  declaration: Declaration,
  fields: Readonly<Record<string, unknown>>,
): readonly string[] | undefined => (Array.isArray(declaration.fields["tags"]) ? tagsOf(fields) : undefined);

/** The change of an entity's tags; ignored ones are left alone but for the owner's. */
export const tagChange = (
  rules: OwnershipRules,
  kind: AnyKind,
  declaration: Declaration,
  fields: Readonly<Record<string, unknown>>,
  live: Entity,
): ReturnType<typeof compareTags> => {
  if (!isOwnable(kind)) return undefined;
  const { ignoreChanges } = declaration.lifecycle;
  const isIgnored = ignoreChanges === "all" || ignoreChanges.includes("tags");
  return compareTags(rules, declaration.owner, isIgnored ? undefined : declaredTags(declaration, fields), live);
};

/** Tags without those that tell ownership: what a declaration's `tags` mean. */
const withoutOwnerTags = (rules: OwnershipRules, tags: readonly string[]): readonly string[] =>
  tags.filter((tag) => !isOwnerTag(rules, tag));

/**
 * The tags an entity shall have. Declared tags are the exact set plus the owner's; undeclared ones keep what is there.
 * Taking an entity over takes the other owner's tag away; without an owner other people's tags of ownership stay.
 */
export const expectedTags = (
  rules: OwnershipRules,
  owner: Owner,
  declared: readonly string[] | undefined,
  live: readonly string[],
): readonly string[] => {
  const plain = declared ?? withoutOwnerTags(rules, live);
  const marks = owner === false ? live.filter((tag) => isOwnerTag(rules, tag)) : [ownerTag(rules, owner)];
  return [...new Set([...plain, ...marks])];
};

/** Lists of this many tags and fewer are compared as they stand. */
const FEW = 16;

const sameSet = (a: readonly string[], b: readonly string[]): boolean => {
  if (a.length <= FEW && b.length <= FEW) return a.every((tag) => b.includes(tag)) && b.every((tag) => a.includes(tag));
  const left = new Set(a);
  const right = new Set(b);
  return left.size === right.size && [...left].every((item) => right.has(item));
};

/** Whether {@link expectedTags} would change nothing; asked for every entity of every run. */
const hasExpectedTags = (
  rules: OwnershipRules,
  owner: Owner,
  declared: readonly string[] | undefined,
  live: readonly string[],
): boolean => {
  if (owner === false || live.length > FEW) return sameSet(live, expectedTags(rules, owner, declared, live));
  const isMark = (tag: string): boolean => isTagOf(rules, owner, tag);
  const isExpected = (tag: string): boolean => isMark(tag) || (declared?.includes(tag) ?? !isOwnerTag(rules, tag));
  return live.some(isMark) && live.every(isExpected) && (declared ?? []).every((tag) => live.includes(tag));
};

/** The change of tags, told apart into `tags` and `owner`; undefined when nothing differs. */
export const compareTags = (
  rules: OwnershipRules,
  owner: Owner,
  declared: readonly string[] | undefined,
  live: Entity,
): { readonly fields: readonly FieldChange[]; readonly tags: readonly string[] } | undefined => {
  const current = tagsOf(live);
  if (hasExpectedTags(rules, owner, declared, current)) return undefined;
  const expected = expectedTags(rules, owner, declared, current);
  const fields: FieldChange[] = [];
  const from = withoutOwnerTags(rules, current);
  const to = withoutOwnerTags(rules, expected);
  if (!sameSet(from, to)) fields.push({ path: "tags", from: [...from].sort(byText), to: [...to].sort(byText) });
  if (owner !== false) {
    const relation = relationTo(rules, owner, live);
    const previous = relation.is === "another's" ? relation.owner : null;
    if (relation.is !== "ours") fields.push({ path: "owner", from: previous, to: owner });
  }
  if (fields.length === 0) fields.push({ path: "owner", from: "several", to: owner });
  return { fields, tags: expected };
};
