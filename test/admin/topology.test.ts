import { describe, expect, test } from "vitest";
import { gatewayOn, json, paged, type Reply, root, uuid } from "./support.ts";

const ENDPOINTS = json(200, { data: ["/services", "/clustering/data-planes"] });
const seen = (...times: readonly unknown[]) =>
  times.map((last_seen, index) => ({ id: uuid(index), hostname: `dp-${index}`, last_seen, sync_status: "normal" }));

const described = async (configuration: object, dataPlanes?: (path: string) => Reply, endpoints: Reply = ENDPOINTS) => {
  const { gateway, paths } = gatewayOn(({ path }) => {
    if (path === "/") return root({ role: "control_plane", ...configuration });
    if (path === "/endpoints") return endpoints;
    return path.startsWith("/clustering/data-planes") ? dataPlanes?.(path) : undefined;
  });
  return { ...(await gateway.describe()), asked: paths() };
};

describe("a control plane", () => {
  test("says whether it sends changes by incremental sync, under either name", async () => {
    for (const name of ["cluster_incremental_sync", "incremental_sync"]) {
      expect((await described({ [name]: true })).incrementalSync).toBe(true);
      expect((await described({ [name]: "on" })).incrementalSync).toBe(true);
      expect((await described({ [name]: false })).incrementalSync).toBe(false);
    }
    expect((await described({})).incrementalSync).toBeUndefined();
  });

  test("tells its data planes, on as many pages as there are; those that are gone do not count", async () => {
    expect((await described({}, paged(seen(1_000, 1_030, 960, 1_030)))).dataPlanes).toBe(3);
    expect((await described({}, paged(seen()))).dataPlanes).toBe(0);
    const many = Array.from({ length: 1_500 }, () => 1_000);
    expect((await described({}, paged(seen(...many)))).dataPlanes).toBe(1_500);
  });

  test("that does not tell, or not to everybody, is planned for all the same", async () => {
    expect((await described({}, () => json(403, { message: "no" }))).dataPlanes).toBeUndefined();
    expect((await described({}, paged(seen("yesterday")))).dataPlanes).toBeUndefined();
    const without = await described({}, undefined, json(200, { data: ["/services"] }));
    expect(without.dataPlanes).toBeUndefined();
    expect(without.asked).toEqual(["GET /", "GET /endpoints"]);
  });

  test("another node is not asked", async () => {
    const found = await described({ role: "traditional", cluster_incremental_sync: true }, paged(seen(1)));
    expect([found.incrementalSync, found.dataPlanes]).toEqual([undefined, undefined]);
    expect(found.asked).toEqual(["GET /", "GET /endpoints"]);
  });
});

test("custom plugins are those that the configuration names beside the bundled ones", async () => {
  expect((await described({ plugins: ["bundled", "our-auth"] })).customPlugins).toEqual(new Set(["our-auth"]));
  expect((await described({ plugins: ["bundled"] })).customPlugins).toEqual(new Set());
  expect((await described({})).customPlugins).toBeUndefined();
});
