/**
 * The embedded gateway: Kong's Admin API in memory, for tests, the quick start and measurements.
 * @module
 */
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { RouterFlavor } from "../model/facts.ts";
import { kindOf } from "../model/kinds.ts";
import { type ApiRequest, answerApi } from "./admin-api.ts";
import type { GatewayAnswer } from "./answers.ts";
import { createFaults, type FaultPlan, type FaultRule } from "./faults.ts";
import { createNode } from "./node.ts";
import { createStore } from "./store.ts";

export interface EmbeddedGatewayOptions {
  /** `expressions` adds `expression` and `priority` to routes. @default "traditional" */
  readonly routerFlavor?: RouterFlavor;
  /** The version it says it is: what came with a later one is there or not. @default "3.9.1" */
  readonly version?: string;
  /** `enterprise` has the kinds and fields of Kong Enterprise as well. @default "community" */
  readonly edition?: "community" | "enterprise";
  /** Lines of its `kong.conf` that turn kinds on: `wasm = on`. @default none */
  readonly settings?: readonly string[];
  /** The time in milliseconds. @default Date.now */
  readonly now?: () => number;
  /** @default crypto.randomUUID */
  readonly newId?: () => string;
  /** Numbers from 0 to 1 that faults with a probability are drawn from. @default Math.random */
  readonly random?: () => number;
  readonly faults?: readonly FaultRule[];
}

/** A request to the gateway. `path` includes the query: `/services?size=2`. */
export interface GatewayRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** One request that arrived, with the status it was answered; 0 where the connection was cut. */
export interface LogEntry {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** An entity as the gateway answers it. */
export type EmbeddedEntity = Readonly<Record<string, unknown>> & { readonly id: string };

export interface EmbeddedGateway {
  /** Answers a request. Throws an error with `code: "ECONNRESET"` where a server would cut the connection. */
  readonly handle: (request: GatewayRequest) => Promise<GatewayAnswer>;
  /** Faults in force; push and splice at will. */
  readonly faults: FaultRule[];
  /** Requests that arrived, oldest first; set `length = 0` to clear. */
  readonly log: LogEntry[];
  /** Every entity of a kind in order of id, as it would be answered. */
  readonly entities: (kind: string) => readonly EmbeddedEntity[];
  /** Creates an entity without a request: completed and checked as in a POST. Throws where that would be refused. */
  readonly insert: (kind: string, entity: Readonly<Record<string, unknown>>) => EmbeddedEntity;
  /** Deletes an entity without a request, cascades included. */
  readonly remove: (kind: string, id: string) => void;
  /** Patches an entity without a request. */
  readonly update: (kind: string, id: string, patch: Readonly<Record<string, unknown>>) => EmbeddedEntity;
  /** Forgets all entities, the log and the faults. */
  readonly reset: () => void;
}

/** The connection was cut: what a client sees of a gateway that died. */
export const connectionReset = (): Error & { readonly code: "ECONNRESET" } =>
  Object.assign(new Error("socket hang up"), { code: "ECONNRESET" } as const);

const changed = (answer: GatewayAnswer, plan: FaultPlan): GatewayAnswer =>
  plan.changes.length === 0 || !/^[[{]/.test(answer.body)
    ? answer
    : {
        ...answer,
        body: JSON.stringify(plan.changes.reduce<unknown>((body, change) => change(body), JSON.parse(answer.body))),
      };

/** What a transport does with an answer beside sending it. */
export interface Delivery {
  readonly answer: GatewayAnswer;
  readonly isCut: boolean;
  readonly isTruncated: boolean;
}

/** A gateway with what its transports need beside the public part. */
export interface GatewayCore {
  readonly gateway: EmbeddedGateway;
  readonly deliver: (request: ApiRequest) => Promise<Delivery>;
}

/** Builds a gateway; {@link createEmbeddedGateway} and the server share it. */
export const createCore = (options: EmbeddedGatewayOptions = {}): GatewayCore => {
  const newId = options.newId ?? randomUUID;
  const { version = "3.9.1", edition = "community", settings = [], routerFlavor: flavor = "traditional" } = options;
  const node = createNode({ version, edition, settings, flavor });
  const store = createStore({ node, now: options.now ?? Date.now, newId });
  const faults: FaultRule[] = [...(options.faults ?? [])];
  const log: LogEntry[] = [];
  const decide = createFaults(faults, options.random ?? Math.random);
  const facts = { node, nodeId: newId() };
  let count = 0;

  const view = (kind: string, id: string): EmbeddedEntity => {
    const row = store.read(kindOf(kind), id);
    if (row === undefined) throw new Error(`the embedded gateway has no ${kind} ${id}`);
    return JSON.parse(store.text(kindOf(kind), row)) as EmbeddedEntity;
  };
  const gateway: EmbeddedGateway = {
    faults,
    log,
    entities: (kind) => (store.table(kind)?.ids() ?? []).map((id) => view(kind, id)),
    insert: (kind, entity) => {
      const row = store.create(kindOf(kind), entity);
      return { ...store.view(kindOf(kind), row), id: row.entity.id };
    },
    remove: (kind, id) => store.remove(kindOf(kind), id),
    update: (kind, id, patch) => {
      const row = store.read(kindOf(kind), id);
      if (row === undefined) throw new Error(`the embedded gateway has no ${kind} ${id}`);
      store.patch(kindOf(kind), row, patch);
      return view(kind, id);
    },
    reset: () => {
      store.clear();
      log.length = 0;
      faults.length = 0;
    },
    handle: async (request) => {
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(request.headers ?? {})) headers[name.toLowerCase()] = value;
      const { answer, isCut, isTruncated } = await core.deliver({ ...request, headers, body: request.body });
      if (isCut || isTruncated) throw connectionReset();
      return request.method === "HEAD" ? { ...answer, body: "" } : answer;
    },
  };

  const core: GatewayCore = {
    gateway,
    deliver: async (request) => {
      const { method, path } = request;
      const plan = decide(method, path);
      if (plan !== undefined && plan.latencyMs > 0) await delay(plan.latencyMs);
      for (const act of plan?.before ?? []) act(gateway);
      const isHandled = plan === undefined || (!plan.isCut && plan.instead === undefined);
      count += 1;
      const handled = isHandled ? answerApi(store, facts, request, count) : plan.instead;
      const answer = handled ?? { status: 0, headers: {}, body: "" };
      const isCut = plan?.isCut === true || plan?.isAnswerLost === true;
      log.push({ method, path, status: isCut ? 0 : answer.status });
      return {
        answer: plan === undefined ? answer : changed(answer, plan),
        isCut,
        isTruncated: plan?.isTruncated === true,
      };
    },
  };
  return core;
};

/**
 * An Admin API in memory, without a socket.
 *
 * @example
 * const gateway = createEmbeddedGateway();
 * gateway.insert("services", { name: "orders", host: "orders.example" });
 * const { body } = await gateway.handle({ method: "GET", path: "/services" });
 */
export const createEmbeddedGateway = (options: EmbeddedGatewayOptions = {}): EmbeddedGateway =>
  createCore(options).gateway;
