/** `kongruent gateway`: the embedded gateway on loopback until Ctrl-C. @module */
import { startGateway } from "../embedded/server.ts";
import { colors } from "../report/text.ts";
import type { ExitCode, Io } from "./io.ts";

export interface GatewayFlags {
  readonly port: string;
  readonly routerFlavor: "traditional" | "expressions";
}

export const runGateway = async (flags: GatewayFlags, io: Io): Promise<ExitCode> => {
  const color = colors(io.hasColor);
  const port = Number(flags.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    io.stderr(`${color.red("Error")} KG_USAGE: --port ${flags.port} is no port. Give a number from 0 to 65535.\n`);
    return 1;
  }
  let running: Awaited<ReturnType<typeof startGateway>>;
  try {
    running = await startGateway({ port, routerFlavor: flags.routerFlavor });
  } catch (error) {
    const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    const why = isTaken
      ? `port ${port} is taken. Choose another with --port, or --port 0 for a free one.`
      : String(error);
    io.stderr(`${color.red("Error")} KG_GATEWAY_START: the embedded gateway did not start: ${why}\n`);
    return 1;
  }
  io.stdout(
    `Embedded gateway (Kong 3.9.1, ${flags.routerFlavor} routes, in memory) on ${color.bold(running.url)}. Ctrl-C ends it.\n`,
  );
  await new Promise<void>((resolve) => {
    const dispose = io.onInterrupt(() => {
      dispose();
      resolve();
    });
  });
  await running.close();
  return 0;
};
