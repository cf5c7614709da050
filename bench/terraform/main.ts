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
import { type CommandUsage, layMeasured, runTerraform } from "./usage.ts";

declare const __KONGRUENT_VERSION__: string;

const HELP = `npm run bench -- terraform [options]

  --sizes 300,1000,3000,10000   resources: 30 % services, 50 % routes, 20 % plugins
  --latency 0,5                 milliseconds that the gateway answers late
  --cli terraform               or tofu
  --json                        one JSON document instead of the table

Above 3,000 nothing is applied by Terraform, which writes its whole state after each resource: the provider makes the state by itself.
The embedded gateway runs in another process. Terraform, and our provider, are told apart.`;

/** Above this many Terraform is not asked to apply them: it writes its whole state after each. */
const MOST_APPLIED = 3000;

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
  provider: string,
  version: string,
): Promise<readonly Line[]> => {
  const folder = mkdtempSync(join(tmpdir(), "kongruent-bench-"));
  const gateway = await startGatewayProcess();
  const lines: Line[] = [];
  try {
    const { url } = await gateway.ask({ latencyMs });
    const write = (revision: number): void =>
      writeFileSync(join(folder, "main.tf.json"), stackText(size, revision, url));
    write(0);
    layMeasured(folder, provider, version);
    await runTerraform(cli, ["init", "-no-color"], folder);
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
    if (size <= MOST_APPLIED) await line("apply", ["apply", "-auto-approve"], `${size} added, 0 changed, 0 destroyed`);
    else await makeState(url, size, folder, "1.11.4");
    await line("no-op plan", ["plan"], "No changes.");
    write(1);
    await line(`plan of ${CHANGES} changes`, ["plan"], `0 to add, ${CHANGES} to change, 0 to destroy`);
    return lines;
  } finally {
    gateway.stop();
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
    const provider = join(folder, "terraform-provider-kong");
    await buildProvider(__KONGRUENT_VERSION__, provider);
    const lines: Line[] = [];
    for (const latencyMs of numbers(values.latency)) {
      for (const size of numbers(values.sizes)) {
        lines.push(...(await measured(size, latencyMs, values.cli, provider, __KONGRUENT_VERSION__)));
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
