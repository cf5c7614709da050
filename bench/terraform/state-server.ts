/**
 * A place for Terraform's state, over HTTP and in memory. To a file Terraform writes its whole state after each resource; to a
 * remote place it does so every 20 seconds, as with the backends that teams use.
 * @module
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface StateServer {
  /** The configuration of a stack that keeps its state here. */
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly put: (state: string) => void;
  readonly close: () => void;
}

export const startStateServer = async (): Promise<StateServer> => {
  let state: string | undefined;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      if (request.method === "POST") state = Buffer.concat(parts).toString();
      response.statusCode = request.method === "GET" && state === undefined ? 404 : 200;
      response.end(request.method === "GET" ? state : undefined);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    configuration: { terraform: { backend: { http: { address: `http://127.0.0.1:${port}/` } } } },
    put: (text) => {
      state = text;
    },
    close: () => void server.close(),
  };
};
