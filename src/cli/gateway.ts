/** `kongruent gateway`: the embedded gateway on loopback until Ctrl-C. @module */
import { startGateway } from "../embedded/server.ts";
import { KongruentError } from "../model/errors.ts";
import { colors } from "../report/text.ts";
import type { ExitCode, Io } from "./io.ts";

export interface GatewayFlags {
  readonly port: number;
  readonly routerFlavor: "traditional" | "expressions";
  readonly color: boolean;
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is taken",
  EACCES: "this user may not listen on the port",
};

const notStarted = (port: number, cause: unknown): KongruentError => {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : undefined;
  const why = REASONS[code ?? ""] ?? String(cause instanceof Error ? cause.message : cause);
  return new KongruentError(
    "KG_GATEWAY_START",
    `The embedded gateway did not start on 127.0.0.1:${port}: ${why}. Choose another with --port; --port 0 takes a free one.`,
    { cause },
  );
};

/** Runs the gateway until it is interrupted. Throws `KG_GATEWAY_START` where it cannot listen. */
export const runGateway = async (flags: GatewayFlags, io: Io): Promise<ExitCode> => {
  const { port, routerFlavor } = flags;
  const running = await startGateway({ port, routerFlavor }).catch((cause: unknown) => {
    throw notStarted(port, cause);
  });
  const interrupted = new Promise<void>((resolve) => {
    const dispose = io.onInterrupt(() => {
      dispose();
      resolve();
    });
  });
  const { bold } = colors(flags.color && io.hasColor);
  io.stdout(
    `Embedded gateway (Kong 3.9.1, ${routerFlavor} routes, in memory) on ${bold(running.url)}. Ctrl-C ends it.\n`,
  );
  await interrupted;
  await running.close();
  return 0;
};
