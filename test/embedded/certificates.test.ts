/** Certificates with their server names, and CA certificates that services trust. @module */
import { beforeEach, describe, expect, it } from "vitest";
import { createEmbeddedGateway, type EmbeddedGateway } from "../../src/testing.ts";
import { ec, otherRsa, rsa } from "../kinds/pem.ts";
import { call, dataOf } from "./call.ts";

let gateway: EmbeddedGateway;
beforeEach(() => {
  gateway = createEmbeddedGateway();
});

const namesOf = async (): Promise<readonly unknown[]> =>
  dataOf(await call(gateway, "GET", "/snis"))
    .map(({ name }) => name)
    .sort();

describe("a certificate", () => {
  it("keeps its server names as entities of their own", async () => {
    const made = await call(gateway, "POST", "/certificates", { ...rsa, snis: ["a.example", "b.example"] });
    expect(made.status).toBe(201);
    expect(await namesOf()).toEqual(["a.example", "b.example"]);
    const path = `/certificates/${String(made.body["id"])}`;
    await call(gateway, "PATCH", path, { tags: ["x"] });
    expect((await call(gateway, "GET", path)).body["snis"]).toEqual(["a.example", "b.example"]);
    await call(gateway, "PATCH", path, { snis: ["b.example", "c.example"] });
    expect(await namesOf()).toEqual(["b.example", "c.example"]);
    await call(gateway, "PUT", path, rsa);
    expect(await namesOf()).toEqual([]);
  });

  it("shows a name that was made beside it", async () => {
    const { body } = await call(gateway, "POST", "/certificates", rsa);
    const path = `/certificates/${String(body["id"])}`;
    await call(gateway, "GET", path);
    await call(gateway, "POST", "/snis", { name: "late.example", certificate: { id: body["id"] } });
    expect((await call(gateway, "GET", path)).body["snis"]).toEqual(["late.example"]);
    expect((await call(gateway, "GET", "/certificates/late.example")).body["id"]).toBe(body["id"]);
  });

  it("takes its names along when it is deleted", async () => {
    const { body } = await call(gateway, "POST", "/certificates", { ...rsa, snis: ["a.example"] });
    expect((await call(gateway, "DELETE", `/certificates/${String(body["id"])}`)).status).toBe(204);
    expect(await namesOf()).toEqual([]);
  });

  it("with a name that another one has is refused as a whole", async () => {
    await call(gateway, "POST", "/certificates", { ...rsa, snis: ["a.example"] });
    const second = await call(gateway, "POST", "/certificates", { ...otherRsa, snis: ["b.example", "a.example"] });
    expect(second.status).toBe(400);
    expect(second.text).toContain("a.example already associated with existing certificate");
    expect(await namesOf()).toEqual(["a.example"]);
    expect(dataOf(await call(gateway, "GET", "/certificates"))).toHaveLength(1);
  });

  it.each(["*.*.example", "a b", "10.0.0.1", "a.example:443"])("takes no %s for a server name", async (name) => {
    expect((await call(gateway, "POST", "/certificates", { ...rsa, snis: [name] })).status).toBe(400);
    expect(dataOf(await call(gateway, "GET", "/certificates"))).toEqual([]);
  });

  it("must fit its key, and its second one must have another type of key", async () => {
    const mixed = await call(gateway, "POST", "/certificates", { cert: rsa.cert, key: otherRsa.key });
    expect(mixed.text).toContain("certificate does not match key");
    const alike = { ...rsa, cert_alt: otherRsa.cert, key_alt: otherRsa.key };
    expect((await call(gateway, "POST", "/certificates", alike)).text).toContain("need to have different type");
    const different = { ...rsa, cert_alt: ec.cert, key_alt: ec.key };
    expect((await call(gateway, "POST", "/certificates", different)).status).toBe(201);
  });

  it("may be a reference to a vault", async () => {
    const vaulted = { cert: "{vault://env/cert}", key: "{vault://env/key}" };
    expect((await call(gateway, "POST", "/certificates", vaulted)).status).toBe(201);
  });
});

describe("a CA certificate", () => {
  it("is not deleted while a service trusts it", async () => {
    const { body } = await call(gateway, "POST", "/ca_certificates", { cert: rsa.cert });
    const service = { name: "s", protocol: "https", host: "h", ca_certificates: [body["id"]] };
    gateway.insert("services", service);
    const path = `/ca_certificates/${String(body["id"])}`;
    expect((await call(gateway, "DELETE", path)).body).toMatchObject({ code: 19 });
    await call(gateway, "PATCH", "/services/s", { ca_certificates: [] });
    expect((await call(gateway, "DELETE", path)).status).toBe(204);
  });

  it("tells its digest, whatever was sent for it", async () => {
    const { body } = await call(gateway, "POST", "/ca_certificates", { cert: rsa.cert, cert_digest: "mine" });
    expect(body["cert_digest"]).toMatch(/^[0-9a-f]{64}$/);
  });
});
