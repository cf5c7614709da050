/** Requests that are no reads or writes: methods, bodies, what the gateway says of itself. @module */
import { describe, expect, it } from "vitest";
import { createEmbeddedGateway } from "../../src/testing.ts";
import { call } from "./call.ts";

const send = (text: string, type: string | undefined, path = "/services") =>
  createEmbeddedGateway().handle({
    method: "POST",
    path,
    headers: type === undefined ? {} : { "content-type": type },
    body: text,
  });

describe("a body", () => {
  it.each([
    ['{"host": ', 400],
    ["", 400],
    ["[1,2]", 500],
    ['"x"', 500],
    ['{"host":"h"}', 201],
  ])("%s as JSON is answered %i", async (text, status) => {
    expect((await send(text, "application/json; charset=utf-8")).status).toBe(status);
  });

  it.each([["text/plain"], ["application/merge-patch+json"], [undefined]])(
    "of type %s is 415 in HTML",
    async (type) => {
      const { status, body, headers } = await send('{"host":"h"}', type);
      expect(status).toBe(415);
      expect(headers["content-type"]).toContain("text/html");
      expect(body).toContain("<html>");
    },
  );

  it("as a form is typed by the schema", async () => {
    const form = "application/x-www-form-urlencoded";
    const service = await send("host=h&tags[]=a&tags[]=b&retries=3&enabled=false", form);
    expect(JSON.parse(service.body)).toMatchObject({ tags: ["a", "b"], retries: 3, enabled: false });
    const plugin = await send("name=ip-restriction&config.allow=1.1.1.1&config.allow=2.2.2.2", form, "/plugins");
    expect(JSON.parse(plugin.body)).toMatchObject({ config: { allow: ["1.1.1.1", "2.2.2.2"] } });
  });

  it("of more than 10 MiB is 413, a long address 414", async () => {
    const long = "x".repeat(10 * 1024 * 1024);
    expect((await send(`{"host":"${long}"}`, "application/json")).status).toBe(413);
    const gateway = createEmbeddedGateway();
    expect((await call(gateway, "GET", `/services/${"x".repeat(9000)}`)).status).toBe(414);
  });
});

describe("a method", () => {
  it.each([
    ["PUT", "/services", 405],
    ["DELETE", "/services", 405],
    ["POST", "/services/x", 405],
    ["PROPFIND", "/services", 405],
    ["HEAD", "/services", 200],
    ["HEAD", "/services/x", 404],
    ["GET", "/nosuch", 404],
    ["GET", "/services/", 200],
    ["GET", "/config", 400],
    ["POST", "/config", 400],
  ])("%s %s is answered %i", async (method, path, status) => {
    expect((await call(createEmbeddedGateway(), method, path)).status).toBe(status);
  });

  it("OPTIONS names the methods there are", async () => {
    const gateway = createEmbeddedGateway();
    expect((await call(gateway, "OPTIONS", "/services")).headers["allow"]).toBe("GET, HEAD, OPTIONS, POST");
    expect((await call(gateway, "OPTIONS", "/services/x")).headers["allow"]).toBe(
      "DELETE, GET, HEAD, OPTIONS, PATCH, PUT",
    );
  });
});

describe("the gateway says of itself", () => {
  const gateway = createEmbeddedGateway();

  it("which paths it has", async () => {
    const paths = (await call(gateway, "GET", "/endpoints")).body["data"];
    expect(paths).toEqual(
      expect.arrayContaining(["/services", "/consumers/{consumers}/key-auth/{keyauth_credentials}"]),
    );
    expect(paths).toEqual(expect.arrayContaining(["/upstreams/{upstreams}/targets/all"]));
    expect(paths).not.toContain("/consumer_groups");
  });

  it("which schemas it has, and validates without writing", async () => {
    expect((await call(gateway, "GET", "/schemas/services")).body["fields"]).toBeInstanceOf(Array);
    expect((await call(gateway, "GET", "/schemas/plugins/key-auth")).body["fields"]).toBeInstanceOf(Array);
    expect((await call(gateway, "GET", "/schemas/plugins/nosuch")).status).toBe(404);
    const valid = await call(gateway, "POST", "/schemas/services/validate", { host: "h" });
    expect(valid).toMatchObject({ status: 200, body: { message: "schema validation successful" } });
    expect((await call(gateway, "POST", "/schemas/plugins/validate", { name: "cors", config: { x: 1 } })).status).toBe(
      400,
    );
    expect(gateway.entities("services")).toEqual([]);
  });

  it("what was asked of it", async () => {
    gateway.log.length = 0;
    await call(gateway, "GET", "/services/nosuch");
    expect(gateway.log).toEqual([{ method: "GET", path: "/services/nosuch", status: 404 }]);
    gateway.reset();
    expect(gateway.log).toEqual([]);
  });
});
