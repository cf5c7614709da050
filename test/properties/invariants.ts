/** What must hold between the state before and after a run, whatever was declared: violations as sentences. */

import { type Declaration, Reference } from "../../src/model/declaration.ts";
import { fieldFacts, referenceId, referencesOf } from "../../src/model/derive.ts";
import { kindOf } from "../../src/model/kinds.ts";
import { reveal } from "../../src/model/secret.ts";
import { INGRESS } from "./arbitraries.ts";
import { STRANGER } from "./faults.ts";
import type { State, World } from "./world.ts";

export interface Run {
  readonly world: World;
  /** What was declared in the end. */
  readonly declarations: readonly Declaration[];
  readonly before: State;
  readonly after: State;
  /** Kind and id of what somebody else wrote or removed meanwhile, with all that went with it. */
  readonly others?: ReadonlySet<string>;
}

const SCOPE = ["service", "route", "consumer"] as const;
const scopeOf = (entity: Readonly<Record<string, unknown>>): string =>
  SCOPE.map((field) => `${field}=${referenceId(entity[field]) ?? ""}`).join(" ");
const isGlobal = (entity: Readonly<Record<string, unknown>>): boolean =>
  SCOPE.every((field) => referenceId(entity[field]) === undefined);

/** What declarations mean, by kind and id: a pinned id, else the live entity with the same key under the same parents. */
const meant = ({ declarations, before }: Run): ReadonlyMap<string, Declaration> => {
  const byAddress = new Map(declarations.map((declaration) => [declaration.address, declaration]));
  const idOf = ({ kind, id, fields }: Declaration): string | undefined => {
    if (id !== undefined) return id;
    const key = kindOf(kind).uniqueKeys[0]?.fields ?? [];
    const wanted = key.map((field) => {
      const value = reveal(fields[field]);
      const parent = value instanceof Reference ? byAddress.get(value.address) : undefined;
      if (parent !== undefined) return idOf(parent) ?? "not there yet";
      return referenceId(value) ?? fieldFacts(kindOf(kind), field).stored?.(value) ?? value ?? null;
    });
    return [...before.values()].find(
      (live) =>
        live.kind === kind &&
        key.every((field, index) => (referenceId(live.entity[field]) ?? live.entity[field] ?? null) === wanted[index]),
    )?.entity.id;
  };
  return new Map(
    declarations
      .filter(({ existing }) => !existing)
      .map((declaration) => [`${declaration.kind} ${idOf(declaration)}`, declaration]),
  );
};

const isMark = (tag: string): boolean => tag.startsWith("kongruent-owner:") || tag === INGRESS;

const ownerTags = (world: World): readonly string[] =>
  world.scenario.owners.flatMap((owner) => (owner === false ? [] : [`kongruent-owner:${owner}`]));

const isOwned = (world: World, entity: Readonly<Record<string, unknown>>): boolean => {
  const tags: unknown = entity["tags"];
  if (!Array.isArray(tags)) return false;
  // What bears two marks is contested: nobody's to delete.
  const marks = tags.map(String).filter(isMark);
  return marks.length === 1 && ownerTags(world).some((tag) => marks.includes(tag));
};

/** Keys of everything an entity hangs under. */
const parentsOf = (kind: string, entity: Readonly<Record<string, unknown>>): readonly string[] =>
  referencesOf(kindOf(kind)).flatMap(({ field, kind: parent, onDelete }) => {
    const id = referenceId(entity[field]);
    return id === undefined || onDelete !== "cascade" ? [] : [`${parent} ${id}`];
  });

/** P2: what is neither declared nor owned is never written, and deleted only with an owned parent, where that is allowed. */
export const untouched = (run: Run): readonly string[] => {
  const { world, before, after, others } = run;
  const declared = meant(run);
  const wrong: string[] = [];
  for (const [key, { kind, entity, text }] of before) {
    if (declared.has(key) || isOwned(world, entity)) continue;
    const written = world.writes.filter(({ path }) => path.split("/").at(-1) === entity.id);
    for (const { method, body } of written)
      wrong.push(`${key}, which is not ours, got a ${method} ${JSON.stringify(body)}`);
    if (others?.has(key)) continue;
    const now = after.get(key);
    if (now !== undefined && now.text !== text)
      wrong.push(`${key}, which is not ours, was changed: ${text} → ${now.text}`);
    const wentWith = parentsOf(kind, entity).some((parent) => !after.has(parent));
    const mayGo = wentWith && (world.scenario.cascade || parentsOf(kind, entity).some((parent) => others?.has(parent)));
    if (now === undefined && !mayGo) wrong.push(`${key}, which is not ours, is gone: ${text}`);
  }
  return wrong;
};

/** P2: nor is what somebody else makes meanwhile, though it takes a value that we need. */
export const strangers = ({ world, others }: Run): readonly string[] =>
  world.writes
    .filter(({ path }) => others?.has(`${STRANGER}${path.split("/").at(-1)}`) === true)
    .map(({ method, path }) => `${path} is somebody else's and got a ${method}`);

const tagsOf = (entity: Readonly<Record<string, unknown>>): readonly string[] =>
  Array.isArray(entity["tags"]) ? entity["tags"].map(String) : [];
/** P2: what is declared is written only where its owner and the mode of adoption allow it. */
export const allowed = (run: Run): readonly string[] => {
  const { world, before, others } = run;
  const declared = meant(run);
  return [...before].flatMap(([key, { entity, text }]) => {
    const declaration = declared.get(key);
    if (declaration === undefined || declaration.owner === false || others?.has(key)) return [];
    const mode = world.scenario.adopt ?? declaration.adopt ?? "unowned";
    const tags = tagsOf(entity);
    const marks = tags.filter(isMark);
    if (mode === "any" || String(marks) === `kongruent-owner:${declaration.owner}`) return [];
    if (mode === "unowned" && marks.length === 0) return [];
    const written = world.writes.some(({ path }) => path.split("/").at(-1) === entity.id);
    return written ? [`written though adoption is ${mode}: ${text}`] : [];
  });
};

/** P2: other people's tags stay where the declaration has none of its own. */
export const tagged = (run: Run): readonly string[] => {
  const { before, after, others } = run;
  const declared = meant(run);
  const plain = (entity: Readonly<Record<string, unknown>>) =>
    tagsOf(entity)
      .filter((tag) => !isMark(tag))
      .sort();
  return [...before].flatMap(([key, { entity, text }]) => {
    const now = after.get(key);
    const hasTags = declared.get(key)?.fields["tags"] !== undefined;
    if (now === undefined || hasTags || others?.has(key)) return [];
    return String(plain(entity)) === String(plain(now.entity)) ? [] : [`tags changed: ${text} → ${now.text}`];
  });
};

/** P3: a plugin's scope changes only where a declaration pins its id for another scope; none becomes global by accident. */
export const scoped = (run: Run): readonly string[] => {
  const { world, declarations, before, after, others } = run;
  const declared = meant(run);
  const pinned = new Set(declarations.flatMap(({ kind, id }) => (kind === "plugins" && id !== undefined ? [id] : [])));
  const wrong: string[] = [];
  for (const { method, path, body } of world.writes) {
    const [, collection, id = ""] = path.split("/");
    if (method === "PUT") wrong.push(`${path} was replaced`);
    if (method !== "PATCH" || collection !== "plugins" || pinned.has(id)) continue;
    const moved = SCOPE.filter((field) => field in body);
    if (moved.length > 0) wrong.push(`plugin ${id} was sent another ${moved.join(", ")}`);
  }
  for (const [key, { kind, entity, text }] of after) {
    const old = before.get(key);
    if (kind !== "plugins" || others?.has(key)) continue;
    const isMeant = pinned.has(entity.id);
    if (old !== undefined && scopeOf(old.entity) !== scopeOf(entity) && !isMeant)
      wrong.push(`scope changed: ${old.text} → ${text}`);
    if (!isGlobal(entity) || (old !== undefined && isGlobal(old.entity))) continue;
    const isDeclared = declarations.some(
      (other) => other.kind === "plugins" && other.isGlobal && other.fields["name"] === entity["name"],
    );
    if (!isDeclared) wrong.push(`global, and nobody said so: ${text}`);
  }
  for (const [key, { kind, entity, text }] of before) {
    if (kind !== "plugins" || after.has(key) || others?.has(key)) continue;
    const wentWith = parentsOf(kind, entity).some((parent) => !after.has(parent));
    const wasDeleted = isOwned(world, entity) && !declared.has(key);
    if (!wentWith && !wasDeleted) wrong.push(`plugin vanished: ${text}`);
  }
  return wrong;
};

/** P4: what was there keeps its id and the time it was made. */
export const kept = (run: Run): readonly string[] => {
  const { before, after, others } = run;
  const declared = meant(run);
  return [...before].flatMap(([key, { kind, entity, text }]) => {
    if (others?.has(key)) return [];
    const now = after.get(key);
    if (now === undefined) {
      const wentWith = parentsOf(kind, entity).some((parent) => !after.has(parent));
      return declared.has(key) && !wentWith ? [`declared, and yet another one or none: ${text}`] : [];
    }
    return now.entity["created_at"] === entity["created_at"] ? [] : [`made anew: ${text} → ${now.text}`];
  });
};

/** Nothing is there twice: as many as there were, less what is gone, more what was declared and not there. */
export const unique = ({ after }: Pick<Run, "after">): readonly string[] => {
  const seen = new Map<string, string>();
  return [...after].flatMap(([key, { kind, entity }]) => {
    const { path, at = [] } = kindOf(kind).identity;
    const parts: unknown[] = [...path, ...at].map((field) => referenceId(entity[field]) ?? entity[field] ?? "");
    if (kind === "keyauth_credentials") parts.push(entity["key"]);
    const identity = `${kind} ${parts.map(String).join(" ")}`;
    const first = seen.get(identity);
    seen.set(identity, key);
    return first === undefined ? [] : [`there twice: ${first} and ${key}`];
  });
};

/** All of it. */
export const violations = (run: Run): readonly string[] => [
  ...untouched(run),
  ...allowed(run),
  ...tagged(run),
  ...strangers(run),
  ...scoped(run),
  ...kept(run),
  ...unique(run),
];
