/**
 * What a connection to an Admin API can be told, and the client that follows from it.
 * @module
 */
import { ConnectionSettingsError } from "../engine/gateway-errors.ts";
import { reveal, type Secret } from "../model/secret.ts";
import { parseAdminUrl } from "./address.ts";
import { type Client, createClient, type RequestEvent, realSleep } from "./client.ts";
import type { TlsSettings } from "./tls.ts";
import { type Transport, undiciTransport } from "./transport.ts";

export interface AdminGatewayOptions {
  /** The Admin API's address, a path in front included: `https://gateway.example/kong/admin`. */
  readonly url: string;
  /** Sent as `Kong-Admin-Token`. */
  readonly token?: Secret | undefined;
  /** Sent with every request: `Authorization` for a proxy in front. Win over what is sent by itself. */
  readonly headers?: Readonly<Record<string, Secret | string>> | undefined;
  /** @default - the default workspace */
  readonly workspace?: string | undefined;
  readonly tls?: TlsSettings | undefined;
  /** Requests in flight at once, over all kinds. @default 32 */
  readonly concurrency?: number | undefined;
  /** Milliseconds to wait for a connection, for an answer's head, and between two parts of it. @default 10_000 */
  readonly timeoutMs?: number | undefined;
  /** Entities asked for per page. @default 1000, the most Kong gives */
  readonly pageSize?: number | undefined;
  /** Ends everything: requests that run, waits, and what comes after. */
  readonly signal?: AbortSignal | undefined;
  /** @default - connections to `url` */
  readonly transport?: Transport | undefined;
  readonly random?: (() => number) | undefined;
  readonly sleep?: ((milliseconds: number, signal?: AbortSignal) => Promise<void>) | undefined;
  readonly now?: (() => number) | undefined;
  /** Told of every try. Holds no header and no body. */
  readonly onRequest?: ((event: RequestEvent) => void) | undefined;
}

export interface Connection {
  readonly client: Client;
  readonly hasToken: boolean;
  readonly workspace: string | undefined;
  readonly pageSize: number;
  close(): Promise<void>;
}

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

const headerOf = (name: string, value: Secret | string): [string, string] => {
  const text = reveal(value);
  const isName = HEADER_NAME.test(name);
  if (isName && typeof text === "string" && HEADER_VALUE.test(text)) return [name.toLowerCase(), text];
  // A name that is none may be a value given in its place: it is not repeated.
  const which = isName ? `The value of the header ${name}` : "The name of a header";
  throw new ConnectionSettingsError(
    "KG_HEADER_INVALID",
    `${which} cannot be sent: a name is one word, a value is one line without control characters (check --token-file and --header).`,
  );
};

/** The client behind a gateway's options. Refuses what can be seen to be wrong before anything is sent. */
export const connect = (options: AdminGatewayOptions): Connection => {
  const address = parseAdminUrl(options.url);
  const { token, workspace } = options;
  const given = Object.entries(options.headers ?? {}).map(([name, value]) => headerOf(name, value));
  const headers = Object.fromEntries([
    ["accept", "application/json"],
    ["user-agent", "kongruent"],
    ...(address.authorization === undefined ? [] : [headerOf("authorization", address.authorization)]),
    ...(token === undefined ? [] : [headerOf("kong-admin-token", token)]),
    ...given,
  ]);
  const concurrency = options.concurrency ?? 32;
  const timeoutMs = options.timeoutMs ?? 10_000;
  const transport =
    options.transport ?? undiciTransport({ url: options.url, workspace, concurrency, timeoutMs, tls: options.tls });
  const client = createClient({
    transport,
    gateway: address.display,
    headers,
    concurrency,
    timeoutMs,
    signal: options.signal,
    random: options.random ?? Math.random,
    now: options.now ?? Date.now,
    sleep: options.sleep ?? realSleep,
    onRequest: options.onRequest,
  });
  return {
    client,
    hasToken: token !== undefined || given.length > 0 || address.authorization !== undefined,
    workspace,
    pageSize: options.pageSize ?? 1_000,
    close: () => transport.close(),
  };
};
