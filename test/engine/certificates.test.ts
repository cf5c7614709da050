/** Certificates over their life: renewed in place, their server names kept, recognised without a key, deleted with what is theirs. */
import { describe, expect, test } from "vitest";
import type { Declaration } from "../../src/model/declaration.ts";
import { Secret } from "../../src/model/secret.ts";
import { ec, otherRsa, type Pair, renewed, rsa } from "../kinds/pem.ts";
import { jwk } from "../kinds/samples.ts";
import { declare, type Meta, OWNER_TAG } from "./declare.ts";
import { congruent, createWorld, type World } from "./kit.ts";

type Fields = Readonly<Record<string, unknown>>;

const certificate = ({ cert, key }: Pair, fields: Fields = {}, meta: Meta = {}): Declaration =>
  declare("certificates", meta.address ?? "tls", { cert, key: new Secret(key), ...fields }, meta);
const sni = (name: string, of: Declaration): Declaration => declare("snis", name, { name, certificate: of });

const names = (world: World): readonly unknown[] =>
  world.gateway
    .entities("snis")
    .map(({ name }) => name)
    .sort();

/** Runs without errors; what was sent. */
const sentBy = async (world: World, declarations: readonly Declaration[]): Promise<readonly string[]> => {
  world.forget();
  const { errors } = await world.run(declarations, { maxDeletes: 100 });
  expect(errors).toEqual([]);
  return world.sent.map(({ request }) => request);
};

describe("a renewed certificate", () => {
  test("under the same server names is patched in place and keeps them", async () => {
    const world = createWorld();
    await sentBy(world, [certificate(rsa, { snis: ["a.example", "b.example"] })]);
    const [before] = world.gateway.entities("certificates");
    const snis = world.gateway.entities("snis");
    const again = [certificate(renewed, { snis: ["b.example", "a.example"] })];
    expect(await sentBy(world, again)).toEqual([`PATCH /certificates/${before?.id}`]);
    expect(Object.keys(world.sent[0]?.body ?? {})).toEqual(["cert"]);
    expect(world.gateway.entities("certificates")).toMatchObject([{ id: before?.id, cert: renewed.cert }]);
    expect(world.gateway.entities("snis")).toEqual(snis);
    await congruent(world, again);
  });

  test("whose server names are entities of their own is found by those, and leaves them as they are", async () => {
    const world = createWorld();
    const old = certificate(rsa);
    await sentBy(world, [old, sni("a.example", old), sni("b.example", old)]);
    const [before] = world.gateway.entities("certificates");
    const snis = world.gateway.entities("snis");
    const fresh = certificate(otherRsa);
    const again = [fresh, sni("a.example", fresh), sni("b.example", fresh)];
    expect(await sentBy(world, again)).toEqual([`PATCH /certificates/${before?.id}`]);
    expect(Object.keys(world.sent[0]?.body ?? {}).sort()).toEqual(["cert", "key"]);
    expect(world.gateway.entities("snis")).toEqual(snis);
    await congruent(world, again);
  });

  test("whose names are not declared keeps those that somebody gave it", async () => {
    const world = createWorld();
    const made = world.gateway.insert("certificates", { ...rsa, snis: ["theirs.example"], tags: [OWNER_TAG] });
    expect(await sentBy(world, [certificate(renewed, {}, { id: made.id })])).toEqual([
      `PATCH /certificates/${made.id}`,
    ]);
    expect(names(world)).toEqual(["theirs.example"]);
  });

  test("loses its second certificate with the second key", async () => {
    const world = createWorld();
    const both = certificate(rsa, { snis: ["a.example"], cert_alt: ec.cert, key_alt: new Secret(ec.key) });
    await sentBy(world, [both]);
    const one = [certificate(rsa, { snis: ["a.example"] })];
    expect(await sentBy(world, one)).toHaveLength(1);
    expect(world.sent[0]?.body).toEqual({ cert_alt: null, key_alt: null });
    await congruent(world, one);
  });
});

test("a certificate's server names are made and removed to fit its list", async () => {
  const world = createWorld();
  await sentBy(world, [certificate(rsa, { snis: ["a.example", "b.example"] })]);
  const [before] = world.gateway.entities("certificates");
  const again = [certificate(rsa, { snis: ["b.example", "c.example"] })];
  expect(await sentBy(world, again)).toEqual([`PATCH /certificates/${before?.id}`]);
  expect(names(world)).toEqual(["b.example", "c.example"]);
  await congruent(world, again);
});

describe("the delete of a certificate", () => {
  test("takes along the server names that came with it, and is not held by them", async () => {
    const world = createWorld();
    await sentBy(world, [certificate(rsa, { snis: ["a.example"] })]);
    expect(await sentBy(world, [])).toHaveLength(1);
    expect(names(world)).toEqual([]);
    expect(world.gateway.entities("certificates")).toEqual([]);
  });

  test("is held by a server name of another owner", async () => {
    const world = createWorld();
    await sentBy(world, [certificate(rsa, { snis: ["a.example"] })]);
    const [made] = world.gateway.entities("certificates");
    world.gateway.insert("snis", {
      name: "theirs.example",
      certificate: { id: made?.id },
      tags: ["kongruent-owner:theirs"],
    });
    const outcome = await world.run([], { maxDeletes: 100 });
    expect(JSON.stringify(outcome.errors)).toContain("snis/theirs.example");
    expect(world.gateway.entities("certificates")).toHaveLength(1);
    expect(names(world)).toEqual(["a.example", "theirs.example"]);
  });
});

describe("a certificate that no server name tells", () => {
  test("is adopted by what is in it", async () => {
    const world = createWorld();
    const made = world.gateway.insert("certificates", { ...rsa });
    const declared = [certificate(rsa)];
    expect(await sentBy(world, declared)).toEqual([`PATCH /certificates/${made.id}`]);
    expect(world.sent[0]?.body).toEqual({ tags: [OWNER_TAG] });
    await congruent(world, declared);
  });

  test("is ambiguous where two live ones hold it, until an id says which", async () => {
    const world = createWorld();
    const ids = [
      world.gateway.insert("certificates", { ...rsa }),
      world.gateway.insert("certificates", { ...rsa }),
    ].map(({ id }) => id);
    const { errors } = await world.plan([certificate(rsa)]);
    expect(errors).toMatchObject([{ code: "KG_IDENTITY_AMBIGUOUS" }]);
    for (const id of ids) expect(errors[0]?.message).toContain(id);
    expect(errors[0]?.message).toContain("Pin the id");
    const [first = ""] = ids;
    const pinned = [certificate(rsa, {}, { id: first })];
    expect(await sentBy(world, pinned)).toEqual([`PATCH /certificates/${first}`]);
    await congruent(world, pinned);
  });
});

test("a certificate of somebody else is found by one of its server names", async () => {
  const world = createWorld();
  const { id } = world.gateway.insert("certificates", { ...rsa, snis: ["theirs.example"] });
  const theirs = declare("certificates", "theirs", { snis: ["theirs.example"] }, { existing: true, owner: false });
  const declared = [theirs, sni("ours.example", theirs)];
  expect(await sentBy(world, declared)).toEqual(["POST /snis"]);
  expect(world.one("snis", { name: "ours.example" })["certificate"]).toEqual({ id });
  await congruent(world, declared);
});

test("a CA certificate is deleted once the service that lists it has let it go", async () => {
  const world = createWorld();
  const authority = declare("ca_certificates", "ca", { cert: rsa.cert });
  const service = (fields: Fields): Declaration =>
    declare("services", "orders", { name: "orders", host: "h", protocol: "https", port: 443, ...fields });
  await sentBy(world, [authority]);
  const { id } = world.one("ca_certificates", {});
  await sentBy(world, [authority, service({ ca_certificates: [id] })]);
  const service1 = world.one("services", { name: "orders" });
  expect(await sentBy(world, [service({})])).toEqual([
    `PATCH /services/${service1.id}`,
    `DELETE /ca_certificates/${id}`,
  ]);
  await congruent(world, [service({})]);
});

describe("an application's secret that the gateway hashes", () => {
  const consumer = declare("consumers", "c", { username: "c" });
  const application = (fields: Fields): Declaration =>
    declare("oauth2_credentials", "app", { consumer, name: "app", client_id: "app", ...fields });

  test("is sent with the word that turns hashing on, and differs no more", async () => {
    const world = createWorld();
    const secret = new Secret("secret-of-mine");
    await sentBy(world, [consumer, application({ client_secret: secret })]);
    const hashed = [consumer, application({ client_secret: secret, hash_secret: true })];
    expect(await sentBy(world, hashed)).toHaveLength(1);
    expect(world.sent[0]?.body).toEqual({ client_secret: "secret-of-mine", hash_secret: true });
    expect(world.one("oauth2_credentials", {})["client_secret"]).not.toBe("secret-of-mine");
    await congruent(world, hashed);
    const clear = [consumer, application({ client_secret: secret })];
    expect(await sentBy(world, clear)).toHaveLength(1);
    expect(world.one("oauth2_credentials", {})["client_secret"]).toBe("secret-of-mine");
    await congruent(world, clear);
  });
});

test("a key turns from one form to the other, and the old one goes", async () => {
  const world = createWorld();
  const key = (fields: Fields): Declaration => declare("keys", "k", { name: "k", kid: "one", ...fields });
  await sentBy(world, [key({ jwk: new Secret(jwk) })]);
  const pem = [key({ pem: { private_key: new Secret(rsa.key) } })];
  expect(await sentBy(world, pem)).toHaveLength(1);
  expect(world.one("keys", {})).toMatchObject({ jwk: null, pem: { private_key: rsa.key } });
  await congruent(world, pem);
  const back = [key({ jwk: new Secret(jwk) })];
  expect(await sentBy(world, back)).toHaveLength(1);
  expect(world.one("keys", {})).toMatchObject({ jwk, pem: null });
  await congruent(world, back);
});
