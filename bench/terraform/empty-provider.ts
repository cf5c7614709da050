/**
 * A provider with our schema that answers each call at once with what it was given: what gRPC in Node costs by itself.
 * @module
 */
import { noLog } from "../../src/provider/log.ts";
import { createProvider } from "../../src/provider/provider.ts";
import { serve } from "../../src/provider/serve.ts";

const { getMetadata, getProviderSchema } = createProvider({ env: {}, log: noLog });

void serve({
  provider: {
    ...(getMetadata === undefined ? {} : { getMetadata }),
    ...(getProviderSchema === undefined ? {} : { getProviderSchema }),
    validateProviderConfig: async () => ({}),
    configureProvider: async () => ({}),
    validateResourceConfig: async () => ({}),
    upgradeResourceState: async ({ rawState }) => ({
      upgradedState: rawState?.json === undefined ? {} : { json: rawState.json },
    }),
    readResource: async ({ currentState }) => ({ newState: currentState ?? {} }),
    planResourceChange: async ({ priorState }) => ({ plannedState: priorState ?? {} }),
    stop: async () => {},
  },
  version: "0.0.0-empty",
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  exit: (code) => process.exit(code),
});
