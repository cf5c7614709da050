/** Lists: pages, cursors, tags, order. @module */
import { describe, expect, it } from "vitest";
import { createEmbeddedGateway, type EmbeddedGateway } from "../../src/testing.ts";
import { call, dataOf, idOf } from "./call.ts";

const withServices = (count: number): EmbeddedGateway => {
  const gateway = createEmbeddedGateway();
  for (let number = count; number > 0; number -= 1) {
    const tags = ["all", ...(number % 2 === 0 ? ["even"] : [])];
    gateway.insert("services", { id: idOf(number), name: `s${number}`, host: "h", tags });
  }
  return gateway;
};

const walk = async (gateway: EmbeddedGateway, path: string): Promise<readonly unknown[]> => {
  const ids: unknown[] = [];
  for (let next: unknown = path; typeof next === "string"; ) {
    const page = await call(gateway, "GET", next);
    ids.push(...dataOf(page).map((entity) => entity["id"]));
    next = page.body["next"];
  }
  return ids;
};

describe("a list", () => {
  it("comes in order of id, in pages whose cursor is the last id", async () => {
    const gateway = withServices(5);
    const { body } = await call(gateway, "GET", "/services?size=2");
    expect(body).toMatchObject({ data: [{ name: "s1" }, { name: "s2" }] });
    const offset = Buffer.from(JSON.stringify([idOf(2)])).toString("base64url");
    expect(body["offset"]).toBe(offset);
    expect(body["next"]).toBe(`/services?offset=${offset}&size=2`);
    expect(await walk(gateway, "/services?size=2")).toEqual([1, 2, 3, 4, 5].map(idOf));
  });

  it("ends with next null and no offset, also when the last page is full", async () => {
    const { body } = await call(withServices(4), "GET", "/services?size=4");
    expect(body["next"]).toBeNull();
    expect(body).not.toHaveProperty("offset");
  });

  it("loses nothing when the row at the cursor is deleted, and shows what came after it", async () => {
    const gateway = withServices(4);
    const first = await call(gateway, "GET", "/services?size=2");
    gateway.remove("services", idOf(2));
    gateway.insert("services", { id: idOf(9), host: "h" });
    const second = await call(gateway, "GET", String(first.body["next"]));
    expect(dataOf(second).map((entity) => entity["id"])).toEqual([idOf(3), idOf(4)]);
  });

  it("shows an id once that was deleted and made again", async () => {
    const gateway = withServices(3);
    await call(gateway, "GET", "/services");
    gateway.remove("services", idOf(2));
    gateway.insert("services", { id: idOf(2), name: "again", host: "h" });
    expect(await walk(gateway, "/services")).toEqual([1, 2, 3].map(idOf));
  });

  it("filters by all or by any of some tags and keeps them in next", async () => {
    const gateway = withServices(6);
    expect(await walk(gateway, "/services?tags=all,even&size=2")).toEqual([2, 4, 6].map(idOf));
    expect(await walk(gateway, "/services?tags=even/nosuch&size=1")).toEqual([2, 4, 6].map(idOf));
    const { body } = await call(gateway, "GET", "/services?tags=all,even&size=2");
    expect(body["next"]).toContain("&tags=all%2Ceven&size=2");
  });

  it.each([
    ["size=0", 9, "size must be an integer between 1 and 1000"],
    ["size=1001", 9, "size must be an integer between 1 and 1000"],
    ["size=abc", 9, "size must be a number"],
    ["offset=foo", 7, "'foo' is not a valid offset: bad json encoding"],
    ["tags=a,b/c", 11, "invalid option (tags: invalid filter syntax)"],
    ["tags=", 11, "invalid option (tags: cannot be null)"],
    ["tags=a,b,c,d,e,f", 11, "invalid option (tags: cannot query more than 5 tags)"],
  ])("refuses ?%s", async (query, code, message) => {
    const { status, body } = await call(withServices(1), "GET", `/services?${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code, message });
  });

  it("under a parent forgets size and tags", async () => {
    const gateway = withServices(1);
    for (let number = 1; number <= 3; number += 1) {
      gateway.insert("routes", { id: idOf(number), paths: [`/${number}`], service: { id: idOf(1) } });
    }
    const { body } = await call(gateway, "GET", "/services/s1/routes?size=1&tags=nosuch");
    expect(body["data"]).toHaveLength(1);
    expect(body["next"]).toBe(`/services/s1/routes?offset=${String(body["offset"])}`);
    expect(await walk(gateway, "/services/s1/routes?size=1")).toEqual([1, 2, 3].map(idOf));
  });

  it("of a missing parent, or of no kind, is 404", async () => {
    const gateway = createEmbeddedGateway();
    for (const path of ["/services/nosuch/routes", "/targets", "/consumer_groups", "/workspaces"]) {
      expect((await call(gateway, "GET", path)).status, path).toBe(404);
    }
  });

  it("finds a consumer by its custom id", async () => {
    const gateway = createEmbeddedGateway();
    gateway.insert("consumers", { username: "a", custom_id: "one" });
    gateway.insert("consumers", { username: "b" });
    expect(dataOf(await call(gateway, "GET", "/consumers?custom_id=one"))).toMatchObject([{ username: "a" }]);
    expect(dataOf(await call(gateway, "GET", "/consumers?custom_id=none"))).toEqual([]);
  });
});

describe("the targets of an upstream", () => {
  const withTargets = (): EmbeddedGateway => {
    let time = 1_700_000_000_000;
    const gateway = createEmbeddedGateway({
      now: () => {
        time += 1;
        return time;
      },
    });
    gateway.insert("upstreams", { id: idOf(1), name: "up" });
    for (let number = 1; number <= 3; number += 1) {
      gateway.insert("targets", { id: idOf(number), target: `10.0.0.${number}:80`, upstream: { id: idOf(1) } });
    }
    return gateway;
  };

  it("come newest first by position: a delete between pages loses one", async () => {
    const gateway = withTargets();
    const first = await call(gateway, "GET", "/upstreams/up/targets?size=2");
    expect(first.body).toMatchObject({ offset: "2", next: "/upstreams/up/targets?offset=2" });
    expect(dataOf(first).map((target) => target["id"])).toEqual([idOf(3), idOf(2)]);
    gateway.remove("targets", idOf(3));
    expect(dataOf(await call(gateway, "GET", "/upstreams/up/targets?offset=2"))).toEqual([]);
  });

  it("come by id with a cursor at targets/all: a delete between pages loses none", async () => {
    const gateway = withTargets();
    const first = await call(gateway, "GET", "/upstreams/up/targets/all?size=2");
    gateway.remove("targets", idOf(1));
    const second = await call(gateway, "GET", String(first.body["next"]));
    expect(dataOf(second).map((target) => target["id"])).toEqual([idOf(3)]);
  });
});

describe("tags", () => {
  it("are listed with the entities that carry them", async () => {
    const gateway = withServices(2);
    const { body } = await call(gateway, "GET", "/tags?size=2");
    expect(body["data"]).toEqual([
      { tag: "all", entity_name: "services", entity_id: idOf(1) },
      { tag: "all", entity_name: "services", entity_id: idOf(2) },
    ]);
    expect(dataOf(await call(gateway, "GET", String(body["next"])))).toMatchObject([{ tag: "even" }]);
    expect(dataOf(await call(gateway, "GET", "/tags/even"))).toHaveLength(1);
  });
});

describe("thirty thousand entities", () => {
  it("are inserted and listed in seconds", async () => {
    const gateway = createEmbeddedGateway();
    const started = performance.now();
    for (let number = 0; number < 30_000; number += 1) gateway.insert("consumers", { username: `c${number}` });
    expect(await walk(gateway, "/consumers?size=1000")).toHaveLength(30_000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
