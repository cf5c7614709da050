/** An embedded gateway, the provider before it and the core that plays Terraform, with all that was sent, answered and logged. */
import { createAdminGateway } from "../../src/admin/gateway.ts";
import { idsOf, membershipOf } from "../../src/admin/members.ts";
import { handlerTransport, type TransportRequest } from "../../src/admin/transport.ts";
import { createEmbeddedGateway, type EmbeddedEntity, type EmbeddedGateway } from "../../src/embedded/gateway.ts";
import type { AnyKind } from "../../src/model/define.ts";
import type { RouterFlavor } from "../../src/model/facts.ts";
import { kindOf } from "../../src/model/kinds.ts";
import type { ProviderHandlers } from "../../src/provider/handlers.ts";
import type { Log } from "../../src/provider/log.ts";
import { createProvider } from "../../src/provider/provider.ts";
import { clock, ids, instantly, numbers } from "../properties/chance.ts";
import { type Config, Core, type ResourceState } from "./core/core.ts";

/** A request that changes something, as it was sent. */
export interface Write {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly method: string;
  readonly answer: unknown;
}

export interface Stage {
  readonly embedded: EmbeddedGateway;
  readonly core: Core;
  readonly handlers: ProviderHandlers;
  /** Every POST, PUT, PATCH and DELETE that was sent; validation does not count. */
  readonly writes: Write[];
  /** Every answer of the provider. */
  readonly answers: Answer[];
  readonly logged: string[];
  /** A command of the CLI begins: it has a process of the provider of its own. */
  readonly command: (config?: Config) => Promise<void>;
  /** Plans and applies, each in a process of its own, as `terraform apply` does. `known`: what has become known meanwhile. */
  readonly apply: (type: string, config: Config, prior?: ResourceState, known?: Config) => Promise<ResourceState>;
  /** As if nothing had ever been. */
  readonly reset: () => void;
  readonly close: () => Promise<void>;
}

export const OWNER = "ours";
export const OURS = `kongruent-owner:${OWNER}`;
export const THEIRS = "kongruent-owner:theirs";

const isWrite = ({ method, path }: TransportRequest): boolean => method !== "GET" && !path.startsWith("/schemas/");

/** Notes what each call answers. */
const overheard = (handlers: ProviderHandlers, answers: Answer[]): ProviderHandlers =>
  new Proxy(handlers, {
    get(all, name, receiver) {
      const handler: unknown = Reflect.get(all, name, receiver);
      if (typeof handler !== "function") return handler;
      return async (...given: readonly unknown[]) => {
        const answer: unknown = await handler.apply(all, given);
        answers.push({ method: String(name), answer });
        return answer;
      };
    },
  });

export interface StageOptions {
  readonly seed?: number;
  readonly pageSize?: number;
  readonly routerFlavor?: RouterFlavor;
  readonly edition?: "community" | "enterprise";
  readonly version?: string;
  readonly settings?: readonly string[];
  /** Given to every command unless it says otherwise. @default { owner: "ours" } */
  readonly provider?: Config;
}

export const stage = async (options: StageOptions = {}): Promise<Stage> => {
  const { seed = 1, pageSize, provider = { owner: OWNER }, ...more } = options;
  const embedded = createEmbeddedGateway({ ...more, now: clock(1000), newId: ids(seed), random: numbers(seed) });
  const writes: Write[] = [];
  const answers: Answer[] = [];
  const logged: string[] = [];
  const inner = handlerTransport(embedded.handle);
  const gateway = createAdminGateway({
    url: "http://embedded",
    transport: {
      ...inner,
      async send(request) {
        if (isWrite(request)) {
          const body: unknown = request.body === undefined ? {} : JSON.parse(request.body);
          // Bodies of an Admin API's writes are objects.
          writes.push({ method: request.method, path: request.path, body: body as Write["body"] });
        }
        return inner.send(request);
      },
    },
    ...(pageSize === undefined ? {} : { pageSize }),
    sleep: instantly,
    random: numbers(seed + 1),
    now: clock(1),
  });
  const note =
    (level: string) =>
    (message: string, fields?: Readonly<Record<string, unknown>>): void => {
      logged.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`);
    };
  const log: Log = {
    trace: note("trace"),
    debug: note("debug"),
    info: note("info"),
    warn: note("warn"),
    error: note("error"),
    isEnabled: () => true,
  };
  const handlers = overheard(createProvider({ env: {}, log, gateway }), answers);
  const core = await Core.serve(handlers);
  const command = async (config: Config = provider): Promise<void> => {
    await core.configure(config);
  };
  return {
    embedded,
    core,
    handlers,
    writes,
    answers,
    logged,
    command,
    async apply(type, config, prior, known = config) {
      await command();
      const plan = await core.planResource(type, config, prior);
      await command();
      const { state } = await core.applyResource(plan, known);
      if (state === undefined) throw new Error(`${type}: nothing is there after the apply`);
      return state;
    },
    reset() {
      embedded.reset();
      for (const list of [writes, answers, logged]) list.length = 0;
    },
    close: () => core.close(),
  };
};

/** The entity of an id, its own or the one that the provider knows it by. */
export const entityOf = (embedded: EmbeddedGateway, kind: string, id: unknown): EmbeddedEntity | undefined =>
  embedded.entities(kind).find((entity) => entity.id === id || knownId(kindOf(kind), entity) === id);

/** The id that the provider knows an entity by: that of a membership follows from its sides. */
export const knownId = (kind: AnyKind, entity: EmbeddedEntity): string => {
  if (kind.membership === undefined) return entity.id;
  const { parent, member } = idsOf(kind, entity);
  return membershipOf(kind, parent, member).id;
};
