/** Random gateways, with owners and scopes of every sort: what is written of them plans nothing. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { deckText } from "../../src/emit/deck.ts";
import { type Declaration, Reference } from "../../src/model/declaration.ts";
import { scenarios } from "../properties/arbitraries.ts";
import { often } from "../properties/chance.ts";
import { createWorld } from "../properties/world.ts";
import { deckDeclarations, importOf, NOTHING, news, planOf, planOfDeclarations, stackDeclarations } from "./support.ts";

test("all of it, whoever owns it", { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(scenarios, async (scenario) => {
      const { embedded } = createWorld(scenario);
      const { live, document } = await importOf(embedded);
      expect(news(await planOfDeclarations(embedded, live.declarations))).toEqual(NOTHING);
      expect(news(await planOf(embedded, await stackDeclarations(document)))).toEqual(NOTHING);
      if (live.unsaid.length > 0) return;
      expect(news(await planOf(embedded, await deckDeclarations(document)))).toEqual(NOTHING);
    }),
    often(25),
  );
});

test("what is nobody's, beside what others own and it refers to", { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(scenarios, async (scenario) => {
      const { embedded } = createWorld(scenario);
      const { live, document } = await importOf(embedded, { owners: [] });
      expect(live.leftOut.filter(({ because }) => because === "owned").every(({ owner }) => owner !== undefined)).toBe(
        true,
      );
      expect(news(await planOf(embedded, await stackDeclarations(document)))).toEqual(NOTHING);
      // A decK file has no words for these: to leave something alone, or to say a target without its upstream.
      const isAlone = ({ kind, fields }: Declaration): boolean =>
        kind === "targets" && fields["upstream"] instanceof Reference && isExisting(fields["upstream"].address);
      const isExisting = (address: string): boolean =>
        live.declarations.some((one) => one.existing && one.address === address);
      if (live.declarations.some(isAlone)) expect(() => deckText(document)).toThrow("only below what they belong to");
      else if (live.unsaid.length > 0) return;
      else expect(news(await planOf(embedded, await deckDeclarations(document)))).toEqual(NOTHING);
    }),
    often(25),
  );
});
