import { expect, test } from "vitest";
import { congruent, createWorld, declare, route, service } from "./kit.ts";

const orders = service("orders");
const byExpression = (fields: Readonly<Record<string, unknown>> = {}) =>
  declare("routes", "orders-v1", {
    name: "orders-v1",
    service: orders,
    protocols: ["http"],
    expression: 'http.path ^= "/orders"',
    ...fields,
  });

test("an expression route is created, stays as it is, and is patched in the field that changes", async () => {
  const world = createWorld({ routerFlavor: "expressions" });
  const first = [orders, byExpression({ priority: 10 })];
  expect((await world.run(first)).summary).toMatchObject({ created: 2, failed: 0 });
  expect(world.one("routes", { name: "orders-v1" })).toMatchObject({
    expression: 'http.path ^= "/orders"',
    priority: 10,
  });
  await congruent(world, first);

  world.forget();
  const second = [orders, byExpression({ priority: 20 })];
  await world.run(second);
  expect(world.sent.map(({ body }) => body)).toEqual([{ priority: 20 }]);
  await congruent(world, second);
});

test("a priority that is no longer declared goes back to its default", async () => {
  const world = createWorld({ routerFlavor: "expressions" });
  await world.run([orders, byExpression({ priority: 10 })]);
  world.forget();
  await world.run([orders, byExpression()]);
  expect(world.sent.map(({ body }) => body)).toEqual([{ priority: 0 }]);
});

test("an expression route on a gateway with the traditional router is refused at plan with the reason, and nothing is written", async () => {
  const world = createWorld();
  const outcome = await world.run([orders, byExpression()]);
  expect(outcome.errors).toHaveLength(1);
  expect(outcome.errors[0]).toMatchObject({ code: "KG_FIELD_LACKING", address: "kong_route.orders-v1" });
  expect(outcome.errors[0]?.message).toContain("router_flavor = expressions");
  expect(world.sent).toEqual([]);
});

test("traditional and expression routes live side by side under the expressions router", async () => {
  const world = createWorld({ routerFlavor: "expressions" });
  const both = [orders, byExpression(), route("orders-v2", { service: orders })];
  expect((await world.run(both)).summary).toMatchObject({ created: 3, failed: 0 });
  await congruent(world, both);
});
