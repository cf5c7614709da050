/** Helpers for tests of stacks: a gateway in memory. Package entry `kongruent/testing`. @module */
export type { GatewayAnswer } from "./embedded/answers.ts";
export type { FaultAction, FaultMatch, FaultRule } from "./embedded/faults.ts";
export {
  createEmbeddedGateway,
  type EmbeddedEntity,
  type EmbeddedGateway,
  type EmbeddedGatewayOptions,
  type GatewayRequest,
  type LogEntry,
} from "./embedded/gateway.ts";
export { type RunningGateway, type StartOptions, startGateway } from "./embedded/server.ts";
