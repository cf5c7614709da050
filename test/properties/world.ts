/** A gateway in memory with the random state of a scenario, and what is done with it. */
import { createAdminGateway } from "../../src/admin/gateway.ts";
import { handlerTransport, type Transport, type TransportRequest } from "../../src/admin/transport.ts";
import { createEmbeddedGateway, type EmbeddedEntity, type EmbeddedGateway } from "../../src/embedded/gateway.ts";
import { apply } from "../../src/engine/apply.ts";
import type { Gateway } from "../../src/engine/gateway.ts";
import type { Outcome } from "../../src/engine/outcome.ts";
import { DEFAULT_OWNERSHIP } from "../../src/engine/ownership.ts";
import { type PlanOptions, type Preparation, prepare } from "../../src/engine/prepare.ts";
import { type Declaration, Reference } from "../../src/model/declaration.ts";
import { kinds } from "../../src/model/kinds.ts";
import { isRecord } from "../../src/model/values.ts";
import type { Scenario } from "./arbitraries.ts";
import { clock, ids, instantly, numbers, someTurns } from "./chance.ts";
import { type Declared, declare, type LiveEntity, populate } from "./declarations.ts";

/** A request that changes something, as it was sent. */
export interface Write {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface World {
  readonly scenario: Scenario;
  readonly embedded: EmbeddedGateway;
  readonly live: ReadonlyMap<string, LiveEntity>;
  readonly declared: Declared;
  /** Every POST, PUT, PATCH and DELETE that left the client; validation does not count. */
  readonly writes: Write[];
  readonly newId: () => string;
  /** How many of the coming PATCHes are answered and then lost, as a gateway loses concurrent ones. */
  losses: number;
}

export const createWorld = (scenario: Scenario): World => {
  const newId = ids(scenario.seed);
  const embedded = createEmbeddedGateway({ now: clock(1000), newId, random: numbers(scenario.seed + 1) });
  const live = populate(embedded, scenario.live);
  return { scenario, embedded, live, declared: declare(scenario, live, newId), writes: [], newId, losses: 0 };
};

const isWrite = ({ method, path }: TransportRequest): boolean => method !== "GET" && !path.startsWith("/schemas/");

/** Sets an entity back to what it is now, once called; undefined for what has no list of its own or comes back hashed. */
const undoing = (world: World, path: string): (() => void) | undefined => {
  const [, collection, id = ""] = path.split("/");
  const kind = kinds.find((one) => one.path === collection && one.kind !== "basicauth_credentials")?.kind;
  const old = kind === undefined ? undefined : world.embedded.entities(kind).find((entity) => entity.id === id);
  if (kind === undefined || old === undefined) return undefined;
  const { ttl: _, ...fields } = old;
  return () => {
    world.losses -= 1;
    world.embedded.update(kind, id, fields);
  };
};

/** Notes every write, and lets requests and answers overtake each other. */
const unruly = (world: World, random: () => number): Transport => {
  const inner = handlerTransport(world.embedded.handle);
  return {
    ...inner,
    async send(request) {
      await someTurns(random);
      if (isWrite(request)) {
        const body: unknown = request.body === undefined ? {} : JSON.parse(request.body);
        world.writes.push({ method: request.method, path: request.path, body: isRecord(body) ? body : {} });
      }
      const lose = request.method === "PATCH" && world.losses > 0 ? undoing(world, request.path) : undefined;
      const answer = await inner.send(request);
      lose?.();
      await someTurns(random);
      return answer;
    },
  };
};

export interface RunOptions {
  readonly pageSize: number;
  readonly concurrency: number;
  readonly seed: number;
}

export const connect = (world: World, { pageSize, concurrency, seed }: RunOptions): Gateway =>
  createAdminGateway({
    url: "http://embedded",
    transport: unruly(world, numbers(seed + 2)),
    pageSize,
    concurrency,
    sleep: instantly,
    random: numbers(seed + 3),
    now: clock(1),
  });

const planOptions = ({ scenario }: World, concurrency: number): PlanOptions => ({
  adopt: scenario.owners.includes(false) ? undefined : scenario.adopt,
  ownership: DEFAULT_OWNERSHIP,
  owners: scenario.owners,
  maxDeletes: 1_000_000,
  cascade: scenario.cascade,
  only: [],
  targets: [],
  keepOpen: scenario.keepOpen,
  allKinds: scenario.allKinds,
  concurrency,
});

export const planOf = (
  world: World,
  declarations: readonly Declaration[],
  run: RunOptions = world.scenario,
): Promise<Preparation> => prepare(connect(world, run), declarations, planOptions(world, run.concurrency));

export const applyPlan = (world: World, prepared: Preparation, run: RunOptions = world.scenario): Promise<Outcome> => {
  const options = planOptions(world, run.concurrency);
  return apply(connect(world, run), prepared, {
    concurrency: run.concurrency,
    ownership: options.ownership,
    owners: options.owners,
    adopt: options.adopt,
    keepOpen: options.keepOpen,
    cascade: options.cascade,
    newId: world.newId,
    sleep: instantly,
    now: clock(10),
  });
};

const addressesIn = (value: unknown): readonly string[] => {
  if (value instanceof Reference) return [value.address];
  if (Array.isArray(value)) return value.flatMap(addressesIn);
  return isRecord(value) ? Object.values(value).flatMap(addressesIn) : [];
};

/** Declarations without these and without what refers to them. */
const without = (declarations: readonly Declaration[], refused: ReadonlySet<string>): readonly Declaration[] => {
  const gone = new Set(refused);
  for (let size = -1; size !== gone.size; ) {
    size = gone.size;
    for (const { address, fields, dependsOn } of declarations) {
      if ([...addressesIn(Object.values(fields)), ...dependsOn].some((other) => gone.has(other))) gone.add(address);
    }
  }
  return declarations.filter(({ address }) => !gone.has(address));
};

export interface Agreed {
  readonly declarations: readonly Declaration[];
  readonly prepared: Preparation;
  /** Codes of what was refused on the way. */
  readonly refused: readonly string[];
}

/**
 * Plans, and takes back what is refused until nothing is. A plan with refusals must write nothing, which is tried each time.
 */
export const agree = async (
  world: World,
  declarations: readonly Declaration[] = world.declared.declarations,
): Promise<Agreed> => {
  const refused: string[] = [];
  for (let left = declarations; ; ) {
    const prepared = await planOf(world, left);
    if (prepared.refusals.length === 0) return { declarations: left, prepared, refused };
    const before = world.writes.length;
    await applyPlan(world, prepared);
    if (world.writes.length !== before) throw new Error("a plan with refusals was written");
    const addresses = new Set(prepared.refusals.flatMap(({ address }) => (address === undefined ? [] : [address])));
    refused.push(...prepared.refusals.map(({ code }) => code));
    const fewer = without(left, addresses);
    if (fewer.length === left.length) throw new Error(`refused without an address: ${refused.join(", ")}`);
    left = fewer;
  }
};

export type State = ReadonlyMap<
  string,
  { readonly kind: string; readonly entity: EmbeddedEntity; readonly text: string }
>;

/** Everything on the gateway by kind and id, each as the text it is answered with; what counts down is left out. */
export const stateOf = ({ embedded }: Pick<World, "embedded">): State =>
  new Map(
    kinds.flatMap(({ kind }) =>
      embedded.entities(kind).map((entity) => {
        const { ttl: _, ...rest } = entity;
        return [`${kind} ${entity.id}`, { kind, entity, text: JSON.stringify(rest) }] as const;
      }),
    ),
  );

/** The same as texts, to be compared. */
export const textsOf = (state: State): readonly string[] =>
  [...state].map(([key, { text }]) => `${key} ${text}`).sort();
