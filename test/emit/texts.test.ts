/** Values as HCL and as YAML: read back they are what they were. */
import fc from "fast-check";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { parseTfvars } from "../../src/desired/tfvars.ts";
import { print, valueExpression } from "../../src/emit/code.ts";
import { hclBody, hclText } from "../../src/emit/hcl-value.ts";
import { yamlDocument, yamlText } from "../../src/emit/yaml.ts";
import { createEmbeddedGateway } from "../../src/testing.ts";
import { often } from "../properties/chance.ts";
import { deckDeclarations, importOf, NOTHING, news, planOf, stackDeclarations } from "./support.ts";

const OPEN = ["$", "{"].join("");
const units = [
  ..."ab -_:#'\"\\\n\t\r,[]{}&*!|>%@`$?~0.=<",
  OPEN,
  "%{",
  "é",
  "日",
  "\u2028",
  "\u0085",
  "\u0000",
  "\ufeff",
];
const texts = fc.oneof(
  fc.string({ unit: fc.constantFrom(...units), maxLength: 10 }),
  fc.constantFrom(
    "yes",
    "no",
    "on",
    "null",
    "~",
    "true",
    "1",
    "0x1",
    "1e3",
    "2020-01-01",
    "",
    " a",
    "a ",
    "- a",
    "a: b",
    "<<",
    "=",
    ".inf",
    "0o7",
    "1_000",
    "12:30:45",
  ),
  fc.string({ unit: "grapheme", maxLength: 6 }),
);
/** Texts of several lines, which are written line by line where that is possible. */
const blocks = fc
  .tuple(
    fc.array(
      fc.oneof(fc.string({ unit: fc.constantFrom(...units), maxLength: 6 }), fc.constantFrom("", "EOT", "  x", "---")),
      {
        minLength: 3,
        maxLength: 6,
      },
    ),
    fc.constantFrom("", "\n", "\n\n"),
  )
  .map(([lines, end]) => lines.join("\n") + end);
const keys = fc.oneof(texts, fc.constantFrom("a", "for", "null", "true", "constructor"));
const leaves = fc.oneof(
  texts,
  blocks,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const { whole } = fc.letrec<{ value: unknown; whole: Record<string, unknown> }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, leaves, fc.array(tie("value"), { maxLength: 4 }), tie("whole")),
  whole: fc.array(fc.tuple(keys, tie("value")), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
}));

/** Minus zero is zero in both. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test("any value as YAML is read back as it was", () => {
  fc.assert(
    fc.property(whole, (value) => {
      expect(plain(load(yamlDocument({ value })))).toEqual(plain({ value }));
    }),
    often(400),
  );
});

test("any value as HCL is read back as it was", () => {
  fc.assert(
    fc.property(whole, (value) => {
      expect(plain(parseTfvars(`value = ${hclText(value)}\n`))).toEqual(plain({ value }));
      expect(plain(parseTfvars(hclBody({ a: value, longer: [value] }, "")))).toEqual(
        plain({ a: value, longer: [value] }),
      );
    }),
    often(400),
  );
});

test("what begins a template of decK's is hidden in a text", () => {
  expect(yamlText(`${["$", "{{"].join("")} env }}`)).toBe('"$\\u007b{ env }}"');
});

/** What no text of YAML can hold as it is. */
const UNPRINTABLE = new Set(["\u2028", "\u0085", "\u0000", "\ufeff", "\r"]);
/** A block ends with one line break or with none. */
const isKept = (text: string): boolean => !/\n\s+$|\s\n$|^\s*\n?$/.test(text);

describe("a secret of any text", () => {
  const secrets = fc.oneof(
    fc.string({
      unit: fc.constantFrom(...units.filter((unit) => !UNPRINTABLE.has(unit))),
      minLength: 1,
      maxLength: 12,
    }),
    fc.constantFrom("a\nb\n", "\n a", " \na", "-----BEGIN\nx\n-----END-----\n", "it's", '"', "\\", "a: b", " leading"),
  );
  test("arrives through a stack and through a decK file", async () => {
    await fc.assert(
      fc.asyncProperty(secrets.filter(isKept), async (key) => {
        const gateway = createEmbeddedGateway();
        const { id } = gateway.insert("consumers", { username: "mobile" });
        gateway.insert("keyauth_credentials", { consumer: { id }, key });
        const { document } = await importOf(gateway);
        expect(news(await planOf(gateway, await stackDeclarations(document)))).toEqual(NOTHING);
        expect(news(await planOf(gateway, await deckDeclarations(document)))).toEqual(NOTHING);
      }),
      often(40),
    );
  });
});

/** A certificate, as people paste it. */
const PEM = "-----BEGIN CERTIFICATE-----\nMIIB+/=\nMIIC\n-----END CERTIFICATE-----\n";

test("a text of several lines is written line by line, wherever it means the same", () => {
  expect(yamlDocument({ list: [{ cert: PEM }], chain: PEM.trimEnd() })).toBe(
    `list:\n- cert: |\n${PEM.replace(/^(?=.)/gm, "    ")}chain: |-\n${PEM.replace(/^(?=.)/gm, "  ")}`,
  );
  const none = (): undefined => undefined;
  expect(hclBody({ cert: PEM, a: 1 }, "  ", none, true)).toBe(
    `  cert = <<-EOT\n${PEM.replace(/^(?=.)/gm, "    ")}  EOT\n  a    = 1`,
  );
  expect(hclBody({ cert: PEM.trimEnd() }, "", none, true)).toContain("\\n");
  expect(print(valueExpression({ cert: PEM }, none), "", 0, 0)).toBe(`{\n  cert: \`${PEM}\`,\n}`);
  for (const odd of [`${PEM}\\`, `${PEM}\``, `${PEM}${OPEN}`, `${PEM} \n`, PEM.replaceAll("\n", "\r\n")]) {
    expect(print(valueExpression(odd, none), "", 0, 0)).toMatch(/^".*"$/);
  }
});

test("any text as TypeScript is what it was", () => {
  fc.assert(
    fc.property(fc.oneof(texts, blocks), (text) => {
      const written = print(
        valueExpression({ text }, () => undefined),
        "",
        0,
        0,
      );
      // The program is what is tested.
      expect(new Function(`return (${written}).text`)()).toBe(text);
    }),
    often(400),
  );
});
