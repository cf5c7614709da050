import { expect, test } from "vitest";
import { extendLockFile, isLocked, type LockEntry } from "../../src/install/lock-file.ts";

const HEADER = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.
`;

const entry = (address: string, version = "1.0.0", ...hashes: string[]): LockEntry => ({
  address,
  version,
  constraints: version,
  hashes: hashes.length === 0 ? ["h1:aaa="] : hashes,
});

const OPENTOFU = entry("registry.opentofu.org/kongruent/kong");
const TERRAFORM = entry("registry.terraform.io/kongruent/kong");

const textOf = (address: string, version: string, ...hashes: string[]): string => `provider "${address}" {
  version     = "${version}"
  constraints = "${version}"
  hashes = [
${hashes.map((hash) => `    "${hash}",\n`).join("")}  ]
}
`;
const OPENTOFU_TEXT = textOf(OPENTOFU.address, "1.0.0", "h1:aaa=");
const TERRAFORM_TEXT = textOf(TERRAFORM.address, "1.0.0", "h1:aaa=");

/** As no tool writes it: nothing of it may be touched. */
const ODD = `provider   "registry.terraform.io/hashicorp/null" {
   version = "3.2.4" # pinned, see provider "x" {
  constraints = "~> 3.0"
  /* }}} */
  hashes = ["zh:1", "h1:\\"}{"]
}
`;

test("a new lock file has the header and an entry for each registry, as Terraform writes it", () => {
  const text = extendLockFile(undefined, [OPENTOFU, TERRAFORM]);
  expect(text).toBe(`${HEADER}\n${OPENTOFU_TEXT}\n${TERRAFORM_TEXT}`);
  expect(extendLockFile(text, [TERRAFORM, OPENTOFU])).toBe(text);
  expect(extendLockFile("", [OPENTOFU, TERRAFORM])).toBe(text);
  expect(extendLockFile(HEADER, [OPENTOFU, TERRAFORM])).toBe(text);
});

test("other providers' entries and comments stay byte for byte, and entries are sorted by address", () => {
  const other = textOf("registry.terraform.io/zzz/last", "2.0.0", "h1:z");
  const before = `${HEADER}\n${ODD}\n# about the last one\n${other}# the end, without a line break`;
  const text = extendLockFile(before, [TERRAFORM, OPENTOFU]);
  expect(text).toBe(
    `${HEADER}\n${OPENTOFU_TEXT}\n${ODD}\n${TERRAFORM_TEXT}\n# about the last one\n${other}# the end, without a line break`,
  );
  expect(extendLockFile(text, [OPENTOFU, TERRAFORM])).toBe(text);
});

test("an entry of another version is replaced where it stands, its hashes with it", () => {
  const before = `${HEADER}\n${textOf(TERRAFORM.address, "0.9.0", "h1:old=")}\n${ODD}`;
  expect(extendLockFile(before, [TERRAFORM])).toBe(`${HEADER}\n${TERRAFORM_TEXT}\n${ODD}`);
});

test("an entry of the same version keeps its hashes, gets the missing one, sorted, and the right constraint", () => {
  const before = `${HEADER}\n${textOf(TERRAFORM.address, "1.0.0", "zh:9", "h1:bbb=").replace('constraints = "1.0.0"', 'constraints = ">= 0.1.0"')}`;
  const text = textOf(TERRAFORM.address, "1.0.0", "h1:aaa=", "h1:bbb=", "zh:9");
  expect(extendLockFile(before, [TERRAFORM])).toBe(`${HEADER}\n${text}`);
});

test("an entry without constraints or hashes is completed", () => {
  const before = `provider "${TERRAFORM.address}" {\n  version = "1.0.0"\n}\n`;
  expect(extendLockFile(before, [TERRAFORM])).toBe(TERRAFORM_TEXT);
});

test("an entry that says all is left in its own spelling", () => {
  const before = `provider "${TERRAFORM.address}" { # ours\n  hashes=["h1:other","h1:aaa="]\n  version="1.0.0"\n  constraints="1.0.0"\n}`;
  expect(extendLockFile(before, [TERRAFORM])).toBe(before);
  expect(isLocked(before, TERRAFORM)).toBe(true);
  expect(isLocked(before, OPENTOFU)).toBe(false);
  expect(isLocked(before, { ...TERRAFORM, hashes: ["h1:new="] })).toBe(false);
});

test("what only looks like an entry, in a comment or a text, is none", () => {
  const before = `# ${TERRAFORM_TEXT.replaceAll("\n", "\n# ")}\nx {\n  y = "provider \\"${TERRAFORM.address}\\" {"\n}\n`;
  expect(extendLockFile(before, [TERRAFORM])).toBe(`${before.trimEnd()}\n\n${TERRAFORM_TEXT}`);
});

test("the line ends of Windows stay", () => {
  const before = `${HEADER}\n${ODD}`.replaceAll("\n", "\r\n");
  const text = extendLockFile(before, [TERRAFORM]);
  expect(text).toBe(`${HEADER}\n${ODD}\n${TERRAFORM_TEXT}`.replaceAll("\n", "\r\n"));
  expect(extendLockFile(text, [TERRAFORM])).toBe(text);
});

test.each([
  ["a block that is not closed", `provider "a" {\n`, /a block is not closed/],
  ["a brace too many", "}\n", /line 1/],
  ["a quote that is not closed", `\nprovider "a {\n}\n`, /line 2/],
])("a file with %s is refused, not mended", (_what, text, words) => {
  expect(() => extendLockFile(text, [TERRAFORM])).toThrow(words);
  expect(() => extendLockFile(text, [TERRAFORM])).toThrow(expect.objectContaining({ code: "KG_LOCK_FILE_INVALID" }));
});
