/** What another team owns is referred to, and never declared. @module */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform writes expressions like this.
import { TerraformStack, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { Acl, BasicAuth, Consumer, KeyAuth, Plugin, Route, Scope, Service, Target, Upstream } from "../../src/index.ts";
import { codeOf, synth } from "./synth.ts";

describe("an existing entity", () => {
  it("is a data source, of every kind, found by one of its keys or its id", () => {
    const id = "0b5ac9ac-1c2e-4a0a-9d8a-2f0d4b5a1c11";
    const { data, resource } = synth((stack) => {
      const upstream = Upstream.existing(stack, "u", { name: "pool" });
      const consumer = Consumer.existing(stack, "c", { customId: "4711" });
      const route = Route.existing(stack, "r", { id });
      Service.existing(stack, "s", { name: "orders" });
      Target.existing(stack, "t", { upstream, target: "10.0.0.1:80" });
      Plugin.existing(stack, "p", { name: "cors", scope: Scope.of({ route }) });
      KeyAuth.existing(stack, "k", { id });
      BasicAuth.existing(stack, "b", { username: "u" });
      Acl.existing(stack, "a", { consumer, group: "gold" });
    });
    expect(resource).toBeUndefined();
    expect(data).toEqual({
      kong_upstream: { u: { name: "pool" } },
      kong_consumer: { c: { custom_id: "4711" } },
      kong_route: { r: { id } },
      kong_service: { s: { name: "orders" } },
      kong_target: { t: { upstream_id: "${data.kong_upstream.u.id}", target: "10.0.0.1:80" } },
      kong_plugin: { p: { name: "cors", scope: { route_id: "${data.kong_route.r.id}" } } },
      kong_key_auth: { k: { id } },
      kong_basic_auth: { b: { username: "u" } },
      kong_acl: { a: { consumer_id: "${data.kong_consumer.c.id}", group: "gold" } },
    });
  });

  it("stands wherever a declared one does", () => {
    const { resource } = synth((stack) => {
      const orders = Service.existing(stack, "orders", { name: "orders" });
      orders.addRoute("v2", { paths: ["/v2"] }).addPlugin("cors");
      orders.addPlugin("cors");
      Route.existing(stack, "checkout", { name: "checkout" }).addPlugin("cors");
      const pool = Upstream.existing(stack, "pool", { name: "pool" });
      pool.addTarget("10.0.0.9:80");
      new Service(stack, "new", { host: pool.name });
      const partner = Consumer.existing(stack, "partner", { username: "partner" });
      partner.addAcl("gold");
      partner.addKeyAuth({ key: "k" });
      partner.addBasicAuth({ username: "u", password: "p" });
      partner.addPlugin("rate-limiting");
      new Plugin(stack, "both", { name: "cors", scope: Scope.of({ service: orders, consumer: partner }) });
    });
    expect(Object.values(resource["kong_route"] ?? {})).toEqual([
      { name: "orders-v2", paths: ["/v2"], service_id: "${data.kong_service.orders.id}" },
    ]);
    expect(resource["kong_plugin"]?.["both"]?.["scope"]).toEqual({
      service_id: "${data.kong_service.orders.id}",
      consumer_id: "${data.kong_consumer.partner.id}",
    });
    expect(resource["kong_service"]?.["new"]?.["host"]).toBe("${data.kong_upstream.pool.name}");
  });

  it("must be named", () => {
    const stack = new TerraformStack(Testing.app(), "shop");
    // @ts-expect-error a lookup says which one is meant
    expect(codeOf(() => Service.existing(stack, "a", {}))).toBe("KG_LOOKUP_MISSING");
    // @ts-expect-error a target is known only together with its upstream
    expect(codeOf(() => Target.existing(stack, "b", { target: "10.0.0.1:80" }))).toBe("KG_LOOKUP_MISSING");
    // @ts-expect-error a key is secret and names nothing
    expect(codeOf(() => KeyAuth.existing(stack, "c", { key: "k" }))).toBe("KG_LOOKUP_MISSING");
    // @ts-expect-error a plugin is known only with its scope
    expect(codeOf(() => Plugin.existing(stack, "d", { name: "cors" }))).toBe("KG_LOOKUP_MISSING");
    expect(() => Service.existing(stack, "e", { name: "" })).toThrow(
      "shop/e: existing() must say which entity is meant: { id } or { name }.",
    );
  });
});
