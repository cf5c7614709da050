import { describe, expect, test } from "vitest";
import { parseAdminUrl } from "../../src/admin/address.ts";
import { plugin } from "../../src/model/plugin.ts";
import { reveal } from "../../src/model/secret.ts";
import { errorOf, gatewayOn, html, json, notFound, type Reply, root } from "./support.ts";

const answering = (replies: Readonly<Record<string, Reply>>, options = {}) =>
  gatewayOn(({ path }) => replies[path], options);

describe("what a gateway says of itself", () => {
  test("version, mode, router and endpoints, asked once", async () => {
    const { gateway, sent } = answering({ "/": root(), "/endpoints": json(200, { data: ["/services", "/routes"] }) });
    const [description] = await Promise.all([gateway.describe(), gateway.describe()]);
    expect(description).toEqual({
      url: "http://gateway.test:8001",
      version: "3.9.1",
      mode: "traditional",
      workspace: "default",
      routerFlavor: "traditional",
      endpoints: new Set(["/services", "/routes"]),
    });
    expect(sent).toHaveLength(2);
  });

  test.each([
    [{ role: "control_plane" }, "control_plane"],
    [{ role: "data_plane", database: "off" }, "data_plane"],
    [{ database: "off" }, "dbless"],
  ])("%j is %s", async (configuration, mode) => {
    expect(await answering({ "/": root(configuration) }).gateway.describe()).toMatchObject({
      mode,
      endpoints: undefined,
    });
  });

  test("the expressions router", async () => {
    const { gateway } = answering({ "/": root({ router_flavor: "expressions" }), "/endpoints": json(403, {}) });
    expect(await gateway.describe()).toMatchObject({ routerFlavor: "expressions", endpoints: undefined });
  });

  test("a failed look is not kept", async () => {
    const replies = [json(401, {}), root(), notFound];
    const { gateway } = gatewayOn((_request, index) => replies[index]);
    await errorOf(gateway.describe());
    expect((await gateway.describe()).version).toBe("3.9.1");
  });

  test("inside a workspace the root is /kong", async () => {
    const { gateway } = answering({ "/kong": root() }, { workspace: "team" });
    expect((await gateway.describe()).workspace).toBe("team");
  });

  test("a workspace that is not there is named", async () => {
    const error = await errorOf(answering({}, { workspace: "team" }).gateway.describe());
    expect(error["code"]).toBe("KG_WORKSPACE_NOT_FOUND");
    expect(error.message).toContain('"team"');
  });
});

describe("what is no Admin API is refused with what was found", () => {
  test.each<[string, Reply, string]>([
    [
      "a page",
      html(200, "<!DOCTYPE html><html><head><title>Kong\u0007 Manager</title></head>"),
      'an HTML page titled "Kong  Manager"',
    ],
    [
      "plain HTTP on a TLS port",
      html(400, "<html><title>400 The plain HTTP request was sent to HTTPS port</title>"),
      "400 The plain HTTP",
    ],
    ["the proxy port", json(404, { message: "no Route matched with those values" }), "proxy port"],
    ["another API", json(200, { version: "1", name: "x" }), "JSON with version, name"],
    ["a list", json(200, []), "JSON that is not an object"],
    ["text", { status: 200, headers: {}, body: "hello" }, "text that is not JSON"],
    ["nothing", { status: 204, headers: {}, body: "" }, "an empty answer"],
  ])("%s", async (_what, reply, words) => {
    const error = await errorOf(answering({ "/": reply }).gateway.describe());
    expect(error["code"]).toBe("KG_NOT_ADMIN_API");
    expect(error.message).toContain(words);
    expect(error.message).toContain("--gateway");
  });

  test("a redirect and a refused token are themselves", async () => {
    const redirect = json(302, {}, { location: "/login" });
    expect((await errorOf(answering({ "/": redirect }).gateway.describe()))["code"]).toBe("KG_REDIRECTED");
    expect((await errorOf(answering({ "/": html(403, "<html>") }).gateway.describe()))["code"]).toBe("KG_FORBIDDEN");
  });
});

describe("schemas", () => {
  test("each is asked for once, also when two ask at the same time", async () => {
    const { gateway, sent } = answering({ "/schemas/plugins": json(200, { fields: [] }) });
    await Promise.all([gateway.schema(plugin), gateway.schema(plugin)]);
    expect(await gateway.schema(plugin)).toEqual({ fields: [] });
    expect(sent).toHaveLength(1);
  });

  test("one that is not installed is undefined, and a failure is not kept", async () => {
    const replies = [notFound, json(403, {}), json(200, { fields: [] })];
    const { gateway, paths } = gatewayOn((_request, index) => replies[index]);
    expect(await gateway.subschema(plugin, "no such/one")).toBeUndefined();
    expect(paths()[0]).toBe("GET /schemas/plugins/no%20such/one");
    await errorOf(gateway.subschema(plugin, "cors"));
    expect(await gateway.subschema(plugin, "cors")).toEqual({ fields: [] });
  });
});

describe("the admin URL", () => {
  test.each([
    ["http://127.0.0.1:8001", "http://127.0.0.1:8001", ""],
    ["https://host/kong/admin/", "https://host", "/kong/admin"],
    ["http://[::1]:8001/", "http://[::1]:8001", ""],
  ])("%s", (url, origin, prefix) => {
    expect(parseAdminUrl(url)).toEqual({ origin, prefix, display: `${origin}${prefix}`, authorization: undefined });
  });

  test("a user and password become a header and are not shown", () => {
    const address = parseAdminUrl("https://me:p%40ss@host:8444/x");
    expect(address.display).toBe("https://host:8444/x");
    expect(reveal(address.authorization)).toBe(`Basic ${Buffer.from("me:p@ss").toString("base64")}`);
    expect(JSON.stringify(address)).not.toContain("p%40ss");
  });
});
