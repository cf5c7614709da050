import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { rules } from "../../src/lint/rules.ts";
import { LINT_CODES } from "../../src/model/lint.ts";

const folder = fileURLToPath(new URL("../../docs/lint", import.meta.url));
const sorted = (names: readonly string[]): readonly string[] => [...names].sort();

test("every code has a page, every page is of a code, and the index lists them in order", () => {
  const pages = readdirSync(folder).filter((file) => file !== "index.md");
  expect(sorted(pages)).toEqual(sorted(LINT_CODES.map((code) => `${code}.md`)));
  for (const code of LINT_CODES) {
    const page = readFileSync(join(folder, `${code}.md`), "utf8");
    expect(page.split("\n")[0]).toBe(`# ${code}`);
    expect(page, code).toContain("**What to do.**");
    expect(page, code).toContain("**What is looked at.**");
  }
  const index = readFileSync(join(folder, "index.md"), "utf8");
  const listed = [...index.matchAll(/^\| \[`([a-z-]+)`\]\(\1\.md\) \|/gm)].map(([, code]) => code);
  expect(listed).toEqual([...LINT_CODES]);
});

test("every code but that of unused silences has one rule", () => {
  expect(sorted([...rules.map(({ code }) => code), "silence-unused"])).toEqual(sorted(LINT_CODES));
});
