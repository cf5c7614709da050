/** The documentation holds: its links lead somewhere, its samples compile, its flags exist. @module */
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { buildProgram } from "../../src/cli/program.ts";
import { adderName } from "../../src/model/constructs.ts";
import { kinds } from "../../src/model/kinds.ts";
import { offerText } from "../../src/model/offer.ts";
import { createTerminal } from "../cli/support.ts";

const root = resolve(import.meta.dirname, "../..");
const guides = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" });
const pages = ["README.md", ...guides.filter((file) => file.endsWith(".md")).map((file) => join("docs", file))];
const textOf = (page: string): string => readFileSync(join(root, page), "utf8");

const FENCE = /^( *)```(\w*)\n([\s\S]*?)^\1```$/gm;
const proseOf = (page: string): string => textOf(page).replace(FENCE, "");

/** The anchors that a page's headings get where it is shown. */
const anchorsOf = (page: string): readonly string[] =>
  [...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );

test("every relative link of the documentation leads to a file, and to a heading in it", () => {
  const broken = pages.flatMap((page) =>
    [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = ""]) => {
      if (/^[a-z]+:/.test(target)) return [];
      const [path = "", anchor] = target.split("#");
      const file = path === "" ? page : join(dirname(page), path);
      const isThere = existsSync(join(root, file));
      const isHeading = anchor === undefined || (isThere && file.endsWith(".md") && anchorsOf(file).includes(anchor));
      return isThere && isHeading ? [] : [`${page}: ${target}`];
    }),
  );
  expect(broken).toEqual([]);
});

test("every guide is in the index", () => {
  const index = textOf("docs/README.md");
  const missing = guides.filter((file) => /^[a-z-]+\.md$/.test(file) && !index.includes(`(${file})`));
  expect(missing).toEqual([]);
});

/** Whole programs in the pages, by a file name: their own, in a first comment, or one made of the page's. */
const samples = (): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const page of pages) {
    for (const [, , language, text = ""] of textOf(page).matchAll(FENCE)) {
      if (language !== "ts" || !/^(\/\/ \S+\.ts\n)?import /.test(text)) continue;
      const name = /^\/\/ (\S+\.ts)\n/.exec(text)?.[1] ?? `${page.replace(/\W+/g, "-")}-${found.size}.ts`;
      if (found.has(name)) throw new Error(`two samples are called ${name}`);
      found.set(name, text);
    }
  }
  return found;
};

test("every sample that starts with an import compiles", () => {
  const folder = mkdtempSync(join(tmpdir(), "kongruent-docs-"));
  try {
    const files = samples();
    expect([...files.keys()].filter((name) => name.startsWith("docs-stacks")).length).toBeGreaterThan(4);
    for (const [name, text] of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
    const paths = {
      kongruent: [join(root, "src/index.ts")],
      "kongruent/cdktn": [join(root, "dist/cdktn/index.d.ts")],
      "kongruent/plugins": [join(root, "src/plugins.ts")],
      "kongruent/testing": [join(root, "src/testing.ts")],
    };
    const project = {
      extends: join(root, "tsconfig.json"),
      compilerOptions: { paths },
      include: ["**/*.ts"],
      exclude: ["node_modules"],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(project));
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
    expect(stdout).toBe("");
    expect(status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Flags of other programs that samples run, and of decK where the guides speak of it. */
const DECK_FLAGS = [
  "--from",
  "--to",
  "--populate-env-vars",
  "--select-tag",
  "--skip-consumers",
  "--rbac-resources-only",
];
const FOREIGN_FLAGS = ["--save-dev", "--import", "--input-type", ...DECK_FLAGS];

test("every flag that the documentation mentions exists", () => {
  const { commands } = buildProgram(createTerminal({ cwd: root }).io, () => {});
  const known = new Set([
    "--help",
    "--version",
    ...FOREIGN_FLAGS,
    ...commands.flatMap(({ options }) => options.map(({ long }) => long)),
  ]);
  const unknown = pages.flatMap((page) =>
    [...textOf(page).matchAll(/(?<![\w-])--[a-z][a-z-]*/g)]
      .filter(([flag]) => !known.has(flag))
      .map(([flag]) => `${page}: ${flag}`),
  );
  expect(unknown).toEqual([]);
});

test("every command has its line in the guide", () => {
  const { commands } = buildProgram(createTerminal({ cwd: root }).io, () => {});
  const guide = textOf("docs/plan-apply-drift.md");
  const missing = commands.map((command) => command.name()).filter((name) => !guide.includes(`| \`kongruent ${name}`));
  expect(missing).toEqual([]);
});

test("every method that adds an entity is shown with what it takes", () => {
  const guide = textOf("docs/stacks.md");
  const missing = kinds.flatMap((kind) => {
    const name = adderName(kind);
    return name === undefined || guide.includes(`${name}(`) ? [] : [name];
  });
  expect(missing).toEqual([]);
});

test("the pages of a kind that not every gateway has say where it is found", () => {
  const silent = kinds.flatMap(({ terraform, offered }) => {
    if (offered === undefined) return [];
    const name = `${terraform.replace(/^kong_/, "")}.md`;
    const where = offerText(offered, "them").slice(1);
    return [`docs/resources/${name}`, `docs/data-sources/${name}`].filter((page) => !textOf(page).includes(where));
  });
  expect(silent).toEqual([]);
});
