/**
 * Writes the files that are generated from the model: `npm run generate`. With `--check` nothing is written, and a file
 * that is not up to date gives exit code 2.
 * @module
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { propsModule } from "./generate-props.ts";
import { protocolModules } from "./generate-protocol.ts";
import { referencePages } from "./generate-reference.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
const files: Readonly<Record<string, () => string>> = { "src/constructs/props.ts": propsModule };

const formatted = (path: string, text: string): string => {
  const biome = fileURLToPath(new URL("../node_modules/@biomejs/biome/bin/biome", import.meta.url));
  const result = spawnSync(process.execPath, [biome, "format", `--stdin-file-path=${path}`], {
    cwd: root,
    input: text,
    encoding: "utf8",
  });
  if (result.status !== 0) throw new Error(`biome cannot format ${path}: ${result.stderr}`);
  return result.stdout;
};

const texts: readonly (readonly [path: string, text: string])[] = [
  ...Object.entries(files).map(([path, write]) => [path, formatted(path, write())] as const),
  ...Object.entries({ ...protocolModules, ...referencePages(version) }).map(
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
