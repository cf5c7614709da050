/** What is wrong with a declaration is said in the words of those who declare, and not in Kong's own. */
import { describe, expect, test } from "vitest";
import { findings } from "../../src/model/findings.ts";
import { kindOf } from "../../src/model/kinds.ts";
import type { KongSchema } from "../../src/model/kong-schema.ts";
import { Secret } from "../../src/model/secret.ts";

const found = (kind: string, fields: Record<string, unknown>, pluginSchema?: KongSchema): readonly string[] =>
  findings(kindOf(kind), fields, fields, { pluginSchema }).map(
    ({ path, message }) => `${path.length === 0 ? "" : `${path.join(".")}: `}${message}`,
  );

const CONSUMER = { id: "2b71a498-e133-468d-9901-fa3d352b89d2" };

describe("what is wrong with a declaration", () => {
  test.each(["consumer", "service", "route"])("a plugin that takes no %s says so", (field) => {
    const eqNull = { type: "foreign", reference: `${field}s`, eq: null } as const;
    const schema: KongSchema = { fields: [{ [field]: eqNull }, { config: { type: "record", fields: [] } }] };
    const said = found("plugins", { name: "key-auth", config: {}, [field]: CONSUMER }, schema);
    expect(said).toContain(`${field}: key-auth cannot be scoped to a ${field}`);
    expect(said.join()).not.toContain("null");
  });

  test("a text where a list is wanted", () => {
    expect(found("routes", { name: "v1", paths: "/v1", tags: "a" })).toEqual(
      expect.arrayContaining(["paths: expected a list", "tags: expected a list"]),
    );
  });

  test("what is no certificate and no key", () => {
    expect(found("certificates", { cert: "no", key: new Secret("no") })).toEqual([
      "cert: it is no certificate in PEM form",
      "key: it is no private key in PEM form",
    ]);
    expect(found("ca_certificates", { cert: "no" })).toEqual(["cert: it is no certificate in PEM form"]);
  });

  test("a field that is wanted because of another one is one sentence", () => {
    expect(found("jwt_secrets", { consumer: CONSUMER, key: "k", algorithm: "RS256" })).toEqual([
      "rsa_public_key: it is needed where 'algorithm' is RS256",
    ]);
    expect(found("services", { name: "s", host: "h", protocol: "http", tls_verify: true })).toEqual([
      "tls_verify: it cannot be given where 'protocol' is http",
    ]);
  });
});
