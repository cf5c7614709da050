/** What the engine's tests share: declarations in few words, and a gateway in memory that they are run against. */

import { expect } from "vitest";
import { createAdminGateway } from "../../src/admin/gateway.ts";
import { handlerTransport } from "../../src/admin/transport.ts";
import type { FaultAction, FaultMatch, FaultRule } from "../../src/embedded/faults.ts";
import {
  createEmbeddedGateway,
  type EmbeddedEntity,
  type EmbeddedGateway,
  type EmbeddedGatewayOptions,
} from "../../src/embedded/gateway.ts";
import { apply } from "../../src/engine/apply.ts";
import type { JournalEntry, Outcome } from "../../src/engine/outcome.ts";
import type { Plan } from "../../src/engine/plan.ts";
import { DEFAULT_PLAN_OPTIONS } from "../../src/engine/plan-options.ts";
import { type PlanOptions, type Preparation, prepare } from "../../src/engine/prepare.ts";
import type { ApplyOptions } from "../../src/engine/run.ts";
import type { Declaration } from "../../src/model/declaration.ts";
import { OWNER } from "./declare.ts";

export * from "./declare.ts";

export type RunOptions = Partial<PlanOptions & ApplyOptions> & {
  /** Between plan and apply. */
  readonly beforeApply?: (prepared: Preparation) => void;
  readonly pageSize?: number;
};

/** A write as it arrived: `PATCH /services/<id>`, its body, and the status it was answered; 0 for a cut connection. */
export interface Sent {
  readonly request: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly status: number;
}

export interface World {
  readonly gateway: EmbeddedGateway;
  /** Writes of entities since the beginning, or since `forget`. */
  readonly sent: Sent[];
  readonly journal: JournalEntry[];
  /** Milliseconds that runs have waited. */
  readonly slept: () => number;
  readonly prepare: (declarations: readonly Declaration[], options?: RunOptions) => Promise<Preparation>;
  readonly plan: (declarations: readonly Declaration[], options?: RunOptions) => Promise<Plan>;
  readonly run: (declarations: readonly Declaration[], options?: RunOptions) => Promise<Outcome>;
  readonly applyPrepared: (prepared: Preparation, options?: RunOptions) => Promise<Outcome>;
  /** Forgets the log of requests. */
  readonly forget: () => void;
  /** The one entity of a kind whose fields hold these values. */
  readonly one: (kind: string, fields: Readonly<Record<string, unknown>>) => EmbeddedEntity;
}

const isEntityWrite = ({ method, path }: { method: string; path: string }): boolean =>
  method !== "GET" && !path.startsWith("/schemas/");

/** Writes of entities in the gateway's own log. */
export const writesIn = (gateway: EmbeddedGateway): readonly string[] =>
  gateway.log.filter(isEntityWrite).map(({ method, path }) => `${method} ${path}`);

const counter = (prefix: string): (() => string) => {
  let count = 0;
  return () => `${prefix}-0000-4000-8000-${String(++count).padStart(12, "0")}`;
};

export const fault = (match: FaultMatch, action: FaultAction): FaultRule => ({
  match,
  action,
});

const matching = (entity: EmbeddedEntity, fields: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(fields).every(([name, value]) => JSON.stringify(entity[name]) === JSON.stringify(value));

/** A gateway, and runs against it. No time passes but by the runs' own waits; ids are counted. */
export const createWorld = (
  options: Pick<EmbeddedGatewayOptions, "routerFlavor" | "edition" | "version" | "settings"> = {},
): World => {
  let clock = 1_700_000_000_000;
  let waited = 0;
  const now = (): number => clock;
  const sleep = async (milliseconds: number): Promise<void> => {
    clock += milliseconds;
    waited += milliseconds;
  };
  const gateway = createEmbeddedGateway({ ...options, now, newId: counter("eeeeeeee") });
  const newId = counter("cccccccc");
  const sent: Sent[] = [];
  const journal: JournalEntry[] = [];
  const connect = (options: RunOptions) =>
    createAdminGateway({
      url: "http://gateway.test",
      transport: handlerTransport(async (request) => {
        const record = (status: number): void => {
          if (!isEntityWrite(request)) return;
          const body = request.body === undefined ? {} : (JSON.parse(request.body) as Record<string, unknown>);
          sent.push({ request: `${request.method} ${request.path}`, body, status });
        };
        try {
          const answer = await gateway.handle(request);
          record(answer.status);
          return answer;
        } catch (error) {
          record(0);
          throw error;
        }
      }),
      sleep,
      now,
      random: () => 0.5,
      signal: options.signal,
      ...(options.pageSize === undefined ? {} : { pageSize: options.pageSize }),
    });
  const planOptions = (options: RunOptions): PlanOptions => ({
    ...DEFAULT_PLAN_OPTIONS,
    owners: [OWNER],
    concurrency: 8,
    ...options,
  });
  const applyOptions = (options: RunOptions): ApplyOptions => ({
    ...planOptions(options),
    journal: (entry) => void journal.push(entry),
    newId,
    sleep,
    now,
    ...options,
  });
  const world: World = {
    gateway,
    sent,
    journal,
    slept: () => waited,
    prepare: (declarations, options = {}) => prepare(connect(options), declarations, planOptions(options)),
    plan: async (declarations, options = {}) => (await world.prepare(declarations, options)).plan,
    applyPrepared: (prepared, options = {}) => apply(connect(options), prepared, applyOptions(options)),
    run: async (declarations, options = {}) => {
      const admin = connect(options);
      const prepared = await prepare(admin, declarations, planOptions(options));
      options.beforeApply?.(prepared);
      return apply(admin, prepared, applyOptions(options));
    },
    forget: () => {
      gateway.log.length = 0;
      sent.length = 0;
      journal.length = 0;
    },
    one: (kind, fields) => {
      const found = gateway.entities(kind).filter((entity) => matching(entity, fields));
      const [first] = found;
      if (first === undefined || found.length > 1) {
        throw new Error(`${found.length} ${kind} with ${JSON.stringify(fields)}`);
      }
      return first;
    },
  };
  return world;
};

/** Nothing differs any more. */
export const congruent = async (world: World, declared: readonly Declaration[]): Promise<void> => {
  const plan = await world.plan(declared);
  expect(plan.errors).toEqual([]);
  expect(plan.changes).toEqual([]);
};
