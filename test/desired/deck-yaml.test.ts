import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { lineOf, readYaml } from "../../src/desired/deck/yaml.ts";
import { type ErrorReport, errorReports } from "../../src/model/errors.ts";
import { often } from "../properties/chance.ts";
import { codes, declarations, failure, folderWith, load } from "./support.ts";

const read = (text: string): unknown => {
  const { value, problems } = readYaml(text);
  expect(problems).toEqual([]);
  return value;
};
const problemsOf = (text: string): readonly string[] =>
  readYaml(text).problems.map(({ offset, message }) => `${lineOf(text, offset)}: ${message}`);

const VERSION = '_format_version: "3.0"\n';

/** A file of any bytes as a source. */
const sourceOf = async (bytes: string | Uint8Array): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "kongruent-deck-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, "kong.yaml"), bytes);
  return folder;
};
const failureOfBytes = async (bytes: string | Uint8Array) =>
  failure(load(await sourceOf(bytes), { source: "kong.yaml" }));

describe("YAML as decK reads it", () => {
  // go-yaml v2, which decK uses, from its source (goyaml.v2/resolve.go): not measured.
  test.each([
    ["yes", true],
    ["Yes", true],
    ["on", true],
    ["y", true],
    ["no", false],
    ["off", false],
    ["N", false],
    ["true", true],
    ["tRue", "tRue"],
    ["~", null],
    ["", null],
    ["null", null],
    ["0123", 83],
    ["0o17", 15],
    ["08", 8],
    ["0x1F", 31],
    ["0b101", 5],
    ["1_000", 1000],
    ["1e3", 1000],
    ["+7", 7],
    ["-0", 0],
    ["-012", -10],
    [".5", 0.5],
    ["1.", 1],
    ["12:30", "12:30"],
    ["2001-01-01", "2001-01-01"],
    ["2001-12-14t21:59:43.10-05:00", "2001-12-14t21:59:43.10-05:00"],
    ["1.2.3", "1.2.3"],
    ["3.9.1", "3.9.1"],
    ["1e999", "1e999"],
    ["~/api/v\\d+", "~/api/v\\d+"],
    ["'0123'", "0123"],
    ['"yes"', "yes"],
    ["!!str 0123", "0123"],
    ["!!float 1", 1],
  ])("%s is %j", (text, value) => {
    expect(read(`a: ${text}`)).toEqual({ a: value });
  });

  test("numbers that JSON or a gateway cannot keep are errors", () => {
    expect(problemsOf("a: 1\nb: .inf\nc: .NaN\nd: 123456789012345678901")).toEqual([
      "2: infinity and 'not a number' are no numbers for a gateway.",
      "3: infinity and 'not a number' are no numbers for a gateway.",
      "4: this number has more digits than can be kept. Put quotes around it if it is a text.",
    ]);
  });

  test("anchors, aliases and merge keys", () => {
    expect(
      read(`base: &base {a: 1, b: [x, &x z]}
again: *base
merged: {<<: *base, b: 2}
several: {<<: [*base, {a: 9, c: 3}], d: *x}
before:
  a: 5
  <<: *base
quoted: {"<<": 1}
`),
    ).toEqual({
      base: { a: 1, b: ["x", "z"] },
      again: { a: 1, b: ["x", "z"] },
      merged: { a: 1, b: 2 },
      several: { a: 1, b: ["x", "z"], c: 3, d: "z" },
      before: { a: 5, b: ["x", "z"] },
      quoted: { "<<": 1 },
    });
  });

  test("what a settings file shares by anchors is not shared in declarations", async () => {
    const cwd = await folderWith({
      "kong.yaml": `${VERSION}services:\n- name: a\n  host: h\n  routes:\n  - {name: a, paths: &p [/x]}\n  - {name: b, paths: *p}\n`,
    });
    const [, a, b] = declarations(await load(cwd, { source: "kong.yaml" }));
    expect(a?.fields["paths"]).toEqual(b?.fields["paths"]);
    expect(a?.fields["paths"]).not.toBe(b?.fields["paths"]);
  });

  test("keys are texts; those of other types become them", () => {
    expect(read("1: a\ntrue: b\n0x10: c\n")).toEqual({ 1: "a", true: "b", 16: "c" });
    expect(problemsOf("[a, b]: 1\n")).toEqual(["1: a key must be a text, a number or a boolean."]);
    expect(problemsOf("a: 1\n~: 1\n")).toEqual(["2: a key must be a text, a number or a boolean."]);
  });

  test("what others pass over in silence is an error, with both lines", () => {
    expect(problemsOf("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\na: 2\n")).toEqual([
      "5: the key 'c' stands twice in one mapping, first in line 3. Keep one of the two.",
      "6: the key 'a' stands twice in one mapping, first in line 1. Keep one of the two.",
    ]);
    expect(problemsOf("a: 1\n---\nb: 2\n")).toHaveLength(1);
    expect(problemsOf("---\na: 1\n...\n")).toEqual([]);
    expect(problemsOf("a: 1\n---\n")).toEqual([]);
    expect(problemsOf("a: *nowhere\nb: !custom x\n")).toEqual([
      "1: there is no anchor of this name above the alias. Put quotes around a text that begins with '*'.",
      "2: the tag here means nothing in a decK file. Put quotes around a text that begins with '!'.",
    ]);
  });

  test("places are those of the text", () => {
    const text = "a:\n- b: 1\n  c: 2\n- {d: 1,\n   e: [x]}\n";
    const yaml = readYaml(text);
    const items = (yaml.value as { a: Record<string, unknown>[] }).a;
    const [first, second] = items as [Record<string, unknown>, Record<string, unknown>];
    const line = (offset: number | undefined) => lineOf(text, offset ?? -1);
    expect([line(yaml.offsetOf(first)), line(yaml.keyOffsetOf(first, "c"))]).toEqual([2, 3]);
    expect([line(yaml.offsetOf(second)), line(yaml.keyOffsetOf(second, "e"))]).toEqual([4, 5]);
    expect(yaml.keyOffsetOf(second, "x")).toBeUndefined();
    expect(yaml.offsetOf({})).toBeUndefined();
  });
});

describe("hostile files", () => {
  test("aliases that multiply end at once", () => {
    const levels = Array.from({ length: 20 }, (_, level) => {
      const items = Array.from({ length: 9 }, () => (level === 0 ? "x" : `*a${level - 1}`));
      return `a${level}: &a${level} [${items.join(", ")}]`;
    });
    expect(problemsOf(levels.join("\n"))).toEqual([
      expect.stringContaining("aliases make this file stand for more than a million values"),
    ]);
    const merges = Array.from({ length: 30 }, (_, level) =>
      level === 0
        ? "m0: &m0 {a: 1}"
        : `m${level}: &m${level} {a: *m${level - 1}, b: *m${level - 1}, c: *m${level - 1}}`,
    );
    expect(problemsOf(merges.join("\n"))).toHaveLength(1);
  });

  test("a secret that is no YAML is not repeated", async () => {
    for (const secret of [
      "*s3cret",
      "!s3cret",
      "&s3cret",
      "'s3cret",
      "@s3cret",
      "%s3cret",
      "s3cret: x",
      "99999999999999999999",
      "[s3cret",
      "`s3cret",
      "|s3cret",
      "!!int s3cret",
    ]) {
      const text = `${VERSION}consumers:\n- username: a\n  keyauth_credentials:\n  - key: ${secret}\n    key: x\n`;
      const errors = await failureOfBytes(text);
      expect(JSON.stringify(errors), secret).not.toMatch(/s3cret|99999/);
      expect(errors[0]?.message, secret).toMatch(/^kong\.yaml:[567]: /);
    }
  });

  test("a million values are not refused where the file itself is that large", () => {
    const shared = `config: &c {${Array.from({ length: 40 }, (_, index) => `k${index}: v`).join(", ")}}`;
    const users = Array.from({ length: 30_000 }, () => "- *c");
    const { problems } = readYaml(`${shared}\nlist:\n${users.slice(0, 12_000).join("\n")}\n`);
    expect(problems).toEqual([]);
  });

  test("an alias of what it stands in, and nesting without end", () => {
    expect(problemsOf("a: &a [1, *a]")).toEqual(["1: this alias stands inside of what its anchor names."]);
    expect(problemsOf("[".repeat(100_000))[0]).toContain("1: this is no YAML: nesting");
    expect(problemsOf(`a: ${"{b: ".repeat(5000)}`)[0]).toContain("nesting");
    expect(problemsOf("- ".repeat(50_000))[0]).toContain("nesting");
    const chain = Array.from({ length: 200 }, (_, level) =>
      level === 0 ? "a0: &a0 [x]" : `a${level}: &a${level} [*a${level - 1}]`,
    );
    expect(problemsOf(chain.join("\n"))[0]).toContain("nested too deeply");
  });

  test("keys of objects' insides are refused or plain keys", () => {
    expect(problemsOf("a:\n  __proto__: {polluted: 1}\n")).toEqual(["2: '__proto__' cannot be a key."]);
    expect(problemsOf('a: {"__proto__": 1}')).toHaveLength(1);
    expect(problemsOf("a: {<<: {__proto__: {x: 1}}}")).toHaveLength(1);
    const value = read("constructor: 1\ntoString: 2\nhasOwnProperty: 3\n") as object;
    expect(Object.keys(value)).toEqual(["constructor", "toString", "hasOwnProperty"]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("entities and settings named like objects' insides are no crash", async () => {
    const errors = await failureOfBytes(
      `${VERSION}constructor: []\ntoString: {}\nservices:\n- {name: constructor, host: h, valueOf: 1, routes: [{name: r, paths: [/], service: toString}]}\n`,
    );
    expect(codes(errors)).toContain("KG_DECK_KEY_UNKNOWN");
  });

  test("other encodings end in a sentence with the line", async () => {
    const text = `${VERSION}services:\n- name: caf\u00e9\n`;
    const cases: readonly (readonly [string, Uint8Array, string])[] = [
      ["UTF-16 little-endian", Buffer.from(`\ufeff${text}`, "utf16le"), "kong.yaml:1: the file is UTF-16."],
      ["UTF-16 big-endian", Buffer.from(`\ufeff${text}`, "utf16le").swap16(), "kong.yaml:1: the file is UTF-16."],
      ["UTF-16 without a mark", Buffer.from(text, "utf16le"), "kong.yaml:1: there is a NUL character, as in UTF-16."],
      ["Latin-1", Buffer.from(text, "latin1"), "kong.yaml:3: there is a byte that is no UTF-8 (Latin-1, perhaps)."],
      [
        "a cut character",
        Buffer.from(text).subarray(0, -2),
        "kong.yaml:3: there is a byte that is no UTF-8 (Latin-1, perhaps).",
      ],
      ["NUL", Buffer.from(`${VERSION}\na: \0\n`), "kong.yaml:3: there is a NUL character."],
      [
        "an escape character",
        Buffer.from(`${VERSION}a: \u001b[31m\n`),
        "kong.yaml:2: there is the control character 0x1b.",
      ],
    ];
    for (const [what, bytes, sentence] of cases) {
      const errors = await failureOfBytes(bytes);
      expect(codes(errors), what).toEqual(["KG_DECK_ENCODING"]);
      expect(errors[0]?.message, what).toBe(`${sentence} Save the file as UTF-8.`);
    }
    const marked = await sourceOf(`\ufeff${VERSION}services: [{name: caf\u00e9, host: h}]\r\n`);
    expect(declarations(await load(marked, { source: "kong.yaml" }))[0]?.fields["name"]).toBe("caf\u00e9");
  });

  test("tabs, a folder called like a file, a text, a list and nothing", async () => {
    expect((await failureOfBytes(`${VERSION}services:\n\t- name: a\n`))[0]?.message).toContain(
      "kong.yaml:3: this is no YAML: tab",
    );
    for (const [text, code] of [
      ["just a text", "KG_DECK_YAML"],
      ["- a\n- b\n", "KG_DECK_YAML"],
      ["", "KG_DECK_VERSION"],
      ["# only a comment\n", "KG_DECK_VERSION"],
      ["null\n", "KG_DECK_VERSION"],
      ["%YAML 9.9\n---\na: 1\n", ""],
    ]) {
      const errors = await failureOfBytes(text ?? "");
      expect(errors.length, text).toBeGreaterThan(0);
      if (code !== "") expect(codes(errors), text).toContain(code);
    }
  });

  test("a file far larger than any gateway is refused before it is read", async () => {
    const folder = await sourceOf("");
    const { open } = await import("node:fs/promises");
    const file = await open(join(folder, "kong.yaml"), "w");
    await file.truncate(100 * 1024 * 1024);
    await file.close();
    const errors = await failure(load(folder, { source: "kong.yaml" }));
    expect(errors[0]?.message).toContain("kong.yaml: the file holds more than 32 MiB");
  });

  test("a small file that stands for too much is refused before it takes the memory", async () => {
    const many = await failureOfBytes(`${VERSION}a: [${"1,".repeat(4_000_001)}1]\n`);
    expect(many[0]?.message).toContain("kong.yaml: the file holds more than 4 million values");
    const expression = `- "$${""}{{ env \`DECK_A\` }}"\n`;
    const folder = await sourceOf(`${VERSION}services:\n${expression.repeat(1000)}`);
    const grown = await failure(load(folder, { source: "kong.yaml", env: { DECK_A: "x".repeat(100_000) } }));
    expect(grown[0]?.message).toContain("with the values of the environment the file holds more than 32 MiB");
  });

  test("thousands of errors of one kind end in time", async () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1\n`).join("");
    expect(problemsOf(keys + keys)).toHaveLength(100);
    const services = Array.from({ length: 5_000 }, (_, index) => `- {name: service-${index}, host: h}\n`).join("");
    const routes = Array.from(
      { length: 5_000 },
      (_, index) => `- {name: r${index}, service: servce-${index}, paths: [/]}\n`,
    );
    const errors = await failureOfBytes(`${VERSION}services:\n${services}routes:\n${routes.join("")}`);
    expect(errors).toHaveLength(5_000);
    expect(errors[0]?.message).toContain("Did you mean 'service-0'?");
  });

  test("templates and blank lines without end", async () => {
    const comments = "#$" + "{{ /* }}\n";
    const texts = "#$" + '{{ "x" }}\n';
    expect(await failureOfBytes(VERSION + comments.repeat(100_000))).toHaveLength(100);
    const many = await sourceOf(`${VERSION}${texts.repeat(20_000)}services: [{name: a, host: h}]\n`);
    expect(declarations(await load(many, { source: "kong.yaml" }))).toHaveLength(1);
    const blank = await sourceOf(`${"\n".repeat(60_000)}${VERSION}`);
    expect((await load(blank, { source: "." })).gateways).toHaveLength(1);
    const json = await folderWith({ "a.json": '{"services": [], "_format_version": "3.0"}' });
    expect((await load(json, { source: "." })).gateways).toHaveLength(1);
  });

  test("another tool's file is told by one sentence", async () => {
    const folder = await sourceOf("");
    await writeFile(join(folder, "plan.json"), '{"format": "kongruent.saved-plan/1", "plans": []}');
    const errors = await failure(load(folder, { source: "plan.json" }));
    expect(codes(errors)).toEqual(["KG_DECK_VERSION"]);
  });

  test("whatever stands in a file, it ends in declarations or in errors with a place", async () => {
    const parts = [
      "services:",
      "- name: a",
      "  host: h",
      "  routes:",
      "  - name: r",
      "    paths: [/a]",
      "plugins:",
      "- name: cors",
      "  service: a",
      "  config: {",
      "}",
      "[",
      "]",
      "&x",
      "*x",
      "<<: *x",
      "? ",
      ": ",
      "!!int ",
      "|",
      ">-",
      "'",
      '"',
      "#",
      "---",
      "...",
      "\t",
      "\n",
      "\n  ",
      "\n- ",
      "_info: {select_tags: [t]}",
      "_plugin_configs:",
      "consumers: ~",
      "id: 1",
      "__proto__: 1",
      "0x",
      "1e9",
      "$" + "{{ env `DECK_A` }}",
      `\${{`,
      "}}",
      `\${{ 1 | indent }}`,
      "%YAML 1.1",
      "\u2028",
      "\ud83d\ude00",
      "upstreams: [{targets: [{target: 1}]}]",
    ];
    const pieces = fc.tuple(fc.constantFrom(...parts), fc.constantFrom("", " ", "\n"));
    const texts = fc.array(pieces, { minLength: 1, maxLength: 30 }).map((list) => list.flat().join(""));
    const values = fc.constantFrom("x", "[1]", "a: b", "\n- x", '"', "", "# x");
    const folder = await sourceOf("");
    await fc.assert(
      fc.asyncProperty(texts, values, async (text, value) => {
        await writeFile(join(folder, "kong.yaml"), VERSION + text);
        const loaded = load(folder, { source: "kong.yaml", env: { DECK_A: value } });
        const errors = await loaded.then((desired): readonly ErrorReport[] => {
          for (const { fields } of declarations(desired)) expect(JSON.stringify(fields)).not.toContain('"text":');
          return [];
        }, errorReports);
        for (const { message } of errors) expect(message).toMatch(/^kong\.yaml:\d+/);
      }),
      often(400),
    );
  }, 60_000);
});
