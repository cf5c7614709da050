/**
 * The provider's executable: what Terraform and OpenTofu start.
 * @module
 */
import { serve } from "./serve.ts";

declare const __KONGRUENT_VERSION__: string | undefined;

void serve({
  provider: async (log) => {
    const [{ createProvider }, { createSharedClaims }] = await Promise.all([
      import("./provider.ts"),
      import("./shared-claims.ts"),
    ]);
    return createProvider({ env: process.env, log, shared: createSharedClaims(process.ppid, process.pid) });
  },
  version: typeof __KONGRUENT_VERSION__ === "undefined" ? "0.0.0-source" : __KONGRUENT_VERSION__,
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  exit: (code) => process.exit(code),
});
