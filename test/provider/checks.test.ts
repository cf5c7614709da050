/** What is said of a block by itself. @module */
import { expect, test } from "vitest";
import { kindOf } from "../../src/model/kinds.ts";
import { checkBlock } from "../../src/provider/checks.ts";
import { checkProviderBlock } from "../../src/provider/configuration.ts";

const details = (kind: string, block: Readonly<Record<string, string>>): readonly string[] =>
  checkBlock(kindOf(kind), block).map(({ detail = "" }) => detail);

test("a name where an id belongs is refused with the resource that has the id", () => {
  expect(details("acls", { consumer_id: "mobile" })).toEqual([
    "consumer_id is 'mobile', which is no id. Give the id of a resource or data source: kong_consumer.NAME.id. (KG_REFERENCE_INVALID)",
  ]);
});

test("no resource is proposed that does not exist", () => {
  expect(details("services", { client_certificate_id: "mine" })).toEqual([
    "client_certificate_id is 'mine', which is no id. Give an id, a UUID. (KG_REFERENCE_INVALID)",
  ]);
});

test("an owner that cannot be a tag is refused before anything is written", () => {
  const told = (block: Readonly<Record<string, string>>) => checkProviderBlock(block).map(({ detail }) => detail);
  expect(told({ owner: "shop/orders" })).toEqual([
    "The owner's tag would be 'kongruent-owner:shop/orders', and a tag cannot hold ',' or '/'. Give another owner. (KG_OWNER_INVALID)",
  ]);
  expect(told({ owner: "orders", owner_tag_prefix: "a," })).toEqual([expect.stringContaining("'a,orders'")]);
  for (const owner of ["orders-team", "", "false"]) expect(told({ owner }), owner).toEqual([]);
});
