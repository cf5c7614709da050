/** What the admin tests share: gateways made of a function, and servers on a free port. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdminGateway } from "../../src/admin/gateway.ts";
import type { AdminGatewayOptions } from "../../src/admin/options.ts";
import type { Transport, TransportRequest, TransportResponse } from "../../src/admin/transport.ts";

export type Reply = TransportResponse | Error;
export type Script = (request: TransportRequest, index: number) => Reply | undefined;

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): TransportResponse => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8", ...headers },
  body: JSON.stringify(body),
});

export const html = (status: number, body: string): TransportResponse => ({
  status,
  headers: { "content-type": "text/html" },
  body,
});

export const failing = (code: string): Error => Object.assign(new Error(`socket said ${code}`), { code });
export const notFound = json(404, { message: "Not found" });

export interface Scripted extends Transport {
  readonly sent: TransportRequest[];
}

/** A transport whose answers come from a function; what it does not answer is 404. */
export const scripted = (script: Script): Scripted => {
  const sent: TransportRequest[] = [];
  return {
    sent,
    async send(request) {
      sent.push(request);
      const reply = script(request, sent.length - 1) ?? notFound;
      if (reply instanceof Error) throw reply;
      return reply;
    },
    close: async () => {},
  };
};

/** An admin gateway on a script: no time passes, every wait is noted. */
export const gatewayOn = (script: Script, options: Partial<AdminGatewayOptions> = {}) => {
  const transport = scripted(script);
  const slept: number[] = [];
  const gateway = createAdminGateway({
    url: "http://gateway.test:8001",
    transport,
    random: () => 0.5,
    now: () => 1_700_000_000_000,
    sleep: async (milliseconds) => void slept.push(milliseconds),
    ...options,
  });
  const paths = () => transport.sent.map(({ method, path }) => `${method} ${path}`);
  return { gateway, sent: transport.sent, slept, paths };
};

export const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

export const some = (count: number, more: Record<string, unknown> = {}): Record<string, unknown>[] =>
  Array.from({ length: count }, (_, index) => ({ id: uuid(index), name: `e${index}`, ...more }));

/** Pages as Kong gives them: a cursor of the last row, `next` relative, `null` at the end. */
export const paged = (entities: readonly Record<string, unknown>[], { keepsSize = true } = {}) => {
  const pageOf = (path: string): TransportResponse => {
    const url = new URL(path, "http://kong");
    const size = Number(url.searchParams.get("size") ?? 100);
    const from = Number(url.searchParams.get("offset")?.slice(1) ?? 0);
    const data = entities.slice(from, from + size);
    const end = from + size;
    if (end >= entities.length) return json(200, { data, next: null });
    const query = keepsSize ? `?offset=c${end}&size=${size}` : `?offset=c${end}`;
    return json(200, { data, offset: `c${end}`, next: `${url.pathname}${query}` });
  };
  return pageOf;
};

export const root = (configuration: Record<string, unknown> = {}) =>
  json(200, {
    version: "3.9.1",
    tagline: "Welcome to kong",
    configuration: {
      role: "traditional",
      database: "postgres",
      router_flavor: "traditional_compatible",
      ...configuration,
    },
  });

export interface Listening {
  readonly url: string;
  readonly server: Server;
  close(): Promise<void>;
}

/** Any server on a free port of the loopback. */
export const listening = async (server: Server, scheme = "http"): Promise<Listening> => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    server,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

export const serve = (listener: RequestListener): Promise<Listening> => listening(createServer(listener));

export const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let text = "";
  for await (const part of request) text += String(part);
  return text;
};

/** The error a promise ends with. */
export const errorOf = async (promise: Promise<unknown>): Promise<Error & Record<string, unknown>> => {
  try {
    await promise;
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error("it did not fail");
};
