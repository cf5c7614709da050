import { writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createEmbeddedGateway } from "../../src/testing.ts";
import {
  folderWith,
  gatewayFor,
  listen,
  listenerOf,
  ORDERS,
  outputOf,
  type Ran,
  ref,
  run,
  services,
  source,
  stackJson,
} from "./support.ts";

const withEnv = async (env: Record<string, string>, cwd: string, ...args: string[]): Promise<Ran> =>
  run({ cwd, env }, ...args);

/** A gateway with a workspace `team` that remembers the headers and paths of what it was asked. */
const listeningGateway = async () => {
  const seen: { readonly path: string; readonly headers: IncomingHttpHeaders }[] = [];
  const see = (request: IncomingMessage): void => {
    const { url: path = "/", headers } = request;
    seen.push({ path, headers });
    request.url = path.replace(/^\/team(\/kong$)?/, "") || "/";
  };
  const url = await listen(createServer(listenerOf(createEmbeddedGateway(), see)));
  return { url, seen, header: (name: string) => seen.at(-1)?.headers[name] };
};

describe("flags from the environment", () => {
  test("the gateway's address: flag, then environment, then the stack's provider, then 127.0.0.1:8001", async () => {
    const [byFlag, byEnv, byStack] = [await gatewayFor(), await gatewayFor(), await gatewayFor()];
    const cwd = await source(ORDERS, { owner: "team", admin_url: byStack.url });
    const env = { KONGRUENT_GATEWAY: byEnv.url };
    const urlOf = async (ran: Promise<Ran>): Promise<string> => (await ran).json.gateway.url as string;
    expect(await urlOf(withEnv(env, cwd, "plan", "--json", "--gateway", byFlag.url))).toBe(byFlag.url);
    expect(await urlOf(withEnv(env, cwd, "plan", "--json"))).toBe(byEnv.url);
    expect(await urlOf(withEnv({}, cwd, "plan", "--json"))).toBe(byStack.url);
    expect(await urlOf(withEnv({ KONGRUENT_GATEWAY: "" }, cwd, "plan", "--json"))).toBe(byStack.url);
    expect(await urlOf(withEnv({}, await source(), "plan", "--json"))).toBe("http://127.0.0.1:8001");
  });

  test("what counts is the environment the command was given, not the process's", async () => {
    const { url } = await gatewayFor();
    process.env["KONGRUENT_GATEWAY"] = "http://127.0.0.1:1";
    onTestFinished(() => void delete process.env["KONGRUENT_GATEWAY"]);
    const { json } = await run(await source(ORDERS, { owner: "team", admin_url: url }), "plan", "--json");
    expect(json.gateway.url).toBe(url);
  });

  test("the token: flag, then environment, then the stack's provider; a file in a flag wins over the environment", async () => {
    const { url, header } = await listeningGateway();
    const cwd = await source(services(1), { owner: "team", admin_url: url, admin_token: "of-stack" });
    await writeFile(join(cwd, "token"), "of-file\n");
    const sent = async (env: Record<string, string>, ...flags: string[]) => {
      expect((await withEnv(env, cwd, "plan", ...flags)).code).toBe(2);
      return header("kong-admin-token");
    };
    const env = { KONGRUENT_TOKEN: "of-environment" };
    expect(await sent({})).toBe("of-stack");
    expect(await sent(env)).toBe("of-environment");
    expect(await sent({ KONGRUENT_TOKEN_FILE: "token" })).toBe("of-file");
    expect(await sent(env, "--token-file", "token")).toBe("of-file");
    expect(await sent(env, "--token", "of-flag")).toBe("of-flag");
    expect(await sent({ KONGRUENT_TOKEN_FILE: "gone" }, "--token", "of-flag")).toBe("of-flag");
  });

  test("the workspace: flag, then environment, then the stack's provider", async () => {
    const { url, seen } = await listeningGateway();
    const cwd = await source(services(1), { owner: "team", admin_url: url, workspace: "team" });
    const first = async (env: Record<string, string>, ...flags: string[]) => {
      seen.length = 0;
      await withEnv(env, cwd, "plan", ...flags);
      return seen[0]?.path;
    };
    expect(await first({})).toBe("/team/kong");
    expect(await first({ KONGRUENT_WORKSPACE: "other" })).toBe("/other/kong");
    expect(await first({ KONGRUENT_WORKSPACE: "other" }, "--workspace", "team")).toBe("/team/kong");
    expect(await first({}, "--workspace", "default")).toBe("/");
  });

  test("headers: one per line in the environment, added to the provider's, commas and all", async () => {
    const { url, header } = await listeningGateway();
    const cwd = await source(services(1), {
      owner: "team",
      admin_url: url,
      headers: { "X-Stack": "s", "X-Both": "s" },
    });
    await withEnv({ KONGRUENT_HEADER: "X-One: a, b\n\nx-both: environment\n" }, cwd, "plan");
    expect([header("x-one"), header("x-both"), header("x-stack")]).toEqual(["a, b", "environment", "s"]);
    await withEnv({ KONGRUENT_HEADER: "X-One: a" }, cwd, "plan", "--header", "X-Two: b", "--header", "X-Three: c");
    expect([header("x-one"), header("x-two"), header("x-three")]).toEqual([undefined, "b", "c"]);
  });

  test("stacks and kinds: by lines or commas; variables and targets: by lines", async () => {
    const { url } = await gatewayFor();
    const env = { KONGRUENT_GATEWAY: url, KONGRUENT_JSON: "1" };
    const stacks = await folderWith(
      outputOf({ a: stackJson(services(1)), b: stackJson({}, { owner: "b" }), c: stackJson(ORDERS, { owner: "c" }) }),
    );
    const changes = ({ json }: Ran) => json.changes.map(({ identity }: { identity: string }) => identity);
    expect(changes(await withEnv({ ...env, KONGRUENT_STACK: "a, b" }, stacks, "plan", "."))).toEqual(["services/s0"]);
    const orders = await source();
    const only = changes(await withEnv({ ...env, KONGRUENT_ONLY: "services,consumers" }, orders, "plan"));
    expect(only).toEqual(["services/orders"]);
    const target = "plugins/rate-limiting@route=orders-v1";
    expect(changes(await withEnv({ ...env, KONGRUENT_TARGET: `\n${target}\n` }, orders, "plan"))).toContain(target);
    const variable = { variable: { path: { type: "string" }, name: { type: "string" } } };
    const cwd = await source(
      { kong_service: { s: { name: ref("var.name"), host: "a.internal", path: ref("var.path") } } },
      undefined,
      variable,
    );
    const values = { ...env, KONGRUENT_VAR: "name=orders\npath=/a,b" };
    const { json } = await withEnv(values, cwd, "plan");
    expect(json.changes[0].fields).toContainEqual({ path: "path", from: null, to: "/a,b" });
  });

  test("numbers and switches: 0, false, no and off are off; what is neither is refused by name, not by value", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source(services(1), { owner: "team", admin_url: url });
    for (const text of ["0", "false", "no", "OFF", ""]) {
      expect((await withEnv({ KONGRUENT_JSON: text }, cwd, "plan")).stdout).toMatch(/^Gateway /);
    }
    for (const text of ["1", "true", "Yes", "on"]) {
      expect((await withEnv({ KONGRUENT_JSON: text }, cwd, "plan")).json.format).toBe("kongruent.plan/1");
    }
    gateway.insert("consumers", { username: "stranger" });
    expect((await withEnv({ KONGRUENT_ALL_KINDS: "1" }, cwd, "plan", "--json")).json.summary.unmanaged).toBe(1);
    for (const [name, text] of [
      ["KONGRUENT_TLS_INSECURE", "maybe"],
      ["KONGRUENT_CONCURRENCY", "many"],
      ["KONGRUENT_MAX_DELETES", "-1"],
      ["KONGRUENT_ADOPT", "everything"],
      ["KONGRUENT_ONLY", "services,gadgets"],
    ] as const) {
      const { code, errors } = await withEnv({ [name]: text }, cwd, "plan", "--json");
      expect(code).toBe(1);
      expect(errors).toMatchObject([{ code: "KG_USAGE", message: expect.stringContaining(name) }]);
      expect(errors[0]?.message).not.toContain(text);
    }
  });

  test("a flag that is given silences its variable, also a broken one", async () => {
    const { url } = await gatewayFor();
    const cwd = await source(services(1), { owner: "team", admin_url: url });
    expect((await withEnv({ KONGRUENT_CONCURRENCY: "many" }, cwd, "plan", "--concurrency", "2")).code).toBe(2);
  });

  test("KONGRUENT_JSON makes a document of a usage error too", async () => {
    const { code, errors } = await withEnv({ KONGRUENT_JSON: "1" }, await folderWith(), "plan", "--nonsense");
    expect(code).toBe(1);
    expect(errors).toMatchObject([{ code: "KG_USAGE" }]);
  });

  test("a token in the environment is in no help and in no error", async () => {
    const env = {
      KONGRUENT_TOKEN: "sesame",
      KONGRUENT_HEADER: "Authorization: sesame",
      KONGRUENT_GATEWAY: "http://a:sesame@127.0.0.1:1",
    };
    const cwd = await source();
    for (const args of [
      ["plan", "--help"],
      ["plan"],
      ["plan", "--nonsense"],
      ["apply", "--yes", "--json"],
      ["drift"],
    ]) {
      const { stdout, stderr } = await withEnv(env, cwd, ...args);
      expect(stdout + stderr).not.toContain("sesame");
    }
  });
});
