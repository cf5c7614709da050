/** A plugin's scope is given in so many words; nothing becomes global by accident. @module */
import { TerraformStack, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { Consumer, Plugin, Route, Scope, Service } from "../../src/index.ts";
import { codeOf, synth } from "./synth.ts";

const stack = () => new TerraformStack(Testing.app(), "shop");

describe("a scope", () => {
  it("comes from what the plugin is added to", () => {
    const { resource } = synth((stack) => {
      const service = new Service(stack, "orders", { host: "h" });
      service.addPlugin("cors");
      service.addRoute("v1", { paths: ["/"] }).addPlugin("cors", { config: { max_age: 1 } });
      new Consumer(stack, "mobile").addPlugin("cors", { constructId: "mobile-cors" });
    });
    expect(Object.values(resource["kong_plugin"] ?? {}).map((plugin) => plugin["scope"])).toEqual(
      expect.arrayContaining([
        { service_id: `\${kong_service.orders.id}` },
        { route_id: expect.stringMatching(/^\$\{kong_route\.orders_v1_[0-9A-F]{8}\.id\}$/) },
        { consumer_id: `\${kong_consumer.mobile.id}` },
      ]),
    );
  });

  it("may combine parts, and take an id for what no construct stands for", () => {
    const { resource } = synth((stack) => {
      const route = new Route(stack, "r", { paths: ["/"] });
      const consumerGroup = "5a1f2c3d-1111-4000-8000-000000000000";
      new Plugin(stack, "p", { name: "cors", scope: Scope.of({ route, consumerGroup }) });
    });
    expect(resource["kong_plugin"]?.["p"]?.["scope"]).toEqual({
      route_id: `\${kong_route.r.id}`,
      consumer_group_id: "5a1f2c3d-1111-4000-8000-000000000000",
    });
  });

  it("must be there: without one a plugin neither compiles nor comes into being", () => {
    // @ts-expect-error a plugin has a scope
    expect(codeOf(() => new Plugin(stack(), "cors", { name: "cors" }))).toBe("KG_SCOPE_MISSING");
    // @ts-expect-error undefined is no scope
    expect(codeOf(() => new Plugin(stack(), "cors", { name: "cors", scope: undefined }))).toBe("KG_SCOPE_MISSING");
    // @ts-expect-error a look-alike is no scope
    expect(codeOf(() => new Plugin(stack(), "cors", { name: "cors", scope: { global: true } }))).toBe(
      "KG_SCOPE_MISSING",
    );
    // @ts-expect-error a plugin has properties
    expect(codeOf(() => new Plugin(stack(), "cors"))).toBe("KG_SCOPE_MISSING");
  });

  it("must name something: a part that is missing is never left out", () => {
    // @ts-expect-error a scope has at least one part
    expect(codeOf(() => Scope.of({}))).toBe("KG_SCOPE_MISSING");
    // @ts-expect-error a part is not undefined
    expect(codeOf(() => Scope.of({ route: undefined }))).toBe("KG_SCOPE_MISSING");
    // @ts-expect-error a part is not null
    expect(codeOf(() => Scope.of({ route: null }))).toBe("KG_SCOPE_MISSING");
    expect(codeOf(() => Scope.of({ route: "" }))).toBe("KG_SCOPE_MISSING");
    // @ts-expect-error a scope has parts
    expect(codeOf(() => Scope.of())).toBe("KG_SCOPE_MISSING");
    const service = new Service(stack(), "s", { host: "h" });
    // @ts-expect-error one given part does not make up for a missing one
    expect(codeOf(() => Scope.of({ service, consumer: undefined }))).toBe("KG_SCOPE_MISSING");
  });

  it("must name entities of the right kind, and only parts there are", () => {
    const service = new Service(stack(), "s", { host: "h" });
    // @ts-expect-error a service is no route
    expect(codeOf(() => Scope.of({ route: service }))).toBe("KG_REFERENCE_INVALID");
    // @ts-expect-error there are no certificates in a scope
    expect(codeOf(() => Scope.of({ certificate: service }))).toBe("KG_SCOPE_UNKNOWN_KEY");
  });

  it("is not given a second time where the parent is the scope", () => {
    const service = new Service(stack(), "s", { host: "h" });
    // @ts-expect-error the parent is the scope
    expect(codeOf(() => service.addPlugin("cors", { scope: Scope.global() }))).toBe("KG_SCOPE_CONTRADICTORY");
  });

  it("is missed with the path of the plugin in the message", () => {
    // @ts-expect-error a plugin has a scope
    expect(() => new Plugin(stack(), "cors", { name: "cors" })).toThrow(/^shop\/cors: the plugin has no scope/);
  });
});
