/** Files that the provider block names are read as the command line reads them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { noLog } from "../../src/provider/log.ts";
import { createProvider } from "../../src/provider/provider.ts";
import { Core } from "./core/core.ts";

let core: Core;
const folder = mkdtempSync(join(tmpdir(), "kongruent-token-"));
beforeAll(async () => {
  core = await Core.serve(createProvider({ env: {}, log: noLog }));
});
afterAll(async () => {
  await core.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  ["is empty", "", /it is empty\. \(KG_FILE_UNREADABLE\)/],
  ["holds nothing but space", " \n", /it is empty\. \(KG_FILE_UNREADABLE\)/],
  ["holds two lines", "one\ntwo\n", /holds more than one line.*\(KG_FILE_UNREADABLE\)/],
])("a token file that %s is refused and not passed over", async (_what, text, said) => {
  const file = join(folder, "token");
  writeFileSync(file, text);
  await expect(core.configure({ admin_token_file: file })).rejects.toThrow(said);
});

test("a file that is missing or a folder is named with the reason", async () => {
  const missing = join(folder, "gone.pem");
  await expect(core.configure({ tls_ca_file: missing })).rejects.toThrow(
    `${missing} cannot be used: it does not exist`,
  );
  mkdirSync(join(folder, "sub"));
  await expect(core.configure({ admin_token_file: join(folder, "sub") })).rejects.toThrow("it is a folder");
});

test("a token file with its line end is taken", async () => {
  const file = join(folder, "good");
  writeFileSync(file, "a-token\n");
  await core.configure({ admin_token_file: file });
});
