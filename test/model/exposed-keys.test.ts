/** A private key in a field that everybody sees is refused, and the refusal does not repeat it. @module */
import { expect, test } from "vitest";
import { findings } from "../../src/model/findings.ts";
import { kindOf } from "../../src/model/kinds.ts";
import { Secret } from "../../src/model/secret.ts";
import { planText } from "../../src/report/plan-text.ts";
import { createWorld, declare } from "../engine/kit.ts";
import { ec, rsa } from "../kinds/pem.ts";

const CONSUMER = { id: "2b71a498-e133-468d-9901-fa3d352b89d2" };
const both = `${rsa.cert}${rsa.key}`;
const key = new Secret(rsa.key);

test.each<[string, string, Readonly<Record<string, unknown>>, string | undefined]>([
  ["certificates", "cert", { cert: both, key }, "'key' or 'key_alt'"],
  [
    "certificates",
    "cert_alt",
    { cert: rsa.cert, key, cert_alt: `${ec.key}${ec.cert}`, key_alt: new Secret(ec.key) },
    "'key'",
  ],
  ["certificates", "cert", { cert: new Secret(both), key }, "'key' or 'key_alt'"],
  ["ca_certificates", "cert", { cert: both }, undefined],
  [
    "jwt_secrets",
    "rsa_public_key",
    { consumer: CONSUMER, key: "k", algorithm: "RS256", rsa_public_key: rsa.key },
    "'secret'",
  ],
  ["keys", "pem.public_key", { name: "k", kid: "one", pem: { public_key: rsa.key } }, "'pem.private_key'"],
])("%s: %s", (kind, field, fields, instead) => {
  const found = findings(kindOf(kind), fields);
  const about = found.filter(({ path }) => path.join(".") === field).map(({ message }) => message);
  expect(about.join()).toContain("it holds a private key");
  if (instead !== undefined) expect(about.join()).toContain(instead);
  expect(JSON.stringify(found)).not.toContain("PRIVATE");
});

test("where it belongs it is welcome, and so is a public one in the open", () => {
  expect(findings(kindOf("certificates"), { cert: rsa.cert, key })).toEqual([]);
  expect(findings(kindOf("certificates"), { cert: rsa.cert, key: rsa.key })).toEqual([]);
  expect(findings(kindOf("ca_certificates"), { cert: rsa.cert })).toEqual([]);
});

test("nothing of it is planned or shown", async () => {
  const plan = await createWorld().plan([declare("certificates", "c", { cert: both, key })]);
  expect(plan.errors).toEqual([expect.objectContaining({ code: "KG_INVALID" })]);
  expect(JSON.stringify(plan) + planText(plan, { color: false, voice: "plan" })).not.toContain(rsa.key.split("\n")[3]);
});
