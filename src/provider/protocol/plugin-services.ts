/**
 * What go-plugin wants served beside the provider: the call to shut down, streams that stay open, a health check.
 * @module
 */
import type {
  handleBidiStreamingCall,
  handleServerStreamingCall,
  Server,
  ServerUnaryCall,
  sendUnaryData,
} from "@grpc/grpc-js";
import {
  type HealthCheckRequest,
  type HealthCheckResponse,
  HealthCheckResponse_ServingStatus,
  HealthService,
} from "./generated/health.ts";
import { type Empty, GRPCBrokerService, GRPCControllerService, GRPCStdioService } from "./generated/plugin.ts";

/** A stream towards the CLI, of whatever messages. */
interface Open {
  on(event: "cancelled" | "end" | "error", listener: () => void): unknown;
  end(): unknown;
}

/** Adds the services; the result ends the streams that are open. `shutDown` is called after its answer has gone out. */
export const addPluginServices = (server: Server, shutDown: () => void): (() => void) => {
  const streams = new Set<Open>();
  let isEnding = false;
  const keepOpen = (stream: Open): void => {
    if (isEnding) {
      stream.end();
      return;
    }
    streams.add(stream);
    const forget = (): void => {
      streams.delete(stream);
    };
    stream.on("cancelled", forget);
    stream.on("error", forget);
  };

  const shutdown = (_call: ServerUnaryCall<Empty, Empty>, callback: sendUnaryData<Empty>): void => {
    callback(null, {});
    setImmediate(shutDown);
  };
  server.addService(GRPCControllerService, { shutdown });
  server.addService(GRPCStdioService, { streamStdio: keepOpen });
  const startStream: handleBidiStreamingCall<unknown, unknown> = (stream) => {
    keepOpen(stream);
    // The CLI may say where it listens; nothing here calls back.
    stream.on("data", () => {});
    stream.on("end", () => stream.end());
  };
  server.addService(GRPCBrokerService, { startStream });

  const statusOf = ({ service }: HealthCheckRequest): HealthCheckResponse => ({
    status:
      service === "plugin" || !service
        ? HealthCheckResponse_ServingStatus.SERVING
        : HealthCheckResponse_ServingStatus.SERVICE_UNKNOWN,
  });
  const check = (
    { request }: ServerUnaryCall<HealthCheckRequest, HealthCheckResponse>,
    callback: sendUnaryData<HealthCheckResponse>,
  ): void => callback(null, statusOf(request));
  const watch: handleServerStreamingCall<HealthCheckRequest, HealthCheckResponse> = (stream) => {
    stream.write(statusOf(stream.request));
    keepOpen(stream);
  };
  server.addService(HealthService, { check, watch });

  return () => {
    isEnding = true;
    for (const stream of streams) stream.end();
    streams.clear();
  };
};
