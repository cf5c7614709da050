/** The executable itself, in a process of its own: signals, exit codes, and what stands on which stream. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { folderWith, gatewayFor, heldGateway, services, source, writesOf } from "./support.ts";

const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const NODE_ARGS = ["--import", import.meta.resolve("tsx"), MAIN];
// Nothing of the test's own environment but what a process needs.
const ENV = { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "" };

interface Process {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when a stream has said it. */
  readonly said: (text: RegExp) => Promise<void>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

const start = (cwd: string, ...args: readonly string[]): Process => {
  const child = spawn(process.execPath, [...NODE_ARGS, ...args], { cwd, env: ENV, stdio: ["ignore", "pipe", "pipe"] });
  const text = { stdout: "", stderr: "" };
  child.stdout.on("data", (part) => (text.stdout += String(part)));
  child.stderr.on("data", (part) => (text.stderr += String(part)));
  onTestFinished(() => void child.kill("SIGKILL"));
  const said = async (pattern: RegExp): Promise<void> => {
    while (!pattern.test(text.stdout + text.stderr)) {
      await Promise.race([once(child.stdout, "data"), once(child.stderr, "data")]);
    }
  };
  const ended = once(child, "close").then(([code, signal]) => ({ code, signal }));
  return { child, stdout: () => text.stdout, stderr: () => text.stderr, said, ended };
};

const STACK_TRACE = /^\s+at .*[:(]\d+/m;

describe("the executable", () => {
  test("ends with the command's exit code, and prints one document on stdout and nothing on stderr", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source();
    for (const [args, expected] of [
      [["plan"], 2],
      [["apply", "--yes"], 0],
      [["plan"], 0],
      [["plan", "--nonsense"], 1],
    ] as const) {
      const { ended, stdout, stderr } = start(cwd, ...args, "--json", "--gateway", url);
      expect(await ended).toEqual({ code: expected, signal: null });
      expect(() => JSON.parse(stdout())).not.toThrow();
      expect(stderr()).toBe("");
    }
    expect(writesOf(gateway)).toHaveLength(3);
  });

  test("keeps stdout pure while the stack's app prints, also when the app fails", async () => {
    const { url } = await gatewayFor();
    const app = (end: string): string =>
      `const fs = require("node:fs"); console.log("chatter on stdout"); console.error("chatter on stderr"); ${end}`;
    const stack = { resource: { kong_service: { s: { name: "s", host: "s.internal" } } } };
    const good = `fs.mkdirSync(process.env.CDKTF_OUTDIR + "/stacks/s", { recursive: true });
      fs.writeFileSync(process.env.CDKTF_OUTDIR + "/stacks/s/cdk.tf.json", ${JSON.stringify(JSON.stringify(stack))});
      fs.writeFileSync(process.env.CDKTF_OUTDIR + "/manifest.json", JSON.stringify({ version: "0.21.0", stacks: { s: { name: "s", synthesizedStackPath: "stacks/s/cdk.tf.json", annotations: [], dependencies: [] } } }));`;
    for (const [end, expected] of [
      [good, 2],
      [`throw new Error("broken on purpose");`, 1],
    ] as const) {
      const cwd = await folderWith({ "cdktf.json": { app: "node app.cjs" }, "app.cjs": app(end) });
      const { ended, stdout, stderr } = start(cwd, "plan", "--json", "--gateway", url);
      expect((await ended).code).toBe(expected);
      expect(JSON.parse(stdout()).format).toBe("kongruent.plan/1");
      expect(stdout()).not.toContain("chatter on stdout");
      expect(stdout() + stderr()).not.toMatch(STACK_TRACE);
    }
  });

  test("without a terminal an apply needs --yes", async () => {
    const { url, gateway } = await gatewayFor();
    const { ended, stderr } = start(await source(), "apply", "--gateway", url);
    expect((await ended).code).toBe(1);
    expect(stderr()).toContain("--yes");
    expect(writesOf(gateway)).toEqual([]);
  });

  test("one Ctrl-C during an apply: what runs is finished, the rest is listed as interrupted, exit code 1", async () => {
    const { url, gateway, arrived, release } = await heldGateway(/^POST \/services$/);
    const { child, ended, said, stdout, stderr } = start(
      await source(services(4)),
      ...["apply", "--yes", "--json", "--concurrency", "1", "--gateway", url],
    );
    await arrived;
    child.kill("SIGINT");
    await said(/Press Ctrl-C again/);
    release();
    expect(await ended).toEqual({ code: 1, signal: null });
    const json = JSON.parse(stdout());
    expect(json.operations.map(({ result }: { result: string }) => result)).toEqual([
      "done",
      "interrupted",
      "interrupted",
      "interrupted",
    ]);
    expect(json.summary).toMatchObject({ created: 1, failed: 0, blocked: 3 });
    expect(gateway.entities("services")).toHaveLength(1);
    expect(stderr()).not.toMatch(STACK_TRACE);
  });

  test("two Ctrl-C stop at once, with the whole document", async () => {
    const { url, gateway, arrived } = await heldGateway(/^POST \/services$/);
    const { child, ended, said, stdout } = start(
      await source(services(4)),
      ...["apply", "--yes", "--json", "--concurrency", "2", "--gateway", url],
    );
    await arrived;
    child.kill("SIGINT");
    await said(/Press Ctrl-C again/);
    child.kill("SIGINT");
    expect(await ended).toEqual({ code: 1, signal: null });
    const json = JSON.parse(stdout());
    expect(json.operations).toHaveLength(4);
    expect(json.summary).toMatchObject({ created: 0, failed: 0, blocked: 4 });
    expect(gateway.entities("services")).toEqual([]);
  });

  test("Ctrl-C while reading ends at once and writes nothing, SIGTERM too", async () => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      const { url, gateway, arrived } = await heldGateway(/^GET \/services\?/);
      const { child, ended, stderr, stdout } = start(await source(services(1)), "apply", "--yes", "--gateway", url);
      await arrived;
      child.kill(signal);
      expect(await ended).toEqual({ code: 1, signal: null });
      expect(stderr()).toContain("Interrupted: nothing was written");
      expect(stdout()).toBe("");
      expect(writesOf(gateway)).toEqual([]);
    }
  });

  test("the embedded gateway prints its address, answers, and ends with 0 on Ctrl-C", async () => {
    const { child, ended, said, stdout } = start(await folderWith(), "gateway", "--port", "0");
    await said(/Ctrl-C ends it/);
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(stdout())?.[0] ?? "";
    const root = (await (await fetch(url)).json()) as { version: string };
    expect(root.version).toBe("3.9.1");
    child.kill("SIGINT");
    expect(await ended).toEqual({ code: 0, signal: null });
  });

  test("the embedded gateway on a port that is taken says so, exit code 1", async () => {
    const { port } = await gatewayFor();
    const { ended, stderr } = start(await folderWith(), "gateway", "--port", String(port));
    expect((await ended).code).toBe(1);
    expect(stderr()).toMatch(new RegExp(`^Error KG_GATEWAY_START: .*${port}.*taken.*--port`));
  });

  test("a reader that goes away is no fault", async () => {
    const { url } = await gatewayFor();
    const command = [process.execPath, ...NODE_ARGS, "plan", "--gateway", url].map((word) => `'${word}'`).join(" ");
    const child = spawn("bash", ["-c", `${command} | head -c 1; exit \${PIPESTATUS[0]}`], {
      cwd: await source(services(200)),
      env: ENV,
    });
    let error = "";
    child.stderr.on("data", (part) => (error += String(part)));
    const [code] = await once(child, "close");
    expect([code, error]).toEqual([2, ""]);
  });
});

const hasScript = process.platform === "linux" && spawnSync("script", ["--version"]).status === 0;
if (!hasScript) console.log("skipped: the question is tested on a terminal made by script(1), which is not here");

describe.skipIf(!hasScript)("on a terminal", () => {
  const onTerminal = async (url: string, keys: string) => {
    const words = [process.execPath, ...NODE_ARGS, "apply", "--gateway", url].map((word) => `'${word}'`).join(" ");
    const child = spawn("script", ["-qec", words, "/dev/null"], {
      cwd: await source(services(2)),
      env: { ...ENV, TERM: "xterm" },
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    let text = "";
    child.stdout.on("data", (part) => {
      const asked = /Only 'yes' is accepted: /;
      const before = asked.test(text);
      text += String(part);
      if (!before && asked.test(text)) child.stdin.write(keys);
    });
    const [code] = await once(child, "close");
    return { code, text };
  };

  test("yes applies, and colours are on", async () => {
    const { url, gateway } = await gatewayFor();
    const { code, text } = await onTerminal(url, "yes\r");
    expect(code).toBe(0);
    expect(text).toContain(`Make 2 changes on ${url}?`);
    expect(text).toContain("\u001b[32mcreated");
    expect(writesOf(gateway)).toHaveLength(2);
  });

  test.each([
    ["Ctrl-C", "\u0003", "Interrupted: nothing was written"],
    ["Ctrl-D", "\u0004", "Not confirmed, so nothing was written."],
    ["no", "no\r", "Not confirmed, so nothing was written."],
  ])("%s ends it with 1 and nothing written", async (_key, keys, said) => {
    const { url, gateway } = await gatewayFor();
    const { code, text } = await onTerminal(url, keys);
    expect(code).toBe(1);
    expect(text).toContain(said);
    expect(text).not.toMatch(STACK_TRACE);
    expect(writesOf(gateway)).toEqual([]);
  });
});
