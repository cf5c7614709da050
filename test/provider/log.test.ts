import { expect, test } from "vitest";
import { Secret } from "../../src/model/secret.ts";
import { createLog, type LogFields, type LogLevel, noLog } from "../../src/provider/log.ts";
import { Decimal, UNKNOWN } from "../../src/provider/value.ts";

const levels: readonly LogLevel[] = ["trace", "debug", "info", "warn", "error"];
const now = (): number => Date.UTC(2026, 0, 2, 3, 4, 5, 678);

const written = (env: Readonly<Record<string, string>>, fields?: LogFields): readonly Record<string, unknown>[] => {
  const lines: string[] = [];
  const log = createLog({ env, write: (line) => lines.push(line), now });
  for (const level of levels) log[level](`a ${level}`, fields);
  return lines.map((line) => {
    expect(line).toMatch(/^[^\n]+\n$/);
    return JSON.parse(line) as Record<string, unknown>;
  });
};
const writtenLevels = (env: Readonly<Record<string, string>>): readonly unknown[] =>
  written(env).map((line) => line["@level"]);

test("a line is JSON in go-plugin's form, with further facts under their names", () => {
  expect(written({ TF_LOG: "error" }, { kind: "service", count: 2 })).toEqual([
    {
      "@level": "error",
      "@message": "a error",
      "@module": "provider.kong",
      "@timestamp": "2026-01-02T03:04:05.678000Z",
      kind: "service",
      count: 2,
    },
  ]);
});

test("without a level from the user only what went wrong is written", () => {
  expect(writtenLevels({})).toEqual(["warn", "error"]);
  expect(writtenLevels({ TF_LOG: "" })).toEqual(["warn", "error"]);
});

test("the user's level counts: the provider's own first, words that are no level mean all", () => {
  expect(writtenLevels({ TF_LOG: "DEBUG" })).toEqual(["debug", "info", "warn", "error"]);
  expect(writtenLevels({ TF_LOG: "trace", TF_LOG_PROVIDER: "ERROR" })).toEqual(["error"]);
  expect(writtenLevels({ TF_LOG_PROVIDER: "error", TF_LOG_PROVIDER_KONG: "info" })).toEqual(["info", "warn", "error"]);
  expect(writtenLevels({ TF_LOG: "JSON" })).toEqual(levels);
  expect(writtenLevels({ TF_LOG: "1" })).toEqual(levels);
  expect(writtenLevels({ TF_LOG: "off" })).toEqual([]);
  expect(writtenLevels({ TF_LOG_CORE: "trace" })).toEqual(["warn", "error"]);
});

test("isEnabled says what will be written", () => {
  const log = createLog({ env: { TF_LOG: "info" }, write: () => {} });
  expect(levels.filter(log.isEnabled)).toEqual(["info", "warn", "error"]);
  expect(levels.filter(noLog.isEnabled)).toEqual([]);
});

test("secrets are ***, wherever they are", () => {
  const secret = new Secret("hunter2");
  const [line] = written(
    { TF_LOG: "error" },
    { secret, deep: [{ key: secret }], failed: new Error("x", { cause: secret }) },
  );
  expect(line).toMatchObject({ secret: "***", deep: [{ key: "***" }], failed: { message: "x", cause: "***" } });
  expect(JSON.stringify(line)).not.toContain("hunter2");
});

test("whatever is given is written, and never throws", () => {
  const circular: Record<string, unknown> = {};
  circular["self"] = circular;
  const odd = {
    big: 2n ** 64n,
    unknown: UNKNOWN,
    decimal: new Decimal("1.5"),
    nothing: undefined,
    code: () => 1,
    error: new TypeError("wrong"),
    circular,
    '"quoted"\n': "a\nb",
  };
  const [line] = written({ TF_LOG: "error" }, odd);
  expect(line).toMatchObject({
    big: "18446744073709551616",
    unknown: "Symbol(known after apply)",
    decimal: { text: "1.5" },
    nothing: null,
    error: { name: "TypeError", message: "wrong" },
    circular: expect.stringContaining("circular"),
    '"quoted"\n': "a\nb",
  });
});
