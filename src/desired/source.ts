/**
 * Finds out what a source is, and reads the stacks in it; decK files are only found.
 * @module
 */
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { ErrorList, type KongruentError } from "../model/errors.ts";
import { isRecord } from "../model/values.ts";
import type { StackFile } from "./blocks.ts";
import { deckFile, deckFolder, hasDeckExtension } from "./deck/find.ts";
import type { DeckSource } from "./deck/read.ts";
import { readJson } from "./json.ts";
import { sourceInvalid, sourceNotFound, stackInvalid } from "./source-errors.ts";
import { type App, type Run, synthesize } from "./synthesize.ts";

export interface Stacks {
  readonly stacks: readonly StackFile[];
  /** Folders whose tfvars files count, the less specific first. */
  readonly variableFolders: readonly string[];
}

/** decK files in place of stacks. */
export interface FoundDeck {
  readonly deck: DeckSource;
}

const kindOfPath = async (path: string): Promise<"file" | "folder" | undefined> => {
  try {
    return (await stat(path)).isDirectory() ? "folder" : "file";
  } catch {
    return undefined;
  }
};

const exists = async (path: string): Promise<boolean> => (await kindOfPath(path)) !== undefined;

/** Reads a source: an app, its output, or one stack's file. Of decK files it says which they are. */
export const readSource = async (source: string | undefined, cwd: string, run: Run): Promise<Stacks | FoundDeck> => {
  const path = source === undefined ? join(cwd, "cdktf.json") : resolve(cwd, source);
  const found = await kindOfPath(path);
  if (found === undefined) {
    throw sourceNotFound(
      path,
      source === undefined ? "this folder has no cdktf.json." : "there is no such file or folder.",
    );
  }
  if (found === "folder") return readFolder(path, run);
  if (basename(path) === "cdktf.json") return readProject(path, run);
  if (/\.tf\.json$/.test(path)) return readStackFile(path);
  if (basename(path) === "manifest.json") return readOutput(dirname(path), run);
  if (/\.[cm]?[jt]s$/.test(path)) return readApp(await appOfProgram(path), run);
  if (hasDeckExtension(path)) return { deck: deckFile(path) };
  const hint = path.endsWith(".tf")
    ? " HCL text is read by Terraform only; its JSON form (.tf.json) is read here."
    : "";
  throw sourceInvalid(path, `it is no cdktf.json, no .tf.json file, no program and no decK file.${hint}`);
};

const readFolder = async (folder: string, run: Run): Promise<Stacks | FoundDeck> => {
  if (await exists(join(folder, "cdktf.json"))) return readProject(join(folder, "cdktf.json"), run);
  if (await exists(join(folder, "manifest.json"))) return readOutput(folder, run);
  const names = await readdir(folder);
  const files = names.filter((name) => name.endsWith(".tf.json")).sort();
  const hcl = names.find((name) => name.endsWith(".tf"));
  const [only] = files;
  if (hcl !== undefined) {
    throw sourceInvalid(
      join(folder, hcl),
      "HCL text is read by Terraform only; its JSON form (.tf.json) is read here.",
    );
  }
  if (only === undefined) {
    const deck = await deckFolder(folder);
    if (deck !== undefined) return { deck };
    throw sourceNotFound(folder, "the folder has no cdktf.json, no manifest.json, no .tf.json file and no decK file.");
  }
  if (files.length > 1) {
    throw sourceInvalid(folder, `it has several .tf.json files (${files.join(", ")}). Name the one that is meant.`);
  }
  return readStackFile(join(folder, only));
};

const readStackFile = async (file: string): Promise<Stacks> => {
  const json = await readJson(file);
  const comment = isRecord(json) ? json["//"] : undefined;
  const metadata = isRecord(comment) ? comment["metadata"] : undefined;
  const stackName = isRecord(metadata) ? metadata["stackName"] : undefined;
  const folder = dirname(file);
  const name = typeof stackName === "string" && stackName !== "" ? stackName : basename(folder);
  return { stacks: [{ name, file, json }], variableFolders: [folder] };
};

const annotations = (stack: Readonly<Record<string, unknown>>, run: Run): readonly KongruentError[] => {
  const list: readonly unknown[] = Array.isArray(stack["annotations"]) ? stack["annotations"] : [];
  return list.filter(isRecord).flatMap(({ level, constructPath, message }) => {
    if (level === "@cdktf/error") return [stackInvalid(String(constructPath), String(message))];
    if (level === "@cdktf/warn") run.onOutput?.(`warning: ${constructPath}: ${message}`);
    return [];
  });
};

/** A cdktf.out folder: what its manifest lists. */
const readOutput = async (folder: string, run: Run): Promise<Stacks> => {
  const manifestPath = join(folder, "manifest.json");
  const manifest = await readJson(manifestPath);
  const listed = isRecord(manifest) ? manifest["stacks"] : undefined;
  if (!isRecord(listed)) throw sourceInvalid(manifestPath, "it is no manifest of stacks: it has no 'stacks'.");
  const entries = Object.entries(listed).filter((entry): entry is [string, Record<string, unknown>] =>
    isRecord(entry[1]),
  );
  const errors = entries.flatMap(([, stack]) => annotations(stack, run));
  if (errors.length > 0) throw new ErrorList(errors);
  const stacks = await Promise.all(
    entries.map(async ([key, stack]) => {
      const path = stack["synthesizedStackPath"];
      if (typeof path !== "string")
        throw sourceInvalid(manifestPath, `the stack '${key}' has no synthesizedStackPath.`);
      const file = join(folder, path);
      if (!file.endsWith(".json")) {
        throw sourceInvalid(file, "the stack was written as HCL. Synthesize it as JSON (leave out 'hclOutput').");
      }
      return { name: typeof stack["name"] === "string" ? stack["name"] : key, file, json: await readJson(file) };
    }),
  );
  const own = stacks.length === 1 ? stacks.map(({ file }) => dirname(file)) : [];
  return { stacks, variableFolders: [dirname(folder), folder, ...own] };
};

const readApp = async (app: App, run: Run): Promise<Stacks> => {
  const { stacks } = await synthesize(app, run, (outdir) => readOutput(outdir, run));
  return { stacks, variableFolders: [app.folder] };
};

const readProject = async (path: string, run: Run): Promise<Stacks> => {
  const project = await readJson(path);
  if (!isRecord(project)) throw sourceInvalid(path, "it holds no JSON object.");
  const command = project["app"];
  if (typeof command !== "string" || command.trim() === "") {
    throw sourceInvalid(path, "it has no 'app': the command that makes the stacks, like \"npx tsx main.ts\".");
  }
  const folder = dirname(path);
  const output = typeof project["output"] === "string" ? project["output"] : "cdktf.out";
  const context = isRecord(project["context"]) ? { context: project["context"] } : {};
  return readApp({ command, folder, usualOutput: resolve(folder, output), ...context }, run);
};

/** A program given by itself: run with the nearest tsx, or else with node. Its folder is the nearest package's. */
const appOfProgram = async (file: string): Promise<App> => {
  const parents: string[] = [];
  for (let folder = dirname(file); !parents.includes(folder); folder = dirname(folder)) parents.push(folder);
  const firstWith = async (name: string): Promise<string | undefined> => {
    for (const folder of parents) if (await exists(join(folder, name))) return folder;
    return undefined;
  };
  const tsxFolder = await firstWith("node_modules/.bin/tsx");
  const runner = tsxFolder === undefined ? process.execPath : join(tsxFolder, "node_modules/.bin/tsx");
  const folder = (await firstWith("package.json")) ?? dirname(file);
  return {
    command: `${basename(runner)} ${file}`,
    argv: [runner, file],
    folder,
    usualOutput: join(folder, "cdktf.out"),
  };
};
