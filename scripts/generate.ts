/**
 * Writes the files that are generated from the model: `npm run generate`. With `--check` nothing is written, and a file
 * that is not up to date gives exit code 2.
 * @module
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { catalogueModules } from "./generate-catalogue.ts";
import { CONSTRUCTS_FOLDER, constructModules } from "./generate-constructs.ts";
import { propsModule } from "./generate-props.ts";
import { protocolModules } from "./generate-protocol.ts";
import { referencePages } from "./generate-reference.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
const files: Readonly<Record<string, () => string>> = {
  "src/constructs/props.ts": propsModule,
  ...constructModules(),
};

/** The files as the formatter writes them, imports sorted. */
const formatted = (
  written: Readonly<Record<string, () => string>>,
): readonly (readonly [path: string, text: string])[] => {
  const biome = fileURLToPath(new URL("../node_modules/@biomejs/biome/bin/biome", import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), "kongruent-generate-"));
  try {
    const paths = Object.keys(written);
    for (const [path, write] of Object.entries(written)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), write());
    }
    const options = ["check", "--write", `--config-path=${root}`, "--vcs-enabled=false", "--log-level=error"];
    const result = spawnSync(process.execPath, [biome, ...options, "."], { cwd: folder, encoding: "utf8" });
    if (result.status !== 0) throw new Error(`biome cannot format what is generated: ${result.stderr}`);
    return paths.map((path) => [path, readFileSync(join(folder, path), "utf8")] as const);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const texts: readonly (readonly [path: string, text: string])[] = [
  ...formatted(files),
  ...Object.entries({ ...catalogueModules(), ...protocolModules, ...referencePages(version) }).map(
    ([path, write]) => [path, write()] as const,
  ),
];
const isCheck = process.argv.includes("--check");
for (const [path, text] of texts) {
  const isCurrent = existsSync(`${root}${path}`) && readFileSync(`${root}${path}`, "utf8") === text;
  if (isCheck && !isCurrent) {
    console.error(`${path} is not what 'npm run generate' writes. Run it and commit the result.`);
    process.exitCode = 2;
  } else if (!isCheck && !isCurrent) {
    mkdirSync(dirname(`${root}${path}`), { recursive: true });
    writeFileSync(`${root}${path}`, text);
    console.log(`wrote ${path}`);
  }
}
for (const name of readdirSync(`${root}${CONSTRUCTS_FOLDER}`)) {
  const path = `${CONSTRUCTS_FOLDER}/${name}`;
  if (texts.some(([written]) => written === path)) continue;
  if (isCheck) {
    console.error(`${path} is of no kind. Run 'npm run generate' and commit the result.`);
    process.exitCode = 2;
  } else {
    rmSync(`${root}${path}`);
    console.log(`removed ${path}`);
  }
}
