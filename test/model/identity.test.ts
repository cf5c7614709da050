/** Identity texts: one form for people, imports and reports. */
import { describe, expect, test } from "vitest";
import { caCertificate } from "../../src/model/ca-certificate.ts";
import { certificate } from "../../src/model/certificate.ts";
import { consumerGroupMember } from "../../src/model/consumer-group-member.ts";
import type { AnyKind } from "../../src/model/define.ts";
import { filterChain } from "../../src/model/filter-chain.ts";
import { identityText } from "../../src/model/identity.ts";
import { jwt } from "../../src/model/jwt.ts";
import { key } from "../../src/model/key.ts";
import { mtlsAuth } from "../../src/model/mtls-auth.ts";
import { certificateDigest } from "../../src/model/pem.ts";
import { vault } from "../../src/model/vault.ts";
import { rsa } from "../kinds/pem.ts";

const names: Readonly<Record<string, string>> = { c: "mobile", g: "gold", r: "orders-v1", s: "tokens", a: "0f1e" };
const text = (kind: AnyKind, fields: Readonly<Record<string, unknown>>, workspace?: string): string =>
  identityText(kind, fields, { nameOf: (_kind, id) => names[id], workspace });

describe("an identity text", () => {
  test.each<readonly [AnyKind, Readonly<Record<string, unknown>>, string]>([
    [jwt, { key: "issuer", consumer: { id: "c" } }, "jwt_secrets/issuer@consumer=mobile"],
    [vault, { prefix: "team", name: "env" }, "vaults/team"],
    [key, { name: "one", kid: "k", set: { id: "s" } }, "keys/one@set=tokens"],
    [key, { kid: "k" }, "keys/kid=k"],
    [filterChain, { name: "chain", route: { id: "r" } }, "filter_chains/chain@route=orders-v1"],
    [consumerGroupMember, { consumer_group: { id: "g" }, consumer: { id: "c" } }, "consumer_group_members/gold/mobile"],
    [
      mtlsAuth,
      { subject_name: "CN=a/b", consumer: { id: "c" }, ca_certificate: { id: "a" } },
      "mtls_auth_credentials/CN%3Da%2Fb@consumer=mobile,ca_certificate=0f1e",
    ],
    [certificate, { id: "7c", cert: rsa.cert }, "certificates/7c"],
  ])("%o", (kind, fields, expected) => {
    expect(text(kind, fields)).toBe(expected);
  });

  test("of a CA certificate is its digest, before the gateway has worked it out", () => {
    expect(text(caCertificate, { cert: rsa.cert })).toBe(`ca_certificates/${certificateDigest(rsa.cert)}`);
  });

  test("names the workspace of what is in one", () => {
    expect(text(vault, { prefix: "team" }, "shop")).toBe("ws:shop/vaults/team");
    expect(text(caCertificate, { cert_digest: "0f" }, "shop")).toBe("ca_certificates/0f");
  });
});
