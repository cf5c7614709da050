/** Random faults of a gateway and of the way to it, and somebody else who writes at the same time. */
import fc from "fast-check";
import type { FaultAction, FaultMatch, FaultRule } from "../../src/embedded/faults.ts";
import { kinds } from "../../src/model/kinds.ts";
import { numbers } from "./chance.ts";
import { type State, stateOf, type World } from "./world.ts";

export interface Fault {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE" | undefined;
  readonly action:
    | "stranger"
    | "403"
    | "404"
    | "429"
    | "500"
    | "502"
    | "503"
    | "504"
    | "cut"
    | "lost"
    | "truncated"
    | "html"
    | "writer";
  readonly probability: number;
  readonly times: number;
}

export const faults = (withWriter: boolean): fc.Arbitrary<readonly Fault[]> =>
  fc.array(
    fc.record({
      method: fc.constantFrom("GET", "POST", "POST", "PATCH", "PATCH", "DELETE", undefined),
      action: fc.constantFrom<Fault["action"][]>(
        ...(["403", "404", "429", "500", "502", "503", "504", "cut", "lost", "truncated", "html"] as const),
        ...(withWriter ? (["writer", "writer", "writer", "writer", "stranger", "stranger"] as const) : []),
      ),
      probability: fc.constantFrom(0.05, 0.2, 0.5, 1),
      times: fc.integer({ min: 1, max: 12 }),
    }),
    { minLength: 1, maxLength: 4 },
  );

/** What somebody else did, by kind and id: also all that went with it. */
export type Others = Set<string>;

const changesOf: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  services: { retries: 7 },
  routes: { preserve_host: true },
  upstreams: { slots: 77 },
  plugins: { enabled: false },
  targets: { weight: 77 },
};

/** Changes, removes or makes one entity at random, as another person with access would. */
const someoneWrites = (world: World, random: () => number, others: Others): void => {
  const { embedded } = world;
  const all = kinds.flatMap(({ kind }) => embedded.entities(kind).map(({ id }) => ({ kind, id })));
  const chosen = all[Math.floor(random() * all.length)];
  const dice = random();
  const before = stateOf(world);
  try {
    const declared = world.declared.declarations.filter(({ kind }) => ["services", "consumers"].includes(kind));
    const wanted = declared[Math.floor(random() * declared.length)];
    if (wanted !== undefined && dice < 0.2) {
      const { name, username } = wanted.fields;
      embedded.insert(wanted.kind, name === undefined ? { username } : { name, host: "somebody.example" });
    } else if (chosen !== undefined && dice < 0.4) {
      embedded.remove(chosen.kind, chosen.id);
    } else if (chosen !== undefined) {
      embedded.update(chosen.kind, chosen.id, changesOf[chosen.kind] ?? {});
    }
  } catch {
    // Refused, as it would be for anybody.
  }
  noteDifferences(before, stateOf(world), others);
};

/** Before the id of an entity that nobody declares and somebody else makes. */
export const STRANGER = "stranger-";

/** Takes every declared value that must be unique and identifies nobody. */
const takeValues = ({ embedded, declared }: World, others: Others): void => {
  for (const { kind, fields } of declared.declarations) {
    const { custom_id } = fields;
    if (kind !== "consumers" || typeof custom_id !== "string") continue;
    try {
      others.add(`${STRANGER}${embedded.insert(kind, { username: `nobody-${custom_id}`, custom_id }).id}`);
    } catch {
      // Taken already.
    }
  }
};

const noteDifferences = (before: State, after: State, others: Others): void => {
  for (const [key, { text }] of before) if (after.get(key)?.text !== text) others.add(key);
  for (const key of after.keys()) if (!before.has(key)) others.add(key);
};

/** Rules for the embedded gateway. `others` is filled while they act. */
export const rulesOf = (world: World, list: readonly Fault[], others: Others): readonly FaultRule[] => {
  const random = numbers(world.scenario.seed + 9);
  const actions: Readonly<Record<Fault["action"], FaultAction>> = {
    stranger: { before: () => takeValues(world, others) },
    "403": { status: 403, body: { message: "no" } },
    "404": { status: 404, body: { message: "Not found" } },
    "429": { status: 429, headers: { "retry-after": "1" } },
    "500": { status: 500, body: { message: "An unexpected error occurred" } },
    "502": { status: 502 },
    "503": { status: 503, headers: { "retry-after": "2" } },
    "504": { status: 504 },
    cut: { cut: true },
    lost: { loseAnswer: true },
    truncated: { truncate: true },
    html: { html: true },
    writer: { before: () => someoneWrites(world, random, others) },
  };
  return list.map(({ method, action, probability, times }): FaultRule => {
    // A whole list that is forbidden or not found is no empty list; of a single entity it would be a lie.
    const isOfLists = action === "403" || action === "404";
    const wanted = isOfLists ? { method: "GET", path: /[?]size=/ } : method === undefined ? {} : { method };
    const match: FaultMatch = { times, ...(action === "stranger" ? { method: "POST" } : { probability, ...wanted }) };
    return { match, action: actions[action] };
  });
};
