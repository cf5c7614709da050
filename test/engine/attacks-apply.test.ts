import { expect, test } from "vitest";
import { Secret } from "../../src/model/secret.ts";
import { consumer, createWorld, fault, keyAuth, OWNER_TAG, plugin, route, service, upstream } from "./kit.ts";

const orders = service("orders");
const v1 = route("v1", { service: orders });
const auth = plugin("key-auth", { route: v1 });
const refused = { status: 400, body: { code: 2, name: "schema violation", fields: { config: "nope" }, message: "no" } };
const refusePlugins = fault({ method: "POST", path: /^\/plugins$/ }, refused);
const resultOf = (operations: readonly { identity: string; result: string }[], identity: string) =>
  operations.find((operation) => operation.identity === identity)?.result;

test("a route is removed also where its removal cannot be noted in the journal, and all that was done is listed", async () => {
  const world = createWorld();
  world.gateway.faults.push(refusePlugins);
  const outcome = await world.run([orders, v1, auth], {
    journal: ({ action }) => {
      if (action === "remove") throw new Error("no space left on device");
    },
  });
  expect(world.gateway.entities("routes")).toEqual([]);
  expect(outcome.operations).toHaveLength(3);
  expect(outcome.errors.map(({ code }) => code)).toEqual(expect.arrayContaining(["KG_JOURNAL", "KG_ROUTE_REMOVED"]));
});

test("a route that was made although its operation failed does not stay open without its guards", async () => {
  const world = createWorld();
  // Another writer changes the route at once, and the patch that puts it right is refused.
  world.gateway.faults.push(
    fault({ method: "POST", path: /^\/routes$/ }, { change: (body) => ({ ...(body as object), strip_path: false }) }),
    fault({ method: "PATCH", path: /^\/routes\// }, refused),
  );
  const outcome = await world.run([orders, v1, auth]);
  expect(resultOf(outcome.operations, "routes/v1")).toBe("failed");
  expect(world.gateway.entities("routes")).toEqual([]);
});

test("an entity that vanished with what hung below it is not made anew without that: the run fails and says so", async () => {
  const world = createWorld();
  await world.run([orders, v1, auth]);
  const changed = route("v1", { service: orders, strip_path: false });
  const outcome = await world.run([orders, changed, auth], {
    beforeApply: () => world.gateway.remove("routes", world.one("routes", { name: "v1" }).id),
  });
  expect(outcome.errors).toMatchObject([{ code: "KG_VANISHED" }]);
  expect(world.gateway.entities("routes")).toEqual([]);
  await world.run([orders, changed, auth]);
  expect(world.gateway.entities("plugins")).toHaveLength(1);
});

test("a route is not removed together with what somebody else hung below it: it is said to stand open", async () => {
  const world = createWorld();
  world.gateway.faults.push(
    fault(
      { method: "POST", path: /^\/plugins$/ },
      {
        before: (gateway) => {
          const [made] = gateway.entities("routes");
          if (made !== undefined && gateway.entities("plugins").length === 0) {
            gateway.insert("plugins", { name: "cors", route: { id: made.id }, tags: ["kongruent-owner:others"] });
          }
        },
      },
    ),
    refusePlugins,
  );
  const outcome = await world.run([orders, v1, auth]);
  expect(outcome.errors.map(({ code }) => code)).toContain("KG_ROUTE_STANDS_OPEN");
  expect(world.gateway.entities("plugins")).toHaveLength(1);
  expect(world.gateway.entities("routes")).toHaveLength(1);
});

test("what was written while its route was being removed is not reported as never tried", async () => {
  const world = createWorld();
  const late = upstream("late", {}, { dependsOn: [v1.address] });
  world.gateway.faults.push(refusePlugins);
  const outcome = await world.run([orders, v1, auth, late]);
  const isThere = world.gateway.entities("upstreams").length === 1;
  expect(resultOf(outcome.operations, "upstreams/late")).toBe(isThere ? "done" : "blocked");
});

test("the journal masks declared secrets of a route that is removed again", async () => {
  const world = createWorld();
  world.gateway.faults.push(refusePlugins);
  const secretive = route("v1", { service: orders, headers: { "x-token": [new Secret("hunter2")] } });
  await world.run([orders, secretive, auth]);
  expect(world.journal.some(({ action }) => action === "remove")).toBe(true);
  expect(JSON.stringify(world.journal)).not.toContain("hunter2");
});

test("an entity that another owner took between plan and apply is not written to", async () => {
  const world = createWorld();
  const { id } = world.gateway.insert("services", { name: "orders", host: "by-hand.example" });
  const outcome = await world.run([orders], {
    beforeApply: () => world.gateway.update("services", id, { tags: ["kongruent-owner:others"] }),
  });
  expect(outcome.errors).toMatchObject([{ code: "KG_OWNED_BY_OTHER" }]);
  expect(world.sent).toEqual([]);
});

test("a tag that somebody added between plan and adoption is kept", async () => {
  const world = createWorld();
  const { id } = world.gateway.insert("services", { name: "orders", host: "orders.example" });
  await world.run([orders], { beforeApply: () => world.gateway.update("services", id, { tags: ["theirs"] }) });
  expect(world.one("services", { name: "orders" }).tags).toEqual(["theirs", OWNER_TAG]);
});

test("a unique value is not taken from an entity that changed hands since the plan", async () => {
  const world = createWorld();
  await world.run([consumer("old", { custom_id: "42" }), consumer("other")]);
  const { id } = world.one("consumers", { username: "old" });
  const outcome = await world.run([consumer("new", { custom_id: "42" }), consumer("other")], {
    beforeApply: () => world.gateway.update("consumers", id, { tags: ["kongruent-owner:others"] }),
  });
  expect(outcome.errors.map(({ code }) => code)).toContain("KG_OWNED_NO_LONGER");
  expect(world.one("consumers", { username: "old" })).toMatchObject({ custom_id: "42" });
});

test("a value whose release was sent and lost is given back when its taker fails", async () => {
  const world = createWorld();
  await world.run([consumer("old", { custom_id: "42" }), consumer("other")]);
  world.gateway.faults.push(
    fault({ method: "PATCH", path: /^\/consumers\//, times: 4 }, { loseAnswer: true }),
    fault({ method: "POST", path: /^\/consumers$/ }, refused),
  );
  const outcome = await world.run([consumer("new", { custom_id: "42" }), consumer("other")]);
  expect(outcome.summary.failed).toBeGreaterThan(0);
  expect(world.one("consumers", { username: "old" })).toMatchObject({ custom_id: "42" });
});

test("a create that a proxy sent twice is still ours, so its route is removed when the guard fails", async () => {
  const world = createWorld();
  world.gateway.faults.push(refusePlugins);
  world.gateway.faults.push(
    fault(
      { method: "POST", path: /^\/routes$/, times: 1 },
      {
        before: (gateway) => {
          const [made] = gateway.entities("services");
          if (made === undefined) return;
          gateway.insert("routes", {
            id: "cccccccc-0000-4000-8000-000000000002",
            name: "v1",
            paths: ["/v1"],
            service: { id: made.id },
            tags: [OWNER_TAG],
          });
        },
      },
    ),
  );
  const outcome = await world.run([orders, v1, auth]);
  expect(outcome.errors.map(({ code }) => code)).toContain("KG_ROUTE_REMOVED");
  expect(world.gateway.entities("routes")).toEqual([]);
});

test("a child that another owner took since the plan does not go with its parent", async () => {
  const world = createWorld();
  const mobile = consumer("mobile");
  const kept = service("kept");
  await world.run([kept, mobile, keyAuth(mobile, "k")]);
  const { id } = world.one("keyauth_credentials", {});
  const outcome = await world.run([kept], {
    beforeApply: () => world.gateway.update("keyauth_credentials", id, { tags: ["kongruent-owner:others"] }),
  });
  expect(outcome.errors).toMatchObject([{ code: "KG_DELETE_BLOCKED" }]);
  expect(world.gateway.entities("consumers")).toHaveLength(1);
});

test("a half-made route is not removed together with what somebody else hung below it either", async () => {
  const world = createWorld();
  world.gateway.faults.push(
    fault({ method: "POST", path: /^\/routes$/ }, { change: (body) => ({ ...(body as object), strip_path: false }) }),
    fault(
      { method: "PATCH", path: /^\/routes\// },
      {
        before: (gateway) => {
          const [made] = gateway.entities("routes");
          if (made !== undefined && gateway.entities("plugins").length === 0) {
            gateway.insert("plugins", { name: "cors", route: { id: made.id }, tags: ["kongruent-owner:others"] });
          }
        },
      },
    ),
    fault({ method: "PATCH", path: /^\/routes\// }, refused),
  );
  const outcome = await world.run([orders, v1, auth]);
  expect(world.gateway.entities("plugins")).toHaveLength(1);
  expect(world.gateway.entities("routes")).toHaveLength(1);
  expect(outcome.errors.map(({ code }) => code)).toContain("KG_ROUTE_STANDS_OPEN");
});
