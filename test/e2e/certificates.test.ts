/** Certificates through Terraform: renewed in place, their server names kept. */
import { expect, test } from "vitest";
import { ec, otherRsa, type Pair, renewed, rsa } from "../kinds/pem.ts";
import { expectNoChanges, stage, withEachCli } from "./kit.ts";

const text = (pem: string): string => `<<EOT\n${pem}EOT\n`;

const certificate = ({ cert, key }: Pair, more = ""): string =>
  `resource "kong_certificate" "tls" {\n  cert = ${text(cert)}\n  key = ${text(key)}\n  ${more}\n}\n`;

const SNIS = ["a", "b"]
  .map((name) => `resource "kong_sni" "${name}" {\n  name = "${name}.example"\n  certificate_id = kong_certificate.tls.id\n}\n`)
  .join("\n");

withEachCli("a certificate", (cli) => {
  test("is renewed in place under its server names", async () => {
    const { world, folder } = await stage(cli, certificate(rsa, 'snis = ["b.example", "a.example"]'));
    await folder.apply();
    const [before] = world.gateway.entities("certificates");
    const snis = world.gateway.entities("snis");
    world.forget();
    folder.write(folder.main(certificate(renewed, 'snis = ["b.example", "a.example"]')));
    await folder.apply();
    expect(world.sent.map(({ request, body }) => [request, Object.keys(body)])).toEqual([
      [`PATCH /certificates/${before?.id}`, ["cert"]],
    ]);
    expect(world.gateway.entities("snis")).toEqual(snis);
    await expectNoChanges(folder, world);
  });
});
