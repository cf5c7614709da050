import { createServer as createTcpServer } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createAdminGateway } from "../../src/admin/gateway.ts";
import type { AdminGatewayOptions } from "../../src/admin/options.ts";
import { handlerTransport, undiciTransport } from "../../src/admin/transport.ts";
import { Secret } from "../../src/model/secret.ts";
import { service } from "../../src/model/service.ts";
import { bodyOf, errorOf, json, listening, paged, root, serve, some, uuid } from "./support.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const gatewayAt = (url: string, options: Partial<AdminGatewayOptions> = {}) => {
  const gateway = createAdminGateway({ url, sleep: async () => {}, timeoutMs: 2_000, ...options });
  closers.push(() => gateway.close());
  return gateway;
};

const serving = async (listener: Parameters<typeof serve>[0]) => {
  const server = await serve(listener);
  closers.push(server.close);
  return server;
};

const reply = (
  response: { writeHead(status: number, headers: Record<string, string>): { end(body: string): unknown } },
  answer: ReturnType<typeof json>,
) => response.writeHead(answer.status, { ...answer.headers }).end(answer.body);

const id = uuid(1);

test("every request starts with the URL's path and the workspace, and carries the token and headers", async () => {
  const seen: unknown[] = [];
  const { url } = await serving((request, response) => {
    seen.push([request.method, request.url, request.headers["kong-admin-token"], request.headers["x-extra"]]);
    reply(response, request.url?.includes("/services/") ? json(200, { id }) : paged(some(3))(request.url ?? ""));
  });
  const gateway = gatewayAt(`${url}/kong/admin/`, {
    workspace: "team a",
    token: new Secret("t0ken"),
    headers: { "X-Extra": "x" },
    pageSize: 2,
  });
  expect(await gateway.list(service)).toHaveLength(3);
  await gateway.read(service, id);
  const prefix = "/kong/admin/team%20a";
  expect(seen).toEqual([
    ["GET", `${prefix}/services?size=2`, "t0ken", "x"],
    ["GET", `${prefix}/services?size=2&offset=c2`, "t0ken", "x"],
    ["GET", `${prefix}/services/${id}`, "t0ken", "x"],
  ]);
});

test("the workspace `default` is not written into the path", async () => {
  const { url } = await serving((request, response) => reply(response, json(200, { id, path: request.url })));
  expect(await gatewayAt(url, { workspace: "default" }).read(service, id)).toMatchObject({ path: `/services/${id}` });
});

test("a redirect is refused, and the token does not go along", async () => {
  let followed = 0;
  const other = await serving((_request, response) => {
    followed += 1;
    response.end("{}");
  });
  const { url } = await serving((_request, response) =>
    response.writeHead(307, { location: `${other.url}/services` }).end(),
  );
  const error = await errorOf(gatewayAt(url, { token: new Secret("t0ken") }).describe());
  expect(error["code"]).toBe("KG_REDIRECTED");
  expect(error.message).toContain(new URL(other.url).host);
  expect(followed).toBe(0);
});

describe("a connection that the gateway closes in the middle of a run", () => {
  test("politely, after so many requests, is not noticed", async () => {
    const server = await serving((_request, response) => reply(response, json(200, { id })));
    server.server.maxRequestsPerSocket = 10;
    const gateway = gatewayAt(server.url, { concurrency: 4 });
    await Promise.all(Array.from({ length: 200 }, () => gateway.read(service, id)));
  });

  test("without a word: reads and patches are sent again, creates find what they made", async () => {
    const made = new Map<string, Record<string, unknown>>();
    let count = 0;
    let posts = 0;
    const server = await serving(async (request, response) => {
      const body = await bodyOf(request);
      if (request.method === "POST") {
        posts += 1;
        const entity = JSON.parse(body) as Record<string, unknown>;
        made.set(String(entity["id"]), entity);
      }
      count += 1;
      if (count % 7 === 0) return void request.socket.destroy();
      const entity = made.get(request.url?.split("/").at(-1) ?? "");
      if (request.method === "POST") return void reply(response, json(201, JSON.parse(body)));
      reply(response, entity === undefined ? json(404, { message: "Not found" }) : json(200, entity));
    });
    const gateway = gatewayAt(server.url, { concurrency: 3 });
    const ids = Array.from({ length: 60 }, (_, index) => uuid(index));
    const created = await Promise.all(ids.map((each) => gateway.create(service, { id: each, host: "h" })));
    expect(created.map((entity) => entity.id)).toEqual(ids);
    await Promise.all(created.map((entity) => gateway.update(service, entity, { host: "i" })));
    expect(made.size).toBe(60);
    // Each was found by its id instead of being sent twice.
    expect(posts).toBe(60);
  });
});

describe("an answer that does not come", () => {
  test("in time is a time-out", async () => {
    const { url } = await serving(() => {});
    const transport = undiciTransport({ url });
    closers.push(() => transport.close());
    const error = await errorOf(transport.send({ method: "GET", path: "/", headers: {}, timeoutMs: 50 }));
    expect(error["code"]).toBe("UND_ERR_HEADERS_TIMEOUT");
  });

  test("whole is a cut connection, never half a list", async () => {
    const { url } = await serving((_request, response) => {
      response.writeHead(200, { "content-length": "1000" }).write('{"data":[');
      setTimeout(() => response.destroy(), 5);
    });
    const error = await errorOf(gatewayAt(url).list(service));
    expect(error["code"]).toBe("KG_LIST_INCOMPLETE");
    expect(error.message).toContain("was cut");
  });

  test("because nobody listens says so at once", async () => {
    const { url, close } = await serve(() => {});
    await close();
    const error = await errorOf(gatewayAt(url).describe());
    expect(error["code"]).toBe("KG_GATEWAY_UNREACHABLE");
    expect(error.message).toContain(url);
  });

  test("because the name is unknown says so at once", async () => {
    const error = await errorOf(gatewayAt("http://gateway.invalid:8001").describe());
    expect(error["code"]).toBe("KG_GATEWAY_UNREACHABLE");
  });

  test("in HTTP says so", async () => {
    const server = createTcpServer((socket) => {
      socket.on("data", () => socket.end("SSH-2.0-OpenSSH\r\n"));
      closers.push(async () => void socket.destroy());
    });
    // The helper only listens and closes; a TCP server has no HTTP connections to close.
    const { url } = await listening(Object.assign(server, { closeAllConnections() {} }) as never);
    closers.unshift(() => new Promise((resolve) => server.close(() => resolve())));
    expect((await errorOf(gatewayAt(url).describe()))["code"]).toBe("KG_NOT_ADMIN_API");
  });

  test("because the caller gave up is KG_INTERRUPTED", async () => {
    const { url } = await serving(() => stop.abort());
    const stop = new AbortController();
    expect((await errorOf(gatewayAt(url, { signal: stop.signal }).describe()))["code"]).toBe("KG_INTERRUPTED");
  });
});

describe("a gateway in the same process", () => {
  const request = { url: "http://embedded", sleep: async () => {} };

  test("is a transport by handlerTransport", async () => {
    const transport = handlerTransport(async ({ path }) => (path === "/" ? root() : json(404, {})));
    expect((await createAdminGateway({ ...request, transport }).describe()).version).toBe("3.9.1");
  });

  test("may cut a connection", async () => {
    let count = 0;
    const transport = handlerTransport(async () => {
      count += 1;
      if (count === 1) throw Object.assign(new Error("cut"), { code: "ECONNRESET" });
      return json(200, { id });
    });
    expect(await createAdminGateway({ ...request, transport }).read(service, id)).toEqual({ id });
  });

  test("may not answer at all", async () => {
    const transport = handlerTransport(() => new Promise(() => {}));
    const gateway = createAdminGateway({ ...request, transport, timeoutMs: 5 });
    expect((await errorOf(gateway.read(service, id)))["code"]).toBe("KG_GATEWAY_UNAVAILABLE");
  });
});
