/** Random gateways and random declarations that overlap with them, as data: small pools of names make them meet often. */
import fc from "fast-check";
import type { AdoptMode } from "../../src/model/declaration.ts";
import { configOf, PLUGINS, randomFields, type Values } from "./entities.ts";

/** One entity to be: who it is, whose it is, what it says. References hold the slot of what they point to. */
export interface Spec {
  readonly kind: string;
  /** Fields that identify it. */
  readonly key: Values;
  /** By reference field: the slot of another entity, `services/s1`. */
  readonly refs: Readonly<Record<string, string>>;
  readonly fields: Values;
  /** Undefined: none are given. */
  readonly tags: readonly string[] | null | undefined;
}

export interface DeclaredSpec {
  readonly spec: Spec;
  /** Takes the identity of this live entity, counted round; undefined keeps its own. */
  readonly like: number | undefined;
  /** Takes its fields too: congruent but for the owner. */
  readonly isSame: boolean;
  readonly adopt: AdoptMode | undefined;
  /** Pins the id of what is live, of another live entity of the kind, or a new one. */
  readonly pin: "none" | "live" | "other" | "new";
  readonly ignore: "none" | "all" | "some";
  /** References point to what is declared, to a declaration of what exists, or hold an id. */
  readonly refersBy: "declaration" | "existing" | "id";
  /** Position of the declaration it waits for; only earlier ones count, so that there is no circle. */
  readonly after: number | undefined;
}

export interface Scenario {
  readonly live: readonly Spec[];
  readonly declared: readonly DeclaredSpec[];
  readonly owners: readonly (string | false)[];
  readonly adopt: AdoptMode | undefined;
  readonly cascade: boolean;
  readonly allKinds: boolean;
  readonly keepOpen: boolean;
  readonly pageSize: number;
  readonly concurrency: number;
  /** What everything else that is random follows from: ids, orders, delays. */
  readonly seed: number;
}

export const OWNER = "ours";
export const OURS = `kongruent-owner:${OWNER}`;
export const THEIRS = "kongruent-owner:theirs";
export const INGRESS = "managed-by-ingress-controller";

const numbered = (prefix: string, count: number): fc.Arbitrary<string> =>
  fc.constantFrom(...Array.from({ length: count }, (_, index) => `${prefix}${index}`));
const service = numbered("s", 4);
const route = numbered("r", 5);
const upstream = numbered("u", 3);
const consumer = numbered("c", 3);

const slot = (kind: string, name: fc.Arbitrary<string>): fc.Arbitrary<string> => name.map((text) => `${kind}/${text}`);

const tagSets = (marks: readonly (readonly string[])[]): fc.Arbitrary<Spec["tags"]> =>
  fc
    .tuple(fc.constantFrom(...marks), fc.subarray(["team-a", "b c"]), fc.constantFrom(undefined, null, "list", "list"))
    .map(([owners, plain, empty]) => {
      const all = [...plain, ...owners];
      return all.length > 0 || empty === "list" ? all : empty;
    });
const liveTags = tagSets([[], [], [OURS], [OURS], [OURS], [THEIRS], [INGRESS], [OURS, THEIRS]]);
const declaredTags = tagSets([[]]);

type SpecOf = (tags: fc.Arbitrary<Spec["tags"]>) => fc.Arbitrary<Spec>;

const refsOf = (record: Readonly<Record<string, string | undefined>>): Spec["refs"] =>
  Object.fromEntries(Object.entries(record).filter((entry): entry is [string, string] => entry[1] !== undefined));

const named =
  (kind: string, name: fc.Arbitrary<string>, field = "name"): SpecOf =>
  (tags) =>
    fc.record({
      kind: fc.constant(kind),
      key: name.map((text): Values => ({ [field]: text })),
      refs: fc.constant({}),
      fields: randomFields(kind),
      tags,
    });

const routes: SpecOf = (tags) =>
  fc
    .tuple(named("routes", route)(tags), fc.option(slot("services", service), { nil: undefined, freq: 4 }))
    .map(([spec, parent]) => ({ ...spec, refs: refsOf({ service: parent }) }));

const child =
  (
    kind: string,
    field: string,
    parent: fc.Arbitrary<string>,
    key: fc.Arbitrary<Values>,
    extra?: fc.Arbitrary<Values>,
  ): SpecOf =>
  (tags) =>
    fc.record({
      kind: fc.constant(kind),
      key,
      refs: parent.map((text): Spec["refs"] => ({ [field]: text })),
      fields: extra ?? randomFields(kind),
      tags,
    });

const targets = child(
  "targets",
  "upstream",
  slot("upstreams", upstream),
  fc
    .constantFrom("10.0.0.1:80", "10.0.0.1", "10.0.0.1:8000", "[::1]:80", "h.example:443")
    .map((target) => ({ target })),
);
const acls = child(
  "acls",
  "consumer",
  slot("consumers", consumer),
  fc.constantFrom("gold", "silver").map((group) => ({ group })),
);
const keys = child(
  "keyauth_credentials",
  "consumer",
  slot("consumers", consumer),
  numbered("key-", 4).map((key) => ({ key })),
  fc.record({ ttl: fc.constantFrom(900_000_000, 800_000_000) }, { requiredKeys: [] }),
);
const passwords = child(
  "basicauth_credentials",
  "consumer",
  slot("consumers", consumer),
  numbered("user-", 3).map((username) => ({ username })),
  fc.constantFrom("swordfish", "hunter2").map((password) => ({ password })),
);

const scopes = fc.oneof(
  fc.constant({}),
  fc.record({ service: slot("services", service) }),
  fc.record({ route: slot("routes", route) }),
  fc.record({ consumer: slot("consumers", consumer) }),
  fc.record({ service: slot("services", service), route: slot("routes", route) }),
  fc.record({ service: slot("services", service), consumer: slot("consumers", consumer) }),
  fc.record({ route: slot("routes", route), consumer: slot("consumers", consumer) }),
  fc.record({
    service: slot("services", service),
    route: slot("routes", route),
    consumer: slot("consumers", consumer),
  }),
);

const plugins: SpecOf = (tags) =>
  fc.constantFrom("rate-limiting", "rate-limiting", "cors", "request-transformer", ...PLUGINS).chain((name) =>
    fc.tuple(randomFields("plugins"), fc.option(configOf(name), { nil: {}, freq: 4 }), scopes, tags).map(
      ([fields, config, refs, given]): Spec => ({
        kind: "plugins",
        key: { name },
        refs,
        fields: { ...fields, config },
        tags: given,
      }),
    ),
  );

const kinds: readonly fc.WeightedArbitrary<SpecOf>[] = [
  { weight: 3, arbitrary: fc.constant(named("services", service)) },
  { weight: 4, arbitrary: fc.constant(routes) },
  { weight: 2, arbitrary: fc.constant(named("upstreams", upstream)) },
  { weight: 2, arbitrary: fc.constant(targets) },
  { weight: 6, arbitrary: fc.constant(plugins) },
  { weight: 2, arbitrary: fc.constant(named("consumers", consumer, "username")) },
  { weight: 1, arbitrary: fc.constant(keys) },
  { weight: 1, arbitrary: fc.constant(passwords) },
  { weight: 1, arbitrary: fc.constant(acls) },
];
const spec = (tags: fc.Arbitrary<Spec["tags"]>): fc.Arbitrary<Spec> =>
  fc.oneof(...kinds.map(({ weight, arbitrary }) => ({ weight, arbitrary: arbitrary.chain((of) => of(tags)) })));

const adopt = fc.constantFrom<(AdoptMode | undefined)[]>(
  undefined,
  undefined,
  undefined,
  "unowned",
  "own",
  "never",
  "any",
);

const declaredSpec = (of: fc.Arbitrary<Spec>): fc.Arbitrary<DeclaredSpec> =>
  fc.record({
    spec: of,
    like: fc.option(fc.nat({ max: 29 }), { nil: undefined, freq: 3 }),
    isSame: fc.boolean(),
    adopt,
    pin: fc.constantFrom(...Array<"none">(13).fill("none"), "live", "other", "new"),
    ignore: fc.constantFrom("none", "none", "none", "none", "none", "none", "some", "all"),
    refersBy: fc.constantFrom("declaration", "declaration", "declaration", "existing", "id"),
    after: fc.option(fc.nat({ max: 20 }), { nil: undefined, freq: 8 }),
  });

/** Parents first and often, so that the rest has something to refer to. */
const live = fc
  .tuple(
    fc.array(named("services", service)(liveTags), { maxLength: 4 }),
    fc.array(named("consumers", consumer, "username")(liveTags), { maxLength: 3 }),
    fc.array(spec(liveTags), { maxLength: 22, size: "max" }),
  )
  .map((parts) => parts.flat());

const declared = fc
  .tuple(
    fc.array(declaredSpec(named("services", service)(declaredTags)), { maxLength: 3, size: "max" }),
    fc.array(declaredSpec(routes(declaredTags)), { maxLength: 3, size: "max" }),
    fc.array(declaredSpec(spec(declaredTags)), { maxLength: 16, size: "max" }),
  )
  .map((parts) => parts.flat());

export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  live,
  declared,
  owners: fc.constantFrom<(readonly (string | false)[])[]>(
    [OWNER],
    [OWNER],
    [OWNER],
    [OWNER],
    [OWNER, "second"],
    [false],
  ),
  adopt,
  cascade: fc.boolean(),
  allKinds: fc.boolean(),
  keepOpen: fc.boolean(),
  pageSize: fc.oneof(fc.constantFrom(1, 2, 3, 1000), fc.integer({ min: 1, max: 1000 })),
  concurrency: fc.integer({ min: 1, max: 64 }),
  seed: fc.nat(),
});
