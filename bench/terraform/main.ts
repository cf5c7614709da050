/**
 * What Terraform and the provider each use for apply, no-op plan and plan of 10 changes.
 * @module
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildProvider } from "../../scripts/provider-bundle.mjs";
import { startGatewayProcess } from "../converge/processes.ts";
import { CHANGES, stackText } from "../converge/workload.ts";
import { makeState } from "./made-state.ts";
import { startStateServer } from "./state-server.ts";
import { type CommandUsage, layMeasured, runTerraform } from "./usage.ts";

declare const __KONGRUENT_VERSION__: string;

const HELP = `npm run bench -- terraform [options]

  --sizes 300,1000,3000,10000   resources: 30 % services, 50 % routes, 20 % plugins
  --latency 0,5                 milliseconds that the gateway answers late
  --cli terraform               or tofu
  --made                        the state is made by the provider alone: no apply, but quickly there
  --json                        one JSON document instead of the table

The embedded gateway runs in another process, the state is kept over HTTP. Terraform, and our provider, are told apart. The last line
of each size is a no-op plan with a provider that answers at once: what Terraform and gRPC in Node cost by themselves.`;

interface Line extends CommandUsage {
  readonly size: number;
  readonly latencyMs: number;
  readonly line: string;
  readonly read: number;
  readonly write: number;
}

const measured = async (
  size: number,
  latencyMs: number,
  cli: string,
  isMade: boolean,
  providers: { readonly own: string; readonly empty: string },
  version: string,
): Promise<readonly Line[]> => {
  const folder = mkdtempSync(join(tmpdir(), "kongruent-bench-"));
  const gateway = await startGatewayProcess();
  const states = await startStateServer();
  const lines: Line[] = [];
  try {
    const { url } = await gateway.ask({ latencyMs });
    const write = (revision: number): void =>
      writeFileSync(join(folder, "main.tf.json"), stackText(size, revision, url));
    write(0);
    writeFileSync(join(folder, "backend.tf.json"), JSON.stringify(states.configuration));
    const use = async (provider: string): Promise<void> => {
      layMeasured(folder, provider, version);
      rmSync(join(folder, ".terraform.lock.hcl"), { force: true });
      await runTerraform(cli, ["init", "-no-color"], folder);
    };
    await use(providers.own);
    const line = async (name: string, args: readonly string[], expected: string): Promise<void> => {
      await gateway.ask({});
      const usage = await runTerraform(cli, [...args, "-no-color", "-input=false"], folder);
      const counts = await gateway.ask({});
      if (!usage.output.includes(expected))
        throw new Error(`${name}: expected '${expected}' in ${usage.output.slice(-2000)}`);
      process.stderr.write(
        `${size} ${name}: ${(usage.wallMs / 1000).toFixed(1)} s, provider ${usage.providerCpuMs.toFixed(0)} ms CPU\n`,
      );
      lines.push({ ...usage, output: "", size, latencyMs, line: name, read: counts.read, write: counts.write });
    };
    if (isMade) states.put(await makeState(url, size, "1.11.4"));
    else await line("apply", ["apply", "-auto-approve"], `${size} added, 0 changed, 0 destroyed`);
    await line("no-op plan", ["plan"], "No changes.");
    write(1);
    await line(`plan of ${CHANGES} changes`, ["plan"], `0 to add, ${CHANGES} to change, 0 to destroy`);
    write(0);
    await use(providers.empty);
    await line("no-op plan, empty provider", ["plan"], "No changes.");
    return lines;
  } finally {
    gateway.stop();
    states.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1);

const table = (lines: readonly Line[]): string =>
  [
    "| resources | latency | line | wall s | Terraform CPU s | provider CPU s | ms per resource | Terraform MiB | provider MiB | reads | writes |",
    "| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...lines.map((line) => {
      const cells = [
        line.size.toLocaleString("en"),
        `${line.latencyMs} ms`,
        line.line,
        seconds(line.wallMs),
        seconds(line.terraformCpuMs),
        seconds(line.providerCpuMs),
        (line.providerCpuMs / line.size).toFixed(2),
        line.terraformPeakMiB.toFixed(0),
        line.providerPeakMiB.toFixed(0),
        line.read.toLocaleString("en"),
        line.write.toLocaleString("en"),
      ];
      return `| ${cells.join(" | ")} |`;
    }),
  ].join("\n");

const numbers = (text: string): readonly number[] => text.split(",").map(Number);

export const main = async (args: readonly string[]): Promise<number> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: "string", default: "300,1000,3000,10000" },
      latency: { type: "string", default: "0,5" },
      cli: { type: "string", default: "terraform" },
      made: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), "kongruent-bench-"));
  try {
    const own = join(folder, "terraform-provider-kong");
    await buildProvider(__KONGRUENT_VERSION__, own);
    const empty = join(folder, "empty-provider");
    await buildProvider(__KONGRUENT_VERSION__, empty, "bench/terraform/empty-provider.ts");
    const lines: Line[] = [];
    for (const latencyMs of numbers(values.latency)) {
      for (const size of numbers(values.sizes)) {
        lines.push(
          ...(await measured(size, latencyMs, values.cli, values.made, { own, empty }, __KONGRUENT_VERSION__)),
        );
      }
    }
    const machine = `${cpus().length} × ${cpus()[0]?.model ?? "?"}, Node ${process.version}`;
    process.stdout.write(
      values.json ? `${JSON.stringify({ machine, lines }, null, 2)}\n` : `${machine}\n\n${table(lines)}\n`,
    );
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
