import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Flag } from "../../src/cli/environment.ts";
import { buildProgram } from "../../src/cli/program.ts";
import { createTerminal, folderWith, run } from "./support.ts";

const program = buildProgram(createTerminal({ cwd: "/" }).io, () => {});
const commands = program.commands.map((command) => [command.name(), command] as const);

describe("help", () => {
  test.each(commands)("of %s documents every flag, its variable, exit codes and an example", async (name, command) => {
    const { code, stdout, stderr } = await run(await folderWith(), name, "--help");
    expect(code).toBe(0);
    expect(stderr).toBe("");
    const words = stdout.replace(/\s+/g, " ");
    for (const option of command.options) {
      expect(words).toContain(option.flags);
      expect(option.description).not.toBe("");
      if (option instanceof Flag) expect(words).toContain(`env: ${option.variable}`);
      for (const choice of option.argChoices ?? []) expect(words).toContain(choice);
    }
    expect(stdout).toContain(`$ ${name === "completion" ? 'eval "$(' : ""}kongruent ${name}`);
    if (name !== "completion") expect(stdout).toMatch(/Exit code: 0/);
  });

  test.each([
    [60, 60],
    [90, 90],
    [300, 100],
    [undefined, 100],
  ])("on a terminal of %s columns is no wider than %i", async (columns, most) => {
    for (const [name] of commands) {
      const { stdout } = await run({ cwd: await folderWith(), columns }, name, "--help");
      const words = /[^\n]*(\$ |kongruent <command>)[^\n]*/g;
      const widest = Math.max(
        ...stdout
          .replace(words, "")
          .split("\n")
          .map((line) => line.length),
      );
      expect(widest, name).toBeLessThanOrEqual(most);
    }
  });

  test("every flag that commands share is also a variable", () => {
    const shared = [
      "--gateway",
      "--token",
      "--token-file",
      "--header",
      "--workspace",
      "--tls-ca-cert",
      "--tls-insecure",
    ];
    shared.push("--concurrency", "--timeout", "--adopt", "--max-deletes", "--cascade", "--only", "--target");
    shared.push("--all-kinds", "--stack", "--var", "--json", "--no-color", "--quiet");
    for (const name of ["plan", "apply", "drift"]) {
      const options = commands.find(([known]) => known === name)?.[1].options ?? [];
      for (const flag of shared) {
        const option = options.find(({ long }) => long === flag);
        expect(option, `${name} ${flag}`).toBeInstanceOf(Flag);
        expect((option as Flag).variable).toBe(`KONGRUENT_${flag.slice(2).replaceAll("-", "_").toUpperCase()}`);
      }
    }
  });

  test("of the program lists the commands, also where no command is given", async () => {
    const cwd = await folderWith();
    const asked = await run(cwd, "--help");
    expect(asked.code).toBe(0);
    for (const [name, command] of commands) {
      expect(asked.stdout).toContain(name);
      expect(asked.stdout).toContain(command.summary());
    }
    const bare = await run(cwd);
    expect([bare.code, bare.stdout]).toEqual([1, ""]);
    expect(bare.stderr).toContain("Usage: kongruent");
  });

  test("--version prints the version alone", async () => {
    const { code, stdout } = await run(await folderWith(), "--version");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
  });
});

const has = (shell: string): boolean => spawnSync(shell, ["--version"]).error === undefined;

describe("completion", () => {
  const script = async (shell: string): Promise<string> => {
    const { code, stdout, stderr } = await run(await folderWith(), "completion", shell);
    expect([code, stderr]).toEqual([0, ""]);
    return stdout;
  };

  test.skipIf(!has("bash"))("of bash completes commands, flags, their values, and files", async () => {
    const cwd = await folderWith({ "stack.tf.json": {} });
    await writeFile(join(cwd, "completion.bash"), await script("bash"));
    const complete = (...words: string[]): readonly string[] => {
      const quoted = words.map((word) => `'${word}'`).join(" ");
      const call = `. ./completion.bash; COMP_WORDS=(kongruent ${quoted}); COMP_CWORD=${words.length}; _kongruent; printf '%s\\n' "\${COMPREPLY[@]}"`;
      const { status, stdout, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", call], { cwd, encoding: "utf8" });
      expect([status, stderr]).toEqual([0, ""]);
      return stdout.trim().split("\n");
    };
    expect(complete("")).toEqual(expect.arrayContaining(commands.map(([name]) => name)));
    expect(complete("pl")).toEqual(["plan"]);
    expect(complete("plan", "--token")).toEqual(["--token", "--token-file"]);
    expect(complete("drift", "--fail-on", "")).toEqual(["unmanaged"]);
    expect(complete("apply", "--adopt", "u")).toEqual(["unowned"]);
    expect(complete("completion", "z")).toEqual(["zsh"]);
    expect(complete("plan", "stack")).toEqual(["stack.tf.json"]);
  });

  test("of zsh and fish name every command and flag, and parse where the shell is there", async () => {
    for (const shell of ["zsh", "fish"]) {
      const text = await script(shell);
      for (const [name, command] of commands) {
        expect(text).toContain(name);
        for (const { long } of command.options) expect(text).toContain(long?.slice(2));
      }
      if (has(shell)) expect(spawnSync(shell, ["-n"], { input: text }).status).toBe(0);
    }
  });

  test("an unknown shell is refused with the known ones", async () => {
    const { code, stderr } = await run(await folderWith(), "completion", "tcsh");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Error KG_USAGE: .*tcsh.*bash, zsh, fish/);
  });
});
