/**
 * The embedded gateway in a process of its own, so that its work is not counted. The parent speaks to it by messages.
 * @module
 */
import { startGateway } from "../../src/testing.ts";
import type { GatewayReply, GatewayRequest } from "./processes.ts";

const { url, gateway } = await startGateway();

const counts = (): GatewayReply => {
  const isWrite = ({ method, path }: { method: string; path: string }): boolean =>
    method !== "GET" && !path.startsWith("/schemas/");
  const write = gateway.log.filter(isWrite).length;
  const reply = { url, read: gateway.log.length - write, write };
  gateway.log.length = 0;
  return reply;
};

process.on("message", ({ latencyMs, isReset }: GatewayRequest) => {
  if (isReset === true) gateway.reset();
  if (latencyMs !== undefined) {
    gateway.faults.length = 0;
    if (latencyMs > 0) gateway.faults.push({ action: { latencyMs } });
  }
  process.send?.(counts());
});
process.on("disconnect", () => process.exit(0));
process.send?.(counts());
