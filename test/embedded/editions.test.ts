/** What one gateway has and another lacks. @module */
import { describe, expect, it } from "vitest";
import { createEmbeddedGateway } from "../../src/testing.ts";
import { EVERYTHING } from "../kinds/samples.ts";
import { call, dataOf } from "./call.ts";

const paths = ["/consumer_groups", "/mtls-auths", "/partials", "/workspaces", "/filter-chains"];

describe("the open-source edition", () => {
  it.each(paths)("has no %s, and says so", async (path) => {
    const gateway = createEmbeddedGateway();
    expect((await call(gateway, "GET", path)).status).toBe(404);
    const { data } = (await call(gateway, "GET", "/endpoints")).body;
    expect(data).not.toContain(path);
  });

  it("knows no scope of a plugin to a group", async () => {
    const gateway = createEmbeddedGateway();
    const refused = await call(gateway, "POST", "/plugins", { name: "cors", consumer_group: null });
    expect(refused.body["fields"]).toEqual({ consumer_group: "unknown field" });
  });
});

describe("a gateway with everything", () => {
  it.each(paths)("has %s", async (path) => {
    expect((await call(createEmbeddedGateway(EVERYTHING), "GET", path)).status).toBe(200);
  });

  it("lacks what came with a later version", async () => {
    const older = createEmbeddedGateway({ edition: "enterprise", version: "3.9.1" });
    expect((await call(older, "GET", "/partials")).status).toBe(404);
    expect((await call(older, "GET", "/consumer_groups")).status).toBe(200);
  });

  it("lists the members of a group as consumers, made by naming one and deleted by it", async () => {
    const gateway = createEmbeddedGateway(EVERYTHING);
    gateway.insert("consumers", { username: "mobile" });
    gateway.insert("consumer_groups", { name: "gold" });
    const made = await call(gateway, "POST", "/consumer_groups/gold/consumers", { consumer: "mobile" });
    expect(made.status).toBe(201);
    expect((await call(gateway, "POST", "/consumer_groups/gold/consumers", { consumer: "mobile" })).status).toBe(409);
    expect((await call(gateway, "POST", "/consumer_groups/gold/consumers", { consumer: "nobody" })).status).toBe(404);
    const members = dataOf(await call(gateway, "GET", "/consumer_groups/gold/consumers"));
    expect(members.map(({ username }) => username)).toEqual(["mobile"]);
    expect((await call(gateway, "GET", "/consumer_groups/gold/consumers/mobile")).status).toBe(200);
    expect((await call(gateway, "DELETE", "/consumer_groups/gold/consumers/mobile")).status).toBe(204);
    expect((await call(gateway, "DELETE", "/consumer_groups/gold/consumers/mobile")).status).toBe(404);
    expect(gateway.entities("consumers")).toHaveLength(1);
  });
});
