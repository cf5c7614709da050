/**
 * A self-signed certificate for one process, in a few lines of DER: node:crypto makes keys and signatures but no certificates,
 * and a library for them would cost 160 ms at each start.
 * @module
 */
import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** A certificate and its key. */
export interface Certificate {
  /** As it goes into go-plugin's handshake line: the DER in base64 without padding. */
  readonly base64: string;
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

const day = 24 * 60 * 60 * 1000;

/** Tag, length, content. */
const der = (tag: number, ...content: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(content);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const size = body.length < 0x100 ? 1 : 2;
  const length = Buffer.alloc(size);
  length.writeUIntBE(body.length, 0, size);
  return Buffer.concat([Buffer.from([tag, 0x80 | size]), length, body]);
};
const sequence = (...content: readonly Uint8Array[]): Buffer => der(0x30, ...content);
const octets = (content: Uint8Array): Buffer => der(0x04, content);
const utf8 = (text: string): Buffer => der(0x0c, Buffer.from(text));
const isTrue = der(0x01, Buffer.from([0xff]));

/** An object identifier whose numbers after the first two are below 2^14. */
const identifier = (first: number, second: number, ...rest: readonly number[]): Buffer =>
  der(
    0x06,
    Buffer.from([
      first * 40 + second,
      ...rest.flatMap((number) => (number < 0x80 ? [number] : [0x80 | (number >> 7), number & 0x7f])),
    ]),
  );

/** UTCTime until 2049, GeneralizedTime after: RFC 5280, 4.1.2.5. */
const time = (milliseconds: number): Buffer => {
  const digits = new Date(milliseconds).toISOString().replace(/\.\d+|[-T:]/g, "");
  return Number(digits.slice(0, 4)) < 2050 ? der(0x17, Buffer.from(digits.slice(2))) : der(0x18, Buffer.from(digits));
};

const extension = (number: number, isCritical: boolean, content: Uint8Array): Buffer =>
  sequence(identifier(2, 5, 29, number), ...(isCritical ? [isTrue] : []), octets(content));

const pem = (bytes: Uint8Array): string => {
  const lines =
    Buffer.from(bytes)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
};

/**
 * A P-256 certificate for `localhost`, its own authority, for both ends of a connection, with a new key that stays in memory.
 * Valid from a day ago, for clocks that differ, to ten years from now.
 *
 * @example
 * const { base64, certificatePem, privateKeyPem } = createCertificate(Date.now());
 */
export const createCertificate = (now: number): Certificate => {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const serial = randomBytes(16);
  // Positive, and not zero in its first byte, which DER would not allow.
  serial[0] = 0x40 | ((serial[0] ?? 0) & 0x3f);
  const ecdsaWithSha256 = sequence(identifier(1, 2, 840, 10045, 4, 3, 2));
  const name = sequence(der(0x31, sequence(identifier(2, 5, 4, 3), utf8("localhost"))));
  const serverAuth = identifier(1, 3, 6, 1, 5, 5, 7, 3, 1);
  const clientAuth = identifier(1, 3, 6, 1, 5, 5, 7, 3, 2);
  const basicConstraints = extension(19, true, sequence(isTrue));
  // digitalSignature, keyAgreement, keyCertSign.
  const keyUsage = extension(15, true, Buffer.from([0x03, 0x02, 0x02, 0x8c]));
  const extendedKeyUsage = extension(37, false, sequence(serverAuth, clientAuth));
  const alternativeName = extension(17, false, sequence(der(0x82, Buffer.from("localhost"))));
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ecdsaWithSha256,
    name,
    sequence(time(now - day), time(now + 3650 * day)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(basicConstraints, keyUsage, extendedKeyUsage, alternativeName)),
  );
  const signature = sign("sha256", content, { key: privateKey, dsaEncoding: "der" });
  const certificate = sequence(content, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
  return {
    base64: certificate.toString("base64").replace(/=+$/, ""),
    certificatePem: pem(certificate),
    privateKeyPem: String(privateKey.export({ type: "pkcs8", format: "pem" })),
  };
};
