/** What a gateway lacks is refused when it is planned, with the edition, the version or the setting that has it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isOffered, offerText } from "../../src/model/offer.ts";
import { insertParents, kinds, LEAST_BLOCKS } from "./blocks.ts";
import { type Stage, stage } from "./stage.ts";

let on: Stage;
beforeAll(async () => {
  on = await stage();
  insertParents(on.embedded);
});
afterAll(() => on.close());

const lacking = kinds.filter(({ offered }) => !isOffered(offered, { edition: "community", version: "3.9.1" }));

describe.each(lacking.map((kind) => [kind.terraform, kind] as const))("%s", (type, kind) => {
  test("is refused by a gateway that does not have it", async () => {
    await on.command();
    const sentence = kind.offered === undefined ? "" : offerText(kind.offered, "them");
    await expect(on.core.planResource(type, LEAST_BLOCKS[kind.kind]?.config ?? {})).rejects.toThrow(sentence);
    await expect(
      on.core.readDataSource(type, { identity: `${kind.kind}/${kind.identity.path.map(() => "a").join("/")}` }),
    ).rejects.toThrow();
    expect(on.writes).toEqual([]);
  });
});
