/** What is written of a gateway says what is live: a plan of it is empty. */
import { describe, expect, test } from "vitest";
import { createEmbeddedGateway } from "../../src/testing.ts";
import { insertEverything } from "./gateways.ts";
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
