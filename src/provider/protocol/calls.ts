/**
 * The provider's service over gRPC: each call goes to the handler of its name, and what a handler throws becomes an answer.
 * @module
 */
import { once } from "node:events";
import {
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
  status,
  type UntypedHandleCall,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { errorReports } from "../../model/errors.ts";
import type { CallContext, ProviderHandlers } from "../handlers.ts";
import type { Log } from "../log.ts";
import { type Diagnostic, Diagnostic_Severity, ProviderService } from "./generated/tfplugin6.ts";
import { ValueError } from "./value-error.ts";

export interface CallOptions {
  /** Resolves to the provider once it is loaded. */
  readonly provider: () => Promise<ProviderHandlers>;
  readonly log: Log;
}

// What a handler is when the types of its messages do not matter: ts-proto's functions read and write them.
type Unary = (request: unknown, context: CallContext) => Promise<unknown>;
type Streaming = (request: unknown, context: CallContext) => AsyncIterable<unknown>;

/** Answers to a failed call: all unary ones have room for diagnostics but this one. */
const failedFunction = "callFunction";
/** Events that tell of a failure in a stream. */
const failedEvents: Readonly<Record<string, (diagnostic: Diagnostic) => unknown>> = {
  listResource: (diagnostic) => ({ diagnostic: [diagnostic] }),
  invokeAction: (diagnostic) => ({ completed: { diagnostics: [diagnostic] } }),
};

const diagnosticOf = (error: unknown): Diagnostic => ({
  severity: Diagnostic_Severity.ERROR,
  summary: error instanceof ValueError ? "A value is not of its type" : "The provider failed",
  detail: errorReports(error)
    .map(({ code, message }) => `${message} (${code})`)
    .join("\n"),
});

interface Cancellable {
  readonly cancelled: boolean;
  on(event: "cancelled", listener: () => void): unknown;
}

/** With a signal that is aborted when the CLI has given the call up; made when it is asked for, for few calls ask. */
class Context implements CallContext {
  readonly #call: Cancellable;
  #controller: AbortController | undefined;

  constructor(call: Cancellable) {
    this.#call = call;
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      const made = new AbortController();
      if (this.#call.cancelled) made.abort();
      this.#call.on("cancelled", () => made.abort());
      this.#controller = made;
    }
    return this.#controller.signal;
  }
}

const unimplemented = (method: string): { readonly code: status; readonly details: string } => ({
  code: status.UNIMPLEMENTED,
  details: `${method} is not offered by this provider`,
});

const logFailure = (log: Log, method: string, error: unknown): void =>
  log.error("a call failed", { call: method, error: error instanceof Error ? error : String(error) });

const unary =
  (method: string, { provider, log }: CallOptions) =>
  async (call: ServerUnaryCall<unknown, unknown>, callback: sendUnaryData<unknown>): Promise<void> => {
    try {
      const handlers = await provider();
      // By its name; ProviderHandlers has a function of this shape under it, or nothing.
      const handler = handlers[method as keyof ProviderHandlers] as Unary | undefined;
      if (handler === undefined) callback(unimplemented(method));
      else callback(null, await handler.call(handlers, call.request, new Context(call)));
    } catch (error) {
      logFailure(log, method, error);
      const diagnostic = diagnosticOf(error);
      if (method === failedFunction) callback(null, { error: { text: `${diagnostic.summary}: ${diagnostic.detail}` } });
      else callback(null, { diagnostics: [diagnostic] });
    }
  };

const streaming =
  (method: string, { provider, log }: CallOptions) =>
  async (call: ServerWritableStream<unknown, unknown>): Promise<void> => {
    const context = new Context(call);
    try {
      const handlers = await provider();
      // As above.
      const handler = handlers[method as keyof ProviderHandlers] as Streaming | undefined;
      if (handler === undefined) {
        call.emit("error", unimplemented(method));
        return;
      }
      for await (const event of handler.call(handlers, call.request, context)) {
        if (context.signal.aborted) break;
        if (!call.write(event)) await once(call, "drain", { signal: context.signal });
      }
    } catch (error) {
      if (!context.signal.aborted) {
        logFailure(log, method, error);
        call.write(failedEvents[method]?.(diagnosticOf(error)));
      }
    }
    call.end();
  };

/** StopProvider answers at once: the calls that are running answer for themselves. */
const stopProvider =
  ({ provider, log }: CallOptions) =>
  (_call: unknown, callback: sendUnaryData<unknown>): void => {
    provider()
      .then((handlers) => handlers.stop?.())
      .catch((error: unknown) => logFailure(log, "stopProvider", error));
    callback(null, {});
  };

/** The functions that gRPC calls. */
export const providerCalls = (options: CallOptions): UntypedServiceImplementation => {
  const calls = Object.entries(ProviderService).map(([method, { responseStream }]): [string, UntypedHandleCall] => {
    if (method === "stopProvider") return [method, stopProvider(options)];
    return [method, responseStream ? streaming(method, options) : unary(method, options)];
  });
  return Object.fromEntries(calls);
};
