/** A failure leaves nothing in the state that the next run would destroy, and nothing on the gateway that nobody knows. */
import { describe, expect, test } from "vitest";
import { expectNoChanges, type Folder, isRecord, stage, withEachCli } from "./kit.ts";

const ORDERS = `resource "kong_service" "orders" {
  name = "orders"
  host = "orders.internal"
}
`;
const STACK = `${ORDERS}
resource "kong_route" "v1" {
  name       = "orders-v1"
  paths      = ["/orders"]
  service_id = kong_service.orders.id
}
resource "kong_plugin" "limit" {
  name   = "rate-limiting"
  scope  = { route_id = kong_route.v1.id }
  config = { minute = 60, policy = "local" }
}
`;

const tainted = async (folder: Folder): Promise<readonly string[]> =>
  [...(await folder.state()).values()].filter((resource) => resource.tainted).map(({ address }) => address);

const always = { times: 1000 };

withEachCli("failures", (cli) => {
  describe("never taint", () => {
    test.each([400, 500])(
      "an adopted entity that is not patched (%i) is as it was, and not recorded",
      async (status) => {
        const { world, folder } = await stage(cli, STACK);
        const { id } = world.gateway.insert("services", { name: "orders", host: "10.9.9.9" });
        world.gateway.insert("routes", { name: "orders-v1", paths: ["/old"], service: { id } });
        const before = world.content();
        world.fault({ ...always, method: "PATCH", path: /^\/services\// }, { status, body: { message: "no way" } });

        const ran = await folder.tryApply();
        expect(ran.code).toBe(1);
        expect(ran.flat).toContain("services/orders is there as it was before and is not recorded");
        expect(ran.flat).toContain(status === 400 ? "no way" : "answered 500");
        expect(await folder.state()).toEqual(new Map());
        expect(world.content()).toEqual(before);

        world.gateway.faults.length = 0;
        const again = await folder.apply();
        expect(again.text).toContain("3 added, 0 changed, 0 destroyed");
        expect(world.one("services", {}).id).toBe(id);
        await expectNoChanges(folder, world);
      },
    );

    test("an adopted plugin that is not patched leaves the rest made, and is adopted by the next run", async () => {
      const { world, folder } = await stage(cli, STACK);
      const { id } = world.gateway.insert("services", { name: "orders", host: "orders.internal" });
      const route = world.gateway.insert("routes", { name: "orders-v1", paths: ["/orders"], service: { id } });
      const limit = world.gateway.insert("plugins", {
        name: "rate-limiting",
        route: { id: route.id },
        config: { minute: 1, policy: "local" },
      });
      world.fault({ ...always, method: "PATCH", path: /^\/plugins\// }, { status: 500 });
      expect((await folder.tryApply()).code).toBe(1);
      expect([...(await folder.state()).keys()].sort()).toEqual(["kong_route.v1", "kong_service.orders"]);
      expect(await tainted(folder)).toEqual([]);
      expect(world.one("plugins", {})).toMatchObject({ id: limit.id, config: { minute: 1 } });

      world.gateway.faults.length = 0;
      expect((await folder.apply()).text).toContain("1 added, 0 changed, 0 destroyed");
      expect(world.one("plugins", {})).toMatchObject({ id: limit.id, config: { minute: 60 } });
      await expectNoChanges(folder, world);
    });

    test("a create that the gateway refuses is not recorded, and what did not need it is", async () => {
      const { world, folder } = await stage(
        cli,
        `${STACK}resource "kong_consumer" "mobile" {\n  username = "mobile"\n}\n`,
      );
      world.fault(
        { ...always, path: /^\/routes/, method: "POST" },
        { status: 400, body: { message: "not this route" } },
      );
      const ran = await folder.tryApply();
      expect(ran.code).toBe(1);
      expect(ran.flat).toContain("not this route");
      expect([...(await folder.state()).keys()].sort()).toEqual(["kong_consumer.mobile", "kong_service.orders"]);
      expect(await tainted(folder)).toEqual([]);

      world.gateway.faults.length = 0;
      expect((await folder.apply()).text).toContain("2 added, 0 changed, 0 destroyed");
      await expectNoChanges(folder, world);
    });

    test("a create whose later step fails is removed again", async () => {
      const { world, folder } = await stage(cli, STACK);
      // The gateway makes the route otherwise than it was told to, and the patch that would mend it fails.
      world.fault(
        { ...always, method: "POST", path: /^\/routes/ },
        { change: (body) => ({ ...(isRecord(body) ? body : {}), strip_path: false }) },
      );
      world.fault({ ...always, method: "PATCH", path: /^\/routes/ }, { status: 400, body: { message: "not now" } });
      const ran = await folder.tryApply();
      expect(ran.code).toBe(1);
      expect(ran.flat).toContain("What was made of routes/orders-v1 was removed again");
      expect([...(await folder.state()).keys()]).toEqual(["kong_service.orders"]);
      expect(await tainted(folder)).toEqual([]);
      expect(world.gateway.entities("routes")).toEqual([]);
      world.gateway.faults.length = 0;
      expect((await folder.apply()).text).toContain("2 added, 0 changed, 0 destroyed");
      await expectNoChanges(folder, world);
    });

    test("one that cannot be removed again either is adopted by the next run", async () => {
      const { world, folder } = await stage(cli, STACK);
      world.fault(
        { ...always, method: "POST", path: /^\/routes/ },
        { change: (body) => ({ ...(isRecord(body) ? body : {}), strip_path: false }) },
      );
      world.fault({ ...always, method: "PATCH", path: /^\/routes/ }, { status: 400, body: { message: "not now" } });
      world.fault({ ...always, method: "DELETE", path: /^\/routes/ }, { status: 400, body: { message: "nor that" } });
      const ran = await folder.tryApply();
      expect(ran.flat).toContain("is still there, because its removal failed too");
      expect(await tainted(folder)).toEqual([]);
      const { id } = world.one("routes", {});
      world.gateway.faults.length = 0;
      expect((await folder.apply()).text).toContain("2 added, 0 changed, 0 destroyed");
      expect(world.one("routes", {}).id).toBe(id);
      await expectNoChanges(folder, world);
    });

    test("an update that fails leaves the old state, and the next run does it", async () => {
      const { world, folder, declare } = await stage(cli, ORDERS);
      await folder.apply();
      const { id } = world.one("services", {});
      declare(ORDERS.replace("orders.internal", "orders.example"));
      world.fault({ ...always, method: "PATCH" }, { status: 400, body: { message: "not now" } });
      expect((await folder.tryApply()).code).toBe(1);
      const state = (await folder.state()).get("kong_service.orders");
      expect(state).toMatchObject({ tainted: false, values: { id, host: "orders.internal" } });
      world.gateway.faults.length = 0;
      expect((await folder.apply()).text).toContain("0 added, 1 changed, 0 destroyed");
      expect(world.one("services", {})).toMatchObject({ id, host: "orders.example" });
    });
  });

  describe("that pass", () => {
    test.each([500, 502, 503, 429])("one %i among the requests is retried, and the run completes", async (status) => {
      const { world, folder } = await stage(cli, STACK);
      const headers = status === 503 || status === 429 ? { "retry-after": "0" } : {};
      world.fault({ method: "POST", path: /^\/(services|routes|plugins)/, nth: 2 }, { status, headers });
      world.fault({ method: "GET", path: /^\/routes/, nth: 1 }, { status, headers });
      expect((await folder.apply()).text).toContain("3 added");
      expect(world.sent.map((sent) => sent.status)).toContain(status);
      await expectNoChanges(folder, world);
    });

    test("a create whose answer is lost converges in the same run, with one entity of each", async () => {
      const { world, folder } = await stage(cli, STACK);
      for (const path of [/^\/services/, /^\/routes/, /^\/plugins/])
        world.fault({ method: "POST", path, nth: 1 }, { loseAnswer: true });
      const { text } = await folder.apply();
      expect(text).toContain("3 added");
      expect(world.sent.filter((sent) => sent.status === 0)).toHaveLength(3);
      for (const kind of ["services", "routes", "plugins"]) expect(world.gateway.entities(kind)).toHaveLength(1);
      await expectNoChanges(folder, world);
    });

    test("a delete whose answer is lost is done", async () => {
      const { world, folder } = await stage(cli, STACK);
      await folder.apply();
      world.fault({ method: "DELETE", path: /^\/services\//, nth: 1 }, { loseAnswer: true });
      expect((await folder.destroy()).text).toContain("3 destroyed");
      expect(Object.values(world.content()).flat()).toEqual([]);
    });
  });

  test("a gateway that goes away in the middle of an apply: what was made is recorded, the rest is made next time", async () => {
    const consumers = Array.from(
      { length: 20 },
      (_, index) => `resource "kong_consumer" "c${index}" {\n  username = "c${index}"\n}\n`,
    );
    const { world, folder } = await stage(cli, STACK + consumers.join(""));
    for (let nth = 9; nth <= 400; nth += 1) world.fault({ method: "POST", nth }, { cut: true });
    const ran = await folder.tryApply();
    expect(ran.code).toBe(1);
    const made = Object.values(world.content()).flat();
    expect(made.length).toBeLessThan(23);
    expect((await folder.state()).size).toBe(made.length);
    expect(await tainted(folder)).toEqual([]);
    world.gateway.faults.length = 0;
    expect((await folder.apply()).text).toContain(`${23 - made.length} added, 0 changed, 0 destroyed`);
    await expectNoChanges(folder, world);
  });

  test("with create_before_destroy, an old one that could not be deleted is deleted next time", async () => {
    const text = (name: string) => `resource "kong_plugin" "p" {
  name  = "${name}"
  scope = { global = true }
  lifecycle {
    create_before_destroy = true
  }
}
`;
    const { world, folder, declare } = await stage(cli, text("cors"));
    await folder.apply();
    declare(text("correlation-id"));
    world.fault({ ...always, method: "DELETE" }, { status: 400, body: { message: "not now" } });
    expect((await folder.tryApply()).code).toBe(1);
    expect(world.gateway.entities("plugins")).toHaveLength(2);
    world.gateway.faults.length = 0;
    expect((await folder.apply()).text).toContain("0 added, 0 changed, 1 destroyed");
    expect(world.one("plugins", {})["name"]).toBe("correlation-id");
    await expectNoChanges(folder, world);
  });

  test("an update whose answer is lost is done", async () => {
    const { world, folder, declare } = await stage(cli, STACK);
    await folder.apply();
    declare(STACK.replace("orders.internal", "orders.example").replace("minute = 60", "minute = 61"));
    world.fault({ method: "PATCH", path: /^\/services/, nth: 1 }, { loseAnswer: true });
    world.fault({ method: "PATCH", path: /^\/plugins/, nth: 1 }, { loseAnswer: true });
    expect((await folder.apply()).text).toContain("0 added, 2 changed, 0 destroyed");
    expect(world.one("plugins", {})).toMatchObject({ config: { minute: 61 } });
    await expectNoChanges(folder, world);
  });

  test("half a page, a page that repeats itself and an HTML page are errors, and nothing is planned on them", async () => {
    const { world, folder } = await stage(cli, STACK);
    world.gateway.insert("services", { name: "orders", host: "10.9.9.9" });
    for (const action of [
      { html: true } as const,
      { truncate: true } as const,
      { change: () => ({ data: "no list" }) },
      { change: (body: unknown) => ({ ...(isRecord(body) ? body : {}), next: "/services?offset=x", offset: "x" }) },
    ]) {
      world.gateway.faults.length = 0;
      world.fault({ ...always, method: "GET", path: /^\/services\?/ }, action);
      const ran = await folder.plan();
      expect(ran.code, JSON.stringify(action)).toBe(1);
      expect(ran.flat).toMatch(/Error: .*with kong_service\.orders/);
    }
    expect(world.sent).toEqual([]);
    world.gateway.faults.length = 0;
    expect((await folder.plan()).flat).toContain("Adopts services/orders");
  });

  test("what cannot be read is an error, never gone", async () => {
    const { world, folder } = await stage(cli, STACK);
    await folder.apply();
    const before = await folder.state();
    world.fault({ ...always, method: "GET", path: /^\/services/ }, { status: 403, body: { message: "forbidden" } });
    world.forget();
    const ran = await folder.tryApply();
    expect(ran.code).toBe(1);
    expect(ran.flat).toContain("kong_service cannot be read");
    expect(world.sent).toEqual([]);
    expect(await folder.state()).toEqual(before);
  });

  test("of 200 plugins the gateway rejects 50: the other 150 are made, and 50 errors name theirs", async () => {
    const consumers = Array.from({ length: 200 }, (_, index) => index);
    const { world, folder } = await stage(
      cli,
      consumers
        .map(
          (index) => `resource "kong_plugin" "p${index}" {
  name          = "correlation-id"
  instance_name = "p${index}"
  scope         = { consumer_id = "00000000-0000-4000-8000-${String(index).padStart(12, "0")}" }
}
`,
        )
        .join(""),
    );
    for (const index of consumers)
      world.gateway.insert("consumers", {
        id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
        username: `c${index}`,
      });
    // What only the gateway knows: every fourth of those that arrive.
    for (let nth = 4; nth <= 200; nth += 4)
      world.fault(
        { method: "POST", path: /^\/plugins/, nth },
        { status: 400, body: { message: `rejected no ${nth}` } },
      );
    const ran = await folder.tryApply();
    expect(ran.code).toBe(1);
    expect(ran.text.match(/Error: /g)).toHaveLength(50);
    expect(ran.text.match(/rejected no/g)).toHaveLength(50);
    expect(world.gateway.entities("plugins")).toHaveLength(150);
    expect([...(await folder.state()).values()].filter((one) => !one.tainted)).toHaveLength(150);
    world.gateway.faults.length = 0;
    expect((await folder.apply()).text).toContain("50 added, 0 changed, 0 destroyed");
    await expectNoChanges(folder, world);
  });
});
