/**
 * What one declaration would change: created, adopted or updated, and in which fields.
 * @module
 */
import { type Declaration, KNOWN_AFTER_APPLY, Reference, Template } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldFacts, fieldsOf, referenceId, referencesOf } from "../model/derive.ts";
import type { KongruentError } from "../model/errors.ts";
import { shorthandFindings } from "../model/findings.ts";
import { identityText } from "../model/identity.ts";
import { kindOf } from "../model/kinds.ts";
import { reveal } from "../model/secret.ts";
import { isRecord } from "../model/values.ts";
import { judgeLive } from "./bearer.ts";
import { comparisonOptions, type FieldChange, shown } from "./comparator.ts";
import type { DecideInput } from "./decide-input.ts";
import * as refuse from "./errors.ts";
import type { Entity } from "./gateway.ts";
import type { Match } from "./match.ts";
import { declaredTags, expectedTags, isOwnable, isOwnerTag, type OwnershipRules, tagChange } from "./ownership.ts";
import type { Action, Release } from "./plan.ts";
import type { Snapshot } from "./snapshot.ts";

export interface Draft {
  readonly key: string;
  readonly match: Match;
  readonly action: Action;
  readonly fields: readonly FieldChange[];
  readonly tags: readonly string[] | undefined;
  readonly dependsOn: Set<string>;
  readonly releases: Release[];
  guards: string | undefined;
}

/** Declared tags that would tell ownership, also those whose end is known only at apply. */
const declaredMarks = (rules: OwnershipRules, tags: unknown): readonly string[] => {
  if (!Array.isArray(tags)) return NONE;
  let found: string[] | undefined;
  for (const tag of tags as readonly unknown[]) {
    const text: unknown = tag instanceof Template ? tag.parts[0] : reveal(tag);
    if (typeof text !== "string" || !isOwnerTag(rules, text)) continue;
    found ??= [];
    found.push(text);
  }
  return found ?? NONE;
};

const NONE: readonly string[] = [];

/** A change that waits for nothing yet. */
const emptyDraft = (match: Match): Pick<Draft, "key" | "match" | "dependsOn" | "releases" | "guards"> => ({
  key: match.declaration.address,
  match,
  dependsOn: new Set(),
  releases: [],
  guards: undefined,
});

/** Fields of a create as changes from nothing; a plugin's config one level deep, so that each setting has its line. */
const createFields = (kind: AnyKind, fields: Readonly<Record<string, unknown>>): FieldChange[] =>
  Object.entries(fields).flatMap(([name, value]) => {
    if (name === "tags") return [];
    if (name === kind.subschema?.of && isRecord(value)) {
      return Object.entries(value).map(([inner, item]) => ({ path: `${name}.${inner}`, from: null, to: shown(item) }));
    }
    return [{ path: name, from: null, to: shown(value) }];
  });

/** References as people call what they point to: `services/orders`, not an id. */
export const withNames = (
  draft: Draft,
  snapshot: Snapshot,
  matchOf: (address: string) => Match | undefined,
): readonly FieldChange[] => {
  const { kind, fields, live } = draft.match;
  const references = new Map(referencesOf(kind).map((reference) => [reference.field, reference.kind]));
  const name = (target: string, value: unknown): unknown => {
    if (value instanceof Reference) return matchOf(value.address)?.identity ?? KNOWN_AFTER_APPLY;
    const id = referenceId(value);
    if (id === undefined) return null;
    const entity = snapshot.byId(target, id);
    return entity === undefined ? `${target}/${id}` : identityText(kindOf(target), entity, { nameOf: snapshot.nameOf });
  };
  /** An id in a list of them: a text, or what only apply knows of a declaration. */
  const nameInList = (target: string, item: unknown): unknown => {
    if (typeof item === "string") return name(target, { id: item });
    const [only, ...others] = item instanceof Template ? item.parts : [];
    if (only === undefined || typeof only === "string" || others.length > 0) return shown(item);
    return matchOf(only.address)?.identity ?? KNOWN_AFTER_APPLY;
  };
  const namesIn = (target: string, value: unknown): unknown =>
    Array.isArray(value) ? value.map((item) => nameInList(target, item)) : shown(value);
  return draft.fields.map((change) => {
    const target = references.get(change.path);
    const { listOf } = change.path in fieldsOf(kind) ? fieldFacts(kind, change.path) : {};
    if (listOf !== undefined) {
      const { path } = change;
      return { path, from: namesIn(listOf, live?.[path]), to: namesIn(listOf, fields[path] ?? change.to) };
    }
    if (target === undefined) return change;
    return { path: change.path, from: name(target, live?.[change.path]), to: name(target, fields[change.path]) };
  });
};

/** What one declaration would change, or undefined if it is congruent. */
export const draftOf = (match: Match, input: DecideInput, refusals: KongruentError[]): Draft | undefined => {
  const { declaration, kind, live } = match;
  if (declaration.existing) return undefined;
  const marks = isOwnable(kind) ? declaredMarks(input.options.ownership, declaration.fields["tags"]) : NONE;
  for (const mark of marks) {
    refusals.push(refuse.invalidField(declaration.address, "tags", `${mark} is a mark of ownership; leave it out`));
  }
  if (marks.length > 0) return undefined;
  return live === undefined ? draftOfNew(match, input, refusals) : draftOfLive(match, live, input, refusals);
};

const draftOfNew = (match: Match, input: DecideInput, refusals: KongruentError[]): Draft | undefined => {
  const { declaration, kind, fields } = match;
  const problems = input.validate(match);
  refusals.push(...problems);
  if (problems.length > 0) return undefined;
  const given = declaredTags(declaration, fields);
  const tags = isOwnable(kind) ? expectedTags(input.options.ownership, declaration.owner, given, []) : [];
  const changes = createFields(kind, fields);
  if (given !== undefined) changes.push({ path: "tags", from: null, to: [...given] });
  return { ...emptyDraft(match), action: "create", fields: changes, tags: tags.length > 0 ? tags : given };
};

const draftOfLive = (match: Match, live: Entity, input: DecideInput, refusals: KongruentError[]): Draft | undefined => {
  const { declaration, kind, fields } = match;
  const { ownership, adopt } = input.options;
  const { verdict, mode, owner } = judgeLive(ownership, kind, declaration, live, adopt, (name, id) =>
    input.snapshot.byId(name, id),
  );
  if (verdict === "refuse") {
    refusals.push(refuse.adoptionRefused(declaration.address, match.identity, mode, owner));
    return undefined;
  }
  const comparison = input.comparatorOf(kind, fields).compare(fields, live, comparisonOptions(declaration));
  const tags = tagChange(ownership, kind, declaration, fields, live);
  if (comparison.fields.length === 0 && tags === undefined) {
    refuseContradictions(declaration, kind, refusals);
    return undefined;
  }
  const fixed = comparison.fields.find(({ path }) => isFixed(kind, path));
  if (fixed !== undefined) {
    refusals.push(refuse.fieldFixed(declaration.address, match.identity, fixed.path, live.id));
    return undefined;
  }
  const changes = [...comparison.fields, ...(tags?.fields ?? [])];
  const problems = input.validate(match);
  refusals.push(...problems);
  if (problems.length > 0) return undefined;
  return { ...emptyDraft(match), action: verdict === "adopt" ? "adopt" : "update", fields: changes, tags: tags?.tags };
};

/** A shorthand wins over the fields beside it: what contradicts it changes nothing, and must not pass for congruent. */
const refuseContradictions = (declaration: Declaration, kind: AnyKind, refusals: KongruentError[]): void => {
  for (const { path, message } of shorthandFindings(kind, declaration.fields)) {
    refusals.push(refuse.invalidField(declaration.address, path.join("."), message));
  }
};

/** A field that no PATCH changes: which plugin it is, and the parent of what is reached only under it. */
const isFixed = (kind: AnyKind, field: string): boolean =>
  field === kind.subschema?.name || (kind.path === undefined && field === kind.nested?.parent);
