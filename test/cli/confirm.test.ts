import { describe, expect, test } from "vitest";
import { createTerminal, gatewayFor, run, runOn, source, writesOf } from "./support.ts";

describe("the question before an apply", () => {
  test("names the gateway and how many changes, and yes makes them", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source();
    const { code, questions, stdout } = await run({ cwd, ask: () => "yes" }, "apply", "--gateway", url);
    expect(code).toBe(0);
    expect(questions).toHaveLength(1);
    expect(questions[0]).toContain(`Make 3 changes on ${url}?`);
    expect(stdout).toContain("Plan: 3 to create");
    expect(writesOf(gateway)).toHaveLength(3);
  });

  test.each(["", "y", "Y", "YES", "Yes", "yes please", "no", "true", "1"])(
    "%j is no yes: nothing is written",
    async (answer) => {
      const { url, gateway } = await gatewayFor();
      const { code, stdout } = await run({ cwd: await source(), ask: () => answer }, "apply", "--gateway", url);
      expect(code).toBe(1);
      expect(stdout).toContain("Not confirmed, so nothing was written.");
      expect(writesOf(gateway)).toEqual([]);
    },
  );

  test("declined with --json is one document, and what the question is about stands on stderr", async () => {
    const { url } = await gatewayFor();
    const cwd = await source();
    const { code, errors, stderr } = await run({ cwd, ask: () => "no" }, "apply", "--json", "--gateway", url);
    expect(code).toBe(1);
    expect(errors).toMatchObject([{ code: "KG_DECLINED" }]);
    expect(stderr).toContain("Plan: 3 to create");
  });

  test("what changed while the question stood is not written over: the plan is stale", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source();
    const ask = (): string => {
      gateway.insert("services", { name: "orders", host: "made-meanwhile.example" });
      return "yes";
    };
    const { code, stderr } = await run({ cwd, ask }, "apply", "--gateway", url);
    expect(code).toBe(3);
    expect(stderr).toContain("services/orders has appeared on the gateway");
    expect(writesOf(gateway)).toEqual([]);
  });

  test("where nobody can be asked, --yes is needed, and the message says so", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source();
    const text = await run(cwd, "apply", "--gateway", url);
    expect(text.code).toBe(1);
    expect(text.stderr).toContain("KG_CONFIRMATION_NEEDED");
    expect(text.stderr).toContain("--yes");
    const { code, json } = await run(cwd, "apply", "--json", "--gateway", url);
    expect(code).toBe(1);
    expect(json).toMatchObject({ format: "kongruent.apply/1", errors: [{ code: "KG_CONFIRMATION_NEEDED" }] });
    expect(writesOf(gateway)).toEqual([]);
  });

  test("with nothing to change nobody is asked, and --yes is not needed", async () => {
    const { url } = await gatewayFor();
    const cwd = await source();
    await run(cwd, "apply", "--yes", "--gateway", url);
    const asked = await run({ cwd, ask: () => "no" }, "apply", "--gateway", url);
    expect(asked).toMatchObject({ code: 0, questions: [] });
    expect((await run(cwd, "apply", "--gateway", url)).code).toBe(0);
  });

  test("a plan with errors is not asked about", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source({ kong_plugin: { cors: { name: "cors" } } });
    const { code, questions } = await run({ cwd, ask: () => "yes" }, "apply", "--gateway", url);
    expect(code).toBe(1);
    expect(questions).toEqual([]);
    expect(writesOf(gateway)).toEqual([]);
  });

  test("Ctrl-C at the question ends the run and writes nothing", async () => {
    const { url, gateway } = await gatewayFor();
    const terminal = createTerminal({
      cwd: await source(),
      ask: (_question, { interrupt }) => {
        interrupt();
        return new Promise(() => {});
      },
    });
    const { code, errors } = await runOn(terminal, "apply", "--json", "--gateway", url);
    expect(code).toBe(1);
    expect(errors).toMatchObject([{ code: "KG_INTERRUPTED", message: `Interrupted: nothing was written to ${url}.` }]);
    expect(writesOf(gateway)).toEqual([]);
  });
});
