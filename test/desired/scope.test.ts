// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform expressions.
import { describe, expect, it } from "vitest";
import { Reference } from "../../src/model/declaration.ts";
import { declared, failureOf, loadJson } from "./support.ts";

const ID = "6a7f1f0e-1d0c-4a51-9b39-5bd9a4c0f6d1";
const world = { locals: { nothing: null, empty: "", all: { global: true } }, variable: { none: { default: null } } };

const refused = async (scope: unknown): Promise<{ code: string | undefined; message: string; count: number }> => {
  const errors = await failureOf(
    { kong_plugin: { p: { name: "cors", ...(scope === undefined ? {} : { scope }) } } },
    world,
  );
  expect(errors.every(({ address }) => address === "kong_plugin.p")).toBe(true);
  return { code: errors[0]?.code, message: errors[0]?.message ?? "", count: errors.length };
};

describe("a plugin never becomes global by accident", () => {
  it.each([
    ["is absent", undefined, "KG_SCOPE_MISSING"],
    ["is null", null, "KG_SCOPE_MISSING"],
    ["is empty", {}, "KG_SCOPE_MISSING"],
    ["is an empty list", [], "KG_SCOPE_MISSING"],
    ["holds only nulls", { route_id: null, service_id: null }, "KG_SCOPE_MISSING"],
    ["holds only a global null", { global: null }, "KG_SCOPE_MISSING"],
    ["only says it is not global", { global: false }, "KG_SCOPE_MISSING"],
    ["is not global and names nulls", { global: false, route_id: null }, "KG_SCOPE_UNRESOLVED"],
    ["is global and names a route", { global: true, route_id: ID }, "KG_SCOPE_CONTRADICTORY"],
    ["is global and names a null", { global: true, route_id: null }, "KG_SCOPE_CONTRADICTORY"],
    ["has an unknown key", { route: ID }, "KG_SCOPE_UNKNOWN_KEY"],
    ["has one null among references", { service_id: ID, route_id: null }, "KG_SCOPE_UNRESOLVED"],
    ["refers to null", { route_id: "${local.nothing}" }, "KG_SCOPE_MISSING"],
    ["refers to a null variable", { route_id: "${var.none}", service_id: ID }, "KG_SCOPE_UNRESOLVED"],
    ["refers to an empty text", { route_id: "${local.empty}" }, "KG_SCOPE_UNRESOLVED"],
    ["refers to an unknown address", { route_id: "${kong_route.gone.id}" }, "KG_SCOPE_UNRESOLVED"],
    ["refers to a name", { route_id: "orders-v1" }, "KG_SCOPE_UNRESOLVED"],
    ["says global with a text", { global: "yes" }, "KG_SCOPE_UNRESOLVED"],
    ["is a text", "global", "KG_SCOPE_MISSING"],
    ["is a null local", "${local.nothing}", "KG_SCOPE_MISSING"],
    ["is an unknown local", "${local.gone}", "KG_SCOPE_UNRESOLVED"],
  ])("when its scope %s", async (_, scope, code) => {
    const error = await refused(scope);
    expect(error).toMatchObject({ code, count: 1 });
    expect(error.message).toContain("does not become a global plugin by accident");
  });

  it("and is global only in so many words", async () => {
    const desired = await loadJson({
      ...world,
      resource: {
        kong_plugin: {
          a: { name: "a", scope: { global: true } },
          b: { name: "b", scope: "${local.all}" },
          c: { name: "c", scope: { global: false, route_id: ID } },
        },
      },
    });
    expect(declared(desired, "kong_plugin.a")).toMatchObject({ isGlobal: true, fields: { name: "a" } });
    expect(declared(desired, "kong_plugin.b").isGlobal).toBe(true);
    expect(declared(desired, "kong_plugin.c")).toMatchObject({ isGlobal: false, fields: { route: { id: ID } } });
  });

  it("and takes any combination of references", async () => {
    const desired = await loadJson({
      resource: {
        kong_service: { s: { name: "s" } },
        kong_consumer: { c: { username: "c" } },
        kong_plugin: {
          p: { name: "p", scope: { service_id: "${kong_service.s.id}", consumer_id: "${kong_consumer.c.id}" } },
        },
      },
    });
    expect(declared(desired, "kong_plugin.p").fields).toEqual({
      name: "p",
      service: new Reference("kong_service.s"),
      consumer: new Reference("kong_consumer.c"),
    });
  });

  it("and says where a scope reference belongs that stands outside the scope", async () => {
    const errors = await failureOf({ kong_plugin: { p: { name: "p", service_id: ID, scope: { global: true } } } });
    expect(errors[0]?.message).toContain("scope = { service_id = … }");
  });
});
