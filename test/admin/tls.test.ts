import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type ServerOptions } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createAdminGateway } from "../../src/admin/gateway.ts";
import type { TlsSettings } from "../../src/admin/tls.ts";
import { Secret } from "../../src/model/secret.ts";
import { errorOf, listening, root, serve } from "./support.ts";

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
if (!hasOpenssl) console.log("skipped: the TLS tests make their certificates with openssl, which is not here");

describe.skipIf(!hasOpenssl)("https", () => {
  let folder = "";
  const file = (name: string) => join(folder, name);
  const pem = (name: string) => readFileSync(file(name), "utf8");
  const openssl = (...words: string[]) => execFileSync("openssl", words, { cwd: folder, stdio: "pipe" });

  /** A certificate of the test's own authority. */
  const issue = (name: string, alternative: string, days = "2") => {
    openssl(
      "req",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:prime256v1",
      "-nodes",
      "-keyout",
      `${name}.key`,
      "-out",
      `${name}.csr`,
      "-subj",
      `/CN=${name}`,
    );
    writeFileSync(file(`${name}.ext`), `subjectAltName=${alternative}\n`);
    openssl(
      "x509",
      "-req",
      "-in",
      `${name}.csr`,
      "-CA",
      "ca.pem",
      "-CAkey",
      "ca.key",
      "-CAcreateserial",
      "-days",
      days,
      "-extfile",
      `${name}.ext`,
      "-out",
      `${name}.pem`,
    );
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "kongruent-tls-"));
    openssl(
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:prime256v1",
      "-nodes",
      "-keyout",
      "ca.key",
      "-out",
      "ca.pem",
      "-days",
      "2",
      "-subj",
      "/CN=test authority",
    );
    issue("server", "IP:127.0.0.1");
    issue("named", "DNS:gateway.test");
    issue("expired", "IP:127.0.0.1", "-1");
    issue("client", "DNS:client.test");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  const serving = async (name: string, options: ServerOptions = {}) => {
    const listener = (_request: unknown, response: { end(body: string): unknown }) => response.end(root().body);
    const server = createServer({ cert: pem(`${name}.pem`), key: pem(`${name}.key`), ...options }, listener);
    const { url, close } = await listening(server, "https");
    closers.push(close);
    return url;
  };
  const describeAt = (url: string, tls: TlsSettings = {}) => {
    const gateway = createAdminGateway({ url, tls, timeoutMs: 2_000, sleep: async () => {} });
    closers.push(() => gateway.close());
    return gateway.describe();
  };
  const version = { version: "3.9.1" };

  test("verifies with the authority's certificate", async () => {
    expect(await describeAt(await serving("server"), { ca: pem("ca.pem") })).toMatchObject(version);
  });

  test("does not verify without it, and says what to give", async () => {
    const error = await errorOf(describeAt(await serving("server")));
    expect(error["code"]).toBe("KG_TLS_VERIFICATION");
    expect(error.message).toContain("--tls-ca-cert");
  });

  test("only the explicit switch turns the check off", async () => {
    expect(await describeAt(await serving("expired"), { insecure: true })).toMatchObject(version);
  });

  test("a certificate for another name wants --tls-server-name, and works with it", async () => {
    const url = await serving("named");
    const error = await errorOf(describeAt(url, { ca: pem("ca.pem") }));
    expect(error["code"]).toBe("KG_TLS_VERIFICATION");
    expect(error.message).toContain("--tls-server-name");
    expect(await describeAt(url, { ca: pem("ca.pem"), serverName: "gateway.test" })).toMatchObject(version);
  });

  test("an expired certificate says so", async () => {
    const error = await errorOf(describeAt(await serving("expired"), { ca: pem("ca.pem") }));
    expect(error["code"]).toBe("KG_TLS_VERIFICATION");
    expect(error.message).toContain("has expired");
  });

  test("a client certificate is shown where it is wanted", async () => {
    const url = await serving("server", { requestCert: true, rejectUnauthorized: true, ca: pem("ca.pem") });
    const client = { ca: pem("ca.pem"), cert: pem("client.pem"), key: new Secret(pem("client.key")) };
    expect(await describeAt(url, client)).toMatchObject(version);
    expect((await errorOf(describeAt(url, { ca: pem("ca.pem") })))["code"]).toMatch(
      /^KG_(TLS_HANDSHAKE|GATEWAY_UNAVAILABLE)$/,
    );
  });

  test("https to a port that speaks http says so", async () => {
    const { url, close } = await serve((_request, response) => response.end("{}"));
    closers.push(close);
    const error = await errorOf(describeAt(url.replace("http:", "https:")));
    expect(error["code"]).toBe("KG_TLS_HANDSHAKE");
    expect(error.message).toContain("http://");
  });

  test("http to a port that speaks https says so", async () => {
    const error = await errorOf(describeAt((await serving("server")).replace("https:", "http:")));
    expect(error.message).toMatch(/https:\/\/|does not speak HTTP/);
  });

  test("files that cannot be used are named before anything is sent", () => {
    const wrong: TlsSettings[] = [
      { ca: "no certificate" },
      { ca: "-----BEGIN CERTIFICATE-----\nbroken\n-----END CERTIFICATE-----" },
      { cert: pem("client.pem") },
      { cert: pem("client.pem"), key: new Secret("no key") },
      { cert: pem("client.pem"), key: new Secret(pem("ca.key")) },
    ];
    for (const tls of wrong) {
      expect(() => createAdminGateway({ url: "https://127.0.0.1:1", tls })).toThrow(
        expect.objectContaining({ code: "KG_TLS_FILES" }),
      );
    }
  });
});
