/** The steps of docs/moving-from-deck.md, one after the other. */
import { readFile, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { folderWith, gatewayFor, type Ran, run, writesOf } from "./support.ts";

const root = resolve(import.meta.dirname, "../..");

/** The first decK file of the guide. */
const guideFile = async (): Promise<string> => {
  const page = await readFile(join(root, "docs/moving-from-deck.md"), "utf8");
  return /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
};

const CONGRUENT = /Congruent: 5 declared entities, nothing to change\./;

test("the plan is empty with the file, with a file written anew, and with a stack of either", {
  timeout: 120_000,
}, async () => {
  const { gateway, url } = await gatewayFor();
  const paths = { kongruent: [join(root, "src/index.ts")], "kongruent/plugins": [join(root, "src/plugins.ts")] };
  const cwd = await folderWith({
    "kong.yaml": await guideFile(),
    "package.json": { type: "module" },
    "tsconfig.json": { compilerOptions: { paths } },
  });
  await symlink(join(root, "node_modules"), join(cwd, "node_modules"));
  const env = { DECK_MOBILE_KEY: "the-key", CDKTF_CONTEXT_JSON: JSON.stringify({ kongruentInstallProvider: false }) };
  const on = (...args: readonly string[]): Promise<Ran> => run({ cwd, env }, ...args);
  const expectCongruent = async (...args: readonly string[]): Promise<void> => {
    const ran = await on("plan", ...args);
    expect(ran.stderr).toBe("");
    expect(ran.stdout).toMatch(CONGRUENT);
  };

  const applied = await on("apply", "kong.yaml", "--gateway", url, "--yes");
  expect(applied.code).toBe(0);
  gateway.insert("services", { name: "of-another-team", host: "h", tags: ["team-b"] });
  gateway.log.length = 0;

  // Keep the files.
  await expectCongruent("kong.yaml", "--gateway", url);
  const tag = ["--gateway", url, "--select-tag", "team-shop"];
  const dumped = await on("import", ...tag, "--format", "deck", "--out", "again.yaml", "--secrets-file", "secrets.env");
  expect(dumped.stderr).toBe("");
  expect(await readFile(join(cwd, "secrets.env"), "utf8")).toBe("export DECK_MOBILE_KEY='the-key'\n");
  expect(dumped.stdout).toContain(`Next: . ./secrets.env; npx kongruent plan again.yaml --gateway ${url}\n`);
  await expectCongruent("again.yaml", "--gateway", url);

  // Move to a stack, from the file.
  const secrets = ["--secrets-file", "secrets.tfvars.json", "--force"];
  expect((await on("import", "kong.yaml", "--out", "shop", ...secrets)).stderr).toBe("");
  const values = ["--var-file", "secrets.tfvars.json"];
  await expectCongruent("shop", "--gateway", url, "--owner-tag", "team-shop", ...values);
  const adopting = await on("plan", "shop", "--gateway", url, "--json", ...values);
  expect(adopting.json.summary).toMatchObject({ create: 0, adopt: 5, update: 0, delete: 0 });
  for (const { fields } of adopting.json.changes) {
    expect(fields.map(({ path }: { path: string }) => path)).toEqual(["owner"]);
  }

  // Move to a stack, from the gateway.
  const stack = await on("import", ...tag, "--out", "shop", ...secrets);
  expect(stack.stderr).toBe("");
  expect(stack.stdout).toContain(
    "Next: npx kongruent plan shop --owner-tag team-shop --var-file secrets.tfvars.json\n",
  );
  const mark = ["--owner-tag", "team-shop"];
  await expectCongruent("shop", ...mark, ...values);
  const file = join(cwd, "shop/main.ts");
  const text = await readFile(file, "utf8");
  expect(text).not.toContain("tags:");
  await writeFile(file, text.replace("owner: false", 'owner: "shop"'));
  await expectCongruent("shop", ...mark, ...values);
  const owned = await on("plan", "shop", "--json", ...values);
  expect(owned.json.summary).toMatchObject({ create: 0, adopt: 5, update: 0, delete: 0 });
  expect(writesOf(gateway)).toEqual([]);
});
