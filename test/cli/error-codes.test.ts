import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Lines of code: a comment may give a code that does not exist as an example. */
const codeLines = (text: string): string =>
  text
    .split("\n")
    .filter((line) => !/^\s*(\*|\/\*|\/\/)/.test(line))
    .join("\n");

const inSource = new Set(
  readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap(
      (file) => codeLines(readFileSync(join(root, "src", file), "utf8")).match(/"KG_[A-Z_]+"|\(KG_[A-Z_]+\)/g) ?? [],
    )
    .map((text) => text.slice(1, -1)),
);
const page = readFileSync(join(root, "docs/errors.md"), "utf8");
const rows = [...page.matchAll(/^\| `(KG_[A-Z_]+)` \|(.*)\|$/gm)];
const documented = rows.map(([, code = ""]) => code);

describe("docs/errors.md", () => {
  test("has a line for every code in src, and for no other", () => {
    expect([...inSource].filter((code) => !documented.includes(code))).toEqual([]);
    expect(documented.filter((code) => !inSource.has(code))).toEqual([]);
  });

  test("has one line per code, and every line says when and what to do", () => {
    expect(documented).toEqual([...new Set(documented)]);
    for (const [, code, cells = ""] of rows) {
      for (const cell of cells.split(" | ")) expect(cell.trim(), code).not.toBe("");
    }
  });
});
