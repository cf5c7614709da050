/**
 * Where a provider listens: a socket in a folder that only this user can enter, or a loopback port on Windows.
 * @module
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Server, ServerCredentials } from "@grpc/grpc-js";
import type { Address } from "./handshake.ts";

export interface Listening extends Address {
  /** Removes the socket. */
  readonly remove: () => void;
}

/** Socket paths are at most 108 bytes long on Linux and 104 on macOS, the closing zero included. */
const PATH_LIMIT = 103;

const socketFolder = (wanted: string | undefined): string => {
  const folder = wanted || tmpdir();
  const isShort = Buffer.byteLength(join(folder, "kong-provider-123456", "s")) <= PATH_LIMIT;
  return mkdtempSync(join(isShort ? folder : "/tmp", "kong-provider-"));
};

/** Makes the server listen. `folder`: where sockets are to be made, by default the system's folder for temporary files. */
export const listen = async (
  server: Server,
  credentials: ServerCredentials,
  platform: NodeJS.Platform,
  folder: string | undefined,
): Promise<Listening> => {
  const bind = (address: string): Promise<number> =>
    new Promise((resolve, reject) => {
      server.bindAsync(address, credentials, (error, port) => (error ? reject(error) : resolve(port)));
    });
  if (platform === "win32") {
    const port = await bind("127.0.0.1:0");
    return { network: "tcp", address: `127.0.0.1:${port}`, remove: () => {} };
  }
  const own = socketFolder(folder);
  const remove = (): void => rmSync(own, { recursive: true, force: true });
  const address = join(own, "s");
  try {
    await bind(`unix:${address}`);
  } catch (error) {
    remove();
    throw error;
  }
  return { network: "unix", address, remove };
};
