import { describe, expect, test } from "vitest";
import {
  consumer,
  createWorld,
  fault,
  keyAuth,
  many,
  OWNER_TAG,
  plugin,
  route,
  service,
  upstream,
  writesIn,
} from "./kit.ts";

const refused = {
  message: "schema violation",
  code: 2,
  name: "schema violation",
  fields: { host: "is not liked here" },
};

describe("the brakes", () => {
  test("an empty stack with an owner is refused, not taken for the wish to delete everything", async () => {
    const world = createWorld();
    await world.run([service("a"), service("b"), upstream("pool")]);
    world.forget();
    const outcome = await world.run([]);
    expect(outcome.errors).toMatchObject([{ code: "KG_DELETES_EVERYTHING" }]);
    expect(outcome.errors[0]?.message).toMatch(/'shop'.*\(3\).*--max-deletes 3/);
    expect(writesIn(world.gateway)).toEqual([]);
    const meant = await world.run([], { maxDeletes: 3 });
    expect(meant.summary).toMatchObject({ deleted: 3, failed: 0, blocked: 0 });
    expect(world.gateway.entities("services")).toEqual([]);
  });

  test("an empty stack of an owner that owns nothing is fine", async () => {
    const world = createWorld();
    world.gateway.insert("services", { name: "theirs", host: "h" });
    expect(await world.run([])).toMatchObject({ operations: [], errors: [] });
  });

  test.each([
    [40, 10, true],
    [40, 11, false],
    [100, 20, true],
    [100, 21, false],
  ])("of %i owned, %i deletes are allowed: %s", async (owned, deletes, isAllowed) => {
    const world = createWorld();
    const all = many(owned, (index) => service(`s${index}`));
    await world.run(all);
    world.forget();
    const outcome = await world.run(all.slice(deletes));
    expect(outcome.errors.map(({ code }) => code)).toEqual(isAllowed ? [] : ["KG_TOO_MANY_DELETES"]);
    expect(outcome.summary.deleted).toBe(isAllowed ? deletes : 0);
    expect(writesIn(world.gateway)).toHaveLength(isAllowed ? deletes : 0);
  });

  test("--max-deletes allows more, or less", async () => {
    const world = createWorld();
    const all = many(40, (index) => service(`s${index}`));
    await world.run(all);
    world.forget();
    expect((await world.run(all.slice(1), { maxDeletes: 0 })).errors).toMatchObject([{ code: "KG_TOO_MANY_DELETES" }]);
    expect(writesIn(world.gateway)).toEqual([]);
    expect((await world.run(all.slice(30), { maxDeletes: 30 })).summary.deleted).toBe(30);
  });

  test.each([
    ["create", service("new", { host: "bad.example" })],
    ["update", service("a", { retries: 1 })],
  ])("a failed %s beside a delete holds the delete, with the reason", async (action, changed) => {
    const world = createWorld();
    await world.run([service("a"), service("b"), service("left")]);
    const method = action === "create" ? "POST" : "PATCH";
    world.gateway.faults.push(fault({ method }, { status: 400, body: refused }));
    const rest = action === "create" ? [service("a"), service("b")] : [service("b")];
    const outcome = await world.run([...rest, changed]);
    expect(outcome.summary).toMatchObject({ deleted: 0, failed: 1, blocked: 1 });
    expect(outcome.operations.find((one) => one.action === "delete")).toMatchObject({
      identity: "services/left",
      result: "blocked",
      error: { code: "KG_DELETES_HELD" },
    });
    expect(world.one("services", { name: "left" })).toBeDefined();
  });

  test("an update that does not hold holds the deletes too", async () => {
    const world = createWorld();
    await world.run([service("a"), service("left")]);
    // Somebody else writes after each of our writes and before we look again.
    world.gateway.faults.push(
      fault(
        { method: "GET", path: /^\/services\/[^/?]+$/ },
        {
          before: (gateway) => void gateway.update("services", world.one("services", { name: "a" }).id, { retries: 9 }),
        },
      ),
      fault({ method: "PATCH" }, { change: (body) => ({ ...(body as object), retries: 9 }) }),
    );
    const outcome = await world.run([service("a", { retries: 1 })]);
    expect(outcome.operations.map(({ action, result, error }) => [action, result, error?.code])).toEqual([
      ["update", "failed", "KG_NOT_CONGRUENT"],
      ["delete", "blocked", "KG_DELETES_HELD"],
    ]);
    expect(world.gateway.entities("services")).toHaveLength(2);
  });

  test("a route that carries somebody else's plugin is not deleted; --cascade allows it", async () => {
    const world = createWorld();
    await world.run([route("stays"), route("goes")]);
    const { id } = world.one("routes", { name: "goes" });
    const theirs = world.gateway.insert("plugins", { name: "cors", route: { id } });
    world.forget();
    const plan = await world.plan([route("stays")]);
    expect(plan.errors).toMatchObject([{ code: "KG_DELETE_BLOCKED" }]);
    expect(plan.errors[0]?.message).toContain("plugins/cors@route=goes");
    expect(plan.changes).toMatchObject([{ action: "delete", cascades: ["plugins/cors@route=goes"] }]);
    const outcome = await world.run([route("stays"), upstream("pool")]);
    expect(outcome.summary).toMatchObject({ created: 1, deleted: 0, blocked: 1 });
    expect(outcome.operations.find(({ action }) => action === "delete")).toMatchObject({ result: "blocked" });
    expect(world.one("plugins", { name: "cors" })).toEqual(theirs);
    const allowed = await world.run([route("stays"), upstream("pool")], { cascade: true });
    expect(allowed.summary).toMatchObject({ deleted: 1, failed: 0, blocked: 0 });
    expect(world.gateway.entities("plugins")).toEqual([]);
  });

  test("a plugin that somebody puts on the route between plan and apply blocks the delete as well", async () => {
    const world = createWorld();
    await world.run([route("stays"), route("goes")]);
    const { id } = world.one("routes", { name: "goes" });
    const outcome = await world.run([route("stays")], {
      beforeApply: () => void world.gateway.insert("plugins", { name: "cors", route: { id } }),
    });
    expect(outcome.operations).toMatchObject([
      { action: "delete", result: "failed", error: { code: "KG_DELETE_BLOCKED" } },
    ]);
    expect(world.gateway.entities("plugins")).toHaveLength(1);
  });

  test("an entity that changes hands between plan and apply is not deleted", async () => {
    const world = createWorld();
    await world.run([service("stays"), service("goes")]);
    const { id } = world.one("services", { name: "goes" });
    const outcome = await world.run([service("stays")], {
      beforeApply: () => void world.gateway.update("services", id, { tags: ["kongruent-owner:billing"] }),
    });
    expect(outcome.errors).toMatchObject([{ code: "KG_OWNED_NO_LONGER" }]);
    expect(world.gateway.entities("services")).toHaveLength(2);
  });

  test("a consumer with a credential of somebody else is not deleted, and the key is not shown", async () => {
    const world = createWorld();
    const [stays, goes] = [consumer("stays"), consumer("goes")];
    await world.run([stays, goes]);
    const { id } = world.one("consumers", { username: "goes" });
    world.gateway.insert("keyauth_credentials", { consumer: { id }, key: "key-4711" });
    const outcome = await world.run([stays]);
    expect(outcome.errors).toMatchObject([{ code: "KG_DELETE_BLOCKED" }]);
    expect(JSON.stringify(outcome)).not.toContain("key-4711");
    expect(world.gateway.entities("keyauth_credentials")).toHaveLength(1);
  });

  test("a declared prevent_destroy child blocks its parent's delete, cascade or not", async () => {
    const world = createWorld();
    const live = consumer("goes");
    const stays = consumer("stays");
    await world.run([stays, live, keyAuth(live, "key-4711")]);
    const found = consumer("goes", {}, { existing: true });
    const guarded = keyAuth(found, "key-4711", {}, { lifecycle: { preventDestroy: true } });
    for (const cascade of [false, true]) {
      const outcome = await world.run([stays, found, guarded], { cascade });
      expect(outcome.summary.deleted).toBe(0);
      expect(world.gateway.entities("keyauth_credentials")).toHaveLength(1);
    }
  });

  test("a service that a route of somebody else refers to is not deleted, and the route is named", async () => {
    const world = createWorld();
    await world.run([service("stays"), service("goes")]);
    const { id } = world.one("services", { name: "goes" });
    world.gateway.insert("routes", { name: "theirs", paths: ["/a"], service: { id } });
    const outcome = await world.run([service("stays")]);
    expect(outcome.errors).toMatchObject([{ code: "KG_DELETE_REFERENCED" }]);
    expect(outcome.errors[0]?.message).toContain("routes/theirs");
    expect(world.gateway.entities("services")).toHaveLength(2);
  });

  test("a whole branch is deleted in the order that the gateway allows, each entity once", async () => {
    const world = createWorld();
    const goes = service("goes");
    const v1 = route("v1", { service: goes });
    await world.run([
      ...many(5, (index) => service(`s${index}`)),
      goes,
      v1,
      plugin("cors", { route: v1 }),
      plugin("cors", { service: goes }),
    ]);
    world.forget();
    const outcome = await world.run(many(5, (index) => service(`s${index}`)));
    expect(outcome.summary).toMatchObject({ deleted: 2, failed: 0, blocked: 0 });
    expect(writesIn(world.gateway).map((write) => write.split("/")[1])).toEqual(["routes", "services"]);
    expect([world.gateway.entities("routes"), world.gateway.entities("plugins")]).toEqual([[], []]);
  });

  test("deletes run last", async () => {
    const world = createWorld();
    await world.run([service("a"), service("b"), service("c")]);
    world.forget();
    await world.run([service("a", { retries: 1 }), service("b"), service("d"), upstream("pool")]);
    const methods = writesIn(world.gateway).map((write) => write.split(" ")[0]);
    expect(methods.indexOf("DELETE")).toBe(methods.length - 1);
  });

  test("what nobody owns and nobody declares is unmanaged: listed, never touched", async () => {
    const world = createWorld();
    await world.run([service("a")]);
    const theirs = world.gateway.insert("services", { name: "theirs", host: "h", tags: ["x"] });
    const other = world.gateway.insert("services", { name: "other", host: "h", tags: ["kongruent-owner:billing"] });
    world.forget();
    const plan = await world.plan([service("a")]);
    expect(plan.unmanaged.map(({ identity }) => identity)).toEqual(["services/other", "services/theirs"]);
    await world.run([service("a")]);
    expect([world.one("services", { name: "theirs" }), world.one("services", { name: "other" })]).toEqual([
      theirs,
      other,
    ]);
    expect(world.one("services", { name: "a" })["tags"]).toEqual([OWNER_TAG]);
  });
});
