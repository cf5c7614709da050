import { expect, test } from "vitest";
import type { Gateway, GatewayDescription } from "../../src/engine/gateway.ts";
import { strangersOf, unknownLists } from "../../src/engine/live-declarations.ts";
import { Secret } from "../../src/model/secret.ts";
import { createEmbeddedGateway } from "../../src/testing.ts";
import { importOf, NOTHING, news, planOf, planOfDeclarations, stackDeclarations } from "../emit/support.ts";
import { EVERYTHING } from "../kinds/samples.ts";

test("what the gateway fills in is not declared", async () => {
  const gateway = createEmbeddedGateway();
  gateway.insert("services", { name: "orders", host: "h", retries: 5, port: 80, connect_timeout: 1 });
  gateway.insert("plugins", {
    name: "http-log",
    config: { http_endpoint: "http://l", retry_count: 1, queue: { max_batch_size: 5 } },
  });
  const { live } = await importOf(gateway);
  const fields = live.declarations.map((one) => JSON.parse(JSON.stringify(one.fields)) as unknown);
  expect(fields).toEqual([
    { name: "orders", host: "h", connect_timeout: 1 },
    { name: "http-log", config: { http_endpoint: "***", retry_count: 1, queue: { max_batch_size: 5 } } },
  ]);
});

test("a null that no declaration can say is left alone, and told", async () => {
  const gateway = createEmbeddedGateway();
  gateway.insert("services", { name: "orders", host: "h", retries: null });
  const { live, document } = await importOf(gateway);
  expect(live.unsaid).toEqual([{ address: "services/orders", field: "retries", because: "unsayable" }]);
  expect(news(await planOfDeclarations(gateway, live.declarations))).toEqual(NOTHING);
  expect(news(await planOf(gateway, await stackDeclarations(document)))).toEqual(NOTHING);
});

test("an entity that others name by its id keeps that id", async () => {
  const gateway = createEmbeddedGateway(EVERYTHING);
  const partial = gateway.insert("partials", { name: "redis", type: "redis-ce", config: { host: "r" } });
  gateway.insert("plugins", {
    name: "rate-limiting",
    config: { minute: 1 },
    partials: [{ id: partial.id, path: "config.redis" }],
  });
  gateway.insert("partials", { name: "other", type: "redis-ce", config: { host: "r" } });
  const { live } = await importOf(gateway);
  expect(live.declarations.filter(({ kind }) => kind === "partials").map(({ address, id }) => [address, id])).toEqual([
    ["partials/other", undefined],
    ["partials/redis", partial.id],
  ]);
});

test("a secret that is known as a hash only is left out where it may be, else it holds nothing and is left alone", async () => {
  const gateway = createEmbeddedGateway();
  const consumer = gateway.insert("consumers", { username: "mobile" });
  const of = { consumer: { id: consumer.id } };
  gateway.insert("oauth2_credentials", {
    ...of,
    name: "hashed",
    client_id: "a",
    client_secret: "s",
    hash_secret: true,
  });
  gateway.insert("oauth2_credentials", { ...of, name: "plain", client_id: "b", client_secret: "s" });
  gateway.insert("basicauth_credentials", { ...of, username: "u", password: "p" });
  const { live } = await importOf(gateway);
  expect(live.unsaid).toEqual([
    { address: "basicauth_credentials/u@consumer=mobile", field: "password", because: "hashed" },
    { address: "oauth2_credentials/a@consumer=mobile", field: "client_secret", because: "hashed" },
  ]);
  const secret = (name: string) =>
    live.declarations.find(({ fields }) => fields["name"] === name)?.fields["client_secret"];
  expect(secret("hashed")).toBeUndefined();
  expect(secret("plain")).toBeInstanceOf(Secret);
  expect(live.declarations.find(({ kind }) => kind === "basicauth_credentials")?.lifecycle.ignoreChanges).toEqual([
    "password",
  ]);
});

test("a server name that nobody owns goes with its certificate, and the workspace that is always there is not declared", async () => {
  const gateway = createEmbeddedGateway(EVERYTHING);
  const { samples } = await import("../kinds/samples.ts");
  const { revealAll } = await import("../../src/model/secret.ts");
  const least = revealAll(samples["certificates"]?.least) as Record<string, unknown>;
  gateway.insert("certificates", { ...least, snis: ["a.example"], tags: ["kongruent-owner:them"] });
  const { live } = await importOf(gateway, { owners: [] });
  expect(live.declarations).toEqual([]);
  expect(live.leftOut.map(({ kind, owner }) => [kind, owner])).toEqual([
    ["certificates", "them"],
    ["snis", "them"],
  ]);
});

test("a change after the import shows", async () => {
  const gateway = createEmbeddedGateway();
  const { id } = gateway.insert("services", { name: "orders", host: "h" });
  const { live, document } = await importOf(gateway);
  gateway.update("services", id, { host: "other" });
  const expected = {
    errors: [],
    changes: [{ identity: "services/orders", fields: [{ path: "host", from: "other", to: "h" }] }],
  };
  expect(await planOfDeclarations(gateway, live.declarations)).toMatchObject(expected);
  expect(await planOf(gateway, await stackDeclarations(document))).toMatchObject(expected);
});

const DESCRIPTION: GatewayDescription = {
  url: "http://gateway.test",
  version: "3.9.1",
  mode: "traditional",
  workspace: "default",
  routerFlavor: "traditional",
  endpoints: new Set([
    "/",
    "/services",
    "/services/{services}",
    "/targets",
    "/targets/{targets}",
    "/tags",
    "/tags/{tags}",
    "/cache",
    "/cache/{key}",
    "/sessions",
    "/sessions/{sessions}",
    "/acme_storage",
    "/acme_storage/{acme_storage}",
    "/widgets",
    "/widgets/{widgets}",
  ]),
};

test("lists that no kind describes are counted; what cannot be read is named without a number", async () => {
  expect(unknownLists(DESCRIPTION)).toEqual(["acme_storage", "sessions", "widgets"]);
  expect(unknownLists({ ...DESCRIPTION, endpoints: undefined })).toBeUndefined();
  const gateway = {
    describe: async () => DESCRIPTION,
    list: async ({ path }: { path: string }) => {
      if (path === "widgets") throw new Error("refused");
      return path === "sessions" ? [{ id: "1" }, { id: "2" }] : [];
    },
  } as unknown as Gateway;
  expect(await strangersOf(gateway, { concurrency: 2 })).toEqual([
    { list: "sessions", count: 2 },
    { list: "widgets", count: undefined },
  ]);
});
