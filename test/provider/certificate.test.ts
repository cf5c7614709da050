import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { connect, createServer, type TLSSocket } from "node:tls";
import { expect, test } from "vitest";
import { createCertificate } from "../../src/provider/certificate.ts";

const now = Date.UTC(2026, 0, 31, 23, 59, 59);

test("the certificate is for localhost, signed by its own key, valid from a day ago for ten years", () => {
  const { certificatePem, base64 } = createCertificate(now);
  const certificate = new X509Certificate(certificatePem);
  expect(certificate.subject).toBe("CN=localhost");
  expect(certificate.issuer).toBe("CN=localhost");
  expect(certificate.subjectAltName).toBe("DNS:localhost");
  expect(certificate.ca).toBe(true);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.publicKey.asymmetricKeyDetails?.namedCurve).toBe("prime256v1");
  expect(Date.parse(certificate.validFrom)).toBe(now - 24 * 3600_000);
  expect(Date.parse(certificate.validTo)).toBe(now + 3650 * 24 * 3600_000);
  expect(base64).toMatch(/^[A-Za-z0-9+/]+$/);
  expect(Buffer.from(base64, "base64")).toEqual(certificate.raw);
});

test("dates after 2049 have their own form", () => {
  const certificate = new X509Certificate(createCertificate(Date.UTC(2045, 5, 1)).certificatePem);
  expect(new Date(certificate.validTo).getUTCFullYear()).toBe(2055);
});

test("each certificate has another serial number and key", () => {
  const [one, two] = [createCertificate(now), createCertificate(now)];
  const serials = [one, two].map(({ certificatePem }) => new X509Certificate(certificatePem).serialNumber);
  expect(new Set(serials).size).toBe(2);
  expect(serials.every((serial) => serial.length === 32)).toBe(true);
  expect(one.privateKeyPem).not.toBe(two.privateKeyPem);
});

test("both ends of a connection can show one, and each end refuses a third", async () => {
  const [server, client, stranger] = [Date.now(), Date.now(), Date.now()].map(createCertificate);
  if (!server || !client || !stranger) throw new Error("three were made");
  const listener = createServer({
    cert: server.certificatePem,
    key: server.privateKeyPem,
    ca: client.certificatePem,
    requestCert: true,
    rejectUnauthorized: true,
  });
  listener.on("secureConnection", (socket: TLSSocket) => socket.end("hello"));
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const said = (own: typeof client, authority: typeof server): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect({
        port: address.port,
        host: "127.0.0.1",
        servername: "localhost",
        cert: own.certificatePem,
        key: own.privateKeyPem,
        ca: authority.certificatePem,
      });
      let text = "";
      socket.on("data", (data) => {
        text += String(data);
      });
      socket.on("error", (error) => resolve(`refused: ${error.message}`));
      socket.on("close", () => resolve(text));
    });
  expect(await said(client, server)).toBe("hello");
  expect(await said(stranger, server)).toMatch(/refused|^$/);
  expect(await said(client, stranger)).toMatch(/refused/);
  listener.close();
});
