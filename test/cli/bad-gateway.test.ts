import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer as createHttp, type RequestListener } from "node:http";
import { createServer as createHttps } from "node:https";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { originOfUrl } from "../../src/cli/connect.ts";
import { startGateway } from "../../src/testing.ts";
import {
  fault,
  folderWith,
  gatewayFor,
  listen,
  listenerOf,
  run,
  services,
  source,
  stackJson,
  writesOf,
} from "./support.ts";

const COMMANDS = [["plan"], ["drift"], ["apply", "--yes"], ["validate", "--online"]] as const;

/** Every command ends with 1, one document, one message with what to do, and the gateway's name in front. */
const refused = async (
  flags: readonly string[],
  url: string,
  code: string,
  ...says: readonly RegExp[]
): Promise<void> => {
  const cwd = await source();
  for (const command of COMMANDS) {
    const asJson = await run(cwd, ...command, "--json", ...flags);
    expect(asJson.code).toBe(1);
    expect(asJson.errors.map((error) => error.code)).toEqual([code]);
    const text = await run(cwd, ...command, ...flags);
    expect(text.code).toBe(1);
    expect(text.stdout).toBe("");
    const [first, second] = text.stderr.split("\n");
    expect(first).toBe(`Gateway ${url}`);
    expect(second).toMatch(new RegExp(`^Error ${code}: `));
    for (const said of says) expect(second).toMatch(said);
  }
};

describe("a gateway that cannot be used", () => {
  test("nothing listens there", async () => {
    const { url, close } = await startGateway();
    await close();
    await refused(["--gateway", url], url, "KG_GATEWAY_UNREACHABLE", /check --gateway/);
  });

  test("the message says where the address is from", async () => {
    const nowhere = "http://127.0.0.1:1";
    const message = async (provider: Record<string, unknown>, env: Record<string, string>, ...flags: string[]) => {
      const cwd = await source(services(1), { owner: "team", ...provider });
      return (await run({ cwd, env }, "plan", "--json", ...flags)).errors[0]?.message;
    };
    const env = { KONGRUENT_GATEWAY: nowhere };
    expect(await message({}, env, "--gateway", nowhere)).toMatch(/The address is from --gateway\.$/);
    expect(await message({}, env)).toMatch(/The address is from KONGRUENT_GATEWAY\.$/);
    expect(await message({ admin_url: nowhere }, {})).toMatch(
      /The address is from adminUrl of the stack's provider\.$/,
    );
    expect(originOfUrl({ said: [] } as never, {})).toBe(
      "Nobody named an address, so http://127.0.0.1:8001 was tried; 'npx kongruent gateway' starts one to try.",
    );
  });

  test.each([
    ["two lines", "one\ntwo\n", /The token file t holds more than one line/],
    ["nothing", "\n", /The token file t cannot be used: it is empty/],
  ])("a token file with %s", async (_what, text, said) => {
    const cwd = await folderWith({ t: text, "cdk.tf.json": stackJson(services(1)) });
    const { code, errors } = await run(cwd, "plan", "--json", "--token-file", "t");
    expect(code).toBe(1);
    expect(errors).toMatchObject([{ code: "KG_FILE_UNREADABLE", message: expect.stringMatching(said) }]);
    expect(errors[0]?.message).not.toContain("two");
  });

  test("a folder as a token file", async () => {
    const cwd = await source(services(1));
    const { errors } = await run(cwd, "plan", "--json", "--token-file", ".");
    expect(errors).toMatchObject([
      { code: "KG_FILE_UNREADABLE", message: "The token file . cannot be used: it is a folder." },
    ]);
  });

  test("something else answers with HTML", async () => {
    const page: RequestListener = (_request, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end("<html><title>Welcome</title></html>");
    const url = await listen(createHttp(page));
    await refused(["--gateway", url], url, "KG_NOT_ADMIN_API", /HTML page titled "Welcome"/, /--gateway/);
  });

  test.each([
    [401, "KG_UNAUTHORIZED"],
    [403, "KG_FORBIDDEN"],
  ])("it answers %i: the message names the flags and never the token", async (status, code) => {
    const { url, gateway } = await gatewayFor();
    gateway.faults.push(fault({}, { status, body: { message: "Unauthorized" } }));
    await refused(["--gateway", url], url, code, /wants a token/, /--token-file/);
    const withToken = ["--gateway", url, "--token", "sesame-sesame"];
    await refused(withToken, url, code, /token was refused/, /--token-file/);
    const { stdout, stderr } = await run(await source(), "plan", "--json", ...withToken);
    expect(stdout + stderr).not.toContain("sesame");
    expect(writesOf(gateway)).toEqual([]);
  });

  test("a 403 on a write fails that change and says which", async () => {
    const { url, gateway } = await gatewayFor();
    gateway.faults.push(fault({ method: "POST", path: /^\/services$/ }, { status: 403, body: { message: "no" } }));
    const { code, json } = await run(await source(), "apply", "--yes", "--json", "--gateway", url);
    expect(code).toBe(1);
    expect(json.errors[0]).toMatchObject({ code: "KG_FORBIDDEN", address: "kong_service.orders" });
    expect(json.summary).toMatchObject({ created: 0, failed: 1, blocked: 2 });
  });

  test("it redirects: not followed", async () => {
    const url = await listen(
      createHttp((_request, response) => response.writeHead(302, { location: "http://login.example/" }).end()),
    );
    await refused(["--gateway", url], url, "KG_REDIRECTED", /login\.example/, /--gateway/);
  });

  test.each(["kong:8001", "not a url", "ftp://kong", "http://kong:8001?x=1"])("%j is no address", async (text) => {
    const { code, stderr } = await run(await source(), "plan", "--gateway", text);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Error KG_GATEWAY_URL_INVALID: .*http:\/\/127\.0\.0\.1:8001.*--gateway/);
  });

  test("a password in the address is never printed", async () => {
    const { url, gateway } = await gatewayFor();
    const address = url.replace("http://", "http://me:sesame@");
    const good = await run(await source(), "plan", "--gateway", address);
    expect(good.stdout.split("\n")[0]).toContain(url);
    gateway.faults.push(fault({}, { status: 401 }));
    const bad = await run(await source(), "apply", "--yes", "--gateway", address);
    for (const { stdout, stderr } of [good, bad]) expect(stdout + stderr).not.toContain("sesame");
  });
});

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
if (!hasOpenssl) console.log("skipped: the test makes its certificate with openssl, which is not here");

describe.skipIf(!hasOpenssl)("a certificate that does not verify", () => {
  test("says how to give the authority, and sends nothing", async () => {
    const cwd = await folderWith();
    const words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost";
    const files = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "cert.pem"];
    execFileSync("openssl", [...words.split(" "), ...files], { cwd, stdio: "pipe" });
    const { gateway } = await gatewayFor();
    const read = (name: string): string => readFileSync(join(cwd, name), "utf8");
    const server = createHttps({ key: read("key.pem"), cert: read("cert.pem") }, listenerOf(gateway));
    const url = await listen(server, "https");
    await refused(["--gateway", url], url, "KG_TLS_VERIFICATION", /--tls-ca-cert/, /--tls-insecure/);
    expect(gateway.log).toEqual([]);

    const ca = join(cwd, "cert.pem");
    const stack = await source(services(1));
    expect((await run(stack, "plan", "--gateway", url, "--tls-ca-cert", ca)).code).toBe(2);
    expect((await run(stack, "plan", "--gateway", url, "--tls-insecure")).code).toBe(2);
    const env = { KONGRUENT_TLS_CA_CERT: ca };
    expect((await run({ cwd: stack, env }, "plan", "--gateway", url)).code).toBe(2);
    const off = { KONGRUENT_TLS_INSECURE: "false" };
    expect((await run({ cwd: stack, env: off }, "plan", "--gateway", url)).code).toBe(1);
    const on = { KONGRUENT_TLS_INSECURE: "1" };
    expect((await run({ cwd: stack, env: on }, "plan", "--gateway", url)).code).toBe(2);
    const insecureStack = await source(services(1), { owner: "team", tls_insecure: true });
    expect((await run(insecureStack, "plan", "--gateway", url)).code).toBe(2);
    expect((await run({ cwd: insecureStack, env: off }, "plan", "--gateway", url)).code).toBe(1);
  });
});
