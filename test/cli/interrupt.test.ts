import { describe, expect, test } from "vitest";
import {
  createTerminal,
  fault,
  folderWith,
  gatewayFor,
  heldGateway,
  runOn,
  services,
  source,
  writesOf,
} from "./support.ts";

interface Operation {
  readonly result: string;
  readonly identity: string;
  readonly error: { readonly code: string } | null;
}

const countOf = (operations: readonly Operation[], result: string): number =>
  operations.filter((operation) => operation.result === result).length;

describe("Ctrl-C", () => {
  test("once during an apply: what runs is finished and recorded, nothing new is started", async () => {
    const { url, gateway } = await gatewayFor();
    const terminal = createTerminal({ cwd: await source(services(6)) });
    gateway.faults.push(fault({ method: "POST", path: /^\/services$/, nth: 2 }, { before: terminal.interrupt }));
    const { code, json, stderr } = await runOn(
      terminal,
      ...["apply", "--yes", "--json", "--concurrency", "2", "--gateway", url],
    );
    expect(code).toBe(1);
    expect(stderr).toContain("Press Ctrl-C again");
    const done = countOf(json.operations, "done");
    expect(done).toBeGreaterThanOrEqual(2);
    expect(done).toBeLessThan(6);
    expect(countOf(json.operations, "interrupted")).toBe(6 - done);
    expect(gateway.entities("services")).toHaveLength(done);
    expect(json.summary).toMatchObject({ created: done, failed: 0, blocked: 6 - done });
    expect(json.errors.at(-1)).toMatchObject({ code: "KG_INTERRUPTED" });
  });

  test("once, in text: says what was done and what was not", async () => {
    const { url, gateway } = await gatewayFor();
    const terminal = createTerminal({ cwd: await source(services(3)) });
    gateway.faults.push(fault({ method: "POST", path: /^\/services$/, nth: 1 }, { before: terminal.interrupt }));
    const { code, stdout } = await runOn(terminal, "apply", "--yes", "--concurrency", "1", "--gateway", url);
    expect(code).toBe(1);
    expect(stdout.match(/^ {2}created/gm)).toHaveLength(1);
    expect(stdout.match(/^ {2}interrupted/gm)).toHaveLength(2);
    expect(stdout).toContain("The run was interrupted: 2 of 3 changes were not made. Run it again to go on.");
    expect(stdout).toMatch(/Not everything was done: 1 created/);
  });

  test("once: the progress bar does not go on to its end", async () => {
    const { url, gateway } = await gatewayFor();
    const terminal = createTerminal({ cwd: await source(services(3)), isInteractive: true });
    gateway.faults.push(fault({ method: "POST", path: /^\/services$/, nth: 1 }, { before: terminal.interrupt }));
    const { stderr } = await runOn(terminal, "apply", "--yes", "--concurrency", "1", "--gateway", url);
    expect(stderr).toContain("Applying");
    expect(stderr).not.toContain("3/3");
  });

  test("twice: stops at once, still with one document that lists every change", async () => {
    const { url, gateway, arrived } = await heldGateway(/^POST \/services$/);
    const terminal = createTerminal({ cwd: await source(services(4)) });
    const running = runOn(terminal, "apply", "--yes", "--json", "--concurrency", "2", "--gateway", url);
    await arrived;
    terminal.interrupt();
    terminal.interrupt();
    const { code, json } = await running;
    expect(code).toBe(1);
    expect(json.operations).toHaveLength(4);
    expect(countOf(json.operations, "interrupted")).toBe(4);
    expect(json.summary).toMatchObject({ created: 0, failed: 0, blocked: 4 });
    expect(json.requests.write).toBeLessThanOrEqual(2);
    expect(gateway.entities("services")).toEqual([]);
  });

  test("while only reading, once is enough: ends at once and writes nothing", async () => {
    for (const command of ["plan", "drift", "apply"]) {
      const { url, gateway, arrived } = await heldGateway(/^GET \/services\?/);
      const terminal = createTerminal({ cwd: await source(services(1)) });
      const running = runOn(terminal, command, "--json", "--gateway", url, ...(command === "apply" ? ["--yes"] : []));
      await arrived;
      terminal.interrupt();
      const { code, errors } = await running;
      expect(code).toBe(1);
      expect(errors).toEqual([
        { code: "KG_INTERRUPTED", message: `Interrupted: nothing was written to ${url}.`, address: null },
      ]);
      expect(writesOf(gateway)).toEqual([]);
    }
  });

  test("while the stack's app runs: ends at once, even if the app does not care", async () => {
    const cwd = await folderWith({
      "cdktf.json": { app: "node app.cjs" },
      "app.cjs": `process.on("SIGTERM", () => {}); console.log("started"); setTimeout(() => {}, 5_000);`,
    });
    const terminal = createTerminal({ cwd });
    const running = runOn(terminal, "plan", "--json");
    // The command listens from its first step on; the app is on its way then or soon after.
    await new Promise(setImmediate);
    terminal.interrupt();
    const { code, errors } = await running;
    expect(code).toBe(1);
    expect(errors).toMatchObject([{ code: "KG_INTERRUPTED" }]);
  });

  test("when everything had been made already it still ends with 1, and says so", async () => {
    const { url, gateway } = await gatewayFor();
    const terminal = createTerminal({ cwd: await source(services(1)) });
    gateway.faults.push(fault({ method: "POST", path: /^\/services$/ }, { before: terminal.interrupt }));
    const { code, json } = await runOn(terminal, "apply", "--yes", "--json", "--gateway", url);
    expect(code).toBe(1);
    expect(json).toMatchObject({ summary: { created: 1, blocked: 0 }, errors: [{ code: "KG_INTERRUPTED" }] });
    expect(json.errors[0].message).toContain("every change had been made");
  });
});
