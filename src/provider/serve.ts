/**
 * Serves a provider to Terraform or OpenTofu: go-plugin's handshake, its services, and the end of the process.
 * @module
 */
import type { EventEmitter } from "node:events";
import type { Writable } from "node:stream";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { createCertificate } from "./certificate.ts";
import type { ProviderHandlers } from "./handlers.ts";
import { createLog, type Log, noLog } from "./log.ts";
import { providerCalls } from "./protocol/calls.ts";
import { ProviderService } from "./protocol/generated/tfplugin6.ts";
import { type Environment, handshakeLine, PROTOCOL_VERSION, readHandshake } from "./protocol/handshake.ts";
import { addPluginServices } from "./protocol/plugin-services.ts";
import { type Listening, listen } from "./protocol/socket.ts";

/** The provider, or what loads it: loading begins when the handshake is out, and calls wait for it. */
export type ProviderSource = ProviderHandlers | ((log: Log) => Promise<ProviderHandlers>);

/** The parts of a process that a provider looks at. */
export interface HostProcess extends Pick<EventEmitter, "on"> {
  /** Changes when the parent has gone. */
  readonly ppid: number;
  readonly platform: NodeJS.Platform;
}

export interface ServeOptions {
  readonly provider: ProviderSource;
  /** The provider's version, for what is said to people. */
  readonly version: string;
  readonly env: Environment;
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly exit: (code: number) => void;
  /** @default process */
  readonly process?: HostProcess;
}

/** Messages have no limit: states of 5 MB were measured. Nobody asks for gRPC's own statistics. */
const serverOptions = {
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
  "grpc.enable_channelz": 0,
};

/** How long running writes may take to end, in milliseconds. After Shutdown the CLI kills the process when 2 s have passed. */
const patience = { shutdown: 1400, signal: 60_000 };
/** How long the CLI may take to close its connection, in milliseconds, before it is closed. */
const closing = 300;
const parentInterval = 1000;

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });

interface Running {
  readonly listening: Listening;
  /** Ends the service; running writes have so many milliseconds. */
  readonly end: (milliseconds: number) => Promise<void>;
  readonly load: () => Promise<ProviderHandlers>;
}

const start = async (options: {
  readonly provider: ProviderSource;
  readonly log: Log;
  readonly credentials: ServerCredentials;
  readonly platform: NodeJS.Platform;
  readonly folder: string | undefined;
  readonly shutDown: () => void;
}): Promise<Running> => {
  const { provider, log } = options;
  let loading: Promise<ProviderHandlers> | undefined;
  const load = (): Promise<ProviderHandlers> => {
    loading ??= typeof provider === "function" ? provider(log) : Promise.resolve(provider);
    return loading;
  };
  const server = new Server(serverOptions);
  server.addService(ProviderService, providerCalls({ provider: load, log }));
  const endStreams = addPluginServices(server, options.shutDown);
  const listening = await listen(server, options.credentials, options.platform, options.folder);

  const stopProvider = async (): Promise<void> => {
    // A provider that was never asked for, or could not be loaded, has nothing to stop.
    const handlers = await loading?.catch(() => undefined);
    await handlers?.stop?.();
  };
  const end = async (milliseconds: number): Promise<void> => {
    const stopped = stopProvider().catch((error: unknown) => log.error("the provider could not be stopped", { error }));
    await Promise.race([stopped, wait(milliseconds)]);
    endStreams();
    const closed = new Promise<void>((resolve) => {
      server.tryShutdown(() => resolve());
    });
    await Promise.race([closed, wait(closing)]);
    server.forceShutdown();
    listening.remove();
  };
  return { listening, end, load };
};

/**
 * Serves the provider until the CLI ends it or goes away. Resolves when the handshake line is out, or when `exit` has been called
 * because nobody who speaks the protocol has started the process.
 *
 * @example
 * await serve({ provider: async (log) => createProvider(log), version, env, stdout, stderr, exit }); // see main.ts
 */
export const serve = async (options: ServeOptions): Promise<void> => {
  const { env, stdout, stderr, exit, version, process: host = globalThis.process } = options;
  const handshake = readHandshake(env, version);
  if ("problem" in handshake) {
    stderr.write(`${handshake.problem}\n`);
    exit(1);
    return;
  }
  // When the CLI is gone nobody reads what is written: that is found out below, and must not end the process half way.
  for (const stream of [stdout, stderr]) stream.on("error", () => {});
  const log = createLog({ env, write: (line) => stderr.write(line) });

  let running: Running | undefined;
  let isEnding = false;
  const end = async (reason: string, code: number, milliseconds: number): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    log.debug("the provider ends", { reason });
    await running?.end(milliseconds);
    exit(code);
  };
  const fail = (error: unknown): void => {
    // Both CLIs show to the user what follows a line that begins like this.
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    stderr.write(`panic: the Kong provider of kongruent ${version} failed: ${text}\n`);
    running?.listening.remove();
    exit(1);
  };
  host.on("uncaughtException", fail);
  host.on("unhandledRejection", fail);
  // A terminal sends it to the CLI too, which then calls StopProvider.
  host.on("SIGINT", () => {});
  for (const signal of ["SIGTERM", "SIGHUP"]) host.on(signal, () => void end(signal, 0, patience.signal));

  const certificate = handshake.clientCertificate === undefined ? undefined : createCertificate(Date.now());
  const credentials =
    certificate === undefined
      ? ServerCredentials.createInsecure()
      : ServerCredentials.createSsl(
          Buffer.from(handshake.clientCertificate ?? ""),
          [
            {
              private_key: Buffer.from(certificate.privateKeyPem),
              cert_chain: Buffer.from(certificate.certificatePem),
            },
          ],
          true,
        );
  running = await start({
    provider: options.provider,
    log,
    credentials,
    platform: host.platform,
    folder: env["PLUGIN_UNIX_SOCKET_DIR"],
    shutDown: () => void end("Shutdown", 0, patience.shutdown),
  });
  const { listening, load } = running;
  host.on("exit", () => listening.remove());
  stdout.write(handshakeLine(listening, certificate?.base64 ?? ""));

  const parent = host.ppid;
  setInterval(() => {
    if (host.ppid !== parent) void end("the CLI is gone", 1, patience.signal);
  }, parentInterval).unref();
  // Not before the handshake is on its way; each call tells why it could not be loaded.
  setImmediate(() => load().catch((error: unknown) => log.error("the provider could not be loaded", { error })));
};

/** A provider that is served in this process, without TLS. */
export interface ServedProvider {
  /** The value of `TF_REATTACH_PROVIDERS` that makes both CLIs use it instead of one they start. */
  readonly reattach: string;
  /** Where it listens, in gRPC's words. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

const sources = ["registry.terraform.io/kongruent/kong", "registry.opentofu.org/kongruent/kong"];

/**
 * Serves the provider in this process: for tests, and for many runs of a CLI in a row.
 *
 * @example
 * const served = await serveForTests({ provider });
 * execFileSync("terraform", ["plan"], { env: { PATH, TF_REATTACH_PROVIDERS: served.reattach } });
 * await served.close();
 */
export const serveForTests = async (options: {
  readonly provider: ProviderSource;
  /** @default none */
  readonly log?: Log;
}): Promise<ServedProvider> => {
  const { listening, end } = await start({
    provider: options.provider,
    log: options.log ?? noLog,
    credentials: ServerCredentials.createInsecure(),
    platform: process.platform,
    folder: undefined,
    // With "Test" the CLIs leave the process alone.
    shutDown: () => {},
  });
  const { network, address } = listening;
  const config = {
    Protocol: "grpc",
    ProtocolVersion: PROTOCOL_VERSION,
    Pid: process.pid,
    Test: true,
    Addr: { Network: network, String: address },
  };
  return {
    reattach: JSON.stringify(Object.fromEntries(sources.map((source) => [source, config]))),
    address: network === "unix" ? `unix:${address}` : address,
    close: () => end(patience.shutdown),
  };
};
