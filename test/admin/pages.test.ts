import { describe, expect, test } from "vitest";
import type { TransportRequest } from "../../src/admin/transport.ts";
import { consumerGroupMember } from "../../src/model/consumer-group-member.ts";
import { plugin } from "../../src/model/plugin.ts";
import { service } from "../../src/model/service.ts";
import { target } from "../../src/model/target.ts";
import { errorOf, failing, gatewayOn, html, json, notFound, paged, type Reply, some, uuid } from "./support.ts";

const cursors = (sent: readonly TransportRequest[]) =>
  sent.map(({ path }) => new URL(path, "http://kong").searchParams.get("offset"));
const sizes = (sent: readonly TransportRequest[]) =>
  sent.map(({ path }) => Number(new URL(path, "http://kong").searchParams.get("size")));

describe("a list is read to its end", () => {
  test.each([
    [0, 1],
    [101, 1],
    [1_000, 1],
    [1_001, 2],
    [2_501, 3],
  ])("%i services take %i pages of 1,000", async (count, pages) => {
    const pageOf = paged(some(count));
    const { gateway, sent } = gatewayOn(({ path }) => pageOf(path));
    expect(await gateway.list(service)).toHaveLength(count);
    expect(sent).toHaveLength(pages);
    expect(gateway.requests()).toEqual({ read: pages, write: 0 });
  });

  test("all 2,501 targets of an upstream are read through targets/all, though `next` drops the size there", async () => {
    const pageOf = paged(some(2_501), { keepsSize: false });
    const { gateway, sent, paths } = gatewayOn(({ path }) => pageOf(path));
    expect(await gateway.list(target, { parent: uuid(7) })).toHaveLength(2_501);
    expect(paths()[0]).toBe(`GET /upstreams/${uuid(7)}/targets/all?size=1000`);
    expect(sizes(sent)).toEqual([1000, 1000, 1000]);
  });

  test("the tag goes with every page", async () => {
    const pageOf = paged(some(3));
    const { gateway, paths } = gatewayOn(({ path }) => pageOf(path), { pageSize: 2 });
    await gateway.list(service, { tag: "kongruent-owner:a b" });
    expect(paths()).toEqual([
      "GET /services?size=2&tags=kongruent-owner%3Aa%20b",
      "GET /services?size=2&tags=kongruent-owner%3Aa%20b&offset=c2",
    ]);
  });

  test("under a parent, where the gateway ignores tags, they are filtered here", async () => {
    const { gateway, paths } = gatewayOn(() =>
      json(200, {
        data: [
          { id: uuid(1), tags: ["a"] },
          { id: uuid(2), tags: null },
        ],
        next: null,
      }),
    );
    expect(await gateway.list(target, { parent: uuid(7), tag: "a" })).toEqual([{ id: uuid(1), tags: ["a"] }]);
    expect(paths()[0]).not.toContain("tags");
  });

  test("`next` is asked for its cursor only: its host is never spoken to", async () => {
    const replies = [
      json(200, { data: some(1), next: "https://evil.example/services?offset=x&size=5", offset: "x" }),
      json(200, { data: [], next: null }),
    ];
    const { gateway, paths } = gatewayOn((_request, index) => replies[index]);
    await gateway.list(service);
    expect(paths()).toEqual(["GET /services?size=1000", "GET /services?size=1000&offset=x"]);
  });

  test("a `next` without a cursor goes on at the page's own offset", async () => {
    const replies = [
      json(200, { data: some(1), next: "/services", offset: "x" }),
      json(200, { data: [{ id: uuid(9) }], next: null }),
    ];
    const { gateway, sent } = gatewayOn((_request, index) => replies[index]);
    expect(await gateway.list(service)).toHaveLength(2);
    expect(cursors(sent)).toEqual([null, "x"]);
  });

  test("an entity that comes twice, because something was inserted meanwhile, counts once", async () => {
    const replies = [
      json(200, { data: some(2), offset: "x", next: "/services?offset=x" }),
      json(200, { data: [{ id: uuid(1) }, { id: uuid(2) }], next: null }),
    ];
    const { gateway } = gatewayOn((_request, index) => replies[index]);
    expect((await gateway.list(service)).map(({ id }) => id)).toEqual([uuid(0), uuid(1), uuid(2)]);
  });
});

describe("a list that cannot be read to its end is an error, never a part", () => {
  const leadingTo = (offset: string, data: unknown) => json(200, { data, offset, next: `/services?offset=${offset}` });
  const first = leadingTo("x", some(2));

  test.each<[string, Reply[], string]>([
    ["repeats its cursor", [first, leadingTo("x", [])], "repeats a cursor"],
    ["turns in a circle", [first, leadingTo("y", [{ id: uuid(8) }]), leadingTo("x", [])], "repeats a cursor"],
    ["is empty and points on", [first, leadingTo("y", [])], "holds nothing new"],
    ["holds only what was there and points on", [first, leadingTo("y", some(2))], "holds nothing new"],
    ["has no next", [first, json(200, { data: [{ id: uuid(8) }] })], "has no `next`"],
    ["has an offset without a next", [first, json(200, { data: [{ id: uuid(8) }], offset: "y" })], "has no `next`"],
    [
      "has an offset that is a number",
      [json(200, { data: some(2), next: "/services?offset=2", offset: 2 })],
      "no text",
    ],
    ["has an offset that is an object", [json(200, { data: some(2), next: null, offset: {} })], "no text"],
    [
      "ends and points on",
      [first, json(200, { data: [{ id: uuid(8) }], next: null, offset: "y" })],
      "that it is the last",
    ],
    ["has no data", [first, json(200, { message: "hello" })], "has no `data`"],
    ["has data that is no list", [first, json(200, { data: { a: 1 }, next: null })], "has no `data`"],
    ["is HTML", [first, html(200, "<html><title>Login</title></html>")], 'an HTML page titled "Login"'],
    ["is cut off", [first, { status: 200, headers: {}, body: '{"data":[{"id":' }], "text that is not JSON"],
    ["says it goes on but not where", [json(200, { data: some(2), next: "/services" })], "not where"],
    ["has a next that is no text", [json(200, { data: some(2), next: 3 })], "not where"],
    ["holds something without an id", [first, json(200, { data: [{ name: "x" }], next: null })], "without an id"],
    [
      "refuses the cursor",
      [first, json(400, { code: 7, name: "invalid offset", message: "'x' is not a valid offset" })],
      "not a valid offset",
    ],
  ])("one that %s", async (_what, replies, why) => {
    const { gateway } = gatewayOn((_request, index) => replies[index]);
    const error = await errorOf(gateway.list(service));
    expect(error["code"]).toBe("KG_LIST_INCOMPLETE");
    expect(error.message).toContain("list of services");
    expect(error.message).toContain(why);
    if (replies.length > 1) expect(error.message).toMatch(/page [23] \(after [23] entities\)/);
  });

  test("one whose second page fails for good", async () => {
    const { gateway } = gatewayOn(({ path }) => (path.includes("offset") ? failing("ECONNRESET") : first));
    const error = await errorOf(gateway.list(service));
    expect(error["code"]).toBe("KG_LIST_INCOMPLETE");
    expect(error.message).toContain("page 2 (after 2 entities) failed");
  });

  test.each([
    [401, "KG_UNAUTHORIZED"],
    [403, "KG_FORBIDDEN"],
    [404, "KG_NOT_FOUND"],
    [302, "KG_REDIRECTED"],
  ])("a %i is %s, never an empty list", async (status, code) => {
    const { gateway } = gatewayOn(() => json(status, { message: "no" }, { location: "https://login.example/" }));
    expect((await errorOf(gateway.list(service)))["code"]).toBe(code);
  });

  test("a gateway nobody listens at says so, without talk of pages", async () => {
    const { gateway } = gatewayOn(() => failing("ECONNREFUSED"));
    expect((await errorOf(gateway.list(service)))["code"]).toBe("KG_GATEWAY_UNREACHABLE");
  });
});

test("fresh cursors for ever are an error on the first page that brings nothing new", async () => {
  const { gateway, sent } = gatewayOn((_request, index) =>
    json(200, { data: some(1), offset: `c${index}`, next: `/services?offset=c${index}` }),
  );
  expect((await errorOf(gateway.list(service)))["code"]).toBe("KG_LIST_INCOMPLETE");
  expect(sent).toHaveLength(2);
});

describe("a page that is too much is asked for in halves", () => {
  test.each(["timeout", "502", "500"])("after a %s, from the same cursor", async (how) => {
    const pageOf = paged(some(2_000));
    const { gateway, sent } = gatewayOn(({ path }) => {
      const query = new URL(path, "http://kong").searchParams;
      const isTooMuch = query.has("offset") && Number(query.get("size")) > 300;
      if (!isTooMuch) return pageOf(path);
      return how === "timeout" ? failing("UND_ERR_HEADERS_TIMEOUT") : json(Number(how), { message: "no" });
    });
    expect(await gateway.list(service)).toHaveLength(2_000);
    expect(sizes(sent)).toEqual([1000, 1000, 500, 250, 250, 250, 250]);
    expect(cursors(sent).slice(1, 4)).toEqual(["c1000", "c1000", "c1000"]);
  });

  test("never below 25, and not for ever", async () => {
    const { gateway, sent } = gatewayOn(() => failing("UND_ERR_HEADERS_TIMEOUT"));
    expect((await errorOf(gateway.list(service)))["code"]).toBe("KG_LIST_INCOMPLETE");
    expect(sizes(sent)).toEqual([1000, 500, 250, 125, 62, 31, 25, 25]);
  });

  test("a cut connection is asked again at the same size", async () => {
    const pageOf = paged(some(1_500));
    const { gateway, sent } = gatewayOn(({ path }, index) => (index === 1 ? failing("ECONNRESET") : pageOf(path)));
    expect(await gateway.list(service)).toHaveLength(1_500);
    expect(sizes(sent)).toEqual([1000, 1000, 1000]);
  });
});

test("30,000 plugins of many kinds are read with one schema request per plugin", async () => {
  const names = ["a", "b", "c"];
  const pageOf = paged(
    some(30_000).map((entity, index) => ({ ...entity, name: names[index % 3], config: { key: "s" } })),
  );
  const { gateway, paths } = gatewayOn(({ path }) =>
    path.startsWith("/schemas/")
      ? json(200, { fields: [{ config: { type: "record", fields: [{ key: { type: "string", encrypted: true } }] } }] })
      : pageOf(path),
  );
  const since = performance.now();
  const plugins = await gateway.list(plugin);
  expect(performance.now() - since).toBeLessThan(5_000);
  expect(plugins).toHaveLength(30_000);
  expect(JSON.stringify(plugins.at(-1))).toContain('"config":{"key":"***"}');
  expect(paths().filter((path) => path.startsWith("GET /schemas"))).toHaveLength(3);
  expect(gateway.requests()).toEqual({ read: 33, write: 0 });
});

test("an aborted list ends with KG_INTERRUPTED", async () => {
  const stop = new AbortController();
  const pageOf = paged(some(3));
  const { gateway } = gatewayOn(
    ({ path }) => {
      stop.abort();
      return pageOf(path);
    },
    { pageSize: 1 },
  );
  expect((await errorOf(gateway.list(service, { signal: stop.signal })))["code"]).toBe("KG_INTERRUPTED");
});

test("a kind without a list of its own asks for its parent", async () => {
  const { gateway } = gatewayOn(() => notFound);
  expect((await errorOf(gateway.list(target))).message).toContain("its id is missing");
});

describe("a list of members under their own name, as older gateways answer it", () => {
  const group = uuid(50);
  const path = `/consumer_groups/${group}/consumers`;
  const members = (reply: (cursor: string | null) => unknown) => {
    const { gateway } = gatewayOn((request) =>
      json(200, reply(new URL(request.path, "http://kong").searchParams.get("offset"))),
    );
    return gateway.list(consumerGroupMember, { parent: group });
  };
  const ids = async (list: ReturnType<typeof members>) =>
    (await list).map((entity) => (entity["consumer"] as { readonly id: string }).id);
  const page = [{ id: uuid(1) }, { id: uuid(2) }];

  test("is whole where nothing says that there is more", async () => {
    expect(await ids(members(() => ({ consumers: page })))).toEqual([uuid(1), uuid(2)]);
    expect(await ids(members(() => ({ consumers: page, next: null, offset: null })))).toEqual([uuid(1), uuid(2)]);
  });

  test("is followed where it says so", async () => {
    const list = members((cursor) =>
      cursor === null
        ? { consumers: page, next: `${path}?offset=x`, offset: "x" }
        : { consumers: [{ id: uuid(3) }], next: null },
    );
    expect(await ids(list)).toEqual([uuid(1), uuid(2), uuid(3)]);
  });

  test.each<[string, object]>([
    ["a next without a cursor", { next: path }],
    ["a next that is no text", { next: 3 }],
    ["an offset alone", { offset: "x" }],
    ["an offset that is no text", { offset: 5 }],
  ])("is not taken for whole: %s", async (_what, more) => {
    const error = await errorOf(members(() => ({ consumers: page, ...more })));
    expect(error["code"]).toBe("KG_LIST_INCOMPLETE");
  });
});
