import { describe, expect, test } from "vitest";
import { UnexpectedAnswerError } from "../../src/engine/gateway-errors.ts";
import { plugin } from "../../src/model/plugin.ts";
import { service } from "../../src/model/service.ts";
import { target } from "../../src/model/target.ts";
import { errorOf, failing, gatewayOn, html, json, notFound, type Reply, uuid } from "./support.ts";

const id = "abcdef00-0000-4000-8000-000000000001";
const entity = { id, name: "orders" };
const other = json(200, { id: uuid(9), name: "cors" });
const done: Reply = { status: 204, headers: {}, body: "" };
const html404 = html(404, "<html><title>Nothing here</title></html>");

const run = (replies: readonly Reply[]) => gatewayOn((_request, index) => replies[index]);

const expectUnexpected = async (promise: Promise<unknown>, words: string): Promise<void> => {
  const error = await errorOf(promise);
  expect(error).toBeInstanceOf(UnexpectedAnswerError);
  expect(error["code"]).toBe("KG_UNEXPECTED_ANSWER");
  expect(error.message).toContain(words);
};

describe("an answer with another entity is not believed", () => {
  test("after a PATCH", async () => {
    const { gateway } = gatewayOn(({ method }) => (method === "PATCH" ? other : undefined));
    await expectUnexpected(
      gateway.update(plugin, { id, name: "cors" }, { enabled: false }),
      `than the one asked for (${id})`,
    );
  });

  test("to a GET by id", async () => {
    await expectUnexpected(run([other]).gateway.read(service, id), `than the one asked for (${id})`);
  });

  test("letter case is no difference", async () => {
    const upper = { ...entity, id: id.toUpperCase() };
    const { gateway } = run([json(200, upper), json(200, upper)]);
    expect(await gateway.read(service, id)).toEqual(upper);
    expect(await gateway.update(service, entity, { host: "b" })).toEqual(upper);
  });

  test("a GET by name may bring any id", async () => {
    expect(await run([json(200, entity)]).gateway.read(service, "orders")).toEqual(entity);
  });
});

test("a GET answered 404 by something in between does not say that nothing is there", async () => {
  expect(await run([notFound]).gateway.read(service, id)).toBeUndefined();
  await expectUnexpected(run([html404]).gateway.read(service, id), "Nothing here");
});

describe("a DELETE answered 404", () => {
  const made = { id, target: "10.0.0.1:80", upstream: { id: uuid(2) } };

  test.each<[string, Reply]>([
    ["HTML", html404],
    ["Kong's own words", notFound],
  ])("at top level is asked again, and gone if Kong says so: %s", async (_what, answer) => {
    const { gateway, paths } = run([answer, notFound]);
    await gateway.delete(service, entity);
    expect(paths()).toEqual([`DELETE /services/${id}`, `GET /services/${id}`]);
  });

  test.each<[string, Reply]>([
    ["still there", json(200, entity)],
    ["404 in other words", json(404, { message: "no Route matched with those values" })],
    ["404 as HTML", html404],
    ["forbidden", json(403, { message: "no" })],
    ["no content", done],
  ])("at top level is unexpected otherwise: %s", async (_what, answer) => {
    await expectUnexpected(run([notFound, answer]).gateway.delete(service, entity), "DELETE on services");
  });

  test("at top level is not known if nothing answers the second question", async () => {
    const { gateway } = gatewayOn(({ method }) => (method === "DELETE" ? notFound : failing("ECONNRESET")));
    expect((await errorOf(gateway.delete(service, entity)))["code"]).toBe("KG_GATEWAY_UNAVAILABLE");
  });

  test("under a parent is gone if the words are Kong's", async () => {
    const { gateway, sent } = run([notFound]);
    await gateway.delete(target, made);
    expect(sent).toHaveLength(1);
  });

  test("under a parent is unexpected otherwise", async () => {
    await expectUnexpected(run([html404]).gateway.delete(target, made), 'an HTML page titled "Nothing here"');
  });
});
