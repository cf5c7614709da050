import { describe, expect, test } from "vitest";
import { declarationOf, Template } from "../../src/model/declaration.ts";
import { consumer, controlPlane, found, online, plugin, route, service, TRADITIONAL } from "./support.ts";

const ID = "00000000-0000-4000-8000-000000000001";
const OTHER_ID = "00000000-0000-4000-8000-000000000002";

describe("rate-limiting-local", () => {
  const limit = (config?: unknown, fields = {}) => [plugin("rate-limiting", {}, { config, ...fields })];
  const FOUND = ["rate-limiting-local plugin rate-limiting "];

  test("a local policy where the control plane uses incremental sync, or more than one data plane is connected", async () => {
    for (const gateway of [controlPlane({ incrementalSync: true }), controlPlane({ dataPlanes: 2 })]) {
      expect(await found(limit({ minute: 5, policy: "local" }), { gateway })).toEqual(FOUND);
      // The gateway's default is local as well.
      expect(await found(limit({ minute: 5 }), { gateway })).toEqual(FOUND);
      expect(await found(limit(undefined), { gateway })).toEqual(FOUND);
    }
  });

  test("says nothing where the gateway does not say so", async () => {
    const local = limit({ minute: 5, policy: "local" });
    expect(await found(local)).toEqual([]);
    expect(await found(local, { gateway: TRADITIONAL })).toEqual([]);
    expect(await found(local, { gateway: controlPlane() })).toEqual([]);
    const untold = controlPlane({ incrementalSync: undefined, dataPlanes: undefined });
    expect(await found(local, { gateway: untold })).toEqual([]);
  });

  test("says nothing of another policy, of one that is not known, of a plugin that is off, of another plugin", async () => {
    const gateway = controlPlane({ incrementalSync: true });
    const unknown = new Template([{ address: "a", path: ["b"] }]);
    expect(await found(limit({ minute: 5, policy: "redis" }), { gateway })).toEqual([]);
    expect(await found(limit({ minute: 5, policy: unknown }), { gateway })).toEqual([]);
    expect(await found(limit({ minute: 5 }, { enabled: false }), { gateway })).toEqual([]);
    expect(await found([plugin("cors", {}, { config: { policy: "local" } })], { gateway })).toEqual([]);
  });
});

describe("custom-plugin-incremental-sync", () => {
  const custom = [plugin("our-auth"), plugin("cors")];
  const gateway = controlPlane({ incrementalSync: true, customPlugins: new Set(["our-auth", "cors"]) });

  test("a custom plugin on a control plane with incremental sync", async () => {
    expect(await found(custom, { gateway })).toEqual(["custom-plugin-incremental-sync plugin our-auth "]);
  });

  test("says nothing without incremental sync, of a plugin that is not named as custom, or where neither is told", async () => {
    expect(await found(custom)).toEqual([]);
    expect(await found(custom, { gateway: TRADITIONAL })).toEqual([]);
    expect(await found(custom, { gateway: { ...gateway, incrementalSync: false } })).toEqual([]);
    // Plugins of Kong Enterprise are bundled there and not in the catalogue.
    expect(await found([plugin("openid-connect")], { gateway })).toEqual([]);
    expect(await found(custom, { gateway: { ...gateway, customPlugins: undefined } })).toEqual([]);
  });
});

describe("route-of-other-service", () => {
  const services = [service("a"), service("b")];
  const scoped = plugin("cors", { service: "a", route: "r" });
  const FOUND = ["route-of-other-service plugin cors a r"];

  test("a plugin whose route leads to another service, or to none", async () => {
    expect(await found([...services, route("r", { service: "b", paths: ["/r"] }), scoped])).toEqual(FOUND);
    expect(await found([...services, route("r", { paths: ["/r"] }), scoped])).toEqual(FOUND);
  });

  test("says nothing where it is the same service, or the scope has only one of the two", async () => {
    const r = route("r", { service: "a", paths: ["/r"] });
    expect(await found([...services, r, scoped])).toEqual([]);
    expect(await found([...services, r, plugin("cors", { route: "r" }), plugin("cors", { service: "b" })])).toEqual([]);
    expect(await found([...services, r, { ...scoped, fields: { ...scoped.fields, enabled: false } }])).toEqual([]);
  });

  test("of what another team owns it speaks only where the gateway was asked", async () => {
    const theirs = route("r", { paths: ["/r"] }, { existing: true });
    const all = [...services, theirs, scoped];
    expect(await found(all)).toEqual([]);
    const live = (id: string) => online({ r: { id: "r", service: { id } }, a: { id: ID }, b: { id: OTHER_ID } });
    expect(await found(all, live(ID))).toEqual([]);
    expect(await found(all, live(OTHER_ID))).toEqual(FOUND);
  });

  test("two references to one existing service may mean the same", async () => {
    const existing = [service("a", {}, { existing: true }), service("b", {}, { existing: true })];
    const all = [...existing, route("r", { service: "b", paths: ["/r"] }), scoped];
    expect(await found(all)).toEqual([]);
    expect(await found(all, online({ a: { id: ID }, b: { id: ID } }))).toEqual([]);
    expect(await found(all, online({ a: { id: ID }, b: { id: OTHER_ID } }))).toEqual(FOUND);
  });

  test("says nothing of a route whose service is left as it is", async () => {
    const lifecycle = { preventDestroy: false, ignoreChanges: ["service"] };
    const all = [...services, route("r", { service: "b", paths: ["/r"] }, { lifecycle }), scoped];
    expect(await found(all)).toEqual([]);
    expect(await found(all, online({ r: { id: "r", service: { id: ID } }, a: { id: ID } }))).toEqual([]);
  });
});

describe("service-disabled", () => {
  const off = service("a", { enabled: false });
  const r = route("r", { service: "a", paths: ["/r"] });

  test("a plugin on a disabled service, or on a route to it", async () => {
    expect(await found([off, r, plugin("cors", { service: "a" }), plugin("cors", { route: "r" })])).toEqual([
      "service-disabled plugin cors a",
      "service-disabled plugin cors r",
    ]);
  });

  test("says nothing of a service that is on, of a global plugin, or of a plugin that is off itself", async () => {
    expect(await found([service("a"), r, plugin("cors", { service: "a" })])).toEqual([]);
    expect(await found([service("a", { enabled: true }), r, plugin("cors", { route: "r" })])).toEqual([]);
    expect(await found([off, r, plugin("cors")])).toEqual([]);
    expect(await found([off, r, plugin("cors", { service: "a" }, { enabled: false })])).toEqual([]);
  });

  test("of another team's service the gateway tells", async () => {
    const all = [service("a", {}, { existing: true }), plugin("cors", { service: "a" })];
    expect(await found(all)).toEqual([]);
    expect(await found(all, online({ a: { id: ID, enabled: true } }))).toEqual([]);
    expect(await found(all, online({ a: { id: ID, enabled: false } }))).toEqual(["service-disabled plugin cors a"]);
  });
});

describe("consumer-unauthenticated", () => {
  const base = [
    service("a"),
    service("b"),
    route("ra", { service: "a", paths: ["/a"] }),
    route("rb", { service: "b", paths: ["/b"] }),
    consumer("bob"),
  ];
  const limit = (scope: Readonly<Record<string, string>> = {}) => plugin("cors", { ...scope, consumer: "bob" });

  test("a plugin for a consumer where nothing that could apply authenticates", async () => {
    for (const scope of [{}, { service: "a" }, { route: "ra" }, { service: "a", route: "ra" }]) {
      const { address } = limit(scope);
      expect(await found([...base, limit(scope)])).toEqual([`consumer-unauthenticated ${address}`]);
      expect(await found([...base, limit(scope), plugin("cors"), plugin("key-auth", {}, { enabled: false })])).toEqual([
        `consumer-unauthenticated ${address}`,
      ]);
    }
    for (const elsewhere of [plugin("key-auth", { service: "b" }), plugin("jwt", { route: "rb" })]) {
      for (const scope of [{ service: "a" }, { route: "ra" }])
        expect(await found([...base, limit(scope), elsewhere])).toHaveLength(1);
    }
    const group = declarationOf("consumer_groups", "gold", { name: "gold" });
    expect(await found([...base, group, plugin("cors", { consumer_group: "gold" })])).toHaveLength(1);
  });

  test("says nothing where something authenticates on some of its requests", async () => {
    const inA = [plugin("key-auth", { service: "a" }), plugin("jwt", { route: "ra" }), plugin("basic-auth")];
    for (const authentication of [...inA, plugin("key-auth", { service: "a", route: "ra" })]) {
      for (const scope of [{}, { service: "a" }, { route: "ra" }])
        expect(await found([...base, limit(scope), authentication])).toEqual([]);
    }
  });

  test("a plugin that nobody knows, or that runs code, may authenticate", async () => {
    for (const name of ["our-auth", "openid-connect", "pre-function"])
      expect(await found([...base, limit(), plugin(name)])).toEqual([]);
  });

  test("what others put on the gateway counts where it was asked", async () => {
    const all = [...base, limit({ route: "ra" })];
    const live = { ra: { id: ID, service: { id: OTHER_ID } } };
    const theirs = (scope: Readonly<Record<string, string>>) => ({
      plugins: [
        {
          id: "p",
          name: "key-auth",
          enabled: true,
          ...Object.fromEntries(Object.entries(scope).map(([key, id]) => [key, { id }])),
        },
      ],
    });
    expect(await found(all, online(live))).toHaveLength(1);
    expect(await found(all, online(live, theirs({})))).toEqual([]);
    expect(await found(all, online(live, theirs({ route: ID })))).toEqual([]);
    expect(await found(all, online(live, theirs({ route: OTHER_ID })))).toHaveLength(1);
    // The route does not exist yet, so nothing live is on it.
    expect(await found(all, online({}, theirs({ route: ID })))).toHaveLength(1);
  });

  test("of another team's route it speaks only where the gateway was asked", async () => {
    const all = [consumer("bob"), route("r", {}, { existing: true }), limit({ route: "r" })];
    expect(await found(all)).toEqual([]);
    expect(await found(all, online({ r: { id: ID } }))).toHaveLength(1);
  });

  test("says nothing of plugins that are for no consumer", async () => {
    expect(await found([...base, plugin("cors", { route: "ra" }), plugin("cors")])).toEqual([]);
  });
});
