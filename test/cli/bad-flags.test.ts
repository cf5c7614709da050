import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, gatewayFor, run, source } from "./support.ts";

const FORMATS: Readonly<Record<string, string>> = {
  plan: "kongruent.plan/1",
  drift: "kongruent.plan/1",
  apply: "kongruent.apply/1",
  validate: "kongruent.validate/1",
};

describe("a wrong command line", () => {
  test.each(Object.entries(FORMATS))(
    "an unknown flag of %s: one message, exit code 1, its own document",
    async (command, format) => {
      const cwd = await folderWith();
      const text = await run(cwd, command, "--gatway", "http://127.0.0.1:1");
      expect(text.code).toBe(1);
      expect(text.stdout).toBe("");
      expect(text.stderr).toBe(
        `Error KG_USAGE: unknown option '--gatway': did you mean --gateway? See npx kongruent ${command} --help.\n`,
      );
      const { code, json, stderr } = await run(cwd, command, "--json", "--gatway", "http://127.0.0.1:1");
      expect(code).toBe(1);
      expect(stderr).toBe("");
      expect(json).toMatchObject({ format, errors: [{ code: "KG_USAGE", address: null }] });
    },
  );

  test("failed documents have all the keys of the summary", async () => {
    const cwd = await folderWith();
    const plan = await run(cwd, "plan", "--json", "--nonsense");
    expect(Object.keys(plan.json.summary)).toEqual(["create", "adopt", "update", "delete", "unchanged", "unmanaged"]);
    const apply = await run(cwd, "apply", "--json", "--nonsense");
    expect(Object.keys(apply.json.summary)).toEqual([
      "created",
      "adopted",
      "updated",
      "deleted",
      "unchanged",
      "failed",
      "blocked",
    ]);
    expect(apply.json.requests).toEqual({ read: 0, write: 0 });
  });

  test("the value of a mistyped flag is not repeated: it may be a token", async () => {
    const { stderr } = await run(await folderWith(), "plan", "--tokn=sesame");
    expect(stderr).toBe("Error KG_USAGE: unknown option '--tokn'. See npx kongruent plan --help.\n");
  });

  test("an unknown command suggests the nearest one", async () => {
    const cwd = await folderWith();
    const { code, stderr } = await run(cwd, "plam");
    expect(code).toBe(1);
    expect(stderr).toBe("Error KG_USAGE: unknown command 'plam': did you mean plan? See npx kongruent --help.\n");
    const { json } = await run(cwd, "plam", "--json");
    expect(json).toMatchObject({ format: "kongruent.error/1", errors: [{ code: "KG_USAGE" }] });
  });

  test("a flag in front of the command says where it belongs", async () => {
    const { code, json } = await run(await folderWith(), "--json", "plan");
    expect(code).toBe(1);
    expect(json.errors[0].message).toContain("flags stand behind the command");
  });

  test.each([
    [["--max-deletes", "many"], /--max-deletes.*whole number/],
    [["--max-deletes", ""], /--max-deletes.*whole number/],
    [["--max-deletes", "-1"], /--max-deletes.*whole number/],
    [["--max-deletes", "1.5"], /--max-deletes.*whole number/],
    [["--concurrency", "0"], /--concurrency.*from 1 to 1000/],
    [["--timeout", "1e3"], /--timeout.*whole number/],
    [["--only", "servces"], /--only.*services, routes/],
    [["--adopt", "all"], /--adopt.*never, own, unowned, any/],
    [["--token", ""], /--token.*empty/],
    [["--gateway", ""], /--gateway.*empty/],
    [["--token", "a", "--token-file", "b"], /either --token or --token-file/],
    [["one", "two"], /too many arguments/],
    [["--out"], /--out <file>.*argument missing/],
  ])("%j is refused with what it must be", async (flags, said) => {
    const { code, stderr } = await run(await source(), "plan", ...flags);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Error KG_USAGE: .*See npx kongruent plan --help\.\n$/);
    expect(stderr).toMatch(said);
  });

  test.each([
    [["--header", "sesame"], "KG_HEADER_INVALID", /'Name: value'/],
    [["--header", "bad name: sesame"], "KG_HEADER_INVALID", /--header/],
    [["--header", "X-Key: se\nsame"], "KG_HEADER_INVALID", /--header/],
    [["--var", "sesame"], "KG_VAR_INVALID", /name=value/],
    [["--var", "=sesame"], "KG_VAR_INVALID", /name=value/],
    [["--var", "hots=sesame"], "KG_VARIABLE_UNKNOWN", /hots/],
    [["--var-file", "gone.tfvars"], "KG_VARIABLE_FILE", /gone\.tfvars/],
    [["--token-file", "gone"], "KG_FILE_UNREADABLE", /token file gone .*does not exist/],
    [["--token-file", "empty"], "KG_FILE_UNREADABLE", /token file empty .*empty/],
    [["--tls-ca-cert", "gone.pem"], "KG_FILE_UNREADABLE", /gone\.pem/],
    [["--tls-ca-cert", "empty"], "KG_TLS_FILES", /--tls-ca-cert/],
    [["--tls-client-cert", "cdk.tf.json"], "KG_TLS_FILES", /--tls-client-key/],
    [["--workspace", "gone"], "KG_WORKSPACE_NOT_FOUND", /--workspace/],
    [["--target", "services/gone"], "KG_TARGET_UNKNOWN", /services\/orders/],
  ])("%j is refused with %s, says what to do, and repeats no value", async (flags, code, said) => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source();
    await writeFile(join(cwd, "empty"), "");
    for (const command of [["plan"], ["apply", "--yes"]] as const) {
      const text = await run(cwd, ...command, "--gateway", url, ...flags);
      expect(text.code).toBe(1);
      expect(text.stdout + text.stderr).toMatch(new RegExp(`Error ${code}: `));
      expect(text.stdout + text.stderr).toMatch(said);
      expect(text.stdout + text.stderr).not.toContain("sesame");
      const { json } = await run(cwd, ...command, "--json", "--gateway", url, ...flags);
      expect(json.errors).toMatchObject([{ code }]);
    }
    expect(gateway.log.filter(({ method }) => method !== "GET")).toEqual([]);
  });
});
