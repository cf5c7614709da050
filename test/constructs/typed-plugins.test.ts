// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform expressions.
/** Plugins of the catalogue: settings and scopes that the compiler checks, and synth once more. @module */
import { Lazy, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { describe, expect, it } from "vitest";
import {
  type AddPluginOptions,
  Consumer,
  ConsumerGroup,
  Plugin,
  type PluginOf,
  Route,
  Scope,
  Service,
} from "../../src/index.ts";
import { cors } from "../../src/plugins/catalogue/cors.ts";
import { keyAuth } from "../../src/plugins/catalogue/key-auth.ts";
import { prometheus } from "../../src/plugins/catalogue/prometheus.ts";
import { rateLimiting } from "../../src/plugins/catalogue/rate-limiting.ts";
import { codeOf, problems, synth } from "./synth.ts";

const stackOf = () => new TerraformStack(Testing.app(), "shop");

describe("a plugin of the catalogue", () => {
  it("is added to what it acts on, with what every plugin takes besides", () => {
    const { resource } = synth((stack) => {
      const orders = new Service(stack, "orders", { host: "h" });
      const v1 = orders.addRoute("v1", { paths: ["/"] });
      const limit = { minute: 60, limitBy: "header", headerName: "X-Key" } as const;
      v1.addPlugin(rateLimiting(limit), {
        enabled: false,
        instanceName: "main",
        tags: ["t"],
        configSecrets: { redis: { password: "s" } },
      });
      v1.addPlugin(keyAuth(), { constructId: "keys" });
      orders.addPlugin(cors({ maxAge: 5 }));
      new Consumer(stack, "mobile").addPlugin(rateLimiting({ minute: 5 }));
      new ConsumerGroup(stack, "gold").addPlugin(rateLimiting({ minute: 7 }));
    });
    const plugins = Object.values(resource["kong_plugin"] ?? {});
    const withScope = (part: string) => plugins.filter(({ scope }) => part in (scope as object));
    expect(withScope("route_id").find(({ name }) => name === "rate-limiting")).toMatchObject({
      enabled: false,
      instance_name: "main",
      tags: ["t"],
      config: { minute: 60, limit_by: "header", header_name: "X-Key" },
      config_secrets: { redis: { password: "s" } },
    });
    expect(Object.keys(resource["kong_plugin"] ?? {}).filter((name) => name.startsWith("orders_v1_keys"))).toHaveLength(
      1,
    );
    expect(withScope("service_id")).toMatchObject([{ name: "cors", config: { max_age: 5 } }]);
    expect(withScope("consumer_id")).toMatchObject([{ config: { minute: 5 } }]);
    expect(withScope("consumer_group_id")).toMatchObject([{ config: { minute: 7 } }]);
  });

  it("acts where it may, or it does not compile and throws", () => {
    const stack = stackOf();
    const mobile = new Consumer(stack, "mobile");
    const route = new Route(stack, "v1", { paths: ["/"] });
    // @ts-expect-error key-auth finds out who calls: it cannot be limited to a consumer
    expect(() => mobile.addPlugin(keyAuth())).toThrow(
      "shop/mobile/key-auth: key-auth cannot be scoped to a consumer. It may act on every request, a service or a route.",
    );
    // @ts-expect-error neither can it where the consumer is only known to exist
    expect(codeOf(() => Consumer.existing(stack, "c", { username: "c" }).addPlugin(keyAuth()))).toBe("KG_PLUGIN_SCOPE");
    // @ts-expect-error nor to a group of them
    expect(codeOf(() => new ConsumerGroup(stack, "gold").addPlugin(keyAuth()))).toBe("KG_PLUGIN_SCOPE");
    const scope = Scope.of({ route, consumer: mobile });
    // @ts-expect-error nor to a route and a consumer
    expect(codeOf(() => Plugin.of(stack, "a", keyAuth(), { scope }))).toBe("KG_PLUGIN_SCOPE");
    const some: Scope = Scope.of({ consumer: mobile });
    // @ts-expect-error a scope of which nothing is known may be any
    expect(codeOf(() => Plugin.of(stack, "b", keyAuth(), { scope: some }))).toBe("KG_PLUGIN_SCOPE");
    // @ts-expect-error what takes no scope at all is no plugin of a route
    const nowhere: PluginOf<"route"> = { name: "own", config: {}, canBeScopedTo: { service: true } };
    expect(codeOf(() => route.addPlugin(nowhere))).toBe("KG_PLUGIN_SCOPE");
    expect(stack.node.findAll().filter((one) => one instanceof Plugin)).toEqual([]);
  });

  it("has its scope given where it is one of several parts, or every request", () => {
    const { resource } = synth((stack) => {
      const route = new Route(stack, "v1", { paths: ["/"] });
      const consumer = new Consumer(stack, "mobile");
      Plugin.of(stack, "both", rateLimiting({ minute: 5 }), { scope: Scope.of({ route, consumer }), tags: ["t"] });
      Plugin.of(stack, "all", prometheus(), { scope: Scope.global() });
      const perhaps: { readonly service?: Service } = {};
      Plugin.of(stack, "one", keyAuth(), { scope: Scope.of({ route, ...perhaps }) });
    });
    expect(resource["kong_plugin"]).toMatchObject({
      both: {
        name: "rate-limiting",
        tags: ["t"],
        scope: { route_id: "${kong_route.v1.id}", consumer_id: "${kong_consumer.mobile.id}" },
        config: { minute: 5 },
      },
      all: { name: "prometheus", scope: { global: true } },
      one: { name: "key-auth", scope: { route_id: "${kong_route.v1.id}" } },
    });
  });

  it("needs a scope, settings that there are, and says them once", () => {
    const stack = stackOf();
    const route = new Route(stack, "v1", { paths: ["/"] });
    // @ts-expect-error a scope is not optional
    expect(codeOf(() => Plugin.of(stack, "a", keyAuth(), {}))).toBe("KG_SCOPE_MISSING");
    // @ts-expect-error nor are the options with it
    expect(codeOf(() => Plugin.of(stack, "b", keyAuth()))).toBe("KG_SCOPE_MISSING");
    // @ts-expect-error its settings are given already
    expect(codeOf(() => route.addPlugin(keyAuth(), { config: {} }))).toBe("KG_ATTRIBUTE_INVALID");
    // @ts-expect-error neither here
    expect(codeOf(() => Plugin.of(stack, "c", keyAuth(), { scope: Scope.global(), config: {} }))).toBe(
      "KG_ATTRIBUTE_INVALID",
    );
    // @ts-expect-error the route is its scope
    expect(codeOf(() => route.addPlugin(keyAuth(), { scope: Scope.global() }))).toBe("KG_SCOPE_CONTRADICTORY");
    // @ts-expect-error there is no such setting
    expect(codeOf(() => route.addPlugin(rateLimiting({ minutes: 5 })))).toBe("KG_INVALID");
    // @ts-expect-error a misspelt option, which is reported at synth
    expect(codeOf(() => route.addPlugin("cors", { confg: {} }))).toBeUndefined();
    // @ts-expect-error a number is no plugin
    expect(codeOf(() => route.addPlugin(5))).toBe("KG_PLUGIN_INVALID");
    // @ts-expect-error nor is nothing
    expect(codeOf(() => route.addPlugin(undefined))).toBe("KG_PLUGIN_INVALID");
    // @ts-expect-error there are no certificates in a scope
    expect(codeOf(() => Scope.of({ route, certificate: "x" }))).toBe("KG_SCOPE_UNKNOWN_KEY");
  });

  it("is judged again when tokens have become values, in the words of its function", () => {
    const found = problems((stack) => {
      const number = new TerraformVariable(stack, "number", { type: "number" });
      const route = new Route(stack, "v1", { paths: ["/"] });
      route.addPlugin(rateLimiting({ minute: number.numberValue, redis: { port: number.numberValue } }));
      const port = Token.asNumber(Lazy.anyValue({ produce: () => 99_999 }));
      new Consumer(stack, "mobile").addPlugin(rateLimiting({ minute: 5, policy: "redis", redis: { host: "r", port } }));
    });
    expect(found).toEqual(["[shop/mobile/rate-limiting] KG_INVALID: redis.port: value should be between 0 and 65535"]);
  });

  it("is no more than what any other plugin may be: by its name, with settings of any kind", () => {
    const { resource } = synth((stack) => {
      const route = new Route(stack, "v1", { paths: ["/"] });
      const options: AddPluginOptions = { config: { own: { snake_case: 1 } } };
      route.addPlugin("our-plugin", options);
      const either: string | PluginOf<"route"> = keyAuth();
      route.addPlugin(either);
      // A plugin that somebody else made, of the same form.
      const own: PluginOf<"route"> = { name: "own", config: { a: 1 }, canBeScopedTo: { route: true } };
      route.addPlugin(own);
    });
    const plugins = Object.values(resource["kong_plugin"] ?? {});
    expect(plugins.find(({ name }) => name === "our-plugin")).toMatchObject({ config: { own: { snake_case: 1 } } });
    expect(plugins.find(({ name }) => name === "own")).toMatchObject({ config: { a: 1 } });
    expect(plugins.map(({ name }) => name)).toEqual(expect.arrayContaining(["key-auth"]));
  });
});
