/** What is written of a gateway says what is live: a plan of it is empty. */
import { describe, expect, test } from "vitest";
import { deckText } from "../../src/emit/deck.ts";
import { hclConfiguration } from "../../src/emit/hcl.ts";
import { stackProgram } from "../../src/emit/typescript.ts";
import { yamlText } from "../../src/emit/yaml.ts";
import { createEmbeddedGateway } from "../../src/testing.ts";
import { EVERYTHING, samples } from "../kinds/samples.ts";
import { insertEverything, insertSamples } from "./gateways.ts";
import { deckDeclarations, importOf, NOTHING, news, planOf, planOfDeclarations, stackDeclarations } from "./support.ts";

describe("of a gateway with something of everything", () => {
  test("declarations differ in nothing", async () => {
    const gateway = createEmbeddedGateway();
    insertEverything(gateway);
    const { live } = await importOf(gateway);
    expect(news(await planOfDeclarations(gateway, live.declarations))).toEqual(NOTHING);
  });

  test("a stack differs in nothing", async () => {
    const gateway = createEmbeddedGateway();
    insertEverything(gateway);
    const { document } = await importOf(gateway);
    const declared = await stackDeclarations(document);
    expect(news(await planOf(gateway, declared))).toEqual(NOTHING);
  });

  test("a decK file differs in nothing, once the passwords are known", async () => {
    const gateway = createEmbeddedGateway();
    insertEverything(gateway);
    const { document } = await importOf(gateway);
    const declared = await deckDeclarations(document, undefined, "pass");
    expect(news(await planOf(gateway, declared))).toEqual(NOTHING);
  });
});

test("an entity that is listed by its id is referred to, where the form has words for it", async () => {
  const gateway = createEmbeddedGateway();
  insertEverything(gateway);
  const { document } = await importOf(gateway);
  const program = stackProgram(document);
  expect(program).toContain("caCertificates: [caCertificate],");
  expect(program).toMatch(/const caCertificate = new CaCertificate\(this, "ca-certificate", \{\n\s+cert: `-----BEGIN/);
  const hcl = hclConfiguration(document, { requirement: "" });
  expect(hcl).toContain("[kong_ca_certificate.ca_certificate.id]");
  const [{ id } = { id: "" }] = gateway.entities("ca_certificates");
  expect(program + hcl.replace(/^import \{[^}]*\}$/gm, "")).not.toContain(id);
  const deck = deckText(document);
  expect(deck).toContain(`  ca_certificates:\n  - ${yamlText(id)}\n`);
  expect(deck).toContain(`ca_certificates:\n- id: ${yamlText(id)}\n  cert: |\n    -----BEGIN`);
});

test("one that others own, and that is listed by its id, stands there as existing", async () => {
  const gateway = createEmbeddedGateway();
  const cert = samples["ca_certificates"]?.least["cert"];
  const theirs = gateway.insert("ca_certificates", { cert, tags: ["kongruent-owner:billing"] });
  gateway.insert("services", { name: "trusting", protocol: "https", host: "h", ca_certificates: [theirs.id] });
  const { document, live } = await importOf(gateway, { owners: [] });
  expect(stackProgram(document)).toContain("CaCertificate.existing(this");
  expect(deckText(document)).toContain(`ca_certificates:\n  - ${yamlText(theirs.id)}`);
  for (const declared of [await stackDeclarations(document), await deckDeclarations(document)]) {
    expect(news(await planOf(gateway, declared))).toEqual(NOTHING);
  }
  expect(news(await planOfDeclarations(gateway, live.declarations))).toEqual(NOTHING);
});

test("every secret of every kind is write-only as HCL, so that no state has it", async () => {
  const gateway = createEmbeddedGateway(EVERYTHING);
  insertSamples(gateway);
  const { document } = await importOf(gateway);
  const hcl = hclConfiguration(document, { requirement: "" });
  expect(hcl).toMatch(/pem_secrets_wo = \{ private_key = var\.\w+ \}/);
  const variables = hcl.match(/^variable "\w+" \{\n[^}]*\}$/gm) ?? [];
  expect(variables).toHaveLength(document.variables.length);
  for (const variable of variables) expect(variable).toMatch(/ephemeral = true/);
});
