/** Certificates, keys and secrets through Terraform: renewed in place, server names kept, nothing stored that must not be. */
import { describe, expect, test } from "vitest";
import { ec, otherRsa, type Pair, renewed, rsa, rsaPublic } from "../kinds/pem.ts";
import { EVERYTHING } from "../kinds/samples.ts";
import { type Cli, expectNoChanges, hasWriteOnly, openWorld, stage, warmFolder, withEachCli } from "./kit.ts";

const text = (pem: string): string => `<<-EOT\n${pem}EOT\n`;

const certificate = ({ cert, key }: Pair, more = ""): string =>
  `resource "kong_certificate" "tls" {\n  cert = ${text(cert)}  key = ${text(key)}  ${more}\n}\n`;

const sni = (name: string): string =>
  `resource "kong_sni" "${name}" {\n  name = "${name}.example"\n  certificate_id = kong_certificate.tls.id\n}\n`;

/** A gateway that has everything, and a folder for it. */
const wide = async (cli: Cli) => {
  const world = await openWorld({ ...EVERYTHING, settings: [...EVERYTHING.settings] });
  const folder = await warmFolder(cli, { providerEnv: { KONGRUENT_GATEWAY: world.url } });
  const head = `terraform {\n  required_providers {\n    kong = {\n      source = "kongruent/kong"\n    }\n  }\n}\nprovider "kong" {\n  owner = "shop"\n}\n`;
  return { world, folder, declare: (resources: string) => folder.write(`${head}${resources}`) };
};

withEachCli("a certificate", (cli) => {
  test("is renewed in place and keeps its list of server names", async () => {
    const names = 'snis = ["b.example", "a.example"]';
    const { world, folder, declare } = await stage(cli, certificate(rsa, names));
    await folder.apply();
    const [before] = world.gateway.entities("certificates");
    const snis = world.gateway.entities("snis");
    world.forget();
    declare(certificate(renewed, names));
    await folder.apply();
    expect(world.sent.map(({ request, body }) => [request, Object.keys(body)])).toEqual([
      [`PATCH /certificates/${before?.id}`, ["cert"]],
    ]);
    expect(world.gateway.entities("snis")).toEqual(snis);
    await expectNoChanges(folder, world);
    world.forget();
    declare(certificate(renewed, 'snis = ["b.example", "c.example"]'));
    await folder.apply();
    expect(world.sent.map(({ request }) => request)).toEqual([`PATCH /certificates/${before?.id}`]);
    expect(
      world.gateway
        .entities("snis")
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["b.example", "c.example"]);
    await expectNoChanges(folder, world);
  });

  test("is renewed in place and keeps the server names that are resources of their own", async () => {
    const { world, folder, declare } = await stage(cli, `${certificate(rsa)}${sni("a")}${sni("b")}`);
    await folder.apply();
    const [before] = world.gateway.entities("certificates");
    const snis = world.gateway.entities("snis");
    await expectNoChanges(folder, world);
    world.forget();
    declare(`${certificate(otherRsa)}${sni("a")}${sni("b")}`);
    await folder.apply();
    expect(world.sent.map(({ request, body }) => [request, Object.keys(body).sort()])).toEqual([
      [`PATCH /certificates/${before?.id}`, ["cert", "key"]],
    ]);
    expect(world.gateway.entities("snis")).toEqual(snis);
    await expectNoChanges(folder, world);
    await folder.destroy();
    expect([...world.gateway.entities("certificates"), ...world.gateway.entities("snis")]).toEqual([]);
  });

  test("that nobody owns is adopted by its server names, or by what is in it; of two the id tells", async () => {
    const { world, folder, declare } = await stage(cli, certificate(renewed, 'snis = ["a.example"]'));
    const { id } = world.gateway.insert("certificates", { ...rsa, snis: ["a.example"] });
    await folder.apply();
    expect(world.gateway.entities("certificates")).toMatchObject([{ id, cert: renewed.cert }]);
    await expectNoChanges(folder, world);
    world.gateway.insert("certificates", { cert: ec.cert, key: ec.key });
    world.gateway.insert("certificates", { cert: ec.cert, key: ec.key });
    declare(certificate(ec).replace('"tls"', '"other"'));
    const refused = await folder.tryApply();
    expect(refused.flat).toContain("KG_IDENTITY_AMBIGUOUS");
    declare(
      'data "kong_certificate" "tls" {\n  snis = ["a.example"]\n}\noutput "id" {\n  value = data.kong_certificate.tls.id\n}\n',
    );
    expect((await folder.plan()).text).toContain(id);
  });

  test("is imported by a server name", async () => {
    const { world, folder } = await stage(cli, certificate(rsa, 'snis = ["a.example"]'));
    const { id } = world.gateway.insert("certificates", { ...rsa, snis: ["a.example"] });
    const { code } = await folder.run("import", "kong_certificate.tls", "certificates/a.example");
    expect(code).toBe(0);
    expect((await folder.state()).get("kong_certificate.tls")?.values["id"]).toBe(id);
  });
});

withEachCli("what is kept secret", (cli) => {
  describe.skipIf(!hasWriteOnly(cli))("in a key", () => {
    test("is given write-only inside of a record, and told by a count", async () => {
      const { world, folder, declare } = await wide(cli);
      const key = ({ key: pem }: Pair): string =>
        `resource "kong_key" "k" {\n  name = "k"\n  kid = "one"\n  pem = {\n    public_key = ${text(rsaPublic)}  }\n  pem_secrets_wo = {\n    private_key = ${text(pem)}  }\n}\n`;
      declare(key(rsa));
      await folder.apply();
      expect(world.one("keys", {})["pem"]).toEqual({ private_key: rsa.key, public_key: rsaPublic });
      expect(JSON.stringify([...(await folder.state()).values()])).not.toContain("PRIVATE");
      await expectNoChanges(folder, world);
      world.forget();
      declare(key(ec));
      const plan = await folder.plan();
      expect(plan.code).toBe(2);
      expect(plan.text).toMatch(/secrets_version\s+= 1 -> 2/);
      await folder.apply();
      expect(world.sent.map(({ body }) => body)).toEqual([{ pem: { private_key: ec.key } }]);
      await expectNoChanges(folder, world);
    });
  });

  test("and hashed for good is sent when it changes, and said not to be comparable", async () => {
    const { world, folder, declare } = await wide(cli);
    const app = (secret: string, isHashed: boolean): string =>
      `resource "kong_consumer" "c" {\n  username = "c"\n}\nresource "kong_oauth2" "a" {\n  consumer_id = kong_consumer.c.id\n  name = "app"\n  client_id = "app"\n  hash_secret = ${isHashed}\n  client_secret = "${secret}"\n}\n`;
    declare(app("one", false));
    await folder.apply();
    declare(app("one", true));
    world.forget();
    await folder.apply();
    expect(world.sent.map(({ body }) => body)).toEqual([{ hash_secret: true, client_secret: "one" }]);
    await expectNoChanges(folder, world);
    declare(app("two", true));
    const plan = await folder.plan();
    expect(plan.flat).toContain("client_secret cannot be compared");
    await folder.apply();
    expect(world.sent.map(({ body }) => body)).toEqual([{ hash_secret: true, client_secret: "two" }]);
    await expectNoChanges(folder, world);
  });
});

withEachCli("a filter chain", (cli) => {
  test("whose filters have settings of several shapes, or none, is applied and settled", async () => {
    const { world, folder, declare } = await wide(cli);
    declare(
      `resource "kong_service" "s" {\n  name = "s"\n  host = "h"\n}\nresource "kong_filter_chain" "f" {\n  service_id = kong_service.s.id\n  filters = [\n    { name = "one" },\n    { name = "two", config = "x" },\n    { name = "three", config = jsonencode({ a = 1 }), enabled = false },\n  ]\n}\n`,
    );
    await folder.apply();
    await expectNoChanges(folder, world);
  });
});

withEachCli("a membership", (cli) => {
  test("is made and imported by its two sides, and another one comes in the place of a changed one", async () => {
    const { world, folder, declare } = await wide(cli);
    const members = (who: string): string =>
      `resource "kong_consumer_group" "g" {\n  name = "g"\n}\nresource "kong_consumer" "c" {\n  username = "c"\n}\nresource "kong_consumer" "d" {\n  username = "d"\n}\nresource "kong_consumer_group_member" "m" {\n  consumer_group_id = kong_consumer_group.g.id\n  consumer_id = kong_consumer.${who}.id\n}\n`;
    declare(members("c"));
    await folder.apply();
    await expectNoChanges(folder, world);
    await folder.run("state", "rm", "kong_consumer_group_member.m");
    const { code } = await folder.run("import", "kong_consumer_group_member.m", "consumer_group_members/g/c");
    expect(code).toBe(0);
    await expectNoChanges(folder, world);
    declare(members("d"));
    expect((await folder.plan()).text).toContain("must be replaced");
    await folder.apply();
    expect(world.gateway.entities("consumer_group_members")).toMatchObject([
      { consumer: { id: world.one("consumers", { username: "d" }).id } },
    ]);
    await expectNoChanges(folder, world);
  });
});
