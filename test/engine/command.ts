/** Commands run for real, in a folder of their own, against a gateway over sockets. */
import { runCommandLine } from "../../src/cli/program.ts";
import type { EmbeddedGateway } from "../../src/embedded/gateway.ts";
import { startGateway } from "../../src/embedded/server.ts";
import type { Outcome } from "../../src/engine/outcome.ts";
import type { Plan } from "../../src/engine/plan.ts";
import { folderWith } from "../desired/support.ts";
import { writesIn } from "./kit.ts";

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Writes of entities that the gateway has seen so far. */
  readonly writes: readonly string[];
}

export interface Desk {
  readonly cwd: string;
  readonly gateway: EmbeddedGateway;
  readonly run: (...args: string[]) => Promise<CommandResult>;
}

/** A folder with these files and a gateway, for as long as `work` takes. */
export const atDesk = async <T>(files: Record<string, unknown>, work: (desk: Desk) => Promise<T>): Promise<T> => {
  const cwd = await folderWith(files);
  const running = await startGateway();
  const run: Desk["run"] = async (...args) => {
    const stdout: string[] = [];
    const stderr: string[] = [];
    const code = await runCommandLine([...args, "--gateway", running.url], {
      stdout: (text) => void stdout.push(text),
      stderr: (text) => void stderr.push(text),
      env: {},
      cwd,
      isInteractive: false,
      hasColor: false,
      hasErrorColor: false,
      ask: async () => "",
      onInterrupt: () => () => {},
    });
    return { code, stdout: stdout.join(""), stderr: stderr.join(""), writes: writesIn(running.gateway) };
  };
  try {
    return await work({ cwd, gateway: running.gateway, run });
  } finally {
    await running.close();
  }
};

/** One command on a gateway of its own. */
export const command = (
  files: Record<string, unknown>,
  args: readonly string[],
  prepare: (gateway: EmbeddedGateway) => void = () => {},
): Promise<CommandResult & { readonly gateway: EmbeddedGateway }> =>
  atDesk(files, async ({ gateway, run }) => {
    prepare(gateway);
    return { ...(await run(...args)), gateway };
  });

/** The files of one synthesized stack. */
export const stack = (resource: unknown, provider: unknown = { owner: "shop" }): Record<string, unknown> => ({
  "cdk.tf.json": { provider: { kong: [provider] }, resource },
});

/** The document on stdout: the whole of it is one JSON text. */
export const planOf = ({ stdout }: CommandResult): Plan => JSON.parse(stdout) as Plan;
export const outcomeOf = ({ stdout }: CommandResult): Outcome => JSON.parse(stdout) as Outcome;
