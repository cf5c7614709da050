/**
 * The embedded gateway behind a real socket on 127.0.0.1.
 * @module
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createCore, type EmbeddedGateway, type EmbeddedGatewayOptions, type GatewayCore } from "./gateway.ts";

export interface StartOptions extends EmbeddedGatewayOptions {
  /** 0 takes a free one. @default 0 */
  readonly port?: number;
}

export interface RunningGateway {
  /** `http://127.0.0.1:41234` */
  readonly url: string;
  readonly port: number;
  readonly gateway: EmbeddedGateway;
  /** Ends all connections and stops listening. */
  readonly close: () => Promise<void>;
}

/** As on a real gateway, a connection is closed after this many requests. */
const REQUESTS_PER_CONNECTION = 10_000;

const read = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? undefined : Buffer.concat(chunks).toString();
};

const headersOf = (request: IncomingMessage): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );

const serve = async (core: GatewayCore, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const body = await read(request);
  const { answer, isCut, isTruncated } = await core.deliver({
    method: request.method ?? "GET",
    path: request.url ?? "/",
    headers: headersOf(request),
    body,
  });
  if (isCut) {
    request.socket.destroy();
    return;
  }
  const payload = Buffer.from(answer.body);
  const length = answer.status === 204 ? {} : { "content-length": String(payload.length) };
  response.writeHead(answer.status, { ...answer.headers, ...length });
  if (isTruncated) {
    response.write(payload.subarray(0, payload.length >> 1), () => request.socket.destroy());
  } else {
    response.end(request.method === "HEAD" ? undefined : payload);
  }
};

/**
 * Starts an Admin API in memory on 127.0.0.1.
 *
 * @example
 * const { url, gateway, close } = await startGateway();
 */
export const startGateway = async (options: StartOptions = {}): Promise<RunningGateway> => {
  const core = createCore(options);
  const server = createServer({ keepAlive: true, maxHeaderSize: 64 * 1024 }, (request, response) => {
    serve(core, request, response).catch((error: unknown) => {
      if (response.headersSent) request.socket.destroy();
      else response.writeHead(500).end(JSON.stringify({ message: `embedded gateway: ${String(error)}` }));
    });
  });
  server.maxRequestsPerSocket = REQUESTS_PER_CONNECTION;
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  // A TCP server's address is an object; the type also covers pipes.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    gateway: core.gateway,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
};
