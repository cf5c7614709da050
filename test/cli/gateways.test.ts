import { describe, expect, test } from "vitest";
import {
  createTerminal,
  fault,
  folderWith,
  gatewayFor,
  outputOf,
  run,
  runOn,
  services,
  stackJson,
  writesOf,
} from "./support.ts";

const two = async () => {
  const [one, other] = [await gatewayFor(), await gatewayFor()];
  const cwd = await folderWith(
    outputOf({
      a: stackJson(services(1), { admin_url: one.url, owner: "a" }),
      b: stackJson(services(2), { admin_url: other.url, owner: "b" }),
    }),
  );
  return { one, other, cwd };
};

describe("a source for several gateways", () => {
  test("gives one result per gateway, in one document", async () => {
    const { one, other, cwd } = await two();
    for (const command of ["plan", "drift"]) {
      const { code, json } = await run(cwd, command, ".", "--json");
      expect(code).toBe(2);
      expect(json).toMatchObject({
        format: "kongruent.plans/1",
        results: [
          { format: "kongruent.plan/1", gateway: { url: one.url }, summary: { create: 1 } },
          { format: "kongruent.plan/1", gateway: { url: other.url }, summary: { create: 2 } },
        ],
      });
    }
    const applied = await run(cwd, "apply", ".", "--yes", "--json");
    expect(applied.code).toBe(0);
    expect(applied.json).toMatchObject({
      format: "kongruent.applies/1",
      results: [{ summary: { created: 1 } }, { summary: { created: 2 } }],
    });
  });

  test("--stack chooses, and then there is one result as ever", async () => {
    const { one, other, cwd } = await two();
    const { json } = await run(cwd, "plan", ".", "--json", "--stack", "b");
    expect(json).toMatchObject({ format: "kongruent.plan/1", gateway: { url: other.url } });
    const moved = await run(cwd, "apply", ".", "--yes", "--stack", "b", "--gateway", one.url);
    expect(moved.code).toBe(0);
    expect([writesOf(one.gateway).length, writesOf(other.gateway).length]).toEqual([2, 0]);
  });

  test("--gateway and KONGRUENT_GATEWAY are ambiguous then", async () => {
    const { one, other, cwd } = await two();
    for (const command of [["plan"], ["apply", "--yes"], ["validate", "--online"]] as const) {
      const byFlag = await run(cwd, ...command, ".", "--json", "--gateway", one.url);
      const byEnv = await run({ cwd, env: { KONGRUENT_GATEWAY: one.url } }, ...command, ".", "--json");
      for (const { code, errors } of [byFlag, byEnv]) {
        expect(code).toBe(1);
        expect(errors).toMatchObject([{ code: "KG_GATEWAY_AMBIGUOUS", message: expect.stringContaining("--stack") }]);
      }
    }
    expect([...one.gateway.log, ...other.gateway.log]).toEqual([]);
  });

  test("what is ambiguous is named with its addresses, and --stack only where it can help", async () => {
    const { one, other, cwd } = await two();
    const { errors } = await run(cwd, "plan", ".", "--json", "--gateway", one.url);
    expect(errors[0]?.message).toContain(`${one.url} (stack a), ${other.url} (stack b). Choose one with --stack`);
    const both = await folderWith({
      "cdk.tf.json": {
        ...stackJson({
          kong_service: {
            a: { name: "a", host: "h" },
            b: { name: "b", host: "h", provider: "kong.other" },
          },
        }),
        provider: {
          kong: [
            { owner: "a", admin_url: one.url },
            { alias: "other", owner: "a", admin_url: other.url },
          ],
        },
      },
    });
    const alone = await run(both, "plan", "--json", "--gateway", one.url);
    expect(alone.errors).toMatchObject([{ code: "KG_GATEWAY_AMBIGUOUS" }]);
    expect(alone.errors[0]?.message).toContain(other.url);
    expect(alone.errors[0]?.message).not.toContain("--stack");
  });

  test("one exact owner's tag for several owners of one gateway is refused: each would delete what the other declares", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await folderWith(
      outputOf({ a: stackJson(services(1), { owner: "a" }), b: stackJson(services(1), { owner: "b" }) }),
    );
    const { code, errors } = await run(cwd, "apply", ".", "--yes", "--json", "--owner-tag", "shared", "--gateway", url);
    expect(code).toBe(1);
    expect(errors).toMatchObject([{ code: "KG_OWNER_TAG_SHARED" }]);
    expect(writesOf(gateway)).toEqual([]);
  });

  test("one gateway's failure does not hide the other's result", async () => {
    const { one, other, cwd } = await two();
    await one.close();
    const planned = await run(cwd, "plan", ".", "--json");
    expect(planned.code).toBe(1);
    expect(planned.json.results).toMatchObject([
      { gateway: { url: one.url }, errors: [{ code: "KG_GATEWAY_UNREACHABLE" }] },
      { gateway: { url: other.url }, summary: { create: 2 }, errors: [] },
    ]);
    const text = await run(cwd, "apply", ".", "--yes");
    expect(text.code).toBe(1);
    expect(text.stderr).toMatch(new RegExp(`^Gateway ${one.url}\nError KG_GATEWAY_UNREACHABLE`));
    expect(text.stdout).toContain("Applied: 2 created");
    expect(writesOf(other.gateway)).toHaveLength(2);
  });

  test("a setting that is wrong for one gateway is that gateway's failure only", async () => {
    const { url } = await gatewayFor();
    const cwd = await folderWith(
      outputOf({
        a: stackJson(services(1), { admin_url: "http://127.0.0.1:1", admin_token_file: "gone" }),
        b: stackJson(services(1), { admin_url: url }),
      }),
    );
    const { code, json } = await run(cwd, "plan", ".", "--json");
    expect(code).toBe(1);
    expect(json.results).toMatchObject([{ errors: [{ code: "KG_FILE_UNREADABLE" }] }, { summary: { create: 1 } }]);
  });

  test("each gateway is asked about by itself", async () => {
    const { one, other, cwd } = await two();
    const { code, questions } = await run(
      { cwd, ask: (question) => (question.includes(one.url) ? "no" : "yes") },
      "apply",
      ".",
    );
    expect(code).toBe(1);
    expect(questions).toHaveLength(2);
    expect(questions[1]).toContain(`Make 2 changes on ${other.url}?`);
    expect([writesOf(one.gateway).length, writesOf(other.gateway).length]).toEqual([0, 2]);
  });

  test("Ctrl-C while the first is written: the second is not begun, and both are in the document", async () => {
    const { one, other, cwd } = await two();
    const terminal = createTerminal({ cwd });
    one.gateway.faults.push(fault({ method: "POST", path: /^\/services$/ }, { before: terminal.interrupt }));
    const { code, json } = await runOn(terminal, "apply", ".", "--yes", "--json");
    expect(code).toBe(1);
    expect(json.results).toMatchObject([
      { gateway: { url: one.url }, summary: { created: 1 } },
      { gateway: { url: other.url }, operations: [], errors: [{ code: "KG_INTERRUPTED" }] },
    ]);
    expect(other.gateway.log).toEqual([]);
  });

  test("Ctrl-C while the second is only read: ends at once, and what was done on the first is told", async () => {
    const { one, other, cwd } = await two();
    const terminal = createTerminal({ cwd });
    other.gateway.faults.push(fault({ path: /^\/services\?/ }, { before: terminal.interrupt }));
    const { code, json } = await runOn(terminal, "apply", ".", "--yes", "--json");
    expect(code).toBe(1);
    expect(json.results).toMatchObject([
      { gateway: { url: one.url }, summary: { created: 1 }, errors: [] },
      { gateway: { url: other.url }, operations: [], errors: [{ code: "KG_INTERRUPTED" }] },
    ]);
    expect(writesOf(other.gateway)).toEqual([]);
  });
});
