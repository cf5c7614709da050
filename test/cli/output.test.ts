import { describe, expect, test } from "vitest";
import { allowsColor, canAsk } from "../../src/cli/terminal.ts";
import { fault, gatewayFor, ref, run, services, source, writesOf } from "./support.ts";

const ESCAPE = "\u001b";

describe("what is printed", () => {
  test("--quiet says nothing of a congruent gateway, and everything of a difference or an error", async () => {
    const { url } = await gatewayFor();
    const cwd = await source();
    expect((await run(cwd, "plan", "--quiet", "--gateway", url)).stdout).toContain("Plan: 3 to create");
    expect((await run(cwd, "apply", "--yes", "--quiet", "--gateway", url)).stdout).toContain("Applied: 3 created");
    for (const command of [["plan"], ["apply", "--yes"], ["drift"], ["validate"]] as const) {
      const { code, stdout, stderr } = await run(cwd, ...command, "--quiet", "--gateway", url);
      expect([code, stdout, stderr]).toEqual([0, "", ""]);
    }
    const failed = await run(cwd, "plan", "--quiet", "--gateway", "http://127.0.0.1:1");
    expect(failed.stderr).toContain("KG_GATEWAY_UNREACHABLE");
  });

  test("colours only where the terminal has them and nobody said no", async () => {
    const { url } = await gatewayFor();
    const cwd = await source();
    const plan = ["plan", "--gateway", url];
    expect((await run({ cwd, color: true }, ...plan)).stdout).toContain(ESCAPE);
    expect((await run({ cwd }, ...plan)).stdout).not.toContain(ESCAPE);
    expect((await run({ cwd, color: true }, ...plan, "--no-color")).stdout).not.toContain(ESCAPE);
    const env = { KONGRUENT_NO_COLOR: "1" };
    expect((await run({ cwd, color: true, env }, ...plan)).stdout).not.toContain(ESCAPE);
    expect((await run({ cwd, color: true }, ...plan, "--json")).stdout).not.toContain(ESCAPE);
    const wrong = ["plan", "--gateway", "http://127.0.0.1:1"];
    expect((await run({ cwd, color: true }, ...wrong)).stderr).toContain(ESCAPE);
    expect((await run({ cwd, color: true }, ...wrong, "--no-color")).stderr).not.toContain(ESCAPE);
  });

  test("a stream has colours on a terminal, never with NO_COLOR, always with FORCE_COLOR", () => {
    expect(allowsColor({}, true)).toBe(true);
    expect(allowsColor({}, false)).toBe(false);
    expect(allowsColor({ NO_COLOR: "1" }, true)).toBe(false);
    expect(allowsColor({ NO_COLOR: "1", FORCE_COLOR: "1" }, true)).toBe(false);
    expect(allowsColor({ NO_COLOR: "" }, true)).toBe(true);
    expect(allowsColor({ FORCE_COLOR: "1" }, false)).toBe(true);
    expect(allowsColor({ FORCE_COLOR: "0" }, true)).toBe(false);
    expect(allowsColor({ TERM: "dumb" }, true)).toBe(false);
  });

  test("somebody can be asked only where all three streams are a terminal, and never in CI", () => {
    expect(canAsk({}, [true, true, true])).toBe(true);
    expect(canAsk({}, [true, true, undefined])).toBe(false);
    expect(canAsk({ CI: "true" }, [true, true, true])).toBe(false);
  });

  test("progress is shown to a person only, on stderr, and is cleared again", async () => {
    const { url } = await gatewayFor();
    const cwd = await source(services(5));
    const watched = await run({ cwd, isInteractive: true }, "apply", "--yes", "--gateway", url);
    expect(watched.stderr).toContain(`Reading ${url}`);
    expect(watched.stderr).toContain("] 5/5");
    expect(watched.stderr.endsWith(`\r${ESCAPE}[K`)).toBe(true);
    expect(watched.stdout).not.toContain(ESCAPE);
    for (const flags of [["--json"], ["--quiet"]]) {
      expect((await run({ cwd, isInteractive: true }, "plan", "--gateway", url, ...flags)).stderr).toBe("");
    }
    expect((await run({ cwd, isInteractive: true, env: { TERM: "dumb" } }, "plan", "--gateway", url)).stderr).toBe("");
    expect((await run({ cwd, isInteractive: false }, "plan", "--gateway", url)).stderr).toBe("");
  });

  test("escape sequences and forged lines from the stack or the gateway are shown, not obeyed", async () => {
    const { url, gateway } = await gatewayFor();
    const evil = `${ESCAPE}[2Jx\u009b31m\u202eabc\r\nError KG_FORGED: forged`;
    gateway.insert("consumers", { username: `live${evil}` });
    const cwd = await source({ kong_consumer: { mobile: { username: `mine${evil}`, custom_id: evil } } });
    for (const args of [["plan"], ["drift", "--all-kinds"], ["apply", "--yes"]]) {
      const { stdout, stderr } = await run(cwd, ...args, "--gateway", url);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
      expect(stdout + stderr).not.toMatch(/^Error KG_FORGED/m);
    }
    expect(writesOf(gateway)).toHaveLength(1);
  });

  test("an error's text from the gateway cannot pose as a line of the report", async () => {
    const { url, gateway } = await gatewayFor();
    const message = `no\nError KG_FORGED: forged${ESCAPE}[0m`;
    gateway.faults.push(
      fault(
        { method: "POST", path: /^\/services$/ },
        { status: 400, body: { code: 2, message, fields: { host: message } } },
      ),
    );
    const { code, stdout } = await run(await source(services(1)), "apply", "--yes", "--gateway", url);
    expect(code).toBe(1);
    expect(stdout).not.toContain(ESCAPE);
    expect(stdout).not.toMatch(/^Error KG_FORGED/m);
  });

  test("secrets are in no output", async () => {
    const { url } = await gatewayFor();
    const cwd = await source({
      kong_consumer: { mobile: { username: "mobile" } },
      kong_key_auth: { key: { consumer_id: ref("kong_consumer.mobile.id"), key: "sesame-sesame" } },
      kong_basic_auth: {
        password: { consumer_id: ref("kong_consumer.mobile.id"), username: "m", password: "sesame-too" },
      },
    });
    for (const args of [
      ["plan"],
      ["plan", "--json"],
      ["apply", "--yes"],
      ["apply", "--yes", "--json"],
      ["drift"],
      ["drift", "--json"],
    ]) {
      const { stdout, stderr } = await run(cwd, ...args, "--gateway", url);
      expect(stdout + stderr).not.toContain("sesame");
    }
  });
});
