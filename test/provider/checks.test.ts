/** What is said of a block by itself. @module */
import { expect, test } from "vitest";
import { ref } from "../../src/model/facts.ts";
import { kindOf } from "../../src/model/kinds.ts";
import { checkBlock, checkFields } from "../../src/provider/checks.ts";
import { checkProviderBlock } from "../../src/provider/configuration.ts";
import { UNKNOWN, type Value } from "../../src/provider/value.ts";

const details = (kind: string, block: Readonly<Record<string, string>>): readonly string[] =>
  checkBlock(kindOf(kind), block).map(({ detail = "" }) => detail);

test("a name where an id belongs is refused with the resource that has the id", () => {
  expect(details("acls", { consumer_id: "mobile" })).toEqual([
    "consumer_id is 'mobile', which is no id. Give the id of a resource or data source: kong_consumer.NAME.id. (KG_REFERENCE_INVALID)",
  ]);
});

test("no resource is proposed that does not exist", () => {
  const acl = kindOf("acls");
  const kind = { ...acl, schema: acl.schema.extend({ stranger: ref("strangers", "restrict") }) };
  expect(checkBlock(kind, { stranger_id: "mine" }).map(({ detail }) => detail)).toEqual([
    "stranger_id is 'mine', which is no id. Give an id, a UUID. (KG_REFERENCE_INVALID)",
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

const told = (kind: string, block: Readonly<Record<string, Value>>) =>
  checkFields(kindOf(kind), block).map(({ detail, attribute }) => [
    attribute?.steps?.map(({ attributeName }) => attributeName).join("."),
    detail,
  ]);

test("ranges, choices and forms of single fields are checked without a gateway, each at its attribute", () => {
  expect(
    told("services", { host: "h", port: 70_000, protocol: "gopher", path: "a", retries: 1.5, tags: ["a,b"] }),
  ).toEqual(
    expect.arrayContaining([
      ["port", "port: value should be between 0 and 65535 (KG_INVALID)"],
      ["protocol", expect.stringContaining("expected one of: grpc, ")],
      ["path", "path: should start with: / (KG_INVALID)"],
      ["retries", "retries: expected an integer (KG_INVALID)"],
      ["tags", expect.stringContaining("tags.0: invalid tag 'a,b'")],
    ]),
  );
  expect(told("upstreams", { healthchecks: { active: { concurrency: 0, timeout: 1 } } })).toEqual([
    ["healthchecks.active.concurrency", expect.stringContaining("healthchecks.active.concurrency: value should be")],
  ]);
  expect(told("services", { url: "orders:8080" })).toEqual([["url", expect.stringContaining("is no URL")]]);
});

test("what is not known, not given, or depends on the gateway is passed over", () => {
  expect(told("services", { port: UNKNOWN, host: null, path: UNKNOWN, tags: ["a", UNKNOWN] })).toEqual([]);
  expect(told("upstreams", { healthchecks: UNKNOWN })).toEqual([]);
  expect(told("upstreams", { healthchecks: { active: { concurrency: UNKNOWN, healthy: UNKNOWN } } })).toEqual([]);
  // Which fields go together, which router there is, and what a plugin takes.
  expect(told("services", { protocol: "http", tls_verify: true })).toEqual([]);
  expect(told("routes", { expression: 'http.path == "/"', priority: 1 })).toEqual([]);
  expect(told("plugins", { name: "rate-limiting", config: { minute: -1 } })).toEqual([]);
});

test("a secret is judged at the attribute that gives it, and not repeated", () => {
  const found = told("keyauth_credentials", { key_wo: "" });
  expect(found).toEqual([["key_wo", expect.stringContaining("KG_INVALID")]]);
});
