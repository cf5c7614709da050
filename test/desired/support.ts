import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { type Desired, type LoadOptions, loadDesired } from "../../src/desired/load.ts";
import type { Declaration } from "../../src/model/declaration.ts";
import { type ErrorReport, errorReports } from "../../src/model/errors.ts";

/** A folder with some files in it, gone when the test ends. Objects are written as JSON. */
export const folderWith = async (files: Record<string, unknown>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "kongruent-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
};

export const load = (cwd: string, options: Partial<LoadOptions> = {}): Promise<Desired> =>
  loadDesired({ cwd, env: {}, vars: {}, ...options });

/** What one cdk.tf.json declares. */
export const loadJson = async (json: unknown, options: Partial<LoadOptions> = {}): Promise<Desired> =>
  load(await folderWith({ "cdk.tf.json": json }), { source: "cdk.tf.json", ...options });

export const declarations = ({ gateways }: Desired): readonly Declaration[] =>
  gateways.flatMap((gateway) => gateway.declarations);

export const declared = (desired: Desired, address: string): Declaration => {
  const all = declarations(desired);
  const found = all.find((declaration) => declaration.address === address);
  if (found === undefined) throw new Error(`no ${address} among ${all.map((one) => one.address).join(", ")}`);
  return found;
};

/** The errors of something that must fail. */
export const failure = async (promise: Promise<unknown>): Promise<readonly ErrorReport[]> => {
  try {
    await promise;
  } catch (error) {
    return errorReports(error);
  }
  throw new Error("it did not fail");
};

export const failureOf = (resource: unknown, rest: Record<string, unknown> = {}): Promise<readonly ErrorReport[]> =>
  failure(loadJson({ resource, ...rest }));

export const codes = (errors: readonly ErrorReport[]): readonly string[] => errors.map(({ code }) => code);

/** A cdktf.out folder. */
export const output = (stacks: Record<string, unknown>, annotations: unknown[] = []): Record<string, unknown> => ({
  "manifest.json": {
    version: "0.21.0",
    stacks: Object.fromEntries(
      Object.keys(stacks).map((name) => [
        name,
        { name, synthesizedStackPath: `stacks/${name}/cdk.tf.json`, annotations, dependencies: [] },
      ]),
    ),
  },
  ...Object.fromEntries(Object.entries(stacks).map(([name, json]) => [`stacks/${name}/cdk.tf.json`, json])),
});

export const at = (path: string, attributes: Record<string, unknown>): Record<string, unknown> => ({
  "//": { metadata: { path, uniqueId: path } },
  ...attributes,
});
