/** Specs made real: entities on an embedded gateway, and declarations about them. */
import type { EmbeddedGateway } from "../../src/embedded/gateway.ts";
import { type Declaration, declarationOf, Reference } from "../../src/model/declaration.ts";
import { kindOf, kinds } from "../../src/model/kinds.ts";
import { Secret } from "../../src/model/secret.ts";
import { formatTarget } from "../../src/model/target-address.ts";
import type { DeclaredSpec, Scenario, Spec } from "./arbitraries.ts";
import type { Values } from "./entities.ts";

/** Who an entity is, in the words of its spec: the same for a live and for a declared one. */
export const slotOf = ({ kind, key, refs }: Pick<Spec, "kind" | "key" | "refs">): string => {
  const name = Object.values(key).map((value) => (kind === "targets" ? formatTarget(value) : value));
  const isWithinParent = ["plugins", "targets", "acls"].includes(kind);
  const parents = isWithinParent
    ? Object.entries(refs)
        .map(([field, slot]) => `${field}=${slot}`)
        .sort()
    : [];
  return [`${kind}/${name.join("/")}`, ...parents].join(" @ ");
};

export interface LiveEntity {
  readonly spec: Spec;
  readonly id: string;
}

const PARENTS = ["services", "upstreams", "consumers", "routes"];
const order = [...PARENTS, ...kinds.map(({ kind }) => kind).filter((kind) => !PARENTS.includes(kind))];
const parentsFirst = (a: Spec, b: Spec): number => order.indexOf(a.kind) - order.indexOf(b.kind);

/** Puts the entities of a scenario on a gateway. What the gateway refuses, or whose parents are not there, is left out. */
export const populate = (gateway: EmbeddedGateway, specs: readonly Spec[]): ReadonlyMap<string, LiveEntity> => {
  const live = new Map<string, LiveEntity>();
  for (const spec of [...specs].sort(parentsFirst)) {
    const refs = Object.entries(spec.refs).map(([field, slot]) => [field, live.get(slot)?.id] as const);
    if (live.has(slotOf(spec)) || refs.some(([, id]) => id === undefined)) continue;
    const body = {
      ...spec.fields,
      ...spec.key,
      ...(spec.tags === undefined ? {} : { tags: spec.tags }),
      ...Object.fromEntries(refs.map(([field, id]) => [field, { id }])),
    };
    try {
      live.set(slotOf(spec), { spec, id: gateway.insert(spec.kind, body).id });
    } catch {
      // Refused as it would be in a POST: a key that is taken, a plugin that takes no consumer.
    }
  }
  return live;
};

const merged = ({ spec, like, isSame }: DeclaredSpec, live: readonly LiveEntity[]): Spec => {
  const model = like === undefined ? undefined : live[like % Math.max(live.length, 1)]?.spec;
  if (model === undefined) return spec;
  const { kind, key, refs } = model;
  const isForm = kind === spec.kind && (kind !== "plugins" || key["name"] === spec.key["name"]);
  return { kind, key, refs, fields: isSame || !isForm ? model.fields : spec.fields, tags: spec.tags };
};

const pinnedId = (
  { pin }: DeclaredSpec,
  spec: Spec,
  live: ReadonlyMap<string, LiveEntity>,
  newId: () => string,
): string | undefined => {
  if (pin === "live") return live.get(slotOf(spec))?.id;
  if (pin === "new") return newId();
  if (pin === "none") return undefined;
  // A plugin's name cannot be changed: its id is pinned for another scope.
  return [...live.values()].find(
    (other) =>
      other.spec.kind === spec.kind &&
      slotOf(other.spec) !== slotOf(spec) &&
      (spec.kind !== "plugins" || other.spec.key["name"] === spec.key["name"]),
  )?.id;
};

export interface Declared {
  readonly declarations: readonly Declaration[];
  /** Declared identities, those of what exists left out. */
  readonly slots: ReadonlySet<string>;
}

/** Fields that no other field hangs on: the gateway takes them at any value. */
const IGNORED = ["tags", "retries", "weight", "regex_priority", "config"];
const SECRETS = new Set(["key", "password"]);

/** The declarations of a scenario. What refers to nothing is left out, as a source would refuse it. */
export const declare = (scenario: Scenario, live: ReadonlyMap<string, LiveEntity>, newId: () => string): Declared => {
  const entities = [...live.values()];
  const chosen = new Map<string, { of: DeclaredSpec; spec: Spec }>();
  for (const of of scenario.declared) {
    const spec = merged(of, entities);
    if (!chosen.has(slotOf(spec))) chosen.set(slotOf(spec), { of, spec });
  }
  const pins = new Map([...chosen].map(([slot, { of, spec }]) => [slot, pinnedId(of, spec, live, newId)] as const));
  const renamed = new Set(pins.values());
  const done = new Map<string, Declaration>();
  const existing = new Map<string, Declaration>();
  const refer = (slot: string, how: DeclaredSpec["refersBy"]): unknown => {
    if (done.has(slot) && how !== "id") return new Reference(slot);
    const known = live.get(slot);
    if (known === undefined) return undefined;
    // What gets another name here is not referred to by its old one.
    if (how === "id" || done.has(slot) || renamed.has(known.id)) return { id: known.id };
    const address = `existing ${slot}`;
    existing.set(address, declarationOf(known.spec.kind, address, known.spec.key, { existing: true }));
    return new Reference(address);
  };
  const ordered = [...chosen.entries()].sort(([, a], [, b]) => parentsFirst(a.spec, b.spec));
  ordered.forEach(([slot, { of, spec }], index) => {
    const refs = Object.entries(spec.refs).map(([field, parent]) => [field, refer(parent, of.refersBy)] as const);
    if (refs.some(([, value]) => value === undefined)) return;
    const owner = scenario.owners[index % scenario.owners.length] ?? false;
    const before = of.after === undefined ? undefined : [...done.keys()][of.after];
    const fields = {
      ...wrapped(spec.fields, index),
      ...wrapped(spec.key, index),
      ...tagsOf(spec),
      ...Object.fromEntries(refs),
    };
    const declared = declarationOf(spec.kind, slot, fields, {
      id: pins.get(slot),
      isGlobal: kindOf(spec.kind).scope !== undefined && refs.length === 0,
      lifecycle: {
        preventDestroy: false,
        ignoreChanges: of.ignore === "none" ? [] : of.ignore === "all" ? "all" : IGNORED,
      },
      dependsOn: before === undefined ? [] : [before],
      owner,
      adopt: owner === false ? undefined : of.adopt,
    });
    done.set(slot, declared);
  });
  const slots = new Set(done.keys());
  return { declarations: [...existing.values(), ...done.values()], slots };
};

const tagsOf = ({ tags }: Spec): Values => (Array.isArray(tags) ? { tags: tags.filter((tag) => !isMark(tag)) } : {});
const isMark = (tag: string): boolean => tag.startsWith("kongruent-owner:") || tag.startsWith("managed-by");

/** Secrets come wrapped from constructs and plain from hand-written JSON. */
const wrapped = (fields: Values, index: number): Values =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      SECRETS.has(name) && index % 2 === 0 ? new Secret(value) : value,
    ]),
  );
