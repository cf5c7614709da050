/**
 * One request, one answer: the narrow thing the client sends through, over sockets or into an embedded gateway.
 * @module
 */
import { Pool } from "undici";
import { parseAdminUrl, pathPrefix } from "./address.ts";
import { type TlsSettings, tlsConnectOptions } from "./tls.ts";

export interface TransportRequest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Path and query, relative to the admin URL's own path and workspace: `/services?size=1000`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Longest wait for the answer's head, and between two parts of its body. */
  readonly timeoutMs?: number | undefined;
}

export interface TransportResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends requests. Throws an Error with Node's or undici's `code` when no answer arrived. Follows no redirect. */
export interface Transport {
  send(request: TransportRequest): Promise<TransportResponse>;
  close(): Promise<void>;
}

export interface UndiciTransportOptions {
  /** The Admin API's address. Credentials in it are ignored here; the client sends them as a header. */
  readonly url: string;
  readonly workspace?: string | undefined;
  /** Sockets kept open, one request on each at a time. @default 32 */
  readonly concurrency?: number | undefined;
  /** For connecting, for the answer's head, and between two parts of a body. @default 10_000 */
  readonly timeoutMs?: number | undefined;
  readonly tls?: TlsSettings | undefined;
}

/**
 * A keep-alive pool of connections to one gateway. Repeats nothing by itself: the client knows what is safe.
 *
 * @example
 * const transport = undiciTransport({ url: "https://gateway.example/kong/admin", tls: { ca } });
 */
export const undiciTransport = (options: UndiciTransportOptions): Transport => {
  const address = parseAdminUrl(options.url);
  const prefix = pathPrefix(address, options.workspace);
  const timeoutMs = options.timeoutMs ?? 10_000;
  const pool = new Pool(address.origin, {
    connections: options.concurrency ?? 32,
    pipelining: 1,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveTimeout: 10_000,
    connect: { ...tlsConnectOptions(options.tls ?? {}), timeout: timeoutMs },
  });
  return {
    async send({ method, path, headers, body, signal, timeoutMs: limit }) {
      const answer = await pool.request({
        method,
        path: `${prefix}${path}`,
        headers,
        ...(body === undefined ? {} : { body }),
        ...(signal === undefined ? {} : { signal }),
        ...(limit === undefined ? {} : { headersTimeout: limit, bodyTimeout: limit }),
      });
      return { status: answer.statusCode, headers: flatHeaders(answer.headers), body: await answer.body.text() };
    },
    close: () => pool.close(),
  };
};

const flatHeaders = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> => {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = typeof value === "string" ? value : value.join(", ");
  }
  return flat;
};

/** A gateway as a function, the form the embedded one has. */
export type GatewayFunction = (request: {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}) => Promise<{
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}>;

/**
 * A gateway in the same process as a transport. It may throw an Error with code `ECONNRESET` for a cut connection.
 *
 * @example
 * createAdminGateway({ url: "http://embedded", transport: handlerTransport(gateway.handle) })
 */
export const handlerTransport = (handle: GatewayFunction): Transport => ({
  send: ({ method, path, headers, body, signal, timeoutMs }) =>
    raced(handle({ method, path, headers, body }), signal, timeoutMs),
  close: async () => {},
});

/** The answer, or an error once the time is over or the signal fires: what sockets do by themselves. */
const raced = <T>(answer: Promise<T>, signal?: AbortSignal, timeoutMs?: number): Promise<T> =>
  new Promise((resolve, reject) => {
    const onAbort = () => finish(() => reject(Object.assign(new Error("aborted"), { code: "UND_ERR_ABORTED" })));
    const onTimeout = () =>
      finish(() => reject(Object.assign(new Error("no answer in time"), { code: "UND_ERR_HEADERS_TIMEOUT" })));
    const timer = timeoutMs === undefined ? undefined : setTimeout(onTimeout, timeoutMs);
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      settle();
    };
    if (signal?.aborted) return onAbort();
    signal?.addEventListener("abort", onAbort, { once: true });
    answer.then(
      (value) => finish(() => resolve(value)),
      (error: unknown) => finish(() => reject(error)),
    );
  });
